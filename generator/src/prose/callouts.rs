//! Notes and warnings as other documentation tools mark them: `{% admonition type="warning" %}`, `> [!NOTE]`.

use std::collections::BTreeSet;

use super::block::{Block, Inline, Mark};
use super::html::attribute;

/// How long a tag may be, in bytes.
const LONGEST_TAG: usize = 500;

/// The tags of a text: those of which it closes one, as `{% /hint %}` or `{% endhint %}`.
#[derive(Debug, Default)]
pub struct Callouts<'a> {
    closed: BTreeSet<&'a str>,
}

impl<'a> Callouts<'a> {
    /// The tags of a text.
    pub fn of(text: &'a str) -> Self {
        let closed = text
            .match_indices("{%")
            .filter_map(|(at, _)| closed_by(inside(&text[at..])?.0))
            .collect();
        Self { closed }
    }

    /// What a reader sees of the tag that a text begins with, as Markdown, and how long it is.
    pub fn tag(&self, text: &str) -> Option<(String, usize)> {
        let (inside, length) = inside(text)?;
        if closed_by(inside).is_some_and(|word| self.closed.contains(word)) {
            return Some((String::new(), length));
        }
        let (word, attributes) = split_word(inside);
        let closes_itself = inside.ends_with('/') && !word.is_empty();
        if !closes_itself && !self.closed.contains(word) {
            return None;
        }
        let title = ["name", "title", "heading"]
            .into_iter()
            .find_map(|name| attribute(attributes, name))
            .map(str::trim)
            .filter(|title| !title.is_empty());
        let kind = ["type", "style", "theme"]
            .into_iter()
            .find_map(|name| attribute(attributes, name))
            .and_then(kind);
        let shown = match (kind, title) {
            (None | Some("Note"), Some(title)) => format!("**{title}**"),
            (Some(kind), Some(title)) => format!("**{kind}: {title}**"),
            (Some(kind), None) => format!("**{kind}**"),
            (None, None) => String::new(),
        };
        Some((shown, length))
    }
}

/// Gives quotations that begin with `[!NOTE]` or the like a title in place of it.
pub fn name(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Quote(inside) => {
                if let Some(Block::Paragraph(line)) = inside.first_mut()
                    && let Some(title) = title(line)
                {
                    let rest: Vec<Inline> = line.drain(..).skip(2).collect();
                    *line = vec![Inline::Marked(
                        Mark::Strong,
                        vec![Inline::Text(title.to_owned())],
                    )];
                    if !rest.is_empty() {
                        inside.insert(1, Block::Paragraph(rest));
                    }
                }
                name(inside);
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| name(item)),
            _ => {}
        }
    }
}

/// What the first line of a quotation says, where it only says of which kind it is.
fn title(line: &[Inline]) -> Option<&'static str> {
    let (Some(Inline::Text(first)), None | Some(Inline::Break)) = (line.first(), line.get(1))
    else {
        return None;
    };
    kind(first.trim().strip_prefix("[!")?.strip_suffix(']')?)
}

/// What a kind of callout says to the reader.
fn kind(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" => "Note",
        "tip" | "hint" => "Tip",
        "important" => "Important",
        "warning" | "warn" | "caution" | "attention" => "Warning",
        "danger" | "error" => "Danger",
        _ => return None,
    })
}

/// The element that a tag closes.
fn closed_by(inside: &str) -> Option<&str> {
    if let Some(word) = inside.strip_prefix('/') {
        return Some(word.trim());
    }
    let word = inside.strip_prefix("end")?;
    // `{% endif %}` is of a template that a program fills in, so what is between is shown with its conditions.
    let is_logic = matches!(word, "if" | "for" | "unless" | "case" | "raw" | "comment");
    (!word.is_empty() && !is_logic && split_word(word).0 == word).then_some(word)
}

/// What is between `{%` and `%}`, and how long all of it is.
fn inside(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("{%")?;
    let bytes = inside.as_bytes();
    let bytes = &bytes[..bytes.len().min(LONGEST_TAG)];
    let end = bytes
        .windows(2)
        .position(|pair| matches!(pair, b"%}" | b"{%"))
        .filter(|end| bytes[*end] == b'%')?;
    let trimmed = inside[..end].trim_start_matches('-').trim_end_matches('-');
    (!trimmed.contains('\n')).then_some((trimmed.trim(), end + 4))
}

fn split_word(text: &str) -> (&str, &str) {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    text.split_at(end)
}

//! What descriptions hold of HTML: tags, what stands between them, tables.

use super::entities::decoded;
use super::foreign::as_line;

/// Elements that are parts of a page: what is in them begins and ends a paragraph.
pub const PARTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hr",
    "html",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "table",
];

/// Elements within a sentence or a table, of which nothing is left but what is in them.
pub const PHRASES: &[&str] = &[
    "a", "abbr", "b", "big", "caption", "code", "col", "colgroup", "em", "font", "i", "img", "ins",
    "kbd", "label", "li", "mark", "nobr", "samp", "small", "span", "strong", "sub", "sup", "tbody",
    "td", "tfoot", "th", "thead", "tr", "tt", "u",
];

/// How long a tag may be, in bytes.
const LONGEST_TAG: usize = 1_000;

/// A tag.
#[derive(Debug)]
pub struct Tag<'a> {
    /// The element's name in lower case.
    pub name: String,
    /// Whether it closes the element.
    pub closes: bool,
    /// How long it is.
    pub length: usize,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, without entities.
    pub fn attribute(&self, name: &str) -> Option<String> {
        attribute(self.attributes, name).map(|value| decoded(value).into_owned())
    }
}

/// The value of an attribute in quotes, or up to the next space.
pub fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let is_start = rest[..at].chars().last().is_none_or(char::is_whitespace);
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| is_start) else {
            continue;
        };
        let value = value.trim_start();
        return Some(match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            _ => value.split_whitespace().next().unwrap_or_default(),
        });
    }
}

/// The tag that a text begins with.
pub fn tag(text: &str) -> Option<Tag<'_>> {
    let after = text.strip_prefix('<')?;
    let closes = after.starts_with('/');
    let name_at = 1 + usize::from(closes);
    let name = text.get(name_at..)?;
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let length = name
        .find(|letter: char| !letter.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let attributes_at = name_at + length;
    // `<https://…>` and `<id_of_it>` are no tags.
    if !text[attributes_at..].starts_with(['>', '/', ' ', '\t', '\n', '\r']) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in text
        .bytes()
        .enumerate()
        .take(LONGEST_TAG)
        .skip(attributes_at)
    {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'<') => return None,
            (None, b'>') => {
                return Some(Tag {
                    name: name[..length].to_ascii_lowercase(),
                    closes,
                    length: at + 1,
                    attributes: &text[attributes_at..at],
                });
            }
            _ => {}
        }
    }
    None
}

/// What is between the tag that a text begins with and the one that closes it, and how long all of it is.
pub fn inside<'a>(text: &'a str, open: &Tag<'_>) -> Option<(&'a str, usize)> {
    let mut depth = 0;
    for (at, found) in tags(text).filter(|(_, tag)| tag.name == open.name) {
        if !found.closes {
            depth += 1;
        } else if depth > 1 {
            depth -= 1;
        } else {
            return Some((&text[open.length..at], at + found.length));
        }
        // Only tables are within themselves; another element that begins twice was not closed.
        if depth > 1 && open.name != "table" {
            return None;
        }
    }
    None
}

/// All tags of a text, and where they are.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    text.match_indices('<')
        .filter_map(|(at, _)| Some((at, tag(&text[at..])?)))
}

/// HTML as text: tags go, entities are what they mean.
pub fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (at, tag) in tags(html) {
        if at < from {
            continue;
        }
        out.push_str(&html[from..at]);
        if tag.name == "br" {
            out.push('\n');
        } else if !PARTS.contains(&&*tag.name) && !PHRASES.contains(&&*tag.name) {
            out.push_str(&html[at..at + tag.length]);
        }
        from = at + tag.length;
    }
    out.push_str(&html[from..]);
    decoded(&out).into_owned()
}

/// What is in a table as a table of Markdown. A table within a cell is text there.
pub fn table(html: &str) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    // Where the text of the cell begins that is open.
    let mut cell = None;
    let mut depth = 0_usize;
    for (at, tag) in tags(html) {
        match tag.name.as_str() {
            "table" if tag.closes => depth = depth.saturating_sub(1),
            "table" => depth += 1,
            "tr" | "td" | "th" if depth == 0 => {
                if let (Some(from), Some(row)) = (cell.take(), rows.last_mut()) {
                    row.push(as_line(&html[from..at]).replace('|', "\\|"));
                }
                if tag.name == "tr" {
                    rows.push(Vec::new());
                } else if !tag.closes {
                    cell = Some(at + tag.length);
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for (index, mut row) in rows.into_iter().enumerate() {
        row.resize(width, String::new());
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(width)));
        }
    }
    out
}

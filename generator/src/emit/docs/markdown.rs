//! The blocks of Markdown: paragraphs, lists, tables, code.

use super::inline::inline;
use super::links::Labels;
use super::{callouts, foreign, tables, visible, wrap};

/// The collection's Markdown as lines that rustdoc reads without complaint.
pub fn markdown(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = foreign::as_markdown(&text);
    let mut out: Vec<String> = Vec::new();
    // The characters of the fence that is open.
    let mut fence: Option<String> = None;
    let (lines, labels) = without_labels(&text);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if fence.is_none()
            && let Some((rows, length)) = tables::of_tabs(&lines[at..], &labels)
        {
            paragraph(&mut out);
            out.extend(rows);
            out.push(String::new());
            at += length;
            continue;
        }
        at += 1;
        let line = visible(line);
        let plain = line.trim();
        if let Some(open) = &fence {
            if closes(plain, open) {
                out.push("```".to_owned());
                fence = None;
            } else {
                // A fence of ours inside would end it.
                out.push(line.trim_end().replace("```", "'''"));
            }
            continue;
        }
        if let Some(open) = opening_fence(plain) {
            fence = Some(open);
            out.push("```text".to_owned());
            continue;
        }
        if plain.is_empty() {
            paragraph(&mut out);
            continue;
        }
        let (marker, rest) = block(plain);
        let rest = rest.trim();
        if marker == "> "
            && let Some(title) = callouts::of_quotation(rest)
        {
            out.extend([format!("> {title}"), ">".to_owned()]);
            continue;
        }
        let text = format!("{marker}{}", inline(rest, &labels));
        // A list item that goes on in the next line is one line, so that nobody takes the rest for something else.
        match out.last_mut() {
            Some(last) if marker.is_empty() && is_item(last) && !rest.starts_with('|') => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => out.push(text),
        }
    }
    if fence.is_some() {
        out.push("```".to_owned());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    wrap::lines(out)
}

/// The lines of a text, and what the others among them say of labels.
fn without_labels(text: &str) -> (Vec<&str>, Labels<'_>) {
    let mut labels = Labels::default();
    let mut fence: Option<String> = None;
    let lines = text.split('\n').filter(|line| {
        let plain = line.trim();
        match &fence {
            Some(open) if closes(plain, open) => fence = None,
            Some(_) => {}
            None => {
                fence = opening_fence(plain);
                return !(plain.starts_with('[') && labels.take(line));
            }
        }
        true
    });
    (lines.collect(), labels)
}

/// Ends the paragraph.
fn paragraph(out: &mut Vec<String>) {
    if out.last().is_some_and(|last| !last.is_empty()) {
        out.push(String::new());
    }
}

fn opening_fence(line: &str) -> Option<String> {
    ["`", "~"].into_iter().find_map(|sign| {
        let length = line.len() - line.trim_start_matches(sign).len();
        let info = &line[length..];
        (length >= 3 && !info.contains('`')).then(|| sign.repeat(length))
    })
}

/// Whether a line closes a fence.
fn closes(line: &str, fence: &str) -> bool {
    line.starts_with(fence) && line.trim_start_matches(&fence[..1]).is_empty()
}

/// What a line begins with (a heading, a list item, a quotation), in its plainest form, and the rest.
pub fn block(line: &str) -> (String, &str) {
    if let Some(rest) = line.strip_prefix('>') {
        let (marker, rest) = block(rest.trim());
        return (format!("> {marker}"), rest);
    }
    if let Some(rest) = ["- ", "* ", "+ "]
        .into_iter()
        .find_map(|marker| line.strip_prefix(marker))
    {
        return ("- ".to_owned(), rest);
    }
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        return (format!("{} ", &line[..hashes]), &line[hashes..]);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
    {
        return (format!("{} ", &line[..=digits]), &line[digits + 2..]);
    }
    (String::new(), line)
}

fn is_item(line: &str) -> bool {
    !block(line).0.is_empty() && !line.starts_with('#')
}

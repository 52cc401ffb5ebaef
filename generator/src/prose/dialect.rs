//! What descriptions have that CommonMark does not know: tables whose columns are parted by tabs, the tags of other
//! documentation tools, code with bars in a table. It becomes Markdown before it is read as such.
//!
//! This decides how a text looks and nothing else: whatever comes of it is read like any other text.

use std::borrow::Cow;

use super::callouts::Callouts;

/// A text as plain Markdown.
pub fn as_markdown(text: &str) -> Cow<'_, str> {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let is_indented = text.starts_with([' ', '\t', '\n']);
    if !is_indented && !text.contains(['\t', '|', '{']) && !text.contains("]:") {
        return text;
    }
    let indent = indentation(&text);
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    let callouts = Callouts::of(&text);
    let mut out = String::with_capacity(text.len() + 64);
    let mut fence: Option<(char, usize)> = None;
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        at += 1;
        let plain = line.trim_start_matches([' ', '\t', '>']);
        if let Some((sign, length)) = fence {
            if closes(plain, sign, length) {
                fence = None;
            }
        } else {
            fence = opens(plain);
            if fence.is_none() {
                let rows = table_of_tabs(&lines[at - 1..], &mut out);
                if rows > 0 {
                    at += rows - 1;
                    continue;
                }
                prose(line, &callouts, &mut out);
                out.push('\n');
                continue;
            }
        }
        out.push_str(line);
        out.push('\n');
    }
    Cow::Owned(out)
}

/// How far all lines are indented, in bytes, where that is so far that Markdown would take them for code.
fn indentation(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let indents = lines.map(|line| {
        let rest = line.trim_start_matches(' ');
        if rest.starts_with('\t') {
            0
        } else {
            line.len() - rest.len()
        }
    });
    indents.min().filter(|indent| *indent >= 4).unwrap_or(0)
}

/// The fence that a line opens.
fn opens(line: &str) -> Option<(char, usize)> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3 && (sign == '~' || !line[length..].contains('`'))).then_some((sign, length))
}

fn closes(line: &str, sign: char, length: usize) -> bool {
    let line = line.trim_end();
    line.len() >= length && line.trim_start_matches(sign).is_empty() && !line.is_empty()
}

/// Writes a line that is no code.
fn prose(line: &str, callouts: &Callouts<'_>, out: &mut String) {
    let plain = line.trim_start();
    if plain.starts_with('[') && is_no_label(plain) {
        out.push('\\');
        out.push_str(plain);
        return;
    }
    let is_row = plain.starts_with('|');
    if !(line.contains("{%") || is_row && line.contains('`')) {
        out.push_str(line);
        return;
    }
    let mut rest = line;
    while let Some(at) = rest.find(['`', '{', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes()[0] {
            b'`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                let code = rest[run..].find(&rest[..run]).map(|end| end + 2 * run);
                let code = code.unwrap_or(run);
                if is_row {
                    // A bar within code ends no cell: that is what its author meant.
                    out.push_str(&rest[..code].replace("\\|", "|").replace('|', "\\|"));
                } else {
                    out.push_str(&rest[..code]);
                }
                code
            }
            b'{' => match callouts.tag(rest) {
                Some((title, length)) => {
                    out.push_str(if is_row { " " } else { "\n\n" });
                    out.push_str(&title);
                    out.push_str(if is_row { " " } else { "\n\n" });
                    length
                }
                None => {
                    out.push('{');
                    1
                }
            },
            _ => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// Whether a line that begins with a bracket is prose, although Markdown would take it for what a label stands for:
/// `[Beta]: soon`.
fn is_no_label(line: &str) -> bool {
    let Some((_, target)) = line.split_once("]:") else {
        return false;
    };
    let target = target.trim().trim_start_matches('<');
    !target.contains("://")
        && !target.starts_with(['/', '#', '.', '?'])
        && !target.starts_with("mailto:")
}

/// Writes the table that some lines begin with whose columns are parted by tabs, as one of Markdown, and says how many lines
/// it is. Blank lines within such a table mean nothing.
fn table_of_tabs(lines: &[&str], out: &mut String) -> usize {
    if !lines.first().is_some_and(|line| is_row_of_tabs(line)) {
        return 0;
    }
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut length = 0;
    for (index, line) in lines.iter().enumerate() {
        if is_row_of_tabs(line) {
            rows.push(line.trim_end().split('\t').map(str::trim).collect());
            length = index + 1;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    if rows.len() < 2 {
        return 0;
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    out.push('\n');
    for (index, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..width {
            let cell = row.get(column).copied().unwrap_or_default();
            out.push_str(&format!(
                " {} |",
                cell.replace("\\|", "|").replace('|', "\\|")
            ));
        }
        out.push('\n');
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(width)));
        }
    }
    out.push('\n');
    length
}

fn is_row_of_tabs(line: &str) -> bool {
    let line = line.trim();
    line.contains('\t') && !line.starts_with('|')
}

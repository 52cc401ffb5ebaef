//! Links of Markdown: `[text](target)`, `[text][label]`, and the lines that say what a label stands for.

use std::collections::BTreeMap;

/// How long the text of a link may be, in bytes.
const LONGEST_TEXT: usize = 600;

/// How long its target may be, in bytes.
const LONGEST_TARGET: usize = 1_000;

/// What the labels of a text stand for: `[label]: https://…`.
#[derive(Debug, Default)]
pub struct Labels<'a> {
    targets: BTreeMap<String, &'a str>,
}

impl<'a> Labels<'a> {
    /// Takes the line, if all it says is what a label stands for.
    pub fn take(&mut self, line: &'a str) -> bool {
        let Some((label, target)) = definition(line) else {
            return false;
        };
        self.targets.entry(key(label)).or_insert(target);
        true
    }

    /// What a link leads to.
    pub fn target(&self, link: &Link<'a>) -> Option<&'a str> {
        match link.target {
            Target::Inline(target) => Some(target),
            Target::Label(label) => self.targets.get(&key(label)).copied(),
        }
    }
}

/// A link, or what could be one if its label stands for something.
#[derive(Debug)]
pub struct Link<'a> {
    /// What is between the brackets.
    pub text: &'a str,
    /// Where it leads.
    pub target: Target<'a>,
    /// Whether it says where it leads, and is not only a text in brackets.
    pub has_target: bool,
    /// How long all of it is.
    pub length: usize,
}

/// Where a link leads.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// `(target)`
    Inline(&'a str),
    /// `[label]`, or the text where there is none.
    Label(&'a str),
}

/// The link that a text begins with.
pub fn parse(text: &str) -> Option<Link<'_>> {
    let close = closing_bracket(text)?;
    let inside = &text[1..close];
    let after = &text[close + 1..];
    if let Some((target, length)) = destination(after) {
        return Some(Link {
            text: inside,
            target: Target::Inline(target),
            has_target: true,
            length: close + 1 + length,
        });
    }
    let label = after.starts_with('[').then(|| closing_bracket(after));
    let (label, length) = match label.flatten() {
        Some(end) => (after[1..end].trim(), end + 1),
        None => ("", 0),
    };
    Some(Link {
        text: inside,
        target: Target::Label(if label.is_empty() { inside } else { label }),
        has_target: length > 0,
        length: close + 1 + length,
    })
}

/// A target as it may stand between parentheses.
pub fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for letter in target.trim().chars() {
        if letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(letter) {
            out.push(letter);
        } else {
            let mut buffer = [0; 4];
            for byte in letter.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// Where the bracket closes that a text begins with.
fn closing_bracket(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len().min(LONGEST_TEXT) {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
                let inside = text.get(at + run..bytes.len().min(LONGEST_TEXT));
                let end = inside.and_then(|inside| super::inline::closing_run(inside, run));
                at += run - 1 + end.map_or(0, |end| end + run);
            }
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            b'[' => depth += 1,
            b']' if depth <= 1 => return (depth == 1).then_some(at),
            b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The target between the parentheses that a text begins with, without its title, and how long all of it is.
fn destination(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('(')?.trim_start();
    let (target, rest) = match inside.strip_prefix('<') {
        Some(target) => target.split_at(near(target).find(['>', '\n'])?),
        None => inside.split_at(end_of_target(near(inside))),
    };
    let rest = rest.strip_prefix('>').unwrap_or(rest).trim_start();
    let rest = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let title = &rest[1..];
            &title[title
                .bytes()
                .take(LONGEST_TEXT)
                .position(|byte| byte == quote as u8)?
                + 1..]
        }
        _ => rest,
    };
    let rest = rest.trim_start().strip_prefix(')')?;
    // A quotation mark that nothing opens is left over from a title.
    let target = target.trim_matches(['"', '\'', '”', '“']);
    Some((target, text.len() - rest.len()))
}

/// As much of a text as a target may be.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_TARGET)]
}

/// Where a target ends: at a space, or at a parenthesis that it does not open.
fn end_of_target(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            letter if letter.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// `[label]: target "title"`
fn definition(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let close = closing_bracket(line)?;
    let rest = line[close + 1..].strip_prefix(':')?.trim();
    let (target, title) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let target = target.trim_matches(['<', '>']);
    let is_target = target.contains("://") || target.starts_with(['/', '#', '.']);
    let title = title.trim();
    let is_title = title.is_empty() || (title.len() > 1 && title.starts_with(['"', '\'', '(']));
    (is_target && is_title).then(|| (&line[1..close], target))
}

/// Labels are the same in any case and with any spaces.
fn key(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

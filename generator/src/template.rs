//! Text with `{{variables}}` in it, and JSON with `{{variables}}` in it.
//!
//! What counts as a variable is what Postman's own pattern finds, `\{\{([^{}]*?)}}`, but for the empty name, which no variable
//! can have.

use std::borrow::Cow;
use std::fmt;

use serde::de::IgnoredAny;

use crate::api::{Piece, Template};

/// Begins a string that stands for a bare `{{variable}}` in marked JSON.
pub const MARK_OPEN: char = '\u{E000}';
/// Ends a string that stands for a bare `{{variable}}` in marked JSON.
pub const MARK_CLOSE: char = '\u{E001}';

impl Template {
    /// Splits text at its variables.
    pub fn parse(text: &str) -> Self {
        let mut template = Self::default();
        let mut from = 0;
        for hole in holes(text) {
            template.push_text(&text[from..hole.start]);
            template.push_variable(hole.name);
            from = hole.end;
        }
        template.push_text(&text[from..]);
        template
    }

    /// Text that stands as it is, whatever braces are in it.
    pub fn constant(text: &str) -> Self {
        let mut template = Self::default();
        template.push_text(text);
        template
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The text, where there is no variable in it.
    pub fn as_constant(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The variable's name, where it is one variable and nothing else.
    pub fn as_variable(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Variable(name)] => Some(name),
            _ => None,
        }
    }

    /// The names of its variables, in order, with repetitions.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Whether there is a variable in it.
    pub fn has_variables(&self) -> bool {
        self.variables().next().is_some()
    }

    /// Adds text at its end.
    pub fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// Adds a variable at its end.
    pub fn push_variable(&mut self, name: &str) {
        self.pieces.push(Piece::Variable(name.to_owned()));
    }

    /// Adds another template at its end.
    pub fn push(&mut self, other: &Self) {
        for piece in &other.pieces {
            match piece {
                Piece::Text(text) => self.push_text(text),
                Piece::Variable(name) => self.push_variable(name),
            }
        }
    }

    /// The text once each variable is replaced; `None` where `value` knows one of them not, or where it would become too
    /// long: many variables with long values make a text that no input is as large as.
    pub fn fill<'v>(&self, mut value: impl FnMut(&str) -> Option<Cow<'v, str>>) -> Option<String> {
        let (mut text, mut pasted) = (String::new(), 0);
        for piece in &self.pieces {
            match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Variable(name) => {
                    let value = value(name)?;
                    pasted += value.len();
                    if pasted > LONGEST && self.pieces.len() > 1 {
                        return None;
                    }
                    text.push_str(&value);
                }
            }
        }
        Some(text)
    }
}

/// How long a text may become by the values that are pasted into it, in bytes.
const LONGEST: usize = 64 * 1024;

/// As it is written in a collection.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Variable(name) => write!(f, "{{{{{name}}}}}")?,
            }
        }
        Ok(())
    }
}

/// A `{{name}}` in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole<'t> {
    /// What stands between the braces.
    pub name: &'t str,
    /// Byte offset of the first brace.
    pub start: usize,
    /// Byte offset behind the last brace.
    pub end: usize,
}

/// Every `{{name}}` of a text, in order.
pub fn holes(text: &str) -> impl Iterator<Item = Hole<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find("{{") {
            let start = at + found;
            if let Some(hole) = hole_at(text, start) {
                at = hole.end;
                return Some(hole);
            }
            at = start + 1;
        }
        None
    })
}

/// The `{{name}}` that begins at a byte offset.
pub(crate) fn hole_at(text: &str, start: usize) -> Option<Hole<'_>> {
    let inner = text.get(start..)?.strip_prefix("{{")?;
    let length = inner.find(['{', '}'])?;
    let named = length > 0 && inner[length..].starts_with("}}");
    named.then(|| Hole {
        name: &inner[..length],
        start,
        end: start + length + 4,
    })
}

/// Makes nested variables flat: in `{{ {{stage}}_url }}` the inner one is replaced by what `value` says of it, so that what
/// is left is a variable with a plain name. Other text comes back as it is.
pub fn flatten<'t>(text: &'t str, mut value: impl FnMut(&str) -> String) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    // Postman gives up after 19 rounds as well.
    for _ in 0..19 {
        let Some(flatter) = flatten_once(&text, &mut value) else {
            break;
        };
        text = Cow::Owned(flatter);
    }
    text
}

fn flatten_once(text: &str, value: &mut impl FnMut(&str) -> String) -> Option<String> {
    let mut flat = String::new();
    let mut from = 0;
    for hole in holes(text) {
        let opened = text[from..hole.start].rfind("{{");
        let Some(opened) = opened.map(|found| from + found) else {
            continue;
        };
        // Nested means: open before, closed behind, and no brace between but those of variables.
        let between = &text[opened + 2..hole.start];
        let behind = &text[hole.end..];
        let closed = behind.find(['{', '}']).is_some_and(|brace| {
            behind[brace..].starts_with("}}") || behind[brace..].starts_with("{{")
        });
        if between.contains(['{', '}']) || !closed {
            continue;
        }
        flat.push_str(&text[from..hole.start]);
        flat.push_str(&value(hole.name));
        from = hole.end;
    }
    (from > 0).then(|| {
        flat.push_str(&text[from..]);
        flat
    })
}

/// Takes the comments out of a text as Postman does before it sends JSON: `//` to the end of the line and `/* */`, outside
/// strings, whether or not the text is JSON.
pub fn strip_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("//") && !text.contains("/*") {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut kept = String::with_capacity(text.len());
    let (mut from, mut at, mut in_string, mut backslashes) = (0, 0, false, 0_usize);
    while at < bytes.len() {
        let rest = &text.as_bytes()[at..];
        if bytes[at] == b'"' && backslashes.is_multiple_of(2) {
            in_string = !in_string;
        }
        backslashes = if bytes[at] == b'\\' {
            backslashes + 1
        } else {
            0
        };
        if in_string || !(rest.starts_with(b"//") || rest.starts_with(b"/*")) {
            at += 1;
            continue;
        }
        kept.push_str(&text[from..at]);
        at = comment_end(text, at);
        from = at;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// The byte offset behind the comment that begins at `start`; the line break behind a `//` comment is not part of it.
fn comment_end(text: &str, start: usize) -> usize {
    let body = &text[start + 2..];
    let length = if text[start..].starts_with("//") {
        body.find('\n').map(|found| {
            if body[..found].ends_with('\r') {
                found - 1
            } else {
                found
            }
        })
    } else {
        body.find("*/").map(|found| found + 2)
    };
    length.map_or(text.len(), |length| start + 2 + length)
}

/// JSON without comments and trailing commas. `None` where the rest is not JSON once each bare variable has a value.
pub fn clean_json(text: &str) -> Option<Cow<'_, str>> {
    let clean = without_trailing_commas(strip_bare_comments(text));
    serde_json::from_str::<IgnoredAny>(&mark_holes(&clean)).ok()?;
    Some(clean)
}

/// JSON in which each *bare* `{{name}}` is the string `"\u{E000}name\u{E001}"`; variables inside strings stay. A bare word that
/// is only in part a variable (`{{cents}}00`) becomes one such string, with its braces.
pub fn mark_holes(text: &str) -> Cow<'_, str> {
    if !text.contains("{{") {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 16);
    let mut at = 0;
    let mut found = false;
    while let Some(token) = next_token(text, at) {
        let source = &text[at..token.end];
        match token.kind {
            TokenKind::Bare { holes: 0 } | TokenKind::Other => marked.push_str(source),
            TokenKind::Bare { .. } => {
                found = true;
                let lone = hole_at(text, at).filter(|hole| hole.end == token.end);
                let name = lone.map_or(source, |hole| hole.name);
                let quoted = serde_json::to_string(&format!("{MARK_OPEN}{name}{MARK_CLOSE}"));
                marked.push_str(&quoted.unwrap_or_default());
            }
        }
        at = token.end;
    }
    if found {
        Cow::Owned(marked)
    } else {
        Cow::Borrowed(text)
    }
}

/// As [`strip_comments`], but a bare variable whose name holds slashes stays whole.
fn strip_bare_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("//") && !text.contains("/*") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(token) = next_token(text, at) {
        if text[at..].starts_with("//") || text[at..].starts_with("/*") {
            at = comment_end(text, at);
            continue;
        }
        kept.push_str(&text[at..token.end]);
        at = token.end;
    }
    Cow::Owned(kept)
}

fn without_trailing_commas(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut commas = Vec::new();
    let mut at = 0;
    let mut last_comma = None;
    while let Some(token) = next_token(&text, at) {
        let source = &text[at..token.end];
        match source {
            "," => last_comma = Some(at),
            "}" | "]" => commas.extend(last_comma.take()),
            _ if source.chars().all(char::is_whitespace) => {}
            _ => last_comma = None,
        }
        at = token.end;
    }
    if commas.is_empty() {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for comma in commas {
        kept.push_str(&text[from..comma]);
        from = comma + 1;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

struct Token {
    end: usize,
    kind: TokenKind,
}

enum TokenKind {
    /// A run without white space, quotes and structure, variables included.
    Bare { holes: usize },
    /// A string, one mark of structure, or white space.
    Other,
}

/// The token of JSON text that begins at a byte offset. Tokens cover the whole text, whatever is in it.
fn next_token(text: &str, at: usize) -> Option<Token> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let other = |length: usize| {
        Some(Token {
            end: at + length,
            kind: TokenKind::Other,
        })
    };
    if first == '"' {
        return other(string_length(rest));
    }
    if first.is_whitespace() {
        return other(first.len_utf8());
    }
    let (mut end, mut count) = (at, 0);
    loop {
        if let Some(hole) = hole_at(text, end) {
            end = hole.end;
            count += 1;
            continue;
        }
        match text[end..].chars().next() {
            Some(next) if is_bare(next) && (end == at || next != '/') => end += next.len_utf8(),
            _ => break,
        }
    }
    if end == at {
        return other(first.len_utf8());
    }
    Some(Token {
        end,
        kind: TokenKind::Bare { holes: count },
    })
}

fn is_bare(character: char) -> bool {
    !matches!(character, '{' | '}' | '[' | ']' | ',' | ':' | '"') && !character.is_whitespace()
}

/// The length of the string that a text begins with, quotes included; all of the text where it does not end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        Template::parse(text)
            .variables()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn parsing_and_writing_again_gives_the_same_text() {
        for text in [
            "",
            "a",
            "{{a}}",
            "a{{b}}c{{d}}",
            "{{}}",
            "{{{x}}}",
            "{{ a b }}",
            "}}{{",
            "{{a}",
        ] {
            assert_eq!(Template::parse(text).to_string(), text);
        }
    }

    #[test]
    fn a_name_is_what_postmans_pattern_finds() {
        assert_eq!(names("{{a}}-{{b.c-d e}}"), ["a", "b.c-d e"]);
        assert_eq!(names("{{{x}}}"), ["x"]);
        assert_eq!(names("{{a{{b}}"), ["b"]);
        assert_eq!(names("{{}}{{a}"), [""; 0]);
    }

    #[test]
    fn nested_variables_become_flat() {
        let value = |name: &str| {
            if name == "x" {
                "prod".to_owned()
            } else {
                name.to_owned()
            }
        };
        assert_eq!(flatten("{{url_{{x}}}}", value), "{{url_prod}}");
        assert_eq!(flatten("{{ {{x}} }}/{{y}}", value), "{{ prod }}/{{y}}");
        assert_eq!(flatten("{{{{a}}_{{b}}}}", value), "{{a_b}}");
        assert_eq!(flatten("{{x}}/{{y}}", value), "{{x}}/{{y}}");
        assert_eq!(flatten("{{{x}}}", value), "{{{x}}}");
    }

    #[test]
    fn comments_go_as_postman_takes_them() {
        assert_eq!(strip_comments("{\"a\": 1 // one\n}"), "{\"a\": 1 \n}");
        assert_eq!(
            strip_comments("{/* x */\"a\": \"http://x\"}"),
            "{\"a\": \"http://x\"}"
        );
        assert_eq!(strip_comments("a // never ends"), "a ");
        assert_eq!(
            strip_comments("\"a\\\" // still\" // gone"),
            "\"a\\\" // still\" "
        );
    }

    #[test]
    fn json_is_cleaned_and_nothing_else() {
        assert_eq!(
            clean_json("{\"a\": [1, 2,], }").unwrap(),
            "{\"a\": [1, 2] }"
        );
        assert_eq!(
            clean_json("{\"a\": {{x}}, // y\n}").unwrap(),
            "{\"a\": {{x}} \n}"
        );
        assert_eq!(clean_json("{\"a\": \",}\"}").unwrap(), "{\"a\": \",}\"}");
        assert_eq!(clean_json("[{{a/b}}]").unwrap(), "[{{a/b}}]");
        for broken in [
            "",
            "a",
            "{\"a\" 1}",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":<x>}",
            "[,]x",
        ] {
            assert_eq!(clean_json(broken), None, "{broken}");
        }
    }

    #[test]
    fn bare_holes_become_marked_strings() {
        assert_eq!(mark_holes("{\"a\":{{x}}}"), "{\"a\":\"\u{E000}x\u{E001}\"}");
        assert_eq!(
            mark_holes("[{{a}},\"{{b}}\"]"),
            "[\"\u{E000}a\u{E001}\",\"{{b}}\"]"
        );
        assert_eq!(mark_holes("[-{{a}}00]"), "[\"\u{E000}-{{a}}00\u{E001}\"]");
        assert_eq!(
            mark_holes("{\"a\":{\"b\":{{c}}}}"),
            "{\"a\":{\"b\":\"\u{E000}c\u{E001}\"}}"
        );
        assert!(matches!(mark_holes("{\"a\":\"{{b}}\"}"), Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[{}\\[\\],:\"\\\\/*a {\u{e9}\n]{0,40}") {
            let _ = (clean_json(&text), mark_holes(&text), strip_comments(&text));
            let _ = flatten(&text, |_| "{{x}}".to_owned());
            assert_eq!(Template::parse(&text).to_string(), text);
        }
    }
}

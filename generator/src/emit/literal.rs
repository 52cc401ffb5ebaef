//! Text of the collection as a string literal.
//!
//! Programs stand in docs and in the README as well, where a line that begins with backticks would end them and one that
//! begins with `#` would be hidden. So text has its line breaks as `\n`; only what is laid out for a reader, and is JSON or
//! GraphQL, is written line by line.

use proc_macro2::Literal;

use crate::render::{BLANK_LINE, shelf};

/// A string literal in one line: a raw one where the text has quotes, and nothing that is not seen.
pub(super) fn literal(text: &str) -> Literal {
    if text.contains('\n') {
        return Literal::string(text);
    }
    lines(text)
}

/// The literal of a JSON text, line by line. What is no JSON stands in one line.
pub(super) fn json(text: &str) -> Literal {
    if text.contains('\n') && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return Literal::string(text);
    }
    lines(text)
}

/// A string literal with the text's own line breaks, for programs that stand in a file of their own.
pub(super) fn lines(text: &str) -> Literal {
    let plain = Literal::string(text);
    let unseen = |c: char| {
        (c.is_control() && c != '\n')
            // marks of direction, which the compiler refuses
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let reads_as_mark = || text.contains(BLANK_LINE) || text.contains(shelf::MARK);
    if !text.contains(['"', '\n', '\\']) || text.contains(unseen) || reads_as_mark() {
        return plain;
    }
    let hashes = text
        .split('"')
        .skip(1)
        .map(|after| after.bytes().take_while(|&byte| byte == b'#').count())
        .max();
    let hashes = "#".repeat(hashes.map_or(1, |hashes| hashes + 1));
    let raw = format!("r{hashes}\"{text}\"{hashes}");
    match syn::parse_str::<syn::LitStr>(&raw) {
        Ok(parsed) if parsed.value() == text => raw.parse().unwrap_or(plain),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{json, lines, literal};

    #[test]
    fn a_literal_means_its_text() {
        let texts = [
            "",
            "a",
            "\"",
            "a\"#b",
            "\"##\"",
            "{\n  \"a\": 1\n}",
            "\r",
            "a\rb\"",
            "\\",
            "\u{202e}\"",
            "\0\"",
            "a\r\nb",
            "\u{feff}{}",
            "*/ \"##",
        ];
        for text in texts {
            for source in [literal(text), json(text), lines(text)] {
                let source = source.to_string();
                let parsed: syn::LitStr = syn::parse_str(&source).expect("a literal");
                assert_eq!(parsed.value(), text, "{source}");
            }
            assert!(!literal(text).to_string().contains('\n'));
        }
        assert_eq!(literal("{\"a\": 1}").to_string(), "r#\"{\"a\": 1}\"#");
    }

    #[test]
    fn only_json_has_lines() {
        assert!(json("{\n  \"a\": 1\n}").to_string().contains('\n'));
        assert!(!json("{\n```\n}").to_string().contains('\n'));
    }
}

//! Text of the collection as a string literal.

use proc_macro2::Literal;

use crate::render::{BLANK_LINE, shelf};

/// A string literal: a raw one where the text has quotes or line breaks, and nothing that is not seen.
pub(super) fn literal(text: &str) -> Literal {
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
    use super::literal;

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
            let source = literal(text).to_string();
            let parsed: syn::LitStr = syn::parse_str(&source).expect("a literal");
            assert_eq!(parsed.value(), text, "{source}");
        }
        assert_eq!(literal("{\"a\": 1}").to_string(), "r#\"{\"a\": 1}\"#");
    }
}

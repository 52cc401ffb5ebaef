//! The letters of foreign text: what nobody can see goes, entities are what they mean.

use std::borrow::Cow;

/// Text without control characters, and without what is invisible and could change how the rest of a line is read: marks of
/// direction, letters of no width, tags. A space of any kind is a space.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut joins = false;
    for letter in text.chars() {
        match letter {
            '\n' => out.push('\n'),
            letter if letter.is_whitespace() => out.push(' '),
            // Within a script that needs them, they decide how letters are joined.
            '\u{200c}' | '\u{200d}' if joins => out.push(letter),
            letter if is_hidden(letter) => {}
            letter => out.push(letter),
        }
        joins = !letter.is_ascii() && !is_hidden(letter);
    }
    Cow::Owned(out)
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Lines of code: tabs are four spaces, for a tab has no width of its own.
pub fn code(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    visible(&text).into_owned()
}

/// Text with what its entities stand for.
pub fn decoded(text: &str) -> Cow<'_, str> {
    html_escape::decode_html_entities(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_gone() {
        let table = [
            ("a\u{202e}b\0\u{feff}", "ab"),
            ("a\u{a0}b\u{2028}c", "a b c"),
            ("زن\u{200c}ها a\u{200d}b", "زن\u{200c}ها ab"),
            ("👩\u{200d}🚀\u{e0041}", "👩\u{200d}🚀"),
        ];
        for (text, expected) in table {
            assert_eq!(visible(text), expected, "{text:?}");
        }
        assert_eq!(code("\ta\r\n\u{200e}b"), "    a\nb");
        assert_eq!(decoded("&lt;&#39;&nope;"), "<'&nope;");
    }
}

//! Halves of characters: `\ud83d` without the `\ude00` that belongs to it.
//!
//! JavaScript writes and reads such strings (an emoji that was cut in two); no Rust string can hold one.

/// The text with U+FFFD instead of each half, and where the first one was. `None` where there is none. Offsets stay the
/// same: both are written with six characters.
pub(crate) fn replace(text: &str) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut repaired = String::new();
    let mut first = None;
    let mut copied = 0;
    let mut index = 0;
    while let Some(backslash) = text.get(index..).and_then(|rest| rest.find('\\')) {
        index += backslash;
        match unit(bytes, index) {
            Some(0xD800..=0xDBFF) if matches!(unit(bytes, index + 6), Some(0xDC00..=0xDFFF)) => {
                index += 12;
            }
            Some(0xD800..=0xDFFF) => {
                first.get_or_insert(index);
                repaired.push_str(&text[copied..index]);
                repaired.push_str("\\ufffd");
                index += 6;
                copied = index;
            }
            // The character behind the backslash may be a backslash itself.
            _ => {
                index = (index + 2).min(text.len());
                while index < text.len() && !text.is_char_boundary(index) {
                    index += 1;
                }
            }
        }
    }
    first.map(|first| {
        repaired.push_str(&text[copied..]);
        (repaired, first)
    })
}

/// The code unit of the escape `\uXXXX` that begins at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit * 16 + char::from(*digit).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_halves_are_replaced() {
        for whole in [
            "",
            "a",
            r"\ud83d\ude00",
            r"\\ud83d",
            r"\n\u00e9",
            r"\u12",
            "\\",
            "\\é",
        ] {
            assert_eq!(replace(whole), None, "{whole}");
        }
        for (half, repaired, at) in [
            (r"a\ud83d", r"a\ufffd", 1),
            (r"\ude00\ud83d\ude00", r"\ufffd\ud83d\ude00", 0),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00", 0),
            (r"\ud83d\n\uDE00é", r"\ufffd\n\ufffdé", 0),
        ] {
            assert_eq!(replace(half), Some((repaired.to_owned(), at)), "{half}");
        }
    }
}

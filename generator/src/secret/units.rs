//! Signs of text that may be written in another text: JSON in a string of JSON, a form in a URL, XML in JSON.
//!
//! A quote is a quote, whether it stands as `"`, `\"`, `\\\"`, `\u0022`, `%22` or `&quot;`.

use std::borrow::Cow;

/// The sign at a place, and how many bytes it is written in. Bytes that are no escape stand for themselves.
pub(super) fn unit(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let first = *text.get(at)?;
    Some(match first {
        b'\\' => backslashed(text, at).unwrap_or((first, 1)),
        b'%' => hex(text, at + 1, 2).map_or((first, 1), |sign| (sign, 3)),
        b'&' => ENTITIES
            .iter()
            .find(|(entity, _)| text[at..].starts_with(entity.as_bytes()))
            .map_or((first, 1), |(entity, sign)| (*sign, entity.len())),
        _ => (first, 1),
    })
}

const ENTITIES: &[(&str, u8)] = &[
    ("&quot;", b'"'),
    ("&#34;", b'"'),
    ("&#39;", b'\''),
    ("&apos;", b'\''),
    ("&amp;", b'&'),
    ("&lt;", b'<'),
    ("&gt;", b'>'),
    ("&#x27;", b'\''),
    ("&#x22;", b'"'),
];

/// Backslashes, however many, with what they escape. Eight are JSON in JSON in JSON.
fn backslashed(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let slashes = text[at..]
        .iter()
        .take(8)
        .take_while(|byte| **byte == b'\\')
        .count();
    let behind = at + slashes;
    let (sign, length) = match text.get(behind)? {
        b'n' | b'r' => (b'\n', 1),
        b't' => (b'\t', 1),
        sign @ (b'"' | b'\'' | b'/') => (*sign, 1),
        b'u' => (hex(text, behind + 1, 4)?, 5),
        _ => return None,
    };
    Some((sign, slashes + length))
}

/// An ASCII sign in hexadecimal digits.
fn hex(text: &[u8], at: usize, digits: usize) -> Option<u8> {
    let digits = std::str::from_utf8(text.get(at..at + digits)?).ok()?;
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let sign = u8::from_str_radix(digits, 16).ok().filter(|_| all)?;
    (0x20..0x7F).contains(&sign).then_some(sign)
}

/// Text as it is meant.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '%', '&']) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some((sign, length)) = unit(bytes, at) {
        out.push(sign);
        at += length;
    }
    // Only ASCII was put in place of ASCII.
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a word can begin at a place: what stands before is no letter or digit, or is the end of an escape.
pub(super) fn is_start(text: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| text[before]) else {
        return true;
    };
    !before.is_ascii_alphanumeric() || ends_an_escape(text, at)
}

/// Whether an escape ends before a place.
pub(super) fn ends_an_escape(text: &[u8], at: usize) -> bool {
    [(2, b'\\'), (3, b'%'), (6, b'\\')]
        .iter()
        .any(|&(length, sign)| {
            at.checked_sub(length).is_some_and(|start| {
                text[start] == sign
                    && unit(text, start).is_some_and(|(sign, found)| {
                        found >= length && !sign.is_ascii_alphanumeric()
                    })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_what_they_mean() {
        for (text, meant) in [
            (r#"{\"a\":\"b\nc\"}"#, "{\"a\":\"b\nc\"}"),
            (r#"\\\"a\u0026"#, "\"a&"),
            ("%22a%22%3D%zz%", "\"a\"=%zz%"),
            ("&quot;a&amp;b&x", "\"a&b&x"),
            ("\\", "\\"),
            ("é%C3%A9", "é%C3%A9"),
        ] {
            assert_eq!(decoded(text), meant);
        }
    }

    #[test]
    fn a_word_begins_behind_an_escape() {
        for text in ["x", " x", r"\nx", "%3Dx", r"\u003dx", "_x"] {
            assert!(is_start(text.as_bytes(), text.len() - 1), "{text}");
        }
        for text in ["ax", "1x", "nx", "%41x"] {
            assert!(!is_start(text.as_bytes(), text.len() - 1), "{text}");
        }
    }
}

//! Finds a text in another that may spell it differently: percent-encoded, with JSON's escapes, with HTML's character
//! references, in several layers of them. Only what is shown of errors is searched so.

use std::collections::HashMap;
use std::ops::Range;

/// How many layers of escapes are taken off: a percent-encoded URL in a JSON text in an HTML page has three.
const LAYERS: usize = 6;

/// What is shorter is not looked for: taking it out would only show where it is.
const SHORTEST: usize = 4;

/// Where one of the `sought` stands in a text, in whatever spelling: ranges of bytes, in order, apart from one another.
pub(super) fn find(text: &str, sought: &[&str]) -> Vec<Range<usize>> {
    let sought: Vec<Vec<u8>> = sought
        .iter()
        .filter(|secret| secret.len() >= SHORTEST)
        .flat_map(|secret| [folded(&units(secret)), folded(&innermost(units(secret)))])
        .filter(|secret| secret.len() >= SHORTEST)
        .collect();
    let mut by_start: HashMap<&[u8], Vec<&[u8]>> = HashMap::new();
    for secret in &sought {
        if let Some(start) = secret.get(..SHORTEST) {
            by_start.entry(start).or_default().push(secret);
        }
    }
    let mut found = Vec::new();
    if by_start.is_empty() {
        return found;
    }
    let mut layer = units(text);
    for _ in 0..=LAYERS {
        let bytes = folded(&layer);
        for (at, start) in bytes.windows(SHORTEST).enumerate() {
            for secret in by_start.get(start).into_iter().flatten() {
                let is_here = bytes.get(at..).is_some_and(|rest| rest.starts_with(secret));
                let ends = (layer.get(at), layer.get(at + secret.len() - 1));
                if let (true, (Some(first), Some(last))) = (is_here, ends) {
                    found.push(first.start..last.end);
                }
            }
        }
        match decoded(&layer) {
            Some(inner) => layer = inner,
            None => break,
        }
    }
    merged(found)
}

/// A byte of the text that is meant, and which bytes spell it.
#[derive(Clone, Copy)]
struct Unit {
    byte: u8,
    start: usize,
    end: usize,
}

fn units(text: &str) -> Vec<Unit> {
    let unit = |(start, byte)| Unit {
        byte,
        start,
        end: start + 1,
    };
    text.bytes().enumerate().map(unit).collect()
}

/// The bytes alone. A `+` is taken for the blank that it means in forms.
fn folded(units: &[Unit]) -> Vec<u8> {
    let fold = |unit: &Unit| if unit.byte == b'+' { b' ' } else { unit.byte };
    units.iter().map(fold).collect()
}

fn innermost(mut layer: Vec<Unit>) -> Vec<Unit> {
    for _ in 0..LAYERS {
        match decoded(&layer) {
            Some(inner) => layer = inner,
            None => break,
        }
    }
    layer
}

fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// One layer of escapes taken off; `None` where there is none.
fn decoded(layer: &[Unit]) -> Option<Vec<Unit>> {
    let mut out = Vec::with_capacity(layer.len());
    let mut changed = false;
    let mut rest = layer;
    while let Some((unit, after)) = rest.split_first() {
        match escape(rest) {
            Some((meant, length)) => {
                let end = rest.get(length - 1).map_or(unit.end, |last| last.end);
                let mut buffer = [0; 4];
                let bytes: &[u8] = match meant {
                    Meant::Byte(byte) => {
                        buffer[0] = byte;
                        &buffer[..1]
                    }
                    Meant::Letter(letter) => letter.encode_utf8(&mut buffer).as_bytes(),
                };
                out.extend(bytes.iter().map(|byte| Unit {
                    byte: *byte,
                    start: unit.start,
                    end,
                }));
                changed = true;
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push(*unit);
                rest = after;
            }
        }
    }
    changed.then_some(out)
}

/// What an escape means.
enum Meant {
    /// A byte, which may be a part of a letter.
    Byte(u8),
    Letter(char),
}

/// What the escape means that a text begins with, and how long it is.
fn escape(text: &[Unit]) -> Option<(Meant, usize)> {
    match text.first()?.byte {
        b'%' => Some((Meant::Byte(u8::try_from(hex(text, 1, 2)?).ok()?), 3)),
        b'\\' => backslash(text),
        b'&' => reference(text),
        _ => None,
    }
}

/// An escape of JSON, or of a language that debugging output is written in.
fn backslash(text: &[Unit]) -> Option<(Meant, usize)> {
    let letter = |letter| Some((Meant::Letter(letter), 2));
    match text.get(1)?.byte {
        b'b' => letter('\u{8}'),
        b'f' => letter('\u{c}'),
        b'n' => letter('\n'),
        b'r' => letter('\r'),
        b't' => letter('\t'),
        b'x' => Some((Meant::Byte(u8::try_from(hex(text, 2, 2)?).ok()?), 4)),
        b'u' if text.get(2)?.byte == b'{' => {
            let length = text.iter().skip(3).take(7).position(|it| it.byte == b'}')?;
            let letter = char::from_u32(hex(text, 3, length)?)?;
            Some((Meant::Letter(letter), length + 4))
        }
        b'u' => {
            let first = hex(text, 2, 4)?;
            if let Some(letter) = char::from_u32(first) {
                return Some((Meant::Letter(letter), 6));
            }
            // The first half of a pair (RFC 8259, section 7).
            let [slash, u] = [text.get(6)?.byte, text.get(7)?.byte];
            let second = hex(text, 8, 4)?.checked_sub(0xDC00)?;
            let letter = 0x10000 + ((first.checked_sub(0xD800)?) << 10) + second;
            let letter = char::from_u32(letter).filter(|_| [slash, u] == *b"\\u")?;
            Some((Meant::Letter(letter), 12))
        }
        mark if mark.is_ascii_punctuation() => letter(char::from(mark)),
        _ => None,
    }
}

/// A character reference of HTML.
fn reference(text: &[Unit]) -> Option<(Meant, usize)> {
    /// Leading zeros are allowed, but nobody writes many.
    const LONGEST: usize = 12;
    let end = text.iter().take(LONGEST).position(|it| it.byte == b';')?;
    let name: Vec<u8> = text.get(1..end)?.iter().map(|it| it.byte).collect();
    let name = std::str::from_utf8(&name).ok()?;
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
        None => *NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, letter)| letter)?,
    };
    Some((Meant::Letter(letter), end + 1))
}

/// The names that HTML has for what stands in secrets.
const NAMED: [(&str, char); 32] = [
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("excl", '!'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
    ("ast", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("colon", ':'),
    ("semi", ';'),
    ("equals", '='),
    ("quest", '?'),
    ("commat", '@'),
    ("lsqb", '['),
    ("lbrack", '['),
    ("bsol", '\\'),
    ("rsqb", ']'),
    ("rbrack", ']'),
    ("Hat", '^'),
    ("lowbar", '_'),
    ("grave", '`'),
    ("lbrace", '{'),
    ("rbrace", '}'),
];

/// The number that `length` hexadecimal digits from a place on are.
fn hex(text: &[Unit], from: usize, length: usize) -> Option<u32> {
    let digits = text.get(from..from + length)?;
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, unit| {
        let digit = char::from(unit.byte).to_digit(16)?;
        number.checked_mul(16)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with what is found in it taken out.
    fn without(text: &str, secret: &str) -> String {
        let mut out = text.to_owned();
        for range in find(text, &[secret]).into_iter().rev() {
            out.replace_range(range, "…");
        }
        out
    }

    #[test]
    fn a_text_is_found_in_each_spelling() {
        let secret = "a/b+c \"d\"&é=%2F";
        for spelled in [
            secret,
            "a%2Fb%2Bc%20%22d%22%26%C3%A9%3D%252F",
            "a%2fb%2bc+%22d%22%26%c3%a9%3d%252f",
            "a%252Fb%252Bc%2520%2522d%2522%2526%25C3%25A9%253D%25252F",
            "a\\/b+c \\\"d\\\"&é=%2F",
            "a\\u002Fb\\u002bc\\u0020\\u0022d\\u0022\\u0026\\u00e9\\u003d%2F",
            "a/b+c &quot;d&quot;&amp;&#233;=%2F",
            "a&#x2F;b&plus;c&nbsp;&#34;d&#x22;&#38;&#xE9;&equals;&percnt;2F",
            "a\\\\/b+c \\\\\\\"d\\\\\\\"&é=%2F",
            "a/b+c \\x22d\\x22&\\u{e9}=%2F",
        ] {
            let text = format!("<{spelled}> and {spelled}");
            assert_eq!(without(&text, secret), "<…> and …", "{spelled}");
        }
    }

    #[test]
    fn letters_of_two_halves_are_read() {
        assert_eq!(without("x \\ud83d\\ude00key x", "😀key"), "x … x");
        assert_eq!(
            without("\\ud83d \\ud83dx \\u12", "😀key"),
            "\\ud83d \\ud83dx \\u12"
        );
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "",
            "%",
            "%4",
            "100%",
            "\\",
            "&;",
            "&#;",
            "&#x110000;",
            "secre",
            "s e c r e t",
        ] {
            assert_eq!(without(text, "secret"), text);
        }
        // What is too short to hide.
        assert_eq!(without("abc", "abc"), "abc");
    }

    #[test]
    fn what_overlaps_is_taken_out_as_one() {
        let found = find("xabcdefx", &["abcd", "cdef"]);
        let found: Vec<_> = found.iter().map(|range| (range.start, range.end)).collect();
        assert_eq!(found, [(1, 7)]);
    }
}

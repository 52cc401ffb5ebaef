//! JSON that serde refuses and JavaScript reads: an object with a key twice, of which the last counts, and strings with half a
//! character, for which U+FFFD stands.
//!
//! Such text is mended after it was refused, and read once more. Nothing changes its place by that.

use std::borrow::Cow;
use std::collections::HashMap;

/// The text without keys that come again and without halves of characters; `None` where it has neither.
pub(super) fn mend(text: &[u8]) -> Option<Vec<u8>> {
    let whole = whole_characters(text);
    let once = without_repeats(&whole);
    match (once, whole) {
        (Some(once), _) => Some(once),
        (None, Cow::Owned(whole)) => Some(whole),
        (None, Cow::Borrowed(_)) => None,
    }
}

/// An object that is open.
#[derive(Default)]
struct Members<'t> {
    /// Where each member begins.
    starts: Vec<usize>,
    /// Which of them has a key, the last one.
    by_key: HashMap<&'t [u8], usize>,
}

/// Spaces in place of members whose key comes again.
fn without_repeats(text: &[u8]) -> Option<Vec<u8>> {
    // Arrays are open as well, but have no keys.
    let mut open: Vec<Option<Members<'_>>> = Vec::new();
    let mut at_key = false;
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                let start = at;
                at = string_end(text, at);
                if let Some(Some(members)) = open.last_mut().filter(|_| at_key) {
                    at_key = false;
                    let place = members.starts.len();
                    members.starts.push(start);
                    let key = text.get(start..at).unwrap_or_default();
                    if let Some(first) = members.by_key.insert(key, place) {
                        gone.push((members.starts[first], members.starts[first + 1]));
                    }
                }
                continue;
            }
            b'{' => {
                open.push(Some(Members::default()));
                at_key = true;
            }
            b'[' => {
                open.push(None);
                at_key = false;
            }
            b'}' | b']' => {
                open.pop();
                at_key = false;
            }
            b',' => at_key = open.last().is_some_and(Option::is_some),
            _ => {}
        }
        at += 1;
    }
    if gone.is_empty() {
        return None;
    }
    let mut text = text.to_vec();
    for (from, to) in gone {
        for byte in text.get_mut(from..to).into_iter().flatten() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    Some(text)
}

/// `\ufffd` in place of each escape that is half of a character.
fn whole_characters(text: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Cow::Borrowed(text);
    let mut at = 0;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.iter().position(|it| *it == b'\\'))
    {
        at += found;
        match unit(text, at) {
            Some(0xD800..=0xDBFF) if matches!(unit(text, at + 6), Some(0xDC00..=0xDFFF)) => {
                at += 12
            }
            Some(0xD800..=0xDFFF) => {
                if let Some(escape) = whole.to_mut().get_mut(at..at + 6) {
                    escape.copy_from_slice(b"\\ufffd");
                }
                at += 6;
            }
            // What is behind the backslash may be one itself.
            _ => at += 2,
        }
    }
    whole
}

/// The code unit of the escape `\uXXXX` that begins at a place.
fn unit(text: &[u8], at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit * 16 + char::from(*digit).to_digit(16)?)
    })
}

/// The place after the string that begins at another.
fn string_end(text: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

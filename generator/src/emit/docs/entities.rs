//! HTML's names and numbers of letters: `&nbsp;`, `&#39;`.

use std::borrow::Cow;

use html_escape::decode_html_entities;

/// How long an entity may be, in bytes: `&CounterClockwiseContourIntegral;` is the longest name that HTML has.
const LONGEST: usize = 33;

/// What the entity stands for that a text begins with, and how long it is. A space that does not break is a space, and what
/// nobody can see is nothing.
pub fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let entity = &text[..=end];
    let letters = decode_html_entities(entity);
    if letters == entity {
        return None;
    }
    let letters = letters.chars().filter_map(|letter| match letter {
        letter if letter.is_whitespace() => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200d}' => None,
        letter => (!letter.is_control()).then_some(letter),
    });
    Some((letters.collect(), end + 1))
}

/// A text with what its entities stand for.
pub fn decoded(text: &str) -> Cow<'_, str> {
    decode_html_entities(text)
}

//! Small rules about text: percent-encoding, placeholders, ids, words of a description.

use crate::api::{Piece, Template};
use crate::secret;

/// Undoes percent-encoding, and `+` where it stands for a space. Text that is no UTF-8 afterwards stays as it is.
pub(super) fn decode(text: &str, plus: bool) -> String {
    let encoded = |c: char| c == '%' || (plus && c == '+');
    if !text.contains(encoded) {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |offset: usize| {
            bytes
                .get(at + offset)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        match (byte, digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(byte));
                at += 3;
            }
            (b'+', ..) if plus => {
                decoded.push(b' ');
                at += 1;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Undoes base64 (RFC 4648, section 4), where that gives a text.
pub(super) fn base64(text: &str) -> Option<String> {
    let digits = text.trim_end_matches('=').as_bytes();
    if digits.is_empty() || !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut group, mut bits) = (0u32, 0u32);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        group = (group << 6 | u32::from(value)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(group >> bits & 0xFF).unwrap_or_default());
        }
    }
    String::from_utf8(bytes).ok()
}

/// [`decode`] for the text of a template.
pub(super) fn decode_template(template: &Template, plus: bool) -> Template {
    let mut decoded = Template::default();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => decoded.push_text(&decode(text, plus)),
            Piece::Variable(name) => decoded.push_variable(name),
        }
    }
    decoded
}

/// Percent-encodes what may not stand in a path, as Postman does: text that is encoded already stays.
pub(super) fn encode_path(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_control()
            || !character.is_ascii()
            || matches!(
                character,
                ' ' | '"' | '<' | '>' | '`' | '#' | '?' | '{' | '}'
            )
        {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(character);
        }
    }
    encoded
}

/// A text as one segment of a path, or a piece of one.
pub(crate) fn encode_segment(text: &str) -> String {
    encode_path(
        &text
            .replace('%', "%25")
            .replace('/', "%2F")
            .replace('\\', "%5C"),
    )
}

/// Whether a value only keeps the place of one: `<string>`, `{id}`, `{{id}}`, `:id`, `[id]`.
pub(super) fn is_place(value: &str) -> bool {
    let value = value.trim();
    let between = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
    value.is_empty()
        || value.contains("{{")
        || between('<', '>')
        || between('{', '}')
        || between('[', ']')
        || (value.starts_with(':') && value.len() > 1)
}

/// Whether a value shows what a parameter of this name holds: it is no placeholder and no secret.
pub(super) fn shows(name: &str, value: &str) -> bool {
    !is_place(value)
        && !secret::is_made_up(value)
        && (!secret::is_secret_name(name) || secret::is_placeholder(name, value))
}

/// Whether a segment of a path looks like the id of one thing: a UUID, a long number, a hash.
pub(super) fn is_surely_an_id(segment: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let uuid = segment.len() == 36
        && segment.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && segment.split('-').all(hex);
    let hash = segment.len() >= 20 && digits >= 2 && digits < segment.len() && hex(segment);
    // Four digits may be a year.
    let number = segment.len() >= 5 && digits == segment.len();
    uuid || hash || number
}

/// Whether a segment of a path may be an id, if it also varies: it has a digit and is no version (`v2`, `1.0`).
pub(super) fn may_be_an_id(segment: &str) -> bool {
    let version = segment
        .strip_prefix(['v', 'V'])
        .unwrap_or(segment)
        .split('.')
        .all(|part| {
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
        });
    let versioned = version && (segment.starts_with(['v', 'V']) || segment.contains('.'));
    segment.bytes().any(|byte| byte.is_ascii_digit()) && !versioned && !is_place(segment)
}

/// What the id that follows a segment of a path could be called: `users` gives `user_id`.
pub(super) fn id_after(segment: Option<&str>) -> String {
    let word = segment.unwrap_or_default();
    // Of several words the last one is in the plural: `email_aliases`, `emailAliases`.
    let mut letters = word.char_indices().rev();
    let last = letters.find(|(at, letter)| {
        let begins = letter.is_uppercase() && word[..*at].ends_with(char::is_lowercase);
        matches!(letter, '_' | '-') || begins
    });
    let singular = match last {
        Some((at, _)) if at > 0 => {
            let (before, last) = word.split_at(at);
            let last = last.trim_start_matches(['_', '-']).to_lowercase();
            format!("{before}_{}", crate::english::singular(&last))
        }
        _ => crate::english::singular(word),
    };
    if singular.chars().any(char::is_alphabetic) && singular.len() <= 40 {
        format!("{singular}_id")
    } else {
        "id".to_owned()
    }
}

/// Whether a description calls its parameter required: the marker `(Required)` of generated collections, or the word in its
/// first sentence without `not`, `if` and the like around it.
pub(super) fn says_required(description: &str) -> bool {
    let text: String = description
        .chars()
        .take(400)
        .collect::<String>()
        .to_lowercase();
    let text = text.trim_start();
    if text.starts_with("(required)") {
        return true;
    }
    let sentence = text.split(['\n', '.', ';']).next().unwrap_or_default();
    let words: Vec<&str> = sentence
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let no = |word: &&str| {
        matches!(
            *word,
            "not"
                | "optional"
                | "optionally"
                | "never"
                | "if"
                | "when"
                | "unless"
                | "only"
                | "either"
                | "for"
                | "non"
        ) || word.ends_with("n't")
    };
    words
        .iter()
        .any(|word| matches!(*word, "required" | "mandatory"))
        && !words.iter().any(no)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decode("a%20b+c", true), "a b c");
        assert_eq!(decode("a%20b+c", false), "a b+c");
        assert_eq!(decode("100%", true), "100%");
        assert_eq!(decode("%ff", true), "%ff");
        assert_eq!(decode("%C3%A9", true), "é");
    }

    #[test]
    fn a_path_is_encoded_as_postman_encodes_it() {
        assert_eq!(
            encode_path("/a b/{c}/%20/é:@"),
            "/a%20b/%7Bc%7D/%20/%C3%A9:@"
        );
    }

    #[test]
    fn ids_are_told_from_versions() {
        assert!(is_surely_an_id("892071a0-bb95-4a1d-8d4c-1e8d3b2f2f5e"));
        assert!(is_surely_an_id("219421692"));
        assert!(!is_surely_an_id("2024"));
        assert!(!is_surely_an_id("users"));
        assert!(may_be_an_id("42") && may_be_an_id("ORD-1"));
        assert!(!may_be_an_id("v2") && !may_be_an_id("1.0") && !may_be_an_id("users"));
    }

    #[test]
    fn an_id_is_called_after_the_segment_before_it() {
        assert_eq!(id_after(Some("users")), "user_id");
        assert_eq!(id_after(Some("companies")), "company_id");
        assert_eq!(id_after(Some("address")), "address_id");
        assert_eq!(id_after(Some("email_aliases")), "email_alias_id");
        assert_eq!(id_after(Some("emailAliases")), "email_alias_id");
        assert_eq!(id_after(Some("URLs")), "URL_id");
        assert_eq!(id_after(None), "id");
    }

    #[test]
    fn required_is_said_in_many_ways() {
        for text in [
            "(Required) The id",
            "Required. The id",
            "Mandatory",
            "The id (required)",
        ] {
            assert!(says_required(text), "{text}");
        }
        for text in [
            "",
            "Optional",
            "not required",
            "Required if `a` is given",
            "This isn't required",
            "The id. Not a required one",
        ] {
            assert!(!says_required(text), "{text}");
        }
    }
}

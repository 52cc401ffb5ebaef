//! Which of the values that were seen are worth showing: those that teach how such a value looks.

use super::casing::same_words;
use super::sample::json_text;
use crate::english;
use crate::infer::words::words;
use crate::model::{Field, Type};

/// How long a value may be that docs show, in bytes.
const SHOWN: usize = 24;

/// From this many letters and digits on, a mixture of them is a key or a number of something, which teaches nothing.
const RANDOM: usize = 16;

/// Words that people write where they have to write something.
const FILLED_IN: [&str; 37] = [
    "abc",
    "another",
    "asdf",
    "bar",
    "blah",
    "change",
    "changeme",
    "demo",
    "dummy",
    "empty",
    "example",
    "fake",
    "false",
    "foo",
    "insert",
    "mock",
    "my",
    "n",
    "na",
    "nil",
    "none",
    "null",
    "optional",
    "placeholder",
    "redacted",
    "required",
    "sample",
    "some",
    "something",
    "string",
    "tbd",
    "temp",
    "todo",
    "true",
    "undefined",
    "xyz",
    "your",
];

/// What a key in capitals ends with that says what to write there: `TLS_CONFIGURATION_ID`.
const STANDS_FOR: [&str; 12] = [
    "CODE",
    "DATE",
    "EMAIL",
    "HERE",
    "ID",
    "KEY",
    "NAME",
    "NUMBER",
    "REFERENCE",
    "TOKEN",
    "URL",
    "VALUE",
];

/// Fields of words for people, which nobody has to be shown.
const PROSE: [&str; 11] = [
    "body",
    "comment",
    "content",
    "description",
    "message",
    "note",
    "reason",
    "subject",
    "summary",
    "text",
    "title",
];

/// A value of a field whose type says little of what stands there, where it is plain text that teaches something.
pub(super) fn example(field: &Field) -> Option<&str> {
    let ty = match &field.ty {
        Type::Nullable(inner) => &**inner,
        ty => ty,
    };
    let text = json_text(field.example.as_deref()?)?;
    let is_told = field.docs.to_lowercase().contains(&text.to_lowercase());
    (*ty == Type::String && !is_told && teaches(&field.wire, text)).then_some(text)
}

/// Whether somebody who sees the value knows more of the field than its name says.
fn teaches(wire: &str, text: &str) -> bool {
    // Somebody's address is nobody else's business.
    if text.len() > SHOWN || text.contains('@') || same_words(text, wire) {
        return false;
    }
    let (text_words, field) = (words(text), words(wire));
    let mut all = text_words.split(' ');
    let prose = field
        .rsplit(' ')
        .next()
        .is_some_and(|last| PROSE.contains(&last));
    let is_digit = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    // `collection 51`, `Conversation Title`: a word for it, and perhaps a number.
    let repeats = all.all(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || format!(" {field} ").contains(&format!(" {word} "))
    });
    !(is_filled_in(text)
        || is_digit
        || (repeats && text.contains(char::is_alphabetic))
        || (prose && text.contains(' ') && !text.contains(|letter: char| letter.is_ascii_digit()))
        || text.contains("..."))
}

/// Whether a text is there because something has to be: a dummy, printers' Latin, a random key, or what says what to write.
pub(super) fn is_filled_in(text: &str) -> bool {
    let text_words = words(text);
    // `example.com` is as good as any other name of a host.
    let is_host = text.contains("example.");
    let all = text_words
        .split(' ')
        .filter(|word| !(is_host && *word == "example"));
    let is_dummy = |word: &str| {
        let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        FILLED_IN.contains(&word) || word.starts_with("test")
    };
    let is_my = text_words.starts_with("my ") || text_words == "n a";
    // Of two letters are words of other texts as well.
    is_my
        || all.clone().any(|word| word.len() > 2 && is_dummy(word))
        || all.clone().all(is_dummy)
        || all.clone().any(|word| english::LATIN.contains(&word))
        || "1234567890".starts_with(text)
        || is_random(text)
        || stands_for(text)
}

/// Letters and digits that somebody drew: `2cFflPOskFLhmnZJEfUake`, `993617895195570C`, `5d70dd30de4e`.
fn is_random(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric();
    text.split(|letter| !is_part(letter)).any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let changes = part
            .as_bytes()
            .windows(2)
            .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
            .count();
        (part.len() >= RANDOM && digits > 0) || (part.len() >= RANDOM / 2 && changes >= 4)
    })
}

/// Whether a text says what to write in its place: `YOUR_MERCHANT_ACCOUNT`, `OWASP_ID`, `YourName`.
fn stands_for(text: &str) -> bool {
    let is_capital = |letter: char| letter.is_ascii_uppercase() || letter == '_';
    let last = text.rsplit('_').next().unwrap_or_default();
    text.contains('_') && text.chars().all(is_capital) && STANDS_FOR.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_teaches_is_shown() {
        for (wire, text) in [
            ("currency", "GBP"),
            ("locale", "en_US"),
            ("time", "2016-04-27 19:40:52"),
            ("slug", "nyc3"),
            ("status", "AUTHORISED"),
            ("entryType", "ATM_WITHDRAWAL"),
            ("image", "ubuntu-16-04-x64"),
            ("number", "430001"),
            ("size", "s-1vcpu-1gb"),
            ("ip", "127.0.0.1"),
            ("name", "ubuntu-nyc1"),
            ("name", "Amsterdam 2"),
            ("domain", "www.example.com"),
            ("port", "443"),
            ("path", "/"),
        ] {
            assert!(teaches(wire, text), "{text}");
        }
        for (wire, text) in [
            ("merchantAccount", "YOUR_MERCHANT_ACCOUNT"),
            ("account", "YourMerchantAccount"),
            ("type", "N/A"),
            ("page", "1"),
            ("page", "0"),
            ("number", "12345"),
            ("is_on", "true"),
            ("city", "amet in"),
            ("code", "test"),
            ("code", "Test 2"),
            ("kind", "TLS_CONFIGURATION_ID"),
            ("key", "2cFflPOskFLhmnZJEfUake"),
            ("reference", "993617895195570C"),
            ("id", "5d70dd30de4e"),
            ("title", "Thanks for everything"),
            ("conversation_title", "Conversation Title"),
            ("status", "status"),
            ("code", "..."),
        ] {
            assert!(!teaches(wire, text), "{text}");
        }
    }
}

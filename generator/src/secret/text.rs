//! Secrets in text that is not JSON: XML, HTML, forms, plain text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{is_placeholder, is_secret_name, is_secret_value, is_signature, made_up};

/// Text without secrets: what stands as `token=…`, `<token>…`, `token: …`, and words that look like a secret.
pub fn redact_text(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut name = "";
    let mut end_of_name = 0;
    let mut at = 0;
    let mut keys = PrivateKeys::new(text);
    // What was found out about names, so that each is looked at once.
    let mut secret_names: HashMap<&str, bool> = HashMap::new();
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let length = keys.length_at(at).unwrap_or_else(|| word_length(rest));
        let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let between = text.get(end_of_name..at).unwrap_or_default();
        let named = assigns(between, word)
            && *secret_names
                .entry(name)
                .or_insert_with(|| is_secret_name(name) || is_signature(name));
        let called = if named { name } else { "" };
        if (named || is_secret_value(word)) && !is_placeholder(called, word) {
            out.push_str(text.get(kept..at).unwrap_or_default());
            out.push_str(&made_up(called, word));
            kept = at + length;
        }
        name = word;
        at += length;
        end_of_name = at;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Length of the word that the text begins with.
fn word_length(text: &str) -> usize {
    text.find(|c: char| {
        c.is_whitespace() || "\"'<>=&;,:()|".contains(c) && !text.starts_with("://")
    })
    .unwrap_or(text.len())
}

/// Private keys in PEM (RFC 7468): each is one word, whatever stands in it.
struct PrivateKeys<'t> {
    text: &'t str,
    label: Finder<'t>,
    end: Finder<'t>,
    dashes: Finder<'t>,
}

impl<'t> PrivateKeys<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            label: Finder::new(text, "PRIVATE KEY"),
            end: Finder::new(text, "-----END"),
            dashes: Finder::new(text, "-----"),
        }
    }

    /// Length of the key that begins at `at`.
    fn length_at(&mut self, at: usize) -> Option<usize> {
        if !self.text.get(at..)?.starts_with("-----BEGIN") {
            return None;
        }
        let behind = self.dashes.next(self.end.next(at)? + "-----END".len())? + "-----".len();
        let label = self.label.next(at)? + "PRIVATE KEY".len();
        (label <= behind).then_some(behind - at)
    }
}

/// Finds a text's next place of a word, for a caller who only goes forward: the text is read once, however often it asks.
struct Finder<'t> {
    text: &'t str,
    word: &'static str,
    /// The place that was found last; `None` where there is no further one.
    found: Option<usize>,
    /// From where on that is so.
    from: Option<usize>,
}

impl<'t> Finder<'t> {
    fn new(text: &'t str, word: &'static str) -> Self {
        Self {
            text,
            word,
            found: None,
            from: None,
        }
    }

    /// The first place at or behind `at`.
    fn next(&mut self, at: usize) -> Option<usize> {
        let known = self
            .from
            .is_some_and(|from| from <= at && self.found.is_none_or(|found| at <= found));
        if !known {
            let rest = self.text.get(at..).unwrap_or_default();
            self.found = rest.find(self.word).map(|place| at + place);
            self.from = Some(at);
        }
        self.found
    }
}

/// Whether what stands between a name and a word says that the word is the name's value.
fn assigns(between: &str, word: &str) -> bool {
    let mut signs = between
        .chars()
        .filter(|c| !c.is_whitespace() && !"\"'".contains(*c));
    match (signs.next(), signs.next()) {
        (Some('=' | '>'), None) => true,
        // "Invalid token: expired" is a sentence
        (Some(':'), None) => word.len() >= 8 && word.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_pairs_lose_their_secrets() {
        for (text, expected) in [
            (
                "<a><token>8f3b1c2d</token><id>8f3b1c2d</id></a>",
                "<a><token>made-up-token</token><id>8f3b1c2d</id></a>",
            ),
            ("token=8f3b1c2d&page=2", "token=made-up-token&page=2"),
            ("sr=b&sig=Z%2F8f3b1c2d", "sr=b&sig=made-up-sig"),
            ("API_KEY: 8f3b1c2d9", "API_KEY: made-up-api-key"),
            (
                "x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y",
                "x header.payload.signature y",
            ),
        ] {
            assert_eq!(redact_text(text), expected);
        }
    }

    #[test]
    fn sentences_stay() {
        for text in [
            "Invalid token: expired",
            "",
            "é password",
            "<token></token>",
            "-----BEGIN",
            "Your token is missing.",
        ] {
            assert_eq!(redact_text(text), text);
        }
    }

    #[test]
    fn a_private_key_is_one_word() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIE vQ\n-----END PRIVATE KEY-----";
        assert_eq!(
            redact_text(&format!("a {key} b")),
            "a made-up-private-key b"
        );
    }

    #[test]
    fn only_what_begins_and_ends_as_a_private_key_is_one() {
        let public = "-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----";
        assert_eq!(redact_text(public), public);
        let open = "-----BEGIN PRIVATE KEY-----\nMIIE";
        assert_eq!(redact_text(open), open);
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
        assert_eq!(
            redact_text(&format!("{public}\n{key} {key}\n{public}")),
            format!("{public}\nmade-up-private-key made-up-private-key\n{public}")
        );
    }
}

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
    // What was found out about names, so that each is looked at once.
    let mut secret_names: HashMap<&str, bool> = HashMap::new();
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let length = word_length(rest);
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

/// Length of the word that the text begins with; a private key is one word, whatever stands in it.
fn word_length(text: &str) -> usize {
    if text.starts_with("-----BEGIN") {
        let block = text.find("-----END").and_then(|end| {
            let behind = text.get(end + 8..)?;
            Some(end + 8 + behind.find("-----")? + 5)
        });
        if let Some(length) = block
            && text
                .get(..length)
                .is_some_and(|block| block.contains("PRIVATE KEY"))
        {
            return length;
        }
    }
    text.find(|c: char| {
        c.is_whitespace() || "\"'<>=&;,:()|".contains(c) && !text.starts_with("://")
    })
    .unwrap_or(text.len())
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
}

//! Dummies: values that nobody could log in with.

use super::judge::is_dummy_pair;
use super::made_up::is_made_up;
use super::names::words;
use super::words::{self, listed};

/// Whether a value is plainly a dummy: nobody could log in with it.
pub fn is_placeholder(name: &str, value: &str) -> bool {
    let whole = value.trim();
    let value = without_scheme(whole).trim();
    let is_basic = value.len() < whole.len()
        && whole
            .get(..5)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"));
    if is_basic && is_dummy_pair(value) {
        return true;
    }
    if let Some(rest) = without_variables(value) {
        return is_placeholder(name, &rest);
    }
    if wrapped(value) || is_made_up(value) {
        return true;
    }
    let squeezed: String = value
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut letters = squeezed.chars();
    let first = letters.next();
    if letters.all(|c| Some(c) == first) {
        return true; // empty, dots, stars, xxx, 000
    }
    if squeezed.chars().count() <= 4 || value.ends_with("...") || value.ends_with('…') {
        return true; // too short to protect anything, or cut off
    }
    let letters_only = |word: &&str| word.chars().all(char::is_alphabetic);
    if !value.contains("-----BEGIN") && value.split_whitespace().filter(letters_only).count() >= 5 {
        return true; // a sentence
    }
    if ["****", "••••", "xxxx"]
        .iter()
        .any(|part| value.contains(part))
    {
        return true; // hidden already
    }
    if ["placeholder", "redacted"]
        .iter()
        .any(|part| squeezed.contains(part))
    {
        return true;
    }
    if value.len() > 64 || is_jwt(value) {
        return false;
    }
    let own = words(name).concat();
    squeezed == own
        || words::DUMMY_PARTS
            .iter()
            .any(|part| squeezed.contains(part))
        || is_name(value)
        || without_prefix(&words(value)).iter().all(|word| {
            let word = word.as_str();
            let singular = word.strip_suffix('s').unwrap_or(word);
            listed(&words::DUMMY_WORDS, singular)
                || is_joined_from_dummies(word)
                || (own.contains(word)
                    && word.len() > 2
                    && !word.starts_with(|c: char| c.is_ascii_digit()))
                || "01234567890".contains(word)
                || (word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// Whether the value of a credential is plainly a dummy. Where a credential stands, words that make other text a dummy are not
/// enough: a key that is drawn, or chosen, may begin with any of them (`partner-key-4711`).
pub(super) fn is_dummy_credential(name: &str, value: &str) -> bool {
    is_placeholder(name, value) && !may_be_issued(value)
}

/// Whether a dummy has what keys that somebody was given have: letters and digits, a dozen or more, and nothing that says that
/// another value belongs there.
fn may_be_issued(value: &str) -> bool {
    let value = value.trim();
    let token = without_scheme(value).trim();
    let is_basic = value.len() > token.len() && value.to_ascii_lowercase().starts_with("basic");
    let lower = token.to_ascii_lowercase();
    let says_so = words::DUMMY_PARTS
        .iter()
        .chain(&["placeholder", "redacted", "****", "xxxx", "...", "…", "{{"])
        .any(|part| lower.contains(part));
    !is_basic
        && !says_so
        && !wrapped(token)
        && !is_made_up(token)
        && token.len() >= 12
        && !token.contains(char::is_whitespace)
        && token.bytes().any(|byte| byte.is_ascii_digit())
        && token.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Without what says the kind of a key, up to two letters before the rest: `ak_test`.
fn without_prefix(words: &[String]) -> &[String] {
    match words {
        [prefix, rest @ ..]
            if !rest.is_empty()
                && prefix.len() <= 2
                && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            rest
        }
        _ => words,
    }
}

/// Whether it is the name of a secret: words of one case with a gap between, one of which says so (`EAP_PASSWORD`).
fn is_name(value: &str) -> bool {
    let is_word = |word: &str| {
        word.len() > 1
            && (word.bytes().all(|byte| byte.is_ascii_lowercase())
                || word.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    let words: Vec<&str> = value.split(['_', '-', ' ']).collect();
    let says_so = |word: &&str| listed(&words::NAMING_WORDS, &word.to_ascii_lowercase());
    words.len() > 1 && words.iter().all(|word| is_word(word)) && words.iter().any(says_so)
}

/// Whether a word is dummy words without a gap: `supersecretpassword`.
fn is_joined_from_dummies(word: &str) -> bool {
    let word = word.strip_prefix("my").unwrap_or(word);
    let mut reached = vec![false; word.len() + 1];
    reached[0] = true;
    for start in 0..word.len() {
        let rest = word
            .get(start..)
            .filter(|_| reached[start])
            .unwrap_or_default();
        // Shorter ones would make any word.
        let dummies = words::DUMMY_WORDS.iter().filter(|dummy| dummy.len() > 2);
        for dummy in dummies.filter(|dummy| rest.starts_with(**dummy)) {
            reached[start + dummy.len()] = true;
        }
    }
    reached[word.len()]
}

/// Names of schemes of authentication: those of IANA's registry that stand before a credential, and usual ones beside them.
const SCHEMES: [&str; 20] = [
    "apikey",
    "aws4-hmac-sha256",
    "basic",
    "bearer",
    "digest",
    "dpop",
    "eg1-hmac-sha256",
    "gnap",
    "hawk",
    "hmac",
    "jwt",
    "key",
    "mac",
    "negotiate",
    "ntlm",
    "oauth",
    "signature",
    "ssws",
    "token",
    "vapid",
];

/// The value without a scheme of authentication before it: `Bearer abc` → `abc`.
pub(super) fn without_scheme(value: &str) -> &str {
    let Some((scheme, rest)) = value.split_once(' ') else {
        return value;
    };
    let scheme = scheme.trim_end_matches(':');
    if SCHEMES
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        rest.trim_start()
    } else {
        value
    }
}

/// The value without its `{{variables}}`; `None` where it has none.
pub(super) fn without_variables(value: &str) -> Option<String> {
    let mut rest = value;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((_, after)) = after.split_once("}}") else {
            break;
        };
        text.push_str(before);
        rest = after;
    }
    if rest.len() == value.len() {
        return None;
    }
    text.push_str(rest);
    Some(text)
}

/// Whether brackets around it say that something is to be put in its place: `<token>`, `[token]`, `${TOKEN}`, `%TOKEN%`.
fn wrapped(value: &str) -> bool {
    let value = value.strip_prefix('$').unwrap_or(value);
    [('<', '>'), ('[', ']'), ('{', '}'), ('(', ')'), ('%', '%')]
        .iter()
        .any(|&(open, close)| value.len() > 1 && value.starts_with(open) && value.ends_with(close))
}

/// Whether it is a JSON Web Token: three parts in the URL's base 64, the first one an object.
pub(super) fn is_jwt(value: &str) -> bool {
    value.len() > 20
        && value.starts_with("eyJ")
        && value.split('.').count() == 3
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-=".contains(&byte))
}

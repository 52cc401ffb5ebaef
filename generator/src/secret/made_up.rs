//! What stands in the place of a secret: a value of the same kind that opens nothing.

use std::borrow::Cow;

use super::dummies::{is_jwt, is_placeholder, without_scheme};
use super::names::words;
use super::replace::hide;

/// Whether a value was put in the place of a secret.
pub fn is_made_up(value: &str) -> bool {
    value.contains("made-up-") || value.contains(JWT)
}

const JWT: &str = "header.payload.signature";

/// A value of the same kind as a secret. `name` is what the secret is called.
pub(super) fn made_up(name: &str, value: &str) -> String {
    let trimmed = value.trim();
    let token = without_scheme(trimmed);
    if token.len() < trimmed.len() && !token.is_empty() {
        let scheme = trimmed
            .get(..trimmed.len() - token.len())
            .unwrap_or_default();
        return format!("{scheme}{}", made_up(name, token));
    }
    if is_made_up(trimmed) {
        return trimmed.to_owned();
    }
    if uuid::Uuid::try_parse(trimmed).is_ok() && trimmed.len() == 36 {
        return uuid::Uuid::nil().to_string();
    }
    if !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
        return "1".repeat(trimmed.len().min(18));
    }
    if is_jwt(trimmed) {
        return JWT.to_owned();
    }
    named(name)
}

/// `made-up-` with the last words of a name.
pub(super) fn named(name: &str) -> String {
    // A name may be a secret itself.
    let words = words(&hide(name));
    let kind = words
        .iter()
        .skip(words.len().saturating_sub(2))
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if kind.is_empty() || kind.len() > 40 {
        "made-up-value".to_owned()
    } else {
        format!("made-up-{kind}")
    }
}

/// A value that is a secret by what it is used for: itself where it is plainly a dummy, else a made-up one.
pub fn harmless<'v>(name: &str, value: &'v str) -> Cow<'v, str> {
    if is_placeholder(name, value) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(made_up(name, value))
    }
}

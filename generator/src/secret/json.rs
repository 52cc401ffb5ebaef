//! Secrets in JSON text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{is_placeholder, is_secret_name, is_secret_value, made_up, may_be_secret};

/// JSON text without secrets. Everything else stays as it is written, white space and digits included; text that is not
/// JSON comes back as far as it could be read as JSON.
pub fn redact_json(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut walk = Walk::default();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let start = at;
        match byte {
            b'"' => {
                at = string_end(text.as_bytes(), at);
                let token = text.get(start..at).unwrap_or_default();
                if let Some(new) = walk.string(token) {
                    out.push_str(text.get(kept..start).unwrap_or_default());
                    out.push_str(&new);
                    kept = at;
                }
            }
            b'0'..=b'9' | b'-' => {
                at += text
                    .bytes()
                    .skip(at)
                    .take_while(|byte| b"0123456789+-.eE".contains(byte))
                    .count();
                if walk.is_secret_number() {
                    out.push_str(text.get(kept..start).unwrap_or_default());
                    out.push('0');
                    kept = at;
                }
            }
            _ => {
                walk.punctuation(byte);
                at += 1;
            }
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where the string that begins at `start` ends: behind its closing quote, or at the end of the text.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match text.get(at) {
            None => return text.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Where in the document a token stands.
#[derive(Default)]
struct Walk<'t> {
    containers: Vec<Container<'t>>,
    /// What was found out about names, so that each is looked at once.
    secret_names: HashMap<Cow<'t, str>, bool>,
}

/// An object or an array that is open.
struct Container<'t> {
    object: bool,
    /// The key whose value comes next; for an array, the key that it stands under itself.
    key: Cow<'t, str>,
    /// Whether the next string is a key.
    at_key: bool,
    /// The name that a `key` or `name` member gave to the `value` member beside it.
    named: Option<Cow<'t, str>>,
}

impl<'t> Walk<'t> {
    fn punctuation(&mut self, byte: u8) {
        match byte {
            b'{' | b'[' => {
                let object = byte == b'{';
                let key = self
                    .containers
                    .last()
                    .map_or(Cow::Borrowed(""), |around| around.key.clone());
                self.containers.push(Container {
                    object,
                    key,
                    at_key: object,
                    named: None,
                });
            }
            b'}' | b']' => {
                self.containers.pop();
            }
            b',' | b':' => {
                if let Some(container) = self.containers.last_mut() {
                    container.at_key = byte == b',' && container.object;
                }
            }
            _ => {}
        }
    }

    /// The name that says what a value here is: its key, or for the `value` of `{"key": …, "value": …}` that key, or for
    /// the `value` of `{"token": {"value": …}}` the key around it.
    fn name(&self) -> Cow<'t, str> {
        let Some((container, around)) = self.containers.split_last() else {
            return Cow::Borrowed("");
        };
        let name = match &container.named {
            _ if !matches!(&*container.key, "value" | "plaintext") => &container.key,
            Some(name) => name,
            None => around.last().map_or(&container.key, |around| &around.key),
        };
        name.clone()
    }

    /// Takes a string token; gives what to write in its place.
    fn string(&mut self, token: &'t str) -> Option<String> {
        let value = unescaped(token)?;
        if let Some(container) = self.containers.last_mut() {
            if container.at_key {
                container.key = value;
                return None;
            }
            if container.object && matches!(&*container.key, "key" | "name") {
                container.named = Some(value.clone());
            }
        }
        let name = self.name();
        let named = match self.secret_names.get(&name) {
            Some(&known) => known,
            None => *self
                .secret_names
                .entry(name.clone())
                .or_insert(is_secret_name(&name)),
        };
        let secret = is_secret_value(&value) || (named && may_be_secret(&name, &value));
        if secret && !is_placeholder(&name, &value) {
            return serde_json::to_string(&made_up(&name, &value)).ok();
        }
        if value.len() > 8
            && value.trim_start().starts_with(['{', '['])
            && let Cow::Owned(redacted) = redact_json(&value)
        {
            return serde_json::to_string(&redacted).ok();
        }
        None
    }

    /// Whether a number here is a password.
    fn is_secret_number(&self) -> bool {
        let name = self.name();
        ["password", "passcode", "otp", "cvv", "cvc"]
            .iter()
            .any(|secret| {
                let start = name.len().checked_sub(secret.len());
                start
                    .and_then(|start| name.get(start..))
                    .is_some_and(|end| end.eq_ignore_ascii_case(secret))
            })
    }
}

/// What a string token says; `None` where it is not one.
fn unescaped(token: &str) -> Option<Cow<'_, str>> {
    let inner = token.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        serde_json::from_str(token).ok().map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secrets_change() {
        let text = r#"{ "id": 12345678901234567890.10, "token": "8f3b1c2d", "token_type": "Bearer",
            "keys": [{"key": "Authorization", "value": "Bearer 99aa88bb77"}, {"key": "page", "value": "8f3b1c2d"}],
            "tokens": ["8f3b1c2d", "<token>"], "secret": {"id": "a1", "value": "s3cr3t"}, "password": 4711,
            "nested": "{\"password\":\"s3cr3t!9\"}", "cookie_expires": "2020-01-02", "token_expiry": 3600 }"#;
        let expected = r#"{ "id": 12345678901234567890.10, "token": "made-up-token", "token_type": "Bearer",
            "keys": [{"key": "Authorization", "value": "Bearer made-up-authorization"}, {"key": "page", "value": "8f3b1c2d"}],
            "tokens": ["made-up-tokens", "<token>"], "secret": {"id": "a1", "value": "made-up-secret"}, "password": 0,
            "nested": "{\"password\":\"made-up-password\"}", "cookie_expires": "2020-01-02", "token_expiry": 3600 }"#;
        assert_eq!(redact_json(text), expected);
        assert_eq!(redact_json(expected), expected, "what is made up stays");
    }

    #[test]
    fn text_without_secrets_is_borrowed() {
        let text = r#"[{"a": "b", "password": "<password>"}, "c", 1e5]"#;
        assert!(matches!(redact_json(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn text_that_is_not_json_is_no_danger() {
        for text in [
            "\"",
            "{\"token\":\"",
            "]]]",
            "{\"a\\",
            "\\",
            "{\"token\":\"ab\u{e9}\\\"",
            "",
            ",:",
        ] {
            redact_json(text);
        }
    }
}

//! What a client authenticates with.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::Secret;

/// What a client authenticates with. It belongs to the client, and never shows its secrets.
#[derive(Clone)]
pub struct Credential {
    place: Place,
    /// What goes there.
    value: Secret,
    /// The secrets in it, as a server may repeat them.
    secrets: Vec<Secret>,
}

/// Where a credential goes.
#[derive(Clone)]
enum Place {
    Header(String),
    Query(String),
}

impl Credential {
    /// `Authorization: Bearer TOKEN` (RFC 6750).
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::header("authorization", "Bearer ", token)
    }

    /// `Authorization: Basic …` (RFC 7617), in UTF-8.
    pub fn basic(username: impl AsRef<str>, password: impl Into<Secret>) -> Self {
        let password = password.into();
        let pair = Secret::new(format!("{}:{}", username.as_ref(), password.expose()));
        let encoded = Secret::new(base64(pair.expose().as_bytes()));
        Self {
            place: Place::Header(String::from("authorization")),
            value: Secret::new(format!("Basic {}", encoded.expose())),
            secrets: vec![encoded, pair, password],
        }
    }

    /// A header that holds a key, with constant text before it: `X-Api-Key: KEY`, `Authorization: Token KEY`.
    pub fn header(name: impl Into<String>, prefix: &str, value: impl Into<Secret>) -> Self {
        let value = value.into();
        Self {
            place: Place::Header(name.into()),
            value: Secret::new(format!("{prefix}{}", value.expose())),
            secrets: vec![value],
        }
    }

    /// A query parameter that holds a key.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let value = value.into();
        Self {
            place: Place::Query(name.into()),
            secrets: vec![value.clone()],
            value,
        }
    }

    /// Puts it into a request's headers, unless the request has that header already.
    pub(super) fn apply_header(&self, headers: &mut HeaderMap) -> Result<(), String> {
        let Place::Header(name) = &self.place else {
            return Ok(());
        };
        let Ok(key) = HeaderName::from_bytes(name.as_bytes()) else {
            return Err(format!(
                "the credential's header name `{name}` is not a header name"
            ));
        };
        if headers.contains_key(&key) {
            return Ok(());
        }
        let Ok(mut value) = HeaderValue::from_bytes(self.value.expose().as_bytes()) else {
            return Err(String::from(
                "the credential holds characters that cannot stand in a header",
            ));
        };
        value.set_sensitive(true);
        headers.insert(key, value);
        Ok(())
    }

    /// The query parameter that it is, if it is one: key and value.
    pub(super) fn query_parameter(&self) -> Option<(&str, &str)> {
        match &self.place {
            Place::Query(name) => Some((name, self.value.expose())),
            Place::Header(_) => None,
        }
    }

    /// A text without the secrets in it. Those of less than four bytes stay: taking them out would only show where they are.
    pub(super) fn redact(&self, mut text: String) -> String {
        for secret in &self.secrets {
            let secret = secret.expose();
            if secret.len() >= 4 && text.contains(secret) {
                text = text.replace(secret, "…");
            }
        }
        text
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, name) = match &self.place {
            Place::Header(name) => ("header", name),
            Place::Query(name) => ("query", name),
        };
        write!(f, "Credential({place} {name}: …)")
    }
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0u32, |group, &byte| group << 8 | u32::from(byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place > chunk.len() {
                text.push('=');
            } else {
                let digit = (group >> (18 - 6 * place)) & 63;
                text.push(char::from(DIGITS[digit as usize]));
            }
        }
    }
    text
}

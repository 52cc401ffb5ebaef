//! What a client authenticates with.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::Secret;

/// What a client authenticates with. It belongs to the client, and never shows its secrets.
#[derive(Clone)]
pub struct Credential {
    kind: Kind,
    /// The secrets in it, as a server may repeat them.
    secrets: Vec<Secret>,
}

/// Where a credential goes, and what goes there.
#[derive(Clone)]
enum Kind {
    Header(String, Secret),
    Query(String, Secret),
    Signer(Arc<dyn Sign>),
}

/// A scheme of authentication that is different for each request, such as a signature over it.
///
/// [`Credential::signer`] makes a credential of one.
pub trait Sign: Send + Sync + 'static {
    /// The name of the scheme, for `Debug`.
    fn scheme(&self) -> &'static str;

    /// Puts what authenticates it into a request that is complete otherwise: method, URL, headers and body are those that
    /// are sent. It is not called for a call that sets the header `Authorization` itself.
    ///
    /// # Errors
    /// Why it cannot be done, to stand in the call's error. The text must not show a secret.
    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String>;

    /// Whether the body is part of what is signed. If so, a body that is sent piece by piece cannot be.
    fn covers_body(&self) -> bool {
        true
    }

    /// The secrets that it uses. Where a server repeats one of them, errors do not show it.
    fn secrets(&self) -> Vec<Secret> {
        Vec::new()
    }
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
            kind: Kind::Header(
                String::from("authorization"),
                Secret::new(format!("Basic {}", encoded.expose())),
            ),
            secrets: vec![encoded, pair, password],
        }
    }

    /// A header that holds a key, with constant text before it: `X-Api-Key: KEY`, `Authorization: Token KEY`.
    pub fn header(name: impl Into<String>, prefix: &str, value: impl Into<Secret>) -> Self {
        let value = value.into();
        Self {
            kind: Kind::Header(
                name.into(),
                Secret::new(format!("{prefix}{}", value.expose())),
            ),
            secrets: vec![value],
        }
    }

    /// A query parameter that holds a key.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let value = value.into();
        Self {
            secrets: vec![value.clone()],
            kind: Kind::Query(name.into(), value),
        }
    }

    /// A scheme that makes something of its own for each request.
    pub fn signer(signer: impl Sign) -> Self {
        Self {
            secrets: signer.secrets(),
            kind: Kind::Signer(Arc::new(signer)),
        }
    }

    /// Whether it has to see the body.
    #[cfg(feature = "stream")]
    pub(super) fn covers_body(&self) -> bool {
        matches!(&self.kind, Kind::Signer(signer) if signer.covers_body())
    }

    /// Puts it into a request's headers, unless the request has that header already.
    pub(super) fn apply_header(&self, headers: &mut HeaderMap) -> Result<(), String> {
        let Kind::Header(name, value) = &self.kind else {
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
        let Ok(mut value) = HeaderValue::from_bytes(value.expose().as_bytes()) else {
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
        match &self.kind {
            Kind::Query(name, value) => Some((name, value.expose())),
            Kind::Header(..) | Kind::Signer(_) => None,
        }
    }

    /// Signs a request that is complete otherwise, if it is a scheme that does.
    pub(super) fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        match &self.kind {
            Kind::Signer(signer) => signer.sign(message),
            Kind::Header(..) | Kind::Query(..) => Ok(()),
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
        match &self.kind {
            Kind::Header(name, _) => write!(f, "Credential(header {name}: …)"),
            Kind::Query(name, _) => write!(f, "Credential(query {name}: …)"),
            Kind::Signer(signer) => write!(f, "Credential({}: …)", signer.scheme()),
        }
    }
}

/// Base64 with padding (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
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

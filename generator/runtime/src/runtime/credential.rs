//! What a client authenticates with.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode};

use super::header_value::{header_value, trimmed};
use super::provider::CredentialFn;
use super::{AuthError, BoxFuture, Exchange, Provide, Secret, SecretSource, Sign};

/// What a client authenticates with. It belongs to the client, and never shows its secrets.
#[derive(Clone)]
pub struct Credential(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: Kind,
    /// The secrets in it, as a server may repeat them.
    secrets: Vec<Secret>,
    /// What fetched its secret, and that secret.
    fetched: Option<(Arc<dyn Provide>, Secret)>,
}

/// Where a credential goes, and what goes there.
#[derive(Clone)]
enum Kind {
    Header(String, Secret),
    Query(String, Secret),
    Signer(Arc<dyn Sign>),
    /// It signs whatever else the request has.
    Hook(Arc<dyn Sign>),
    /// A header (with what stands before the secret) or a query parameter whose secret is fetched.
    Fetched(Place, Arc<dyn Provide>),
    /// A credential that is fetched.
    Provided(Arc<CredentialFn>),
}

/// Where a secret that is fetched goes.
#[derive(Clone)]
enum Place {
    Header(String, String),
    Query(String),
}

impl Credential {
    /// `Authorization: Bearer TOKEN` (RFC 6750).
    pub fn bearer(token: impl Into<SecretSource>) -> Self {
        Self::header("authorization", "Bearer ", token)
    }

    /// `Authorization: Basic …` (RFC 7617), in UTF-8.
    pub fn basic(username: impl AsRef<str>, password: impl Into<Secret>) -> Self {
        let password = password.into();
        let pair = Secret::new(format!("{}:{}", username.as_ref(), password.expose()));
        let encoded = Secret::new(base64(pair.expose().as_bytes()));
        let value = Secret::new(format!("Basic {}", encoded.expose()));
        // As Base64 is written elsewhere: without padding, and in the alphabet for URLs (RFC 4648, section 5).
        let bare = encoded.expose().trim_end_matches('=');
        let (bare, for_urls) = (Secret::new(bare), bare.replace('+', "-").replace('/', "_"));
        Self::of(
            Kind::Header(String::from("authorization"), value),
            vec![encoded, bare, Secret::new(for_urls), pair, password],
        )
    }

    /// A header that holds a key, with constant text before it: `X-Api-Key: KEY`, `Authorization: Token KEY`. Blanks and line
    /// breaks around the key are left out.
    pub fn header(name: impl Into<String>, prefix: &str, value: impl Into<SecretSource>) -> Self {
        let name = name.into();
        match value.into().split() {
            Ok(value) => {
                let value = Secret::new(trimmed(value.expose()));
                let whole = Secret::new(format!("{prefix}{}", value.expose()));
                Self::of(Kind::Header(name, whole), vec![value])
            }
            Err(provider) => {
                let place = Place::Header(name, prefix.to_owned());
                Self::of(Kind::Fetched(place, provider), Vec::new())
            }
        }
    }

    /// A query parameter that holds a key.
    pub fn query(name: impl Into<String>, value: impl Into<SecretSource>) -> Self {
        let name = name.into();
        match value.into().split() {
            Ok(value) => {
                // The line's end that a file has behind a key.
                let value = Secret::new(value.expose().trim_end_matches(['\r', '\n']));
                Self::of(Kind::Query(name, value.clone()), vec![value])
            }
            Err(provider) => Self::of(Kind::Fetched(Place::Query(name), provider), Vec::new()),
        }
    }

    /// A scheme that makes something of its own for each request.
    pub fn signer(signer: impl Sign) -> Self {
        let secrets = signer.secrets();
        Self::of(Kind::Signer(Arc::new(signer)), secrets)
    }

    /// What a script of the collection does to each request: it is the last to see the request, and sees it even where the
    /// call sets the header `Authorization` itself.
    pub fn hook(signer: impl Sign) -> Self {
        let secrets = signer.secrets();
        Self::of(Kind::Hook(Arc::new(signer)), secrets)
    }

    /// A function that gives the credential. It is asked before each request, so it has to remember what it fetched: keys
    /// that are valid for an hour, for example.
    pub fn provider<F, R, C, E>(provider: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<C, E>> + Send + 'static,
        C: Into<Credential>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let provide = move || {
            let credential = provider();
            Box::pin(async move {
                let credential = credential.await.map(Into::into);
                credential.map_err(|error| AuthError::of_provider(error.into()))
            }) as BoxFuture<'static, _>
        };
        Self::of(Kind::Provided(Arc::new(provide)), Vec::new())
    }

    fn of(kind: Kind, secrets: Vec<Secret>) -> Self {
        Self(Arc::new(Inner {
            kind,
            secrets,
            fetched: None,
        }))
    }

    /// Whether its secret is fetched.
    pub(super) fn is_fetched(&self) -> bool {
        matches!(self.0.kind, Kind::Fetched(..) | Kind::Provided(_))
    }

    /// Whether it signs.
    pub(super) fn signs(&self) -> bool {
        matches!(self.0.kind, Kind::Signer(_) | Kind::Hook(_))
    }

    /// Adds a secret that errors do not show.
    pub(super) fn note(&mut self, secret: &str) {
        if !secret.is_empty() {
            let inner = Arc::make_mut(&mut self.0);
            inner.secrets.push(Secret::new(secret));
        }
    }

    /// Whether it wants to hear of a request that was refused.
    pub(super) fn listens(&self) -> bool {
        self.signs() || self.0.fetched.is_some()
    }

    /// The credential with the secret that it has now.
    pub(super) async fn ready(mut self, exchange: Exchange<'_>) -> Result<Self, AuthError> {
        // A provider may give a credential whose secret is fetched, but has no business with giving another provider.
        if let Kind::Provided(provide) = &self.0.kind {
            self = provide().await?;
        }
        match &self.0.kind {
            Kind::Provided(_) => Err(AuthError::new("its provider gives another provider")),
            Kind::Fetched(place, provider) => {
                let secret = provider.provide(exchange).await?;
                let mut ready = match place {
                    Place::Header(name, prefix) => Self::header(name, prefix, secret.clone()),
                    Place::Query(name) => Self::query(name, secret.clone()),
                };
                Arc::make_mut(&mut ready.0).fetched = Some((Arc::clone(provider), secret));
                Ok(ready)
            }
            _ => Ok(self),
        }
    }

    /// Hears that the server refused a request; whether it is worth to send it once more.
    pub(super) fn refused(&self, sent: &http::Request<()>, reply: &http::Response<Bytes>) -> bool {
        match (&self.0.kind, &self.0.fetched) {
            (Kind::Signer(signer) | Kind::Hook(signer), _) => signer.refused(sent, reply.headers()),
            (_, Some((provider, secret))) if reply.status() == StatusCode::UNAUTHORIZED => {
                provider.rejected(secret)
            }
            _ => false,
        }
    }

    /// Whether it has to see the body.
    #[cfg(feature = "stream")]
    pub(super) fn covers_body(&self) -> bool {
        matches!(&self.0.kind, Kind::Signer(signer) | Kind::Hook(signer) if signer.covers_body())
    }

    /// Puts it into a request's headers, unless the request has that header already.
    pub(super) fn apply_header(&self, headers: &mut HeaderMap) -> Result<(), String> {
        let Kind::Header(name, value) = &self.0.kind else {
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
        let Some(mut value) = header_value(value.expose()) else {
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
        match &self.0.kind {
            Kind::Query(name, value) => Some((name, value.expose())),
            _ => None,
        }
    }

    /// Signs a request that is complete otherwise, if it is a scheme that does. What the call itself authorizes is left alone.
    pub(super) fn sign(
        &self,
        message: &mut http::Request<Bytes>,
        is_authorized: bool,
    ) -> Result<(), String> {
        match &self.0.kind {
            Kind::Signer(signer) if !is_authorized => signer.sign(message),
            Kind::Hook(signer) => {
                let before = message.headers().clone();
                signer.sign(message)?;
                // What it has set is as secret as what a scheme sets.
                for (name, value) in message.headers_mut() {
                    if before.get(name) != Some(&*value) {
                        value.set_sensitive(true);
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The secrets in it, as a server may repeat them.
    pub(super) fn secrets(&self) -> &[Secret] {
        &self.0.secrets
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Header(name, _) => write!(f, "Credential(header {name}: …)"),
            Kind::Query(name, _) => write!(f, "Credential(query {name}: …)"),
            Kind::Signer(signer) | Kind::Hook(signer) => {
                write!(f, "Credential({}: …)", signer.scheme())
            }
            Kind::Fetched(Place::Header(name, _), _) => write!(f, "Credential(header {name}: …)"),
            Kind::Fetched(Place::Query(name), _) => write!(f, "Credential(query {name}: …)"),
            Kind::Provided(_) => f.write_str("Credential(…)"),
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

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::runtime::told::Secrets;

    fn header_of(credential: &Credential, name: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        credential.apply_header(&mut headers).unwrap();
        headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn base64_has_the_digits_of_rfc_4648() {
        // The vectors of RFC 4648, section 10.
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, encoded) in vectors {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(base64(&[0xFB, 0xFF, 0xFE]), "+//+");
    }

    #[test]
    fn schemes_stand_where_they_should() {
        let bearer = Credential::bearer("t0ken");
        assert_eq!(header_of(&bearer, "authorization").unwrap(), "Bearer t0ken");
        // The example of RFC 7617, section 2.
        let basic = Credential::basic("Aladdin", "open sesame");
        let value = header_of(&basic, "authorization").unwrap();
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        let key = Credential::header("X-Api-Key", "", "k");
        assert_eq!(header_of(&key, "x-api-key").unwrap(), "k");
        assert_eq!(
            Credential::query("api_key", "k").query_parameter(),
            Some(("api_key", "k"))
        );
    }

    #[test]
    fn a_header_of_the_request_goes_before() {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("mine"));
        Credential::bearer("t0ken")
            .apply_header(&mut headers)
            .unwrap();
        assert_eq!(headers["authorization"], "mine");
    }

    #[test]
    fn a_key_is_sent_without_the_line_break_behind_it() {
        let token = Credential::bearer(" t0ken\r\n");
        assert_eq!(header_of(&token, "authorization").unwrap(), "Bearer t0ken");
        let key = Credential::query("api_key", "k\n");
        assert_eq!(key.query_parameter(), Some(("api_key", "k")));
        // A password may end as it likes: it is encoded.
        let basic = Credential::basic("u", "p\n");
        assert_eq!(
            header_of(&basic, "authorization").unwrap(),
            "Basic dTpwCg=="
        );
    }

    #[test]
    fn line_breaks_are_refused_without_showing_the_value() {
        let mut headers = HeaderMap::new();
        let error = Credential::bearer("abc\r\nx: y")
            .apply_header(&mut headers)
            .unwrap_err();
        assert!(!error.contains("abc"), "{error}");
        assert!(headers.is_empty());
    }

    #[test]
    fn secrets_are_taken_out_of_text() {
        let credential = Credential::basic("Aladdin", "open sesame");
        let secrets = Secrets::of_credentials(std::slice::from_ref(&credential));
        assert_eq!(
            secrets.tell("bad QWxhZGRpbjpvcGVuIHNlc2FtZQ== or open sesame!", 300),
            "bad … or …!"
        );
        let for_urls = Credential::basic("a", "??>>~~");
        let secrets = Secrets::of_credentials(&[for_urls]);
        assert_eq!(secrets.tell("YTo/Pz4+fn4= YTo_Pz4-fn4", 300), "… …");
        assert!(!format!("{credential:?}").contains("sesame"));
    }
}

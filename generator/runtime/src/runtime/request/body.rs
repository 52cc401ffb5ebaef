//! A request's body, and what it says it is.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;
use serde_json::value::RawValue;

use super::Request;
use crate::runtime::Body;
use crate::runtime::body::Kind;

impl Request {
    /// Sets a JSON body.
    pub fn json(self, body: &impl Serialize) -> Self {
        self.json_bytes(serde_json::to_vec(body))
    }

    /// Not generic, so that it is compiled once.
    fn json_bytes(self, body: Result<Vec<u8>, serde_json::Error>) -> Self {
        match body {
            Ok(body) => self.bytes(Some("application/json"), body),
            Err(error) => self.problem(format!("its body does not serialize: {error}")),
        }
    }

    /// Puts a member at the beginning of the body, which is a JSON object or was not set yet: the word that tells one action
    /// of a path from another. It takes the place of a member of that name, which a body that keeps unknown fields can have.
    pub fn tag(mut self, key: &str, value: &str) -> Self {
        if let Some(body) = without(&self.body, key) {
            self.body = body;
        }
        let member = match (serde_json::to_string(key), serde_json::to_string(value)) {
            (Ok(key), Ok(value)) => format!("{key}:{value}"),
            _ => return self.problem(String::from("its body does not serialize")),
        };
        self.body = match self.body.strip_prefix(b"{") {
            _ if self.body.is_empty() => format!("{{{member}}}").into(),
            None => return self.problem(String::from("its body is no JSON object")),
            Some(b"}") => format!("{{{member}}}").into(),
            Some(rest) => [b"{", member.as_bytes(), b",", rest].concat().into(),
        };
        if self.content_type.is_none() {
            self.content_type = Some(HeaderValue::from_static("application/json"));
        }
        self
    }

    /// Sets a body of text.
    pub fn text(self, content_type: Option<&'static str>, body: impl Into<String>) -> Self {
        self.bytes(content_type, body.into())
    }

    /// Sets a body of bytes.
    pub fn bytes(mut self, content_type: Option<&'static str>, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.content_type = None;
        match content_type.map(HeaderValue::from_str) {
            Some(Ok(value)) => self.content_type = Some(value),
            Some(Err(_)) => {
                return self.problem(String::from("its media type cannot stand in a header"));
            }
            None => {}
        }
        self
    }

    /// Sets a body of bytes, or one that is sent piece by piece (such a request is sent only once, unless the body can be
    /// made once more: `Body::file`, `Body::repeatable`).
    pub fn body(self, content_type: Option<&'static str>, body: impl Into<Body>) -> Self {
        match body.into().0 {
            Kind::Bytes(bytes) => self.bytes(content_type, bytes),
            #[cfg(feature = "stream")]
            Kind::Stream(pieces) => {
                let mut request = self.bytes(content_type, Bytes::new());
                request.upload(Body(Kind::Stream(pieces)));
                request
            }
        }
    }

    /// Sends the body without saying what it is.
    pub fn no_content_type(mut self) -> Self {
        self.content_type = None;
        self
    }

    /// Sets the media type that the body is sent with, instead of its own; `None` for none at all.
    pub fn content_type(mut self, media_type: Option<&'static str>) -> Self {
        match media_type.map(HeaderValue::from_str).transpose() {
            Ok(media_type) => self.content_type = media_type,
            Err(_) => return self.problem("its media type cannot stand in a header"),
        }
        self
    }
}

/// A JSON object without one of its members; `None` where it has none of that name.
fn without(body: &Bytes, key: &str) -> Option<Bytes> {
    let is_key = |text: &[u8]| text == key.as_bytes();
    if key.is_empty() || !body.windows(key.len()).any(is_key) {
        return None;
    }
    let mut members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body).ok()?;
    members.remove(key)?;
    serde_json::to_vec(&members).ok().map(Bytes::from)
}

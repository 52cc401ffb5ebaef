//! Replies that are not, or not always, JSON.

use std::fmt;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use super::{Call, DecodeError, Http, ReplyParts, Request, objects};

/// A reply's body as it came, with what is needed to read it.
#[derive(Clone)]
pub struct RawBody {
    reply: ReplyParts,
}

impl RawBody {
    /// The bytes.
    pub fn bytes(&self) -> &Bytes {
        self.reply.body()
    }

    /// The bytes, taken out.
    pub fn into_bytes(self) -> Bytes {
        self.reply.body
    }

    /// The media type that the server gives, with its parameters.
    pub fn content_type(&self) -> Option<&str> {
        self.reply
            .headers()
            .get(http::header::CONTENT_TYPE)?
            .to_str()
            .ok()
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    /// Reads it as text.
    ///
    /// # Errors
    /// Where it is not text.
    pub fn text(&self) -> Result<String, DecodeError> {
        self.reply.text()
    }

    /// Reads it as JSON.
    ///
    /// # Errors
    /// Where it is not JSON of that type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.reply.read_json()
    }
}

impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawBody")
            .field("content_type", &self.content_type())
            .field("bytes", &format_args!("{} bytes", self.bytes().len()))
            .finish()
    }
}

/// As JSON where it is JSON, else as text; `null` where there is nothing.
impl Serialize for RawBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let content = self.reply.content();
        if content.trim_ascii().is_empty() {
            return serializer.serialize_unit();
        }
        match serde_json::from_slice::<&serde_json::value::RawValue>(&content) {
            Ok(value) => value.serialize(serializer),
            Err(_) => serializer.serialize_str(&String::from_utf8_lossy(&content)),
        }
    }
}

/// A reply that is JSON of one type at times, and other text or nothing at others.
#[derive(Debug, Clone, PartialEq)]
pub enum JsonOrText<J> {
    /// JSON of that type.
    Json(J),
    /// Anything else: empty where there was no body.
    Text(String),
}

impl<J> JsonOrText<J> {
    /// The JSON, where it is.
    pub fn json(&self) -> Option<&J> {
        match self {
            Self::Json(json) => Some(json),
            Self::Text(_) => None,
        }
    }

    /// The text, where it is not JSON of that type.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Json(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// As the JSON or as the text; `null` where there is nothing.
impl<J: Serialize> Serialize for JsonOrText<J> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Json(json) => json.serialize(serializer),
            Self::Text(text) if text.is_empty() => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl ReplyParts {
    /// The body as it came.
    ///
    /// # Errors
    /// Never: it is a way of reading like the others.
    pub fn raw(&self) -> Result<RawBody, DecodeError> {
        Ok(RawBody {
            reply: self.clone(),
        })
    }

    /// Reads the body as JSON of that type, or else as text.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn json_or_text<J>(&self) -> Result<JsonOrText<J>, DecodeError>
    where
        J: DeserializeOwned + Serialize,
    {
        match objects::from_slice(&self.content()) {
            Ok(json) => {
                let json = Ok(json);
                #[cfg(feature = "drift")]
                self.tell_drift(&json);
                json.map(JsonOrText::Json)
            }
            Err(_) => self.text().map(JsonOrText::Text),
        }
    }
}

impl<'c> Call<'c, RawBody> {
    /// A call whose reply is kept as it comes.
    pub fn raw(http: &'c Http, request: Request) -> Self {
        Self::with(http, request, ReplyParts::raw)
    }
}

impl<'c, J: DeserializeOwned + Serialize> Call<'c, JsonOrText<J>> {
    /// A call whose reply is JSON of that type, or other text.
    pub fn json_or_text(http: &'c Http, request: Request) -> Self {
        Self::with(http, request, ReplyParts::json_or_text)
    }
}

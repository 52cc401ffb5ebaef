//! The server's answer is not what was expected.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::{Operation, ReplyParts};

/// An answer that is not what was expected.
pub struct DecodeError(Box<DecodeErrorInner>);

struct DecodeErrorInner {
    reply: ReplyParts,
    path: Option<String>,
    message: String,
    source: Option<serde_json::Error>,
}

impl DecodeError {
    /// How much is told of what a server sent, in characters.
    pub(in crate::runtime) const LONGEST: usize = 500;

    /// An answer that is not as it should be, and why.
    pub fn new(reply: &ReplyParts, message: impl fmt::Display) -> Self {
        Self(Box::new(DecodeErrorInner {
            message: reply.secrets().tell(&message.to_string(), Self::LONGEST),
            reply: reply.clone(),
            path: None,
            source: None,
        }))
    }

    /// A JSON error at a JSON path.
    pub(in crate::runtime) fn json(
        reply: &ReplyParts,
        path: String,
        source: serde_json::Error,
    ) -> Self {
        let (secrets, message) = (reply.secrets(), source.to_string());
        let told = secrets.tell(&message, Self::LONGEST);
        // A source that says more than may be told is not kept: whoever prints the chain of sources would print it.
        let source = (told == message).then_some(source);
        Self(Box::new(DecodeErrorInner {
            message: told,
            reply: reply.clone(),
            path: Some(secrets.tell(&path, Self::LONGEST)),
            source,
        }))
    }

    /// What was called.
    pub fn operation(&self) -> Operation {
        self.0.reply.operation()
    }

    /// The URL that was called, secrets left out.
    pub fn url(&self) -> &str {
        self.0.reply.url()
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.reply.status()
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        self.0.reply.headers()
    }

    /// The JSON path of the value that is not as expected (`$.actions[3].region`), where the answer was read as JSON. For
    /// a missing field it is that of the object.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        self.0.reply.body()
    }

    /// The server's name for this one request, from the usual headers.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.request_id()
    }

    /// How often the call was made.
    pub(super) fn attempts(&self) -> u32 {
        self.0.reply.attempts()
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("operation", &format_args!("{}", self.operation()))
            .field("url", &self.url())
            .field("status", &self.status())
            .field("path", &self.path())
            .field("message", &self.0.message)
            .field("raw", &format_args!("{} bytes", self.raw().len()))
            .finish()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the answer to {} ({}) cannot be decoded",
            self.operation(),
            self.status()
        )?;
        if let Some(path) = self.path() {
            write!(f, " at {path}")?;
        }
        write!(f, ": {}", self.0.message)
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| source as _)
    }
}

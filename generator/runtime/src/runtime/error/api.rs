//! The server's answer is an error.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::ErrorBody;
use crate::runtime::told::Secrets;
use crate::runtime::{Operation, ReplyParts};

/// An answer whose status is not a success.
pub struct ApiError(Box<ApiErrorInner>);

struct ApiErrorInner {
    reply: ReplyParts,
    body: Option<ErrorBody>,
    excerpt: String,
}

impl ApiError {
    /// How much of the body the message shows, in characters.
    const EXCERPT: usize = 300;

    pub(in crate::runtime) fn new(
        reply: ReplyParts,
        body: Option<ErrorBody>,
        secrets: &Secrets,
    ) -> Self {
        let content = reply.content();
        let text = String::from_utf8_lossy(&content);
        let text = text.trim_start_matches('\u{feff}').trim();
        let excerpt = secrets.tell(text, Self::EXCERPT);
        Self(Box::new(ApiErrorInner {
            reply,
            body,
            excerpt,
        }))
    }

    /// The status; compares with a number: `error.status() == 404`.
    pub fn status(&self) -> StatusCode {
        self.0.reply.status()
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        self.0.reply.headers()
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        self.0.reply.body()
    }

    /// The body decoded; `None` where it is not what the API's errors look like.
    pub fn body(&self) -> Option<&ErrorBody> {
        self.0.body.as_ref()
    }

    /// The body decoded, taken out of the error.
    pub fn into_body(self) -> Option<ErrorBody> {
        self.0.body
    }

    /// What was called.
    pub fn operation(&self) -> Operation {
        self.0.reply.operation()
    }

    /// The URL that was called, secrets left out.
    pub fn url(&self) -> &str {
        self.0.reply.url()
    }

    /// The server's name for this one request, from the usual headers: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.request_id()
    }

    /// How often the call was made.
    pub(super) fn attempts(&self) -> u32 {
        self.0.reply.attempts()
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &format_args!("{}", self.operation()))
            .field("url", &self.url())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{}", self.0.excerpt))
            .finish()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answered {}", self.operation(), self.status())?;
        if !self.0.excerpt.is_empty() {
            write!(f, ": {}", self.0.excerpt)?;
        }
        Ok(())
    }
}

impl StdError for ApiError {}

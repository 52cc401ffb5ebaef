//! What can go wrong with a call.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{AuthError, ReplyParts};
use crate::ErrorBody;

/// Why a call failed. It fits two words, and never shows a credential.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The server answered with a status that is not a success.
    Api(ApiError),
    /// The server answered, but not with what was expected.
    Decode(DecodeError),
    /// No whole answer came.
    Transport(TransportError),
    /// The request could not be made of what was given.
    Request(RequestError),
    /// The call could not be authenticated: its credential could not be fetched.
    Auth(AuthError),
    /// The client could not be made of what was given.
    Config(ConfigError),
}

impl Error {
    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// What was called, where the error is about a call.
    pub fn operation(&self) -> Option<Operation> {
        match self {
            Self::Api(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
            Self::Transport(error) => error.operation(),
            Self::Request(error) => Some(error.operation()),
            Self::Auth(error) => error.operation(),
            Self::Config(_) => None,
        }
    }

    /// The URL that was called, secrets left out, where a request was sent.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Api(error) => Some(error.url()),
            Self::Decode(error) => Some(error.url()),
            Self::Transport(error) => error.url(),
            _ => None,
        }
    }

    /// The server's name for this one request, where it answered with one: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            _ => None,
        }
    }

    /// The body of the answer as it came, where there was one.
    pub fn raw(&self) -> Option<&Bytes> {
        match self {
            Self::Api(error) => Some(error.raw()),
            Self::Decode(error) => Some(error.raw()),
            _ => None,
        }
    }

    /// How often the call was made; 0 where nothing was sent.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Api(error) => error.0.reply.attempts(),
            Self::Decode(error) => error.0.reply.attempts(),
            Self::Transport(error) => error.0.attempts,
            _ => 0,
        }
    }

    /// Whether the time given for the call was over before the answer was there.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Auth(error) => error.is_timeout(),
            _ => false,
        }
    }

    /// Whether the same call may succeed later: the network failed, or the server says that it is busy or broken
    /// (408, 425, 429, 500, 502, 503, 504). Whether it is safe to repeat it is another question.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api(error) => {
                matches!(
                    error.status().as_u16(),
                    408 | 425 | 429 | 500 | 502 | 503 | 504
                )
            }
            Self::Transport(error) => !error.is_too_large() && !error.is_redirect(),
            Self::Auth(error) => error.is_retryable(),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Auth(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Request(error) => error.source(),
            Self::Auth(error) => error.source(),
            Self::Config(error) => error.source(),
        }
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

/// What was called: shown as `GET /actions/{action_id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the server's base URL, with its parameters as `{name}`.
    pub path: &'static str,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

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

    pub(super) fn new(reply: ReplyParts, body: Option<ErrorBody>) -> Self {
        let text = String::from_utf8_lossy(reply.body());
        let text = text.trim_start_matches('\u{feff}').trim();
        let mut excerpt: String = reply.redact(text).chars().take(Self::EXCERPT + 1).collect();
        if let Some((cut, _)) = excerpt.char_indices().nth(Self::EXCERPT) {
            excerpt.truncate(cut);
            excerpt.push('…');
        }
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

/// An answer that is not what was expected.
pub struct DecodeError(Box<DecodeErrorInner>);

struct DecodeErrorInner {
    reply: ReplyParts,
    path: Option<String>,
    message: String,
    source: Option<serde_json::Error>,
}

impl DecodeError {
    /// An answer that is not as it should be, and why.
    pub fn new(reply: &ReplyParts, message: impl fmt::Display) -> Self {
        Self(Box::new(DecodeErrorInner {
            message: reply.redact(&message.to_string()),
            reply: reply.clone(),
            path: None,
            source: None,
        }))
    }

    /// A JSON error at a JSON path.
    pub(super) fn json(reply: &ReplyParts, path: String, source: serde_json::Error) -> Self {
        let message = source.to_string();
        let redacted = reply.redact(&message);
        // A source that names a credential is not kept: whoever prints the chain of sources would print it.
        let source = (redacted == message).then_some(source);
        Self(Box::new(DecodeErrorInner {
            message: redacted,
            reply: reply.clone(),
            path: Some(path),
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

/// No whole answer came.
#[derive(Debug)]
pub struct TransportError(Box<TransportErrorInner>);

#[derive(Debug)]
struct TransportErrorInner {
    operation: Option<Operation>,
    url: Option<String>,
    attempts: u32,
    kind: TransportErrorKind,
    source: Option<BoxError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TransportErrorKind {
    Timeout,
    Connect,
    ConnectTimeout,
    TooLarge(usize),
    Redirect,
    Other,
}

/// Any error, on the heap.
type BoxError = Box<dyn StdError + Send + Sync>;

impl TransportError {
    /// The time was over.
    pub fn timeout() -> Self {
        Self::make(TransportErrorKind::Timeout, None)
    }

    /// No connection came about in time.
    pub fn connect_timeout() -> Self {
        Self::make(TransportErrorKind::ConnectTimeout, None)
    }

    /// No connection came about.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::make(TransportErrorKind::Connect, Some(source.into()))
    }

    /// The answer's body is larger than the limit of that many bytes.
    pub fn too_large(limit: usize) -> Self {
        Self::make(TransportErrorKind::TooLarge(limit), None)
    }

    /// The answer leads elsewhere, and is not followed. The source must not show a secret.
    pub(super) fn redirect(source: impl Into<BoxError>) -> Self {
        Self::make(TransportErrorKind::Redirect, Some(source.into()))
    }

    /// Anything else. The source must not show a secret.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::make(TransportErrorKind::Other, Some(source.into()))
    }

    fn make(kind: TransportErrorKind, source: Option<BoxError>) -> Self {
        Self(Box::new(TransportErrorInner {
            operation: None,
            url: None,
            attempts: 0,
            kind,
            source,
        }))
    }

    /// Notes which call it ended. `url` is one that may be shown.
    pub(super) fn of(mut self, operation: Operation, url: &str, attempts: u32) -> Self {
        self.0.operation = Some(operation);
        self.0.url = Some(url.to_owned());
        self.0.attempts = attempts;
        self
    }

    /// What was called; `None` in a transport's own hands.
    pub fn operation(&self) -> Option<Operation> {
        self.0.operation
    }

    /// The URL that was called, secrets left out; `None` in a transport's own hands.
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Whether the time given for the call was over.
    pub fn is_timeout(&self) -> bool {
        use TransportErrorKind::{ConnectTimeout, Timeout};

        matches!(self.0.kind, Timeout | ConnectTimeout)
    }

    /// Whether no connection came about, so that the server saw nothing of the request.
    pub fn is_connect(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout};

        matches!(self.0.kind, Connect | ConnectTimeout)
    }

    /// Whether the answer was a redirect that a client which follows redirects does not follow.
    pub fn is_redirect(&self) -> bool {
        self.0.kind == TransportErrorKind::Redirect
    }

    /// Whether the answer was larger than the client's limit.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.kind, TransportErrorKind::TooLarge(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation} failed: ")?;
        }
        match self.0.kind {
            TransportErrorKind::Timeout => f.write_str("the time was over"),
            TransportErrorKind::Connect => f.write_str("no connection"),
            TransportErrorKind::ConnectTimeout => f.write_str("no connection came about in time"),
            TransportErrorKind::TooLarge(limit) => {
                write!(
                    f,
                    "the answer is larger than {limit} bytes, the limit of this client"
                )
            }
            TransportErrorKind::Redirect => f.write_str("a redirect was not followed"),
            TransportErrorKind::Other => f.write_str("the connection broke"),
        }?;
        match &self.0.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // Its own text stands in the message already.
        self.0.source.as_ref().and_then(|source| source.source())
    }
}

/// A request that cannot be made of what was given; nothing was sent.
#[derive(Debug)]
pub struct RequestError(Box<RequestErrorInner>);

#[derive(Debug)]
struct RequestErrorInner {
    operation: Operation,
    message: String,
}

impl RequestError {
    pub(super) fn new(operation: Operation, message: impl Into<String>) -> Self {
        Self(Box::new(RequestErrorInner {
            operation,
            message: message.into(),
        }))
    }

    /// What was to be called.
    pub fn operation(&self) -> Operation {
        self.0.operation
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be sent: {}", self.0.operation, self.0.message)
    }
}

impl StdError for RequestError {}

/// A client that cannot be made of what was given.
#[derive(Debug)]
pub struct ConfigError(Box<str>);

impl ConfigError {
    pub(super) fn new(message: impl Into<Box<str>>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the client cannot be made: {}", self.0)
    }
}

impl StdError for ConfigError {}

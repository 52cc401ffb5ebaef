//! What can go wrong with a call.

mod api;
mod decode;
mod paging;
mod transport;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

pub use self::api::ApiError;
pub use self::decode::DecodeError;
pub use self::paging::PagingError;
#[allow(unused_imports, reason = "an API without pages makes none")]
pub(in crate::runtime) use self::paging::PagingErrorKind;
pub use self::transport::TransportError;
use super::AuthError;

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
    /// A list in pages has no end, or is longer than the caller allows.
    Paging(PagingError),
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
            Self::Paging(error) => Some(error.operation()),
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
            Self::Api(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::Transport(error) => error.attempts(),
            _ => 0,
        }
    }

    /// Whether the time given for the call was over before the answer was there.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Auth(error) => error.is_timeout(),
            Self::Paging(error) => error.is_timeout(),
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
            Self::Transport(error) => error.is_retryable(),
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
            Self::Paging(error) => error.fmt(f),
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
            Self::Paging(error) => error.source(),
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

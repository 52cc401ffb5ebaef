//! Why a call could not be authenticated.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use super::told::one_line;
use super::{Operation, TransportError};

type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a call could not be authenticated: its credential could not be fetched. The call itself was not sent.
///
/// Many calls can wait for one credential; each of them then gets the same reason. Its text shows no credential; a
/// [`source`](StdError::source) that a provider of your own gives stands there as it is.
pub struct AuthError(Box<AuthErrorInner>);

struct AuthErrorInner {
    operation: Option<Operation>,
    reason: Arc<Reason>,
}

struct Reason {
    message: String,
    status: Option<StatusCode>,
    retryable: bool,
    timeout: bool,
    source: Option<BoxError>,
}

impl AuthError {
    /// A reason in words, which must not show a secret.
    pub fn new(message: impl Into<String>) -> Self {
        Self::make(Reason::of(message.into()))
    }

    /// The reason behind an error that a provider gave: its own, where it is one already.
    pub(super) fn of_provider(source: BoxError) -> Self {
        match source.downcast::<Self>() {
            Ok(own) => *own,
            Err(source) => Self::make(Reason {
                source: Some(source),
                ..Reason::of(String::from("its provider failed"))
            }),
        }
    }

    /// No whole answer of the place that gives credentials.
    pub(super) fn of_transport(error: TransportError) -> Self {
        Self::make(
            Reason {
                retryable: error.is_retryable(),
                timeout: error.is_timeout(),
                ..Reason::of(error.to_string())
            }
            .with_source(error),
        )
    }

    /// The call's time was over first.
    pub(super) fn timeout() -> Self {
        Self::make(Reason {
            retryable: true,
            timeout: true,
            ..Reason::of(String::from("the time was over"))
        })
    }

    /// An answer that holds no credential: its status, and a reason in words, which must not show a secret.
    pub fn of_status(status: StatusCode, message: impl Into<String>) -> Self {
        Self::make(Reason {
            status: Some(status),
            retryable: matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504),
            ..Reason::of(message.into())
        })
    }

    fn make(reason: Reason) -> Self {
        Self(Box::new(AuthErrorInner {
            operation: None,
            reason: Arc::new(reason),
        }))
    }

    /// Notes which call it ended.
    pub(super) fn of(mut self, operation: Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// What was called; `None` in a provider's own hands.
    pub fn operation(&self) -> Option<Operation> {
        self.0.operation
    }

    /// The status that the place which gives credentials answered with, where it answered.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reason.status
    }

    /// Whether the time given for the call was over before the credential was there.
    pub fn is_timeout(&self) -> bool {
        self.0.reason.timeout
    }

    /// Whether it may succeed later: the network failed, or the place that gives credentials is busy or broken.
    pub fn is_retryable(&self) -> bool {
        self.0.reason.retryable
    }
}

impl Reason {
    fn of(message: String) -> Self {
        Self {
            message,
            status: None,
            retryable: false,
            timeout: false,
            source: None,
        }
    }

    fn with_source(mut self, source: TransportError) -> Self {
        self.source = Some(Box::new(source));
        self
    }
}

impl Clone for AuthError {
    fn clone(&self) -> Self {
        Self(Box::new(AuthErrorInner {
            operation: self.0.operation,
            reason: Arc::clone(&self.0.reason),
        }))
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.operation {
            Some(operation) => write!(f, "{operation} has no credential")?,
            None => f.write_str("no credential")?,
        }
        write!(f, ": {}", one_line(&self.0.reason.message))
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthError")
            .field("operation", &self.0.operation.map(|it| it.to_string()))
            .field("message", &one_line(&self.0.reason.message))
            .field("status", &self.0.reason.status)
            .finish_non_exhaustive()
    }
}

impl StdError for AuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.reason.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

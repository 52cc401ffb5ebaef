//! No whole answer came.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::Operation;

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
    pub(in crate::runtime) fn redirect(source: impl Into<BoxError>) -> Self {
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
    pub(in crate::runtime) fn of(mut self, operation: Operation, url: &str, attempts: u32) -> Self {
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

    /// How often the call was made.
    pub(super) fn attempts(&self) -> u32 {
        self.0.attempts
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

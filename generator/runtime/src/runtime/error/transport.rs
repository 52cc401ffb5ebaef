//! No whole answer came.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::Operation;
use crate::runtime::told::{Secrets, one_line};

/// No whole answer came.
pub struct TransportError(Box<TransportErrorInner>);

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
    NoRuntime,
    Other,
}

/// Any error, on the heap.
type BoxError = Box<dyn StdError + Send + Sync>;

impl TransportError {
    /// How much is told of a source, in characters.
    const LONGEST: usize = 1000;

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

    /// The transport runs within a runtime of tokio alone, and there is none.
    pub fn no_runtime() -> Self {
        Self::make(TransportErrorKind::NoRuntime, None)
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

    /// Takes the source out where it says more than may be told of the call, and keeps what may be.
    pub(in crate::runtime) fn without(mut self, secrets: &Secrets) -> Self {
        let Some(source) = &self.0.source else {
            return self;
        };
        let mut said = source.to_string();
        let mut cause = source.source();
        while let Some(inner) = cause {
            said = format!("{said}\n{inner}");
            cause = inner.source();
        }
        if secrets.tell(&said, Self::LONGEST) != one_line(&said) {
            let told = secrets.tell(&source.to_string(), Self::LONGEST);
            self.0.source = Some(told.into());
        }
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

    /// Whether the call was polled outside a runtime of tokio, which the default transport needs.
    pub fn is_no_runtime(&self) -> bool {
        self.0.kind == TransportErrorKind::NoRuntime
    }

    /// Whether the same may succeed later.
    pub(in crate::runtime) fn is_retryable(&self) -> bool {
        use TransportErrorKind::{NoRuntime, Redirect, TooLarge};

        !matches!(self.0.kind, TooLarge(_) | Redirect | NoRuntime)
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
            TransportErrorKind::NoRuntime => f.write_str(
                "there is no tokio runtime here, which the transport needs; await the call within one",
            ),
            TransportErrorKind::Other => f.write_str("the connection broke"),
        }?;
        match &self.0.source {
            Some(source) => write!(f, ": {}", one_line(&source.to_string())),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self
            .0
            .source
            .as_ref()
            .map(|it| one_line(&it.to_string()).into_owned());
        f.debug_struct("TransportError")
            .field("operation", &self.0.operation.map(|it| it.to_string()))
            .field("url", &self.0.url)
            .field("attempts", &self.0.attempts)
            .field("kind", &self.0.kind)
            .field("source", &source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // Its own text stands in the message already.
        self.0.source.as_ref().and_then(|source| source.source())
    }
}

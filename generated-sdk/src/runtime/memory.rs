//! A transport that stays in memory.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};

use super::{BoxFuture, SendOptions, Transport, TransportError};

/// A transport for tests and examples: it gives prepared answers and records the requests. Clones share both. Where a
/// client waits between attempts, no time passes.
///
/// Answers are given in the order in which they were prepared; when none is left, [`MemoryTransport::answering`]'s
/// function answers, or else the call fails.
#[derive(Clone, Default)]
pub struct MemoryTransport {
    state: Arc<Mutex<State>>,
    answer: Option<Arc<AnswerFn>>,
}

type AnswerFn = dyn Fn(&http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync;

#[derive(Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    requests: Vec<http::Request<Bytes>>,
    waits: Vec<Duration>,
}

impl MemoryTransport {
    /// A transport without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// A transport whose answers a function makes.
    pub fn answering(
        answer: impl Fn(&http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync + 'static,
    ) -> Self {
        Self {
            state: Arc::default(),
            answer: Some(Arc::new(answer)),
        }
    }

    /// Prepares an answer with a JSON body.
    pub fn json(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        let mut response = http::Response::new(body.into());
        response.headers_mut().insert(
            http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        match StatusCode::from_u16(status) {
            Ok(status) => {
                *response.status_mut() = status;
                self.response(response)
            }
            Err(error) => self.fail(TransportError::other(error)),
        }
    }

    /// Prepares an answer.
    pub fn response(&self, response: http::Response<Bytes>) -> &Self {
        self.lock().answers.push_back(Ok(response));
        self
    }

    /// Prepares a failure.
    pub fn fail(&self, error: TransportError) -> &Self {
        self.lock().answers.push_back(Err(error));
        self
    }

    /// The requests so far, as they would have been sent, credentials included.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// How long the client has waited between attempts so far.
    pub fn waits(&self) -> Vec<Duration> {
        self.lock().waits.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        let prepared = self.lock().answers.pop_front();
        let answer = match (prepared, &self.answer) {
            (Some(answer), _) => answer,
            (None, Some(answer)) => Ok(answer(&request)),
            (None, None) => Err(TransportError::other(
                "no answer is left in the memory transport",
            )),
        };
        self.lock().requests.push(request);
        answer
    }
}

impl Transport for MemoryTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let answer = self.next(request);
        Box::pin(async { answer })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.lock().waits.push(time) })
    }
}

impl fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("MemoryTransport")
            .field("answers", &state.answers.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

//! A transport for tests that answers with the saved examples.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{BoxFuture, Operation, SendOptions, Transport, TransportError};

/// A transport for tests: it answers with the examples that the API's collection saves, records the requests, and fails
/// when it is told to. No server is needed and no time passes, not even where a client waits between attempts. Clones
/// share everything.
///
/// Until [`on`](Self::on) says otherwise, a call is answered with the first saved example of a success, or the first of
/// all where none is one.
#[derive(Clone, Default)]
pub struct Mock {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// By operation. The last answer of a list stays.
    answers: BTreeMap<String, VecDeque<Answer>>,
    requests: Vec<http::Request<Bytes>>,
}

#[derive(Clone)]
enum Answer {
    Response(http::Response<Bytes>),
    Fault(Fault),
}

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// No connection comes about.
    Connect,
    /// No reply comes in time.
    Timeout,
    /// The connection breaks before the reply is whole.
    Reset,
    /// The reply, with status 200, is a page of HTML.
    Html,
}

/// A saved example.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SavedExample {
    /// What it answers, as the method's documentation shows it: `GET /actions/{action_id}`.
    pub operation: String,
    /// Its name in the collection.
    pub name: String,
    /// Its status.
    pub status: StatusCode,
    /// Its media type, where it has one.
    pub content_type: Option<String>,
    /// Its body.
    pub body: Bytes,
}

impl Mock {
    /// A transport that answers with the saved examples.
    pub fn new() -> Self {
        Self::default()
    }

    /// All examples that the collection saves.
    pub fn examples() -> impl Iterator<Item = SavedExample> {
        let files = crate::saved::FILES.iter();
        files.flat_map(|file| read(file).unwrap_or_default())
    }

    /// Says how an operation is answered from now on, by its method and path as the documentation shows them:
    /// `mock.on("GET /actions/{action_id}").status(404)`. Several answers are given one after the other; the last one stays.
    pub fn on<'m>(&'m self, operation: &str) -> On<'m> {
        self.lock().answers.remove(operation);
        On {
            mock: self,
            operation: operation.to_owned(),
        }
    }

    /// The requests so far, as they would have been sent, credentials included.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// The requests of one operation so far.
    pub fn requests_of(&self, operation: &str) -> Vec<http::Request<Bytes>> {
        let mut requests = self.requests();
        requests.retain(|request| named(request) == operation);
        requests
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, operation: &str) -> Result<http::Response<Bytes>, TransportError> {
        let prepared = {
            let mut state = self.lock();
            state.answers.get_mut(operation).and_then(|answers| {
                if answers.len() > 1 {
                    answers.pop_front()
                } else {
                    answers.front().cloned()
                }
            })
        };
        match prepared {
            Some(Answer::Response(response)) => Ok(response),
            Some(Answer::Fault(fault)) => fault.happen(),
            None => {
                let first = |wanted: fn(&SavedExample) -> bool| {
                    let mut examples = Self::examples();
                    examples.find(|example| example.operation == operation && wanted(example))
                };
                let example =
                    first(|example| example.status.is_success()).or_else(|| first(|_| true));
                let missing =
                    || TransportError::other(format!("no example of {operation} is saved"));
                example.map(SavedExample::response).ok_or_else(missing)
            }
        }
    }
}

impl Fault {
    fn happen(self) -> Result<http::Response<Bytes>, TransportError> {
        match self {
            Self::Connect => Err(TransportError::connect("the mock refuses it")),
            Self::Timeout => Err(TransportError::timeout()),
            Self::Reset => Err(TransportError::other("the mock breaks it")),
            Self::Html => {
                let page = Bytes::from_static(b"<!doctype html><title>Welcome</title>");
                let mut response = http::Response::new(page);
                let html = HeaderValue::from_static("text/html; charset=utf-8");
                response.headers_mut().insert(CONTENT_TYPE, html);
                Ok(response)
            }
        }
    }
}

/// Says how an operation is answered; made by [`Mock::on`].
#[must_use = "it has no answer yet"]
pub struct On<'m> {
    mock: &'m Mock,
    operation: String,
}

impl On<'_> {
    /// Answers with the first saved example of that status.
    ///
    /// # Panics
    /// Where there is none; the message lists those that are.
    #[track_caller]
    pub fn status(&self, status: u16) -> &Self {
        self.saved(&format!("status {status}"), |example| {
            example.status == status
        })
    }

    /// Answers with the saved example of that name.
    ///
    /// # Panics
    /// Where there is none; the message lists those that are.
    #[track_caller]
    pub fn example(&self, name: &str) -> &Self {
        self.saved(&format!("name {name:?}"), |example| example.name == name)
    }

    /// Answers with a JSON body of the test's own.
    ///
    /// # Panics
    /// Where the status is none.
    #[track_caller]
    pub fn json(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        let mut response = http::Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        self.response(response)
    }

    /// Answers with a reply of the test's own.
    pub fn response(&self, response: http::Response<Bytes>) -> &Self {
        self.push(Answer::Response(response))
    }

    /// Lets the call fail.
    pub fn fail(&self, fault: Fault) -> &Self {
        self.push(Answer::Fault(fault))
    }

    #[track_caller]
    fn saved(&self, wanted: &str, is_wanted: impl Fn(&SavedExample) -> bool) -> &Self {
        let mut examples = Mock::examples().filter(|example| example.operation == self.operation);
        match examples.find(is_wanted) {
            Some(example) => self.response(example.response()),
            None => panic!(
                "no example of {} with {wanted} is saved; there are: {}",
                self.operation,
                Mock::examples()
                    .filter(|example| example.operation == self.operation)
                    .map(|example| format!("{:?} ({})", example.name, example.status))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        }
    }

    fn push(&self, answer: Answer) -> &Self {
        let mut state = self.mock.lock();
        let answers = state.answers.entry(self.operation.clone());
        answers.or_default().push_back(answer);
        self
    }
}

impl SavedExample {
    fn response(self) -> http::Response<Bytes> {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        let content_type = self.content_type.as_deref().map(HeaderValue::from_str);
        if let Some(Ok(content_type)) = content_type {
            response.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        response
    }
}

/// An entry of a file of saved examples.
#[derive(Deserialize)]
struct Entry<'s> {
    request: Cow<'s, str>,
    example: Cow<'s, str>,
    status: u16,
    content_type: Option<String>,
    #[serde(borrow)]
    json: Option<&'s RawValue>,
    text: Option<String>,
}

fn read(file: &str) -> Option<Vec<SavedExample>> {
    let entries: Vec<Entry<'_>> = serde_json::from_str(file).ok()?;
    let examples = entries.into_iter().filter_map(|entry| {
        let json = entry.json.map(|json| json.get().to_owned());
        Some(SavedExample {
            operation: entry.request.into_owned(),
            name: entry.example.into_owned(),
            status: StatusCode::from_u16(entry.status).ok()?,
            content_type: entry.content_type,
            body: Bytes::from(json.or(entry.text).unwrap_or_default()),
        })
    });
    Some(examples.collect())
}

/// What a request is of: that is kept beside it.
fn named(request: &http::Request<Bytes>) -> String {
    let operation = request.extensions().get::<Operation>();
    operation.map(Operation::to_string).unwrap_or_default()
}

impl Transport for Mock {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        if let Some(operation) = options.operation {
            request.extensions_mut().insert(operation);
        }
        let answer = self.answer(&named(&request));
        self.lock().requests.push(request);
        Box::pin(async { answer })
    }

    fn sleep(&self, _time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Mock")
            .field("answers", &state.answers.keys())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

//! The requests of the collection, made through the client with the collection's own values.
//!
//! `examples/replay.rs` sends them to a server; `tests/examples.rs` answers them with the saved examples.

pub mod calls;
pub mod values;

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;

use digitalocean::runtime::Response;
use digitalocean::{Client, Error};
use serde::Serialize;

/// A request of the collection.
pub struct Call {
    /// JSON pointer of its item in the collection.
    pub item: &'static str,
    /// Makes the call.
    pub make: for<'c> fn(Run<'c>) -> Made<'c>,
}

/// What a call is made with.
#[derive(Clone, Copy)]
pub struct Run<'c> {
    /// The client that makes it.
    pub client: &'c Client,
    /// JSON pointer of its item in the collection.
    pub item: &'static str,
    /// Index of the saved example to be answered with.
    pub example: Option<usize>,
}

/// A call on its way, or the reason why its arguments could not be made.
pub type Made<'c> = Result<Pin<Box<dyn Future<Output = Outcome> + 'c>>, Problem>;

/// What came of a call.
pub type Outcome = Result<Said, Problem>;

/// Why there is no reply to show.
pub type Problem = Box<dyn StdError>;

/// A reply that was read.
pub struct Said {
    /// Its status.
    pub status: u16,
    /// Its typed body, success or error, serialized again.
    pub body: String,
}

impl Run<'_> {
    /// The text with the collection's values in place of its `{{variables}}`.
    pub fn text(self, template: &str) -> String {
        fill(template)
    }

    /// A JSON body from its template.
    pub fn json<T: serde::de::DeserializeOwned>(self, template: &str) -> Result<T, Problem> {
        let text = fill(template);
        let read = serde_json::from_str(&text).or_else(|error| {
            // An object that names a member twice means the last one, which is what a `Value` keeps.
            let value = serde_json::from_str::<serde_json::Value>(&text);
            value.and_then(|value| serde_json::from_str(&value.to_string())).map_err(|_| error)
        });
        read.map_err(|error| format!("the request's body: {error}: {text}").into())
    }
}

/// Adds the headers by which the server knows the request, and sends it.
macro_rules! send {
    ($run:ident, $call:expr) => {{
        let mut call = $call.header("x-replay-item", $run.item);
        if let Some(example) = $run.example {
            call = call.header("x-replay-example", example);
        }
        Ok($crate::replay::said(call.with_response()))
    }};
}
pub(crate) use send;

/// Takes down a reply.
pub fn said<'c, T: Serialize + 'c>(
    reply: impl Future<Output = Result<Response<T>, Error>> + 'c,
) -> Pin<Box<dyn Future<Output = Outcome> + 'c>> {
    Box::pin(async move {
        match reply.await {
            Ok(reply) => Ok(Said {
                status: reply.status().as_u16(),
                body: serde_json::to_string(reply.body())?,
            }),
            Err(error) => refused(error),
        }
    })
}

/// Takes down an error: what the server said, if it did.
fn refused(error: Error) -> Outcome {
    match error {
        Error::Api(error) => Ok(Said {
            status: error.status().as_u16(),
            body: match error.body() {
                Some(body) => serde_json::to_string(body)?,
                None => untyped(error.raw())?,
            },
        }),
        error => Err(error.into()),
    }
}

/// The body of an error that is not JSON. One that is JSON, but not of the type that errors have, was not read.
fn untyped(body: &[u8]) -> Result<String, Problem> {
    let text = String::from_utf8_lossy(body);
    match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
        _ if text.trim().is_empty() => Ok("null".to_owned()),
        Ok(_) => Err(format!("the error's body is not of the type that errors have: {text}").into()),
        Err(_) => Ok(serde_json::to_string(&text)?),
    }
}

/// Puts values in place of `{{variables}}`, as Postman does: again and again, because values may hold variables and names
/// of variables may be put together from others. A variable without a value stays as it is.
fn fill(template: &str) -> String {
    let mut text = template.to_owned();
    for _ in 0..19 {
        match fill_once(&text) {
            Some(filled) => text = filled,
            None => break,
        }
    }
    text
}

/// Replaces the innermost `{{variables}}` of a text; `None` where there are none.
fn fill_once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut replaced = false;
    while let Some(end) = rest.find("}}") {
        let (before, after) = (&rest[..end], &rest[end + 2..]);
        let name = before.rfind("{{").map(|start| (start, &before[start + 2..]));
        let value = name
            .filter(|(_, name)| !name.contains(['{', '}']))
            .and_then(|(start, name)| Some((start, value(name)?)));
        match value {
            Some((start, value)) => {
                out.push_str(&before[..start]);
                out.push_str(value);
                replaced = true;
                rest = after;
            }
            None => {
                out.push_str(&rest[..=end]);
                rest = &rest[end + 1..];
            }
        }
    }
    out.push_str(rest);
    replaced.then_some(out)
}

/// The value of a variable.
fn value(name: &str) -> Option<&'static str> {
    let at = values::VARIABLES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(values::VARIABLES[at].1)
}

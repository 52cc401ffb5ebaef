//! Every example that the collection saves is read into its type, and comes out as the same JSON when it is written again.
//!
//! Each call goes through the client, whose transport answers with the example. `tests/saved/` holds the examples; what is
//! secret in them was replaced when they were written there.

#[path = "../examples/replay/mod.rs"]
#[allow(dead_code, reason = "the replay program uses what is left over here")]
mod replay;

use std::borrow::Cow;
use std::collections::BTreeMap;

use krate::{Client, MemoryTransport, Retry};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use replay::{Problem, Run, calls, values};

/// One test for each folder of the collection.
mod saved {
// tests
}

/// A saved example.
#[derive(Deserialize)]
struct Saved<'s> {
    /// The request, as its documentation has it.
    request: Cow<'s, str>,
    /// JSON pointer of the request in the collection.
    item: Cow<'s, str>,
    /// The example's name.
    example: Cow<'s, str>,
    status: u16,
    content_type: Option<Cow<'s, str>>,
    /// The body, if it is JSON.
    #[serde(borrow, default, deserialize_with = "present")]
    json: Option<&'s RawValue>,
    /// The body, if it is other text.
    text: Option<Cow<'s, str>>,
}

/// Reads a value that may be `null`: only a missing one is none.
fn present<'s, D: Deserializer<'s>>(deserializer: D) -> Result<Option<&'s RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Tests the examples of one file.
fn check(saved: &str) {
    let saved: Vec<Saved<'_>> = serde_json::from_str(saved).expect("a file of saved examples");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let problems = saved.iter().filter_map(|example| {
        let problem = runtime.block_on(example.replay()).err()?;
        Some(format!("{}, {:?} ({}): {problem}", example.request, example.example, example.status))
    });
    let problems: Vec<String> = problems.collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

impl Saved<'_> {
    /// Makes the example's call, answered with the example.
    async fn replay(&self) -> Result<(), Problem> {
        let body = match (self.json, &self.text) {
            (Some(json), _) => json.get(),
            (None, Some(text)) => text,
            (None, None) => "",
        };
        let mut answer = http::Response::builder().status(self.status);
        if let Some(content_type) = &self.content_type {
            answer = answer.header("content-type", &**content_type);
        }
        let transport = MemoryTransport::new();
        transport.response(answer.body(body.to_owned().into())?);
        let client = values::client(Client::builder())
            // Whatever the scheme of the API, credentials may go to this machine.
            .origin("http://localhost")
            .retry(Retry::off())
            .transport(transport)
            .build()?;
        let call = calls::ALL.iter().find(|call| call.item == self.item).ok_or("no such request")?;
        let said = (call.make)(Run { client: &client, item: call.item, example: None })?.await?;
        let is_same = match (self.json, &self.text) {
            (Some(json), _) => same(serde_json::from_str(&said.body)?, json),
            (None, Some(text)) => {
                // What is given as it came is written as JSON where it is JSON.
                said.body == **text || serde_json::from_str::<String>(&said.body).is_ok_and(|said| said == **text)
            }
            (None, None) => true,
        };
        if is_same { Ok(()) } else { Err(format!("it came out as {}", said.body).into()) }
    }
}

/// Whether two JSON texts say the same; numbers by what they are worth, and of members with one key the last.
fn same(a: &RawValue, b: &RawValue) -> bool {
    let (a, b) = (a.get(), b.get());
    match (a.as_bytes().first(), b.as_bytes().first()) {
        (Some(b'{'), Some(b'{')) => same_members(a, b),
        (Some(b'['), Some(b'[')) => same_items(a, b),
        (Some(b'"'), Some(b'"')) => {
            let text = serde_json::from_str::<String>;
            text(a).is_ok_and(|a| text(b).is_ok_and(|b| a == b))
        }
        _ => {
            let number = str::parse::<f64>;
            a == b || number(a).is_ok_and(|a| number(b).is_ok_and(|b| a == b))
        }
    }
}

fn same_members(a: &str, b: &str) -> bool {
    let members = serde_json::from_str::<BTreeMap<String, &RawValue>>;
    let (Ok(a), Ok(b)) = (members(a), members(b)) else { return false };
    a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
}

fn same_items(a: &str, b: &str) -> bool {
    let items = serde_json::from_str::<Vec<&RawValue>>;
    let (Ok(a), Ok(b)) = (items(a), items(b)) else { return false };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

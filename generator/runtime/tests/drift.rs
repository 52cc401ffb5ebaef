//! Who listens hears where replies differ from their types, and no call fails for it.

#![cfg(feature = "drift")]

use std::sync::{Arc, Mutex};

use letterpress_runtime::runtime::{
    Call, Credential, Drift, Http, JsonOrText, MemoryTransport, Request, Server,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

#[derive(Debug, Deserialize, Serialize)]
struct Page {
    things: Vec<Thing>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Thing {
    id: i64,
    #[serde(rename = "the-kind")]
    kind: letterpress_runtime::example::Color,
    parent: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Makes a call that is answered with that; what the listener heard, and whether the call went well.
async fn heard<T: DeserializeOwned + Serialize>(answer: &'static str) -> (Vec<String>, bool) {
    let memory = MemoryTransport::new();
    memory.json(200, answer);
    let list = Arc::new(Mutex::new(Vec::new()));
    let listener = {
        let list = Arc::clone(&list);
        move |drift: &Drift| list.lock().unwrap().push(drift.to_string())
    };
    let http = Http::builder(SERVERS)
        .transport(memory)
        .credential("key", Credential::query("key", "s3cret"))
        .default_credential("key")
        .on_drift(listener);
    let http = http.build().unwrap();
    let call = Call::<T>::json(&http, Request::get("/things/{id}").path("id", 1));
    let made = call.await.is_ok();
    let heard = list.lock().unwrap().clone();
    (heard, made)
}

#[tokio::test]
async fn a_reply_that_the_type_knows_is_no_drift() {
    let answer = r#"{"things": [
        {"id": 1, "the-kind": "deep-red", "parent": null},
        {"id": 2, "the-kind": "deep-red", "parent": 1, "note": "\ue000deep-red"}
    ]}"#;
    assert_eq!(heard::<Page>(answer).await, (Vec::new(), true));
}

#[tokio::test]
async fn unknown_and_missing_things_are_heard_of() {
    let answer = r#"{"things": [
        {"id": 1, "the-kind": "deep-red", "parent": null},
        {"id": 2, "the-kind": "huge", "parent": 1, "a b": {"c": 1}},
        {"id": 3, "the-kind": "huge"},
        {"id": 4, "the-kind": "s3cret", "parent": 1, "a b": 2, "note": null}
    ], "next": null}"#;
    let (heard, made) = heard::<Page>(answer).await;
    assert!(made);
    assert_eq!(
        heard,
        [
            "GET /things/{id}: unknown field $.next",
            "GET /things/{id}: unknown field $.things[1][\"a b\"]",
            "GET /things/{id}: unknown value \"huge\" of $.things[1][\"the-kind\"]",
            "GET /things/{id}: missing field $.things[2].parent",
            "GET /things/{id}: unknown field $.things[3].note",
            "GET /things/{id}: unknown value \"…\" of $.things[3][\"the-kind\"]",
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_heard_of_too() {
    let (heard, made) = heard::<Page>(r#"{"things": [{"id": 1, "parent": 2}]}"#).await;
    assert!(!made);
    let [heard] = heard.try_into().unwrap();
    let expected = "GET /things/{id}: unreadable at $.things[0]: missing field `the-kind`";
    assert!(heard.starts_with(expected), "{heard}");
}

#[tokio::test]
async fn a_reply_that_may_be_text_is_listened_to_where_it_is_json() {
    let memory = MemoryTransport::new();
    let count = Arc::new(Mutex::new(0));
    let listener = {
        let count = Arc::clone(&count);
        move |_: &Drift| *count.lock().unwrap() += 1
    };
    let http = Http::builder(SERVERS)
        .transport(memory.clone())
        .on_drift(listener);
    let http = http.build().unwrap();
    for (answer, expected) in [(r#"{"things": [], "x": 1}"#, 1), ("soon", 1)] {
        memory.json(200, answer);
        let call = Call::<JsonOrText<Page>>::json_or_text(&http, Request::get("/x"));
        call.await.unwrap();
        assert_eq!(*count.lock().unwrap(), expected);
    }
}

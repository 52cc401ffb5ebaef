//! What `tracing` hears of calls.

#![cfg(all(feature = "tracing", feature = "reqwest"))]

mod server;

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use letterpress_runtime::runtime::{Call, Credential, Http, Request, Retry, Server};
use server::{TestServer, respond};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// Writes down everything that is said, by whichever crate.
#[derive(Clone, Default)]
struct Everything {
    text: Arc<Mutex<String>>,
    ids: Arc<AtomicU64>,
}

impl Everything {
    fn note(&self, what: &str, metadata: Option<&Metadata<'_>>, write: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        write(&mut fields);
        let (target, name) = metadata.map_or(("", ""), |m| (m.target(), m.name()));
        let mut text = self.text.lock().unwrap();
        writeln!(text, "{what} {target} {name}{}", fields.0).unwrap();
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.ids.fetch_add(1, Ordering::SeqCst) + 1;
        self.note(&format!("span {id}"), Some(span.metadata()), |fields| {
            span.record(fields)
        });
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        self.note(&format!("record {}", id.into_u64()), None, |fields| {
            values.record(fields)
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note("event", Some(event.metadata()), |fields| {
            event.record(fields)
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn spans_say_what_happened_and_no_secret() {
    let everything = Everything::default();
    let _guard = tracing::subscriber::set_default(everything.clone());

    let count = AtomicUsize::new(0);
    let server = TestServer::start(move |_, stream| {
        let status = if count.fetch_add(1, Ordering::SeqCst) == 0 {
            503
        } else {
            404
        };
        let headers = "set-cookie: sid=s3cret-cookie\r\n";
        respond(
            stream,
            status,
            headers,
            br#"{"message": "you sent s3cret-token"}"#,
        )
    });
    let http = Http::builder(SERVERS)
        .credential("token", Credential::bearer("s3cret-token"))
        .credential("key", Credential::query("api_key", "s3cret-key"))
        .origin(&server.origin)
        .retry(Retry::default().first_delay(Duration::ZERO))
        .build()
        .unwrap();
    let request = Request::put("/things/{id}")
        .credential("token")
        .credential("key")
        .path("id", "s3cret-id")
        .query("password", "s3cret-password")
        .header("x-session", "s3cret-session")
        .json(&serde_json::json!({"secret": "s3cret-body"}));
    Call::empty(&http, request).await.unwrap_err();
    assert_eq!(server.received().len(), 2);

    let text = everything.text.lock().unwrap().clone();
    assert!(!text.contains("s3cret"), "{text}");
    let ours: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("letterpress"))
        .collect();
    assert!(
        ours[0].contains("http_call http.request.method=\"PUT\" url.template=\"/things/{id}\""),
        "{text}"
    );
    let lines = [
        "http_attempt attempt=1",
        " http.response.status_code=503",
        "attempt=1 wait_ms=0",
        "http_attempt attempt=2",
        " http.response.status_code=404",
        " error.type=\"api\"",
        " attempts=2",
        " duration_ms=",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}: {text}");
    }
}

//! What `tracing` hears of calls.

#![cfg(all(feature = "tracing", feature = "reqwest"))]

mod everything;
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use everything::Everything;
use letterpress_runtime::runtime::{Call, Credential, Http, Request, Retry, Server};
use server::{TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

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

    let text = everything.text();
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

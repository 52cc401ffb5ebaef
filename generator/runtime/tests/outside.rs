//! Calls that are polled outside a runtime of tokio end in an error, where the default transport would panic.

#![cfg(all(feature = "reqwest", feature = "stream", feature = "oauth2"))]

mod server;

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use letterpress_runtime::example::Client;
use letterpress_runtime::runtime::{
    Body, Call, Credential, Error, Http, MemoryTransport, OAuth2, Request, ReqwestTransport, Retry,
    Server, Transport, TransportError,
};
use server::{TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// An executor that is not tokio's: polls on this thread.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().unwrap()
}

fn http(server: &TestServer) -> Http {
    let builder = Http::builder(SERVERS).origin(&server.origin);
    builder.build().unwrap()
}

fn assert_refused(error: &Error, server: &TestServer) {
    let Error::Transport(inner) = error else {
        panic!("{error}")
    };
    assert!(inner.is_no_runtime(), "{error}");
    assert!(error.to_string().contains("no tokio runtime"), "{error}");
    // It is no use to try it again.
    assert!(!error.is_retryable() && error.attempts() == 1, "{error:?}");
    assert!(server.received().is_empty());
}

#[test]
fn calls_of_all_kinds_are_refused() {
    let server = TestServer::answering(200, "", b"{}");
    let http = http(&server);
    let call = || Call::text(&http, Request::get("/x"));
    assert_refused(&block_on(call().send()).unwrap_err(), &server);
    assert_refused(&block_on(call().with_response()).unwrap_err(), &server);
    assert_refused(&block_on(call().stream()).unwrap_err(), &server);
    assert_refused(&block_on(call().events()).unwrap_err(), &server);
    let own_time = call().connect_timeout(Duration::from_secs(1));
    assert_refused(&block_on(own_time.send()).unwrap_err(), &server);
    let client = Client::builder().http(|http| http.origin(&server.origin));
    let client = client.build().unwrap();
    let mut items = client.list().items();
    assert_refused(&block_on(items.try_next()).unwrap_err(), &server);
}

#[test]
fn a_token_that_cannot_be_fetched_is_an_error() {
    let server = TestServer::answering(200, "", b"{}");
    let tokens = OAuth2::client_credentials(format!("{}/token", server.origin), "id", "secret");
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .credential("it", Credential::bearer(tokens))
        .default_credential("it")
        .build()
        .unwrap();
    let error = block_on(Call::text(&http, Request::get("/x")).send()).unwrap_err();
    assert!(matches!(error, Error::Auth(_)), "{error}");
    assert!(error.to_string().contains("no tokio runtime"), "{error}");
    assert!(!error.is_retryable());
}

#[test]
fn a_call_that_leaves_its_runtime_is_refused() {
    let server = TestServer::start(|_, stream| {
        thread::sleep(Duration::from_secs(5));
        respond(stream, 200, "", b"{}")
    });
    let http = http(&server);
    let mut call = Box::pin(Call::text(&http, Request::get("/x")).send());
    let runtime = runtime();
    let begun = runtime.block_on(async {
        let time = Duration::from_millis(50);
        tokio::time::timeout(time, call.as_mut()).await
    });
    assert!(begun.is_err());
    let error = block_on(call).unwrap_err();
    assert!(
        matches!(&error, Error::Transport(it) if it.is_no_runtime()),
        "{error}"
    );
}

#[test]
fn what_has_begun_within_a_runtime_can_be_read_outside() {
    let server = TestServer::answering(200, "", b"data: 1\n\n");
    let http = http(&server);
    let runtime = runtime();
    let mut reply = runtime
        .block_on(Call::text(&http, Request::get("/x")).stream())
        .unwrap();
    let mut body = Vec::new();
    while let Some(piece) = block_on(reply.chunk()).unwrap() {
        body.extend_from_slice(&piece);
    }
    assert_eq!(body, b"data: 1\n\n");
}

#[test]
fn files_are_refused() {
    let error = block_on(Body::file("Cargo.toml")).unwrap_err();
    assert!(error.to_string().contains("runtime of tokio"), "{error}");
    let mut file = runtime().block_on(Body::file("Cargo.toml")).unwrap();
    let error = block_on(file.next()).unwrap_err();
    assert!(error.to_string().contains("runtime of tokio"), "{error}");
}

#[test]
fn waiting_needs_no_runtime() {
    block_on(
        ReqwestTransport::new()
            .unwrap()
            .sleep(Duration::from_millis(5)),
    );
    // Nor do calls through a transport that needs none, with waits between them.
    let memory = MemoryTransport::new();
    memory.fail(TransportError::timeout());
    memory.json(200, "{}");
    let retry = Retry::default().first_delay(Duration::from_millis(1));
    let http = Http::builder(SERVERS).transport(memory).retry(retry);
    let http = http.build().unwrap();
    let reply = block_on(Call::text(&http, Request::get("/x")).with_response());
    assert_eq!(reply.unwrap().attempts(), 2);
}

//! Calls that are made again, and the time that calls may take: in memory, where waiting takes no time, and over real
//! connections.

mod server;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use letterpress_runtime::runtime::{
    Call, Error, Http, HttpBuilder, MemoryTransport, Request, Retry, Server, TransportError,
};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

const BUSY: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];

fn in_memory(memory: &MemoryTransport) -> HttpBuilder {
    Http::builder(SERVERS).transport(memory.clone())
}

fn answer(status: u16, headers: &[(&str, &str)]) -> http::Response<bytes::Bytes> {
    let answer = http::Response::builder().status(status);
    let answer = headers
        .iter()
        .fold(answer, |answer, (name, value)| answer.header(*name, *value));
    answer.body(bytes::Bytes::new()).unwrap()
}

#[tokio::test]
async fn calls_that_may_be_repeated_are() {
    for (method, repeated) in [
        ("GET", true),
        ("HEAD", true),
        ("OPTIONS", true),
        ("PUT", true),
        ("DELETE", true),
        ("POST", false),
        ("PATCH", false),
        ("get", false),
        ("PURGE", false),
    ] {
        for status in BUSY {
            let memory = MemoryTransport::new();
            memory.response(answer(status, &[])).json(200, "");
            let http = in_memory(&memory).build().unwrap();
            let call = Call::empty(&http, Request::new(method, "/x"));
            let reply = call.with_response().await;
            assert_eq!(reply.is_ok(), repeated, "{method} {status}");
            assert_eq!(memory.requests().len(), 1 + usize::from(repeated));
            if let Ok(reply) = reply {
                assert_eq!(reply.attempts(), 2);
            }
        }
        let memory = MemoryTransport::new();
        memory.fail(TransportError::connect("nobody")).json(200, "");
        let http = in_memory(&memory).build().unwrap();
        let made = Call::empty(&http, Request::new(method, "/x")).await;
        assert_eq!(made.is_ok(), repeated, "{method}");
    }
}

#[tokio::test]
async fn other_errors_are_final() {
    for status in [302, 400, 401, 403, 404, 409, 422, 501, 505] {
        let memory = MemoryTransport::new();
        memory.response(answer(status, &[]));
        let http = in_memory(&memory).build().unwrap();
        let error = Call::empty(&http, Request::get("/x")).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!((error.attempts(), memory.requests().len()), (1, 1));
    }
    let memory = MemoryTransport::new();
    memory.fail(TransportError::too_large(1));
    let http = in_memory(&memory).build().unwrap();
    Call::empty(&http, Request::get("/x")).await.unwrap_err();
    memory.json(200, "[");
    let error = Call::<Vec<i64>>::json(&http, Request::get("/x")).await;
    assert!(matches!(error, Err(Error::Decode(_))));
    assert_eq!(memory.requests().len(), 2);
}

#[tokio::test]
async fn a_call_can_be_marked_as_repeatable() {
    let memory = MemoryTransport::new();
    let http = in_memory(&memory).build().unwrap();
    memory.response(answer(503, &[])).json(200, "");
    let call = Call::empty(&http, Request::post("/x").text(None, "b"));
    call.idempotent().await.unwrap();
    memory.response(answer(503, &[])).json(200, "");
    let call = Call::empty(&http, Request::post("/x").text(None, "b"));
    call.idempotency_key("k-1").await.unwrap();
    let requests = memory.requests();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| request.body() == "b"));
    let keys: Vec<_> = requests
        .iter()
        .map(|request| request.headers().get("idempotency-key"))
        .collect();
    assert_eq!(keys[..2], [None, None]);
    assert!(keys[2..].iter().all(|key| key.unwrap() == "k-1"));
}

#[tokio::test]
async fn attempts_end_and_waits_grow() {
    let memory = MemoryTransport::answering(|_| answer(503, &[]));
    let retry = Retry::default()
        .attempts(6)
        .first_delay(Duration::from_secs(1))
        .longest_delay(Duration::from_secs(3));
    let http = in_memory(&memory).retry(retry).build().unwrap();
    let error = Call::empty(&http, Request::get("/x")).await.unwrap_err();
    assert_eq!((error.attempts(), memory.requests().len()), (6, 6));
    let most = [1, 2, 3, 3, 3].map(Duration::from_secs);
    let waits = memory.waits();
    assert_eq!(waits.len(), most.len());
    assert!(
        waits.iter().zip(most).all(|(wait, most)| *wait <= most),
        "{waits:?}"
    );
}

#[tokio::test]
async fn retries_can_be_off() {
    let memory = MemoryTransport::answering(|_| answer(503, &[]));
    let http = in_memory(&memory).retry(Retry::off()).build().unwrap();
    Call::empty(&http, Request::get("/x")).await.unwrap_err();
    assert_eq!(memory.requests().len(), 1);
    let call = Call::empty(&http, Request::get("/x")).retry(Retry::default().attempts(2));
    call.await.unwrap_err();
    assert_eq!(memory.requests().len(), 3);
    let http = in_memory(&memory).build().unwrap();
    let call = Call::empty(&http, Request::get("/x")).retry(Retry::off());
    call.await.unwrap_err();
    assert_eq!(memory.requests().len(), 4);
    assert_eq!(memory.waits().len(), 1);
}

#[tokio::test]
async fn servers_say_how_long_to_wait() {
    for (status, headers, least) in [
        (503, ("retry-after", "7"), Some(7)),
        (429, ("retry-after", "30"), Some(30)),
        (429, ("ratelimit-reset", "9"), Some(9)),
        // Longer than the client is willing to wait.
        (503, ("retry-after", "31"), None),
        (503, ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"), None),
        (503, ("retry-after", "18446744073709551615"), None),
        (429, ("ratelimit-reset", "4102444800"), None),
    ] {
        let memory = MemoryTransport::new();
        memory.response(answer(status, &[headers])).json(200, "");
        let http = in_memory(&memory).build().unwrap();
        let reply = Call::empty(&http, Request::get("/x")).await;
        assert_eq!(reply.is_ok(), least.is_some(), "{headers:?}");
        let waits: Vec<_> = memory.waits().iter().map(Duration::as_secs).collect();
        assert_eq!(waits, Vec::from_iter(least), "{headers:?}");
    }
}

#[tokio::test]
async fn a_wait_that_the_time_does_not_suffice_for_ends_the_call() {
    let memory = MemoryTransport::answering(|_| answer(503, &[("retry-after", "20")]));
    let http = in_memory(&memory).build().unwrap();
    let call = Call::empty(&http, Request::get("/x")).timeout(Duration::from_secs(10));
    assert_eq!(call.await.unwrap_err().status().unwrap(), 503);
    assert!(memory.waits().is_empty());
    let call = Call::empty(&http, Request::get("/x")).timeout(Duration::MAX);
    call.await.unwrap_err();
    assert_eq!(memory.waits().len(), 2);
}

#[tokio::test]
async fn a_server_that_is_down_is_not_drowned() {
    let memory = MemoryTransport::answering(|_| answer(500, &[]));
    let http = in_memory(&memory).build().unwrap();
    for _ in 0..200 {
        Call::empty(&http, Request::get("/x")).await.unwrap_err();
    }
    assert_eq!(memory.requests().len(), 300);
}

/// Where the transport knows no clock, a thread waits.
#[tokio::test]
async fn any_transport_can_wait() {
    struct Plain(MemoryTransport);
    impl letterpress_runtime::runtime::Transport for Plain {
        fn send(
            &self,
            request: http::Request<bytes::Bytes>,
            options: letterpress_runtime::runtime::SendOptions,
        ) -> letterpress_runtime::runtime::BoxFuture<
            '_,
            Result<http::Response<bytes::Bytes>, TransportError>,
        > {
            self.0.send(request, options)
        }
    }
    let memory = MemoryTransport::new();
    memory
        .response(answer(503, &[("retry-after", "1")]))
        .json(200, "");
    let retry = Retry::default().first_delay(Duration::ZERO);
    let http = Http::builder(SERVERS)
        .transport(Plain(memory.clone()))
        .retry(retry);
    let start = Instant::now();
    Call::empty(&http.build().unwrap(), Request::get("/x"))
        .await
        .unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert!(memory.waits().is_empty());
}

#[cfg(feature = "reqwest")]
mod over_connections {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::sync::mpsc;

    use super::server::{Received, TestServer, respond};
    use super::*;

    /// A client that waits no longer than the server says.
    fn client(server: &TestServer) -> HttpBuilder {
        let retry = Retry::default().first_delay(Duration::ZERO);
        Http::builder(SERVERS).origin(&server.origin).retry(retry)
    }

    /// A server whose first answer is another than all that follow, which are empty and fine.
    fn failing_once(
        first: impl Fn(&Received, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
    ) -> TestServer {
        let count = AtomicUsize::new(0);
        TestServer::start(
            move |request, stream| match count.fetch_add(1, Ordering::SeqCst) {
                0 => first(request, stream),
                _ => respond(stream, 200, "", b""),
            },
        )
    }

    #[tokio::test]
    async fn both_forms_of_retry_after_are_kept() {
        let date =
            "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:38 GMT\r\n";
        let cases = [429, 503]
            .into_iter()
            .flat_map(|status| ["retry-after: 1\r\n", date].map(|headers| (status, headers)));
        let calls = cases.map(|(status, headers)| async move {
            let server = failing_once(move |_, stream| respond(stream, status, headers, b"busy"));
            let http = client(&server).build().unwrap();
            let start = Instant::now();
            let reply = Call::empty(&http, Request::get("/x")).with_response();
            assert_eq!(reply.await.unwrap().attempts(), 2);
            let time = start.elapsed();
            assert!(
                time >= Duration::from_secs(1) && time < Duration::from_secs(9),
                "{time:?}"
            );
        });
        let calls: Vec<_> = calls.map(tokio::spawn).collect();
        for call in calls {
            call.await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_reset_in_the_middle_is_followed_by_another_attempt() {
        let server = failing_once(|_, stream| {
            stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n[1, 2")
        });
        let http = client(&server).build().unwrap();
        let reply = Call::empty(&http, Request::get("/x")).with_response();
        assert_eq!(reply.await.unwrap().attempts(), 2);

        let server = failing_once(|_, stream| {
            stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n[1, 2")
        });
        let http = client(&server).build().unwrap();
        let error = Call::empty(&http, Request::post("/x")).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert_eq!(error.url(), Some(format!("{}/x", server.origin).as_str()));
        server.only();
    }

    #[tokio::test]
    async fn an_attempt_that_takes_too_long_is_followed_by_another() {
        let server = failing_once(|_, _| {
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        });
        let http = client(&server);
        let http = http
            .attempt_timeout(Duration::from_millis(200))
            .build()
            .unwrap();
        let start = Instant::now();
        let reply = Call::empty(&http, Request::get("/x")).with_response();
        assert_eq!(reply.await.unwrap().attempts(), 2);
        assert!(start.elapsed() < Duration::from_secs(10));
        let http = client(&server).build().unwrap();
        let call = Call::empty(&http, Request::get("/x"));
        call.attempt_timeout(Duration::from_secs(5)).await.unwrap();
    }

    #[tokio::test]
    async fn the_total_holds_for_all_attempts() {
        let server = TestServer::start(|_, _| {
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        });
        let http = client(&server)
            .retry(Retry::default().attempts(100).first_delay(Duration::ZERO))
            .attempt_timeout(Duration::from_millis(150))
            .timeout(Duration::from_millis(500))
            .build()
            .unwrap();
        let start = Instant::now();
        let error = Call::empty(&http, Request::get("/x")).await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert!((2..=5).contains(&error.attempts()), "{}", error.attempts());
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[tokio::test]
    async fn a_call_that_is_dropped_is_cancelled() {
        let (sender, gone) = mpsc::channel();
        let server = TestServer::start(move |_, stream| {
            // Ends when the client closes the connection.
            let read = stream.read(&mut [0; 1]);
            sender.send(matches!(read, Ok(0) | Err(_))).unwrap();
            Ok(())
        });
        let http = client(&server).build().unwrap();
        let call = Call::empty(&http, Request::get("/x"));
        let dropped = tokio::time::timeout(Duration::from_millis(300), call.send());
        assert!(dropped.await.is_err());
        let waited =
            tokio::task::spawn_blocking(move || gone.recv_timeout(Duration::from_secs(10)));
        assert_eq!(waited.await.unwrap(), Ok(true));
        server.only();
    }
}

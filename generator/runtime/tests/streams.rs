//! Bodies that go piece by piece, over real connections.

#![cfg(all(feature = "stream", feature = "reqwest"))]

mod server;

use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;
use letterpress_runtime::runtime::{
    Body, Call, Credential, Error, Form, Http, HttpBuilder, MemoryTransport, Part, Request, Retry,
    Server, Sign,
};
use server::{TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

fn builder(server: &TestServer) -> HttpBuilder {
    Http::builder(SERVERS).origin(&server.origin)
}

/// The numbers up to a limit, a line each.
struct Lines(std::ops::Range<u32>);

impl Stream for Lines {
    type Item = std::io::Result<String>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|number| Ok(format!("{number}\n"))))
    }
}

fn lines(end: u32) -> String {
    (0..end).map(|number| format!("{number}\n")).collect()
}

/// A file of the test's own.
async fn file(name: &str, content: &[u8]) -> Body {
    let path = std::env::temp_dir().join(format!("letterpress-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    let body = Body::file(&path).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    body
}

#[tokio::test]
async fn files_and_streams_are_sent() {
    let server = TestServer::answering(200, "", b"ok");
    let http = builder(&server).build().unwrap();
    let content: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();

    let body = file("upload", &content).await;
    assert_eq!(body.length(), Some(3_000_000));
    let request = Request::put("/file").body(Some("video/mp4"), body);
    assert_eq!(Call::text(&http, request).await.unwrap(), "ok");
    let body = Body::stream(Lines(0..10_000), None);
    let request = Request::post("/stream").body(None, body);
    assert_eq!(Call::text(&http, request).await.unwrap(), "ok");
    let request = Request::post("/bytes").body(None, "bytes");
    assert_eq!(Call::text(&http, request).await.unwrap(), "ok");

    let [file, stream, bytes] = server.received().try_into().unwrap();
    assert_eq!(file.header("content-length"), Some("3000000"));
    assert_eq!(file.header("content-type"), Some("video/mp4"));
    assert!(file.body == content);
    assert_eq!(stream.header("content-length"), None);
    assert_eq!(stream.header("transfer-encoding"), Some("chunked"));
    assert!(stream.text() == lines(10_000));
    assert_eq!(bytes.header("content-length"), Some("5"));
}

#[tokio::test]
async fn files_of_forms_are_sent_piece_by_piece() {
    let server = TestServer::answering(204, "", b"");
    let http = builder(&server).build().unwrap();
    let form = Form::new()
        .text("before", "1")
        .part(
            "file",
            Part::stream(file("form", &[7; 100_000]).await).file_name("a.bin"),
        )
        .text("between", "2")
        .part("lines", Part::stream(Body::stream(Lines(0..3), Some(6))))
        .text("after", "3");
    Call::empty(&http, Request::post("/form").multipart(form))
        .await
        .unwrap();
    let received = server.only();
    let length = received.body.len().to_string();
    assert_eq!(received.header("content-length"), Some(length.as_str()));
    let boundary = received.header("content-type").unwrap();
    let boundary = boundary
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let text = String::from_utf8(received.body.clone()).unwrap();
    let parts: Vec<&str> = text.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 7);
    assert!(
        parts[2].contains("filename=\"a.bin\"") && parts[2].matches('\u{7}').count() == 100_000
    );
    assert!(parts[4].ends_with("\r\n\r\n0\n1\n2\n\r\n"), "{}", parts[4]);
    assert!(parts[5].contains("name=\"after\""));
}

#[tokio::test]
async fn what_is_gone_is_not_sent_twice() {
    let server = TestServer::answering(503, "retry-after: 0\r\n", b"");
    let http = builder(&server).build().unwrap();
    let request = Request::put("/x").body(None, Body::stream(Lines(0..3), None));
    let error = Call::empty(&http, request).await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (503, 1)
    );
    server.only();

    let request = Request::put("/x").body(None, Body::stream(Lines(0..3), None));
    let again = request.clone();
    Call::empty(&http, request).await.unwrap_err();
    let error = Call::empty(&http, again).await.unwrap_err();
    assert!(error.to_string().contains("sent before"), "{error}");
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call() {
    struct Broken;
    impl Stream for Broken {
        type Item = Result<Bytes, &'static str>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(Some(Err("the disk is gone")))
        }
    }
    let server = TestServer::answering(200, "", b"");
    let http = builder(&server).build().unwrap();
    let request = Request::put("/x").body(None, Body::stream(Broken, None));
    let error = Call::empty(&http, request).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(error.to_string().contains("the disk is gone"), "{error}");
}

#[tokio::test]
async fn a_signature_over_a_body_needs_all_of_it() {
    struct Signer(bool);
    impl Sign for Signer {
        fn scheme(&self) -> &'static str {
            "test"
        }
        fn covers_body(&self) -> bool {
            self.0
        }
        fn sign(&self, _: &mut http::Request<Bytes>) -> Result<(), String> {
            Ok(())
        }
    }
    let server = TestServer::answering(200, "", b"");
    for (covers, fails) in [(true, true), (false, false)] {
        let http = builder(&server).credential("s", Credential::signer(Signer(covers)));
        let http = http.default_credential("s").build().unwrap();
        let request = Request::put("/x").body(None, Body::stream(Lines(0..3), None));
        let made = Call::empty(&http, request).await;
        assert_eq!(matches!(made, Err(Error::Request(_))), fails);
    }
    server.only();
}

#[tokio::test]
async fn replies_larger_than_the_limit_can_be_streamed() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\nx-request-id: r-1\r\n\r\n")?;
        (0..200).try_for_each(|_| stream.write_all(&[b'x'; 100_000]))
    });
    let http = builder(&server).max_reply_bytes(1000).build().unwrap();
    let mut reply = Call::empty(&http, Request::get("/x"))
        .stream()
        .await
        .unwrap();
    assert_eq!(
        (reply.status().as_u16(), reply.request_id()),
        (200, Some("r-1"))
    );
    let mut bytes = 0;
    while let Some(chunk) = reply.chunk().await.unwrap() {
        bytes += chunk.len();
    }
    assert_eq!(bytes, 20_000_000);
    assert!(reply.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_stream_that_stops_or_breaks_is_an_error() {
    let server = TestServer::start(|request, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\nsome")?;
        if request.target == "/stops" {
            thread::sleep(Duration::from_secs(20));
        }
        Ok(())
    });
    let http = builder(&server)
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    for (path, stops) in [("/stops", true), ("/breaks", false)] {
        let start = Instant::now();
        let mut reply = Call::empty(&http, Request::get(path))
            .stream()
            .await
            .unwrap();
        let error = loop {
            match reply.chunk().await {
                Ok(Some(chunk)) => assert_eq!(chunk, "some"),
                Ok(None) => panic!("{path} ended well"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.is_timeout(), stops, "{error}");
        assert_eq!(error.operation().unwrap().path, path);
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[tokio::test]
async fn a_slow_stream_may_take_longer_than_a_call() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n")?;
        (0..8).try_for_each(|_| {
            thread::sleep(Duration::from_millis(100));
            stream.write_all(b"x")
        })
    });
    let http = builder(&server)
        .timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    let mut reply = Call::empty(&http, Request::get("/x"))
        .stream()
        .await
        .unwrap();
    let mut bytes = 0;
    while let Some(chunk) = reply.chunk().await.unwrap() {
        bytes += chunk.len();
    }
    assert_eq!(bytes, 8);
    let error = Call::empty(&http, Request::get("/x")).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn an_error_is_read_whole_and_limited() {
    let server = TestServer::start(|request, stream| match request.target.as_str() {
        "/small" => respond(stream, 404, "", br#"{"id": "gone"}"#),
        _ => respond(stream, 404, "", &[b'x'; 2000]),
    });
    let http = builder(&server).max_reply_bytes(1000).build().unwrap();
    let Err(Error::Api(error)) = Call::empty(&http, Request::get("/small")).stream().await else {
        panic!()
    };
    assert_eq!(error.body().unwrap().0["id"], "gone");
    let Err(Error::Transport(error)) = Call::empty(&http, Request::get("/large")).stream().await
    else {
        panic!()
    };
    assert!(error.is_too_large());
}

#[tokio::test]
async fn events_come_as_they_are_sent() {
    let server = TestServer::start(|_, stream| {
        let head = "HTTP/1.1 200 X\r\nconnection: close\r\ncontent-type: text/event-stream\r\n\r\n";
        stream.write_all(head.as_bytes())?;
        for piece in [
            ": hello\n\nda",
            "ta: {\"n\":",
            " 1}\nid: 7\n",
            "\nevent: end\ndata\n\n",
            "data: lost",
        ] {
            stream.write_all(piece.as_bytes())?;
            stream.flush()?;
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    });
    let http = builder(&server).build().unwrap();
    let mut events = Call::text(&http, Request::get("/events"))
        .events()
        .await
        .unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), &*first.id), ("message", "7"));
    assert_eq!(first.json::<serde_json::Value>().unwrap()["n"], 1);
    let second = events.try_next().await.unwrap().unwrap();
    assert_eq!((second.event.as_str(), second.data.as_str()), ("end", ""));
    assert_eq!(events.try_next().await.unwrap(), None);
    assert_eq!(server.only().header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn an_event_without_end_is_limited() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\ndata: ")?;
        loop {
            // Ends when the client closes the connection.
            stream.write_all(&[b'x'; 1000])?;
        }
    });
    let http = builder(&server).max_reply_bytes(10_000).build().unwrap();
    let mut events = Call::text(&http, Request::get("/events"))
        .events()
        .await
        .unwrap();
    let error = events.try_next().await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );
}

#[tokio::test]
async fn the_id_of_events_is_kept_once_and_counts_towards_the_limit() {
    let server = TestServer::start(|_, stream| {
        let id = "i".repeat(6_000);
        write!(
            stream,
            "HTTP/1.1 200 X\r\nconnection: close\r\n\r\nid: {id}\n"
        )?;
        stream.write_all(&b"data: 1\n\n".repeat(100))?;
        write!(stream, "data: {}\n\n", "x".repeat(6_000))
    });
    let http = builder(&server).max_reply_bytes(10_000).build().unwrap();
    let call = Call::text(&http, Request::get("/events"));
    let mut events = call.events().await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    for _ in 1..100 {
        let event = events.try_next().await.unwrap().unwrap();
        assert!(std::sync::Arc::ptr_eq(&first.id, &event.id));
    }
    let error = events.try_next().await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );
}

#[tokio::test]
async fn a_transport_that_knows_no_pieces_has_them_whole() {
    let memory = MemoryTransport::new();
    let http = Http::builder(SERVERS)
        .transport(memory.clone())
        .build()
        .unwrap();
    memory.json(200, "reply");
    let request = Request::post("/x").body(None, Body::stream(Lines(0..3), None));
    let mut reply = Call::empty(&http, request).stream().await.unwrap();
    assert_eq!(reply.chunk().await.unwrap().unwrap(), "reply");
    assert!(reply.chunk().await.unwrap().is_none());
    assert_eq!(memory.requests()[0].body(), "0\n1\n2\n");
    assert!(memory.waits().is_empty());
}

#[tokio::test]
async fn what_can_be_made_once_more_is_sent_again() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    // The second attempt at each path goes well.
    let server = || {
        let seen = AtomicUsize::new(0);
        TestServer::start(move |_, stream| match seen.fetch_add(1, Ordering::SeqCst) {
            0 => respond(stream, 503, "retry-after: 0\r\n", b""),
            1 => respond(stream, 307, "location: /moved\r\n", b""),
            _ => respond(stream, 200, "", b""),
        })
    };
    let path = std::env::temp_dir().join(format!("letterpress-again-{}", std::process::id()));
    tokio::fs::write(&path, b"from a file").await.unwrap();
    let made = Body::repeatable(|| async { Ok(Body::stream(Lines(0..3), None)) });
    let form = || async {
        let file = Part::stream(Body::file(&path).await.unwrap());
        Request::put("/x").multipart(Form::new().text("a", 1).part("b", file))
    };
    for (request, expected) in [
        (
            Request::put("/x").body(None, Body::file(&path).await.unwrap()),
            "from a file",
        ),
        (
            Request::put("/x").body(None, made.await.unwrap()),
            "0\n1\n2\n",
        ),
        (form().await, "from a file\r\n--"),
    ] {
        let server = server();
        let retry = Retry::default().first_delay(Duration::ZERO);
        let http = builder(&server).retry(retry).follow_redirects(1).build();
        let reply = Call::empty(&http.unwrap(), request)
            .with_response()
            .await
            .unwrap();
        assert_eq!(reply.attempts(), 2);
        let received = server.received();
        assert_eq!(received.len(), 3);
        for request in &received {
            assert!(request.text().contains(expected), "{request:?}");
            assert_eq!(request.body, received[0].body);
        }
    }
    tokio::fs::remove_file(&path).await.unwrap();

    // A body that is gone ends at a redirect that would need it, as it does where a call fails.
    let server = TestServer::answering(307, "location: /moved\r\n", b"");
    let http = builder(&server).follow_redirects(1).build().unwrap();
    let request = Request::put("/x").body(None, Body::stream(Lines(0..3), None));
    let error = Call::empty(&http, request).await.unwrap_err();
    assert!(error.to_string().contains("is gone"), "{error}");
    server.only();
}

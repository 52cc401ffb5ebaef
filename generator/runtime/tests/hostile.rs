//! Servers that are broken or mean: nothing hangs, nothing fills the memory, nothing leaks a credential.

#![cfg(feature = "reqwest")]

mod server;

use std::error::Error as StdError;
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::GzEncoder;
use letterpress_runtime::example::Client;
use letterpress_runtime::runtime::{
    Call, Credential, Error, Http, HttpBuilder, Request, Retry, Server,
};
use serde_json::Value;
use server::{TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

const SECRETS: [&str; 4] = [
    "s3cret-token",
    "s3cret-key",
    "s3cret-password",
    "dXNlcjpzM2NyZXQtcGFzc3dvcmQ=",
];

/// A client with credentials of all places, that makes each call once.
fn builder(server: &TestServer) -> HttpBuilder {
    Http::builder(SERVERS)
        .origin(&server.origin)
        .credential("token", Credential::bearer(SECRETS[0]))
        .credential("key", Credential::query("api_key", SECRETS[1]))
        .credential("basic", Credential::basic("user", SECRETS[2]))
        .timeout(Duration::from_secs(10))
        .retry(Retry::off())
}

/// A request with a credential in its header and another in its URL.
fn get(path: &'static str) -> Request {
    Request::get(path).credential("token").credential("key")
}

/// All that an error shows, its sources too; none of it is a secret.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!("\n{cause}\n{cause:?}"));
        source = cause.source();
    }
    for secret in SECRETS {
        assert!(!text.contains(secret), "{text}");
    }
    text
}

#[tokio::test]
async fn redirects_end_at_once() {
    let other = TestServer::answering(200, "", b"{}");
    let stolen = format!("location: {}/stolen\r\n", other.origin);
    for status in [301, 302, 303, 307, 308] {
        for (location, path) in [
            // To itself, for ever.
            ("location: /loop\r\n".to_owned(), "/loop"),
            (stolen.clone(), "/x"),
            (stolen.replace("http://", "//"), "/x"),
            ("location: https://user:pass@[::1/\r\n".to_owned(), "/x"),
        ] {
            let server =
                TestServer::start(move |_, stream| respond(stream, status, &location, b"moved"));
            let http = builder(&server).build().unwrap();
            let error = Call::<Value>::json(&http, get(path)).await.unwrap_err();
            assert_eq!(error.status().unwrap(), status);
            shown(&error);
            server.only();
        }
    }
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn lengths_that_are_wrong_are_errors_or_hold() {
    let cases: [(&str, &str, Option<&str>); 8] = [
        (
            "more is sent than announced",
            "content-length: 2\r\n\r\n{}{\"a\":1}",
            Some("{}"),
        ),
        (
            "less is sent than announced",
            "content-length: 20\r\n\r\n{}",
            None,
        ),
        ("none", "connection: close\r\n\r\n{}", Some("{}")),
        (
            "twice",
            "content-length: 2\r\ncontent-length: 4\r\n\r\n{}",
            None,
        ),
        ("negative", "content-length: -2\r\n\r\n{}", None),
        ("no number", "content-length: two\r\n\r\n{}", None),
        (
            "a chunk without end",
            "transfer-encoding: chunked\r\n\r\n5\r\n{}",
            None,
        ),
        (
            "a chunk of no size",
            "transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            None,
        ),
    ];
    for (what, rest, expected) in cases {
        let answer = format!("HTTP/1.1 200 X\r\n{rest}");
        let server = TestServer::start(move |_, stream| stream.write_all(answer.as_bytes()));
        let http = builder(&server).build().unwrap();
        match Call::text(&http, get("/x")).await {
            Ok(text) => assert_eq!(Some(text.as_str()), expected, "{what}"),
            Err(error) => {
                assert!(matches!(error, Error::Transport(_)), "{what}: {error}");
                shown(&error);
                assert_eq!(expected, None, "{what}: {error}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    for answer in [
        &b""[..],
        b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"HTTP/1.1 200 X\r\nname with spaces: 1\r\n\r\n",
        b"HTTP/1.1 200 X\r\nx: \0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        &[0xFF; 1000],
    ] {
        let server = TestServer::start(move |_, stream| stream.write_all(answer));
        let http = builder(&server).build().unwrap();
        let error = Call::text(&http, get("/x")).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        shown(&error);
    }
}

#[tokio::test]
async fn headers_without_end_are_not_kept() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\n")?;
        loop {
            // Ends when the client closes the connection.
            stream
                .write_all(b"x-more: and more of the same, and more of the same, and more\r\n")?;
        }
    });
    let http = builder(&server).build().unwrap();
    let error = Call::text(&http, get("/x")).await.unwrap_err();
    assert!(
        matches!(error, Error::Transport(_)) && !error.is_timeout(),
        "{error}"
    );
}

#[tokio::test]
async fn a_drip_is_not_waited_for() {
    let server = TestServer::start(|request, stream| {
        let head = if request.target.starts_with("/body") {
            "HTTP/1.1 200 X\r\ncontent-length: 100000\r\n\r\n"
        } else {
            "HTTP/1.1 200 X\r\nx-slow: "
        };
        stream.write_all(head.as_bytes())?;
        for _ in 0..400 {
            thread::sleep(Duration::from_millis(20));
            stream.write_all(b"x")?;
        }
        Ok(())
    });
    let http = builder(&server)
        .timeout(Duration::from_millis(400))
        .build()
        .unwrap();
    for path in ["/head", "/body"] {
        let start = Instant::now();
        let error = Call::text(&http, get(path)).await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert!(start.elapsed() < Duration::from_secs(5));
        shown(&error);
    }
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_at_once() {
    let server = TestServer::start(|request, stream| {
        if request.target.starts_with("/announced") {
            stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 104857600\r\n\r\n")?;
        } else {
            stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n")?;
        }
        (0..1600).try_for_each(|_| stream.write_all(&[b' '; 1 << 16]))
    });
    let http = builder(&server).build().unwrap();
    assert_eq!(Http::DEFAULT_MAX_REPLY_BYTES, 64 << 20);
    for path in ["/announced", "/sent"] {
        let error = Call::<Value>::json(&http, get(path)).await.unwrap_err();
        let Error::Transport(inner) = &error else {
            panic!("{error}")
        };
        assert!(inner.is_too_large() && !error.is_retryable(), "{error}");
        shown(&error);
    }
}

#[tokio::test]
async fn a_gzip_bomb_does_not_go_off() {
    let mut bomb = Vec::new();
    let zeros = std::io::repeat(b' ').take(20 << 20);
    GzEncoder::new(zeros, Compression::fast())
        .read_to_end(&mut bomb)
        .unwrap();
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let server = TestServer::start(move |_, stream| {
        respond(stream, 200, "content-encoding: gzip\r\n", &bomb)
    });
    let http = builder(&server).max_reply_bytes(1 << 20).build().unwrap();
    let error = Call::<Value>::json(&http, get("/x")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );

    let server = TestServer::answering(200, "content-encoding: gzip\r\n", b"\x1f\x8b\x08nonsense");
    let http = builder(&server).build().unwrap();
    let error = Call::<Value>::json(&http, get("/x")).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    shown(&error);
}

#[tokio::test]
async fn malformed_json_says_where_and_no_depth_overflows() {
    let deep = "[".repeat(200_000);
    let skipped = format!("{{\"things\":[],\"unknown\":{deep}");
    let cases = [
        "",
        "nul",
        "{\"things\": [",
        "{\"things\": [1]}",
        "{\"things\": 1}",
        "[]",
        "\u{0}",
        "<html>",
        "{\"things\": [{\"id\": 1e999}]}",
        "{\"things\": [{\"id\": \"s3cret-token\"}]}",
        "{\"things\": []} {}",
        "{\"things\": [{\"id\": 99999999999999999999999}]}",
        &deep,
        &skipped,
    ];
    for body in cases {
        let sent = body.to_owned();
        let server = TestServer::start(move |_, stream| respond(stream, 200, "", sent.as_bytes()));
        let client = Client::builder().token(SECRETS[0]);
        let client = client
            .http(|http| http.origin(&server.origin))
            .build()
            .unwrap();
        let error = client.list().await.unwrap_err();
        let text = shown(&error);
        let Error::Decode(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.raw(), body.as_bytes());
        assert!(text.len() < 10_000, "{}", text.len());
    }
    let server = TestServer::start(move |_, stream| respond(stream, 500, "", deep.as_bytes()));
    let http = builder(&server).build().unwrap();
    let error = Call::<Value>::json(&http, get("/x")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert!(shown(&error).len() < 10_000);
}

#[tokio::test]
async fn what_servers_repeat_is_not_shown() {
    let server = TestServer::start(|request, stream| {
        // As debug pages do: everything that came, and what is in it.
        let told = format!("{request:?} {SECRETS:?}");
        let status = if request.target.starts_with("/ok") {
            200
        } else {
            400
        };
        respond(
            stream,
            status,
            "",
            serde_json::json!([told]).to_string().as_bytes(),
        )
    });
    let http = builder(&server).build().unwrap();
    for path in ["/ok/{reset_token}", "/error/{reset_token}"] {
        let request = get(path).credential("basic").query("password", SECRETS[2]);
        let request = request.path("reset_token", "s3cret-password");
        let error = Call::<Vec<i64>>::json(&http, request).await.unwrap_err();
        shown(&error);
        let url = error.url().unwrap();
        assert!(
            url.contains("api_key=…") && url.contains("/…?"),
            "{error:?}"
        );
    }
    assert!(
        server
            .received()
            .iter()
            .all(|request| request.target.contains(SECRETS[1]))
    );
}

#[tokio::test]
async fn values_stay_where_they_are_put() {
    let server = TestServer::answering(200, "", b"{}");
    let http = builder(&server).build().unwrap();
    let evil = "x\r\nhost: evil.test\r\n\r\nGET /admin HTTP/1.1/../..?a=b#c&d=e%2F\\";
    let request = Request::get("/a/{id}/z")
        .path("id", evil)
        .query("q", evil)
        .query(evil, "v");
    Call::<Value>::json(&http, request).await.unwrap();
    let received = server.only();
    assert!(
        !received.target.contains(['\r', '\n', '#', '\\', ' ']),
        "{}",
        received.target
    );
    let (path, query) = received.target.split_once('?').unwrap();
    assert_eq!(
        (
            path.matches('/').count(),
            query.matches('&').count(),
            query.matches('=').count()
        ),
        (3, 1, 2)
    );
    assert_eq!(
        received.header("host"),
        server.origin.strip_prefix("http://")
    );
    let error = Call::<Value>::json(&http, Request::get("/x").header("x-a", evil)).await;
    assert!(matches!(error, Err(Error::Request(_))));
    server.only();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once() {
    let server = TestServer::start(|request, stream| {
        let id = request.target.rsplit('/').next().unwrap_or_default();
        respond(stream, 200, "", format!("{{\"id\":{id}}}").as_bytes())
    });
    let client = Client::builder().token(SECRETS[0]);
    let client = client
        .http(|http| http.origin(&server.origin))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|id| {
            let client = client.clone();
            tokio::spawn(async move { client.retrieve(id).await.map(|thing| thing.id) })
        })
        .collect();
    for (id, call) in (0..).zip(calls) {
        assert_eq!(call.await.unwrap().unwrap(), id);
    }
    let received = server.received();
    assert!(received.len() >= 1000);
    assert!(
        received
            .iter()
            .all(|r| r.header("authorization") == Some("Bearer s3cret-token"))
    );
}

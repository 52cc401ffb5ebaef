//! Calls over real connections to a server on loopback.

#![cfg(feature = "reqwest")]

mod server;

use std::io::Write;
use std::time::{Duration, Instant};

use letterpress_runtime::example::Client;
use letterpress_runtime::runtime::{
    Call, Credential, Error, Form, Http, Part, RawBody, Request, ReqwestTransport, Retry, Server,
};
use serde_json::{Value, json};
use server::{TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com/v2"),
}];

fn client(server: &TestServer) -> Http {
    Http::builder(SERVERS)
        .origin(&server.origin)
        .retry(Retry::off())
        .build()
        .unwrap()
}

fn client_with_token(server: &TestServer) -> Http {
    let http = Http::builder(SERVERS).credential("token", Credential::bearer("s3cret-token"));
    http.default_credential("token")
        .origin(&server.origin)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_request_goes_out_as_it_is_written() {
    let server = TestServer::answering(200, "x-request-id: r-1\r\n", b"\xEF\xBB\xBF{\"a\": 1}");
    let http = client_with_token(&server);
    let request = Request::post("/things/{id}:move/{rest}")
        .path("id", "a/../b?c#d")
        .path_segments("rest", "x/y z")
        .query("page", 2)
        .query("ids[]", "1&admin=1")
        .query("ids[]", "é")
        .query_flag("dry-run")
        .query("empty", "")
        .header("X-Trace", "t 1")
        .append_header("x-many", 1)
        .append_header("x-many", 2)
        .json(&json!({"name": "n"}));
    let response = Call::<Value>::json(&http, request)
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("r-1"));
    assert_eq!(response.body(), &json!({"a": 1}));

    let received = server.only();
    assert_eq!(received.method, "POST");
    assert_eq!(
        received.target,
        "/v2/things/a%2F..%2Fb%3Fc%23d:move/x/y%20z\
         ?page=2&ids%5B%5D=1%26admin%3D1&ids%5B%5D=%C3%A9&dry-run&empty="
    );
    assert_eq!(received.header("x-trace"), Some("t 1"));
    let many: Vec<_> = received
        .headers
        .iter()
        .filter(|(name, _)| name == "x-many")
        .collect();
    assert_eq!(many.len(), 2);
    assert_eq!(
        received.header("authorization"),
        Some("Bearer s3cret-token")
    );
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.text(), r#"{"name":"n"}"#);
}

#[tokio::test]
async fn methods_go_out_as_they_are_written() {
    let server = TestServer::answering(200, "", b"");
    let http = client(&server);
    let methods = [
        "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE", "PROPFIND", "VIEW", "get",
    ];
    for method in methods {
        Call::empty(&http, Request::new(method, "/x").text(None, "b"))
            .await
            .unwrap();
    }
    let received: Vec<_> = server
        .received()
        .into_iter()
        .map(|r| (r.method, r.body))
        .collect();
    let expected: Vec<_> = methods
        .map(|method| (method.to_owned(), b"b".to_vec()))
        .into();
    assert_eq!(received, expected);
}

#[tokio::test]
async fn a_head_reply_has_a_length_but_no_body() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\ncontent-length: 99999999\r\n\r\n")
    });
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .max_reply_bytes(10)
        .build()
        .unwrap();
    let response = Call::empty(&http, Request::head("/x"))
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.headers()["content-length"], "99999999");
    assert_eq!(server.only().method, "HEAD");
}

#[tokio::test]
async fn forms_arrive() {
    let server = TestServer::answering(204, "", b"");
    let http = client(&server);
    let form = Form::new()
        .text("a", "x y")
        .part("f", Part::bytes("\u{0}bytes").file_name("n.bin"));
    // A media type set by hand lacks the boundary.
    let request = Request::post("/m")
        .header("content-type", "multipart/form-data")
        .multipart(form);
    Call::empty(&http, request).await.unwrap();
    let urlencoded = Request::post("/u").urlencoded(Form::new().text("a", "x y&z"));
    Call::empty(&http, urlencoded).await.unwrap();

    let [multipart, urlencoded] = server.received().try_into().unwrap();
    let content_type = multipart.header("content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = String::from_utf8(multipart.body.clone()).unwrap();
    assert_eq!(body.split(&format!("--{boundary}")).count(), 4);
    assert!(body.contains("filename=\"n.bin\"") && body.contains("\u{0}bytes"));
    assert_eq!(urlencoded.text(), "a=x+y%26z");
    assert_eq!(
        urlencoded.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[tokio::test]
async fn an_error_keeps_all_of_the_answer() {
    let server = TestServer::answering(
        404,
        "x-request-id: r-9\r\n",
        br#"{"id":"not_found","message":"no such thing; you sent s3cret-token"}"#,
    );
    let http = client_with_token(&server);
    let call = Call::<Value>::json(&http, Request::get("/things/{id}").path("id", 7));
    let error = call.await.unwrap_err();
    assert!(!error.is_retryable() && !error.is_timeout());
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(
        shown.starts_with("GET /things/{id} answered 404 Not Found: {\"id\":"),
        "{shown}"
    );

    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.status(), 404);
    assert_eq!(error.url(), format!("{}/v2/things/7", server.origin));
    assert_eq!(error.request_id(), Some("r-9"));
    assert_eq!(error.body().unwrap().0["id"], "not_found");
    assert!(error.raw().starts_with(b"{\"id\""));
}

#[tokio::test]
async fn statuses_are_told_apart() {
    for (status, retryable) in [
        (400, false),
        (429, true),
        (500, true),
        (503, true),
        (302, false),
    ] {
        let server = TestServer::answering(status, "location: /elsewhere\r\n", b"busy");
        let http = client(&server);
        let error = Call::empty(&http, Request::get("/x")).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.is_retryable(), retryable, "{status}");
        let Error::Api(error) = error else {
            panic!("{error}")
        };
        assert!(error.body().is_none());
        assert_eq!(&error.raw()[..], b"busy");
        server.only();
    }
    let server = TestServer::answering(302, "location: /elsewhere\r\n", b"");
    let http = client(&server);
    Call::empty(&http, Request::get("/x").success(302))
        .await
        .unwrap();
    server.only();
}

#[tokio::test]
async fn a_reply_that_does_not_decode_says_where() {
    let server = TestServer::answering(200, "", br#"{"things": [{"id": 1}, {"id": "two"}]}"#);
    let client = Client::builder()
        .http(|http| http.origin(&server.origin))
        .build()
        .unwrap();
    let Err(Error::Decode(error)) = client.list().await else {
        panic!()
    };
    assert_eq!(error.path(), Some("$.things[1].id"));
    assert_eq!(error.operation().to_string(), "GET /things");
    assert_eq!(error.raw().len(), 38);
    assert!(error.to_string().contains("expected i64"), "{error}");

    let server = TestServer::answering(204, "", b"");
    let client = Client::builder()
        .http(|http| http.origin(&server.origin))
        .build()
        .unwrap();
    let error = client.retrieve(1).await.unwrap_err();
    assert!(
        matches!(&error, Error::Decode(error) if error.status() == 204),
        "{error}"
    );
    assert!(error.to_string().contains("the body is empty"), "{error}");
    let http = client.http();
    assert_eq!(
        Call::<Option<i64>>::json(http, Request::get("/x"))
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn text_and_bytes_come_as_they_are() {
    let latin1 = "content-type: text/plain; charset=ISO-8859-1\r\n";
    let server = TestServer::answering(200, latin1, b"caf\xE9");
    let http = client(&server);
    assert_eq!(Call::text(&http, Request::get("/x")).await.unwrap(), "café");
    let raw: RawBody = Call::raw(&http, Request::get("/x")).await.unwrap();
    assert_eq!(&raw.bytes()[..], b"caf\xE9");
    assert_eq!(raw.content_type(), Some("text/plain; charset=ISO-8859-1"));

    let server = TestServer::answering(200, "", b"\xFD\xFE");
    let http = client(&server);
    let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn time_is_kept() {
    let server = TestServer::start(|request, stream| {
        if request.target.ends_with("/slow-body") {
            stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n[")?;
        }
        std::thread::sleep(Duration::from_secs(20));
        Ok(())
    });
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .timeout(Duration::from_millis(300))
        .retry(Retry::off())
        .build()
        .unwrap();
    for path in ["/silent", "/slow-body"] {
        let start = Instant::now();
        let error = Call::empty(&http, Request::get(path)).await.unwrap_err();
        assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
        assert_eq!(error.operation().unwrap().path, path);
        assert!(start.elapsed() < Duration::from_secs(10));
    }
    let start = Instant::now();
    let http = client(&server);
    let call = Call::empty(&http, Request::get("/silent")).timeout(Duration::from_millis(50));
    assert!(call.await.unwrap_err().is_timeout());
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn replies_are_limited_in_size() {
    let server = TestServer::start(|request, stream| match request.target.as_str() {
        "/v2/announced" => respond(stream, 200, "", &[b'x'; 1001]),
        "/v2/fits" => respond(stream, 200, "", &[b'x'; 1000]),
        _ => {
            stream.write_all(b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\n")?;
            loop {
                // Ends when the client closes the connection.
                stream.write_all(&[b'x'; 500])?;
            }
        }
    });
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .max_reply_bytes(1000)
        .build()
        .unwrap();
    for path in ["/announced", "/endless"] {
        let error = Call::text(&http, Request::get(path)).await.unwrap_err();
        let Error::Transport(error) = error else {
            panic!("{error}")
        };
        assert!(error.is_too_large(), "{path}: {error}");
    }
    assert_eq!(
        Call::text(&http, Request::get("/fits"))
            .await
            .unwrap()
            .len(),
        1000
    );
}

#[tokio::test]
async fn packed_replies_are_unpacked_and_limited() {
    // `printf 'hello hello hello hello hello hello\n' | gzip -9n`
    const HELLO: &[u8] = include_bytes!("server/hello.gz");
    let server = TestServer::answering(200, "content-encoding: gzip\r\n", HELLO);
    let text = Call::text(&client(&server), Request::get("/x"))
        .await
        .unwrap();
    assert_eq!(text, "hello hello hello hello hello hello\n");
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .max_reply_bytes(35)
        .build()
        .unwrap();
    assert!(HELLO.len() <= 35);
    let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );
}

#[cfg(all(feature = "brotli", feature = "zstd"))]
#[tokio::test]
async fn replies_may_be_packed_in_other_ways() {
    // `zstd -19`, and Node's `zlib.brotliCompressSync`.
    const PACKED: [(&str, &[u8]); 2] = [
        (
            "content-encoding: zstd\r\n",
            include_bytes!("server/hello.zst"),
        ),
        (
            "content-encoding: br\r\n",
            include_bytes!("server/hello.br"),
        ),
    ];
    for (header, body) in PACKED {
        let server = TestServer::answering(200, header, body);
        let text = Call::text(&client(&server), Request::get("/x"))
            .await
            .unwrap();
        assert_eq!(text, "hello hello hello hello hello hello\n", "{header}");
        let accepted = server.only().header("accept-encoding").unwrap().to_owned();
        assert!(
            accepted.contains("br") && accepted.contains("zstd"),
            "{accepted}"
        );
        let http = Http::builder(SERVERS)
            .origin(&server.origin)
            .max_reply_bytes(35);
        let error = Call::text(&http.build().unwrap(), Request::get("/x"))
            .await
            .unwrap_err();
        assert!(
            matches!(&error, Error::Transport(error) if error.is_too_large()),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_broken_connection_is_a_transport_error_without_the_url() {
    let server = TestServer::start(|_, stream| {
        stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n[1, 2")
    });
    let key = Credential::query("api_key", "s3cret-key");
    let http = Http::builder(SERVERS)
        .credential("key", key)
        .default_credential("key");
    let http = http.origin(&server.origin).retry(Retry::off());
    let http = http.build().unwrap();
    let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
    assert_eq!(server.only().target, "/v2/x?api_key=s3cret-key");
    assert!(matches!(error, Error::Transport(_)) && error.is_retryable());
    assert!(
        !format!("{error} {error:?}").contains("s3cret"),
        "{error:?}"
    );

    // Nobody listens there any more.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let http = Http::builder(SERVERS).origin(origin).retry(Retry::off());
    let http = http.build().unwrap();
    let error = Call::text(&http, Request::get("/x").query("token", "s3cret"))
        .await
        .unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error}")
    };
    assert!(error.is_connect(), "{error}");
    assert!(
        !format!("{error} {error:?}").contains("s3cret"),
        "{error:?}"
    );
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = TestServer::answering(200, "", b"[]");
    let location = format!("location: {}/stolen\r\n", other.origin);
    let server = TestServer::start(move |_, stream| respond(stream, 307, &location, b""));
    let error = Call::empty(&client_with_token(&server), Request::get("/x"))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    server.only();
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn pages_are_followed_on_one_origin_alone() {
    let other = TestServer::answering(200, "", br#"{"things": [{"id": 666}]}"#);
    let stolen = format!("{}/v2/things?page=3", other.origin);
    let server = TestServer::start(move |request, stream| {
        let body = match request.target.as_str() {
            "/v2/things" => json!({"things": [{"id": 1}, {"id": 2}], "next": "/v2/things?page=2"}),
            _ => json!({"things": [{"id": 3}], "next": stolen}),
        };
        respond(stream, 200, "", body.to_string().as_bytes())
    });
    let client = Client::builder().token("s3cret-token");
    let client = client
        .http(|http| http.origin(&server.origin))
        .build()
        .unwrap();
    let mut things = client.list().items();
    let mut ids = Vec::new();
    let error = loop {
        match things.try_next().await {
            Ok(Some(thing)) => ids.push(thing.id),
            Ok(None) => panic!("the list ended"),
            Err(error) => break error,
        }
    };
    assert_eq!(ids, [1, 2, 3]);
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("another origin"), "{error}");
    assert!(other.received().is_empty());
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(
        received
            .iter()
            .all(|r| r.header("authorization") == Some("Bearer s3cret-token"))
    );
}

#[tokio::test]
async fn many_calls_share_a_client() {
    let server = TestServer::start(|request, stream| {
        let id = request.target.rsplit('/').next().unwrap_or_default();
        respond(stream, 200, "", format!("{{\"id\":{id}}}").as_bytes())
    });
    let transport = ReqwestTransport::new().unwrap();
    let client = Client::builder().http(|http| http.origin(&server.origin).transport(transport));
    let client = client.build().unwrap();
    let calls = (0..100).map(|id| {
        let client = client.clone();
        tokio::spawn(async move { client.retrieve(id).await.unwrap().id })
    });
    for (id, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(call.await.unwrap(), i64::try_from(id).unwrap());
    }
}

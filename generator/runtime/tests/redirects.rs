//! Redirects over real connections, for a client that follows them.

#![cfg(feature = "reqwest")]

mod server;

use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

use letterpress_runtime::runtime::{
    Call, Credential, Error, Http, NextPage, Pages, Request, Retry, Server,
};
use serde_json::Value;
use server::{Received, TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// A client with secrets in all places that follows three redirects.
fn client(server: &TestServer) -> Http {
    Http::builder(SERVERS)
        .origin(&server.origin)
        .credential("token", Credential::bearer("s3cret-token"))
        .credential("key", Credential::query("api_key", "s3cret-key"))
        .credential("header", Credential::header("x-key", "", "s3cret-header"))
        .default_header("x-tenant", "s3cret-tenant")
        .user_agent("the-agent")
        .timeout(Duration::from_secs(10))
        .retry(Retry::off())
        .follow_redirects(3)
        .build()
        .unwrap()
}

fn with_secrets(request: Request) -> Request {
    request
        .credential("token")
        .credential("key")
        .credential("header")
        .header("cookie", "sid=s3cret-cookie")
        .header("x-own", "s3cret-own")
        .header("accept", "text/plain")
        .query("q", "s3cret-query")
}

/// A server that leads from one path to another with a status; what leads nowhere is answered with `fine`.
fn leading(ways: &'static [(&'static str, u16, &'static str)]) -> TestServer {
    TestServer::start(move |request, stream| {
        let path = request.target.split('?').next().unwrap();
        match ways.iter().find(|(from, ..)| *from == path) {
            Some((_, status, to)) => {
                respond(stream, *status, &format!("location: {to}\r\n"), b"moved")
            }
            None => respond(stream, 200, "", b"\"fine\""),
        }
    })
}

fn targets(server: &TestServer) -> Vec<String> {
    let shown = |it: &Received| format!("{} {}", it.method, it.target);
    server.received().iter().map(shown).collect()
}

#[tokio::test]
async fn within_an_origin_all_goes_along() {
    let server = leading(&[
        ("/a", 307, "/b?x=1"),
        ("/b", 303, "../c"),
        ("/d", 301, "/e"),
    ]);
    let http = client(&server);
    let request = with_secrets(Request::post("/a").text(Some("text/plain"), "body"));
    let reply = Call::text(&http, request).with_response().await.unwrap();
    assert_eq!(reply.url(), format!("{}/c?api_key=…", server.origin));
    assert_eq!(
        targets(&server),
        [
            "POST /a?q=s3cret-query&api_key=s3cret-key",
            "POST /b?x=1&api_key=s3cret-key",
            "GET /c?api_key=s3cret-key"
        ]
    );
    let received = server.received();
    let bodies: Vec<&str> = received.iter().map(Received::text).collect();
    assert_eq!(bodies, ["body", "body", ""]);
    for request in &received {
        assert_eq!(request.header("authorization"), Some("Bearer s3cret-token"));
        assert_eq!(request.header("x-tenant"), Some("s3cret-tenant"));
        assert_eq!(request.header("x-own"), Some("s3cret-own"));
    }
    assert_eq!(received[2].header("content-type"), None);
}

#[tokio::test]
async fn nothing_goes_to_another_origin_or_back() {
    let home = Arc::new(OnceLock::<String>::new());
    let back = Arc::clone(&home);
    let other = TestServer::start(move |request, stream| match request.target.as_str() {
        "/back" => {
            let back = format!("location: {}/back\r\n", back.get().unwrap());
            respond(stream, 307, &back, b"")
        }
        _ => respond(stream, 200, "", b"there"),
    });
    for status in [301, 302, 303, 307, 308] {
        let away = other.origin.clone();
        let server = TestServer::start(move |request, stream| {
            if request.target == "/back" {
                return respond(stream, 200, "", b"back");
            }
            let path = request.target.split('?').next().unwrap();
            respond(
                stream,
                status,
                &format!("location: {away}{path}\r\n"),
                b"moved",
            )
        });
        let http = client(&server);
        let reply = Call::text(&http, with_secrets(Request::get("/file"))).with_response();
        let reply = reply.await.unwrap();
        assert_eq!(
            (reply.body().as_str(), reply.url()),
            ("there", &*format!("{}/file", other.origin))
        );
    }
    assert_eq!(targets(&other), ["GET /file"; 5]);

    let away = other.origin.clone();
    let server = TestServer::start(move |request, stream| match request.target.as_str() {
        "/back" => respond(stream, 200, "", b"back"),
        _ => respond(stream, 302, &format!("location: {away}/back\r\n"), b"moved"),
    });
    home.set(server.origin.clone()).unwrap();
    let http = client(&server);
    let text = Call::text(&http, with_secrets(Request::get("/away"))).await;
    assert_eq!(text.unwrap(), "back");
    let received = server.received();
    assert!(format!("{:?}", received[0]).matches("s3cret").count() >= 7);
    for request in other.received().iter().chain(&received[1..]) {
        assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
        assert_eq!(request.header("accept"), Some("text/plain"));
        assert_eq!(request.header("user-agent"), Some("the-agent"));
    }

    // What has a body ends there.
    for method in ["PUT", "POST"] {
        let away = format!("location: {}/x\r\n", other.origin);
        let server = TestServer::start(move |_, stream| respond(stream, 307, &away, b""));
        let request = with_secrets(Request::new(method, "/x").json(&"s3cret-body"));
        let http = client(&server);
        let error = Call::text(&http, request).await.unwrap_err();
        assert!(
            error.to_string().contains("the body to another origin"),
            "{error}"
        );
    }
    assert_eq!(other.received().len(), 6);
}

#[tokio::test]
async fn circles_and_long_ways_end() {
    let server = leading(&[
        ("/self", 302, "/self"),
        ("/a", 307, "/b"),
        ("/b", 308, "/a"),
        ("/1", 302, "/2"),
        ("/2", 302, "/3"),
        ("/3", 302, "/4"),
        ("/4", 302, "/5"),
    ]);
    let http = client(&server);
    for (path, why, requests) in [
        ("/self", "in a circle", 1),
        ("/a", "in a circle", 2),
        ("/1", "than the 3", 4),
    ] {
        let before = server.received().len();
        let error = Call::text(&http, Request::get(path)).await.unwrap_err();
        let Error::Transport(inner) = &error else {
            panic!("{error}")
        };
        assert!(inner.is_redirect() && !error.is_retryable(), "{error:?}");
        assert!(error.to_string().contains(why), "{error}");
        assert_eq!(server.received().len() - before, requests, "{path}");
    }
    assert_eq!(
        Call::text(&http, Request::get("/2")).await.unwrap(),
        "\"fine\""
    );
    // A way without an end, each place of it a new one: it ends as well.
    let server = TestServer::start(|request, stream| {
        let next = format!("location: {}x\r\n", request.target);
        respond(stream, 302, &next, b"")
    });
    let error = Call::text(&client(&server), Request::get("/x")).await;
    assert!(matches!(error, Err(Error::Transport(_))));
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn what_cannot_be_followed_says_why_and_no_secret() {
    for (location, why) in [
        ("https://user:s3cret-token@h.test/", "user name or password"),
        ("ftp://h.test/x", "http:// or https://"),
        ("http://[::1/", "not a URL"),
    ] {
        let location = format!("location: {location}\r\n");
        let server = TestServer::start(move |_, stream| respond(stream, 302, &location, b""));
        let error = Call::text(&client(&server), Request::get("/x").credential("token")).await;
        let error = error.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.contains(why) && !text.contains("s3cret"), "{text}");
        server.only();
    }
    // A server that puts what it knows into the URL.
    let server = TestServer::start(|request, stream| match request.target.as_str() {
        target if target.starts_with("/x") => {
            let location = "location: /said/s3cret-token/s3cret-path?t=s3cret-key\r\n";
            respond(stream, 302, location, b"")
        }
        _ => respond(stream, 400, "", request.target.as_bytes()),
    });
    let request = with_secrets(Request::get("/x/{reset_token}")).path("reset_token", "s3cret-path");
    let error = Call::text(&client(&server), request).await.unwrap_err();
    let text = format!("{error} {error:?} {:?}", error.url());
    assert!(
        !text.contains("s3cret-token") && !text.contains("s3cret-key"),
        "{text}"
    );
    assert!(!error.url().unwrap().contains("s3cret"), "{text}");
}

#[tokio::test]
async fn a_next_page_stays_where_the_list_began() {
    let other = TestServer::answering(200, "link: </more>; rel=\"next\"\r\n", b"[1]");
    let away = format!("location: {}/list\r\n", other.origin);
    let server = TestServer::start(move |_, stream| respond(stream, 302, &away, b""));
    let http = client(&server);
    let call = Call::<Vec<Value>>::json(&http, with_secrets(Request::get("/list")));
    let mut pages = Pages::new(call, NextPage::LinkHeader, Vec::len);
    assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 1);
    let error = pages.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(other.received().len(), 1);
}

//! No credential leaves for anywhere but the server that it is for, nor is it logged, whatever happens to the calls: each
//! scheme meets a server over real connections that answers, refuses, repeats what it hears, breaks, and leads elsewhere.
//! All that was logged by any crate, said by errors, and sent to others is searched for all that was sent to it.

#![cfg(all(
    feature = "jwt",
    feature = "oauth2",
    feature = "reqwest",
    feature = "tracing"
))]

mod everything;
mod schemes;
mod server;

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use everything::Everything;
use letterpress_runtime::runtime::{
    Call, Credential, Error, Http, NextPage, Pages, Request, Retry, Server,
};
use schemes::schemes;
use serde_json::{Value, json};
use server::{Received, TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// What a server may do, by the path that is called.
const PATHS: [&str; 9] = [
    "/fine",
    "/repeat/200",
    "/repeat/400",
    "/repeat/401",
    "/repeat/503",
    "/reset",
    "/away/302",
    "/away/307",
    "/late",
];

/// Everything that came, as pages for debugging show it.
fn repeated(request: &Received) -> String {
    json!([format!("{request:?}")]).to_string()
}

fn answer(request: &Received, stream: &mut TcpStream, other: &str) -> std::io::Result<()> {
    let path = request.target.split('?').next().unwrap_or_default();
    match path {
        "/token" => {
            let token = br#"{"access_token": "hunter2-given", "refresh_token": "hunter2-refresh"}"#;
            respond(stream, 200, "", token)
        }
        "/list" => {
            let next = format!("link: <{other}/next>; rel=\"next\"\r\n");
            respond(stream, 200, &next, b"[1]")
        }
        "/away/302" | "/away/307" => {
            let status = path.rsplit('/').next().unwrap().parse().unwrap();
            respond(stream, status, &format!("location: {other}{path}\r\n"), b"")
        }
        "/reset" => {
            let body = repeated(request);
            write!(
                stream,
                "HTTP/1.1 200 X\r\ncontent-length: 100000\r\n\r\n{body}"
            )
        }
        "/late" => {
            std::thread::sleep(Duration::from_millis(600));
            Ok(())
        }
        _ => match path.strip_prefix("/repeat/") {
            Some(status) => {
                let told = repeated(request);
                let challenge =
                    "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n";
                respond(stream, status.parse().unwrap(), challenge, told.as_bytes())
            }
            None => respond(stream, 200, "", b"{}"),
        },
    }
}

/// What of a request is secret: keys, tokens and signatures, as they were sent.
fn secrets(request: &Received, found: &mut BTreeSet<String>) {
    const SIGNATURES: [&str; 4] = ["ignature", "mac", "response", "Credential"];
    const HEADERS: [&str; 4] = [
        "authorization",
        "x-api-key",
        "x-amz-security-token",
        "x-more",
    ];
    for name in HEADERS {
        if let Some(value) = request.header(name) {
            found.insert(value.to_owned());
            found.extend(value.split_once(' ').map(|(_, bare)| bare.to_owned()));
            // Signatures stand within. (Other secrets hold the word that all of them do.)
            for parameter in value.split([',', ';', ' ']) {
                if let Some((key, value)) = parameter.split_once('=')
                    && SIGNATURES.iter().any(|name| key.ends_with(name))
                {
                    found.insert(value.trim_matches('"').to_owned());
                }
            }
        }
    }
    for pair in request.target.split(['?', '&']) {
        let secret = [
            "api_key",
            "access_token",
            "jwt",
            "oauth_signature",
            "X-Amz-Signature",
            "X-Amz-Credential",
            "X-Amz-Security-Token",
        ];
        if let Some((name, value)) = pair.split_once('=')
            && secret.contains(&name)
        {
            found.insert(value.to_owned());
        }
    }
}

fn told(error: &Error) -> String {
    let mut text = format!(
        "{error} {error:?} {error:#?} {:?} {:?}",
        error.url(),
        error.request_id()
    );
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(" {inner} {inner:?}"));
        source = inner.source();
    }
    text
}

/// Makes calls of all kinds; all that can be printed of them.
async fn calls(server: &TestServer, credential: &Credential) -> String {
    let retry = Retry::default().attempts(2).first_delay(Duration::ZERO);
    let builder = Http::builder(SERVERS)
        .origin(&server.origin)
        .credential("it", credential.clone())
        .default_credential("it")
        .default_header("x-session", "private-session")
        .timeout(Duration::from_secs(10))
        .attempt_timeout(Duration::from_millis(300))
        .follow_redirects(5)
        .retry(retry);
    let mut said = format!("{builder:?}");
    let http = builder.build().unwrap();
    said.push_str(&format!(" {http:?}"));
    for path in PATHS {
        for method in ["GET", "POST"] {
            let request = Request::new(method, path).query("password", "private-query");
            let request = match method {
                "POST" => request.json(&json!({"secret": "private-body"})),
                _ => request,
            };
            let call = Call::<Vec<i64>>::json(&http, request);
            said.push_str(&format!(" {call:?}"));
            match call.with_response().await {
                Ok(reply) => said.push_str(&format!(" {reply:?} {}", reply.url())),
                Err(error) => said.push_str(&told(&error)),
            }
        }
    }
    let list = Call::<Vec<Value>>::json(&http, Request::get("/list"));
    let mut pages = Pages::new(list, NextPage::LinkHeader, Vec::len);
    while let Some(page) = pages.try_next().await.transpose() {
        said.push_str(&format!(" {pages:?}"));
        if let Err(error) = page {
            said.push_str(&told(&error));
            break;
        }
    }
    said
}

#[tokio::test]
async fn nothing_that_is_logged_said_or_sent_elsewhere_shows_a_credential() {
    let everything = Everything::default();
    tracing::subscriber::set_global_default(everything.clone()).unwrap();
    log::set_boxed_logger(Box::new(everything.clone())).unwrap();
    log::set_max_level(log::LevelFilter::Trace);

    let other = TestServer::answering(200, "", b"[2]");
    // All at once, each with a server of its own.
    let mut meetings = Vec::new();
    for scheme in 0..schemes("").len() {
        let away = other.origin.clone();
        let server = TestServer::start(move |request, stream| answer(request, stream, &away));
        let mut all = schemes(&format!("{}/token", server.origin));
        let (name, credential, own) = all.swap_remove(scheme);
        meetings.push(tokio::spawn(async move {
            let said = calls(&server, &credential).await;
            (name, format!("\n{name}: {own} {said}"), server.received())
        }));
    }
    let schemes = meetings.len();
    let (mut said, mut found) = (String::new(), BTreeSet::new());
    for meeting in meetings {
        let (name, text, received) = meeting.await.unwrap();
        said.push_str(&text);
        let mut ours = BTreeSet::new();
        for request in &received {
            secrets(request, &mut ours);
        }
        // The search is good for something only where there is something to find.
        if name != "jwt that cannot sign" {
            assert!(!ours.is_empty(), "{name}");
            let reached = received.iter().filter(|it| it.target.contains("/away/"));
            assert!(reached.count() >= 2, "{name}");
        }
        found.append(&mut ours);
    }
    // Every scheme but the one that cannot sign was led there by a GET; nothing that had a body was, nor any list.
    let elsewhere = other.received();
    assert!(
        elsewhere
            .iter()
            .all(|it| it.target.starts_with("/away/") && it.method == "GET")
    );
    assert!(elsewhere.len() >= 2 * (schemes - 1), "{}", elsewhere.len());

    found.insert(String::from("hunter2"));
    found.insert(String::from("PRIVATE KEY"));
    let logged = everything.text();
    for part in [
        "http_call",
        "http_attempt",
        "made again",
        "log reqwest",
        "hyper",
    ] {
        assert!(logged.contains(part), "{part} is not in the log");
    }
    let sent = format!("{elsewhere:?}");
    // What is private and no credential may stand in an error, where a server repeats it there.
    for private in ["private-session", "private-query", "private-body"] {
        assert!(
            !logged.contains(private) && !sent.contains(private),
            "{private}"
        );
    }
    for secret in found.iter().filter(|secret| secret.len() >= 4) {
        for (what, text) in [("logged", &logged), ("said", &said), ("sent", &sent)] {
            if let Some(place) = text.find(secret.as_str()) {
                let from = text.floor_char_boundary(place.saturating_sub(200));
                let to = text.floor_char_boundary(place + 200);
                panic!("{secret:?} was {what}: {}", &text[from..to]);
            }
        }
    }
    println!(
        "{} secrets, {} bytes logged, {} said",
        found.len(),
        logged.len(),
        said.len()
    );
}

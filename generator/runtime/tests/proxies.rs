//! A proxy that the environment names hears nothing of what is sent to this machine, nor of any plain `http`.

#![cfg(feature = "reqwest")]

mod server;

use std::process::Command;
use std::time::Duration;

use letterpress_runtime::runtime::{
    Call, Credential, Http, Request, ReqwestTransport, Retry, Server,
};
use server::TestServer;

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// Says to the program that it is to make a call, and where to.
const CALL: &str = "LETTERPRESS_TEST_CALL";

/// The variables that name proxies.
const PROXIES: [&str; 3] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

fn http(origin: &str) -> Http {
    Http::builder(SERVERS)
        .credential("token", Credential::bearer("s3cret-token"))
        .default_credential("token")
        .allow_credentials_over_plain_http()
        .origin(origin)
        .timeout(Duration::from_secs(5))
        .retry(Retry::off())
        .build()
        .unwrap()
}

/// Not a test by itself: what the others start as a program of its own, in an environment of its own.
#[tokio::test]
async fn call() {
    let Ok(origin) = std::env::var(CALL) else {
        return;
    };
    let http = http(&origin);
    let plain = Call::text(&http, Request::get("/x").query("api_key", "s3cret-key"));
    let own_time = Call::text(&http, Request::get("/x")).connect_timeout(Duration::from_secs(3));
    for call in [plain, own_time] {
        match call.await {
            Ok(text) => println!("reply: {text}"),
            Err(error) => println!("error: {error}"),
        }
    }
}

/// What a program says that makes calls there, in an environment with these variables.
fn called(origin: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    for name in PROXIES.iter().chain(&["NO_PROXY"]) {
        command
            .env_remove(name)
            .env_remove(name.to_ascii_lowercase());
    }
    command
        .args(["--exact", "call", "--nocapture"])
        .env(CALL, origin);
    let output = command.envs(variables.iter().copied()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn nothing_for_this_machine_goes_to_a_proxy() {
    let proxy = TestServer::answering(200, "", b"from the proxy");
    let server = TestServer::answering(200, "", b"from the server");
    let port = server.origin.rsplit(':').next().unwrap();
    for lower in [false, true] {
        let names = PROXIES.map(|name| match lower {
            true => name.to_ascii_lowercase(),
            false => name.to_owned(),
        });
        let variables = names
            .each_ref()
            .map(|name| (name.as_str(), proxy.origin.as_str()));
        for origin in [server.origin.clone(), format!("http://localhost:{port}")] {
            let said = called(&origin, &variables);
            assert_eq!(said.matches("reply: from the server").count(), 2, "{said}");
        }
        // Nor does what would go through a tunnel.
        let said = called(&format!("https://127.0.0.1:{port}"), &variables);
        assert_eq!(said.matches("error: GET /x failed").count(), 2, "{said}");
    }
    assert!(proxy.received().is_empty(), "{:?}", proxy.received());
    let plain = server
        .received()
        .into_iter()
        .filter(|it| it.method == "GET");
    assert!(
        plain
            .clone()
            .all(|it| it.header("authorization") == Some("Bearer s3cret-token"))
    );
    assert_eq!(plain.count(), 8);
}

#[test]
fn plain_http_to_others_goes_to_no_proxy_either() {
    let proxy = TestServer::answering(200, "", b"from the proxy");
    let variables = PROXIES.map(|name| (name, proxy.origin.as_str()));
    // There is no such host (RFC 6761, section 6.4).
    let said = called("http://api.invalid", &variables);
    assert_eq!(said.matches("error: GET /x failed").count(), 2, "{said}");
    assert!(proxy.received().is_empty(), "{:?}", proxy.received());
}

#[test]
fn https_to_others_goes_through_a_tunnel_that_shows_the_host_alone() {
    let proxy = TestServer::answering(502, "", b"");
    for name in ["HTTPS_PROXY", "all_proxy"] {
        let said = called("https://api.invalid", &[(name, &proxy.origin)]);
        assert_eq!(said.matches("error: GET /x failed").count(), 2, "{said}");
    }
    let received = proxy.received();
    assert_eq!(received.len(), 4);
    for request in &received {
        assert_eq!(
            (&*request.method, &*request.target),
            ("CONNECT", "api.invalid:443")
        );
        assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
    }
    // Unless the environment says otherwise.
    let not = [
        ("HTTPS_PROXY", proxy.origin.as_str()),
        ("NO_PROXY", "a.test, .invalid"),
    ];
    called("https://api.invalid", &not);
    called("https://api.invalid", &[("HTTP_PROXY", &proxy.origin)]);
    called("https://api.invalid", &[("HTTPS_PROXY", "::")]);
    assert_eq!(proxy.received().len(), 4);
}

#[tokio::test]
async fn a_proxy_that_was_chosen_is_asked() {
    let proxy = TestServer::answering(200, "", b"from the proxy");
    let chosen = reqwest::Proxy::all(&proxy.origin).unwrap();
    let client = reqwest::Client::builder().proxy(chosen).build().unwrap();
    let http = Http::builder(SERVERS)
        .origin("http://api.invalid")
        .transport(ReqwestTransport::from_client(client))
        .build()
        .unwrap();
    let reply = Call::text(&http, Request::get("/x")).await.unwrap();
    assert_eq!(reply, "from the proxy");
}

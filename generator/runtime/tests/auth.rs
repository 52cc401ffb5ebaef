//! Credentials that are fetched and schemes that learn, over real connections to a server on loopback.

#![cfg(all(feature = "reqwest", feature = "oauth2"))]

mod server;

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use letterpress_runtime::runtime::{
    Call, Credential, Digest, Error, Http, OAuth2, OAuth2Parameter, Request, Retry, SecretSource,
    Server,
};
use server::{Received, TestServer, respond};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

fn client(server: &TestServer, credential: Credential) -> Http {
    Http::builder(SERVERS)
        .credential("it", credential)
        .default_credential("it")
        .origin(&server.origin)
        .retry(Retry::off())
        .build()
        .unwrap()
}

async fn call(http: &Http) -> Result<String, Error> {
    Call::text(http, Request::get("/things")).await
}

/// That many calls at once; the outcome of each.
async fn at_once(http: &Http, count: usize) -> Vec<Result<String, Error>> {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let http = http.clone();
            tokio::spawn(async move { call(&http).await })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(count);
    for call in calls {
        outcomes.push(call.await.unwrap());
    }
    outcomes
}

/// A server that gives tokens, each instead of the last one, and answers those who show the last one.
struct Tokens {
    server: TestServer,
    given: Arc<AtomicUsize>,
    valid: Arc<Mutex<String>>,
}

impl Tokens {
    /// `answer` gives the token's answer for the how-manieth token.
    fn start(answer: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        let (given, valid) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::default()));
        let (count, last) = (Arc::clone(&given), Arc::clone(&valid));
        let server = TestServer::start(move |request, stream| {
            if request.target.starts_with("/token") {
                let number = count.fetch_add(1, Ordering::SeqCst) + 1;
                // Long enough for all calls to find no token.
                std::thread::sleep(Duration::from_millis(200));
                *last.lock().unwrap() = format!("Bearer token-{number}");
                return respond(stream, 200, "", answer(number).as_bytes());
            }
            let shown = request.header("authorization").unwrap_or_default();
            let good = *last.lock().unwrap() == shown;
            respond(stream, if good { 200 } else { 401 }, "", b"fine")
        });
        Self {
            server,
            given,
            valid,
        }
    }

    fn source(&self) -> OAuth2 {
        let url = format!("{}/token", self.server.origin);
        OAuth2::client_credentials(url, "the-client", "the-secret")
    }

    fn given(&self) -> usize {
        self.given.load(Ordering::SeqCst)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_calls_fetch_one_token_and_renew_it_once() {
    static NOW: AtomicU64 = AtomicU64::new(1_000_000);
    let tokens = Tokens::start(|number| {
        format!(
            r#"{{"access_token": "token-{number}", "token_type": "Bearer", "expires_in": 3600}}"#
        )
    });
    let source = OAuth2 {
        clock: || NOW.load(Ordering::SeqCst),
        ..tokens.source()
    };
    let http = client(&tokens.server, Credential::bearer(source));
    let all_are_fine = |outcomes: Vec<Result<String, Error>>| {
        for outcome in outcomes {
            assert_eq!(outcome.unwrap(), "fine");
        }
    };
    all_are_fine(at_once(&http, 1000).await);
    assert_eq!(tokens.given(), 1);

    // Just before it is renewed, and just then: half a minute before its end.
    NOW.fetch_add(3569, Ordering::SeqCst);
    all_are_fine(at_once(&http, 10).await);
    assert_eq!(tokens.given(), 1);
    NOW.fetch_add(1, Ordering::SeqCst);
    all_are_fine(at_once(&http, 1000).await);
    assert_eq!(tokens.given(), 2);

    // The server takes it back before its time.
    NOW.fetch_add(60, Ordering::SeqCst);
    *tokens.valid.lock().unwrap() = String::new();
    all_are_fine(at_once(&http, 1000).await);
    assert_eq!(tokens.given(), 3);

    // A token that is refused at once is not the reason, and no other is fetched.
    *tokens.valid.lock().unwrap() = String::new();
    for outcome in at_once(&http, 10).await {
        assert_eq!(outcome.unwrap_err().status().unwrap(), 401);
    }
    assert_eq!(tokens.given(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ends_at_once_serves_all_who_waited() {
    let tokens = Tokens::start(|number| {
        format!(r#"{{"access_token": "token-{number}", "expires_in": "0"}}"#)
    });
    let http = client(&tokens.server, Credential::bearer(tokens.source()));
    let calls = at_once(&http, 50).await;
    assert!(calls.into_iter().all(|outcome| outcome.is_ok()));
    assert_eq!(tokens.given(), 1);
    call(&http).await.unwrap();
    assert_eq!(tokens.given(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_who_wait_hear_the_same_refusal_without_secrets() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = TestServer::start(move |_, stream| {
        count.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(200));
        let body = br#"{"error": "invalid_client", "error_description": "unknown: the-secret"}"#;
        respond(stream, 401, "", body)
    });
    let url = format!("{}/token", server.origin);
    let source = OAuth2::client_credentials(url, "the-client", "the-secret");
    let http = client(&server, Credential::bearer(source));
    for outcome in at_once(&http, 100).await {
        let error = outcome.unwrap_err();
        assert!(matches!(&error, Error::Auth(error) if error.status().unwrap() == 401));
        assert!(!error.is_retryable());
        assert_eq!(
            error.to_string(),
            "GET /things has no credential: the server that gives tokens answered 401 Unauthorized: invalid_client: unknown: …"
        );
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert!(server.received().iter().all(|it| it.target == "/token"));
}

/// What the server is asked for a token with, in the order of the requests.
fn forms(server: &TestServer) -> Vec<(Received, String)> {
    let received = server.received().into_iter();
    let asked = received.filter(|request| request.target.starts_with("/token"));
    asked
        .map(|request| {
            let text = request.text().to_owned();
            (request, text)
        })
        .collect()
}

#[tokio::test]
async fn each_grant_asks_as_the_specification_says() {
    let server = TestServer::start(|request, stream| {
        let body: &[u8] = match &request.target {
            target if target.starts_with("/token") => {
                br#"{"access_token": "a", "expires_in": 0, "refresh_token": "rotated"}"#
            }
            _ => b"fine",
        };
        respond(stream, 200, "", body)
    });
    let url = format!("{}/token", server.origin);
    let more = OAuth2 {
        scope: Some("read write".to_owned()),
        audience: Some("https://api".to_owned()),
        resource: Some("urn:r".to_owned()),
        parameters: vec![
            OAuth2Parameter::body("tenant", "a&b"),
            OAuth2Parameter::query("v", "1"),
            OAuth2Parameter::header("X-Client", "docs"),
        ],
        ..OAuth2::client_credentials(&*url, "the client", "s:ecret")
    };
    let http = client(&server, Credential::query("access_token", more));
    call(&http).await.unwrap();
    // The second time there is a refresh token.
    call(&http).await.unwrap();
    let in_body = OAuth2 {
        client_in_body: true,
        ..OAuth2::password(&*url, "id", "secret", "user", "pass word")
    };
    call(&client(
        &server,
        Credential::header("X-Token", "t ", in_body),
    ))
    .await
    .unwrap();
    let public = OAuth2 {
        refresh_url: Some(format!("{}/token/refresh", server.origin)),
        ..OAuth2::refresh_token("https://nowhere.example", "id", "", "first")
    };
    let http = client(&server, Credential::bearer(public));
    call(&http).await.unwrap();
    call(&http).await.unwrap();

    let forms = forms(&server);
    let wanted = [
        (
            "/token?v=1",
            "grant_type=client_credentials&scope=read%20write&audience=https%3A%2F%2Fapi&resource=urn%3Ar&tenant=a%26b",
        ),
        (
            "/token",
            "grant_type=refresh_token&refresh_token=rotated&scope=read%20write&audience=https%3A%2F%2Fapi&resource=urn%3Ar",
        ),
        (
            "/token",
            "grant_type=password&username=user&password=pass%20word&client_id=id&client_secret=secret",
        ),
        (
            "/token/refresh",
            "grant_type=refresh_token&refresh_token=first&client_id=id",
        ),
        (
            "/token/refresh",
            "grant_type=refresh_token&refresh_token=rotated&client_id=id",
        ),
    ];
    assert_eq!(forms.len(), wanted.len());
    for ((request, form), (target, text)) in forms.iter().zip(wanted) {
        assert_eq!((&*request.target, &**form), (target, text));
        assert_eq!(request.method, "POST");
        let content_type = request.header("content-type").unwrap();
        assert_eq!(content_type, "application/x-www-form-urlencoded");
    }
    // `the%20client:s%3Aecret`
    let basic = forms[0].0.header("authorization").unwrap();
    assert_eq!(basic, "Basic dGhlJTIwY2xpZW50OnMlM0FlY3JldA==");
    assert_eq!(forms[0].0.header("x-client"), Some("docs"));
    assert_eq!(forms[1].0.header("x-client"), None);
    assert_eq!(forms[2].0.header("authorization"), None);
    let received = server.received();
    let calls: Vec<_> = received
        .iter()
        .filter(|it| it.target.starts_with("/things"))
        .collect();
    assert_eq!(calls[0].target, "/things?access_token=a");
    assert_eq!(calls[2].header("x-token"), Some("t a"));
    assert_eq!(calls[3].header("authorization"), Some("Bearer a"));
}

#[tokio::test]
async fn a_token_is_not_asked_for_without_encryption() {
    let server = TestServer::answering(200, "", b"{}");
    let source = OAuth2::client_credentials("http://login.example.com/token", "id", "secret");
    let error = call(&client(&server, Credential::bearer(source)))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("not encrypted"), "{error}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn secrets_and_credentials_come_from_functions() {
    let server = TestServer::answering(200, "", b"fine");
    let count = Arc::new(AtomicUsize::new(0));
    let token = SecretSource::provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, std::io::Error>(format!("token-{number}")) }
    });
    let http = client(&server, Credential::bearer(token));
    call(&http).await.unwrap();
    call(&http).await.unwrap();
    let pair = Credential::provider(|| async { Ok::<_, Error>(Credential::basic("u", "p")) });
    call(&client(&server, pair)).await.unwrap();
    let shown: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(shown, ["Bearer token-0", "Bearer token-1", "Basic dTpw"]);
}

#[tokio::test]
async fn a_function_that_fails_or_never_ends_ends_the_call() {
    let server = TestServer::answering(200, "", b"fine");
    let fails = SecretSource::provider(|| async { Err::<String, _>("the vault is closed") });
    let error = call(&client(&server, Credential::bearer(fails)))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /things has no credential: its provider failed"
    );
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the vault is closed");

    let hangs = SecretSource::provider(std::future::pending::<Result<String, Error>>);
    let http = client(&server, Credential::bearer(hangs));
    let began = Instant::now();
    let hanging = Call::text(&http, Request::get("/things")).timeout(Duration::from_millis(200));
    let error = hanging.await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(server.received().is_empty());
}

/// A server that wants digests: it refuses a nonce after some uses, and one count a second time.
fn digest_server(uses: u32) -> TestServer {
    let state: Mutex<(u32, HashSet<String>)> = Mutex::default();
    TestServer::start(move |request, stream| {
        let mut state = state.lock().unwrap();
        let shown = request.header("authorization").unwrap_or_default();
        let part = |name: &str| {
            let rest = shown.split_once(&format!("{name}="))?.1;
            Some(
                rest.trim_start_matches('"')
                    .split(['"', ','])
                    .next()?
                    .to_owned(),
            )
        };
        let nonce = format!("nonce-{}", state.0);
        let count = part("nc").unwrap_or_default();
        let fresh = part("nonce").as_deref() == Some(&nonce) && state.1.len() < uses as usize;
        if fresh && part("username").as_deref() == Some("user") && state.1.insert(count) {
            return respond(stream, 200, "", b"fine");
        }
        // One who used it up gets another; one who does not know it gets the same.
        if state.1.len() >= uses as usize {
            *state = (state.0 + 1, HashSet::new());
        }
        let challenge = format!(
            "www-authenticate: Basic realm=\"r\"\r\nwww-authenticate: Digest realm=\"r\", nonce=\"nonce-{}\", qop=\"auth\", algorithm=SHA-256, opaque=\"o\"\r\n",
            state.0
        );
        respond(stream, 401, &challenge, b"")
    })
}

#[tokio::test]
async fn a_challenge_is_answered_and_its_nonce_counted() {
    let server = digest_server(3);
    let http = client(&server, Digest::new("user", "the-password").into());
    for _ in 0..5 {
        assert_eq!(call(&http).await.unwrap(), "fine");
    }
    let shown: Vec<_> = server
        .received()
        .iter()
        .map(|request| {
            let shown = request.header("authorization").unwrap_or("-").to_owned();
            let part = |name: &str| {
                let rest = shown.split_once(&format!("{name}="))?.1;
                Some(
                    rest.trim_start_matches('"')
                        .split(['"', ','])
                        .next()?
                        .to_owned(),
                )
            };
            (
                part("nonce").unwrap_or_default(),
                part("nc").unwrap_or_default(),
            )
        })
        .collect();
    let wanted = [
        ("", ""),
        ("nonce-0", "00000001"),
        ("nonce-0", "00000002"),
        ("nonce-0", "00000003"),
        ("nonce-0", "00000004"),
        ("nonce-1", "00000001"),
        ("nonce-1", "00000002"),
    ];
    let wanted = wanted.map(|(nonce, count)| (nonce.to_owned(), count.to_owned()));
    assert_eq!(shown, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_once_answer_one_challenge() {
    let server = digest_server(1000);
    let http = client(&server, Digest::new("user", "the-password").into());
    for outcome in at_once(&http, 100).await {
        assert_eq!(outcome.unwrap(), "fine");
    }
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let server = digest_server(3);
    let http = client(&server, Digest::new("somebody", "the-password").into());
    let error = call(&http).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(server.received().len(), 2);
    assert_eq!(call(&http).await.unwrap_err().status().unwrap(), 401);
    assert_eq!(server.received().len(), 3);
}

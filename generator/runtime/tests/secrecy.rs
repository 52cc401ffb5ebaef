//! No credential is ever shown: every scheme makes calls to a server that repeats all it hears, and everything that can be
//! printed or logged of them is searched.

#![cfg(all(feature = "jwt", feature = "oauth2"))]

use std::error::Error as StdError;
use std::fmt::Debug;
use std::io::Error as IoError;

use bytes::Bytes;
use letterpress_runtime::runtime::{
    Asap, AwsV4, Call, Credential, Digest, EdgeGrid, Error, Hawk, Http, Jwt, MemoryTransport,
    OAuth1, OAuth1Method, OAuth2, OAuth2Parameter, Request, Retry, SecretSource, Server,
    TransportError,
};
use serde_json::Value;

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com/v1"),
}];

/// A private key that nothing else uses.
fn private_key() -> String {
    let vectors: Value = serde_json::from_str(include_str!("vectors/jwt-postman.json")).unwrap();
    vectors["rsa"].as_str().unwrap().to_owned()
}

fn oauth2() -> OAuth2 {
    OAuth2 {
        parameters: vec![OAuth2Parameter::header("x-more", "hunter2-more")],
        ..OAuth2::password(
            "https://login.example.com/token",
            "the-client",
            "hunter2-secret",
            "hunter2-user",
            "hunter2 pass&word",
        )
    }
}

/// Every scheme, its secrets being `hunter2` and something; and what it shows of itself.
fn schemes() -> Vec<(&'static str, Credential, String)> {
    fn of<S: Debug + Clone + Into<Credential>>(
        name: &'static str,
        scheme: S,
    ) -> (&'static str, Credential, String) {
        let shown = format!("{scheme:?} {scheme:#?}");
        (name, scheme.into(), shown)
    }
    let asap = Asap {
        key_id: "issuer/key".to_owned(),
        issuer: "issuer".to_owned(),
        audience: "audience".to_owned(),
        ..Asap::new(private_key())
    };
    let aws = AwsV4 {
        session_token: "hunter2-session".into(),
        ..AwsV4::new("hunter2-access", "hunter2-secret")
    };
    let oauth1 = OAuth1 {
        token: "hunter2-token".into(),
        token_secret: "hunter2-token-secret".into(),
        ..OAuth1::new("hunter2-key", "hunter2-secret")
    };
    let digest = Digest {
        realm: Some("realm".to_owned()),
        nonce: Some("nonce".to_owned()),
        qop: Some("auth".to_owned()),
        ..Digest::new("hunter2-user", "hunter2-password")
    };
    let fetched = SecretSource::provider(|| async { Ok::<_, IoError>("hunter2-fetched") });
    let provided =
        Credential::provider(|| async { Ok::<_, IoError>(Credential::bearer("hunter2-provided")) });
    vec![
        of("bearer", Credential::bearer("hunter2-token")),
        of(
            "basic",
            Credential::basic("hunter2-user", "hunter2-password"),
        ),
        of(
            "header",
            Credential::header("X-Api-Key", "Key ", "hunter2-key"),
        ),
        of("query", Credential::query("api_key", "hunter2-key")),
        of("fetched", Credential::bearer(fetched.clone())),
        of(
            "fetched into the query",
            Credential::query("access_token", fetched),
        ),
        of("provided", provided),
        of("oauth2", Credential::bearer(oauth2())),
        of(
            "oauth2 in the query",
            Credential::query("access_token", oauth2()),
        ),
        of("hawk", Hawk::new("hunter2-id", "hunter2-key")),
        of(
            "edgegrid",
            EdgeGrid::new("hunter2-a", "hunter2-b", "hunter2-c"),
        ),
        of("oauth1", oauth1.clone()),
        of(
            "oauth1 in the query",
            OAuth1 {
                in_header: false,
                ..oauth1.clone()
            },
        ),
        of(
            "oauth1 in plain text",
            OAuth1 {
                method: OAuth1Method::PlainText,
                ..oauth1
            },
        ),
        of("aws", aws.clone()),
        of(
            "aws in the query",
            AwsV4 {
                in_query: true,
                ..aws
            },
        ),
        of("digest", digest),
        of("jwt", Jwt::shared("hunter2-secret")),
        of(
            "jwt in the query",
            Jwt {
                query: Some("jwt".to_owned()),
                ..Jwt::shared("hunter2-secret")
            },
        ),
        of("jwt by a private key", Jwt::private(private_key())),
        of("asap", asap),
        of("jwt that cannot sign", Jwt::private("hunter2-no-key")),
    ]
}

/// All that a server hears, as it may repeat it.
fn heard(request: &http::Request<Bytes>) -> String {
    let mut text = format!("you sent {} with", request.uri());
    for (name, value) in request.headers() {
        text.push_str(&format!(
            " {name}: {}",
            String::from_utf8_lossy(value.as_bytes())
        ));
    }
    text
}

/// What of a request nobody may see: keys, tokens, signatures.
fn secrets(request: &http::Request<Bytes>) -> Vec<String> {
    let mut secrets = vec!["hunter2".to_owned(), "PRIVATE KEY".to_owned()];
    for value in request
        .headers()
        .values()
        .filter(|value| value.is_sensitive())
    {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        secrets.push(
            text.split_once(' ')
                .map_or(text.clone(), |(_, bare)| bare.to_owned()),
        );
    }
    for pair in request.uri().query().unwrap_or_default().split('&') {
        if let Some((name, value)) = pair.split_once('=')
            && [
                "api_key",
                "access_token",
                "jwt",
                "oauth_signature",
                "X-Amz-Signature",
            ]
            .contains(&name)
        {
            secrets.push(value.to_owned());
        }
    }
    secrets
}

/// Everything that an error says, and everything behind it.
fn told(error: &impl StdError) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(" {inner} {inner:?}"));
        source = inner.source();
    }
    text
}

#[tokio::test]
async fn nothing_that_can_be_printed_shows_a_credential() {
    let mut texts = 0;
    for (name, credential, own) in schemes() {
        for status in [200, 400, 401, 403, 500] {
            let transport = MemoryTransport::answering(move |request| {
                if request.uri().path() == "/token" {
                    let body =
                        r#"{"access_token": "hunter2-given", "refresh_token": "hunter2-refresh"}"#;
                    return http::Response::new(Bytes::from(body));
                }
                let mut reply = http::Response::new(Bytes::from(heard(request)));
                *reply.status_mut() = http::StatusCode::from_u16(status).unwrap();
                reply
            });
            let builder = Http::builder(SERVERS)
                .credential("it", credential.clone())
                .default_credential("it")
                .transport(transport.clone())
                .retry(Retry::off());
            let mut said = format!("{own} {credential:?} {builder:?} {builder:#?}");
            let http = builder.build().unwrap();
            said.push_str(&format!(" {http:?} {http:#?}"));
            let request = || Request::get("/things").query("page", 1);
            let call = Call::<Value>::json(&http, request());
            said.push_str(&format!(" {call:?}"));
            let error = call.with_response().await.unwrap_err();
            said.push_str(&told(&error));
            said.push_str(&format!(" {:?} {:?}", error.url(), error.request_id()));
            if status == 200
                && let Ok(reply) = Call::empty(&http, request()).with_response().await
            {
                said.push_str(&format!(" {reply:?} {}", reply.url()));
            }
            transport.fail(TransportError::other("broken"));
            if let Err(error) = Call::empty(&http, request()).await {
                said.push_str(&told(&error));
            }
            let sent = transport.requests();
            for request in &sent {
                for secret in secrets(request) {
                    assert!(
                        !said.contains(&secret),
                        "{name}, {status}: {secret} in {said}"
                    );
                }
            }
            // The search is good for something only where there is something to find.
            if name != "jwt that cannot sign" {
                assert!(
                    sent.iter().all(|request| secrets(request).len() > 2),
                    "{name}"
                );
            }
            assert!(!said.contains("hunter2"), "{name}: {said}");
            texts += 1;
        }
    }
    assert_eq!(texts, 22 * 5);
}

#[tokio::test]
async fn nothing_that_is_said_of_a_token_that_was_not_given_shows_a_secret() {
    let repeats = MemoryTransport::answering(|request| {
        let form = String::from_utf8_lossy(request.body()).into_owned();
        let body = serde_json::json!({"error": "invalid_grant", "error_description": format!("{} {form}", heard(request))});
        let mut reply = http::Response::new(Bytes::from(body.to_string()));
        *reply.status_mut() = http::StatusCode::BAD_REQUEST;
        reply
    });
    let http = Http::builder(SERVERS)
        .credential("it", Credential::bearer(oauth2()))
        .default_credential("it")
        .transport(repeats)
        .build()
        .unwrap();
    let error = Call::empty(&http, Request::get("/things"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Auth(_)));
    let said = told(&error);
    assert!(
        said.contains("invalid_grant") && !said.contains("hunter2"),
        "{said}"
    );
    // `the-client:hunter2-secret`
    assert!(
        !said.contains("dGhlLWNsaWVudDpodW50ZXIyLXNlY3JldA"),
        "{said}"
    );
}

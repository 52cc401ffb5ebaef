//! No credential is ever shown: every scheme makes calls to a server that repeats all it hears, and everything that can be
//! printed or logged of them is searched.

#![cfg(all(feature = "jwt", feature = "oauth2"))]

mod schemes;

use std::error::Error as StdError;

use bytes::Bytes;
use letterpress_runtime::runtime::{
    Call, Credential, Error, Http, MemoryTransport, Request, Retry, Server, TransportError,
};
use schemes::{TOKEN_URL, oauth2, schemes};
use serde_json::Value;

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com/v1"),
}];

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
    for (name, credential, own) in schemes(TOKEN_URL) {
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
        .credential("it", Credential::bearer(oauth2(TOKEN_URL)))
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

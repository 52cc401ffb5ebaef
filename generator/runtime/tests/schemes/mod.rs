//! A credential of every scheme.

use std::fmt::Debug;
use std::io::Error as IoError;

use letterpress_runtime::runtime::{
    Asap, AwsV4, Credential, Digest, EdgeGrid, Hawk, Jwt, OAuth1, OAuth1Method, OAuth2,
    OAuth2Parameter, SecretSource,
};
use serde_json::Value;

/// Where tokens come from.
#[allow(dead_code, reason = "where a server gives them, they come from there")]
pub const TOKEN_URL: &str = "https://login.example.com/token";

/// A private key that nothing else uses.
fn private_key() -> String {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/jwt-postman.json")).unwrap();
    vectors["rsa"].as_str().unwrap().to_owned()
}

pub fn oauth2(token_url: &str) -> OAuth2 {
    OAuth2 {
        parameters: vec![OAuth2Parameter::header("x-more", "hunter2-more")],
        ..OAuth2::password(
            token_url,
            "the-client",
            "hunter2-secret",
            "hunter2-user",
            "hunter2 pass&word",
        )
    }
}

/// Every scheme, its secrets being `hunter2` and something; and what it shows of itself. Tokens come from that URL.
pub fn schemes(token_url: &str) -> Vec<(&'static str, Credential, String)> {
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
        of("oauth2", Credential::bearer(oauth2(token_url))),
        of(
            "oauth2 in the query",
            Credential::query("access_token", oauth2(token_url)),
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

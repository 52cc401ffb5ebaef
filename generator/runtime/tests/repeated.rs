//! A server repeats what it was sent, in any spelling, and more than that: errors show no secret of it, on one line.

use std::error::Error as StdError;

use bytes::Bytes;
use letterpress_runtime::runtime::{
    Call, Credential, Http, MemoryTransport, Request, Retry, Server, TransportError,
};
use serde_json::{Value, json};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com/v1"),
}];

/// A secret with all that is escaped somewhere: what else tells spellings apart?
const KEY: &str = "Kéy/1+2=\"3\" &<4>\\5%2F'Zz9";

fn percent(text: &str, upper: bool, blank: &str) -> String {
    let byte = |byte: u8| match byte {
        b' ' => blank.to_owned(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ if upper => format!("%{byte:02X}"),
        _ => format!("%{byte:02x}"),
    };
    text.bytes().map(byte).collect()
}

fn html(text: &str, number: fn(char) -> String) -> String {
    let letter = |letter: char| match letter {
        letter if letter.is_ascii_alphanumeric() || letter == ' ' => letter.to_string(),
        letter => number(letter),
    };
    text.chars().map(letter).collect()
}

/// The ways in which servers write what they repeat.
fn spellings(secret: &str) -> Vec<String> {
    let json = |text: &str| json!(text).to_string().trim_matches('"').to_owned();
    let escaped: String = secret
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04X}"))
        .collect();
    let named = secret.replace('&', "&amp;").replace('"', "&quot;");
    let named = named
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\'', "&#39;");
    vec![
        secret.to_owned(),
        percent(secret, true, "%20"),
        percent(secret, false, "%20"),
        percent(secret, true, "+"),
        percent(&percent(secret, true, "%20"), false, "+"),
        json(secret),
        serde_json::to_string(secret)
            .unwrap()
            .trim_matches('"')
            .replace('/', "\\/"),
        escaped.to_lowercase(),
        json(&json(secret)),
        json(&percent(secret, true, "+")),
        format!("{secret:?}").trim_matches('"').to_owned(),
        html(secret, |letter| format!("&#{};", u32::from(letter))),
        html(secret, |letter| format!("&#x{:x};", u32::from(letter))),
        html(secret, |letter| format!("&#x{:04X};", u32::from(letter))),
        json(&named),
        named,
    ]
}

fn told(error: &(dyn StdError + 'static)) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(" {inner} {inner:?}"));
        source = inner.source();
    }
    text
}

fn client(transport: &MemoryTransport) -> Http {
    Http::builder(SERVERS)
        .credential("key", Credential::query("key", KEY))
        .default_credential("key")
        .default_header("x-tenant-token", "tenant-t0ken")
        .transport(transport.clone())
        .retry(Retry::off())
        .build()
        .unwrap()
}

/// What is said where a server answers so.
async fn said(request: Request, status: u16, body: &str) -> String {
    let memory = MemoryTransport::new();
    let http = client(&memory);
    memory.json(status, body.to_owned());
    let call = Call::<Vec<i64>>::json(&http, request);
    told(&call.await.unwrap_err())
}

#[tokio::test]
async fn a_key_is_hidden_in_each_spelling() {
    for spelled in spellings(KEY) {
        for (status, body) in [
            (400, format!("key {spelled} is wrong; {spelled}")),
            // A field that is not known, an enum's value: serde repeats them.
            (
                200,
                format!(
                    "[\"key {}\"]",
                    spelled.replace('\\', "\\\\").replace('"', "\\\"")
                ),
            ),
        ] {
            let said = said(Request::get("/x"), status, &body).await;
            assert!(said.contains("key …"), "{spelled}: {said}");
            assert!(!said.contains("Zz9"), "{spelled}: {said}");
        }
    }
}

#[tokio::test]
async fn all_that_is_sent_in_confidence_is_hidden() {
    let request = || {
        Request::post("/hooks/{secret_token}/x")
            .path("secret_token", "path t0ken")
            .query("access_token", "query-t0ken")
            .header("x-api-key", "header/t0ken")
            .header("authorization", "Token own-t0ken")
            .json(&json!({
                "name": "visible",
                "password": "body\"t0ken",
                "card": {"cvv": "cvv-t0ken"},
                "credentials": ["list-t0ken"],
            }))
    };
    let body = r#"{"path": "/hooks/path%20t0ken/x?access_token=query-t0ken", "x-api-key": "header\/t0ken",
        "authorization": "own-t0ken", "sent": "{\"name\": \"visible\", \"password\": \"body\\\"t0ken\"}",
        "rest": ["cvv-t0ken", "list-t0ken", "tenant-t0ken", "Token own-t0ken"]}"#;
    for status in [200, 400, 500] {
        let said = said(request(), status, body).await;
        assert!(!said.contains("t0ken"), "{said}");
    }
    let said = said(request(), 400, body).await;
    assert!(said.contains("visible"), "{said}");
    // Form fields as well.
    let form = Request::post("/x").bytes(
        Some("application/x-www-form-urlencoded"),
        "user=visible&password=form%2Ft0ken",
    );
    let said = self::said(form, 400, "visible form\\/t0ken").await;
    assert!(
        said.contains("visible …") && !said.contains("t0ken"),
        "{said}"
    );
    // And what a transport says.
    let memory = MemoryTransport::new();
    memory.fail(TransportError::other(format!(
        "cannot send {}",
        percent(KEY, true, "%20")
    )));
    let error = Call::empty(&client(&memory), request()).await.unwrap_err();
    assert!(told(&error).contains("cannot send …"), "{error:?}");
    memory.fail(TransportError::connect("path t0ken\r\nx"));
    let error = Call::empty(&client(&memory), request()).await.unwrap_err();
    assert!(!told(&error).contains("t0ken"), "{error:?}");
}

#[tokio::test]
async fn what_a_server_says_is_told_on_one_line() {
    const EVIL: &str = "a\r\nb\u{1b}[2J\u{202e}c\u{2028}d\u{0}e\u{200b}f\u{7f}g\u{9b}h\u{feff}i";
    let memory = MemoryTransport::new();
    let http = client(&memory);
    let mut errors = Vec::new();
    memory.json(400, EVIL);
    errors.push(
        Call::<Value>::json(&http, Request::get("/x"))
            .await
            .unwrap_err(),
    );
    // In what serde repeats of it, and in the path to it.
    let keys = json!({EVIL: {EVIL: [EVIL]}}).to_string();
    memory.json(200, keys);
    type Deep = std::collections::BTreeMap<String, std::collections::BTreeMap<String, Vec<i64>>>;
    errors.push(
        Call::<Deep>::json(&http, Request::get("/x"))
            .await
            .unwrap_err(),
    );
    memory.json(200, EVIL);
    errors.push(
        Call::<Value>::json(&http, Request::get("/x"))
            .await
            .unwrap_err(),
    );
    memory.fail(TransportError::other(EVIL));
    errors.push(Call::empty(&http, Request::get("/x")).await.unwrap_err());
    let mut reply = http::Response::new(Bytes::from("gone"));
    *reply.status_mut() = http::StatusCode::NOT_FOUND;
    reply.headers_mut().insert(
        "x-request-id",
        http::HeaderValue::from_bytes("r\u{202e}1".as_bytes()).unwrap(),
    );
    memory.response(reply);
    errors.push(Call::empty(&http, Request::get("/x")).await.unwrap_err());
    for error in errors {
        let said = told(&error);
        let odd = said.chars().find(|letter| {
            letter.is_control() || "\u{202e}\u{2028}\u{200b}\u{feff}".contains(*letter)
        });
        assert_eq!(odd, None, "{said:?}");
    }
}

#[tokio::test]
async fn a_body_of_megabytes_does_not_make_errors_large() {
    let long = "x".repeat(4 << 20);
    for (status, body) in [(500, long.clone()), (200, json!([long]).to_string())] {
        let said = said(Request::get("/x"), status, &body).await;
        assert!(said.len() < 5_000, "{}", said.len());
    }
}

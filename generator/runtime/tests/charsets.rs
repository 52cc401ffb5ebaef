//! Replies are read in the charset that they are in, and JSON as JavaScript reads it.

use letterpress_runtime::runtime::{Call, Error, Http, MemoryTransport, RawBody, Request, Server};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// A client that is answered once.
fn answered(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Http {
    let transport = MemoryTransport::new();
    let answer = http::Response::builder()
        .status(status)
        .header("content-type", content_type);
    transport.response(answer.body(body.into().into()).unwrap());
    Http::builder(SERVERS).transport(transport).build().unwrap()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn text_is_read_in_its_charset() {
    for (content_type, body, text) in [
        ("text/plain", "Grüße".as_bytes().to_vec(), "Grüße"),
        ("text/plain", b"\xEF\xBB\xBFx".to_vec(), "x"),
        ("text/plain; charset=utf-16", utf_16("Grüße 😀"), "Grüße 😀"),
        ("text/plain", utf_16("\u{feff}Grüße"), "Grüße"),
        (
            "text/csv; charset=ISO-8859-1",
            b"Gr\xfc\xdfe;5\x80".to_vec(),
            "Grüße;5€",
        ),
        (
            "text/csv; charset=windows-1252",
            b"\x93x\x94".to_vec(),
            "“x”",
        ),
        ("text/plain; charset=shift_jis", b"plain".to_vec(), "plain"),
    ] {
        let http = answered(200, content_type, body);
        let read = Call::text(&http, Request::get("/x")).await.unwrap();
        assert_eq!(read, text, "{content_type}");
    }
    for (content_type, said) in [
        (
            "text/plain; charset=shift_jis",
            "\"shift_jis\", which is not known here",
        ),
        ("text/plain", "not UTF-8 text"),
    ] {
        let http = answered(200, content_type, b"\x93\xfa".to_vec());
        let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[tokio::test]
async fn json_is_read_in_its_charset() {
    let text = r#"{"name":"Grüße"}"#;
    for (content_type, body) in [
        ("application/json", text.as_bytes().to_vec()),
        ("application/json; charset=utf-16le", utf_16(text)),
        ("application/json", utf_16(text)),
        ("application/json", utf_16(&format!("\u{feff}{text}"))),
        (
            "application/json; charset=iso-8859-1",
            b"{\"name\":\"Gr\xfc\xdfe\"}".to_vec(),
        ),
        // It says so, and is not.
        (
            "application/json; charset=iso-8859-1",
            text.as_bytes().to_vec(),
        ),
    ] {
        let http = answered(200, content_type, body.clone());
        let value: Value = Call::json(&http, Request::get("/x")).await.unwrap();
        assert_eq!(value["name"], "Grüße", "{content_type}");
        let http = answered(200, content_type, body);
        let raw: RawBody = Call::raw(&http, Request::get("/x")).await.unwrap();
        assert_eq!(raw.json::<Value>().unwrap()["name"], "Grüße");
        assert_eq!(serde_json::to_string(&raw).unwrap(), text);
    }
}

#[derive(Debug, Deserialize, Serialize)]
struct Thing {
    id: i64,
    name: String,
}

#[tokio::test]
async fn json_that_javascript_reads_is_read() {
    let text = r#"{"id":1,"name":"Party \ud83d","id":2}"#;
    let http = answered(200, "application/json", text);
    let thing: Thing = Call::json(&http, Request::get("/x")).await.unwrap();
    assert_eq!((thing.id, &*thing.name), (2, "Party \u{fffd}"));

    let http = answered(404, "application/json", r#"{"id":"a\udc00"}"#);
    let error = Call::<Thing>::json(&http, Request::get("/x"))
        .await
        .unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.body().unwrap().0["id"], "a\u{fffd}");
}

#[tokio::test]
async fn a_body_that_is_not_there_is_told() {
    let http = answered(204, "application/json", "");
    let error = Call::<Thing>::json(&http, Request::get("/x"))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the answer to GET /x (204 No Content) cannot be decoded: the body is empty"
    );
    let http = answered(204, "application/json", "");
    let thing: Option<Thing> = Call::json(&http, Request::get("/x")).await.unwrap();
    assert!(thing.is_none());
}

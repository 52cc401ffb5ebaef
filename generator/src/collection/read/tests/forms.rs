//! Headers and bodies in all their forms.

use super::*;
use crate::collection::Entry;

fn pairs(entries: &[Entry<'_>]) -> Vec<String> {
    entries
        .iter()
        .map(|entry| {
            let off = if entry.disabled { "off " } else { "" };
            let value = entry
                .value
                .as_ref()
                .map(|value| format!("={value}"))
                .unwrap_or_default();
            format!("{off}{}{value}", entry.key)
        })
        .collect()
}

#[test]
fn headers_are_a_list_a_text_or_an_object() {
    let table: [(&str, &[&str]); 6] = [
        ("null", &[]),
        (r#""""#, &[]),
        (
            r#""A: 1\nB:x:y\r\n\r\nC: a\r\n b""#,
            &["A=1", "B=x:y", "C=a b"],
        ),
        (
            r#"[{"key":"A","value":"1"},{"key":"B","value":"2","disabled":true},{"key":"C"},"D: 4"]"#,
            &["A=1", "off B=2", "C", "D=4"],
        ),
        (r#"{"A":"1","B":2}"#, &["A=1", "B=2"]),
        (
            r#"[{"key":"","value":""},{"key":"A","value":5}]"#,
            &["=", "A=5"],
        ),
    ];
    for (header, expected) in table {
        with_request(&format!(r#"{{"url":"x","header":{header}}}"#), |request| {
            assert_eq!(pairs(&request.headers), expected, "{header}");
        });
    }
}

fn with_body<T>(body: &str, check: impl FnOnce(Option<&BodyContent<'_>>) -> T) -> T {
    with_request(&format!(r#"{{"url":"x","body":{body}}}"#), |request| {
        check(request.body.as_ref().map(|body| &body.content))
    })
}

#[test]
fn a_body_without_a_mode_is_none() {
    for body in ["null", "{}", r#""""#, r#"{"mode":""}"#, r#"{"raw":""}"#] {
        let none = with_body(body, |content| {
            content.is_none_or(
                |content| matches!(content, BodyContent::Raw { text, .. } if text.is_empty()),
            )
        });
        assert!(none, "{body}");
    }
    let text = document(r#"{"request":{"url":"x","body":{"raw":"{}"}}}"#);
    assert_eq!(
        read_all(&text).1,
        [("body-without-mode", "/item/0/request/body".to_owned())]
    );
}

#[test]
fn a_mode_without_its_member_is_empty() {
    with_body(r#"{"mode":"raw"}"#, |content| {
        assert!(
            matches!(content, Some(BodyContent::Raw { text, language: None }) if text.is_empty())
        );
    });
    with_body(r#"{"mode":"urlencoded"}"#, |content| {
        assert!(matches!(content, Some(BodyContent::UrlEncoded(entries)) if entries.is_empty()));
    });
    with_body(r#"{"mode":"formdata"}"#, |content| {
        assert!(matches!(content, Some(BodyContent::FormData(parts)) if parts.is_empty()));
    });
    with_body(r#"{"mode":"file"}"#, |content| {
        assert!(matches!(
            content,
            Some(BodyContent::File {
                named: false,
                content: None
            })
        ));
    });
    with_body(r#"{"mode":"graphql"}"#, |content| {
        assert!(matches!(
            content,
            Some(BodyContent::GraphQl { query: None, .. })
        ));
    });
}

#[test]
fn raw_keeps_its_text_and_language() {
    with_body(
        r#"{"mode":"RAW","raw":"{\"a\": {{b}}}","options":{"raw":{"language":"json"}}}"#,
        |content| {
            let Some(BodyContent::Raw { text, language }) = content else {
                panic!("raw")
            };
            assert_eq!(
                (&**text, language.as_deref()),
                (r#"{"a": {{b}}}"#, Some("json"))
            );
        },
    );
    with_body(r#"{"mode":"raw","raw":{"a":1}}"#, |content| {
        assert!(matches!(content, Some(BodyContent::Raw { text, .. }) if text == r#"{"a":1}"#));
    });
    with_body(r#""text""#, |content| {
        assert!(matches!(content, Some(BodyContent::Raw { text, .. }) if text == "text"));
    });
    let text = document(r#"{"request":{"url":"x","body":{"mode":"json","raw":"{}"}}}"#);
    assert_eq!(
        read_all(&text).1,
        [("unknown-body-mode", "/item/0/request/body/mode".to_owned())]
    );
}

#[test]
fn a_disabled_body_says_so() {
    with_request(
        r#"{"url":"x","body":{"mode":"raw","raw":"a","disabled":true}}"#,
        |request| {
            assert!(request.body.as_ref().unwrap().disabled);
        },
    );
}

#[test]
fn urlencoded_is_a_list_or_a_text() {
    for body in [
        r#"{"mode":"urlencoded","urlencoded":[{"key":"a","value":"1"},{"key":"b"}]}"#,
        r#"{"mode":"urlencoded","urlencoded":"a=1&b"}"#,
    ] {
        with_body(body, |content| {
            let Some(BodyContent::UrlEncoded(entries)) = content else {
                panic!("urlencoded")
            };
            assert_eq!(pairs(entries), ["a=1", "b"]);
        });
    }
}

#[test]
fn parts_of_a_form_know_their_files() {
    let body = r#"{"mode":"formdata","formdata":[
        {"key":"a","value":"1","type":"text","contentType":"application/json"},
        {"key":"b","type":"file","src":"/tmp/f"}, {"key":"c","type":"file","src":["/tmp/f"]},
        {"key":"d","type":"file","src":[]}, {"key":"e","type":"file","src":null}, {"key":"f","type":"file"}, {"key":"g"}]}"#;
    with_body(body, |content| {
        let Some(BodyContent::FormData(parts)) = content else {
            panic!("formdata")
        };
        let seen: Vec<(&str, bool, bool)> = parts
            .iter()
            .map(|part| (&*part.entry.key, part.file, part.named))
            .collect();
        assert_eq!(
            seen,
            [
                ("a", false, false),
                ("b", true, true),
                ("c", true, true),
                ("d", true, false),
                ("e", true, false),
                ("f", true, false),
                ("g", false, false),
            ]
        );
        assert_eq!(parts[0].content_type.as_deref(), Some("application/json"));
    });
}

#[test]
fn a_form_that_is_a_string_is_reported() {
    let text = document(r#"{"request":{"url":"x","body":{"mode":"formdata","formdata":"a=1"}}}"#);
    let (collection, said) = read_all(&text);
    let body = only(&collection).request.body.as_ref().unwrap();
    assert!(matches!(&body.content, BodyContent::FormData(parts) if parts.is_empty()));
    assert_eq!(
        said,
        [("wrong-type", "/item/0/request/body/formdata".to_owned())]
    );
}

#[test]
fn graphql_variables_are_text_or_an_object() {
    for (variables, expected) in [
        (r#""{\"a\":1}""#, Some(r#"{"a":1}"#)),
        (r#"{"a":1}"#, Some(r#"{"a":1}"#)),
        (r#""""#, Some("")),
        // Postman sends a null that is written down.
        ("null", Some("null")),
    ] {
        let body = format!(
            r#"{{"mode":"graphql","graphql":{{"query":"{{ me }}","operationName":"O","variables":{variables}}}}}"#
        );
        with_body(&body, |content| {
            let Some(BodyContent::GraphQl {
                query,
                operation_name,
                variables,
            }) = content
            else {
                panic!("graphql")
            };
            assert_eq!(query.as_deref(), Some("{ me }"));
            assert_eq!(operation_name.as_deref(), Some("O"));
            assert_eq!(variables.as_deref(), expected);
        });
    }
}

#[test]
fn a_file_may_be_named_or_written_down() {
    for (file, expected) in [
        (r#""/tmp/f""#, (true, None)),
        (r#"{"src":"/tmp/f"}"#, (true, None)),
        (r#"{"src":null}"#, (false, None)),
        (r#"{"content":"abc"}"#, (false, Some("abc"))),
    ] {
        with_body(&format!(r#"{{"mode":"file","file":{file}}}"#), |content| {
            let Some(BodyContent::File { named, content }) = content else {
                panic!("file")
            };
            assert_eq!((*named, content.as_deref()), expected);
        });
    }
}

#[test]
fn content_of_another_mode_is_reported() {
    let text = document(
        r#"{"request":{"url":"x","body":{"mode":"raw","raw":"","urlencoded":[{"key":"a"}]}}}"#,
    );
    assert_eq!(
        read_all(&text).1,
        [(
            "member-ignored",
            "/item/0/request/body/urlencoded".to_owned()
        )]
    );
}

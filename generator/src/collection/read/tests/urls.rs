//! Urls in all their forms.

use super::*;
use crate::collection::Url;

/// The parts of a url, and its query as it would be written.
fn parts(url: &Url<'_>) -> String {
    let mut text = String::new();
    let mut part = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            text.push_str(&format!("{name}<{value}> "));
        }
    };
    part("protocol", url.protocol.as_deref());
    if let Some((user, password)) = &url.user_info {
        part("user", Some(user));
        part("password", password.as_deref());
    }
    part("host", Some(&url.host));
    part("port", url.port.as_deref());
    part(
        "path",
        url.path.as_ref().map(|path| path.join("|")).as_deref(),
    );
    for entry in &url.query {
        let value = entry
            .value
            .as_ref()
            .map(|value| format!("={value}"))
            .unwrap_or_default();
        part(
            if entry.disabled { "off" } else { "query" },
            Some(&format!("{}{value}", entry.key)),
        );
    }
    part("hash", url.hash.as_deref());
    text.trim_end().to_owned()
}

fn parts_of(json: &str) -> String {
    with_request(&format!(r#"{{"url":{json}}}"#), |request| {
        parts(&request.url)
    })
}

/// What `Url.parse` of postman-collection 4.5 makes of these.
#[test]
fn a_string_is_split_as_postman_splits_it() {
    let table = [
        ("", "host<>"),
        ("https://h.test", "protocol<https> host<h.test>"),
        ("https://h.test/", "protocol<https> host<h.test> path<>"),
        ("  h/a//b/", "host<h> path<a||b|>"),
        (
            "{{url}}/a?b=c=d&e&f=&&#g#h",
            "host<{{url}}> path<a> query<b=c=d> query<e> query<f=> query<> query<> hash<g#h>",
        ),
        (
            "{{base.url}}/{{a/b?c}}/:id.json",
            "host<{{base.url}}> path<{{a/b?c}}|:id.json>",
        ),
        ("{{{x.y}}}/a", "host<{{{x.y}}}> path<a>"),
        (
            "{{ {{a.b}} }}.test:{{port:p}}",
            "host<{{ {{a.b}} }}.test> port<{{port:p}}>",
        ),
        (
            "http://u@v:p:q@h:80",
            "protocol<http> user<u@v> password<p:q> host<h> port<80>",
        ),
        (
            "https://{{user}}@h",
            "protocol<https> user<{{user}}> host<h>",
        ),
        (
            "http://[::1]:8080/x",
            "protocol<http> host<[::1]> port<8080> path<x>",
        ),
        ("http://[::1]", "protocol<http> host<[::1]>"),
        (r"http:\\h\a\b", "protocol<http> host<h> path<a|b>"),
        ("http:////h/a", "protocol<http> host<h> path<a>"),
        ("file:////a", "protocol<file> host<> path<a>"),
        (
            "{{a}}?{{q=r}}={{s&t}}",
            "host<{{a}}> query<{{q=r}}={{s&t}}>",
        ),
        ("/é/😀?ü=ß", "host<> path<é|😀> query<ü=ß>"),
        ("h:{{", "host<h> port<{{>"),
    ];
    for (url, expected) in table {
        let json = serde_json::to_string(url).unwrap();
        assert_eq!(parts_of(&json), expected, "{url}");
    }
}

#[test]
fn a_string_can_stand_for_the_whole_request() {
    let text = document(r#"{"name":"R","request":"https://h/a?b=1"}"#);
    let (collection, said) = read_all(&text);
    let request = &only(&collection).request;
    assert_eq!((&*request.method, said), ("GET", vec![]));
    assert_eq!(
        parts(&request.url),
        "protocol<https> host<h> path<a> query<b=1>"
    );
}

#[test]
fn the_parts_of_an_object_may_be_strings_or_lists() {
    let table = [
        (
            r#"{"protocol":"https://","host":["a","{{b.c}}"],"port":8080,"path":["x",{"type":"string","value":"y"},""]}"#,
            "protocol<https> host<a.{{b.c}}> port<8080> path<x|y|>",
        ),
        (r#"{"host":"a.b","path":"/x/y/"}"#, "host<a.b> path<x|y|>"),
        (r#"{"host":"a.b","path":"x/y"}"#, "host<a.b> path<x|y>"),
        (r#"{"host":"a","path":"/"}"#, "host<a> path<>"),
        (r#"{"host":"a","path":""}"#, "host<a>"),
        (r#"{"host":"a","path":[]}"#, "host<a> path<>"),
        (
            r#"{"host":["a"],"query":"b=1&c"}"#,
            "host<a> query<b=1> query<c>",
        ),
        (
            r#"{"host":["a"],"query":{"b":"1","c":null}}"#,
            "host<a> query<b=1> query<c>",
        ),
        (
            r#"{"host":["a"],"query":[{"key":"b","value":"1","disabled":true},{"key":"c","value":null},{"key":null,"value":"d"},"e=f"]}"#,
            "host<a> off<b=1> query<c> query<=d> query<e=f>",
        ),
        (
            r#"{"host":["a"],"auth":{"user":"u","password":"p"},"hash":"h"}"#,
            "user<u> password<p> host<a> hash<h>",
        ),
        ("null", "host<>"),
    ];
    for (url, expected) in table {
        assert_eq!(parts_of(url), expected, "{url}");
    }
}

#[test]
fn an_object_with_nothing_but_raw_is_split() {
    let text = document(
        r#"{"request":{"url":{"raw":"https://h/:id","variable":[{"id":"id","value":7}]}}}"#,
    );
    let (collection, said) = read_all(&text);
    let url = &only(&collection).request.url;
    assert_eq!(parts(url), "protocol<https> host<h> path<:id>");
    assert_eq!(url.variables[0].key, "id");
    assert_eq!(url.variables[0].value.as_deref(), Some("7"));
    assert_eq!(
        said,
        [("url-without-parts", "/item/0/request/url".to_owned())]
    );
}

#[test]
fn raw_text_counts_where_the_parts_are_empty() {
    let text = document(
        r#"{"request":{"url":{"raw":"https://h/v1/:id?a=1&b=2","protocol":"https","host":[],"path":[""],
            "query":[{"key":"a","value":"1"},{"key":"b","value":"2","disabled":true}]}}}"#,
    );
    let (collection, said) = read_all(&text);
    let url = &only(&collection).request.url;
    assert_eq!(
        parts(url),
        "protocol<https> host<h> path<v1|:id> query<a=1> off<b=2>"
    );
    assert_eq!(
        said,
        [("url-without-parts", "/item/0/request/url".to_owned())]
    );
    for (url, expected) in [
        (
            r#"{"raw":"{{base}}/x","host":"","path":""}"#,
            "host<{{base}}> path<x>",
        ),
        (
            r#"{"raw":"{{base}}/x","host":null,"query":[]}"#,
            "host<{{base}}> path<x>",
        ),
        // Without a host in either there is none, and with one the parts count.
        (r#"{"raw":"/x","host":[],"path":["y"]}"#, "host<> path<y>"),
        (r#"{"raw":"https://h/x","host":["i"]}"#, "host<i>"),
    ] {
        let text = document(&format!(r#"{{"request":{{"url":{url}}}}}"#));
        let (collection, _) = read_all(&text);
        assert_eq!(parts(&only(&collection).request.url), expected, "{url}");
    }
}

#[test]
fn a_url_that_cannot_be_one_is_reported() {
    let text = document(r#"{"request":{"url":{"host":[[]],"path":5,"query":7}}}"#);
    let codes: Vec<String> = read_all(&text)
        .1
        .into_iter()
        .map(|(_, pointer)| pointer)
        .collect();
    assert_eq!(
        codes,
        [
            "/item/0/request/url/host/0",
            "/item/0/request/url/path",
            "/item/0/request/url/query"
        ]
    );
}

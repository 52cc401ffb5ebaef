//! One test an idea; each reads a collection as it could be written down.

mod forms;
mod urls;

use super::*;
use crate::collection::{BodyContent, Item, Request, RequestItem};

/// A collection of format 2.1 with these items.
fn document(items: &str) -> String {
    format!(
        r#"{{"info":{{"name":"T","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}},"item":[{items}]}}"#
    )
}

/// Reads it, and gives the codes of what was said with it.
fn read_all(text: &str) -> (Collection<'_>, Vec<(&'static str, String)>) {
    let mut diagnostics = Diagnostics::default();
    let collection = read(text, &mut diagnostics).expect("this collection can be read");
    let said = diagnostics
        .list()
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.pointer.clone()))
        .collect();
    (collection, said)
}

/// The only item of a collection.
fn only<'c, 'a>(collection: &'c Collection<'a>) -> &'c RequestItem<'a> {
    match collection.items.as_slice() {
        [Item::Request(request)] => request,
        other => panic!("one request, not {other:?}"),
    }
}

/// Reads a request object that nothing is to be said about.
fn with_request<T>(request: &str, check: impl FnOnce(&Request<'_>) -> T) -> T {
    let text = document(&format!(r#"{{"name":"R","request":{request}}}"#));
    let (collection, said) = read_all(&text);
    assert_eq!(said, [], "{request}");
    check(&only(&collection).request)
}

#[test]
fn the_schemas_of_all_years_are_read() {
    for schema in [
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        "https://schema.postman.com/json/collection/v2.1.0/",
        "https://schema.getpostman.com/json/collection/v2.0.0/collection.json",
        "http://schema.getpostman.com/json/collection/v2.0.0-draft.4/collection.json",
        "https://schema.getpostman.com/json/collection/v2.0.0-rc.1/collection.json",
        "http://schema.getpostman.com/collection/v2/collection.json",
    ] {
        let text = format!(r#"{{"info":{{"name":"T","schema":"{schema}"}},"item":[]}}"#);
        let (collection, said) = read_all(&text);
        assert_eq!((&*collection.name, said), ("T", vec![]), "{schema}");
    }
}

#[test]
fn a_mark_and_a_wrapper_are_taken_off() {
    let text = format!(
        "\u{feff}{{\"collection\": {}}}",
        document(r#"{"request":"x"}, 5"#)
    );
    let (collection, said) = read_all(&text);
    assert_eq!(only(&collection).pointer, "/item/0");
    assert_eq!(said, [("item-skipped", "/item/1".to_owned())]);
}

#[test]
fn folders_and_requests_keep_their_order_and_place() {
    let text = document(
        r#"{"name":"A","item":[{"name":"a","request":"x"},{"name":"B","item":[]}]},{"name":"c","request":"y"}"#,
    );
    let (collection, _) = read_all(&text);
    let mut seen = Vec::new();
    fn visit<'c>(items: &'c [Item<'_>], seen: &mut Vec<(&'c str, &'c str)>) {
        for item in items {
            match item {
                Item::Folder(folder) => {
                    seen.push((&folder.name, &folder.pointer));
                    visit(&folder.items, seen);
                }
                Item::Request(request) => seen.push((&request.name, &request.pointer)),
            }
        }
    }
    visit(&collection.items, &mut seen);
    assert_eq!(
        seen,
        [
            ("A", "/item/0"),
            ("a", "/item/0/item/0"),
            ("B", "/item/0/item/1"),
            ("c", "/item/1")
        ]
    );
}

#[test]
fn what_is_no_item_is_reported_and_the_rest_goes_on() {
    let text = document(
        r#"null, {"name":"nothing"}, {"name":"both","item":[],"request":"x"}, {"request":7}, {"item":7,"request":"x"}"#,
    );
    let (collection, said) = read_all(&text);
    assert_eq!(collection.items.len(), 2);
    let codes: Vec<_> = said
        .iter()
        .map(|(code, pointer)| (*code, &**pointer))
        .collect();
    assert_eq!(
        codes,
        [
            ("item-skipped", "/item/0"),
            ("item-skipped", "/item/1"),
            ("folder-with-request", "/item/2/request"),
            ("item-skipped", "/item/3"),
            ("wrong-type", "/item/4/item"),
        ]
    );
}

#[test]
fn descriptions_are_strings_or_objects() {
    let text = r#"{"info":{"name":"T","schema":"https://x/v2.1.0/","description":{"content":"All","type":"text/markdown"}},
        "item":[{"name":"F","description":"Folder","item":[]},
                {"name":"R","request":{"url":"x","description":{"content":"Request","type":"text/plain"}}},
                {"name":"S","request":{"url":"x","description":"Description"}}]}"#;
    let (collection, said) = read_all(text);
    assert_eq!(said, []);
    assert!(
        matches!(&collection.items[2], Item::Request(request) if request.description.is_empty())
    );
    assert_eq!(collection.description, "All");
    assert!(matches!(&collection.items[0], Item::Folder(folder) if folder.description == "Folder"));
    assert!(
        matches!(&collection.items[1], Item::Request(request) if request.description == "Request")
    );
}

#[test]
fn auth_of_both_formats_is_one() {
    for request in [
        r#"{"url":"x","auth":{"type":"apikey","apikey":[{"key":"key","value":"k","type":"string"},{"key":"in","value":true},{"key":"value"}]}}"#,
        r#"{"url":"x","auth":{"type":"apikey","apikey":{"key":"k","in":true,"value":null}}}"#,
    ] {
        with_request(request, |request| {
            let auth = request.auth.as_ref().expect("there is an auth");
            assert_eq!(
                (&*auth.kind, &*auth.pointer),
                ("apikey", "/item/0/request/auth")
            );
            let parameters: Vec<(&str, &str)> = auth
                .parameters
                .iter()
                .map(|(name, value)| (&**name, &**value))
                .collect();
            assert_eq!(parameters, [("key", "k"), ("in", "true"), ("value", "")]);
        });
    }
}

#[test]
fn null_auth_is_inherited_and_noauth_is_not() {
    with_request(r#"{"url":"x","auth":null}"#, |request| {
        assert!(request.auth.is_none())
    });
    with_request(r#"{"url":"x","auth":{}}"#, |request| {
        assert!(request.auth.is_none())
    });
    with_request(
        r#"{"url":"x","auth":{"type":"noauth","noauth":null}}"#,
        |request| {
            assert_eq!(request.auth.as_ref().unwrap().kind, "noauth");
        },
    );
    let text = document(r#"{"request":{"url":"x","auth":{"bearer":[{"key":"token"}]}}}"#);
    assert_eq!(
        read_all(&text).1,
        [("auth-without-type", "/item/0/request/auth".to_owned())]
    );
}

#[test]
fn variables_have_a_key_or_an_id_and_any_value() {
    let text = r#"{"info":{"schema":"https://x/v2.1.0/"},"item":[],
        "variable":[{"key":"a","value":"1","type":"secret"},{"id":"b","value":2.0,"disabled":true},{"key":"c"}],
        "variables":[{"key":"d","value":{"x":[1]}},{"value":"lost"}]}"#;
    let (collection, said) = read_all(text);
    let variables: Vec<(&str, Option<&str>, bool, bool)> = collection
        .variables
        .iter()
        .map(|variable| {
            (
                &*variable.key,
                variable.value.as_deref(),
                variable.disabled,
                variable.secret,
            )
        })
        .collect();
    assert_eq!(
        variables,
        [
            ("a", Some("1"), false, true),
            ("b", Some("2"), true, false),
            ("c", None, false, false),
            ("d", Some(r#"{"x":[1]}"#), false, false),
        ]
    );
    assert_eq!(said, [("variable-without-key", "/variables/1".to_owned())]);
}

#[test]
fn examples_are_read_whatever_their_form() {
    let text = document(
        r#"{"request":"x","response":[null,
            {"name":"ok","code":"200","status":"OK","header":null,"body":"{}","_postman_previewlanguage":"json",
             "originalRequest":{"method":"GET","url":"https://h/a"}},
            {"header":"A: 1\r\nB: x:y\r\n","body":{"id":1}, "originalRequest":"https://h/b"},
            {"code":99999,"body":null,"originalRequest":null}]}"#,
    );
    let (collection, said) = read_all(&text);
    let responses = &only(&collection).responses;
    assert_eq!(
        responses
            .iter()
            .map(|response| response.index)
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(
        responses
            .iter()
            .map(|response| response.code)
            .collect::<Vec<_>>(),
        [Some(200), None, None]
    );
    assert_eq!(
        responses
            .iter()
            .map(|response| response.body.as_deref())
            .collect::<Vec<_>>(),
        [Some("{}"), Some(r#"{"id":1}"#), None]
    );
    let header: Vec<(&str, Option<&str>)> = responses[1]
        .headers
        .iter()
        .map(|header| (&*header.key, header.value.as_deref()))
        .collect();
    assert_eq!(header, [("A", Some("1")), ("B", Some("x:y"))]);
    let original = responses[1].original_request.as_ref().unwrap();
    assert_eq!((&*original.method, &*original.url.host), ("GET", "h"));
    assert!(responses[2].original_request.is_none());
    let codes: Vec<&str> = said.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["example-skipped", "status-code-unusable"]);
}

#[test]
fn behavior_is_kept_where_it_stands() {
    let text = document(
        r#"{"name":"R","request":"x","protocolProfileBehavior":{"disableBodyPruning":true,"disabledSystemHeaders":{"content-type":true}}}"#,
    );
    let (collection, said) = read_all(&text);
    let behavior = only(&collection).behavior;
    assert_eq!(behavior.disable_body_pruning, Some(true));
    assert_eq!(behavior.disable_content_type, Some(true));
    assert_eq!(behavior.disable_url_encoding, None);
    assert_eq!(said, []);
}

#[test]
fn scripts_that_do_something_are_counted_once_a_collection() {
    let text = document(
        r#"{"request":"x","event":[{"listen":"test","script":{"exec":["// nothing","  "]}},{"listen":"test","script":{"exec":"pm.test()"}}]},
           {"request":"x","event":[{"listen":"prerequest","script":{"exec":["","a = 1"]}},{"listen":"test","script":{}}]}"#,
    );
    let mut diagnostics = Diagnostics::default();
    read(&text, &mut diagnostics).unwrap();
    let [note] = diagnostics.list() else {
        panic!("one note: {:?}", diagnostics.list())
    };
    assert_eq!(
        note.message,
        "2 scripts are left out of the client (1 prerequest, 1 test)"
    );
    assert_eq!(
        (note.code, &*note.pointer),
        ("scripts-not-run", "/item/0/event/1")
    );
}

#[test]
fn unknown_members_are_reported_once_a_name() {
    let text = document(
        r#"{"request":{"url":"x","proxy":{"host":"p"}},"tags":["a"]},{"request":"x","tags":["b"]},{"request":"x","tags":[]}"#,
    );
    let mut diagnostics = Diagnostics::default();
    read(&text, &mut diagnostics).unwrap();
    let said: Vec<(&str, &str)> = diagnostics
        .list()
        .iter()
        .map(|diagnostic| (&*diagnostic.pointer, &*diagnostic.message))
        .collect();
    assert_eq!(
        said,
        [
            ("/item/0/request/proxy", "`proxy` of a request is not used"),
            (
                "/item/0/tags",
                "`tags` of an item is not used (2 times; this is the first)"
            ),
        ]
    );
}

#[test]
fn of_two_members_with_one_name_the_last_counts() {
    let text = document(r#"{"name":"A","name":"B","request":"x"}"#);
    let (collection, said) = read_all(&text);
    assert_eq!(only(&collection).name, "B");
    assert_eq!(said, [("duplicate-member", "/item/0/name".to_owned())]);
}

#[test]
fn half_a_character_does_not_cost_the_collection() {
    let text = document(r#"{"name":"a\ud83d","request":"x","response":[{"body":"\"\\ud83d\""}]}"#);
    let (collection, said) = read_all(&text);
    assert_eq!(only(&collection).name, "a\u{fffd}");
    assert_eq!(
        only(&collection).responses[0].body.as_deref(),
        Some("\"\\ud83d\"")
    );
    assert_eq!(said, [("half-a-character", "/item/0/name".to_owned())]);
}

#[test]
fn a_number_out_of_range_costs_nothing_but_itself() {
    let text = |number: &str| {
        format!(
            r#"{{"info": {{"name": "N", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}, "x": {number},
            "item": [{{"name": {number}, "request": "https://a.test/\ud800x"}}], "variable": [{{"key": "v", "value": {number}}}]}}"#
        )
    };
    for number in ["1e999", "-1E+999", &"9".repeat(400)] {
        let text = text(number);
        let mut diagnostics = Diagnostics::default();
        let collection = read(&text, &mut diagnostics).expect(number);
        assert_eq!(collection.items.len(), 1);
        assert_eq!(collection.variables[0].value.as_deref(), Some(number));
        let codes: Vec<&str> = diagnostics.list().iter().map(|it| it.code).collect();
        assert!(
            codes.contains(&"number-out-of-range") && codes.contains(&"half-a-character"),
            "{codes:?}"
        );
    }
    // What else is wrong is told at its own place.
    let broken = text("1e999").replace("\"value\"", "?");
    let mut diagnostics = Diagnostics::default();
    assert!(read(&broken, &mut diagnostics).is_none());
    let [error] = diagnostics.list() else {
        panic!("{:?}", diagnostics.list())
    };
    let at = broken.find('?').unwrap();
    assert!(
        error.span.as_ref().unwrap().start.abs_diff(at) <= 1,
        "{error:?}"
    );
}

#[test]
fn what_holds_collections_and_is_none_is_refused_by_name() {
    let one = r#"{"info": {"name": "Shop"}, "item": []}"#;
    let table = [
        (
            format!(
                r#"{{"version": 1, "collections": [{one}, {{"name": "Old", "requests": []}}], "environments": []}}"#
            ),
            "holds 2 collections: 0 `Shop`, 1 `Old`",
        ),
        (
            format!("[{one}]"),
            "a list of collections, which holds one collection: 0 `Shop`",
        ),
        (
            format!(r#"{{"collection": {one}, "run": {{"stats": {{}}}}}}"#),
            "newman",
        ),
        (
            r#"{"environment": {}, "collection": {"0a1b": true}}"#.to_owned(),
            "data export",
        ),
        (
            r#"{"id": "1", "values": [], "_postman_variable_scope": "globals"}"#.to_owned(),
            "global variables",
        ),
        (
            r#"{"id": "1", "values": [], "_postman_variable_scope": "environment"}"#.to_owned(),
            "a Postman environment",
        ),
        (r#"{"log": {"entries": []}}"#.to_owned(), "an HTTP archive"),
        (r#"{"swagger": "2.0", "paths": {}}"#.to_owned(), "OpenAPI"),
    ];
    for (text, said) in table {
        let mut diagnostics = Diagnostics::default();
        assert!(read(&text, &mut diagnostics).is_none(), "{text}");
        let error = diagnostics.list().last().unwrap();
        assert_eq!(error.code, "not-a-collection");
        assert!(
            error.message.contains(said) && error.help.is_some(),
            "{error:?}"
        );
    }
}

#[test]
fn a_number_out_of_range_is_one_member_and_not_the_collection() {
    let text = document(r#"{"name":"1e999","x":-1e999,"request":"x"}"#);
    let (collection, said) = read_all(&text);
    assert_eq!(only(&collection).name, "1e999");
    let place = "/item/0/x".to_owned();
    assert!(said.contains(&("number-out-of-range", place)), "{said:?}");
}

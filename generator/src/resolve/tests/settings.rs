//! What is said to the client once.

use serde_json::{Value, json};

use super::{lines, whole};

/// A request: its method, its path, its headers.
type Sent<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

/// The dump's lines about settings, of requests that are (method, path, headers).
fn settings(requests: &[Sent<'_>]) -> Vec<String> {
    let item: Vec<Value> = requests
        .iter()
        .map(|(method, path, headers)| {
            let header: Vec<Value> = headers
                .iter()
                .map(|(key, value)| json!({ "key": key, "value": value }))
                .collect();
            json!({ "name": path, "request": {
                "method": method, "url": format!("https://a.test/{path}"), "header": header
            } })
        })
        .collect();
    let (dump, _) = whole(json!({ "item": item }), None);
    lines(&dump, "setting")
        .iter()
        .map(|line| (*line).to_owned())
        .collect()
}

#[test]
fn whom_calls_are_made_for_is_said_once() {
    assert_eq!(
        settings(&[
            ("GET", "orgs/{{org}}/teams", &[]),
            ("GET", "orgs/{{org}}/members", &[]),
            ("DELETE", "orgs/{{org}}/members/{{id}}", &[]),
            ("GET", "orgs", &[]),
        ]),
        ["0 \"org\" = \"{{org}}\", Client"]
    );
    let version: &[(&str, &str)] = &[("Shop-Version", "2024-01-01"), ("X-Store", "{{store}}")];
    assert_eq!(
        settings(&[
            ("GET", "a", version),
            ("GET", "b", version),
            ("GET", "c", version)
        ]),
        ["0 \"X-Store\" = \"{{store}}\", Client"],
        "a header that all send is the client's already"
    );
}

#[test]
fn what_a_call_is_about_is_never_said_once() {
    // What an API makes or deletes is what it is about.
    let accounts: [Sent<'_>; 4] = [
        ("POST", "accounts", &[]),
        ("GET", "accounts/{{account_id}}/orders", &[]),
        ("GET", "accounts/{{account_id}}/notes", &[]),
        ("GET", "accounts/{{account_id}}/people", &[]),
    ];
    assert!(settings(&accounts).is_empty());
    let deleted: [Sent<'_>; 3] = [
        ("DELETE", "accounts/{{account_id}}", &[]),
        ("GET", "accounts/{{account_id}}/notes", &[]),
        ("GET", "accounts/{{account_id}}/people", &[]),
    ];
    assert!(settings(&deleted).is_empty());
    let names = ["id", "userId", "service_id", "page", "owner"];
    for name in names {
        let path = |end: &str| {
            format!("things/{{{{{name}}}}}/{end}?{name}={{{{{name}}}}}&limit={{{{limit}}}}")
        };
        let (a, b, c) = (path("a"), path("b"), path("c"));
        let requests: [Sent<'_>; 3] = [("GET", &a, &[]), ("GET", &b, &[]), ("GET", &c, &[])];
        assert!(settings(&requests).is_empty(), "{name}");
    }
    // A thing's version is not that of the API.
    let versions: [Sent<'_>; 3] = [
        ("GET", "service/{{service_id}}/version/{{version}}/a", &[]),
        ("GET", "service/{{service_id}}/version/{{version}}/b", &[]),
        ("GET", "service/{{service_id}}/version/{{version}}/c", &[]),
    ];
    assert!(settings(&versions).is_empty());
    // One name, several values: a story of several parties; and marks of one call.
    let parties: [Sent<'_>; 5] = [
        (
            "GET",
            "a",
            &[("X-Source", "{{payer}}"), ("X-Request-Id", "{{r}}")],
        ),
        (
            "GET",
            "b",
            &[("X-Source", "{{payer}}"), ("X-Request-Id", "{{r}}")],
        ),
        (
            "GET",
            "c",
            &[("X-Source", "{{payer}}"), ("X-Request-Id", "{{r}}")],
        ),
        (
            "GET",
            "d",
            &[("X-Source", "{{payee}}"), ("X-Request-Id", "{{r}}")],
        ),
        (
            "GET",
            "e",
            &[("X-Source", "{{payee}}"), ("X-Request-Id", "{{r}}")],
        ),
    ];
    assert!(settings(&parties).is_empty());
}

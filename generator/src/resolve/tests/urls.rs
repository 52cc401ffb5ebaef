//! Where requests go: spellings of a server, base paths, actions behind a colon.

use serde_json::{Value, json};

use super::{lines, path, resolve, whole};
use crate::collection::read;
use crate::diagnostic::Diagnostics;

fn servers(urls: &[&str]) -> Vec<String> {
    let items: Vec<Value> = (urls.iter())
        .map(|url| json!({ "name": "Call", "request": { "method": "GET", "url": url } }))
        .collect();
    lines(&whole(json!({ "item": items }), None).0, "server")
}

#[test]
fn a_server_is_one_however_it_is_spelt() {
    assert_eq!(
        servers(&[
            "https://a.test/x",
            "HTTPS://A.Test/y",
            "https://a.test:443/z",
            "https://A.TEST"
        ]),
        ["0 \"a.test\" https://a.test = https://a.test"]
    );
    assert_eq!(servers(&["http://a.test:80/x", "a.test/y"]).len(), 1);
    assert_eq!(
        servers(&["http://a.test:443/x", "https://a.test/y"]).len(),
        2
    );
    assert_eq!(
        servers(&["https://{{host}}:443/x", "https://{{host}}/y"]).len(),
        1
    );
    assert_eq!(
        servers(&["https://bücher.test:8443/x"]),
        ["0 \"bücher.test:8443\" https://bücher.test:8443 = https://xn--bcher-kva.test:8443"]
    );
}

/// The server and the operations of requests that begin with this path, three segments long.
fn begins(first: &str, variables: Value) -> (Vec<String>, Vec<String>) {
    let item = |last: &str| json!({ "name": "Call", "request": { "url": { "protocol": "https", "host": ["{{host}}"], "path": [first, "x", last] } } });
    let (dump, _) = whole(
        json!({ "item": [item("a"), item("b")], "variable": variables }),
        None,
    );
    (lines(&dump, "server"), lines(&dump, "GET"))
}

#[test]
fn a_variable_that_begins_the_path_belongs_to_the_base_url() {
    let value = |key: &str, value: &str| json!([{ "key": "host", "value": "a.test" }, { "key": key, "value": value }]);
    let joined = |first: &str, variables: Value, base: &str, path: &str| {
        let (servers, operations) = begins(first, variables);
        assert_eq!(servers.len(), 1, "{servers:?}");
        assert!(servers[0].ends_with(&format!("= {base}")), "{servers:?}");
        let expected = format!("0:{path}");
        assert!(operations[0].starts_with(&expected), "{operations:?}");
    };
    let base = "https://a.test";
    joined("{{basePath}}rest", value("basePath", ""), base, "/rest/x/a");
    joined("{{sub}}rest", value("sub", ""), base, "/rest/x/a");
    joined(
        "{{sub}}rest",
        value("sub", "w/i/"),
        "https://a.test/w/i",
        "/rest/x/a",
    );
    joined("{{basePath}}rest", value("other", ""), base, "/rest/x/a");
    joined(
        "{{stage}}",
        value("stage", "live"),
        "https://a.test/live",
        "/x/a",
    );
    joined(
        "{{any}}",
        value("any", "v1/eu"),
        "https://a.test/v1/eu",
        "/x/a",
    );
    // These are what a call is about, or a name.
    joined(
        "{{tenant_id}}",
        value("tenant_id", "7"),
        base,
        "/{tenant_id}/x/a",
    );
    joined("{{sub}}rest", value("sub", "my"), base, "/{sub}rest/x/a");
    joined(
        "{{version}}.json",
        value("version", ""),
        base,
        "/{version}.json/x/a",
    );
    joined("{{stage}}", value("other", ""), base, "/{stage}/x/a");
}

#[test]
fn a_server_that_not_all_requests_begin_alike_keeps_them_together() {
    let (dump, _) = whole(
        json!({ "item": [
            { "name": "A", "request": { "url": "https://a.test/{{version}}/x" } },
            { "name": "B", "request": { "url": "https://a.test/health" } },
        ], "variable": [{ "key": "version", "value": "v2" }] }),
        None,
    );
    assert_eq!(lines(&dump, "server").len(), 1);
    assert_eq!(lines(&dump, "path").len(), 1);
}

#[test]
fn an_action_behind_a_colon_is_sent_as_it_is_written() {
    let url = |segments: &[&str], variables: Value| json!({ "host": ["a", "test"], "path": segments, "variable": variables });
    let feed = json!([{ "key": "id", "value": "7" }, { "key": "feed", "value": ":feed" }]);
    assert_eq!(
        path(url(&["cats", ":id", ":feed"], feed)),
        "0:/cats/{id}/:feed"
    );
    let id = json!([{ "key": "id", "value": "7" }]);
    assert_eq!(
        path(url(&["cats", ":id", ":feed"], id.clone())),
        "0:/cats/{id}/:feed"
    );
    assert_eq!(
        path(url(&["cats", ":id", ":toyId"], id.clone())),
        "0:/cats/{id}/{toyId}"
    );
    assert_eq!(
        path(url(&["cats", ":kind", ":id"], id)),
        "0:/cats/{kind}/{id}"
    );
    let none = json!([]);
    assert_eq!(
        path(url(&["models", "prebuilt:cat", ":analyze"], none.clone())),
        "0:/models/prebuilt:cat/:analyze"
    );
    assert_eq!(path(url(&["cats", ":cat"], none.clone())), "0:/cats/{cat}");
    assert_eq!(path(url(&["cats", ":feed", "x"], none)), "0:/cats/{feed}/x");
}

#[test]
fn ids_are_told_by_what_stands_around_them() {
    let ids = |method: &str, urls: &[&str]| -> Vec<String> {
        let items: Vec<Value> = (urls.iter())
            .map(|url| json!({ "name": "Call", "request": { "method": method, "url": format!("https://a.test/{url}") } }))
            .collect();
        let (dump, _) = whole(json!({ "item": items }), None);
        (lines(&dump, method).iter())
            .filter_map(|line| Some(line.split_once(':')?.1.split("  ").next()?.to_owned()))
            .collect()
    };
    for (url, expected) in [
        ("users/7", "/users/{user_id}"),
        ("users/7/orders/12", "/users/{user_id}/orders/{order_id}"),
        ("folders/-1", "/folders/{folder_id}"),
        ("delete/2", "/delete/{id}"),
        ("deletePost/2", "/deletePost/{post_id}"),
        ("todos/delete/2", "/todos/delete/{todo_id}"),
        ("items/8863.json", "/items/{item_id}.json"),
        ("issues/PROJ-12", "/issues/{issue_id}"),
        ("user/7", "/user/7"),
        ("delay/3", "/delay/3"),
        ("status/200", "/status/200"),
        ("pages/2", "/pages/2"),
        ("reports/2024", "/reports/2024"),
        ("api/2/users", "/api/2/users"),
        ("rest/api/2", "/rest/api/2"),
        ("1.1/users", "/1.1/users"),
        ("2010-04-01/users", "/2010-04-01/users"),
        ("users/v2/all", "/users/v2/all"),
        ("versions/3", "/versions/3"),
        ("images/100x100", "/images/100x100"),
    ] {
        assert_eq!(ids("GET", &[url]), [expected], "{url}");
    }
    assert_eq!(ids("PUT", &["user/7"]), ["/user/{user_id}"]);
    assert_eq!(
        ids("GET", &["user/7", "user"]),
        ["/user/{user_id}", "/user"]
    );
    assert_eq!(
        ids("GET", &["user/7/a", "user/8/b"]),
        ["/user/{user_id}/a", "/user/{user_id}/b"]
    );
}

#[test]
fn blanks_are_written_as_the_collection_writes_them() {
    let plus = |query: &str| {
        let text = json!({ "info": { "name": "T", "schema": super::SCHEMA },
            "item": [{ "name": "Call", "request": { "url": format!("https://a.test/x?{query}") } }] })
        .to_string();
        let mut diagnostics = Diagnostics::default();
        let collection = read(&text, &mut diagnostics).expect("a collection");
        resolve(&collection, None, &mut diagnostics).operations[0].plus
    };
    assert!(plus("q=a+b"));
    assert!(plus("a+b=c&d={{e}}"));
    assert!(!plus("q=a%20b") && !plus("q=a%2Bb") && !plus("q=a+b c"));
}

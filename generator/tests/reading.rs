//! Reading never panics and loses no request, whatever the JSON.

use std::path::PathBuf;

use letterpress::collection::{self, Collection, Item};
use letterpress::diagnostic::{Diagnostics, SourceText};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Every member that reading knows, once.
fn small_collection() -> Value {
    json!({
        "info": {
            "name": "Small", "description": { "content": "d" },
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
        },
        "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] },
        "variable": [{ "key": "a", "value": "b" }, { "id": "c", "value": 1.5, "disabled": true }],
        "event": [{ "listen": "test", "script": { "exec": ["x()"] } }],
        "protocolProfileBehavior": { "disabledSystemHeaders": { "content-type": true } },
        "item": [
            { "name": "Folder", "description": "f", "auth": { "type": "noauth" }, "item": [
                { "name": "Text", "request": "https://u:p@{{host}}:1/a/:b?c=d&e#f" },
                { "name": "Object", "protocolProfileBehavior": { "disableBodyPruning": true },
                  "request": {
                    "method": "POST", "header": [{ "key": "A", "value": "b", "disabled": false }, "C: d"],
                    "url": {
                        "raw": "https://h/:b?c=d", "protocol": "https", "host": ["h", "test"], "port": "8",
                        "path": [":b", { "type": "string", "value": "v" }], "hash": "x",
                        "auth": { "user": "u", "password": "p" },
                        "query": [{ "key": "c", "value": "d", "description": "e" }, { "key": "f", "value": null }],
                        "variable": [{ "key": "b", "value": "1" }]
                    },
                    "body": {
                        "mode": "raw", "raw": "{\"a\": {{b}}}", "options": { "raw": { "language": "json" } },
                        "urlencoded": "a=b&c", "formdata": [{ "key": "f", "type": "file", "src": ["x"] }],
                        "file": { "src": "x" }, "graphql": { "query": "q", "variables": { "a": 1 } }
                    },
                    "auth": { "type": "apikey", "apikey": { "key": "k", "in": "header" } },
                    "description": "r"
                  },
                  "response": [{
                      "name": "ok", "code": 200, "status": "OK", "_postman_previewlanguage": "json",
                      "header": "A: b\r\nC: d", "body": "{}",
                      "originalRequest": { "method": "POST", "url": { "path": "/a/b", "query": "x=y" }, "header": null }
                  }] }
            ] },
            { "name": "Form", "request": { "method": "PUT", "url": { "host": "h" },
                "body": { "mode": "formdata", "formdata": [{ "key": "a", "value": 1, "contentType": "t" }] } } }
        ]
    })
}

/// A change to one node of a tree.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Replace(Value),
    Wrap,
    Repeat,
    Reverse,
}

fn change() -> impl Strategy<Value = (usize, Change)> {
    let replacement = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z{}:/?#&=@.\\\\é\u{1F600}\n]{0,12}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[null, 1, "a", {}]])),
        Just(json!({ "item": [{ "request": {} }], "mode": "graphql", "key": [] })),
    ];
    let change = prop_oneof![
        Just(Change::Delete),
        replacement.prop_map(Change::Replace),
        Just(Change::Wrap),
        Just(Change::Repeat),
        Just(Change::Reverse),
    ];
    (any::<proptest::sample::Index>(), change)
        .prop_map(|(index, change)| (index.index(1 << 20), change))
}

/// Applies a change to the node of that number, counted in order of the text.
fn apply(tree: &mut Value, number: usize, change: &Change) {
    let mut pointers = Vec::new();
    collect(tree, String::new(), &mut pointers);
    let pointer = pointers[number % pointers.len()].clone();
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        if let Change::Replace(value) = change {
            *tree = value.clone();
        }
        return;
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    match (
        change,
        tree.pointer_mut(parent).expect("the parent is there"),
    ) {
        (Change::Delete, Value::Object(members)) => {
            members.remove(&name);
        }
        (Change::Delete, Value::Array(values)) => {
            values.remove(name.parse().expect("an index"));
        }
        (Change::Repeat, Value::Array(values)) => {
            let value = values[name.parse::<usize>().expect("an index")].clone();
            values.push(value);
        }
        (Change::Reverse, Value::Array(values)) => values.reverse(),
        (Change::Reverse, Value::Object(members)) => {
            let reversed: Map<String, Value> = std::mem::take(members).into_iter().rev().collect();
            *members = reversed;
        }
        (Change::Replace(value), _) => {
            *tree.pointer_mut(&pointer).expect("it is there") = value.clone()
        }
        (Change::Wrap, _) => {
            let node = tree.pointer_mut(&pointer).expect("it is there");
            *node = json!([node.take()]);
        }
        _ => {}
    }
}

fn collect(tree: &Value, pointer: String, pointers: &mut Vec<String>) {
    match tree {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{name}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

/// Reads a text and shows all that is said about it; checks that each item became a request, a folder or a diagnostic.
fn read_and_count(text: &str) {
    let mut diagnostics = Diagnostics::default();
    let read = collection::read(text, &mut diagnostics);
    let source = SourceText {
        file: "api.json",
        text,
    };
    let reports = diagnostics.reports(source);
    assert_eq!(reports.len(), diagnostics.list().len());
    for report in &reports {
        assert!(report.line > 0 && report.column > 0);
        assert!(report.to_string().contains(report.diagnostic.code));
    }
    let Some(read) = read else {
        assert!(diagnostics.has_errors(), "what cannot be read has an error");
        return;
    };
    assert!(!diagnostics.has_errors(), "what has an error is not read");
    let skipped = diagnostics
        .list()
        .iter()
        .filter(|diagnostic| diagnostic.code == "item-skipped")
        .count();
    let raw: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("it was read");
    let raw = match raw.get("collection") {
        Some(inner) if raw.get("item").is_none() && inner.is_object() => inner,
        _ => &raw,
    };
    assert_eq!(leaves(raw), requests(&read.items) + skipped);
    let examples = diagnostics
        .list()
        .iter()
        .filter(|diagnostic| diagnostic.code == "example-skipped")
        .count();
    assert_eq!(raw_examples(raw), read_examples(&read) + examples);
}

/// Items of a raw tree that are not folders.
fn leaves(node: &Value) -> usize {
    let items = node
        .get("item")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    items
        .iter()
        .map(|item| {
            if item.get("item").is_some_and(Value::is_array) {
                leaves(item)
            } else {
                1
            }
        })
        .sum()
}

fn requests(items: &[Item<'_>]) -> usize {
    items
        .iter()
        .map(|item| match item {
            Item::Folder(folder) => requests(&folder.items),
            Item::Request(_) => 1,
        })
        .sum()
}

/// Examples of all requests of a raw tree.
fn raw_examples(node: &Value) -> usize {
    let items = node
        .get("item")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    items
        .iter()
        .map(|item| {
            if item.get("item").is_some_and(Value::is_array) {
                return raw_examples(item);
            }
            let request = item.get("request");
            if !request.is_some_and(|request| request.is_object() || request.is_string()) {
                return 0;
            }
            item.get("response")
                .and_then(Value::as_array)
                .map_or(0, Vec::len)
        })
        .sum()
}

fn read_examples(collection: &Collection<'_>) -> usize {
    fn count(items: &[Item<'_>]) -> usize {
        items
            .iter()
            .map(|item| match item {
                Item::Folder(folder) => count(&folder.items),
                Item::Request(request) => request.responses.len(),
            })
            .sum()
    }
    count(&collection.items)
}

proptest! {
    #[test]
    fn no_change_to_a_collection_makes_reading_panic(changes in prop::collection::vec(change(), 1..6)) {
        let mut tree = small_collection();
        for (number, change) in &changes {
            apply(&mut tree, *number, change);
        }
        read_and_count(&tree.to_string());
    }

    #[test]
    fn no_cut_makes_reading_panic(at in any::<prop::sample::Index>(), garbage in "\\PC{0,3}") {
        let text = serde_json::to_string_pretty(&small_collection()).unwrap();
        let mut end = at.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        read_and_count(&format!("{}{garbage}", &text[..end]));
    }

    #[test]
    fn no_url_makes_reading_panic(url in "[a-z{}:/?#&=@.\\\\\\[\\] é\u{1F600}]{0,40}") {
        let request = json!({ "name": "R", "request": url });
        let tree = json!({ "info": { "schema": "https://x/v2.1.0/" }, "item": [request] });
        read_and_count(&tree.to_string());
    }

    #[test]
    fn no_environment_makes_reading_panic(changes in prop::collection::vec(change(), 0..4)) {
        let mut tree = json!({
            "name": "staging", "_postman_variable_scope": "environment",
            "values": [{ "key": "a", "value": "b", "enabled": true, "type": "secret" }, { "key": "c", "value": 1 }]
        });
        for (number, change) in &changes {
            apply(&mut tree, *number, change);
        }
        let text = tree.to_string();
        let mut diagnostics = Diagnostics::default();
        let read = collection::environment::read(&text, &mut diagnostics);
        prop_assert_eq!(read.is_none(), diagnostics.has_errors());
    }
}

#[test]
fn an_environment_is_read_with_its_secrets_and_what_is_switched_off() {
    let text = r#"{"id":"1","name":"Staging","values":[
        {"key":"host","value":"https://staging.test","enabled":true,"type":"default"},
        {"key":"token","value":"t","enabled":true,"type":"secret"},
        {"key":"old","value":"","enabled":false},{"key":"n","value":5}],
        "_postman_variable_scope":"environment"}"#;
    let mut diagnostics = Diagnostics::default();
    let environment = collection::environment::read(text, &mut diagnostics).unwrap();
    assert_eq!(diagnostics.list(), []);
    assert_eq!(environment.name, "Staging");
    let values: Vec<_> = environment
        .values
        .iter()
        .map(|value| {
            (
                &*value.key,
                value.value.as_deref(),
                value.disabled,
                value.secret,
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            ("host", Some("https://staging.test"), false, false),
            ("token", Some("t"), false, true),
            ("old", Some(""), true, false),
            ("n", Some("5"), false, false),
        ]
    );
}

#[test]
fn all_collections_at_hand_are_read_whole() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = root.join("../shared/corpus");
    if !corpus.exists() {
        eprintln!("skipped: the corpus is not there ({})", corpus.display());
    }
    let mut folders = vec![root.join("collections"), corpus.join("edge"), corpus];
    folders.retain(|folder| folder.exists());
    let mut read = 0;
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                read_and_count(&std::fs::read_to_string(&path).unwrap());
                read += 1;
            }
        }
    }
    assert!(
        read > 0,
        "there is at least the collection of this repository"
    );
}

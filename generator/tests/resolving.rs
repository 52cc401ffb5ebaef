//! Resolving never panics, and loses nothing of a request without saying so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use letterpress::api::{Api, Operation, Scheme};
use letterpress::collection::{self, BodyContent, Collection, Item, RequestItem};
use letterpress::diagnostic::Diagnostics;
use letterpress::resolve::{dump, resolve};
use proptest::prelude::*;
use serde_json::json;

fn requests<'c, 'a>(items: &'c [Item<'a>], found: &mut Vec<&'c RequestItem<'a>>) {
    for item in items {
        match item {
            Item::Folder(folder) => requests(&folder.items, found),
            Item::Request(request) => found.push(request),
        }
    }
}

/// What of a collection is neither in the API nor in a diagnostic.
fn lost(collection: &Collection<'_>, api: &Api<'_>, diagnostics: &Diagnostics) -> Vec<String> {
    let said: BTreeSet<(&str, &str)> = diagnostics
        .list()
        .iter()
        .map(|diagnostic| (diagnostic.pointer.as_str(), diagnostic.code))
        .collect();
    let places: BTreeSet<&str> = said.iter().map(|(pointer, _)| *pointer).collect();
    let mut items = Vec::new();
    requests(&collection.items, &mut items);
    if items.len() != api.operations.len() {
        return vec![format!(
            "{} requests, {} operations",
            items.len(),
            api.operations.len()
        )];
    }
    let mut lost = Vec::new();
    for (item, operation) in items.into_iter().zip(&api.operations) {
        if item.pointer != operation.pointer {
            lost.push(format!("{} is out of order", item.pointer));
        }
        if item.responses.len() != operation.examples.len() {
            lost.push(format!("{}: examples", item.pointer));
        }
        let request = &item.request;
        let kept = |pointer: &str| {
            places.contains(pointer)
                || operation
                    .parameters
                    .iter()
                    // What a script sets is the signer's, and is told where the script stands.
                    .chain(&operation.signed)
                    .any(|parameter| parameter.pointer == pointer)
        };
        let merged = said.contains(&(request.url.pointer.as_str(), "query-in-path"));
        for entry in &request.url.query {
            if !kept(&entry.pointer) && !is_credential(api, operation, &entry.key) && !merged {
                lost.push(entry.pointer.clone());
            }
        }
        for variable in &request.url.variables {
            if !kept(&variable.pointer) {
                lost.push(variable.pointer.clone());
            }
        }
        for entry in &request.headers {
            let constant = api
                .headers
                .iter()
                .chain(&operation.headers)
                .map(|header| &header.name)
                .chain(operation.signed.iter().map(|parameter| &parameter.name))
                .any(|name| name.eq_ignore_ascii_case(entry.key.trim()));
            let of_body =
                entry.key.eq_ignore_ascii_case("content-type") && operation.body.is_some();
            if !constant
                && !of_body
                && !kept(&entry.pointer)
                && !is_credential(api, operation, &entry.key)
            {
                lost.push(entry.pointer.clone());
            }
        }
        if let Some(body) = &request.body {
            let empty = match &body.content {
                BodyContent::Raw { text, .. } => text.is_empty(),
                BodyContent::UrlEncoded(entries) => entries.is_empty(),
                BodyContent::FormData(parts) => parts.is_empty(),
                BodyContent::File { named, content } => !named && content.is_none(),
                BodyContent::GraphQl { .. } => false,
            };
            if !empty && operation.body.is_none() && !places.contains(body.pointer.as_str()) {
                lost.push(body.pointer.clone());
            }
        }
    }
    lost
}

fn is_credential(api: &Api<'_>, operation: &Operation<'_>, name: &str) -> bool {
    let ids = operation
        .credential
        .iter()
        .chain(&operation.more_credentials);
    ids.filter_map(|id| api.credentials.get(id.0))
        .any(|credential| match &credential.scheme {
            Scheme::Bearer { .. } | Scheme::Basic { .. } => {
                name.eq_ignore_ascii_case("authorization")
            }
            Scheme::Header { name: own, .. } => own.eq_ignore_ascii_case(name.trim()),
            Scheme::Query { name: own, .. } => own == name,
            Scheme::Other { .. } => false,
        })
}

fn check(path: &Path) -> Option<usize> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut diagnostics = Diagnostics::default();
    let collection = collection::read(&text, &mut diagnostics)?;
    let mut diagnostics = Diagnostics::default();
    let api = resolve(&collection, None, &mut diagnostics);
    let lost = lost(&collection, &api, &diagnostics);
    assert!(lost.is_empty(), "{}: {lost:#?}", path.display());
    assert!(!dump(&api).is_empty());
    for operation in &api.operations {
        assert!(operation.server.0 < api.servers.len(), "{}", path.display());
    }
    Some(api.operations.len())
}

fn collections(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let (folders, mut files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.extend(folders.iter().flat_map(|folder| collections(folder)));
    files
}

#[test]
fn nothing_of_the_projects_own_collections_is_lost() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = collections(&home.join("../collections"));
    files.extend(collections(&home.join("tests/fixtures")));
    let operations: usize = files.iter().filter_map(|path| check(path)).sum();
    assert!(operations > 100, "{operations} operations");
}

#[test]
fn nothing_of_the_corpus_is_lost() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let files = collections(&corpus);
    if files.is_empty() {
        eprintln!("skipped: there is no corpus at {}", corpus.display());
        return;
    }
    let operations: usize = files.iter().filter_map(|path| check(path)).sum();
    assert!(operations > 3000, "{operations} operations");
}

const STRANGE: &str = "[a-z{}:/?#&=@.<>%+\\\\\\[\\]é\n \"]{0,16}";

proptest! {
    #[test]
    fn no_request_is_too_strange(
        url in STRANGE, host in STRANGE, segments in prop::collection::vec(STRANGE, 0..4), key in STRANGE, value in STRANGE,
        name in STRANGE, method in "[A-Za-z ]{0,6}", body in STRANGE, language in prop_oneof!["json", "text", ""],
    ) {
        let variable = json!([{ "key": key, "value": value }, { "key": value, "value": key }]);
        let entries = json!([{ "key": name, "value": value }, { "key": key, "value": name, "disabled": true }]);
        let parts = json!({ "host": host, "path": segments, "query": entries, "variable": variable });
        let request = |url: serde_json::Value| json!({
            "method": method, "url": url, "header": entries,
            "body": { "mode": "raw", "raw": body, "options": { "raw": { "language": language } } }
        });
        let graphql = json!({ "method": "POST", "url": url, "body": { "mode": "graphql", "graphql": { "query": value, "variables": body } } });
        let text = json!({
            "info": { "name": "X", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
            "variable": variable,
            "item": [
                { "name": "a", "request": request(json!(url)), "response": [{ "originalRequest": request(parts.clone()) }] },
                { "name": "b", "request": request(parts), "response": [{ "originalRequest": request(json!(url)) }] },
                { "name": "c", "request": graphql },
            ]
        }).to_string();
        let mut diagnostics = Diagnostics::default();
        let collection = collection::read(&text, &mut diagnostics).expect("a collection");
        let api = resolve(&collection, None, &mut diagnostics);
        prop_assert_eq!(api.operations.len(), 3);
        prop_assert!(!dump(&api).is_empty());
    }
}

//! Promises that hold for every collection: the same bytes in give the same bytes out, the order of examples and the ids that
//! Postman hands out mean nothing, no input makes the compiler panic, and nothing leaves the output folder.

mod support;

use std::fs;
use std::path::{Component, Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;

#[test]
fn the_same_input_gives_the_same_output() {
    let text = support::digitalocean();
    let first = support::all_text(&support::compile(&text, "digitalocean"));
    let second = support::all_text(&support::compile(&text, "digitalocean"));
    assert!(first == second, "two runs over the same text differ");
}

#[test]
fn ids_that_postman_hands_out_change_nothing() {
    let text = support::digitalocean();
    let mut changed: Value = serde_json::from_str(&text).expect("the collection is JSON");
    renew_ids(&mut changed, &mut 0);
    let changed = serde_json::to_string_pretty(&changed).expect("JSON");
    assert_ne!(text, changed);
    assert_same_crate(&text, &changed);
}

#[test]
fn the_order_of_examples_changes_no_type() {
    let text = support::digitalocean();
    let mut changed: Value = serde_json::from_str(&text).expect("the collection is JSON");
    reverse_examples(&mut changed);
    let changed = serde_json::to_string(&changed).expect("JSON");
    assert_same_crate(&text, &changed);
}

/// Compares everything but the saved examples and the replay program, which follow the collection's own order.
fn assert_same_crate(a: &str, b: &str) {
    let a = support::compile(a, "digitalocean");
    let b = support::compile(b, "digitalocean");
    let sources = |output: &letterpress::Output| -> Vec<(String, String)> {
        output
            .files
            .iter()
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect()
    };
    for (a, b) in sources(&a).iter().zip(&sources(&b)) {
        assert_eq!(a.0, b.0);
        let differing = a.1.lines().zip(b.1.lines()).find(|(a, b)| a != b);
        assert!(a.1 == b.1, "{} differs: {differing:?}", a.0);
    }
    assert_eq!(a.files.len(), b.files.len());
}

/// What Postman makes up is made up by the client or given by the caller; nobody sends its name.
#[test]
fn no_dynamic_variable_is_sent_by_its_name() {
    let fixtures = support::fixtures();
    let dynamic: Vec<_> = (fixtures.iter())
        .filter(|fixture| fixture.text.contains("{{$"))
        .collect();
    assert!(dynamic.len() > 1);
    for fixture in dynamic {
        let output = fixture.compile(&fixture.name);
        let client = |path: &str| path.starts_with("src/") && !path.starts_with("src/runtime/");
        for file in output.files.iter().filter(|file| client(&file.path)) {
            let line = (file.text.lines())
                .find(|line| line.contains("{{$") && !line.trim_start().starts_with("//"));
            assert_eq!(line, None, "{}: {}", fixture.name, file.path);
        }
    }
}

fn renew_ids(value: &mut Value, count: &mut u32) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                if key == "_postman_id"
                    || key == "id" && value.as_str().is_some_and(|id| id.len() == 36)
                {
                    *count += 1;
                    *value = Value::String(format!("00000000-0000-4000-8000-{count:012}"));
                } else {
                    renew_ids(value, count);
                }
            }
        }
        Value::Array(array) => array.iter_mut().for_each(|value| renew_ids(value, count)),
        _ => {}
    }
}

fn reverse_examples(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::Array(examples) if key == "response" => examples.reverse(),
                    value => reverse_examples(value),
                }
            }
        }
        Value::Array(array) => array.iter_mut().for_each(reverse_examples),
        _ => {}
    }
}

/// Where no types lead from a reply to its items there is no `items()` method: nothing may show one, or carry its runtime.
#[test]
fn only_lists_with_pages_methods_are_told_of() {
    let fixture = support::fixtures()
        .into_iter()
        .find(|fixture| fixture.name == "pages-that-types-do-not-lead-to")
        .expect("the fixture");
    let mut collection: Value = serde_json::from_str(&fixture.text).expect("JSON");
    let paged = support::compile(&fixture.text, "paged");
    let requests = collection["item"][0]["item"]
        .as_array_mut()
        .expect("requests");
    assert_eq!(requests.len(), 3);
    requests.truncate(2);
    let left_out = support::compile(&collection.to_string(), "left_out");

    let file = |output: &letterpress::Output, path: &str| {
        let mut files = output.files.iter();
        files
            .find(|file| file.path == path)
            .map(|file| file.text.clone())
    };
    let readme = file(&paged, "README.md").expect("a README");
    assert!(
        readme.contains("let mut items = client.entries().list_lines().page(1).items();"),
        "{readme}"
    );
    assert!(file(&paged, "src/runtime/pages.rs").is_some());
    let readme = file(&left_out, "README.md").expect("a README");
    assert!(!readme.contains("items()"), "{readme}");
    assert!(file(&left_out, "src/runtime/pages.rs").is_none());
}

#[test]
fn no_file_leaves_the_output_folder() {
    for fixture in support::fixtures() {
        for file in support::compile(&fixture.text, &fixture.name).files {
            let path = Path::new(&file.path);
            assert!(
                path.components()
                    .all(|part| matches!(part, Component::Normal(_))),
                "{}: {}",
                fixture.name,
                file.path
            );
            assert!(
                file.path
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte)),
                "{}: {}",
                fixture.name,
                file.path
            );
        }
    }
}

#[test]
fn a_secret_of_the_collection_is_in_no_file() {
    let fixture = support::fixtures()
        .into_iter()
        .find(|fixture| fixture.name == "secrets-stay-out")
        .expect("the fixture");
    let text = support::all_text(&support::compile(&fixture.text, &fixture.name));
    for secret in SECRETS {
        assert!(
            fixture.text.contains(secret),
            "the fixture no longer holds {secret}"
        );
        assert!(!text.contains(secret), "{secret} reached the crate");
    }
}

/// Every secret of the fixture `secrets-stay-out`.
const SECRETS: [&str; 7] = [
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "hunter2-Very-Secret-9",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "d4f1b2c3a5e69788",
    "AKIAIOSFODNN7EXAMPLQ",
    "sessionid=1f8a0c77e2",
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
];

#[test]
fn names_and_texts_of_a_hostile_collection_are_data() {
    let fixture = support::fixtures()
        .into_iter()
        .find(|fixture| fixture.name == "text-that-tries-to-break-out")
        .expect("the fixture");
    for file in support::compile(&fixture.text, &fixture.name).files {
        if !file.path.ends_with(".rs") {
            continue;
        }
        let parsed =
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        for item in parsed.items {
            if let syn::Item::Fn(function) = item {
                assert_ne!(
                    function.sig.ident, "evil",
                    "{} holds a function of the collection's",
                    file.path
                );
            }
        }
    }
}

#[test]
fn the_compiler_touches_nothing_outside_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (path, text) in sources(&root) {
        // Programs of the generated crate, which stand there as they are written.
        if path.components().any(|part| part.as_os_str() == "fixed") {
            continue;
        }
        seen += 1;
        for line in text
            .lines()
            .filter(|line| line.trim_start().starts_with("use "))
        {
            for outside in [
                "std::fs",
                "std::net",
                "std::env",
                "std::process",
                "std::time",
                "std::io",
            ] {
                assert!(!line.contains(outside), "{}: {line}", path.display());
            }
        }
    }
    assert!(seen > 100, "the sources are elsewhere");
}

#[test]
fn every_diagnostic_is_in_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(folder.join("DIAGNOSTICS.md")).expect("the list of diagnostics");
    let mut codes = 0;
    for (path, text) in sources(&folder.join("src")) {
        // Tests of the sink make codes up.
        if path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["note(", "warning(", "error("] {
            for argument in text.split(call).skip(1) {
                let Some(code) = argument
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                codes += 1;
                assert!(
                    list.contains(&format!("\n## {code}\n")),
                    "{}: {code} is not in DIAGNOSTICS.md",
                    path.display()
                );
            }
        }
    }
    assert!(codes > 40, "diagnostics are made in another way now");
}

/// Every file of Rust below a folder.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of a folder of sources").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            files.push((path, text));
        }
    }
    files
}

/// One change to one node of a JSON document.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Replace(Value),
    Reverse,
    Duplicate,
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Reverse),
        Just(Change::Duplicate),
        prop_oneof![
            Just(Value::Null),
            Just(Value::Bool(true)),
            Just(Value::from(7)),
            Just(Value::from(-1.5)),
            Just(Value::from("")),
            Just(Value::from("{{")),
            Just(Value::from("{{a}}/:b?c={{d}}#{{{e}}}")),
            Just(Value::from("://\u{0}\u{202e}%zz")),
            Just(serde_json::json!([])),
            Just(serde_json::json!({})),
            Just(serde_json::json!([null, 1, "x", [], {}])),
            Just(serde_json::json!({"key": null, "value": [1], "type": {}, "": ""})),
        ]
        .prop_map(Change::Replace),
    ]
}

/// Applies a change to the `index`-th node (in document order, modulo their number).
fn apply(value: &mut Value, index: usize, change: &Change) {
    let count = count(value);
    let mut left = index % count;
    visit(value, &mut left, change);
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(object) => object.values().map(count).sum(),
        Value::Array(array) => array.iter().map(count).sum(),
        _ => 0,
    }
}

/// Walks to the node where `left` reaches zero; says whether that node is to be deleted.
fn visit(value: &mut Value, left: &mut usize, change: &Change) -> bool {
    if *left == 0 {
        *left = usize::MAX;
        match change {
            Change::Delete => return true,
            Change::Replace(new) => *value = new.clone(),
            Change::Reverse => {
                if let Value::Array(array) = value {
                    array.reverse();
                }
            }
            Change::Duplicate => {
                if let Value::Array(array) = value {
                    array.extend(array.clone());
                }
            }
        }
        return false;
    }
    *left = left.wrapping_sub(1);
    match value {
        Value::Object(object) => {
            let keys: Vec<String> = object.keys().cloned().collect();
            for key in keys {
                if *left == usize::MAX {
                    break;
                }
                if visit(&mut object[&key], left, change) {
                    object.remove(&key);
                }
            }
        }
        Value::Array(array) => {
            let mut index = 0;
            while index < array.len() && *left != usize::MAX {
                if visit(&mut array[index], left, change) {
                    array.remove(index);
                } else {
                    index += 1;
                }
            }
        }
        _ => {}
    }
    false
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_collection_makes_the_compiler_panic(
        fixture in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<u16>(), changes()), 1..6),
    ) {
        let fixtures = support::fixtures();
        let fixture = &fixtures[fixture.index(fixtures.len())];
        let mut document: Value = serde_json::from_str(&fixture.text).expect("a fixture is JSON");
        for (index, change) in &changes {
            apply(&mut document, usize::from(*index), change);
        }
        let text = document.to_string();
        for file in support::compile(&text, "mutated").files {
            if file.path.ends_with(".rs") {
                prop_assert!(syn::parse_file(&file.text).is_ok(), "{} does not parse", file.path);
            }
        }
    }
}

/// What the runtime exports stands in the `use` lines of the files that define types, so no type may have such a name.
#[test]
fn no_type_is_called_what_the_runtime_exports() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit");
    let mut names = std::collections::BTreeSet::new();
    let mut folders = vec![sources];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source");
            for part in text.split("runtime(\"").skip(1) {
                names.extend(part.split('"').next().map(str::to_owned));
            }
        }
    }
    names.retain(|name| name.starts_with(|first: char| first.is_ascii_uppercase()));
    assert!(names.len() > 20, "{names:?}");
    let items: Vec<Value> = names
        .iter()
        .map(|name| {
            let reply = serde_json::json!({ "id": 1, name: { "number": 2, "size": 3 } });
            serde_json::json!({
                "name": name,
                "request": format!("https://a.test/{name}?page=1"),
                "response": [{ "code": 200, "body": reply.to_string() }],
            })
        })
        .collect();
    let collection = serde_json::json!({ "info": { "name": "Names" }, "item": items });
    let output = support::compile(&collection.to_string(), "names");
    assert!(!output.files.is_empty());
    for file in &output.files {
        for name in &names {
            let defines = ["struct", "enum"].iter().any(|kind| {
                let definition = format!("pub {kind} {name}");
                let mut found = file.text.match_indices(&definition);
                found.any(|(at, _)| {
                    let next = file.text[at + definition.len()..].chars().next();
                    next.is_none_or(|next| !next.is_alphanumeric())
                })
            });
            assert!(
                !defines || !file.path.starts_with("src/") || file.path.starts_with("src/runtime/"),
                "{} defines {name}",
                file.path
            );
        }
    }
}

//! Collections of any number of requests, made from one of a hundred.

use serde_json::{Map, Value, json};

/// Repeats the folders of a collection under new names until there are so many requests.
///
/// Each copy has names, paths and JSON keys of its own, so that its types are new ones and not the first copy's once more.
/// Each saved example stands there twice, with other numbers, so that there is something to infer from.
///
/// # Panics
///
/// Where `text` is not a collection with folders: it is the benchmark's own.
pub fn collection(text: &str, requests: usize) -> String {
    let document: Value = serde_json::from_str(text).expect("the collection is JSON");
    let folders = document["item"]
        .as_array()
        .expect("the collection has items");
    let mut items = Vec::new();
    let mut missing = requests;
    for copy in 0.. {
        for folder in folders {
            if missing == 0 {
                let mut big = document.clone();
                big["item"] = Value::Array(items);
                return serde_json::to_string_pretty(&big).expect("a value is always JSON text");
            }
            let mut folder = renamed_item(folder, copy);
            cut(&mut folder, &mut missing);
            items.push(folder);
        }
    }
    unreachable!("the loop ends once there are enough requests")
}

/// Leaves out the requests of a folder that are too many.
fn cut(item: &mut Value, missing: &mut usize) {
    match item["item"].as_array_mut() {
        Some(items) => items.retain_mut(|item| {
            let wanted = *missing > 0;
            if wanted {
                cut(item, missing);
            }
            wanted
        }),
        None => *missing -= 1,
    }
}

fn renamed_item(item: &Value, copy: usize) -> Value {
    let mut item = item.clone();
    if let Some(name) = item["name"].as_str() {
        item["name"] = json!(renamed(name, copy, " "));
    }
    if let Some(items) = item["item"].as_array() {
        item["item"] = items.iter().map(|it| renamed_item(it, copy)).collect();
        return item;
    }
    rename_request(&mut item["request"], copy);
    let Some(examples) = item["response"].as_array().cloned() else {
        return item;
    };
    let twice = examples
        .iter()
        .flat_map(|example| [(example, 0), (example, 1)]);
    item["response"] = twice
        .map(|(example, add)| renamed_example(example, copy, add))
        .collect();
    item
}

fn renamed_example(example: &Value, copy: usize, add: i64) -> Value {
    let mut example = example.clone();
    rename_request(&mut example["originalRequest"], copy);
    if let Some(body) = example["body"].as_str() {
        example["body"] = json!(renamed_json(body, copy, add));
    }
    example
}

/// Gives a request's path a first segment and its body keys of their own.
fn rename_request(request: &mut Value, copy: usize) {
    if let Some(first) = request.pointer_mut("/url/path/0") {
        *first = json!(renamed(first.as_str().unwrap_or_default(), copy, "_"));
    }
    if let Some(body) = request.pointer_mut("/body/raw") {
        *body = json!(renamed_json(body.as_str().unwrap_or_default(), copy, 0));
    }
}

fn renamed_json(text: &str, copy: usize, add: i64) -> String {
    // What is no JSON (a body with bare variables, an empty one) stays as it is.
    let Ok(value) = serde_json::from_str(text) else {
        return text.to_owned();
    };
    serde_json::to_string_pretty(&renamed_value(value, copy, add))
        .expect("a value is always JSON text")
}

fn renamed_value(value: Value, copy: usize, add: i64) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .map(|(key, value)| (renamed(&key, copy, "_"), renamed_value(value, copy, add)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items
            .into_iter()
            .map(|it| renamed_value(it, copy, add))
            .collect(),
        Value::Number(number) => number
            .as_i64()
            .map_or(Value::Number(number), |it| json!(it.saturating_add(add))),
        other => other,
    }
}

/// The first copy keeps its names.
fn renamed(name: &str, copy: usize, joint: &str) -> String {
    // Letters, since a name with a number in it could be taken for one of a row.
    const WORDS: [&str; 24] = [
        "", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi",
        "chi", "psi",
    ];
    let word = WORDS.get(copy).expect("there is a word for each copy");
    if word.is_empty() {
        name.to_owned()
    } else {
        format!("{name}{joint}{word}")
    }
}

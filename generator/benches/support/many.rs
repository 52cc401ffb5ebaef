//! Collections with many of one thing.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// The texts that are compiled.
pub struct Texts {
    /// The collection.
    pub collection: String,
    /// The environment.
    pub environment: Option<String>,
    /// The overrides.
    pub overrides: Option<String>,
}

/// A kind of thing that a collection may have many of: how it is called, and what makes a collection with so many.
pub struct Kind {
    /// In the table.
    pub name: &'static str,
    make: fn(usize) -> Texts,
}

impl Kind {
    /// A collection with so many.
    pub fn texts(&self, count: usize) -> Texts {
        (self.make)(count)
    }
}

macro_rules! kinds {
    ($($name:literal => $make:expr,)*) => {
        /// All of them.
        pub const KINDS: &[Kind] = &[$(Kind { name: $name, make: $make }),*];
    };
}

kinds! {
    "query parameters" => |n| request(json!({"url": format!("https://a.test/q?{}", pairs(n, "q", "&"))})),
    "headers" => |n| request(json!({"url": "https://a.test/h", "header": entries(n, "x-h")})),
    "constant headers" => |n| request(json!({"url": "https://a.test/h", "header": list(n, |i| json!({"key": format!("X-Requested-With-{i}"), "value": "XMLHttpRequest"}))})),
    "one header repeated" => |n| request(json!({"url": "https://a.test/h", "header": list(n, |i| json!({"key": "X-Same", "value": format!("v{i}")}))})),
    "cookies" => |n| request(json!({"url": "https://a.test/c", "header": [{"key": "Cookie", "value": pairs(n, "c", "; ")}]})),
    "urlencoded fields" => |n| request(json!({"method": "POST", "url": "https://a.test/f", "body": {"mode": "urlencoded", "urlencoded": entries(n, "f")}})),
    "multipart fields" => |n| request(json!({"method": "POST", "url": "https://a.test/f", "body": {"mode": "formdata", "formdata": entries(n, "f")}})),
    "files of a form" => |n| request(json!({"method": "POST", "url": "https://a.test/f", "body": {"mode": "formdata", "formdata": list(n, |i| json!({"key": format!("f{i}"), "type": "file", "src": "a.png"}))}})),
    "path segments" => |n| request(json!({"url": format!("https://a.test/{}", joined(n, "/", |i| format!("s{i}")))})),
    "path variables" => |n| request(json!({"url": {"raw": "", "protocol": "https", "host": ["a", "test"], "path": list(n, |i| json!(format!(":p{i}"))), "variable": entries(n, "p")}})),
    "variables in a path" => |n| request(json!({"url": format!("https://a.test/{}", joined(n, "/", |i| format!("{{{{p{i}}}}}")))})),
    "variables in a segment" => |n| request(json!({"url": format!("https://a.test/{}", joined(n, "-", |i| format!("{{{{p{i}}}}}")))})),
    "variables in a base URL" => |n| request(json!({"url": format!("{}/x", joined(n, "", |i| format!("{{{{p{i}}}}}")))})),
    "GraphQL variables" => |n| request(json!({"method": "POST", "url": "https://a.test/g", "body": {"mode": "graphql", "graphql": {
        "query": format!("query Q({}) {{ a }}", joined(n, ", ", |i| format!("$v{i}: String"))),
        "variables": object(n, |i| (format!("v{i}"), json!(format!("x{i}")))),
    }}})),
    "fields of a body" => |n| json_body(object(n, |i| (format!("f{i}"), json!(i)))),
    "objects in a body" => |n| json_body(object(n, |i| (format!("o{i}"), object(2, |j| (format!("a{i}_{j}"), json!(j)))))),
    "variables in a body" => |n| json_text(&format!("{{{}}}", joined(n, ",", |i| format!("\"f{i}\": {{{{v{i}}}}}")))),
    "elements of a reply" => |n| reply(list(n, |i| json!({"id": i, "name": format!("n{i}")}))),
    "fields of a reply" => |n| reply(object(n, |i| (format!("f{i}"), json!(i)))),
    "objects in a reply" => |n| reply(object(n, |i| (format!("o{i}"), json!({format!("a{i}"): 1, format!("b{i}"): "x"})))),
    "like objects in a reply" => |n| reply(object(n, |i| (format!("o{i}"), json!({"id": 1, "name": "x"})))),
    "values of an enum" => |n| reply(list(n, |i| json!({"status": format!("state_{i}")}))),
    "values that repeat" => |n| reply(list(n, |i| json!({"status": format!("state_{}", i / 2)}))),
    "kinds of one field" => |n| reply(list(n, |i| json!({"type": format!("t{i}"), "data": {format!("a{i}"): i}}))),
    "examples of a request" => |n| texts(json!([{"name": "Op", "request": "https://a.test/x", "response": list(n, |i| example(200, &json!({"id": i, "name": "x"})))}])),
    "statuses of a request" => |n| texts(json!([{"name": "Op", "request": "https://a.test/x", "response": list(n, |i| example(100 + i % 500, &json!({"id": i, format!("e{}", i % 500): "x"})))}])),
    "items of a folder" => |n| texts(json!([{"name": "F", "item": list(n, |i| json!({"name": format!("Get thing {i}"), "request": format!("https://a.test/x/{i}a/y{i}")}))}])),
    "items of one name" => |n| texts(list(n, |i| json!({"name": "Get", "request": format!("https://a.test/x{i}")}))),
    "items with replies" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": format!("https://a.test/x{i}"), "response": [example(200, &json!({format!("a{i}"): 1, format!("b{i}"): 2}))]}))),
    "items with one reply" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": format!("https://a.test/x{i}"), "response": [example(200, &json!({"id": 1, "name": "x", "at": "2020-01-01T00:00:00Z"}))]}))),
    "items of one path" => |n| texts(list(n, |i| json!({"name": format!("Search {i}"), "request": format!("https://a.test/x?q{i}=1")}))),
    "items with one body" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": {"method": "POST", "url": format!("https://a.test/x{i}"), "body": {"mode": "raw", "raw": "{\"id\": 1, \"name\": \"x\"}", "options": {"raw": {"language": "json"}}}}}))),
    "items that list pages" => |n| texts(list(n, |i| json!({"name": format!("List {i}"), "request": format!("https://a.test/x{i}?page=1&per_page=2"), "response": [example(200, &json!({"items": [{format!("a{i}"): 1}], "total": 3, "page": 1}))]}))),
    "folders" => |n| texts(list(n, |i| json!({"name": format!("Folder {i}"), "item": [{"name": "List", "request": format!("https://a.test/x{i}")}]}))),
    "folders of one name" => |n| texts(list(n, |i| json!({"name": "Folder", "item": [{"name": "List", "request": format!("https://a.test/x{i}")}]}))),
    "servers" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": format!("https://h{i}.test/x")}))),
    "credentials" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": {"url": format!("https://a.test/x{i}"), "auth": {"type": "apikey", "apikey": [{"key": "key", "value": format!("X-Key-{i}")}, {"key": "value", "value": format!("{{{{key{i}}}}}")}]}}}))),
    "variables" => |n| with_variables(n, |i| format!("value {i}")),
    "variables in a chain" => |n| with_variables(n, |i| format!("{{{{v{}}}}}", i + 1)),
    "variables that double" => |n| with_variables(n, |i| format!("{{{{v{0}}}}}{{{{v{0}}}}}", i + 1)),
    "variables in a circle" => |n| with_variables(n, |i| format!("{{{{v{}}}}}", (i + 1) % n)),
    "variables that all name one" => |n| with_variables(n, |i| if i == 0 { "x".repeat(1000) } else { "{{v0}}".to_owned() }),
    "one variable that names all" => |n| with_variables(n, |i| if i == 0 { joined(n, "", |j| format!("{{{{v{}}}}}", j + 1)) } else { format!("x{i}") }),
    "values of an environment" => |n| Texts {
        environment: Some(json!({"name": "e", "values": list(n, |i| json!({"key": format!("v{i}"), "value": format!("x{i}"), "enabled": true}))}).to_string()),
        ..request(json!({"url": format!("https://a.test/{}", joined(n, "/", |i| format!("{{{{v{i}}}}}")))}))
    },
    "overrides of methods" => |n| Texts {
        overrides: Some(joined(n, "", |i| format!("[at.\"Client::op_{i}\"]\nrename = \"call_{i}\"\n"))),
        ..texts(list(n, |i| json!({"name": format!("Op {i}"), "request": format!("https://a.test/x{i}")})))
    },
    "overrides of fields" => |n| Texts {
        overrides: Some(joined(n, "", |i| format!("[at.\"types::OpResponse::f{i}\"]\nrename = \"g_{i}\"\n"))),
        ..reply(object(n, |i| (format!("f{i}"), json!(i))))
    },
    "members that are not read" => |n| {
        let mut value = collection(json!([{"name": "Op", "request": "https://a.test/x"}]));
        for i in 0..n {
            value[format!("unknown{i}")] = json!(i);
        }
        Texts::from(value.to_string())
    },
    "scripts" => |n| texts(list(n, |i| json!({"name": format!("Op {i}"), "request": format!("https://a.test/x{i}"), "event": [{"listen": "test", "script": {"exec": ["pm.test('x')"]}}]}))),
    "rows of a table" => |n| request(json!({"method": "POST", "url": "https://a.test/t", "description": format!("| name | type | description |\n|---|---|---|\n{}", joined(n, "", |i| format!("| f{i} | string | The field {i}. |\n"))), "body": {"mode": "raw", "raw": object(n, |i| (format!("f{i}"), json!("x"))).to_string(), "options": {"raw": {"language": "json"}}}})),
}

impl From<String> for Texts {
    fn from(collection: String) -> Self {
        Self {
            collection,
            environment: None,
            overrides: None,
        }
    }
}

fn collection(items: Value) -> Value {
    json!({
        "info": {"name": "Many", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": items,
    })
}

fn texts(items: Value) -> Texts {
    Texts::from(collection(items).to_string())
}

fn request(request: Value) -> Texts {
    texts(json!([{"name": "Op", "request": request}]))
}

fn json_body(body: Value) -> Texts {
    json_text(&body.to_string())
}

fn json_text(body: &str) -> Texts {
    request(
        json!({"method": "POST", "url": "https://a.test/b", "body": {"mode": "raw", "raw": body, "options": {"raw": {"language": "json"}}}}),
    )
}

fn reply(body: Value) -> Texts {
    texts(json!([{"name": "Op", "request": "https://a.test/r", "response": [example(200, &body)]}]))
}

fn example(code: usize, body: &Value) -> Value {
    json!({"name": "e", "code": code, "header": [{"key": "Content-Type", "value": "application/json"}], "body": body.to_string()})
}

fn with_variables(count: usize, value: impl Fn(usize) -> String) -> Texts {
    let mut all = collection(json!([{"name": "Op", "request": {
        "url": "{{v0}}/{{v1}}/{{v2}}?a={{v3}}",
        "header": [{"key": "X-A", "value": "{{v0}}"}],
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{v4}}"}]},
    }}]));
    all["variable"] = list(
        count,
        |i| json!({"key": format!("v{i}"), "value": value(i)}),
    );
    Texts::from(all.to_string())
}

fn list(count: usize, element: impl Fn(usize) -> Value) -> Value {
    (0..count).map(element).collect()
}

fn object(count: usize, member: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..count).map(member).collect())
}

fn entries(count: usize, name: &str) -> Value {
    list(
        count,
        |i| json!({"key": format!("{name}{i}"), "value": format!("v{i}"), "type": "text"}),
    )
}

fn pairs(count: usize, name: &str, between: &str) -> String {
    joined(count, between, |i| format!("{name}{i}=v{i}"))
}

fn joined(count: usize, between: &str, part: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for i in 0..count {
        let _ = write!(text, "{}{}", if i == 0 { "" } else { between }, part(i));
    }
    text
}

//! One idea each: a request as a collection writes it, and what it comes to.

mod urls;

use serde_json::{Value, json};

mod credentials;

use super::{dump, resolve};
use crate::collection::{environment, read};
use crate::diagnostic::Diagnostics;

const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

mod settings;

/// The dump and the codes of a collection with these members.
fn whole(mut members: Value, environment: Option<&str>) -> (String, Vec<&'static str>) {
    members["info"] = json!({ "name": "Test", "schema": SCHEMA });
    let text = members.to_string();
    let mut diagnostics = Diagnostics::default();
    let collection = read(&text, &mut diagnostics).expect("a collection");
    let environment =
        environment.map(|text| environment::read(text, &mut diagnostics).expect("an environment"));
    let mut diagnostics = Diagnostics::default();
    let api = resolve(&collection, environment.as_ref(), &mut diagnostics);
    let codes = diagnostics.list().iter().map(|diagnostic| diagnostic.code);
    (dump(&api), codes.collect())
}

/// The same of one request.
fn one(request: Value) -> (String, Vec<&'static str>) {
    whole(
        json!({ "item": [{ "name": "Call", "request": request }] }),
        None,
    )
}

/// The lines of a dump that begin with a word, without it.
fn lines(dump: &str, word: &str) -> Vec<String> {
    let lines = dump
        .lines()
        .map(str::trim)
        .filter_map(|line| line.strip_prefix(word));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// Method, server and path of a request for a URL.
fn path(url: Value) -> String {
    let (dump, _) = one(json!({ "method": "GET", "url": url }));
    let line = dump
        .lines()
        .find(|line| line.starts_with("  GET "))
        .expect("an operation");
    line.trim()
        .trim_start_matches("GET ")
        .split("  ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn server(url: Value) -> String {
    lines(&one(json!({ "method": "GET", "url": url })).0, "server").concat()
}

#[test]
fn a_server_is_what_stands_before_the_path() {
    assert_eq!(server(json!("{{base}}/x")), "0 \"base\" {{base}} = ?");
    assert_eq!(
        server(json!("https://a.test:8080/v1/x")),
        "0 \"a.test:8080\" https://a.test:8080 = https://a.test:8080"
    );
    assert_eq!(
        server(json!("a.test/x")),
        "0 \"a.test\" http://a.test = http://a.test"
    );
    assert_eq!(
        server(json!("{{s}}://{{h}}:{{p}}/x")),
        "0 \"h\" {{s}}://{{h}}:{{p}} = ?"
    );
    assert_eq!(
        server(json!("{{region}}.a.test/x")),
        "0 \"region\" http://{{region}}.a.test = ?"
    );
    assert_eq!(path(json!("{{url}}")), "0:");
    assert_eq!(path(json!("{{url}}/")), "0:/");
}

#[test]
fn a_server_takes_its_default_from_the_environment_the_collection_or_an_example() {
    let item = json!([{ "name": "Get", "request": { "url": "{{base}}/account" }, "response": [
        { "code": 200, "originalRequest": { "url": "https://api.a.test/v2/account" } }
    ] }]);
    let (from_example, _) = whole(json!({ "item": item }), None);
    assert_eq!(
        lines(&from_example, "server"),
        ["0 \"base\" {{base}} = https://api.a.test/v2"]
    );
    assert_eq!(
        lines(&from_example, "variable"),
        ["\"base\" (Server) = \"https://api.a.test/v2\""]
    );

    let variable = json!([{ "key": "base", "value": "https://{{host}}/v3/" }, { "key": "host", "value": "b.test" }]);
    let (from_variable, codes) = whole(json!({ "item": item, "variable": variable }), None);
    assert_eq!(
        lines(&from_variable, "server"),
        ["0 \"base\" {{base}} = https://b.test/v3"]
    );
    assert_eq!(codes, ["trailing-slash"]);

    let environment =
        json!({ "values": [{ "key": "host", "value": "c.test", "enabled": true }] }).to_string();
    let (from_environment, _) = whole(
        json!({ "item": item, "variable": variable }),
        Some(&environment),
    );
    assert_eq!(
        lines(&from_environment, "server"),
        ["0 \"base\" {{base}} = https://c.test/v3"]
    );
}

#[test]
fn a_path_right_behind_the_variable_means_that_its_value_ends_with_a_slash() {
    assert_eq!(path(json!("{{base_url}}users/all")), "0:/users/all");
    let items = json!([
        { "name": "A", "request": { "url": "{{base_url}}users" } },
        { "name": "B", "request": { "url": "{{base_url}}/users" } },
    ]);
    let (dump, _) = whole(json!({ "item": items }), None);
    assert_eq!(
        lines(&dump, "GET"),
        ["0:/users  \"A\" /item/0", "0://users  \"B\" /item/1"]
    );
    assert_eq!(
        lines(&dump, "variable"),
        ["\"base_url\" (Server) = \"https://baseurl.test/\""]
    );
}

#[test]
fn the_most_used_server_is_the_first() {
    let items = json!([
        { "name": "A", "request": { "url": "https://a.test/x" } },
        { "name": "B", "request": { "url": "https://b.test/x" } },
        { "name": "C", "request": { "url": "https://b.test/y" } },
        { "name": "D", "request": { "url": "/z" } },
    ]);
    let (dump, codes) = whole(json!({ "item": items }), None);
    assert_eq!(
        lines(&dump, "GET"),
        [
            "1:/x  \"A\" /item/0",
            "0:/x  \"B\" /item/1",
            "0:/y  \"C\" /item/2",
            "0:/z  \"D\" /item/3"
        ]
    );
    assert_eq!(codes, ["url-without-host"]);
}

#[test]
fn path_parameters_are_written_in_many_ways() {
    let url = |path: &str| {
        json!({ "host": ["a", "test"], "path": path.split('/').collect::<Vec<_>>(), "variable": [
        { "key": "id", "value": "7" }, { "key": "start", "value": "1" }, { "key": "end", "value": "2" }
    ] })
    };
    for (written, expected) in [
        ("x/:id", "0:/x/{id}"),
        ("x/:id.json", "0:/x/{id}.json"),
        ("x/{{id}}:deploy", "0:/x/{id}:deploy"),
        ("x/:start_:end", "0:/x/{start}_{end}"),
        (":id/:id", "0:/{id}/{id}"),
        ("{{a}}-{{b}}/{{a}}", "0:/{a}-{b}/{a}"),
        ("{id}/<name>/[x]", "0:/{id}/{name}/{x}"),
        ("pre:mid/:", "0:/pre:mid/:"),
        ("a b//%20/é", "0:/a%20b//%20/%C3%A9"),
        ("{{id}}/:id", "0:/{id_2}/{id}"),
    ] {
        assert_eq!(path(url(written)), expected, "{written}");
    }
}

#[test]
fn a_path_parameter_knows_what_postman_sends() {
    let (dump, codes) = one(
        json!({ "url": { "host": ["{{base}}"], "path": [":id", ":open", "{x}", "{{version}}"], "variable": [
        { "key": "id", "value": "a/b" }, { "key": "none", "value": "1" }
    ] } }),
    );
    assert_eq!(
        lines(&dump, "path"),
        [
            ": \"id\" = \"a/b\", required, many segments, seen [\"a/b\"]",
            "\"open\" = \":open\", required",
            "\"x\" = \"{x}\", required",
            "\"version\" = \"{{version}}\", required",
        ]
    );
    assert_eq!(
        codes,
        [
            "path-placeholder",
            "path-placeholder",
            "unused-path-variable",
            "server-without-url"
        ]
    );
}

#[test]
fn examples_show_values_and_ids() {
    let item = json!([{ "name": "Get", "request": { "url": "{{base}}/users/12/:tab?page=1" }, "response": [
        { "code": 200, "originalRequest": { "url": "{{base}}/users/34/posts?page=2&sort=asc" } },
        { "code": 200, "originalRequest": { "url": "https://a.test/users/56/{{tab}}" } },
        { "code": 200, "originalRequest": { "url": "{{base}}/other/34/posts" } },
    ] }]);
    let (dump, codes) = whole(json!({ "item": item }), None);
    assert_eq!(
        lines(&dump, "GET"),
        ["0:/users/{user_id}/{tab}  \"Get\" /item/0"]
    );
    assert_eq!(
        lines(&dump, "server"),
        ["0 \"base\" {{base}} = https://a.test"]
    );
    assert_eq!(
        lines(&dump, "path"),
        [
            "\"tab\" = \":tab\", required, seen [\"posts\"]",
            "\"user_id\" = \"12\", required, seen [\"12\", \"34\", \"56\"]"
        ]
    );
    assert_eq!(
        lines(&dump, "query"),
        [
            "\"page\" = \"1\", seen [\"1\", \"2\"]",
            "\"sort\" = \"asc\", disabled, seen [\"asc\"]"
        ]
    );
    assert_eq!(
        codes,
        ["path-placeholder", "parameter-of-an-example", "literal-id"]
    );
}

#[test]
fn query_parameters_keep_their_order_their_flags_and_their_meaning() {
    let (dump, codes) = one(
        json!({ "url": { "host": ["a", "test"], "path": ["x"], "query": [
        { "key": "a", "value": "1", "description": "(Required) A" },
        { "key": "b", "value": "2", "disabled": true, "description": "Required" },
        { "key": "flag" },
        { "key": "ids[]", "value": "a%20b+c" },
        { "key": "a", "value": "3" },
        { "key": "a", "value": "4", "disabled": true },
        { "key": "e", "value": "" },
        { "key": "", "value": "x" },
        { "key": "" },
    ] } }),
    );
    assert_eq!(
        lines(&dump, "query"),
        [
            "\"a\" = \"1\", required, seen [\"1\", \"4\"]",
            "\"b\" = \"2\", disabled, seen [\"2\"]",
            "\"flag\"",
            "\"ids[]\" = \"a b c\", seen [\"a b c\"]",
            "\"a\" = \"3\", seen [\"3\"]",
            "\"e\" = \"\"",
            "\"\" = \"x\", seen [\"x\"]",
        ]
    );
    assert_eq!(codes, ["query-without-key", "repeated-parameter"]);
}

#[test]
fn query_text_is_found_wherever_it_hides() {
    let (dump, codes) = one(
        json!({ "url": { "host": ["a", "test"], "path": ["x?p=1&q=2"], "query": [
        { "key": "r", "value": "3" }, { "key": "s", "value": "4" }
    ] } }),
    );
    assert_eq!(lines(&dump, "GET"), ["0:/x  \"Call\" /item/0"]);
    assert_eq!(
        lines(&dump, "query"),
        [
            "\"p\" = \"1\", seen [\"1\"]",
            "\"q\" = \"2?r=3\", seen [\"2?r=3\"]",
            "\"s\" = \"4\", seen [\"4\"]"
        ]
    );
    assert_eq!(codes, ["query-in-path"]);

    let item = json!([{ "name": "Call", "request": { "url": "https://a.test{{tail}}?{{more}}&{{flag}}" } }]);
    let variable =
        json!([{ "key": "tail", "value": "/x?p=1" }, { "key": "more", "value": "q=2&r=3" }]);
    let (dump, _) = whole(json!({ "item": item, "variable": variable }), None);
    assert_eq!(lines(&dump, "GET"), ["0:/x  \"Call\" /item/0"]);
    assert_eq!(
        lines(&dump, "query"),
        [
            "\"p\" = \"1?q=2\", seen [\"1?q=2\"]",
            "\"r\" = \"3\", seen [\"3\"]",
            "\"flag\""
        ]
    );
}

#[test]
fn headers_are_sorted_by_what_they_are() {
    let (dump, codes) = one(json!({ "url": "https://a.test/x", "header": [
        { "key": "Accept", "value": " application/json " },
        { "key": "X-Id", "value": "{{id}}", "description": "Required" },
        { "key": "X-Opt", "value": "1", "disabled": true },
        { "key": "X-Twice", "value": "1" }, { "key": "X-Twice", "value": "2" },
        { "key": "X-Case", "value": "1" }, { "key": "x-case", "value": "2" },
        { "key": "", "value": "1" }, { "key": "X Y", "value": "1" }, { "key": "X-Nl", "value": "a\nb" },
        { "key": "Host", "value": "b.test" }, { "key": "Cookie", "value": "a=b" },
        { "key": "X-Api-Key", "value": "{{key}}" },
        { "key": "Content-Type", "value": "text/csv" },
    ] }));
    assert_eq!(
        lines(&dump, "header"),
        [
            "\"X-Id\" = \"{{id}}\", required",
            "\"X-Opt\" = \"1\", disabled, seen [\"1\"]",
            "\"x-case\" = \"2\", default \"2\", seen [\"2\"]",
            "Accept: application/json",
            "X-Twice: 1",
            "X-Twice: 2",
            "Content-Type: text/csv",
        ]
    );
    assert_eq!(
        lines(&dump, "credential"),
        ["0 \"key\" header X-Api-Key: {{key}}", "0"]
    );
    assert_eq!(
        codes,
        [
            "invalid-header-name",
            "invalid-header-name",
            "repeated-header",
            "invalid-header-value",
            "transport-header",
            "cookie",
            "default-header"
        ]
    );
}

#[test]
fn headers_of_every_operation_are_the_clients() {
    let header =
        |own: &str| json!([{ "key": "Accept", "value": "a/b" }, { "key": "X-Own", "value": own }]);
    let items = json!([
        { "name": "A", "request": { "url": "https://a.test/x", "header": header("1") } },
        { "name": "B", "request": { "url": "https://a.test/x", "header": header("2") } },
    ]);
    let (dump, _) = whole(json!({ "item": items }), None);
    assert_eq!(
        lines(&dump, "header"),
        ["Accept: a/b", "X-Own: 1", "X-Own: 2"]
    );
}

#[test]
fn a_type_of_content_is_the_clients_where_every_body_brings_it() {
    let header = json!([{ "key": "Content-Type", "value": "application/json" }]);
    let raw = |text: &str| json!({ "mode": "raw", "raw": text });
    let items = |last: Value| {
        json!({ "item": [
            { "name": "A", "request": { "method": "POST", "url": "https://a.test/x", "header": header, "body": raw("{}") } },
            { "name": "B", "request": { "url": "https://a.test/x", "header": header } },
            { "name": "C", "request": { "url": "https://a.test/x", "header": last } },
        ] })
    };
    let common = |last: Value| {
        let (dump, _) = whole(items(last), None);
        dump.lines()
            .filter(|line| line.starts_with("header"))
            .count()
    };
    assert_eq!(common(header.clone()), 1);
    assert_eq!(common(json!([])), 0);
}

#[test]
fn authorization_by_hand_is_a_credential() {
    for (value, expected) in [
        ("Bearer {{token}}", "0 \"token\" bearer {{token}}"),
        (
            "bearer {{token}}",
            "0 \"token\" header Authorization: bearer {{token}}",
        ),
        (
            "Token token={{t}}",
            "0 \"t\" header Authorization: Token token={{t}}",
        ),
        ("Bearer abc", "0 \"bearer_token\" bearer abc"),
        ("abc", "0 \"Authorization\" header Authorization: abc"),
    ] {
        let header = json!([{ "key": "Authorization", "value": value }]);
        let (dump, _) = one(json!({ "url": "https://a.test/x", "header": header }));
        assert_eq!(lines(&dump, "credential"), [expected, "0"], "{value}");
    }
}

#[test]
fn auth_is_inherited_until_it_is_stopped() {
    let bearer = json!({ "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] });
    let basic = json!({ "type": "basic", "basic": { "username": "{{user}}", "password": "" } });
    let url = "https://a.test/x";
    let (dump, _) = whole(
        json!({ "auth": bearer, "item": [
            { "name": "A", "request": { "url": url } },
            { "name": "B", "request": { "url": url, "auth": null } },
            { "name": "C", "request": { "url": url, "auth": { "type": "noauth" } } },
            { "name": "F", "auth": basic, "item": [{ "name": "D", "request": { "url": url } }] },
        ] }),
        None,
    );
    assert_eq!(
        lines(&dump, "credential"),
        [
            "0 \"token\" bearer {{token}}",
            "1 \"basic_auth\" basic {{user}} :",
            "0",
            "0",
            "1"
        ]
    );
}

#[test]
fn an_auth_block_wins_over_what_it_replaces_and_stands_beside_the_rest() {
    let call = |auth: Value| {
        one(
            json!({ "url": "https://a.test/x?api_key={{k}}", "auth": auth, "header": [
            { "key": "authorization", "value": "Bearer {{by_hand}}" },
            { "key": "X-Secret", "value": "{{other}}" },
        ] }),
        )
    };
    let (dump, codes) =
        call(json!({ "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] }));
    assert_eq!(
        lines(&dump, "credential"),
        [
            "0 \"token\" bearer {{token}}",
            "1 \"other\" header X-Secret: {{other}}",
            "2 \"k\" query api_key={{k}}",
            "0",
            "1",
            "2"
        ]
    );
    assert_eq!(codes, ["header-replaced-by-auth"]);

    let (dump, _) =
        call(json!({ "type": "oauth2", "oauth2": [{ "key": "accessToken", "value": "" }] }));
    assert_eq!(
        lines(&dump, "credential")[0],
        "0 \"by_hand\" bearer {{by_hand}}"
    );

    let key = json!([{ "key": "key", "value": "api_key" }, { "key": "value", "value": "{{v}}" }, { "key": "in", "value": "query" }]);
    let (dump, codes) = call(json!({ "type": "apikey", "apikey": key }));
    assert_eq!(lines(&dump, "credential")[0], "0 \"v\" query api_key={{v}}");
    assert_eq!(codes, ["query-replaced-by-auth"]);
}

#[test]
fn a_key_in_a_header_that_cannot_be_one_is_left_out() {
    let auth = json!({ "type": "apikey", "apikey": [
        { "key": "key", "value": "X-Schlüssel" }, { "key": "value", "value": "{{key}}" }
    ] });
    let item = json!([{ "name": "Get", "request": { "url": "https://a.test/x", "auth": auth } }]);
    let (dump, codes) = whole(json!({ "item": item }), None);
    assert_eq!(lines(&dump, "credential"), Vec::<String>::new());
    assert!(codes.contains(&"invalid-header-name"), "{codes:?}");
}

#[test]
fn oauth_without_a_token_leaves_a_credential_open() {
    let (dump, _) =
        one(json!({ "url": "https://a.test/x", "auth": { "type": "oauth2", "oauth2": [] } }));
    assert_eq!(
        lines(&dump, "credential"),
        ["0 \"bearer_token\" bearer", "0"]
    );
    let (dump, _) = one(json!({ "url": "https://u:{{p}}@a.test/x" }));
    assert_eq!(
        lines(&dump, "credential"),
        ["0 \"basic_auth\" basic u : {{p}}", "0"]
    );
}

fn body(method: &str, body: Value, header: Value) -> (Vec<String>, Vec<&'static str>) {
    let (dump, codes) =
        one(json!({ "method": method, "url": "https://a.test/x", "body": body, "header": header }));
    (lines(&dump, "body"), codes)
}

#[test]
fn a_raw_body_is_typed_by_its_text_and_sent_as_postman_says() {
    let raw = |text: &str, language: Option<&str>| match language {
        Some(language) => {
            json!({ "mode": "raw", "raw": text, "options": { "raw": { "language": language } } })
        }
        None => json!({ "mode": "raw", "raw": text }),
    };
    let json_type = json!([{ "key": "Content-Type", "value": "application/vnd.a+json; v=1" }]);
    for (text, language, header, expected) in [
        (
            "{\"a\": {{b}}}",
            Some("json"),
            json!([]),
            "json \"application/json\" \"{\\\"a\\\": {{b}}}\"",
        ),
        ("{}", None, json!([]), "json \"text/plain\" \"{}\""),
        (
            "{} // x",
            None,
            json!([]),
            "text Some(\"text/plain\") \"{} // x\"",
        ),
        (
            "{}// x",
            None,
            json_type,
            "json \"application/vnd.a+json; v=1\" \"{}\"",
        ),
        (
            "{{all}}",
            Some("json"),
            json!([]),
            "text Some(\"application/json\") \"{{all}}\"",
        ),
        (
            "<a/>",
            Some("xml"),
            json!([]),
            "text Some(\"application/xml\") \"<a/>\"",
        ),
        (
            "{}",
            Some("xml"),
            json!([]),
            "text Some(\"application/xml\") \"{}\"",
        ),
        (
            "a // b",
            Some("json"),
            json!([]),
            "text Some(\"application/json\") \"a \"",
        ),
        (
            "{}\n{}",
            Some("json"),
            json!([]),
            "text Some(\"application/json\") \"{}\\n{}\"",
        ),
    ] {
        assert_eq!(
            body("POST", raw(text, language), header).0,
            [expected],
            "{text}"
        );
    }
    assert_eq!(body("POST", raw("", Some("json")), json!([])).0, [""; 0]);
}

#[test]
fn bodies_that_postman_does_not_send_are_left_out() {
    let raw = json!({ "mode": "raw", "raw": "{}" });
    assert_eq!(
        body("get", raw.clone(), json!([])),
        (vec![], vec!["body-left-out"])
    );
    assert_eq!(body("delete", raw.clone(), json!([])).0.len(), 1);
    let disabled = json!({ "mode": "raw", "raw": "{}", "disabled": true });
    assert_eq!(
        body("POST", disabled, json!([])),
        (vec![], vec!["disabled-body"])
    );
    let item = json!({ "name": "F", "protocolProfileBehavior": { "disableBodyPruning": true }, "item": [
        { "name": "A", "request": { "url": "https://a.test/x", "body": raw } },
        { "name": "B", "request": { "url": "https://a.test/x", "body": raw },
          "protocolProfileBehavior": { "disableBodyPruning": false } },
    ] });
    let (dump, codes) = whole(json!({ "item": [item] }), None);
    assert_eq!(
        (lines(&dump, "body").len(), codes),
        (1, vec!["body-left-out"])
    );
}

#[test]
fn forms_and_graphql_keep_their_parts() {
    let form = json!({ "mode": "formdata", "formdata": [
        { "key": "a", "value": "{{x}}", "type": "text" }, { "key": "f", "type": "file", "src": "/tmp/f" },
        { "key": "g", "type": "file" }, { "key": "{{k}}", "value": "1", "disabled": true },
    ] });
    let header = json!([{ "key": "Content-Type", "value": "application/json" }]);
    let (dump, codes) =
        one(json!({ "method": "POST", "url": "https://a.test/x", "body": form, "header": header }));
    assert_eq!(
        lines(&dump, "field"),
        [
            "\"a\" = \"{{x}}\"",
            "\"f\" = file, named",
            "\"g\" = file",
            "\"k\" = \"1\", disabled"
        ]
    );
    assert_eq!(codes, ["content-type-replaced", "variable-in-field-name"]);

    let graphql = |variables: Value| json!({ "mode": "graphql", "graphql": { "query": "{ a({{b}}) }", "variables": variables } });
    let (lines, _) = body("POST", graphql(json!("")), header);
    assert_eq!(lines, ["graphql None \"{ a({{b}}) }\" None"]);
    let (lines, _) = body("POST", graphql(json!("{\"x\": {{x}},}")), json!([]));
    assert_eq!(
        lines,
        ["graphql None \"{ a({{b}}) }\" Some(\"{\\\"x\\\": {{x}}}\")"]
    );
    let (_, codes) = body("POST", graphql(json!("{x}")), json!([]));
    assert_eq!(codes, ["graphql-variables-are-not-json"]);
}

#[test]
fn replies_are_what_their_text_is() {
    let item = json!([{ "name": "Get", "request": { "url": "https://a.test/x" }, "response": [
        { "code": 200, "body": "\u{feff}{\"a\": 1}", "header": [{ "key": "Content-Type", "value": "text/html" }] },
        { "body": " \n" },
        { "code": 404, "body": "<a/>", "_postman_previewlanguage": "xml" },
        { "code": 500, "body": "{oops", "header": [{ "key": "content-type", "value": "application/json; x" }] },
    ] }]);
    let (dump, codes) = whole(json!({ "item": item }), None);
    assert_eq!(
        lines(&dump, "example"),
        [
            "0 200 json \"{\\\"a\\\": 1}\"",
            "1 200 empty",
            "2 404 text application/xml \"<a/>\"",
            "3 500 text application/json \"{oops\""
        ]
    );
    assert_eq!(codes, ["example-without-status", "example-is-not-json"]);
}

#[test]
fn variables_are_listed_with_their_use_and_without_secrets() {
    let item = json!([{ "name": "Call", "request": { "method": "POST", "url": "{{base}}/{{kind}}?at={{$timestamp}}",
        "auth": { "type": "bearer", "bearer": { "token": "{{token}}" } },
        "header": [{ "key": "X-A", "value": "{{ {{stage}}_name }}" }],
        "body": { "mode": "raw", "raw": "{\"a\": {{kind}}, \"p\": \"{{password}}\"}" } } }]);
    let variable = json!([
        { "key": "base", "value": "https://{{host}}" }, { "key": "kind", "value": "1" },
        { "key": "password", "value": "hunter22" }, { "key": "token", "value": "abc" }, { "key": "stage", "value": "prod" },
    ]);
    let (dump, _) = whole(json!({ "item": item, "variable": variable }), None);
    assert_eq!(
        lines(&dump, "variable"),
        [
            "\" prod_name \" (Parameter) = \"?\"",
            "\"$timestamp\" (Dynamic) = \"?\"",
            "\"base\" (Server) = \"https://host.test\"",
            "\"host\" (Server) = \"host.test\"",
            "\"kind\" (Parameter) = \"1\"",
            "\"password\" (Parameter) = \"?\"",
            "\"stage\" (Parameter) = \"prod\"",
            "\"token\" (Credential) = \"?\"",
        ]
    );
}

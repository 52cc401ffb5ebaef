use std::fmt::Write as _;

use super::*;
use crate::collection;

/// What people would see for a text, and then what programs would.
fn shown(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    collection::read(text, &mut diagnostics);
    show(&diagnostics, text)
}

fn show(diagnostics: &Diagnostics, text: &str) -> String {
    let source = SourceText {
        file: "api.json",
        text,
    };
    let mut out = String::new();
    for report in diagnostics.reports(source) {
        write!(out, "{report}\n{}\n\n", report.to_json()).unwrap();
    }
    out
}

#[test]
fn a_place_has_line_column_excerpt_and_items() {
    insta::assert_snapshot!(shown(
        r#"{
  "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [
    {
      "name": "Orders",
      "item": [
        { "request": { "method": "GET", "url": "https://shop.test/orders", "header": 5 }, "name": "Liste — all" },
        {
          "name": "Nothing"
        }
      ]
    }
  ]
}"#
    ));
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let padding = "é".repeat(200);
    insta::assert_snapshot!(shown(&format!(
        r#"{{"info":{{"name":"{padding}","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}},"item":[7,{{"name":"{padding}","request":"https://shop.test"}}]}}"#
    )));
}

#[test]
fn a_truncated_document_names_the_items_around_its_end() {
    insta::assert_snapshot!(shown(include_str!(
        "../../tests/fixtures/truncated/digitalocean.postman_collection.json"
    )));
}

#[test]
fn garbage_has_its_place() {
    insta::assert_snapshot!(
        [
            "",
            "  \n",
            "\u{feff}{\"item\": [tru]}",
            "{\n  \"item\": [1, 2,]\n}",
            "{\"collection\":{\"item\":[{\"name\":\"A\",\"request\":{\"url\":\"x\" \"y\"}}]}}",
            "{\"info\": {}} trailing",
            "<html>",
        ]
        .map(shown)
        .concat()
    );
}

#[test]
fn what_is_nested_too_deep_is_an_error_with_a_place() {
    let text = format!("{{\"item\": {}", "[".repeat(100_000));
    let shown = shown(&text);
    assert!(shown.starts_with("error[nested-too-deep]"), "{shown}");
    assert!(shown.contains("api.json:1:136\n"), "{shown}");
}

#[test]
fn other_documents_are_refused_by_name() {
    insta::assert_snapshot!(
        [
            r#"{"id": "1", "name": "Old", "order": ["a"], "requests": []}"#,
            r#"{"info": {"schema": "https://schema.getpostman.com/json/collection/v1.0.0/collection.json"}, "requests": []}"#,
            r#"{"info": {"name": "New", "schema": "https://schema.getpostman.com/json/collection/v3.0.0/collection.json"}, "item": []}"#,
            r#"{"openapi": "3.1.0", "info": {"title": "An API"}, "paths": {}}"#,
            r#"{"name": "staging", "values": [], "_postman_variable_scope": "environment"}"#,
            r#"["item"]"#,
            r#"{"info": {"name": "Old enough to say nothing"}, "item": []}"#,
        ]
        .map(shown)
        .concat()
    );
}

#[test]
fn a_missing_member_has_the_place_of_what_should_hold_it() {
    let text = "{\n \"item\": [\n  {\"name\": \"A\", \"request\": {\"url\": \"x\"}}]}";
    let mut diagnostics = Diagnostics::default();
    diagnostics.note("b", "/item/0/request/body/raw", "about the request");
    diagnostics.note("c", "/item/7/name", "about the list");
    diagnostics.note("a", "", "about the whole");
    diagnostics.note("d", "/no~1such/~0thing", "about the whole");
    let places: Vec<(&str, usize, usize)> = diagnostics
        .reports(SourceText { file: "f", text })
        .iter()
        .map(|report| (report.diagnostic.code, report.line, report.column))
        .collect();
    assert_eq!(
        places,
        [("a", 1, 1), ("d", 1, 1), ("c", 2, 2), ("b", 3, 17)]
    );
}

#[test]
fn pointers_of_a_wrapped_collection_start_inside() {
    let text = "{\"collection\":\n {\"info\":\n  {\"name\": 1}}}";
    let mut diagnostics = Diagnostics::default();
    diagnostics.note("name", "/info/name", "the name");
    let reports = diagnostics.reports(SourceText { file: "f", text });
    assert_eq!((reports[0].line, reports[0].column), (3, 12));
}

#[test]
fn an_environment_has_its_own_file() {
    let mut diagnostics = Diagnostics::default();
    let environment = "{\"values\": [\n {\"value\": \"a\"}]}";
    assert!(collection::environment::read(environment, &mut diagnostics).is_some());
    diagnostics.note("later", "", "about the collection");
    let reports = diagnostics.reports(SourceTexts {
        collection: SourceText {
            file: "api.json",
            text: "{}",
        },
        environment: Some(SourceText {
            file: "env.json",
            text: environment,
        }),
        overrides: None,
    });
    let places: Vec<(&str, &str, usize)> = reports
        .iter()
        .map(|report| (report.diagnostic.code, report.file, report.line))
        .collect();
    assert_eq!(
        places,
        [
            ("later", "api.json", 1),
            ("variable-without-key", "env.json", 2)
        ]
    );
}

#[test]
fn text_of_the_collection_cannot_look_like_a_report() {
    let text = "{\"item\": [{\"name\": \"x\\nerror[fake]: no\\u001b[31m\", \"request\": 1}]}";
    let shown = shown(text);
    assert!(shown.contains("= in \"x error[fake]: no [31m\""), "{shown}");
}

#[test]
fn many_places_in_one_long_line_cost_one_pass() {
    let items = vec!["{\"name\":\"é\"}"; 20_000].join(",");
    let text = format!("{{\"info\":{{\"name\":\"T\"}},\"item\":[{items}]}}");
    let mut diagnostics = Diagnostics::default();
    collection::read(&text, &mut diagnostics);
    let reports = diagnostics.reports(SourceText {
        file: "f",
        text: &text,
    });
    assert_eq!(reports.len(), 20_001);
    assert_eq!(
        reports[20_000].column,
        text.chars().count() - "{\"name\":\"é\"}]}".chars().count() + 1
    );
}

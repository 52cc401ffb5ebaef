//! No secret reaches anything that the compiler says or writes, wherever it stands in the collection.

mod support;

use letterpress::diagnostic::{Diagnostics, SourceText};
use letterpress::secret::leaks;
use letterpress::{Input, compile};
use serde_json::Value;

/// One key of each of some vendors, a token, and a private key on one line.
const SECRETS: &[&str] = &[
    "ghp_Qk9aB3dE5fG7hJ2kL4mN6pQ8rS0tU1vW3x",
    "xoxb-2048101752-qB3dE5fG7hJ9kL1mN3pQ5rS7",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlUEFUSA",
    "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",
    "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",
    "AKIA3F7KQ2ZX5LMN6VWT",
];

#[test]
fn a_key_in_any_string_of_any_fixture_is_in_nothing_that_is_written_or_said() {
    let mut tried = 0;
    for fixture in support::fixtures() {
        let Ok(document) = serde_json::from_str::<Value>(&fixture.text) else {
            continue;
        };
        let strings = count(&document);
        for position in (0..strings).step_by(strings / 8 + 1) {
            let secret = SECRETS[tried % SECRETS.len()];
            let changed = match tried % 3 {
                0 => secret.to_owned(),
                1 => format!("see {secret}."),
                _ => format!("/a/{secret}/b"),
            };
            tried += 1;
            let mut document = document.clone();
            put(&mut document, &mut position.clone(), &changed);
            // On one line, where excerpts show what stands beside.
            check(&document.to_string(), secret, &fixture.name);
        }
    }
    assert!(tried > 250, "{tried}");
}

#[test]
fn a_key_inside_of_a_string_of_a_body_is_in_nothing_either() {
    for fixture in support::fixtures() {
        for (index, secret) in SECRETS.iter().enumerate() {
            // Bodies are JSON in strings: their own strings begin and end with an escaped quote.
            let places: Vec<usize> = fixture
                .text
                .match_indices(": \\\"")
                .map(|(at, _)| at)
                .collect();
            let Some(&at) = places.get(index * places.len() / SECRETS.len()) else {
                continue;
            };
            let at = at + 4;
            let text = format!("{}{secret} {}", &fixture.text[..at], &fixture.text[at..]);
            check(&text, secret, &fixture.name);
        }
    }
}

#[test]
fn what_is_written_for_any_fixture_has_no_shape_of_a_secret() {
    for fixture in support::fixtures() {
        for file in fixture.compile("crate_of_a_test").files {
            // The runtime's files are the same in each crate, and hold words about secrets.
            if file.path.contains("/runtime/") {
                continue;
            }
            assert!(
                leaks(&file.text).is_empty(),
                "{} {}: {:?}",
                fixture.name,
                file.path,
                leaks(&file.text)
            );
        }
    }
}

#[test]
fn a_broken_file_is_reported_without_what_stands_on_the_line() {
    for secret in SECRETS {
        check(
            &format!("{{\"item\": [], \"a\": \"{secret}\" ! }}"),
            secret,
            "broken",
        );
    }
    check(
        "{\"item\": [], \"password\": \"wT6!pRz9&Kd3\" ! }",
        "wT6!pRz9&Kd3",
        "broken",
    );
}

/// Compiles a collection, and looks for a secret in all that comes of it.
fn check(text: &str, secret: &str, fixture: &str) {
    let output = compile(&Input {
        collection: text,
        ..Input::default()
    });
    for file in &output.files {
        assert!(
            !file.text.contains(secret) && !file.path.contains(secret),
            "{fixture}: {secret} is in {}",
            file.path
        );
    }
    said(&output.diagnostics, text, secret, fixture);
    let mut diagnostics = Diagnostics::default();
    let clean = letterpress::collection::without_secrets(text, &mut diagnostics);
    assert!(
        clean.is_none_or(|clean| !clean.contains(secret)),
        "{fixture}: {secret} stayed"
    );
}

fn said(diagnostics: &Diagnostics, text: &str, secret: &str, fixture: &str) {
    let source = SourceText {
        file: "a.json",
        text,
    };
    for report in diagnostics.reports(source) {
        let said = format!("{report}\n{}", report.to_json());
        assert!(!said.contains(secret), "{fixture}: {secret} is in\n{said}");
        // Nor a part of it that would do.
        let part = secret.get(6..18).unwrap_or(secret);
        assert!(
            !said.contains(part),
            "{fixture}: a part of {secret} is in\n{said}"
        );
    }
}

/// How many strings a document has, names of members not among them.
fn count(value: &Value) -> usize {
    match value {
        Value::String(_) => 1,
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Puts a text in the place of the string at a position.
fn put(value: &mut Value, position: &mut usize, text: &str) -> bool {
    match value {
        Value::String(old) => {
            if *position == 0 {
                text.clone_into(old);
                return true;
            }
            *position -= 1;
            false
        }
        Value::Array(values) => values.iter_mut().any(|value| put(value, position, text)),
        Value::Object(members) => members.values_mut().any(|value| put(value, position, text)),
        _ => false,
    }
}

//! Many of one thing: neither the compiler nor what it writes needs stack for each of them.
//!
//! Tests run on threads with 2 MiB of stack, as the compiler's own threads do.

#[path = "../benches/support/many.rs"]
mod many;

use letterpress::{Input, Output, compile};
use many::KINDS;
use proptest::prelude::*;

fn compiled(kind: usize, count: usize) -> Output {
    let texts = KINDS[kind].texts(count);
    compile(&Input {
        collection: &texts.collection,
        environment: texts.environment.as_deref(),
        overrides: texts.overrides.as_deref(),
        crate_name: None,
    })
}

/// The most calls that are chained in one expression of a file.
fn longest_chain(text: &str) -> usize {
    let (mut longest, mut now) = (0, 0);
    for line in text.lines() {
        now = match line.trim_start().starts_with('.') {
            true => now + 1,
            false => 0,
        };
        longest = longest.max(now);
    }
    longest
}

#[test]
fn thousands_of_parameters_of_each_kind_are_written() {
    // `MANY=10000` asks for more; the profile of tests takes its time.
    let count = || {
        let many = std::env::var("MANY").ok();
        many.and_then(|it| it.parse().ok()).unwrap_or(1_000)
    };
    let names = [
        "query parameters",
        "headers",
        "constant headers",
        "one header repeated",
        "urlencoded fields",
        "multipart fields",
        "files of a form",
        "path variables",
        "variables in a path",
        "values of an environment",
    ];
    for name in names {
        let kind = KINDS.iter().position(|it| it.name == name).expect(name);
        let output = compiled(kind, count());
        assert!(
            !output.files.is_empty(),
            "{name}: {:?}",
            output.diagnostics.list().first()
        );
        for file in &output.files {
            let longest = longest_chain(&file.text);
            assert!(
                longest <= 110,
                "{name}: {longest} calls are chained in {}",
                file.path
            );
        }
    }
}

#[test]
fn variables_that_grow_without_end_do_not() {
    for name in [
        "variables that double",
        "variables in a circle",
        "variables in a chain",
    ] {
        let kind = KINDS.iter().position(|it| it.name == name).expect(name);
        for count in [26, 200, 2_000] {
            let output = compiled(kind, count);
            let bytes: usize = output.files.iter().map(|file| file.text.len()).sum();
            assert!(bytes < 2_000_000, "{name}, {count}: {bytes} bytes");
            let mut said = output.diagnostics.list().iter();
            assert!(
                said.any(|it| it.code == "variable-not-expanded"),
                "{name}, {count}"
            );
        }
    }
}

proptest! {
    // `PROPTEST_CASES` asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16),
    ) })]

    /// Up to a thousand of anything compile to Rust that parses, or end in an error that says why.
    #[test]
    fn any_number_of_anything_is_rust(kind in 0..KINDS.len(), count in 1_usize..1_000) {
        // What takes a second in the profile of tests is not what is asked here.
        let count = match KINDS[kind].name {
            name if name.starts_with("items") || name.starts_with("folders") => count / 20 + 1,
            name if name.starts_with("overrides") => count / 20 + 1,
            _ => count,
        };
        let output = compiled(kind, count);
        prop_assert!(output.files.is_empty() == output.diagnostics.has_errors());
        for file in output.files.iter().filter(|file| file.path.ends_with(".rs")) {
            prop_assert!(syn::parse_file(&file.text).is_ok(), "{} of {} {}", file.path, count, KINDS[kind].name);
        }
    }
}

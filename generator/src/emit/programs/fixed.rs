//! Files of the generated crate that are the same for every API but for the crate's name. They stand in `fixed/` as Rust.

use std::collections::BTreeSet;

use crate::emit::Context;
use crate::render::File;

/// `examples/replay.rs`.
pub(super) fn replay(context: Context<'_>) -> File {
    let text = with_name(include_str!("fixed/replay.rs"), &context.names.krate);
    File::text("examples/replay.rs", text)
}

/// `examples/replay/mod.rs`, with those of its helpers that the calls use: what stands between `// if: NAME…` and `// end`
/// is kept where one of the names is used.
pub(super) fn run(krate: &str, helpers: &BTreeSet<&str>) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut keep = vec![true];
    for line in include_str!("fixed/run.rs").lines() {
        let around = keep.last().copied().unwrap_or(true);
        if let Some(names) = line.trim_start().strip_prefix("// if: ") {
            keep.push(around && names.split(' ').any(|name| helpers.contains(name)));
        } else if line.trim_start() == "// end" {
            keep.pop();
        } else if around {
            // What is left out leaves no gap.
            let closes = line.trim_start() == "}" || line.is_empty();
            if closes && lines.last().is_some_and(|last| last.is_empty()) {
                lines.pop();
            }
            lines.push(line);
        }
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    with_name(&format!("{}\n", lines.join("\n")), krate)
}

/// `tests/examples.rs` with its tests.
pub(super) fn examples(krate: &str, tests: &str) -> String {
    with_name(include_str!("fixed/examples.rs"), krate).replace("// tests\n", tests)
}

/// A text with the crate's name in it.
fn with_name(text: &str, krate: &str) -> String {
    text.replace("krate::", &format!("{krate}::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_helpers_that_are_used_are_kept() {
        for (helpers, expected) in [
            (&[][..], [false, false, false, false]),
            (&["text", "fill"], [true, false, false, true]),
            (&["json", "path", "fill"], [false, true, true, true]),
        ] {
            let text = run("some_api", &helpers.iter().copied().collect());
            let found = ["fn text", "fn path", "fn json", "fn fill_once"]
                .map(|helper| text.contains(helper));
            assert_eq!(found, expected);
            assert!(
                !text.contains("// if") && !text.contains("// end") && !text.contains("\n\n\n"),
                "{text}"
            );
            assert!(text.contains("use some_api::{Client, Error};"));
            syn::parse_file(&text).expect("it is Rust");
        }
        for text in [
            include_str!("fixed/replay.rs"),
            include_str!("fixed/examples.rs"),
        ] {
            syn::parse_file(text).expect("it is Rust");
        }
    }
}

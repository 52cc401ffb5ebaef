//! The runtime's files, copied as they are but for their tests.

use std::collections::BTreeSet;

use super::Context;
use crate::render::File;

/// A file of the runtime, by its module's name.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name, ".rs")))),*]
    };
}

/// The runtime's files; which of them are optional is said in its `mod.rs`.
const FILES: &[(&str, &str)] = files![
    "asap",
    "auth_error",
    "authenticate",
    "aws4",
    "blocking",
    "blocking_stream",
    "body",
    "call",
    "connect",
    "credential",
    "drift",
    "digest",
    "dynamic",
    "edgegrid",
    "error",
    "etag",
    "events",
    "form",
    "graphql",
    "hawk",
    "http",
    "json_path",
    "jws",
    "jwt",
    "mac",
    "links",
    "location",
    "macros",
    "memory",
    "mock",
    "number",
    "oauth1",
    "oauth2",
    "objects",
    "open_enum",
    "optional",
    "pages",
    "path",
    "provider",
    "rate_limit",
    "reply",
    "redirect",
    "request",
    "reqwest",
    "retry",
    "scalars",
    "secret",
    "send",
    "shown",
    "signing",
    "stream",
    "tagged",
    "tower",
    "trace",
    "transport",
    "url",
];

const MODULE: &str = include_str!("../../runtime/src/runtime/mod.rs");

/// Copies what the API needs.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let (module, left_out) = module(&context.needs.runtime);
    let mut files = vec![File::text("src/runtime/mod.rs", module)];
    for (name, text) in FILES.iter().filter(|(name, _)| !left_out.contains(name)) {
        files.push(File::text(
            format!("src/runtime/{name}.rs"),
            without_tests(text),
        ));
    }
    files
}

/// `mod.rs` without what the API does not need, and the modules that are left out.
fn module(needed: &BTreeSet<&'static str>) -> (String, BTreeSet<&'static str>) {
    let (mut paragraphs, mut left_out) = (Vec::new(), BTreeSet::new());
    for paragraph in MODULE
        .split("\n\n")
        .map(str::trim_end)
        .filter(|paragraph| !paragraph.is_empty())
    {
        if paragraph.starts_with("// generator:") {
            continue;
        }
        match paragraph
            .strip_prefix("// optional: ")
            .and_then(|rest| rest.split_once('\n'))
        {
            Some((name, rest)) if needed.contains(name) => paragraphs.push(rest),
            Some((name, _)) => drop(left_out.insert(name)),
            None => paragraphs.push(paragraph),
        }
    }
    (paragraphs.join("\n\n") + "\n", left_out)
}

/// Tests stay where the runtime is at home.
fn without_tests(text: &str) -> String {
    match text.find("\n#[cfg(test)]\nmod tests {") {
        Some(end) => format!("{}\n", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_of_the_runtime_is_embedded() {
        for line in MODULE.lines() {
            let name = line
                .trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ")
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'));
            if let Some(name) = name {
                assert!(
                    FILES.iter().any(|(file, _)| *file == name),
                    "{name}.rs is not embedded"
                );
            }
        }
    }

    #[test]
    fn copies_hold_no_tests_and_no_home_only_notes() {
        for (name, text) in FILES {
            let text = without_tests(text);
            assert!(!text.contains("#[cfg(test)]"), "{name}");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name}");
        }
        let (all, _) = module(&FILES.iter().map(|(name, _)| *name).collect());
        assert!(
            !all.contains("generator") && !all.contains("optional: "),
            "{all}"
        );
        let (least, left_out) = module(&BTreeSet::new());
        assert!(!least.contains("mod pages;"));
        assert!(left_out.contains("pages") && !left_out.contains("call"));
    }
}

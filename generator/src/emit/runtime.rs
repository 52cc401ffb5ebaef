//! The runtime's files, copied as they are but for their tests.

use std::collections::BTreeSet;

use super::Context;
use crate::render::File;

/// A file of the runtime, by its module's path: `digest`, `digest/challenge`.
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
    "charset",
    "connect",
    "credential",
    "date_time",
    "drift",
    "digest",
    "digest/challenge",
    "dynamic",
    "dynamic/lists",
    "dynamic/made",
    "dynamic/random",
    "dynamic/time",
    "edgegrid",
    "error",
    "error/api",
    "error/decode",
    "error/paging",
    "error/transport",
    "etag",
    "events",
    "form",
    "graphql",
    "hawk",
    "header_value",
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
    "nearly_json",
    "number",
    "oauth1",
    "oauth2",
    "oauth2/request",
    "oauth2/tokens",
    "objects",
    "open_enum",
    "optional",
    "pages",
    "pages/end",
    "pages/next",
    "pages/walk",
    "path",
    "proxy",
    "provider",
    "rate_limit",
    "reply",
    "redirect",
    "request",
    "request/body",
    "reqwest",
    "retry",
    "scalars",
    "secret",
    "send",
    "settings",
    "shown",
    "sign",
    "spelled",
    "told",
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
    for (name, text) in FILES.iter().filter(|(name, _)| !is_of(name, &left_out)) {
        files.push(File::text(
            format!("src/runtime/{name}.rs"),
            without_tests(text),
        ));
    }
    files
}

/// Whether a file is one of those modules, or a piece of one.
fn is_of(name: &str, modules: &BTreeSet<&str>) -> bool {
    let outer = name.split_once('/').map_or(name, |(outer, _)| outer);
    modules.contains(outer)
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

    /// The modules that a file declares.
    fn declared(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter_map(|line| {
            line.trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ")
                .strip_prefix("mod ")?
                .strip_suffix(';')
        })
    }

    #[test]
    fn every_module_of_the_runtime_is_embedded() {
        let own = declared(MODULE).map(str::to_owned);
        let inner = FILES
            .iter()
            .flat_map(|(outer, text)| declared(text).map(move |name| format!("{outer}/{name}")));
        let declared: BTreeSet<String> = own.chain(inner).collect();
        let embedded: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(declared, embedded);
        assert!(declared.contains("digest/challenge"));
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
        for (name, left) in [
            ("pages", true),
            ("digest/challenge", true),
            ("call", false),
            ("error/api", false),
        ] {
            assert_eq!(is_of(name, &left_out), left, "{name}");
        }
    }
}

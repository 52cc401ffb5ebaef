//! `tests/examples.rs` and `tests/saved/*.json`: every saved example is read into its type and written again.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;

use rayon::prelude::*;
use serde_json::json;

use super::fixed;
use crate::api::{Example, ReplyBody};
use crate::emit::{Context, OperationView};
use crate::render::File;

/// Writes them; nothing where the collection saves no example.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    // One file for each top-level folder, in the order of their first examples.
    let mut files: indexmap::IndexMap<String, String> = indexmap::IndexMap::new();
    let root = root_name(context);
    let views: Vec<OperationView<'_>> = context.operations().collect();
    let unreadable = &context.model.unreadable;
    let entries: Vec<Vec<String>> = views
        .par_iter()
        .map(|view| entries(*view, unreadable))
        .collect();
    for (view, entries) in views.into_iter().zip(entries) {
        let folder = folder(context, view).unwrap_or(&root);
        for entry in entries {
            let file = files.entry(folder.to_owned()).or_default();
            file.push_str(if file.is_empty() { "[\n" } else { ",\n" });
            file.push_str(&entry);
        }
    }
    if files.is_empty() {
        return Vec::new();
    }
    let mut tests = String::new();
    for folder in files.keys() {
        let file = folder.trim_start_matches("r#");
        let gap = if tests.is_empty() { "" } else { "\n" };
        // A folder's name is an identifier, made by `names`.
        let _ = write!(
            tests,
            "{gap}    #[test]\n    fn {folder}() {{\n        super::check(include_str!(\"saved/{file}.json\"));\n    }}\n"
        );
    }
    let mut drafts = vec![File::text(
        "tests/examples.rs",
        fixed::examples(&context.names.krate, &tests),
    )];
    let includes: String = files
        .keys()
        .map(|folder| {
            let file = folder.trim_start_matches("r#");
            format!("    include_str!(\"../tests/saved/{file}.json\"),\n")
        })
        .collect();
    drafts.push(File::text(
        "src/saved.rs",
        format!(
            "//! The examples that the collection saves, which [`Mock`](crate::Mock) answers with.\n\n\
             /// The files that hold them.\n\
             pub(crate) const FILES: &[&str] = &[\n{includes}];\n"
        ),
    ));
    drafts.extend(files.into_iter().map(|(folder, text)| {
        let file = folder.trim_start_matches("r#");
        File::text(format!("tests/saved/{file}.json"), format!("{text}\n]\n"))
    }));
    drafts
}

/// An operation's examples as entries of its file, but for those that no program reads.
fn entries(view: OperationView<'_>, unreadable: &BTreeSet<String>) -> Vec<String> {
    let examples = view.operation.examples.iter();
    let mut examples: Vec<SavedExample<'_>> = examples
        .filter(|example| !unreadable.contains(&example.pointer))
        .map(SavedExample::new)
        .collect();
    // The order in which they are saved says nothing, so it changes nothing.
    examples.sort();
    examples
        .into_iter()
        .map(|example| example.entry(view))
        .collect()
}

/// The module of the top-level folder that an operation stands in; `None` at the root.
fn folder<'x>(context: Context<'x>, view: OperationView<'_>) -> Option<&'x str> {
    let mut resource = view.signature.resource;
    let mut top = None;
    while let Some(folder) = context.api.resources.get(resource.0) {
        let Some(parent) = folder.parent.filter(|parent| parent.0 < resource.0) else {
            break;
        };
        top = Some(resource);
        resource = parent;
    }
    let names = context.names.resources.get(top?.0)?;
    names.module.first().map(String::as_str)
}

/// A name for the root's file that no folder has.
fn root_name(context: Context<'_>) -> String {
    let is_taken = |name: &str| {
        context
            .names
            .resources
            .iter()
            .any(|resource| resource.module.first().is_some_and(|m| m == name))
    };
    let mut name = "client".to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// A media type whose charset is the one that examples are saved in.
fn in_utf8(content_type: &str) -> Cow<'_, str> {
    let lower = content_type.to_ascii_lowercase();
    let Some(start) = lower.find("charset=").map(|at| at + "charset=".len()) else {
        return Cow::Borrowed(content_type);
    };
    let length = lower[start..].find(';').unwrap_or(lower.len() - start);
    let charset = lower[start..start + length].trim_matches(['"', ' ']);
    if matches!(charset, "utf-8" | "utf8" | "us-ascii") {
        return Cow::Borrowed(content_type);
    }
    let (before, after) = (&content_type[..start], &content_type[start + length..]);
    Cow::Owned(format!("{before}utf-8{after}"))
}

/// What is saved of an example, without secrets. It is ordered by content.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SavedExample<'x> {
    status: u16,
    name: Cow<'x, str>,
    content_type: Option<Cow<'x, str>>,
    json: Option<Cow<'x, str>>,
    text: Option<Cow<'x, str>>,
}

impl<'x> SavedExample<'x> {
    fn new(example: &'x Example<'_>) -> Self {
        let content_type = example
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let content_type = content_type.map(|(_, value)| in_utf8(value.trim()));
        let (json, text) = match &example.body {
            ReplyBody::Empty | ReplyBody::Bytes { .. } => (None, None),
            ReplyBody::Json(text) => (Some(Cow::Borrowed(text.trim())), None),
            ReplyBody::Text { text, .. } => (None, Some(Cow::Borrowed(&**text))),
        };
        Self {
            status: example.status,
            name: Cow::Borrowed(&*example.name),
            // What cannot stand in a header is no media type.
            content_type: content_type.filter(|value| {
                !value.is_empty() && value.bytes().all(|b| (b' '..=b'~').contains(&b))
            }),
            json,
            text,
        }
    }

    /// One entry of the file. JSON stays as it is written: no digit of a number is lost.
    fn entry(&self, view: OperationView<'_>) -> String {
        let mut entry = format!(
            "  {{\n    \"request\": {},\n    \"item\": {},\n    \"example\": {},\n    \"status\": {}",
            json!(format!(
                "{} {}",
                view.operation.method,
                crate::emit::call::path_template(view)
            )),
            json!(view.operation.pointer),
            json!(self.name),
            self.status,
        );
        if let Some(content_type) = &self.content_type {
            let _ = write!(entry, ",\n    \"content_type\": {}", json!(content_type));
        }
        if let Some(json) = &self.json {
            // There is no line break inside a JSON string, so white space can be added after each.
            let _ = write!(
                entry,
                ",\n    \"json\": {}",
                json.replace("\r\n", "\n").replace('\n', "\n    ")
            );
        }
        if let Some(text) = &self.text {
            let _ = write!(entry, ",\n    \"text\": {}", json!(text));
        }
        entry.push_str("\n  }");
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_text_is_utf_8() {
        for (said, saved) in [
            ("text/html; charset=ISO-8859-1", "text/html; charset=utf-8"),
            (
                "text/csv; charset=\"utf-16\"; header=present",
                "text/csv; charset=utf-8; header=present",
            ),
            (
                "application/json;charset=UTF-8",
                "application/json;charset=UTF-8",
            ),
            ("text/plain", "text/plain"),
            ("text/plain; charset=", "text/plain; charset=utf-8"),
        ] {
            assert_eq!(in_utf8(said), saved);
        }
    }
}

//! Documents that people have beside their collections, and take for one.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostics;
use crate::json::Json;

/// Collections that a message names.
const NAMED: usize = 10;

/// Refuses a document that holds collections and is none itself, before one is looked for in it. Returns whether it did.
pub(super) fn refuse_whole(tree: &Json<'_>, diagnostics: &mut Diagnostics) -> bool {
    if tree.get("item").is_some() {
        return false;
    }
    if let Some(Json::Array(collections)) = tree.get("collections") {
        several(
            "a Postman data dump",
            ".collections",
            collections,
            diagnostics,
        );
        return true;
    }
    if let Json::Array(values) = tree
        && values.iter().any(|value| name(value).is_some())
    {
        several("a list of collections", "", values, diagnostics);
        return true;
    }
    let what = match (tree.get("collection"), tree.get("run")) {
        (Some(_), Some(Json::Object(_))) => {
            "the report of a run of newman: give the collection that was run"
        }
        (Some(Json::Object(entries)), _)
            if !entries.is_empty() && entries.iter().all(|(_, it)| matches!(it, Json::Bool(_))) =>
        {
            "the table of contents of a Postman data export: the collections are the files in its folder `collection`"
        }
        _ => return false,
    };
    let (what, cure) = what.split_once(": ").unwrap_or((what, ""));
    diagnostics
        .error(
            "not-a-collection",
            "",
            format!("this is {what}, not a collection"),
        )
        .help(cure);
    true
}

/// Says which collections there are, and how to take one out.
fn several(what: &str, path: &str, collections: &[Json<'_>], diagnostics: &mut Diagnostics) {
    let mut names = String::new();
    for (index, collection) in collections.iter().take(NAMED).enumerate() {
        let name = name(collection).unwrap_or("without a name");
        let before = if index == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(names, "{before}{index} `{name}`");
    }
    if collections.len() > NAMED {
        let _ = write!(names, " and {} more", collections.len() - NAMED);
    }
    let message = match collections.len() {
        0 => format!("this is {what} without a collection in it"),
        1 => format!("this is {what}, which holds one collection: {names}"),
        count => format!("this is {what}, which holds {count} collections: {names}"),
    };
    diagnostics
        .error("not-a-collection", "", message)
        .help(format!(
            "take the one that is meant out into a file of its own: `jq '{path}[0]' DUMP.json > NAME.postman_collection.json`; \
             or export it from Postman as \"Collection v2.1\""
        ));
}

/// The name of a collection of any format.
fn name<'j>(collection: &'j Json<'_>) -> Option<&'j str> {
    collection
        .get("info")
        .and_then(|info| info.get("name"))
        .or_else(|| collection.get("name"))
        .and_then(Json::as_str)
}

/// Refuses a document that is not a collection, and says what it is.
pub(super) fn refuse(tree: &Json<'_>, diagnostics: &mut Diagnostics) {
    let has = |name: &str| tree.get(name).is_some();
    let scope = tree.get("_postman_variable_scope").and_then(Json::as_str);
    let what = if has("openapi") || has("swagger") || has("swaggerVersion") {
        "an OpenAPI description"
    } else if scope == Some("globals") {
        "a file of Postman's global variables"
    } else if has("values") || scope.is_some() || has("environment") {
        "a Postman environment"
    } else if has("log") {
        "an HTTP archive"
    } else if has("_type") && has("resources") {
        "an Insomnia export"
    } else if has("results") && (has("collection_id") || has("totalPass")) {
        "the result of a run in Postman"
    } else if has("$schema") || has("$defs") {
        "a JSON schema"
    } else {
        "not a Postman collection"
    };
    let help = match what {
        "a Postman environment" | "a file of Postman's global variables" => {
            "give it as `--environment`, beside the collection that it belongs to"
        }
        "an OpenAPI description" => {
            "import it into Postman, which makes a collection of it, and export that as \"Collection v2.1\""
        }
        _ => "export the collection from Postman as \"Collection v2.1\"",
    };
    diagnostics
        .error(
            "not-a-collection",
            "",
            format!("this is {what}: it has no `info.schema` and no `item`"),
        )
        .help(help);
}

//! What kind of document a text is: JSON at all, a collection, of which format.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostics, pointer_at};
use crate::json::Json;
use crate::surrogate;

use super::{number, other};

/// Parses a text. A byte-order mark before it is skipped.
pub(in crate::collection) fn parse<'a>(
    text: &'a str,
    diagnostics: &mut Diagnostics,
) -> Option<Json<'a>> {
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    match Json::parse(json) {
        Ok(tree) => Some(tree),
        Err(error) => {
            let mark = text.len() - json.len();
            let (repaired, repairs) = repair(json);
            if repairs.is_empty() {
                report(&error, text, mark, diagnostics);
                return None;
            }
            match Json::parse(&repaired) {
                Ok(tree) => {
                    for repair in repairs {
                        repair.report(text, mark, diagnostics);
                    }
                    Some(tree.into_owned())
                }
                Err(error) => {
                    // Something else is wrong as well. The strings in place of numbers have moved what stands behind them.
                    let halves = surrogate::replace(json).map(|(text, _)| text);
                    let halves = halves.as_deref().unwrap_or(json);
                    let same_offsets =
                        number::blank(halves).and_then(|text| Json::parse(&text).err());
                    report(&same_offsets.unwrap_or(error), text, mark, diagnostics);
                    None
                }
            }
        }
    }
}

/// What JavaScript reads and the parser does not, and where it first stands.
enum Repair {
    /// Half a character, replaced by U+FFFD.
    HalfACharacter(usize),
    /// A number that is out of range, read as text.
    Number(usize),
}

impl Repair {
    fn report(&self, text: &str, mark: usize, diagnostics: &mut Diagnostics) {
        let (code, first, message) = match self {
            Self::HalfACharacter(first) => (
                "half-a-character",
                first,
                "this string holds half a character, which is replaced by U+FFFD",
            ),
            Self::Number(first) => (
                "number-out-of-range",
                first,
                "this number is out of range; it is read as text, as are others like it",
            ),
        };
        let at = mark + first;
        diagnostics
            .warning(code, pointer_at(text, at), message)
            .at(at);
    }
}

/// The text with what the parser refuses and JavaScript does not replaced.
fn repair(json: &str) -> (Cow<'_, str>, Vec<Repair>) {
    let mut text = Cow::Borrowed(json);
    let mut repairs = Vec::new();
    if let Some((repaired, first)) = surrogate::replace(&text) {
        repairs.push(Repair::HalfACharacter(first));
        text = Cow::Owned(repaired);
    }
    if let Some((repaired, first)) = number::quote(&text) {
        repairs.push(Repair::Number(first));
        text = Cow::Owned(repaired);
    }
    (text, repairs)
}

/// Says where the text stops being JSON. The pointer is that of the value that is broken, so that the report names the
/// items around it.
fn report(error: &serde_json::Error, text: &str, mark: usize, diagnostics: &mut Diagnostics) {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if error.is_eof() {
        let offset = text.trim_end().len();
        let inside = match message {
            "EOF while parsing a string" => "inside a string",
            "EOF while parsing an object" => "inside an object",
            "EOF while parsing a list" => "inside an array",
            _ => "where a value is missing",
        };
        let message = match offset {
            0 => "the text is empty".to_owned(),
            _ => format!("the text ends {inside}"),
        };
        diagnostics
            .error("syntax-error", pointer_at(text, offset), message)
            .at(offset)
            .help("the file is cut off; export or download it again");
        return;
    }
    let offset = offset_of(
        text,
        error.line(),
        error.column() + if error.line() == 1 { mark } else { 0 },
    );
    let pointer = pointer_at(text, offset);
    if message == "recursion limit exceeded" {
        diagnostics
            .error(
                "nested-too-deep",
                pointer,
                "the JSON is nested more than 127 levels deep",
            )
            .at(offset)
            .help("no collection that Postman writes is; look for what has made this one so deep");
    } else {
        diagnostics
            .error(
                "syntax-error",
                pointer,
                format!("this is not JSON: {}", in_words(message)),
            )
            .at(offset)
            .help("mend the JSON here, or export the collection again");
    }
}

/// The parser's short words, where they are too short.
fn in_words(message: &str) -> &str {
    match message {
        "expected value" => "a value belongs here",
        "expected ident" => "a word that is neither `true`, `false` nor `null`",
        "trailing comma" => "a comma with nothing behind it",
        "trailing characters" => "the document has ended, and something follows",
        "key must be a string" => "a member's name in quotes belongs here",
        other => other,
    }
}

/// The byte offset of the parser's line and column, which counts bytes from 1.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(index, _)| index + 1),
    };
    (start + column.saturating_sub(1)).min(text.len())
}

/// The collection itself where Postman's API has wrapped it: `{"collection": …}`.
pub(super) fn unwrap(tree: Json<'_>) -> Json<'_> {
    match tree {
        Json::Object(mut members) if !members.iter().any(|(name, _)| name == "item") => {
            match members
                .iter()
                .rposition(|(name, value)| name == "collection" && matches!(value, Json::Object(_)))
            {
                Some(index) => members.swap_remove(index).1,
                None => Json::Object(members),
            }
        }
        other => other,
    }
}

/// Refuses, by name, every document that is not a collection of format 2.0 or 2.1.
pub(super) fn check(tree: &Json<'_>, diagnostics: &mut Diagnostics) -> Option<()> {
    if !matches!(tree, Json::Object(_)) {
        diagnostics
            .error(
                "not-a-collection",
                "",
                format!("{} is not a collection", tree.kind()),
            )
            .help("a collection is an object with the members `info` and `item`");
        return None;
    }
    let schema = tree.get("info").and_then(|info| info.get("schema"));
    let items = matches!(tree.get("item"), Some(Json::Array(_)));
    match schema
        .and_then(Json::as_str)
        .map(str::trim)
        .filter(|schema| !schema.is_empty())
    {
        Some(schema) => match Version::of(schema) {
            Version::Two => Some(()),
            Version::One => refuse_version_one(diagnostics, "/info/schema"),
            Version::Other => {
                diagnostics
                    .error(
                        "unknown-schema",
                        "/info/schema",
                        format!("the collection's schema is `{schema}`, which is not known here"),
                    )
                    .help(
                        "export the collection from Postman as \"Collection v2.1\"; 2.0 and 2.1 \
                         are read",
                    );
                None
            }
        },
        None if items => {
            diagnostics
                .note(
                    "schema-missing",
                    "/info",
                    "the collection does not say its format; it is read as 2.1",
                )
                .help(
                    "`\"schema\": \
                     \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"` in \
                     `info` says so",
                );
            Some(())
        }
        None if tree.get("requests").is_some() || tree.get("order").is_some() => {
            refuse_version_one(diagnostics, "")
        }
        None => {
            other::refuse(tree, diagnostics);
            None
        }
    }
}

fn refuse_version_one(diagnostics: &mut Diagnostics, pointer: &str) -> Option<()> {
    diagnostics
        .error(
            "format-version-1",
            pointer,
            "this is a collection of format 1, which is not read",
        )
        .help(
            "import it into Postman and export it as \"Collection v2.1\", or convert it: \
             `npx postman-collection-transformer convert -i OLD.json -o NEW.json -j 1.0.0 -p 2.1.0`",
        );
    None
}

/// A format version, as a schema URL names it.
enum Version {
    One,
    Two,
    Other,
}

impl Version {
    /// Reads `…/collection/v2.1.0/collection.json`, and the older `…/collection/v2/collection.json`. The host does not
    /// matter: it has changed over the years.
    fn of(schema: &str) -> Self {
        let version = schema.split('/').find_map(|part| {
            part.strip_prefix('v')
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let Some(version) = version else {
            return Version::Other;
        };
        let mut numbers = version.split(['.', '-']);
        match (numbers.next(), numbers.next()) {
            (Some("1"), _) => Version::One,
            (Some("2"), None | Some("0" | "1")) => Version::Two,
            _ => Version::Other,
        }
    }
}

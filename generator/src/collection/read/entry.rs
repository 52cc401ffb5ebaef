//! Lists of keys with values: headers, query parameters, form fields, variables.

use std::borrow::Cow;

use crate::collection::{Entry, FormPart, Variable};
use crate::json::Json;

use super::kind::{self, Kind};
use super::reader::{Reader, at, nth};

impl Reader<'_> {
    /// Headers: a list, a string with one a line, or an object of names and values.
    pub(super) fn headers<'a>(
        &mut self,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Vec<Entry<'a>> {
        match value {
            Some(Json::String(text)) => parse_headers(&text, &at(parent, name)),
            other => self.entries(&kind::HEADER, other, parent, name),
        }
    }

    /// A list of entries. An object is taken as a map from keys to values; a string in the list as `key=value`, or
    /// `key: value` for a header.
    pub(super) fn entries<'a>(
        &mut self,
        kind: &Kind,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Vec<Entry<'a>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            Json::Object(members) => {
                return members
                    .into_iter()
                    .map(|(key, value)| Entry {
                        pointer: at(pointer, &key),
                        key,
                        value: (value != Json::Null).then(|| value.into_text()),
                        ..Entry::default()
                    })
                    .collect();
            }
            other => {
                if !other.is_empty() {
                    self.wrong_type(pointer, "a list", &other);
                }
                return Vec::new();
            }
        };
        let mut entries = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let pointer = nth(pointer, index);
            match value {
                Json::String(text) if kind.name == kind::HEADER.name => {
                    entries.extend(parse_header(&text, pointer));
                }
                Json::String(text) => entries.push(super::url::parse_pair(&text, pointer)),
                Json::Object(members) => {
                    let [key, value, disabled, description] = self.members(
                        kind,
                        members,
                        &pointer,
                        ["key", "value", "disabled", "description"],
                    );
                    entries.push(Entry {
                        key: self.text(key, &pointer, "key"),
                        value: value.map(Json::into_text),
                        disabled: disabled.is_some_and(|value| value.is_truthy()),
                        description: self.description(description, &pointer),
                        pointer,
                    });
                }
                other => self.wrong_type(&pointer, kind.name, &other),
            }
        }
        entries
    }

    /// The parts of a multipart form.
    pub(super) fn form_parts<'a>(
        &mut self,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Vec<FormPart<'a>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            // What Postman makes of an object: its only entry.
            object @ Json::Object(_) if object.get("key").is_some() => vec![object],
            other => {
                if !other.is_empty() {
                    self.wrong_type(pointer, "a list of form parts", &other);
                }
                return Vec::new();
            }
        };
        let mut parts = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let pointer = nth(pointer, index);
            let Some(members) = self.object(value, &pointer) else {
                continue;
            };
            let [
                key,
                value,
                disabled,
                description,
                part_type,
                src,
                content_type,
            ] = self.members(
                &kind::FORM_PART,
                members,
                &pointer,
                [
                    "key",
                    "value",
                    "disabled",
                    "description",
                    "type",
                    "src",
                    "contentType",
                ],
            );
            parts.push(FormPart {
                file: part_type.as_ref().and_then(Json::as_str) == Some("file"),
                named: src.as_ref().is_some_and(names_a_file),
                several: matches!(&src, Some(Json::Array(files)) if files.len() > 1),
                content_type: self
                    .optional_text(content_type, &pointer, "contentType")
                    .filter(|text| !text.is_empty()),
                entry: Entry {
                    key: self.text(key, &pointer, "key"),
                    value: value.map(Json::into_text),
                    disabled: disabled.is_some_and(|value| value.is_truthy()),
                    description: self.description(description, &pointer),
                    pointer,
                },
            });
        }
        parts
    }

    /// Variables: a list of `{key, value}` (`{id, value}` in old files), or an object of names and values.
    pub(super) fn variables<'a>(
        &mut self,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Vec<Variable<'a>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            Json::Object(members) => {
                return members
                    .into_iter()
                    .map(|(key, value)| Variable {
                        pointer: at(pointer, &key),
                        key,
                        value: (value != Json::Null).then(|| value.into_text()),
                        ..Variable::default()
                    })
                    .collect();
            }
            other => {
                self.wrong_type(pointer, "a list of variables", &other);
                return Vec::new();
            }
        };
        let mut variables = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let pointer = nth(pointer, index);
            let Some(members) = self.object(value, &pointer) else {
                continue;
            };
            let [
                key,
                id,
                value,
                disabled,
                enabled,
                variable_type,
                description,
            ] = self.members(
                &kind::VARIABLE,
                members,
                &pointer,
                [
                    "key",
                    "id",
                    "value",
                    "disabled",
                    "enabled",
                    "type",
                    "description",
                ],
            );
            let mut name = self.text(key, &pointer, "key");
            if name.is_empty() {
                name = self.text(id, &pointer, "id");
            }
            if name.is_empty() {
                self.diagnostics
                    .warning(
                        "variable-without-key",
                        pointer,
                        "this variable has no `key`, so nothing can refer to it",
                    )
                    .help("give it a key, or remove it");
                continue;
            }
            variables.push(Variable {
                key: name,
                value: value.map(Json::into_text),
                // Environments say `enabled`, collections `disabled`.
                disabled: disabled.is_some_and(|value| value.is_truthy())
                    || enabled.is_some_and(|value| !value.is_truthy()),
                secret: variable_type.as_ref().and_then(Json::as_str) == Some("secret"),
                description: self.description(description, &pointer),
                pointer,
            });
        }
        variables
    }
}

/// Whether a `src` names a file: a path, or a list with one.
pub(super) fn names_a_file(src: &Json<'_>) -> bool {
    match src {
        Json::String(path) => !path.is_empty(),
        Json::Array(paths) => paths.iter().any(names_a_file),
        _ => false,
    }
}

/// Headers as one text, one a line; a line that begins with white space goes on with the one before.
fn parse_headers<'a>(text: &str, pointer: &str) -> Vec<Entry<'a>> {
    let unfolded = text.replace("\r\n ", " ").replace("\r\n\t", "\t");
    unfolded
        .lines()
        .filter_map(|line| parse_header(line, pointer.to_owned()))
        .collect()
}

/// One header, `Name: value`; `None` for a blank line.
fn parse_header<'a>(line: &str, pointer: String) -> Option<Entry<'a>> {
    let (key, value) = line.split_once(':').unwrap_or((line, ""));
    let key = key.trim();
    (!key.is_empty()).then(|| Entry {
        pointer,
        key: Cow::Owned(key.to_owned()),
        value: Some(Cow::Owned(value.trim().to_owned())),
        ..Entry::default()
    })
}

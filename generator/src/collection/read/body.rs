//! The body of a request.

use std::borrow::Cow;

use crate::collection::{Body, BodyContent};
use crate::json::Json;

use super::entry::names_a_file;
use super::kind;
use super::reader::{Reader, at};
use super::url::parse_pair;

impl Reader<'_> {
    /// A body; `None` where missing or without a mode. A string is a raw body.
    pub(super) fn body<'a>(
        &mut self,
        value: Option<Json<'a>>,
        pointer: String,
    ) -> Option<Body<'a>> {
        let value = value?;
        let members = match value {
            Json::String(text) => {
                let content = BodyContent::Raw {
                    text,
                    language: None,
                };
                return Some(Body {
                    pointer,
                    disabled: false,
                    content,
                });
            }
            value if value.is_empty() => return None,
            value => self.object(value, &pointer)?,
        };
        let [
            mode,
            disabled,
            options,
            raw,
            urlencoded,
            formdata,
            file,
            graphql,
        ] = self.members(
            &kind::BODY,
            members,
            &pointer,
            [
                "mode",
                "disabled",
                "options",
                "raw",
                "urlencoded",
                "formdata",
                "file",
                "graphql",
            ],
        );
        let mode = self.text(mode, &pointer, "mode").to_ascii_lowercase();
        let disabled = disabled.is_some_and(|value| value.is_truthy());
        let members = [
            ("raw", &raw),
            ("urlencoded", &urlencoded),
            ("formdata", &formdata),
            ("file", &file),
            ("graphql", &graphql),
        ];
        let others = members.iter().filter(|(name, value)| {
            *name != mode && value.as_ref().is_some_and(|value| !value.is_empty())
        });
        if mode.is_empty() {
            if let Some((name, _)) = others.into_iter().next() {
                self.diagnostics
                    .warning(
                        "body-without-mode",
                        &*pointer,
                        format!("this body has `{name}` but no `mode`, so Postman sends none"),
                    )
                    .help(format!("`\"mode\": \"{name}\"` makes it the body"));
            }
            return None;
        }
        let known = members.iter().any(|(name, _)| *name == mode);
        for (name, _) in others.filter(|(name, _)| known || *name != "raw") {
            self.unread(&kind::BODY, &pointer, name);
        }
        let content = match &*mode {
            "urlencoded" => match urlencoded {
                Some(Json::String(text)) => {
                    let pointer = at(&pointer, "urlencoded");
                    let pairs = text.split('&').filter(|pair| !pair.is_empty());
                    BodyContent::UrlEncoded(
                        pairs
                            .map(|pair| parse_pair(pair, pointer.clone()))
                            .collect(),
                    )
                }
                other => BodyContent::UrlEncoded(self.entries(
                    &kind::FIELD,
                    other,
                    &pointer,
                    "urlencoded",
                )),
            },
            "formdata" => BodyContent::FormData(self.form_parts(formdata, &pointer, "formdata")),
            "file" => self.file(file, &at(&pointer, "file")),
            "graphql" => self.graphql(graphql, &at(&pointer, "graphql")),
            other => {
                if other != "raw" {
                    self.diagnostics.warning(
                        "unknown-body-mode",
                        at(&pointer, "mode"),
                        format!("the body mode `{other}` is not known; Postman takes it for `raw`"),
                    );
                }
                let language = options
                    .as_ref()
                    .and_then(|options| options.get("raw"))
                    .and_then(|raw| raw.get("language"))
                    .and_then(Json::as_str)
                    .filter(|language| !language.is_empty());
                BodyContent::Raw {
                    language: language.map(|language| Cow::Owned(language.to_owned())),
                    text: raw.map(Json::into_text).unwrap_or_default(),
                }
            }
        };
        Some(Body {
            pointer,
            disabled,
            content,
        })
    }

    fn file<'a>(&mut self, value: Option<Json<'a>>, pointer: &str) -> BodyContent<'a> {
        let (named, content) = match value {
            Some(Json::String(path)) => (!path.is_empty(), None),
            Some(value) => match self.object(value, pointer) {
                Some(members) => {
                    let [src, content] =
                        self.members(&kind::FILE, members, pointer, ["src", "content"]);
                    let named = src.is_some_and(|src| names_a_file(&src));
                    (named, self.optional_text(content, pointer, "content"))
                }
                None => (false, None),
            },
            None => (false, None),
        };
        BodyContent::File { named, content }
    }

    fn graphql<'a>(&mut self, value: Option<Json<'a>>, pointer: &str) -> BodyContent<'a> {
        let members = value
            .and_then(|value| self.object(value, pointer))
            .unwrap_or_default();
        // Postman sends a null that is written down, and nothing where there is none.
        let null = members
            .iter()
            .rev()
            .find(|(name, _)| name == "variables")
            .is_some_and(|(_, value)| *value == Json::Null);
        let [query, operation_name, variables] = self.members(
            &kind::GRAPHQL,
            members,
            pointer,
            ["query", "operationName", "variables"],
        );
        BodyContent::GraphQl {
            query: self.optional_text(query, pointer, "query"),
            operation_name: self.optional_text(operation_name, pointer, "operationName"),
            variables: variables
                .map(Json::into_text)
                .or(null.then_some(Cow::Borrowed("null"))),
        }
    }
}

//! Bodies, by their mode.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::api::{Body, FormField, FormValue, Role, Template};
use crate::collection::{self, Behavior, BodyContent, Entry, FormPart, Response};
use crate::diagnostic::Diagnostics;
use crate::template::{clean_json, holes, strip_comments};

use super::headers::Headers;
use super::media::{self, Kind};
use super::scope::Scope;

/// Methods whose body Postman leaves out unless told otherwise.
const WITHOUT_BODY: [&str; 5] = ["GET", "COPY", "HEAD", "PURGE", "UNLOCK"];

/// What a request sends as its body. `Content-Type` entries of the headers that the body stands for are taken from them.
pub(super) fn resolve<'a>(
    body: Option<&collection::Body<'a>>,
    method: &str,
    behavior: Behavior,
    headers: &mut Headers<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Option<Body<'a>> {
    let body = body?;
    if is_empty(&body.content) {
        return None;
    }
    if body.disabled {
        diagnostics.note(
            "disabled-body",
            &*body.pointer,
            "the body is disabled: it is left out, as in Postman",
        );
        return None;
    }
    if WITHOUT_BODY.contains(&method) && behavior.disable_body_pruning != Some(true) {
        diagnostics
            .note(
                "body-left-out",
                &*body.pointer,
                format!("Postman sends no body with {method}, so this one is left out"),
            )
            .help("set `protocolProfileBehavior.disableBodyPruning` on the request if it is meant");
        return None;
    }
    let no_type = behavior.disable_content_type == Some(true);
    match &body.content {
        BodyContent::Raw { text, language } => Some(raw(
            text,
            language.as_deref(),
            no_type,
            &body.pointer,
            headers,
            scope,
            diagnostics,
        )),
        BodyContent::UrlEncoded(entries) => {
            // A form without an enabled field sends nothing, but the header stays.
            if entries.iter().any(|entry| !entry.disabled) {
                drop_content_types(headers, "application/x-www-form-urlencoded", diagnostics);
            }
            let fields = entries.iter().map(|entry| field(entry, scope, diagnostics));
            Some(Body::UrlEncoded(fields.collect()))
        }
        BodyContent::FormData(parts) => {
            drop_content_types(headers, "multipart/form-data", diagnostics);
            let fields = parts
                .iter()
                .map(|part| self::part(part, scope, diagnostics));
            Some(Body::Multipart(fields.collect()))
        }
        BodyContent::File { content, .. } => {
            if content.is_some() {
                diagnostics
                    .note(
                        "file-content",
                        &*body.pointer,
                        "the content of the file is written into the collection: the client takes the bytes from the caller",
                    );
            }
            Some(Body::File {
                content_type: take_content_type(headers, scope),
            })
        }
        BodyContent::GraphQl {
            query,
            operation_name,
            variables,
        } => {
            // The type that it has anyway need not be said.
            if let [(value, _)] = headers.content_types.as_slice()
                && value.as_constant() == Some("application/json")
            {
                headers.content_types.clear();
            }
            let pointer = body.pointer.as_str();
            Some(Body::GraphQl {
                query: scope.template(
                    query.as_deref().unwrap_or_default(),
                    Role::Parameter,
                    pointer,
                ),
                operation_name: operation_name
                    .as_deref()
                    .filter(|name| !name.is_empty())
                    .map(|name| scope.fixed(name, Role::Parameter, pointer)),
                variables: variables
                    .as_ref()
                    .and_then(|text| graphql_variables(text, pointer, scope, diagnostics)),
            })
        }
    }
}

/// Whether Postman sees nothing in it.
fn is_empty(content: &BodyContent<'_>) -> bool {
    match content {
        BodyContent::Raw { text, .. } => text.is_empty(),
        BodyContent::UrlEncoded(entries) => entries.is_empty(),
        BodyContent::FormData(parts) => parts.is_empty(),
        BodyContent::File { named, content } => {
            !named && content.as_ref().is_none_or(|text| text.is_empty())
        }
        BodyContent::GraphQl { .. } => false,
    }
}

fn raw<'a>(
    text: &Cow<'a, str>,
    language: Option<&str>,
    no_type: bool,
    pointer: &str,
    headers: &mut Headers<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Body<'a> {
    let language = language.filter(|language| !language.is_empty());
    // Postman takes comments out where the language is JSON, or where only the type of content says so.
    let strips = match (language, headers.json_hint.as_deref()) {
        (Some(language), _) => language == "json",
        (None, Some("")) => true,
        (None, Some(hint)) => is_json_type(hint),
        (None, None) => false,
    };
    let content_type = take_content_type(headers, scope).or_else(|| {
        let default = match language.unwrap_or("text") {
            "html" => "text/html",
            "json" => "application/json",
            "javascript" => "application/javascript",
            "xml" => "application/xml",
            _ => "text/plain",
        };
        (!no_type).then(|| default.to_owned())
    });
    let flat = flat(text, pointer, scope);
    scope.mark_text(&flat, Role::Parameter, pointer);
    let may_be_json = content_type.as_deref().is_none_or(|content_type| {
        let media = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        // A JSON text under these names is one of Postman's defaults, or an oversight.
        media::kind(&media) == Some(Kind::Json)
            || matches!(media.as_str(), "" | "json" | "text/plain" | "*/*")
    });
    if may_be_json && !is_one_variable(&flat) {
        let clean = clean_json(&flat).filter(|clean| strips || !has_comments(&flat, clean));
        if let Some(clean) = clean {
            if clean.len() != flat.len() {
                diagnostics.note(
                    "json-cleaned",
                    pointer,
                    "comments and trailing commas of this JSON body are left out",
                );
            }
            let text = match clean {
                Cow::Owned(text) => Cow::Owned(text),
                Cow::Borrowed(_) => flat,
            };
            return Body::Json {
                text,
                content_type: content_type.unwrap_or_default(),
            };
        }
        if content_type
            .as_deref()
            .is_some_and(|content_type| content_type.contains("json"))
        {
            diagnostics
                .warning(
                    "body-is-not-json",
                    pointer,
                    "this body is sent as JSON and is none: the client takes it as text",
                )
                .help("mend the body; each bare `{{variable}}` stands for one value");
        }
    }
    let text = if strips {
        strip_comments(&flat)
    } else {
        Cow::Borrowed(&*flat)
    };
    Body::Text {
        text: Template::parse(&text),
        content_type,
    }
}

fn has_comments(text: &str, clean: &str) -> bool {
    clean.len() != text.len() && strip_comments(text).len() != text.len()
}

/// [`Scope::flat`] that keeps the borrow of the collection.
fn flat<'a>(text: &Cow<'a, str>, pointer: &str, scope: &mut Scope) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => scope.flat(text, pointer),
        Cow::Owned(text) => Cow::Owned(scope.flat(text, pointer).into_owned()),
    }
}

fn is_one_variable(text: &str) -> bool {
    let text = text.trim();
    holes(text)
        .next()
        .is_some_and(|hole| hole.start == 0 && hole.end == text.len())
}

/// Postman's own test of a media type.
fn is_json_type(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("application/") else {
        return false;
    };
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    word.starts_with("json") || word.contains("+json")
}

/// The value of the `Content-Type` entry, where there is one with a value that is known. Further ones stay behind.
fn take_content_type(headers: &mut Headers<'_>, scope: &Scope) -> Option<String> {
    let last = headers.content_types.last()?;
    let value = scope.fill(&last.0)?;
    let first = headers.content_types.len() == 1;
    if first {
        headers.content_types.clear();
    }
    Some(value)
}

/// Forms bring a type of their own, whatever the headers say.
fn drop_content_types(headers: &mut Headers<'_>, own: &str, diagnostics: &mut Diagnostics) {
    for (value, pointer) in std::mem::take(&mut headers.content_types) {
        if !value.to_string().starts_with(own) {
            diagnostics.note(
                "content-type-replaced",
                pointer,
                format!("`Content-Type: {value}` is left out: the body is sent as `{own}`, as in Postman"),
            );
        }
    }
}

fn field<'a>(entry: &Entry<'a>, scope: &mut Scope, diagnostics: &mut Diagnostics) -> FormField<'a> {
    let value = entry.value.as_deref().unwrap_or_default();
    FormField {
        name: field_name(entry, scope, diagnostics),
        value: FormValue::Text(scope.template(value, Role::Parameter, &entry.pointer)),
        content_type: None,
        enabled: !entry.disabled,
        many: false,
        setting: None,
        required: None,
        docs: entry.description.clone(),
        pointer: entry.pointer.clone(),
    }
}

/// Adds the fields of a form that only saved examples send, to which the server said yes: they can be left out.
pub(super) fn adopt_fields<'a>(
    body: &mut Body<'a>,
    responses: &[Response<'a>],
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
    let multipart = matches!(body, Body::Multipart(_));
    let (Body::UrlEncoded(fields) | Body::Multipart(fields)) = body else {
        return;
    };
    let mut known: HashSet<String> = fields.iter().map(|field| field.name.clone()).collect();
    let accepted = (responses.iter()).filter(|response| response.code.is_none_or(|it| it < 400));
    for response in accepted {
        let sent = response.original_request.as_ref();
        let content = sent.and_then(|sent| Some(&sent.body.as_ref()?.content));
        let entries: Vec<(&Entry<'a>, Option<&FormPart<'a>>)> = match content {
            Some(BodyContent::UrlEncoded(entries)) if !multipart => {
                entries.iter().map(|entry| (entry, None)).collect()
            }
            Some(BodyContent::FormData(parts)) if multipart => (parts.iter())
                .map(|part| (&part.entry, Some(part)))
                .collect(),
            _ => continue,
        };
        for (entry, part) in entries {
            let plain = !entry.disabled && !entry.key.is_empty() && !entry.key.contains("{{");
            if !plain || !known.insert(entry.key.clone().into_owned()) {
                continue;
            }
            diagnostics.note(
                "field-of-an-example",
                &*entry.pointer,
                format!(
                    "only a saved example sends \"{}\": optional in the form",
                    super::short(&entry.key)
                ),
            );
            let field = match part {
                Some(part) => self::part(part, scope, diagnostics),
                None => field(entry, scope, diagnostics),
            };
            fields.push(FormField {
                enabled: false,
                ..field
            });
        }
    }
}

fn part<'a>(
    part: &FormPart<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> FormField<'a> {
    let mut field = field(&part.entry, scope, diagnostics);
    if part.file {
        field.value = FormValue::File { named: part.named };
        field.many = part.several || field.name.ends_with("[]");
    }
    field.content_type = part
        .content_type
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(|text| scope.fixed(text, Role::Parameter, &part.entry.pointer));
    field
}

fn field_name(entry: &Entry<'_>, scope: &mut Scope, diagnostics: &mut Diagnostics) -> String {
    let name = scope.fixed(&entry.key, Role::Parameter, &entry.pointer);
    if holes(&entry.key).next().is_some() {
        diagnostics
            .note(
                "variable-in-field-name",
                &*entry.pointer,
                format!("the name of this form field holds a variable: the client always calls it `{name}`"),
            )
            .help("write the name itself");
    }
    name
}

fn graphql_variables<'a>(
    text: &Cow<'a, str>,
    pointer: &str,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Option<Cow<'a, str>> {
    if text.is_empty() {
        return None;
    }
    let flat = flat(text, pointer, scope);
    scope.mark_text(&flat, Role::Parameter, pointer);
    let Some(clean) = clean_json(&flat) else {
        diagnostics
            .warning(
                "graphql-variables-are-not-json",
                pointer,
                "the variables of this GraphQL request are not JSON: they are left out",
            )
            .help("mend them; each bare `{{variable}}` stands for one value");
        return None;
    };
    Some(match clean {
        Cow::Owned(text) => Cow::Owned(text),
        Cow::Borrowed(_) => flat,
    })
}

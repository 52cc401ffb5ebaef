//! Saved examples: status, headers and what the body is.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::api::{Example, ReplyBody};
use crate::collection::{BodyContent, Entry, Response};
use crate::diagnostic::Diagnostics;
use crate::template::clean_json;

/// Saved examples, in the collection's order.
pub(super) fn resolve<'a>(
    responses: &[Response<'a>],
    diagnostics: &mut Diagnostics,
) -> Vec<Example<'a>> {
    responses
        .iter()
        .map(|response| Example {
            pointer: response.pointer.clone(),
            name: response.name.clone(),
            index: response.index,
            status: status(response, diagnostics),
            headers: response
                .headers
                .iter()
                .filter(|entry| !entry.disabled)
                .map(|entry| (entry.key.clone(), entry.value.clone().unwrap_or_default()))
                .collect(),
            body: body(response, diagnostics),
            sent: sent(response),
        })
        .collect()
}

/// The JSON that was sent for an example, where it is an object or a list.
fn sent<'a>(response: &Response<'a>) -> Option<Cow<'a, str>> {
    let body = response.original_request.as_ref()?.body.as_ref();
    let text = match &body.filter(|body| !body.disabled)?.content {
        BodyContent::Raw { text, .. } => text,
        BodyContent::GraphQl { variables, .. } => variables.as_ref()?,
        _ => return None,
    };
    if !text.trim_start().starts_with(['{', '[', '/']) {
        return None;
    }
    Some(match text {
        Cow::Borrowed(text) => clean_json(text)?,
        Cow::Owned(text) => Cow::Owned(clean_json(text)?.into_owned()),
    })
}

fn status(response: &Response<'_>, diagnostics: &mut Diagnostics) -> u16 {
    match response.code {
        Some(code @ 200..=599) => code,
        code => {
            let said = code.map_or_else(
                || "no status code".to_owned(),
                |code| format!("the status code {code}"),
            );
            diagnostics
                .note(
                    "example-without-status",
                    &*response.pointer,
                    format!("this example has {said}: it is taken for 200"),
                )
                .help("give it a `code` from 200 to 599");
            200
        }
    }
}

fn body<'a>(response: &Response<'a>, diagnostics: &mut Diagnostics) -> ReplyBody<'a> {
    let Some(text) = &response.body else {
        return ReplyBody::Empty;
    };
    let text = without_mark(text);
    if text.trim().is_empty() {
        return ReplyBody::Empty;
    }
    let error = match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) => return ReplyBody::Json(text),
        Err(error) => error,
    };
    let media_type = media_type(response);
    if media_type
        .as_deref()
        .is_some_and(|media_type| media_type.contains("json"))
    {
        diagnostics
            .warning(
                "example-is-not-json",
                &*response.pointer,
                format!("this example says that it is JSON, and is not: {error}"),
            )
            .help(
                "mend the saved body, or its `Content-Type`; it is kept as text and gives no types",
            );
    }
    ReplyBody::Text { text, media_type }
}

/// The text without a byte-order mark.
fn without_mark<'a>(text: &Cow<'a, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

/// The media type from the headers, else from Postman's preview language.
fn media_type(response: &Response<'_>) -> Option<String> {
    let header = response
        .headers
        .iter()
        .find(|entry: &&Entry<'_>| entry.key.trim().eq_ignore_ascii_case("content-type"))
        .and_then(|entry| entry.value.as_deref())
        .and_then(|value| value.split(';').next())
        .map(|value| value.trim().to_ascii_lowercase())
        .filter(|value| !value.is_empty());
    header.or_else(|| {
        let media_type = match response.preview_language.to_ascii_lowercase().as_str() {
            "json" => "application/json",
            "xml" => "application/xml",
            "html" => "text/html",
            "javascript" => "application/javascript",
            "text" | "plain" => "text/plain",
            "yaml" => "application/yaml",
            _ => return None,
        };
        Some(media_type.to_owned())
    })
}

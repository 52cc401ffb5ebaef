//! Saved examples: status, headers and what the body is.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::media::{self, Kind};
use super::scope::Scope;
use crate::api::{Example, ReplyBody};
use crate::collection::{BodyContent, Entry, Response};
use crate::diagnostic::Diagnostics;
use crate::template::{clean_json, hole_at};
use crate::{nearly_json, surrogate};

/// Saved examples, in the collection's order.
pub(super) fn resolve<'a>(
    responses: &[Response<'a>],
    scope: &Scope,
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
            body: body(response, scope, diagnostics),
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

fn body<'a>(
    response: &Response<'a>,
    scope: &Scope,
    diagnostics: &mut Diagnostics,
) -> ReplyBody<'a> {
    let media_type = media_type(response);
    let kind = media_type.as_deref().and_then(media::kind);
    let is_file = matches!(kind, None | Some(Kind::Octets))
        && header(response, "content-disposition").is_some_and(media::is_binary_attachment);
    let text = response.body.as_ref().map(without_mark);
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return match kind {
            Some(Kind::Bytes | Kind::Octets) => ReplyBody::Bytes { media_type },
            _ if is_file => ReplyBody::Bytes { media_type },
            _ => ReplyBody::Empty,
        };
    };
    if is_file || kind == Some(Kind::Bytes) {
        return ReplyBody::Bytes { media_type };
    }
    if kind == Some(Kind::JsonLines) {
        return ReplyBody::Text { text, media_type };
    }
    let error = match serde_json::from_str::<IgnoredAny>(&text) {
        // What stands for bytes, as converters write it, is a lone string.
        Ok(_) if kind == Some(Kind::Octets) && !is_structured(&text) => {
            return ReplyBody::Bytes { media_type };
        }
        Ok(_) => return ReplyBody::Json(without_halves(text, response, diagnostics)),
        Err(error) => error,
    };
    if kind == Some(Kind::Octets) || (kind.is_none() && media::looks_binary(&text)) {
        return ReplyBody::Bytes { media_type };
    }
    let says_json = kind == Some(Kind::Json);
    let may_be_json = says_json || matches!(media_type.as_deref(), None | Some("text/plain"));
    if may_be_json
        && (says_json || is_structured(&text))
        && !is_one_variable(&text)
        && let Some(mended) = nearly_json::mend(&text, &|name| value(scope, name))
    {
        let what: Vec<&str> = mended.what.into_iter().collect();
        diagnostics
            .note(
                "example-mended",
                &*response.pointer,
                format!("this example is not quite JSON: it is read without {}", what.join(", ")),
            )
            .help("save a reply of the server; what stands for no JSON value is taken for `null` until then");
        return ReplyBody::Json(Cow::Owned(mended.text));
    }
    if says_json {
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

/// The text without halves of characters, which no Rust string can hold.
fn without_halves<'a>(
    text: Cow<'a, str>,
    response: &Response<'_>,
    diagnostics: &mut Diagnostics,
) -> Cow<'a, str> {
    let may_have = text.contains("\\ud") || text.contains("\\uD");
    let Some((whole, _)) = may_have.then(|| surrogate::replace(&text)).flatten() else {
        return text;
    };
    diagnostics
        .note(
            "half-a-character",
            &*response.pointer,
            "the body of this example holds half a character, which is replaced by U+FFFD",
        )
        .help("none is needed: the client reads such replies in the same way");
    Cow::Owned(whole)
}

/// Whether a text begins as an object or a list does.
fn is_structured(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

fn is_one_variable(text: &str) -> bool {
    let text = text.trim();
    hole_at(text, 0).is_some_and(|hole| hole.end == text.len())
}

/// The JSON of a variable that stands without quotes: what the collection says, or what Postman makes up.
fn value(scope: &Scope, name: &str) -> Option<String> {
    let made_up = match name {
        "$randomInt" | "$randomBankAccount" => "42",
        "$timestamp" => "1577934245",
        "$randomBoolean" => "true",
        "$randomPrice" | "$randomLatitude" | "$randomLongitude" => "12.5",
        "$randomCreditCardMask" => "4242",
        _ if name.starts_with('$') => return Some(format!("\"{{{{{name}}}}}\"")),
        _ => return scope.value(name).map(str::to_owned),
    };
    Some(made_up.to_owned())
}

/// The text without a byte-order mark.
fn without_mark<'a>(text: &Cow<'a, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

/// The value of a header.
fn header<'r>(response: &'r Response<'_>, name: &str) -> Option<&'r str> {
    let mut headers = response.headers.iter();
    headers
        .find(|entry: &&Entry<'_>| entry.key.trim().eq_ignore_ascii_case(name))
        .and_then(|entry| entry.value.as_deref())
}

/// The media type from the headers, else from Postman's preview language.
fn media_type(response: &Response<'_>) -> Option<String> {
    let header = header(response, "content-type")
        .and_then(|value| value.split(';').next())
        .map(|value| value.trim().to_ascii_lowercase())
        .filter(|value| !value.is_empty());
    header.or_else(|| media::of_preview(&response.preview_language).map(str::to_owned))
}

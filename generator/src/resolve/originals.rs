//! What only saved examples say of a request: how it authenticates, and headers that it may have.
//!
//! An example keeps the request that was made for it. Its sender was logged in; the request itself, which was written down
//! earlier or by a converter, may not say how.

use indexmap::IndexMap;

use crate::api::{Location, Parameter, Role, Scheme, Template};
use crate::collection::{Entry, Request, RequestItem};
use crate::diagnostic::Diagnostics;

use super::headers::{TRANSPORT, is_credential, is_header_name};
use super::scope::Scope;
use super::{auth, text};

/// Headers that say something of the program that sent a request, or of its body, and nothing of the API.
const OF_THE_SENDER: [&str; 14] = [
    "accept",
    "authorization",
    "cache-control",
    "content-md5",
    "content-type",
    "cookie",
    "date",
    "dnt",
    "origin",
    "pragma",
    "proxy-authorization",
    "referer",
    "upgrade-insecure-requests",
    "user-agent",
];

/// The credentials of the first example that has some, with their places. A request that says itself that it has none is
/// believed.
pub(super) fn credentials(
    item: &RequestItem<'_>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<(Scheme, String)> {
    let says_none = |request: &Request<'_>| {
        let auth = request.auth.as_ref();
        auth.is_some_and(|auth| auth.kind == "noauth")
    };
    if says_none(&item.request) {
        return Vec::new();
    }
    let is_success = |code: Option<u16>| code.is_none_or(|code| code < 400);
    let mut responses: Vec<_> = item.responses.iter().collect();
    // What led to a good reply was a good credential.
    responses.sort_by_key(|response| !is_success(response.code));
    for response in responses {
        let Some(request) = &response.original_request else {
            continue;
        };
        let found = of_request(request, scope);
        if let Some((_, pointer)) = found.first() {
            diagnostics
                .note(
                    "credential-of-an-example",
                    &**pointer,
                    "only a saved example shows how this request authenticates: its method sends that credential",
                )
                .help("set the authentication of the request, its folder or the collection; `noauth` for none");
            return found;
        }
    }
    Vec::new()
}

fn of_request(request: &Request<'_>, scope: &mut Scope) -> Vec<(Scheme, String)> {
    // What is wrong with it is no matter: it was only saved.
    let mut silent = Diagnostics::default();
    let mut found = Vec::new();
    if let Some(own) = &request.auth {
        let applied = auth::apply(Some(own), scope, &mut silent);
        found.extend(applied.scheme.map(|scheme| (scheme, own.pointer.clone())));
    }
    let has_block = !found.is_empty();
    for entry in request.headers.iter().filter(|entry| !entry.disabled) {
        let (name, value) = key_and_value(entry);
        let lower = name.to_ascii_lowercase();
        if value.is_empty() || !is_header_name(name) || lower == "cookie" {
            continue;
        }
        let template = Template::parse(&scope.flat(value, &entry.pointer));
        if !is_credential(name, Some(&template)) {
            continue;
        }
        let is_authorization = lower == "authorization";
        if is_authorization && has_block {
            continue;
        }
        scope.mark_all(&template, Role::Credential, &entry.pointer);
        let scheme = if is_authorization {
            auth::from_authorization(name, &template)
        } else {
            auth::from_header(name, &template)
        };
        let place = if is_authorization { 0 } else { found.len() };
        found.insert(place, (scheme, entry.pointer.clone()));
    }
    for entry in request.url.query.iter().filter(|entry| !entry.disabled) {
        let (name, value) = key_and_value(entry);
        let template = Template::parse(value);
        if !value.is_empty() && auth::is_query_credential(name, &template) {
            scope.mark_all(&template, Role::Credential, &entry.pointer);
            let (name, value) = (name.to_owned(), template);
            found.push((Scheme::Query { name, value }, entry.pointer.clone()));
        }
    }
    found
}

fn key_and_value<'e>(entry: &'e Entry<'_>) -> (&'e str, &'e str) {
    let value = entry.value.as_deref().unwrap_or_default();
    (entry.key.trim(), value.trim())
}

/// Headers that the request itself has not, as optional ones.
pub(super) fn headers<'a>(
    item: &RequestItem<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter<'a>> {
    let mut found: IndexMap<String, Parameter<'a>> = IndexMap::new();
    let originals = item.responses.iter();
    let originals = originals.filter_map(|response| response.original_request.as_ref());
    for entry in originals.flat_map(|request| &request.headers) {
        let (name, value) = key_and_value(entry);
        let lower = name.to_ascii_lowercase();
        let is_other = || {
            let mut own = item.request.headers.iter();
            !own.any(|known| known.key.trim().eq_ignore_ascii_case(name))
        };
        let template = || Template::parse(value);
        if entry.disabled
            || !is_header_name(name)
            || OF_THE_SENDER.contains(&&*lower)
            || TRANSPORT.contains(&&*lower)
            || lower.starts_with("sec-")
            || !is_other()
            || is_credential(name, Some(&template()))
        {
            continue;
        }
        let shown = (!value.contains("{{") && text::shows(name, value)).then(|| value.to_owned());
        let known = found.entry(lower).or_insert_with(|| {
            diagnostics.note(
                "parameter-of-an-example",
                &*entry.pointer,
                format!("only a saved example has the header `{name}`: it is an optional one"),
            );
            Parameter {
                value: Some(template()),
                enabled: false,
                docs: entry.description.clone(),
                pointer: entry.pointer.clone(),
                ..Parameter::new(Location::Header, name.to_owned())
            }
        });
        known
            .observed
            .extend(shown.filter(|shown| !known.observed.contains(shown)));
    }
    found.into_values().collect()
}

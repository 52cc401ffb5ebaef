//! How OAuth 2.0 gets a token: what Postman's application knows and its runtime does not use.

use crate::api::{Grant, GrantKind, GrantParameter, GrantPlace, Template};
use crate::collection::Auth;
use crate::diagnostic::Diagnostics;
use crate::secret;

use super::scope::Scope;

/// How an OAuth 2.0 block gets a token, where a program can do that without a browser.
pub(super) fn resolve(
    auth: &Auth<'_>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Option<Grant> {
    let text = |name: &str| {
        let mut named = auth.parameters.iter().rev();
        let (_, value) = named.find(|(key, value)| key == name && !value.trim().is_empty())?;
        Some(value.as_ref())
    };
    let kind = match text("grant_type").or_else(|| text("grantType")) {
        Some("client_credentials") => GrantKind::ClientCredentials,
        Some("password_credentials" | "password") => GrantKind::Password,
        Some("authorization_code" | "authorization_code_with_pkce" | "refresh_token") => {
            GrantKind::RefreshToken
        }
        _ => return None,
    };
    let token_url = text("accessTokenUrl")?;
    let fixed = |scope: &mut Scope, value: &str| {
        let flat = scope.flat(value, &auth.pointer).into_owned();
        let value = scope.fill(&Template::parse(&flat))?;
        Some(value.trim().to_owned())
    };
    let mut get = |name: &str| text(name).and_then(|value| fixed(scope, value));
    let token = fixed_url(get("accessTokenUrl"));
    let refresh_url = text("refreshTokenUrl")
        .filter(|url| *url != token_url)
        .and_then(|_| fixed_url(get("refreshTokenUrl")));
    let (words, audience, resource) = (get("scope"), get("audience"), get("resource"));
    let in_body = text("client_authentication").or_else(|| text("clientAuth")) == Some("body");
    let mut more = |name: &str| {
        let mut kept = Vec::new();
        for parameter in text(name).map(parameters).unwrap_or_default() {
            let value = fixed(scope, &parameter.value);
            match value.filter(|_| !secret::is_secret_name(&parameter.name)) {
                Some(value) => kept.push(GrantParameter { value, ..parameter }),
                None => {
                    let message = format!(
                        "`{}`, which requests of tokens send, is a secret or has no value: it is left out",
                        parameter.name
                    );
                    diagnostics
                        .note("token-parameter-left-out", &*auth.pointer, message)
                        .help("set it on what `credentials` makes");
                }
            }
        }
        kept
    };
    Some(Grant {
        kind,
        token_url: token,
        refresh_url,
        scope: words,
        audience,
        resource,
        client_in_body: in_body,
        parameters: more("tokenRequestParams"),
        refresh_parameters: more("refreshRequestParams"),
    })
}

/// What a token is for: tokens that are for one thing can be one token, whoever asks for them.
pub(super) fn purpose(grant: &Grant) -> String {
    let Grant {
        kind,
        audience,
        resource,
        ..
    } = grant;
    format!("{kind:?} {audience:?} {resource:?}")
}

/// Makes one grant of two, where that is possible: it asks for the scopes of both.
pub(super) fn join(known: &mut Grant, other: &Grant) -> bool {
    let is_elsewhere = |one: &Option<String>, other: &Option<String>| {
        one.is_some() && other.is_some() && one != other
    };
    if purpose(known) != purpose(other)
        || is_elsewhere(&known.token_url, &other.token_url)
        || is_elsewhere(&known.refresh_url, &other.refresh_url)
    {
        return false;
    }
    known.token_url = known.token_url.take().or_else(|| other.token_url.clone());
    known.refresh_url = (known.refresh_url.take()).or_else(|| other.refresh_url.clone());
    let all = known.scope.iter().chain(&other.scope);
    let mut words: Vec<&str> = Vec::new();
    for word in all.flat_map(|scope| scope.split_whitespace()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if !words.is_empty() {
        known.scope = Some(words.join(" "));
    }
    true
}

/// A URL that requests can be sent to.
fn fixed_url(text: Option<String>) -> Option<String> {
    text.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// The enabled parameters of a list, which is kept as its JSON text.
fn parameters(json: &str) -> Vec<GrantParameter> {
    let list: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let text = |entry: &serde_json::Value, name: &str| {
        let value = entry.get(name)?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    };
    list.iter()
        .filter(|entry| entry.get("enabled").is_none_or(|enabled| enabled != false))
        .filter_map(|entry| {
            let name = text(entry, "key").filter(|name| !name.is_empty())?;
            let place = match text(entry, "send_as").as_deref() {
                Some("request_header") => GrantPlace::Header,
                Some("request_url") => GrantPlace::Query,
                _ => GrantPlace::Body,
            };
            let value = text(entry, "value").unwrap_or_default();
            Some(GrantParameter { name, value, place })
        })
        .collect()
}

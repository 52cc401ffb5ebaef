//! Parameters and fields: the names of a call's arguments, its setters and the fields of its forms.

use std::collections::HashMap;

use super::scope::Scope;
use super::words::{snake, words};
use super::{OperationName, keywords};
use crate::api::{Body, Location, Operation};
use crate::emit::signature_key;

/// The names of an operation's parameters: those with the same key share one.
pub(super) fn parameters(operation: &Operation<'_>) -> Vec<String> {
    let mut scope = Scope::with(
        keywords::CALL_METHODS
            .into_iter()
            .chain(keywords::MORE_CALL_METHODS),
    );
    let mut by_key: HashMap<_, String> = HashMap::new();
    let mut names = Vec::new();
    for parameter in &operation.parameters {
        let key = signature_key(parameter);
        if let Some(name) = by_key
            .get(&key)
            .filter(|_| !matches!(parameter.location, Location::Path { .. }))
        {
            names.push(name.clone());
            continue;
        }
        let ending = match parameter.location {
            Location::Path { .. } => "in_path",
            Location::Query => "param",
            Location::Header => "header",
        };
        let others = operation.parameters.iter().map(|it| it.name.as_str());
        let wire = Some(parameter.name.as_str())
            .filter(|_| matches!(parameter.location, Location::Header))
            .and_then(|header| without_x(header, others));
        let wire = wire.unwrap_or(&parameter.name);
        let name = claim_member(&mut scope, wire, "value", ending);
        by_key.insert(key, name.clone());
        names.push(name);
    }
    names
}

/// A header's name without the `X-` that says only that no standard knows it, unless another parameter is called so.
fn without_x<'h>(header: &'h str, mut others: impl Iterator<Item = &'h str>) -> Option<&'h str> {
    let (x, plain) = header.split_at_checked(2)?;
    let begins_well = plain.starts_with(|first: char| first.is_ascii_alphabetic());
    if !x.eq_ignore_ascii_case("x-") || !begins_well {
        return None;
    }
    let own = snake(&words(plain));
    let is_taken = others.any(|other| snake(&words(other)) == own);
    (!is_taken).then_some(plain)
}

pub(super) fn with_query_variables(
    mut name: OperationName,
    operation: &Operation<'_>,
) -> OperationName {
    let taken = name
        .parameters
        .iter()
        .map(String::as_str)
        .chain(["variables", "params", "self_"]);
    let mut scope = Scope::with(taken);
    name.query_variables = crate::emit::query_variables(operation)
        .into_iter()
        .map(|variable| claim_member(&mut scope, variable, "value", "in_query"))
        .collect();
    name
}

pub(super) fn form_fields(operation: &Operation<'_>) -> Vec<String> {
    let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body else {
        return Vec::new();
    };
    let mut scope = Scope::default();
    let mut by_key: HashMap<_, String> = HashMap::new();
    fields
        .iter()
        .map(|field| {
            let key = (
                field.name.as_str(),
                matches!(field.value, crate::api::FormValue::File { .. }),
            );
            let ending = if key.1 { "file" } else { "text" };
            by_key
                .entry(key)
                .or_insert_with(|| claim_member(&mut scope, &field.name, "field", ending))
                .clone()
        })
        .collect()
}

/// A name for a field, an argument or a setter, made from its name on the wire.
pub(super) fn claim_member(scope: &mut Scope, wire: &str, fallback: &str, ending: &str) -> String {
    let mut all = words(wire);
    if all.is_empty() {
        all.push(fallback.to_owned());
    }
    let plain = keywords::raw(snake(&all));
    all.push(ending.to_owned());
    scope.claim(&[plain, snake(&all)], "_", |_, name| {
        !keywords::is_keyword(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_called_without_their_x() {
        let plain = |header, others: &[&'static str]| without_x(header, others.iter().copied());
        assert_eq!(
            plain("X-Request-Id", &["X-Request-Id", "id"]),
            Some("Request-Id")
        );
        assert_eq!(plain("x-request-id", &["requestId"]), None);
        assert_eq!(plain("X-2", &[]), None);
        assert_eq!(plain("XML", &[]), None);
    }
}

//! Parameters and fields: the names of a call's arguments, its setters and the fields of its forms.

use std::collections::{HashMap, HashSet};

use super::distinct::{Style, claim_all};
use super::scope::Scope;
use super::words::{snake, words};
use super::{OperationName, keywords};
use crate::api::{Body, FormField, FormValue, Location, Operation};
use crate::emit::signature_key;

/// The names of an operation's parameters: those with the same key share one.
pub(super) fn parameters(operation: &Operation<'_>) -> Vec<String> {
    let mut scope = Scope::with(
        keywords::CALL_METHODS
            .into_iter()
            .chain(keywords::MORE_CALL_METHODS),
    );
    let mut names = vec![String::new(); operation.parameters.len()];
    let taken = identifiers(operation);
    // The nearest place has the first choice.
    for ending in ["in_path", "param", "header"] {
        let mut firsts: Vec<usize> = Vec::new();
        let mut same: HashMap<_, usize> = HashMap::new();
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            if self::ending(parameter.location) != ending {
                continue;
            }
            let is_shared = !matches!(parameter.location, Location::Path { .. });
            let known = same.get(&signature_key(parameter)).filter(|_| is_shared);
            match known {
                Some(place) => shared.push((index, *place)),
                None => {
                    same.insert(signature_key(parameter), firsts.len());
                    firsts.push(index);
                }
            }
        }
        let wires: Vec<&str> = (firsts.iter())
            .map(|index| wire(operation, *index, &taken))
            .collect();
        let style = Style::Member {
            fallback: "value",
            ending,
        };
        let claimed = claim_all(&mut scope, &wires, style);
        for (index, place) in shared {
            names[index].clone_from(&claimed[place]);
        }
        for (index, name) in firsts.into_iter().zip(claimed) {
            names[index] = name;
        }
    }
    names
}

/// What ends the name of a parameter whose own is taken.
fn ending(location: Location) -> &'static str {
    match location {
        Location::Path { .. } => "in_path",
        Location::Query => "param",
        Location::Header => "header",
    }
}

/// What a parameter is named after; `taken` are the names of all as identifiers.
fn wire<'o>(operation: &'o Operation<'_>, index: usize, taken: &HashSet<String>) -> &'o str {
    let Some(parameter) = operation.parameters.get(index) else {
        return "";
    };
    Some(parameter.name.as_str())
        .filter(|_| matches!(parameter.location, Location::Header))
        .and_then(|header| without_x(header, taken))
        .unwrap_or(&parameter.name)
}

/// The names of all parameters as identifiers, where there is a header that one of them may stand in the way of.
fn identifiers(operation: &Operation<'_>) -> HashSet<String> {
    let is_header = |location| matches!(location, Location::Header);
    if !(operation.parameters.iter()).any(|it| is_header(it.location)) {
        return HashSet::new();
    }
    let names = operation.parameters.iter().map(|it| &it.name);
    names.map(|name| snake(&words(name))).collect()
}

/// A header's name without the `X-` that says only that no standard knows it, unless another parameter is called so.
fn without_x<'h>(header: &'h str, taken: &HashSet<String>) -> Option<&'h str> {
    let (x, plain) = header.split_at_checked(2)?;
    let begins_well = plain.starts_with(|first: char| first.is_ascii_alphabetic());
    if !x.eq_ignore_ascii_case("x-") || !begins_well {
        return None;
    }
    (!taken.contains(&snake(&words(plain)))).then_some(plain)
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
    let style = Style::Member {
        fallback: "value",
        ending: "in_query",
    };
    name.query_variables = claim_all(&mut scope, &crate::emit::query_variables(operation), style);
    name
}

pub(super) fn form_fields(operation: &Operation<'_>) -> Vec<String> {
    let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body else {
        return Vec::new();
    };
    let mut scope = Scope::default();
    let mut by_key: HashMap<(&str, bool), String> = HashMap::new();
    for (is_file, ending) in [(false, "text"), (true, "file")] {
        let mut seen = HashSet::new();
        let keys: Vec<&str> = fields
            .iter()
            .filter(|field| matches!(field.value, FormValue::File { .. }) == is_file)
            .map(|field| field.name.as_str())
            .filter(|name| seen.insert(*name))
            .collect();
        let style = Style::Member {
            fallback: "field",
            ending,
        };
        let names = claim_all(&mut scope, &keys, style);
        by_key.extend(keys.into_iter().map(|key| (key, is_file)).zip(names));
    }
    let name_of = |field: &FormField<'_>| {
        let is_file = matches!(field.value, FormValue::File { .. });
        by_key.get(&(field.name.as_str(), is_file)).cloned()
    };
    fields
        .iter()
        .map(|field| name_of(field).unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_called_without_their_x() {
        let plain = |header, others: &[&str]| {
            let taken = others.iter().map(|name| snake(&words(name)));
            without_x(header, &taken.collect())
        };
        assert_eq!(
            plain("X-Request-Id", &["X-Request-Id", "id"]),
            Some("Request-Id")
        );
        assert_eq!(plain("x-request-id", &["requestId"]), None);
        assert_eq!(plain("X-2", &[]), None);
        assert_eq!(plain("XML", &[]), None);
    }
}

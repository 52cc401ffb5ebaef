//! What is guessed of methods, and said: parameters that became arguments by a request's name, and constants that methods
//! send themselves.
//!
//! It is said at the end, when it is known which requests are methods and what overrides have settled.

use std::collections::BTreeMap;

use super::{query, short, text};
use crate::api::{Api, Location, Operation, Parameter};
use crate::diagnostic::Diagnostics;
use crate::emit::signature_key;

/// Tells of every method what was guessed of it.
pub(crate) fn tell(api: &Api<'_>, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if operation.variant_of.is_some() {
            continue;
        }
        tell_required(operation, diagnostics);
        tell_constants(operation, diagnostics);
        if let Some(tag) = &operation.tag {
            diagnostics
                .note(
                    "constant-in-body",
                    format!("{}/request/body", operation.pointer),
                    format!(
                        "\"{}\" tells this request from others of its path: its method always sends `{}` there",
                        short(&tag.key),
                        short(&tag.value)
                    ),
                )
                .help("to have a field instead, write a variable as its value");
        }
    }
}

fn tell_required(operation: &Operation<'_>, diagnostics: &mut Diagnostics) {
    let named = query::named(&operation.name, &operation.parameters);
    if named.is_empty() {
        return;
    }
    let mut uses: BTreeMap<_, usize> = BTreeMap::new();
    for parameter in &operation.parameters {
        *uses.entry(signature_key(parameter)).or_default() += 1;
    }
    for parameter in named.into_iter().map(|index| &operation.parameters[index]) {
        // A key that is repeated is a setter anyway, and what the description says is no guess.
        let is_guess = parameter.required
            && !parameter.fixed
            && uses.get(&signature_key(parameter)) == Some(&1)
            && !text::says_required(&parameter.docs);
        if is_guess {
            diagnostics
                .note(
                    "required-by-name",
                    &*parameter.pointer,
                    format!(
                        "the name of the request says that it goes by `{}`: it is required",
                        short(&parameter.name)
                    ),
                )
                .help("to make it optional, say so by an override: required = false");
        }
    }
}

fn tell_constants(operation: &Operation<'_>, diagnostics: &mut Diagnostics) {
    let query = |it: &&Parameter<'_>| it.fixed && it.location == Location::Query;
    let constants = || operation.parameters.iter().filter(query);
    let Some(first) = constants().next() else {
        return;
    };
    let names: Vec<String> = constants()
        .map(|parameter| format!("`{}`", short(&parameter.name)))
        .collect();
    diagnostics
        .note(
            "constant-query",
            &*first.pointer,
            format!(
                "what it sends as {} in the query tells this request from others of its path: its method always sends that",
                names.join(", ")
            ),
        )
        .help("to have a parameter instead, write a variable as its value");
}

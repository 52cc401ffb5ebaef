//! What a request says about its name.

use super::path_names::{act, acted_on, is_path, method, path_name, path_words};
use super::phrase::{
    COUNTS, PARTICLES, imperative, is_fact, is_filler, is_phrasal, is_preposition, is_relative,
    short, without_clause, without_label, without_numbering,
};
use super::words::words;
use crate::api::{Api, Operation};
use crate::english::{is_verb, singular};
use crate::namespace::without_namespace;

/// Words for reading something.
const GETS: [&str; 7] = ["get", "retrieve", "fetch", "return", "read", "show", "view"];

/// Words for what is done to a thing: other methods say nothing.
const ACTS: [&str; 5] = ["list", "get", "create", "update", "delete"];

/// What a request says about its name.
#[derive(Default)]
pub(super) struct Said {
    /// A word for what the HTTP method does to what is at the path.
    pub verb: String,
    /// The HTTP method.
    pub method: String,
    /// The name's words without filler.
    pub short: Vec<String>,
    /// The name's words up to a subtitle (`Login - with a token`).
    pub long: Vec<String>,
    /// All the name's words.
    pub whole: Vec<String>,
    /// The verb and the path's words.
    pub path: Vec<String>,
    /// The same, and the parameters.
    pub path_with_parameters: Vec<String>,
}

impl Said {
    pub fn new(api: &Api<'_>, operation: &Operation<'_>) -> Self {
        let verb = act(operation);
        let method = method(operation);
        let (path, parameters) = path_words(operation);
        let path = acted_on(&verb, &path);
        let mut path_with_parameters = path.clone();
        if !parameters.is_empty() {
            path_with_parameters.push("by".to_owned());
            path_with_parameters.extend(parameters);
        }
        let name = without_label(without_namespace(api, operation));
        let whole = if is_path(name) {
            path_name(&verb, name)
        } else {
            without_numbering(words(name))
        };
        let whole = if whole.is_empty() {
            path.clone()
        } else {
            present(imperative(whole), operation)
        };
        let title = [" - ", " – ", " — ", ": ", " (", "\n"]
            .iter()
            .filter_map(|sign| name.find(sign))
            .min();
        let title = title.map(|end| imperative(without_numbering(words(&name[..end]))));
        let long = title
            .filter(|title| title.len() > 1 && title.len() < whole.len())
            .unwrap_or_else(|| whole.clone());
        let short = without_clause(short(&long));
        Self {
            verb,
            method,
            short,
            long,
            whole,
            path,
            path_with_parameters,
        }
    }

    /// The short name without the noun, where the noun stands for itself (`retrieve an action`, `add to the action`) and
    /// does not go with the word before it (`list droplet actions`) or is the verb (`tag a resource`).
    pub fn without(&self, noun: &[String]) -> Vec<Vec<String>> {
        let mut proposals = Vec::new();
        let noun: Vec<String> = noun.iter().map(|word| singular(word)).collect();
        let own: Vec<String> = self.long.iter().map(|word| singular(word)).collect();
        for start in (0..own.len()).filter(|start| own[*start..].starts_with(&noun)) {
            let (before, after) = (&self.long[..start], &self.long[start + noun.len()..]);
            // `all pets` has no verb.
            let fillers = before.iter().take_while(|word| is_filler(word)).count();
            let before = &before[fillers..];
            // `get a pet's details` gets the pet.
            let (fact, after) = match after {
                [fact, rest @ ..]
                    if is_fact(fact) && rest.first().is_none_or(|next| is_preposition(next)) =>
                {
                    (Some(fact), rest)
                }
                _ => (None, after),
            };
            let alone = match before {
                _ if after.first().is_some_and(|next| is_relative(next)) => false,
                // `create labels` in the folder `create labels` is the verb and all.
                [] if after.is_empty() && noun.len() > 1 && is_verb(&noun[0]) => false,
                // `all films` of a method that says nothing is no `post`.
                [] if fillers > 0 && !ACTS.contains(&self.verb.as_str()) => false,
                [] => !after.first().is_some_and(|next| is_filler(next)),
                [_verb] => true,
                [power, _cycle] if power == "power" => true,
                [.., last] => {
                    is_filler(last)
                        || is_preposition(last)
                        || PARTICLES.contains(&last.as_str())
                        || COUNTS.contains(&last.as_str())
                }
            };
            if !alone {
                continue;
            }
            let mut before: Vec<String> = before.to_vec();
            while before.len() > 1 && before.last().is_some_and(|last| is_filler(last)) {
                before.pop();
            }
            // `list snapshots for` loses its preposition with the noun, `power on` is whole.
            let hanging = after.first().is_none_or(|next| is_preposition(next));
            if hanging
                && before.last().is_some_and(|last| is_preposition(last))
                && !is_phrasal(&before)
            {
                before.pop();
                // `get details of a pet`
                while before.len() > 1 && before.last().is_some_and(|last| is_filler(last)) {
                    before.pop();
                }
            }
            let mut rest: Vec<String> =
                short(&before.iter().chain(after).cloned().collect::<Vec<_>>());
            if rest.first().is_some_and(|first| is_filler(first)) {
                continue;
            }
            // `single pet`
            if rest.is_empty() || matches!(rest.as_slice(), [one] if COUNTS.contains(&one.as_str()))
            {
                rest = vec![self.verb.clone()];
            }
            // `get pets` is no name for what `get pet` does.
            if self.verb == "list"
                && matches!(rest.as_slice(), [get] if GETS.contains(&get.as_str()))
                && self.long[start..][..noun.len()] != own[start..][..noun.len()]
            {
                proposals.push(vec![self.verb.clone()]);
            }
            // An id is the usual way to name one of them.
            if matches!(rest.as_slice(), [_, .., by, id] if by == "by" && id == "id") {
                proposals.push(rest[..rest.len() - 2].to_vec());
            }
            if !rest[0].bytes().all(|byte| byte.is_ascii_digit()) {
                proposals.push(rest.clone());
            }
            if let (Some(fact), [_verb]) = (fact, rest.as_slice()) {
                proposals.push(vec![rest[0].clone(), fact.clone()]);
            }
        }
        proposals
    }
}

/// `updated user` as `update user`, where the method does that: `deleted items` may be a list of them.
fn present(mut name: Vec<String>, operation: &Operation<'_>) -> Vec<String> {
    let verb = match (operation.method.as_str(), name.first().map(String::as_str)) {
        ("PUT" | "PATCH", Some("updated")) => "update",
        ("POST", Some("created")) => "create",
        ("POST", Some("added")) => "add",
        ("DELETE", Some("deleted")) => "delete",
        ("DELETE", Some("removed")) => "remove",
        _ => return name,
    };
    verb.clone_into(&mut name[0]);
    name
}

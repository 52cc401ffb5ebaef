//! What a request says about its name.

use super::path_names::{is_path, path_name, path_words};
use super::phrase::{
    COUNTS, PARTICLES, imperative, is_filler, is_phrasal, is_preposition, short, with_verb,
    without_label, without_numbering,
};
use super::words::words;
use crate::api::{Api, Operation};
use crate::english::singular;
use crate::namespace::without_namespace;

/// What a request says about its name.
#[derive(Default)]
pub(super) struct Said {
    /// A word for the HTTP method.
    pub verb: String,
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
        let verb = words(&operation.method)
            .into_iter()
            .next()
            .unwrap_or_else(|| "call".to_owned());
        let (path, parameters) = path_words(operation);
        let path = with_verb(&verb, &path);
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
            imperative(whole)
        };
        let title = [" - ", " – ", " — ", ": ", " (", "\n"]
            .iter()
            .filter_map(|sign| name.find(sign))
            .min();
        let title = title.map(|end| imperative(without_numbering(words(&name[..end]))));
        let long = title
            .filter(|title| title.len() > 1 && title.len() < whole.len())
            .unwrap_or_else(|| whole.clone());
        let short = short(&long);
        Self {
            verb,
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
            let alone = match before {
                [] => !after.first().is_some_and(|next| is_filler(next)),
                [_verb] => true,
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
            }
            let mut rest: Vec<String> =
                short(&before.iter().chain(after).cloned().collect::<Vec<_>>());
            if rest.first().is_some_and(|first| is_filler(first)) {
                continue;
            }
            if rest.is_empty() {
                rest.push(self.verb.clone());
            }
            // An id is the usual way to name one of them.
            if matches!(rest.as_slice(), [_, .., by, id] if by == "by" && id == "id") {
                proposals.push(rest[..rest.len() - 2].to_vec());
            }
            if !rest[0].bytes().all(|byte| byte.is_ascii_digit()) {
                proposals.push(rest);
            }
        }
        proposals
    }
}

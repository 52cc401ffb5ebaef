//! Requests: methods, the types that belong to them, and their parameters.

use std::collections::HashMap;

use super::scope::Scope;
use super::words::{singular_words, snake, words};
use super::{Namer, OperationName, keywords};
use crate::api::{Api, Body, Location, Operation, PathPiece, ResourceId};
use crate::emit::signature_key;
use crate::english::{order, singular};
use crate::model::OperationTypes;
use crate::namespace::without_namespace;

/// Words that add nothing to a method's name.
const FILLER: [&str; 12] = [
    "a",
    "an",
    "all",
    "the",
    "existing",
    "new",
    "your",
    "my",
    "given",
    "information",
    "info",
    "details",
];

/// Words that cannot stand first or last in a method's name.
const PREPOSITIONS: [&str; 14] = [
    "of", "to", "from", "for", "in", "on", "by", "with", "at", "into", "and", "or", "via", "as",
];

/// Words that belong to the verb before them: `power off droplets`.
const PARTICLES: [&str; 4] = ["off", "out", "up", "down"];

/// Words that say how many: `create multiple droplets` is `create_multiple` in the folder of droplets.
const COUNTS: [&str; 5] = ["multiple", "several", "many", "single", "one"];

/// Verbs that a preposition belongs to.
const PHRASAL: [&str; 8] = [
    "power", "turn", "log", "sign", "switch", "check", "opt", "sync",
];

/// Path segments that every path of an API has.
const PATH_FILLER: [&str; 4] = ["api", "rest", "v", "public"];

/// Without numbers in front (`1. Login`, `02 - Users`), as long as something else is left.
pub(super) fn without_numbering(all: Vec<String>) -> Vec<String> {
    let numbers = all
        .iter()
        .take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .count();
    if numbers < all.len() {
        all[numbers..].to_vec()
    } else {
        all
    }
}

/// A name without the number that it stands under: `01-2 - Login` is `Login`.
fn without_label(name: &str) -> &str {
    [" - ", " – ", ": ", ". "]
        .iter()
        .filter_map(|sign| name.split_once(sign))
        .find(|(label, rest)| {
            !rest.trim().is_empty()
                && label.contains(|sign: char| sign.is_ascii_digit())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b" .-_/#()".contains(&byte))
        })
        .map_or(name, |(_, rest)| rest.trim())
}

impl Namer<'_> {
    /// Names a request: its method, its types' stem and its parameters.
    pub(super) fn name_operation(&mut self, index: usize) {
        let operation = &self.api.operations[index];
        let Some(resource) = self
            .api
            .resources
            .get(operation.resource.0)
            .map(|_| operation.resource)
        else {
            self.names.operations.push(OperationName::default());
            return;
        };
        let said = std::mem::take(&mut self.said[index]);
        let method = self.claim_method(&said, resource);
        let type_name = self.claim_stem(&said, &method, resource, index);
        let name = OperationName {
            method,
            type_name,
            is_chosen: false,
            parameters: parameters(operation),
            form_fields: form_fields(operation),
            query_variables: Vec::new(),
        };
        self.names
            .operations
            .push(with_query_variables(name, operation));
    }

    /// Names a request that another operation's method makes: its parameters are called as they are there.
    pub(super) fn name_variant(&mut self, index: usize, method: usize) {
        let operation = &self.api.operations[index];
        let said = std::mem::take(&mut self.said[index]);
        let own = self.claim_method(&said, operation.resource);
        let (others, names) = (
            &self.api.operations[method].parameters,
            &self.names.operations[method],
        );
        let parameters = operation.parameters.iter().map(|parameter| {
            let same =
                (others.iter()).position(|other| signature_key(other) == signature_key(parameter));
            same.and_then(|at| names.parameters.get(at).cloned())
                .unwrap_or_default()
        });
        self.names.operations[index] = OperationName {
            method: own,
            parameters: parameters.collect(),
            ..names.clone()
        };
    }

    fn claim_method(&mut self, said: &Said, resource: ResourceId) -> String {
        let mut proposals: Vec<Vec<String>> = Vec::new();
        for noun in self.nouns(resource) {
            proposals.extend(said.without(&noun));
        }
        proposals.push(said.short.clone());
        proposals.push(said.long.clone());
        proposals.push(said.whole.clone());
        proposals.push(with_verb(&said.verb, &said.short));
        proposals.push(said.path.clone());
        proposals.push(said.path_with_parameters.clone());
        let mut names: Vec<String> = proposals
            .iter()
            .filter(|proposal| reads_well(proposal))
            .map(|proposal| {
                let name = snake(proposal);
                // `2fa` as a method is `get_2fa`.
                if name.starts_with('_') {
                    snake(&with_verb(&said.verb, proposal))
                } else {
                    name
                }
            })
            .collect();
        if names.is_empty() {
            names.push(said.verb.clone());
        }
        self.methods[resource.0].claim(&names, "_", |_, name| !keywords::is_keyword(name))
    }

    /// The words that name what the folder holds, longest first: `droplet actions`, `actions`.
    fn nouns(&self, resource: ResourceId) -> Vec<Vec<String>> {
        let folder = &self.api.resources[resource.0];
        let Some(parent) = folder.parent else {
            return Vec::new();
        };
        let own = &self.folder_words[resource.0];
        let mut nouns = Vec::new();
        if self.api.resources[parent.0].parent.is_some() {
            nouns.push(
                singular_words(&self.folder_words[parent.0])
                    .into_iter()
                    .chain(own.iter().cloned())
                    .collect(),
            );
        }
        nouns.push(own.clone());
        // `Storage management` holds storage.
        let plain: Vec<String> = own
            .iter()
            .filter(|word| {
                !matches!(
                    word.as_str(),
                    "management" | "controller" | "service" | "services" | "resource"
                )
            })
            .cloned()
            .collect();
        if !plain.is_empty() && plain.len() < own.len() {
            nouns.push(plain);
        }
        // `Droplet Actions` holds actions, and what it does is done to droplets.
        if let Some((last, first)) = own.split_last().filter(|_| own.len() > 1) {
            nouns.push(vec![last.clone()]);
            nouns.push(first.to_vec());
        }
        nouns.retain(|noun: &Vec<String>| !noun.is_empty());
        nouns
    }

    /// `ListActions`, for the request's own type and the params, form and reply types beside it.
    fn claim_stem(
        &mut self,
        said: &Said,
        method: &str,
        resource: ResourceId,
        index: usize,
    ) -> String {
        let folder = &self.folder_words[resource.0];
        let mut proposals = Vec::new();
        let method_words = words(method);
        let in_folder = self.api.resources[resource.0].parent.is_some();
        let names_folder = folder.last().is_some_and(|noun| {
            let noun = singular(noun);
            said.short.iter().any(|word| singular(word) == noun)
        });
        if said.short.len() > 1 {
            proposals.push(said.short.clone());
        } else {
            // One word alone would take the name of a type of the API: `Feed`.
            proposals.push(with_verb(&said.verb, &said.short));
        }
        if said.whole.len() > said.long.len() {
            proposals.push(said.whole.clone());
        }
        if in_folder && !names_folder {
            proposals.push(folder.iter().chain(&said.short).cloned().collect());
        }
        proposals.push(method_words.iter().chain(folder).cloned().collect());
        let mut longer = method_words;
        for folder in self.around(resource) {
            longer.splice(0..0, folder);
            proposals.push(longer.clone());
        }
        proposals.retain(|proposal: &Vec<String>| reads_well(proposal));
        if proposals.is_empty() {
            proposals.push(with_verb(&said.verb, folder));
        }
        let types = self.model.operations.get(index);
        self.claim_type(
            &proposals,
            "Operation",
            &endings(&self.api.operations[index], types),
        )
    }

    /// The words of the folder and of those around it, from the inside out.
    fn around(&self, resource: ResourceId) -> Vec<Vec<String>> {
        let mut folders = Vec::new();
        let mut here = Some(resource);
        while let Some(id) = here.filter(|id| self.api.resources[id.0].parent.is_some()) {
            folders.push(singular_words(&self.folder_words[id.0]));
            here = self.api.resources[id.0]
                .parent
                .filter(|parent| parent.0 < id.0);
        }
        folders
    }
}

/// What a request says about its name.
#[derive(Default)]
pub(super) struct Said {
    /// A word for the HTTP method.
    verb: String,
    /// The name's words without filler.
    short: Vec<String>,
    /// The name's words up to a subtitle (`Login - with a token`).
    long: Vec<String>,
    /// All the name's words.
    whole: Vec<String>,
    /// The verb and the path's words.
    path: Vec<String>,
    /// The same, and the parameters.
    path_with_parameters: Vec<String>,
}

impl Said {
    pub(super) fn new(api: &Api<'_>, operation: &Operation<'_>) -> Self {
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
    fn without(&self, noun: &[String]) -> Vec<Vec<String>> {
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

fn with_verb(verb: &str, rest: &[String]) -> Vec<String> {
    if rest.first().is_some_and(|first| first == verb) {
        return rest.to_vec();
    }
    std::iter::once(verb.to_owned())
        .chain(rest.iter().cloned())
        .collect()
}

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// `power on`, `log in`: a verb that its preposition belongs to.
fn is_phrasal(words: &[String]) -> bool {
    matches!(words, [verb, _] if PHRASAL.contains(&verb.as_str()))
}

fn is_filler(word: &str) -> bool {
    FILLER.contains(&word)
}

/// Without filler, unless what is left would read badly.
fn short(long: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut dropped_all = false;
    for word in long {
        let filler = is_filler(word) || (dropped_all && word == "of");
        dropped_all = word == "all";
        if !filler {
            kept.push(word.clone());
        }
    }
    if kept.is_empty() || (!reads_well(&kept) && reads_well(long)) {
        long.to_vec()
    } else {
        kept
    }
}

/// A request's name as an order: `finds pets` as `find pets`, `get a list of users` as `list users`.
fn imperative(mut long: Vec<String>) -> Vec<String> {
    order(&mut long);
    match long.as_slice() {
        [get, a, list, of, rest @ ..]
            if matches!(get.as_str(), "get" | "retrieve" | "return" | "fetch")
                && matches!(a.as_str(), "a" | "the")
                && list == "list"
                && of == "of"
                && !rest.is_empty() =>
        {
            std::iter::once(list.clone())
                .chain(rest.iter().cloned())
                .collect()
        }
        [get, list, of, rest @ ..]
            if matches!(get.as_str(), "get" | "retrieve" | "return" | "fetch")
                && list == "list"
                && of == "of"
                && !rest.is_empty() =>
        {
            std::iter::once(list.clone())
                .chain(rest.iter().cloned())
                .collect()
        }
        _ => long,
    }
}

fn reads_well(words: &[String]) -> bool {
    let misplaced =
        |word: Option<&String>| word.is_none_or(|word| PREPOSITIONS.contains(&word.as_str()));
    !misplaced(words.first()) && (!misplaced(words.last()) || is_phrasal(words))
}

/// Whether a name is a path or a URL, not words.
pub(super) fn is_path(name: &str) -> bool {
    let name = name.split_once(' ').map_or(name, |(method, rest)| {
        if method.chars().all(|letter| letter.is_ascii_uppercase()) {
            rest
        } else {
            name
        }
    });
    let name = name.trim();
    !name.contains(' ')
        && (name.starts_with('/') || name.contains("://") || name.matches('/').count() > 1)
}

/// `/merchants/:merchantId/settings` as `get merchant settings`.
fn path_name(verb: &str, name: &str) -> Vec<String> {
    let all = path_name_words(name);
    if all.is_empty() {
        Vec::new()
    } else {
        with_verb(verb, &all)
    }
}

/// `/merchants/:merchantId/settings` as `merchant settings`.
pub(super) fn path_name_words(name: &str) -> Vec<String> {
    let path = name.rsplit(' ').next().unwrap_or(name);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or(rest, |(_, path)| path),
        None => path,
    };
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let is_parameter = |segment: &str| segment.starts_with([':', '{', '<', '[']);
    let mut all = Vec::new();
    for (index, segment) in segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| !is_parameter(segment))
    {
        let words = segment_words(segment);
        let one = segments
            .get(index + 1)
            .is_some_and(|next| is_parameter(next));
        all.extend(if one { singular_words(&words) } else { words });
    }
    all
}

/// The words of a path's literal segments, and those of its parameters.
fn path_words(operation: &Operation<'_>) -> (Vec<String>, Vec<String>) {
    let (mut literal, mut parameters) = (Vec::new(), Vec::new());
    for (index, piece) in operation.path.iter().enumerate() {
        match piece {
            PathPiece::Literal(text) => {
                let segments: Vec<&str> = text
                    .split('/')
                    .filter(|segment| !segment.is_empty())
                    .collect();
                let before_parameter = text.ends_with('/')
                    && matches!(operation.path.get(index + 1), Some(PathPiece::Parameter(_)));
                for (place, segment) in segments.iter().enumerate() {
                    let words = segment_words(segment);
                    let one = before_parameter && place + 1 == segments.len();
                    literal.extend(if one { singular_words(&words) } else { words });
                }
            }
            PathPiece::Parameter(index) => {
                parameters.extend(
                    operation
                        .parameters
                        .get(*index)
                        .into_iter()
                        .flat_map(|p| words(&p.name)),
                );
            }
        }
    }
    (literal, parameters)
}

/// A segment's words, without those that every path has: `api`, `v2`.
fn segment_words(segment: &str) -> Vec<String> {
    let is_version = |word: &str| {
        word.strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut words = words(segment);
    words.retain(|word| !is_version(word) && !PATH_FILLER.contains(&word.as_str()));
    words
}

/// The types beside the request's own that its stem has to leave room for.
pub(super) fn endings(
    operation: &Operation<'_>,
    types: Option<&OperationTypes>,
) -> Vec<&'static str> {
    let mut endings = vec!["Params"];
    if matches!(
        operation.body,
        Some(Body::UrlEncoded(_) | Body::Multipart(_))
    ) {
        endings.push("Form");
    }
    if types.is_some_and(|types| types.success.len() > 1) {
        endings.push("Reply");
    }
    endings
}

/// The names of an operation's parameters: those with the same key share one.
fn parameters(operation: &Operation<'_>) -> Vec<String> {
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
        let name = claim_member(&mut scope, &parameter.name, "value", ending);
        by_key.insert(key, name.clone());
        names.push(name);
    }
    names
}

fn with_query_variables(mut name: OperationName, operation: &Operation<'_>) -> OperationName {
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

fn form_fields(operation: &Operation<'_>) -> Vec<String> {
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
    use super::super::words::pascal;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn paths_as_names_give_their_words() {
        let table = [
            ("/merchants/:merchantId/settings", "get merchant settings"),
            ("https://api.example.com/v2/users/{{id}}?x=1", "get user"),
            ("GET /v1/orders", "get orders"),
            ("/", ""),
        ];
        for (name, expected) in table {
            assert!(is_path(name), "{name}");
            assert_eq!(path_name("get", name).join(" "), expected);
        }
        for name in ["Create/Update user", "and/or", "List all"] {
            assert!(!is_path(name), "{name}");
        }
    }

    #[test]
    fn filler_goes_unless_the_rest_reads_badly() {
        assert_eq!(
            short(&split("list all of your ssh keys")),
            split("list ssh keys")
        );
        assert_eq!(
            short(&split("retrieve an existing action")),
            split("retrieve action")
        );
        assert_eq!(short(&split("all")), split("all"));
        assert_eq!(
            imperative(split("get a list of users")),
            split("list users")
        );
        assert_eq!(imperative(split("finds pets")), split("find pets"));
        assert_eq!(imperative(split("status")), split("status"));
    }

    #[test]
    fn labels_of_numbers_go() {
        for (name, expected) in [
            ("01-2 - JWT Token (exchange)", "JWT Token (exchange)"),
            ("2.1: Login", "Login"),
            ("3. Users", "Users"),
            ("404 - ", "404 - "),
            ("v2 - Login", "v2 - Login"),
            ("List - all", "List - all"),
        ] {
            assert_eq!(without_label(name), expected);
        }
    }

    #[test]
    fn numbering_goes_but_numbers_that_are_all_stay() {
        assert_eq!(without_numbering(split("01 users")), split("users"));
        assert_eq!(without_numbering(split("404")), split("404"));
        assert_eq!(pascal(&split("404")), "N404");
    }
}

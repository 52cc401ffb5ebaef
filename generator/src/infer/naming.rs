//! Proposes what types could be called: raw words, the best first. The `names` stage makes Rust names of them and settles
//! collisions, so several are given.

use std::collections::BTreeMap;

use super::graph::{Domain, Graph, Object, Standing};
use super::words;
use crate::api::{Api, Operation, PathPiece};
use crate::english;
use crate::namespace::without_namespace;

/// How many fields a reply may have to be called after them.
const FEW_FIELDS: usize = 2;

/// How many members beside its list a reply may have that are not about the list, and still be called one.
const FEW_OTHERS: usize = 2;

/// Words that the names of members consist of that are about a list: how long it is, and where it goes on.
const PAGING: [&str; 29] = [
    "count", "current", "cursor", "entries", "first", "has", "is", "items", "kind", "last",
    "limit", "max", "more", "next", "number", "object", "of", "offset", "page", "pages", "per",
    "prev", "previous", "results", "size", "start", "token", "total", "type",
];

/// Words that mean nothing without those around them.
const JOINTS: [&str; 8] = ["and", "by", "for", "from", "in", "of", "to", "with"];

/// Words of requests that only ask.
const ASKS: [&str; 8] = [
    "fetch", "find", "get", "list", "read", "retrieve", "return", "show",
];

/// What an operation's path calls its resource, in the singular: `droplet` for `/droplets/{id}`, `action` for
/// `/droplets/{id}/actions`. Without a path, what its folder is called.
pub fn noun(api: &Api<'_>, operation: &Operation<'_>) -> String {
    let literals = operation.path.iter().rev().filter_map(|piece| match piece {
        PathPiece::Literal(text) => Some(text),
        PathPiece::Parameter(_) => None,
    });
    let segments = literals.flat_map(|text| text.rsplit('/'));
    let mut nouns = segments
        .map(|segment| words::singular(segment.split('.').next().unwrap_or_default()))
        .filter(|noun| noun.chars().any(char::is_alphabetic) && !is_version(noun));
    let folder = || {
        api.resources
            .get(operation.resource.0)
            .map_or(String::new(), |folder| words::singular(&folder.name))
    };
    match nouns.next() {
        // A segment that says nothing (`/domains/{name}/records`) needs the one before it.
        Some(noun) if words::is_weak(&noun) => nouns
            .next()
            .map_or(noun.clone(), |before| format!("{before} {noun}")),
        Some(noun) => noun,
        None => folder(),
    }
}

/// An operation's path without its parameters: what the request bodies of one resource have in common.
pub fn literal_path(operation: &Operation<'_>) -> String {
    let pieces = operation.path.iter().map(|piece| match piece {
        PathPiece::Literal(text) => text,
        PathPiece::Parameter(_) => "*",
    });
    pieces
        .collect::<String>()
        .trim_end_matches(['/', '*'])
        .to_owned()
}

/// Whether a word is a version (`v2`) or another part of a path that names nothing.
pub fn is_version(noun: &str) -> bool {
    noun == "api"
        || noun.strip_prefix('v').is_some_and(|rest| {
            rest.chars()
                .all(|char| char.is_ascii_digit() || char == ' ')
        })
}

/// Proposals for the struct that an object becomes.
pub fn object(api: &Api<'_>, graph: &Graph, object: &Object) -> Vec<String> {
    let first = operations(api, object).next();
    let noun = first
        .map(|operation| noun(api, operation))
        .unwrap_or_default();
    let called = first
        .map(|operation| operation_words(api, operation, &noun))
        .unwrap_or_default();
    let folder = first
        .and_then(|operation| api.resources.get(operation.resource.0))
        .map(|folder| words::singular(&folder.name))
        .unwrap_or_default();
    let mut names = match (object.domain, place_name(object)) {
        (Domain::Reply, Some(name)) => vec![
            name.clone(),
            format!("{noun} {name}"),
            format!("{folder} {name}"),
            format!("{called} {name}"),
        ],
        (Domain::Request, Some(name)) => vec![
            name.clone(),
            format!("{name} request"),
            format!("{noun} {name}"),
            format!("{noun} {name} request"),
            format!("{called} {name}"),
        ],
        (Domain::Error, Some(name)) if name == "error" => {
            vec![
                "error detail".to_owned(),
                format!("{noun} error detail"),
                format!("{called} error detail"),
            ]
        }
        (Domain::Error, Some(name)) => {
            vec![
                name.clone(),
                format!("error {name}"),
                format!("{noun} error {name}"),
                format!("{called} error {name}"),
            ]
        }
        // The request of one action among several: `resize droplet request`.
        (Domain::Request, None)
            if object.operations.len() == 1 && first.is_some_and(|it| it.tag.is_some()) =>
        {
            vec![
                format!("{called} request"),
                format!("{folder} {called} request"),
            ]
        }
        (Domain::Request, None) => {
            vec![
                format!("{noun} request"),
                format!("{called} request"),
                format!("{folder} {called} request"),
            ]
        }
        (Domain::Error, None) => vec![
            "error body".to_owned(),
            format!("{noun} error"),
            format!("{called} error"),
        ],
        (Domain::Reply, None) => {
            let thing = plural_noun(api, object).unwrap_or_else(|| noun.clone());
            let mut names = body(
                graph,
                object,
                [&noun, &thing],
                is_about_the_thing(api, object),
            );
            // A list is what a GET replies; what else replies one is called after what it does, so that the plain name is
            // left to the list.
            let asks = |operation: &Operation<'_>| operation.method.eq_ignore_ascii_case("GET");
            if is_list(&names) && !operations(api, object).any(asks) {
                names.insert(0, format!("{called} reply"));
            }
            if names.is_empty() {
                names.extend(shared_reply(api, object));
            }
            names.push(format!("{called} reply"));
            names.push(format!("{folder} {called} reply"));
            names
        }
    };
    for name in &mut names {
        *name = without_repetition(name);
    }
    names.retain(|name| !name.is_empty());
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// Proposals for an enum or a union at a field of a struct.
pub fn member(owner: &[String], key: &str) -> Vec<String> {
    let key = words::words(key);
    let mut names: Vec<String> = owner
        .iter()
        .map(|owner| without_repetition(&format!("{owner} {key}")))
        .collect();
    names.push(key);
    names
}

/// The name that most of an object's places give it; `None` where it is a body and nothing else.
fn place_name(object: &Object) -> Option<String> {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    for (place, count) in &object.places {
        if place.standing != Standing::Root {
            *names.entry(&place.name).or_default() += count;
        }
    }
    let (name, _) = names
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))?;
    let mut shown: Vec<&str> = Vec::new();
    for place in object.places.keys().filter(|place| place.name == name) {
        match place.standing {
            Standing::Item | Standing::RootItem => return Some(name.to_owned()),
            Standing::Member => shown.push(&place.shown),
            Standing::Root => {}
        }
    }
    shown.sort_unstable();
    shown.first().map(|shown| (*shown).to_owned())
}

/// Names of a reply's body by what it holds, else by what its path calls the thing.
fn body(
    graph: &Graph,
    object: &Object,
    [noun, thing]: [&str; 2],
    is_about_the_thing: bool,
) -> Vec<String> {
    let Some(fields) = object.members() else {
        return Vec::new();
    };
    let named = |key: &str| {
        let name = words::singular(key);
        if words::is_weak(&name) {
            noun.to_owned()
        } else {
            name
        }
    };
    let mut lists = Vec::new();
    let mut objects = Vec::new();
    for (key, field) in fields.iter().filter(|(key, _)| !is_envelope(key)) {
        let child = graph.spot(field.spot);
        if child.array.is_some() {
            lists.push(key);
        } else if child.object.is_some() {
            objects.push(key);
        }
    }
    // A payment link with its line items is no list of these; what the path calls by the list's own name is.
    let is_list = |list: &str| {
        let others = fields.keys().filter(|key| &***key != list);
        named(list) == noun
            || others
                .filter(|key| !is_envelope(key) && !is_paging(key))
                .count()
                <= FEW_OTHERS
    };
    match (lists.as_slice(), objects.as_slice()) {
        ([list], _) if is_list(list) => vec![
            format!("{} list", named(list)),
            format!("{noun} {} list", named(list)),
        ],
        ([], [object]) if fields.keys().all(|key| key == *object || is_envelope(key)) => {
            vec![
                format!("{} reply", named(object)),
                format!("{noun} {} reply", named(object)),
            ]
        }
        _ if fields.len() >= 3 && is_about_the_thing => {
            vec![thing.to_owned(), format!("{thing} reply")]
        }
        _ => Vec::new(),
    }
}

/// Whether a key of a reply speaks of the reply itself, beside what it is about.
fn is_envelope(key: &str) -> bool {
    matches!(
        &*words::words(key),
        "links" | "meta" | "metadata" | "pagination" | "paging" | "page info"
    )
}

/// Whether a key of a reply says how long its list is, or where it goes on.
fn is_paging(key: &str) -> bool {
    words::words(key)
        .split(' ')
        .all(|word| PAGING.contains(&word))
}

fn is_list(names: &[String]) -> bool {
    names.first().is_some_and(|name| name.ends_with(" list"))
}

/// The operations that an object stands in the bodies of.
fn operations<'a>(api: &'a Api<'a>, object: &Object) -> impl Iterator<Item = &'a Operation<'a>> {
    let indexes = object.operations.keys();
    indexes.filter_map(|index| api.operations.get(*index))
}

/// What all operations call their resource, if they call it the same.
fn common_noun(api: &Api<'_>, object: &Object) -> Option<String> {
    let mut nouns = operations(api, object).map(|operation| noun(api, operation));
    let first = nouns.next()?;
    nouns.all(|other| other == first).then_some(first)
}

/// What the path calls several things that are one reply (`/settings`): where all requests read or change them, and none
/// takes one of them (`/settings/{id}`).
fn plural_noun(api: &Api<'_>, object: &Object) -> Option<String> {
    let noun = common_noun(api, object)?;
    let first = operations(api, object).next()?;
    let ends_in_parameter = |operation: &Operation<'_>| {
        let mut pieces = operation.path.iter().rev();
        let last = pieces.find(|piece| !matches!(piece, PathPiece::Literal(text) if text == "/"));
        matches!(last, Some(PathPiece::Parameter(_)))
    };
    let path = literal_path(first);
    let last = words::words(path.rsplit('/').next()?);
    let several = last.rsplit(' ').next()?;
    let one = english::singular(several);
    let reads = |operation: &Operation<'_>| {
        matches!(operation.method.as_str(), "GET" | "PUT" | "PATCH")
            && !ends_in_parameter(operation)
            && literal_path(operation) == path
    };
    let takes_one =
        |operation: &Operation<'_>| ends_in_parameter(operation) && literal_path(operation) == path;
    let front = noun.strip_suffix(&one).filter(|_| one != several)?;
    (operations(api, object).all(reads) && !api.operations.iter().any(takes_one))
        .then(|| format!("{front}{several}"))
}

/// Whether a reply is likely the resource itself: that is what the first request that it answers reads or changes; or what
/// one of several about the same thing does, the others of which (`create`) stand before it.
fn is_about_the_thing(api: &Api<'_>, object: &Object) -> bool {
    let mut asks = operations(api, object)
        .map(|operation| matches!(operation.method.as_str(), "GET" | "PUT" | "PATCH"));
    asks.next().is_some_and(|asks| asks)
        || (asks.any(|asks| asks) && common_noun(api, object).is_some())
}

/// What a reply that several requests get is called: after what they have in common, or after its fields where they are
/// few, for one of them has no more to do with it than the others.
fn shared_reply(api: &Api<'_>, object: &Object) -> Option<String> {
    if object.operations.len() < 2 {
        return None;
    }
    if let Some(noun) = common_noun(api, object) {
        return Some(format!("{noun} reply"));
    }
    let mut called = operations(api, object).map(|operation| {
        let words = operation_words(api, operation, &noun(api, operation));
        words.split(' ').map(str::to_owned).collect::<Vec<_>>()
    });
    let mut common = called.next()?;
    for words in called {
        common.retain(|word| words.contains(word));
    }
    common.retain(|word| !JOINTS.contains(&word.as_str()));
    // That something is asked for says nothing.
    if common.iter().any(|word| !ASKS.contains(&word.as_str())) {
        return Some(format!("{} reply", common.join(" ")));
    }
    let fields: Vec<String> = object
        .members()?
        .keys()
        .map(|key| words::words(key))
        .collect();
    (fields.len() <= FEW_FIELDS).then(|| format!("{} reply", fields.join(" and ")))
}

/// What an operation is called, in a few words.
fn operation_words(api: &Api<'_>, operation: &Operation<'_>, noun: &str) -> String {
    let name = words::words(without_namespace(api, operation));
    let mut all: Vec<String> = name.split(' ').map(str::to_owned).collect();
    english::order(&mut all);
    let kept: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|word| {
            !matches!(
                *word,
                "" | "a" | "an" | "the" | "new" | "existing" | "all" | "your" | "my"
            )
        })
        .take(6)
        .collect();
    if kept.is_empty() || operation.name.contains('/') || operation.name.contains("{{") {
        return format!("{} {noun}", operation.method.to_lowercase());
    }
    kept.join(" ")
}

/// `droplet droplet action` says no more than `droplet action`.
fn without_repetition(name: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        if words.last() != Some(&word) {
            words.push(word);
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_a_list_is_told_from_what_has_a_list() {
        for key in [
            "totalCount",
            "has_more",
            "next_page_token",
            "per_page",
            "object",
        ] {
            assert!(is_paging(key), "{key}");
        }
        for key in ["first_name", "expires_at", "number_of_rooms", "name"] {
            assert!(!is_paging(key), "{key}");
        }
        assert!(is_envelope("page_info") && !is_envelope("amount"));
    }
}

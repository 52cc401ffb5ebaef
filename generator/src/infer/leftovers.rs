//! Joins what pooling by keys cannot: objects and lists that were only ever empty, and bodies that hold the same type.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Domain, Graph, Object, ObjectId, SpotId, Standing};
use super::{policy, words};
use crate::api::ResourceId;
use crate::shape::Kinds;

/// Types under one name, each with the keys that stand beside it.
type Candidates<'g> = BTreeMap<(Domain, String), BTreeMap<ObjectId, BTreeSet<&'g str>>>;

/// Joins objects that were only ever empty (`"links": {}`) with the type that stands under the same name beside the same
/// keys, where there is only one.
pub fn join_empty(graph: &mut Graph) {
    let mut candidates = Candidates::new();
    let mut empty: Vec<(ObjectId, &Object, &str)> = Vec::new();
    for (_, object) in graph.objects() {
        let Some(members) = object.members() else {
            continue;
        };
        for (key, member) in members {
            let Some(below) = graph.object_below(member.spot) else {
                continue;
            };
            match graph.object(below).members() {
                Some(inner) if inner.is_empty() => empty.push((below, object, &**key)),
                Some(_) => {
                    let types = candidates
                        .entry((object.domain, words::singular(key)))
                        .or_default();
                    let beside = types.entry(below).or_default();
                    beside.extend(
                        members
                            .keys()
                            .map(|key| &**key)
                            .filter(|other| *other != &**key),
                    );
                }
                None => {}
            }
        }
    }
    let mut joins = Vec::new();
    for (id, around, key) in empty {
        let Some(types) = candidates.get(&(around.domain, words::singular(key))) else {
            continue;
        };
        if types.len() > policy::EMPTY_CANDIDATES {
            continue;
        }
        let keys: BTreeSet<&str> = around
            .members()
            .into_iter()
            .flatten()
            .map(|(key, _)| &**key)
            .collect();
        let mut scores: Vec<(usize, ObjectId)> = types
            .iter()
            .map(|(ty, beside)| (beside.intersection(&keys).count(), *ty))
            .collect();
        scores.sort_unstable_by(|a, b| b.cmp(a));
        match scores.as_slice() {
            [(_, only)] => joins.push((*only, id)),
            [(best, ty), (next, _), ..] if best > next => joins.push((*ty, id)),
            _ => {}
        }
    }
    for (ty, id) in joins {
        graph.unify(ty, id);
    }
}

/// Gives members of replies that were only ever empty lists (`"certificates": []`) or `null` (`"kernel": null`) what stands
/// under the same name in the same folder, where that is one type. Returns the operations and keys.
pub fn guess_members(graph: &mut Graph, folders: &[ResourceId]) -> Vec<(usize, String)> {
    let mut named: BTreeMap<&str, BTreeSet<ObjectId>> = BTreeMap::new();
    // Keys under which an object stands somewhere, and no list of them.
    let mut single: BTreeSet<&str> = BTreeSet::new();
    let mut unknown: Vec<(Unknown, &Object, &str)> = Vec::new();
    for (id, object) in graph
        .objects()
        .filter(|(_, object)| object.domain == Domain::Reply)
    {
        let Some(members) = object.members().filter(|members| !members.is_empty()) else {
            continue;
        };
        for place in object.places.keys() {
            if matches!(place.standing, Standing::Member | Standing::Item) {
                named.entry(&place.name).or_default().insert(id);
            }
        }
        for (key, member) in members {
            let spot = graph.spot(member.spot);
            if spot.object.is_some() {
                single.insert(key);
            }
            let what = match spot.array {
                Some((_, items)) if graph.spot(items).is_unknown() => Unknown::Items(items),
                None if spot.is_null() => Unknown::Null(member.spot),
                _ => continue,
            };
            unknown.push((what, object, &**key));
        }
    }
    let folders_of = |object: &Object| -> BTreeSet<ResourceId> {
        object
            .operations
            .keys()
            .filter_map(|operation| folders.get(*operation))
            .copied()
            .collect()
    };
    let mut guesses = Vec::new();
    for (what, around, key) in unknown {
        // `type` and `name` are words in most things, whatever an object somewhere is called.
        if policy::COMMON_KEYS.contains(&key) {
            continue;
        }
        let name = words::singular(key);
        let Some(types) = named.get(&*name) else {
            continue;
        };
        let (Some(only), 1) = (types.first(), types.len()) else {
            continue;
        };
        if folders_of(around).is_disjoint(&folders_of(graph.object(*only))) {
            continue;
        }
        let operation = around.operations.keys().next().copied().unwrap_or_default();
        // `details` may be one thing.
        let is_list = name != words::words(key) && !single.contains(key);
        guesses.push((what, is_list, *only, operation, key.to_owned()));
    }
    let mut members: Vec<(usize, String)> = Vec::new();
    for (what, is_list, object, operation, key) in guesses {
        match what {
            Unknown::Items(spot) => graph.assume(spot, object),
            Unknown::Null(spot) if is_list => graph.assume_list(spot, object),
            Unknown::Null(spot) => graph.assume(spot, object),
        }
        members.push((operation, key));
    }
    members.sort_unstable();
    members
}

/// A spot where nothing was ever seen.
enum Unknown {
    /// That of the items of lists.
    Items(SpotId),
    /// That of a member that was always `null`.
    Null(SpotId),
}

/// Joins reply bodies of the same fields with the same types below, wherever they are: `{action: Action}`.
pub fn join_equal_bodies(graph: &mut Graph) {
    let mut bodies: BTreeMap<Vec<Part>, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in graph.objects() {
        let Some(members) = object.members().filter(|members| !members.is_empty()) else {
            continue;
        };
        if object.domain != Domain::Reply || !object.is_body() {
            continue;
        }
        let mut parts: Vec<Part> = members
            .iter()
            .map(|(key, member)| Part {
                key: key.clone(),
                kinds: graph.spot(member.spot).kinds(),
                below: graph.object_below(member.spot),
            })
            .collect();
        parts.sort_unstable();
        bodies.entry(parts).or_default().push(id);
    }
    for objects in bodies.into_values() {
        for pair in objects.windows(2) {
            graph.unify(pair[0], pair[1]);
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    key: Box<str>,
    kinds: Kinds,
    /// The object that stands there, or in an array there.
    below: Option<ObjectId>,
}

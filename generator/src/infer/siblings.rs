//! Guesses what no example of an operation shows, but those of its siblings do: replies that were only ever saved as `{}`,
//! and what the replies of all lists have around the list. What is guessed is optional, so nothing that decoded without the
//! guess fails with it but where the API itself calls two things by one name.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, ObjectId, SpotId};
use super::observed::Spots;
use super::{policy, words};
use crate::api::{Operation, PathPiece};
use crate::shape::Kinds;

/// A guess about the reply of an operation.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guess {
    /// The operation's index.
    pub operation: usize,
    /// The keys that its reply may have.
    pub keys: Vec<String>,
}

/// Members that may be in an object, and where what they hold stands.
type Members = Vec<(Box<str>, SpotId)>;

/// What stands under a key of several bodies: the kinds, and the object there or in an array there.
type Held = (Kinds, Option<ObjectId>);

/// Gives replies that were only ever empty objects the members that the replies of its siblings have, where all siblings
/// that show something agree: `GET /droplets/{id}` those of `PUT /droplets/{id}` and `POST /droplets`; where there are none,
/// those of calls whose paths end in the same word. What is deleted is compared with what is deleted alone: mostly nothing
/// is left to reply with.
pub fn guess_replies(
    graph: &mut Graph,
    operations: &[Operation<'_>],
    spots: &[Spots],
) -> Vec<Guess> {
    let paths: Vec<Vec<&str>> = operations.iter().map(segments).collect();
    let collections: BTreeSet<&[&str]> = paths
        .iter()
        .flat_map(|path| {
            let items = (0..path.len()).filter(|at| path[*at] == "*");
            items.map(|at| &path[..at])
        })
        .collect();
    let bodies: Vec<Option<ObjectId>> = spots.iter().map(|it| body(graph, it)).collect();
    let about: Vec<Vec<About<'_>>> = (operations.iter().zip(&paths))
        .map(|(operation, path)| about(operation, path, &collections))
        .collect();
    let mut shown: BTreeMap<(bool, &About<'_>), BTreeSet<ObjectId>> = BTreeMap::new();
    for ((operation, about), body) in operations.iter().zip(&about).zip(&bodies) {
        if let Some(body) = body.filter(|body| !is_empty(graph, *body)) {
            for about in about {
                let siblings = shown.entry((operation.method == "DELETE", about));
                siblings.or_default().insert(body);
            }
        }
    }
    let mut found = Vec::new();
    for ((index, operation), body) in operations.iter().enumerate().zip(&bodies) {
        let Some(body) = body.filter(|body| is_empty(graph, *body)) else {
            continue;
        };
        if operation.variant_of.is_some() {
            continue;
        }
        let siblings = about[index].iter().find_map(|about| {
            let near = shown.get(&(operation.method == "DELETE", about))?;
            let mut all = near.clone();
            if let About::Below(thing) = about {
                all.extend(shown.get(&(false, &About::Thing(thing)))?);
            }
            Some(all)
        });
        let Some(siblings) = siblings else { continue };
        let is_list = |id: &ObjectId| operation.method != "GET" && holds_list(graph, *id);
        if !siblings.iter().any(is_list) {
            found.push((index, body, in_common(graph, &siblings)));
        }
    }
    assume(graph, found)
}

/// What a reply is about, as far as a path tells.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About<'p> {
    /// One of the things of a collection.
    Thing(&'p [&'p str]),
    /// What the last word of the path says: as a whole, or one of several.
    Word { word: &'p str, item: bool },
    /// What is posted below one of the things of a collection. Often nothing: the thing itself where other such calls reply
    /// with that.
    Below(&'p [&'p str]),
}

/// What an operation's reply is about, the surest first.
fn about<'p>(
    operation: &Operation<'_>,
    path: &'p [&'p str],
    collections: &BTreeSet<&[&str]>,
) -> Vec<About<'p>> {
    let mut all: Vec<_> = (thing(operation, path, collections).map(About::Thing))
        .into_iter()
        .collect();
    let item = path.last() == Some(&"*");
    let word = path.iter().rev().find(|segment| **segment != "*");
    if let Some(word) = word.filter(|word| !words::is_weak(&words::singular(word))) {
        all.push(About::Word { word, item });
    }
    if let [thing @ .., "*", _] = path
        && operation.method == "POST"
    {
        all.push(About::Below(thing));
    }
    all
}

/// Gives the replies of lists what those of most lists have around the list: `links`, `meta`.
pub fn guess_conventions(
    graph: &mut Graph,
    operations: &[Operation<'_>],
    spots: &[Spots],
) -> Vec<Guess> {
    let lists = operations.iter().zip(spots).enumerate();
    let lists = lists.filter(|(_, (operation, _))| {
        let of_things = matches!(operation.path.last(), Some(PathPiece::Literal(_)));
        of_things && operation.method == "GET"
    });
    // By type: what one type has that many lists reply with is no convention.
    let mut bodies: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for (index, (_, spots)) in lists {
        if let Some(id) = body(graph, spots) {
            bodies.entry(id).or_insert(index);
        }
    }
    let lists = bodies.keys().filter(|id| holds_things(graph, **id)).count();
    let mut around: BTreeMap<(&str, ObjectId), (usize, SpotId)> = BTreeMap::new();
    for id in bodies.keys() {
        for (key, member) in graph.object(*id).members().into_iter().flatten() {
            let spot = graph.spot(member.spot);
            if let Some((_, object)) = spot.object
                && spot.kinds() == Kinds::OBJECT
                && !is_empty(graph, object)
            {
                let known = around.entry((key, graph.find(object)));
                let (replies, known) = known.or_insert((0, member.spot));
                *replies += 1;
                // Where it may be `null` in one of them, it may be so in all.
                if graph.spot(*known).scalars.null < spot.scalars.null {
                    *known = member.spot;
                }
            }
        }
    }
    around.retain(|_, (replies, _)| {
        *replies >= policy::CONVENTION_REPLIES
            && *replies as f64 >= policy::CONVENTION_SHARE * lists as f64
    });
    let mut found = Vec::new();
    for (id, index) in &bodies {
        let members = graph.object(*id).members();
        let is_conventional =
            holds_things(graph, *id) || around.keys().any(|(key, _)| has(members, key));
        let lacking: Members = around
            .iter()
            .filter(|((key, _), _)| is_conventional && !has(members, key))
            .map(|((key, _), (_, spot))| (Box::from(*key), *spot))
            .collect();
        found.push((*index, *id, lacking));
    }
    assume(graph, found)
}

fn has(members: Option<&indexmap::IndexMap<Box<str>, super::graph::Member>>, key: &str) -> bool {
    members.is_some_and(|members| members.contains_key(key))
}

fn assume(graph: &mut Graph, found: Vec<(usize, ObjectId, Members)>) -> Vec<Guess> {
    let mut guesses = Vec::new();
    for (operation, body, members) in found {
        if !members.is_empty() {
            let keys = members.iter().map(|(key, _)| key.to_string()).collect();
            guesses.push(Guess { operation, keys });
            graph.assume_members(body, members);
        }
    }
    guesses
}

/// The segments of a path; `*` for one with a parameter in it.
fn segments<'a>(operation: &'a Operation<'_>) -> Vec<&'a str> {
    let mut segments = Vec::new();
    // Whether the last segment may go on in the next piece.
    let mut open = false;
    for piece in &operation.path {
        match piece {
            PathPiece::Parameter(_) if open => {
                segments.pop();
                segments.push("*");
            }
            PathPiece::Parameter(_) => segments.push("*"),
            PathPiece::Literal(text) => {
                for (at, segment) in text.split('/').enumerate() {
                    let goes_on = at == 0 && !segments.is_empty();
                    if !goes_on && !segment.is_empty() {
                        segments.push(segment);
                    }
                }
            }
        }
        open = matches!(piece, PathPiece::Literal(text) if !text.ends_with('/'));
    }
    segments
}

/// The collection of things one of which an operation replies with, as it seems: `/droplets` for `GET /droplets/{id}`,
/// `POST /droplets` and `PUT /droplets/{id}/name`. What else is posted below a thing (`POST /droplets/{id}/ping`) often
/// replies with nothing, and what changes a collection (`PATCH /droplets`) changes several things.
fn thing<'p>(
    operation: &Operation<'_>,
    path: &'p [&'p str],
    collections: &BTreeSet<&[&str]>,
) -> Option<&'p [&'p str]> {
    let (last, before) = path.split_last()?;
    if *last == "*" {
        return Some(before);
    }
    if collections.contains(&path) {
        return (operation.method == "POST").then_some(path);
    }
    let (last, before) = before.split_last()?;
    let changes = matches!(operation.method.as_str(), "PUT" | "PATCH");
    (changes && *last == "*").then_some(before)
}

/// The object that a reply's body is, where it is nothing else.
fn body(graph: &Graph, spots: &Spots) -> Option<ObjectId> {
    let spot = graph.spot(spots.first_json()?);
    let (_, object) = spot.object.filter(|_| spot.kinds() == Kinds::OBJECT)?;
    let id = graph.find(object);
    graph.object(id).members().map(|_| id)
}

fn holds_list(graph: &Graph, id: ObjectId) -> bool {
    let mut members = graph.object(id).members().into_iter().flatten();
    members.any(|(_, member)| graph.spot(member.spot).array.is_some())
}

/// Whether one of the lists in an object may be one of objects.
fn holds_things(graph: &Graph, id: ObjectId) -> bool {
    let mut members = graph.object(id).members().into_iter().flatten();
    members.any(|(_, member)| {
        graph.spot(member.spot).array.is_some_and(|(_, items)| {
            let items = graph.spot(items);
            items.object.is_some() || items.is_unknown()
        })
    })
}

fn is_empty(graph: &Graph, id: ObjectId) -> bool {
    let members = graph.object(id).members();
    members.is_some_and(|members| members.is_empty())
}

/// The members that all of some objects have, and that hold the same in all of them.
fn in_common(graph: &Graph, objects: &BTreeSet<ObjectId>) -> Members {
    let held = |spot: SpotId| -> Held { (graph.spot(spot).kinds(), graph.object_below(spot)) };
    // The best known of them first, whatever the order of requests.
    let mut objects: Vec<_> = objects.iter().map(|id| graph.object(*id)).collect();
    objects.sort_by(|a, b| (b.count, &a.places).cmp(&(a.count, &b.places)));
    let mut objects = objects.into_iter().filter_map(|object| object.members());
    let Some(first) = objects.next() else {
        return Vec::new();
    };
    let others: Vec<_> = objects.collect();
    let mut members: Vec<_> = first
        .iter()
        .filter(|(key, member)| {
            others.iter().all(|other| {
                let other = other.get(*key);
                other.is_some_and(|other| held(other.spot) == held(member.spot))
            })
        })
        .collect();
    members.sort_by(|(a_key, a), (b_key, b)| a.by_position(b).then(a_key.cmp(b_key)));
    (members.into_iter())
        .map(|(key, member)| (key.clone(), member.spot))
        .collect()
}

//! Decides which objects of the collection are one type.
//!
//! Near-equal objects are joined, wherever they stand (requests, replies and errors apart): those under the same name if
//! their keys overlap a little, any others if they overlap much. Pairs are joined from the most alike downwards, unless
//! that would make one type of two envelopes. All decisions rest on sorted keys and names, so the order of requests and
//! examples changes nothing; candidates are found through their rarest keys, so that not all pairs are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Domain, Graph, Object, ObjectId, SpotId, Standing};
use super::policy;
use crate::shape::Kinds;

/// Joins what is one type. Returns false where there was too much to compare, and only equal objects were joined.
pub fn pool(graph: &mut Graph) -> bool {
    let groups = groups(graph);
    for group in &groups {
        for pair in group.objects.windows(2) {
            graph.unify(pair[0], pair[1]);
        }
    }
    let (pairs, complete) = candidates(&groups);
    let mut clusters = Clusters::new(&groups);
    for pair in pairs {
        if clusters.join(pair.a, pair.b, pair.same_name)
            && let (Some(a), Some(b)) = (
                groups[pair.a].objects.first(),
                groups[pair.b].objects.first(),
            )
        {
            graph.unify(*a, *b);
        }
    }
    join_empty(graph);
    join_equal_bodies(graph);
    graph.flatten();
    complete
}

/// Objects with the same name, keys and structure, as one.
struct Group {
    domain: Domain,
    /// Whether they are whole bodies.
    root: bool,
    name: String,
    /// Sorted.
    keys: Vec<Key>,
    objects: Vec<ObjectId>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Number of the key, in the order of keys.
    id: u32,
    kinds: Kinds,
    /// Keys of the objects that stand there, or in an array there.
    below: Vec<u32>,
}

fn groups(graph: &Graph) -> Vec<Group> {
    let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, object) in graph.objects() {
        ids.extend(
            object
                .members()
                .into_iter()
                .flatten()
                .map(|(key, _)| (&**key, 0)),
        );
    }
    for (number, id) in ids.values_mut().enumerate() {
        *id = u32::try_from(number).unwrap_or(u32::MAX);
    }
    let ids_of = |object: &Object| {
        let members = object.members().into_iter().flatten();
        let mut keys: Vec<u32> = members
            .filter_map(|(key, _)| ids.get(&**key))
            .copied()
            .collect();
        keys.sort_unstable();
        keys
    };
    let mut groups: BTreeMap<(Domain, bool, String, Vec<Key>), Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in graph.objects() {
        let Some(members) = object.members().filter(|members| !members.is_empty()) else {
            continue;
        };
        let Some(place) = object.places.keys().next() else {
            continue;
        };
        let mut keys: Vec<Key> = members
            .iter()
            .map(|(key, member)| {
                let below = object_below(graph, member.spot).map(|id| ids_of(graph.object(id)));
                Key {
                    id: ids.get(&**key).copied().unwrap_or_default(),
                    kinds: graph.spot(member.spot).kinds(),
                    below: below.unwrap_or_default(),
                }
            })
            .collect();
        keys.sort_unstable();
        let root = place.standing == Standing::Root;
        let name = if root && object.domain == Domain::Error {
            String::new()
        } else {
            place.name.clone()
        };
        groups
            .entry((object.domain, root, name, keys))
            .or_default()
            .push(id);
    }
    groups
        .into_iter()
        .map(|((domain, root, name, keys), objects)| Group {
            domain,
            root,
            name,
            keys,
            objects,
        })
        .collect()
}

/// The object at a spot, or in the arrays there.
fn object_below(graph: &Graph, mut id: SpotId) -> Option<ObjectId> {
    for _ in 0..4 {
        let spot = graph.spot(id);
        if let Some((_, object)) = spot.object {
            return Some(graph.find(object));
        }
        id = spot.array?.1;
    }
    None
}

struct Pair {
    /// How much the keys overlap, in thousandths.
    overlap: u32,
    a: usize,
    b: usize,
    same_name: bool,
}

/// The pairs that are alike, the most alike first, and whether all were looked at.
fn candidates(groups: &[Group]) -> (Vec<Pair>, bool) {
    let mut frequency: BTreeMap<(Domain, u32), u32> = BTreeMap::new();
    for group in groups {
        for key in &group.keys {
            *frequency.entry((group.domain, key.id)).or_default() += 1;
        }
    }
    let mut budget = policy::POOLING_STEPS.max(
        groups
            .len()
            .saturating_mul(policy::POOLING_STEPS_PER_OBJECT),
    );
    let mut pairs = Vec::new();
    // Groups by a key that they have among the first of their rarest ones; two sets that overlap by some share have such
    // a key in common. Once for all names, once for each name.
    let mut index: BTreeMap<(Domain, Option<&str>, u32), Vec<usize>> = BTreeMap::new();
    let mut stamps = vec![usize::MAX; groups.len()];
    for (at, group) in groups.iter().enumerate() {
        let mut rarest: Vec<u32> = group.keys.iter().map(|key| key.id).collect();
        rarest.sort_by_key(|id| {
            (
                frequency.get(&(group.domain, *id)).copied().unwrap_or(0),
                *id,
            )
        });
        let scopes = [
            (Some(&*group.name), same_name_overlap(group)),
            (None, policy::ANY_NAME_OVERLAP),
        ];
        for (scope, overlap) in scopes {
            if scope.is_none() && (rarest.len() < policy::ANY_NAME_COMMON || is_request_body(group))
            {
                continue;
            }
            let length = rarest.len() - (overlap * rarest.len() as f64).ceil() as usize + 1;
            for id in rarest.iter().take(length) {
                let others = index.entry((group.domain, scope, *id)).or_default();
                for &other in others.iter() {
                    if stamps[other] == at {
                        continue;
                    }
                    let steps = group.keys.len() + groups[other].keys.len();
                    if budget < steps {
                        return (sorted(pairs), false);
                    }
                    budget -= steps;
                    stamps[other] = at;
                    pairs.extend(compare(groups, other, at));
                }
                others.push(at);
            }
        }
    }
    (sorted(pairs), true)
}

fn sorted(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_by_key(|pair| {
        (
            std::cmp::Reverse(pair.overlap),
            !pair.same_name,
            pair.a,
            pair.b,
        )
    });
    pairs
}

fn is_request_body(group: &Group) -> bool {
    group.root && group.domain == Domain::Request
}

fn is_error_body(group: &Group) -> bool {
    group.root && group.domain == Domain::Error
}

fn same_name_overlap(group: &Group) -> f64 {
    if is_error_body(group) {
        policy::ERROR_OVERLAP
    } else if is_request_body(group) {
        policy::REQUEST_BODY_OVERLAP
    } else {
        policy::SAME_NAME_OVERLAP
    }
}

/// Whether two groups are alike.
fn compare(groups: &[Group], a: usize, b: usize) -> Option<Pair> {
    let (left, right) = (&groups[a], &groups[b]);
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (left.keys.get(i), right.keys.get(j)) {
        match x.id.cmp(&y.id) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += usize::from(x.kinds.compatible(y.kinds));
                i += 1;
                j += 1;
            }
        }
    }
    let all = left.keys.len() + right.keys.len() - common;
    let overlap = common as f64 / all as f64;
    let same_name = left.name == right.name && left.root == right.root;
    let alike = if same_name {
        overlap >= same_name_overlap(left)
    } else {
        overlap >= policy::ANY_NAME_OVERLAP
            && common >= policy::ANY_NAME_COMMON
            && !is_request_body(left)
            && !is_request_body(right)
    };
    alike.then_some(Pair {
        overlap: (overlap * 1000.0) as u32,
        a,
        b,
        same_name,
    })
}

/// Which groups were joined, and what each cluster of them holds.
struct Clusters {
    parents: Vec<usize>,
    /// Of each cluster: its keys, each with the kinds and the keys below it.
    keys: Vec<BTreeMap<u32, (Kinds, BTreeSet<u32>)>>,
    error_body: Vec<bool>,
    root: Vec<bool>,
}

impl Clusters {
    fn new(groups: &[Group]) -> Clusters {
        let keys = |group: &Group| {
            let keys = group.keys.iter();
            keys.map(|key| (key.id, (key.kinds, key.below.iter().copied().collect())))
                .collect()
        };
        Clusters {
            parents: (0..groups.len()).collect(),
            keys: groups.iter().map(keys).collect(),
            error_body: groups.iter().map(is_error_body).collect(),
            root: groups.iter().map(|group| group.root).collect(),
        }
    }

    fn find(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    /// Joins two clusters unless they are different envelopes; tells whether it did.
    fn join(&mut self, a: usize, b: usize, same_name: bool) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        let both_error_bodies = self.error_body[a] && self.error_body[b];
        if !both_error_bodies && self.are_different(a, b, same_name) {
            return false;
        }
        let (kept, gone) = if self.keys[a].len() >= self.keys[b].len() {
            (a, b)
        } else {
            (b, a)
        };
        self.parents[gone] = kept;
        self.root[kept] |= self.root[gone];
        for (id, (kinds, below)) in std::mem::take(&mut self.keys[gone]) {
            let mine = self.keys[kept].entry(id).or_default();
            mine.0 |= kinds;
            mine.1.extend(below);
        }
        true
    }

    fn are_different(&self, a: usize, b: usize, same_name: bool) -> bool {
        let (left, right) = (&self.keys[a], &self.keys[b]);
        let alone = |mine: &BTreeMap<u32, (Kinds, BTreeSet<u32>)>, theirs: &BTreeMap<u32, _>| {
            mine.iter()
                .any(|(id, (kinds, _))| kinds.is_structured() && !theirs.contains_key(id))
        };
        let mut common_scalars = 0;
        for (id, (kinds, below)) in left {
            let Some((other_kinds, other_below)) = right.get(id) else {
                continue;
            };
            if !kinds.is_structured() && !other_kinds.is_structured() {
                common_scalars += 1;
            } else if !kinds.compatible(*other_kinds) || !overlaps(below, other_below) {
                return true;
            }
        }
        let entity = same_name
            && !(self.root[a] && self.root[b])
            && common_scalars >= policy::ENVELOPE_COMMON_SCALARS;
        !entity && alone(left, right) && alone(right, left)
    }
}

/// Whether the objects below a key could be one type.
fn overlaps(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    common == a.len()
        || common == b.len()
        || common as f64 / all as f64 >= policy::SAME_NAME_OVERLAP
}

/// Joins objects that were only ever empty with the one type of their name, where there is one.
fn join_empty(graph: &mut Graph) {
    let mut full: BTreeMap<(Domain, &str), BTreeSet<ObjectId>> = BTreeMap::new();
    let mut empty = Vec::new();
    for (id, object) in graph.objects() {
        let Some(members) = object.members() else {
            continue;
        };
        for place in object
            .places
            .keys()
            .filter(|place| place.standing != Standing::Root)
        {
            if members.is_empty() {
                empty.push((object.domain, &*place.name, id));
            } else {
                full.entry((object.domain, &*place.name))
                    .or_default()
                    .insert(id);
            }
        }
    }
    let only = |types: &BTreeSet<ObjectId>| types.first().copied().filter(|_| types.len() == 1);
    let joins: Vec<(ObjectId, ObjectId)> = empty
        .into_iter()
        .filter_map(|(domain, name, id)| Some((only(full.get(&(domain, name))?)?, id)))
        .collect();
    for (only, id) in joins {
        graph.unify(only, id);
    }
}

/// Joins reply bodies of the same fields with the same types below, wherever they are: `{action: Action}`.
fn join_equal_bodies(graph: &mut Graph) {
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
                below: object_below(graph, member.spot),
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

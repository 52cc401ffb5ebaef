//! Decides which objects of the collection are one type.
//!
//! Near-equal objects are joined, wherever they stand (requests, replies and errors apart): those under the same name if
//! their keys overlap a little, any others if they overlap much. Pairs are joined from the most alike downwards, unless
//! that would make one type of two envelopes, or of a chain of things of which each is like the next one alone. All decisions rest on sorted keys and names, so the order of requests and
//! examples changes nothing; candidates are found through their rarest keys, so that not all pairs are compared.

use std::collections::BTreeMap;

use super::graph::{Domain, Graph, Object, ObjectId, Spot, Standing};
use super::{leftovers, maps, policy};
use crate::shape::Kinds;

/// Joins what is one type. Returns false where there was too much to compare, and only equal objects were joined.
pub fn pool(graph: &mut Graph, paths: &[String]) -> bool {
    let groups = groups(graph, paths);
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
    for id in maps::changing(graph) {
        graph.make_map(id);
    }
    leftovers::join_empty(graph);
    leftovers::join_equal_bodies(graph);
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
    /// What tells them from other forms.
    tag: Tag,
    objects: Vec<ObjectId>,
}

/// What the objects of a group have in common.
type Common = (Domain, bool, String, Vec<Key>, Tag);

/// Key and value of a member that tells objects from others.
type Tag = Option<(Box<str>, Box<str>)>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Number of the key, in the order of keys.
    id: u32,
    kinds: Kinds,
    /// Whether things of different kinds there are different things.
    identity: bool,
    /// Whether it stands in few kinds of things.
    telling: bool,
    /// Keys of the objects that stand there, or in an array there; kinds of those alone that tell things apart.
    below: Vec<(u32, Kinds)>,
}

fn groups(graph: &Graph, paths: &[String]) -> Vec<Group> {
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
    let below = |object: &Object| {
        let members = object.members().into_iter().flatten();
        let mut keys: Vec<(u32, Kinds)> = members
            .filter_map(|(key, member)| {
                let identity = policy::IDENTITIES.contains(&&**key);
                let kinds = if identity {
                    kinds(graph.spot(member.spot))
                } else {
                    Kinds::default()
                };
                Some((*ids.get(&**key)?, kinds))
            })
            .collect();
        keys.sort_unstable();
        keys
    };
    let mut groups: BTreeMap<Common, Vec<ObjectId>> = BTreeMap::new();
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
                let object = graph.object_below(member.spot);
                Key {
                    id: ids.get(&**key).copied().unwrap_or_default(),
                    kinds: kinds(graph.spot(member.spot)),
                    identity: policy::IDENTITIES.contains(&&**key),
                    telling: !policy::COMMON_KEYS.contains(&&**key),
                    below: object.map(|id| below(graph.object(id))).unwrap_or_default(),
                }
            })
            .collect();
        keys.sort_unstable();
        let root = place.standing == Standing::Root;
        let name = match object.domain {
            Domain::Error if root => String::new(),
            Domain::Request if root => {
                let path = object
                    .operations
                    .keys()
                    .next()
                    .and_then(|operation| paths.get(*operation));
                path.cloned().unwrap_or_default()
            }
            _ => place.name.clone(),
        };
        groups
            .entry((object.domain, root, name, keys, object.tag.clone()))
            .or_default()
            .push(id);
    }
    groups
        .into_iter()
        .map(|((domain, root, name, keys, tag), objects)| Group {
            domain,
            root,
            name,
            keys,
            tag,
            objects,
        })
        .collect()
}

/// The kinds at a spot, but for placeholders: they say nothing of what is sent in their place.
fn kinds(spot: &Spot) -> Kinds {
    let strings = &spot.scalars.strings;
    if strings.count > 0 && strings.placeholder_count == strings.count {
        spot.kinds().without(Kinds::STRING)
    } else {
        spot.kinds()
    }
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
            if scope.is_none()
                && (rarest.len() < policy::ANY_NAME_TELLING || is_request_body(group))
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
    let (mut i, mut j, mut common, mut telling) = (0, 0, 0, 0);
    while let (Some(x), Some(y)) = (left.keys.get(i), right.keys.get(j)) {
        match x.id.cmp(&y.id) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += usize::from(x.kinds.compatible(y.kinds));
                telling += usize::from(x.telling && x.kinds.compatible(y.kinds));
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
            && (common >= policy::ANY_NAME_COMMON || telling >= policy::ANY_NAME_TELLING)
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
    /// Of each cluster: what it holds by key.
    keys: Vec<BTreeMap<u32, Held>>,
    /// Of each cluster: how many groups it is made of, and how many keys these have, one counted with each of them.
    sizes: Vec<(usize, usize)>,
    error_body: Vec<bool>,
    root: Vec<bool>,
    tags: Vec<Tag>,
}

/// What a cluster holds under a key.
#[derive(Default)]
struct Held {
    kinds: Kinds,
    identity: bool,
    below: BTreeMap<u32, Kinds>,
}

impl Clusters {
    fn new(groups: &[Group]) -> Clusters {
        let keys = |group: &Group| {
            let keys = group.keys.iter();
            keys.map(|key| {
                let below = key.below.iter().copied().collect();
                (
                    key.id,
                    Held {
                        kinds: key.kinds,
                        identity: key.identity,
                        below,
                    },
                )
            })
            .collect()
        };
        Clusters {
            parents: (0..groups.len()).collect(),
            keys: groups.iter().map(keys).collect(),
            sizes: groups.iter().map(|group| (1, group.keys.len())).collect(),
            error_body: groups.iter().map(is_error_body).collect(),
            root: groups.iter().map(|group| group.root).collect(),
            tags: groups.iter().map(|group| group.tag.clone()).collect(),
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
        if !same_name && self.fill(a, b) < policy::ANY_NAME_FILL {
            return false;
        }
        if let (Some(mine), Some(theirs)) = (&self.tags[a], &self.tags[b])
            && mine != theirs
        {
            return false;
        }
        let (kept, gone) = if self.keys[a].len() >= self.keys[b].len() {
            (a, b)
        } else {
            (b, a)
        };
        self.parents[gone] = kept;
        let (groups, keys) = self.sizes[gone];
        self.sizes[kept].0 += groups;
        self.sizes[kept].1 += keys;
        self.root[kept] |= self.root[gone];
        let tag = self.tags[gone].take();
        self.tags[kept] = self.tags[kept].take().or(tag);
        for (id, held) in std::mem::take(&mut self.keys[gone]) {
            let mine = self.keys[kept].entry(id).or_default();
            mine.kinds |= held.kinds;
            mine.identity |= held.identity;
            for (id, kinds) in held.below {
                *mine.below.entry(id).or_default() |= kinds;
            }
        }
        true
    }

    /// How much of all keys of two clusters a group of them has, on average.
    fn fill(&self, a: usize, b: usize) -> f64 {
        let (left, right) = (&self.keys[a], &self.keys[b]);
        let all = left.len() + right.keys().filter(|id| !left.contains_key(id)).count();
        let groups = self.sizes[a].0 + self.sizes[b].0;
        let keys = self.sizes[a].1 + self.sizes[b].1;
        keys as f64 / (all * groups).max(1) as f64
    }

    fn are_different(&self, a: usize, b: usize, same_name: bool) -> bool {
        let (left, right) = (&self.keys[a], &self.keys[b]);
        let alone = |mine: &BTreeMap<u32, Held>, theirs: &BTreeMap<u32, Held>| {
            mine.iter()
                .any(|(id, held)| held.kinds.is_structured() && !theirs.contains_key(id))
        };
        let mut common_scalars = 0;
        for (id, held) in left {
            let Some(other) = right.get(id) else { continue };
            let compatible = held.kinds.compatible(other.kinds);
            if held.kinds.is_structured() || other.kinds.is_structured() {
                if !compatible || !overlaps(&held.below, &other.below) {
                    return true;
                }
            } else if compatible {
                common_scalars += 1;
            } else if !same_name || held.identity {
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
fn overlaps(a: &BTreeMap<u32, Kinds>, b: &BTreeMap<u32, Kinds>) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut common = 0;
    for (id, kinds) in few {
        let Some(other) = many.get(id) else { continue };
        if !kinds.compatible(*other) {
            return false;
        }
        common += 1;
    }
    let all = a.len() + b.len() - common;
    common == few.len() || common as f64 / all as f64 >= policy::SAME_NAME_OVERLAP
}

//! Decides which objects are maps: their keys are data, not names.

use std::collections::BTreeSet;

use super::graph::{Graph, Object, ObjectId};
use super::policy;
use crate::shape::{Formats, Kinds, Objects};

/// The pooled objects whose keys are data, as can be seen only over all of them: `metadata` and `labels`, which hold what
/// people put there. Each of several objects has few of all the keys, no key stands in most of them, and no value is an
/// object.
pub fn changing(graph: &Graph) -> Vec<ObjectId> {
    let of_people = |object: &Object| {
        let Some(members) = object.members().filter(|_| !object.is_body()) else {
            return false;
        };
        let present: u64 = members
            .values()
            .map(|member| u64::from(member.present))
            .sum();
        let places = u64::from(object.count) * members.len() as u64;
        object.count >= policy::CHANGING_OBJECTS
            && members.len() >= policy::CHANGING_KEYS
            && present * policy::CHANGING_SHARE <= places
            && members.values().all(|member| {
                u64::from(member.present) * 2 <= u64::from(object.count)
                    && graph.object_below(member.spot).is_none()
            })
    };
    let objects = graph.objects().filter(|(_, object)| of_people(object));
    objects.map(|(id, _)| id).collect()
}

/// Whether the keys of the objects at one place are data. A single key with a variable in it makes them data: it is another
/// one each time.
pub fn is_map(objects: &Objects) -> bool {
    if objects.fields.is_empty() {
        return false;
    }
    objects.fields.keys().any(|key| key.contains("{{"))
        || objects.fields.keys().all(|key| is_data(key))
        || has_many_alike(objects)
        || has_changing_keys(objects)
}

/// Whether a key looks like data: a number, a UUID, a date, a URL, a path, or what converters write for "any
/// key".
fn is_data(key: &str) -> bool {
    if key.is_empty() {
        return false;
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(key)
        || ["key_", "additionalProp", "additionalProperty", "property"]
            .iter()
            .any(|start| key.strip_prefix(start).is_some_and(is_number))
        || matches!(key, "<string>" | "<key>" | "string")
        || Formats::of(key) != Formats::default()
        || key.contains("://")
        || (key.starts_with('/') && key.len() > 1)
}

/// Whether there are many keys whose values all are objects of one shape.
fn has_many_alike(objects: &Objects) -> bool {
    if objects.fields.len() < policy::MAP_KEYS {
        return false;
    }
    let mut keys = BTreeSet::new();
    let mut total = 0;
    for field in objects.fields.values() {
        if field.shape.kinds() != Kinds::OBJECT {
            return false;
        }
        let Some(inner) = &field.shape.objects else {
            return false;
        };
        total += inner.fields.len();
        keys.extend(inner.fields.keys().map(|key| &**key));
    }
    // On average each value has at least half of all the keys that any of them has.
    !keys.is_empty() && total * 2 >= keys.len() * objects.fields.len()
}

/// Whether there are many keys, values of one kind, and each object has few of the keys.
fn has_changing_keys(objects: &Objects) -> bool {
    if objects.fields.len() < policy::MAP_KEYS || objects.count < 3 {
        return false;
    }
    let mut fields = objects.fields.values();
    let kinds = fields
        .next()
        .map(|field| field.shape.kinds())
        .unwrap_or_default();
    let present: u64 = objects
        .fields
        .values()
        .map(|field| u64::from(field.present))
        .sum();
    let places = u64::from(objects.count) * objects.fields.len() as u64;
    fields.all(|field| field.shape.kinds() == kinds) && present * 2 < places
}

//! Decides which objects are maps: their keys are data, not names.

use std::collections::BTreeSet;

use super::graph::{Graph, Object, ObjectId};
use super::{codes, policy};
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
        || are_of_one_kind(objects) && codes::are_codes(objects.fields.keys().map(|key| &**key))
        || are_languages(objects)
        || are_tickers(objects)
        || are_numbered(objects)
        || has_many_alike(objects)
        || has_changing_keys(objects)
}

/// Whether a key looks like data: a number, a UUID, a date, a URL, a path, an address, a token that a machine made up, or what
/// converters write for "any key".
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
        || is_dotted_number(key)
        || is_day(key)
        || is_prefixed_id(key)
        || Formats::of(key) != Formats::default()
        || key.contains("://")
        || (key.starts_with('/') && key.len() > 1)
        || key
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || is_token(key)
}

/// Whether a key is numbers with dots, perhaps with a `v` before them: a version, an address.
fn is_dotted_number(key: &str) -> bool {
    let numbers = key.strip_prefix('v').unwrap_or(key);
    numbers.contains('.')
        && numbers
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a key is a day, a month, a quarter or a time of day, however people write them: `1/22/20`, `2024-01`, `2024-Q1`,
/// `09:30`.
fn is_day(key: &str) -> bool {
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = key.split(['-', '/', '.', ':']).take(4).collect();
    match parts.as_slice() {
        [year, part] if year.len() == 4 => {
            digits(year, 4) && digits(part.trim_start_matches(['Q', 'W', 'H']), 2)
        }
        [a, b, c] => digits(a, 4) && digits(b, 2) && digits(c, 4),
        [hours, minutes] => key.contains(':') && digits(hours, 2) && digits(minutes, 2),
        _ => false,
    }
}

/// Whether a key is an identifier with a word that says of what: `cus_9s6XKzkNRiz8i3`, `user:42`.
fn is_prefixed_id(key: &str) -> bool {
    let Some((word, id)) = key.rsplit_once(['_', ':', '-']) else {
        return false;
    };
    let is_word = !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_mixed = id.bytes().any(|byte| byte.is_ascii_uppercase())
        && id.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_number = key.contains(':') && digits == id.len() && digits > 0;
    is_word && is_plain && (is_number || id.len() >= 8 && digits >= 1 && (is_mixed || digits >= 3))
}

/// Whether all keys are short words in capitals, and all values objects that are alike: what is traded under them.
fn are_tickers(objects: &Objects) -> bool {
    let is_ticker = |key: &str| {
        (2..=5).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    objects.fields.len() >= policy::NUMBERED_KEYS
        && objects.fields.keys().all(|key| is_ticker(key))
        && are_alike(objects)
}

/// Whether a key is a long run of letters and digits that nobody has chosen: both cases in turns, or a digest.
fn is_token(key: &str) -> bool {
    let bytes = key.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_digest = bytes.len() >= 24 && bytes.iter().all(u8::is_ascii_hexdigit);
    let is_mixed = bytes.len() >= 16
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && digits >= 2
        && bytes.iter().any(u8::is_ascii_uppercase)
        && bytes.iter().any(u8::is_ascii_lowercase);
    digits > 0 && (is_digest || is_mixed)
}

/// Whether all keys are tags of languages (`de`, `pt-BR`) that have values of one kind: texts by language.
fn are_languages(objects: &Objects) -> bool {
    let is_language = |key: &str| {
        let (language, region) = key.split_once(['-', '_']).unwrap_or((key, ""));
        let is_region = region.is_empty()
            || (2..=4).contains(&region.len())
                && region.starts_with(|it: char| it.is_ascii_uppercase());
        language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()) && is_region
    };
    objects.fields.len() >= policy::LANGUAGE_KEYS
        && objects.fields.keys().all(|key| is_language(key))
        && are_of_one_kind(objects)
}

/// Whether all keys are the same but for their digits, and all values are objects: `sensor-01`, `sensor-02`.
fn are_numbered(objects: &Objects) -> bool {
    let stem = |key: &str| key.replace(|it: char| it.is_ascii_digit(), "");
    let mut keys = objects.fields.keys();
    let Some(first) = keys.next().map(|key| stem(key)) else {
        return false;
    };
    objects.fields.len() >= policy::NUMBERED_KEYS
        && keys.all(|key| stem(key) == first && key.len() > first.len())
        && objects
            .fields
            .values()
            .all(|field| field.shape.kinds() == Kinds::OBJECT)
}

/// Whether all values are of one kind; `null` is of any.
fn are_of_one_kind(objects: &Objects) -> bool {
    let kinds = objects.fields.values().map(|field| field.shape.kinds());
    let mut kinds = kinds.filter(|kinds| !kinds.is_empty());
    let first = kinds.next();
    kinds.all(|kinds| Some(kinds) == first)
}

/// Whether there are many keys whose values all are objects of one shape.
fn has_many_alike(objects: &Objects) -> bool {
    objects.fields.len() >= policy::MAP_KEYS && are_alike(objects)
}

/// Whether all values are objects of one shape.
fn are_alike(objects: &Objects) -> bool {
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
    let present: u64 = objects
        .fields
        .values()
        .map(|field| u64::from(field.present))
        .sum();
    let places = u64::from(objects.count) * objects.fields.len() as u64;
    are_of_one_kind(objects) && present * 2 < places
}

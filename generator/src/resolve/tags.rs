//! Constants in JSON bodies that say what a request does: `{"type": "reboot"}` and `{"type": "resize", "size": "…"}` go to one
//! path and are two methods, each of which sends its own word.

use std::collections::BTreeMap;

use serde_json::Value;

use super::route::{is_word, routes};
use crate::api::{Body, Operation, Tag};
use crate::template;

/// Keys that say what a request does, the surest first. A `name` that differs is an example.
const KEYS: [&str; 14] = [
    "type",
    "@type",
    "_type",
    "action",
    "action_type",
    "actionType",
    "kind",
    "method",
    "op",
    "operation",
    "command",
    "event",
    "grant_type",
    "grantType",
];

/// Finds them.
pub(super) fn find(operations: &mut [Operation<'_>]) {
    for route in routes(operations) {
        let bodies: Vec<(usize, BTreeMap<String, String>)> = route
            .iter()
            .filter_map(|index| Some((*index, words(operations.get(*index)?)?)))
            .collect();
        let key = KEYS.into_iter().find(|key| {
            let mut values = bodies.iter().map(|(_, words)| words.get(*key));
            let Some(Some(first)) = values.next() else {
                return false;
            };
            let (mut all, mut differ) = (true, false);
            for value in values {
                all &= value.is_some();
                differ |= value.is_some_and(|value| value != first);
            }
            all && differ
        });
        let Some(key) = key else {
            continue;
        };
        for (index, mut words) in bodies {
            operations[index].tag = words.remove(key).map(|value| Tag {
                key: key.to_owned(),
                value,
            });
        }
    }
}

/// The members of an operation's JSON body that are words; `None` where its body is no object.
fn words(operation: &Operation<'_>) -> Option<BTreeMap<String, String>> {
    let Some(Body::Json { text, .. }) = &operation.body else {
        return None;
    };
    let members: BTreeMap<String, Value> =
        serde_json::from_str(&template::mark_holes(text)).ok()?;
    let words = members.into_iter().filter_map(|(key, value)| match value {
        Value::String(text) if is_word(&text) => Some((key, text)),
        _ => None,
    });
    Some(words.collect())
}

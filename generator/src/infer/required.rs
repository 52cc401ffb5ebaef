//! Decides which fields every object has.

use super::graph::{Domain, Object};
use super::tables::Fact;
use super::{policy, words};
use crate::api::Operation;

/// What is known about a field's presence.
#[derive(Debug, Clone, Copy)]
pub struct Presence<'f> {
    /// In how many objects it was.
    pub present: u32,
    /// How many objects there were.
    pub seen: u32,
    /// How many of them tell that a field is always there; see [`telling`].
    pub telling: u32,
    /// Whether they are requests, replies or errors.
    pub domain: Domain,
    /// What a table says about it.
    pub fact: Option<&'f Fact>,
    /// Whether it is what a body is about: what its path names, its only list, or its only member. `{"action": …}` without it
    /// would be nothing.
    pub subject: bool,
    /// Whether fields of its name are often left out in other types.
    pub left_out_elsewhere: bool,
    /// Whether it is a field of a body that changes something.
    pub change: bool,
}

/// How many objects of a type tell that a field is always there. Bodies of several operations are one type because their keys
/// are the same: a body without the key would have been another type, so those of one operation alone tell anything.
pub fn telling(object: &Object) -> u32 {
    if object.domain == Domain::Reply && object.is_body() {
        object.operations.values().copied().max().unwrap_or(0)
    } else {
        object.count
    }
}

/// Whether a request changes what is there: what its body leaves out stays as it was (RFC 5789 for PATCH; for others, their
/// names say so).
pub fn changes(operation: &Operation<'_>) -> bool {
    let verb = words::words(&operation.name);
    let verb = verb.split(' ').next().unwrap_or_default();
    match operation.method.as_str() {
        "PATCH" => true,
        "PUT" | "POST" => {
            matches!(
                verb,
                "update"
                    | "updates"
                    | "edit"
                    | "edits"
                    | "modify"
                    | "modifies"
                    | "change"
                    | "changes"
                    | "patch"
            )
        }
        _ => false,
    }
}

/// Whether every object has the field. `sightings` is how many objects must have had it.
///
/// A field that an object lacked is optional, whatever a description says: the saved example has to be read. Of the others,
/// those are required that the collection calls so; optional, that it calls so. Request fields that remain are required (they
/// are what the collection sends) but for bodies that change something, where one that is not meant must not be sent, and reply fields are if enough objects had them, where being documented counts as one
/// object more, and so does being what a body is about. Where other types often leave out a field of that name it takes more.
pub fn required(presence: Presence<'_>, sightings: u32) -> bool {
    if presence.present < presence.seen {
        return false;
    }
    if let Some(said) = presence.fact.and_then(|fact| fact.required) {
        return said;
    }
    if presence.change {
        return presence.subject;
    }
    let sightings = if presence.left_out_elsewhere && !presence.subject {
        sightings.max(policy::ELSEWHERE_SIGHTINGS)
    } else {
        sightings
    };
    let hints = u32::from(presence.fact.is_some()) + u32::from(presence.subject);
    presence.domain == Domain::Request || presence.telling.saturating_add(hints) >= sightings
}

/// Whether too few values of a field were seen to say that it is never `null`: fewer than `values`, or than ten where fields of
/// its name are `null` elsewhere.
pub fn may_be_null(presence: Presence<'_>, values: u32, null_elsewhere: bool) -> bool {
    let values = match null_elsewhere {
        true => values.max(policy::ELSEWHERE_SIGHTINGS),
        false => values,
    };
    presence.domain == Domain::Reply && !presence.subject && presence.present < values
}

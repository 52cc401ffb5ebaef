//! Decides which fields every object has.

use super::graph::Domain;
use super::policy;
use super::tables::Fact;

/// What is known about a field's presence.
#[derive(Debug, Clone, Copy)]
pub struct Presence<'f> {
    /// In how many objects it was.
    pub present: u32,
    /// How many objects there were.
    pub seen: u32,
    /// Whether they are requests, replies or errors.
    pub domain: Domain,
    /// What a table says about it.
    pub fact: Option<&'f Fact>,
    /// Whether it is what a body is about: its only member, or its only list. `{"action": …}` without it would be nothing.
    pub subject: bool,
}

/// Whether every object has the field.
///
/// A field that an object lacked is optional, whatever a description says: the saved example has to be read. One that the
/// collection calls optional is optional too. Of those that remain, request fields are required (they are what the
/// collection sends), and reply fields are if they are documented, what a body is about, or seen often enough.
pub fn required(presence: Presence<'_>) -> bool {
    if presence.present < presence.seen {
        return false;
    }
    if let Some(said) = presence.fact.and_then(|fact| fact.required) {
        return said;
    }
    presence.domain == Domain::Request
        || presence.fact.is_some()
        || presence.subject
        || presence.seen >= policy::REQUIRED_SIGHTINGS
}

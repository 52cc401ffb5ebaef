//! Decides which fields every object has.

use super::graph::Domain;
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

/// Whether every object has the field. `sightings` is how many objects must have had it.
///
/// A field that an object lacked is optional, whatever a description says: the saved example has to be read. Of the others,
/// those are required that the collection calls so; optional, that it calls so. Request fields that remain are required (they
/// are what the collection sends), and reply fields are if enough objects had them, where being documented counts as one
/// object more, and so does being what a body is about.
pub fn required(presence: Presence<'_>, sightings: u32) -> bool {
    if presence.present < presence.seen {
        return false;
    }
    if let Some(said) = presence.fact.and_then(|fact| fact.required) {
        return said;
    }
    let hints = u32::from(presence.fact.is_some()) + u32::from(presence.subject);
    presence.domain == Domain::Request || presence.seen.saturating_add(hints) >= sightings
}

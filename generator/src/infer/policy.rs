//! Every threshold of the inference, with its reason.

/// The thresholds on which acceptance and comfort pull in different directions. They can be given, so that `cargo xtask
/// measure` can show what each of them costs; the default is what is compiled with, and ARCHITECTURE.md has the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The accepted risk that a required field of a reply is lacking in the next object, as the collection's own objects
    /// show it: it says how many objects must have had a field before it is required.
    pub risk: f64,
    /// A fixed number of objects in place of that, to measure against.
    pub required: Option<u32>,
    /// Distinct strings that must have been seen before all of them being UUIDs, dates or time stamps makes the field one.
    pub format: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            // At two in a hundred, 19 of 20 replies that were left out decode, and half of the fields are no options.
            risk: 0.02,
            required: None,
            // A single one may be chance. The second one gains three replies in a hundred, a third next to nothing.
            format: 2,
        }
    }
}

/// Fields that servers give and clients do not send: a table that names one is about a reply.
pub const GIVEN_BY_SERVERS: [&str; 5] =
    ["id", "created_at", "updated_at", "createdAt", "updatedAt"];

/// Most objects that must have had a field before it is required, whatever the risk: that many were enough on random samples
/// of two real schemas, which leave out any field four times in ten.
pub const MOST_SIGHTINGS: u32 = 30;

/// Fields of one name are often left out, or `null`, if they are in one of so many types that have such a field …
pub const ELSEWHERE_SHARE: u32 = 3;

/// … and then so many objects of another type must show otherwise. Measured on fifty collections and on five APIs whose schemas
/// are known (ARCHITECTURE.md has the table).
pub const ELSEWHERE_SIGHTINGS: u32 = 10;

/// How often a field that one object had is lacking in the next one, in most collections; of those that `n` objects had, one
/// in `n` times fewer is. Less than what fifty collections show (four to ten in a hundred), so that two objects are enough
/// where a collection has nothing to say.
pub const USUAL_RISK: f64 = 0.04;

/// How often a field that had a value in one object is `null` in the next one, in most collections. Two values, or what else the
/// objects of the collection show, are enough where it is no more than that.
pub const USUAL_NULLS: f64 = 0.02;

/// How many fields a collection must show before it counts as much as what is usual …
pub const USUAL_WEIGHT: f64 = 20.0;

/// … and how many a type must, before it counts as much as its collection.
pub const COLLECTION_WEIGHT: f64 = 3.0;

/// Distinct strings that a shape keeps at one place. More than this many are no enum; each costs memory at every place.
pub const KEPT_STRINGS: usize = 24;

/// Longest string that is kept, in bytes: longer ones are neither an enum's value nor a good example in docs.
pub const KEPT_STRING_BYTES: usize = 64;

/// Objects under the same name (`region`, `regions[]`) are one type if their keys overlap by this share (Jaccard). Measured
/// on two real APIs whose schemas are known, a fifth improved both what is accepted and what is rejected.
pub const SAME_NAME_OVERLAP: f64 = 0.2;

/// Objects under different names are one type if their keys overlap by this share, from the same measurement …
pub const ANY_NAME_OVERLAP: f64 = 0.5;

/// … and if they have at least this many keys of compatible kinds in common: `{id, name}` is no evidence …
pub const ANY_NAME_COMMON: usize = 3;

/// … or at least this many that are not among [`COMMON_KEYS`]: `{amount, currency}` is one thing under any name.
pub const ANY_NAME_TELLING: usize = 2;

/// … and if the objects of the type have this share of its keys, each form of them counted once: else it is a chain of things,
/// of which the first and the last have little in common. What is accepted is the same within a tenth of a point.
pub const ANY_NAME_FILL: f64 = 0.5;

/// Keys that stand in things of any kind.
pub const COMMON_KEYS: [&str; 16] = [
    "id",
    "uuid",
    "name",
    "title",
    "type",
    "description",
    "slug",
    "value",
    "key",
    "code",
    "label",
    "href",
    "url",
    "status",
    "created_at",
    "updated_at",
];

/// Error bodies are one type if their keys overlap by this share: an API has one way to say what went wrong, and leaves
/// parts of it out.
pub const ERROR_OVERLAP: f64 = 0.2;

/// Request bodies of different operations are one type only if the operations have the same path but for its parameters, and
/// they overlap by this share: a field that an operation does not take must not be offered to its callers.
pub const REQUEST_BODY_OVERLAP: f64 = 0.5;

/// Two objects that each have keys with objects or arrays which the other lacks are envelopes of different things
/// (`{droplets, links, meta}`, `{actions, links, meta}`), unless they stand under the same name and share at least this many
/// keys with plain values: then they are one thing with optional parts.
pub const ENVELOPE_COMMON_SCALARS: usize = 3;

/// Keys that tell things apart: objects that disagree about their kind (a number here, a string there) are different things,
/// though they stand under the same name.
pub const IDENTITIES: [&str; 4] = ["id", "_id", "uuid", "key"];

/// Types of one name beyond which an object that was only ever empty is joined with none of them.
pub const EMPTY_CANDIDATES: usize = 64;

/// Comparisons of keys that pooling may cost, for each object and in all; beyond that only objects with the same keys are
/// pooled. Real collections stay far below.
pub const POOLING_STEPS_PER_OBJECT: usize = 4096;

/// Least steps that pooling may cost whatever the number of objects.
pub const POOLING_STEPS: usize = 4_000_000;

/// Lists of things whose replies must have a member that holds the same type (`links`, `meta`), before it is a convention …
pub const CONVENTION_REPLIES: usize = 4;

/// … and the share of all such replies that must: then those may have it too whose examples lack it.
pub const CONVENTION_SHARE: f64 = 0.25;

/// Values of several kinds that must have been seen under one union of scalars before a list or an object there is as wrong
/// as where one kind alone was seen.
pub const SETTLED_SIGHTINGS: u32 = 10;

/// The same for a union that has lists or objects, where what does not decode into their arm is then wrong, too. Measured on five
/// real APIs whose schemas are known: what is accepted loses half a point at most, and where unions are many a sixth more of
/// what is wrong is rejected; from ten on, two points are lost.
pub const SETTLED_SIGHTINGS_OF_CONTAINERS: u32 = 20;

/// Most forms that one field tells apart: more words than that are data.
pub const TAGGED_FORMS: usize = 24;

/// How often a field that so many objects had as a form was seen may be lacking in the next one: what one form has and another
/// never has is no chance then.
pub const TAGGED_RISK: f64 = 0.1;

/// Deepest place, in steps from the body, at which forms are told apart.
pub const TAGGED_DEPTH: usize = 12;

/// Strings that must have been seen before their values make an enum …
pub const ENUM_SIGHTINGS: u32 = 10;

/// … and how often each of them on average. Below that, free text passes for an enum.
pub const ENUM_SIGHTINGS_PER_VALUE: u32 = 3;

/// Longest value of an enum, in bytes: longer ones are sentences.
pub const ENUM_VALUE_BYTES: usize = 40;

/// Keys from which an object whose values all are objects of one shape is a map, whatever its keys look like.
pub const MAP_KEYS: usize = 20;

/// Keys from which an object that has nothing but tags of languages is a map …
pub const LANGUAGE_KEYS: usize = 4;

/// … and keys from which one that has objects under the same word with numbers is.
pub const NUMBERED_KEYS: usize = 3;

/// Integers that must have been seen under a name that has fractions elsewhere before they are taken for integers by nature …
pub const INTEGERS_BY_CHANCE: u32 = 10;

/// … and under the name of what is paid or measured (`amount`, `speed`): `5` and `4.99` are one number to most servers, but
/// some count in minor units.
pub const MEASURES_BY_CHANCE: u32 = 30;

/// Objects, after pooling, from which keys that change from one object to the next are data …
pub const CHANGING_OBJECTS: u32 = 3;

/// … if there are at least so many keys …
pub const CHANGING_KEYS: usize = 4;

/// … of which an object has one in so many.
pub const CHANGING_SHARE: u64 = 3;

/// Names of a table of fields that must be among an object's keys before the table is about that object; one is enough for a
/// table in the operation's own description and the operation's own request body.
pub const TABLE_MATCHES: usize = 2;

/// Where fewer than half of a table's names are among an object's keys, so many must be, and three quarters of the keys:
/// `id` and `name` stand in nearly every table.
pub const TABLE_MATCHES_OF_LARGE: usize = 3;

/// Longest example value in a field's docs, in bytes.
pub const EXAMPLE_BYTES: usize = 64;

/// How much of a description is searched for lists of values, in bytes: they stand in a sentence or two, and the search must
/// not cost more than reading.
pub const SEARCHED_BYTES: usize = 4096;

/// The part of a description that is searched.
pub fn beginning(docs: &str) -> &str {
    let mut end = docs.len().min(SEARCHED_BYTES);
    while !docs.is_char_boundary(end) {
        end -= 1;
    }
    docs.get(..end).unwrap_or_default()
}

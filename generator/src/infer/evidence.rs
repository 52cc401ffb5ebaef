//! Keeps what was decided from as plain data, so that somebody who asks why can be told.

use super::graph::{Domain, Object, Spot, Standing};
use super::tables::{Fact, Word};
use crate::api::OperationId;
use crate::model::{FieldEvidence, InWords, TypeEvidence};

/// What a field was decided from, as far as it shows it itself.
pub fn of_field(spot: &Spot, fact: Option<&Fact>, domain: Domain) -> FieldEvidence {
    let scalars = &spot.scalars;
    FieldEvidence {
        bools: scalars.bools,
        numbers: scalars.numbers.count,
        strings: scalars.strings.count,
        values: scalars.strings.values.len(),
        more_values: scalars.strings.more,
        placeholders: scalars.strings.placeholder_count,
        variables: scalars.holes,
        arrays: spot.array.map_or(0, |(count, _)| count),
        objects: spot.object.map_or(0, |(count, _)| count),
        in_words: fact.map(|fact| InWords {
            ty: fact.word.map(word),
            either: fact.either.map(|(one, other)| (word(one), word(other))),
            nullable: fact.nullable,
            required: fact.required,
            values: fact.values.len(),
        }),
        sent: domain == Domain::Request,
        ..FieldEvidence::default()
    }
}

/// What a struct was decided from. `sightings` is how many objects make a field required.
pub fn of_type(object: &Object, sightings: u32) -> TypeEvidence {
    let places = object.places.iter().map(|(place, count)| {
        let name = match place.standing {
            Standing::Root => "a whole body".to_owned(),
            Standing::RootItem => "the items of a body".to_owned(),
            Standing::Member => format!("\"{}\"", place.shown),
            Standing::Item => format!("the items of a list or map of \"{}\"", place.shown),
        };
        (name, *count)
    });
    let mut joined: Vec<(String, u32)> = Vec::new();
    for (name, count) in places {
        match joined.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = known.saturating_add(count),
            None => joined.push((name, count)),
        }
    }
    let operations = object.operations.iter();
    TypeEvidence {
        places: joined,
        operations: operations
            .map(|(index, count)| (OperationId(*index), *count))
            .collect(),
        sightings,
    }
}

/// A type as descriptions name it.
fn word(word: Word) -> &'static str {
    match word {
        Word::Bool => "boolean",
        Word::Integer => "integer",
        Word::Number => "number",
        Word::Float => "decimal",
        Word::String => "string",
        Word::Uuid => "UUID",
        Word::Array => "array",
        Word::Object => "object",
    }
}

//! Decides how many objects must have had a field before it is taken for one that all of them have, and how many values it must
//! have had before it is taken for one that is never `null`.
//!
//! Some APIs leave out what does not apply, others send `null`, others always send all of it. Which of them this one is can be
//! seen in its own examples: of the fields that `n` objects in a row had, some share is lacking in the next one. That share is
//! computed over all orders of the objects, for each type from its own objects and, where these are few, from those of the whole
//! collection; the least `n` is taken for which it is small enough. Likewise for values that are not `null`.

use super::graph::{Domain, Graph, Object};
use super::policy::{self, Thresholds};
use crate::shape::Shape;

/// How alike the objects of a collection's replies are.
#[derive(Debug)]
pub struct Alike {
    thresholds: Thresholds,
    /// How often a field is lacking that one object had, that two in a row had, and so on.
    lacking: Vec<f64>,
    /// How often a field is `null` that had a value in one object, in two in a row, and so on.
    null: Vec<f64>,
}

impl Alike {
    /// Looks at all objects.
    pub fn of(graph: &Graph, thresholds: Thresholds) -> Alike {
        let replies = || {
            let all = graph.objects().map(|(_, object)| object);
            all.filter(|object| object.domain == Domain::Reply)
        };
        let present: Vec<Field> = replies().flat_map(present).collect();
        let valued: Vec<Field> = replies().flat_map(|it| valued(graph, it)).collect();
        Alike {
            thresholds,
            lacking: risks_of(&present, policy::USUAL_RISK, policy::MOST_SIGHTINGS),
            null: risks_of(&valued, policy::USUAL_NULLS, policy::MOST_SIGHTINGS),
        }
    }

    /// How many objects of a type must have had a field.
    pub fn sightings(&self, object: &Object) -> u32 {
        if let Some(given) = self.thresholds.required {
            return given;
        }
        let fields: Vec<Field> = present(object).collect();
        self.least(&fields, &self.lacking)
    }

    /// How many values a field of a type must have had without one that is `null`.
    pub fn values(&self, graph: &Graph, object: &Object) -> u32 {
        let fields: Vec<Field> = valued(graph, object).collect();
        self.least(&fields, &self.null)
    }

    /// The least number for which the risk is small, by the fields of a type and by those of the collection.
    fn least(&self, fields: &[Field], in_collection: &[f64]) -> u32 {
        let is_small = |sightings: u32, in_collection: f64| {
            let usual = Usual {
                risk: in_collection,
                weight: policy::COLLECTION_WEIGHT,
            };
            risk(fields, sightings, usual) <= self.thresholds.risk
        };
        (1..)
            .zip(in_collection)
            .find(|(sightings, in_collection)| is_small(*sightings, **in_collection))
            .map_or(policy::MOST_SIGHTINGS, |(sightings, _)| sightings)
    }
}

/// The risk after one object, after two, and so on. `usual` is that after one in most collections.
fn risks_of(fields: &[Field], usual: f64, most: u32) -> Vec<f64> {
    let risks = (1..=most).map(|sightings| {
        let usual = Usual {
            risk: usual / f64::from(sightings),
            weight: policy::USUAL_WEIGHT,
        };
        risk(fields, sightings, usual)
    });
    risks.collect()
}

/// How often a field is lacking that one object of some shapes had, that two in a row had, and so on, for as many as tell
/// forms of objects apart. Objects that seem to have forms are left out.
pub fn risks<'s>(shapes: impl Iterator<Item = &'s Shape>) -> Vec<f64> {
    let mut fields = Vec::new();
    let mut work: Vec<&Shape> = shapes.collect();
    while let Some(shape) = work.pop() {
        work.extend(shape.arrays.iter().map(|arrays| &arrays.items));
        let Some(objects) = &shape.objects else {
            continue;
        };
        work.extend(objects.fields.values().map(|field| &field.shape));
        if objects.variants.is_none() {
            fields.extend(objects.fields.values().map(|field| Field {
                present: field.present,
                seen: objects.count,
            }));
        }
    }
    risks_of(&fields, policy::USUAL_RISK, ENOUGH)
}

/// More objects than that of a form tell no more.
const ENOUGH: u32 = 4;

/// In how many of how many objects a field was, or had a value.
struct Field {
    present: u32,
    seen: u32,
}

/// What is taken to be so before anything was seen, and how many fields it takes to outweigh it.
#[derive(Clone, Copy)]
struct Usual {
    risk: f64,
    weight: f64,
}

/// Which fields were there.
fn present(object: &Object) -> impl Iterator<Item = Field> {
    let members = object.members().into_iter().flatten();
    members.map(|(_, member)| Field {
        present: member.present,
        seen: object.count,
    })
}

/// Which fields that were there had a value.
fn valued(graph: &Graph, object: &Object) -> impl Iterator<Item = Field> {
    let members = object.members().into_iter().flatten();
    members.map(|(_, member)| Field {
        present: (member.present).saturating_sub(graph.spot(member.spot).scalars.null),
        seen: member.present,
    })
}

/// How often a field that so many objects in a row had is lacking in the next one.
fn risk(fields: &[Field], sightings: u32, usual: Usual) -> f64 {
    let (mut had, mut lacking) = (usual.weight, usual.weight * usual.risk);
    for &Field { present, seen } in fields.iter().filter(|field| field.seen > sightings) {
        // The share of orders of the objects in which the first ones all have the field …
        let all: f64 = (0..sightings)
            .map(|drawn| f64::from(present.saturating_sub(drawn)) / f64::from(seen - drawn))
            .product();
        had += all;
        // … and in which the next one lacks it then.
        lacking += all * f64::from(seen.saturating_sub(present)) / f64::from(seen - sightings);
    }
    lacking / had
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Usual = Usual {
        risk: 0.0,
        weight: 0.0,
    };

    fn of(present: u32, seen: u32) -> [Field; 1] {
        [Field { present, seen }]
    }

    #[test]
    fn the_risk_is_that_of_the_next_object_in_any_order() {
        // One of two objects has it: if that one comes first, the next one lacks it.
        assert_eq!(risk(&of(1, 2), 1, NOTHING), 1.0);
        // Two of three have it. The first one does in two orders of three, and the next one lacks it in half of these.
        assert_eq!(risk(&of(2, 3), 1, NOTHING), 0.5);
        assert_eq!(risk(&of(2, 3), 2, NOTHING), 1.0);
        assert_eq!(risk(&of(3, 3), 1, NOTHING), 0.0);
    }

    #[test]
    fn what_is_usual_counts_until_more_is_seen() {
        let usual = Usual {
            risk: 0.5,
            weight: 1.0,
        };
        assert_eq!(risk(&[], 2, usual), 0.5);
        assert_eq!(risk(&of(9, 9), 2, usual), 0.25);
        // As many objects as that: there is no next one.
        assert_eq!(risk(&of(2, 2), 2, usual), 0.5);
    }
}

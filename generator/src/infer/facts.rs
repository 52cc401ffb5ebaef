//! What descriptions say, and which objects and parameters they say it about.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::policy;
use super::tables::{self, Fact, Table};
use crate::api::Api;

/// The tables of a collection, and the operations that each is about.
#[derive(Debug, Default)]
pub struct Facts {
    tables: Vec<Table>,
    /// By operation.
    operations: Vec<Nearby>,
}

/// The tables near an operation.
#[derive(Debug, Default)]
struct Nearby {
    /// Indexes of the tables in its own description, then of those of the folders around it.
    tables: Vec<usize>,
    /// How many are in its own description.
    own: usize,
}

impl Facts {
    /// Reads all descriptions, in parallel.
    pub fn of(api: &Api<'_>) -> Facts {
        let folders = api.resources.par_iter().map(|resource| &*resource.docs);
        let requests = api.operations.par_iter().map(|operation| &*operation.docs);
        let read: Vec<Vec<Table>> = folders.chain(requests).map(tables::tables).collect();
        let mut read = read.into_iter();
        let mut all = Vec::new();
        let mut next = || -> Vec<usize> {
            let start = all.len();
            all.extend(read.next().unwrap_or_default());
            (start..all.len()).collect()
        };
        let mut resources: Vec<Vec<usize>> = Vec::new();
        for resource in &api.resources {
            let mut tables = next();
            if let Some(around) = resource.parent.and_then(|parent| resources.get(parent.0)) {
                tables.extend(around);
            }
            resources.push(tables);
        }
        let operations = api
            .operations
            .iter()
            .map(|operation| {
                let mut tables = next();
                let own = tables.len();
                tables.extend(resources.get(operation.resource.0).into_iter().flatten());
                Nearby { tables, own }
            })
            .collect();
        Facts {
            tables: all,
            operations,
        }
    }

    /// What tables say about the fields of an object that some operations use. `sent_body` where it is a whole request
    /// body: then a table in the operation's own description is about it if only one name matches.
    pub fn about(
        &self,
        keys: &BTreeSet<&str>,
        operations: impl Iterator<Item = usize>,
        sent_body: bool,
    ) -> BTreeMap<&str, Fact> {
        let mut near: BTreeMap<usize, bool> = BTreeMap::new();
        for nearby in operations.filter_map(|operation| self.operations.get(operation)) {
            for (place, table) in nearby.tables.iter().enumerate() {
                *near.entry(*table).or_default() |= place < nearby.own;
            }
        }
        let mut about: Vec<(usize, &Table)> = near
            .into_iter()
            .filter_map(|(index, own)| Some((self.tables.get(index)?, own)))
            .filter_map(|(table, own)| {
                let matches = matches(table, keys);
                let is_about = (own && sent_body && matches > 0) || is_about(table, keys, matches);
                is_about.then_some((matches, table))
            })
            .collect();
        about.sort_by_key(|(matches, _)| Reverse(*matches));
        let mut facts: BTreeMap<&str, (usize, Fact)> = BTreeMap::new();
        for (matches, table) in about {
            for fact in table.facts.iter().filter(|fact| keys.contains(&*fact.name)) {
                match facts.entry(&*fact.name) {
                    Entry::Vacant(entry) => {
                        entry.insert((matches, fact.clone()));
                    }
                    Entry::Occupied(mut entry) if entry.get().0 == matches => {
                        entry.get_mut().1.join(fact, !sent_body)
                    }
                    // A nearer table has spoken.
                    Entry::Occupied(_) => {}
                }
            }
        }
        facts
            .into_iter()
            .map(|(name, (_, fact))| (name, fact))
            .collect()
    }

    /// What the table in an operation's own description says of fields that its request body, with these keys, never had.
    /// Only of a table that names at least half of the keys, and does not name what a server gives: that is about a reply.
    pub fn unsent(&self, operation: usize, keys: &BTreeSet<&str>) -> impl Iterator<Item = &Fact> {
        let nearby = self.operations.get(operation);
        let own = nearby.map_or(&[][..], |nearby| {
            nearby.tables.get(..nearby.own).unwrap_or_default()
        });
        let table = own
            .iter()
            .filter_map(|index| self.tables.get(*index))
            .map(|table| (matches(table, keys), table))
            .filter(|(matches, table)| {
                let is_received = |fact: &Fact| {
                    policy::GIVEN_BY_SERVERS.contains(&&*fact.name) && !keys.contains(&*fact.name)
                };
                *matches > 0 && matches * 2 >= keys.len() && !table.facts.iter().any(is_received)
            })
            // The first of those that name the most.
            .min_by_key(|(matches, _)| Reverse(*matches));
        let facts = table.map_or(&[][..], |(_, table)| &table.facts);
        facts.iter().filter(|fact| {
            // `health_check.port` is a field of something else.
            let is_key = !fact.name.contains(['.', '[', '/', '{', '<', '>']);
            is_key && (fact.word.is_some() || fact.either.is_some())
        })
    }

    /// What the tables near an operation say about a parameter of that name.
    pub fn parameter(&self, operation: usize, name: &str) -> Option<&Fact> {
        let tables = self
            .operations
            .get(operation)?
            .tables
            .iter()
            .filter_map(|index| self.tables.get(*index));
        tables
            .flat_map(|table| &table.facts)
            .find(|fact| fact.name == name)
    }
}

fn matches(table: &Table, keys: &BTreeSet<&str>) -> usize {
    table
        .facts
        .iter()
        .filter(|fact| keys.contains(&*fact.name))
        .count()
}

/// Whether a table is about an object: most of its names are among the object's keys, or nearly all keys among its names.
fn is_about(table: &Table, keys: &BTreeSet<&str>, matches: usize) -> bool {
    let most = matches >= policy::TABLE_MATCHES && matches * 2 >= table.facts.len();
    let part = matches >= policy::TABLE_MATCHES_OF_LARGE && matches * 4 >= keys.len() * 3;
    most || part
}

//! What descriptions say, and which objects and parameters they say it about.

use std::collections::{BTreeMap, BTreeSet};

use super::policy;
use super::tables::{self, Fact, Table};
use crate::api::Api;

/// The tables of a collection, and the operations that each is about.
#[derive(Debug, Default)]
pub struct Facts {
    tables: Vec<Table>,
    /// By operation: indexes of the tables in its own description and in those of the folders around it.
    operations: Vec<Vec<usize>>,
}

impl Facts {
    /// Reads all descriptions.
    pub fn of(api: &Api<'_>) -> Facts {
        let mut all = Vec::new();
        let mut read = |docs: &str| -> Vec<usize> {
            let start = all.len();
            all.extend(tables::tables(docs));
            (start..all.len()).collect()
        };
        let mut resources: Vec<Vec<usize>> = Vec::new();
        for resource in &api.resources {
            let mut tables = read(&resource.docs);
            if let Some(around) = resource.parent.and_then(|parent| resources.get(parent.0)) {
                tables.extend(around);
            }
            resources.push(tables);
        }
        let operations = api
            .operations
            .iter()
            .map(|operation| {
                let mut tables = read(&operation.docs);
                tables.extend(resources.get(operation.resource.0).into_iter().flatten());
                tables
            })
            .collect();
        Facts {
            tables: all,
            operations,
        }
    }

    /// What tables say about the fields of an object that some operations use.
    pub fn about<'f>(
        &'f self,
        keys: &BTreeSet<&str>,
        operations: impl Iterator<Item = usize>,
    ) -> BTreeMap<&'f str, &'f Fact> {
        let near: BTreeSet<usize> = operations
            .filter_map(|operation| self.operations.get(operation))
            .flatten()
            .copied()
            .collect();
        let mut about: Vec<(usize, &Table)> = near
            .into_iter()
            .filter_map(|index| self.tables.get(index))
            .filter_map(|table| {
                let matches = table
                    .facts
                    .iter()
                    .filter(|fact| keys.contains(&*fact.name))
                    .count();
                let close = matches * 2 >= keys.len() || matches * 2 >= table.facts.len();
                (matches >= policy::TABLE_MATCHES && close).then_some((matches, table))
            })
            .collect();
        // The nearest table first; equal ones in an order of their own, not of the requests.
        about.sort_by_cached_key(|(matches, table)| {
            (std::cmp::Reverse(*matches), format!("{table:?}"))
        });
        let mut facts = BTreeMap::new();
        for fact in about.iter().flat_map(|(_, table)| &table.facts) {
            if keys.contains(&*fact.name) {
                facts.entry(&*fact.name).or_insert(fact);
            }
        }
        facts
    }

    /// What the tables near an operation say about a parameter of that name.
    pub fn parameter(&self, operation: usize, name: &str) -> Option<&Fact> {
        let tables = self
            .operations
            .get(operation)?
            .iter()
            .filter_map(|index| self.tables.get(*index));
        tables
            .flat_map(|table| &table.facts)
            .find(|fact| fact.name == name)
    }
}

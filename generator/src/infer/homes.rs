//! Decides in which folder's file a type is defined.

use std::collections::BTreeSet;

use crate::api::{Api, ResourceId};

/// The innermost folder around all operations that use a type; `None` where several top-level folders do.
pub fn home(api: &Api<'_>, operations: &BTreeSet<usize>) -> Option<ResourceId> {
    let folders: BTreeSet<ResourceId> = operations
        .iter()
        .filter_map(|index| api.operations.get(*index))
        .map(|operation| operation.resource)
        .collect();
    let mut folders = folders.into_iter();
    let mut common = ancestry(api, folders.next()?);
    for folder in folders {
        let other = ancestry(api, folder);
        let shared = common
            .iter()
            .zip(&other)
            .take_while(|(a, b)| a == b)
            .count();
        common.truncate(shared);
    }
    match common.as_slice() {
        // The root alone is home only to what nothing but its own requests use.
        [root]
            if operations.iter().any(|index| {
                api.operations
                    .get(*index)
                    .is_some_and(|operation| operation.resource != *root)
            }) =>
        {
            None
        }
        common => common.last().copied(),
    }
}

/// The folders around a folder, outermost first, itself last.
fn ancestry(api: &Api<'_>, folder: ResourceId) -> Vec<ResourceId> {
    let mut chain = vec![folder];
    let mut at = folder;
    while let Some(parent) = api.resources.get(at.0).and_then(|resource| resource.parent) {
        // Parents stand before their children, so this ends.
        if parent >= at {
            break;
        }
        chain.push(parent);
        at = parent;
    }
    chain.reverse();
    chain
}

//! Decides in which folder's file a type is defined.

use std::collections::BTreeSet;

use crate::api::{Api, ResourceId};
use crate::model::{ErrorBody, Model, Type, TypeKind};

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

/// Moves types outwards until none stands in a folder that does not stand around all the types it is part of: a folder can
/// be left out, and then what others need must still be there. What errors are made of is needed always.
pub fn settle(api: &Api<'_>, model: &mut Model) {
    let parts: Vec<Vec<usize>> = model
        .types
        .iter()
        .map(|def| {
            let mut parts = Vec::new();
            match &def.kind {
                TypeKind::Struct(fields) => fields.iter().for_each(|it| named(&it.ty, &mut parts)),
                TypeKind::Union(arms) => arms.iter().for_each(|it| named(&it.ty, &mut parts)),
                TypeKind::Enum(_) => {}
            }
            parts
        })
        .collect();
    let mut of_errors = Vec::new();
    match &model.error {
        ErrorBody::Unknown => {}
        ErrorBody::One(ty) => named(ty, &mut of_errors),
        ErrorBody::Several(types) => types.iter().for_each(|ty| named(ty, &mut of_errors)),
    }
    let mut moved: Vec<usize> = (0..model.types.len()).collect();
    for index in of_errors {
        if let Some(def) = model.types.get_mut(index) {
            def.home = None;
        }
    }
    // Each type moves at most once for each folder around it.
    while let Some(index) = moved.pop() {
        let (Some(around), Some(parts)) = (model.types.get(index), parts.get(index)) else {
            continue;
        };
        let around = around.home;
        for part in parts {
            let Some(def) = model.types.get_mut(*part) else {
                continue;
            };
            let shared = shared(api, def.home, around);
            if shared != def.home {
                def.home = shared;
                moved.push(*part);
            }
        }
    }
}

/// The types that a type names.
fn named(ty: &Type, found: &mut Vec<usize>) {
    match ty {
        Type::Named(id) => found.push(id.0),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, found),
        _ => {}
    }
}

/// The innermost folder around both; `None` where only the root is.
fn shared(api: &Api<'_>, a: Option<ResourceId>, b: Option<ResourceId>) -> Option<ResourceId> {
    let (a, b) = (a?, b?);
    if a == b {
        return Some(a);
    }
    let (a, b) = (ancestry(api, a), ancestry(api, b));
    let both = a.iter().zip(&b).take_while(|(a, b)| a == b);
    both.skip(1).last().map(|(folder, _)| *folder)
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

//! Takes out what people do not want, and what nothing uses any more for it.

use std::collections::BTreeMap;

use super::Work;
use super::credentials::is_within;
use super::entries::Resolved;
use super::usage;
use crate::address::Thing;
use crate::api::{CredentialId, OperationId, ResourceId, ServerId};
use crate::model::{ErrorBody, Type, TypeId};

/// Takes it out. Indexes are made anew, so this comes last.
pub(super) fn apply(work: &mut Work<'_, '_>, entries: &[Resolved<'_>]) {
    let mut skipped = vec![false; work.api.operations.len()];
    let mut folders = Vec::new();
    let mut last = None;
    for entry in entries {
        let Some(skip) = entry.settings.skip.as_ref().filter(|skip| skip.value) else {
            continue;
        };
        last = Some(skip.key.clone());
        match entry.thing {
            Thing::Folder(id) | Thing::FolderType(id) => {
                folders.push(id);
                for (skipped, operation) in skipped.iter_mut().zip(&work.api.operations) {
                    *skipped |= is_within(work.api, operation.resource, id);
                }
            }
            Thing::Method(id) => {
                if let Some(skipped) = skipped.get_mut(id.0) {
                    *skipped = true;
                }
            }
            _ => {}
        }
    }
    // A use of a method goes with it.
    for (index, operation) in work.api.operations.iter().enumerate() {
        if operation
            .variant_of
            .is_some_and(|method| skipped.get(method.0) == Some(&true))
        {
            skipped[index] = true;
        }
    }
    if let Some(key) = last
        && skipped.iter().all(|skipped| *skipped)
    {
        work.wrong(&key, "that leaves no call at all");
        return;
    }
    operations(work, &skipped);
    if work
        .model
        .operations
        .iter()
        .all(|types| types.errors.is_empty())
    {
        work.model.error = ErrorBody::Unknown;
    } else if let ErrorBody::Several(types) = &mut work.model.error {
        let errors = work.model.operations.iter().flat_map(|it| &it.errors);
        let left: Vec<&Type> = errors.map(|(_, ty)| ty).collect();
        types.retain(|ty| left.contains(&ty));
    }
    types(work);
    resources(work, &folders);
    credentials(work);
    servers(work);
}

fn operations(work: &mut Work<'_, '_>, skipped: &[bool]) {
    let kept: Vec<bool> = skipped.iter().map(|skipped| !skipped).collect();
    retain(&mut work.api.operations, &kept);
    retain(&mut work.model.operations, &kept);
    retain(&mut work.names.operations, &kept);
    // A type whose first operation is gone belongs to the next one.
    let mut next = 0;
    let moved: Vec<usize> = kept
        .iter()
        .map(|kept| {
            let place = next;
            next += usize::from(*kept);
            place
        })
        .collect();
    for operation in &mut work.api.operations {
        operation.variant_of = operation
            .variant_of
            .and_then(|method| moved.get(method.0).copied().map(OperationId));
    }
    let last = work.api.operations.len().saturating_sub(1);
    for def in &mut work.model.types {
        let at = moved.get(def.operation.0).copied().unwrap_or_default();
        def.operation = OperationId(at.min(last));
        // Nobody asks for it any more, and its operations would be others now.
        def.evidence.operations.clear();
    }
}

/// Types that were used and no longer are.
fn types(work: &mut Work<'_, '_>) {
    let now = usage::usage(&work.model.types, &work.model.operations).into_iter();
    let before = work
        .used_before
        .iter()
        .copied()
        .chain(std::iter::repeat(true));
    let gone: Vec<bool> = now
        .zip(before)
        .map(|(now, before)| before && !usage::is_used(now))
        .collect();
    if !gone.contains(&true) {
        return;
    }
    let mut places: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for (index, _) in gone.iter().enumerate().filter(|(_, gone)| !**gone) {
        places.insert(TypeId(index), TypeId(places.len()));
    }
    let kept: Vec<bool> = gone.iter().map(|gone| !gone).collect();
    retain(&mut work.model.types, &kept);
    retain(&mut work.names.types, &kept);
    usage::each_type(work.model, &mut |ty| move_type(ty, &places));
}

fn move_type(ty: &mut Type, places: &BTreeMap<TypeId, TypeId>) {
    match ty {
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => move_type(inner, places),
        Type::Named(id) => match places.get(id) {
            Some(place) => *id = *place,
            None => *ty = Type::Any,
        },
        _ => {}
    }
}

/// Folders that were left out, but for those that a type still stands in.
fn resources(work: &mut Work<'_, '_>, skipped: &[ResourceId]) {
    let all = work.api.resources.len();
    let mut kept: Vec<bool> = (0..all)
        .map(|index| {
            let id = ResourceId(index);
            !skipped
                .iter()
                .any(|folder| is_within(work.api, id, *folder))
        })
        .collect();
    for home in work.model.types.iter().filter_map(|def| def.home) {
        if let Some(kept) = kept.get_mut(home.0) {
            *kept = true;
        }
    }
    // Parents stand before their children.
    for index in (0..all).rev() {
        if let (true, Some(parent)) = (kept[index], work.api.resources[index].parent) {
            kept[parent.0] = true;
        }
    }
    let places = places(&kept);
    let place = |id: ResourceId| places.get(id.0).copied().flatten().map(ResourceId);
    for folder in &mut work.api.resources {
        folder.parent = folder.parent.and_then(place);
    }
    for operation in &mut work.api.operations {
        operation.resource = place(operation.resource).unwrap_or(ResourceId(0));
    }
    for def in &mut work.model.types {
        def.home = def.home.and_then(place);
    }
    retain(&mut work.api.resources, &kept);
    retain(&mut work.names.resources, &kept);
}

/// Credentials that no call uses. The collection names none that no call uses.
fn credentials(work: &mut Work<'_, '_>) {
    let uses = |id: CredentialId| {
        work.api.operations.iter().any(|operation| {
            operation.credential == Some(id) || operation.more_credentials.contains(&id)
        })
    };
    let kept: Vec<bool> = (0..work.api.credentials.len())
        .map(|index| uses(CredentialId(index)))
        .collect();
    let places = places(&kept);
    let place = |id: CredentialId| places.get(id.0).copied().flatten().map(CredentialId);
    for operation in &mut work.api.operations {
        operation.credential = operation.credential.and_then(place);
        operation.more_credentials = operation
            .more_credentials
            .iter()
            .filter_map(|id| place(*id))
            .collect();
    }
    retain(&mut work.api.credentials, &kept);
    retain(&mut work.names.credentials, &kept);
}

/// Servers that no call goes to.
fn servers(work: &mut Work<'_, '_>) {
    let kept: Vec<bool> = (0..work.api.servers.len())
        .map(|index| {
            let goes = |it: &crate::api::Operation<'_>| it.server == ServerId(index);
            work.api.operations.iter().any(goes)
        })
        .collect();
    let places = places(&kept);
    for operation in &mut work.api.operations {
        if let Some(place) = places.get(operation.server.0).copied().flatten() {
            operation.server = ServerId(place);
        }
    }
    retain(&mut work.api.servers, &kept);
    retain(&mut work.names.servers, &kept);
}

fn places(kept: &[bool]) -> Vec<Option<usize>> {
    let mut next = 0;
    let places = kept.iter().map(|kept| {
        let place = next;
        next += usize::from(*kept);
        kept.then_some(place)
    });
    places.collect()
}

fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter().copied();
    list.retain(|_| kept.next().unwrap_or(true));
}

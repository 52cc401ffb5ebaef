//! Structs, enums and unions, and what they are made of.

use std::collections::HashMap;

use super::members::claim_member;
use super::scope::Scope;
use super::words::{pascal, singular_words, words};
use super::{Namer, Names, TypeName, keywords};
use crate::api::{Api, ResourceId};
use crate::model::{Arm, ArmKind, ErrorBody, Model, Type, TypeId, TypeKind, Variant};

/// Letters from which on a name is not made longer.
const LONG: usize = 40;

/// The types that each operation is the first to use, in their order.
pub(super) fn by_operation(api: &Api<'_>, model: &Model) -> Vec<Vec<usize>> {
    let mut by_operation = vec![Vec::new(); api.operations.len()];
    for (index, def) in model.types.iter().enumerate() {
        if let Some(types) = by_operation.get_mut(def.operation.0) {
            types.push(index);
        }
    }
    by_operation
}

/// The struct that holds a type, where it is the only one; of replies, for what is sent is named after its requests.
pub(super) fn only_holders(model: &Model) -> HashMap<TypeId, TypeId> {
    let mut holders: HashMap<TypeId, Option<TypeId>> = HashMap::new();
    for (index, def) in model.types.iter().enumerate() {
        let TypeKind::Struct(fields) = &def.kind else {
            continue;
        };
        for held in fields.iter().filter_map(|field| held(&field.ty)) {
            let holder = holders.entry(held).or_insert(Some(TypeId(index)));
            if *holder != Some(TypeId(index)) || def.usage.request {
                *holder = None;
            }
        }
    }
    let only = holders
        .into_iter()
        .filter_map(|(held, holder)| Some((held, holder?)));
    only.collect()
}

/// The type that a field's value is; items of lists have a name in the singular, which is theirs alone.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

impl Namer<'_> {
    /// Names a type and its members, once.
    pub(super) fn name_type(&mut self, index: usize) {
        let def = &self.model.types[index];
        if !self.names.types[index].ident.is_empty() {
            return;
        }
        let mut proposals: Vec<Vec<String>> = def.names.iter().map(|name| words(name)).collect();
        // What several folders share is called after the one type that it stands in, rather than after the first request
        // that shows it.
        let holder = self.only_holders.get(&TypeId(index));
        if let Some(holder) = holder.and_then(|holder| self.model.types.get(holder.0))
            && def.home.is_none()
            && matches!(def.kind, TypeKind::Struct(_))
            && let (Some(around), Some(own)) = (holder.names.first(), proposals.first())
        {
            let name = words(around).into_iter().chain(own.iter().cloned());
            proposals.insert(1, name.collect());
        }
        if let Some(home) = def.home
            && let Some(resource) = self.folder_words.get(home.0)
        {
            let nearest = proposals.first().cloned().unwrap_or_default();
            let name = resource.iter().cloned().chain(nearest);
            proposals.push(name.collect());
            proposals.extend(self.after_folders_around(home, proposals.last()));
        }
        let fallback = match def.kind {
            TypeKind::Struct(_) => "Object",
            TypeKind::Enum(_) => "Choice",
            TypeKind::Union(_) => "Either",
        };
        let is_error_body = self.model.error == ErrorBody::One(Type::Named(TypeId(index)));
        // The one type of all errors has the name that the runtime knows; no other type can have it.
        let ident = if is_error_body {
            "ErrorBody".to_owned()
        } else {
            self.claim_type(&proposals, fallback, &[])
        };
        self.names.types[index] = TypeName {
            ident,
            members: members(&def.kind),
            unknown: String::new(),
        };
    }
}

impl Namer<'_> {
    /// A name with those of the folders around a folder before it, one after the other: what tells like types in like folders
    /// apart better than a number does.
    fn after_folders_around(
        &self,
        home: ResourceId,
        name: Option<&Vec<String>>,
    ) -> Vec<Vec<String>> {
        let mut names = Vec::new();
        let mut name = name.cloned().unwrap_or_default();
        let parent_of = |id: ResourceId| self.api.resources.get(id.0)?.parent;
        let mut at = home;
        while let Some(folder) = parent_of(at).filter(|folder| folder.0 < at.0)
            && parent_of(folder).is_some()
            && pascal(&name).len() < LONG
        {
            name.splice(0..0, singular_words(&self.folder_words[folder.0]));
            names.push(name.clone());
            at = folder;
        }
        names
    }
}

/// The names of what a type is made of.
pub(super) fn members(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Struct(fields) => {
            let mut scope = Scope::default();
            fields
                .iter()
                .map(|field| claim_member(&mut scope, &field.wire, "field", "field"))
                .collect()
        }
        TypeKind::Enum(variants) => variant_names(variants),
        TypeKind::Union(arms) => arm_names(arms),
    }
}

fn variant_names(variants: &[Variant]) -> Vec<String> {
    let mut scope = Scope::with(["Other", "Self"]);
    variants
        .iter()
        .map(|variant| {
            let words = words(&variant.wire);
            let name = if variant.wire.is_empty() {
                "Empty".to_owned()
            } else if words.is_empty() {
                "Unnamed".to_owned()
            } else {
                pascal(&words)
            };
            scope.claim(&[name.clone(), format!("{name}Value")], "", |_, name| {
                !keywords::is_keyword(name)
            })
        })
        .collect()
}

fn arm_names(arms: &[Arm]) -> Vec<String> {
    let mut scope = Scope::with(["Other", "Self"]);
    arms.iter()
        .map(|arm| {
            if let Some(word) = &arm.word {
                let name = pascal(&words(word));
                let name = if name.is_empty() {
                    "Unnamed".to_owned()
                } else {
                    name
                };
                return scope.claim(&[name.clone(), format!("{name}Form")], "", |_, name| {
                    !keywords::is_keyword(name)
                });
            }
            let name = match (arm.kind, &arm.ty) {
                (ArmKind::Bool, _) => "Bool",
                (ArmKind::Number, Type::I64 | Type::U64) => "Integer",
                (ArmKind::Number, _) => "Number",
                (ArmKind::String, _) => "String",
                (ArmKind::Array, _) => "Array",
                (ArmKind::Object, _) => "Object",
            };
            scope.claim(&[name.to_owned()], "", |_, _| true)
        })
        .collect()
}

/// Variants of the error body: named as their types.
pub(super) fn error_variants(model: &Model, names: &Names) -> Vec<String> {
    let ErrorBody::Several(types) = &model.error else {
        return Vec::new();
    };
    let mut scope = Scope::with(["Other", "Self"]);
    types
        .iter()
        .map(|ty| {
            let name = match ty {
                Type::Named(id) => names
                    .types
                    .get(id.0)
                    .map_or("Object", |name| name.ident.as_str()),
                Type::Array(_) => "List",
                Type::String => "Text",
                Type::Map(_) => "Map",
                _ => "Value",
            };
            scope.claim(&[name.to_owned()], "", |_, _| true)
        })
        .collect()
}

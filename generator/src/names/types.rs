//! Structs, enums and unions, and what they are made of.

use super::operations::claim_member;
use super::scope::Scope;
use super::words::{pascal, words};
use super::{Namer, Names, TypeName, keywords};
use crate::api::Api;
use crate::model::{Arm, ArmKind, ErrorBody, Model, Type, TypeId, TypeKind, Variant};

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

impl Namer<'_> {
    /// Names a type and its members, once.
    pub(super) fn name_type(&mut self, index: usize) {
        let def = &self.model.types[index];
        if !self.names.types[index].ident.is_empty() {
            return;
        }
        let mut proposals: Vec<Vec<String>> = def.names.iter().map(|name| words(name)).collect();
        if let Some(resource) = def.home.and_then(|home| self.folder_words.get(home.0)) {
            let nearest = proposals.first().cloned().unwrap_or_default();
            proposals.push(resource.iter().cloned().chain(nearest).collect());
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
    let mut scope = Scope::with(["Other"]);
    arms.iter()
        .map(|arm| {
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

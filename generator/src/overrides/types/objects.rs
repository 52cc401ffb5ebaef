//! Maps made of structs, and structs made of maps.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Work;
use crate::examples;
use crate::model::{Arm, ArmKind, Field, FieldEvidence, Type, TypeDef, TypeId, TypeKind};
use crate::template::MARK_OPEN;

/// How many objects must have had a field before it is required.
const REQUIRED_SIGHTINGS: usize = 2;

/// The type of the values of a map that was a struct: the one that all fields have, else any.
pub(super) fn values_of(types: &[TypeDef], id: TypeId) -> Type {
    let Some(TypeKind::Struct(fields)) = types.get(id.0).map(|def| &def.kind) else {
        return Type::Any;
    };
    let mut nullable = false;
    let mut joined: Option<Type> = None;
    for field in fields {
        let ty = match &field.ty {
            Type::Nullable(inner) => {
                nullable = true;
                (**inner).clone()
            }
            Type::Null => {
                nullable = true;
                continue;
            }
            ty => ty.clone(),
        };
        joined = Some(match joined {
            None => ty,
            Some(other) if other == ty => ty,
            Some(Type::I64 | Type::F64) if matches!(ty, Type::I64 | Type::F64) => Type::F64,
            Some(_) => Type::Any,
        });
    }
    let joined = joined.unwrap_or(Type::Any);
    if nullable && joined != Type::Any {
        Type::Nullable(Box::new(joined))
    } else {
        joined
    }
}

/// The objects that the saved examples hold at a field, in its lists and maps too.
pub(super) fn at_field(work: &Work<'_, '_>, id: TypeId, at: usize) -> Vec<Value> {
    let mut found = Vec::new();
    let Some(TypeKind::Struct(fields)) = work.before.get(id.0).map(|def| &def.kind) else {
        return found;
    };
    let Some(field) = fields.get(at) else {
        return found;
    };
    let (api, operations) = (&*work.api, &work.model.operations);
    examples::each_object(
        api,
        operations,
        &work.before,
        &mut |_, object_id, members| {
            if object_id == id
                && let Some(value) = members.get(&field.wire)
            {
                collect(&field.ty, value, &mut found);
            }
        },
    );
    found
}

fn collect(ty: &Type, value: &Value, found: &mut Vec<Value>) {
    match (ty, value) {
        (Type::Nullable(inner), value) => collect(inner, value, found),
        (Type::Array(inner), Value::Array(items)) => {
            items.iter().for_each(|item| collect(inner, item, found));
        }
        (Type::Map(_), Value::Object(_)) => found.push(value.clone()),
        _ => {}
    }
}

/// The fields of a struct that was a map.
pub(super) fn fields(types: &[TypeDef], values: &Type, objects: &[Value]) -> Vec<Field> {
    let mut keys: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for (key, value) in objects.iter().filter_map(Value::as_object).flatten() {
        if !key.contains("{{") && !key.contains(MARK_OPEN) {
            keys.entry(key).or_default().push(value);
        }
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let fields = keys.into_iter().map(|(key, seen)| Field {
        wire: key.to_owned(),
        ty: narrowed(types, values, &seen),
        required: seen.len() == objects.len() && seen.len() >= REQUIRED_SIGHTINGS,
        docs: String::new(),
        present: count(seen.len()),
        null: count(seen.iter().filter(|value| value.is_null()).count()),
        example: None,
        evidence: FieldEvidence::default(),
    });
    fields.collect()
}

/// The part of a map's type that the values of one key need.
fn narrowed(types: &[TypeDef], ty: &Type, values: &[&Value]) -> Type {
    let nullable = values.iter().any(|value| value.is_null());
    let inner = match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    };
    let arms: &[Arm] = match inner {
        Type::Named(id) => match types
            .get(id.0)
            .filter(|def| def.tag.is_none())
            .map(|def| &def.kind)
        {
            Some(TypeKind::Union(arms)) => arms,
            _ => &[],
        },
        _ => &[],
    };
    let mut kinds = values.iter().filter_map(|value| ArmKind::of(value));
    let first = kinds.next();
    let one = first.filter(|first| kinds.all(|kind| kind == *first));
    let arm = arms.iter().find(|arm| Some(arm.kind) == one);
    let inner = arm.map_or(inner, |arm| &arm.ty).clone();
    if nullable && inner != Type::Null {
        Type::Nullable(Box::new(inner))
    } else {
        inner
    }
}

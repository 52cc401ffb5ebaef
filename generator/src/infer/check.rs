//! Tells whether JSON decodes into a type and is written back the same, by the rules of the generated crates.

use std::str::FromStr;

use serde_json::Value;

use crate::model::{Arm, Field, Model, Type, TypeDef, TypeKind};
use crate::shape::Formats;

/// Whether a value decodes into a type and is written back the same.
pub fn accepts(types: &[TypeDef], ty: &Type, value: &Value) -> bool {
    mismatch(types, ty, value).is_none()
}

/// Where a value does not decode into a type, or would not be written back the same: the place in the value and the reason.
pub fn mismatch(types: &[TypeDef], ty: &Type, value: &Value) -> Option<String> {
    compare(types, ty, value, Asked::RoundTrip)
}

/// Where a value does not decode into a type: the place in the value and the reason. Unknown fields are ignored, and what
/// is written back may be another text (a time stamp in another zone, say).
pub fn undecodable(types: &[TypeDef], ty: &Type, value: &Value) -> Option<String> {
    compare(types, ty, value, Asked::Decode)
}

/// What is asked of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Decode,
    RoundTrip,
}

fn compare(types: &[TypeDef], ty: &Type, value: &Value, asked: Asked) -> Option<String> {
    let fails = |reason: &str| Some(format!(": {reason}"));
    let lenient = asked == Asked::Decode;
    match (ty, value) {
        (Type::Any, _) | (Type::Null | Type::Nullable(_), Value::Null) => None,
        (Type::Nullable(inner), value) => compare(types, inner, value, asked),
        (Type::Bool, Value::Bool(_))
        | (Type::String, Value::String(_))
        | (Type::Number, Value::Number(_)) => None,
        (Type::I64, Value::Number(number)) if number.is_i64() => None,
        (Type::U64, Value::Number(number)) if number.is_u64() => None,
        (Type::F64, Value::Number(number)) => {
            let exact = |value: i128| value.abs() <= 1 << 53;
            let whole = number
                .as_i64()
                .map(i128::from)
                .or(number.as_u64().map(i128::from));
            if lenient || whole.is_none_or(exact) {
                None
            } else {
                fails("an integer that f64 does not hold")
            }
        }
        (Type::Uuid, Value::String(text)) if Formats::of(text).has(Formats::UUID) => None,
        (Type::Uuid, Value::String(text)) if lenient && is_uuid_of_any_case(text) => None,
        (Type::Timestamp, Value::String(text)) if lenient && parses::<jiff::Timestamp>(text) => {
            None
        }
        // It keeps its text.
        (Type::DateTime, Value::String(text)) if parses::<jiff::Timestamp>(text) => None,
        (Type::Date, Value::String(text)) if lenient && parses::<jiff::civil::Date>(text) => None,
        (Type::Timestamp, Value::String(text)) if Formats::of(text).has(Formats::TIMESTAMP) => None,
        (Type::Date, Value::String(text)) if Formats::of(text).has(Formats::DATE) => None,
        (Type::Array(inner), Value::Array(items)) => {
            items.iter().enumerate().find_map(|(index, item)| {
                compare(types, inner, item, asked).map(|why| format!("/{index}{why}"))
            })
        }
        (Type::Map(inner), Value::Object(members)) => members.iter().find_map(|(key, member)| {
            compare(types, inner, member, asked).map(|why| format!("/{key}{why}"))
        }),
        (Type::Named(id), value) => match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(fields)) => match value {
                Value::Object(members) => {
                    let keeps = types.get(id.0).is_some_and(|def| def.keep_unknown);
                    structure(types, fields, members, asked, keeps)
                }
                _ => fails("no object"),
            },
            Some(TypeKind::Enum(_)) if value.is_string() => None,
            Some(TypeKind::Union(arms)) => {
                let settled = types.get(id.0).is_some_and(|def| def.settled);
                let tag = types.get(id.0).and_then(|def| def.tag.as_deref());
                if tag.is_some() {
                    return match Arm::of(arms, tag, value) {
                        Some(arm) => compare(types, &arm.ty, value, asked),
                        None if value.is_object() => None,
                        None => fails("no object"),
                    };
                }
                match Arm::of(arms, None, value) {
                    None if settled => fails("of no kind that the union takes"),
                    Some(arm) if settled && !arm.kind.is_scalar() => {
                        compare(types, &arm.ty, value, asked)
                    }
                    // A union keeps what none of its arms takes, but not what an arm of the value's own kind would lose.
                    _ if lenient => None,
                    None if value.is_null() => fails("null in a union"),
                    arm => arm.and_then(|arm| mismatch(types, &arm.ty, value)),
                }
            }
            _ => fails("no string"),
        },
        _ => fails(&format!("not of type {ty:?}")),
    }
}

fn structure(
    types: &[TypeDef],
    fields: &[Field],
    members: &serde_json::Map<String, Value>,
    asked: Asked,
    keeps_unknown: bool,
) -> Option<String> {
    if asked == Asked::RoundTrip
        && !keeps_unknown
        && let Some(unknown) = members
            .keys()
            .find(|key| !fields.iter().any(|field| field.wire == **key))
    {
        return Some(format!("/{unknown}: unknown field"));
    }
    fields
        .iter()
        .find_map(|field| match members.get(&field.wire) {
            // An `Option` is read from nothing as well, though it is written back as `null`.
            None if field.required && asked == Asked::Decode && is_option(&field.ty) => None,
            None if field.required => Some(format!("/{}: missing", field.wire)),
            None => None,
            // `Option<T>` takes `null`, though it is left out when written back.
            Some(Value::Null) if asked == Asked::Decode && !field.required => None,
            Some(member) => {
                compare(types, &field.ty, member, asked).map(|why| format!("/{}{why}", field.wire))
            }
        })
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Nullable(_) | Type::Null)
}

fn parses<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

fn is_uuid_of_any_case(text: &str) -> bool {
    Formats::of(&text.to_ascii_lowercase()) == Formats::UUID
}

/// A value of a type, as small as can be.
pub fn sample(model: &Model, ty: &Type) -> Value {
    sample_within(&model.types, ty, 0)
}

fn sample_within(types: &[TypeDef], ty: &Type, depth: usize) -> Value {
    match ty {
        Type::Null | Type::Nullable(_) => Value::Null,
        Type::Bool => Value::Bool(true),
        Type::I64 | Type::U64 | Type::F64 | Type::Number | Type::Any => Value::from(1),
        Type::String => Value::from("text"),
        Type::Timestamp | Type::DateTime => Value::from("2020-01-02T03:04:05Z"),
        Type::Date => Value::from("2020-01-02"),
        Type::Uuid => Value::from(super::values::UUID),
        Type::Array(_) => Value::Array(Vec::new()),
        Type::Map(_) => Value::Object(serde_json::Map::new()),
        Type::Named(id) => match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Struct(fields)) if depth < 32 => fields
                .iter()
                .filter(|field| field.required)
                .map(|field| {
                    (
                        field.wire.clone(),
                        sample_within(types, &field.ty, depth + 1),
                    )
                })
                .collect(),
            Some(TypeKind::Enum(variants)) => Value::from(
                variants
                    .first()
                    .map_or("text", |variant| variant.wire.as_str()),
            ),
            Some(TypeKind::Union(arms)) if depth < 32 => arms
                .first()
                .map_or(Value::Null, |arm| sample_within(types, &arm.ty, depth + 1)),
            _ => Value::Null,
        },
    }
}

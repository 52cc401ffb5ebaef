//! Goes through what the collection shows, beside the types that were learnt from it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::api::{Api, Body, ReplyBody};
use crate::model::{Arm, Content, OperationTypes, Type, TypeDef, TypeId, TypeKind};
use crate::{secret, template};

/// Where a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// What a request sends.
    Request(usize),
    /// A saved example: the operation, and the index among its examples.
    Example(usize, usize),
}

/// What is called with each object: where it stands, the struct that it was learnt as, and its members.
pub(crate) type See<'s> = dyn FnMut(Origin, TypeId, &Map<String, Value>) + 's;

/// Calls a function with each object of the saved examples and of the bodies that requests send, and the struct that it was
/// learnt as. In the collection's order.
pub(crate) fn each_object(
    api: &Api<'_>,
    operations: &[OperationTypes],
    types: &[TypeDef],
    see: &mut See<'_>,
) {
    for (index, (operation, known)) in api.operations.iter().zip(operations).enumerate() {
        let template = match &operation.body {
            Some(Body::Json { text, .. }) => Some(text),
            Some(Body::GraphQl { variables, .. }) => variables.as_ref(),
            _ => None,
        };
        if let (Some(text), Some(ty)) = (template, &known.body) {
            let marked: Cow<'_, str> = template::mark_holes(text);
            if let Ok(value) = serde_json::from_str::<Value>(&marked) {
                walk(types, ty, &value, &mut |id, members| {
                    see(Origin::Request(index), id, members);
                });
            }
        }
        for (at, example) in operation.examples.iter().enumerate() {
            let ReplyBody::Json(text) = &example.body else {
                continue;
            };
            let (Some(ty), Ok(value)) = (
                reply_type(known, example.status),
                serde_json::from_str::<Value>(text),
            ) else {
                continue;
            };
            walk(types, ty, &value, &mut |id, members| {
                see(Origin::Example(index, at), id, members);
            });
        }
    }
}

/// The type of the replies of a status.
fn reply_type(types: &OperationTypes, status: u16) -> Option<&Type> {
    let success = types
        .success
        .iter()
        .filter(|reply| reply.statuses.contains(&status))
        .find_map(|reply| match &reply.content {
            Content::Json(ty) | Content::JsonOrText(ty) => Some(ty),
            _ => None,
        });
    let errors = types.errors.iter();
    success.or_else(|| {
        errors
            .filter(|(known, _)| *known == status)
            .map(|(_, ty)| ty)
            .next()
    })
}

/// Goes through a value beside its type.
fn walk(
    types: &[TypeDef],
    ty: &Type,
    value: &Value,
    see: &mut dyn FnMut(TypeId, &Map<String, Value>),
) {
    match (ty, value) {
        (Type::Nullable(inner), value) => walk(types, inner, value, see),
        (Type::Array(inner), Value::Array(items)) => {
            for item in items {
                walk(types, inner, item, see);
            }
        }
        (Type::Map(inner), Value::Object(members)) => {
            for member in members.values() {
                walk(types, inner, member, see);
            }
        }
        (Type::Named(id), value) => match (types.get(id.0).map(|def| &def.kind), value) {
            (Some(TypeKind::Struct(fields)), Value::Object(members)) => {
                see(*id, members);
                for field in fields {
                    if let Some(member) = members.get(&field.wire) {
                        walk(types, &field.ty, member, see);
                    }
                }
            }
            (Some(TypeKind::Union(arms)), value) => {
                let tag = types.get(id.0).and_then(|def| def.tag.as_deref());
                if let Some(arm) = Arm::of(arms, tag, value) {
                    walk(types, &arm.ty, value, see);
                }
            }
            _ => {}
        },
        _ => {}
    }
}

/// Longest text that is shown of a value, in bytes.
const SHOWN_BYTES: usize = 40;

/// A value as JSON, where it is short enough for a line and no secret.
pub(crate) fn shortened(key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => {
            let is_harmless = text.len() <= SHOWN_BYTES
                && !secret::is_secret_name(key)
                && !secret::is_made_up(text)
                && !text.contains(template::MARK_OPEN);
            is_harmless.then(|| value.to_string())
        }
        other => Some(other.to_string()),
    }
}

//! Which types are used, and how: what overrides change may make types unused, or used where they were not.

use crate::model::{Content, ErrorBody, Model, OperationTypes, Type, TypeDef, TypeKind, Usage};

/// Calls a function with each place where a type is written.
pub(super) fn each_type(model: &mut Model, change: &mut dyn FnMut(&mut Type)) {
    for def in &mut model.types {
        match &mut def.kind {
            TypeKind::Struct(fields) => fields.iter_mut().for_each(|it| change(&mut it.ty)),
            TypeKind::Union(arms) => arms.iter_mut().for_each(|it| change(&mut it.ty)),
            TypeKind::Enum(_) => {}
        }
    }
    for operation in &mut model.operations {
        operation.parameters.iter_mut().for_each(&mut *change);
        operation.body.iter_mut().for_each(&mut *change);
        for reply in &mut operation.success {
            if let Content::Json(ty) | Content::JsonOrText(ty) = &mut reply.content {
                change(ty);
            }
        }
        operation.errors.iter_mut().for_each(|(_, ty)| change(ty));
    }
    match &mut model.error {
        ErrorBody::One(ty) => change(ty),
        ErrorBody::Several(types) => types.iter_mut().for_each(change),
        ErrorBody::Unknown => {}
    }
}

/// How each type is used, by what can be reached from some operations.
pub(crate) fn usage<'m>(
    types: &'m [TypeDef],
    operations: impl IntoIterator<Item = &'m OperationTypes>,
) -> Vec<Usage> {
    let mut usage = vec![Usage::default(); types.len()];
    let (sent, received) = (
        Usage {
            request: true,
            reply: false,
        },
        Usage {
            request: false,
            reply: true,
        },
    );
    for operation in operations {
        for ty in operation.parameters.iter().chain(&operation.body) {
            mark(types, ty, sent, &mut usage);
        }
        for reply in &operation.success {
            if let Content::Json(ty) | Content::JsonOrText(ty) = &reply.content {
                mark(types, ty, received, &mut usage);
            }
        }
        for (_, ty) in &operation.errors {
            mark(types, ty, received, &mut usage);
        }
    }
    usage
}

/// Whether it is used at all.
pub(super) fn is_used(usage: Usage) -> bool {
    usage.request || usage.reply
}

/// Marks a type and all that it holds.
fn mark(types: &[TypeDef], ty: &Type, how: Usage, usage: &mut [Usage]) {
    let mut work = vec![ty];
    while let Some(ty) = work.pop() {
        match ty {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => work.push(inner),
            Type::Named(id) => {
                let (Some(known), Some(def)) = (usage.get_mut(id.0), types.get(id.0)) else {
                    continue;
                };
                let both = Usage {
                    request: known.request || how.request,
                    reply: known.reply || how.reply,
                };
                if both == *known {
                    continue;
                }
                *known = both;
                match &def.kind {
                    TypeKind::Struct(fields) => work.extend(fields.iter().map(|it| &it.ty)),
                    TypeKind::Union(arms) => work.extend(arms.iter().map(|it| &it.ty)),
                    TypeKind::Enum(_) => {}
                }
            }
            _ => {}
        }
    }
}

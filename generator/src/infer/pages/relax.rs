//! Fields that drive paging may always be lacking.

use crate::model::{Content, Model, Type, TypeId, TypeKind};

/// Makes the fields optional that lead to the next page or say whether there is one: the last page of a list, or that of a
/// short one, often leaves them out or has `null` there, and no list should fail at its end. What lies on the way to the items
/// stays as it is.
pub fn relax(model: &mut Model) {
    let mut optional: Vec<(TypeId, usize)> = Vec::new();
    for operation in &model.operations {
        let Some(pages) = &operation.pages else {
            continue;
        };
        for reply in &operation.success {
            let Content::Json(reply) = &reply.content else {
                continue;
            };
            for way in pages.drives() {
                let own = way.iter().zip(&pages.items).take_while(|(a, b)| a == b);
                optional.extend(fields(model, reply, way).into_iter().skip(own.count()));
            }
        }
    }
    for (id, at) in optional {
        if let Some(def) = model.types.get_mut(id.0)
            && let TypeKind::Struct(fields) = &mut def.kind
            && let Some(field) = fields.get_mut(at)
            && field.required
        {
            field.required = false;
            field.evidence.pages = true;
        }
    }
}

/// The fields on a way, as far as types lead along it.
fn fields(model: &Model, reply: &Type, way: &[String]) -> Vec<(TypeId, usize)> {
    let mut found = Vec::new();
    let mut at = reply;
    for key in way {
        let inner = match at {
            Type::Nullable(inner) => inner,
            other => other,
        };
        let Type::Named(id) = inner else { break };
        let Some(TypeKind::Struct(fields)) = model.types.get(id.0).map(|def| &def.kind) else {
            break;
        };
        let Some(index) = fields.iter().position(|field| field.wire == *key) else {
            break;
        };
        found.push((*id, index));
        at = &fields[index].ty;
    }
    found
}

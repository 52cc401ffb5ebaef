//! Says how lists are paged, and holds every rule to the types that it leads through.

use super::Work;
use super::entries::Resolved;
use super::file::{NextPage as Written, PageStyle};
use crate::address::{Thing, suggest};
use crate::api::{Body, Location, OperationId};
use crate::model::{
    Content, Model, NextPage, OperationTypes, PageParameter, Pages, Saying, Type, TypeKind,
};

/// Applies them, and takes paging from operations whose types no longer carry it.
pub(super) fn apply(work: &mut Work<'_, '_>, entries: &[Resolved<'_>]) {
    for entry in entries {
        let (Thing::Method(id), Some(said)) = (entry.thing, &entry.settings.pages) else {
            continue;
        };
        let pages = match &said.value {
            PageStyle::Off => None,
            PageStyle::On {
                items,
                next,
                says,
                size,
            } => {
                let size = size.as_ref().map(|name| parameter(work, id, name));
                let made = rule(work, id, next).and_then(|next| {
                    let pages = Pages {
                        items: items.clone(),
                        next,
                        says: says.clone(),
                        size: size.transpose()?,
                    };
                    let types = work.model.operations.get(id.0);
                    types.map_or(Ok(()), |types| fits(work.model, types, &pages))?;
                    Ok(pages)
                });
                match made {
                    Ok(pages) => Some(pages),
                    Err(message) => {
                        work.wrong(&said.place, message);
                        continue;
                    }
                }
            }
        };
        // Uses of a method are paged as it is; they may not have the parameter, and so have no rule of their own.
        if let Some(types) = work.model.operations.get_mut(id.0) {
            types.pages = pages;
        }
    }
    let before = Model {
        types: work.before.clone(),
        ..Model::default()
    };
    let broken: Vec<usize> = work
        .model
        .operations
        .iter()
        .enumerate()
        .filter(|(_, types)| {
            types.pages.as_ref().is_some_and(|pages| {
                fits(work.model, types, pages).is_err() && fits(&before, types, pages).is_ok()
            })
        })
        .map(|(index, _)| index)
        .collect();
    // Which of the overrides it was is not known; the first that changes a type is a place to begin at.
    let place = entries.iter().find_map(|entry| {
        let settings = entry.settings;
        let ty = settings.ty.as_ref().map(|said| said.key.clone());
        ty.or_else(|| settings.object.as_ref().map(|said| said.key.clone()))
    });
    for index in broken {
        work.model.operations[index].pages = None;
        let path = work.addresses.path(Thing::Method(OperationId(index)));
        let path = path.unwrap_or_default().to_owned();
        work.diagnostics
            .warning(
                "override-ends-paging",
                "",
                format!("`{path}` no longer pages: the overrides change a type that its rule leads through"),
            )
            .spanning(place.clone().unwrap_or_default())
            .help("leave that field as it is, or say `pages` for the method");
    }
}

fn rule(work: &Work<'_, '_>, id: OperationId, next: &Written) -> Result<NextPage, String> {
    let is_observed = |parameter: &PageParameter, value: &str| {
        let operation = work.api.operations.get(id.0);
        let query = match parameter {
            PageParameter::Query(index) => operation.and_then(|it| it.parameters.get(*index)),
            PageParameter::Body(_) => None,
        };
        query.is_some_and(|it| it.observed.iter().any(|known| known == value))
    };
    Ok(match next {
        Written::Link(keys) => NextPage::Link(keys.clone()),
        Written::LinkHeader => NextPage::LinkHeader,
        Written::Page(name) => {
            let parameter = parameter(work, id, name)?;
            let first = i64::from(!is_observed(&parameter, "0"));
            NextPage::Page { parameter, first }
        }
        Written::Offset(name) => NextPage::Offset {
            parameter: parameter(work, id, name)?,
            first: 0,
        },
        Written::Cursor(from, name) => NextPage::Cursor {
            from: from.clone(),
            parameter: parameter(work, id, name)?,
        },
        Written::LastItem(field, name) => NextPage::LastItem {
            key: field.clone(),
            parameter: parameter(work, id, name)?,
        },
    })
}

/// A query parameter, by its name on the wire or in Rust, or a member of the body.
fn parameter(work: &Work<'_, '_>, id: OperationId, name: &str) -> Result<PageParameter, String> {
    if let Some(keys) = name.strip_prefix("body.") {
        let operation = work.api.operations.get(id.0);
        let is_json = operation.is_some_and(|it| matches!(it.body, Some(Body::Json { .. })));
        return match is_json {
            true => Ok(PageParameter::Body(
                keys.split('.').map(str::to_owned).collect(),
            )),
            false => Err("it sends no JSON body".to_owned()),
        };
    }
    let (Some(operation), Some(names)) = (
        work.api.operations.get(id.0),
        work.names.operations.get(id.0),
    ) else {
        return Err("there is no such method".to_owned());
    };
    let known: Vec<(usize, &str, &str)> = operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .enumerate()
        .filter(|(_, (parameter, _))| parameter.location == Location::Query)
        .map(|(index, (parameter, ident))| (index, parameter.name.as_str(), ident.as_str()))
        .collect();
    let found = known
        .iter()
        .find(|(_, wire, ident)| *wire == name || *ident == name);
    let found = found.map(|(index, ..)| PageParameter::Query(*index));
    found.ok_or_else(|| {
        let words = known.iter().flat_map(|(_, wire, ident)| [*wire, *ident]);
        match suggest::word(name, words) {
            Some(like) => format!("it has no query parameter {name:?}; did you mean {like:?}?"),
            None => format!("it has no query parameter {name:?}"),
        }
    })
}

/// Whether the rule leads through what has a fixed type; if not, why.
fn fits(model: &Model, types: &OperationTypes, pages: &Pages) -> Result<(), String> {
    let [reply] = types.success.as_slice() else {
        return Err("pages need one kind of success reply".to_owned());
    };
    let Content::Json(reply) = &reply.content else {
        return Err("pages need a reply that always is JSON".to_owned());
    };
    let items = at(model, reply, &pages.items)?;
    let Type::Array(item) = items else {
        return Err(format!("{:?} is no list", pages.items.join(".")));
    };
    match &pages.next {
        NextPage::Link(keys) => match at(model, reply, keys)? {
            Type::String | Type::Any => {}
            _ => return Err(format!("{:?} is no text", keys.join("."))),
        },
        NextPage::Cursor { from, .. } => match at(model, reply, from)? {
            Type::Array(_) | Type::Map(_) | Type::Bool | Type::Null => {
                return Err(format!("{:?} is no text", from.join(".")));
            }
            _ => {}
        },
        NextPage::LastItem { key, .. } => drop(at(model, &item, std::slice::from_ref(key))?),
        NextPage::Page { .. } | NextPage::Offset { .. } | NextPage::LinkHeader => {}
    }
    for (saying, keys) in &pages.says {
        let ty = at(model, reply, keys)?;
        let fits = match saying {
            Saying::More | Saying::Last => ty == Type::Bool,
            _ => matches!(ty, Type::I64 | Type::U64 | Type::String),
        };
        if !fits {
            let wanted = match saying {
                Saying::More | Saying::Last => "neither true nor false",
                _ => "no number",
            };
            return Err(format!("{:?} is {wanted}", keys.join(".")));
        }
    }
    Ok(())
}

/// The type at the end of a way of keys, without regard to `null`.
fn at(model: &Model, reply: &Type, keys: &[String]) -> Result<Type, String> {
    let mut at = reply.clone();
    for key in keys {
        let Type::Named(id) = &at else {
            return Err(format!("there is nothing with fields around {key:?}"));
        };
        let Some(TypeKind::Struct(fields)) = model.types.get(id.0).map(|def| &def.kind) else {
            return Err(format!("there is nothing with fields around {key:?}"));
        };
        let Some(field) = fields.iter().find(|field| field.wire == *key) else {
            let words = fields.iter().map(|field| field.wire.as_str());
            return Err(match suggest::word(key, words) {
                Some(like) => format!("the reply has no {key:?} there; did you mean {like:?}?"),
                None => format!("the reply has no {key:?} there"),
            });
        };
        at = match &field.ty {
            Type::Nullable(inner) => (**inner).clone(),
            ty => ty.clone(),
        };
    }
    Ok(at)
}

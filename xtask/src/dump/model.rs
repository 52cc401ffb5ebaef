//! Which types exist, and where they are used.

use std::fmt::Write as _;

use letterpress::api::Api;
use letterpress::model::{Content, ErrorBody, Field, Model, Type, TypeDef, TypeKind};
use letterpress::names::Names;

use super::api::heading;
use super::text::short;

/// One block a type and an operation. Types are shown by their Rust names, since numbers say nothing to people.
pub fn write(api: &Api<'_>, model: &Model, names: &Names, out: &mut String) {
    let name = |ty: &Type| written(ty, names);
    for (index, def) in model.types.iter().enumerate() {
        define(
            def,
            names.types.get(index).map_or("?", |it| it.ident.as_str()),
            &name,
            out,
        );
    }
    let error = match &model.error {
        ErrorBody::Unknown => "any JSON".to_owned(),
        ErrorBody::One(ty) => name(ty),
        ErrorBody::Several(types) => types.iter().map(name).collect::<Vec<_>>().join(" | "),
    };
    let _ = writeln!(out, "error body: {error}");
    for (operation, types) in api.operations.iter().zip(&model.operations) {
        let _ = writeln!(out, "{} {}", heading(operation), operation.pointer);
        for (parameter, ty) in operation.parameters.iter().zip(&types.parameters) {
            let _ = writeln!(out, "  parameter {}: {}", short(&parameter.name), name(ty));
        }
        if let Some(body) = &types.body {
            let _ = writeln!(out, "  body {}", name(body));
        }
        for reply in &types.success {
            let content = match &reply.content {
                Content::Empty => "nothing".to_owned(),
                Content::Json(ty) => name(ty),
                Content::Bytes(kind) => kind.clone().unwrap_or_else(|| "bytes".to_owned()),
                Content::Text(kind) => kind.clone().unwrap_or_else(|| "text".to_owned()),
                Content::JsonOrText(ty) => format!("{} or text", name(ty)),
            };
            let _ = writeln!(out, "  reply {:?} {content}", reply.statuses);
        }
        for (status, ty) in &types.errors {
            let _ = writeln!(out, "  error {status} {}", name(ty));
        }
        if let Some(pages) = &types.pages {
            let _ = writeln!(
                out,
                "  pages of {:?} by {:?}",
                pages.items.join("."),
                pages.next
            );
        }
    }
}

fn define(def: &TypeDef, ident: &str, name: &impl Fn(&Type) -> String, out: &mut String) {
    let (kind, members): (_, Vec<String>) = match &def.kind {
        TypeKind::Struct(fields) => (
            "struct",
            fields
                .iter()
                .map(|field| member(field, def.seen, name))
                .collect(),
        ),
        TypeKind::Enum(variants) => (
            "enum",
            variants
                .iter()
                .map(|it| format!("{:?}", short(&it.wire)))
                .collect(),
        ),
        TypeKind::Union(arms) => (
            "union",
            arms.iter()
                .map(|it| match &it.word {
                    Some(word) => format!("{word:?}: {}", name(&it.ty)),
                    None => format!("{:?}: {}", it.kind, name(&it.ty)),
                })
                .collect(),
        ),
    };
    let usage = match (def.usage.request, def.usage.reply) {
        (true, true) => "sent and received",
        (true, false) => "sent",
        _ => "received",
    };
    let _ = writeln!(out, "{kind} {ident} ({usage}, seen {} times)", def.seen);
    for member in members {
        let _ = writeln!(out, "  {member}");
    }
}

fn member(field: &Field, seen: u32, name: &impl Fn(&Type) -> String) -> String {
    let optional = if field.required { "" } else { "?" };
    let null = if field.null > 0 {
        format!(", null in {}", field.null)
    } else {
        String::new()
    };
    format!(
        "{}{optional}: {} (in {} of {seen}{null})",
        short(&field.wire),
        name(&field.ty),
        field.present
    )
}

/// A type as a person writes it.
pub fn written(ty: &Type, names: &Names) -> String {
    match ty {
        Type::Array(item) => format!("[{}]", written(item, names)),
        Type::Map(value) => format!("map of {}", written(value, names)),
        Type::Nullable(inner) => format!("{} or null", written(inner, names)),
        Type::Named(id) => names
            .types
            .get(id.0)
            .map_or("?".to_owned(), |it| it.ident.clone()),
        other => format!("{other:?}").to_lowercase(),
    }
}

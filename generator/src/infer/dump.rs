//! A text that people can read of what was learnt.

use std::fmt::Write;

use crate::api::Api;
use crate::model::{Content, ErrorBody, Model, NextPage, PageParameter, Type, TypeDef, TypeKind};

/// Writes a model as text.
pub fn dump(api: &Api<'_>, model: &Model) -> String {
    let mut out = String::new();
    for (index, def) in model.types.iter().enumerate() {
        definition(&mut out, api, model, index, def);
    }
    for (operation, types) in api.operations.iter().zip(&model.operations) {
        line(
            &mut out,
            format_args!(
                "\n{} {} {:?}",
                operation.pointer, operation.method, operation.name
            ),
        );
        for (parameter, ty) in operation.parameters.iter().zip(&types.parameters) {
            line(
                &mut out,
                format_args!(
                    "  {:?} {}: {}",
                    parameter.location,
                    parameter.name,
                    show(model, ty)
                ),
            );
        }
        if let Some(body) = &types.body {
            line(&mut out, format_args!("  body: {}", show(model, body)));
        }
        for reply in &types.success {
            let content = match &reply.content {
                Content::Empty => "empty".to_owned(),
                Content::Json(ty) => show(model, ty),
                Content::Text(media_type) => {
                    format!("text {}", media_type.as_deref().unwrap_or_default())
                }
                Content::Bytes(media_type) => {
                    format!("bytes {}", media_type.as_deref().unwrap_or_default())
                }
                Content::JsonOrText(ty) => format!("{} or text", show(model, ty)),
            };
            line(&mut out, format_args!("  {:?}: {content}", reply.statuses));
        }
        for (status, ty) in &types.errors {
            line(
                &mut out,
                format_args!("  error {status}: {}", show(model, ty)),
            );
        }
        if let Some(pages) = &types.pages {
            let next = match &pages.next {
                NextPage::Link(keys) => format!("the link in {}", keys.join(".")),
                NextPage::LinkHeader => "the Link header".to_owned(),
                NextPage::Page { parameter, first } => {
                    format!("page number in {} from {first}", place(parameter))
                }
                NextPage::Offset { parameter, first } => {
                    format!("offset in {} from {first}", place(parameter))
                }
                NextPage::Cursor { from, parameter } => {
                    format!("{} in {}", from.join("."), place(parameter))
                }
                NextPage::LastItem { key, parameter } => {
                    format!("{key} of the last item in {}", place(parameter))
                }
            };
            let says = pages.says.iter();
            let says: String = says
                .map(|(saying, way)| format!("; {saying:?} in {}", way.join(".")))
                .collect();
            let size = pages.size.as_ref();
            let size = size.map_or(String::new(), |it| format!("; size in {}", place(it)));
            line(
                &mut out,
                format_args!("  pages of {:?}: {next}{says}{size}", pages.items.join(".")),
            );
        }
    }
    let error = match &model.error {
        ErrorBody::Unknown => "unknown".to_owned(),
        ErrorBody::One(ty) => show(model, ty),
        ErrorBody::Several(types) => types
            .iter()
            .map(|ty| show(model, ty))
            .collect::<Vec<_>>()
            .join(" | "),
    };
    line(&mut out, format_args!("\nerror body: {error}"));
    for (name, value) in &model.values.variables {
        line(&mut out, format_args!("value {name} = {value:?}"));
    }
    for (name, value) in &model.values.path_variables {
        line(&mut out, format_args!("value {name} = {value:?}"));
    }
    out
}

fn definition(out: &mut String, api: &Api<'_>, model: &Model, index: usize, def: &TypeDef) {
    let kind = match def.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
    };
    let home = def
        .home
        .and_then(|home| api.resources.get(home.0))
        .map_or("shared", |folder| &folder.name);
    let usage = match (def.usage.request, def.usage.reply) {
        (true, true) => "both",
        (true, false) => "sent",
        (false, _) => "received",
    };
    line(
        out,
        format_args!(
            "{kind} {index} {:?} in {home:?}, {usage}, seen {}",
            def.names, def.seen
        ),
    );
    match &def.kind {
        TypeKind::Struct(fields) => {
            for field in fields {
                let mark = if field.required { "" } else { "?" };
                let mut text = format!("  {}{mark}: {}", field.wire, show(model, &field.ty));
                let _ = write!(
                    text,
                    "  ({} of {}, null {})",
                    field.present, def.seen, field.null
                );
                if let Some(example) = &field.example {
                    let _ = write!(text, " {example}");
                }
                if !field.docs.is_empty() {
                    let _ = write!(text, " -- {}", field.docs.escape_debug());
                }
                line(out, format_args!("{text}"));
            }
        }
        TypeKind::Enum(variants) => {
            let values: Vec<&str> = variants
                .iter()
                .map(|variant| variant.wire.as_str())
                .collect();
            line(out, format_args!("  {values:?}"));
        }
        TypeKind::Union(arms) => {
            for arm in arms {
                let by = match &arm.word {
                    Some(word) => format!("{word:?}"),
                    None => format!("{:?}", arm.kind),
                };
                line(out, format_args!("  {by}: {}", show(model, &arm.ty)));
            }
        }
    }
}

fn show(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Array(inner) => format!("[{}]", show(model, inner)),
        Type::Map(inner) => format!("map of {}", show(model, inner)),
        Type::Nullable(inner) => format!("{} or null", show(model, inner)),
        Type::Named(id) => {
            let name = model.types.get(id.0).and_then(|def| def.names.first());
            format!("<{} {}>", id.0, name.map_or("", String::as_str))
        }
        scalar => format!("{scalar:?}").to_lowercase(),
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn place(parameter: &PageParameter) -> String {
    match parameter {
        PageParameter::Query(index) => format!("parameter {index}"),
        PageParameter::Body(way) => format!("member {}", way.join(".")),
    }
}

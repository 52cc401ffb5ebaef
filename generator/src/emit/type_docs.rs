//! What the docs of a type say: the collection's words where it has any, else what the type is used for.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use super::docs::Docs;
use super::operation_types::link;
use super::paths::Paths;
use super::{Context, OperationView};
use crate::api::{Api, OperationId};
use crate::infer::words;
use crate::model::{Content, Model, Type, TypeId, TypeKind};

/// The operations that types are the whole body or the whole reply of.
#[derive(Debug, Default)]
pub(super) struct Uses {
    sent: BTreeMap<TypeId, Vec<OperationId>>,
    received: BTreeMap<TypeId, Vec<OperationId>>,
    /// For types that may be called like a folder in the singular: that name, and the folder's first sentence.
    folders: BTreeMap<TypeId, (String, String)>,
}

impl Uses {
    /// Of all types.
    pub fn of(api: &Api<'_>, model: &Model) -> Self {
        let mut uses = Self::default();
        let operations = model.operations.iter().zip(&api.operations).enumerate();
        for (index, (operation, _)) in operations.filter(|(_, (_, it))| it.variant_of.is_none()) {
            let id = OperationId(index);
            if let Some(Type::Named(ty)) = &operation.body {
                uses.sent.entry(*ty).or_default().push(id);
            }
            for reply in &operation.success {
                if let Content::Json(Type::Named(ty)) = &reply.content {
                    let list = uses.received.entry(*ty).or_default();
                    if list.last() != Some(&id) {
                        list.push(id);
                    }
                }
            }
        }
        let sentences: BTreeMap<String, &str> = api
            .resources
            .iter()
            .filter_map(|folder| {
                Some((words::singular(&folder.name), first_sentence(&folder.docs)?))
            })
            .rev()
            .collect();
        for (index, def) in model.types.iter().enumerate() {
            if def.usage.reply
                && let Some((words, sentence)) =
                    (def.names.first()).and_then(|name| sentences.get_key_value(name))
            {
                let told = (words.clone(), (*sentence).to_owned());
                uses.folders.insert(TypeId(index), told);
            }
        }
        uses
    }
}

/// The docs of a type.
pub(super) fn of(context: Context<'_>, paths: &Paths<'_>, id: TypeId) -> TokenStream {
    let (Some(def), Some(name)) = (context.model.types.get(id.0), context.names.types.get(id.0))
    else {
        return TokenStream::new();
    };
    let mut docs = Docs::default();
    let links = |uses: &BTreeMap<TypeId, Vec<OperationId>>| {
        let views = uses
            .get(&id)?
            .iter()
            .filter_map(|id| context.operation(*id));
        Some(enumerated(&views.collect::<Vec<_>>(), |view| {
            link(context, paths, *view)
        }))
    };
    if !def.docs.trim().is_empty() {
        docs.markdown(&def.docs);
    } else if let Some((_, sentence)) = (context.uses.folders.get(&id))
        .filter(|(words, _)| words.replace(' ', "").eq_ignore_ascii_case(&name.ident))
    {
        docs.markdown(sentence);
    } else if let Some(calls) = links(&context.uses.received) {
        docs.paragraph(format!("The reply to {calls}."));
    } else if let Some(calls) = links(&context.uses.sent) {
        docs.paragraph(format!("The body of {calls}."));
    } else {
        docs.paragraph(said(&name.ident, &def.kind));
    }
    docs.tokens()
}

/// `A`, `A and B`, `A, B and C`, `A, B and 7 other calls`.
fn enumerated(views: &[OperationView<'_>], link: impl Fn(&OperationView<'_>) -> String) -> String {
    let shown = if views.len() > 3 { &views[..2] } else { views };
    let rest = views.len() - shown.len();
    let mut parts: Vec<String> = shown.iter().map(link).collect();
    if rest > 0 {
        parts.push(format!("{rest} other calls"));
    }
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

/// The first sentence of a description, where it has one of a usual length.
fn first_sentence(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_prose = line.starts_with(char::is_alphabetic) && !line.contains(['\t', '|', '<', '{']);
    let end = line
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .next()
        .or_else(|| line.ends_with('.').then_some(line.len()))?;
    (is_prose && (20..=300).contains(&end)).then(|| &line[..end])
}

/// What a type's name says.
fn said(name: &str, kind: &TypeKind) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    // `Links` are no `a links`, and nobody says `a metadata`.
    let last = words.rsplit(' ').next().unwrap_or_default();
    let uncountable = (last.ends_with('s') && crate::english::singular(last) != last)
        || matches!(
            last,
            "data" | "metadata" | "meta" | "info" | "information" | "content" | "pagination"
        );
    let article = match words.chars().next() {
        _ if uncountable => "",
        Some('a' | 'e' | 'i' | 'o') => "An ",
        _ => "A ",
    };
    if uncountable {
        let first = words.remove(0).to_ascii_uppercase();
        words.insert(0, first);
    }
    match kind {
        TypeKind::Struct(_) => format!("{article}{words}."),
        TypeKind::Enum(_) => format!("{article}{words}: one of the known values, or any other."),
        TypeKind::Union(_) => format!("{article}{words}, which has several forms."),
    }
}

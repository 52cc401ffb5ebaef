//! What the docs of a type say: the collection's words where it has any, else what the type is used for.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use super::docs::{Docs, code};
use super::operation_types::link;
use super::paths::Paths;
use super::{Context, OperationView, folders};
use crate::api::{Api, OperationId};
use crate::infer::words;
use crate::model::{Arm, ArmKind, Content, Model, Type, TypeDef, TypeId, TypeKind};
use crate::names::TypeName;

/// Where types are used: the operations that they are the whole body or the whole reply of, the fields that hold them.
#[derive(Debug, Default)]
pub(super) struct Uses {
    sent: BTreeMap<TypeId, Vec<OperationId>>,
    received: BTreeMap<TypeId, Vec<OperationId>>,
    held: BTreeMap<TypeId, Vec<Holder>>,
    /// For types that may be called like a folder in the singular: that name, and what the folder says of the thing.
    folders: BTreeMap<TypeId, (String, String)>,
}

/// A field that holds a type.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Holder {
    ty: TypeId,
    field: String,
    /// Whether it holds a list or a map of them.
    several: bool,
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
                let name = words::singular(&folders::title(&folder.name));
                Some((name, folders::of_the_thing(&folder.name, &folder.docs)?))
            })
            .rev()
            .collect();
        for (index, def) in model.types.iter().enumerate() {
            if let TypeKind::Struct(fields) = &def.kind {
                for field in fields {
                    if let Some((held, several)) = held(&field.ty) {
                        uses.held.entry(held).or_default().push(Holder {
                            ty: TypeId(index),
                            field: field.wire.clone(),
                            several,
                        });
                    }
                }
            }
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
        docs.paragraph(described(context, paths, id, def, name));
    }
    docs.tokens()
}

/// What a type is by the fields that hold it, or at least by its name.
fn described(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    def: &TypeDef,
    name: &TypeName,
) -> String {
    let holders = context.uses.held.get(&id).map_or(&[][..], Vec::as_slice);
    let what = match (&def.kind, holders) {
        (TypeKind::Enum(_), _) | (_, []) => a(&name.ident),
        (_, [first, rest @ ..]) => {
            let mut text = first.shown(context, paths, None);
            match rest {
                [] => {}
                [second] => {
                    text.push_str(" and ");
                    text.push_str(&second.shown(context, paths, Some(first)));
                }
                rest if rest.iter().all(|it| it.field == first.field) => {
                    text.push_str(&format!(" and of {} other types", rest.len()));
                }
                rest => text.push_str(&format!(", and {} other fields", rest.len())),
            }
            let mut letters = text.chars();
            let initial = letters.next().unwrap_or('T').to_ascii_uppercase();
            format!("{initial}{}", letters.as_str())
        }
    };
    match &def.kind {
        TypeKind::Struct(_) => format!("{what}."),
        TypeKind::Enum(_) => format!("{what}: one of the known values, or any other."),
        TypeKind::Union(arms) => match &def.tag {
            Some(tag) => format!("{what}: objects that {} tells apart.", code(tag)),
            None => format!("{what}: {}.", kinds(arms)),
        },
    }
}

impl Holder {
    /// ``the `links` of [`DropletList`]``, ``one of the `rules` of [`Firewall`]``; after another of the same name, what it
    /// is of.
    fn shown(&self, context: Context<'_>, paths: &Paths<'_>, after: Option<&Self>) -> String {
        let of = type_link(context, paths, self.ty);
        if after.is_some_and(|it| it.field == self.field && it.several == self.several) {
            return format!("of {of}");
        }
        let one = if self.several { "one of " } else { "" };
        format!("{one}the {} of {of}", code(&self.field))
    }
}

/// The type that a field's value is, or is made of.
fn held(ty: &Type) -> Option<(TypeId, bool)> {
    match ty {
        Type::Named(id) => Some((*id, false)),
        Type::Nullable(inner) => held(inner),
        Type::Array(inner) | Type::Map(inner) => Some((held(inner)?.0, true)),
        _ => None,
    }
}

/// A link to a type of the crate.
fn type_link(context: Context<'_>, paths: &Paths<'_>, id: TypeId) -> String {
    let name = context.names.types.get(id.0).map_or("", |it| &it.ident);
    let module = paths.module_of_type(id);
    match module.first().map(String::as_str) {
        // The module is private; what is public of it stands at the root.
        Some("error") => code(name),
        _ if paths.is_inside(&module) => format!("[`{name}`]"),
        _ => format!("[`{name}`](crate::{}::{name})", module.join("::")),
    }
}

/// `a number or a string`.
fn kinds(arms: &[Arm]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for arm in arms {
        let kind = match arm.kind {
            ArmKind::Bool => "a boolean",
            ArmKind::Number => "a number",
            ArmKind::String => "a string",
            ArmKind::Array => "an array",
            ArmKind::Object => "an object",
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    match kinds.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => kinds.concat(),
    }
}

/// `A`, `A and B`, `A, B and C`, `A, B and 7 other calls`.
pub(super) fn enumerated(
    views: &[OperationView<'_>],
    link: impl Fn(&OperationView<'_>) -> String,
) -> String {
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

/// What a type's name says: `An action status`.
fn a(name: &str) -> String {
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
    format!("{article}{words}")
}

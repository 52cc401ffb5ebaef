//! Structs, enums and unions of the API.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::casing::{Casing, same_words, spelt};
use super::docs::{Docs, code};
use super::paths::{Paths, ident};
use super::{Context, hidden, type_docs, worth};
use crate::model::{Arm, ArmKind, Field, Model, Type, TypeDef, TypeId, TypeKind, Variant};
use crate::names::TypeName;
use crate::render::{self, File};

/// `types.rs`: the types that several folders share.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let module = vec!["types".to_owned()];
    let paths = Paths::inside(context.model, context.names, module.clone());
    let types = context
        .types_in(&module)
        .map(|id| definition(context, &paths, id));
    let types: TokenStream = types.collect();
    if types.is_empty() {
        return Vec::new();
    }
    let imports = paths.imports();
    let docs = Docs::of("Types that several folders of the API share.").inner_tokens();
    vec![File::rust("src/types.rs", quote!(#docs #imports #types))]
}

/// The definition of a type, with what it implements.
pub(super) fn definition(context: Context<'_>, paths: &Paths<'_>, id: TypeId) -> TokenStream {
    let (Some(def), Some(name)) = (context.model.types.get(id.0), context.names.types.get(id.0))
    else {
        return TokenStream::new();
    };
    match &def.kind {
        TypeKind::Struct(fields) => structure(context, paths, id, def, name, fields),
        TypeKind::Enum(variants) => enumeration(context, paths, id, name, variants),
        TypeKind::Union(arms) => match &def.tag {
            Some(tag) => tagged_union(context, paths, id, name, tag, arms),
            None => union(context, paths, id, def, name, arms),
        },
    }
}

/// Whether a missing field and one that is `null` are told apart.
pub(super) fn keeps_null(field: &Field) -> bool {
    !field.required && matches!(field.ty, Type::Nullable(_) | Type::Null | Type::Any)
}

/// The type of a struct's field, absence included.
pub(super) fn field_type(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    field: &Field,
) -> TokenStream {
    let inner = match &field.ty {
        Type::Null => paths.owned(&Type::Nullable(Box::new(Type::Any))),
        Type::Named(other) if context.boxed.contains(&(id, *other)) => {
            let other = paths.owned(&field.ty);
            quote!(Box<#other>)
        }
        Type::Nullable(nullable) => match &**nullable {
            Type::Named(other) if context.boxed.contains(&(id, *other)) => {
                let other = paths.owned(nullable);
                quote!(Option<Box<#other>>)
            }
            _ => paths.owned(&field.ty),
        },
        ty => paths.owned(ty),
    };
    if field.required {
        inner
    } else {
        quote!(Option<#inner>)
    }
}

fn structure(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    def: &TypeDef,
    name: &TypeName,
    fields: &[Field],
) -> TokenStream {
    let ident = ident(&name.ident);
    let docs = type_docs::of(context, paths, id);
    let (debug, debug_impl) = hidden::debug(&ident, &TokenStream::new(), &shown(fields, name));
    let derives = derives(
        paths,
        debug,
        def.usage.request && context.has_default(&Type::Named(id)),
    );
    let open = (!def.usage.request).then(|| quote!(#[non_exhaustive]));
    let casing = Casing::of(fields, &name.members);
    let rename_all = casing.map(|casing| {
        let name = Literal::string(casing.name());
        quote!(#[serde(rename_all = #name)])
    });
    let members = fields.iter().zip(&name.members).map(|(field, member)| {
        let docs = field_docs(def, field, member);
        let attributes = field_attributes(casing, field, member);
        let (member, ty) = (self::ident(member), field_type(context, paths, id, field));
        quote!(#docs #attributes pub #member: #ty)
    });
    let unknown = (!name.unknown.is_empty()).then(|| {
        let docs = Docs::of("Fields that none of the examples has, as they came.").tokens();
        let (member, ty) = (self::ident(&name.unknown), unknown_type(paths));
        quote!(#docs #[serde(flatten)] pub #member: #ty)
    });
    let members = members.chain(unknown);
    let new = has_constructor(context, id).then(|| constructor(context, paths, id, name, fields));
    quote! {
        #docs
        #derives
        #rename_all
        #open
        pub struct #ident { #(#members),* }
        #debug_impl
        #new
    }
}

/// The members of a struct, as `Debug` shows them.
fn shown(fields: &[Field], name: &TypeName) -> Vec<hidden::Member> {
    let members = fields
        .iter()
        .zip(&name.members)
        .map(|(field, member)| hidden::Member::of(member, &field.wire, &field.ty, field.required));
    let unknown = (!name.unknown.is_empty()).then(|| hidden::Member {
        ident: name.unknown.clone(),
        hidden: false,
        optional: false,
    });
    members.chain(unknown).collect()
}

/// The type of the field that keeps unknown fields.
fn unknown_type(paths: &Paths<'_>) -> TokenStream {
    paths.owned(&Type::Map(Box::new(Type::Any)))
}

/// Whether a type has `new`: a struct of requests that has no default, with fields to leave out.
pub(super) fn has_constructor(context: Context<'_>, id: TypeId) -> bool {
    let Some(def) = context.model.types.get(id.0) else {
        return false;
    };
    let TypeKind::Struct(fields) = &def.kind else {
        return false;
    };
    let required = fields.iter().filter(|field| field.required).count();
    // With nothing to leave out, or too much to put in order, the struct itself is the better way.
    let is_useful = required < fields.len() && required <= 4;
    is_useful && def.usage.request && !context.has_default(&Type::Named(id))
}

/// `new`: it takes the fields that must be there.
fn constructor(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    name: &TypeName,
    fields: &[Field],
) -> TokenStream {
    let ident = ident(&name.ident);
    let (mut arguments, mut members) = (Vec::new(), Vec::new());
    for (field, member) in fields.iter().zip(&name.members) {
        let member = self::ident(member);
        if field.required {
            let ty = field_type(context, paths, id, field);
            match field.ty {
                Type::String => {
                    arguments.push(quote!(#member: impl Into<String>));
                    members.push(quote!(#member: #member.into()));
                }
                _ => {
                    arguments.push(quote!(#member: #ty));
                    members.push(quote!(#member));
                }
            }
        } else {
            members.push(quote!(#member: None));
        }
    }
    if !name.unknown.is_empty() {
        let member = self::ident(&name.unknown);
        members.push(quote!(#member: Default::default()));
    }
    let docs =
        Docs::of("Creates a value with its required fields; the others are left out.").tokens();
    quote! {
        impl #ident {
            #docs
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#members),* }
            }
        }
    }
}

fn field_attributes(casing: Option<Casing>, field: &Field, member: &str) -> TokenStream {
    let rename = (spelt(casing, member) != field.wire).then(|| {
        let wire = Literal::string(&field.wire);
        quote!(rename = #wire)
    });
    let absent = if field.required {
        None
    } else if keeps_null(field) {
        Some(quote!(
            default,
            deserialize_with = "crate::runtime::optional::some",
            skip_serializing_if = "Option::is_none"
        ))
    } else {
        Some(quote!(skip_serializing_if = "Option::is_none"))
    };
    let parts: Vec<TokenStream> = rename.into_iter().chain(absent).collect();
    if parts.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[serde(#(#parts),*)])
    }
}

fn field_docs(def: &TypeDef, field: &Field, member: &str) -> TokenStream {
    let mut docs = Docs::default();
    let shown = worth::example(field);
    // A sentence is followed by its example; other texts have it below.
    let goes_on = field.docs.ends_with('.') && !field.docs.contains(['\n', '|', '<']);
    let mut notes = Vec::new();
    match shown {
        Some(shown) if goes_on => {
            docs.markdown(&format!("{} For example `{shown}`.", field.docs));
        }
        shown => {
            docs.markdown(&field.docs);
            notes.extend(shown.map(|shown| format!("For example `{shown}`.")));
        }
    }
    if !same_words(member, &field.wire) {
        notes.push(format!("{} on the wire.", code(&field.wire)));
    }
    if field.docs.is_empty() && !field.required && field.present < def.seen && field.present > 0 {
        notes.push(format!(
            "Present in {} of {} examples.",
            field.present, def.seen
        ));
    }
    if field.docs.is_empty() && field.present == 0 && !field.evidence.sent && def.seen > 0 {
        notes.push("In no example: other replies have it.".to_owned());
    }
    if !notes.is_empty() {
        docs.paragraph(notes.join(" "));
    }
    docs.tokens()
}

fn derives(paths: &Paths<'_>, debug: Option<TokenStream>, default: bool) -> TokenStream {
    let (deserialize, serialize) = (
        paths.foreign(&["serde"], "Deserialize"),
        paths.foreign(&["serde"], "Serialize"),
    );
    let default = default.then(|| quote!(Default,));
    quote!(#[derive(#debug Clone, #default PartialEq, #deserialize, #serialize)])
}

fn enumeration(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    name: &TypeName,
    variants: &[Variant],
) -> TokenStream {
    let ident = ident(&name.ident);
    let docs = type_docs::of(context, paths, id);
    let mut known = HashSet::new();
    let known: Vec<(&Variant, &String)> = variants
        .iter()
        .zip(&name.members)
        .filter(|(variant, _)| known.insert(variant.wire.as_str()))
        .collect();
    // The texts stand where the variants do: `open_enum!` makes the enum of them, with `Other` and what all enums can.
    let members = known.iter().map(|(variant, member)| {
        let docs = Docs::default().markdown(&variant.docs).tokens();
        let (member, wire) = (self::ident(member), Literal::string(&variant.wire));
        quote!(#docs #member = #wire)
    });
    let block = self::ident(render::OPEN_ENUM);
    // Noted as used: the block becomes a call of it.
    let _ = paths.runtime("open_enum");
    quote! {
        mod #block {
            #docs
            pub enum #ident { #(#members),* }
        }
    }
}

fn union(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    def: &TypeDef,
    name: &TypeName,
    arms: &[Arm],
) -> TokenStream {
    let ident = ident(&name.ident);
    let docs = type_docs::of(context, paths, id);
    let derives = derives(paths, Some(quote!(Debug,)), false);
    let members = arms.iter().zip(&name.members).map(|(arm, member)| {
        let docs = Docs::of(match arm.kind {
            ArmKind::Bool => "A boolean.",
            ArmKind::Number => "A number.",
            ArmKind::String => "A string.",
            ArmKind::Array => "An array.",
            ArmKind::Object => "An object.",
        })
        .tokens();
        let (member, ty) = (self::ident(member), arm_type(context, paths, id, arm));
        quote!(#docs #member(#ty))
    });
    let other = match others(context.model, def) {
        Others::None => TokenStream::new(),
        Others::Anything => {
            let docs = Docs::of("Anything else, as it came.").tokens();
            let value = paths.owned(&Type::Any);
            quote!(#docs Other(#value),)
        }
        Others::Scalars(shown, read) => {
            let docs = Docs::of(format!("Any other {shown}, as it came.")).tokens();
            let read = Literal::string(&format!("crate::runtime::scalars::{read}"));
            let value = paths.owned(&Type::Any);
            quote!(#docs #[serde(deserialize_with = #read)] Other(#value),)
        }
    };
    let default = default_arm(def).and_then(|at| name.members.get(at));
    let default = default.map(|member| {
        let member = self::ident(member);
        quote! {
            impl Default for #ident {
                fn default() -> Self {
                    Self::#member(Default::default())
                }
            }
        }
    });
    quote! {
        #docs
        #derives
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #ident {
            #(#members,)*
            #other
        }
        #default
    }
}

/// A union of objects that one member tells apart: `tagged_union!` makes the enum, with `Other`, and reads it.
fn tagged_union(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: TypeId,
    name: &TypeName,
    tag: &str,
    arms: &[Arm],
) -> TokenStream {
    let ident = ident(&name.ident);
    let docs = type_docs::of(context, paths, id);
    let forms = arms.iter().zip(&name.members).filter_map(|(arm, member)| {
        let (member, word) = (self::ident(member), Literal::string(arm.word.as_ref()?));
        let ty = arm_type(context, paths, id, arm);
        Some(quote!(#member(#ty) = #word))
    });
    let (block, tag) = (self::ident(render::TAGGED_UNION), Literal::string(tag));
    // Noted as used: the block becomes a call of it.
    let _ = paths.runtime("tagged_union");
    quote! {
        mod #block {
            #[by = #tag]
            #docs
            pub enum #ident { #(#forms),* }
        }
    }
}

/// What an arm of a union holds.
fn arm_type(context: Context<'_>, paths: &Paths<'_>, union: TypeId, arm: &Arm) -> TokenStream {
    let ty = paths.owned(&arm.ty);
    if matches!(&arm.ty, Type::Named(other) if context.boxed.contains(&(union, *other))) {
        quote!(Box<#ty>)
    } else {
        ty
    }
}

/// What a union keeps beside its arms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// Any JSON.
    Anything,
    /// Scalars of some kinds: in words, and the function of the runtime that reads them.
    Scalars(&'static str, &'static str),
    /// Nothing: the arms take all that may come.
    None,
}

/// What a union keeps beside its arms.
pub(super) fn others(model: &Model, def: &TypeDef) -> Others {
    let TypeKind::Union(arms) = &def.kind else {
        return Others::None;
    };
    if !def.settled {
        return Others::Anything;
    }
    // Every string is one of an open enum, and every number can be an `f64`.
    let refuses = |arm: &Arm| match &arm.ty {
        Type::I64 | Type::U64 | Type::Timestamp | Type::DateTime | Type::Date | Type::Uuid => true,
        Type::Named(id) => {
            let kind = model.types.get(id.0).map(|def| &def.kind);
            arm.kind.is_scalar() && !matches!(kind, Some(TypeKind::Enum(_)))
        }
        _ => false,
    };
    if !arms.iter().any(refuses) {
        return Others::None;
    }
    let has = |kind| arms.iter().any(|arm| arm.kind == kind);
    let kinds = [ArmKind::Bool, ArmKind::Number, ArmKind::String].map(has);
    let (shown, read) = match kinds {
        [false, true, false] => ("number", "number"),
        [false, false, true] => ("string", "string"),
        [true, true, false] => ("boolean or number", "bool_or_number"),
        [true, false, true] => ("boolean or string", "bool_or_string"),
        [false, true, true] => ("number or string", "number_or_string"),
        _ => ("boolean, number or string", "any"),
    };
    Others::Scalars(shown, read)
}

/// The uses of a type in another that need a box, because the one holds the other again without a list or a map between.
pub(super) fn boxed(model: &Model) -> HashSet<(TypeId, TypeId)> {
    let holds: Vec<Vec<usize>> = model.types.iter().map(directly_held).collect();
    let mut boxed = HashSet::new();
    let mut state = vec![State::New; holds.len()];
    for start in 0..holds.len() {
        if state[start] != State::New {
            continue;
        }
        // Depth first without recursion: a use that leads back to a type on the way is boxed, which breaks every circle.
        let mut way = vec![(start, 0)];
        state[start] = State::OnTheWay;
        while let Some((here, next)) = way.last_mut() {
            let Some(held) = holds[*here].get(*next).copied() else {
                state[*here] = State::Done;
                way.pop();
                continue;
            };
            *next += 1;
            match state.get(held) {
                Some(State::OnTheWay) => drop(boxed.insert((TypeId(*here), TypeId(held)))),
                Some(State::New) => {
                    state[held] = State::OnTheWay;
                    way.push((held, 0));
                }
                _ => {}
            }
        }
    }
    boxed
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn directly_held(def: &TypeDef) -> Vec<usize> {
    fn held(ty: &Type) -> Option<usize> {
        match ty {
            Type::Named(id) => Some(id.0),
            Type::Nullable(inner) => held(inner),
            _ => None,
        }
    }
    match &def.kind {
        TypeKind::Struct(fields) => fields.iter().filter_map(|field| held(&field.ty)).collect(),
        TypeKind::Union(arms) => arms.iter().filter_map(|arm| held(&arm.ty)).collect(),
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The arm that is the default of a union of scalars: an empty string rather than a zero. Other unions have none.
fn default_arm(def: &TypeDef) -> Option<usize> {
    let TypeKind::Union(arms) = &def.kind else {
        return None;
    };
    let is_scalar = |arm: &Arm| {
        !matches!(arm.kind, ArmKind::Array | ArmKind::Object) && !matches!(arm.ty, Type::Named(_))
    };
    if !def.usage.request || def.tag.is_some() || !arms.iter().all(is_scalar) {
        return None;
    }
    let text = arms.iter().position(|arm| arm.kind == ArmKind::String);
    text.or((!arms.is_empty()).then_some(0))
}

/// Which types have a default: unions of scalars, and structs of which every required field's type has one.
pub(super) fn defaults(model: &Model) -> Vec<bool> {
    // Types that hold each other by need have no value at all; a few rounds settle the rest, deeper ones go without.
    let mut has: Vec<bool> = model
        .types
        .iter()
        .map(|def| matches!(def.kind, TypeKind::Struct(_)) || default_arm(def).is_some())
        .collect();
    for _ in 0..16 {
        let before = has.clone();
        for (index, def) in model.types.iter().enumerate() {
            if let TypeKind::Struct(fields) = &def.kind {
                has[index] = def.usage.request
                    && fields
                        .iter()
                        .all(|field| !field.required || type_has_default(&field.ty, &before));
            }
        }
        if has == before {
            return has;
        }
    }
    vec![false; model.types.len()]
}

pub(super) fn type_has_default(ty: &Type, named: &[bool]) -> bool {
    match ty {
        Type::Named(id) => named.get(id.0).copied().unwrap_or(false),
        _ => true,
    }
}

//! Which methods of a folder return one and the same type: `ListDroplets`, of `list()` and of `list_by_tag(…)`.

use std::collections::HashMap;

use super::signature::{ReplyKind, Setter, Signature};
use crate::api::{Api, Location, Operation, ResourceId};
use crate::infer::naming::noun;
use crate::model::{Model, NextPage, PageParameter, Pages, Saying, Type};
use crate::names::Names;

/// Calls about the same thing that have the same setters, the same reply and the same pages get the type of the first of
/// them, which is called after that thing; those whose type somebody named keep it.
pub(super) fn share(api: &Api<'_>, model: &Model, names: &Names, signatures: &mut [Signature]) {
    let mut known: HashMap<Kind<'_>, String> = HashMap::new();
    let operations = api.operations.iter().zip(&model.operations);
    let operations = operations.zip(&names.operations).zip(signatures);
    for (((operation, types), name), signature) in operations {
        if operation.variant_of.is_some() || name.is_chosen || signature.wrapper.is_none() {
            continue;
        }
        let noun = noun(api, operation);
        let kind = Kind::of(operation, noun, signature, types.pages.as_ref());
        let own = signature.wrapper.take().unwrap_or_default();
        signature.wrapper = Some(known.entry(kind).or_insert(own).clone());
    }
}

/// All that the type of a call consists of.
#[derive(PartialEq, Eq, Hash)]
struct Kind<'x> {
    resource: ResourceId,
    /// What the path calls the thing.
    noun: String,
    reply: ReplyKind,
    setters: Vec<SetterKind<'x>>,
    pages: Option<PagesKind<'x>>,
}

#[derive(PartialEq, Eq, Hash)]
struct SetterKind<'x> {
    ident: String,
    ty: Option<Type>,
    location: Option<Location>,
    wire: &'x str,
    docs: &'x str,
    default: Option<&'x str>,
    adds: bool,
}

#[derive(PartialEq, Eq, Hash)]
struct PagesKind<'x> {
    items: &'x [String],
    rule: &'static str,
    parameter: Option<Asked<'x>>,
    first: i64,
    from: &'x [String],
    key: &'x str,
    says: &'x [(Saying, Vec<String>)],
    size: Option<Asked<'x>>,
}

/// A parameter by what it is called on the wire.
#[derive(PartialEq, Eq, Hash)]
enum Asked<'x> {
    Query(&'x str),
    Body(&'x [String]),
}

impl<'x> Kind<'x> {
    fn of(
        operation: &'x Operation<'_>,
        noun: String,
        signature: &Signature,
        pages: Option<&'x Pages>,
    ) -> Self {
        let setters = signature.setters.iter();
        Self {
            resource: signature.resource,
            noun,
            reply: signature.reply.clone(),
            setters: setters.map(|it| SetterKind::of(operation, it)).collect(),
            pages: pages.map(|pages| PagesKind::of(operation, pages)),
        }
    }
}

impl<'x> SetterKind<'x> {
    fn of(operation: &'x Operation<'_>, setter: &Setter) -> Self {
        let first = setter.parameters.first();
        let parameter = first.and_then(|index| operation.parameters.get(*index));
        Self {
            ident: setter.ident.clone(),
            ty: setter.ty.clone(),
            location: parameter.map(|it| it.location),
            wire: parameter.map_or("", |it| &it.name),
            docs: parameter.map_or("", |it| &it.docs),
            default: parameter.and_then(|it| it.default.as_deref()),
            adds: setter.parameters.len() > 1,
        }
    }
}

impl<'x> PagesKind<'x> {
    fn of(operation: &'x Operation<'_>, pages: &'x Pages) -> Self {
        let mut kind = Self {
            items: &pages.items,
            rule: "",
            parameter: None,
            first: 0,
            from: &[],
            key: "",
            says: &pages.says,
            size: pages.size.as_ref().map(|it| Asked::of(operation, it)),
        };
        let parameter;
        (kind.rule, parameter) = match &pages.next {
            NextPage::Link(from) => {
                kind.from = from;
                ("link", None)
            }
            NextPage::LinkHeader => ("header", None),
            NextPage::Page { parameter, first } => {
                kind.first = *first;
                ("page", Some(parameter))
            }
            NextPage::Offset { parameter, first } => {
                kind.first = *first;
                ("offset", Some(parameter))
            }
            NextPage::Cursor { from, parameter } => {
                kind.from = from;
                ("cursor", Some(parameter))
            }
            NextPage::LastItem { key, parameter } => {
                kind.key = key;
                ("last item", Some(parameter))
            }
        };
        kind.parameter = parameter.map(|it| Asked::of(operation, it));
        kind
    }
}

impl<'x> Asked<'x> {
    fn of(operation: &'x Operation<'_>, parameter: &'x PageParameter) -> Self {
        match parameter {
            PageParameter::Query(index) => {
                Self::Query(operation.parameters.get(*index).map_or("", |it| &it.name))
            }
            PageParameter::Body(way) => Self::Body(way),
        }
    }
}

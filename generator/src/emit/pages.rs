//! `pages` and `items` of a call whose reply is one page of a list.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::call::reply_type;
use super::docs::Docs;
use super::paths::{Paths, ident};
use super::resource::text;
use super::signature::{self, ReplyKind};
use super::types::boxed;
use super::{Context, OperationView};
use crate::api::{Api, OperationId};
use crate::diagnostic::Diagnostics;
use crate::model::{Model, NextPage, Pages, Type, TypeId, TypeKind};
use crate::names::Names;

/// The methods; nothing where the way to the items or to the next page leads through what has no fixed type.
pub(super) fn methods(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
) -> TokenStream {
    let Some(pages) = &view.types.pages else {
        return TokenStream::new();
    };
    let ReplyKind::Json(reply) = &view.signature.reply else {
        return TokenStream::new();
    };
    build(context, paths, view, pages, reply).unwrap_or_default()
}

/// Tells of the methods whose lists are paged, but whose types do not lead to the items or to the next page.
pub(crate) fn tell_left_out(
    api: &Api<'_>,
    model: &Model,
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    if model.operations.iter().all(|types| types.pages.is_none()) {
        return;
    }
    let boxed = boxed(model);
    let types = Types {
        model,
        names,
        boxed: &boxed,
    };
    for (index, operation) in api.operations.iter().enumerate() {
        let way = match types.way(api, OperationId(index)) {
            None | Some(Ok(())) => continue,
            Some(Err(way)) => way,
        };
        let why = match way {
            Obstacle::Kinds => "its replies differ in kind".to_owned(),
            Obstacle::Way([]) => "its reply is no list of one type".to_owned(),
            Obstacle::Way(way) => format!("no types of fields lead to \"{}\"", way.join(".")),
        };
        diagnostics
            .note(
                "pages-left-out",
                &*operation.pointer,
                format!("the list comes in pages, but {why}: `pages()` and `items()` are left out"),
            )
            .help("set the types on the way by overrides, or say `pages` of the method: a rule, or false");
    }
}

/// The methods whose replies come in pages, with types that lead to the items and to the next page.
pub(super) fn paged(
    api: &Api<'_>,
    model: &Model,
    names: &Names,
    boxed: &HashSet<(TypeId, TypeId)>,
) -> HashSet<OperationId> {
    let types = Types {
        model,
        names,
        boxed,
    };
    (0..api.operations.len())
        .map(OperationId)
        .filter(|id| matches!(types.way(api, *id), Some(Ok(()))))
        .collect()
}

fn build(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    pages: &Pages,
    reply: &Type,
) -> Option<TokenStream> {
    let found = Found::of(Types::of(context), pages, reply).ok()?;
    let rule = rule(paths, view, &pages.next, found.mark)?;
    let Found {
        count, take, item, ..
    } = found;
    let reply = reply_type(paths, view);
    let item = paths.owned(&item);
    let (pages_type, items_type) = (paths.runtime("Pages"), paths.runtime("Items"));
    let pages_docs =
        Docs::of("The pages from this one on, each fetched when it is asked for.").tokens();
    let items_docs = Docs::of("The items of this page and of those after it.").tokens();
    let count = if count.optional {
        let value = count.tokens;
        quote!(#value.map_or(0, Vec::len))
    } else {
        let value = count.tokens;
        quote!(#value.len())
    };
    let take = if take.optional {
        let value = take.tokens;
        quote!(#value.unwrap_or_default())
    } else {
        take.tokens
    };
    Some(quote! {
        #pages_docs
        pub fn pages(self) -> #pages_type<'c, #reply> {
            #pages_type::new(self.call, #rule, |page| #count)
        }

        #items_docs
        pub fn items(self) -> #items_type<'c, #reply, #item> {
            #items_type::new(self.pages(), |page| #take)
        }
    })
}

/// What the types are that lead through a reply.
#[derive(Clone, Copy)]
struct Types<'x> {
    model: &'x Model,
    names: &'x Names,
    /// Uses of a type (the second) in another (the first) that need a box.
    boxed: &'x HashSet<(TypeId, TypeId)>,
}

impl<'x> Types<'x> {
    fn of(context: Context<'x>) -> Self {
        Self {
            model: context.model,
            names: context.names,
            boxed: context.boxed,
        }
    }

    /// Whether the types of a method's reply lead to its items and to the next page; `None` where nothing is paged.
    fn way(self, api: &Api<'_>, id: OperationId) -> Option<Result<(), Obstacle<'x>>> {
        let own = self.model.operations.get(id.0)?;
        let pages = own.pages.as_ref()?;
        if api.operations.get(id.0)?.variant_of.is_some() {
            return None;
        }
        let ReplyKind::Json(reply) = signature::reply(own, self.names.operations.get(id.0)?) else {
            return Some(Err(Obstacle::Kinds));
        };
        Some(match Found::of(self, pages, &reply) {
            Ok(_) => Ok(()),
            Err(way) => Err(Obstacle::Way(way)),
        })
    }
}

/// Why a list that comes in pages has no `pages` method.
enum Obstacle<'x> {
    /// It is answered in more than one way.
    Kinds,
    /// These keys lead through what is no field of a known type; none where the reply itself is no list.
    Way(&'x [String]),
}

/// What paging needs of a reply.
struct Found {
    /// The items, borrowed.
    count: Place,
    /// The items, taken out.
    take: Place,
    /// The type of one of them.
    item: Type,
    /// The [`mark`] of the next page, where the rule has one.
    mark: Option<TokenStream>,
}

impl Found {
    /// The keys that no types of fields lead along, where there are such.
    fn of<'p>(types: Types<'_>, pages: &'p Pages, reply: &Type) -> Result<Self, &'p [String]> {
        let items = |borrowed| {
            walk(types, reply, &pages.items, quote!(page), borrowed)
                .and_then(Place::array)
                .ok_or(pages.items.as_slice())
        };
        let (count, _) = items(true)?;
        let (take, item) = items(false)?;
        let mark = match &pages.next {
            NextPage::Link(fields) | NextPage::Cursor { from: fields, .. } => {
                Some(mark(types, reply, fields).ok_or(fields.as_slice())?)
            }
            NextPage::LinkHeader | NextPage::Page(_) | NextPage::Offset(_) => None,
        };
        Ok(Self {
            count,
            take,
            item,
            mark,
        })
    }
}

fn rule(
    paths: &Paths<'_>,
    view: OperationView<'_>,
    next: &NextPage,
    mark: Option<TokenStream>,
) -> Option<TokenStream> {
    let rule = paths.runtime("NextPage");
    let wire = |index: &usize| view.operation.parameters.get(*index);
    Some(match next {
        NextPage::LinkHeader => quote!(#rule::LinkHeader),
        NextPage::Link(_) => {
            let link = mark?;
            quote!(#rule::Link(|page| #link))
        }
        NextPage::Page(index) => {
            let parameter = wire(index)?;
            let name = text(&parameter.name);
            let zero = parameter.observed.iter().any(|value| value == "0");
            let first = Literal::i64_unsuffixed(i64::from(!zero));
            quote!(#rule::Page { parameter: #name, first: #first })
        }
        NextPage::Offset(index) => {
            let name = text(&wire(index)?.name);
            quote!(#rule::Offset { parameter: #name })
        }
        NextPage::Cursor { parameter, .. } => {
            let name = text(&wire(parameter)?.name);
            let cursor = mark?;
            quote!(#rule::Cursor { parameter: #name, from: |page| #cursor })
        }
    })
}

/// A value inside the reply: how to get at it, and whether it may be missing.
struct Place {
    tokens: TokenStream,
    optional: bool,
    ty: Type,
}

/// The expression that leads through fields, borrowed or taken out.
fn walk(
    types: Types<'_>,
    start: &Type,
    fields: &[String],
    root: TokenStream,
    borrowed: bool,
) -> Option<Place> {
    let mut place = Place {
        tokens: root,
        optional: false,
        ty: start.clone(),
    };
    for wire in fields {
        let member = Member::of(types, &place.ty, wire)?;
        let (name, layers) = (member.name, member.layers);
        let tokens = place.tokens;
        place.tokens = match (place.optional, layers, borrowed) {
            (false, 0, _) => quote!(#tokens.#name),
            (false, 1, true) => quote!(#tokens.#name.as_ref()),
            (false, 1, false) => quote!(#tokens.#name),
            (false, _, true) => quote!(#tokens.#name.as_ref().and_then(Option::as_ref)),
            (false, _, false) => quote!(#tokens.#name.flatten()),
            (true, 0, true) => quote!(#tokens.map(|it| &it.#name)),
            (true, 0, false) => quote!(#tokens.map(|it| it.#name)),
            (true, 1, true) => quote!(#tokens.and_then(|it| it.#name.as_ref())),
            (true, 1, false) => quote!(#tokens.and_then(|it| it.#name)),
            (true, _, true) => quote!(#tokens.and_then(|it| it.#name.as_ref()?.as_ref())),
            (true, _, false) => quote!(#tokens.and_then(|it| it.#name.flatten())),
        };
        place.optional |= layers > 0;
        place.ty = member.ty;
    }
    Some(place)
}

impl Place {
    /// As a list, with the type of its items.
    fn array(self) -> Option<(Self, Type)> {
        match self.ty.clone() {
            Type::Array(item) => Some((self, *item)),
            _ => None,
        }
    }
}

/// What leads to the next page, inside a page: an expression of the type `Option<String>`, with `?` for what may be missing.
fn mark(types: Types<'_>, start: &Type, fields: &[String]) -> Option<TokenStream> {
    let (mut tokens, mut ty, mut layers) = (quote!(page), start.clone(), 0);
    for wire in fields {
        let member = Member::of(types, &ty, wire)?;
        let (name, open) = (member.name, opened(layers));
        tokens = quote!(#tokens #open.#name);
        (ty, layers) = (member.ty, member.layers);
    }
    match ty {
        Type::String => Some(match layers {
            0 => quote!(Some(#tokens.clone())),
            1 => quote!(#tokens.clone()),
            _ => quote!(#tokens.clone().flatten()),
        }),
        Type::I64 | Type::U64 | Type::Uuid | Type::Timestamp | Type::DateTime => {
            let open = opened(layers);
            Some(quote!(Some(#tokens #open.to_string())))
        }
        // Nothing else is a mark.
        _ => None,
    }
}

/// What leads from a field into the options around its value.
fn opened(layers: usize) -> TokenStream {
    std::iter::repeat_n(quote!(.as_ref()?), layers).collect()
}

/// A field on the way.
struct Member {
    name: proc_macro2::Ident,
    /// How many options lie around its value.
    layers: usize,
    /// What is inside them.
    ty: Type,
}

impl Member {
    /// The field of that name on the wire; `None` where the type has none, or nothing is known of the field's value.
    fn of(types: Types<'_>, ty: &Type, wire: &str) -> Option<Self> {
        let Type::Named(id) = ty else {
            return None;
        };
        let TypeKind::Struct(fields) = &types.model.types.get(id.0)?.kind else {
            return None;
        };
        let index = fields.iter().position(|field| field.wire == wire)?;
        let field = fields.get(index)?;
        let name = types.names.types.get(id.0)?.members.get(index)?;
        let (nullable, ty) = match &field.ty {
            Type::Nullable(inner) => (true, (**inner).clone()),
            ty => (false, ty.clone()),
        };
        let boxed = matches!(&ty, Type::Named(other) if types.boxed.contains(&(*id, *other)));
        if boxed || matches!(ty, Type::Null | Type::Any) {
            return None;
        }
        Some(Self {
            name: ident(name),
            layers: usize::from(!field.required) + usize::from(nullable),
            ty,
        })
    }
}

//! `pages` and `items` of a call whose reply is one page of a list.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::call::reply_type;
use super::docs::Docs;
use super::paths::{Paths, ident};
use super::resource::text;
use super::signature::ReplyKind;
use super::{Context, OperationView};
use crate::model::{NextPage, Pages, Type, TypeKind};

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

fn build(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    pages: &Pages,
    reply: &Type,
) -> Option<TokenStream> {
    let (count, _) = walk(context, reply, &pages.items, quote!(page), true)?.array()?;
    let (take, item) = walk(context, reply, &pages.items, quote!(page), false)?.array()?;
    let rule = rule(context, paths, view, &pages.next, reply)?;
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

fn rule(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    next: &NextPage,
    reply: &Type,
) -> Option<TokenStream> {
    let rule = paths.runtime("NextPage");
    let wire = |index: &usize| view.operation.parameters.get(*index);
    Some(match next {
        NextPage::LinkHeader => quote!(#rule::LinkHeader),
        NextPage::Link(fields) => {
            let link = mark(context, reply, fields)?;
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
        NextPage::Cursor { from, parameter } => {
            let name = text(&wire(parameter)?.name);
            let cursor = mark(context, reply, from)?;
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
    context: Context<'_>,
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
        let member = Member::of(context, &place.ty, wire)?;
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
fn mark(context: Context<'_>, start: &Type, fields: &[String]) -> Option<TokenStream> {
    let (mut tokens, mut ty, mut layers) = (quote!(page), start.clone(), 0);
    for wire in fields {
        let member = Member::of(context, &ty, wire)?;
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
        Type::I64 | Type::U64 | Type::Uuid | Type::Timestamp => {
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
    fn of(context: Context<'_>, ty: &Type, wire: &str) -> Option<Self> {
        let Type::Named(id) = ty else {
            return None;
        };
        let TypeKind::Struct(fields) = &context.model.types.get(id.0)?.kind else {
            return None;
        };
        let index = fields.iter().position(|field| field.wire == wire)?;
        let field = fields.get(index)?;
        let name = context.names.types.get(id.0)?.members.get(index)?;
        let (nullable, ty) = match &field.ty {
            Type::Nullable(inner) => (true, (**inner).clone()),
            ty => (false, ty.clone()),
        };
        let boxed = matches!(&ty, Type::Named(other) if context.boxed.contains(&(*id, *other)));
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

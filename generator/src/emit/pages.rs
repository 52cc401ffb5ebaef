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
            let link = walk(context, reply, fields, quote!(page), true)?.text()?;
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
            let cursor = walk(context, reply, from, quote!(page), true)?.text()?;
            quote!(#rule::Cursor { parameter: #name, from: |page| #cursor })
        }
    })
}

/// A value inside the reply: how to get at it, and whether it may be missing.
struct Place {
    tokens: TokenStream,
    optional: bool,
    ty: Type,
    borrowed: bool,
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
        borrowed,
    };
    for wire in fields {
        let Type::Named(id) = &place.ty else {
            return None;
        };
        let TypeKind::Struct(members) = &context.model.types.get(id.0)?.kind else {
            return None;
        };
        let index = members.iter().position(|field| field.wire == *wire)?;
        let (field, name) = (
            members.get(index)?,
            context.names.types.get(id.0)?.members.get(index)?,
        );
        let name = ident(name);
        let nullable = matches!(field.ty, Type::Nullable(_));
        let inner = match &field.ty {
            Type::Nullable(inner) => (**inner).clone(),
            ty => ty.clone(),
        };
        if matches!(inner, Type::Null | Type::Any) {
            return None;
        }
        let boxed = matches!(&inner, Type::Named(other) if context.boxed.contains(&(*id, *other)));
        if boxed {
            return None;
        }
        // How many options lie around the field's value.
        let layers = usize::from(!field.required) + usize::from(nullable);
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
        place.ty = inner;
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

    /// As an `Option<String>`.
    fn text(self) -> Option<TokenStream> {
        let tokens = self.tokens;
        debug_assert!(self.borrowed);
        match (&self.ty, self.optional) {
            (Type::String, true) => Some(quote!(#tokens.cloned())),
            (Type::String, false) => Some(quote!(Some(#tokens.clone()))),
            (Type::I64 | Type::U64 | Type::Uuid | Type::Timestamp | Type::Named(_), optional) => {
                // Enums show their text; no other named type is a mark.
                if matches!(self.ty, Type::Named(_)) {
                    return None;
                }
                Some(if optional {
                    quote!(#tokens.map(ToString::to_string))
                } else {
                    quote!(Some(#tokens.to_string()))
                })
            }
            _ => None,
        }
    }
}

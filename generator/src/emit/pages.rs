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
use crate::model::{Model, NextPage, PageParameter, Pages, Saying, Type, TypeId, TypeKind};
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
    let types = Types::of(context);
    let found = Found::of(types, pages, reply).ok()?;
    let rule = rule(paths, view, &pages.next, found.mark)?;
    let settings = settings(types, view, pages, reply);
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
            #pages_type::new(self.call, #rule, |page| #count) #settings
        }

        #items_docs
        pub fn items(self) -> #items_type<'c, #reply, #item> {
            #items_type::new(self.pages(), |page| #take)
        }
    })
}

/// What a page says of its list, and where a call says how many items it wants, each as a call on the `Pages`.
fn settings(types: Types<'_>, view: OperationView<'_>, pages: &Pages, reply: &Type) -> TokenStream {
    let parameter = asked(&pages.next);
    let in_body = matches!(parameter, Some(PageParameter::Body(_)));
    let mut settings = if in_body {
        quote!(.in_body())
    } else {
        TokenStream::new()
    };
    for (saying, way) in &pages.says {
        let method = match saying {
            Saying::More => "more",
            Saying::Last => "last",
            Saying::Pages => "total_pages",
            Saying::Total => "total",
            Saying::Size => "page_size",
            Saying::Number => "page_number",
        };
        let is_flag = matches!(saying, Saying::More | Saying::Last);
        if let Some(value) = said(types, reply, way, is_flag) {
            let method = ident(method);
            settings.extend(quote!(.#method(|page| #value)));
        }
    }
    if let Some(size) = &pages.size
        && matches!(size, PageParameter::Body(_)) == in_body
        && let Some(name) = wire(view, size)
    {
        settings.extend(quote!(.size_parameter(#name)));
    }
    settings
}

/// The parameter that a rule sets.
fn asked(next: &NextPage) -> Option<&PageParameter> {
    match next {
        NextPage::Link(_) | NextPage::LinkHeader => None,
        NextPage::Page { parameter, .. }
        | NextPage::Offset { parameter, .. }
        | NextPage::Cursor { parameter, .. }
        | NextPage::LastItem { parameter, .. } => Some(parameter),
    }
}

/// What the runtime calls a parameter: by its name in the query, or by a pointer into the body (RFC 6901).
fn wire(view: OperationView<'_>, parameter: &PageParameter) -> Option<TokenStream> {
    let name = match parameter {
        PageParameter::Query(index) => text(&view.operation.parameters.get(*index)?.name),
        PageParameter::Body(way) => {
            let escaped = way
                .iter()
                .map(|key| key.replace('~', "~0").replace('/', "~1"));
            let pointer: String = escaped.map(|key| format!("/{key}")).collect();
            text(&pointer)
        }
    };
    Some(quote!(#name))
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
            NextPage::Link(way) => Some(link(types, reply, way).ok_or(way.as_slice())?),
            NextPage::Cursor { from: way, .. } => {
                Some(mark(types, reply, way).ok_or(way.as_slice())?)
            }
            NextPage::LastItem { key, .. } => {
                let mark = last_item(types, reply, &pages.items, &item, key);
                Some(mark.ok_or(pages.items.as_slice())?)
            }
            NextPage::LinkHeader | NextPage::Page { .. } | NextPage::Offset { .. } => None,
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
    Some(match next {
        NextPage::LinkHeader => quote!(#rule::LinkHeader),
        NextPage::Link(_) => {
            let link = mark?;
            quote!(#rule::Link(|page| #link))
        }
        NextPage::Page { parameter, first } => {
            let (name, first) = (wire(view, parameter)?, Literal::i64_unsuffixed(*first));
            quote!(#rule::Page { parameter: #name, first: #first })
        }
        NextPage::Offset { parameter, first } => {
            let (name, first) = (wire(view, parameter)?, Literal::i64_unsuffixed(*first));
            quote!(#rule::Offset { parameter: #name, first: #first })
        }
        NextPage::Cursor { parameter, .. } | NextPage::LastItem { parameter, .. } => {
            let (name, cursor) = (wire(view, parameter)?, mark?);
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

/// A field at the end of a way: an expression for it in a function that gives an option, how many options lie around its
/// value, and what is inside them.
struct Reached {
    tokens: TokenStream,
    layers: usize,
    ty: Type,
}

impl Reached {
    fn of(types: Types<'_>, start: &Type, way: &[String], root: TokenStream) -> Option<Self> {
        let mut at = Self {
            tokens: root,
            layers: 0,
            ty: start.clone(),
        };
        for (index, wire) in way.iter().enumerate() {
            let is_last = index + 1 == way.len();
            let member = Member::of_any(types, &at.ty, wire)?;
            // Any JSON has no fields to go on along.
            if !is_last && matches!(member.ty, Type::Null | Type::Any) {
                return None;
            }
            let (tokens, open, name) = (&at.tokens, opened(at.layers), member.name);
            at = Self {
                tokens: quote!(#tokens #open.#name),
                layers: member.layers,
                ty: member.ty,
            };
        }
        Some(at)
    }

    /// The value itself, borrowed where it is not a copy.
    fn opened(&self) -> TokenStream {
        let (tokens, open) = (&self.tokens, opened(self.layers));
        quote!(#tokens #open)
    }

    /// The value as an option, of a type that is copied or cloned.
    fn option(&self, clone: &TokenStream) -> TokenStream {
        let tokens = &self.tokens;
        match self.layers {
            0 => quote!(Some(#tokens #clone)),
            1 => quote!(#tokens #clone),
            _ => quote!(#tokens #clone.flatten()),
        }
    }
}

/// A link to the next page: an expression of the type `Option<String>`, with `?` for what may be missing.
fn link(types: Types<'_>, start: &Type, way: &[String]) -> Option<TokenStream> {
    let reached = Reached::of(types, start, way, quote!(page))?;
    let value = reached.opened();
    match reached.ty {
        Type::String => Some(reached.option(&quote!(.clone()))),
        Type::Any | Type::Null => Some(quote!(#value.as_str().map(str::to_owned))),
        _ => None,
    }
}

/// The mark of the next page: an expression of the type `Option<Value>`, with `?` for what may be missing.
fn mark(types: Types<'_>, start: &Type, way: &[String]) -> Option<TokenStream> {
    Reached::of(types, start, way, quote!(page)).map(|reached| json(&reached))
}

fn json(reached: &Reached) -> TokenStream {
    let value = reached.opened();
    match reached.layers {
        0 => quote!(serde_json::to_value(&#value).ok()),
        _ => quote!(serde_json::to_value(#value).ok()),
    }
}

/// A field of the last item as a mark.
fn last_item(
    types: Types<'_>,
    start: &Type,
    items: &[String],
    item: &Type,
    key: &String,
) -> Option<TokenStream> {
    let list = Reached::of(types, start, items, quote!(page))?.opened();
    let field = Reached::of(
        types,
        item,
        std::slice::from_ref(key),
        quote!(#list.last()?),
    )?;
    Some(json(&field))
}

/// What a page says: an expression of the type `Option<bool>` or `Option<i64>`, with `?` for what may be missing.
fn said(types: Types<'_>, start: &Type, way: &[String], is_flag: bool) -> Option<TokenStream> {
    let reached = Reached::of(types, start, way, quote!(page))?;
    let value = reached.opened();
    Some(match reached.ty {
        Type::Bool if is_flag => reached.option(&TokenStream::new()),
        Type::I64 if !is_flag => reached.option(&TokenStream::new()),
        // A union, say: whatever it holds, it may be one.
        Type::Named(_) | Type::Any | Type::Null => {
            let json = json(&reached);
            let read = ident(if is_flag { "as_bool" } else { "as_i64" });
            quote!(#json?.#read())
        }
        _ if is_flag => return None,
        Type::U64 if reached.layers == 0 => quote!(i64::try_from(#value).ok()),
        Type::U64 => quote!(i64::try_from(*#value).ok()),
        Type::String => quote!(#value.trim().parse().ok()),
        _ => return None,
    })
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
        Self::of_any(types, ty, wire).filter(|it| !matches!(it.ty, Type::Null | Type::Any))
    }

    /// The field of that name on the wire, whatever is known of its value.
    fn of_any(types: Types<'_>, ty: &Type, wire: &str) -> Option<Self> {
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
            // What was always `null` is an option of any JSON.
            ty => (*ty == Type::Null, ty.clone()),
        };
        let boxed = matches!(&ty, Type::Named(other) if types.boxed.contains(&(*id, *other)));
        if boxed {
            return None;
        }
        Some(Self {
            name: ident(name),
            layers: usize::from(!field.required) + usize::from(nullable),
            ty,
        })
    }
}

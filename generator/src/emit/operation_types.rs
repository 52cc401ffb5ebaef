//! The types that belong to one operation: its request with the setters, its params, its form, its reply.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::call::reply_type;
use super::casing::same_words;
use super::docs::{Docs, code};
use super::paths::{Paths, ident};
use super::resource::text;
use super::signature::{ArgumentSource, BodyArgument, FormKind, FormMember, ReplyKind};
use super::type_docs::enumerated;
use super::{Context, OperationView, chain, hidden, pages};
use crate::api::{Body, FormField, Location, Parameter};
use crate::infer::CountingWord;
use crate::model::Content;
use crate::secret;

pub(super) fn emit(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    wrapped: &Wrapped<'_>,
) -> TokenStream {
    let wrapper = wrapper(context, paths, view, wrapped);
    let params = params(context, paths, view);
    let form = form(context, paths, view);
    let reply = reply(context, paths, view);
    quote!(#wrapper #params #form #reply)
}

/// The operations of a folder whose methods return a type with setters; by that type.
#[derive(Debug, Default)]
pub(super) struct Wrapped<'x>(BTreeMap<&'x str, Vec<OperationView<'x>>>);

impl<'x> Wrapped<'x> {
    /// Of the operations of one folder.
    pub fn of(operations: &[OperationView<'x>]) -> Self {
        let mut wrapped: BTreeMap<&str, Vec<OperationView<'x>>> = BTreeMap::new();
        for view in operations {
            if let Some(name) = &view.signature.wrapper {
                wrapped.entry(name).or_default().push(*view);
            }
        }
        Self(wrapped)
    }
}

/// A link to an operation's method: ``[`Actions::list`]`` beside it, with its path from elsewhere.
pub(super) fn link(context: Context<'_>, paths: &Paths<'_>, view: OperationView<'_>) -> String {
    let method = view.signature.method.trim_start_matches("r#");
    let resource = view.signature.resource;
    let folder = context
        .api
        .resources
        .get(resource.0)
        .is_some_and(|resource| resource.parent.is_some());
    match context.names.resources.get(resource.0).filter(|_| folder) {
        Some(names) => {
            let ty = &names.type_name;
            if paths.is_inside(&names.module) {
                return format!("[`{ty}::{method}`]");
            }
            format!(
                "[`{ty}::{method}`](crate::{}::{ty}::{method})",
                names.module.join("::")
            )
        }
        None => format!("[`Client::{method}`](crate::Client::{method})"),
    }
}

fn wrapper(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    wrapped: &Wrapped<'_>,
) -> Option<TokenStream> {
    let name = view.signature.wrapper.as_deref()?;
    let views = wrapped.0.get(name)?;
    if views.first()?.id != view.id {
        return None;
    }
    let name = ident(name);
    let calls = enumerated(views, |view| link(context, paths, *view));
    let (call, reply) = (paths.runtime("Call"), reply_type(paths, view));
    let call_methods = paths.runtime("call_methods");
    let docs = Docs::of(format!("The call made by {calls}.")).tokens();
    let setters = setters(paths, view);
    let pages = pages::methods(context, paths, view);
    let body = if pages.is_empty() {
        (!setters.is_empty()).then(|| quote!(impl #name<'_> { #setters }))
    } else {
        Some(quote!(impl<'c> #name<'c> { #setters #pages }))
    };
    Some(quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct #name<'c> {
            call: #call<'c, #reply>,
        }
        #call_methods!(#name => #reply);
        #body
    })
}

fn setters(paths: &Paths<'_>, view: OperationView<'_>) -> TokenStream {
    let setters = view.signature.setters.iter().filter_map(|setter| {
        let parameter = view.operation.parameters.get(*setter.parameters.first()?)?;
        let (method, name) = (ident(&setter.ident), text(&parameter.name));
        let many = setter.parameters.len() > 1;
        let mut docs = setter_docs(
            &setter.ident,
            &parameter.name,
            page_docs(view, parameter).unwrap_or(&parameter.docs),
            parameter.location,
        );
        if many {
            docs.paragraph("Each call adds a value.");
        }
        if let Some(default) = &parameter.default {
            docs.paragraph(format!("Defaults to {}.", code(default)));
        }
        let docs = docs.tokens();
        let header = parameter.location == Location::Header;
        Some(match &setter.ty {
            None => quote! {
                #docs
                pub fn #method(mut self) -> Self {
                    self.call.request_mut().set_query_flag(#name);
                    self
                }
            },
            Some(ty) => {
                let ty = paths.parameter(ty);
                let set = ident(match (header, many) {
                    (true, true) => "add_header",
                    (true, false) => "set_header",
                    (false, true) => "add_query",
                    (false, false) => "set_query",
                });
                quote! {
                    #docs
                    pub fn #method(mut self, #method: #ty) -> Self {
                        self.call.request_mut().#set(#name, #method);
                        self
                    }
                }
            }
        })
    });
    setters.collect()
}

/// What a list's parameter is for, where its name is an ordinary one and nothing else is said of it.
fn page_docs(view: OperationView<'_>, parameter: &Parameter<'_>) -> Option<&'static str> {
    view.types.pages.as_ref()?;
    let is_silent = parameter.location == Location::Query && parameter.docs.trim().is_empty();
    Some(
        match CountingWord::of(&parameter.name).filter(|_| is_silent)? {
            CountingWord::Page => "The number of the page to begin with.",
            CountingWord::Offset => "How many items to pass over before the first.",
            CountingWord::Size => "The most items that a page is to hold.",
        },
    )
}

/// A setter's docs: the parameter's description, and what it is sent as where the setter's name does not say that.
fn setter_docs(ident: &str, wire: &str, docs: &str, location: Location) -> Docs {
    let mut lines = Docs::default();
    lines.markdown(docs);
    let place = match location {
        Location::Path { .. } => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
    };
    if docs.trim().is_empty() {
        lines.paragraph(format!("Sets the {place} {}.", code(wire)));
    } else if !same_words(ident, wire) || location == Location::Header {
        lines.paragraph(format!("Sent as the {place} {}.", code(wire)));
    }
    lines
}

/// A member's docs: the description that there is, and its name on the wire where that is another one. A member without
/// either has none: its name is all that is known.
fn member_docs(ident: &str, wire: &str, docs: &str) -> Docs {
    let mut lines = Docs::default();
    lines.markdown(docs);
    let is_told = if docs.trim().is_empty() {
        ident.trim_start_matches("r#") == wire
    } else {
        same_words(ident, wire)
    };
    if !is_told {
        lines.paragraph(format!("Sent as {}.", code(wire)));
    }
    lines
}

fn params(context: Context<'_>, paths: &Paths<'_>, view: OperationView<'_>) -> Option<TokenStream> {
    let name = ident(view.signature.params.as_ref()?);
    let arguments = &view.signature.arguments;
    let borrows = arguments
        .iter()
        .any(|argument| !paths.by_value(&argument.ty));
    let lifetime = borrows.then(|| quote!(<'a>));
    let fields = arguments.iter().map(|argument| {
        let field = ident(&argument.ident);
        let ty = if paths.by_value(&argument.ty) {
            paths.owned(&argument.ty)
        } else {
            quote!(&'a str)
        };
        let docs = match &argument.source {
            ArgumentSource::Parameter(index) => match view.operation.parameters.get(*index) {
                Some(parameter) => member_docs(&argument.ident, &parameter.name, &parameter.docs),
                None => Docs::default(),
            },
            ArgumentSource::QueryVariable(name) => {
                Docs::of(format!("{} in the document.", code(name)))
            }
        };
        let docs = docs.tokens();
        quote!(#docs pub #field: #ty)
    });
    let docs = Docs::of(format!("The arguments of {}.", link(context, paths, view))).tokens();
    let shown = arguments.iter().map(|argument| {
        let wire = match &argument.source {
            ArgumentSource::Parameter(index) => view.operation.parameters.get(*index),
            ArgumentSource::QueryVariable(_) => None,
        };
        let wire = wire.map_or(&*argument.ident, |parameter| &*parameter.name);
        hidden::Member::of(&argument.ident, wire, &argument.ty, true)
    });
    let generics = if borrows {
        quote!(<'_>)
    } else {
        TokenStream::new()
    };
    let (debug, debug_impl) = hidden::debug(&name, &generics, &shown.collect::<Vec<_>>());
    Some(quote! {
        #docs
        #[derive(#debug Clone, PartialEq)]
        pub struct #name #lifetime {
            #(#fields),*
        }
        #debug_impl
    })
}

fn form(context: Context<'_>, paths: &Paths<'_>, view: OperationView<'_>) -> Option<TokenStream> {
    let BodyArgument::Form {
        type_name,
        multipart,
        members,
    } = &view.signature.body
    else {
        return None;
    };
    let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &view.operation.body else {
        return None;
    };
    let (name, form) = (ident(type_name), paths.runtime("Form"));
    // A repeated field needs a loop and so statements, and so do many fields; otherwise the form is one chain.
    let loops = members.len() > chain::LONGEST
        || members.iter().any(|member| member.kind == FormKind::Many);
    let (mut definitions, mut adds, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    for member in members {
        let Some(field) = member.fields.first().and_then(|index| fields.get(*index)) else {
            continue;
        };
        let docs = member_docs(&member.ident, &field.name, &field.docs).tokens();
        let (ident, ty) = (ident(&member.ident), form_type(paths, member));
        definitions.push(quote!(#docs pub #ident: #ty));
        shown.push(hidden::Member {
            ident: member.ident.clone(),
            hidden: !member.file && secret::hides(&field.name),
            optional: member.kind == FormKind::Optional,
        });
        let add = form_add(paths, member, field);
        adds.push(match (loops, member.kind) {
            (false, _) => add,
            (true, FormKind::Many) => quote!(for value in &self.#ident { form = form #add; }),
            (true, _) => quote!(form = form #add;),
        });
    }
    let body = if loops {
        quote!(let mut form = #form::new(); #(#adds)* form)
    } else {
        quote!(#form::new() #(#adds)*)
    };
    let docs = Docs::of(format!(
        "The form that {} sends, as `{}`.",
        link(context, paths, view),
        if *multipart {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        }
    ))
    .tokens();
    let (debug, debug_impl) = hidden::debug(&name, &TokenStream::new(), &shown);
    Some(quote! {
        #docs
        #[derive(#debug Clone, Default)]
        pub struct #name {
            #(#definitions),*
        }

        #debug_impl

        impl #name {
            fn form(&self) -> #form {
                #body
            }
        }
    })
}

/// The call that adds a member to the form; in a loop its value is `value`.
fn form_add(paths: &Paths<'_>, member: &FormMember, field: &FormField<'_>) -> TokenStream {
    let (name, ident) = (text(&field.name), ident(&member.ident));
    let media_type = field
        .content_type
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(text);
    match (member.file, member.kind) {
        (true, FormKind::Optional) => match media_type {
            None => quote!(.optional_part(#name, self.#ident.clone())),
            Some(media_type) => quote! {
                .optional_part(#name, self.#ident.clone().map(|part| part.or_media_type(#media_type)))
            },
        },
        (true, kind) => {
            let part = match kind {
                FormKind::Many => quote!(value.clone()),
                _ => quote!(self.#ident.clone()),
            };
            let or_media_type = media_type.map(|media_type| quote!(.or_media_type(#media_type)));
            quote!(.part(#name, #part #or_media_type))
        }
        (false, kind) => match (media_type, kind) {
            (None, FormKind::One) => quote!(.text(#name, &self.#ident)),
            (None, FormKind::Optional) => quote!(.optional_text(#name, self.#ident.as_ref())),
            (None, FormKind::Many) => quote!(.text(#name, value)),
            (Some(media_type), kind) => {
                let part = paths.runtime("Part");
                match kind {
                    FormKind::One => {
                        quote!(.part(#name, #part::text(&self.#ident).media_type(#media_type)))
                    }
                    FormKind::Optional => quote! {
                        .optional_part(#name, self.#ident.as_ref().map(|text| #part::text(text).media_type(#media_type)))
                    },
                    FormKind::Many => {
                        quote!(.part(#name, #part::text(value).media_type(#media_type)))
                    }
                }
            }
        },
    }
}

fn form_type(paths: &Paths<'_>, member: &FormMember) -> TokenStream {
    let one = if member.file {
        paths.runtime("Part")
    } else {
        quote!(String)
    };
    match member.kind {
        FormKind::One => one,
        FormKind::Optional => quote!(Option<#one>),
        FormKind::Many => quote!(Vec<#one>),
    }
}

/// The enum of an operation whose replies differ by status.
fn reply(context: Context<'_>, paths: &Paths<'_>, view: OperationView<'_>) -> Option<TokenStream> {
    let ReplyKind::Several(name) = &view.signature.reply else {
        return None;
    };
    let ident = ident(name);
    let names = status_names(view);
    let mut seen = std::collections::HashSet::new();
    let (mut variants, mut arms) = (Vec::new(), Vec::new());
    for (reply, variant) in view.types.success.iter().zip(names) {
        let statuses: Vec<u16> = reply
            .statuses
            .iter()
            .copied()
            .filter(|status| seen.insert(*status))
            .collect();
        if statuses.is_empty() {
            continue;
        }
        let variant = self::ident(&variant);
        let shown: Vec<String> = statuses
            .iter()
            .map(|status| format!("`{status}`"))
            .collect();
        let docs = Docs::of(format!("With the status {}.", shown.join(", "))).tokens();
        let patterns = statuses
            .iter()
            .map(|status| Literal::u16_unsuffixed(*status));
        let (holds, read) = match &reply.content {
            Content::Empty => (TokenStream::new(), quote!(Self::#variant)),
            Content::Json(ty) => {
                let ty = paths.owned(ty);
                (quote!((#ty)), quote!(Self::#variant(reply.json()?)))
            }
            Content::Text(_) => (quote!((String)), quote!(Self::#variant(reply.text()?))),
            Content::Bytes(_) => {
                let raw = paths.runtime("RawBody");
                (quote!((#raw)), quote!(Self::#variant(reply.raw()?)))
            }
            Content::JsonOrText(ty) => {
                let (either, ty) = (paths.runtime("JsonOrText"), paths.owned(ty));
                (
                    quote!((#either<#ty>)),
                    quote!(Self::#variant(reply.json_or_text()?)),
                )
            }
        };
        variants.push(quote!(#docs #variant #holds));
        arms.push(quote!(#(#patterns)|* => #read));
    }
    let serialize = paths.foreign(&["serde"], "Serialize");
    let (parts, error, raw) = (
        paths.runtime("ReplyParts"),
        paths.runtime("DecodeError"),
        paths.runtime("RawBody"),
    );
    let docs = Docs::of(format!(
        "The reply to {}, by its status.",
        link(context, paths, view)
    ))
    .tokens();
    let other = Docs::of("With any other status, as it came.").tokens();
    Some(quote! {
        #docs
        #[derive(Debug, Clone, #serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #other
            Other(#raw),
        }

        impl #ident {
            fn decode(reply: &#parts) -> Result<Self, #error> {
                Ok(match reply.status().as_u16() {
                    #(#arms,)*
                    _ => Self::Other(reply.raw()?),
                })
            }
        }
    })
}

/// `Created`, `NoContent`: a name for each reply, from its first status.
fn status_names(view: OperationView<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for reply in &view.types.success {
        let status = reply.statuses.first().copied().unwrap_or(0);
        let name = match status {
            200 => "Ok".to_owned(),
            201 => "Created".to_owned(),
            202 => "Accepted".to_owned(),
            203 => "NonAuthoritative".to_owned(),
            204 => "NoContent".to_owned(),
            205 => "ResetContent".to_owned(),
            206 => "PartialContent".to_owned(),
            207 => "MultiStatus".to_owned(),
            301 => "MovedPermanently".to_owned(),
            302 => "Found".to_owned(),
            303 => "SeeOther".to_owned(),
            304 => "NotModified".to_owned(),
            307 => "TemporaryRedirect".to_owned(),
            308 => "PermanentRedirect".to_owned(),
            other => format!("Status{other}"),
        };
        let same = names
            .iter()
            .filter(|known| known.trim_end_matches(char::is_numeric) == name)
            .count();
        names.push(if same == 0 {
            name
        } else {
            format!("{name}{}", same + 1)
        });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_say_what_names_do_not() {
        let setter = |ident, wire, docs, place| setter_docs(ident, wire, docs, place).into_lines();
        let query = Location::Query;
        assert_eq!(
            setter("page", "page", "", query),
            ["Sets the query parameter `page`."]
        );
        assert_eq!(setter("page", "page", "The page.", query), ["The page."]);
        assert_eq!(
            setter("page_size", "page[length]", "How many.", query),
            [
                "How many.",
                "",
                "Sent as the query parameter `page[length]`."
            ]
        );
        let member = |ident, wire, docs| member_docs(ident, wire, docs).into_lines();
        assert!(member("grant_type", "grant_type", "").is_empty());
        assert!(member("r#type", "type", "").is_empty());
        assert_eq!(
            member("account_id", "accountId", ""),
            ["Sent as `accountId`."]
        );
        assert_eq!(
            member("account_id", "accountId", "The account."),
            ["The account."]
        );
    }
}

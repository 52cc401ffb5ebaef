//! The method that makes a call.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::casing::same_words;
use super::chain::chain;
use super::docs::{Docs, code, line, sentence, without_told};
use super::literal::lines;
use super::paths::{Paths, ident};
use super::resource::text;
use super::signature::{Argument, ArgumentSource, BodyArgument, ReplyKind};
use super::{Context, OperationView, sample};
use crate::api::{
    Body, ConstantHeader, FormField, Location, Parameter, PathPiece, Piece, Role, SettingId,
    Template,
};

/// The method of an operation, on its folder's struct or, for the root, on the client.
pub(super) fn method(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    root: bool,
) -> TokenStream {
    let signature = view.signature;
    let docs = docs(context, view);
    let method = ident(&signature.method);
    let arguments = arguments(paths, view);
    let lifetime = if root { quote!('_) } else { quote!('c) };
    let http = if root {
        quote!(self.http())
    } else {
        quote!(self.http)
    };
    let reply = reply_type(paths, view);
    let call = paths.runtime("Call");
    let (before, request) = request(context, paths, view, &http);
    let made = match &signature.reply {
        ReplyKind::Raw => quote!(#call::raw(#http, #request)),
        ReplyKind::Empty => quote!(#call::empty(#http, #request)),
        ReplyKind::Text => quote!(#call::text(#http, #request)),
        ReplyKind::Json(_) => quote!(#call::json(#http, #request)),
        ReplyKind::JsonOrText(_) => quote!(#call::json_or_text(#http, #request)),
        ReplyKind::Several(name) => {
            let name = paths.item(Some(signature.resource), name);
            quote!(#call::with(#http, #request, #name::decode))
        }
    };
    match &signature.wrapper {
        Some(wrapper) => {
            let wrapper = paths.item(Some(signature.resource), wrapper);
            quote! {
                #docs
                pub fn #method(&self, #arguments) -> #wrapper<#lifetime> {
                    #before
                    #wrapper { call: #made }
                }
            }
        }
        None => quote! {
            #docs
            pub fn #method(&self, #arguments) -> #call<#lifetime, #reply> {
                #before
                #made
            }
        },
    }
}

/// What a call gives, as a type.
pub(super) fn reply_type(paths: &Paths<'_>, view: OperationView<'_>) -> TokenStream {
    match &view.signature.reply {
        ReplyKind::Raw => paths.runtime("RawBody"),
        ReplyKind::Empty => quote!(()),
        ReplyKind::Text => quote!(String),
        ReplyKind::Json(ty) => paths.owned(ty),
        ReplyKind::JsonOrText(ty) => {
            let (json_or_text, ty) = (paths.runtime("JsonOrText"), paths.owned(ty));
            quote!(#json_or_text<#ty>)
        }
        ReplyKind::Several(name) => paths.item(Some(view.signature.resource), name),
    }
}

/// The type of the params struct: it borrows where one of its fields is a `&str`.
pub(super) fn params_type(paths: &Paths<'_>, view: OperationView<'_>, name: &str) -> TokenStream {
    let ty = paths.item(Some(view.signature.resource), name);
    let borrows = view
        .signature
        .arguments
        .iter()
        .any(|argument| !paths.by_value(&argument.ty));
    if borrows { quote!(#ty<'_>) } else { ty }
}

fn arguments(paths: &Paths<'_>, view: OperationView<'_>) -> TokenStream {
    let signature = view.signature;
    let mut arguments: Vec<TokenStream> = match &signature.params {
        Some(name) => {
            let ty = params_type(paths, view, name);
            vec![quote!(params: #ty)]
        }
        None => signature
            .arguments
            .iter()
            .map(|argument| {
                let (name, ty) = (ident(&argument.ident), paths.parameter(&argument.ty));
                quote!(#name: #ty)
            })
            .collect(),
    };
    arguments.extend(match &signature.body {
        BodyArgument::None => None,
        BodyArgument::Json(ty) => {
            let ty = paths.body(ty);
            Some(quote!(body: #ty))
        }
        BodyArgument::Text => Some(quote!(body: impl Into<String>)),
        BodyArgument::Bytes => {
            let ty = paths.runtime("Body");
            Some(quote!(body: impl Into<#ty>))
        }
        BodyArgument::Form { type_name, .. } => {
            let ty = paths.item(Some(signature.resource), type_name);
            Some(quote!(body: &#ty))
        }
        BodyArgument::Variables(ty) => {
            let ty = paths.body(ty);
            Some(quote!(variables: #ty))
        }
    });
    quote!(#(#arguments),*)
}

/// The request with all that the arguments say, and the statements that must stand before it.
fn request(
    context: Context<'_>,
    paths: &Paths<'_>,
    view: OperationView<'_>,
    http: &TokenStream,
) -> (TokenStream, TokenStream) {
    let operation = view.operation;
    let request = paths.runtime("Request");
    let path = text(&path_template(view));
    let head = match operation.method.as_str() {
        method @ ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS") => {
            let method = ident(&method.to_ascii_lowercase());
            quote!(#request::#method(#path))
        }
        method => {
            let method = text(method);
            quote!(#request::new(#method, #path))
        }
    };
    let mut links = Vec::new();
    if operation.server.0 != 0
        && let Some(server) = context.names.servers.get(operation.server.0)
    {
        let server = text(server);
        links.push(quote!(.server(#server)));
    }
    links.push(credentials(context, view));
    for (name, value) in fixed(view) {
        let (name, value) = (text(name), text(value));
        links.push(quote!(.query(#name, #value)));
    }
    for argument in &view.signature.arguments {
        links.extend(argument_value(view, argument));
    }
    links.extend(settings(context, view, http));
    links.extend(made_up(paths, context, view));
    if operation.plus {
        links.push(quote!(.plus_for_blanks()));
    }
    links.push(body(paths, view, &|id| setting(context, id, http)));
    links.extend(headers(&operation.headers));
    for name in &operation.without_headers {
        let name = text(name);
        links.push(quote!(.without_header(#name)));
    }
    for status in view.types.success.iter().flat_map(|reply| &reply.statuses) {
        if !(200..300).contains(status) {
            let status = Literal::u16_unsuffixed(*status);
            links.push(quote!(.success(#status)));
        }
    }
    chain("request", head, &links)
}

/// What the client has for a setting.
fn setting(context: Context<'_>, id: SettingId, http: &TokenStream) -> TokenStream {
    let name = context.names.settings.get(id.0).map_or("", |name| name);
    let name = text(name.trim_start_matches("r#"));
    quote!(#http.setting(#name))
}

/// The parameters that the client sends.
fn settings(context: Context<'_>, view: OperationView<'_>, http: &TokenStream) -> Vec<TokenStream> {
    let parameters = view.operation.parameters.iter().enumerate();
    let sent = parameters.filter_map(|(index, parameter)| {
        let value = setting(context, parameter.setting?, http);
        let name = text(&parameter.name);
        Some(match parameter.location {
            Location::Path { .. } => {
                let hole = text(hole(view, index));
                quote!(.path_setting(#hole, #value))
            }
            Location::Query => quote!(.query_setting(#name, #value)),
            Location::Header => quote!(.header_setting(#name, #value)),
        })
    });
    sent.collect()
}

/// The parameters of the query that the method itself sends.
fn fixed<'x>(view: OperationView<'x>) -> impl Iterator<Item = (&'x str, &'x str)> {
    let fixed = |it: &&Parameter<'_>| it.fixed && it.location == Location::Query;
    let parameters = view.operation.parameters.iter().filter(fixed);
    parameters.filter_map(|it| Some((it.name.as_str(), it.value.as_ref()?.as_constant()?)))
}

/// `/droplets/{droplet_id}/actions`, with literal braces encoded.
pub(super) fn path_template(view: OperationView<'_>) -> String {
    let mut path = String::new();
    for piece in &view.operation.path {
        match piece {
            PathPiece::Literal(text) => {
                path.push_str(&text.replace('{', "%7B").replace('}', "%7D"))
            }
            PathPiece::Parameter(index) => {
                path.push('{');
                path.push_str(hole(view, *index));
                path.push('}');
            }
        }
    }
    path
}

/// What a path parameter is called in the template.
fn hole<'x>(view: OperationView<'x>, parameter: usize) -> &'x str {
    view.names
        .parameters
        .get(parameter)
        .map_or("value", |name| name.trim_start_matches("r#"))
}

/// Which credentials the request takes, where it is not the default one alone.
fn credentials(context: Context<'_>, view: OperationView<'_>) -> TokenStream {
    let operation = view.operation;
    let plain = operation.more_credentials.is_empty();
    match operation.credential {
        None if plain && context.default_credential.is_some() => return quote!(.anonymous()),
        id if plain && id == context.default_credential => return TokenStream::new(),
        _ => {}
    }
    let ids = operation
        .credential
        .iter()
        .chain(&operation.more_credentials);
    let names = ids
        .filter_map(|id| context.names.credentials.get(id.0))
        .map(|name| text(name));
    quote!(#(.credential(#names))*)
}

fn argument_value(view: OperationView<'_>, argument: &Argument) -> Option<TokenStream> {
    let ArgumentSource::Parameter(index) = argument.source else {
        return None;
    };
    let parameter = view.operation.parameters.get(index)?;
    let value = argument_expression(view, argument);
    let name = text(&parameter.name);
    Some(match parameter.location {
        Location::Path { .. } => {
            let hole = text(hole(view, index));
            if parameter.many_segments {
                quote!(.path_segments(#hole, #value))
            } else {
                quote!(.path(#hole, #value))
            }
        }
        Location::Query => quote!(.query(#name, #value)),
        Location::Header => quote!(.header(#name, #value)),
    })
}

fn argument_expression(view: OperationView<'_>, argument: &Argument) -> TokenStream {
    let name = ident(&argument.ident);
    if view.signature.params.is_some() {
        quote!(params.#name)
    } else {
        quote!(#name)
    }
}

/// Optional headers and query parameters that have a default, or that Postman makes a value up for, have one until they are
/// set.
fn made_up(paths: &Paths<'_>, context: Context<'_>, view: OperationView<'_>) -> Vec<TokenStream> {
    let mut links = Vec::new();
    for setter in &view.signature.setters {
        let [index] = setter.parameters.as_slice() else {
            continue;
        };
        let Some(parameter) = view.operation.parameters.get(*index) else {
            continue;
        };
        if let Some(default) = &parameter.default {
            let (name, default) = (text(&parameter.name), text(default));
            links.push(match parameter.location {
                Location::Header => quote!(.header(#name, #default)),
                _ => quote!(.query(#name, #default)),
            });
            continue;
        }
        let Some(Template { pieces }) = parameter.value.as_ref().filter(|_| parameter.enabled)
        else {
            continue;
        };
        let [Piece::Variable(variable)] = pieces.as_slice() else {
            continue;
        };
        let dynamic = (context.api.variables.iter())
            .any(|known| known.role == Role::Dynamic && known.name == *variable);
        // Of a name that it does not know, Postman sends the text.
        if !dynamic || !crate::dynamic::is_known(variable) {
            continue;
        }
        let (make, name, variable) = (
            paths.runtime("dynamic"),
            text(&parameter.name),
            text(variable),
        );
        links.push(match parameter.location {
            Location::Header => quote!(.header(#name, #make(#variable))),
            _ => quote!(.query(#name, #make(#variable))),
        });
    }
    links
}

fn headers(headers: &[ConstantHeader]) -> Vec<TokenStream> {
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for header in headers {
        let (name, value) = (text(&header.name), text(&header.value));
        let key = header.name.to_ascii_lowercase();
        links.push(if !seen.insert(key) {
            quote!(.append_header(#name, #value))
        } else {
            quote!(.header(#name, #value))
        });
    }
    links
}

fn body(
    paths: &Paths<'_>,
    view: OperationView<'_>,
    setting: &dyn Fn(SettingId) -> TokenStream,
) -> TokenStream {
    let Some(body) = &view.operation.body else {
        return TokenStream::new();
    };
    match body {
        Body::Json { content_type, .. }
            if view.operation.tag.is_some() || !view.operation.members.is_empty() =>
        {
            let tag = view.operation.tag.iter().map(|tag| {
                let (key, value) = (text(&tag.key), text(&tag.value));
                quote!(.tag(#key, #value))
            });
            let value = match &view.signature.body {
                BodyArgument::Json(ty) => Some(reference(ty, quote!(body))),
                _ => None,
            };
            let json = value.map(|value| quote!(.json(#value)));
            let members = view.operation.members.iter().map(|member| {
                let (key, value) = (text(&member.key), setting(member.setting));
                quote!(.member_setting(#key, #value))
            });
            let media_type = (content_type != "application/json").then(|| {
                let media_type = optional(Some(content_type));
                quote!(.content_type(#media_type))
            });
            quote!(#json #(#members)* #(#tag)* #media_type)
        }
        Body::Json {
            text: constant,
            content_type,
        } => match &view.signature.body {
            BodyArgument::Json(ty) => {
                let value = reference(ty, quote!(body));
                match content_type.as_str() {
                    "application/json" => quote!(.json(#value)),
                    other => {
                        let media_type = optional(Some(&other.to_owned()));
                        quote!(.json(#value).content_type(#media_type))
                    }
                }
            }
            _ => {
                let (media_type, constant) = (optional(Some(content_type)), text(constant.trim()));
                quote!(.text(#media_type, #constant))
            }
        },
        Body::Text { content_type, .. } => {
            let media_type = optional(content_type.as_ref());
            quote!(.text(#media_type, body))
        }
        Body::File { content_type } => {
            let media_type = optional(content_type.as_ref());
            quote!(.body(#media_type, body))
        }
        Body::UrlEncoded(fields) => {
            let (form, holding) = form(paths, view, fields, setting);
            quote!(.urlencoded(#form) #holding)
        }
        Body::Multipart(fields) => {
            let (form, holding) = form(paths, view, fields, setting);
            quote!(.multipart(#form) #holding)
        }
        Body::GraphQl {
            query,
            operation_name,
            variables,
        } => {
            let query = document(view, query);
            let name = match operation_name {
                Some(name) => {
                    let name = text(name);
                    quote!(Some(#name))
                }
                None => quote!(None),
            };
            match (&view.signature.body, variables) {
                (BodyArgument::Variables(ty), _) => {
                    let value = reference(ty, quote!(variables));
                    quote!(.graphql(#query, #name, Some(#value)))
                }
                (_, Some(text)) if text.trim() == "null" => {
                    quote!(.graphql(#query, #name, Some(&())))
                }
                (_, Some(_)) => {
                    let map = paths.foreign(&["serde_json"], "Map");
                    let value = paths.foreign(&["serde_json"], "Value");
                    quote!(.graphql(#query, #name, Some(&#map::<String, #value>::new())))
                }
                (_, None) if operation_name.is_none() => quote!(.graphql_query(#query)),
                (_, None) => quote!(.graphql(#query, #name, None::<&()>)),
            }
        }
    }
}

/// A form with what the client sends in it, and what says so of the request.
fn form(
    paths: &Paths<'_>,
    view: OperationView<'_>,
    fields: &[FormField<'_>],
    setting: &dyn Fn(SettingId) -> TokenStream,
) -> (TokenStream, TokenStream) {
    let own = match view.signature.body {
        BodyArgument::None if !fields.is_empty() => {
            let form = paths.runtime("Form");
            quote!(#form::new())
        }
        _ => quote!(body.form()),
    };
    let (mut sent, mut holding) = (TokenStream::new(), TokenStream::new());
    for field in fields {
        if let Some(id) = field.setting {
            let (name, value) = (text(&field.name), setting(id));
            sent.extend(quote!(.optional_text(#name, #value.value())));
            holding.extend(quote!(.holding(#value)));
        }
    }
    (quote!(#own #sent), holding)
}

/// The argument of a body as the request takes it: a reference.
fn reference(ty: &crate::model::Type, name: TokenStream) -> TokenStream {
    use crate::model::Type;
    match ty {
        // `&str` and `&[T]` are unsized, and so is what they refer to.
        Type::String | Type::Array(_) => quote!(&#name),
        _ if Paths::body_by_reference(ty) => name,
        _ => quote!(&#name),
    }
}

fn optional(media_type: Option<&String>) -> TokenStream {
    match media_type.filter(|text| !text.is_empty()) {
        Some(media_type) => {
            let media_type = text(media_type);
            quote!(Some(#media_type))
        }
        None => quote!(None),
    }
}

/// A GraphQL document, with its variables pasted in.
fn document(view: OperationView<'_>, query: &Template) -> TokenStream {
    match query.pieces.as_slice() {
        [] => {
            let empty = text("");
            quote!(#empty)
        }
        [Piece::Text(text)] => {
            let text = lines(text);
            quote!(#text)
        }
        pieces => {
            let parts = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => {
                    let text = lines(text);
                    quote!(#text)
                }
                Piece::Variable(name) => {
                    let argument = view.signature.arguments.iter().find(|argument| {
                        argument.source == ArgumentSource::QueryVariable(name.clone())
                    });
                    argument.map_or_else(
                        || quote!(""),
                        |argument| argument_expression(view, argument),
                    )
                }
            });
            quote!([#(#parts),*].concat())
        }
    }
}

/// Whether an example shows server-sent events.
pub(super) fn sends_events(view: OperationView<'_>) -> bool {
    let mut headers = view
        .operation
        .examples
        .iter()
        .flat_map(|example| &example.headers);
    headers.any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type")
            && value
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("text/event-stream")
    })
}

fn docs(context: Context<'_>, view: OperationView<'_>) -> TokenStream {
    let operation = view.operation;
    let mut docs = Docs::default();
    let name = sentence(&operation.name);
    let mut shown = format!("{} {}", operation.method, path_template(view));
    for (index, (name, value)) in fixed(view).enumerate() {
        shown.push_str(&format!(
            "{}{name}={value}",
            if index == 0 { '?' } else { '&' }
        ));
    }
    docs.paragraph(if name.is_empty() {
        "A request without a name.".to_owned()
    } else {
        name
    });
    let tag = view.operation.tag.as_ref().map(|tag| {
        let member = format!("\"{}\": \"{}\"", tag.key, tag.value);
        format!(" with {} in its body", code(&member))
    });
    docs.paragraph(format!("{}{}", code(&shown), tag.unwrap_or_default()));
    let is_tag = |name: &str| operation.tag.iter().any(|tag| tag.key == name);
    let text = without_told(&operation.docs, |fact| {
        context.told.has(fact) || is_tag(&fact.name)
    });
    if line(&text) != line(&operation.name) {
        docs.markdown(&text);
    }
    what_is_sent(view, &mut docs);
    for variant in context.variants(view.id) {
        variant_docs(context, view, variant, &mut docs);
    }
    if sends_events(view) {
        docs.paragraph(
            "The reply is a stream of events: with the feature `stream`, `Call::events` gives them as \
             they come.",
        );
    }
    let known: Vec<String> = error_statuses(context, view)
        .iter()
        .map(|status| format!("`{status}`"))
        .collect();
    if !known.is_empty() {
        docs.paragraph("# Errors");
        docs.paragraph(format!(
            "[`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known \
             statuses: {}.",
            known.join(", ")
        ));
    }
    docs.paragraph("# Example");
    docs.lines(sample::example(context, view));
    docs.tokens()
}

/// Says what the arguments are, where no struct of them does, and what the method sends without being told.
fn what_is_sent(view: OperationView<'_>, docs: &mut Docs) {
    let parameters = &view.operation.parameters;
    if view.signature.params.is_none() {
        let arguments = view.signature.arguments.iter().filter_map(|argument| {
            let ArgumentSource::Parameter(index) = argument.source else {
                return None;
            };
            let text = &*parameters.get(index)?.docs;
            let name = argument.ident.trim_start_matches("r#");
            (!same_words(name, text.trim())).then(|| (name.to_owned(), text))
        });
        docs.described("", arguments);
    }
    let fixed = parameters.iter().filter(|parameter| parameter.fixed);
    let fixed = fixed.filter_map(|parameter| {
        let value = parameter.value.as_ref()?.as_constant()?;
        Some((format!("{}={value}", parameter.name), &*parameter.docs))
    });
    docs.described("Its query always has:", fixed);
    let headers = view.operation.headers.iter();
    let headers =
        headers.map(|header| (format!("{}: {}", header.name, header.value), &*header.docs));
    docs.described("It always sends:", headers);
}

/// Says what else a method is for: a request of the collection that differs in its parameters.
fn variant_docs(
    context: Context<'_>,
    view: OperationView<'_>,
    variant: OperationView<'_>,
    docs: &mut Docs,
) {
    let set: Vec<String> = variant
        .signature
        .setters
        .iter()
        .filter(|setter| {
            let is_sent = |index: &usize| {
                let parameter = variant.operation.parameters.get(*index);
                parameter.is_some_and(|it| it.enabled)
            };
            let other = view.signature.setters.iter();
            setter.parameters.iter().any(is_sent)
                && !other
                    .filter(|other| other.ident == setter.ident)
                    .any(|other| {
                        let parameters = &view.operation.parameters;
                        let mut own = other
                            .parameters
                            .iter()
                            .filter_map(|index| parameters.get(*index));
                        own.any(|it| it.enabled)
                    })
        })
        .map(|setter| code(setter.ident.trim_start_matches("r#")))
        .collect();
    let name = sentence(&variant.operation.name);
    let text = without_told(&variant.operation.docs, |fact| context.told.has(fact));
    let is_new =
        line(&text) != line(&variant.operation.name) && line(&text) != line(&view.operation.docs);
    if name == sentence(&view.operation.name) && !is_new && set.is_empty() {
        return;
    }
    let with = match set.split_last() {
        None => String::new(),
        Some((last, [])) => format!(" With {last}."),
        Some((last, before)) => format!(" With {} and {last}.", before.join(", ")),
    };
    docs.paragraph(format!("Also: {name}{with}"));
    if is_new {
        docs.markdown(&text);
    }
}

fn error_statuses(context: Context<'_>, view: OperationView<'_>) -> Vec<u16> {
    let success: Vec<u16> = view
        .types
        .success
        .iter()
        .flat_map(|reply| reply.statuses.iter().copied())
        .collect();
    let views = std::iter::once(view).chain(context.variants(view.id));
    let mut statuses: Vec<u16> = views
        .flat_map(|view| &view.operation.examples)
        .map(|example| example.status)
        .filter(|status| *status >= 300 && !success.contains(status))
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

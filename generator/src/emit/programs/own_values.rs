//! What the replay program sends where one credential of the client stands for several values in the collection.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::settings::{sent_empty, sets};
use crate::api::{Location, Scheme, Template};
use crate::emit::literal::literal;
use crate::emit::paths::{Paths, ident};
use crate::emit::resource::text;
use crate::emit::{Context, OperationView};
use crate::secret;

/// The call with the credentials that the request itself has, as statements that bind `call`; `None` where they are the client's.
pub(super) fn call(
    context: Context<'_>,
    view: OperationView<'_>,
    call: &TokenStream,
    helpers: &mut BTreeSet<&'static str>,
) -> Option<TokenStream> {
    let operation = view.operation;
    let own = operation
        .own_values
        .iter()
        // What signs a request anew replaces what was saved of its signature.
        .filter(|(id, _)| !sets(context, *id));
    let (ids, schemes): (Vec<_>, Vec<_>) = own.map(|(id, scheme)| (*id, scheme.as_ref())).unzip();
    if ids.is_empty() && operation.signed.is_empty() {
        return None;
    }
    let all = operation
        .credential
        .iter()
        .chain(&operation.more_credentials);
    let others = all
        .filter(|id| !ids.contains(id))
        .filter_map(|id| context.names.credentials.get(id.0))
        .map(|name| text(name));
    let paths = Paths::outside(context.model, context.names);
    let mut fill = |value: String| {
        if value.contains("{{") {
            helpers.extend(["fill", "text"]);
            let template = literal(&value);
            quote!(run.text(#template))
        } else {
            let value = literal(&value);
            quote!(#value)
        }
    };
    // What a script would replace is sent as the collection has it: Postman does so where the script does not run.
    let signed: TokenStream = (operation.signed.iter())
        .map(|parameter| {
            let value = parameter.value.as_ref().map(Template::to_string);
            let value = value.unwrap_or_default();
            let value = fill(value);
            let set = ident(match parameter.location {
                Location::Header => "add_header",
                _ => "add_query",
            });
            let name = text(&parameter.name);
            quote!(call.request_mut().#set(#name, #value);)
        })
        .collect();
    let only_signed = ids.is_empty();
    let set = schemes.into_iter().flatten().filter_map(|scheme| {
        let credential = credential(&paths, scheme, &mut fill)?;
        Some(quote!(call.request_mut().set_credential(#credential);))
    });
    let set: TokenStream = set.collect();
    let into_call = view.signature.wrapper.as_ref().map(|_| {
        let into_call = ident("into_call");
        quote!(.#into_call())
    });
    let names = (!only_signed).then(|| quote!(call.request_mut().set_credentials([#(#others),*]);));
    Some(quote! {
        let mut call = #call #into_call;
        #names
        #set
        #signed
    })
}

/// A credential with the collection's own value; `None` where Postman sends nothing.
fn credential(
    paths: &Paths<'_>,
    scheme: &Scheme,
    fill: &mut impl FnMut(String) -> TokenStream,
) -> Option<TokenStream> {
    let credential = paths.runtime("Credential");
    let mut value = |name: &str, template: &Template| {
        let text = template.to_string();
        // As the client's own are treated.
        let text = match name {
            "username" => text,
            _ => secret::harmless(name, &text).into_owned(),
        };
        fill(text)
    };
    let is_open = |template: &Template| template.is_empty() && !sent_empty(scheme);
    Some(match scheme {
        Scheme::Bearer { token } => {
            if is_open(token) {
                return None;
            }
            let token = value("token", token);
            quote!(#credential::bearer(#token))
        }
        Scheme::Basic { username, password } => {
            let (username, password) = (value("username", username), value("password", password));
            quote!(#credential::basic(#username, #password))
        }
        Scheme::Header {
            name,
            prefix,
            value: template,
        } => {
            if is_open(template) {
                return None;
            }
            let key = value(name, template);
            let (name, prefix) = (text(name), text(prefix));
            quote!(#credential::header(#name, #prefix, #key))
        }
        Scheme::Query {
            name,
            value: template,
        } => {
            if is_open(template) {
                return None;
            }
            let key = value(name, template);
            let name = text(name);
            quote!(#credential::query(#name, #key))
        }
        Scheme::Other { .. } => return None,
    })
}

//! Credentials whose token OAuth 2.0 fetches.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Grant, GrantKind, GrantParameter, GrantPlace};
use crate::emit::paths::ident;
use crate::emit::resource::text;
use crate::emit::scheme::Argument;

/// What people call it.
pub(super) const TITLE: &str = "OAuth 2.0";

/// The cargo feature that it stands behind.
pub(super) const FEATURE: &str = "oauth2";

/// What a user has to know of it.
pub(super) fn about(grant: &Grant) -> &'static str {
    match grant.kind {
        GrantKind::RefreshToken => {
            "A token is fetched for a refresh token, which a user's consent in a browser gives, when the first call needs it. \
             It is renewed before it ends or when the server refuses it, once for all calls that wait. A ready token can be \
             given to the builder as it is."
        }
        _ => {
            "A token is fetched when the first call needs it, and renewed before it ends or when the server refuses it, once \
             for all calls that wait. A ready token can be given to the builder as it is."
        }
    }
}

/// What the function that makes it takes.
pub(super) fn arguments(grant: &Grant) -> Vec<Argument> {
    let mut names = vec!["client_id", "client_secret"];
    names.extend(match grant.kind {
        GrantKind::ClientCredentials => &[][..],
        GrantKind::Password => &["username", "password"],
        GrantKind::RefreshToken => &["refresh_token"],
    });
    let secrets = names
        .into_iter()
        .map(|name| Argument { name, secret: true });
    let url = grant.token_url.is_none().then_some(Argument {
        name: "token_url",
        secret: false,
    });
    url.into_iter().chain(secrets).collect()
}

/// What it is made of, with those arguments at hand.
pub(super) fn expression(grant: &Grant) -> TokenStream {
    let new = ident(match grant.kind {
        GrantKind::ClientCredentials => "client_credentials",
        GrantKind::Password => "password",
        GrantKind::RefreshToken => "refresh_token",
    });
    let secrets = arguments(grant)
        .into_iter()
        .filter(|argument| argument.secret)
        .map(|argument| ident(argument.name));
    let url = match &grant.token_url {
        Some(url) => {
            let url = text(url);
            quote!(#url)
        }
        None => quote!(token_url),
    };
    let mut fields = TokenStream::new();
    let options = [
        ("refresh_url", &grant.refresh_url),
        ("scope", &grant.scope),
        ("audience", &grant.audience),
        ("resource", &grant.resource),
    ];
    for (name, value) in options {
        if let Some(value) = value {
            let (name, value) = (ident(name), text(value));
            fields.extend(quote!(#name: Some(#value.into()),));
        }
    }
    if grant.client_in_body {
        fields.extend(quote!(client_in_body: true,));
    }
    let lists = [
        ("parameters", &grant.parameters),
        ("refresh_parameters", &grant.refresh_parameters),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            let (name, list) = (ident(name), list.iter().map(parameter));
            fields.extend(quote!(#name: Vec::from([#(#list),*]),));
        }
    }
    let made = quote!(crate::runtime::OAuth2::#new(#url, #(#secrets),*));
    if fields.is_empty() {
        made
    } else {
        quote!(crate::runtime::OAuth2 { #fields ..#made })
    }
}

fn parameter(parameter: &GrantParameter) -> TokenStream {
    let (name, value) = (text(&parameter.name), text(&parameter.value));
    let place = ident(match parameter.place {
        GrantPlace::Body => "body",
        GrantPlace::Query => "query",
        GrantPlace::Header => "header",
    });
    quote!(crate::runtime::OAuth2Parameter::#place(#name, #value))
}

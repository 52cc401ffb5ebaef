//! `src/credentials.rs`: the credentials that sign or fetch a token, each with what the collection says of it but for its secrets.

mod guide;
mod token;

pub(super) use guide::{base_url, readme};

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::Docs;
use super::paths::{Paths, ident};
use super::scheme::{self, Argument, Signer};
use crate::api::{Grant, Scheme, Template};
use crate::render::File;

/// A credential that is more than one value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made<'x> {
    /// The name of its function here, and of the builder's method.
    pub(super) name: &'x str,
    way: Way<'x>,
}

/// How it is made.
#[derive(Debug, Clone, Copy)]
enum Way<'x> {
    /// It signs, by what the collection says.
    Signs(&'static Signer, &'x [(String, Template)]),
    /// A token of it is fetched.
    Fetches(&'x Grant),
}

impl Made<'_> {
    /// What people call it.
    fn title(&self) -> &'static str {
        match self.way {
            Way::Signs(signer, _) => signer.title,
            Way::Fetches(_) => token::TITLE,
        }
    }

    /// What a user has to know of it.
    fn about(&self) -> &'static str {
        match self.way {
            Way::Signs(signer, _) => signer.about,
            Way::Fetches(grant) => token::about(grant),
        }
    }

    /// Whether it needs no cargo feature.
    fn is_always_there(&self) -> bool {
        matches!(self.way, Way::Signs(signer, _) if signer.condition().is_none())
    }

    /// What its function takes.
    fn arguments(&self, context: Context<'_>) -> Vec<Argument> {
        match self.way {
            Way::Signs(signer, parameters) => signer.open(context.api, parameters),
            Way::Fetches(grant) => token::arguments(grant),
        }
    }
}

/// Those that the API has.
pub(super) fn made<'x>(context: Context<'x>) -> impl Iterator<Item = Made<'x>> {
    let names = &context.names.credentials;
    let all = context.api.credentials.iter().zip(names);
    all.filter_map(|(credential, name)| {
        let way = match (&credential.scheme, &credential.grant) {
            (Scheme::Other { parameters, .. }, _) => {
                Way::Signs(scheme::signer(&credential.scheme)?, parameters)
            }
            (_, Some(grant)) => Way::Fetches(grant),
            _ => return None,
        };
        Some(Made { name, way })
    })
}

/// `src/credentials.rs`, where there is one.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let module = vec!["credentials".to_owned()];
    let paths = Paths::inside(context.model, context.names, module);
    let functions: Vec<TokenStream> = made(context)
        .map(|credential| function(context, &paths, credential))
        .collect();
    if functions.is_empty() {
        return Vec::new();
    }
    let docs = Docs::of(
        "Credentials that are more than one value, as the collection uses them: all but the secrets is set.",
    );
    let (docs, imports) = (docs.inner_tokens(), paths.imports());
    vec![File::rust(
        "src/credentials.rs",
        quote!(#docs #imports #(#functions)*),
    )]
}

fn function(context: Context<'_>, paths: &Paths<'_>, credential: Made<'_>) -> TokenStream {
    let name = credential.name;
    let mut docs = Docs::of(format!(
        "{}, for [`ClientBuilder::{name}`](crate::ClientBuilder::{name}).",
        credential.title()
    ));
    docs.paragraph(credential.about());
    docs.paragraph("# Example");
    let example = guide::example(context, credential);
    let lines = example.lines().map(str::to_owned);
    let fence = |open: &str| std::iter::once(format!("```{open}"));
    docs.lines(fence("no_run").chain(lines).chain(fence("")));
    let docs = docs.tokens();
    let (secret, ty, condition, expression) = match credential.way {
        Way::Signs(signer, parameters) => (
            signer.path(paths, "Secret"),
            signer.path(paths, signer.ty),
            signer.condition(),
            signer.with_options(context.api, paths, parameters),
        ),
        Way::Fetches(grant) => {
            let feature = token::FEATURE;
            (
                quote!(crate::runtime::Secret),
                quote!(crate::runtime::OAuth2),
                Some(quote!(#[cfg(feature = #feature)])),
                token::expression(grant),
            )
        }
    };
    let function = ident(name);
    let arguments = credential.arguments(context).into_iter().map(|argument| {
        let name = ident(argument.name);
        if argument.secret {
            quote!(#name: impl Into<#secret>)
        } else {
            quote!(#name: impl Into<String>)
        }
    });
    quote! {
        #docs
        #condition
        pub fn #function(#(#arguments),*) -> #ty {
            #expression
        }
    }
}

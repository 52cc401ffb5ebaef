//! `src/credentials.rs`: the credentials that sign, each with what the collection says of it but for its secrets.

mod guide;

pub(super) use guide::readme;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::Docs;
use super::paths::{Paths, ident};
use super::scheme::{self, Argument, Signer};
use crate::api::{Scheme, Template};
use crate::render::File;

/// A credential that signs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signed<'x> {
    /// The name of its function here, and of the builder's method.
    pub(super) name: &'x str,
    /// The scheme.
    pub(super) signer: &'static Signer,
    /// What the collection says of it.
    parameters: &'x [(String, Template)],
}

impl Signed<'_> {
    /// What its function takes.
    pub(super) fn arguments(&self, context: Context<'_>) -> Vec<Argument> {
        self.signer.open(context.api, self.parameters)
    }
}

/// Those that the API has.
pub(super) fn signed<'x>(context: Context<'x>) -> impl Iterator<Item = Signed<'x>> {
    let names = &context.names.credentials;
    let all = context.api.credentials.iter().zip(names);
    all.filter_map(|(credential, name)| {
        let Scheme::Other { parameters, .. } = &credential.scheme else {
            return None;
        };
        Some(Signed {
            name,
            signer: scheme::signer(&credential.scheme)?,
            parameters,
        })
    })
}

/// `src/credentials.rs`, where there is one.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let module = vec!["credentials".to_owned()];
    let paths = Paths::inside(context.model, context.names, module);
    let functions: Vec<TokenStream> = signed(context)
        .map(|credential| function(context, &paths, credential))
        .collect();
    if functions.is_empty() {
        return Vec::new();
    }
    let docs = Docs::of(
        "Credentials that sign requests, as the collection uses them: all but the secrets is set.",
    );
    let (docs, imports) = (docs.inner_tokens(), paths.imports());
    vec![File::rust(
        "src/credentials.rs",
        quote!(#docs #imports #(#functions)*),
    )]
}

fn function(context: Context<'_>, paths: &Paths<'_>, credential: Signed<'_>) -> TokenStream {
    let Signed {
        name,
        signer,
        parameters,
    } = credential;
    let mut docs = Docs::of(format!(
        "{}, for [`ClientBuilder::{name}`](crate::ClientBuilder::{name}).",
        signer.title
    ));
    docs.paragraph(signer.about);
    docs.paragraph("# Example");
    let example = guide::example(context, credential);
    let lines = example.lines().map(str::to_owned);
    let fence = |open: &str| std::iter::once(format!("```{open}"));
    docs.lines(fence("no_run").chain(lines).chain(fence("")));
    let docs = docs.tokens();
    let (function, secret) = (ident(name), signer.path(paths, "Secret"));
    let arguments = credential.arguments(context).into_iter().map(|argument| {
        let name = ident(argument.name);
        if argument.secret {
            quote!(#name: impl Into<#secret>)
        } else {
            quote!(#name: impl Into<String>)
        }
    });
    let scheme = signer.with_options(context.api, paths, parameters);
    let (ty, condition) = (signer.path(paths, signer.ty), signer.condition());
    quote! {
        #docs
        #condition
        pub fn #function(#(#arguments),*) -> #ty {
            #scheme
        }
    }
}

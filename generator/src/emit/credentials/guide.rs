//! How the credentials that sign are explained: in their own docs and in the README.

use std::fmt::Write;

use quote::quote;

use super::{Signed, signed};
use crate::emit::Context;
use crate::emit::paths::ident;

/// A program that makes a client with the credential, its secrets from the environment.
pub(super) fn example(context: Context<'_>, credential: Signed<'_>) -> String {
    let (krate, method) = (ident(&context.names.krate), ident(credential.name));
    let arguments = credential.arguments(context);
    let arguments = arguments.into_iter().map(|argument| {
        let name = argument.name.to_ascii_uppercase();
        quote!(std::env::var(#name)?)
    });
    let servers = &context.api.servers;
    let base_url = servers
        .first()
        .is_some_and(|server| server.default.is_none())
        .then(|| quote!(.base_url("https://api.example.com")));
    let program = quote! {
        use #krate::{Client, credentials};

        fn client() -> Result<Client, Box<dyn std::error::Error>> {
            let credential = credentials::#method(#(#arguments),*);
            Ok(Client::builder().#method(credential) #base_url .build()?)
        }
    };
    let Ok(file) = syn::parse2::<syn::File>(program) else {
        return String::new();
    };
    prettyplease::unparse(&file).replacen(";\nfn", ";\n\nfn", 1)
}

/// The README's paragraphs about them: one for each scheme, with its first credential as the example.
pub(in crate::emit) fn readme(context: Context<'_>) -> String {
    let mut text = String::new();
    let mut told: Vec<&str> = Vec::new();
    for credential in signed(context) {
        let signer = credential.signer;
        if told.contains(&signer.ty) {
            continue;
        }
        told.push(signer.ty);
        let _ = write!(
            text,
            "\n### {}\n\n{}\n\n```rust,no_run\n{}```\n",
            signer.title,
            signer.about,
            example(context, credential)
        );
    }
    text
}

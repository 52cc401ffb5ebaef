//! How credentials that are more than one value are explained: in their own docs and in the README.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Made, made};
use crate::api::Scheme;
use crate::emit::Context;
use crate::emit::paths::ident;

/// A program that makes a client with the credential, its secrets from the environment.
pub(super) fn example(context: Context<'_>, credential: Made<'_>) -> String {
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
    formatted(program)
}

/// The README's paragraphs about credentials: how one is fetched, and what there is to say of each scheme, with its first
/// credential as the example.
pub(in crate::emit) fn readme(context: Context<'_>) -> String {
    let mut text = fetched(context);
    let mut told: Vec<&str> = Vec::new();
    for credential in made(context) {
        let title = credential.title();
        if told.contains(&title) {
            continue;
        }
        told.push(title);
        let _ = write!(
            text,
            "\n### {}\n\n{}\n\n```rust,no_run\n{}```\n",
            title,
            credential.about(),
            example(context, credential)
        );
    }
    text
}

/// How a secret or a credential that changes is given, shown with the first credential.
fn fetched(context: Context<'_>) -> String {
    let first = context
        .api
        .credentials
        .iter()
        .zip(&context.names.credentials);
    let plain = first.clone().find(|(credential, _)| {
        let scheme = &credential.scheme;
        !matches!(scheme, Scheme::Basic { .. } | Scheme::Other { .. })
    });
    let krate = ident(&context.names.krate);
    let (program, what) = if let Some((_, name)) = plain {
        let method = ident(name);
        let program = quote! {
            use #krate::{ClientBuilder, SecretSource};

            async fn current_token() -> std::io::Result<String> {
                std::fs::read_to_string("/run/secrets/token")
            }

            fn with_token(builder: ClientBuilder) -> ClientBuilder {
                builder.#method(SecretSource::provider(current_token))
            }
        };
        (
            program,
            "A secret that changes is given as an async function",
        )
    } else if let Some(made) = made(context).find(|made| made.is_always_there()) {
        let method = ident(made.name);
        let arguments = made.arguments(context).into_iter().map(|_| quote!("…"));
        let program = quote! {
            use #krate::{ClientBuilder, Credential, Error, credentials};

            async fn current_keys() -> Result<Credential, Error> {
                Ok(credentials::#method(#(#arguments),*).into())
            }

            fn with_keys(builder: ClientBuilder) -> ClientBuilder {
                builder.#method(Credential::provider(current_keys))
            }
        };
        (
            program,
            "A credential that changes is given as an async function",
        )
    } else {
        return String::new();
    };
    format!(
        "\n### Credentials that change\n\n{what}. It is asked before each request, so it should remember what it fetched; if it \
         fails, the call fails with `Error::Auth`.\n\n```rust,no_run\n{}```\n",
        formatted(program)
    )
}

/// A program's text, with an empty line between its items.
fn formatted(program: TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(program) else {
        return String::new();
    };
    let items = file.items.into_iter().map(|item| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        })
    });
    items.collect::<Vec<_>>().join("\n")
}

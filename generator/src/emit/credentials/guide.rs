//! How credentials that are more than one value are explained: in their own docs and in the README.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Made, made};
use crate::api::Scheme;
use crate::emit::paths::ident;
use crate::emit::{Context, client_settings};

/// A program that makes a client with the credential, its secrets from the environment.
pub(super) fn example(context: Context<'_>, credential: Made<'_>) -> String {
    let (krate, method) = (ident(&context.names.krate), ident(credential.name));
    let arguments = credential.arguments(context);
    let arguments = arguments.into_iter().map(|argument| {
        let name = argument.name.to_ascii_uppercase();
        quote!(std::env::var(#name)?)
    });
    let base_url = base_url(context);
    let settings = client_settings::from_environment(context);
    let program = quote! {
        use #krate::{Client, credentials};

        fn client() -> Result<Client, Box<dyn std::error::Error>> {
            let credential = credentials::#method(#(#arguments),*);
            Ok(Client::builder().#method(credential) #settings #base_url .build()?)
        }
    };
    formatted(program)
}

/// What gives a builder a base URL, where it needs one.
pub(in crate::emit) fn base_url(context: Context<'_>) -> Option<TokenStream> {
    let first = context.api.servers.first()?;
    let missing = first.default.is_none();
    missing.then(|| quote!(.base_url("https://api.example.com")))
}

/// The README's paragraphs about credentials: how one is fetched, and what there is to say of each scheme, with an
/// example for each way to make its credentials.
pub(in crate::emit) fn readme(context: Context<'_>) -> String {
    let mut text = fetched(context);
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut all: Vec<Made<'_>> = made(context).collect();
    let mut titles: Vec<&str> = Vec::new();
    for credential in &all {
        if !titles.contains(&credential.title()) {
            titles.push(credential.title());
        }
    }
    // Those of one scheme stand together, where the first of them stands.
    all.sort_by_key(|credential| titles.iter().position(|title| *title == credential.title()));
    for credential in all {
        let title = credential.title();
        let arguments = credential.arguments(context);
        let arguments = arguments.iter().map(|argument| argument.name).collect();
        let way = (title, arguments);
        if told.contains(&way) {
            continue;
        }
        if told.iter().any(|(known, _)| *known == title) {
            let _ = write!(text, "\n`{}` is made of other values:\n", credential.name);
        } else {
            let _ = write!(text, "\n### {title}\n\n{}\n", credential.about());
        }
        let example = example(context, credential);
        let _ = write!(text, "\n```rust,no_run\n{example}```\n");
        told.push(way);
    }
    text
}

/// How a secret or a credential that changes is given, shown with the first credential.
fn fetched(context: Context<'_>) -> String {
    let all = context
        .api
        .credentials
        .iter()
        .zip(&context.names.credentials);
    let plain = all.clone().find(|(credential, _)| {
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
    } else if let Some((_, name)) = all
        .clone()
        .find(|(credential, _)| matches!(credential.scheme, Scheme::Basic { .. }))
    {
        let program = quote! {
            use #krate::{ClientBuilder, Credential};

            async fn current_password() -> std::io::Result<Credential> {
                let password = std::fs::read_to_string("/run/secrets/password")?;
                Ok(Credential::basic("me", password))
            }

            fn with_password(builder: ClientBuilder) -> ClientBuilder {
                builder.http(|http| http.credential(#name, Credential::provider(current_password)))
            }
        };
        (
            program,
            "A credential that changes is given as an async function, by its name",
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

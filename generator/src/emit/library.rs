//! `src/lib.rs`: the crate's docs, modules and re-exports.

use quote::quote;

use super::docs::{Docs, code, sentence};
use super::paths::ident;
use super::resource::module;
use super::signature::{BodyArgument, ReplyKind};
use super::{Context, OperationView, client_settings, credentials, sample};
use crate::api::Scheme;
use crate::model::{ErrorBody, Type};
use crate::render::File;

/// `src/lib.rs`.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let mut docs = Docs::of(sentence(&context.api.name));
    docs.markdown(&context.api.docs);
    if let Some(view) = example_operation(context) {
        docs.paragraph("# Example");
        docs.lines(example(context, view));
    }
    docs.paragraph(format!(
        "This crate is written by Letterpress from the Postman collection {}. Changes belong in the collection: what is \
         edited here is lost.",
        code(&context.api.name)
    ));
    let docs = docs.inner_tokens();

    let mut folders: Vec<_> = context
        .top_folders()
        .filter_map(|id| {
            let (condition, module) = (context.folder_condition(id), module(context, id)?);
            Some(quote!(#condition #module))
        })
        .collect();
    let root = context
        .api
        .resources
        .iter()
        .position(|resource| resource.parent.is_none());
    let has_root = root.is_some_and(|root| {
        context
            .api
            .operations
            .iter()
            .any(|operation| operation.resource.0 == root)
            || context.types_in(&["requests".to_owned()]).next().is_some()
    });
    if has_root {
        folders.push(quote!(
            pub mod requests;
        ));
    }
    if context.types_in(&["types".to_owned()]).next().is_some() {
        folders.push(quote!(
            pub mod types;
        ));
    }
    let body = match &context.model.error {
        ErrorBody::One(Type::Named(id)) => context
            .names
            .types
            .get(id.0)
            .map_or("ErrorBody", |name| name.ident.as_str()),
        _ => "ErrorBody",
    };
    let error_body = ident(body);
    // The types that the error's body is made of stand beside it.
    let beside = context.types_in(&["error".to_owned()]).count() > 1;
    let error = if beside {
        quote!(
            pub mod error;
        )
    } else {
        quote!(
            mod error;
        )
    };
    let credentials = credentials::made(context).next().map(|_| {
        quote!(
            pub mod credentials;
        )
    });
    let (saved, mock) = if context.needs.has_examples() {
        (
            quote!(
                #[cfg(feature = "mock")]
                mod saved;
            ),
            quote!(
                #[cfg(feature = "mock")]
                pub use runtime::{Fault, Mock};
            ),
        )
    } else {
        Default::default()
    };
    // The README's programs are compiled with the docs' own, where all is on that they show.
    let mut shown = vec!["blocking", "drift", "reqwest", "stream", "tower", "tracing"];
    shown.extend(context.needs.has_examples().then_some("mock"));
    shown.extend(context.needs.jwt().then_some("jwt"));
    shown.extend(context.needs.oauth2().then_some("oauth2"));
    let readme = quote! {
        #[cfg(all(doctest, feature = "folders", #(feature = #shown),*))]
        #[doc = include_str!("../README.md")]
        mod readme {}
    };
    let tokens = quote! {
        #docs
        mod client;
        #credentials
        #error
        pub mod runtime;
        #saved
        #(#folders)*
        pub use client::{Client, ClientBuilder};
        pub use error::#error_body;
        pub use runtime::{ApiError, Call, Credential, Error, MemoryTransport, Response, Retry, Secret, SecretSource, Transport};
        #mock
        #readme
    };
    vec![File::rust("src/lib.rs", tokens)]
}

/// The operation that shows best what a call looks like: it reads, needs little, and its reply has a type.
fn example_operation<'x>(context: Context<'x>) -> Option<OperationView<'x>> {
    let weight = |view: &OperationView<'_>| {
        let signature = view.signature;
        usize::from(view.operation.method != "GET") * 8
            + usize::from(!matches!(signature.reply, ReplyKind::Json(_))) * 4
            + usize::from(!matches!(signature.body, BodyArgument::None)) * 4
            + signature.arguments.len().abs_diff(1) * 2
            + usize::from(signature.accessors.len() > 1)
    };
    context.methods().min_by_key(weight)
}

/// The whole of a first program: a client, a call.
fn example(context: Context<'_>, view: OperationView<'_>) -> Vec<String> {
    let krate = &context.names.krate;
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("use {krate}::Client;"),
        String::new(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    let mut calls: Vec<String> = Vec::new();
    let credential = context.default_credential.and_then(|id| {
        Some((
            context.api.credentials.get(id.0)?,
            context.names.credentials.get(id.0)?,
        ))
    });
    if let Some((credential, name)) = credential {
        match credential.scheme {
            Scheme::Basic { .. } => calls.push(format!(".{name}(\"user\", \"password\")")),
            Scheme::Bearer { .. } | Scheme::Header { .. } | Scheme::Query { .. } => {
                calls.push(format!(".{name}(std::env::var(\"TOKEN\")?)"));
            }
            Scheme::Other { .. } => {}
        }
    }
    let required =
        client_settings::all(context).filter(|(_, it, _)| client_settings::is_required(it));
    for (_, _, name) in required {
        let variable = name.trim_start_matches("r#").to_ascii_uppercase();
        calls.push(format!(".{name}(std::env::var(\"{variable}\")?)"));
    }
    if context
        .api
        .servers
        .first()
        .is_some_and(|server| server.default.is_none())
    {
        calls.push(".base_url(\"https://api.example.com\")".to_owned());
    }
    calls.push(".build()?;".to_owned());
    // As rustfmt would have it.
    let builder = format!("let client = Client::builder(){}", calls.concat());
    if builder.len() <= 80 {
        lines.push(builder);
    } else {
        lines.push("let client = Client::builder()".to_owned());
        lines.extend(calls.into_iter().map(|call| format!("    {call}")));
    }
    let body = sample::example(context, view);
    // Without the fence and the function around it.
    lines.extend(body.into_iter().skip(2));
    lines
}

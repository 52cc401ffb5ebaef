//! The part of the README about credentials: how each is given, and how it goes out.

use std::fmt::Write;
use std::mem::discriminant;

use proc_macro2::TokenStream;
use quote::quote;

use super::first;
use crate::api::{Credential, CredentialId, Scheme};
use crate::emit::paths::ident;
use crate::emit::programs::showcase::Showcase;
use crate::emit::programs::statements;
use crate::emit::{Context, OperationView, client_settings, credentials, scheme};
use crate::prose::code_in_cell;

/// Writes it.
pub(super) fn emit(context: Context<'_>, showcase: &Showcase<'_>, text: &mut String) {
    if context.api.credentials.is_empty() {
        return;
    }
    text.push_str(
        "\n## Credentials\n\nThe client is given them once, and each call sends the one that the collection names for it. None has \
         a default. `Debug` and errors do not show them, and the client's copies are wiped from memory when the last one is \
         dropped.\n\n| Builder method | Goes out as |\n|---|---|\n",
    );
    for (credential, name) in all(context) {
        let place = match &credential.scheme {
            Scheme::Bearer { .. } => "`Authorization: Bearer …`".to_owned(),
            Scheme::Basic { .. } => "`Authorization: Basic …`".to_owned(),
            Scheme::Header { name, prefix, .. } => code_in_cell(&format!("{name}: {prefix}…")),
            Scheme::Query { name, .. } => code_in_cell(&format!("?{name}=…")),
            Scheme::Other { kind, .. } => match scheme::signer(&credential.scheme) {
                _ if credential.scheme.is_script() => {
                    "whatever it makes of each request".to_owned()
                }
                Some(signer) => format!("what {} makes of each request", signer.title),
                None => format!(
                    "whatever credential it is given; {} is not built in",
                    code_in_cell(kind)
                ),
            },
        };
        let _ = writeln!(text, "| `{name}` | {place} |");
    }
    given(context, first(context, showcase), text);
    text.push_str(&credentials::readme(context));
    super::signing::emit(context, text);
    not_built_in(context, text);
}

/// The credentials with their names.
fn all<'x>(context: Context<'x>) -> impl Iterator<Item = (&'x Credential, &'x String)> {
    let names = &context.names.credentials;
    context.api.credentials.iter().zip(names)
}

/// Settings of a client that makes a call, its credentials from the environment; and whether one of them signs.
pub(super) fn settings(context: Context<'_>, view: OperationView<'_>) -> (TokenStream, bool) {
    let (mut settings, mut signed) = (client_settings::from_environment(context), false);
    let server = view.operation.server;
    if context
        .api
        .servers
        .get(server.0)
        .is_some_and(|known| known.default.is_none())
        && let Some(name) = context.names.servers.get(server.0)
    {
        let method = if server.0 == 0 {
            ident("base_url")
        } else {
            ident(&format!("{name}_url"))
        };
        settings.extend(quote!(.#method("https://api.example.com")));
    }
    for id in used(view) {
        let (Some(credential), Some(name)) = (
            context.api.credentials.get(id.0),
            context.names.credentials.get(id.0),
        ) else {
            continue;
        };
        let Scheme::Other { parameters, .. } = &credential.scheme else {
            settings.extend(plain(credential, name));
            continue;
        };
        if let Some(signer) = scheme::signer(&credential.scheme) {
            signed = true;
            let method = ident(name);
            let arguments = signer.open(context.api, parameters);
            let arguments = arguments.into_iter().map(|argument| {
                let name = argument.name.to_ascii_uppercase();
                quote!(std::env::var(#name)?)
            });
            settings.extend(quote!(.#method(credentials::#method(#(#arguments),*))));
        }
    }
    (settings, signed)
}

/// The credentials that a call sends.
fn used(view: OperationView<'_>) -> impl Iterator<Item = CredentialId> {
    let more = view.operation.more_credentials.iter().copied();
    view.operation.credential.into_iter().chain(more)
}

/// What gives a builder a credential that is a token, a key, or a name with its password.
fn plain(credential: &Credential, name: &str) -> Option<TokenStream> {
    let method = ident(name);
    Some(match credential.scheme {
        Scheme::Basic { .. } => {
            quote!(.#method(std::env::var("USER_NAME")?, std::env::var("PASSWORD")?))
        }
        Scheme::Bearer { .. } => quote!(.#method(std::env::var("TOKEN")?)),
        Scheme::Header { .. } | Scheme::Query { .. } => quote!(.#method(std::env::var("KEY")?)),
        Scheme::Other { .. } => return None,
    })
}

/// A program that gives one plain credential of each kind, unless the first program does.
fn given(context: Context<'_>, first: Option<OperationView<'_>>, text: &mut String) {
    let mut kinds = Vec::new();
    let mut calls = TokenStream::new();
    for (credential, name) in all(context) {
        let kind = discriminant(&credential.scheme);
        if !kinds.contains(&kind)
            && let Some(call) = plain(credential, name)
        {
            kinds.push(kind);
            calls.extend(call);
        }
    }
    let shown: Vec<_> = first
        .into_iter()
        .flat_map(used)
        .filter_map(|id| context.api.credentials.get(id.0))
        .map(|credential| discriminant(&credential.scheme))
        .collect();
    if kinds.iter().all(|kind| shown.contains(kind)) {
        return;
    }
    let krate = &context.names.krate;
    let base_url = credentials::base_url(context);
    calls.extend(client_settings::from_environment(context));
    let code = statements(&quote! {
        let client = Client::builder() #calls #base_url .build()?;
        Ok(client)
    });
    let _ = write!(
        text,
        "\n```rust,no_run\nuse {krate}::Client;\n\n\
         fn client() -> Result<Client, Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

/// What to do about schemes that the runtime does not know.
fn not_built_in(context: Context<'_>, text: &mut String) {
    let unknown = all(context).filter_map(|(credential, name)| match &credential.scheme {
        scheme if scheme.is_script() => None,
        Scheme::Other { kind, .. } if scheme::signer(&credential.scheme).is_none() => {
            Some((kind.as_str(), name))
        }
        _ => None,
    });
    let (of_connections, of_requests): (Vec<_>, Vec<_>) =
        unknown.partition(|(kind, _)| *kind == "ntlm");
    if of_connections.is_empty() && of_requests.is_empty() {
        return;
    }
    text.push_str("\n### Schemes that are not built in\n");
    if !of_connections.is_empty() {
        text.push_str(
            "\nNTLM authenticates a connection, not a request, and no credential can do that: it takes a `Transport` of your own \
             that does. Until then such calls go out without it.\n",
        );
    }
    let Some((_, name)) = of_requests.first() else {
        return;
    };
    let krate = &context.names.krate;
    let method = ident(name);
    let code = statements(&quote!(client.#method(Credential::signer(Own(key)))));
    let _ = write!(
        text,
        "\nCalls go out without such a credential until the client is given one. `Credential::header(…)` serves where the server \
         takes a value that is ready; a scheme that makes something of each request is a `Sign` of your own:\n\n\
         ```rust,no_run\n\
         use bytes::Bytes;\n\
         use http::HeaderValue;\n\
         use {krate}::runtime::Sign;\n\
         use {krate}::{{ClientBuilder, Credential, Secret}};\n\n\
         struct Own(Secret);\n\n\
         impl Sign for Own {{\n\
         \x20   fn scheme(&self) -> &'static str {{\n\
         \x20       \"Own\"\n\
         \x20   }}\n\n\
         \x20   fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {{\n\
         \x20       // Here the key itself; a signature is made of method, URL, headers and body, which are all there.\n\
         \x20       let Ok(mut value) = HeaderValue::from_str(self.0.expose()) else {{\n\
         \x20           return Err(String::from(\"the key cannot stand in a header\"));\n\
         \x20       }};\n\
         \x20       value.set_sensitive(true);\n\
         \x20       message.headers_mut().insert(\"x-signature\", value);\n\
         \x20       Ok(())\n\
         \x20   }}\n\n\
         \x20   fn secrets(&self) -> Vec<Secret> {{\n\
         \x20       vec![self.0.clone()]\n\
         \x20   }}\n\
         }}\n\n\
         fn with_own(client: ClientBuilder, key: Secret) -> ClientBuilder {{\n{code}}}\n```\n"
    );
}

//! `README.md`: what the crate is, how it is used, and an index of its operations.

mod authentication;
mod bodies;
mod index;
mod production;
mod signing;
mod testing;
mod watching;

pub(crate) use index::route;

use std::fmt::Write;

use quote::quote;

use super::programs::showcase::{Showcase, choose, first_call};
use super::programs::{CallWriter, statements};
use super::{Context, OperationView, client_settings};
use crate::model::ErrorBody;
use crate::prose::{self, code_in_cell};
use crate::render::File;

/// Writes it.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let mut text = String::new();
    let showcase = choose(context);
    introduction(context, &mut text);
    usage(context, &showcase, &mut text);
    authentication::emit(context, &showcase, &mut text);
    client_settings::readme(context, &mut text);
    servers(context, &mut text);
    errors(context, &mut text);
    pages(context, &mut text);
    production::emit(context, &showcase, &mut text);
    index::emit(context, &mut text);
    origin(context, &mut text);
    vec![File::text("README.md", text)]
}

fn introduction(context: Context<'_>, text: &mut String) {
    let package = &context.names.package;
    let operations = context.methods().count();
    let noun = if operations == 1 {
        "operation"
    } else {
        "operations"
    };
    let _ = write!(
        text,
        "# {package}\n\nA typed Rust client of *{name}*: {operations} {noun}, with types, docs and errors that come from the \
         API's Postman collection.\n",
        name = prose::line(&context.api.name),
    );
}

fn usage(context: Context<'_>, showcase: &Showcase<'_>, text: &mut String) {
    let (package, krate) = (&context.names.package, &context.names.krate);
    let _ = write!(
        text,
        "\n## Use\n\nIn `Cargo.toml`, with the path to this folder:\n\n```toml\n[dependencies]\n{package} = {{ path = \"…\" }}\n```\n"
    );
    let Some(shown) = first(context, showcase) else {
        return;
    };
    let (before, call) = CallWriter::with_literals(context, shown).call(&quote!(client));
    let (settings, signed) = authentication::settings(context, shown);
    let credentials = if signed { ", credentials" } else { "" };
    let error = matches!(
        context.model.error,
        ErrorBody::One(_) | ErrorBody::Several(_)
    );
    let body = error.then(|| quote!(, error.body()));
    let format = if error {
        "the API says {}: {:?}"
    } else {
        "the API says {}"
    };
    let code = statements(&quote! {
        let client = Client::builder() #settings .build()?;
        #before
        match #call.await {
            Ok(reply) => println!("{reply:#?}"),
            Err(Error::Api(error)) => eprintln!(#format, error.status() #body),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    });
    let getters = getters(context);
    let _ = write!(
        text,
        "\n```rust,no_run\nuse {krate}::{{Client, Error{credentials}}};\n\n\
         async fn first_call() -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n\n\
         A call is a value. Methods on it set optional parameters, headers (`.header(…)`) and time (`.timeout(…)`); `.await` \
         sends it. `.with_response()` gives status and headers beside the reply{getters}.\n\n\
         `cargo run --example quickstart` makes calls that are answered from memory.\n"
    );
}

/// The operation that the first program calls.
fn first<'x>(context: Context<'x>, showcase: &Showcase<'x>) -> Option<OperationView<'x>> {
    let shown = || showcase.shown().next().map(|shown| shown.view);
    first_call(context)
        .or_else(shown)
        .or_else(|| context.methods().next())
}

/// What reads the headers of replies that the examples show.
fn getters(context: Context<'_>) -> String {
    let getters: Vec<&str> = [
        ("etag", "`.etag()`"),
        ("links", "`.link(\"next\")`"),
        ("location", "`.location()`"),
        ("rate_limit", "`.rate_limit()`"),
    ]
    .into_iter()
    .filter(|(module, _)| context.needs.runtime.contains(module))
    .map(|(_, getter)| getter)
    .collect();
    match getters.as_slice() {
        [] => String::new(),
        [only] => format!(", with {only} for what the headers say"),
        [most @ .., last] => format!(
            ", with {} and {last} for what the headers say",
            most.join(", ")
        ),
    }
}

/// Where calls go. A client of one server that is known only reads how to go elsewhere.
fn servers(context: Context<'_>, text: &mut String) {
    let (servers, krate) = (&context.api.servers, &context.names.krate);
    if servers.is_empty() {
        return;
    }
    text.push_str("\n## Servers\n\n");
    match servers.as_slice() {
        [only] if only.default.is_some() => {
            let url = prose::code(only.default.as_deref().unwrap_or_default());
            let _ = write!(
                text,
                "Calls go to {url}, unless `.base_url(…)` of the builder says otherwise. "
            );
        }
        _ => {
            text.push_str("| Builder method | In the collection | Default |\n|---|---|---|\n");
            for (index, (server, name)) in servers.iter().zip(&context.names.servers).enumerate() {
                let method = if index == 0 {
                    "base_url".to_owned()
                } else {
                    format!("{name}_url")
                };
                let default = server
                    .default
                    .as_deref()
                    .map_or_else(|| "none: it has to be set".to_owned(), code_in_cell);
                let _ = writeln!(
                    text,
                    "| `{method}` | {} | {default} |",
                    code_in_cell(&server.template.to_string())
                );
            }
            text.push('\n');
        }
    }
    let code = statements(&quote!(client.origin("http://127.0.0.1:8080")));
    let _ = write!(
        text,
        "`.origin(…)` sends every call to another scheme, host and port, and leaves the paths of base URLs as they are; a test \
         server is reached so:\n\n\
         ```rust,no_run\nuse {krate}::ClientBuilder;\n\n\
         fn local(client: ClientBuilder) -> ClientBuilder {{\n{code}}}\n```\n"
    );
}

fn errors(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let body = match &context.model.error {
        ErrorBody::Unknown => "the body as JSON where it is JSON",
        ErrorBody::One(_) => "a typed `ErrorBody` where the body is one",
        ErrorBody::Several(_) => {
            "an `ErrorBody` with a variant for each form that the examples show"
        }
    };
    let paging = match context.paged.is_empty() {
        true => "",
        false => {
            "| `Error::Paging` | a list in pages has no end, or is longer than the caller allows | \
             `is_circle()`, `is_limit()` |\n"
        }
    };
    let _ = write!(
        text,
        "\n## Errors\n\n\
         | Variant | What happened | What it has |\n|---|---|---|\n\
         | `Error::Api` | the API answered with an error | status, headers, and {body} |\n\
         | `Error::Decode` | a reply is not of the type that was expected | status, headers, and the JSON path of what differs |\n\
         | `Error::Transport` | no reply came, or not all of it | `is_connect()`, `is_too_large()`, `is_redirect()` |\n\
         | `Error::Request` | a value cannot be sent; nothing was | |\n\
         | `Error::Auth` | a credential could not be fetched | |\n\
         {paging}\
         | `Error::Config` | the client could not be built | |\n\n\
         All of them have `operation()`, `url()` (without secrets), `status()`, `request_id()`, `attempts()` and `raw()`, the body \
         as it came; each is there as far as it is known. `is_timeout()` and `is_retryable()` help to decide what to do.\n\n\
         ```rust,no_run\nuse {krate}::Error;\n\n\
         fn told(error: &Error) -> String {{\n\
         \x20   match error {{\n\
         \x20       Error::Api(error) if error.status() == 404 => String::from(\"there is none\"),\n\
         \x20       Error::Decode(error) => {{\n\
         \x20           let (at, bytes) = (error.path().unwrap_or(\"$\"), error.raw().len());\n\
         \x20           format!(\"{{}} at {{at}} of {{bytes}} bytes\", error.message())\n\
         \x20       }}\n\
         \x20       error if error.is_timeout() => String::from(\"it took too long\"),\n\
         \x20       error if error.is_retryable() => format!(\"later, perhaps: {{error}}\"),\n\
         \x20       error => format!(\"{{error}} (request {{:?}})\", error.request_id()),\n\
         \x20   }}\n\
         }}\n```\n"
    );
}

fn pages(context: Context<'_>, text: &mut String) {
    let Some(view) = context
        .methods()
        .find(|view| context.paged.contains(&view.id))
    else {
        return;
    };
    let krate = &context.names.krate;
    let (before, call) = CallWriter::with_literals(context, view).call(&quote!(client));
    let code = statements(&quote! {
        #before
        let mut items = #call.items();
        while let Some(item) = items.try_next().await? {
            println!("{item:?}");
        }
        Ok(())
    });
    let _ = write!(
        text,
        "\n## Pages\n\nLists that come in pages have `.items()`, which asks for the next page when it is needed:\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         async fn all(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n\n\
         A list ends where the reply says so, or at a page that is short or empty. `.max_pages(…)` and `.total_timeout(…)` \
         limit it; where more would come, or the server leads in a circle, that is `Error::Paging`.\n"
    );
}

fn origin(context: Context<'_>, text: &mut String) {
    let examples: usize = context
        .api
        .operations
        .iter()
        .map(|operation| operation.examples.len())
        .sum();
    let unseen = context
        .model
        .operations
        .iter()
        .filter(|types| types.success.is_empty())
        .count();
    let source = match examples {
        0 => {
            "its descriptions and the requests' own values, for it has no saved examples".to_owned()
        }
        1 => "its saved example and its descriptions".to_owned(),
        _ => format!("its {examples} saved examples and its descriptions"),
    };
    let _ = write!(
        text,
        "\n## How it was made\n\nLetterpress wrote this crate from the Postman collection; nobody edits it. To change it, change \
         the collection and run `cargo xtask codegen`; `cargo xtask codegen --check` says whether it is up to date.\n\n\
         What a collection does not say is inferred from {source}: which fields there \
         are, their types, which may be missing or `null`. A field's docs say what was seen where that decides. Enums keep \
         values that they do not know, and fields that a type does not know are ignored.\n"
    );
    if unseen > 0 {
        let _ = writeln!(
            text,
            "No example shows a successful reply of {unseen} of the operations: they give the reply as it came."
        );
    }
    if examples > 0 {
        text.push_str("`tests/examples.rs` holds the types against all of the examples.\n");
    }
    text.push_str(
        "\n`cargo run --example replay -- --origin http://127.0.0.1:8080` sends every request of the collection to a server \
         through this client: the quickest proof that the two agree.\n",
    );
}

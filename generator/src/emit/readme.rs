//! `README.md`: what the crate is, how it is used, and an index of its operations.

mod production;

use std::fmt::Write;

use quote::quote;

use super::paths::ident;
use super::programs::showcase::{Showcase, choose};
use super::programs::{CallWriter, statements};
use super::{BodyArgument, Context, OperationView, credentials, scheme};
use crate::api::{Operation, PathPiece, ResourceId, Scheme};
use crate::model::ErrorBody;
use crate::render::File;

/// Writes it.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let mut text = String::new();
    let showcase = choose(context);
    introduction(context, &mut text);
    usage(context, &showcase, &mut text);
    authentication(context, &mut text);
    servers(context, &mut text);
    errors(context, &mut text);
    pages(context, &mut text);
    production::emit(context, &showcase, &mut text);
    index(context, &mut text);
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
        name = one_line(&context.api.name),
    );
}

fn usage(context: Context<'_>, showcase: &Showcase<'_>, text: &mut String) {
    let (package, krate) = (&context.names.package, &context.names.krate);
    let _ = write!(
        text,
        "\n## Use\n\nIn `Cargo.toml`, with the path to this folder:\n\n```toml\n[dependencies]\n{package} = {{ path = \"…\" }}\n```\n"
    );
    let Some(shown) = showcase
        .list
        .or(showcase.single)
        .or(showcase.error)
        .map(|shown| shown.view)
        .or_else(|| context.methods().next())
    else {
        return;
    };
    let (before, call) = CallWriter::with_literals(context, shown).call(&quote!(client));
    let (settings, signed) = own_settings(context, shown);
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
         A call is a value: optional parameters are set on it by methods, `.header(…)` and `.timeout(…)` too, and `.await` sends \
         it. `.with_response()` gives status and headers beside the reply{getters}.\n\n\
         `cargo run --example quickstart` makes calls that are answered from memory.\n"
    );
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

/// Settings that a reader fills in: credentials from the environment; and whether one of them signs.
fn own_settings(context: Context<'_>, view: OperationView<'_>) -> (proc_macro2::TokenStream, bool) {
    let (mut settings, mut signed) = (proc_macro2::TokenStream::new(), false);
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
    let used = view
        .operation
        .credential
        .into_iter()
        .chain(view.operation.more_credentials.iter().copied());
    for id in used {
        let (Some(credential), Some(name)) = (
            context.api.credentials.get(id.0),
            context.names.credentials.get(id.0),
        ) else {
            continue;
        };
        let method = ident(name);
        settings.extend(match &credential.scheme {
            Scheme::Basic { .. } => {
                quote!(.#method(std::env::var("USER_NAME")?, std::env::var("PASSWORD")?))
            }
            Scheme::Other { .. } => match scheme::signer(&credential.scheme) {
                Some(signer) => {
                    let Scheme::Other { parameters, .. } = &credential.scheme else {
                        continue;
                    };
                    signed = true;
                    let arguments = signer.open(context.api, parameters);
                    let arguments = arguments.into_iter().map(|argument| {
                        let name = argument.name.to_ascii_uppercase();
                        quote!(std::env::var(#name)?)
                    });
                    quote!(.#method(credentials::#method(#(#arguments),*)))
                }
                None => continue,
            },
            _ => quote!(.#method(std::env::var("TOKEN")?)),
        });
    }
    (settings, signed)
}

fn authentication(context: Context<'_>, text: &mut String) {
    if context.api.credentials.is_empty() {
        return;
    }
    text.push_str(
        "\n## Credentials\n\nThey are given to the client once, never to a call. None has a default, and none is ever shown: \
         `Debug` and errors hide them.\n\n| Builder method | Goes out as |\n|---|---|\n",
    );
    for (credential, name) in context
        .api
        .credentials
        .iter()
        .zip(&context.names.credentials)
    {
        let place = match &credential.scheme {
            Scheme::Bearer { .. } => "`Authorization: Bearer …`".to_owned(),
            Scheme::Basic { .. } => "`Authorization: Basic …`".to_owned(),
            Scheme::Header { name, prefix, .. } => code(&format!("{name}: {prefix}…")),
            Scheme::Query { name, .. } => code(&format!("?{name}=…")),
            Scheme::Other { kind, .. } => match scheme::signer(&credential.scheme) {
                Some(signer) => format!("what {} makes of each request", signer.title),
                None => format!(
                    "whatever credential it is given; {} is not built in",
                    code(kind)
                ),
            },
        };
        let _ = writeln!(text, "| `{name}` | {place} |");
    }
    text.push_str(&credentials::readme(context));
}

fn servers(context: Context<'_>, text: &mut String) {
    let servers = &context.api.servers;
    if servers.len() < 2 && servers.iter().all(|server| server.default.is_some()) {
        return;
    }
    text.push_str(
        "\n## Servers\n\n| Builder method | In the collection | Default |\n|---|---|---|\n",
    );
    for (index, (server, name)) in servers.iter().zip(&context.names.servers).enumerate() {
        let method = if index == 0 {
            "base_url".to_owned()
        } else {
            format!("{name}_url")
        };
        let default = server
            .default
            .as_deref()
            .map_or_else(|| "none: it has to be set".to_owned(), code);
        let _ = writeln!(
            text,
            "| `{method}` | {} | {default} |",
            code(&server.template.to_string())
        );
    }
}

fn errors(context: Context<'_>, text: &mut String) {
    text.push_str(
        "\n## Errors\n\nA call gives `Error::Api` where the API answers with an error: it holds the status, the headers and the \
         raw body",
    );
    text.push_str(match &context.model.error {
        ErrorBody::Unknown => ", and the body as JSON where it is JSON.",
        ErrorBody::One(_) => ", and a typed `ErrorBody` where the body is one.",
        ErrorBody::Several(_) => {
            ", and an `ErrorBody` with a variant for each form that the examples show."
        }
    });
    text.push_str(
        " `Error::Decode` says where in a reply something is of another type than expected, and keeps the reply. \
         `Error::Transport` is the network's, `Error::Request` says that a value cannot be sent. `is_retryable()` and \
         `is_timeout()` help to decide what to do.\n",
    );
    let krate = &context.names.krate;
    let code = statements(&quote! {
        match error {
            Error::Api(error) if error.status() == 404 => String::from("there is none"),
            Error::Decode(error) => {
                format!("{} has changed at {:?}: {}", error.operation(), error.path(), error.message())
            }
            error if error.is_timeout() => String::from("it took too long"),
            error if error.is_retryable() => format!("later, perhaps: {error}"),
            error => format!("{error}, request {:?} to {:?}", error.request_id(), error.url()),
        }
    });
    let _ = write!(
        text,
        "\n```rust,no_run\nuse {krate}::Error;\n\nfn told(error: &Error) -> String {{\n{code}}}\n```\n"
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
         async fn all(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

fn index(context: Context<'_>, text: &mut String) {
    text.push_str("\n## Operations\n");
    let mut views: Vec<OperationView<'_>> = context.methods().collect();
    views.sort_by_key(|view| view.signature.resource);
    for folder in views.chunk_by(|a, b| a.signature.resource == b.signature.resource) {
        if let Some(view) = folder.first()
            && let Some(title) = title(context, view.signature.resource)
        {
            let _ = write!(text, "\n### {title}\n");
        }
        text.push_str("\n| Method | Request | |\n|---|---|---|\n");
        for view in folder {
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                code(&method(view)),
                code(&route(view.operation)),
                cell(&summary(view.operation))
            );
        }
    }
}

/// The names of the folders that lead to a resource; `None` for the root.
fn title(context: Context<'_>, resource: ResourceId) -> Option<String> {
    let mut names = Vec::new();
    let mut at = Some(resource);
    while let Some((id, folder)) = at.and_then(|id| Some((id, context.api.resources.get(id.0)?))) {
        if folder.parent.is_some() {
            let name = one_line(&folder.name);
            names.push(if name.is_empty() {
                "…".to_owned()
            } else {
                name
            });
        }
        at = folder.parent.filter(|parent| parent.0 < id.0);
    }
    names.reverse();
    (!names.is_empty()).then(|| names.join(" › "))
}

/// The method with its arguments: `droplets().actions().retrieve(droplet_id, action_id)`.
fn method(view: &OperationView<'_>) -> String {
    let signature = view.signature;
    let mut arguments: Vec<&str> = match &signature.params {
        Some(_) => vec!["params"],
        None => signature
            .arguments
            .iter()
            .map(|argument| argument.ident.as_str())
            .collect(),
    };
    arguments.extend(match &signature.body {
        BodyArgument::None => None,
        BodyArgument::Variables(_) => Some("variables"),
        _ => Some("body"),
    });
    let accessors: String = signature
        .accessors
        .iter()
        .map(|accessor| format!("{accessor}()."))
        .collect();
    format!("{accessors}{}({})", signature.method, arguments.join(", "))
}

/// Method and path of an operation, as its docs have them: `GET /actions/{action_id}`.
pub(crate) fn route(operation: &Operation<'_>) -> String {
    let mut route = format!("{} ", operation.method);
    let before = route.len();
    for piece in &operation.path {
        match piece {
            PathPiece::Literal(text) => route.push_str(text),
            PathPiece::Parameter(index) => {
                let name = operation
                    .parameters
                    .get(*index)
                    .map_or("", |parameter| &parameter.name);
                let _ = write!(route, "{{{name}}}");
            }
        }
    }
    if route.len() == before {
        route.push('/');
    }
    one_line(&route)
}

/// What an operation does: its name, or the first sentence of its description where its name says less than the method's.
fn summary(operation: &Operation<'_>) -> String {
    let name = one_line(&operation.name);
    if name.contains(' ') {
        return name;
    }
    let docs = operation.docs.trim_start();
    let paragraph = docs.split("\n\n").next().unwrap_or_default();
    let paragraph = one_line(paragraph);
    let sentence = paragraph.find(". ").map_or(paragraph.as_str(), |end| {
        paragraph.get(..=end).unwrap_or_default()
    });
    let plain = !sentence.starts_with(['#', '|', '<', '`', '*', '-', '>', '!', '['])
        && sentence.chars().count() <= 120;
    if plain && sentence.len() > name.len() {
        sentence.to_owned()
    } else {
        name
    }
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
    let _ = write!(
        text,
        "\n## How it was made\n\nLetterpress wrote this crate from the Postman collection; nobody edits it. To change it, change \
         the collection and run `cargo xtask codegen`; `cargo xtask codegen --check` says whether it is up to date.\n\n\
         What a collection does not say is inferred from its {examples} saved examples and its descriptions: which fields there \
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

/// Text on one line, without control characters.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text as code in a cell of a table.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let gap = if longest > 0 { " " } else { "" };
    format!("{fence}{gap}{}{gap}{fence}", text.replace('|', "\\|"))
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_collection_stays_in_its_cell() {
        assert_eq!(code("GET /a|b"), "`GET /a\\|b`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("a\n| b |"), "`a \\| b \\|`");
        assert_eq!(cell("a | <b>"), "a \\| &lt;b>");
    }
}

//! The part of the README about running the client for real, from time and retries to features. Its programs are compiled with
//! the crate's doc tests, where all features are on.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::programs::showcase::Showcase;
use crate::emit::programs::{CallWriter, statements};
use crate::emit::{Context, OperationView};

use super::{bodies, testing, watching};

/// Writes it.
pub(super) fn emit(context: Context<'_>, showcase: &Showcase<'_>, text: &mut String) {
    let shown = showcase
        .list
        .or(showcase.single)
        .map(|shown| shown.view)
        .or_else(|| context.methods().next());
    time(context, shown, text);
    safety(context, text);
    watching::emit(context, shown, text);
    bodies::emit(context, shown, text);
    if let Some(view) = shown {
        testing::emit(context, view, text);
        blocking(context, view, text);
    }
    unknown_calls(context, text);
    features(context, text);
}

fn time(context: Context<'_>, shown: Option<OperationView<'_>>, text: &mut String) {
    let krate = &context.names.krate;
    let patient = statements(&quote! {
        client
            .timeout(Duration::from_secs(30))
            .retry(Retry::default().attempts(5))
            .http(|http| {
                http.attempt_timeout(Duration::from_secs(10)).connect_timeout(Duration::from_secs(2))
            })
    });
    let _ = write!(
        text,
        "\n## Time and retries\n\n\
         A call takes a minute at most, all attempts and the waits between them included. Connecting takes ten seconds of it at most.\n\n\
         A call is repeated, twice at most, if its method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT, DELETE) and the network \
         failed or the status was 408, 425, 429, 500, 502, 503 or 504. Before each repetition the client waits a random time that \
         grows from one to the next, or as long as the server asks for (`Retry-After`, `RateLimit-Reset`); if that is more than \
         half a minute, the call ends with the server's answer. All calls of a client share a budget of repetitions, so that a \
         server that is down is not flooded. The docs of `Retry` say why it is so.\n\n\
         For the client:\n\n\
         ```rust,no_run\nuse std::time::Duration;\n\nuse {krate}::{{ClientBuilder, Retry}};\n\n\
         fn patient(client: ClientBuilder) -> ClientBuilder {{\n{patient}}}\n```\n"
    );
    let Some(view) = context
        .methods()
        .find(|view| view.operation.method == "POST")
        .or(shown)
    else {
        return;
    };
    let (before, call) = call(context, view);
    let into_call = into_call(view);
    let knows_keys = knows_keys(context);
    let (repeated, about) = if view.operation.method == "POST" && !knows_keys {
        (
            quote!(.idempotent()),
            "`.idempotent()` says that the call may be repeated although its method does not tell, and `.retry(Retry::off())` \
             forbids it.",
        )
    } else if view.operation.method == "POST" {
        (
            quote!(.idempotency_key("6f1c…")),
            "The key is sent as `Idempotency-Key`: a server that knows it does a thing once, so that the call may be repeated. \
             `.idempotent()` allows that without a key, and `.retry(Retry::off())` forbids it.",
        )
    } else if !knows_keys {
        (
            quote!(.retry(Retry::off())),
            "`Retry::off()` serves for a client as well. `.idempotent()` allows to repeat a call whose method does not.",
        )
    } else {
        (
            quote!(.retry(Retry::off())),
            "`Retry::off()` serves for a client as well. `.idempotent()` allows to repeat a call whose method does not, and so \
             does `.idempotency_key(…)`, where the server knows the header `Idempotency-Key`.",
        )
    };
    let import = if view.operation.method == "POST" {
        format!("{krate}::Client")
    } else {
        format!("{krate}::{{Client, Retry}}")
    };
    let code = statements(&quote! {
        #before
        let reply = #call #into_call #repeated
            .timeout(Duration::from_secs(5))
            .attempt_timeout(Duration::from_secs(2))
            .await?;
        println!("{reply:?}");
        Ok(())
    });
    let behind = if into_call.is_some() {
        " A call with optional parameters has these settings behind `.into_call()`."
    } else {
        " (Calls with optional parameters have these settings behind `.into_call()`.)"
    };
    let _ = write!(
        text,
        "\nFor one call:\n\n\
         ```rust,no_run\nuse std::time::Duration;\n\nuse {import};\n\n\
         async fn once(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n\n\
         {about}{behind}\n"
    );
    if let Some(view) = shown {
        cancellation(context, view, text);
    }
}

fn cancellation(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let (before, call) = call(context, view);
    let code = statements(&quote! {
        #before
        let task = tokio::spawn(async move { #call.await });
        task.abort();
        Ok(())
    });
    let _ = write!(
        text,
        "\nA call that is dropped is cancelled: its request is given up, and not repeated. (What the server has heard of it by then, \
         it may still do.) So a call ends with its task, or where another branch of `select!` is there first:\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         async fn cancelled(client: Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

fn safety(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let code = statements(&quote! {
        client.http(|http| http.follow_redirects(5).max_reply_bytes(1 << 20))
    });
    let trusting = statements(&quote! {
        client.http(|http| http.allow_credentials_over_plain_http())
    });
    let _ = write!(
        text,
        "\n## Safe by default\n\n\
         - Redirects are not followed, and a list's next page is only fetched from where the first came from: credentials stay \
         with their server. A redirect is an `Error::Api` with its status.\n\
         - The server's certificate is checked, by rustls.\n\
         - Credentials do not go over plain `http://` to another machine.\n\
         - Values of path parameters, queries and headers are encoded or refused: none can change another part of a request.\n\
         - A reply may hold 64 MiB after decompression (`max_reply_bytes`), and JSON 128 levels.\n\
         - Errors, `Debug` and spans show no credential, not even where a server repeats it.\n\n\
         A client can be told to follow redirects. Then too, no credential, no body and no header of yours goes to another \
         origin, and a way that leads in a circle or from https to http ends in an `Error::Transport` that says so. The other \
         limits can be moved as well:\n\n\
         ```rust,no_run\nuse {krate}::ClientBuilder;\n\n\
         fn following(client: ClientBuilder) -> ClientBuilder {{\n{code}}}\n\n\
         fn in_a_network_that_is_trusted(client: ClientBuilder) -> ClientBuilder {{\n{trusting}}}\n```\n"
    );
}

fn blocking(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let (before, one) = call(context, view);
    let code = statements(&quote! {
        #before
        let reply = #one.send_blocking()?;
        println!("{reply:?}");
        Ok(())
    });
    let _ = write!(
        text,
        "\n## Without async\n\nWith the feature `blocking` every call has `.send_blocking()`, and the items of lists that come in \
         pages are an iterator. With `stream` as well, `.stream_blocking()` gives a reply as a reader, and `.events_blocking()` \
         its events.\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         fn plain(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n"
    );
    let paged = |view: &OperationView<'_>| context.paged.contains(&view.id);
    if let Some(view) = context.methods().find(paged) {
        let (before, list) = call(context, view);
        let code = statements(&quote! {
            #before
            for item in #list.items() {
                let item = item?;
                println!("{item:?}");
            }
            Ok(())
        });
        let _ = write!(
            text,
            "\nfn all(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n"
        );
    }
    text.push_str("```\n");
}

/// Calls of operations that the collection does not have.
fn unknown_calls(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let _ = write!(
        text,
        "\n## Calls that the client does not know\n\n\
         They are made with the client's settings and credentials all the same:\n\n\
         ```rust,no_run\n\
         use {krate}::runtime::Request;\n\
         use {krate}::{{Call, Client, Error}};\n\n\
         async fn status_of(client: &Client, name: &str) -> Result<serde_json::Value, Error> {{\n\
         \x20   let request = Request::get(\"/services/{{name}}/status\").path(\"name\", name).query(\"full\", true);\n\
         \x20   Call::json(client.http(), request).await\n\
         }}\n```\n"
    );
}

fn features(context: Context<'_>, text: &mut String) {
    text.push_str(
        "\n## Features\n\n| Feature | Default | |\n|---|---|---|\n\
         | `reqwest` | yes | requests go over reqwest with rustls; without it the client needs a `Transport` of your own |\n\
         | `gzip` | yes | replies may be packed by gzip |\n\
         | `brotli`, `zstd` | | replies may be packed by these |\n\
         | `blocking` | | calls that wait for their reply |\n\
         | `drift` | | `on_drift` |\n",
    );
    if context.needs.jwt() {
        text.push_str("| `jwt` | yes | credentials that are JSON Web Tokens |\n");
    }
    if context.needs.has_examples() {
        text.push_str("| `mock` | | `Mock`, which answers with the saved examples |\n");
    }
    if context.needs.oauth2() {
        text.push_str("| `oauth2` | yes | tokens that OAuth 2.0 fetches |\n");
    }
    text.push_str(
        "| `stream` | | large bodies and server-sent events |\n| `tower` | | layers of tower around a transport |\n\
         | `tracing` | | spans for calls and attempts |\n\
         | `folders` | yes | all folders of the collection |\n",
    );
    let folders = context.folder_features();
    if let [one, two, ..] = folders.as_slice() {
        let package = &context.names.package;
        let _ = write!(
            text,
            "\nEach of the collection's {} folders is a feature too, so that a program compiles only what it calls:\n\n\
             ```toml\n[dependencies]\n{package} = {{ path = \"…\", default-features = false, features = [\"reqwest\", \"{one}\", \"{two}\"] }}\n```\n",
            folders.len()
        );
    }
}

/// A call through `client`, and what has to stand before it.
pub(super) fn call(context: Context<'_>, view: OperationView<'_>) -> (TokenStream, TokenStream) {
    let (before, call) = CallWriter::with_literals(context, view).call(&quote!(client));
    (quote!(#before), quote!(#call))
}

/// What leads from a call with optional parameters to what can be set on any.
pub(super) fn into_call(view: OperationView<'_>) -> Option<TokenStream> {
    view.signature
        .wrapper
        .is_some()
        .then(|| quote!(.into_call()))
}

/// Whether the collection names the header `Idempotency-Key`: a server that does not know it does the thing again.
fn knows_keys(context: Context<'_>) -> bool {
    let is_key = |name: &str| name.eq_ignore_ascii_case("idempotency-key");
    let mut operations = context.api.operations.iter();
    operations.any(|operation| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|it| is_key(&it.name)) || operation.headers.iter().any(|it| is_key(&it.name))
    })
}

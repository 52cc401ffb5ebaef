//! The part of the README about running the client for real: time, retries, what can be watched, tests, features. Its
//! programs are compiled with the crate's doc tests, where all features are on.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::call::path_template;
use crate::emit::programs::showcase::Showcase;
use crate::emit::programs::{CallWriter, client_settings, statements};
use crate::emit::{Context, OperationView};

/// Writes it.
pub(super) fn emit(context: Context<'_>, showcase: &Showcase<'_>, text: &mut String) {
    let shown = showcase
        .list
        .or(showcase.single)
        .map(|shown| shown.view)
        .or_else(|| context.methods().next());
    time(context, shown, text);
    safety(context, text);
    watching(context, text);
    if let Some(view) = shown {
        bodies(context, view, text);
        tests(context, view, text);
        blocking(context, view, text);
    }
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
        "\n## Time and retries\n\nA call takes a minute at most. Within it, a call whose method is idempotent (GET, HEAD, OPTIONS, \
         TRACE, PUT, DELETE) is made up to three times: where the network fails, and after the statuses 408, 425, 429, 500, 502, \
         503 and 504. Between the attempts the client waits a random time that grows, or as long as the server says \
         (`Retry-After`, `RateLimit-Reset`) up to half a minute; a budget that all calls of a client share keeps a server that \
         is down from being flooded. `Retry` says all of it, and whence it comes. A call that is dropped is cancelled.\n\n\
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
    let key = (view.operation.method == "POST").then(|| quote!(.idempotency_key("6f1c…")));
    let code = statements(&quote! {
        #before
        let reply = #call #into_call #key .timeout(Duration::from_secs(5)).await?;
        println!("{reply:?}");
        Ok(())
    });
    let _ = write!(
        text,
        "\nA single call has settings of its own. `.idempotent()` says that it may be made twice, `.idempotency_key(…)` that the \
         server sees to it; `.retry(Retry::off())` makes it once. (Calls with optional parameters have these settings behind \
         `.into_call()`.)\n\n\
         ```rust,no_run\nuse std::time::Duration;\n\nuse {krate}::Client;\n\n\
         async fn once(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

fn safety(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let code = statements(&quote! {
        client.http(|http| http.follow_redirects(5).max_reply_bytes(1 << 20))
    });
    let _ = write!(
        text,
        "\n## Safe by default\n\n\
         - Redirects are not followed, and a list's next page is only fetched from where the first came from: credentials stay \
         with their server. A redirect is an `Error::Api` with its status.\n\
         - Credentials do not go over plain `http://` to another machine, unless the client is built with \
         `.http(|http| http.allow_credentials_over_plain_http())`.\n\
         - Values of path parameters, queries and headers are encoded or refused: none can change another part of a request.\n\
         - A reply may hold 64 MiB after decompression (`max_reply_bytes`), and JSON 128 levels.\n\
         - Errors, `Debug` and spans show no credential, not even where a server repeats it.\n\n\
         A client can be told to follow redirects. Then too, no credential, no body and no header of yours goes to another \
         origin, and a way that leads in a circle or from https to http ends in an `Error::Transport` that says so.\n\n\
         ```rust,no_run\nuse {krate}::ClientBuilder;\n\n\
         fn following(client: ClientBuilder) -> ClientBuilder {{\n{code}}}\n```\n"
    );
}

fn watching(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let code = statements(&quote! {
        client.http(|http| http.on_drift(|drift| eprintln!("{drift}")))
    });
    let _ = write!(
        text,
        "\n## Watching\n\nWhat carries requests is a `Transport`. One of your own stands around another, and sees every attempt at every \
         call, with its credentials:\n\n\
         ```rust,no_run\nuse std::time::Duration;\n\n\
         use bytes::Bytes;\n\
         use {krate}::runtime::{{BoxFuture, SendOptions, TransportError}};\n\
         use {krate}::{{ClientBuilder, Transport}};\n\n\
         struct Told<T>(T);\n\n\
         impl<T: Transport> Transport for Told<T> {{\n\
         \x20   fn send(\n\
         \x20       &self,\n\
         \x20       request: http::Request<Bytes>,\n\
         \x20       options: SendOptions,\n\
         \x20   ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {{\n\
         \x20       println!(\"one more: {{:?}}\", options.operation);\n\
         \x20       self.0.send(request, options)\n\
         \x20   }}\n\n\
         \x20   fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {{\n\
         \x20       self.0.sleep(time)\n\
         \x20   }}\n\
         }}\n\n\
         fn told(client: ClientBuilder, transport: impl Transport) -> ClientBuilder {{\n\
         \x20   client.transport(Told(transport))\n\
         }}\n```\n\n\
         One that is to pass on bodies piece by piece (feature `stream`) has `open` do the same: without it they are read whole.\n\n\
         With the feature `tower`, what there is for tower's `Service` stands there as well; bodies that go piece by piece go \
         through it as they come:\n\n\
         ```rust,no_run\n\
         use {krate}::runtime::Layered;\n\
         use {krate}::{{ClientBuilder, Transport}};\n\
         use tower_layer::Identity;\n\n\
         fn layered(client: ClientBuilder, transport: impl Transport) -> ClientBuilder {{\n\
         \x20   // In place of `Identity`: any layer, or a stack of them.\n\
         \x20   client.transport(Layered::new(transport, Identity::new()))\n\
         }}\n```\n\n\
         With the feature `tracing` each call is a span `http_call` with method, path template, status, \
         attempts and duration, and each attempt a span `http_attempt` in it. No URL, header or body is in them.\n\n\
         With the feature `drift`, the client tells where replies differ from what their types know: unknown fields, unknown \
         values of enums, fields that are missing; with operation and JSON path. No call fails for it.\n\n\
         ```rust,no_run\nuse {krate}::ClientBuilder;\n\n\
         fn watched(client: ClientBuilder) -> ClientBuilder {{\n{code}}}\n```\n"
    );
}

fn bodies(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let (before, call) = call(context, view);
    let into_call = into_call(view);
    let code = statements(&quote! {
        #before
        let mut reply = #call #into_call .stream().await?;
        while let Some(chunk) = reply.chunk().await? {
            println!("{} bytes", chunk.len());
        }
        Ok(())
    });
    let _ = write!(
        text,
        "\n## Large bodies and events\n\nWith the feature `stream`, a reply of any size is read while it comes:\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         async fn large(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n\n\
         What takes a `Body` takes bytes, and with the feature `Body::file(…)`, `Body::reader(…)` or `Body::stream(…)` too; a \
         `Part` of a form is made of them by `Part::stream(…)`. A call whose body is sent piece by piece is made again only \
         where its body can be had once more: that of a file is, and whatever `Body::repeatable(…)` makes. `.events()` gives \
         server-sent events one by one. Here both are used with calls that the client does not know:\n\n\
         ```rust,no_run\n\
         use {krate}::runtime::{{Body, Request}};\n\
         use {krate}::{{Call, Client}};\n\n\
         async fn upload(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         \x20   let body = Body::file(\"report.pdf\").await?;\n\
         \x20   let request = Request::put(\"/report\").body(Some(\"application/pdf\"), body);\n\
         \x20   Ok(Call::empty(client.http(), request).await?)\n\
         }}\n\n\
         async fn events(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         \x20   let call = Call::empty(client.http(), Request::get(\"/events\"));\n\
         \x20   let mut events = call.events().await?;\n\
         \x20   while let Some(event) = events.try_next().await? {{\n\
         \x20       println!(\"{{}}: {{}}\", event.event, event.data);\n\
         \x20   }}\n\
         \x20   Ok(())\n\
         }}\n```\n"
    );
}

fn tests(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let example = view.operation.examples.first();
    let Some(status) = example.map(|example| proc_macro2::Literal::u16_unsuffixed(example.status))
    else {
        return;
    };
    let krate = &context.names.krate;
    let operation = format!("{} {}", view.operation.method, path_template(view));
    let settings = client_settings(context, [view]);
    let (before, call) = call(context, view);
    let code = statements(&quote! {
        let mock = Mock::new();
        mock.on(#operation).fail(Fault::Reset).status(#status);
        let client = Client::builder() #settings .transport(mock.clone()).build()?;
        #before
        let reply = #call.await;
        println!("{reply:?}");
        println!("{} requests", mock.requests_of(#operation).len());
        Ok(())
    });
    let _ = write!(
        text,
        "\n## Tests without a server\n\nWith the feature `mock` there is a transport that answers with the saved examples: \
         chosen by operation, by status or by name. It records the requests and fails when it is told to; no time passes while \
         the client waits between attempts.\n\n\
         ```rust,no_run\nuse {krate}::{{Client, Fault, Mock}};\n\n\
         async fn resets_are_no_trouble() -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

fn blocking(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let (before, call) = call(context, view);
    let code = statements(&quote! {
        #before
        let reply = #call.send_blocking()?;
        println!("{reply:?}");
        Ok(())
    });
    let _ = write!(
        text,
        "\n## Without async\n\nWith the feature `blocking` every call has `.send_blocking()`, and lists are iterators. With \
         `stream` as well, `.stream_blocking()` gives a reply as a reader, and `.events_blocking()` its events.\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         fn plain(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
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
    if context.needs.has_examples() {
        text.push_str("| `mock` | | `Mock`, which answers with the saved examples |\n");
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
            "\nEach of the collection's {} folders is a feature too. Who needs two compiles two:\n\n\
             ```toml\n[dependencies]\n{package} = {{ path = \"…\", default-features = false, features = [\"reqwest\", \"{one}\", \"{two}\"] }}\n```\n",
            folders.len()
        );
    }
}

/// A call through `client`, and what has to stand before it.
fn call(context: Context<'_>, view: OperationView<'_>) -> (TokenStream, TokenStream) {
    let (before, call) = CallWriter::with_literals(context, view).call(&quote!(client));
    (quote!(#before), quote!(#call))
}

/// What leads from a call with optional parameters to what can be set on any.
fn into_call(view: OperationView<'_>) -> Option<TokenStream> {
    view.signature
        .wrapper
        .is_some()
        .then(|| quote!(.into_call()))
}

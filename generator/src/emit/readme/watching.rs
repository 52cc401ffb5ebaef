//! The part of the README about what can stand around calls and hear of them: transports, layers, spans, drift.

use std::fmt::Write;

use quote::quote;

use super::production::call;
use crate::emit::programs::statements;
use crate::emit::{Context, OperationView};

/// Writes it.
pub(super) fn emit(context: Context<'_>, shown: Option<OperationView<'_>>, text: &mut String) {
    text.push_str("\n## Watching calls\n");
    transport(context, text);
    layers(context, text);
    spans(context, shown, text);
    drift(context, text);
}

fn transport(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let _ = write!(
        text,
        "\n### Transports\n\nWhat carries requests is a `Transport`: reqwest unless the client is given another. One of your own \
         stands around another, and sees every attempt at every call, with its credentials:\n\n\
         ```rust,no_run\nuse std::time::Duration;\n\n\
         use bytes::Bytes;\n\
         use {krate}::runtime::{{BoxFuture, ReqwestTransport, SendOptions, TransportError}};\n\
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
         fn told(client: ClientBuilder) -> Result<ClientBuilder, TransportError> {{\n\
         \x20   Ok(client.transport(Told(ReqwestTransport::new()?)))\n\
         }}\n```\n\n\
         One that is to pass on bodies piece by piece (feature `stream`) has `open` do the same: without it they are read whole. \
         `ReqwestTransport::from_client(…)` takes a client of reqwest's that is set up otherwise, with a proxy for example. \
         (The environment's proxy is asked for `https` alone: plain `http` it would read, credentials included.)\n"
    );
}

fn layers(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let _ = write!(
        text,
        "\n### Layers\n\nWith the feature `tower`, what there is for tower's `Service` stands there as well. Bodies that go piece by \
         piece go through it as they come.\n\n\
         ```rust,no_run\n\
         use {krate}::runtime::Layered;\n\
         use {krate}::{{ClientBuilder, Transport}};\n\
         use tower_layer::Identity;\n\n\
         fn layered(client: ClientBuilder, transport: impl Transport) -> ClientBuilder {{\n\
         \x20   // In place of `Identity`: any layer, or a stack of them.\n\
         \x20   client.transport(Layered::new(transport, Identity::new()))\n\
         }}\n```\n"
    );
}

fn spans(context: Context<'_>, shown: Option<OperationView<'_>>, text: &mut String) {
    let krate = &context.names.krate;
    text.push_str(
        "\n### Spans\n\nWith the feature `tracing` each call is a span `http_call` (level info) with method, path template, status, \
         attempts and duration, and each attempt a span `http_attempt` (level debug) in it. No URL, header or body is in them. \
         Whatever subscriber the program has hears of them; a span of the program's own goes around a call like this:\n",
    );
    let Some(view) = shown else {
        return;
    };
    let (before, call) = call(context, view);
    let code = statements(&quote! {
        #before
        let span = tracing::info_span!("refresh");
        let reply = #call.send().instrument(span).await?;
        println!("{reply:?}");
        Ok(())
    });
    let _ = write!(
        text,
        "\n```rust,no_run\nuse {krate}::Client;\nuse tracing::Instrument;\n\n\
         async fn refresh(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

fn drift(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let code = statements(&quote! {
        client.http(|http| http.on_drift(|drift| eprintln!("{drift}")))
    });
    let _ = write!(
        text,
        "\n### Drift\n\nWith the feature `drift`, the client tells where replies differ from what their types know: unknown fields, \
         unknown values of enums, fields that are missing; with operation and JSON path. No call fails for it.\n\n\
         ```rust,no_run\nuse {krate}::ClientBuilder;\n\n\
         fn watched(client: ClientBuilder) -> ClientBuilder {{\n{code}}}\n```\n"
    );
}

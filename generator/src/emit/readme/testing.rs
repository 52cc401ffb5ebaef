//! The part of the README about tests of programs that use the client.

use std::fmt::Write;

use proc_macro2::Literal;
use quote::quote;

use super::production::call;
use crate::emit::call::path_template;
use crate::emit::programs::{client_settings, statements};
use crate::emit::{Context, OperationView};

/// Writes it.
pub(super) fn emit(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    text.push_str("\n## Tests without a server\n");
    let with_example = [view]
        .into_iter()
        .chain(context.methods())
        .find_map(|view| {
            let example = view.operation.examples.first()?;
            Some((view, example.status))
        });
    match with_example {
        Some((view, status)) => mock(context, view, status, text),
        None => memory(context, view, text),
    }
}

/// With the saved examples.
fn mock(context: Context<'_>, view: OperationView<'_>, status: u16, text: &mut String) {
    let krate = &context.names.krate;
    let status = Literal::u16_unsuffixed(status);
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
        "\nWith the feature `mock` there is a transport that answers with the saved examples: with the first success of an \
         operation, or what `.on(…)` says in its place, one after another: the example of a status (`.status(404)`), the one of \
         a name (`.example(\"…\")`), an answer of your own (`.json(404, \"{{}}\")`) or a failure (`.fail(…)`). It records the \
         requests, and no time passes while the client waits between attempts.\n\n\
         ```rust,no_run\nuse {krate}::{{Client, Fault, Mock}};\n\n\
         async fn resets_are_no_trouble() -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

/// With answers of one's own, where there are no examples.
fn memory(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let settings = client_settings(context, [view]);
    let (before, call) = call(context, view);
    let code = statements(&quote! {
        let memory = MemoryTransport::new();
        memory.json(503, "{}").json(200, "{}");
        let client = Client::builder() #settings .transport(memory.clone()).build()?;
        #before
        let reply = #call.await;
        println!("{reply:?}");
        println!("{} requests", memory.requests().len());
        Ok(())
    });
    let _ = write!(
        text,
        "\n`MemoryTransport` answers with what it is given, in that order, or by a function of the request \
         (`MemoryTransport::answering(…)`). It fails where it is told to (`.fail(…)`), records the requests, and no time passes \
         while the client waits between attempts.\n\n\
         ```rust,no_run\nuse {krate}::{{Client, MemoryTransport}};\n\n\
         async fn answered_from_memory() -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

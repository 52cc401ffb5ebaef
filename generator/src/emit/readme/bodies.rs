//! The part of the README about bodies that need not fit into memory, and about events.

use std::fmt::Write;

use quote::quote;

use super::production::{call, into_call};
use crate::api::Body;
use crate::emit::call::sends_events;
use crate::emit::programs::{CallWriter, statements};
use crate::emit::{BodyArgument, Context, OperationView};

/// Writes it.
pub(super) fn emit(context: Context<'_>, shown: Option<OperationView<'_>>, text: &mut String) {
    text.push_str("\n## Large bodies and events\n\nThey need the feature `stream`.\n");
    if let Some(view) = shown {
        replies(context, view, text);
    }
    uploads(context, text);
    forms(context, text);
    events(context, text);
}

fn replies(context: Context<'_>, view: OperationView<'_>, text: &mut String) {
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
        "\nA reply of any size is read while it comes:\n\n\
         ```rust,no_run\nuse {krate}::Client;\n\n\
         async fn large(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

/// With a call that takes a body, or one of nobody's.
fn uploads(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let takes_body = |view: &OperationView<'_>| matches!(view.signature.body, BodyArgument::Bytes);
    let (imports, code, after) = match context.methods().find(takes_body) {
        Some(view) => {
            let mut writer = CallWriter::with_literals(context, view).with_file(quote!(body));
            let (before, call) = writer.call(&quote!(client));
            let code = statements(&quote! {
                let body = Body::file("report.pdf").await?;
                #before
                let reply = #call.await?;
                println!("{reply:?}");
                Ok(())
            });
            let imports = format!("use {krate}::Client;\nuse {krate}::runtime::Body;\n");
            (imports, code, "")
        }
        None => {
            let code = statements(&quote! {
                let body = Body::file("report.pdf").await?;
                let request = Request::put("/report").body(Some("application/pdf"), body);
                Ok(Call::empty(client.http(), request).await?)
            });
            let imports = format!(
                "use {krate}::runtime::{{Body, Request}};\nuse {krate}::{{Call, Client}};\n"
            );
            (
                imports,
                code,
                " Here with a call that the client does not know:",
            )
        }
    };
    let _ = write!(
        text,
        "\nWhat takes a `Body` takes bytes and text, and `Body::file(…)`, `Body::reader(…)` or `Body::stream(…)` too. They are sent \
         piece by piece, with their length where it is known. Such a call is repeated only if its body can be had once more: \
         that of a file can, and whatever `Body::repeatable(…)` makes.{after}\n\n\
         ```rust,no_run\n{imports}\n\
         async fn upload(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

/// With a form that has a file, where there is one.
fn forms(context: Context<'_>, text: &mut String) {
    let has_file = |view: &OperationView<'_>| {
        let BodyArgument::Form { members, .. } = &view.signature.body else {
            return false;
        };
        let Some(Body::Multipart(fields)) = &view.operation.body else {
            return false;
        };
        let files = members.iter().filter(|member| member.file);
        let mut fields = files
            .flat_map(|member| &member.fields)
            .filter_map(|index| fields.get(*index));
        fields.any(|field| field.enabled)
    };
    let Some(view) = context.methods().find(has_file) else {
        return;
    };
    let krate = &context.names.krate;
    let file = quote!(Part::stream(Body::file("report.pdf").await?).file_name("report.pdf"));
    let mut writer = CallWriter::with_literals(context, view).with_file(file);
    let (before, call) = writer.call(&quote!(client));
    let code = statements(&quote! {
        #before
        let reply = #call.await?;
        println!("{reply:?}");
        Ok(())
    });
    let _ = write!(
        text,
        "\nThe files of a form are `Part`s: `Part::bytes(…)` and `Part::text(…)` without the feature, `Part::stream(…)` with it.\n\n\
         ```rust,no_run\nuse {krate}::Client;\nuse {krate}::runtime::{{Body, Part}};\n\n\
         async fn form(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

/// With a call whose examples show events, or one of nobody's.
fn events(context: Context<'_>, text: &mut String) {
    let krate = &context.names.krate;
    let shows_events = |view: &OperationView<'_>| sends_events(*view);
    let (imports, first, after) = match context.methods().find(shows_events) {
        Some(view) => {
            let (before, call) = call(context, view);
            let into_call = into_call(view);
            let first = quote!(#before let mut events = #call #into_call .events().await?;);
            (format!("use {krate}::Client;\n"), first, "")
        }
        None => {
            let first = quote! {
                let call = Call::empty(client.http(), Request::get("/events"));
                let mut events = call.events().await?;
            };
            let imports =
                format!("use {krate}::runtime::Request;\nuse {krate}::{{Call, Client}};\n");
            (
                imports,
                first,
                ", here of a call that the client does not know",
            )
        }
    };
    let code = statements(&quote! {
        #first
        while let Some(event) = events.try_next().await? {
            println!("{}: {}", event.event, event.data);
        }
        Ok(())
    });
    let _ = write!(
        text,
        "\n`.events()` gives server-sent events one by one{after}:\n\n\
         ```rust,no_run\n{imports}\n\
         async fn events(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}}}\n```\n"
    );
}

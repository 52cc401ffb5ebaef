//! `examples/quickstart.rs`: a few calls that run without a network, answered with saved examples.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::CallWriter;
use super::layout::lay_out;
use super::settings::with_literals as client_settings;
use super::showcase::{Showcase, Shown, choose};
use crate::emit::literal::lines;
use crate::emit::{BodyArgument, Context};
use crate::render::File;

/// Writes it; nothing where nothing can be called.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let showcase = choose(context);
    let text = if showcase.shown().next().is_some() {
        with_replies(context, &showcase)
    } else if let Some(text) = without_replies(context) {
        text
    } else {
        return Vec::new();
    };
    vec![File::text("examples/quickstart.rs", text)]
}

/// Calls that are answered with saved examples.
fn with_replies(context: Context<'_>, showcase: &Showcase<'_>) -> String {
    let krate = &context.names.krate;
    let mut replies = TokenStream::new();
    let mut constants = String::new();
    let kinds = [
        ("LIST", showcase.list),
        ("SINGLE", showcase.single),
        ("ERROR", showcase.error),
    ];
    for (name, shown) in kinds {
        let Some(shown) = shown else { continue };
        let (status, constant) = (number(shown.status), crate::emit::paths::ident(name));
        replies.extend(quote!(.json(#status, #constant)));
        let reply = lines(&lay_out(shown.body)).to_string();
        constants.push_str(&format!("\nconst {name}: &str = {reply};\n"));
    }
    let settings = client_settings(context, showcase.shown().map(|shown| shown.view));
    let mut main = String::new();
    main.push_str("    // The client is answered from memory, in this order. Without `.transport(…)` it talks to the API.\n");
    main.push_str(&statements(&quote! {
        let transport = MemoryTransport::new();
        transport #replies;
        let client = Client::builder() #settings .transport(transport).build()?;
    }));
    let mut calls = 0;
    for (comment, shown) in [
        ("A list.", showcase.list),
        ("A single one.", showcase.single),
    ] {
        let Some(shown) = shown else { continue };
        calls += 1;
        let (before, call) = call(context, shown);
        main.push_str(&format!(
            "\n    // {}\n",
            if calls == 1 {
                "A call is awaited, and gives a typed reply."
            } else {
                comment
            }
        ));
        main.push_str(&statements(&quote! {
            #before
            let reply = #call.await?;
            println!("{reply:#?}");
        }));
    }
    if let Some(shown) = showcase.error {
        let (before, call) = call(context, shown);
        main.push_str("\n    // An error of the API has a status and a typed body.\n");
        main.push_str(&statements(&quote! {
            #before
            match #call.await {
                Ok(reply) => println!("{reply:#?}"),
                Err(Error::Api(error)) => println!("{}: {:#?}", error.status(), error.body()),
                Err(error) => return Err(error.into()),
            }
        }));
    }
    let imports = if showcase.error.is_some() {
        "{Client, Error, MemoryTransport}"
    } else {
        "{Client, MemoryTransport}"
    };
    format!("{DOCS}use {krate}::{imports};\n\n{MAIN}{main}    Ok(())\n}}\n{constants}",)
}

/// A call that shows what would be sent.
fn without_replies(context: Context<'_>) -> Option<String> {
    let krate = &context.names.krate;
    let view = context.methods().min_by_key(|view| {
        let signature = view.signature;
        (
            view.operation.method != "GET",
            signature.body != BodyArgument::None,
            signature.arguments.len(),
            view.id,
        )
    })?;
    let shown = Shown {
        view,
        status: 200,
        body: "",
    };
    let (before, call) = call(context, shown);
    let settings = client_settings(context, [view]);
    let mut main =
        "    // The client is answered from memory. Without `.transport(…)` it talks to the API.\n"
            .to_owned();
    main.push_str(&statements(&quote! {
        let transport = MemoryTransport::answering(|_| Default::default());
        let client = Client::builder() #settings .transport(transport.clone()).build()?;
    }));
    main.push_str("\n    // A call is awaited, and gives the reply.\n");
    main.push_str(&statements(&quote! {
        #before
        let reply = #call.await?;
        println!("{reply:#?}");
    }));
    main.push_str("\n    // This is what was sent.\n");
    main.push_str(&statements(&quote! {
        for request in transport.requests() {
            println!("{} {}", request.method(), request.uri());
        }
    }));
    Some(format!(
        "{DOCS}use {krate}::{{Client, MemoryTransport}};\n\n{MAIN}{main}    Ok(())\n}}\n"
    ))
}

const DOCS: &str = "\
//! Calls the API without a network: `cargo run --example quickstart`.

";

const MAIN: &str = "\
#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
";

fn call(context: Context<'_>, shown: Shown<'_>) -> (TokenStream, TokenStream) {
    CallWriter::with_literals(context, shown.view).call(&quote!(client))
}

fn number(number: u16) -> proc_macro2::Literal {
    proc_macro2::Literal::u16_unsuffixed(number)
}

/// Statements as the text of a function's body.
pub(crate) fn statements(tokens: &TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(quote!(fn main() { #tokens })) else {
        return String::new();
    };
    let text = prettyplease::unparse(&file);
    let body = text
        .strip_prefix("fn main() {\n")
        .and_then(|text| text.strip_suffix("}\n"));
    body.unwrap_or_default().to_owned()
}

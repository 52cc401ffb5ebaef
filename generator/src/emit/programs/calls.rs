//! `examples/replay/`: every request of the collection, made through the client with the collection's own values. The
//! replay program sends them, the crate's tests answer them with the saved examples.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

use super::call::CallWriter;
use super::settings::{self, Settings, variable};
use super::{fixed, own_values};
use crate::emit::chain::chain;
use crate::emit::docs::line;
use crate::emit::literal::literal;
use crate::emit::paths::ident;
use crate::emit::{Context, OperationView};
use crate::render::File;

/// The folder of the files.
const FOLDER: &str = "examples/replay";

/// Writes them, its files in parallel.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let settings = settings::at_run_time(context);
    let written: Vec<(File, BTreeSet<&str>)> = folders(context)
        .into_par_iter()
        .map(|(module, folder)| folder.file(context, &module))
        .collect();
    let mut helpers: BTreeSet<&str> = settings.fills.then_some("fill").into_iter().collect();
    let mut files = Vec::with_capacity(written.len() + 2);
    for (file, used) in written {
        helpers.extend(used);
        files.push(file);
    }
    files.push(File::text(
        format!("{FOLDER}/mod.rs"),
        fixed::run(&context.names.krate, &helpers),
    ));
    files.push(values(context, &settings));
    files
}

/// The files of calls, by their modules; the root's is always there.
fn folders(context: Context<'_>) -> BTreeMap<Vec<String>, Folder<'_>> {
    let mut folders: BTreeMap<Vec<String>, Folder<'_>> = BTreeMap::new();
    folders.entry(Vec::new()).or_default();
    for view in context.operations() {
        let module = module(context, view);
        for length in 0..module.len() {
            let (parent, child) = module.split_at(length);
            let child = child.first().cloned().unwrap_or_default();
            folders
                .entry(parent.to_vec())
                .or_default()
                .children
                .insert(child);
        }
        folders.entry(module).or_default().calls.push(view);
    }
    folders
}

/// The table of all calls, in the collection's order.
fn table(context: Context<'_>) -> TokenStream {
    let mut table = TokenStream::new();
    for view in context.operations() {
        let (item, method) = (&view.operation.pointer, ident(&view.names.method));
        let module = module(context, view);
        let module = module.iter().map(|part| ident(part));
        table.extend(quote!(Call { item: #item, make: #(#module::)* #method },));
    }
    table
}

/// The function that makes one call.
fn function(
    context: Context<'_>,
    view: OperationView<'_>,
    helpers: &mut BTreeSet<&'static str>,
) -> TokenStream {
    let (before, call) = CallWriter::at_run_time(context, view, helpers).call(&quote!(run.client));
    let method = ident(&view.names.method);
    let name = line(&view.operation.name);
    let docs = format!(
        " {}",
        if name.is_empty() {
            &view.operation.pointer
        } else {
            &name
        }
    );
    let call = own_values::call(context, view, &call, helpers)
        .unwrap_or_else(|| quote!(let call = #call;));
    quote! {
        #[doc = #docs]
        pub fn #method(run: Run<'_>) -> Made<'_> {
            #before
            #call
            send!(run, call)
        }
    }
}

/// Where an operation's function stands: the path of its folder's module.
fn module(context: Context<'_>, view: OperationView<'_>) -> Vec<String> {
    let resource = view.signature.resource;
    let is_root = context
        .api
        .resources
        .get(resource.0)
        .is_none_or(|folder| folder.parent.is_none());
    match context.names.resources.get(resource.0) {
        Some(names) if !is_root => names.module.clone(),
        _ => Vec::new(),
    }
}

/// A file of calls.
#[derive(Default)]
struct Folder<'x> {
    children: BTreeSet<String>,
    calls: Vec<OperationView<'x>>,
}

impl<'x> Folder<'x> {
    /// The file, and the program's helpers that its calls use.
    fn file(&self, context: Context<'x>, module: &[String]) -> (File, BTreeSet<&'static str>) {
        let mut helpers = BTreeSet::new();
        let calls: TokenStream = self
            .calls
            .iter()
            .map(|view| function(context, *view, &mut helpers))
            .collect();
        let children = self.children.iter().map(|child| ident(child));
        let mut imports = TokenStream::new();
        if !calls.is_empty() {
            imports = quote!(
                use crate::replay::{Made, Run, send};
            );
        }
        let (path, docs) = match module {
            [] => (
                format!("{FOLDER}/calls.rs"),
                " The requests, in the collection's order.".to_owned(),
            ),
            _ => {
                let path = module
                    .iter()
                    .map(|part| part.trim_start_matches("r#"))
                    .collect::<Vec<_>>()
                    .join("/");
                (
                    format!("{FOLDER}/calls/{path}.rs"),
                    format!(" Requests that `src/{path}.rs` makes."),
                )
            }
        };
        let tokens = if module.is_empty() {
            let table = table(context);
            let made = (!calls.is_empty()).then(|| quote!(Made, Run, send,));
            quote! {
                #![doc = #docs]
                #(mod #children;)*

                use crate::replay::{Call, #made};

                /// Every request.
                pub const ALL: &[Call] = &[#table];

                #calls
            }
        } else {
            quote! {
                #![doc = #docs]
                #(pub mod #children;)*
                #imports
                #calls
            }
        };
        (File::rust(path, tokens), helpers)
    }
}

/// `examples/replay/values.rs`: what variables stand for, and a client's settings that are made of them.
fn values(context: Context<'_>, settings: &Settings) -> File {
    let values = &context.model.values;
    let variables = values.variables.keys().filter_map(|name| {
        let value = literal(&variable(context, name)?);
        Some(quote!((#name, #value)))
    });
    let path_variables = values.path_variables.iter().map(|(key, value)| {
        let value = literal(value);
        quote!((#key, #value))
    });
    let krate = ident(&context.names.krate);
    let (calls, conditional) = (&settings.calls, &settings.conditional);
    let (before, builder) = chain("builder", quote!(builder), calls);
    let body = if conditional.is_empty() {
        quote!(#before #builder)
    } else {
        let first = (!calls.is_empty()).then(|| quote!(let builder = #builder;));
        quote!(#before #first #conditional builder)
    };
    File::rust(
        format!("{FOLDER}/values.rs"),
        quote! {
            //! The values that calls are made with.

            use #krate::ClientBuilder;

            /// What each `{{variable}}` of the collection stands for, by name.
            pub const VARIABLES: &[(&str, &str)] = &[#(#variables),*];

            /// What each `:key` of a path stands for, by the request's JSON pointer and the key.
            pub const PATH_VARIABLES: &[(&str, &str)] = &[#(#path_variables),*];

            /// Gives a client the collection's servers and credentials.
            pub fn client(builder: ClientBuilder) -> ClientBuilder {
                #body
            }
        },
    )
}

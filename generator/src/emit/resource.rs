//! One file per folder: its struct, its calls, and the types that belong to it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use rayon::prelude::*;

use super::docs::{Docs, sentence, without_told};
use super::operation_types::Wrapped;
use super::paths::{Paths, ident};
use super::{Context, OperationView, call, folders, operation_types, types};
use crate::api::ResourceId;
use crate::render::File;

/// The files of all folders, and `requests.rs` for the requests outside of them.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let mut operations: Vec<Vec<OperationView<'_>>> = vec![Vec::new(); context.api.resources.len()];
    for view in context.methods() {
        if let Some(list) = operations.get_mut(view.operation.resource.0) {
            list.push(view);
        }
    }
    let mut children: Vec<Vec<ResourceId>> = vec![Vec::new(); context.api.resources.len()];
    for (index, resource) in context.api.resources.iter().enumerate() {
        if let Some(list) = resource
            .parent
            .and_then(|parent| children.get_mut(parent.0))
        {
            list.push(ResourceId(index));
        }
    }
    let ids = 0..context.api.resources.len();
    ids.into_par_iter()
        .filter_map(|index| {
            file(
                context,
                ResourceId(index),
                &operations[index],
                &children[index],
            )
        })
        .collect()
}

fn file(
    context: Context<'_>,
    id: ResourceId,
    operations: &[OperationView<'_>],
    children: &[ResourceId],
) -> Option<File> {
    let resource = context.api.resources.get(id.0)?;
    let names = context.names.resources.get(id.0)?;
    let paths = Paths::inside(context.model, context.names, names.module.clone());
    let types: TokenStream = context
        .types_in(&names.module)
        .map(|id| types::definition(context, &paths, id))
        .collect();
    let root = resource.parent.is_none();
    if root && operations.is_empty() && types.is_empty() {
        return None;
    }

    let methods: Vec<TokenStream> = operations
        .iter()
        .map(|view| call::method(context, &paths, *view, root))
        .collect();
    let wrapped = Wrapped::of(operations);
    let beside: TokenStream = operations
        .iter()
        .map(|view| operation_types::emit(context, &paths, *view, &wrapped))
        .collect();
    let (docs, structure, modules) = if root {
        let client = paths_client(&paths);
        let docs = Docs::of("Requests outside any folder.").inner_tokens();
        let calls = (!methods.is_empty()).then(|| quote!(impl #client { #(#methods)* }));
        (docs, quote!(#calls), TokenStream::new())
    } else {
        let accessors = children
            .iter()
            .map(|child| accessor(context, &paths, *child, false));
        // A folder without a request is a page of docs and nothing to call.
        let structure = if context.has_operations[id.0] {
            let structure = structure(context, &paths, id, accessors.chain(methods).collect());
            // It stands with the folder, so that the feature that leaves out the folder leaves it out.
            let way_in = context.is_top_folder(id).then(|| {
                let (client, accessor) =
                    (paths_client(&paths), accessor(context, &paths, id, true));
                quote!(impl #client { #accessor })
            });
            quote!(#way_in #structure)
        } else {
            TokenStream::new()
        };
        let modules = children
            .iter()
            .filter_map(|child| module(context, *child))
            .collect();
        (
            folder_docs(context, &resource.name, &resource.docs),
            structure,
            modules,
        )
    };
    let imports = paths.imports();
    let tokens = quote!(#docs #imports #modules #structure #beside #types);
    Some(File::rust(
        format!("src/{}.rs", names.module.join("/")),
        tokens,
    ))
}

/// `pub mod actions;` where a folder stands in.
pub(super) fn module(context: Context<'_>, id: ResourceId) -> Option<TokenStream> {
    let module = ident(context.names.resources.get(id.0)?.module.last()?);
    Some(quote!(pub mod #module;))
}

/// The method that leads to a folder.
pub(super) fn accessor(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: ResourceId,
    root: bool,
) -> TokenStream {
    let (Some(resource), Some(names)) = (
        context.api.resources.get(id.0),
        context.names.resources.get(id.0),
    ) else {
        return TokenStream::new();
    };
    if !context.has_operations[id.0] {
        return TokenStream::new();
    }
    let method = ident(&names.accessor);
    let ty = paths.item(Some(id), &names.type_name);
    let docs = Docs::of(folders::endpoints(&resource.name)).tokens();
    if root {
        quote! { #docs pub fn #method(&self) -> #ty<'_> { #ty::new(self.http()) } }
    } else {
        quote! { #docs pub fn #method(&self) -> #ty<'c> { #ty::new(self.http) } }
    }
}

fn structure(
    context: Context<'_>,
    paths: &Paths<'_>,
    id: ResourceId,
    members: Vec<TokenStream>,
) -> TokenStream {
    let names = &context.names.resources[id.0];
    let resource = &context.api.resources[id.0];
    let ident = ident(&names.type_name);
    let http = paths.runtime("Http");
    let around = resource.parent.and_then(|parent| {
        let parent_names = context.names.resources.get(parent.0)?;
        let module = if context.api.resources.get(parent.0)?.parent.is_some() {
            format!("{}::", parent_names.module.join("::"))
        } else {
            String::new()
        };
        Some(format!(
            "crate::{module}{}::{}",
            parent_names.type_name, names.accessor
        ))
    });
    let mut docs = Docs::of(folders::endpoints(&resource.name));
    if let Some(path) = around {
        let mut last = path.rsplit("::");
        let (method, ty) = (last.next().unwrap_or(""), last.next().unwrap_or(""));
        docs.paragraph(format!("Returned by [`{ty}::{method}`]({path})."));
    }
    let docs = docs.tokens();
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #ident<'c> {
            http: &'c #http,
        }

        impl<'c> #ident<'c> {
            pub(crate) fn new(http: &'c #http) -> Self {
                Self { http }
            }

            #(#members)*
        }
    }
}

/// A folder's title and description, without the tables whose facts stand at the fields.
fn folder_docs(context: Context<'_>, name: &str, text: &str) -> TokenStream {
    let mut docs = Docs::default();
    docs.paragraph(sentence(&folders::title(name)));
    if folders::says_more(name, text) {
        docs.markdown(&without_told(text, |fact| context.told.has(fact)));
    }
    docs.inner_tokens()
}

fn paths_client(paths: &Paths<'_>) -> TokenStream {
    paths.foreign(&["crate"], "Client")
}

/// A literal of a number or a text, for `quote!`.
pub(super) fn text(text: &str) -> Literal {
    Literal::string(text)
}

//! `src/error.rs`: the body of an error.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::paths::{Paths, ident};
use super::{Context, types};
use crate::model::{ErrorBody, Type};
use crate::render::File;

/// `src/error.rs`.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let paths = Paths::inside(context.model, context.names, vec!["error".to_owned()]);
    let status = paths.foreign(&["http"], "StatusCode");
    let body = match &context.model.error {
        ErrorBody::One(Type::Named(id)) => {
            let definition = types::definition(context, &paths, *id);
            let name = ident(
                &context
                    .names
                    .types
                    .get(id.0)
                    .map_or("ErrorBody".to_owned(), |name| name.ident.clone()),
            );
            quote! {
                #definition

                impl #name {
                    pub(crate) fn decode(_status: #status, body: &[u8]) -> Option<Self> {
                        serde_json::from_slice(body).ok()
                    }
                }
            }
        }
        ErrorBody::One(ty) => newtype(&paths, &status, ty),
        ErrorBody::Unknown => newtype(&paths, &status, &Type::Any),
        ErrorBody::Several(types) => several(context, &paths, &status, types),
    };
    let imports = paths.imports();
    let docs =
        Docs::of("The body of an error; what else can go wrong is in [`Error`](crate::Error).")
            .inner_tokens();
    vec![File::rust("src/error.rs", quote!(#docs #imports #body))]
}

fn newtype(paths: &Paths<'_>, status: &TokenStream, ty: &Type) -> TokenStream {
    let serialize = paths.foreign(&["serde"], "Serialize");
    let ty = paths.owned(ty);
    quote! {
        #[doc = " The body of an error."]
        #[derive(Debug, Clone, PartialEq, #serialize)]
        #[serde(transparent)]
        #[non_exhaustive]
        pub struct ErrorBody(pub #ty);

        impl ErrorBody {
            pub(crate) fn decode(_status: #status, body: &[u8]) -> Option<Self> {
                serde_json::from_slice(body).ok().map(Self)
            }
        }
    }
}

fn several(
    context: Context<'_>,
    paths: &Paths<'_>,
    status: &TokenStream,
    types: &[Type],
) -> TokenStream {
    let serialize = paths.foreign(&["serde"], "Serialize");
    let deserialize = paths.foreign(&["serde"], "Deserialize");
    let value = paths.owned(&Type::Any);
    let variants: Vec<TokenStream> = types
        .iter()
        .zip(&context.names.error_variants)
        .map(|(ty, name)| {
            let (name, ty) = (ident(name), paths.owned(ty));
            quote!(#name(#ty))
        })
        .collect();
    let ways = types
        .iter()
        .zip(&context.names.error_variants)
        .map(|(ty, name)| {
            let (name, ty) = (ident(name), paths.owned(ty));
            quote!(|body| <#ty as #deserialize>::deserialize(body).ok().map(Self::#name))
        });
    let ways: Vec<TokenStream> = ways.collect();
    quote! {
        #[doc = " The body of an error. Servers know several forms; the one that fits without loss is taken."]
        #[derive(Debug, Clone, PartialEq, #serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum ErrorBody {
            #(#[doc = " One of the forms."] #variants,)*
            #[doc = " Any other JSON, as it came."]
            Other(#value),
        }

        impl ErrorBody {
            pub(crate) fn decode(_status: #status, body: &[u8]) -> Option<Self> {
                let body: #value = serde_json::from_slice(body).ok()?;
                let ways: &[fn(&#value) -> Option<Self>] = &[#(#ways),*];
                let forms: Vec<Self> = ways.iter().filter_map(|read| read(&body)).collect();
                let whole = forms.iter().find(|form| serde_json::to_value(form).is_ok_and(|kept| kept == body));
                // Of a form that the examples do not show, what is known of it is worth more than none.
                let form = whole.or_else(|| forms.iter().find(|form| keeps_something(form)));
                Some(form.cloned().unwrap_or(Self::Other(body)))
            }
        }

        fn keeps_something(form: &ErrorBody) -> bool {
            match serde_json::to_value(form) {
                Ok(#value::Object(fields)) => !fields.is_empty(),
                Ok(_) => true,
                Err(_) => false,
            }
        }
    }
}

//! `Debug` of types with secrets in them: a log of a request or a reply shows none.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::paths::ident;
use crate::model::Type;
use crate::secret;

/// A member of a struct, as `Debug` shows it.
pub(super) struct Member {
    /// Its identifier.
    pub(super) ident: String,
    /// Whether its value is not shown.
    pub(super) hidden: bool,
    /// Whether it may be lacking, which is shown.
    pub(super) optional: bool,
}

impl Member {
    /// A member for a field of this name and type.
    pub(super) fn of(ident: &str, wire: &str, ty: &Type, required: bool) -> Self {
        Self {
            ident: ident.to_owned(),
            hidden: secret::hides(wire) && is_text(ty),
            optional: !required || matches!(ty, Type::Nullable(_)),
        }
    }
}

/// Whether a type holds text: a number or a list of objects under a secret's name is none.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String | Type::Uuid | Type::Any => true,
        Type::Nullable(inner) | Type::Array(inner) | Type::Map(inner) => is_text(inner),
        _ => false,
    }
}

/// The derive's `Debug` where nothing is hidden; else nothing, and the implementation.
pub(super) fn debug(
    name: &Ident,
    generics: &TokenStream,
    members: &[Member],
) -> (Option<TokenStream>, Option<TokenStream>) {
    if !members.iter().any(|member| member.hidden) {
        return (Some(quote!(Debug,)), None);
    }
    let title = Literal::string(name.to_string().trim_start_matches("r#"));
    let fields = members.iter().map(|member| {
        let label = Literal::string(member.ident.trim_start_matches("r#"));
        let ident = ident(&member.ident);
        match (member.hidden, member.optional) {
            (false, _) => quote!(.field(#label, &self.#ident)),
            (true, false) => quote!(.field(#label, &"…")),
            (true, true) => quote!(.field(#label, &self.#ident.as_ref().map(|_| "…"))),
        }
    });
    let implementation = quote! {
        // Shows no secret.
        impl std::fmt::Debug for #name #generics {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#title) #(#fields)* .finish()
            }
        }
    };
    (None, Some(implementation))
}

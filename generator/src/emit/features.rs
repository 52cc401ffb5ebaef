//! The features of the crate, those that stand for folders among them: whoever needs three of them compiles three.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::api::ResourceId;

/// The features that every crate may have beside its folders'; a folder's feature has none of their names.
const OTHERS: [&str; 17] = [
    "blocking", "brotli", "default", "digest", "drift", "folders", "full", "gzip", "jwt", "mock",
    "ntlm", "oauth2", "reqwest", "stream", "tower", "tracing", "zstd",
];

impl Context<'_> {
    /// The features of the top-level folders, in the collection's order. A single folder has none: it is all there is.
    pub(super) fn folder_features(&self) -> Vec<String> {
        self.top_folders()
            .filter_map(|id| self.folder_feature(id))
            .collect()
    }

    /// `#[cfg(feature = "actions")]` for what stands in a top-level folder.
    pub(super) fn folder_condition(&self, id: ResourceId) -> TokenStream {
        let feature = self.folder_feature(id).map(|name| Literal::string(&name));
        feature.map_or_else(TokenStream::new, |name| quote!(#[cfg(feature = #name)]))
    }

    fn folder_feature(&self, id: ResourceId) -> Option<String> {
        self.top_folders().nth(1)?;
        let module = self.names.resources.get(id.0)?.module.first()?;
        let name = module.trim_start_matches("r#");
        // No module's name has a hyphen, so no other folder is called so.
        Some(if OTHERS.contains(&name) {
            format!("{name}-folder")
        } else {
            name.to_owned()
        })
    }
}

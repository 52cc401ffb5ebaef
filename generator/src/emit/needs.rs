//! What of the runtime and of other crates an API needs.

use std::collections::{BTreeSet, HashSet};

use super::signature::{BodyArgument, ReplyKind, Signature};
use super::types::{self, Others};
use crate::api::{Api, OperationId};
use crate::model::{Model, Type, TypeKind};

/// What of the runtime and of other crates an API needs.
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// Optional files of the runtime, by module.
    pub runtime: BTreeSet<&'static str>,
    /// Whether a type is a time stamp or a date.
    pub jiff: bool,
    /// Whether a type is a UUID.
    pub uuid: bool,
    /// Whether a type is a map.
    pub indexmap: bool,
}

impl Needs {
    pub(super) fn of(
        api: &Api<'_>,
        model: &Model,
        signatures: &[Signature],
        paged: &HashSet<OperationId>,
    ) -> Self {
        let mut needs = Self::default();
        for def in &model.types {
            match &def.kind {
                TypeKind::Struct(fields) => {
                    // Unknown fields are kept in a map.
                    needs.indexmap |= def.keep_unknown;
                    for field in fields {
                        needs.ty(&field.ty);
                        if types::keeps_null(field) {
                            needs.runtime.insert("optional");
                        }
                    }
                }
                TypeKind::Enum(_) => drop(needs.runtime.insert("open_enum")),
                TypeKind::Union(arms) => {
                    arms.iter().for_each(|arm| needs.ty(&arm.ty));
                    if def.tag.is_some() {
                        needs.runtime.insert("tagged");
                    }
                    if let Others::Scalars(..) = types::others(model, def) {
                        needs.runtime.insert("scalars");
                    }
                }
            }
        }
        for (types, signature) in model.operations.iter().zip(signatures) {
            types
                .parameters
                .iter()
                .chain(&types.body)
                .for_each(|ty| needs.ty(ty));
            types.errors.iter().for_each(|(_, ty)| needs.ty(ty));
            needs.signature(signature);
            for reply in &types.success {
                if let crate::model::Content::Json(ty) | crate::model::Content::JsonOrText(ty) =
                    &reply.content
                {
                    needs.ty(ty);
                }
            }
        }
        if !paged.is_empty() {
            needs.runtime.insert("pages");
        }
        if api
            .operations
            .iter()
            .any(|operation| matches!(operation.body, Some(crate::api::Body::GraphQl { .. })))
        {
            needs.runtime.insert("graphql");
        }
        if api
            .operations
            .iter()
            .any(|operation| !operation.examples.is_empty())
        {
            needs.runtime.insert("mock");
        }
        let examples = api.operations.iter().flat_map(|it| &it.examples);
        let headers = examples.flat_map(|example| &example.headers);
        (needs.runtime).extend(headers.filter_map(|(name, _)| header_module(name)));
        if api
            .variables
            .iter()
            .any(|variable| variable.role == crate::api::Role::Dynamic)
        {
            needs.runtime.insert("dynamic");
        }
        for signer in api
            .credentials
            .iter()
            .filter_map(|credential| super::scheme::signer(&credential.scheme))
        {
            needs.runtime.extend(signer.modules);
        }
        if api.credentials.iter().any(|it| it.grant.is_some()) {
            needs.runtime.extend(["oauth2", "signing"]);
        }
        needs
    }

    /// Whether the collection saves an example.
    pub fn has_examples(&self) -> bool {
        self.runtime.contains("mock")
    }

    /// Whether a credential signs by a scheme that knows SHA-1.
    pub fn sha1(&self) -> bool {
        self.runtime.contains("oauth1") || self.runtime.contains("hawk")
    }

    /// Whether a credential signs with a keyed hash.
    pub fn mac(&self) -> bool {
        self.runtime.contains("mac")
    }

    /// Whether a credential hashes, with a key or without.
    pub fn sha2(&self) -> bool {
        self.mac() || self.digest()
    }

    /// Whether a credential answers challenges.
    pub fn digest(&self) -> bool {
        self.runtime.contains("digest")
    }

    /// Whether a credential fetches tokens.
    pub fn oauth2(&self) -> bool {
        self.runtime.contains("oauth2")
    }

    /// Whether a credential makes JSON Web Tokens.
    pub fn jwt(&self) -> bool {
        self.runtime.contains("jws")
    }

    fn signature(&mut self, signature: &Signature) {
        if signature.wrapper.is_some() {
            self.runtime.insert("macros");
        }
        if matches!(signature.body, BodyArgument::Form { .. }) {
            self.runtime.insert("form");
        }
        if matches!(
            signature.reply,
            ReplyKind::Raw | ReplyKind::JsonOrText(_) | ReplyKind::Several(_)
        ) {
            self.runtime.insert("reply");
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Number => drop(self.runtime.insert("number")),
            Type::Timestamp | Type::Date => self.jiff = true,
            Type::DateTime => {
                self.jiff = true;
                self.runtime.insert("date_time");
            }
            Type::Uuid => self.uuid = true,
            Type::Map(inner) => {
                self.indexmap = true;
                self.ty(inner);
            }
            Type::Array(inner) | Type::Nullable(inner) => self.ty(inner),
            _ => {}
        }
    }
}

/// The module that reads a header of replies.
fn header_module(name: &str) -> Option<&'static str> {
    let name = name.trim();
    // Most headers are none of these, and there are many.
    if !name.starts_with(['e', 'E', 'l', 'L', 'r', 'R', 'x', 'X']) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "etag" => "etag",
        "link" => "links",
        "location" => "location",
        name => {
            let name = name.strip_prefix("x-").unwrap_or(name);
            ["ratelimit-", "rate-limit-"]
                .iter()
                .find_map(|start| name.strip_prefix(start))
                .filter(|what| matches!(*what, "limit" | "remaining" | "reset"))?;
            "rate_limit"
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_mean_something() {
        for (name, module) in [
            ("ETag", Some("etag")),
            ("Link", Some("links")),
            ("location", Some("location")),
            ("X-RateLimit-Remaining", Some("rate_limit")),
            ("Ratelimit-Reset", Some("rate_limit")),
            ("X-Rate-Limit-Limit", Some("rate_limit")),
            ("X-RateLimit-Policy", None),
            ("Server", None),
        ] {
            assert_eq!(header_module(name), module, "{name}");
        }
    }
}

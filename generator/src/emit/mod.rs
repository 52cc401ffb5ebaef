//! The files of the generated crate, as tokens: one file here per kind of output. The only place that writes Rust.
//!
//! Text of the collection reaches the output as literals alone ([`proc_macro2::Literal`], `#[doc = "…"]`), never as source.

mod paths;
mod programs;
mod readme;
mod signature;

use proc_macro2::TokenStream;

pub use paths::Paths;
pub use signature::{
    Argument, ArgumentSource, BodyArgument, FormKind, FormMember, ReplyKind, Setter, Signature,
    signatures,
};
pub(crate) use signature::{key as signature_key, query_variables};

use crate::api::{Api, OperationId};
use crate::model::{Model, OperationTypes};
use crate::names::{Names, OperationName};

/// A file to be, before it is text.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its path below the crate's folder, with `/` between parts.
    pub path: String,
    /// What it holds.
    pub content: DraftContent,
}

/// What a [`Draft`] holds.
#[derive(Debug, Clone)]
pub enum DraftContent {
    /// Rust: made into text by `render`.
    Rust(TokenStream),
    /// Any other text, as it is.
    Text(String),
}

impl Draft {
    /// A file of Rust.
    pub fn rust(path: impl Into<String>, tokens: TokenStream) -> Self {
        Self {
            path: path.into(),
            content: DraftContent::Rust(tokens),
        }
    }

    /// A file of other text, or of Rust that is text already.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            content: DraftContent::Text(text.into()),
        }
    }
}

/// What every emitter reads.
#[derive(Debug, Clone, Copy)]
pub struct Context<'x> {
    /// What can be called.
    pub api: &'x Api<'x>,
    /// Which types exist.
    pub model: &'x Model,
    /// What they are called.
    pub names: &'x Names,
    /// How each operation is called; same indexes as `Api::operations`.
    pub signatures: &'x [Signature],
}

impl<'x> Context<'x> {
    /// The operations with their types, names and signatures, in the collection's order.
    pub fn operations(&self) -> impl Iterator<Item = OperationView<'x>> + use<'x> {
        let Self {
            api,
            model,
            names,
            signatures,
        } = *self;
        api.operations
            .iter()
            .zip(&model.operations)
            .zip(&names.operations)
            .zip(signatures)
            .enumerate()
            .map(
                |(index, (((operation, types), names), signature))| OperationView {
                    id: OperationId(index),
                    operation,
                    types,
                    names,
                    signature,
                },
            )
    }
}

/// One operation, seen from all sides.
#[derive(Debug, Clone, Copy)]
pub struct OperationView<'x> {
    /// Its index.
    pub id: OperationId,
    /// What can be called.
    pub operation: &'x crate::api::Operation<'x>,
    /// What it takes and gives.
    pub types: &'x OperationTypes,
    /// What it is called.
    pub names: &'x OperationName,
    /// How it is called.
    pub signature: &'x Signature,
}

/// Writes the whole crate.
pub fn emit(api: &Api<'_>, model: &Model, names: &Names) -> Vec<Draft> {
    let signatures = signatures(api, model, names);
    let context = Context {
        api,
        model,
        names,
        signatures: &signatures,
    };
    let emitters: [fn(Context<'_>) -> Vec<Draft>; 2] = [programs::emit, readme::emit];
    emitters
        .into_iter()
        .flat_map(|emitter| emitter(context))
        .collect()
}

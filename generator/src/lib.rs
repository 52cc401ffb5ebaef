//! Letterpress: compiles a Postman collection into a typed Rust client crate.
//!
//! Text in, files and diagnostics out: [`compile`] reads no disk, no clock and no network, and the same text always gives
//! the same bytes.

pub mod api;
pub mod collection;
pub mod diagnostic;
pub mod emit;
mod english;
pub mod infer;
mod json;
pub mod model;
pub mod names;
pub mod resolve;

pub mod render;
pub mod secret;
pub mod shape;
pub mod template;

use diagnostic::Diagnostics;
use names::NameOptions;
use render::File;

/// What is compiled.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// The text of a Postman collection (format 2.1 or 2.0).
    pub collection: &'a str,
    /// The text of a Postman environment, for variables that the collection leaves open.
    pub environment: Option<&'a str>,
    /// Name of the crate; made from the collection's name where it is not given.
    pub crate_name: Option<&'a str>,
}

/// What comes of it.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The files of the crate; none where there is an error among the diagnostics.
    pub files: Vec<File>,
    /// What there is to say about the collection.
    pub diagnostics: Diagnostics,
    /// How much of everything there is.
    pub counts: Counts,
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Folders, the root not among them.
    pub folders: usize,
    /// Methods. Requests that differ in optional parameters alone share one.
    pub operations: usize,
    /// Structs, enums and unions.
    pub types: usize,
    /// Saved examples.
    pub examples: usize,
}

/// Compiles a collection into the files of a crate.
pub fn compile(input: &Input<'_>) -> Output {
    let mut output = Output::default();
    let diagnostics = &mut output.diagnostics;
    let environment = input
        .environment
        .and_then(|text| collection::environment::read(text, diagnostics));
    let Some(collection) = collection::read(input.collection, diagnostics) else {
        return output;
    };

    let api = resolve::resolve(&collection, environment.as_ref(), diagnostics);
    emit::tell_unsigned(&api, diagnostics);
    let model = infer::infer(&api, diagnostics);
    let names = names::name(
        &api,
        &model,
        &NameOptions {
            crate_name: input.crate_name.map(str::to_owned),
        },
    );
    output.counts = Counts {
        folders: api.resources.len().saturating_sub(1),
        operations: (api.operations.iter())
            .filter(|operation| operation.variant_of.is_none())
            .count(),
        types: model.types.len(),
        examples: api
            .operations
            .iter()
            .map(|operation| operation.examples.len())
            .sum(),
    };
    if !diagnostics.has_errors() {
        output.files = emit::emit(&api, &model, &names);
    }
    output
}

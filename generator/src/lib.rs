//! Letterpress: compiles a Postman collection into a typed Rust client crate.
//!
//! Text in, files and diagnostics out: [`compile`] reads no disk, no clock and no network, and the same text always gives
//! the same bytes. It is one line of stages:
//!
//! ```text
//! text ─collection→ Collection ─resolve→ Api ─infer→ Model ─names→ Names ─emit→ files
//! ```
//!
//! | stage | answers |
//! |---|---|
//! | [`collection`] | what does the file say? |
//! | [`resolve`] | what can be called ([`api`]), and what does Postman send for it? |
//! | [`infer`] | which types exist ([`model`]), by the evidence of the saved examples? |
//! | [`names`] | what is everything called in Rust? |
//! | [`overrides`] | what do people know better? |
//! | [`emit`] | which files is that, written as tokens and [rendered](render)? |
//!
//! Each stage reads the plain data of the ones before it. Beside them stand what several of them need: [`shape`] (the lattice
//! of what was observed), [`template`] (text with `{{variables}}`), [`prose`] (descriptions),
//! [`secret`] (what must never reach a crate),
//! [`diagnostic`] (what there is to say), and [`explain`], which says why a type is as it is.

pub mod address;
pub mod api;
pub mod collection;
pub mod diagnostic;
mod dynamic;
pub mod emit;
mod english;
mod examples;
pub mod explain;
pub mod infer;
mod json;
pub mod model;
pub mod names;
mod namespace;
mod nearly_json;
pub mod overrides;
pub mod prose;
pub mod render;
pub mod resolve;
pub mod secret;
pub mod shape;
mod surrogate;
pub mod template;
pub mod written;

use api::Api;
use diagnostic::Diagnostics;
use model::Model;
use names::{NameOptions, Names};
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
    /// The text of a file of overrides (TOML), for what people know better than the collection.
    pub overrides: Option<&'a str>,
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

/// What there is to say about an API before it is written: all stages but the last.
#[derive(Debug, Clone)]
pub struct Understood<'a> {
    /// What can be called.
    pub api: Api<'a>,
    /// Which types exist.
    pub model: Model,
    /// What everything is called.
    pub names: Names,
}

/// Compiles a collection into the files of a crate.
pub fn compile(input: &Input<'_>) -> Output {
    let mut output = Output::default();
    let Some(Understood { api, model, names }) = understand(input, &mut output.diagnostics) else {
        return output;
    };
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
    if !output.diagnostics.has_errors() {
        output.files = emit::emit(&api, &model, &names);
    }
    // There is as much to free as there was to find out.
    rayon::join(|| drop(api), || drop((model, names)));
    output
}

/// Reads, resolves, infers and names; `None` where the collection cannot be read.
pub fn understand<'a>(input: &Input<'a>, diagnostics: &mut Diagnostics) -> Option<Understood<'a>> {
    let environment = input
        .environment
        .and_then(|text| collection::environment::read(text, diagnostics));
    let collection = collection::read(input.collection, diagnostics)?;
    let mut api = resolve::resolve(&collection, environment.as_ref(), diagnostics);
    emit::tell_unsigned(&api, diagnostics);
    // Types are learnt from what the API holds, not from what it was read from.
    let (mut model, ()) = rayon::join(|| infer::infer(&api, diagnostics), || drop(collection));
    let options = NameOptions {
        crate_name: input.crate_name.map(str::to_owned),
    };
    let mut names = names::name(&api, &model, &options);
    if let Some(text) = input.overrides {
        overrides::apply(text, &mut api, &mut model, &mut names, diagnostics);
    }
    // What overrides have settled is no guess.
    resolve::tell_guesses(&api, diagnostics);
    infer::report_untyped(&api, &model, diagnostics);
    emit::tell_left_out(&api, &model, &names, diagnostics);
    Some(Understood { api, model, names })
}

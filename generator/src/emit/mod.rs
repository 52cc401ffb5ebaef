//! The files of the generated crate, one file here per kind of output. The only place that writes Rust.
//!
//! Text of the collection reaches the output as literals alone ([`proc_macro2::Literal`], `#[doc = "…"]`), never as source.

mod call;
mod casing;
mod chain;
mod client;
mod client_settings;
mod credentials;
mod docs;
mod error;
mod features;
mod folders;
mod hidden;
mod library;
mod literal;
mod manifest;
mod needs;
mod operation_types;
mod pages;
mod paths;
mod programs;
mod readme;
mod resource;
mod runtime;
mod sample;
mod scheme;
mod shared_calls;
mod signature;
mod told;
mod type_docs;
mod types;
mod worth;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

pub use needs::Needs;
pub(crate) use pages::tell_left_out;
pub use paths::Paths;
pub(crate) use readme::route;
pub(crate) use scheme::tell_unsigned;
pub use signature::{
    Argument, ArgumentSource, BodyArgument, FormKind, FormMember, ReplyKind, Setter, Signature,
    signatures,
};
pub(crate) use signature::{Key as SignatureKey, key as signature_key, query_variables};

use crate::api::{Api, CredentialId, OperationId, ResourceId};
use crate::model::{Model, OperationTypes, Type, TypeId};
use crate::names::{Names, OperationName};
use crate::render::File;

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
    /// By operation: the requests that its method makes beside its own.
    variants: &'x BTreeMap<OperationId, Vec<OperationId>>,
    /// What of the runtime and of other crates is needed.
    pub needs: &'x Needs,
    /// The methods whose replies come in pages, with types that lead to the items and to the next page.
    paged: &'x HashSet<OperationId>,
    /// The credential that a request uses that names none: the one that most operations use.
    pub default_credential: Option<CredentialId>,
    /// Whether there is an operation in a resource or below it; by resource.
    has_operations: &'x [bool],
    /// Uses of a type (the second) in another (the first) that need a box.
    boxed: &'x HashSet<(TypeId, TypeId)>,
    /// Which types have a default.
    defaults: &'x [bool],
    /// What descriptions say of fields and parameters that is told there.
    told: &'x told::Told<'x>,
    /// What each type is the whole of.
    uses: &'x type_docs::Uses,
    /// The types that each module defines, in their order.
    types_by_module: &'x BTreeMap<Vec<String>, Vec<TypeId>>,
}

impl<'x> Context<'x> {
    /// Whether a type has a default.
    pub fn has_default(&self, ty: &Type) -> bool {
        types::type_has_default(ty, self.defaults)
    }

    /// The types that a module defines.
    fn types_in(&self, module: &[String]) -> impl Iterator<Item = TypeId> + use<'x> {
        self.types_by_module
            .get(module)
            .into_iter()
            .flatten()
            .copied()
    }

    /// The folders that stand in no other folder, in the collection's order.
    fn top_folders(&self) -> impl Iterator<Item = ResourceId> + use<'x> {
        let context = *self;
        (0..context.api.resources.len())
            .map(ResourceId)
            .filter(move |id| context.is_top_folder(*id))
    }

    /// Whether a folder stands in no other folder.
    fn is_top_folder(&self, id: ResourceId) -> bool {
        let parent = |id: ResourceId| self.api.resources.get(id.0)?.parent;
        parent(id).is_some_and(|root| parent(root).is_none())
    }

    /// The operations with their types, names and signatures, in the collection's order.
    pub fn operations(&self) -> impl Iterator<Item = OperationView<'x>> + use<'x> {
        let context = *self;
        (0..self.api.operations.len()).filter_map(move |id| context.operation(OperationId(id)))
    }

    /// Those of them that have a method of their own.
    pub fn methods(&self) -> impl Iterator<Item = OperationView<'x>> + use<'x> {
        self.operations()
            .filter(|view| view.operation.variant_of.is_none())
    }

    /// The requests that a method makes beside its own.
    fn variants(&self, method: OperationId) -> impl Iterator<Item = OperationView<'x>> + use<'x> {
        let context = *self;
        let variants = self.variants.get(&method).into_iter().flatten();
        variants.filter_map(move |id| context.operation(*id))
    }

    /// One of them.
    fn operation(&self, id: OperationId) -> Option<OperationView<'x>> {
        Some(OperationView {
            id,
            operation: self.api.operations.get(id.0)?,
            types: self.model.operations.get(id.0)?,
            names: self.names.operations.get(id.0)?,
            signature: self.signatures.get(id.0)?,
        })
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

/// Writes the whole crate, its files in parallel; their order is always the same.
pub fn emit(api: &Api<'_>, model: &Model, names: &Names) -> Vec<File> {
    let signatures = signatures(api, model, names);
    let paths = Paths::outside(model, names);
    let mut types_by_module: BTreeMap<Vec<String>, Vec<TypeId>> = BTreeMap::new();
    for id in (0..model.types.len()).map(TypeId) {
        types_by_module
            .entry(paths.module_of_type(id))
            .or_default()
            .push(id);
    }
    let mut variants: BTreeMap<OperationId, Vec<OperationId>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(method) = operation.variant_of {
            variants.entry(method).or_default().push(OperationId(index));
        }
    }
    let boxed = types::boxed(model);
    let paged = pages::paged(api, model, names, &boxed);
    let context = Context {
        api,
        model,
        names,
        signatures: &signatures,
        variants: &variants,
        needs: &Needs::of(api, model, &signatures, &paged),
        paged: &paged,
        default_credential: default_credential(api),
        has_operations: &has_operations(api),
        boxed: &boxed,
        defaults: &types::defaults(model),
        told: &told::Told::of(api, model),
        uses: &type_docs::Uses::of(api, model),
        types_by_module: &types_by_module,
    };
    let emitters: [fn(Context<'_>) -> Vec<File>; 10] = [
        manifest::emit,
        library::emit,
        client::emit,
        credentials::emit,
        error::emit,
        resource::emit,
        types::emit,
        runtime::emit,
        programs::emit,
        readme::emit,
    ];
    emitters
        .into_par_iter()
        .flat_map_iter(|emitter| emitter(context))
        .collect()
}

/// Whether there is an operation in a resource or below it; by resource.
fn has_operations(api: &Api<'_>) -> Vec<bool> {
    let mut has = vec![false; api.resources.len()];
    for operation in &api.operations {
        let mut at = Some(operation.resource);
        while let Some(id) = at.take() {
            if let Some(known) = has.get_mut(id.0)
                && !*known
            {
                *known = true;
                at = api.resources[id.0].parent;
            }
        }
    }
    has
}

/// The credential that most operations use; of several the first.
fn default_credential(api: &Api<'_>) -> Option<CredentialId> {
    let mut uses = vec![0usize; api.credentials.len()];
    for id in api
        .operations
        .iter()
        .filter_map(|operation| operation.credential)
    {
        if let Some(count) = uses.get_mut(id.0) {
            *count += 1;
        }
    }
    let (index, count) = uses
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, count)| **count)?;
    (*count > 0).then_some(CredentialId(index))
}

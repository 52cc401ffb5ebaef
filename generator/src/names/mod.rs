//! What things are called in Rust: the only stage that makes identifiers.
//!
//! Names are claimed in the collection's order, each thing with the shortest of its proposals that is still free, so a
//! request that is added at the end renames nothing before it.

pub(crate) mod chosen;
mod clients;
mod distinct;
mod keywords;
mod members;
mod operations;
mod path_names;
mod phrase;
mod resources;
mod said;
mod scope;
mod sentence;
mod types;
mod words;

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::api::{Api, Scheme};
use crate::emit::Places;
use crate::model::{Model, TypeId};
pub(crate) use phrase::without_label;
use said::Said;
use scope::Scope;

/// What a caller can say about names.
#[derive(Debug, Clone, Default)]
pub struct NameOptions {
    /// Name of the crate; made from the collection's where it is not given. What is no crate name is made into one.
    pub crate_name: Option<String>,
}

/// Names everything that is emitted.
pub fn name(api: &Api<'_>, model: &Model, options: &NameOptions) -> Names {
    // The crate has a module of its own for credentials that are not one value each.
    let has_credentials = api.credentials.iter().any(|credential| {
        credential.grant.is_some() || matches!(credential.scheme, Scheme::Other { .. })
    });
    let called = options.crate_name.as_deref().unwrap_or(&api.name);
    let krate = clients::krate(called);
    let mut namer = Namer {
        api,
        model,
        types: Scope::default(),
        methods: resources::scopes(api),
        modules: api
            .resources
            .iter()
            .map(|resource| match resource.parent {
                None if has_credentials => Scope::with(["credentials"]),
                _ => Scope::default(),
            })
            .collect(),
        folder_words: resources::words_of(api),
        names: Names {
            package: clients::package(called, &krate),
            krate,
            resources: vec![ResourceName::default(); api.resources.len()],
            types: vec![TypeName::default(); model.types.len()],
            ..Names::default()
        },
        places: Places::default(),
        types_by_operation: types::by_operation(api, model),
        only_holders: types::only_holders(model),
        items: types::items(model),
        said: api
            .operations
            .par_iter()
            .map(|operation| Said::new(api, operation))
            .collect(),
    };
    for (index, operation) in api.operations.iter().enumerate() {
        namer.name_resource(operation.resource);
        if operation.variant_of.is_some() {
            namer.names.operations.push(OperationName::default());
        } else {
            namer.name_operation(index);
        }
        for ty in std::mem::take(&mut namer.types_by_operation[index]) {
            namer.name_type(ty);
        }
    }
    // Methods choose their names before the requests that have none of their own.
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(method) = operation.variant_of {
            namer.name_variant(index, method.0);
        }
    }
    for index in 0..api.resources.len() {
        namer.name_resource(crate::api::ResourceId(index));
    }
    for index in 0..model.types.len() {
        namer.name_type(index);
    }
    namer.names.credentials = clients::credentials(api);
    namer.names.servers = clients::servers(api);
    namer.names.settings = clients::settings(api, &namer.names, &namer.methods);
    namer.names.error_variants = types::error_variants(model, &namer.names);
    namer.names
}

/// The names so far, and what is taken where.
struct Namer<'x> {
    api: &'x Api<'x>,
    model: &'x Model,
    /// Types, over the whole crate.
    types: Scope,
    /// Methods of each resource: its operations and the folders below it.
    methods: Vec<Scope>,
    /// Modules below each resource's module.
    modules: Vec<Scope>,
    /// The words of each resource's name.
    folder_words: Vec<Vec<String>>,
    names: Names,
    /// Where the parameters of methods stand that make several requests.
    places: Places,
    /// The types that each operation is the first to use.
    types_by_operation: Vec<Vec<usize>>,
    /// The struct that holds a type, where it is the only one.
    only_holders: HashMap<TypeId, TypeId>,
    /// The types that lists are made of.
    items: HashSet<TypeId>,
    /// What each operation says about its name, until it is named.
    said: Vec<Said>,
}

impl Namer<'_> {
    /// A type name that is free together with those of the types that go with it.
    fn claim_type(
        &mut self,
        proposals: &[Vec<String>],
        fallback: &str,
        endings: &[&str],
    ) -> String {
        let whole = proposals.iter().filter(|words| words::fits(words));
        let mut names: Vec<String> = whole.map(|words| words::pascal(words)).collect();
        if names.is_empty() {
            names.extend(proposals.iter().map(|words| words::pascal(words)));
        }
        names.retain(|name| !name.is_empty());
        if names.is_empty() {
            names.push(fallback.to_owned());
        }
        let name = self.types.claim(&names, "", |scope, name| {
            !keywords::is_reserved_type(name)
                && endings.iter().all(|ending| {
                    let name = format!("{name}{ending}");
                    !scope.has(&name) && !keywords::is_reserved_type(&name)
                })
        });
        for ending in endings {
            self.types.take(format!("{name}{ending}"));
        }
        name
    }
}

/// The Rust names of everything that is emitted. Indexes are those of `Api` and `Model`.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Name of the package as Cargo sees it: `digital-ocean`.
    pub package: String,
    /// Name of the crate as `use` sees it: `digital_ocean`.
    pub krate: String,
    /// Names of `Api::resources`.
    pub resources: Vec<ResourceName>,
    /// Names of `Api::operations`.
    pub operations: Vec<OperationName>,
    /// Names of `Model::types`.
    pub types: Vec<TypeName>,
    /// Builder methods of `Api::credentials`: `bearer_token`.
    pub credentials: Vec<String>,
    /// Builder methods of `Api::settings`: `account_id`.
    pub settings: Vec<String>,
    /// Names of `Api::servers`: `auth`.
    pub servers: Vec<String>,
    /// Variants of `ErrorBody` where the model has several error types.
    pub error_variants: Vec<String>,
}

/// Names of a folder.
#[derive(Debug, Clone, Default)]
pub struct ResourceName {
    /// Path of its module below the crate: `["droplets", "actions"]`.
    pub module: Vec<String>,
    /// The method that leads to it, on the client or on the folder around it: `actions`.
    pub accessor: String,
    /// Its struct: `DropletActions`.
    pub type_name: String,
}

/// Names of a request.
#[derive(Debug, Clone, Default)]
pub struct OperationName {
    /// Its method: `list`. Of a request that another operation's method makes, what the method would be called.
    pub method: String,
    /// The stem of the types that belong to it: `ListActions`.
    pub type_name: String,
    /// Whether somebody chose that stem: then no other call's type stands in for its own.
    pub is_chosen: bool,
    /// Argument or setter of each parameter, same indexes as `Operation::parameters`.
    pub parameters: Vec<String>,
    /// Field of each form field, same indexes as the body's.
    pub form_fields: Vec<String>,
    /// Argument of each `{{NAME}}` in the text of a GraphQL document, each once, in order.
    pub query_variables: Vec<String>,
}

/// Names of a struct, an enum or a union.
#[derive(Debug, Clone, Default)]
pub struct TypeName {
    /// Its identifier.
    pub ident: String,
    /// Its fields, variants or arms, same indexes as in the model.
    pub members: Vec<String>,
    /// The field of a struct that keeps unknown fields; empty where there is none.
    pub unknown: String,
}

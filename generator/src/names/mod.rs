//! What things are called in Rust: the only stage that makes identifiers.

/// The Rust names of everything that is emitted. Indexes are those of `Api` and `Model`.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Name of the crate as `use` sees it: `digitalocean`.
    pub krate: String,
    /// Names of `Api::resources`.
    pub resources: Vec<ResourceName>,
    /// Names of `Api::operations`.
    pub operations: Vec<OperationName>,
    /// Names of `Model::types`.
    pub types: Vec<TypeName>,
    /// Builder methods of `Api::credentials`: `bearer_token`.
    pub credentials: Vec<String>,
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
    /// Its method: `list`.
    pub method: String,
    /// The stem of the types that belong to it: `ListActions`.
    pub type_name: String,
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
}

//! How each operation is called: plain data that both the client's methods and the programs that call them are written from.
//!
//! A call reads `client` + [`Signature::accessors`] + [`Signature::method`] + the arguments + any of the setters:
//!
//! ```text
//! client.droplets().actions().retrieve(droplet_id, action_id)
//! client.actions().list().page(2).per_page(50)
//! client.certificates().create(&body)
//! client.merchants().update(UpdateMerchantParams { company_id, merchant_id, x_request_id, dry_run }, &body)
//! ```
//!
//! The arguments are [`Signature::arguments`] (in one struct by value where [`Signature::params`] says so), then the body's
//! argument, if it has one. Types are written with [`Paths::parameter`](super::Paths::parameter) for arguments and setters and
//! [`Paths::body`](super::Paths::body) for JSON bodies.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::shared_calls;
use crate::api::{
    Api, Body, FormField, FormValue, Location, Operation, Parameter, Piece, ResourceId, Template,
};
use crate::model::{Content, Model, OperationTypes, Type};
use crate::names::{Names, OperationName};

/// How many arguments, the body's included, a method takes before all but the body's go into a struct.
const MOST_ARGUMENTS: usize = 3;

/// How an operation is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The resource whose file holds the method and the types that belong to it.
    pub resource: ResourceId,
    /// The methods that lead from the client to the resource, none of which takes an argument: `["droplets", "actions"]`.
    pub accessors: Vec<String>,
    /// The method.
    pub method: String,
    /// Required parameters: path, then query, then headers, then variables of a GraphQL document's text.
    pub arguments: Vec<Argument>,
    /// The struct that holds [`Signature::arguments`] as its public fields, all of them and nothing else (no `Default`);
    /// `None` where they stand for themselves. It is given by value and has a lifetime where one of them is a `&str`.
    pub params: Option<String>,
    /// What it takes for a body: the last argument.
    pub body: BodyArgument,
    /// Optional parameters, each a method on what the method returns; in the collection's order.
    pub setters: Vec<Setter>,
    /// What it gives.
    pub reply: ReplyKind,
    /// The type that the method returns: the name of the request type that has the setters; `None` where there are no
    /// setters and it returns `Call<'c, Reply>` itself. Methods of a folder may share it. Both have `header`, `timeout`, `send` and `with_response`.
    pub wrapper: Option<String>,
}

/// A required parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its name, as an argument or as a field of the params struct.
    pub ident: String,
    /// What it is.
    pub source: ArgumentSource,
    /// Its type.
    pub ty: Type,
}

/// What an [`Argument`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentSource {
    /// A parameter: index into `Operation::parameters`.
    Parameter(usize),
    /// A `{{NAME}}` in the text of a GraphQL document; always a `&str` that is pasted as it is.
    QueryVariable(String),
}

/// What a method takes for a body.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyArgument {
    /// No argument: no body, or always the same one.
    None,
    /// `body`: a JSON value of that type, as [`Paths::body`](super::Paths::body) writes it.
    Json(Type),
    /// `body: impl Into<String>`.
    Text,
    /// `body: impl Into<Bytes>`.
    Bytes,
    /// `body: &TYPE` with a struct that has one public field for each member and implements `Default`.
    Form {
        /// The struct: `UploadFileForm`.
        type_name: String,
        /// Whether it is sent as `multipart/form-data`, else as `application/x-www-form-urlencoded`.
        multipart: bool,
        /// Its fields.
        members: Vec<FormMember>,
    },
    /// `variables`: a GraphQL document's variables, of that type, as [`Paths::body`](super::Paths::body) writes it.
    Variables(Type),
}

/// A field of a form's struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormMember {
    /// Its name.
    pub ident: String,
    /// The form fields that it stands for: indexes into the body's; several where the collection repeats the name.
    pub fields: Vec<usize>,
    /// Whether it holds a file (`Part`), else text (`String`).
    pub file: bool,
    /// How many values it holds.
    pub kind: FormKind,
}

/// How many values a [`FormMember`] holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// One: `String`.
    One,
    /// One or none: `Option<String>`, `Option<Part>`.
    Optional,
    /// Any number: `Vec<String>`, `Vec<Part>`.
    Many,
}

/// A method that sets an optional parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Setter {
    /// Its name.
    pub ident: String,
    /// The parameters that it stands for, indexes into `Operation::parameters`. Several where the collection repeats the
    /// key: then each call adds a value, otherwise a call replaces the value of an earlier one.
    pub parameters: Vec<usize>,
    /// The type of its argument; `None` where it takes none (`?flag`).
    pub ty: Option<Type>,
}

/// What a call gives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ReplyKind {
    /// `RawBody`: no example shows a reply.
    Raw,
    /// `()`.
    Empty,
    /// JSON of that type.
    Json(Type),
    /// `String`.
    Text,
    /// `JsonOrText<T>`.
    JsonOrText(Type),
    /// The enum of that name, one variant for each of `OperationTypes::success`.
    Several(String),
}

/// The signatures of all operations; same indexes as `Api::operations`.
pub fn signatures(api: &Api<'_>, model: &Model, names: &Names) -> Vec<Signature> {
    let mut own: Vec<Signature> = api
        .operations
        .iter()
        .zip(&model.operations)
        .zip(&names.operations)
        .map(|((operation, types), name)| {
            Signature::new(OperationParts {
                api,
                operation,
                types,
                name,
                names,
            })
        })
        .collect();
    shared_calls::share(api, model, names, &mut own);
    let variants = api.operations.iter().zip(&own);
    variants
        .map(|(operation, signature)| {
            match operation.variant_of.and_then(|method| own.get(method.0)) {
                // Its own parameters are some of the method's.
                Some(method) => Signature {
                    resource: method.resource,
                    accessors: method.accessors.clone(),
                    method: method.method.clone(),
                    arguments: signature.arguments.clone(),
                    params: method.params.clone(),
                    body: method.body.clone(),
                    setters: signature.setters.clone(),
                    reply: method.reply.clone(),
                    wrapper: method.wrapper.clone(),
                },
                None => signature.clone(),
            }
        })
        .collect()
}

impl Signature {
    fn new(parts: OperationParts<'_>) -> Self {
        let OperationParts {
            operation,
            types,
            name,
            ..
        } = parts;
        let arguments = parts.arguments();
        let body = parts.body();
        let takes_body = !matches!(body, BodyArgument::None);
        let params = (arguments.len() + usize::from(takes_body) > MOST_ARGUMENTS)
            .then(|| format!("{}Params", name.type_name));
        let setters = parts.setters();
        let wrapped = !setters.is_empty() || types.pages.is_some();
        Self {
            resource: operation.resource,
            accessors: parts.accessors(),
            method: name.method.clone(),
            arguments,
            params,
            body,
            setters,
            reply: reply(types, name),
            wrapper: wrapped.then(|| name.type_name.clone()),
        }
    }
}

/// What a signature is made from.
#[derive(Clone, Copy)]
struct OperationParts<'x> {
    api: &'x Api<'x>,
    operation: &'x Operation<'x>,
    types: &'x OperationTypes,
    name: &'x OperationName,
    names: &'x Names,
}

impl OperationParts<'_> {
    fn accessors(&self) -> Vec<String> {
        let mut accessors = Vec::new();
        let mut resource = Some(self.operation.resource);
        while let Some((id, folder)) =
            resource.and_then(|id| Some((id, self.api.resources.get(id.0)?)))
        {
            // The root's operations are methods of the client itself.
            if folder.parent.is_some() {
                accessors.extend(
                    self.names
                        .resources
                        .get(id.0)
                        .map(|names| names.accessor.clone()),
                );
            }
            // Parents stand before their children, so this ends.
            resource = folder.parent.filter(|parent| parent.0 < id.0);
        }
        accessors.reverse();
        accessors
    }

    fn ty(&self, parameter: usize) -> Type {
        self.types
            .parameters
            .get(parameter)
            .cloned()
            .unwrap_or(Type::String)
    }

    fn ident(&self, parameter: usize) -> String {
        self.name
            .parameters
            .get(parameter)
            .cloned()
            .unwrap_or_else(|| format!("parameter_{parameter}"))
    }

    fn arguments(&self) -> Vec<Argument> {
        let parameters = &self.operation.parameters;
        let repeated = repeated(parameters);
        let mut required: Vec<usize> = (0..parameters.len())
            .filter(|index| is_argument(&parameters[*index], &repeated))
            .collect();
        required.sort_by_key(|index| place(&parameters[*index]));
        let parameters = required.into_iter().map(|index| Argument {
            ident: self.ident(index),
            source: ArgumentSource::Parameter(index),
            ty: self.ty(index),
        });
        let variables =
            query_variables(self.operation)
                .into_iter()
                .enumerate()
                .map(|(index, variable)| Argument {
                    ident: self
                        .name
                        .query_variables
                        .get(index)
                        .cloned()
                        .unwrap_or_else(|| format!("variable_{index}")),
                    source: ArgumentSource::QueryVariable(variable.to_owned()),
                    ty: Type::String,
                });
        parameters.chain(variables).collect()
    }

    fn setters(&self) -> Vec<Setter> {
        let parameters = &self.operation.parameters;
        let repeated = repeated(parameters);
        let mut setters: IndexMap<String, Setter> = IndexMap::new();
        for (index, parameter) in parameters.iter().enumerate() {
            let is_sent_anyway = parameter.fixed || parameter.setting.is_some();
            if is_sent_anyway || is_argument(parameter, &repeated) {
                continue;
            }
            let ident = self.ident(index);
            // Parameters that share a key share their name and so their setter.
            if let Some(setter) = setters.get_mut(&ident) {
                setter.parameters.push(index);
                setter.ty = Some(
                    setter
                        .ty
                        .take()
                        .filter(|ty| *ty == self.ty(index))
                        .unwrap_or(Type::String),
                );
                continue;
            }
            let flag = parameter.value.is_none()
                && parameter.observed.is_empty()
                && parameter.location == Location::Query;
            let ty = (!flag).then(|| self.ty(index));
            setters.insert(
                ident.clone(),
                Setter {
                    ident,
                    parameters: vec![index],
                    ty,
                },
            );
        }
        setters.into_values().collect()
    }

    fn body(&self) -> BodyArgument {
        match &self.operation.body {
            None => BodyArgument::None,
            Some(Body::Json { .. }) => self
                .types
                .body
                .clone()
                .map_or(BodyArgument::None, BodyArgument::Json),
            Some(Body::GraphQl { .. }) => self
                .types
                .body
                .clone()
                .map_or(BodyArgument::None, BodyArgument::Variables),
            Some(Body::Text { .. }) => BodyArgument::Text,
            Some(Body::File { .. }) => BodyArgument::Bytes,
            Some(Body::UrlEncoded(fields)) => self.form(fields, false),
            Some(Body::Multipart(fields)) => self.form(fields, true),
        }
    }

    fn form(&self, fields: &[FormField<'_>], multipart: bool) -> BodyArgument {
        let marks_required = fields.iter().any(|field| says_required(&field.docs));
        let mut members: IndexMap<(String, bool), FormMember> = IndexMap::new();
        let own = fields.iter().enumerate();
        for (index, field) in own.filter(|(_, field)| field.setting.is_none()) {
            let ident = self
                .name
                .form_fields
                .get(index)
                .cloned()
                .unwrap_or_else(|| format!("field_{index}"));
            let file = matches!(field.value, FormValue::File { .. });
            // Fields that share a key share their name; a file among texts stays one of its own.
            if let Some(member) = members.get_mut(&(ident.clone(), file)) {
                member.fields.push(index);
                member.kind = FormKind::Many;
                continue;
            }
            // A file may always be missing: Postman leaves out one that it cannot read.
            let required = !file
                && field.required.unwrap_or(if marks_required {
                    says_required(&field.docs)
                } else {
                    // What the collection leaves empty can be left out.
                    field.enabled && field.value != FormValue::Text(Template::default())
                });
            let kind = match (field.many, required) {
                (true, _) => FormKind::Many,
                (false, true) => FormKind::One,
                (false, false) => FormKind::Optional,
            };
            members.insert(
                (ident.clone(), file),
                FormMember {
                    ident,
                    fields: vec![index],
                    file,
                    kind,
                },
            );
        }
        let members: Vec<FormMember> = members.into_values().collect();
        if members.is_empty() && !fields.is_empty() {
            // The client says all of it.
            return BodyArgument::None;
        }
        BodyArgument::Form {
            type_name: format!("{}Form", self.name.type_name),
            multipart,
            members,
        }
    }
}

/// Whether a parameter is an argument. A repeated key is a setter that adds a value each time, required or not.
fn is_argument(parameter: &Parameter<'_>, repeated: &HashSet<Key>) -> bool {
    match parameter.location {
        _ if parameter.setting.is_some() => false,
        Location::Path { .. } => !parameter.fixed,
        _ => parameter.required && !parameter.fixed && !repeated.contains(&key(parameter)),
    }
}

/// What tells parameters apart on the wire: header names without regard to case.
pub(crate) type Key = (u8, String);

/// The [`Key`] of a parameter.
pub(crate) fn key(parameter: &Parameter<'_>) -> Key {
    let name = match parameter.location {
        Location::Header => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.clone(),
    };
    (place(parameter), name)
}

fn repeated(parameters: &[Parameter<'_>]) -> HashSet<Key> {
    let mut seen = HashSet::new();
    parameters
        .iter()
        .map(key)
        .filter(|key| !seen.insert(key.clone()))
        .collect()
}

fn place(parameter: &Parameter<'_>) -> u8 {
    match parameter.location {
        Location::Path { .. } => 0,
        Location::Query => 1,
        Location::Header => 2,
    }
}

/// The variables in the text of a GraphQL document, each once, in order.
pub(crate) fn query_variables<'o>(operation: &'o Operation<'_>) -> Vec<&'o str> {
    let Some(Body::GraphQl { query, .. }) = &operation.body else {
        return Vec::new();
    };
    let mut variables: Vec<&str> = Vec::new();
    for piece in &query.pieces {
        if let Piece::Variable(name) = piece
            && !variables.contains(&name.as_str())
        {
            variables.push(name);
        }
    }
    variables
}

/// The mark of collections made from OpenAPI descriptions, in any of its usual spellings.
fn says_required(docs: &str) -> bool {
    let docs = docs
        .trim_start_matches(['(', '[', '*', '`', ' '])
        .to_ascii_lowercase();
    docs.starts_with("required") || docs.starts_with("mandatory")
}

/// What a call of these types gives.
pub(super) fn reply(types: &OperationTypes, name: &OperationName) -> ReplyKind {
    match types.success.as_slice() {
        [] => ReplyKind::Raw,
        [one] => match &one.content {
            Content::Empty => ReplyKind::Empty,
            Content::Json(ty) => ReplyKind::Json(ty.clone()),
            Content::Text(_) => ReplyKind::Text,
            Content::Bytes(_) => ReplyKind::Raw,
            Content::JsonOrText(ty) => ReplyKind::JsonOrText(ty.clone()),
        },
        _ => ReplyKind::Several(format!("{}Reply", name.type_name)),
    }
}

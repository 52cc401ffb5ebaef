//! Names that somebody chose: they take the place of ours where they are names, and free.

use std::collections::HashSet;

use super::operations::endings;
use super::scope::Scope;
use super::words::{pascal, snake, words};
use super::{Names, TypeName, keywords, types};
use crate::address::{Thing, server_method};
use crate::api::{Api, Body, FormValue, OperationId, ResourceId, Scheme};
use crate::emit::signature_key;
use crate::model::{ErrorBody, Model, Type, TypeId, TypeKind};

/// Why a name cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What is wrong with it.
    pub message: String,
    /// What could be taken in its place.
    pub help: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }
}

/// Gives a thing another name. Whether the name is free is for [`collision`] to say, once all things have theirs.
pub(crate) fn rename(
    names: &mut Names,
    api: &Api<'_>,
    model: &Model,
    thing: Thing,
    to: &str,
) -> Result<(), Refusal> {
    match thing {
        Thing::Folder(id) => {
            let name = method(to)?;
            if keywords::is_reserved_module(&name) {
                return Err(Refusal::new(format!(
                    "the crate has a module `{name}` already, or cannot have one"
                )));
            }
            rename_module(names, api, id, name);
        }
        Thing::FolderType(id) => {
            let name = type_name(to)?;
            if let Some(folder) = names.resources.get_mut(id.0) {
                folder.type_name = name;
            }
        }
        Thing::Method(id) => {
            let name = method(to)?;
            if let Some(operation) = names.operations.get_mut(id.0) {
                operation.method = name;
            }
        }
        Thing::CallType(id) => {
            let name = type_name(to)?;
            for index in uses(api, id) {
                if let Some(operation) = names.operations.get_mut(index) {
                    operation.type_name.clone_from(&name);
                    operation.is_chosen = true;
                }
            }
        }
        Thing::Parameter(id, at) => rename_parameter(names, api, id, at, member(to)?),
        Thing::FormField(id, at) => {
            let name = member(to)?;
            let known = names.operations.get(id.0);
            let Some(old) = known.and_then(|it| it.form_fields.get(at)).cloned() else {
                return Ok(());
            };
            // Fields of one key share their name.
            for index in uses(api, id) {
                let fields = names
                    .operations
                    .get_mut(index)
                    .map(|it| &mut it.form_fields);
                for field in fields.into_iter().flatten().filter(|field| **field == old) {
                    field.clone_from(&name);
                }
            }
        }
        Thing::Type(id) => {
            if model.error == ErrorBody::One(Type::Named(id)) {
                return Err(Refusal::new(
                    "the body of errors is called `ErrorBody` in every crate",
                ));
            }
            let name = type_name(to)?;
            if let Some(ty) = names.types.get_mut(id.0) {
                ty.ident = name;
            }
        }
        Thing::Member(id, at) => {
            let is_struct = matches!(
                model.types.get(id.0).map(|def| &def.kind),
                Some(TypeKind::Struct(_))
            );
            let name = if is_struct { member(to)? } else { variant(to)? };
            let members = names.types.get_mut(id.0).map(|ty| &mut ty.members);
            if let Some(known) = members.and_then(|members| members.get_mut(at)) {
                *known = name;
            }
        }
        Thing::Credential(id) => {
            let name = method(to)?;
            if let Some(known) = names.credentials.get_mut(id.0) {
                *known = name;
            }
        }
        Thing::Setting(id) => {
            let name = method(to)?;
            if let Some(known) = names.settings.get_mut(id.0) {
                *known = name;
            }
        }
        Thing::Server(id) => {
            let name = method(to)?;
            if id.0 == 0 {
                return Err(Refusal::new(
                    "the first server's base URL is set by `base_url` in every crate",
                ));
            }
            let Some(stem) = name.strip_suffix("_url").filter(|stem| !stem.is_empty()) else {
                return Err(Refusal {
                    message: "the methods that set base URLs end in `_url`".to_owned(),
                    help: Some(format!("`{name}_url`, for example")),
                });
            };
            if let Some(known) = names.servers.get_mut(id.0) {
                *known = stem.to_owned();
            }
        }
    }
    Ok(())
}

/// What else has the name of a thing.
pub(crate) fn collision(
    names: &Names,
    api: &Api<'_>,
    model: &Model,
    thing: Thing,
) -> Option<String> {
    let twice = |all: &mut dyn Iterator<Item = &str>, name: &str, what: &str| {
        (all.filter(|other| *other == name).count() > 1)
            .then(|| format!("{what} called `{name}` already"))
    };
    let taken = |all: &[&str], name: &str, what: &str| {
        all.contains(&name)
            .then(|| format!("{what} called `{name}` already"))
    };
    match thing {
        Thing::Folder(id) => {
            let name = &names.resources.get(id.0)?.accessor;
            let parent = api.resources.get(id.0)?.parent?;
            let is_root = api.resources.get(parent.0)?.parent.is_none();
            let has_credentials = api
                .credentials
                .iter()
                .any(|it| matches!(it.scheme, Scheme::Other { .. }));
            if is_root && has_credentials && name == "credentials" {
                return Some("there is a module called `credentials` already".to_owned());
            }
            method_collision(names, api, parent, name)
        }
        Thing::Method(id) => {
            let folder = api.operations.get(id.0)?.resource;
            method_collision(names, api, folder, &names.operations.get(id.0)?.method)
        }
        Thing::FolderType(id) => {
            type_collision(names, api, model, &names.resources.get(id.0)?.type_name)
        }
        Thing::Type(id) => type_collision(names, api, model, &names.types.get(id.0)?.ident),
        Thing::CallType(id) => {
            let stem = &names.operations.get(id.0)?.type_name;
            let endings = endings(api.operations.get(id.0)?, model.operations.get(id.0));
            std::iter::once(stem.clone())
                .chain(endings.iter().map(|ending| format!("{stem}{ending}")))
                .find_map(|name| type_collision(names, api, model, &name))
        }
        Thing::Parameter(id, at) => {
            let operation = api.operations.get(id.0)?;
            let known = names.operations.get(id.0)?;
            let name = known.parameters.get(at)?;
            let mut keys = HashSet::new();
            let others = operation.parameters.iter().zip(&known.parameters);
            let mut others = others
                .filter(|(parameter, _)| keys.insert(signature_key(parameter)))
                .map(|(_, name)| name.as_str())
                .chain(known.query_variables.iter().map(String::as_str));
            taken(&keywords::CALL_METHODS, name, "calls have a method")
                .or_else(|| taken(&keywords::MORE_CALL_METHODS, name, "calls have a method"))
                .or_else(|| twice(&mut others, name, "there is a parameter"))
        }
        Thing::FormField(id, at) => {
            let (Body::UrlEncoded(fields) | Body::Multipart(fields)) =
                api.operations.get(id.0)?.body.as_ref()?
            else {
                return None;
            };
            let known = &names.operations.get(id.0)?.form_fields;
            let mut keys = HashSet::new();
            let mut others = fields
                .iter()
                .zip(known)
                .filter(|(field, _)| {
                    let file = matches!(field.value, FormValue::File { .. });
                    keys.insert((field.name.as_str(), file))
                })
                .map(|(_, name)| name.as_str());
            twice(&mut others, known.get(at)?, "there is a field")
        }
        Thing::Member(id, at) => {
            let known = &names.types.get(id.0)?.members;
            let name = known.get(at)?;
            let what = match model.types.get(id.0)?.kind {
                TypeKind::Struct(_) => "there is a field",
                _ if name == "Other" => {
                    return Some("there is a variant `Other` already".to_owned());
                }
                _ => "there is a variant",
            };
            twice(&mut known.iter().map(String::as_str), name, what)
        }
        Thing::Credential(id) => builder_collision(names, api, names.credentials.get(id.0)?),
        Thing::Setting(id) => builder_collision(names, api, names.settings.get(id.0)?),
        Thing::Server(id) => builder_collision(names, api, &server_method(names, id.0)),
    }
}

/// Adds a type, under the first of the proposals that is free, or under one of them with a number.
pub(crate) fn add_type(names: &mut Names, api: &Api<'_>, model: &Model, id: TypeId, stem: &str) {
    let Some(def) = model.types.get(id.0) else {
        return;
    };
    let all = all_types(names, api, model);
    let mut scope = Scope::with(all.iter().map(String::as_str));
    let words = words(stem);
    let proposals = [pascal(&words), format!("{}Type", pascal(&words))];
    let ident = scope.claim(&proposals, "", |_, name| !keywords::is_reserved_type(name));
    let members = types::members(&def.kind);
    names.types.push(TypeName {
        ident,
        members,
        unknown: String::new(),
    });
}

/// Names the members of a type anew: its variants have changed.
pub(crate) fn name_members(names: &mut Names, model: &Model, id: TypeId) {
    if let (Some(def), Some(name)) = (model.types.get(id.0), names.types.get_mut(id.0)) {
        name.members = types::members(&def.kind);
    }
}

/// Names the fields that keep what nobody has seen.
pub(crate) fn name_unknown(names: &mut Names, model: &Model) {
    for (def, name) in model.types.iter().zip(&mut names.types) {
        if def.keep_unknown {
            let mut scope = Scope::with(name.members.iter().map(String::as_str));
            let proposals = ["unknown", "unknown_fields"].map(str::to_owned);
            name.unknown = scope.claim(&proposals, "_", |_, _| true);
        }
    }
}

/// Names the variants of the error body anew: its types have changed.
pub(crate) fn name_errors(names: &mut Names, model: &Model) {
    names.error_variants = types::error_variants(model, names);
}

/// Names the builder's method for a credential that was added.
pub(crate) fn add_credential(names: &mut Names, to: &str) -> Result<(), Refusal> {
    names.credentials.push(method(to)?);
    Ok(())
}

/// Names the builder's method for the setting that was added last.
pub(crate) fn add_setting(names: &mut Names, api: &Api<'_>) {
    let Some(setting) = api.settings.last() else {
        return;
    };
    let servers = (1..api.servers.len()).map(|index| server_method(names, index));
    let taken: Vec<String> = (names.credentials.iter().cloned())
        .chain(names.settings.iter().cloned())
        .chain(servers)
        .collect();
    let all = taken.iter().map(String::as_str);
    let mut scope = Scope::with(all.chain(keywords::BUILDER_METHODS));
    let name = super::clients::setting_name(setting);
    let proposals = [name.clone(), format!("{name}_setting")];
    let name = scope.claim(&proposals, "_", |_, name| !keywords::is_keyword(name));
    names.settings.push(name);
}

/// The name of a type that somebody chose.
pub(crate) fn type_name(to: &str) -> Result<String, Refusal> {
    let name = camel(to)?;
    if keywords::is_reserved_type(&name) {
        return Err(Refusal::new(format!(
            "`{name}` is taken: emitted code means something else by it"
        )));
    }
    Ok(name)
}

fn variant(to: &str) -> Result<String, Refusal> {
    camel(to)
}

/// A name in upper camel case.
fn camel(to: &str) -> Result<String, Refusal> {
    let is_camel = to.starts_with(|first: char| first.is_ascii_uppercase())
        && to.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        // Only digits are told apart in that way: `V1_2`.
        && to.as_bytes().windows(3).all(|near| {
            near[1] != b'_' || (near[0].is_ascii_digit() && near[2].is_ascii_digit())
        })
        && !to.ends_with('_');
    if is_camel && !keywords::is_keyword(to) {
        return Ok(to.to_owned());
    }
    let proposal = pascal(&words(to));
    Err(Refusal {
        message: format!("`{to}` is no name in upper camel case"),
        help: (!proposal.is_empty() && proposal != to)
            .then(|| format!("`{proposal}`, for example")),
    })
}

/// A name in snake case, keywords included.
fn lower(to: &str) -> Result<String, Refusal> {
    let to = to.strip_prefix("r#").unwrap_or(to);
    // `_1` is the field of a key that is a number.
    let first = to.strip_prefix('_').unwrap_or(to);
    let is_first =
        |first: char| first.is_ascii_lowercase() || (first.is_ascii_digit() && to.starts_with('_'));
    let is_snake = first.starts_with(is_first)
        && to
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !to.contains("__");
    if is_snake {
        return Ok(to.to_owned());
    }
    let proposal = snake(&words(to));
    Err(Refusal {
        message: format!("`{to}` is no name in snake case"),
        help: (!proposal.is_empty() && proposal != to)
            .then(|| format!("`{proposal}`, for example")),
    })
}

/// The name of a method or a module.
fn method(to: &str) -> Result<String, Refusal> {
    let name = lower(to)?;
    if keywords::is_keyword(&name) {
        return Err(Refusal::new(format!("`{name}` is a keyword of Rust")));
    }
    Ok(name)
}

/// The name of a field, an argument or a setter; keywords are written raw.
fn member(to: &str) -> Result<String, Refusal> {
    let name = lower(to)?;
    let raw = keywords::raw(name.clone());
    if raw.ends_with('_') && raw != name {
        return Err(Refusal {
            message: format!("`{name}` is a keyword that cannot be a name"),
            help: Some(format!("`{raw}`, for example")),
        });
    }
    Ok(raw)
}

fn rename_module(names: &mut Names, api: &Api<'_>, id: ResourceId, name: String) {
    let Some(depth) = names.resources.get(id.0).map(|it| it.module.len()) else {
        return;
    };
    for index in 0..names.resources.len() {
        // Parents stand before their children, so this ends.
        let mut at = Some(ResourceId(index));
        while let Some(here) = at.filter(|here| *here != id) {
            let parent = api.resources.get(here.0).and_then(|it| it.parent);
            at = parent.filter(|parent| parent.0 < here.0);
        }
        let is_below = at == Some(id);
        let module = &mut names.resources[index].module;
        if is_below && let Some(part) = module.get_mut(depth.saturating_sub(1)) {
            part.clone_from(&name);
        }
    }
    names.resources[id.0].accessor = name;
}

fn rename_parameter(names: &mut Names, api: &Api<'_>, id: OperationId, at: usize, to: String) {
    let parameter = api
        .operations
        .get(id.0)
        .and_then(|it| it.parameters.get(at));
    let Some(key) = parameter.map(signature_key) else {
        return;
    };
    // Parameters of one key share their name.
    for index in uses(api, id) {
        if let Some(known) = names.operations.get_mut(index) {
            let parameters = api.operations[index].parameters.iter();
            for (parameter, name) in parameters.zip(&mut known.parameters) {
                if signature_key(parameter) == key {
                    name.clone_from(&to);
                }
            }
        }
    }
}

/// An operation, and those that its method makes too.
fn uses(api: &Api<'_>, id: OperationId) -> Vec<usize> {
    let all = api.operations.iter().enumerate();
    all.filter(|(index, it)| *index == id.0 || it.variant_of == Some(id))
        .map(|(index, _)| index)
        .collect()
}

fn method_collision(
    names: &Names,
    api: &Api<'_>,
    folder: ResourceId,
    name: &str,
) -> Option<String> {
    if keywords::RESOURCE_METHODS.contains(&name) {
        return Some(format!("every folder has a method `{name}` already"));
    }
    let folders = api.resources.iter().zip(&names.resources);
    let folders = folders
        .filter(|(it, _)| it.parent == Some(folder))
        .map(|(_, it)| it.accessor.as_str());
    let methods = api.operations.iter().zip(&names.operations);
    let methods = methods
        .filter(|(it, _)| it.resource == folder && it.variant_of.is_none())
        .map(|(_, it)| it.method.as_str());
    let same = folders.chain(methods).filter(|other| *other == name);
    (same.count() > 1).then(|| format!("there is a method or a folder called `{name}` already"))
}

fn type_collision(names: &Names, api: &Api<'_>, model: &Model, name: &str) -> Option<String> {
    let same = all_types(names, api, model)
        .iter()
        .filter(|other| *other == name)
        .count();
    (same > 1).then(|| format!("there is a type called `{name}` already"))
}

/// The names of all types of the crate's own.
fn all_types(names: &Names, api: &Api<'_>, model: &Model) -> Vec<String> {
    let mut all = vec!["ErrorBody".to_owned()];
    all.extend(names.resources.iter().map(|it| it.type_name.clone()));
    for (index, (operation, name)) in api.operations.iter().zip(&names.operations).enumerate() {
        if operation.variant_of.is_some() {
            continue;
        }
        all.push(name.type_name.clone());
        let endings = endings(operation, model.operations.get(index));
        all.extend(
            endings
                .iter()
                .map(|ending| format!("{}{ending}", name.type_name)),
        );
    }
    let is_body = |index: usize| model.error == ErrorBody::One(Type::Named(TypeId(index)));
    let types = names.types.iter().enumerate();
    all.extend(
        types
            .filter(|(index, _)| !is_body(*index))
            .map(|(_, it)| it.ident.clone()),
    );
    all
}

fn builder_collision(names: &Names, api: &Api<'_>, name: &str) -> Option<String> {
    // The first server's method is among those that every builder has.
    let servers = (1..api.servers.len()).map(|index| server_method(names, index));
    let same = names
        .credentials
        .iter()
        .cloned()
        .chain(names.settings.iter().cloned())
        .chain(servers)
        .filter(|other| other == name)
        .count();
    (same > 1 || keywords::BUILDER_METHODS.contains(&name))
        .then(|| format!("the builder has a method `{name}` already"))
}

//! How people point at a thing of the crate: by its path in Rust (`actions::Action::region_slug`), or by the JSON pointer of
//! what it was made from (`/item/1/item/0`).

pub(crate) mod suggest;

use std::collections::{HashMap, HashSet};

use crate::api::{Api, Body, CredentialId, OperationId, ResourceId, ServerId, SettingId};
use crate::model::{ErrorBody, Model, OperationTypes, Type, TypeId, TypeKind};
use crate::names::Names;
use crate::overrides::usage;

/// What an address can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A folder: its module and the method that leads to it. `actions`
    Folder(ResourceId),
    /// A folder's struct. `actions::Actions`
    FolderType(ResourceId),
    /// A method that makes a call. `actions::Actions::list`
    Method(OperationId),
    /// The type of the call that a method makes, and of what belongs to it. `actions::ListActions`
    CallType(OperationId),
    /// A parameter: an argument or a setter. `actions::Actions::list::page`
    Parameter(OperationId, usize),
    /// A field of a form. `files::UploadFileForm::title`
    FormField(OperationId, usize),
    /// A struct, an enum or a union. `actions::Action`
    Type(TypeId),
    /// A field, a variant or an arm of one. `actions::Action::region_slug`
    Member(TypeId, usize),
    /// A method of the builder that takes a credential. `ClientBuilder::bearer_token`
    Credential(CredentialId),
    /// A method of the builder that takes a setting. `ClientBuilder::account_id`
    Setting(SettingId),
    /// A method of the builder that takes a base URL. `ClientBuilder::base_url`
    Server(ServerId),
}

/// Every address of a crate.
#[derive(Debug)]
pub struct Addresses {
    krate: String,
    /// The path of each thing, in the crate's order.
    paths: Vec<(String, Thing)>,
    by_path: HashMap<String, usize>,
    by_pointer: HashMap<String, Thing>,
    /// By the module of a top-level folder: the shared types that its calls use, which are in scope there.
    in_scope: HashMap<String, HashSet<String>>,
}

impl Addresses {
    /// The addresses of a crate.
    pub fn of(api: &Api<'_>, model: &Model, names: &Names) -> Self {
        let mut addresses = Self {
            krate: names.krate.clone(),
            paths: Vec::new(),
            by_path: HashMap::new(),
            by_pointer: HashMap::new(),
            in_scope: in_scope(api, model, names),
        };
        addresses.folders(api, names);
        addresses.methods(api, names);
        addresses.types(model, names);
        addresses.builder(api, names);
        addresses
    }

    /// What an address leads to.
    pub fn find(&self, address: &str) -> Option<Thing> {
        let address = address.trim();
        if address.starts_with('/') {
            return self.by_pointer.get(address).copied();
        }
        // A module may have the crate's name, so a path is first taken as it is.
        let path = plain(address);
        let index = self
            .index(&path)
            .or_else(|| self.index(self.without_crate(&path)?))?;
        self.paths.get(index).map(|(_, thing)| *thing)
    }

    fn index(&self, path: &str) -> Option<usize> {
        let index = self.by_path.get(path);
        let index = index.or_else(|| self.by_path.get(&self.shared(path)?));
        index.copied()
    }

    fn without_crate<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (first, rest) = path.split_once("::")?;
        (first == "crate" || first == self.krate).then_some(rest)
    }

    /// The path of a shared type that is written as a module sees it: `actions::Action` for `types::Action`.
    fn shared(&self, path: &str) -> Option<String> {
        let (module, rest) = path.split_once("::")?;
        let ty = rest.split("::").next()?;
        let is_seen = self.in_scope.get(module)?.contains(ty);
        is_seen.then(|| format!("types::{rest}"))
    }

    /// The Rust paths of all things, in the crate's order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|(path, _)| path.as_str())
    }

    /// The Rust path of a thing.
    pub fn path(&self, thing: Thing) -> Option<&str> {
        let mut found = self.paths.iter().filter(|(_, other)| *other == thing);
        found.next().map(|(path, _)| path.as_str())
    }

    /// The addresses that are most like one that leads nowhere, the likest first.
    pub fn similar(&self, address: &str) -> Vec<String> {
        let address = address.trim();
        if address.starts_with('/') {
            let pointers = self.by_pointer.keys().map(String::as_str);
            return suggest::pointers(address, pointers);
        }
        let paths = self.paths.iter().map(|(path, _)| path.as_str());
        suggest::paths(&plain(address), paths)
    }

    /// Adds a thing under its path; gives the index that other paths can lead to.
    fn add(&mut self, path: String, thing: Thing) -> usize {
        let path = path.replace("r#", "");
        // Parameters of one key are one thing, and share their path.
        if let Some(index) = self.by_path.get(&path) {
            return *index;
        }
        let index = self.paths.len();
        self.by_path.insert(path.clone(), index);
        self.paths.push((path, thing));
        index
    }

    /// Another path to a thing.
    fn alias(&mut self, path: &str, index: usize) {
        self.by_path.entry(path.replace("r#", "")).or_insert(index);
    }

    fn point(&mut self, pointer: &str, thing: Thing) {
        if !pointer.is_empty() {
            self.by_pointer.entry(pointer.to_owned()).or_insert(thing);
        }
    }

    fn folders(&mut self, api: &Api<'_>, names: &Names) {
        for (index, (folder, name)) in api.resources.iter().zip(&names.resources).enumerate() {
            let id = ResourceId(index);
            if folder.parent.is_none() {
                continue;
            }
            self.add(name.module.join("::"), Thing::Folder(id));
            self.point(&folder.pointer, Thing::Folder(id));
            self.add(folder_type(names, id), Thing::FolderType(id));
        }
    }

    fn methods(&mut self, api: &Api<'_>, names: &Names) {
        for (index, (operation, name)) in api.operations.iter().zip(&names.operations).enumerate() {
            let id = OperationId(index);
            if let Some(method) = operation.variant_of {
                // It has no method of its own: what is said of it is said of the one that makes it.
                self.point(&operation.pointer, Thing::Method(method));
                continue;
            }
            let Some(folder) = names.resources.get(operation.resource.0) else {
                continue;
            };
            let method = format!(
                "{}::{}",
                folder_type(names, operation.resource),
                name.method
            );
            let module = folder.module.join("::");
            let call = format!("{module}::{}", name.type_name);
            self.add(method.clone(), Thing::Method(id));
            self.point(&operation.pointer, Thing::Method(id));
            self.add(call.clone(), Thing::CallType(id));
            for (at, (parameter, name)) in operation
                .parameters
                .iter()
                .zip(&name.parameters)
                .enumerate()
                // What the client sends is no argument; the setting is addressed at the builder.
                .filter(|(_, (parameter, _))| parameter.setting.is_none())
            {
                let index = self.add(format!("{method}::{name}"), Thing::Parameter(id, at));
                self.alias(&format!("{call}::{name}"), index);
                self.alias(&format!("{call}Params::{name}"), index);
                self.point(&parameter.pointer, Thing::Parameter(id, at));
            }
            if let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body {
                let own = fields.iter().zip(&name.form_fields).enumerate();
                for (at, (field, name)) in own.filter(|(_, (field, _))| field.setting.is_none()) {
                    self.add(format!("{call}Form::{name}"), Thing::FormField(id, at));
                    self.point(&field.pointer, Thing::FormField(id, at));
                }
            }
        }
    }

    fn types(&mut self, model: &Model, names: &Names) {
        for (index, (def, name)) in model.types.iter().zip(&names.types).enumerate() {
            let id = TypeId(index);
            let path = type_path(model, names, id);
            self.add(path.clone(), Thing::Type(id));
            let members = match &def.kind {
                TypeKind::Struct(fields) => fields.len(),
                TypeKind::Enum(variants) => variants.len(),
                TypeKind::Union(arms) => arms.len(),
            };
            for (at, member) in name.members.iter().take(members).enumerate() {
                self.add(format!("{path}::{member}"), Thing::Member(id, at));
            }
        }
    }

    fn builder(&mut self, api: &Api<'_>, names: &Names) {
        for (index, name) in names.credentials.iter().enumerate() {
            let thing = Thing::Credential(CredentialId(index));
            self.add(format!("ClientBuilder::{name}"), thing);
        }
        for (index, name) in names.settings.iter().enumerate() {
            let thing = Thing::Setting(SettingId(index));
            self.add(format!("ClientBuilder::{name}"), thing);
        }
        for index in 0..api.servers.len() {
            let thing = Thing::Server(ServerId(index));
            self.add(
                format!("ClientBuilder::{}", server_method(names, index)),
                thing,
            );
        }
    }
}

/// A path without `r#` and the brackets of a call.
fn plain(path: &str) -> String {
    path.trim_end_matches("()").replace("r#", "")
}

/// The shared types that the calls of each top-level folder use.
fn in_scope(api: &Api<'_>, model: &Model, names: &Names) -> HashMap<String, HashSet<String>> {
    let mut by_module: HashMap<&str, Vec<&OperationTypes>> = HashMap::new();
    for (operation, types) in api.operations.iter().zip(&model.operations) {
        let module = names
            .resources
            .get(operation.resource.0)
            .and_then(|folder| folder.module.first());
        if let Some(module) = module {
            by_module.entry(module).or_default().push(types);
        }
    }
    let modules = by_module.into_iter().map(|(module, operations)| {
        let used = usage(&model.types, operations);
        let shared = used.into_iter().enumerate().filter(|(index, usage)| {
            let def = model.types.get(*index);
            (usage.request || usage.reply) && def.is_some_and(|def| def.home.is_none())
        });
        let idents = shared.filter_map(|(index, _)| names.types.get(index));
        let idents = idents.map(|name| name.ident.clone()).collect();
        (module.to_owned(), idents)
    });
    modules.collect()
}

/// The method of the builder that takes a server's base URL.
pub(crate) fn server_method(names: &Names, index: usize) -> String {
    match names.servers.get(index) {
        Some(name) if index > 0 => format!("{name}_url"),
        _ => "base_url".to_owned(),
    }
}

/// The path of a folder's struct; the root's is the client.
fn folder_type(names: &Names, id: ResourceId) -> String {
    match names.resources.get(id.0) {
        Some(name) if name.type_name != "Client" => {
            format!("{}::{}", name.module.join("::"), name.type_name)
        }
        _ => "Client".to_owned(),
    }
}

/// The path of a struct, an enum or a union, `r#` and all.
fn type_path(model: &Model, names: &Names, id: TypeId) -> String {
    let module = if model.error == ErrorBody::One(Type::Named(id)) {
        "error".to_owned()
    } else {
        let home = model.types.get(id.0).and_then(|def| def.home);
        home.and_then(|home| names.resources.get(home.0))
            .map_or("types".to_owned(), |folder| folder.module.join("::"))
    };
    let ident = names.types.get(id.0).map_or("", |name| &name.ident);
    format!("{module}::{ident}")
}

//! How a type is written, which depends on where it is written.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::api::ResourceId;
use crate::model::{ErrorBody, Model, Type, TypeId, TypeKind};
use crate::names::Names;

/// Writes types as one file of the output sees them, and remembers what the file has to import for that.
#[derive(Debug, Clone)]
pub struct Paths<'x> {
    model: &'x Model,
    names: &'x Names,
    /// The module that is written; `None` for another crate (an example, a test, a doc test), where paths are full.
    module: Option<Vec<String>>,
    /// By path (`crate::types`, `serde`): the names that are used from there.
    imports: RefCell<BTreeMap<Vec<String>, BTreeSet<String>>>,
}

impl<'x> Paths<'x> {
    /// For a module of the crate itself (`["droplets", "actions"]`), which imports what it names.
    pub fn inside(model: &'x Model, names: &'x Names, module: Vec<String>) -> Self {
        Self {
            model,
            names,
            module: Some(module),
            imports: RefCell::default(),
        }
    }

    /// For examples, tests and doc tests: `digitalocean::actions::Action`.
    pub fn outside(model: &'x Model, names: &'x Names) -> Self {
        Self {
            model,
            names,
            module: None,
            imports: RefCell::default(),
        }
    }

    /// Whether it is this module that is written.
    pub fn is_inside(&self, module: &[String]) -> bool {
        self.module.as_deref() == Some(module)
    }

    /// Whether it writes a module of the crate itself.
    pub(super) fn is_of_the_crate(&self) -> bool {
        self.module.is_some()
    }

    /// The type as a field holds it: `String`, `Option<i64>`, `Vec<Action>`.
    pub fn owned(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::I64 => quote!(i64),
            Type::U64 => quote!(u64),
            Type::F64 => quote!(f64),
            Type::Number => self.runtime("Number"),
            Type::String => quote!(String),
            Type::Timestamp => self.foreign(&["jiff"], "Timestamp"),
            Type::DateTime => self.runtime("DateTime"),
            Type::Date => self.foreign(&["jiff", "civil"], "Date"),
            Type::Uuid => self.foreign(&["uuid"], "Uuid"),
            Type::Array(item) => {
                let item = self.owned(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                // One that keeps the order of its keys: what a server sends is given back as it was.
                let map = self.foreign(&["indexmap"], "IndexMap");
                let value = self.owned(value);
                quote!(#map<String, #value>)
            }
            Type::Nullable(inner) => match &**inner {
                // An `Option` of an `Option` reads `null` as the outer one's.
                Type::Nullable(_) => self.owned(inner),
                inner => {
                    let inner = self.owned(inner);
                    quote!(Option<#inner>)
                }
            },
            Type::Named(id) => self.named(*id),
            // Of `null` alone nothing is known but that it may be there.
            Type::Any | Type::Null => self.foreign(&["serde_json"], "Value"),
        }
    }

    /// The type as an argument, a setter or a params struct takes it: numbers, booleans, dates and enums by value,
    /// everything else as `&str`.
    pub fn parameter(&self, ty: &Type) -> TokenStream {
        if self.by_value(ty) {
            self.owned(ty)
        } else {
            quote!(&str)
        }
    }

    /// Whether a parameter of that type is given by value; otherwise it is a `&str`.
    pub fn by_value(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool
            | Type::I64
            | Type::U64
            | Type::F64
            | Type::Timestamp
            | Type::DateTime
            | Type::Date
            | Type::Uuid => true,
            Type::Named(id) => {
                matches!(self.model.types.get(id.0), Some(def) if matches!(def.kind, TypeKind::Enum(_)))
            }
            _ => false,
        }
    }

    /// The type as the argument of a JSON body takes it: `&T`, `&[T]`, `&str`, small values as they are.
    pub fn body(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::String => quote!(&str),
            Type::Array(item) => {
                let item = self.owned(item);
                quote!(&[#item])
            }
            Type::Bool | Type::I64 | Type::U64 | Type::F64 => self.owned(ty),
            _ => {
                let owned = self.owned(ty);
                quote!(&#owned)
            }
        }
    }

    /// Whether the argument of a JSON body is a reference to the owned type (`&body`), not the value itself.
    pub fn body_by_reference(ty: &Type) -> bool {
        !matches!(ty, Type::Bool | Type::I64 | Type::U64 | Type::F64)
    }

    /// A struct, an enum or a union of the model.
    pub fn named(&self, id: TypeId) -> TokenStream {
        let Some(name) = self.names.types.get(id.0) else {
            return self.owned(&Type::Any);
        };
        self.local(self.module_of_type(id), &name.ident)
    }

    /// An item that is defined in a resource's file, or in `types.rs` for `None`: `ListActionsParams`.
    pub fn item(&self, home: Option<ResourceId>, name: &str) -> TokenStream {
        self.local(self.module(home), name)
    }

    /// A type of the runtime: `Part`, `RawBody`.
    pub fn runtime(&self, name: &str) -> TokenStream {
        self.local(vec!["runtime".to_owned()], name)
    }

    /// Something of another crate or of the standard library; its derive macros too.
    pub(super) fn foreign(&self, path: &[&str], name: &str) -> TokenStream {
        let ident = ident(name);
        if self.module.is_none() {
            let path = path.iter().map(|part| self::ident(part));
            return quote!(#(#path::)*#ident);
        }
        self.import(path.iter().map(|part| (*part).to_owned()).collect(), name);
        quote!(#ident)
    }

    /// The module in which a resource's types stand: `["droplets", "actions"]`.
    pub fn module(&self, home: Option<ResourceId>) -> Vec<String> {
        match home.and_then(|id| self.names.resources.get(id.0)) {
            Some(resource) => resource.module.clone(),
            None => vec!["types".to_owned()],
        }
    }

    /// The module in which a type stands.
    pub(super) fn module_of_type(&self, id: TypeId) -> Vec<String> {
        if self.model.error == ErrorBody::One(Type::Named(id)) {
            return vec!["error".to_owned()];
        }
        self.module(self.model.types.get(id.0).and_then(|def| def.home))
    }

    /// The `use` items for all that was written.
    pub(super) fn imports(&self) -> TokenStream {
        let imports = self.imports.borrow();
        let group = |path: &[String]| match path.first().map(String::as_str) {
            Some("std") => 0,
            Some("crate") => 2,
            _ => 1,
        };
        let mut ordered: Vec<_> = imports.iter().collect();
        ordered.sort_by_key(|(path, _)| (group(path), *path));
        let uses = ordered.into_iter().map(|(path, names)| {
            let path = path.iter().map(|part| ident(part));
            let names = names.iter().map(|name| ident(name));
            if names.len() == 1 {
                quote!(use #(#path::)* #(#names)*;)
            } else {
                quote!(use #(#path::)* {#(#names),*};)
            }
        });
        quote!(#(#uses)*)
    }

    fn local(&self, module: Vec<String>, name: &str) -> TokenStream {
        let ident = ident(name);
        let Some(here) = &self.module else {
            let krate = self::ident(&self.names.krate);
            let module = module.iter().map(|part| self::ident(part));
            return quote!(#krate::#(#module::)*#ident);
        };
        if *here != module {
            self.import(
                std::iter::once("crate".to_owned()).chain(module).collect(),
                name,
            );
        }
        quote!(#ident)
    }

    fn import(&self, path: Vec<String>, name: &str) {
        self.imports
            .borrow_mut()
            .entry(path)
            .or_default()
            .insert(name.to_owned());
    }
}

/// An identifier, raw ones (`r#type`) included.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

//! How a type is written, which depends on where it is written.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::api::ResourceId;
use crate::model::{Model, Type, TypeId, TypeKind};
use crate::names::Names;

/// Writes types as one file of the output sees them.
#[derive(Debug, Clone, Copy)]
pub struct Paths<'x> {
    model: &'x Model,
    names: &'x Names,
    place: Place,
}

/// The file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A module of the crate, where names are imported: types stand there by their name alone.
    Inside,
    /// Another crate (an example, a test, a doc test): full paths.
    Outside,
}

impl<'x> Paths<'x> {
    /// For a module of the crate itself, which imports what it names.
    pub fn inside(model: &'x Model, names: &'x Names) -> Self {
        Self {
            model,
            names,
            place: Place::Inside,
        }
    }

    /// For examples, tests and doc tests: `digitalocean::actions::Action`.
    pub fn outside(model: &'x Model, names: &'x Names) -> Self {
        Self {
            model,
            names,
            place: Place::Outside,
        }
    }

    /// The type as a field holds it: `String`, `Option<i64>`, `Vec<Action>`.
    pub fn owned(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Null => quote!(()),
            Type::Bool => quote!(bool),
            Type::I64 => quote!(i64),
            Type::U64 => quote!(u64),
            Type::F64 => quote!(f64),
            Type::Number => self.runtime("Number"),
            Type::String => quote!(String),
            Type::Timestamp => self.foreign(quote!(jiff::Timestamp)),
            Type::Date => self.foreign(quote!(jiff::civil::Date)),
            Type::Uuid => self.foreign(quote!(uuid::Uuid)),
            Type::Array(item) => {
                let item = self.owned(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let (map, value) = (
                    self.foreign(quote!(std::collections::BTreeMap)),
                    self.owned(value),
                );
                quote!(#map<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = self.owned(inner);
                quote!(Option<#inner>)
            }
            Type::Named(id) => self.named(*id),
            Type::Any => self.foreign(quote!(serde_json::Value)),
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
            return quote!(serde_json::Value);
        };
        let home = self.model.types.get(id.0).and_then(|def| def.home);
        self.item(home, &name.ident)
    }

    /// An item that is defined in a resource's file, or in `types.rs` for `None`: `ListActionsParams`.
    pub fn item(&self, home: Option<ResourceId>, name: &str) -> TokenStream {
        let name = ident(name);
        if self.place == Place::Inside {
            return quote!(#name);
        }
        let (krate, module) = (
            ident(&self.names.krate),
            self.module(home).into_iter().map(|part| ident(&part)),
        );
        quote!(#krate #(::#module)* ::#name)
    }

    /// A type of the runtime: `Part`, `RawBody`.
    pub fn runtime(&self, name: &str) -> TokenStream {
        let name = ident(name);
        match self.place {
            Place::Inside => quote!(#name),
            Place::Outside => {
                let krate = ident(&self.names.krate);
                quote!(#krate::runtime::#name)
            }
        }
    }

    /// The module in which a resource's types stand: `["droplets", "actions"]`.
    pub fn module(&self, home: Option<ResourceId>) -> Vec<String> {
        match home.and_then(|id| self.names.resources.get(id.0)) {
            Some(resource) => resource.module.clone(),
            None => vec!["types".to_owned()],
        }
    }

    /// A type of another crate: its last name inside, where it is imported; its full path outside.
    fn foreign(&self, path: TokenStream) -> TokenStream {
        match (self.place, path.clone().into_iter().last()) {
            (Place::Inside, Some(last)) => quote!(#last),
            _ => path,
        }
    }
}

/// An identifier, raw ones (`r#type`) included.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

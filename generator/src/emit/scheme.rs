//! The schemes that sign each request: which type of the runtime each of them is, and how it is made.

mod table;

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, ident};
use super::resource::text;
use crate::api::{Api, Scheme, Template};
use crate::secret;

/// A scheme that the runtime signs by.
#[derive(Debug)]
pub(super) struct Signer {
    /// The runtime's module of it.
    pub(super) module: &'static str,
    /// Its type.
    pub(super) ty: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// What a user has to know of it.
    pub(super) about: &'static str,
    /// What its function `new` takes, by Postman's names: secrets, without any of which Postman signs nothing.
    arguments: &'static [(&'static str, &'static str)],
    /// Its other fields: Postman's name, its own, and what it holds.
    fields: &'static [(&'static str, &'static str, Kind)],
}

/// What a field of a scheme holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// `Option<String>`.
    Text,
    /// `String`.
    Word,
    /// `Vec<String>`, in Postman parted by commas.
    List,
    /// A number, where Postman has one.
    Number,
    /// A secret, empty unless set.
    Secret,
    /// `true` or `false`; `false` where Postman has nothing. The field's own value is beside it.
    Flag(bool),
    /// A variant of an enum by each of Postman's words for them; no other word is known.
    Choice(&'static str, &'static [(&'static str, &'static str)]),
}

/// How the runtime signs by a scheme, if it does.
pub(super) fn signer(scheme: &Scheme) -> Option<&'static Signer> {
    let Scheme::Other { kind, parameters } = scheme else {
        return None;
    };
    let signer = match kind.as_str() {
        "awsv4" => &table::AWS4,
        "edgegrid" => &table::EDGEGRID,
        "hawk" => &table::HAWK,
        "oauth1" => &table::OAUTH1,
        _ => return None,
    };
    let is_known = |(name, _, kind): &(&str, &str, Kind)| match kind {
        Kind::Choice(_, choices) => {
            let word = find(parameters, name).map(Template::to_string);
            word.is_none_or(|word| choices.iter().any(|(known, _)| *known == word))
        }
        _ => true,
    };
    signer.fields.iter().all(is_known).then_some(signer)
}

/// A parameter that is there and not empty.
fn find<'p>(parameters: &'p [(String, Template)], wanted: &str) -> Option<&'p Template> {
    let (_, template) = parameters.iter().find(|(name, _)| name == wanted)?;
    (!template.pieces.is_empty()).then_some(template)
}

/// A text in which every variable has a value that the collection says, and that is no secret.
fn constant(api: &Api<'_>, name: &str, template: &Template) -> Option<String> {
    let value = |wanted: &str| {
        let at = api
            .variables
            .binary_search_by(|variable| variable.name.as_str().cmp(wanted));
        let variable = api.variables.get(at.ok()?)?;
        variable.value.as_deref().map(Cow::Borrowed)
    };
    let text = template.fill(value)?;
    Some(secret::guarded(name, &text).into_owned())
}

impl Signer {
    /// The secrets that a scheme is made of here, by their names in Rust: those that it always has and those that the
    /// collection gives it.
    pub(super) fn secrets(&self, parameters: &[(String, Template)]) -> Vec<&'static str> {
        let always = self.arguments.iter().map(|(_, name)| *name);
        always
            .chain(self.given(parameters).map(|(name, _)| name))
            .collect()
    }

    /// The secrets that a scheme need not have, where the collection has them.
    fn given<'p>(
        &self,
        parameters: &'p [(String, Template)],
    ) -> impl Iterator<Item = (&'static str, &'p Template)> {
        self.fields.iter().filter_map(|(name, field, kind)| {
            let template = find(parameters, name)?;
            matches!(kind, Kind::Secret).then_some((*field, template))
        })
    }

    /// The scheme as the collection has it, made of secrets that are at hand as variables.
    pub(super) fn with_options(
        &self,
        api: &Api<'_>,
        paths: &Paths<'_>,
        parameters: &[(String, Template)],
    ) -> TokenStream {
        let ty = paths.runtime(self.ty);
        let arguments = self.arguments.iter().map(|(_, name)| ident(name));
        let mut fields: Vec<TokenStream> = self
            .given(parameters)
            .map(|(field, _)| {
                let field = ident(field);
                quote!(#field: #field.into())
            })
            .collect();
        for (name, field, kind) in self.fields {
            // A nonce or a time of the collection's is good for one request.
            if matches!(kind, Kind::Secret) || matches!(*name, "nonce" | "timestamp") {
                continue;
            }
            let mut write = |name: &str, template: &Template| {
                let value = text(&constant(api, name, template)?);
                Some(quote!(#value))
            };
            fields.extend(self.field(paths, parameters, name, field, *kind, &mut write));
        }
        Self::with_fields(&ty, &fields, quote!(#(#arguments),*))
    }

    /// The scheme with the collection's values, which `value` writes by their names; `None` where Postman signs nothing.
    pub(super) fn with_values(
        &self,
        paths: &Paths<'_>,
        parameters: &[(String, Template)],
        value: &mut impl FnMut(&str, &Template) -> TokenStream,
    ) -> Option<TokenStream> {
        let ty = paths.runtime(self.ty);
        let mut arguments = Vec::new();
        for (name, _) in self.arguments {
            arguments.push((*name, find(parameters, name)?));
        }
        let arguments = arguments
            .into_iter()
            .map(|(name, template)| value(name, template))
            .collect::<Vec<_>>();
        let mut write = |name: &str, template: &Template| Some(value(name, template));
        let fields: Vec<TokenStream> = self
            .fields
            .iter()
            .filter_map(|(name, field, kind)| {
                self.field(paths, parameters, name, field, *kind, &mut write)
            })
            .collect();
        Some(Self::with_fields(&ty, &fields, quote!(#(#arguments),*)))
    }

    fn with_fields(
        ty: &TokenStream,
        fields: &[TokenStream],
        arguments: TokenStream,
    ) -> TokenStream {
        if fields.is_empty() {
            quote!(#ty::new(#arguments))
        } else {
            quote!(#ty { #(#fields,)* ..#ty::new(#arguments) })
        }
    }

    /// A field with its value, where the collection has one that is not the field's own.
    fn field(
        &self,
        paths: &Paths<'_>,
        parameters: &[(String, Template)],
        name: &str,
        field: &str,
        kind: Kind,
        write: &mut impl FnMut(&str, &Template) -> Option<TokenStream>,
    ) -> Option<TokenStream> {
        let field = ident(field);
        let found = find(parameters, name);
        if let Kind::Flag(usual) = kind {
            let set = found.is_some_and(|template| template.to_string() == "true");
            return (set != usual).then(|| quote!(#field: #set));
        }
        let template = found?;
        let literal = template.to_string();
        let set = match kind {
            Kind::Text => {
                let value = write(name, template)?;
                quote!(Some(#value.into()))
            }
            Kind::Word | Kind::Secret => {
                let value = write(name, template)?;
                quote!(#value.into())
            }
            Kind::List => {
                let items = literal.split(',').map(|item| text(item.trim()));
                quote!(vec![#(#items.into()),*])
            }
            Kind::Number => match literal.trim().parse::<u32>() {
                Ok(number) if number > 0 => {
                    let number = proc_macro2::Literal::u32_unsuffixed(number);
                    quote!(#number)
                }
                _ => return None,
            },
            Kind::Flag(_) => return None,
            Kind::Choice(ty, choices) => {
                let (_, variant) = choices.iter().find(|(known, _)| *known == literal)?;
                let (ty, variant) = (paths.runtime(ty), ident(variant));
                quote!(#ty::#variant)
            }
        };
        Some(quote!(#field: #set))
    }
}

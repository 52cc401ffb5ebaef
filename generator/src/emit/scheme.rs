//! The schemes that sign each request: which type of the runtime each of them is, and how it is made.

mod table;

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, ident};
use super::resource::text;
use crate::api::{Api, Scheme, Template};
use crate::diagnostic::Diagnostics;

/// A scheme that the runtime signs by.
#[derive(Debug)]
pub(super) struct Signer {
    /// The runtime's modules of it.
    pub(super) modules: &'static [&'static str],
    /// The cargo feature of the generated crate that it needs.
    pub(super) feature: Option<&'static str>,
    /// Its type.
    pub(super) ty: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    /// What a user has to know of it.
    pub(super) about: &'static str,
    /// The function that makes one: `new`, for most.
    constructor: &'static str,
    /// What that function takes, by Postman's names: secrets, without any of which Postman signs nothing.
    arguments: &'static [(&'static str, &'static str)],
    /// Its other fields: Postman's name, its own, and what it holds.
    fields: &'static [(&'static str, &'static str, Kind)],
}

/// What a field of a scheme holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// `Option<String>`.
    Text,
    /// `Option<String>` that is good for one request: a nonce, a time.
    Once,
    /// `String`.
    Word,
    /// `String` that holds JSON.
    Json,
    /// `String` that is there even where it is empty.
    Prefix,
    /// `Option<String>`: the query parameter whose name another parameter says, or this text, where the value is
    /// `queryParam`.
    QueryKey(&'static str, &'static str),
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
        "asap" => &table::ASAP,
        "awsv4" => &table::AWS4,
        "digest" => &table::DIGEST,
        "edgegrid" => &table::EDGEGRID,
        "hawk" => &table::HAWK,
        "jwt" => {
            let algorithm = find(parameters, "algorithm").map(Template::to_string);
            let is_shared = algorithm.is_none_or(|name| name.starts_with("HS"));
            if is_shared {
                &table::JWT_SHARED
            } else {
                &table::JWT_PRIVATE
            }
        }
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

/// Tells of the credentials that the client does not sign by.
pub(crate) fn tell_unsigned(api: &Api<'_>, diagnostics: &mut Diagnostics) {
    for credential in &api.credentials {
        let Scheme::Other { kind, parameters } = &credential.scheme else {
            continue;
        };
        // What a script does has been told where the script stands.
        if credential.scheme.is_script() || signer(&credential.scheme).is_some() {
            continue;
        }
        let (what, help) = match kind.as_str() {
            "ntlm" => (
                "NTLM authenticates a connection, not a request, and no well-kept crate does that for clients".to_owned(),
                "let a proxy on this machine do it, or give the client a transport of your own that does",
            ),
            _ => {
                let names = ["algorithm", "alg", "signatureMethod"];
                let way = names.iter().find_map(|name| find(parameters, name));
                let way = way.map_or_else(String::new, |way| format!(" with {way}"));
                (
                    format!("the client does not sign by `{kind}`{way}"),
                    "give the client a `Credential::signer` of your own",
                )
            }
        };
        diagnostics
            .warning(
                "auth-not-signed",
                &*credential.pointer,
                format!("{what}: requests go out without"),
            )
            .help(help);
    }
}

/// A parameter that is there and not empty.
fn find<'p>(parameters: &'p [(String, Template)], wanted: &str) -> Option<&'p Template> {
    let (_, template) = parameters.iter().find(|(name, _)| name == wanted)?;
    (!template.pieces.is_empty()).then_some(template)
}

/// A text in which every variable has a value that the collection says, and that is no secret.
fn constant(api: &Api<'_>, template: &Template) -> Option<String> {
    let value = |wanted: &str| {
        let at = api
            .variables
            .binary_search_by(|variable| variable.name.as_str().cmp(wanted));
        let variable = api.variables.get(at.ok()?)?;
        variable.value.as_deref().map(Cow::Borrowed)
    };
    template.fill(value)
}

/// What the function that makes a credential takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Argument {
    /// Its name.
    pub(super) name: &'static str,
    /// Whether it is a secret; otherwise it is a text.
    pub(super) secret: bool,
}

impl Signer {
    /// What a scheme is made of here: the secrets that it always has, those that the collection gives it, and texts that the
    /// collection leaves open.
    pub(super) fn open(&self, api: &Api<'_>, parameters: &[(String, Template)]) -> Vec<Argument> {
        let secret = |name| Argument { name, secret: true };
        let always = self.arguments.iter().map(|(_, name)| secret(*name));
        let given = self.given(parameters).map(|(name, _)| secret(name));
        let texts = self.fields.iter().filter_map(|(name, field, kind)| {
            let template = find(parameters, name)?;
            let open = matches!(kind, Kind::Word | Kind::Json) && constant(api, template).is_none();
            open.then_some(Argument {
                name: field,
                secret: false,
            })
        });
        always.chain(given).chain(texts).collect()
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

    /// The scheme as the collection has it, made of what [`Signer::open`] names, which is at hand as variables.
    pub(super) fn with_options(
        &self,
        api: &Api<'_>,
        paths: &Paths<'_>,
        parameters: &[(String, Template)],
    ) -> TokenStream {
        let arguments = self.arguments.iter().map(|(_, name)| ident(name));
        let mut fields: Vec<TokenStream> = self
            .given(parameters)
            .map(|(field, _)| {
                let field = ident(field);
                quote!(#field: #field.into())
            })
            .collect();
        for (name, field, kind) in self.fields {
            if matches!(kind, Kind::Secret | Kind::Once) {
                continue;
            }
            let own = ident(field);
            let mut write = |_: &str, template: &Template| {
                if let Some(value) = constant(api, template) {
                    let value = text(&value);
                    return Some(quote!(#value));
                }
                matches!(kind, Kind::Word | Kind::Json).then(|| quote!(#own))
            };
            fields.extend(self.field(paths, parameters, name, field, *kind, &mut write));
        }
        self.with_fields(paths, &fields, quote!(#(#arguments),*))
    }

    /// The scheme with the collection's values, which `value` writes by their names; `None` where Postman signs nothing, and
    /// where it signs with a private key: that one stays in the collection, and none that is made up would do.
    pub(super) fn with_values(
        &self,
        paths: &Paths<'_>,
        parameters: &[(String, Template)],
        value: &mut impl FnMut(&str, &Template) -> TokenStream,
    ) -> Option<TokenStream> {
        let mut arguments = Vec::new();
        for (name, _) in self.arguments {
            if *name == "privateKey" {
                return None;
            }
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
        Some(self.with_fields(paths, &fields, quote!(#(#arguments),*)))
    }

    fn with_fields(
        &self,
        paths: &Paths<'_>,
        fields: &[TokenStream],
        arguments: TokenStream,
    ) -> TokenStream {
        let (ty, new) = (self.path(paths, self.ty), ident(self.constructor));
        if fields.is_empty() {
            quote!(#ty::#new(#arguments))
        } else {
            quote!(#ty { #(#fields,)* ..#ty::#new(#arguments) })
        }
    }

    /// A type of the runtime. One that is not always there is not imported.
    pub(super) fn path(&self, paths: &Paths<'_>, name: &str) -> TokenStream {
        if self.feature.is_some() && paths.is_of_the_crate() {
            let name = ident(name);
            quote!(crate::runtime::#name)
        } else {
            paths.runtime(name)
        }
    }

    /// The attribute that what needs the scheme is under.
    pub(super) fn condition(&self) -> Option<TokenStream> {
        let feature = self.feature?;
        Some(quote!(#[cfg(feature = #feature)]))
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
        if let Kind::Prefix = kind {
            let (_, template) = parameters.iter().find(|(known, _)| known == name)?;
            let value = write(name, template)?;
            return Some(quote!(#field: #value.into()));
        }
        let template = found?;
        let literal = template.to_string();
        let set = match kind {
            Kind::Text | Kind::Once => {
                let value = write(name, template)?;
                quote!(Some(#value.into()))
            }
            Kind::QueryKey(key, usual) => {
                let named = find(parameters, key).and_then(|template| write(key, template));
                let name = named.unwrap_or_else(|| {
                    let usual = text(usual);
                    quote!(#usual)
                });
                (literal == "queryParam").then(|| quote!(Some(#name.into())))?
            }
            Kind::Word | Kind::Json | Kind::Secret => {
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
            Kind::Flag(_) | Kind::Prefix => return None,
            Kind::Choice(ty, choices) => {
                let (_, variant) = choices.iter().find(|(known, _)| *known == literal)?;
                let (ty, variant) = (self.path(paths, ty), ident(variant));
                quote!(#ty::#variant)
            }
        };
        Some(quote!(#field: #set))
    }
}

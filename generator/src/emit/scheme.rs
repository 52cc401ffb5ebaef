//! The schemes that sign each request: which type of the runtime each of them is, and how it is made.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::{Paths, ident};
use super::resource::text;
use crate::api::{Scheme, Template};

/// A scheme that the runtime signs by.
#[derive(Debug)]
pub(super) struct Signer {
    /// The runtime's module of it.
    pub(super) module: &'static str,
    /// Its type.
    ty: &'static str,
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
    /// `Vec<String>`, in Postman parted by commas.
    List,
    /// A number, where Postman has one.
    Number,
    /// A secret, empty unless set.
    Secret,
    /// `true` or `false`; `false` where Postman has nothing.
    Flag,
    /// A variant of an enum by each of Postman's words for them; no other word is known.
    Choice(&'static str, &'static [(&'static str, &'static str)]),
}

const EDGEGRID: Signer = Signer {
    module: "edgegrid",
    ty: "EdgeGrid",
    arguments: &[
        ("clientToken", "client_token"),
        ("clientSecret", "client_secret"),
        ("accessToken", "access_token"),
    ],
    fields: &[
        ("headersToSign", "headers_to_sign", Kind::List),
        ("maxBodySize", "max_body", Kind::Number),
        ("baseURL", "host", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};

const HAWK: Signer = Signer {
    module: "hawk",
    ty: "Hawk",
    arguments: &[("authId", "id"), ("authKey", "key")],
    fields: &[
        (
            "algorithm",
            "algorithm",
            Kind::Choice("HawkAlgorithm", &[("sha1", "Sha1"), ("sha256", "Sha256")]),
        ),
        ("includePayloadHash", "body_hash", Kind::Flag),
        ("extraData", "ext", Kind::Text),
        ("app", "app", Kind::Text),
        ("delegation", "delegation", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};

const OAUTH1: Signer = Signer {
    module: "oauth1",
    ty: "OAuth1",
    arguments: &[
        ("consumerKey", "consumer_key"),
        ("consumerSecret", "consumer_secret"),
    ],
    fields: &[
        ("token", "token", Kind::Secret),
        ("tokenSecret", "token_secret", Kind::Secret),
        (
            "signatureMethod",
            "method",
            Kind::Choice(
                "OAuth1Method",
                &[
                    ("HMAC-SHA1", "HmacSha1"),
                    ("HMAC-SHA256", "HmacSha256"),
                    ("HMAC-SHA512", "HmacSha512"),
                    ("PLAINTEXT", "PlainText"),
                ],
            ),
        ),
        ("addParamsToHeader", "in_header", Kind::Flag),
        ("addEmptyParamsToSign", "sign_empty", Kind::Flag),
        ("includeBodyHash", "body_hash", Kind::Flag),
        ("realm", "realm", Kind::Text),
        ("version", "version", Kind::Text),
        ("callback", "callback", Kind::Text),
        ("verifier", "verifier", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};

/// How the runtime signs by a scheme, if it does.
pub(super) fn signer(scheme: &Scheme) -> Option<&'static Signer> {
    let Scheme::Other { kind, parameters } = scheme else {
        return None;
    };
    let signer = match kind.as_str() {
        "edgegrid" => &EDGEGRID,
        "hawk" => &HAWK,
        "oauth1" => &OAUTH1,
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

impl Signer {
    /// Its type for a file of the crate itself, which may know a folder's type of the same name.
    pub(super) fn full_path(&self) -> TokenStream {
        let ty = ident(self.ty);
        quote!(crate::runtime::#ty)
    }

    /// Its type's name.
    pub(super) fn name(&self) -> &'static str {
        self.ty
    }

    /// How a reader of an example makes it, of values that are at hand: `EdgeGrid::new(client_token, …)`.
    pub(super) fn sample(&self) -> TokenStream {
        let ty = ident(self.ty);
        let arguments = self.arguments.iter().map(|(_, name)| ident(name));
        quote!(#ty::new(#(#arguments),*))
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
        let mut fields = Vec::new();
        for (name, field, kind) in self.fields {
            let field = ident(field);
            let found = find(parameters, name);
            if let Kind::Flag = kind {
                let set = found.is_some_and(|template| template.to_string() == "true");
                fields.push(quote!(#field: #set));
                continue;
            }
            let Some(template) = found else {
                continue;
            };
            let literal = template.to_string();
            let set = match kind {
                Kind::Text => {
                    let value = value(name, template);
                    quote!(Some(#value.into()))
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
                    _ => continue,
                },
                Kind::Secret => {
                    let value = value(name, template);
                    quote!(#value.into())
                }
                Kind::Flag => continue,
                Kind::Choice(ty, choices) => {
                    let Some((_, variant)) = choices.iter().find(|(known, _)| *known == literal)
                    else {
                        continue;
                    };
                    let (ty, variant) = (paths.runtime(ty), ident(variant));
                    quote!(#ty::#variant)
                }
            };
            fields.push(quote!(#field: #set));
        }
        Some(if fields.is_empty() {
            quote!(#ty::new(#(#arguments),*))
        } else {
            quote!(#ty { #(#fields,)* ..#ty::new(#(#arguments),*) })
        })
    }
}

//! A call of an operation, with the collection's own values: what the replay program, the tests and the quickstart make.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;

use super::settings::filled;
use crate::api::{Body, FormField, FormValue, Location, Parameter, Template};
use crate::emit::chain::chain;
use crate::emit::literal::{json, lines, literal};
use crate::emit::paths::ident;
use crate::emit::{
    Argument, ArgumentSource, BodyArgument, Context, FormKind, FormMember, OperationView, Paths,
};
use crate::infer;
use crate::model::{Type, TypeKind};

/// Writes calls of one operation.
pub(crate) struct CallWriter<'x, 'h> {
    context: Context<'x>,
    view: OperationView<'x>,
    /// Which of the program's helpers the calls use; `None` where values are put in by the generator.
    helpers: Option<&'h mut BTreeSet<&'static str>>,
    /// What is sent where the collection names a file.
    file: Option<TokenStream>,
}

impl<'x, 'h> CallWriter<'x, 'h> {
    /// Writes calls whose values are put in while the program runs; notes which of its helpers they use.
    pub(crate) fn at_run_time(
        context: Context<'x>,
        view: OperationView<'x>,
        helpers: &'h mut BTreeSet<&'static str>,
    ) -> Self {
        Self {
            context,
            view,
            helpers: Some(helpers),
            file: None,
        }
    }

    /// Writes calls whose values are literals.
    pub(crate) fn with_literals(context: Context<'x>, view: OperationView<'x>) -> Self {
        Self {
            context,
            view,
            helpers: None,
            file: None,
        }
    }

    /// Sends that where the collection names a file.
    pub(crate) fn with_file(mut self, file: TokenStream) -> Self {
        self.file = Some(file);
        self
    }

    /// The call on a client, without anything that sends it; and the statements that must stand before it.
    pub(crate) fn call(&mut self, client: &TokenStream) -> (TokenStream, TokenStream) {
        let method = ident(&self.view.signature.method);
        let accessors = self
            .view
            .signature
            .accessors
            .iter()
            .map(|accessor| ident(accessor));
        let arguments = self.arguments();
        let (mut before, body) = self.body();
        let head = quote!(#client #(.#accessors())* .#method(#arguments #body));
        let (statements, call) = chain("call", head, &self.setters());
        before.extend(statements);
        (before, call)
    }

    /// The arguments, each with a comma behind it.
    fn arguments(&mut self) -> TokenStream {
        let signature = self.view.signature;
        let values: Vec<TokenStream> = signature
            .arguments
            .iter()
            .map(|argument| self.argument(argument))
            .collect();
        let Some(params) = &signature.params else {
            return quote!(#(#values,)*);
        };
        let params = self.outside().item(Some(signature.resource), params);
        let names = signature
            .arguments
            .iter()
            .map(|argument| ident(&argument.ident));
        quote!(#params { #(#names: #values,)* },)
    }

    fn argument(&mut self, argument: &Argument) -> TokenStream {
        match &argument.source {
            ArgumentSource::QueryVariable(name) => self.text(&format!("{{{{{name}}}}}")).borrowed(),
            ArgumentSource::Parameter(index) => match self.view.operation.parameters.get(*index) {
                Some(parameter) => {
                    let text = self.parameter_text(parameter);
                    self.as_parameter(text, &argument.ty)
                }
                None => quote!(Default::default()),
            },
        }
    }

    /// A text as an argument or a setter of that type takes it.
    fn as_parameter(&self, text: Text, ty: &Type) -> TokenStream {
        if !self.outside().by_value(ty) {
            return text.borrowed();
        }
        let Type::Named(id) = ty else {
            return self.fitting(text, ty).parsed(ty);
        };
        let path = self.outside().named(*id);
        let variant = text.constant().and_then(|wire| {
            let TypeKind::Enum(variants) = &self.context.model.types.get(id.0)?.kind else {
                return None;
            };
            let at = variants.iter().position(|variant| variant.wire == wire)?;
            self.context.names.types.get(id.0)?.members.get(at)
        });
        match variant {
            Some(variant) => {
                let variant = ident(variant);
                quote!(#path::#variant)
            }
            None => {
                let text = text.borrowed();
                quote!(#path::from(#text))
            }
        }
    }

    /// A text that a type can be read from. The collection may hold another one: `:id` where no value is set for it, though
    /// replies show that ids are numbers.
    fn fitting(&self, text: Text, ty: &Type) -> Text {
        let is_unfit = |constant: &str| !infer::fits(ty, constant);
        if !text.constant().is_some_and(is_unfit) {
            return text;
        }
        Text::Constant(match infer::sample(self.context.model, ty) {
            Value::String(sample) => sample,
            sample => sample.to_string(),
        })
    }

    /// The text of a parameter's value.
    fn parameter_text(&mut self, parameter: &Parameter<'_>) -> Text {
        if let Location::Path { colon: true } = parameter.location {
            let key = format!("{}/{}", self.view.operation.pointer, parameter.name);
            if let Some(value) = self.context.model.values.path_variables.get(&key) {
                let Some(helpers) = &mut self.helpers else {
                    let value = value.to_owned();
                    return self.text(&value);
                };
                helpers.extend(["fill", "path"]);
                return Text::Filled(quote!(run.path(#key)));
            }
        }
        let value = parameter
            .value
            .as_ref()
            .map(Template::to_string)
            .unwrap_or_default();
        self.text(&value)
    }

    /// A text with variables in it.
    fn text(&mut self, template: &str) -> Text {
        if !template.contains("{{") {
            return Text::Constant(template.to_owned());
        }
        let Some(helpers) = &mut self.helpers else {
            return Text::Constant(self.filled(template));
        };
        helpers.extend(["fill", "text"]);
        let literal = literal(template);
        Text::Filled(quote!(run.text(#literal)))
    }

    fn setters(&mut self) -> Vec<TokenStream> {
        let mut calls = Vec::new();
        for setter in &self.view.signature.setters {
            let name = ident(&setter.ident);
            for index in &setter.parameters {
                let Some(parameter) = self
                    .view
                    .operation
                    .parameters
                    .get(*index)
                    .filter(|p| p.enabled)
                else {
                    continue;
                };
                // `?page` without a value is nothing that a number could be.
                let is_text =
                    |ty: &Type| matches!(ty, Type::Named(_)) || !self.outside().by_value(ty);
                if parameter.value.is_none() && setter.ty.as_ref().is_some_and(|ty| !is_text(ty)) {
                    continue;
                }
                let text = setter.ty.as_ref().map(|_| self.parameter_text(parameter));
                // The replay sends `?x=` as the collection does; nobody would write that
                // by hand, nor `.per_page("per_page")`.
                let says_nothing = text
                    .as_ref()
                    .and_then(Text::constant)
                    .is_some_and(|text| text.is_empty() || text == parameter.name);
                let is_default = text
                    .as_ref()
                    .and_then(Text::constant)
                    .is_some_and(|text| parameter.default.as_deref() == Some(text));
                if self.helpers.is_none() && (says_nothing || is_default) {
                    continue;
                }
                let value = text
                    .zip(setter.ty.as_ref())
                    .map(|(text, ty)| self.as_parameter(text, ty));
                calls.push(quote!(.#name(#value)));
            }
        }
        calls
    }

    /// Statements that make the body, and the argument.
    fn body(&mut self) -> (TokenStream, TokenStream) {
        let nothing = TokenStream::new();
        let body = self.view.operation.body.as_ref();
        match (&self.view.signature.body, body) {
            (BodyArgument::Json(ty), Some(Body::Json { text, .. })) => {
                self.json(quote!(body), text, ty)
            }
            (BodyArgument::Variables(ty), Some(Body::GraphQl { variables, .. })) => {
                self.json(quote!(variables), variables.as_deref().unwrap_or("{}"), ty)
            }
            (BodyArgument::Text, Some(Body::Text { text, .. })) => {
                let text = text.to_string();
                (nothing, self.text(&text).owned())
            }
            (BodyArgument::Bytes, _) => match &self.file {
                Some(file) => (nothing, file.clone()),
                None => (nothing, quote!(Vec::new())),
            },
            (
                BodyArgument::Form {
                    type_name, members, ..
                },
                Some(Body::UrlEncoded(fields) | Body::Multipart(fields)),
            ) => {
                let form = self.form(type_name, members, fields);
                (quote!(let form = #form;), quote!(&form))
            }
            _ => (nothing.clone(), nothing),
        }
    }

    fn json(&mut self, name: TokenStream, template: &str, ty: &Type) -> (TokenStream, TokenStream) {
        let template = template.replace("\r\n", "\n");
        let template = template.trim();
        let target = match ty {
            Type::Array(_) => quote!(::<Vec<_>>),
            Type::String => quote!(::<String>),
            _ => TokenStream::new(),
        };
        let value = match &mut self.helpers {
            Some(helpers) => {
                helpers.extend(["fill", "json"]);
                let template = lines(template);
                quote!(run.json #target(#template)?)
            }
            None => {
                let text = json(&self.filled(template));
                quote!(serde_json::from_str #target(#text)?)
            }
        };
        if Paths::body_by_reference(ty) {
            (quote!(let #name = #value;), quote!(&#name))
        } else {
            (TokenStream::new(), value)
        }
    }

    fn form(
        &mut self,
        type_name: &str,
        members: &[FormMember],
        fields: &[FormField<'_>],
    ) -> TokenStream {
        let form = self
            .outside()
            .item(Some(self.view.signature.resource), type_name);
        let mut given = TokenStream::new();
        let mut all = true;
        for member in members {
            let name = ident(&member.ident);
            let values: Vec<TokenStream> = member
                .fields
                .iter()
                .filter_map(|index| fields.get(*index))
                .filter(|field| field.enabled)
                .filter_map(|field| self.form_value(field))
                .collect();
            let value = match (member.kind, values.as_slice()) {
                (_, []) => {
                    all = false;
                    continue;
                }
                (FormKind::One, [value, ..]) => value.clone(),
                (FormKind::Optional, [value, ..]) => quote!(Some(#value)),
                (FormKind::Many, values) => quote!(vec![#(#values),*]),
            };
            given.extend(quote!(#name: #value,));
        }
        let rest = (!all).then(|| quote!(..Default::default()));
        quote!(#form { #given #rest })
    }

    /// A form field's value; `None` where Postman leaves it out: elsewhere it cannot read the file that is named.
    fn form_value(&mut self, field: &FormField<'_>) -> Option<TokenStream> {
        match &field.value {
            FormValue::Text(text) => {
                let text = text.to_string();
                Some(self.text(&text).owned())
            }
            FormValue::File { .. } if self.file.is_some() => self.file.clone(),
            FormValue::File { named: true } => None,
            FormValue::File { named: false } => {
                let part = self.outside().runtime("Part");
                Some(quote!(#part::bytes(Vec::new())))
            }
        }
    }

    /// A text with the collection's values in it.
    fn filled(&self, template: &str) -> String {
        filled(self.context, template)
    }

    fn outside(&self) -> Paths<'_> {
        Paths::outside(self.context.model, self.context.names)
    }
}

/// A text that stands in a call.
enum Text {
    /// It is always the same.
    Constant(String),
    /// An expression that makes a `String`.
    Filled(TokenStream),
}

impl Text {
    fn constant(&self) -> Option<&str> {
        match self {
            Self::Constant(text) => Some(text),
            Self::Filled(_) => None,
        }
    }

    /// As `&str`.
    fn borrowed(&self) -> TokenStream {
        match self {
            Self::Constant(text) => literal(text).into_token_stream(),
            Self::Filled(text) => quote!(&#text),
        }
    }

    /// As `String`.
    fn owned(&self) -> TokenStream {
        match self {
            Self::Constant(text) => {
                let text = literal(text);
                quote!(#text.to_owned())
            }
            Self::Filled(text) => text.clone(),
        }
    }

    /// As a scalar that is read from text.
    fn parsed(&self, ty: &Type) -> TokenStream {
        let Some(constant) = self.constant() else {
            let text = self.owned();
            return quote!(#text.parse()?);
        };
        // A literal of Rust's where it means the same.
        match ty {
            Type::Bool if constant == "true" => quote!(true),
            Type::Bool if constant == "false" => quote!(false),
            Type::I64
                if constant
                    .parse::<i64>()
                    .is_ok_and(|number| number.to_string() == constant) =>
            {
                constant.parse().unwrap_or_default()
            }
            Type::U64
                if constant
                    .parse::<u64>()
                    .is_ok_and(|number| number.to_string() == constant) =>
            {
                constant.parse().unwrap_or_default()
            }
            _ => {
                let text = literal(constant);
                quote!(#text.parse()?)
            }
        }
    }
}

//! What the client is told once and calls send: on the builder, on the client, and in the README.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::{Docs, code};
use super::paths::{Paths, ident};
use super::resource::text;
use crate::api::{Body, ClientSetting, Location, Operation, SettingId, SettingNeed};

/// Every setting with the name of its methods.
pub(super) fn all<'x>(
    context: Context<'x>,
) -> impl Iterator<Item = (SettingId, &'x ClientSetting<'x>, &'x str)> {
    let named = context.api.settings.iter().zip(&context.names.settings);
    named
        .enumerate()
        .map(|(index, (setting, name))| (SettingId(index), setting, name.as_str()))
}

/// Whether a client can be built without being told of a setting.
pub(super) fn is_required(setting: &ClientSetting<'_>) -> bool {
    setting.need == SettingNeed::Client && setting.default.is_none()
}

/// What the client has to be told before an operation can be called.
pub(super) fn needed_by(context: Context<'_>, operation: &Operation<'_>) -> Vec<SettingId> {
    let fields = match &operation.body {
        Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) => fields.as_slice(),
        _ => &[],
    };
    let sent = (operation.parameters.iter().filter_map(|it| it.setting))
        .chain(operation.members.iter().map(|it| it.setting))
        .chain(fields.iter().filter_map(|it| it.setting));
    let needs = |id: &SettingId| {
        let setting = context.api.settings.get(id.0);
        setting.is_some_and(|it| it.need != SettingNeed::Nobody && it.default.is_none())
    };
    sent.filter(needs).collect()
}

/// What gives a builder all that it cannot do without, from the environment.
pub(super) fn from_environment(context: Context<'_>) -> TokenStream {
    let required = all(context).filter(|(_, setting, _)| is_required(setting));
    let calls = required.map(|(_, _, name)| {
        let (method, variable) = (
            ident(name),
            name.trim_start_matches("r#").to_ascii_uppercase(),
        );
        quote!(.#method(std::env::var(#variable)?))
    });
    calls.collect()
}

/// The call on the HTTP layer's builder that says which settings there are.
pub(super) fn constant(context: Context<'_>, paths: &Paths<'_>) -> Option<TokenStream> {
    if context.api.settings.is_empty() {
        return None;
    }
    let (ty, need) = (paths.runtime("Setting"), paths.runtime("Need"));
    let settings = all(context).map(|(_, setting, name)| {
        let name = text(name.trim_start_matches("r#"));
        let default = match &setting.default {
            Some(default) => {
                let default = text(default);
                quote!(Some(#default))
            }
            None => quote!(None),
        };
        let need = match setting.need {
            SettingNeed::Client => quote!(#need::Client),
            SettingNeed::Call => quote!(#need::Call),
            SettingNeed::Nobody => quote!(#need::Nobody),
        };
        let secret = setting.secret;
        quote!(#ty { name: #name, default: #default, need: #need, secret: #secret })
    });
    Some(quote!(.settings(&[#(#settings),*])))
}

/// The builder's methods.
pub(super) fn on_builder(context: Context<'_>, paths: &Paths<'_>) -> TokenStream {
    let methods = all(context).map(|(id, setting, name)| {
        let mut docs = Docs::default();
        docs.markdown(&setting.docs);
        let place = place(context, id);
        docs.paragraph(if setting.docs.trim().is_empty() {
            format!("Sets what calls send as {place}.")
        } else {
            format!("Calls send it as {place}.")
        });
        docs.paragraph(said_of(setting));
        let (docs, method) = (docs.tokens(), ident(name));
        let key = text(name.trim_start_matches("r#"));
        let (ty, value) = argument(paths, setting, &method);
        quote! {
            #docs
            pub fn #method(mut self, #method: #ty) -> Self {
                self.http = self.http.setting(#key, #value);
                self
            }
        }
    });
    methods.collect()
}

/// The client's methods, which give another client.
pub(super) fn on_client(context: Context<'_>, paths: &Paths<'_>) -> TokenStream {
    let methods = all(context).map(|(_, setting, name)| {
        let plain = name.trim_start_matches("r#");
        let docs = Docs::of(format!(
            "This client with another {}, for some calls or a single one: both share their connections.",
            code(plain)
        ))
        .tokens();
        let (method, argument_name) = (ident(&format!("with_{plain}")), ident(name));
        let key = text(plain);
        let (ty, value) = argument(paths, setting, &argument_name);
        quote! {
            #docs
            pub fn #method(&self, #argument_name: #ty) -> Self {
                Self { http: self.http.with_setting(#key, #value) }
            }
        }
    });
    methods.collect()
}

/// The type of a setting's argument, and what is made of it.
fn argument(
    paths: &Paths<'_>,
    setting: &ClientSetting<'_>,
    name: &proc_macro2::Ident,
) -> (TokenStream, TokenStream) {
    if setting.secret {
        let secret = paths.runtime("Secret");
        (quote!(impl Into<#secret>), quote!(#name))
    } else {
        let display = paths.foreign(&["std", "fmt"], "Display");
        (quote!(impl #display), quote!(#name.to_string()))
    }
}

/// Whether it has to be set.
fn said_of(setting: &ClientSetting<'_>) -> String {
    match (&setting.default, setting.need) {
        (Some(default), _) => format!("Defaults to {}.", code(default)),
        (None, SettingNeed::Client) => "There is no default: this must be called.".to_owned(),
        (None, SettingNeed::Call) => {
            "There is no default: calls that send it fail unless this is called.".to_owned()
        }
        (None, SettingNeed::Nobody) => "Calls go out without it unless this is called.".to_owned(),
    }
}

/// Where calls send it, each place once: "the header `X-Tenant`".
fn place(context: Context<'_>, id: SettingId) -> String {
    let mut places: Vec<String> = Vec::new();
    let mut add = |place: String| {
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for operation in &context.api.operations {
        for parameter in operation
            .parameters
            .iter()
            .filter(|it| it.setting == Some(id))
        {
            add(match parameter.location {
                Location::Path { .. } => "a part of their path".to_owned(),
                Location::Query => format!("the query parameter {}", code(&parameter.name)),
                Location::Header => format!("the header {}", code(&parameter.name)),
            });
        }
        for member in operation.members.iter().filter(|it| it.setting == id) {
            add(format!("{} in their body", code(&member.key)));
        }
        if let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body {
            for field in fields.iter().filter(|it| it.setting == Some(id)) {
                add(format!("{} in their form", code(&field.name)));
            }
        }
    }
    match places.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// The README's section.
pub(super) fn readme(context: Context<'_>, out: &mut String) {
    if context.api.settings.is_empty() {
        return;
    }
    out.push_str(
        "\n## Settings\n\nWhat calls have in common is said once, to the builder. `client.with_…(…)` gives a client that sends \
         another value, for a single call if need be.\n\n| Builder method | Sent as | |\n|---|---|---|\n",
    );
    for (id, setting, name) in all(context) {
        let said = match (&setting.default, setting.need) {
            (Some(default), _) => format!("defaults to {}", code(default)),
            (None, SettingNeed::Client) => "has to be set".to_owned(),
            (None, SettingNeed::Call) => "has to be set for the calls that send it".to_owned(),
            (None, SettingNeed::Nobody) => "optional".to_owned(),
        };
        out.push_str(&format!("| `{name}` | {} | {said} |\n", place(context, id)));
    }
}

//! What a client is set up with to make the collection's calls: servers and credentials.

use std::borrow::Cow;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    ClientSetting, Credential, CredentialId, Piece, Role, Scheme, Server, ServerId, Template,
};
use crate::emit::literal::literal;
use crate::emit::paths::{Paths, ident};
use crate::emit::{Context, OperationView, client_settings, scheme};
use crate::secret;

/// What gives a builder every server and every credential, with values that are put in while the program runs.
pub(super) struct Settings {
    /// Calls on the builder.
    pub(super) calls: Vec<TokenStream>,
    /// Statements that change `builder` where a cargo feature is on.
    pub(super) conditional: TokenStream,
    /// Whether `super::fill` puts values in.
    pub(super) fills: bool,
}

/// Sets every server and every credential.
pub(super) fn at_run_time(context: Context<'_>) -> Settings {
    let mut fills = false;
    let mut fill = |template: &str| {
        if template.contains("{{") {
            fills = true;
            let literal = literal(template);
            quote!(super::fill(#literal))
        } else {
            let literal = literal(template);
            quote!(#literal)
        }
    };
    let (mut calls, mut conditional) = (Vec::new(), TokenStream::new());
    for index in 0..context.api.servers.len() {
        calls.extend(server(context, ServerId(index)));
    }
    for (_, known, name) in client_settings::all(context) {
        calls.push(setting(known, name, &mut fill));
    }
    for index in 0..context.api.credentials.len() {
        let call = credential(context, CredentialId(index), &mut fill);
        match condition(context, CredentialId(index)) {
            Some(condition) => conditional.extend(call.map(|call| {
                quote! {
                    #condition
                    let builder = builder #call;
                }
            })),
            None => calls.extend(call),
        }
    }
    Settings {
        calls,
        conditional,
        fills,
    }
}

/// The attribute that a credential's settings are under.
fn condition(context: Context<'_>, id: CredentialId) -> Option<TokenStream> {
    let credential = context.api.credentials.get(id.0)?;
    scheme::signer(&credential.scheme)?.condition()
}

/// Calls on the builder that set to literals what some operations need, and no more.
pub(crate) fn with_literals<'x>(
    context: Context<'x>,
    views: impl IntoIterator<Item = OperationView<'x>>,
) -> TokenStream {
    let (mut servers, mut credentials) = (BTreeSet::new(), BTreeSet::new());
    let mut set = BTreeSet::new();
    for OperationView { operation, .. } in views {
        set.extend(client_settings::needed_by(context, operation));
        servers.insert(operation.server);
        credentials.extend(operation.credential);
        credentials.extend(&operation.more_credentials);
    }
    let mut fill = |template: &str| {
        let literal = literal(&filled(context, template));
        quote!(#literal)
    };
    let (mut settings, mut holds_secret) = (TokenStream::new(), false);
    for (id, known, name) in client_settings::all(context) {
        if client_settings::is_required(known) || set.contains(&id) {
            holds_secret |= known.secret;
            settings.extend(setting(known, name, &mut fill));
        }
    }
    let mut encrypted = true;
    for id in servers {
        let Some(known) = context.api.servers.get(id.0) else {
            continue;
        };
        let own = Server::base_url(&filled(context, &known.template.to_string()));
        match own.as_ref().or(known.default.as_ref()) {
            Some(url) => encrypted &= url.starts_with("https://"),
            // Nothing says where it is, but the client has to know.
            None => settings.extend(set_server(context, id, "https://api.example.com")),
        }
        settings.extend(server(context, id));
    }
    for id in &credentials {
        // What is answered from memory does without those that need a cargo feature.
        if condition(context, *id).is_none() {
            settings.extend(credential(context, *id, &mut fill));
        }
    }
    if !encrypted && (holds_secret || !credentials.is_empty()) {
        // The client keeps credentials from going out unencrypted; what is answered from memory goes nowhere.
        settings.extend(quote!(.origin("http://localhost")));
    }
    settings
}

/// Sets a setting, unless it has what the collection says by itself.
fn setting(
    setting: &ClientSetting<'_>,
    name: &str,
    fill: &mut impl FnMut(&str) -> TokenStream,
) -> TokenStream {
    let method = ident(name);
    let text = setting.value.to_string();
    let value = match setting.secret {
        true => fill(&secret::harmless(&setting.name, &text)),
        false => fill(&text),
    };
    quote!(.#method(#value))
}

/// Sets a server whose default is not what the collection's own values give.
fn server(context: Context<'_>, id: ServerId) -> Option<TokenStream> {
    let server = context.api.servers.get(id.0)?;
    let url = Server::base_url(&filled(context, &server.template.to_string()))?;
    if server.default.as_ref() == Some(&url) {
        return None;
    }
    set_server(context, id, &url)
}

fn set_server(context: Context<'_>, id: ServerId, url: &str) -> Option<TokenStream> {
    let name = context.names.servers.get(id.0)?;
    let method = if id.0 == 0 {
        ident("base_url")
    } else {
        ident(&format!("{name}_url"))
    };
    let url = literal(url);
    Some(quote!(.#method(#url)))
}

/// Sets a credential, unless the collection leaves it open.
fn credential(
    context: Context<'_>,
    id: CredentialId,
    fill: &mut impl FnMut(&str) -> TokenStream,
) -> Option<TokenStream> {
    let credential = context.api.credentials.get(id.0)?;
    let method = ident(context.names.credentials.get(id.0)?);
    if let Scheme::Other { parameters, .. } = &credential.scheme {
        let paths = Paths::outside(context.model, context.names);
        let mut value = |_: &str, template: &Template| {
            let text = template.to_string();
            fill(&text)
        };
        let signer = scheme::signer(&credential.scheme)?;
        let scheme = signer.with_values(&paths, parameters, &mut value)?;
        return Some(quote!(.#method(#scheme)));
    }
    let mut values = Vec::new();
    for (_, template) in templates(credential) {
        values.push(fill(&template.to_string()));
    }
    let open = templates(credential)
        .iter()
        .all(|(_, template)| template.pieces.is_empty());
    let sent = !open || sent_empty(&credential.scheme);
    sent.then(|| quote!(.#method(#(#values),*)))
}

/// Whether the program sets a credential that signs.
pub(super) fn sets(context: Context<'_>, id: CredentialId) -> bool {
    let signs = |credential: &&Credential| matches!(credential.scheme, Scheme::Other { .. });
    let known = context.api.credentials.get(id.0).filter(signs);
    known.is_some() && credential(context, id, &mut |_| TokenStream::new()).is_some()
}

/// Whether Postman sends a credential that has no value: a header or a key that is written down is sent as it is, but a
/// token that nobody fetched yet leads to nothing.
pub(super) fn sent_empty(scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Basic { .. } => true,
        Scheme::Header { prefix, .. } => prefix.is_empty(),
        Scheme::Query { name, .. } => name != "access_token",
        Scheme::Bearer { .. } | Scheme::Other { .. } => false,
    }
}

/// The values that a credential is made of, in the order of its builder method's arguments, each with its name.
fn templates(credential: &Credential) -> Vec<(&str, &Template)> {
    match &credential.scheme {
        Scheme::Bearer { token } => vec![("token", token)],
        Scheme::Basic { username, password } => {
            vec![("username", username), ("password", password)]
        }
        Scheme::Header { name, value, .. } | Scheme::Query { name, value } => vec![(name, value)],
        Scheme::Other { .. } => Vec::new(),
    }
}

/// How long a text may become by the values in it, in bytes.
const LONGEST: usize = 64 * 1024;

/// A text with the collection's values in it.
pub(super) fn filled(context: Context<'_>, template: &str) -> String {
    let mut text = template.to_owned();
    // As often as Postman does it.
    for _ in 0..19 {
        let mut filled = String::new();
        for piece in Template::parse(&text).pieces {
            match piece {
                Piece::Text(text) => filled.push_str(&text),
                Piece::Variable(name) => match variable(context, &name) {
                    Some(value) => filled.push_str(&value),
                    None => filled.push_str(&format!("{{{{{name}}}}}")),
                },
            }
        }
        // What grows without end stays as it is.
        if filled == text || filled.len() > template.len() + LONGEST {
            break;
        }
        text = filled;
    }
    text
}

/// The value that calls are made with for a variable. It is never a secret.
pub(super) fn variable<'x>(context: Context<'x>, name: &str) -> Option<Cow<'x, str>> {
    let value = context.model.values.variables.get(name)?;
    let holds_credential = context
        .api
        .variables
        .binary_search_by(|variable| variable.name.as_str().cmp(name))
        .ok()
        .and_then(|at| context.api.variables.get(at))
        .is_some_and(|variable| variable.role == Role::Credential);
    // Only its use says that it is one.
    Some(if holds_credential {
        secret::harmless(name, value)
    } else {
        Cow::Borrowed(value)
    })
}

//! Headers: constants, parameters, credentials, and those that are not the request's business.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::api::{ConstantHeader, Location, Parameter, Piece, Role, Scheme, Template};
use crate::collection::Entry;
use crate::diagnostic::Diagnostics;
use crate::secret;

use super::auth;
use super::literals::{self, Literal};
use super::scope::Scope;
use super::text;

/// What the headers of a request come to.
#[derive(Debug, Default)]
pub(super) struct Headers<'a> {
    /// Sent as they are.
    pub(super) constants: Vec<ConstantHeader>,
    /// Those with variables and disabled ones.
    pub(super) parameters: Vec<Parameter<'a>>,
    /// Credentials, `Authorization` first, with the place of each.
    pub(super) credentials: Vec<(Scheme, String)>,
    /// `Content-Type` values of enabled entries; the body decides what becomes of them.
    pub(super) content_types: Vec<(Template, String)>,
    /// Of the constants, those that are only where a caller sets no other value.
    pub(super) defaults: Vec<DefaultHeader<'a>>,
    /// Whether there is a `Content-Type` entry at all, enabled or not, and what the first one says: Postman asks it
    /// whether a raw body is JSON.
    pub(super) json_hint: Option<String>,
}

/// A constant header whose value is one of many.
#[derive(Debug)]
pub(super) struct DefaultHeader<'a> {
    pub(super) header: ConstantHeader,
    pub(super) docs: Cow<'a, str>,
    pub(super) pointer: String,
}

/// Headers that the transport sends by itself, so that a collection's own would break or double them.
pub(super) const TRANSPORT: [&str; 8] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "postman-token",
    "transfer-encoding",
    "te",
];

/// Sorts the headers of a request. `overridden` are names that authentication replaces.
pub(super) fn resolve<'a>(
    entries: &[Entry<'a>],
    overridden: impl Fn(&str) -> bool,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Headers<'a> {
    let mut headers = Headers {
        json_hint: json_hint(entries, scope),
        ..Headers::default()
    };
    let sent = sent(entries, scope, diagnostics);
    let enabled: Vec<String> = sent
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    for (name, entry) in sent {
        if overridden(&name) {
            diagnostics.note(
                "header-replaced-by-auth",
                &*entry.pointer,
                format!(
                    "`{name}` is left out: the request's authentication replaces it, as in Postman"
                ),
            );
            continue;
        }
        headers.enabled(name, entry, scope, diagnostics);
    }
    for entry in entries.iter().filter(|entry| entry.disabled) {
        let name = scope.fixed(&entry.key, Role::Parameter, &entry.pointer);
        let name = name.trim();
        let lower = name.to_ascii_lowercase();
        let known = enabled.contains(&lower)
            || headers
                .parameters
                .iter()
                .any(|other| other.name.eq_ignore_ascii_case(name));
        let own = matches!(lower.as_str(), "content-type" | "cookie")
            || TRANSPORT.contains(&lower.as_str());
        if !is_header_name(name) || known || own || is_credential(name, None) {
            diagnostics.note(
                "disabled-header",
                &*entry.pointer,
                format!("the disabled header `{name}` is left out: the client sets it by other means, or it stands here twice"),
            );
            continue;
        }
        headers.parameter(name.to_owned(), entry, scope);
    }
    headers
}

/// The enabled entries that Postman sends: of names that differ in case alone, the last one's.
fn sent<'e, 'a>(
    entries: &'e [Entry<'a>],
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, &'e Entry<'a>)> {
    let mut groups: IndexMap<String, Vec<&'e Entry<'a>>> = IndexMap::new();
    for entry in entries.iter().filter(|entry| !entry.disabled) {
        let name = scope.fixed(&entry.key, Role::Parameter, &entry.pointer);
        if entry.key.contains("{{") {
            diagnostics
                .note(
                    "variable-in-header-name",
                    &*entry.pointer,
                    format!(
                        "the header's name holds a variable: the client always calls it `{name}`"
                    ),
                )
                .help("write the name itself");
        }
        if !is_header_name(&name) {
            diagnostics
                .warning(
                    "invalid-header-name",
                    &*entry.pointer,
                    format!("`{name}` cannot be the name of a header: it is left out"),
                )
                .help("a name is made of letters, digits and `-`; remove the entry or mend it");
            continue;
        }
        groups.entry(name).or_default().push(entry);
    }
    let mut last: IndexMap<String, String> = IndexMap::new();
    for name in groups.keys() {
        last.insert(name.to_ascii_lowercase(), name.clone());
    }
    let mut sent = Vec::new();
    for (name, group) in groups {
        if last.get(&name.to_ascii_lowercase()) != Some(&name) {
            for entry in group {
                diagnostics.note(
                    "repeated-header",
                    &*entry.pointer,
                    format!("`{name}` is left out: the same name in other case follows, and Postman sends that one"),
                );
            }
            continue;
        }
        sent.extend(group.into_iter().map(|entry| (name.clone(), entry)));
    }
    sent
}

fn json_hint(entries: &[Entry<'_>], scope: &mut Scope) -> Option<String> {
    let mut found: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| entry.key.eq_ignore_ascii_case("content-type"))
        .collect();
    if found.len() > 1 {
        found.retain(|entry| !entry.disabled);
        if found.is_empty() {
            return Some(String::new());
        }
    }
    let value = found.first()?.value.as_deref().unwrap_or_default();
    let template = Template::parse(value);
    Some(scope.fill(&template).unwrap_or_else(|| value.to_owned()))
}

impl<'a> Headers<'a> {
    fn enabled(
        &mut self,
        name: String,
        entry: &Entry<'a>,
        scope: &mut Scope,
        diagnostics: &mut Diagnostics,
    ) {
        let written = entry.value.as_deref().unwrap_or_default();
        let value = written.trim();
        let lower = name.to_ascii_lowercase();
        if written.trim_matches([' ', '\t']) != value {
            diagnostics
                .note(
                    "line-break-around-a-value",
                    &*entry.pointer,
                    format!("the value of `{name}` begins or ends with a line break, which no header may hold: it is taken away"),
                )
                .help("remove it: Postman does not send such a request");
        }
        if TRANSPORT.contains(&lower.as_str()) {
            diagnostics.note(
                "transport-header",
                &*entry.pointer,
                format!("`{name}` is left out: it is the transport's to send"),
            );
            return;
        }
        if !is_header_value(value) {
            diagnostics
                .warning(
                    "invalid-header-value",
                    &*entry.pointer,
                    format!("the value of `{name}` holds characters that no header may hold: it is left out"),
                )
                .help("remove line breaks and control characters, and encode what is not Latin");
            return;
        }
        if lower == "content-type" {
            let value = scope.template(value, Role::Parameter, &entry.pointer);
            self.content_types.push((value, entry.pointer.clone()));
            return;
        }
        let template = Template::parse(&scope.flat(value, &entry.pointer));
        if lower == "cookie" {
            self.cookie(name, template, entry, scope, diagnostics);
            return;
        }
        if lower == "authorization" && !value.is_empty() {
            scope.mark_all(&template, Role::Credential, &entry.pointer);
            let scheme = auth::from_authorization(&name, &template);
            self.credentials.insert(0, (scheme, entry.pointer.clone()));
            return;
        }
        if is_credential(&name, Some(&template)) {
            scope.mark_all(&template, Role::Credential, &entry.pointer);
            let scheme = auth::from_header(&name, &template);
            self.credentials.push((scheme, entry.pointer.clone()));
            return;
        }
        let Some(value) = template.as_constant() else {
            self.parameter(name, entry, scope);
            return;
        };
        match literals::kind(&name, value) {
            Literal::OfOneCall => {
                diagnostics
                    .note(
                        "header-of-one-call",
                        &*entry.pointer,
                        format!("`{name}` is one call's own: it is sent where the caller sets it"),
                    )
                    .help("to send a value unless the caller sets another, say so by an override: default = \"…\"");
                self.parameter(name, entry, scope);
            }
            Literal::Placeholder => {
                diagnostics
                    .note(
                        "sample-header",
                        &*entry.pointer,
                        format!("the value of `{name}` keeps the place of one: it is sent where the caller sets it"),
                    )
                    .help("to send a value unless the caller sets another, say so by an override: default = \"…\"");
                self.parameter(name, entry, scope);
            }
            kind @ (Literal::Constant | Literal::Default) => {
                let header = ConstantHeader {
                    name,
                    value: value.to_owned(),
                    docs: entry.description.clone().into_owned(),
                };
                if kind == Literal::Default {
                    self.defaults.push(DefaultHeader {
                        header: header.clone(),
                        docs: entry.description.clone(),
                        pointer: entry.pointer.clone(),
                    });
                }
                self.constants.push(header);
            }
        }
    }

    /// Cookies of a saved session are nobody else's business; one that holds a variable is a credential.
    fn cookie(
        &mut self,
        name: String,
        template: Template,
        entry: &Entry<'a>,
        scope: &mut Scope,
        diagnostics: &mut Diagnostics,
    ) {
        if template.has_variables() {
            scope.mark_all(&template, Role::Credential, &entry.pointer);
            let scheme = auth::from_header(&name, &template);
            self.credentials.push((scheme, entry.pointer.clone()));
        } else {
            diagnostics
                .note(
                    "cookie",
                    &*entry.pointer,
                    "a cookie is left out: it belongs to the session in which the request was saved",
                )
                .help("set it on the call or the client, or write its value as a variable");
        }
    }

    fn parameter(&mut self, name: String, entry: &Entry<'a>, scope: &mut Scope) {
        let value = entry.value.as_deref().unwrap_or_default().trim();
        let value = scope.template(value, Role::Parameter, &entry.pointer);
        let shown = scope.fill(&value).filter(|value| text::shows(&name, value));
        self.parameters.push(Parameter {
            required: !entry.disabled && text::says_required(&entry.description),
            value: Some(value),
            enabled: !entry.disabled,
            observed: shown.into_iter().collect(),
            docs: entry.description.clone(),
            pointer: entry.pointer.clone(),
            ..Parameter::new(Location::Header, name)
        });
    }

    /// Takes out what signing by a scheme once made of the request.
    pub(super) fn take_signature(
        &mut self,
        signing: &Scheme,
        diagnostics: &mut Diagnostics,
    ) -> Option<Scheme> {
        let mut all = self.credentials.iter();
        let at = all.position(|(header, _)| auth::is_signature_of(signing, header))?;
        let (header, pointer) = self.credentials.remove(at);
        diagnostics.note(
            "header-replaced-by-auth",
            pointer,
            "`Authorization` is left out: it is a signature of an earlier request, and the client signs anew",
        );
        Some(header)
    }

    /// Makes what is left of the `Content-Type` entries a header: there is no body that would send them.
    pub(super) fn keep_content_types(&mut self) {
        for (value, pointer) in std::mem::take(&mut self.content_types) {
            match value.as_constant() {
                Some(value) => self.constants.push(ConstantHeader {
                    name: "Content-Type".to_owned(),
                    value: value.to_owned(),
                    docs: String::new(),
                }),
                None => self.parameters.push(Parameter {
                    value: Some(value),
                    pointer,
                    ..Parameter::new(Location::Header, "Content-Type".to_owned())
                }),
            }
        }
    }
}

/// Whether a header or query parameter of this name, with this value, authenticates.
pub(super) fn is_credential(name: &str, value: Option<&Template>) -> bool {
    if matches!(
        name.to_ascii_lowercase().as_str(),
        "authorization" | "proxy-authorization" | "cookie"
    ) {
        return true;
    }
    let by_name = secret::is_secret_name(name);
    let Some(value) = value else {
        return by_name;
    };
    match value.as_constant() {
        Some(constant) => {
            let plain = constant.len() < 6
                || matches!(constant.to_ascii_lowercase().as_str(), "bearer" | "false")
                || constant.starts_with("application/");
            (by_name && !plain) || secret::is_made_up(constant)
        }
        None => {
            by_name
                || value
                    .variables()
                    .any(|name| secret::is_secret_name(name) && !name.starts_with('$'))
        }
    }
}

/// Whether it is a token as RFC 9110 has it.
pub(super) fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether its text can be sent; what variables stand for is another matter, and what they are called is none.
fn is_header_value(value: &str) -> bool {
    let can_be_sent =
        |text: &str| (text.chars()).all(|c| c == '\t' || (!c.is_control() && u32::from(c) <= 0xFF));
    Template::parse(value)
        .pieces
        .iter()
        .all(|piece| match piece {
            Piece::Text(text) => can_be_sent(text),
            Piece::Variable(_) => true,
        })
}

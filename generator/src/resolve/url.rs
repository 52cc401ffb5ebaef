//! A URL with variables in it, split as Postman splits it: its parts become one text, and the text is split again.
//!
//! So a segment of the path may hold query text, a host may hold a port, and a variable may stand for any stretch. A
//! variable is never looked into, but for one whose known value ends the path (`?`, `#`): that value is pasted in.

use std::borrow::Cow;

use crate::api::{Piece, Role, Template};
use crate::collection::{Entry, Url};
use crate::diagnostic::Diagnostics;

use super::scope::Scope;

/// A piece of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bit {
    /// Text, as written.
    Text(String),
    /// `{{NAME}}`.
    Variable(String),
    /// `:key` that has an entry in [`Url::variables`].
    Colon {
        /// Index of the entry.
        index: usize,
        /// The key.
        key: String,
    },
}

/// Pieces in a row; two texts never stand side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) Vec<Bit>);

/// A URL, split.
#[derive(Debug, Clone, Default)]
pub(super) struct Split<'a> {
    /// Scheme and authority: what stands before the path. `None` where there is no host.
    pub(super) server: Option<Template>,
    /// Whether the path followed the server without a slash between (`{{base_url}}users`).
    pub(super) glued: bool,
    /// `user:password@`.
    pub(super) user_info: Option<(Template, Template)>,
    /// Segments of the path; `None` where there is no path at all.
    pub(super) path: Option<Vec<Bits>>,
    /// Query parameters, enabled and disabled ones.
    pub(super) query: Vec<Pair<'a>>,
}

/// A query parameter, text percent-encoded as written.
#[derive(Debug, Clone, Default)]
pub(super) struct Pair<'a> {
    pub(super) key: Template,
    pub(super) value: Option<Template>,
    pub(super) disabled: bool,
    pub(super) docs: Cow<'a, str>,
    pub(super) pointer: String,
}

/// Splits a URL.
pub(super) fn split<'a>(
    url: &Url<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Split<'a> {
    let mut bits = before_query(url, scope);
    bits.trim_start();
    let mut query_is_cut = false;
    if let Some((before, _)) = bits.split_once("#") {
        diagnostics
            .warning(
                "fragment-in-path",
                &*url.pointer,
                "the path holds a `#`: what follows it is a fragment, which no request sends",
            )
            .help("write `%23` where the character itself is meant");
        bits = before;
        query_is_cut = true;
    }
    if let Some(hash) = url.hash.as_deref().filter(|hash| !hash.is_empty()) {
        diagnostics.note(
            "fragment",
            &*url.pointer,
            format!("the fragment `#{hash}` is left out: no request sends one"),
        );
    }
    let text = bits.split_once("?");
    let query = query(
        url,
        text.as_ref().map(|(_, text)| text),
        query_is_cut,
        scope,
        diagnostics,
    );
    if let Some((before, _)) = text {
        bits = before;
    }
    for bit in &mut bits.0 {
        if let Bit::Text(text) = bit
            && text.contains('\\')
        {
            *text = text.replace('\\', "/");
        }
    }
    let protocol = bits
        .split_once("://")
        .filter(|(before, _)| before.split_once("/").is_none());
    let protocol = protocol.map(|(before, mut rest)| {
        rest.trim_start_matches('/');
        bits = rest;
        before.template()
    });
    let (authority, path) = match bits.split_once("/") {
        Some((authority, path)) => (authority, Some(path.split('/'))),
        None => (bits, None),
    };
    let mut split = Split {
        path,
        query,
        ..Split::default()
    };
    let (user_info, authority) = match authority.rsplit_once("@") {
        Some((user_info, host)) => (Some(user_info), host),
        None => (None, authority),
    };
    split.user_info = user_info.map(|user_info| match user_info.split_once(":") {
        Some((user, password)) => (user.template(), password.template()),
        None => (user_info.template(), Template::default()),
    });
    let (authority, glued) = authority.unglue(protocol.is_some(), scope);
    if let Some(rest) = glued {
        split.glued = true;
        let mut path = split.path.take().unwrap_or_default();
        path.insert(0, rest);
        split.path = Some(path);
    }
    if !authority.0.is_empty() {
        split.server = Some(with_scheme(protocol, authority, scope));
    }
    split
}

/// Scheme and authority as one template, with `http` where Postman adds it.
fn with_scheme(protocol: Option<Template>, authority: Bits, scope: &Scope) -> Template {
    let mut server = Template::default();
    match protocol {
        Some(protocol) => {
            server.push(&protocol);
            server.push_text("://");
        }
        None => {
            let whole = match authority.0.as_slice() {
                [Bit::Text(_), ..] => false,
                // A label of a host name: `{{region}}.example.com`.
                [Bit::Variable(name), Bit::Text(next), ..] if !scope.is_known(name) => {
                    next.starts_with([':', '/'])
                }
                [Bit::Variable(name), ..] => scope
                    .value(name)
                    .is_none_or(|value| value.contains("://") || value.contains("{{")),
                _ => true,
            };
            if !whole {
                server.push_text("http://");
            }
        }
    }
    server.push(&authority.template());
    server
}

/// The URL's text up to its query.
fn before_query(url: &Url<'_>, scope: &mut Scope) -> Bits {
    let mut bits = Bits::default();
    let pointer = url.pointer.as_str();
    if let Some(protocol) = &url.protocol {
        bits.push(protocol, scope, pointer);
        bits.push_text("://");
    }
    if let Some((user, password)) = &url.user_info {
        bits.push(user, scope, pointer);
        if let Some(password) = password {
            bits.push_text(":");
            bits.push(password, scope, pointer);
        }
        bits.push_text("@");
    }
    bits.push(&url.host, scope, pointer);
    if let Some(port) = &url.port {
        bits.push_text(":");
        bits.push(port, scope, pointer);
    }
    for segment in url.path.iter().flatten() {
        bits.push_text("/");
        match colon_entry(url, segment) {
            Some((index, suffix)) => {
                let value = url.variables[index].value.as_deref().unwrap_or_default();
                if value.contains(['?', '#']) {
                    bits.push(value, scope, pointer);
                } else {
                    let key = url.variables[index].key.clone().into_owned();
                    bits.0.push(Bit::Colon { index, key });
                }
                bits.push(suffix, scope, pointer);
            }
            None => bits.push(segment, scope, pointer),
        }
    }
    bits
}

/// The entry of `url.variable` that a `:key` segment takes its value from, and the text behind the key: Postman's key ends
/// at the first dot.
fn colon_entry<'s>(url: &Url<'_>, segment: &'s str) -> Option<(usize, &'s str)> {
    let name = segment.strip_prefix(':')?;
    let (key, suffix) = name.split_at(name.find('.').unwrap_or(name.len()));
    let index = url
        .variables
        .iter()
        .rposition(|variable| variable.key == key && !key.is_empty())?;
    Some((index, suffix))
}

/// The query: text of the path behind `?`, then the entries.
fn query<'a>(
    url: &Url<'a>,
    text: Option<&Bits>,
    cut: bool,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    for entry in &url.query {
        entry_pairs(entry, scope, diagnostics, &mut pairs);
    }
    if cut {
        for pair in &mut pairs {
            pair.disabled = true;
        }
    }
    let Some(text) = text else {
        return pairs;
    };
    diagnostics
        .note(
            "query-in-path",
            &*url.pointer,
            "the path holds query text, which is read as query parameters",
        )
        .help("write them as query parameters in Postman");
    let mut first = text.template();
    // Postman puts the entries behind a second `?`, which is then part of the text before it.
    let next = pairs
        .iter()
        .position(|pair| !pair.disabled)
        .filter(|_| !cut);
    if let Some(next) = next {
        let pair = pairs.remove(next);
        first.push_text("?");
        first.push(&pair.key);
        if let Some(value) = &pair.value {
            first.push_text("=");
            first.push(value);
        }
    }
    let mut all = split_pairs(&first, &url.pointer);
    all.append(&mut pairs);
    all
}

/// The parameters of one entry: itself, unless a variable of it holds several.
fn entry_pairs<'a>(
    entry: &Entry<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
    pairs: &mut Vec<Pair<'a>>,
) {
    let mut pair = Pair {
        key: scope.template(&entry.key, Role::Parameter, &entry.pointer),
        value: entry
            .value
            .as_deref()
            .map(|value| scope.template(value, Role::Parameter, &entry.pointer)),
        disabled: entry.disabled,
        docs: entry.description.clone(),
        pointer: entry.pointer.clone(),
    };
    let structured = |scope: &Scope, template: &Template| {
        template
            .variables()
            .filter_map(|name| scope.value(name))
            .any(|value| value.contains(['&', '#']))
    };
    let several = structured(scope, &pair.key)
        || pair
            .value
            .as_ref()
            .is_some_and(|value| structured(scope, value));
    if !several && !pair.key.has_variables() {
        pairs.push(pair);
        return;
    }
    if pair.disabled && !pair.key.has_variables() {
        pairs.push(pair);
        return;
    }
    diagnostics
        .note(
            "variable-in-query",
            &*entry.pointer,
            "a variable holds the key of this query parameter, or several parameters: its value becomes part of the client",
        )
        .help("write each query parameter down by itself");
    // Text of the entry that would separate parameters is encoded by Postman; that of a variable is not.
    let mut text = Template::default();
    for (part, template) in [Some(&pair.key), pair.value.as_ref()]
        .into_iter()
        .enumerate()
    {
        let Some(template) = template else { continue };
        if part == 1 {
            text.push_text("=");
        }
        for piece in &template.pieces {
            match piece {
                Piece::Text(literal) => text.push_text(&encode_reserved(literal, part == 0)),
                Piece::Variable(name) => {
                    if part == 0 {
                        scope.make_up(name, name.as_str());
                    }
                    let value = scope.value(name).map(str::to_owned);
                    match value {
                        Some(value) if part == 0 || value.contains(['&', '#']) => {
                            let end = value.find('#').unwrap_or(value.len());
                            text.push(&Template::parse(&value[..end]));
                        }
                        _ => text.push_variable(name),
                    }
                }
            }
        }
    }
    for mut part in split_pairs(&text, &entry.pointer) {
        part.disabled = pair.disabled;
        part.docs = std::mem::take(&mut pair.docs);
        pairs.push(part);
    }
}

/// Query text as parameters, split at `&` and the first `=`.
fn split_pairs<'a>(text: &Template, pointer: &str) -> Vec<Pair<'a>> {
    let bits = Bits::from(text);
    bits.split('&')
        .into_iter()
        .map(|pair| {
            let (key, value) = match pair.split_once("=") {
                Some((key, value)) => (key, Some(value)),
                None => (pair, None),
            };
            Pair {
                key: key.template(),
                value: value.map(|value| value.template()),
                pointer: pointer.to_owned(),
                ..Pair::default()
            }
        })
        .collect()
}

fn encode_reserved(text: &str, key: bool) -> String {
    let text = text.replace('&', "%26").replace('#', "%23");
    if key { text.replace('=', "%3D") } else { text }
}

impl From<&Template> for Bits {
    fn from(template: &Template) -> Self {
        Self(
            template
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => Bit::Text(text.clone()),
                    Piece::Variable(name) => Bit::Variable(name.clone()),
                })
                .collect(),
        )
    }
}

impl Bits {
    fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Bit::Text(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Bit::Text(text.to_owned()));
        }
    }

    /// Adds text with variables in it. A variable that is known to hold a query is replaced by its value.
    fn push(&mut self, text: &str, scope: &mut Scope, pointer: &str) {
        let template = Template::parse(&scope.flat(text, pointer));
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => self.push_text(text),
                Piece::Variable(name) => match scope.value(name) {
                    Some(value) if value.contains(['?', '#']) && !value.contains("{{") => {
                        let value = value.to_owned();
                        scope.mark_text(&template.to_string(), Role::Parameter, pointer);
                        self.push_text(&value);
                    }
                    _ => self.0.push(Bit::Variable(name.clone())),
                },
            }
        }
    }

    /// As a template; `:key` becomes text.
    pub(super) fn template(&self) -> Template {
        let mut template = Template::default();
        for bit in &self.0 {
            match bit {
                Bit::Text(text) => template.push_text(text),
                Bit::Variable(name) => template.push_variable(name),
                Bit::Colon { key, .. } => {
                    template.push_text(":");
                    template.push_text(key);
                }
            }
        }
        template
    }

    fn trim_start(&mut self) {
        if let Some(Bit::Text(text)) = self.0.first_mut() {
            *text = text.trim_start().to_owned();
            if text.is_empty() {
                self.0.remove(0);
            }
        }
    }

    fn trim_start_matches(&mut self, character: char) {
        if let Some(Bit::Text(text)) = self.0.first_mut() {
            *text = text.trim_start_matches(character).to_owned();
            if text.is_empty() {
                self.0.remove(0);
            }
        }
    }

    fn split_once(&self, separator: &str) -> Option<(Self, Self)> {
        let found = self
            .0
            .iter()
            .enumerate()
            .find_map(|(index, bit)| match bit {
                Bit::Text(text) => text.find(separator).map(|at| (index, at)),
                _ => None,
            });
        found.map(|(index, at)| self.cut(index, at, separator.len()))
    }

    fn rsplit_once(&self, separator: &str) -> Option<(Self, Self)> {
        let mut reversed = self.0.iter().enumerate().rev();
        let found = reversed.find_map(|(index, bit)| match bit {
            Bit::Text(text) => text.rfind(separator).map(|at| (index, at)),
            _ => None,
        });
        found.map(|(index, at)| self.cut(index, at, separator.len()))
    }

    fn cut(&self, index: usize, at: usize, length: usize) -> (Self, Self) {
        let mut before = Self(self.0.iter().take(index).cloned().collect());
        let mut after = Self::default();
        if let Some(Bit::Text(text)) = self.0.get(index) {
            before.push_text(text.get(..at).unwrap_or_default());
            after.push_text(text.get(at + length..).unwrap_or_default());
        }
        after.0.extend(self.0.iter().skip(index + 1).cloned());
        (before, after)
    }

    fn split(&self, separator: char) -> Vec<Self> {
        let mut parts = vec![Self::default()];
        for bit in &self.0 {
            let Bit::Text(text) = bit else {
                if let Some(last) = parts.last_mut() {
                    last.0.push(bit.clone());
                }
                continue;
            };
            for (index, part) in text.split(separator).enumerate() {
                if index > 0 {
                    parts.push(Self::default());
                }
                if let Some(last) = parts.last_mut() {
                    last.push_text(part);
                }
            }
        }
        parts
    }

    /// In `{{base_url}}users` the server ends with the variable: its value ends with a slash, or has to.
    fn unglue(self, has_protocol: bool, scope: &mut Scope) -> (Self, Option<Self>) {
        let at = self.0.iter().position(|bit| match bit {
            Bit::Variable(name) => scope.value(name).is_some_and(|value| value.ends_with('/')),
            _ => false,
        });
        let open = match self.0.as_slice() {
            [Bit::Variable(name), Bit::Text(next), ..] => {
                !has_protocol
                    && (!scope.is_known(name) || scope.is_made_up(name))
                    && sounds_like_a_base(name)
                    && next.starts_with(|c: char| c.is_alphanumeric() || c == '_')
            }
            _ => false,
        };
        let at = at.or(open.then_some(0));
        match at {
            Some(at) if at + 1 < self.0.len() => {
                let mut bits = self.0;
                let rest = bits.split_off(at + 1);
                (Self(bits), Some(Self(rest)))
            }
            _ => (self, None),
        }
    }
}

fn sounds_like_a_base(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "url", "uri", "base", "host", "endpoint", "server", "root", "api", "domain",
    ]
    .iter()
    .any(|word| name.contains(word))
}

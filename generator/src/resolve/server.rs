//! Servers: what stands before the path, and where it is.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::api::{Operation, PathPiece, Piece, Role, Server, ServerId, Template};
use crate::diagnostic::Diagnostics;

use super::scope::Scope;

/// All servers, while operations are resolved.
#[derive(Debug, Default)]
pub(super) struct Servers {
    uses: IndexMap<Template, Use>,
}

#[derive(Debug, Default)]
struct Use {
    /// Its template, as its first request has it.
    written: Template,
    operations: usize,
    /// Paths that follow it without a slash of their own.
    glued: usize,
    /// Base URLs that saved examples show, with how many do.
    candidates: IndexMap<String, usize>,
    pointer: String,
}

/// What is kept of an operation's server until all are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// `None` where its URL has no host.
    pub(super) server: Option<usize>,
    pub(super) glued: bool,
}

impl Servers {
    /// Records that an operation goes to a server.
    pub(super) fn add(&mut self, template: Option<Template>, glued: bool, pointer: &str) -> Place {
        let server = template.map(|template| {
            let entry = self.uses.entry(one_spelling(&template));
            let index = entry.index();
            let found = entry.or_insert_with(|| Use {
                written: template,
                pointer: pointer.to_owned(),
                ..Use::default()
            });
            found.operations += 1;
            found.glued += usize::from(glued);
            index
        });
        Place { server, glued }
    }

    /// The servers that are known so far, in the order of their [`Place`]s.
    pub(super) fn templates(&self) -> impl Iterator<Item = &Template> {
        self.uses.keys()
    }

    /// Sends an operation elsewhere than [`Servers::add`] said.
    pub(super) fn move_to(&mut self, place: &mut Place, template: Template, glued: bool) {
        let old = (place.server).and_then(|index| self.uses.get_index_mut(index));
        let pointer = old.map(|(_, found)| {
            found.operations -= 1;
            found.pointer.clone()
        });
        *place = self.add(Some(template), glued, &pointer.unwrap_or_default());
    }

    /// Records a base URL that a saved example shows.
    pub(super) fn candidate(&mut self, place: Place, base: String) {
        let found = place
            .server
            .and_then(|index| self.uses.get_index_mut(index));
        if let Some((_, found)) = found {
            *found.candidates.entry(base).or_default() += 1;
        }
    }

    /// The servers, the most used one first, and each operation's among them.
    pub(super) fn finish(
        self,
        operations: &mut [Operation<'_>],
        places: &[Place],
        scope: &mut Scope,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Server> {
        let slashes = trailing_slashes(&self.uses, scope, diagnostics);
        // Some have lost all their requests to others.
        let used = |index: &usize| self.uses[*index].operations > 0;
        let mut order: Vec<usize> = (0..self.uses.len()).filter(used).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(self.uses[index].operations));
        let mut rank = vec![0; self.uses.len()];
        let mut servers = Vec::with_capacity(order.len().max(1));
        for (position, &index) in order.iter().enumerate() {
            rank[index] = position;
            if let Some((template, found)) = self.uses.get_index(index) {
                servers.push(server(template, found, scope, diagnostics));
            }
        }
        for (operation, place) in operations.iter_mut().zip(places) {
            let Some(index) = place.server else {
                operation.server = ServerId(0);
                diagnostics
                    .warning(
                        "url-without-host",
                        &*operation.pointer,
                        "the URL has no host, so that Postman cannot send this request; it goes to the client's first server",
                    )
                    .help("put a host or a `{{base_url}}` before the path");
                continue;
            };
            operation.server = ServerId(rank.get(index).copied().unwrap_or(0));
            let kept = self
                .uses
                .get_index(index)
                .and_then(|(template, _)| template.variables().last())
                .is_some_and(|name| slashes.get(name) == Some(&true));
            if kept && !place.glued {
                double_slash(operation);
            }
        }
        if servers.is_empty() && !operations.is_empty() {
            servers.push(Server {
                template: Template::default(),
                default: None,
                name: "base_url".to_owned(),
            });
        }
        servers
    }
}

/// For each variable that ends a server's template: whether the slash that its value ends with is kept. It is where some
/// path is written right behind the variable; then the others have two slashes, as Postman sends them.
fn trailing_slashes(
    uses: &IndexMap<Template, Use>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, bool> {
    let mut slashes: BTreeMap<String, bool> = BTreeMap::new();
    for (template, found) in uses {
        if let Some(Piece::Variable(name)) = template.pieces.last() {
            *slashes.entry(name.clone()).or_default() |= found.glued > 0;
        }
    }
    for (name, kept) in &slashes {
        let Some(value) = scope.value(name).map(str::to_owned) else {
            continue;
        };
        let trimmed = value.trim_end_matches('/');
        if !kept && trimmed.len() < value.len() && !trimmed.is_empty() {
            let pointer = uses
                .iter()
                .find(|(template, _)| template.variables().last() == Some(name))
                .map_or("", |(_, found)| found.pointer.as_str());
            diagnostics
                .note(
                    "trailing-slash",
                    pointer,
                    format!("the value of `{name}` ends with a slash, and so the paths behind it would begin with two: the client drops it"),
                )
                .help("remove the slash from the variable's value");
            scope.set_value(name, trimmed.to_owned());
        }
    }
    slashes
}

/// A server as all spellings of it are written: scheme and host in lower case, no port that the scheme means anyway
/// (RFC 3986, section 6.2).
fn one_spelling(server: &Template) -> Template {
    let mut one = Template::default();
    for piece in &server.pieces {
        match piece {
            Piece::Text(text) => one.push_text(&text.to_lowercase()),
            Piece::Variable(name) => one.push_variable(name),
        }
    }
    let ports = [("https://", ":443"), ("http://", ":80")];
    let scheme = match one.pieces.first() {
        Some(Piece::Text(text)) => text.clone(),
        _ => return one,
    };
    let port = ports.into_iter().find(|(name, _)| scheme.starts_with(name));
    if let (Some((_, port)), Some(Piece::Text(last))) = (port, one.pieces.last_mut())
        && let Some(host) = last.strip_suffix(port)
    {
        *last = host.to_owned();
        // A variable stood right before the port.
        if last.is_empty() {
            one.pieces.pop();
        }
    }
    one
}

fn double_slash(operation: &mut Operation<'_>) {
    match operation.path.first_mut() {
        Some(PathPiece::Literal(literal)) => literal.insert(0, '/'),
        _ => operation.path.insert(0, PathPiece::Literal("/".to_owned())),
    }
}

fn server(
    template: &Template,
    found: &Use,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Server {
    scope.mark_all(template, Role::Server, &found.pointer);
    let seen = found
        .candidates
        .iter()
        .rev()
        .max_by_key(|(_, count)| **count)
        .and_then(|(base, _)| Server::base_url(base));
    let known = scope
        .fill(template)
        .and_then(|text| Server::base_url(&text));
    let default = known.or(seen);
    if default.is_none() {
        diagnostics
            .note(
                "server-without-url",
                &*found.pointer,
                format!("nothing says where `{template}` is: the client has to be told"),
            )
            .help("give the variable a value in the collection, or pass an environment");
    }
    if let (Some(name), Some(default)) = (template.as_variable(), &default) {
        let slash = if found.glued > 0 { "/" } else { "" };
        scope.make_up(name, format!("{default}{slash}"));
    }
    make_up(template, found.glued > 0, scope);
    Server {
        name: name(&found.written),
        template: template.clone(),
        default,
    }
}

/// Gives every variable of a server a value, also those inside the values of others.
fn make_up(template: &Template, glued: bool, scope: &mut Scope) {
    let mut whole = Template::default();
    let mut open = Vec::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => whole.push_text(text),
            Piece::Variable(name) => match scope.value(name).map(Template::parse) {
                Some(value) if value.has_variables() => {
                    whole.push(&value);
                    open.push((name, value));
                }
                Some(value) => whole.push(&value),
                None => whole.push_variable(name),
            },
        }
    }
    for (index, piece) in whole.pieces.iter().enumerate() {
        if let Piece::Variable(name) = piece {
            let before = index
                .checked_sub(1)
                .and_then(|before| whole.pieces.get(before));
            scope.make_up(
                name,
                made_up(name, before, whole.pieces.get(index + 1), glued),
            );
        }
    }
    for (name, value) in open {
        if let Some(value) = scope.fill(&value) {
            scope.set_value(name, value);
        }
    }
}

/// A value for a variable of which nothing is known, so that the whole is a URL.
fn made_up(name: &str, before: Option<&Piece>, after: Option<&Piece>, glued: bool) -> String {
    let mut label: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(40)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    if label.is_empty() {
        "host".clone_into(&mut label);
    }
    let text = |piece: Option<&Piece>| match piece {
        Some(Piece::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let (left, right) = (text(before), text(after));
    let slash = if glued && after.is_none() { "/" } else { "" };
    if right.starts_with("://") {
        "https".to_owned()
    } else if left.ends_with(':') {
        "8443".to_owned()
    } else if matches!(before, Some(Piece::Variable(_))) {
        format!("/{label}{slash}")
    } else if before.is_none() && (after.is_none() || right.starts_with(':') || right.is_empty()) {
        format!("https://{label}.test{slash}")
    } else if left.ends_with("//") && (right.is_empty() || right.starts_with(':')) {
        format!("{label}.test{slash}")
    } else {
        format!("{label}{slash}")
    }
}

/// A word or two for a server: the variable that holds its host, else the host.
fn name(template: &Template) -> String {
    if let Some(Piece::Text(text)) = template.pieces.first()
        && let Some((host, _)) = (text.split_once("://")).and_then(|(_, rest)| rest.split_once('/'))
    {
        return host.to_owned();
    }
    let mut scheme_like = true;
    for (index, piece) in template.pieces.iter().enumerate() {
        match piece {
            Piece::Variable(name) => {
                let next = template.pieces.get(index + 1);
                let is_scheme = matches!(next, Some(Piece::Text(text)) if text.starts_with("://"));
                if !is_scheme {
                    return name.clone();
                }
            }
            Piece::Text(_) => scheme_like = false,
        }
    }
    let text = template.to_string();
    let host = text
        .split_once("://")
        .map_or(text.as_str(), |(_, host)| host);
    if host.is_empty() || (scheme_like && template.is_empty()) {
        "base_url".to_owned()
    } else {
        host.to_owned()
    }
}

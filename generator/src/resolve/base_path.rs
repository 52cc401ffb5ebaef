//! Variables that begin a path and belong to the base URL: `{{basePath}}rest/api`, `{{context}}/users`.
//!
//! Postman knows no base path: a collection that can be sent to `https://example.com/rest` and to
//! `https://example.com/wiki/rest` has a variable there, with a slash at its end or empty. As an argument it could be neither,
//! and each call would have to say it; as part of the base URL it is said once, where the host is.

use std::collections::BTreeMap;

use super::scope::Scope;
use super::server::{Place, Servers};
use crate::api::{Operation, PathPiece, Role, Template};
use crate::diagnostic::Diagnostics;

/// What follows the variable that begins a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// Text of the same segment: `{{basePath}}rest`.
    Text,
    /// Another segment: `{{basePath}}/rest`.
    Segment,
}

/// Takes such variables out of the paths, into the servers' templates.
pub(super) fn join(
    operations: &mut [Operation<'_>],
    places: &mut [Place],
    servers: &mut Servers,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
    let templates: Vec<Template> = servers.templates().cloned().collect();
    // By server: how many requests go there, and how many of them begin with which variable.
    let mut requests = vec![0_usize; templates.len()];
    let mut leading: BTreeMap<(usize, String), Vec<(usize, Follows)>> = BTreeMap::new();
    for (index, (operation, place)) in operations.iter().zip(&*places).enumerate() {
        let Some(server) = place.server else { continue };
        requests[server] += 1;
        if place.glued {
            continue;
        }
        if let Some((name, follows)) = variable(operation) {
            let begin = leading.entry((server, name.to_owned())).or_default();
            begin.push((index, follows));
        }
    }
    for ((server, name), begin) in leading {
        let all = begin.len() == requests[server] && begin.len() > 1;
        let mut joined = 0;
        for &(index, follows) in &begin {
            if !belongs(&name, follows, all, scope) {
                continue;
            }
            if follows == Follows::Text {
                // Nothing is what it is where nobody says it.
                scope.make_up(&name, "");
            }
            let mut template = templates[server].clone();
            template.push_text("/");
            template.push_variable(&name);
            take_out(&mut operations[index]);
            servers.move_to(&mut places[index], template, follows == Follows::Text);
            joined += 1;
        }
        if let Some((index, _)) = begin.first().filter(|_| joined > 0) {
            let pointer = format!("{}/request/url", operations[*index].pointer);
            scope.mark_all(&lone(&name), Role::Server, &pointer);
            diagnostics
                .note(
                    "variable-in-base-url",
                    pointer,
                    format!(
                        "`{name}` begins the path of {joined} {}: it is part of the base URL",
                        if joined == 1 { "request" } else { "requests" }
                    ),
                )
                .help("set another base URL on the client's builder where it is to be another");
        }
    }
}

fn lone(name: &str) -> Template {
    let mut template = Template::default();
    template.push_variable(name);
    template
}

/// The variable that an operation's path begins with, where something follows it.
fn variable<'o>(operation: &'o Operation<'_>) -> Option<(&'o str, Follows)> {
    let [
        PathPiece::Literal(slash),
        PathPiece::Parameter(index),
        PathPiece::Literal(after),
        ..,
    ] = operation.path.as_slice()
    else {
        return None;
    };
    let name = (operation.parameters.get(*index)?.value.as_ref()?).as_variable()?;
    let again = |piece: &&PathPiece| **piece == PathPiece::Parameter(*index);
    let once = operation.path.iter().filter(again).count() == 1;
    let follows = match after.strip_prefix('/') {
        Some("") if operation.path.len() == 3 => return None,
        Some(_) => Follows::Segment,
        // `{{version}}.json` is a file of a name.
        None if after.starts_with(char::is_alphanumeric) => Follows::Text,
        None => return None,
    };
    (slash == "/" && once).then_some((name, follows))
}

/// Whether a variable that begins a path belongs to the base URL.
fn belongs(name: &str, follows: Follows, all: bool, scope: &Scope) -> bool {
    if name.starts_with('$') {
        return false;
    }
    let value = scope.value(name);
    match follows {
        Follows::Text => match value {
            Some(value) => value.ends_with('/') || (value.is_empty() && !scope.is_known(name)),
            // A secret has a value that is not told.
            None if scope.is_known(name) => false,
            None => says_base(name) || (scope.is_declared(name) && !is_of_a_thing(name)),
        },
        Follows::Segment => value.is_some_and(|value| {
            let plain = !value.is_empty() && !value.contains(['?', '#', '\\']);
            plain && all && (value.contains('/') || says_base(name))
        }),
    }
}

/// Whether a variable's name says that it is part of a base URL: `basePath`, `api_version`, `stage`.
fn says_base(name: &str) -> bool {
    let words = crate::infer::words::words(name);
    let words: Vec<&str> = words.split(' ').collect();
    let is = |word: &&str, of: &[&str]| of.contains(word);
    let last = words.last().copied().unwrap_or_default();
    !is_of_a_thing(name)
        && (words.iter().any(|word| {
            is(
                word,
                &["base", "basepath", "baseurl", "context", "prefix", "root"],
            )
        }) || is(
            &last,
            &["api", "env", "environment", "stage", "ver", "version"],
        ))
}

/// Whether a variable's name says that it is a thing's: `tenant_id`, `userName`.
fn is_of_a_thing(name: &str) -> bool {
    let words = crate::infer::words::words(name);
    let last = words.rsplit(' ').next().unwrap_or_default();
    ["id", "uuid", "key", "name", "code", "token"].contains(&last)
}

/// Takes the parameter out that an operation's path begins with.
fn take_out(operation: &mut Operation<'_>) {
    let Some(PathPiece::Parameter(taken)) = operation.path.get(1).cloned() else {
        return;
    };
    operation.path.drain(..2);
    if let Some(PathPiece::Literal(after)) = operation.path.first_mut()
        && !after.starts_with('/')
    {
        after.insert(0, '/');
    }
    operation.parameters.remove(taken);
    for piece in &mut operation.path {
        if let PathPiece::Parameter(index) = piece
            && *index > taken
        {
            *index -= 1;
        }
    }
}

//! What credentials are called, and what tells those apart that a user could mistake for each other.

use std::collections::BTreeMap;

use crate::api::{Credential, Operation, Resource, Scheme, Server, Template};

use super::credentials::{used, values};

/// A name of more words says less than it costs.
const WORDS: usize = 4;

/// A word or two for a credential: the variable that holds it, else its kind.
pub(super) fn own(scheme: &Scheme) -> String {
    let kind = match scheme {
        Scheme::Bearer { .. } => "bearer_token",
        Scheme::Basic { .. } => return "basic_auth".to_owned(),
        Scheme::Header { name, .. } | Scheme::Query { name, .. } => name.as_str(),
        Scheme::Other { kind, .. } => return kind.clone(),
    };
    let mut variables = values(scheme).flat_map(Template::variables);
    variables.next().unwrap_or(kind).to_owned()
}

/// The letters and digits of a name, in lower case: what is left where people write it in different ways.
pub(super) fn letters(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a variable's name says that it holds a token, and not which.
pub(super) fn is_any_token(name: &str) -> bool {
    matches!(
        letters(name).as_str(),
        "accesstoken"
            | "auth"
            | "authorization"
            | "authorizationtoken"
            | "authtoken"
            | "bearer"
            | "bearertoken"
            | "jwt"
            | "jwttoken"
            | "oauth2token"
            | "oauthaccesstoken"
            | "oauthtoken"
            | "token"
    )
}

/// Names those that share a kind, or a variable, by what each of them is for.
pub(super) fn tell_apart(
    credentials: &mut [Credential],
    operations: &[Operation<'_>],
    resources: &[Resource<'_>],
    servers: &[Server],
) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, credential) in credentials.iter().enumerate() {
        groups.entry(kind(&credential.scheme)).or_default().push(at);
    }
    groups.retain(|_, group| group.len() > 1);
    if groups.is_empty() {
        return;
    }
    let uses = Uses::of(credentials.len(), operations, resources, servers);
    for group in groups.values() {
        let named: Vec<Vec<String>> = (group.iter())
            .map(|at| proposals(&credentials[*at].scheme, &uses, *at))
            .collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in named.iter().flatten() {
            *counts.entry(letters(name)).or_default() += 1;
        }
        // One that has no name of its own may keep the usual one: the one that is sent most.
        let nameless = (group.iter()).filter(|at| variable(&credentials[**at].scheme).is_none());
        let usual = nameless.max_by_key(|at| (uses.count[**at], usize::MAX - **at));
        let usual = usual.copied();
        for (at, names) in group.iter().zip(&named) {
            let mut free = names
                .iter()
                .filter(|name| counts.get(&letters(name)) == Some(&1));
            if usual != Some(*at)
                && let Some(name) = free.next()
            {
                credentials[*at].name.clone_from(name);
                credentials[*at].told_apart = true;
            }
        }
    }
}

/// What credentials would be called the same by.
fn kind(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer { .. } => "bearer token".to_owned(),
        Scheme::Basic { .. } => "basic auth".to_owned(),
        Scheme::Other { kind, .. } => format!("{kind} auth"),
        // A key that is only called a token is one more token.
        Scheme::Header { .. } | Scheme::Query { .. } => match own(scheme) {
            name if is_any_token(&name) => "bearer token".to_owned(),
            name => letters(&name),
        },
    }
}

/// The variable that says which credential it is.
fn variable(scheme: &Scheme) -> Option<&str> {
    let mut variables = values(scheme).flat_map(Template::variables);
    let first = variables.next()?;
    let is_vague = match scheme {
        Scheme::Basic { .. } => matches!(
            letters(first).as_str(),
            "email" | "login" | "name" | "pass" | "password" | "user" | "userid" | "username"
        ),
        Scheme::Other { .. } => true,
        _ => is_any_token(first),
    };
    (!is_vague).then_some(first)
}

/// Names for one of several that share a kind, the one that says most first.
fn proposals(scheme: &Scheme, uses: &Uses<'_>, at: usize) -> Vec<String> {
    let usual = match scheme {
        Scheme::Bearer { .. } => "bearer token".to_owned(),
        Scheme::Basic { .. } => "basic auth".to_owned(),
        Scheme::Other { kind, .. } => format!("{kind} auth"),
        Scheme::Header { name, .. } | Scheme::Query { name, .. } => name.clone(),
    };
    let mut names = Vec::new();
    let variable = variable(scheme);
    match scheme {
        Scheme::Bearer { .. } => names.extend(variable.map(str::to_owned)),
        Scheme::Basic { .. } => {
            names.extend(variable.map(|name| format!("{} {usual}", whose(name))))
        }
        Scheme::Header { name, .. } => {
            names.extend(variable.map(str::to_owned));
            // All of them may stand in `Authorization`.
            if !name.eq_ignore_ascii_case("authorization") {
                names.push(usual.clone());
            }
            names.extend(variable.map(|it| format!("{it} in header")));
        }
        Scheme::Query { .. } => {
            names.extend(variable.map(str::to_owned));
            names.push(usual.clone());
            names.push(format!("{usual} in query"));
        }
        Scheme::Other { .. } => {}
    }
    let shortened = |place: &str| {
        let words: Vec<&str> = place.split_whitespace().take(WORDS).collect();
        words.join(" ")
    };
    let places = uses.places(at).into_iter().map(shortened);
    names.extend(places.map(|place| format!("{place} {usual}")));
    names
}

/// Of the name of an account's variable, whose account it is: `client_id` is the client's.
fn whose(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    let ends = ["username", "user", "name", "login", "email", "key", "id"];
    let end = ends.iter().find(|end| lower.ends_with(**end));
    let rest = end.map_or(name, |end| &name[..name.len() - end.len()]);
    let rest = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    if rest.is_empty() { name } else { rest }
}

/// Where each credential is used.
struct Uses<'x> {
    count: Vec<usize>,
    /// The server, where there is only one.
    server: Vec<Option<&'x str>>,
    /// The folders that all its requests stand in, from the outermost.
    folders: Vec<Vec<&'x str>>,
    /// The name of its request, where there is only one.
    request: Vec<Option<&'x str>>,
}

impl<'x> Uses<'x> {
    fn of(
        known: usize,
        operations: &'x [Operation<'_>],
        resources: &'x [Resource<'_>],
        servers: &'x [Server],
    ) -> Self {
        let mut of: Vec<Vec<&Operation<'_>>> = vec![Vec::new(); known];
        for operation in operations {
            for id in used(operation) {
                of[id.0].push(operation);
            }
        }
        let mut uses = Self {
            count: of.iter().map(Vec::len).collect(),
            server: Vec::with_capacity(known),
            folders: Vec::with_capacity(known),
            request: Vec::with_capacity(known),
        };
        for operations in &of {
            let first = operations.first();
            let server = first.map(|it| it.server);
            let is_only = operations.iter().all(|it| Some(it.server) == server);
            let server = server.filter(|_| is_only).and_then(|id| servers.get(id.0));
            uses.server.push(server.map(|it| it.name.as_str()));
            let mut folders = first.map_or(Vec::new(), |it| path(resources, it.resource.0));
            let mut last = first.map(|it| it.resource);
            for operation in operations.iter().skip(1) {
                if last != Some(operation.resource) {
                    let own = path(resources, operation.resource.0);
                    let common = folders.iter().zip(&own).take_while(|(a, b)| a == b);
                    let common = common.count();
                    folders.truncate(common);
                    last = Some(operation.resource);
                }
            }
            let names = folders.iter().filter_map(|at| resources.get(*at));
            uses.folders.push(names.map(|it| &*it.name).collect());
            let request = first.filter(|_| operations.len() == 1);
            uses.request.push(request.map(|it| &*it.name));
        }
        uses
    }

    /// Words for the place where a credential is used and others may not be.
    fn places(&self, at: usize) -> Vec<&'x str> {
        let folders = self.folders[at].iter().copied();
        let server = self.server[at];
        let request = self.request[at];
        folders.chain(server).chain(request).collect()
    }
}

/// The folders around a folder and itself, from the outermost, without the root.
fn path(resources: &[Resource<'_>], mut at: usize) -> Vec<usize> {
    let mut path = Vec::new();
    while let Some(parent) = resources.get(at).and_then(|it| it.parent) {
        path.push(at);
        at = parent.0;
    }
    path.reverse();
    path
}

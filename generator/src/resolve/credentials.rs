//! All credentials, each once: which of them are one and the same.
//!
//! A client has one credential for what its user has one secret for. The collection may write that secret in many ways: under
//! names that differ in case, by hand here and in an auth block there, as a variable in one folder and as a token that somebody
//! pasted in another.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::api::{Credential, CredentialId, Grant, Operation, Resource, Scheme, Server, Template};
use crate::diagnostic::Diagnostics;

use super::{credential_names, grant};

/// All credentials as requests have them.
#[derive(Debug, Default)]
pub(super) struct Credentials {
    found: IndexMap<String, Credential>,
}

impl Credentials {
    /// The index of a credential, which is added where it is new.
    pub(super) fn add(
        &mut self,
        scheme: Scheme,
        grant: Option<Grant>,
        pointer: &str,
        diagnostics: &mut Diagnostics,
    ) -> CredentialId {
        // What is left open is known by how it is fetched.
        let open = values(&scheme).all(Template::is_empty);
        let own = grant.as_ref().filter(|_| open).map(fetches);
        let key = format!("{} {:?} {own:?}", place(&scheme), contents(&scheme));
        let entry = self.found.entry(key);
        let id = CredentialId(entry.index());
        let known = entry.or_insert_with(|| Credential {
            name: credential_names::own(&scheme),
            scheme,
            pointer: pointer.to_owned(),
            told_apart: false,
            grant: None,
        });
        if let Some(grant) = grant {
            match &mut known.grant {
                None => known.grant = Some(grant),
                Some(other) => {
                    if !grant::join(other, &grant) {
                        diagnostics
                            .note(
                                "token-fetched-in-two-ways",
                                pointer,
                                "the same token is fetched in another way elsewhere: the client knows the first way alone",
                            )
                            .help("give it a variable of its own, if it is another token");
                    }
                }
            }
        }
        id
    }

    /// Makes one of those that are one, and names all. Operations learn what has become of theirs.
    pub(super) fn finish(
        self,
        operations: &mut [Operation<'_>],
        resources: &[Resource<'_>],
        servers: &[Server],
    ) -> Vec<Credential> {
        let found: Vec<Credential> = self.found.into_values().collect();
        let (mut united, ids) = unite(&found, operations);
        for operation in operations.iter_mut() {
            remap(operation, &found, &united, &ids);
        }
        credential_names::tell_apart(&mut united, operations, resources, servers);
        united
    }
}

/// Where a scheme puts its secret: schemes of one place never stand side by side in a request.
pub(super) fn place(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer { .. } => "authorization Bearer".to_owned(),
        Scheme::Basic { .. } => "authorization Basic".to_owned(),
        scheme if is_bare(scheme) => "authorization Bearer".to_owned(),
        Scheme::Header { name, prefix, .. } => {
            format!("{} {}", name.to_ascii_lowercase(), prefix.trim())
        }
        Scheme::Query { name, .. } => format!("?{name}"),
        // What is set for good is part of what it is.
        Scheme::Other { kind, parameters } => {
            let settings = parameters.iter().filter(|(name, _)| is_setting(name));
            format!("{kind} {:?}", settings.collect::<Vec<_>>())
        }
    }
}

/// Whether it is `Authorization: Bearer` with nothing behind it: a place for a token.
fn is_bare(scheme: &Scheme) -> bool {
    let Scheme::Header {
        name,
        prefix,
        value,
    } = scheme
    else {
        return false;
    };
    let word = value.as_constant().unwrap_or_default();
    name.eq_ignore_ascii_case("authorization")
        && prefix.is_empty()
        && word.eq_ignore_ascii_case("bearer")
}

/// Whether a parameter of a scheme is neither a secret nor good for one request alone.
fn is_setting(name: &str) -> bool {
    let is_for_once = matches!(
        name,
        "clientNonce" | "nonce" | "nonceCount" | "opaque" | "qop" | "realm" | "timestamp"
    );
    !is_for_once && !crate::secret::is_scheme_secret(name)
}

/// The templates that a user has values for.
pub(super) fn values(scheme: &Scheme) -> impl Iterator<Item = &Template> {
    let (first, second, more) = match scheme {
        Scheme::Bearer { token } => (Some(token), None, &[][..]),
        Scheme::Basic { username, password } => (Some(username), Some(password), &[][..]),
        Scheme::Header { value, .. } | Scheme::Query { value, .. } => (Some(value), None, &[][..]),
        Scheme::Other { parameters, .. } => (None, None, parameters.as_slice()),
    };
    let more = more.iter().filter(|(name, _)| !is_setting(name));
    first
        .into_iter()
        .chain(second)
        .chain(more.map(|(_, it)| it))
}

/// All that a scheme says beside its place.
fn contents(scheme: &Scheme) -> Vec<&Template> {
    match scheme {
        Scheme::Other { parameters, .. } => parameters.iter().map(|(_, it)| it).collect(),
        _ => values(scheme).collect(),
    }
}

/// What is fetched, and where.
fn fetches(grant: &Grant) -> (String, Option<&str>) {
    (grant::purpose(grant), grant.token_url.as_deref())
}

/// What a credential's value is in the collection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    /// Nothing yet: a token that is to be fetched, or set.
    Open(String),
    /// Text that somebody pasted.
    Pasted,
    /// A variable whose name says no more than that it holds a token.
    Token,
    /// Variables, by the letters of their names.
    Variables(Vec<String>),
}

impl Meaning {
    fn of(credential: &Credential) -> Self {
        let scheme = &credential.scheme;
        let mut letters: Vec<String> = values(scheme)
            .flat_map(Template::variables)
            .map(credential_names::letters)
            .collect();
        letters.sort_unstable();
        letters.dedup();
        if letters.is_empty() {
            return if is_bare(scheme) || values(scheme).all(Template::is_empty) {
                let grant = credential.grant.as_ref();
                Self::Open(
                    grant
                        .map(|it| format!("{:?}", fetches(it)))
                        .unwrap_or_default(),
                )
            } else {
                Self::Pasted
            };
        }
        let mut variables = values(scheme).flat_map(Template::variables);
        let is_bearer = matches!(scheme, Scheme::Bearer { .. });
        if is_bearer && variables.all(credential_names::is_any_token) {
            Self::Token
        } else {
            Self::Variables(letters)
        }
    }
}

/// Sets of things that turn out to be one, each known by its first member.
struct Sets(Vec<usize>);

impl Sets {
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The first credential that means something at a server, and how many requests send one.
type Use = (usize, usize);

/// The credentials that are left, and which of them each one has become.
fn unite(
    found: &[Credential],
    operations: &[Operation<'_>],
) -> (Vec<Credential>, Vec<CredentialId>) {
    let mut sets = Sets((0..found.len()).collect());
    // Who goes where, and how often.
    let mut servers: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); found.len()];
    for operation in operations {
        for id in used(operation) {
            *servers[id.0].entry(operation.server.0).or_default() += 1;
        }
    }
    let mut by_variables: BTreeMap<(String, Vec<String>), usize> = BTreeMap::new();
    let mut neighbours: BTreeMap<(String, usize), BTreeMap<Meaning, Use>> = BTreeMap::new();
    for (at, credential) in found.iter().enumerate() {
        let place = place(&credential.scheme);
        let meaning = Meaning::of(credential);
        // One variable is one secret wherever it goes.
        if let Meaning::Variables(letters) = &meaning {
            let first = *by_variables
                .entry((place.clone(), letters.clone()))
                .or_insert(at);
            sets.join(first, at);
        }
        for (server, count) in &servers[at] {
            let known = neighbours.entry((place.clone(), *server)).or_default();
            let known = known.entry(meaning.clone()).or_insert((at, 0));
            known.1 += count;
            sets.join(known.0, at);
        }
    }
    for known in neighbours.values() {
        join_nameless(known, found, &mut sets);
    }
    let mut united: Vec<Credential> = Vec::new();
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(found.len());
    for (at, credential) in found.iter().enumerate() {
        let place = *places.entry(sets.first(at)).or_insert_with(|| {
            united.push(credential.clone());
            united.len() - 1
        });
        let known = &mut united[place];
        // A variable says most of a credential, text that was pasted more than nothing.
        if rank(&credential.scheme) > rank(&known.scheme) {
            let grant = known.grant.take();
            *known = credential.clone();
            known.grant = grant;
        }
        match (&mut known.grant, &credential.grant) {
            (Some(grant), Some(other)) => {
                grant::join(grant, other);
            }
            (None, Some(other)) => known.grant = Some(other.clone()),
            (_, None) => {}
        }
        ids.push(CredentialId(place));
    }
    for credential in united.iter_mut().filter(|it| is_bare(&it.scheme)) {
        credential.scheme = Scheme::Bearer {
            token: Template::default(),
        };
        credential.name = credential_names::own(&credential.scheme);
    }
    (united, ids)
}

/// What has no name of its own is the only credential of its place that has one, unless most requests have no name for it:
/// then that name is of something else.
fn join_nameless(known: &BTreeMap<Meaning, Use>, found: &[Credential], sets: &mut Sets) {
    let is_named = |meaning: &Meaning| matches!(meaning, Meaning::Token | Meaning::Variables(_));
    let (named, nameless): (Vec<_>, Vec<_>) =
        known.iter().partition(|(meaning, _)| is_named(meaning));
    let count: usize = nameless.iter().map(|(_, (_, count))| count).sum();
    let mut members: Vec<usize> = nameless.iter().map(|(_, (at, _))| *at).collect();
    match named.as_slice() {
        [] => {}
        [(meaning, (at, uses))] if **meaning == Meaning::Token || *uses >= count => {
            members.push(*at);
        }
        [_] => {}
        _ => return,
    }
    // Ways to fetch a token that differ fetch tokens that differ.
    let mut ways: BTreeSet<String> = BTreeSet::new();
    let mut urls: BTreeSet<&str> = BTreeSet::new();
    for grant in members.iter().filter_map(|at| found[*at].grant.as_ref()) {
        ways.insert(grant::purpose(grant));
        urls.extend(grant.token_url.as_deref());
    }
    if ways.len() < 2 && urls.len() < 2 {
        for pair in members.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
}

fn rank(scheme: &Scheme) -> u8 {
    if values(scheme).any(Template::has_variables) {
        2
    } else {
        u8::from(!is_bare(scheme) && !values(scheme).all(Template::is_empty))
    }
}

/// The credentials that a request sends.
pub(super) fn used(operation: &Operation<'_>) -> impl Iterator<Item = CredentialId> {
    let more = operation.more_credentials.iter().copied();
    operation.credential.into_iter().chain(more)
}

fn remap(
    operation: &mut Operation<'_>,
    found: &[Credential],
    united: &[Credential],
    ids: &[CredentialId],
) {
    let mut own: Vec<(CredentialId, Option<Scheme>)> = Vec::new();
    let mut all: Vec<CredentialId> = Vec::new();
    for old in used(operation) {
        let (Some(&new), Some(before)) = (ids.get(old.0), found.get(old.0)) else {
            continue;
        };
        if !all.contains(&new) {
            all.push(new);
        }
        let said = operation.own_values.iter().find(|(id, _)| *id == old);
        let is_same = united
            .get(new.0)
            .is_some_and(|now| now.scheme == before.scheme);
        match said {
            Some((_, sent)) => own.push((new, sent.clone())),
            None if is_same => {}
            None => own.push((new, Some(before.scheme.clone()))),
        }
    }
    operation.own_values = own;
    let mut all = all.into_iter();
    operation.credential = all.next();
    operation.more_credentials = all.collect();
}

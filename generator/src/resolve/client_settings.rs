//! What most calls send with one value: it is the client's, and said once, when the client is built.
//!
//! A value is the same where it is the same variable, or the same text under the same name; it is somebody's whom all calls
//! are made for (an account, a tenant, `client_id`), a secret in the body, a version, or any header that is not about one
//! call. What a path goes by is moved only where its name says that it is no resource: `/accounts/{{account_id}}/orders` in an
//! API that neither makes nor deletes accounts, never `/users/{{user_id}}`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::IndexMap;
use serde_json::Value;

use super::scope::Scope;
use super::setting_words::{Kind, Place, kind};
use super::{literals, short, text};
use crate::api::{
    Body, ClientMember, ClientSetting, FormValue, Location, Operation, Parameter, PathPiece,
    Resource, ResourceId, SettingId, SettingNeed, Template,
};
use crate::diagnostic::Diagnostics;
use crate::emit::{SignatureKey, signature_key};
use crate::secret;
use crate::template;

/// Fewer operations than this are no habit. With that, and more than half of all operations, 10 of 59 real collections have
/// settings, 17 in all, of 9 to 73 operations each: accounts, organisations, tenants and versions, none that belongs to a call.
const LEAST: usize = 3;

/// So many settings a client has at most: nobody says more than that to a builder. What comes later stays each call's.
const MOST: usize = 32;

/// What is the client's stands among the first pieces of a path.
const NEAR: usize = 16;

/// Of so many operations that send something under one name, all but one send the same. (A header that says on whose behalf a
/// call is made has several values where a collection tells a story of several parties.)
const SAME: usize = 5;

/// So many operations have to go to one server before what most of them send is the client's (two of those collections).
const LEAST_OF_SERVER: usize = 5;

/// Finds them, and marks where they stand.
pub(super) fn find<'a>(
    operations: &mut [Operation<'a>],
    resources: &[Resource<'a>],
    scope: &Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<ClientSetting<'a>> {
    let mut found = gather(operations);
    leave_varied(&mut found);
    let paths = Paths::of(operations);
    let size = Sizes::of(operations, resources);
    let mut settings: Vec<ClientSetting<'a>> = Vec::new();
    let at = Places::of(operations);
    found.retain(|_, uses| {
        uses.retain_by_path(operations, &paths, &at);
        size.are_most(operations, uses)
    });
    // A token beside what says who calls is that of somebody whom the call is about.
    let has_secret = |uses: &Uses| uses.all.iter().any(|it| it.kind == Kind::Secret);
    if found.values().any(has_secret) {
        found.retain(|_, uses| uses.all.iter().any(|it| it.kind != Kind::Token));
    }
    for (key, uses) in found.iter().take(MOST) {
        let id = SettingId(settings.len());
        let setting = setting(key, uses, operations, scope, &size);
        tell(&setting, uses, operations.len(), diagnostics);
        settings.push(setting);
        for one in &uses.all {
            mark(&mut operations[one.operation], &one.site, id);
        }
    }
    settings
}

/// What makes two values the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A variable, wherever it stands.
    Variable(String),
    /// A text under a name, in places of one kind.
    Text(Place, String, String),
}

/// Where operations send it.
#[derive(Debug, Default)]
struct Uses {
    all: Vec<Use>,
}

#[derive(Debug)]
struct Use {
    operation: usize,
    site: Site,
    place: Place,
    kind: Kind,
    name: String,
}

/// A place in an operation.
#[derive(Debug, PartialEq, Eq)]
enum Site {
    Parameter(usize),
    Member(String),
    Field(usize),
}

impl Uses {
    /// The operations, each once.
    fn operations(&self) -> BTreeSet<usize> {
        self.all.iter().map(|it| it.operation).collect()
    }

    /// Leaves out places in paths that name what the API is about.
    fn retain_by_path(&mut self, operations: &[Operation<'_>], paths: &Paths, places: &Places) {
        let in_path = |it: &Use| match it.site {
            // A version is never what an API is about.
            _ if it.kind == Kind::Version => None,
            Site::Parameter(at) => places.0[it.operation].get(&at).copied(),
            _ => None,
        };
        let mut next = BTreeSet::new();
        let (mut is_managed, mut ends) = (false, false);
        for one in &self.all {
            let Some(at) = in_path(one) else { continue };
            let operation = &operations[one.operation];
            match operation.path.get(at + 1) {
                Some(PathPiece::Literal(text)) => {
                    let segment = text.trim_start_matches('/').split('/').next();
                    next.insert(segment.unwrap_or_default());
                }
                Some(PathPiece::Parameter(_)) => {
                    next.insert("{}");
                }
                // It ends with it.
                None => {
                    ends = true;
                    is_managed |= operation.method == "DELETE";
                }
            }
            is_managed |= one.kind == Kind::Caller && paths.are_made(operation, at);
        }
        // What a path ends with is a thing of its own, unless much else stands below it.
        if is_managed || (ends && next.len() < 2) {
            self.all.retain(|one| in_path(one).is_none());
        }
    }
}

/// Of each operation, the pieces of its path that are parameters, by the parameter.
struct Places(Vec<HashMap<usize, usize>>);

impl Places {
    fn of(operations: &[Operation<'_>]) -> Self {
        let of_one = |operation: &Operation<'_>| {
            let pieces = operation.path.iter().enumerate();
            pieces
                .filter_map(|(at, piece)| match piece {
                    PathPiece::Parameter(index) => Some((*index, at)),
                    PathPiece::Literal(_) => None,
                })
                .collect()
        };
        Self(operations.iter().map(of_one).collect())
    }
}

/// The paths to which something is posted.
struct Paths(BTreeSet<String>);

impl Paths {
    fn of(operations: &[Operation<'_>]) -> Self {
        let posts = operations.iter().filter(|it| it.method == "POST");
        Self(posts.map(|it| shown(it, it.path.len())).collect())
    }

    /// Whether things of the kind are made that a piece of the path names.
    fn are_made(&self, operation: &Operation<'_>, piece: usize) -> bool {
        self.0.contains(&shown(operation, piece))
    }
}

/// The first pieces of a path, whatever its parameters are called.
fn shown(operation: &Operation<'_>, pieces: usize) -> String {
    let pieces = operation.path.iter().take(pieces);
    let pieces = pieces.map(|piece| match piece {
        PathPiece::Literal(text) => text.as_str(),
        PathPiece::Parameter(_) => "{}",
    });
    pieces.collect::<String>().trim_end_matches('/').to_owned()
}

/// Every value that could be a client's, with the places where it stands.
fn gather(operations: &[Operation<'_>]) -> IndexMap<Key, Uses> {
    let mut found: IndexMap<Key, Uses> = IndexMap::new();
    for (index, operation) in operations.iter().enumerate() {
        let mut add = |place: Place, name: &str, value: &Template, site: Site| {
            let key = match (value.as_variable(), value.as_constant()) {
                (Some(variable), _) if !variable.starts_with('$') => {
                    Key::Variable(variable.to_owned())
                }
                (None, Some(text)) if !text.trim().is_empty() => {
                    let name = match place {
                        Place::Header => name.to_ascii_lowercase(),
                        _ => name.to_owned(),
                    };
                    Key::Text(place, name, text.to_owned())
                }
                _ => return,
            };
            if let Some(kind) = kind(place, name, value) {
                found.entry(key).or_default().all.push(Use {
                    operation: index,
                    site,
                    place,
                    kind,
                    name: name.to_owned(),
                });
            }
        };
        let in_path = in_path(operation);
        let mut senders: HashMap<SignatureKey, usize> = HashMap::new();
        for parameter in &operation.parameters {
            *senders.entry(signature_key(parameter)).or_default() += 1;
        }
        for (at, parameter) in operation.parameters.iter().enumerate() {
            let is_once = senders[&signature_key(parameter)] == 1;
            let place = in_path.get(&at).copied();
            if let Some((place, value)) = of_parameter(parameter, place, is_once) {
                add(place, &parameter.name, value, Site::Parameter(at));
            }
        }
        match &operation.body {
            Some(Body::Json { text, .. }) => {
                for (key, value) in members(text) {
                    add(Place::Body, &key, &value, Site::Member(key.clone()));
                }
            }
            Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) => {
                let mut senders: HashMap<&str, usize> = HashMap::new();
                for field in fields {
                    *senders.entry(&field.name).or_default() += 1;
                }
                for (at, field) in fields.iter().enumerate().filter(|(_, it)| it.enabled) {
                    let is_once = senders[field.name.as_str()] == 1;
                    if let FormValue::Text(value) = &field.value
                        && is_once
                        && field.content_type.is_none()
                    {
                        add(Place::Body, &field.name, value, Site::Field(at));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Leaves out the names that have other values in many operations: they are each call's.
fn leave_varied(found: &mut IndexMap<Key, Uses>) {
    let name = |it: &Use| (it.place, it.name.to_ascii_lowercase());
    let mut senders: BTreeMap<(Place, String), usize> = BTreeMap::new();
    for one in found.values().flat_map(|uses| &uses.all) {
        *senders.entry(name(one)).or_default() += 1;
    }
    for uses in found.values_mut() {
        let mut own: BTreeMap<(Place, String), usize> = BTreeMap::new();
        for one in &uses.all {
            *own.entry(name(one)).or_default() += 1;
        }
        uses.all.retain(|one| {
            let (own, all) = (own[&name(one)], senders[&name(one)]);
            matches!(one.site, Site::Parameter(_) if one.place.is_in_path())
                || own * SAME >= all * (SAME - 1)
        });
    }
    found.retain(|_, uses| !uses.all.is_empty());
}

/// Where a parameter stands and what it sends, if that can be a client's.
fn of_parameter<'o>(
    parameter: &'o Parameter<'_>,
    in_path: Option<Place>,
    is_once: bool,
) -> Option<(Place, &'o Template)> {
    let value = parameter.value.as_ref()?;
    let is_open = parameter.enabled && !parameter.fixed && parameter.default.is_none();
    if !is_open || parameter.many_segments {
        return None;
    }
    let place = match parameter.location {
        Location::Header => Place::Header,
        Location::Query => Place::Query,
        Location::Path { .. } => return value.as_variable().and(Some((in_path?, value))),
    };
    is_once.then_some((place, value))
}

/// What the parameters of a path can be, by the parameter: a version near its beginning, or whom it is about; nothing behind
/// what names a resource.
fn in_path(operation: &Operation<'_>) -> HashMap<usize, Place> {
    let mut places = HashMap::new();
    let mut literal = String::new();
    for piece in operation.path.iter().take(NEAR) {
        let index = match piece {
            PathPiece::Literal(text) => {
                literal = text.to_ascii_lowercase();
                continue;
            }
            PathPiece::Parameter(index) => *index,
        };
        if let Some(place) = behind(&literal) {
            places.entry(index).or_insert(place);
        }
        literal.clear();
        // Of what stands behind a resource, only that resource can tell.
        let Some(other) = operation.parameters.get(index) else {
            break;
        };
        let value = other.value.as_ref();
        let is_of_client = value.is_some_and(|value| {
            let place = places.get(&index).copied();
            place.is_some_and(|place| kind(place, &other.name, value).is_some())
        });
        if !is_of_client {
            break;
        }
    }
    places
}

/// What can stand behind literal text of a path.
fn behind(literal: &str) -> Option<Place> {
    if literal.ends_with("/v") {
        return Some(Place::VersionInPath);
    }
    if !literal.ends_with('/') {
        return None;
    }
    let segment = literal.trim_end_matches('/').rsplit('/').next();
    let names_versions = segment.is_some_and(|it| {
        it.ends_with("version") || it.ends_with("versions") || it.ends_with("revisions")
    });
    Some(if names_versions {
        Place::Path
    } else {
        Place::EitherInPath
    })
}

/// The members of a JSON object that are text.
fn members(json: &str) -> Vec<(String, Template)> {
    let marked = template::mark_holes(json);
    let Ok(Value::Object(members)) = serde_json::from_str(&marked) else {
        return Vec::new();
    };
    let members = members.into_iter().filter_map(|(key, value)| match value {
        // A bare variable may be any value.
        Value::String(text) if !text.contains(template::MARK_OPEN) => {
            Some((key, Template::parse(&text)))
        }
        _ => None,
    });
    members.filter(|(key, _)| !key.contains("{{")).collect()
}

/// How many operations there are: all, of each server, of each top-level folder.
struct Sizes {
    all: usize,
    servers: BTreeMap<usize, usize>,
    folders: BTreeMap<usize, usize>,
    folder_of: Vec<usize>,
}

impl Sizes {
    fn of(operations: &[Operation<'_>], resources: &[Resource<'_>]) -> Self {
        let mut sizes = Self {
            all: operations.len(),
            servers: BTreeMap::new(),
            folders: BTreeMap::new(),
            folder_of: Vec::new(),
        };
        for operation in operations {
            let folder = top(resources, operation.resource);
            *sizes.servers.entry(operation.server.0).or_default() += 1;
            *sizes.folders.entry(folder).or_default() += 1;
            sizes.folder_of.push(folder);
        }
        sizes
    }

    /// Whether most operations send it: of all, of those of one server; a version, of one folder.
    fn are_most(&self, operations: &[Operation<'_>], uses: &Uses) -> bool {
        let senders = uses.operations();
        let is_version = uses
            .all
            .iter()
            .all(|it| it.kind == Kind::Version && it.place != Place::Body);
        let most =
            |sizes: &BTreeMap<usize, usize>, least: usize, group: &dyn Fn(usize) -> usize| {
                let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
                for sender in &senders {
                    *counts.entry(group(*sender)).or_default() += 1;
                }
                counts.iter().any(|(group, count)| {
                    let size = sizes.get(group).copied().unwrap_or_default();
                    *count >= least && count * 2 > size
                })
            };
        senders.len() >= LEAST
            && (self.are_most_of_all(&senders)
                || most(&self.servers, LEAST_OF_SERVER, &|it| {
                    operations[it].server.0
                })
                || (is_version && most(&self.folders, LEAST, &|it| self.folder_of[it])))
    }

    fn are_most_of_all(&self, senders: &BTreeSet<usize>) -> bool {
        senders.len() * 2 > self.all
    }
}

/// The top-level folder around.
fn top(resources: &[Resource<'_>], mut id: ResourceId) -> usize {
    while let Some(parent) = resources.get(id.0).and_then(|it| it.parent)
        && parent.0 != 0
        && parent.0 < id.0
    {
        id = parent;
    }
    id.0
}

fn setting<'a>(
    key: &Key,
    uses: &Uses,
    operations: &[Operation<'a>],
    scope: &Scope,
    size: &Sizes,
) -> ClientSetting<'a> {
    let first = &uses.all[0];
    let docs = |one: &Use| match &one.site {
        Site::Parameter(at) => operations[one.operation].parameters[*at].docs.clone(),
        Site::Field(at) => match &operations[one.operation].body {
            Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) => fields[*at].docs.clone(),
            _ => "".into(),
        },
        Site::Member(_) => "".into(),
    };
    let pointer = match &first.site {
        Site::Parameter(at) => operations[first.operation].parameters[*at].pointer.clone(),
        _ => format!("{}/request/body", operations[first.operation].pointer),
    };
    let docs = uses.all.iter().map(docs).find(|it| !it.trim().is_empty());
    let docs = docs.unwrap_or_default();
    let (value, known) = match key {
        Key::Variable(name) => {
            let mut value = Template::default();
            value.push_variable(name);
            (value, scope.value(name).map(str::to_owned))
        }
        Key::Text(_, _, text) => (Template::constant(text), Some(text.clone())),
    };
    let is_version = uses.all.iter().all(|it| it.kind == Kind::Version);
    let default = known
        .clone()
        .filter(|value| is_version && literals::is_version(value));
    // What a converter writes for each parameter, needed or not.
    let is_generated = matches!(key, Key::Text(_, _, text) if literals::is_placeholder(text));
    let is_optional = says_optional(&docs) || (is_generated && !text::says_required(&docs));
    let need = if is_optional {
        SettingNeed::Nobody
    } else if size.are_most_of_all(&uses.operations()) {
        SettingNeed::Client
    } else {
        SettingNeed::Call
    };
    let variable = value.as_variable().unwrap_or_default();
    ClientSetting {
        name: first.name.clone(),
        secret: secret::is_secret_name(&first.name)
            || secret::is_secret_name(variable)
            || uses.all.iter().any(|it| it.kind == Kind::Secret),
        value,
        default,
        need,
        docs,
        pointer,
    }
}

fn says_optional(docs: &str) -> bool {
    let docs = docs.trim_start_matches(['(', '[', '*', '`', ' ']);
    docs.get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("optional"))
}

fn tell(setting: &ClientSetting<'_>, uses: &Uses, all: usize, diagnostics: &mut Diagnostics) {
    diagnostics
        .note(
            "client-setting",
            &*setting.pointer,
            format!(
                "`{}` has one value in {} of {all} requests: it is set once, when the client is built",
                short(&setting.name),
                uses.operations().len()
            ),
        )
        .help("to have it as an argument of each call, say so by an override: client = false");
}

fn mark(operation: &mut Operation<'_>, site: &Site, setting: SettingId) {
    match site {
        Site::Parameter(at) => operation.parameters[*at].setting = Some(setting),
        Site::Member(key) => operation.members.push(ClientMember {
            key: key.clone(),
            setting,
        }),
        Site::Field(at) => {
            if let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &mut operation.body {
                fields[*at].setting = Some(setting);
            }
        }
    }
}

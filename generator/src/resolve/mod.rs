//! From what the file says to what can be called: one file per decision.
//!
//! The measure is Postman's own runtime: with the collection's values, each operation sends what Postman sends for the
//! request it was made of. What differs on purpose, and what is guessed, is said in a diagnostic.

mod align;
mod auth;
mod base_path;
mod body;
mod client_settings;
mod common_headers;
mod credential_names;
mod credentials;
mod default_headers;
mod dump;
mod examples;
mod expand;
mod folders;
mod grant;
mod guesses;
mod headers;
mod ids;
mod literals;
mod media;
mod merge;
mod originals;
mod path;
mod query;
mod route;
mod scope;
mod server;
mod setting_words;
mod signing;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod url;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::api::{Api, Example, Operation, Resource, ResourceId, Role, Scheme, ServerId};
use crate::collection::environment::Environment;
use crate::collection::{Auth, Behavior, Collection, Folder, Item, RequestItem};
use crate::diagnostic::Diagnostics;

use auth::Applied;
use credentials::Credentials;
use headers::Headers;
use scope::Scope;
use server::{Place, Servers};
use signing::Chain;

pub use dump::dump;
pub(crate) use guesses::tell as tell_guesses;
pub(crate) use text::encode_segment;

/// What a collection offers to call.
pub fn resolve<'a>(
    collection: &Collection<'a>,
    environment: Option<&Environment<'_>>,
    diagnostics: &mut Diagnostics,
) -> Api<'a> {
    let scope = Scope::new(collection, environment, diagnostics);
    let mut requests = Vec::new();
    requests_of(&collection.items, &mut requests);
    let saved: Vec<Saved<'a>> = requests
        .into_par_iter()
        .map(|item| Saved::of(item, &scope, diagnostics.beside()))
        .collect();
    let mut resolver = Resolver {
        scope,
        diagnostics,
        servers: Servers::default(),
        scripts: signing::Scripts::default(),
        credentials: Credentials::default(),
        places: Vec::new(),
        resources: vec![Resource {
            parent: None,
            name: collection.name.clone(),
            docs: collection.description.clone(),
            pointer: String::new(),
        }],
        operations: Vec::new(),
        default_headers: Vec::new(),
        saved: saved.into_iter(),
    };
    let inherited = Inherited {
        resource: ResourceId(0),
        docs: None,
        auth: collection.auth.as_ref(),
        behavior: collection.behavior,
        scripts: Chain {
            scripts: &collection.scripts,
            above: None,
        },
    };
    resolver.items(&collection.items, inherited);
    resolver.finish(collection)
}

/// What a request has from the folders around it.
#[derive(Clone, Copy)]
struct Inherited<'c, 'a> {
    resource: ResourceId,
    /// What is said of the folder right around, where that folder is no resource.
    docs: Option<&'c Cow<'a, str>>,
    auth: Option<&'c Auth<'a>>,
    behavior: Behavior,
    scripts: Chain<'c>,
}

/// All requests, in the collection's order.
fn requests_of<'c, 'a>(items: &'c [Item<'a>], requests: &mut Vec<&'c RequestItem<'a>>) {
    for item in items {
        match item {
            Item::Request(item) => requests.push(item),
            Item::Folder(folder) => requests_of(&folder.items, requests),
        }
    }
}

/// What a request's saved examples are by themselves: the most of a collection, and nothing that other requests bear on.
struct Saved<'a> {
    examples: Vec<Example<'a>>,
    /// What there is to say about them.
    diagnostics: Diagnostics,
    /// Their URLs, where they have one, and what these show.
    urls: Vec<(Vec<url::Pair<'a>>, align::Seen)>,
}

impl<'a> Saved<'a> {
    fn of(item: &RequestItem<'a>, scope: &Scope, mut diagnostics: Diagnostics) -> Self {
        let examples = examples::resolve(&item.responses, scope, &mut diagnostics);
        // What an example's URL lacks or has wrong is no matter: it was only saved.
        let mut silent = Diagnostics::default();
        let originals = item.responses.iter().filter_map(|response| {
            let url = &response.original_request.as_ref()?.url;
            let mut split = url::split(url, &mut Scope::default(), &mut silent);
            let query = std::mem::take(&mut split.query);
            Some((query, align::Seen::new(&split, url)))
        });
        Self {
            urls: originals.collect(),
            examples,
            diagnostics,
        }
    }
}

/// What saved examples' URLs show.
struct Seen<'a> {
    urls: Vec<(Vec<url::Pair<'a>>, align::Seen)>,
    /// Query keys of credentials, which are no parameters.
    keys: Vec<String>,
}

struct Resolver<'d, 'a> {
    scope: Scope,
    diagnostics: &'d mut Diagnostics,
    servers: Servers,
    scripts: signing::Scripts,
    credentials: Credentials,
    /// Where each operation goes, until the servers are in order.
    places: Vec<Place>,
    resources: Vec<Resource<'a>>,
    operations: Vec<Operation<'a>>,
    /// Of each operation, the headers whose value is one of many.
    default_headers: Vec<Vec<headers::DefaultHeader<'a>>>,
    /// Of the requests that are still to come.
    saved: std::vec::IntoIter<Saved<'a>>,
}

impl<'a> Resolver<'_, 'a> {
    fn items<'c>(&mut self, items: &'c [Item<'a>], inherited: Inherited<'c, 'a>) {
        for item in items {
            match item {
                Item::Request(item) => self.request(item, inherited),
                Item::Folder(folder) => {
                    let resource = self.resource(folder, inherited.resource);
                    let inherited = Inherited {
                        resource,
                        docs: (resource == inherited.resource).then_some(&folder.description),
                        auth: folder.auth.as_ref().or(inherited.auth),
                        behavior: nearer(folder.behavior, inherited.behavior),
                        scripts: Chain {
                            scripts: &folder.scripts,
                            above: Some(&inherited.scripts),
                        },
                    };
                    self.items(&folder.items, inherited);
                }
            }
        }
    }

    /// The resource that a folder's requests belong to.
    fn resource(&mut self, folder: &Folder<'a>, around: ResourceId) -> ResourceId {
        if around != ResourceId(0) && folders::is_piece_of_path(folder) {
            self.diagnostics
                .note(
                    "folder-of-a-path",
                    &*folder.pointer,
                    "this folder stands for a piece of its requests' path: they are calls of the folder around it",
                )
                .help("give it another name to keep it as a folder of its own");
            return around;
        }
        self.resources.push(Resource {
            parent: Some(around),
            name: folder.name.clone(),
            docs: folder.description.clone(),
            pointer: folder.pointer.clone(),
        });
        ResourceId(self.resources.len() - 1)
    }

    fn request(&mut self, item: &RequestItem<'a>, inherited: Inherited<'_, 'a>) {
        let request = &item.request;
        let saved = self.saved.next().expect("each request has its own");
        let auth = request.auth.as_ref().or(inherited.auth);
        let behavior = nearer(item.behavior, inherited.behavior);
        let method = self.method(&request.method, &request.pointer);
        let mut applied = auth::apply(auth, &mut self.scope, self.diagnostics);
        if behavior.disable_url_encoding == Some(true) {
            self.diagnostics.note(
                "url-encoding-disabled",
                &*request.url.pointer,
                "Postman sends this URL without percent-encoding it; the client encodes what has to be",
            );
        }

        let split = url::split(&request.url, &mut self.scope, self.diagnostics);
        let place = self
            .servers
            .add(split.server.clone(), split.glued, &request.url.pointer);
        let mut path = path::resolve(split.path, &request.url, &mut self.scope, self.diagnostics);
        let plus = query::writes_plus(&split.query);
        let mut query = query::resolve(split.query, &self.scope, self.diagnostics);
        query::require_named(&item.name, &mut query);

        let mut headers = headers::resolve(
            &request.headers,
            |name| applied.replaces_header(name),
            &mut self.scope,
            self.diagnostics,
        );
        let mut body = body::resolve(
            request.body.as_ref(),
            &method,
            behavior,
            &mut headers,
            &mut self.scope,
            self.diagnostics,
        );
        if let Some(body) = &mut body {
            body::adopt_fields(body, &item.responses, &mut self.scope, self.diagnostics);
        }
        headers.keep_content_types();

        let mut from_query =
            auth::from_query(&mut query, &applied, &mut self.scope, self.diagnostics);
        let scripts = Chain {
            scripts: &item.scripts,
            above: Some(&inherited.scripts),
        };
        let taken = self
            .scripts
            .take(&scripts, &mut headers, &mut query, &mut from_query);
        let user_info = split
            .user_info
            .filter(|_| applied.scheme.is_none() && !auth::has_authorization(&request.headers))
            .map(|(user, password)| {
                self.scope
                    .mark_all(&user, Role::Credential, &request.url.pointer);
                self.scope
                    .mark_all(&password, Role::Credential, &request.url.pointer);
                auth::from_user_info(&user, &password)
            });
        let pointer = auth.map_or(request.pointer.as_str(), |auth| auth.pointer.as_str());
        let mut grant = applied.grant.take();
        let signature = applied
            .scheme
            .as_ref()
            .and_then(|signing| headers.take_signature(signing, self.diagnostics));
        let mut schemes = schemes(
            applied,
            user_info,
            &mut headers,
            pointer,
            &request.url.pointer,
        );
        schemes.extend(from_query);
        let is_guessed = schemes.is_empty();
        if let Some(pointer) = scripts.sets_token().filter(|_| is_guessed) {
            self.diagnostics
                .note(
                    "credential-of-a-script",
                    &*item.pointer,
                    "a script sets the header `Authorization` of this request: its method sends the client's bearer token",
                )
                .help("set the authentication of the request, its folder or the collection");
            let token = crate::api::Template::default();
            schemes.push((Scheme::Bearer { token }, pointer.to_owned()));
        } else if is_guessed {
            schemes = originals::credentials(item, &mut self.scope, self.diagnostics);
        }
        headers
            .parameters
            .append(&mut originals::headers(item, self.diagnostics));
        let keys = schemes.iter().filter_map(|(scheme, _)| match scheme {
            Scheme::Query { name, .. } => Some(name.clone()),
            _ => None,
        });
        let keys: Vec<String> = keys.collect();
        let seen = Seen {
            urls: saved.urls,
            keys,
        };
        self.observe(
            item,
            seen,
            split.server.as_ref(),
            place,
            &mut path,
            &mut query,
        );
        let mut credentials = Vec::new();
        for (scheme, pointer) in schemes {
            let own = auth.is_some_and(|auth| auth.pointer == pointer);
            let grant = grant.take_if(|_| own);
            let id = self
                .credentials
                .add(scheme, grant, &pointer, self.diagnostics);
            if !credentials.contains(&id) {
                credentials.push(id);
            }
        }
        if !taken.scripts.is_empty() {
            let kind = Scheme::SCRIPT.to_owned();
            let scheme = Scheme::Other {
                kind,
                parameters: Vec::new(),
            };
            let id = self
                .credentials
                .add(scheme, None, &item.pointer, self.diagnostics);
            credentials.push(id);
        }
        let signature = credentials.first().copied().zip(signature);
        let own_values = if is_guessed {
            // Postman sends none of them.
            credentials.iter().map(|id| (*id, None)).collect()
        } else {
            let signature = signature.map(|(id, sent)| (id, Some(sent)));
            signature.into_iter().collect()
        };
        let mut credentials = credentials.into_iter();

        self.diagnostics.append(saved.diagnostics);
        let pieces = path.pieces();
        let mut parameters = path.parameters;
        parameters.append(&mut query);
        parameters.append(&mut headers.parameters);
        self.places.push(place);
        self.default_headers.push(headers.defaults);
        self.operations.push(Operation {
            variant_of: None,
            pointer: item.pointer.clone(),
            name: item.name.clone(),
            docs: folders::docs(&item.description, inherited.docs),
            resource: inherited.resource,
            method,
            server: ServerId(0),
            path: pieces,
            parameters,
            plus,
            credential: credentials.next(),
            more_credentials: credentials.collect(),
            own_values,
            signed: taken.parameters,
            headers: headers.constants,
            without_headers: Vec::new(),
            body,
            tag: None,
            members: Vec::new(),
            examples: saved.examples,
        });
    }

    /// The method as Postman sends it.
    fn method(&mut self, method: &str, pointer: &str) -> String {
        let upper = method.to_uppercase();
        if upper.is_empty() {
            return "GET".to_owned();
        }
        if !headers::is_header_name(&upper) {
            self.diagnostics
                .warning(
                    "invalid-method",
                    pointer,
                    format!("`{upper}` cannot be a method, so that Postman cannot send this request; it is taken for GET"),
                )
                .help("a method is one word of letters");
            return "GET".to_owned();
        }
        upper
    }

    /// Learns from the URLs of saved examples.
    fn observe(
        &mut self,
        item: &RequestItem<'a>,
        seen: Seen<'a>,
        server: Option<&crate::api::Template>,
        place: Place,
        path: &mut path::Path<'a>,
        query: &mut Vec<crate::api::Parameter<'a>>,
    ) {
        let (urls, keys) = (seen.urls, seen.keys);
        let mut seen = Vec::with_capacity(urls.len());
        for (mut pairs, url) in urls {
            pairs.retain(|pair| !keys.contains(&pair.key.to_string()));
            query::observe(query, pairs, self.diagnostics);
            seen.push(url);
        }
        align::find_ids(path, server, &seen, &item.request.url, self.diagnostics);
        for seen in &seen {
            if let Some(base) = align::observe(path, server, seen) {
                self.servers.candidate(place, base);
            }
        }
    }

    fn finish(mut self, collection: &Collection<'a>) -> Api<'a> {
        base_path::join(
            &mut self.operations,
            &mut self.places,
            &mut self.servers,
            &mut self.scope,
            self.diagnostics,
        );
        let servers = self.servers.finish(
            &mut self.operations,
            &self.places,
            &mut self.scope,
            self.diagnostics,
        );
        let credentials = self
            .credentials
            .finish(&mut self.operations, &self.resources, &servers);
        let headers = common_headers::hoist(&mut self.operations);
        default_headers::settle(
            self.default_headers,
            &headers,
            &mut self.operations,
            self.diagnostics,
        );
        let settings = client_settings::find(
            &mut self.operations,
            &self.resources,
            &self.scope,
            self.diagnostics,
        );
        let signed_by = self.scripts.finish(self.diagnostics);
        let diagnostics = self.diagnostics;
        let mut api = Api {
            name: collection.name.clone(),
            docs: collection.description.clone(),
            servers,
            credentials,
            settings,
            signed_by,
            headers,
            variables: self.scope.variables(),
            resources: self.resources,
            operations: self.operations,
        };
        ids::find(&mut api.operations, diagnostics);
        tags::find(&mut api.operations);
        merge::merge(&mut api, diagnostics);
        api
    }
}

/// All schemes that a request uses, with their places, the first one first.
fn schemes(
    applied: Applied,
    user_info: Option<Scheme>,
    headers: &mut Headers<'_>,
    auth: &str,
    url: &str,
) -> Vec<(Scheme, String)> {
    let by_hand = headers
        .credentials
        .iter()
        .any(|(scheme, _)| is_authorization(scheme));
    // An auth block without a token yields to a header that has one.
    let own = applied.scheme.filter(|_| !(applied.open && by_hand));
    own.map(|scheme| (scheme, auth.to_owned()))
        .into_iter()
        .chain(user_info.map(|scheme| (scheme, url.to_owned())))
        .chain(std::mem::take(&mut headers.credentials))
        .collect()
}

fn is_authorization(scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Bearer { .. } | Scheme::Basic { .. } => true,
        Scheme::Header { name, .. } => name.eq_ignore_ascii_case("authorization"),
        Scheme::Query { .. } | Scheme::Other { .. } => false,
    }
}

/// What is said nearer by counts.
fn nearer(near: Behavior, far: Behavior) -> Behavior {
    Behavior {
        disable_body_pruning: near.disable_body_pruning.or(far.disable_body_pruning),
        disable_url_encoding: near.disable_url_encoding.or(far.disable_url_encoding),
        disable_content_type: near.disable_content_type.or(far.disable_content_type),
    }
}

/// Text of a collection, shortened for a message or a dump.
fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

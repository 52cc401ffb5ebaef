//! Requests that a script signs: what the script sets is nobody's argument, for a signer of the client sets it.
//!
//! Scripts are not run. What is known of them is which names they set (`collection::Script`); what they compute is for the
//! client's user to write once, as a `Sign` that sees each request.

use crate::api::{ConstantHeader, Location, Parameter, Scheme, Signing, Template};
use crate::collection::Script;
use crate::diagnostic::Diagnostics;

use super::headers::{Headers, TRANSPORT};

/// The scripts that run before a request: those of its own and of the folders around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain<'c> {
    pub(super) scripts: &'c [Script],
    pub(super) above: Option<&'c Chain<'c>>,
}

impl<'c> Chain<'c> {
    fn all(&'c self) -> impl Iterator<Item = &'c Script> {
        let links = std::iter::successors(Some(self), |chain| chain.above);
        links.flat_map(|chain| chain.scripts)
    }

    /// Where a script sets a header that holds a token, and signs nothing.
    pub(super) fn sets_token(&'c self) -> Option<&'c str> {
        let mut all = self.all();
        let sets = |script: &&Script| {
            !script.computes && script.headers.iter().any(|it| is(it, "authorization"))
        };
        all.find(sets).map(|script| script.pointer.as_str())
    }
}

/// What is taken out of a request, because a script sets it.
#[derive(Debug, Default)]
pub(super) struct Taken<'a> {
    /// What the collection has in its place.
    pub(super) parameters: Vec<Parameter<'a>>,
    /// Where the scripts are that sign the request.
    pub(super) scripts: Vec<usize>,
}

/// The scripts that sign, in the order of the first request that each of them signs.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    found: indexmap::IndexMap<String, Signing>,
}

impl Scripts {
    /// Takes out of a request what scripts set, where they sign it.
    pub(super) fn take<'a>(
        &mut self,
        chain: &Chain<'_>,
        headers: &mut Headers<'a>,
        query: &mut Vec<Parameter<'a>>,
        keys: &mut Vec<(Scheme, String)>,
    ) -> Taken<'a> {
        let mut taken = Taken::default();
        for script in chain.all() {
            let from = taken.parameters.len();
            take(script, headers, query, keys, &mut taken.parameters);
            let added: Vec<&String> = script
                .headers
                .iter()
                .filter(|it| is_added(script, it))
                .collect();
            let is_signed =
                from < taken.parameters.len() || !added.is_empty() || !script.query.is_empty();
            if !is_signed {
                continue;
            }
            let entry = self.found.entry(script.pointer.clone());
            taken.scripts.push(entry.index());
            let known = entry.or_insert_with(|| Signing {
                pointer: script.pointer.clone(),
                ..Signing::default()
            });
            known.requests += 1;
            let set = taken.parameters[from..].iter();
            let of = |location: Location| {
                set.clone()
                    .filter(move |it| it.location == location)
                    .map(|it| &it.name)
            };
            for name in of(Location::Header).chain(added) {
                let has = known.headers.iter().any(|it| is(it, name));
                known.headers.extend((!has).then(|| name.clone()));
            }
            known.query.extend(script.query.iter().cloned());
            known.query.extend(of(Location::Query).cloned());
        }
        taken
    }

    /// All of them; each is told.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) -> Vec<Signing> {
        for signing in self.found.values() {
            let headers = signing
                .headers
                .iter()
                .map(|name| format!("the header `{name}`"));
            let query = signing
                .query
                .iter()
                .map(|name| format!("the query parameter `{name}`"));
            let names: Vec<String> = headers.chain(query).collect();
            let (requests, verb) = match signing.requests {
                1 => ("1 request".to_owned(), "is"),
                count => (format!("{count} requests"), "are"),
            };
            diagnostics
                .note(
                    "signed-by-a-script",
                    &*signing.pointer,
                    format!(
                        "{requests} {verb} signed by this script, which is not run: it sets {}",
                        names.join(", ")
                    ),
                )
                .help("give the client a signer: the README shows one");
        }
        self.found.into_values().collect()
    }
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

/// Whether a header that a script sets is what the client does not send by itself.
fn is_added(script: &Script, name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_own = matches!(&*lower, "accept" | "content-type" | "cookie" | "user-agent")
        || TRANSPORT.contains(&&*lower);
    // A token that is only fetched is a credential.
    !is_own && (lower != "authorization" || script.computes)
}

/// Whether a script that signs sets a parameter.
fn sets(script: &Script, location: Location, name: &str, value: Option<&Template>) -> bool {
    let named = match location {
        Location::Header => script.headers.iter().any(|it| is(it, name)),
        _ => script.query.contains(name),
    };
    if named || !script.computes {
        return named;
    }
    let lower = name.to_ascii_lowercase();
    let mut variables = value.into_iter().flat_map(Template::variables);
    script.words.contains(&lower)
        || variables.any(|variable| {
            let is_of_signing =
                location == Location::Header || is_word(variable) || is_word(&lower);
            is_of_signing && script.variables.contains(variable)
        })
}

/// Whether a word is one of those that signatures are made of.
fn is_word(word: &str) -> bool {
    crate::collection::Script::is_word_of_signing(&word.to_ascii_lowercase())
}

fn take<'a>(
    script: &Script,
    headers: &mut Headers<'a>,
    query: &mut Vec<Parameter<'a>>,
    keys: &mut Vec<(Scheme, String)>,
    taken: &mut Vec<Parameter<'a>>,
) {
    for parameters in [&mut headers.parameters, query] {
        let set = parameters.extract_if(.., |it| {
            // What nobody sends by itself may be sent instead.
            it.enabled && sets(script, it.location, &it.name, it.value.as_ref())
        });
        taken.extend(set);
    }
    let constants = headers.constants.extract_if(.., |header| {
        sets(script, Location::Header, &header.name, None)
    });
    taken.extend(
        constants.map(|ConstantHeader { name, value, docs }| Parameter {
            docs: docs.into(),
            ..parameter(Location::Header, name, Template::constant(&value), "")
        }),
    );
    // A key is what its user has; a signature is made anew for each request.
    let mut credential = |(scheme, pointer): &(Scheme, String)| {
        let (location, name, prefix, value) = match scheme {
            Scheme::Header {
                name,
                prefix,
                value,
            } => (Location::Header, name, prefix.as_str(), value),
            Scheme::Query { name, value } => (Location::Query, name, "", value),
            _ => return false,
        };
        let mut variables = value.variables();
        let is_set = script.computes
            && sets(script, location, name, Some(value))
            && (is_word(name) || is(name, "authorization") || variables.any(is_word));
        if is_set {
            let mut whole = Template::constant(prefix);
            whole.push(value);
            taken.push(parameter(location, name.clone(), whole, pointer));
        }
        is_set
    };
    headers.credentials.retain(|it| !credential(it));
    keys.retain(|it| !credential(it));
}

fn parameter<'a>(
    location: Location,
    name: String,
    value: Template,
    pointer: &str,
) -> Parameter<'a> {
    Parameter {
        value: Some(value),
        pointer: pointer.to_owned(),
        ..Parameter::new(location, name)
    }
}

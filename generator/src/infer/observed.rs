//! Reads the shapes of all bodies, operation by operation, in parallel.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::de::IgnoredAny;

use super::graph::{Domain, Graph, SpotId};
use super::{alike, tagged};
use crate::api::{Api, Body, Operation, ReplyBody};
use crate::diagnostic::Diagnostics;
use crate::dynamic;
use crate::shape::{self, Shape};
use crate::template::{self, MARK_CLOSE, MARK_OPEN};

/// What the examples of an operation show.
#[derive(Debug, Default)]
pub struct Observed {
    success: BTreeMap<u16, Success<Shape>>,
    errors: BTreeMap<u16, Shape>,
    body: Option<Shape>,
    /// Members of the body that only saved examples send, behind the pointer of one.
    adopted: Option<(String, Vec<String>)>,
    /// Pointer and message of what could not be read.
    pub unreadable: Vec<(String, String)>,
}

/// What the examples of one success status show.
#[derive(Debug)]
pub struct Success<J> {
    /// The JSON bodies.
    pub json: Option<J>,
    /// Whether there was an empty body.
    pub empty: bool,
    /// Media types of bodies of other text; `None` where one is unknown.
    pub text: Vec<Option<String>>,
    /// Media types of bodies that are no text.
    pub bytes: Vec<Option<String>>,
}

/// Where the bodies of an operation stand in the graph.
#[derive(Debug, Default)]
pub struct Spots {
    /// Success replies, by status.
    pub success: BTreeMap<u16, Success<SpotId>>,
    /// Error replies with a JSON body, by status.
    pub errors: BTreeMap<u16, SpotId>,
    /// The JSON body that is sent.
    pub body: Option<SpotId>,
}

/// Reads all bodies of an API; one entry an operation.
pub fn observe(api: &Api<'_>, diagnostics: &mut Diagnostics) -> Vec<Observed> {
    let known = known_values(api);
    let mut observed: Vec<Observed> = api
        .operations
        .par_iter()
        .map(|operation| {
            let mut observed = Observed::of(operation, &known);
            observed.split(operation);
            observed
        })
        .collect();
    let replies = observed.iter().flat_map(|it| it.success.values());
    let risks = alike::risks(replies.filter_map(|success| success.json.as_ref()));
    let replies = observed.iter_mut().flat_map(|it| it.success.values_mut());
    for shape in replies.filter_map(|success| success.json.as_mut()) {
        tagged::join_uncertain(shape, &risks);
    }
    for (pointer, adopted) in observed.iter().filter_map(|it| it.adopted.as_ref()) {
        let keys: Vec<String> = (adopted.iter().take(5))
            .map(|key| format!("\"{}\"", key.escape_debug()))
            .collect();
        let more = match adopted.len() - keys.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        diagnostics.note(
            "field-of-an-example",
            pointer.clone(),
            format!(
                "only a saved example sends {}{more}: optional in the body",
                keys.join(", ")
            ),
        );
    }
    for (pointer, message) in observed.iter().flat_map(|observed| &observed.unreadable) {
        diagnostics
            .warning(
                "unreadable-json",
                pointer.clone(),
                format!("the JSON cannot be read: {message}"),
            )
            .help("any JSON is taken in its place");
    }
    observed
}

/// The JSON that is known to stand where a variable stands without quotes: the collection's own value of the variable, or
/// the least one that saved examples show for it in a URL.
fn known_values<'a>(api: &'a Api<'_>) -> BTreeMap<&'a str, &'a str> {
    let is_json = |value: &str| serde_json::from_str::<IgnoredAny>(value).is_ok();
    let mut shown: BTreeMap<&str, &str> = BTreeMap::new();
    for parameter in api
        .operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        let Some(name) = parameter
            .value
            .as_ref()
            .and_then(|value| value.as_variable())
        else {
            continue;
        };
        for value in parameter.observed.iter().filter(|value| is_json(value)) {
            let least = shown.entry(name).or_insert(value);
            if (value.len(), value.as_str()) < (least.len(), *least) {
                *least = value;
            }
        }
    }
    for variable in &api.variables {
        if let Some(value) = dynamic::sample(&variable.name).filter(|value| is_json(value)) {
            shown.insert(&variable.name, value);
        }
        if let Some(value) = variable.value.as_deref().filter(|value| is_json(value)) {
            shown.insert(&variable.name, value);
        }
    }
    shown
}

/// Marked JSON with the known values in place of their variables.
fn filled<'m>(marked: &'m str, known: &BTreeMap<&str, &str>) -> Cow<'m, str> {
    let open = format!("\"{MARK_OPEN}");
    let close = format!("{MARK_CLOSE}\"");
    if known.is_empty() || !marked.contains(&open) {
        return Cow::Borrowed(marked);
    }
    let mut out = String::with_capacity(marked.len());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once(&open) {
        out.push_str(before);
        rest = after;
        let hole = after
            .split_once(&close)
            .and_then(|(name, after)| Some((known.get(name)?, after)));
        match hole {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => out.push_str(&open),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Adds the members of a body that only saved examples send, to which the server said yes. Gives their keys, and the pointer
/// of an example. All of them are taken together: their order means nothing.
fn adopt_sent(
    body: &mut Shape,
    text: &str,
    operation: &Operation<'_>,
    known: &BTreeMap<&str, &str>,
) -> Option<(String, Vec<String>)> {
    let mut seen = BTreeSet::from([text]);
    let mut all = Shape::default();
    let mut pointer = None;
    for example in operation.examples.iter().filter(|it| it.status < 400) {
        let Some(sent) = example.sent.as_deref().filter(|sent| seen.insert(sent)) else {
            continue;
        };
        // What cannot be read shows nothing, and what has other keys altogether is another body.
        let shape = shape::observe_template(&filled(&template::mark_holes(sent), known));
        if let Ok(shape) = shape
            && body.shares_members(&shape)
        {
            all.absorb(shape);
            pointer.get_or_insert(&example.pointer);
        }
    }
    let adopted = body.adopt_members(all);
    Some((pointer?.clone(), adopted)).filter(|(_, adopted)| !adopted.is_empty())
}

impl Observed {
    fn of(operation: &Operation<'_>, known: &BTreeMap<&str, &str>) -> Observed {
        let mut observed = Observed::default();
        for example in &operation.examples {
            let is_error = example.status >= 400;
            let json = match &example.body {
                ReplyBody::Json(text) => {
                    Some(observed.read(shape::observe(text), &example.pointer))
                }
                ReplyBody::Empty | ReplyBody::Bytes { .. } | ReplyBody::Text { .. } => None,
            };
            if is_error {
                if let Some(json) = json {
                    observed
                        .errors
                        .entry(example.status)
                        .or_default()
                        .absorb(json);
                }
                continue;
            }
            let success = observed.success.entry(example.status).or_default();
            match (json, &example.body) {
                (Some(json), _) => success.json.get_or_insert_default().absorb(json),
                (None, ReplyBody::Text { media_type, .. }) => success.text.push(media_type.clone()),
                (None, ReplyBody::Bytes { media_type }) => success.bytes.push(media_type.clone()),
                (None, _) => success.empty = true,
            }
        }
        let template = match &operation.body {
            Some(Body::Json { text, .. }) => Some(&**text),
            Some(body) => body.graphql_variables(),
            None => None,
        };
        observed.body = template.map(|text| {
            observed.read(
                shape::observe_template(&filled(&template::mark_holes(text), known)),
                &operation.pointer,
            )
        });
        if let (Some(text), Some(body)) = (template, &mut observed.body) {
            observed.adopted = adopt_sent(body, text, operation, known);
        }
        let sent: Vec<&str> = sent_anyway(operation).collect();
        if !sent.is_empty()
            && let Some(body) = &mut observed.body
            && let Some(objects) = &mut body.objects
        {
            // The method or the client sends it; nobody has to say it.
            for key in sent {
                objects.fields.shift_remove(key);
            }
            if objects.fields.is_empty() {
                observed.body = None;
            }
        }
        observed
    }

    /// Keeps forms of objects apart in the success replies.
    fn split(&mut self, operation: &Operation<'_>) {
        for (status, success) in &mut self.success {
            let Some(json) = &mut success.json else {
                continue;
            };
            let examples = operation.examples.iter().filter(|it| it.status == *status);
            let bodies: Vec<&str> = examples
                .filter_map(|example| match &example.body {
                    ReplyBody::Json(text) => Some(&**text),
                    _ => None,
                })
                .collect();
            tagged::split(json, &bodies);
        }
    }

    /// Adds what another request of the same method shows. Their bodies are alike, or there is none.
    pub fn absorb(&mut self, other: Observed) {
        for (status, shape) in other.errors {
            self.errors.entry(status).or_default().absorb(shape);
        }
        for (status, success) in other.success {
            let own = self.success.entry(status).or_default();
            if let Some(json) = success.json {
                own.json.get_or_insert_default().absorb(json);
            }
            own.empty |= success.empty;
            own.text.extend(success.text);
            own.bytes.extend(success.bytes);
        }
        if let Some(body) = other.body {
            self.body.get_or_insert_default().absorb(body);
        }
    }

    /// The shape, or an unknown one where the text cannot be read (it nests too deep, say).
    fn read(&mut self, shape: Result<Shape, serde_json::Error>, pointer: &str) -> Shape {
        shape.unwrap_or_else(|error| {
            self.unreadable
                .push((pointer.to_owned(), error.to_string()));
            Shape {
                holes: 1,
                ..Shape::default()
            }
        })
    }

    /// Puts all of it into the graph.
    pub fn place(self, graph: &mut Graph, operation: usize, noun: &str) -> Spots {
        let success = self.success.into_iter().map(|(status, success)| {
            let json = success
                .json
                .map(|shape| graph.add(shape, Domain::Reply, operation, noun));
            (
                status,
                Success {
                    json,
                    empty: success.empty,
                    text: success.text,
                    bytes: success.bytes,
                },
            )
        });
        let success = success.collect();
        let errors = self.errors.into_iter();
        let errors = errors
            .map(|(status, shape)| (status, graph.add(shape, Domain::Error, operation, noun)))
            .collect();
        let body = self
            .body
            .map(|shape| graph.add(shape, Domain::Request, operation, noun));
        Spots {
            success,
            errors,
            body,
        }
    }
}

impl Spots {
    /// The JSON reply of the least success status that has one.
    pub fn first_json(&self) -> Option<SpotId> {
        self.success.values().find_map(|success| success.json)
    }
}

impl<J> Default for Success<J> {
    fn default() -> Self {
        Success {
            json: None,
            empty: false,
            text: Vec::new(),
            bytes: Vec::new(),
        }
    }
}

/// The members of an operation's body that its callers do not say: the method or the client sends them.
pub fn sent_anyway<'o>(operation: &'o Operation<'_>) -> impl Iterator<Item = &'o str> {
    let members = operation.members.iter().map(|member| member.key.as_str());
    (operation.tag.iter().map(|tag| tag.key.as_str())).chain(members)
}

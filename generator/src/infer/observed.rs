//! Reads the shapes of all bodies, operation by operation, in parallel.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::graph::{Domain, Graph, SpotId};
use crate::api::{Api, Body, Operation, ReplyBody};
use crate::diagnostic::Diagnostics;
use crate::shape::{self, Shape};
use crate::template;

/// What the examples of an operation show.
#[derive(Debug, Default)]
pub struct Observed {
    success: BTreeMap<u16, Success<Shape>>,
    errors: BTreeMap<u16, Shape>,
    body: Option<Shape>,
    /// Pointer and message of what could not be read.
    unreadable: Vec<(String, String)>,
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
    let observed: Vec<Observed> = api.operations.par_iter().map(Observed::of).collect();
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

impl Observed {
    fn of(operation: &Operation<'_>) -> Observed {
        let mut observed = Observed::default();
        for example in &operation.examples {
            let is_error = example.status >= 400;
            let json = match &example.body {
                ReplyBody::Json(text) => {
                    Some(observed.read(shape::observe(text), &example.pointer))
                }
                ReplyBody::Empty | ReplyBody::Text { .. } => None,
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
                (None, _) => success.empty = true,
            }
        }
        let template = match &operation.body {
            Some(Body::Json { text, .. }) => Some(text),
            Some(Body::GraphQl { variables, .. }) => variables.as_ref(),
            _ => None,
        };
        observed.body = template.map(|text| {
            observed.read(
                shape::observe_template(&template::mark_holes(text)),
                &operation.pointer,
            )
        });
        observed
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
        }
    }
}

//! Api → Model: which types exist, learnt from the saved examples and the descriptions.
//!
//! Every body is observed as a [`Shape`](crate::shape::Shape), all of them make one `graph`, near-equal objects of it are
//! pooled, and `types` makes types of what is left. One file a decision; [`policy`] holds the thresholds.

mod alike;
mod check;
mod codes;
mod dump;
mod elsewhere;
mod enums;
mod evidence;
mod facts;
mod formats;
mod graph;
mod graphql;
mod homes;
mod ids;
mod leftovers;
mod maps;
mod measures;
pub(crate) mod naming;
mod observed;
mod pages;
mod params;
pub mod policy;
mod pool;
mod replies;
mod required;
mod siblings;
pub(crate) mod tables;
mod tagged;
mod types;
mod unions;
mod values;
pub(crate) mod words;

pub use check::{accepts, mismatch, sample, undecodable};
pub use dump::dump;
pub(crate) use pages::CountingWord;
pub(crate) use params::fits;
pub(crate) use values::UUID;
pub(crate) use values::values;

use std::collections::BTreeSet;

use crate::api::{Api, Operation, OperationId, ResourceId};
use crate::diagnostic::Diagnostics;
use crate::emit::signature_key;
use crate::model::{ErrorBody, FieldEvidence, Model, OperationTypes, Type, TypeKind};

use alike::Alike;
use facts::Facts;
use graph::{Domain, Graph};
use ids::Ids;
use policy::Thresholds;
use types::Builder;

/// Learns the types of an API.
pub fn infer(api: &Api<'_>, diagnostics: &mut Diagnostics) -> Model {
    infer_by(api, Thresholds::default(), diagnostics)
}

/// Learns the types of an API by other thresholds than the default ones.
pub fn infer_by(api: &Api<'_>, thresholds: Thresholds, diagnostics: &mut Diagnostics) -> Model {
    let (mut observed, (facts, nouns, paths)) =
        rayon::join(|| observed::observe(api, diagnostics), || said(api));
    let unreadable = (observed.iter_mut())
        .flat_map(|it| std::mem::take(&mut it.unreadable))
        .map(|(pointer, _)| pointer)
        .collect();
    for (index, operation) in api.operations.iter().enumerate() {
        // What the uses of a method show is shown of the method.
        if let Some(method) = operation.variant_of {
            let own = std::mem::take(&mut observed[index]);
            observed[method.0].absorb(own);
        }
    }
    let mut graph = Graph::default();
    let spots: Vec<observed::Spots> = observed
        .into_iter()
        .enumerate()
        .zip(&nouns)
        .map(|((index, observed), noun)| observed.place(&mut graph, index, noun))
        .collect();
    if !pool::pool(&mut graph, &paths) {
        diagnostics.warning(
            "pooling-limited",
            "",
            "there are too many different objects to find all that are alike",
        );
    }
    let alike = Alike::of(&graph, thresholds);
    let folders: Vec<ResourceId> = api
        .operations
        .iter()
        .map(|operation| operation.resource)
        .collect();
    for (operation, key) in leftovers::guess_members(&mut graph, &folders) {
        let pointer = api
            .operations
            .get(operation)
            .map_or("", |operation| &operation.pointer);
        diagnostics
            .note("guessed-items", pointer, format!("\"{key}\" is empty or null in every example: what is in it is guessed by its name"))
            .help("save an example in which it is neither empty nor null");
    }
    for guess in siblings::guess_replies(&mut graph, &api.operations, &spots) {
        report_guess(api, diagnostics, "guessed-reply", &guess, |keys| {
            format!(
                "every saved reply is empty: {keys} may be in it, as in those of other calls about the same thing"
            )
        });
    }
    for guess in siblings::guess_conventions(&mut graph, &api.operations, &spots) {
        report_guess(api, diagnostics, "guessed-member", &guess, |keys| {
            format!("no saved reply has {keys}, as those of most other lists do: it may be in it")
        });
    }
    let ids = Ids::of(api, &graph, thresholds);
    let mut builder = Builder::new(api, &graph, &facts, &nouns, thresholds, &alike);
    let mut model = Model {
        unreadable,
        ..Model::default()
    };
    for (index, ((operation, spots), noun)) in
        api.operations.iter().zip(&spots).zip(&nouns).enumerate()
    {
        let success = replies::success(&mut builder, spots, index, operation, noun);
        if replies::are_of_two_kinds(spots) {
            diagnostics
                .note(
                    "reply-of-two-kinds",
                    operation.pointer.clone(),
                    "some saved replies are JSON and others no text, with one status: all are given as they come",
                )
                .help("read them by `RawBody::json` or `RawBody::bytes`, as their media type says");
        }
        let errors = spots
            .errors
            .iter()
            .map(|(status, spot)| (*status, builder.body(*spot, Domain::Error, index, noun)))
            .collect();
        let body = spots
            .body
            .map(|spot| builder.body(spot, Domain::Request, index, noun));
        let parameters: Vec<Type> = operation
            .parameters
            .iter()
            .map(|parameter| {
                params::parameter(api, &facts, &ids, &mut builder, index, operation, parameter)
            })
            .collect();
        for (parameter, ty) in operation.parameters.iter().zip(&parameters) {
            if *ty != Type::String
                && params::said(&facts, index, parameter).is_none()
                && ids.parameter(operation, parameter).as_ref() == Some(ty)
            {
                let what = if *ty == Type::I64 {
                    "an integer"
                } else {
                    "a UUID"
                };
                let message = format!(
                    "no example shows a value of \"{}\": it is {what}, as other paths or replies show",
                    parameter.name
                );
                diagnostics
                    .note("guessed-id", parameter.pointer.clone(), message)
                    .help("save an example whose URL has a value for it, or set its type by an override: type = \"String\"");
            }
        }
        let pages = spots
            .first_json()
            .and_then(|spot| pages::pages(&graph, operation, noun, spot, &parameters, spots.body));
        model.operations.push(OperationTypes {
            parameters,
            body,
            success,
            errors,
            pages,
        });
    }
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(method) = operation.variant_of {
            model.operations[index] = variant(api, operation, method, &model.operations[method.0]);
        }
    }
    for guess in builder.unsent() {
        report_guess(api, diagnostics, "field-from-a-table", &guess, |keys| {
            format!("no example sends {keys}, which the description's table names: it may be sent")
        });
    }
    model.types = builder.finish();
    graphql::settle(api, &mut model);
    pages::relax(&mut model);
    report_left_out(api, &facts, &model, diagnostics);
    model.error = error_body(&model);
    homes::settle(api, &mut model);
    model.values = values(api, &model);
    model
}

/// Says which fields a table names that a method cannot send, since all that its request's examples send is the word that the
/// method sends itself.
fn report_left_out(api: &Api<'_>, facts: &Facts, model: &Model, diagnostics: &mut Diagnostics) {
    let operations = api.operations.iter().zip(&model.operations).enumerate();
    for (index, (operation, types)) in operations {
        let (Some(tag), None) = (&operation.tag, &types.body) else {
            continue;
        };
        let word = BTreeSet::from([&*tag.key]);
        let parameters = operation.parameters.iter().map(|it| &*it.name);
        let known: BTreeSet<&str> = parameters.chain([&*tag.key]).collect();
        let keys: Vec<String> = facts
            .unsent(index, &word)
            .map(|fact| fact.name.clone())
            .filter(|name| !known.contains(name.as_str()))
            .collect();
        if !keys.is_empty() {
            let guess = siblings::Guess {
                operation: index,
                keys,
            };
            report_guess(api, diagnostics, "field-left-out", &guess, |keys| {
                format!(
                    "its method cannot send {keys}: the description's table names it, but no example sends more than \"{}\"",
                    tag.key
                )
            });
        }
    }
}

fn report_guess(
    api: &Api<'_>,
    diagnostics: &mut Diagnostics,
    code: &'static str,
    guess: &siblings::Guess,
    message: impl Fn(&str) -> String,
) {
    let pointer = (api.operations.get(guess.operation)).map_or("", |it| &it.pointer);
    let keys: Vec<String> = guess.keys.iter().map(|key| format!("\"{key}\"")).collect();
    diagnostics
        .note(code, pointer, message(&keys.join(", ")))
        .help("save an example that shows what is in it");
}

/// What the collection says beside its examples: in descriptions; and, by operation, what the path calls the resource, and
/// the literal path.
fn said(api: &Api<'_>) -> (Facts, Vec<String>, Vec<String>) {
    let operations = api.operations.iter();
    (
        Facts::of(api),
        operations
            .clone()
            .map(|operation| naming::noun(api, operation))
            .collect(),
        operations.map(naming::literal_path).collect(),
    )
}

/// What a request takes and gives that another operation's method makes.
fn variant(
    api: &Api<'_>,
    operation: &Operation<'_>,
    method: OperationId,
    types: &OperationTypes,
) -> OperationTypes {
    let parameters = operation.parameters.iter().map(|parameter| {
        let same = (api.operations[method.0].parameters.iter())
            .position(|other| signature_key(other) == signature_key(parameter));
        same.and_then(|at| types.parameters.get(at).cloned())
            .unwrap_or(Type::String)
    });
    OperationTypes {
        parameters: parameters.collect(),
        ..types.clone()
    }
}

/// The one type of error bodies, or all of them.
fn error_body(model: &Model) -> ErrorBody {
    let mut seen = BTreeSet::new();
    let errors = model
        .operations
        .iter()
        .flat_map(|operation| &operation.errors);
    let mut types: Vec<Type> = errors
        .map(|(_, ty)| ty.clone())
        .filter(|ty| seen.insert(ty.clone()))
        .collect();
    match types.len() {
        0 => ErrorBody::Unknown,
        1 => ErrorBody::One(types.remove(0)),
        _ => ErrorBody::Several(types),
    }
}

/// Says which fields have no type; for the caller to ask, who may know better of some.
pub(crate) fn report_untyped(api: &Api<'_>, model: &Model, diagnostics: &mut Diagnostics) {
    for def in &model.types {
        let TypeKind::Struct(fields) = &def.kind else {
            continue;
        };
        let untyped: Vec<&str> = fields
            .iter()
            .filter(|field| is_untyped(&field.ty))
            // What a specification says is there is no gap of the collection.
            .filter(|field| field.present > 0 || field.evidence != FieldEvidence::default())
            .map(|field| field.wire.as_str())
            .collect();
        if untyped.is_empty() {
            continue;
        }
        let pointer = api
            .operations
            .get(def.operation.0)
            .map_or("", |operation| &operation.pointer);
        let name = def.names.first().map_or("an object", String::as_str);
        diagnostics
            .note(
                "untyped-field",
                pointer,
                format!(
                    "no example shows what is in {} of \"{name}\": any JSON is taken",
                    untyped.join(", ")
                ),
            )
            .help("save an example in which it is neither empty nor null");
    }
}

fn is_untyped(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => is_untyped(inner),
        _ => false,
    }
}

//! Holds what people decided against what the collection shows.
//!
//! Somebody who sets a type may know better than an example that was saved years ago. So a contradiction is a warning that
//! names the example, and the example is left out of the crate's own tests, which would fail on it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value};

use super::Work;
use crate::api::{OperationId, Template};
use crate::examples::{self, Origin};
use crate::infer;
use crate::model::{TypeId, TypeKind};
use crate::template::MARK_OPEN;

/// Something that an example could contradict.
pub(super) enum Check {
    /// What is said of a field.
    Field {
        id: TypeId,
        at: usize,
        wanted: Wanted,
        key: Range<usize>,
    },
    /// The type of a parameter.
    Parameter {
        id: OperationId,
        at: usize,
        key: Range<usize>,
    },
}

/// What is said of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Type,
    NotNull,
    Present,
}

/// Checks, says what contradicts, and takes examples that do out of the API.
pub(super) fn check(work: &mut Work<'_, '_>) {
    let checks = std::mem::take(&mut work.checks);
    if checks.is_empty() {
        return;
    }
    let mut against: Vec<Vec<(Origin, String)>> = checks.iter().map(|_| Vec::new()).collect();
    examples::each_object(
        work.api,
        &work.model.operations,
        &work.before,
        &mut |origin, object, members| {
            for (check, against) in checks.iter().zip(&mut against) {
                if let Check::Field { id, at, wanted, .. } = check
                    && *id == object
                    && let Some(why) = contradiction(work, *id, *at, *wanted, members)
                {
                    against.push((origin, why));
                }
            }
        },
    );
    for (check, against) in checks.iter().zip(&mut against) {
        if let Check::Parameter { id, at, .. } = check {
            against.extend(parameter(work, *id, *at));
        }
    }
    let mut gone: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (check, against) in checks.iter().zip(&against) {
        let Some((first, why)) = against.first() else {
            continue;
        };
        let (Check::Field { key, .. } | Check::Parameter { key, .. }) = check;
        let places: BTreeSet<Origin> = against.iter().map(|(origin, _)| *origin).collect();
        let more = match places.len() {
            0 | 1 => String::new(),
            count => format!(", and {} more", count - 1),
        };
        let message = format!("{} contradicts this: {why}{more}", called(work, *first));
        work.diagnostics
            .warning("override-contradicts-example", "", message)
            .spanning(key.clone())
            .help(match first {
                Origin::Example(..) => {
                    "the override holds; replies that look like the example will not decode, and the crate's tests leave it out"
                }
                Origin::Request(_) => {
                    "the override holds; the replay program cannot make the call as the collection does"
                }
            });
        gone.extend(places.iter().filter_map(|origin| match origin {
            Origin::Example(operation, example) => Some((*operation, *example)),
            Origin::Request(_) => None,
        }));
    }
    for (operation, example) in gone.into_iter().rev() {
        work.api.operations[operation].examples.remove(example);
    }
}

fn contradiction(
    work: &Work<'_, '_>,
    id: TypeId,
    at: usize,
    wanted: Wanted,
    members: &Map<String, Value>,
) -> Option<String> {
    let Some(TypeKind::Struct(fields)) = work.model.types.get(id.0).map(|def| &def.kind) else {
        return None;
    };
    let field = fields.get(at)?;
    match (wanted, members.get(&field.wire)) {
        (Wanted::Present, None) => Some(format!("an object there has no {:?}", field.wire)),
        (Wanted::NotNull, Some(Value::Null)) => Some(format!("{:?} is null there", field.wire)),
        (Wanted::Type, Some(value)) if !is_open(value) => {
            let why = infer::mismatch(&work.model.types, &field.ty, value)?;
            let shown = shown(&field.wire, value);
            Some(format!(
                "{:?} is {shown} there ({})",
                field.wire,
                why.trim_start_matches(": ")
            ))
        }
        _ => None,
    }
}

/// Whether a value holds a variable in a bare place, which may be anything.
fn is_open(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with(MARK_OPEN),
        Value::Array(items) => items.iter().any(is_open),
        Value::Object(members) => members.values().any(is_open),
        _ => false,
    }
}

/// A value, or what it is where it is long or a secret.
fn shown(key: &str, value: &Value) -> String {
    examples::shortened(key, value).unwrap_or_else(|| {
        match value {
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
            _ => "a string",
        }
        .to_owned()
    })
}

fn parameter(work: &Work<'_, '_>, id: OperationId, at: usize) -> Option<(Origin, String)> {
    let parameter = work.api.operations.get(id.0)?.parameters.get(at)?;
    let ty = work.model.operations.get(id.0)?.parameters.get(at)?;
    let fixed = parameter.value.as_ref().and_then(Template::as_constant);
    let fixed = fixed.filter(|_| parameter.enabled);
    let values = parameter.observed.iter().map(String::as_str).chain(fixed);
    let mut wrong = values.filter(|value| !infer::fits(ty, value));
    let shown = shown(&parameter.name, &Value::from(wrong.next()?));
    Some((
        Origin::Request(id.0),
        format!("{:?} is {shown} there", parameter.name),
    ))
}

fn called(work: &Work<'_, '_>, origin: Origin) -> String {
    match origin {
        Origin::Request(operation) => match work.api.operations.get(operation) {
            Some(operation) => {
                format!("the request {:?} ({})", operation.name, operation.pointer)
            }
            None => "a request".to_owned(),
        },
        Origin::Example(operation, example) => {
            let example = work
                .api
                .operations
                .get(operation)
                .and_then(|operation| Some((operation, operation.examples.get(example)?)));
            match example {
                Some((operation, example)) => format!(
                    "the example {:?} of {:?} ({})",
                    example.name, operation.name, example.pointer
                ),
                None => "an example".to_owned(),
            }
        }
    }
}

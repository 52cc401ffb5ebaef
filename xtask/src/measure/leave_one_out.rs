//! One success example at a time is taken away, and held against the types that the others give.

use letterpress::api::{Api, Operation, ReplyBody};
use letterpress::diagnostic::Diagnostics;
use letterpress::infer::policy::Thresholds;
use letterpress::infer::{infer_by, mismatch, undecodable};
use letterpress::model::{Content, Model, OperationTypes, Type};
use serde_json::Value;

use super::options::Options;
use super::{Line, percent, with_api};
use crate::compiler::Source;

/// Measures all requests of some collections that have two or more success examples with JSON.
pub fn measure(sources: &[Source], thresholds: Thresholds, verbose: bool) -> Line {
    let mut tally = Tally::default();
    for source in sources {
        let name = source.name.rsplit('/').next().unwrap_or_default();
        with_api(source, |api| tally.collection(name, api, thresholds));
    }
    Line {
        head: format!(" examples | decodes | the same |{}", Options::HEAD),
        figures: format!(
            " {} | {} | {} |{}",
            tally.examples,
            percent(tally.decoded, tally.examples),
            percent(tally.same, tally.examples),
            tally.options.columns()
        ),
        failures: if verbose { tally.failures } else { Vec::new() },
    }
}

#[derive(Debug, Default)]
struct Tally {
    examples: usize,
    decoded: usize,
    same: usize,
    options: Options,
    failures: Vec<String>,
}

impl Tally {
    fn collection(&mut self, name: &str, api: &mut Api<'_>, thresholds: Thresholds) {
        let whole = infer_by(api, thresholds, &mut Diagnostics::default());
        self.options.add(&whole);
        for operation in 0..api.operations.len() {
            let shown: Vec<usize> = json_replies(&api.operations[operation]);
            if shown.len() < 2 {
                continue;
            }
            for at in shown {
                let example = api.operations[operation].examples.remove(at);
                let model = infer_by(api, thresholds, &mut Diagnostics::default());
                let value = match &example.body {
                    ReplyBody::Json(text) => serde_json::from_str(text).ok(),
                    ReplyBody::Empty | ReplyBody::Bytes { .. } | ReplyBody::Text { .. } => None,
                };
                if let Some(value) = value {
                    let types = &model.operations[operation];
                    let place = format!("{name} {}", example.pointer);
                    self.hold(&place, &model, types, example.status, &value);
                }
                api.operations[operation].examples.insert(at, example);
            }
        }
    }

    fn hold(
        &mut self,
        place: &str,
        model: &Model,
        types: &OperationTypes,
        status: u16,
        value: &Value,
    ) {
        self.examples += 1;
        // Without a type the reply is kept as it came.
        let Some(ty) = reply_type(types, status) else {
            self.decoded += 1;
            self.same += 1;
            return;
        };
        match undecodable(&model.types, ty, value) {
            Some(why) => self.failures.push(format!("{place}{why}")),
            None => {
                self.decoded += 1;
                match mismatch(&model.types, ty, value) {
                    Some(why) => self.failures.push(format!("{place} decodes, but{why}")),
                    None => self.same += 1,
                }
            }
        }
    }
}

/// Indexes of the success examples with JSON.
fn json_replies(operation: &Operation<'_>) -> Vec<usize> {
    let examples = operation.examples.iter().enumerate();
    examples
        .filter(|(_, example)| (200..300).contains(&example.status))
        .filter(|(_, example)| matches!(example.body, ReplyBody::Json(_)))
        .map(|(index, _)| index)
        .collect()
}

/// The type that a reply is read as: that of its status, or the only one.
pub fn reply_type(types: &OperationTypes, status: u16) -> Option<&Type> {
    let of_status = types
        .success
        .iter()
        .find(|reply| reply.statuses.contains(&status));
    let reply = match (of_status, types.success.as_slice()) {
        (Some(reply), _) | (None, [reply]) => reply,
        (None, _) => return None,
    };
    match &reply.content {
        Content::Json(ty) | Content::JsonOrText(ty) => Some(ty),
        Content::Empty | Content::Text(_) | Content::Bytes(_) => None,
    }
}

//! Replies from elsewhere, held against the types of a collection.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use letterpress::diagnostic::Diagnostics;
use letterpress::infer::policy::Thresholds;
use letterpress::infer::{infer_by, mismatch, undecodable};
use letterpress::model::{Type, TypeDef, TypeKind};
use serde::Deserialize;
use serde_json::Value;

use super::leave_one_out::reply_type;
use super::options::Options;
use super::{Line, percent, with_api};
use crate::compiler::Source;

/// Replies, in the order of their file.
pub struct Replies(Vec<Reply>);

#[derive(Deserialize)]
struct Reply {
    /// JSON pointer of the request.
    item: String,
    /// Its status.
    code: u16,
    /// What it is an example of.
    kind: String,
    body: Value,
    /// JSON pointer of what is wrong in it, where something is.
    #[serde(default)]
    at: Option<String>,
}

/// How many replies of a kind there are.
#[derive(Default)]
struct Kind {
    all: usize,
    decoded: usize,
    same: usize,
}

impl Replies {
    /// Reads a file of JSON lines.
    pub fn read(path: &Path) -> Result<Self> {
        let source = Source::read(path)?;
        let lines = source.text.lines().filter(|line| !line.trim().is_empty());
        let replies = lines.enumerate().map(|(index, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", source.name, index + 1))
        });
        Ok(Self(replies.collect::<Result<_>>()?))
    }

    /// Holds them against the types of one collection.
    pub fn measure(
        &self,
        sources: &[Source],
        thresholds: Thresholds,
        verbose: bool,
    ) -> Result<Line> {
        let [source] = sources else {
            anyhow::bail!("--replies needs one collection");
        };
        let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
        let mut failures = Vec::new();
        let mut options = Options::default();
        with_api(source, |api| {
            let model = infer_by(api, thresholds, &mut Diagnostics::default());
            options.add(&model);
            let operations: BTreeMap<&str, usize> = api
                .operations
                .iter()
                .enumerate()
                .map(|(index, operation)| (operation.pointer.as_str(), index))
                .collect();
            for reply in &self.0 {
                let kind = kinds.entry(&reply.kind).or_default();
                kind.all += 1;
                let Some(types) = operations
                    .get(reply.item.as_str())
                    .and_then(|index| model.operations.get(*index))
                else {
                    continue;
                };
                let error = types
                    .errors
                    .iter()
                    .find(|(status, _)| *status == reply.code);
                let ty = match error {
                    Some((_, ty)) => Some(ty),
                    None => reply_type(types, reply.code),
                };
                let why = ty.and_then(|ty| undecodable(&model.types, ty, &reply.body));
                kind.decoded += usize::from(why.is_none());
                kind.same += usize::from(
                    ty.is_none_or(|ty| mismatch(&model.types, ty, &reply.body).is_none()),
                );
                match (&reply.at, why) {
                    (None, Some(why)) => failures.push(format!("{}{why}", reply.item)),
                    (Some(at), None) => {
                        let takes = ty.map_or_else(
                            || "no type".to_owned(),
                            |ty| what_takes(&model.types, ty, at),
                        );
                        failures.push(format!(
                            "{}{at}: {} taken by {takes}",
                            reply.item, reply.kind
                        ));
                    }
                    _ => {}
                }
            }
        })
        .with_context(|| format!("{} is no collection", source.name))?;
        let (mut head, mut figures) = (String::new(), String::new());
        for (name, kind) in &kinds {
            let _ = write!(head, " {name}: decodes | the same |");
            let _ = write!(
                figures,
                " {} | {} |",
                percent(kind.decoded, kind.all),
                percent(kind.same, kind.all)
            );
        }
        Ok(Line {
            head: head + Options::HEAD,
            figures: figures + &options.columns(),
            failures: if verbose { failures } else { Vec::new() },
        })
    }
}

/// What a type has at a place where it ought to have rejected a value.
fn what_takes<'m>(types: &'m [TypeDef], mut ty: &'m Type, at: &str) -> String {
    let mut way = String::new();
    for key in at.split('/').skip(1) {
        while let Type::Nullable(inner) = ty {
            ty = inner;
        }
        let kind = match ty {
            Type::Named(id) => types.get(id.0).map(|def| &def.kind),
            _ => None,
        };
        ty = match (ty, kind) {
            (Type::Array(inner) | Type::Map(inner), _) => inner,
            (_, Some(TypeKind::Struct(fields))) => {
                match fields.iter().find(|field| field.wire == key) {
                    Some(field) => &field.ty,
                    None => return "an unknown field".to_owned(),
                }
            }
            (_, Some(TypeKind::Union(_))) => return "a union".to_owned(),
            _ => break,
        };
        way.push('/');
        way.push_str(key);
    }
    match ty {
        Type::Named(id) => match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Union(_)) => "a union".to_owned(),
            Some(TypeKind::Enum(_)) => "an enum".to_owned(),
            _ => "an optional struct".to_owned(),
        },
        ty => format!("{ty:?} at {way:?}"),
    }
}

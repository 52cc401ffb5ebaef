//! Decides what success replies hold, status by status.

use super::graph::Domain;
use super::observed::{Spots, Success};
use super::types::Builder;
use crate::api::Operation;
use crate::model::{Content, Reply};

/// The success replies of an operation; statuses with the same content are one reply.
pub fn success(
    builder: &mut Builder<'_>,
    spots: &Spots,
    index: usize,
    operation: &Operation<'_>,
    noun: &str,
) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::new();
    let may_be_lost = may_be_lost(spots, operation);
    for (&status, success) in &spots.success {
        let content = match success.json {
            // No type is both.
            _ if !success.bytes.is_empty() => Content::Bytes(agreed(&success.bytes)),
            Some(spot) => {
                let ty = builder.body(spot, Domain::Reply, index, noun);
                let always = !success.empty && success.text.is_empty() && !is_without_body(status);
                if always {
                    Content::Json(ty)
                } else {
                    Content::JsonOrText(ty)
                }
            }
            None if !success.text.is_empty() => Content::Text(agreed(&success.text)),
            None if may_be_lost => Content::Bytes(None),
            None => Content::Empty,
        };
        match replies.iter_mut().find(|reply| reply.content == content) {
            Some(reply) => reply.statuses.push(status),
            None => replies.push(Reply {
                statuses: vec![status],
                content,
            }),
        }
    }
    replies
}

/// Whether replies that were saved empty may have a body all the same, which would be lost: many are saved without it. What
/// deletes something has nothing to say, and some statuses never have a body.
fn may_be_lost(spots: &Spots, operation: &Operation<'_>) -> bool {
    let gives_nothing = matches!(operation.method.as_str(), "DELETE" | "HEAD");
    let is_empty = |success: &Success<_>| {
        success.json.is_none() && success.text.is_empty() && success.bytes.is_empty()
    };
    !gives_nothing
        && (spots.success.iter()).any(|(status, success)| {
            is_empty(success) && (200..300).contains(status) && !is_without_body(*status)
        })
}

/// Whether replies of an operation are JSON at times and no text at others, under one status.
pub fn are_of_two_kinds(spots: &Spots) -> bool {
    let mut replies = spots.success.values();
    replies.any(|success| success.json.is_some() && !success.bytes.is_empty())
}

/// Statuses whose replies have no body on the wire, whatever an example shows.
fn is_without_body(status: u16) -> bool {
    status < 200 || matches!(status, 204 | 205 | 304)
}

/// The media type that all bodies agree on.
fn agreed(media_types: &[Option<String>]) -> Option<String> {
    let (first, rest) = media_types.split_first()?;
    rest.iter()
        .all(|other| other == first)
        .then(|| first.clone())
        .flatten()
}

//! Decides what success replies hold, status by status.

use super::graph::Domain;
use super::observed::{Spots, Success};
use super::types::Builder;
use crate::model::{Content, Reply};

/// The success replies of an operation; statuses with the same content are one reply.
pub fn success(
    builder: &mut Builder<'_>,
    spots: &Spots,
    operation: usize,
    noun: &str,
) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::new();
    for (&status, success) in &spots.success {
        let content = match success.json {
            Some(spot) => {
                let ty = builder.body(spot, Domain::Reply, operation, noun);
                let always = !success.empty && success.text.is_empty() && !is_without_body(status);
                if always {
                    Content::Json(ty)
                } else {
                    Content::JsonOrText(ty)
                }
            }
            None if success.text.is_empty() => Content::Empty,
            None => Content::Text(media_type(success)),
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

/// Statuses whose replies have no body on the wire, whatever an example shows.
fn is_without_body(status: u16) -> bool {
    status < 200 || matches!(status, 204 | 205 | 304)
}

/// The media type that all texts agree on.
fn media_type<J>(success: &Success<J>) -> Option<String> {
    let (first, rest) = success.text.split_first()?;
    rest.iter()
        .all(|other| other == first)
        .then(|| first.clone())
        .flatten()
}

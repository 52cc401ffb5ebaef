//! Headers that most operations send: the client sends them, and the few operations that do not send them say so.

use indexmap::IndexMap;

use crate::api::{Body, ConstantHeader, Location, Operation};

/// A header is common where so many operations send it for each that must leave it out.
const SENDERS: usize = 4;

/// What becomes of a client's header in one operation.
#[derive(PartialEq, Eq)]
enum Fate {
    /// It is sent: the operation need not say so any more.
    Sent,
    /// The operation's own value is sent, always.
    Replaced,
    /// It must be left out, since the operation sends none, or none unless it is told to.
    LeftOut,
}

/// Takes the headers that most operations send out of the operations.
pub(super) fn hoist(operations: &mut [Operation<'_>]) -> Vec<ConstantHeader> {
    // How many there are of each, and the first description that one of them has.
    let mut counts: IndexMap<&ConstantHeader, (usize, &str)> = IndexMap::new();
    for operation in operations.iter() {
        for header in &operation.headers {
            let (count, docs) = counts.entry(header).or_default();
            *count += 1;
            if docs.is_empty() {
                *docs = &header.docs;
            }
        }
    }
    let common: Vec<ConstantHeader> = counts
        .into_iter()
        .filter(|(header, (count, _))| *count >= 2 || is_content_type(header))
        .filter(|(header, _)| is_common(header, operations))
        .map(|(header, (_, docs))| ConstantHeader {
            docs: docs.to_owned(),
            ..header.clone()
        })
        .collect();
    for header in &common {
        for operation in operations.iter_mut() {
            match fate(header, operation) {
                Fate::Sent => operation.headers.retain(|other| other != header),
                Fate::Replaced => {}
                Fate::LeftOut => operation.without_headers.push(header.name.clone()),
            }
        }
    }
    common
}

/// Of two values of one name at most one is: more than half of all operations send it.
fn is_common(header: &ConstantHeader, operations: &[Operation<'_>]) -> bool {
    let count = |wanted| {
        let fates = operations.iter().map(|operation| fate(header, operation));
        fates.filter(|fate| *fate == wanted).count()
    };
    let senders = count(Fate::Sent);
    senders >= 2
        && senders * 2 > operations.len()
        && senders >= count(Fate::LeftOut).saturating_mul(SENDERS)
}

fn fate(header: &ConstantHeader, operation: &Operation<'_>) -> Fate {
    let is_same = |name: &str| name.eq_ignore_ascii_case(&header.name);
    let mut own = operation.headers.iter().filter(|it| is_same(&it.name));
    if let Some(first) = own.next() {
        return if first == header && own.next().is_none() {
            Fate::Sent
        } else {
            Fate::Replaced
        };
    }
    let mut parameters = operation.parameters.iter();
    if parameters.any(|it| it.location == Location::Header && it.required && is_same(&it.name)) {
        return Fate::Replaced;
    }
    let body = operation.body.as_ref().filter(|_| is_content_type(header));
    match body.and_then(content_type) {
        Some(own) if own == header.value => Fate::Sent,
        Some(_) => Fate::Replaced,
        None => Fate::LeftOut,
    }
}

fn is_content_type(header: &ConstantHeader) -> bool {
    header.name.eq_ignore_ascii_case("content-type")
}

/// The media type that a body brings.
fn content_type<'b>(body: &'b Body<'_>) -> Option<&'b str> {
    match body {
        Body::Json { content_type, .. } => Some(content_type),
        Body::Text { content_type, .. } | Body::File { content_type } => content_type.as_deref(),
        Body::GraphQl { .. } => Some("application/json"),
        Body::UrlEncoded(_) => Some("application/x-www-form-urlencoded"),
        Body::Multipart(_) => Some("multipart/form-data"),
    }
}

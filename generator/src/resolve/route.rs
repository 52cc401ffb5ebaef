//! Requests that go the same way: same folder, server, method, path and credentials.

use std::collections::HashMap;

use crate::api::{Operation, PathPiece};

/// The operations of each route that has several, in the collection's order.
pub(super) fn routes(operations: &[Operation<'_>]) -> Vec<Vec<usize>> {
    let mut routes: HashMap<Route<'_>, Vec<usize>> = HashMap::new();
    for (index, operation) in operations.iter().enumerate() {
        routes.entry(Route::of(operation)).or_default().push(index);
    }
    let mut routes: Vec<Vec<usize>> = routes.into_values().filter(|it| it.len() > 1).collect();
    routes.sort_unstable();
    routes
}

#[derive(PartialEq, Eq, Hash)]
struct Route<'o> {
    resource: usize,
    server: usize,
    method: &'o str,
    path: Vec<&'o str>,
    credentials: Vec<usize>,
}

impl<'o> Route<'o> {
    fn of(operation: &'o Operation<'_>) -> Self {
        let path = operation.path.iter().map(|piece| match piece {
            PathPiece::Literal(text) => text.as_str(),
            PathPiece::Parameter(index) => operation
                .parameters
                .get(*index)
                .map_or("", |parameter| parameter.name.as_str()),
        });
        let credentials = operation
            .credential
            .iter()
            .chain(&operation.more_credentials);
        Self {
            resource: operation.resource.0,
            server: operation.server.0,
            method: &operation.method,
            path: path.collect(),
            credentials: credentials.map(|id| id.0).collect(),
        }
    }
}

/// Whether a constant can be what tells the requests of a route apart: a number is an example of many, and so is prose.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.len() <= 60
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte))
}

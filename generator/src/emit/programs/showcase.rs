//! Which operations show an API best: what the quickstart and the README call.

use std::collections::HashMap;

use crate::api::{Example, Location, PathPiece, ReplyBody, ResourceId};
use crate::emit::{ArgumentSource, BodyArgument, Context, OperationView, ReplyKind};
use crate::infer::words;

/// The operations to show, each with the reply to show it with.
#[derive(Clone, Copy, Default)]
pub(crate) struct Showcase<'x> {
    /// One that gives a list.
    pub list: Option<Shown<'x>>,
    /// One that gives a single thing.
    pub single: Option<Shown<'x>>,
    /// One that fails.
    pub error: Option<Shown<'x>>,
}

/// An operation to show.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'x> {
    pub view: OperationView<'x>,
    pub status: u16,
    /// The reply's body: JSON.
    pub body: &'x str,
}

/// A reply of more bytes than this is no pleasure to read.
const READABLE: usize = 2500;

/// Chooses them: all from one folder if one has all three kinds, else from the first that has most of them.
pub(crate) fn choose<'x>(context: Context<'x>) -> Showcase<'x> {
    let mut best = Showcase::default();
    let mut views: Vec<OperationView<'x>> = context.methods().collect();
    views.sort_by_key(|view| view.signature.resource);
    for folder in views.chunk_by(|a, b| a.signature.resource == b.signature.resource) {
        let showcase = of_folder(folder);
        if showcase.score() > best.score() {
            best = showcase;
        }
    }
    best
}

impl<'x> Showcase<'x> {
    /// What it shows, in order.
    pub fn shown(&self) -> impl Iterator<Item = Shown<'x>> {
        [self.list, self.single, self.error].into_iter().flatten()
    }

    fn score(&self) -> usize {
        self.shown().count()
    }
}

/// Words of calls that nobody wants a client for: they let somebody in, or ask whether the server is there.
const BESIDE: [&str; 22] = [
    "alive",
    "auth",
    "authenticate",
    "authentication",
    "authorization",
    "authorize",
    "health",
    "healthcheck",
    "heartbeat",
    "login",
    "logout",
    "oauth",
    "oauth2",
    "password",
    "ping",
    "ready",
    "session",
    "signin",
    "signup",
    "status",
    "token",
    "version",
];

/// The call to begin with: it reads, needs no more than what stands in its path, and is of the folder with most calls.
pub(crate) fn first_call<'x>(context: Context<'x>) -> Option<OperationView<'x>> {
    let mut calls: HashMap<ResourceId, usize> = HashMap::new();
    for view in context.methods() {
        *calls.entry(view.signature.resource).or_default() += 1;
    }
    context
        .methods()
        .filter(|view| view.operation.method == "GET" && view.signature.body == BodyArgument::None)
        .filter(|view| takes_path_alone(*view) && !is_beside(*view))
        .min_by_key(|view| {
            let signature = view.signature;
            (
                !matches!(signature.reply, ReplyKind::Json(_)),
                !signature.arguments.is_empty(),
                std::cmp::Reverse(calls.get(&signature.resource)),
                signature.arguments.len(),
                view.id,
            )
        })
}

/// Whether a method's arguments all are pieces of its path.
fn takes_path_alone(view: OperationView<'_>) -> bool {
    view.signature.arguments.iter().all(|argument| {
        let ArgumentSource::Parameter(index) = &argument.source else {
            return false;
        };
        let parameter = view.operation.parameters.get(*index);
        parameter.is_some_and(|it| matches!(it.location, Location::Path { .. }))
    })
}

/// Whether a call is one of those: by its method and its folders, or by where its path ends.
fn is_beside(view: OperationView<'_>) -> bool {
    let signature = view.signature;
    let end = view
        .operation
        .path
        .iter()
        .rev()
        .find_map(|piece| match piece {
            PathPiece::Literal(text) => text.rsplit('/').find(|part| !part.is_empty()),
            PathPiece::Parameter(_) => None,
        });
    let names = signature.accessors.iter().chain([&signature.method]);
    names.map(String::as_str).chain(end).any(|name| {
        let words = words::words(name);
        words
            .split(' ')
            .any(|word| BESIDE.contains(&&*crate::english::singular(word)))
    })
}

fn of_folder<'x>(views: &[OperationView<'x>]) -> Showcase<'x> {
    let reads = || {
        views
            .iter()
            .copied()
            .filter(|view| view.operation.method == "GET")
    };
    let takes_id = |view: &OperationView<'_>| !view.signature.arguments.is_empty();
    let list = reads()
        .filter(|view| !takes_id(view) || view.types.pages.is_some())
        .find_map(|view| shown(view, true));
    let is_list = |view: &OperationView<'_>| list.is_some_and(|list| list.view.id == view.id);
    let single = reads()
        .filter(takes_id)
        .chain(
            views
                .iter()
                .copied()
                .filter(|view| matches!(view.signature.body, BodyArgument::Json(_))),
        )
        .chain(views.iter().copied())
        .filter(|view| !is_list(view))
        .find_map(|view| shown(view, true));
    // The one that was shown to work is the one to fail.
    let error = single
        .iter()
        .chain(&list)
        .map(|shown| shown.view)
        .chain(reads())
        .chain(views.iter().copied());
    let error = error.clone().find_map(|view| shown(view, false));
    Showcase {
        list,
        single,
        error,
    }
}

/// The operation with the reply that says most and is still readable, a success or an error.
fn shown<'x>(view: OperationView<'x>, success: bool) -> Option<Shown<'x>> {
    let replies = view
        .operation
        .examples
        .iter()
        .filter_map(|example| json(example, success));
    let (status, body) = replies.max_by_key(|&(status, body)| {
        let readable = body.len() <= READABLE;
        let size = if readable {
            body.len()
        } else {
            usize::MAX - body.len()
        };
        // Among equals the order of the examples must not matter.
        (readable, size, body, std::cmp::Reverse(status))
    })?;
    Some(Shown { view, status, body })
}

fn json<'x>(example: &'x Example<'_>, success: bool) -> Option<(u16, &'x str)> {
    let fits = if success {
        (200..300).contains(&example.status)
    } else {
        (400..600).contains(&example.status)
    };
    match &example.body {
        ReplyBody::Json(text) if fits => Some((example.status, text.trim())),
        _ => None,
    }
}

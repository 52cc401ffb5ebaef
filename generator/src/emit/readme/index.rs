//! The index of the README: every method, with the request that it makes.

use std::fmt::Write;

use crate::api::{Operation, PathPiece, ResourceId};
use crate::emit::{BodyArgument, Context, OperationView, folders};
use crate::prose::{self, Block, cell, code_in_cell};

/// Writes it.
pub(super) fn emit(context: Context<'_>, text: &mut String) {
    text.push_str("\n## Operations\n");
    let mut views: Vec<OperationView<'_>> = context.methods().collect();
    views.sort_by_key(|view| view.signature.resource);
    for folder in views.chunk_by(|a, b| a.signature.resource == b.signature.resource) {
        if let Some(view) = folder.first()
            && let Some(title) = title(context, view.signature.resource)
        {
            let _ = write!(text, "\n### {title}\n");
        }
        text.push_str("\n| Method | Request | |\n|---|---|---|\n");
        for view in folder {
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                code_in_cell(&method(view)),
                code_in_cell(&route(view.operation)),
                cell(&summary(view.operation))
            );
        }
    }
}

/// The names of the folders that lead to a resource; `None` for the root.
fn title(context: Context<'_>, resource: ResourceId) -> Option<String> {
    let mut names = Vec::new();
    let mut at = Some(resource);
    while let Some((id, folder)) = at.and_then(|id| Some((id, context.api.resources.get(id.0)?))) {
        if folder.parent.is_some() {
            let name = prose::line(&folders::title(&folder.name));
            names.push(if name.is_empty() {
                "…".to_owned()
            } else {
                name
            });
        }
        at = folder.parent.filter(|parent| parent.0 < id.0);
    }
    names.reverse();
    (!names.is_empty()).then(|| names.join(" › "))
}

/// The method with its arguments: `droplets().actions().retrieve(droplet_id, action_id)`.
fn method(view: &OperationView<'_>) -> String {
    let signature = view.signature;
    let mut arguments: Vec<&str> = match &signature.params {
        Some(_) => vec!["params"],
        None => signature
            .arguments
            .iter()
            .map(|argument| argument.ident.as_str())
            .collect(),
    };
    arguments.extend(match &signature.body {
        BodyArgument::None => None,
        BodyArgument::Variables(_) => Some("variables"),
        _ => Some("body"),
    });
    let accessors: String = signature
        .accessors
        .iter()
        .map(|accessor| format!("{accessor}()."))
        .collect();
    format!("{accessors}{}({})", signature.method, arguments.join(", "))
}

/// Method and path of an operation, as its docs have them: `GET /actions/{action_id}`.
pub(crate) fn route(operation: &Operation<'_>) -> String {
    let mut route = format!("{} ", operation.method);
    let before = route.len();
    for piece in &operation.path {
        match piece {
            PathPiece::Literal(text) => route.push_str(text),
            PathPiece::Parameter(index) => {
                let name = operation
                    .parameters
                    .get(*index)
                    .map_or("", |parameter| &parameter.name);
                let _ = write!(route, "{{{name}}}");
            }
        }
    }
    if route.len() == before {
        route.push('/');
    }
    one_line(&route)
}

/// What an operation does: its name, or the first sentence of its description where its name says less than the method's.
fn summary(operation: &Operation<'_>) -> String {
    let name = operation.name.trim();
    if name.contains(' ') {
        return name.to_owned();
    }
    let docs = prose::read(&operation.docs);
    let paragraph = match docs.first() {
        Some(Block::Paragraph(line)) => prose::plain(line).replace('\n', " "),
        _ => String::new(),
    };
    let sentence = paragraph.find(". ").map_or(paragraph.as_str(), |end| {
        paragraph.get(..=end).unwrap_or_default()
    });
    if sentence.chars().count() <= 120 && sentence.len() > name.len() {
        sentence.to_owned()
    } else {
        name.to_owned()
    }
}

/// Text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Requests that `src/actions.rs` makes.

use crate::replay::{Made, Run, send};

/// List all actions
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .actions()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing action
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.actions().retrieve(run.text("{{action_id}}").parse()?);
    send!(run, call)
}

//! Requests that `src/image_actions.rs` makes.

use crate::replay::{Made, Run, send};

/// Transfer an image
pub fn transfer(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "transfer",
 "region": "fra1"
}"#)?;
    let call = run
        .client
        .image_actions()
        .transfer(run.text("{{image_id}}").parse()?, &body);
    send!(run, call)
}

/// Convert an image
pub fn convert(run: Run<'_>) -> Made<'_> {
    let call = run.client.image_actions().convert(run.text("{{image_id}}").parse()?);
    send!(run, call)
}

/// List all actions of an image
pub fn list_actions(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .image_actions()
        .list_actions(run.text("{{image_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing image action
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .image_actions()
        .retrieve(run.text("{{image_id}}").parse()?, run.text("{{action_id}}").parse()?);
    send!(run, call)
}

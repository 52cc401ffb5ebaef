//! Requests that `src/floating_ip_actions.rs` makes.

use crate::replay::{Made, Run, send};

/// Assign a floating IP to a droplet
pub fn assign_to_droplet(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "assign",
 "droplet_id": {{droplet_id}}
}"#)?;
    let call = run
        .client
        .floating_ip_actions()
        .assign_to_droplet(&run.text("{{floating_ip}}"), &body);
    send!(run, call)
}

/// Unassign a floating IP
pub fn unassign(run: Run<'_>) -> Made<'_> {
    let call = run.client.floating_ip_actions().unassign(&run.text("{{floating_ip}}"));
    send!(run, call)
}

/// List all actions for a floating IP
pub fn list_for_floating_ip(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .floating_ip_actions()
        .list_for_floating_ip(&run.text("{{floating_ip}}"))
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing floating IP action
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .floating_ip_actions()
        .retrieve(&run.text("{{floating_ip}}"), run.text("{{action_id}}").parse()?);
    send!(run, call)
}

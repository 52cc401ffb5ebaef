//! Requests that `src/floating_ips.rs` makes.

use crate::replay::{Made, Run, send};

/// List all floating IPs
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .floating_ips()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new floating IP assigned to a droplet
pub fn create_assigned_to_droplet(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "droplet_id": {{droplet_id}}
}"#)?;
    let call = run.client.floating_ips().create_assigned_to_droplet(&body);
    send!(run, call)
}

/// Create a new floating IP reserved to a region
pub fn create_reserved_to_region(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "region": "nyc3"
}"#)?;
    let call = run.client.floating_ips().create_reserved_to_region(&body);
    send!(run, call)
}

/// Retrieve an existing floating IP
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.floating_ips().retrieve(&run.text("{{floating_ip}}"));
    send!(run, call)
}

/// Delete a floating IP
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.floating_ips().delete(&run.text("{{floating_ip}}"));
    send!(run, call)
}

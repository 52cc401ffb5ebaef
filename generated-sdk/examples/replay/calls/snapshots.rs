//! Requests that `src/snapshots.rs` makes.

use crate::replay::{Made, Run, send};

/// List all snapshots
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .snapshots()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all droplet snapshots
pub fn list_droplet_snapshots(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .snapshots()
        .list()
        .resource_type(digitalocean::types::SnapshotResourceType::Droplet)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all volume snapshots
pub fn list_volume_snapshots(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .snapshots()
        .list()
        .resource_type(digitalocean::types::SnapshotResourceType::Volume)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing snapshot
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.snapshots().retrieve(&run.text("{{snapshot_id}}"));
    send!(run, call)
}

/// Delete a snapshot
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.snapshots().delete(&run.text("{{snapshot_id}}"));
    send!(run, call)
}

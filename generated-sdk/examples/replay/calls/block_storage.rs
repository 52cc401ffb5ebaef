//! Requests that `src/block_storage.rs` makes.

use crate::replay::{Made, Run, send};

/// List all block storage volumes
pub fn list_volumes(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .list_volumes()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List block storage volumes by name and region
pub fn list_volumes_by_name_and_region(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .list_volumes_by_name_and_region(
            &run.text("{{volume_name}}"),
            &run.text("{{region_slug}}"),
        );
    send!(run, call)
}

/// Create a new block storage volume
pub fn create_volume(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "size_gigabytes": 250,
 "name": "media",
 "description": "Pictures and films",
 "region": "fra1",
 "filesystem_type": "xfs",
 "filesystem_label": "media"
}"#,
        )?;
    let call = run.client.block_storage().create_volume(&body);
    send!(run, call)
}

/// Retrieve an existing block storage volume
pub fn retrieve_volume(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .retrieve_volume(run.text("{{volume_id}}").parse()?);
    send!(run, call)
}

/// List snapshots for a volume
pub fn list_snapshots_for_volume(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .list_snapshots_for_volume(run.text("{{volume_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create snapshot from a volume
pub fn create_snapshot_from_volume(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            "{\n\t\"name\": \"db-data before 2.1\",\n\t\"tags\": [\n\t\t\"db\"\n\t]\n}",
        )?;
    let call = run
        .client
        .block_storage()
        .create_snapshot_from_volume(run.text("{{volume_id}}").parse()?, &body);
    send!(run, call)
}

/// Delete a block storage volume
pub fn delete_volume(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .delete_volume(run.text("{{volume_id}}").parse()?);
    send!(run, call)
}

/// Delete a block storage volume by name
pub fn delete_volume_by_name(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage()
        .delete_volume_by_name(&run.text("{{volume_name}}"))
        .region(&run.text("{{region_slug}}"));
    send!(run, call)
}

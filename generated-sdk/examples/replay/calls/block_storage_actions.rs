//! Requests that `src/block_storage_actions.rs` makes.

use crate::replay::{Made, Run, send};

/// Attach a block storage volume to a droplet
pub fn attach_volume_to_droplet(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "type": "attach",
 "droplet_id": {{droplet_id}},
 "region": "nyc3"
}"#,
        )?;
    let call = run
        .client
        .block_storage_actions()
        .attach_volume_to_droplet(run.text("{{volume_id}}").parse()?, &body);
    send!(run, call)
}

/// Attach a block storage volume to a droplet by name
pub fn attach_volume_to_droplet_by_name(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "type": "attach",
 "volume_name": "media",
 "region": "fra1",
 "droplet_id": {{droplet_id}}
}"#,
        )?;
    let call = run
        .client
        .block_storage_actions()
        .attach_volume_to_droplet_by_name(&body);
    send!(run, call)
}

/// Remove a block storage volume from a droplet
pub fn remove_volume_from_droplet(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(r#"{
 "type": "detach",
 "droplet_id": 3164494,
 "region": "nyc3"
}"#)?;
    let call = run
        .client
        .block_storage_actions()
        .remove_volume_from_droplet(run.text("{{volume_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove a block storage volume from a droplet by name
pub fn remove_volume_from_droplet_by_name(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "type": "detach",
 "droplet_id": 3164494,
 "volume_name": "db-data",
 "region": "nyc3"
}"#,
        )?;
    let call = run
        .client
        .block_storage_actions()
        .remove_volume_from_droplet_by_name(&body);
    send!(run, call)
}

/// Resize a volume
pub fn resize_volume(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(r#"{
 "type": "resize",
 "size_gigabytes": 200,
 "region": "nyc3"
}"#)?;
    let call = run
        .client
        .block_storage_actions()
        .resize_volume(run.text("{{volume_id}}").parse()?, &body);
    send!(run, call)
}

/// Resize a volume by name
pub fn resize_volume_by_name(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
  "type": "resize",
  "volume_name": "media",
  "region": "fra1",
  "size_gigabytes": 500
}"#,
        )?;
    let call = run.client.block_storage_actions().resize_volume_by_name(&body);
    send!(run, call)
}

/// List all actions for a volume
pub fn list_for_volume(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage_actions()
        .list_for_volume(run.text("{{volume_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing volume action
pub fn retrieve_volume_action(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .block_storage_actions()
        .retrieve_volume_action(
            run.text("{{volume_id}}").parse()?,
            run.text("{{action_id}}").parse()?,
        );
    send!(run, call)
}

//! Requests that `src/tags.rs` makes.

use crate::replay::{Made, Run, send};

/// List all tags
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .tags()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new tag
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{"name":"env:staging"}"#)?;
    let call = run.client.tags().create(&body);
    send!(run, call)
}

/// Retrieve a tag
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.tags().retrieve(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Delete a tag
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.tags().delete(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Tag a resource
pub fn tag_resource(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "resources": [
  {
   "resource_id": "3164444",
   "resource_type": "droplet"
  },
  {
   "resource_id": "37340155",
   "resource_type": "image"
  },
  {
   "resource_id": "3a7d51c6-9f04-11e8-b2c3-0242ac110a02",
   "resource_type": "volume"
  }
 ]
}"#,
        )?;
    let call = run.client.tags().tag_resource(&run.text("{{tag_name}}"), &body);
    send!(run, call)
}

/// Untag a resource
pub fn untag_resource(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "resources": [
  {
   "resource_id": "3164444",
   "resource_type": "droplet"
  }
 ]
}"#,
        )?;
    let call = run.client.tags().untag_resource(&run.text("{{tag_name}}"), &body);
    send!(run, call)
}

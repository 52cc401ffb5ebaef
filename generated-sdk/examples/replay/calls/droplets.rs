//! Requests that `src/droplets.rs` makes.

use crate::replay::{Made, Run, send};

/// Create a new droplet
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "web-01.example.com",
 "region": "nyc3",
 "size": "s-1vcpu-1gb",
 "image": "ubuntu-16-04-x64",
 "ssh_keys": [
  512189,
  "a1:77:3e:4b:90:cd:52:18:ef:06:b9:6d:24:f8:7c:03"
 ],
 "backups": false,
 "ipv6": true,
 "user_data": null,
 "private_networking": null,
 "volumes": null,
 "tags": [
  "web"
 ]
}"#,
        )?;
    let call = run.client.droplets().create(&body);
    send!(run, call)
}

/// Create multiple droplets
pub fn create_multiple(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "names": [
  "sub-01.example.com",
  "sub-02.example.com"
 ],
 "region": "nyc3",
 "size": "s-1vcpu-1gb",
 "image": "ubuntu-16-04-x64",
 "ssh_keys": [
  512189,
  "a1:77:3e:4b:90:cd:52:18:ef:06:b9:6d:24:f8:7c:03"
 ],
 "backups": false,
 "ipv6": true,
 "user_data": null,
 "private_networking": null,
 "volumes": null,
 "tags": [
  "web"
 ]
}"#,
        )?;
    let call = run.client.droplets().create_multiple(&body);
    send!(run, call)
}

/// List all droplets
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all droplets by tag
pub fn list_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list_by_tag(&run.text("{{tag_name}}"))
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing droplet by id
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().retrieve(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// List all available kernels for a droplet
pub fn list_available_kernels(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list_available_kernels(run.text("{{droplet_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List snapshots for a droplet
pub fn list_snapshots(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list_snapshots(run.text("{{droplet_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List backups for a droplet
pub fn list_backups(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list_backups(run.text("{{droplet_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List actions for a droplet
pub fn list_actions(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplets()
        .list_actions(run.text("{{droplet_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List neighbors for a droplet
pub fn list_neighbors(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().list_neighbors(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// List all droplet neighbors
pub fn list_droplet_neighbors(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().list_droplet_neighbors();
    send!(run, call)
}

/// List all droplet neighbor ids
pub fn list_neighbor_ids(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().list_neighbor_ids();
    send!(run, call)
}

/// Delete a droplet
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().delete(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Delete droplets by tag
pub fn delete_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplets().delete_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

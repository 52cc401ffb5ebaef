//! Requests that `src/droplet_actions.rs` makes.

use crate::replay::{Made, Run, send};

/// Enable backups
pub fn enable_backups(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .enable_backups(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Disable backups
pub fn disable_backups(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .disable_backups(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Reboot a droplet
pub fn reboot(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplet_actions().reboot(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Power cycle a droplet
pub fn power_cycle(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .power_cycle(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Shutdown a droplet
pub fn shutdown(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .shutdown(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Power off a droplet
pub fn power_off(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .power_off(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Power on a droplet
pub fn power_on(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .power_on(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Restore a droplet
pub fn restore(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "restore",
 "image": 37201144
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .restore(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Password reset a droplet
pub fn password_reset(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .password_reset(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Resize a droplet
pub fn resize(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(r#"{
 "type": "resize",
 "disk": true,
 "size": "s-2vcpu-4gb"
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .resize(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Rebuild a droplet
pub fn rebuild(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "rebuild",
 "image": "ubuntu-16-04-x64"
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .rebuild(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Rename a droplet
pub fn rename(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "rename",
 "name": "web-02.example.com"
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .rename(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Change the kernel
pub fn change_kernel(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "change_kernel",
 "kernel": 2233
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .change_kernel(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Enable IPv6
pub fn enable_ipv6(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .enable_ipv6(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Enable private networking
pub fn enable_private_networking(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .enable_private_networking(run.text("{{droplet_id}}").parse()?);
    send!(run, call)
}

/// Snapshot a droplet
pub fn snapshot(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "snapshot",
 "name": "web before 2.0"
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .snapshot(run.text("{{droplet_id}}").parse()?, &body);
    send!(run, call)
}

/// Power cycle droplets by tag
pub fn power_cycle_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .power_cycle_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Power off droplets by tag
pub fn power_off_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplet_actions().power_off_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Power on droplets by tag
pub fn power_on_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplet_actions().power_on_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Shutdown droplets by tag
pub fn shutdown_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run.client.droplet_actions().shutdown_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Enable backups by tag
pub fn enable_backups_by_tag(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .enable_backups_by_tag(&run.text("{{tag_name}}"));
    send!(run, call)
}

/// Snapshot droplets by tag
pub fn snapshot_by_tag(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "type": "snapshot",
 "name": "nightly"
}"#)?;
    let call = run
        .client
        .droplet_actions()
        .snapshot_by_tag(&run.text("{{tag_name}}"), &body);
    send!(run, call)
}

/// Retrieve a droplet action
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .droplet_actions()
        .retrieve(
            run.text("{{droplet_id}}").parse()?,
            run.text("{{action_id}}").parse()?,
        );
    send!(run, call)
}

//! Requests that `src/ssh_keys.rs` makes.

use crate::replay::{Made, Run, send};

/// List all keys
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .ssh_keys()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new key
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "ada laptop",
 "public_key": "ssh-rsa AEXAMPLEaDCfakepublickeyONE ada@example.com"
}"#,
        )?;
    let call = run.client.ssh_keys().create(&body);
    send!(run, call)
}

/// Retrieve a key by id
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.ssh_keys().retrieve(run.text("{{ssh_key_id}}").parse()?);
    send!(run, call)
}

/// Retrieve a key by fingerprint
pub fn retrieve_by_fingerprint(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .ssh_keys()
        .retrieve_by_fingerprint(&run.text("{{ssh_key_fingerprint}}"));
    send!(run, call)
}

/// Update a key
pub fn update(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "name": "ada laptop 2018"
}"#)?;
    let call = run.client.ssh_keys().update(run.text("{{ssh_key_id}}").parse()?, &body);
    send!(run, call)
}

/// Update a key by fingerprint
pub fn update_by_fingerprint(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{"name":"ci runner"}"#)?;
    let call = run
        .client
        .ssh_keys()
        .update_by_fingerprint(&run.text("{{ssh_key_fingerprint}}"), &body);
    send!(run, call)
}

/// Destroy a key by id
pub fn destroy(run: Run<'_>) -> Made<'_> {
    let call = run.client.ssh_keys().destroy(run.text("{{ssh_key_id}}").parse()?);
    send!(run, call)
}

/// Destroy a key by fingerprint
pub fn destroy_by_fingerprint(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .ssh_keys()
        .destroy_by_fingerprint(&run.text("{{ssh_key_fingerprint}}"));
    send!(run, call)
}

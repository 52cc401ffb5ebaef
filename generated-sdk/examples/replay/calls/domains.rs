//! Requests that `src/domains.rs` makes.

use crate::replay::{Made, Run, send};

/// List all domains
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .domains()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new domain
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "name": "example.com",
 "ip_address": "203.0.113.21"
}"#)?;
    let call = run.client.domains().create(&body);
    send!(run, call)
}

/// Retrieve an existing domain
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.domains().retrieve(&run.text("{{domain_name}}"));
    send!(run, call)
}

/// Delete a domain
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.domains().delete(&run.text("{{domain_name}}"));
    send!(run, call)
}

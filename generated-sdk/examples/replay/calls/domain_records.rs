//! Requests that `src/domain_records.rs` makes.

use crate::replay::{Made, Run, send};

/// List all domain records
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .domain_records()
        .list(&run.text("{{domain_name}}"))
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new domain record
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "type": "A",
 "name": "www",
 "data": "203.0.113.21",
 "priority": null,
 "port": null,
 "ttl": 1800,
 "weight": null,
 "flags": null,
 "tag": null
}"#,
        )?;
    let call = run.client.domain_records().create(&run.text("{{domain_name}}"), &body);
    send!(run, call)
}

/// Retrieve an existing domain record
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .domain_records()
        .retrieve(
            &run.text("{{domain_name}}"),
            run.text("{{domain_record_id}}").parse()?,
        );
    send!(run, call)
}

/// Update a domain record
pub fn update(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "name": "blog"
}"#)?;
    let call = run
        .client
        .domain_records()
        .update(
            &run.text("{{domain_name}}"),
            run.text("{{domain_record_id}}").parse()?,
            &body,
        );
    send!(run, call)
}

/// Delete a domain record
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .domain_records()
        .delete(&run.text("{{domain_name}}"), run.text("{{domain_record_id}}").parse()?);
    send!(run, call)
}

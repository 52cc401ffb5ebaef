//! Requests that `src/regions.rs` makes.

use crate::replay::{Made, Run, send};

/// List all regions
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .regions()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

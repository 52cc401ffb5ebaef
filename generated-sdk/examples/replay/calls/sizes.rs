//! Requests that `src/sizes.rs` makes.

use crate::replay::{Made, Run, send};

/// List all sizes
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .sizes()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

//! Requests that `src/account.rs` makes.

use crate::replay::{Made, Run, send};

/// Get user information
pub fn get_user(run: Run<'_>) -> Made<'_> {
    let call = run.client.account().get_user();
    send!(run, call)
}

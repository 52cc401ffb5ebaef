//! The folder of a generated crate: what stands in it against what the compiler says, and how the one becomes the other.
//!
//! The folder belongs to the compiler wholly: a file in it that the compiler does not write is an orphan and is deleted.
//! Three entries at its top belong to others and are never looked at: `Cargo.lock`, `.git`, and `target` where cargo made
//! it (it holds a `CACHEDIR.TAG`). Symbolic links are entries like any other: never followed, and never right.

mod compare;
mod guard;
mod scan;
mod signals;
mod staging;
mod transaction;

use std::path::Path;

use anyhow::{Context, Result};

pub use compare::{Difference, Kind, compare};
pub use guard::{check_names, ensure_ours};
pub use staging::is_interrupted;

use letterpress::render::File;
use transaction::Transaction;

/// Makes the folder `out` hold exactly `files`: writes what differs, deletes orphans, leaves every other file untouched.
///
/// All of it happens or nothing: new files are first written beside `out`, and a step that fails takes the ones before it
/// back. Signals that end the process wait meanwhile. A process that is killed leaves a mark, by which
/// [`is_interrupted`] knows, and the next run mends what it left. Returns the differences that there were.
///
/// # Errors
///
/// Where a file's name could leave the folder, where `out` holds something that is not a generated crate, or where the
/// disk says no.
pub fn write(out: &Path, files: &[File]) -> Result<Vec<Difference>> {
    check_names(files)?;
    if !is_interrupted(out) {
        // What was half written is the compiler's, though its manifest may not be there yet.
        ensure_ours(out)?;
    }
    if compare(out, files)?.is_empty() {
        staging::clear(out);
        return Ok(Vec::new());
    }
    let whole = || format!("nothing in {} was changed", out.display());
    let mut transaction = Transaction::begin(out).with_context(whole)?;
    // Another run may have written it before this one had the right to.
    let differences = compare(out, files)?;
    for difference in &differences {
        if let Some(text) = &difference.new {
            transaction
                .stage(&difference.path, text)
                .with_context(whole)?;
        }
    }
    transaction.start().with_context(whole)?;
    let (orphans, others): (Vec<_>, Vec<_>) =
        differences.iter().partition(|it| it.kind == Kind::Orphaned);
    for orphan in orphans {
        transaction.remove(&orphan.path).with_context(whole)?;
    }
    for other in others {
        transaction.install(&other.path).with_context(whole)?;
    }
    transaction.commit();
    Ok(differences)
}

#[cfg(test)]
mod tests;

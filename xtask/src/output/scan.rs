//! What stands in the folder of a generated crate.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What an entry of the folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A file.
    File,
    /// A symbolic link or something else that the compiler never writes.
    Other,
}

/// Every file below `out` by its path from there; nothing where `out` does not exist. Empty folders are not listed.
///
/// # Errors
///
/// Where a folder cannot be read.
pub fn scan(out: &Path) -> Result<BTreeMap<PathBuf, Entry>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let place = out.join(&folder);
        let entries = match fs::read_dir(&place) {
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && folder.as_os_str().is_empty() =>
            {
                return Ok(found);
            }
            other => {
                other.with_context(|| format!("cannot read the folder {}", place.display()))?
            }
        };
        for entry in entries {
            let entry =
                entry.with_context(|| format!("cannot read the folder {}", place.display()))?;
            let path = folder.join(entry.file_name());
            if belongs_to_others(out, &path) {
                continue;
            }
            let kind = entry
                .file_type()
                .with_context(|| format!("cannot look at {}", entry.path().display()))?;
            if kind.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path,
                    if kind.is_file() {
                        Entry::File
                    } else {
                        Entry::Other
                    },
                );
            }
        }
    }
    Ok(found)
}

/// Whether a path from `out` is cargo's or git's and not the compiler's.
fn belongs_to_others(out: &Path, path: &Path) -> bool {
    path == Path::new("Cargo.lock")
        || path == Path::new(".git")
        || path == Path::new("target") && out.join("target/CACHEDIR.TAG").is_file()
}

//! What keeps the writer from touching anything that is not its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use letterpress::render::File;

/// What the manifest of a generated crate holds on a line of its own.
pub const MANIFEST_MARK: &str = "[package.metadata.letterpress]";

/// What `src/lib.rs` of a generated crate says. It counts only where the manifest is gone, so that such a crate can be
/// mended.
pub const LIBRARY_MARK: &str = "is written by Letterpress from the Postman collection";

/// Refuses a file whose name could lie outside the folder, or where something else has to lie.
///
/// The compiler does not make such names; this is the lock on the door, since they are derived from untrusted text.
///
/// # Errors
///
/// Where a path is absolute, climbs, is not in plain parts joined by `/`, is given twice, is a folder of another, or is
/// one of the entries that the folder leaves to cargo and git.
pub fn check_names(files: &[File]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for path in files.iter().map(|file| file.path.as_str()) {
        let plain = |part: &str| {
            !matches!(part, "" | "." | "..")
                && !part.contains(['\\', ':'])
                && !part.contains(char::is_control)
        };
        if !path.split('/').all(plain) {
            bail!("the file name {path:?} could leave the crate's folder; nothing was written");
        }
        let top = path.split('/').next().unwrap_or(path);
        if path == "Cargo.lock" || matches!(top, "target" | ".git") {
            bail!("the file name {path:?} is not the compiler's to write; nothing was written");
        }
        if !seen.insert(path) {
            bail!("the file {path:?} would be written twice; nothing was written");
        }
    }
    for path in &seen {
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        if let Some(folder) = folders.find(|folder| seen.contains(folder)) {
            bail!("{folder:?} would be a file and the folder of {path:?}; nothing was written");
        }
    }
    Ok(())
}

/// Refuses a folder that holds something and is not a generated crate, so that nobody's own code is deleted.
///
/// # Errors
///
/// Where `out` is such a folder, is no folder, or cannot be read.
pub fn ensure_ours(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        bail!("{} is not a folder", out.display());
    }
    if fs::read_dir(out)?.next().is_none() || is_ours(out) {
        return Ok(());
    }
    bail!(
        "{} holds files and is not a crate written by Letterpress (no {MANIFEST_MARK} in its Cargo.toml); they would be \
         deleted.\nGive another folder with --out, or empty this one first",
        out.display(),
    )
}

fn is_ours(out: &Path) -> bool {
    let read = |name: &str| {
        let place = out.join(name);
        let is_file = fs::symlink_metadata(&place).is_ok_and(|data| data.is_file());
        let bytes = is_file.then(|| fs::read(&place).ok())??;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    match read("Cargo.toml") {
        Some(manifest) => manifest.lines().any(|line| line.trim() == MANIFEST_MARK),
        None => read("src/lib.rs").is_some_and(|text| text.contains(LIBRARY_MARK)),
    }
}

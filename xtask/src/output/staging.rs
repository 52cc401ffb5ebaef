//! The folder beside a crate's folder that its new files are first written to.
//!
//! It has one name for each crate, so that a run that was killed leaves one folder at most, which the next run finds and
//! clears. While the crate itself is being changed it holds a mark: where that is left, the crate may be half of one version
//! and half of another. A lock in it keeps two runs apart.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Stands in the folder while the crate is being changed.
const MARK: &str = "changing";

/// What this run holds a lock on.
const LOCK: &str = "lock";

/// How often the folder is made anew where another run has just removed it.
const TRIES: usize = 20;

/// The folder, and the right to write to it.
#[derive(Debug)]
pub struct Staging {
    path: PathBuf,
    lock: Option<File>,
    /// Whether a run before this one was ended while it changed the crate.
    was_interrupted: bool,
    is_kept: bool,
}

/// Whether a run was ended while it changed the crate in `out`, or is changing it now.
pub fn is_interrupted(out: &Path) -> bool {
    place(out).is_some_and(|place| place.join(MARK).exists())
}

/// Removes what runs that were killed have left beside `out`, unless one is at work there.
pub fn clear(out: &Path) {
    if let Some(place) = place(out).filter(|place| place.exists())
        && let Ok(mut staging) = Staging::open(&place)
    {
        staging.was_interrupted = false;
    }
}

/// Where the folder of a crate is.
fn place(out: &Path) -> Option<PathBuf> {
    // A link to the crate's folder is followed: the files belong on the disk where that is.
    let out = out
        .canonicalize()
        .or_else(|_| std::path::absolute(out))
        .ok()?;
    let name = out.file_name()?.to_string_lossy().into_owned();
    Some(out.with_file_name(format!(".{name}.letterpress")))
}

impl Staging {
    /// Makes the folder of `out`, whose parent exists, and clears what is in it.
    pub fn of(out: &Path) -> Result<Self> {
        let Some(place) = place(out) else {
            bail!("{} cannot be a crate's folder", out.display());
        };
        remove_old_leftovers(&place);
        Self::open(&place)
    }

    fn open(place: &Path) -> Result<Self> {
        let cannot = || format!("cannot make the folder {}", place.display());
        for _ in 0..TRIES {
            match fs::create_dir(place) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(error).with_context(cannot);
                }
                _ => {}
            }
            let lock_place = place.join(LOCK);
            let lock = match File::create(&lock_place) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                other => other.with_context(cannot)?,
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => bail!(
                    "another run of codegen is writing this crate (it holds {}): wait for it, then run this again",
                    lock_place.display()
                ),
                // The disk knows no locks; then nothing keeps two runs apart.
                Err(TryLockError::Error(_)) => {}
            }
            // The run that had the lock may have removed the folder since it was opened here.
            if !is_same(&lock, &lock_place) {
                continue;
            }
            let staging = Self {
                path: place.to_owned(),
                lock: Some(lock),
                was_interrupted: place.join(MARK).exists(),
                is_kept: false,
            };
            staging.clear_files().with_context(cannot)?;
            return Ok(staging);
        }
        bail!("{}: other runs keep removing it", cannot())
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says that the crate is being changed from now on.
    pub fn mark(&self) -> Result<()> {
        let mark = self.path.join(MARK);
        File::create(&mark)
            .and_then(|file| file.sync_all())
            .with_context(|| format!("cannot write {}", mark.display()))
    }

    /// Says that the crate is whole, whatever it was before.
    pub fn unmark(&mut self) {
        self.was_interrupted = false;
    }

    /// Keeps the files that were, since they could not be put back. Returns where they are.
    pub fn keep(&mut self) -> PathBuf {
        self.is_kept = true;
        let old = self.path.join("old");
        for number in 1..100 {
            let kept = self
                .path
                .with_extension(format!("letterpress-kept-{number}"));
            if !kept.exists() && fs::rename(&old, &kept).is_ok() {
                return kept;
            }
        }
        old
    }

    fn clear_files(&self) -> std::io::Result<()> {
        for side in ["new", "old"] {
            match fs::remove_dir_all(self.path.join(side)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.is_kept {
            return; // The crate is neither old nor new: the mark stays.
        }
        if self.was_interrupted {
            // This run has not mended it.
            let _ = self.mark();
            let _ = self.clear_files();
            return;
        }
        // First the mark: a run that is killed from here on leaves a whole crate.
        let _ = fs::remove_file(self.path.join(MARK));
        let _ = self.clear_files();
        if cfg!(windows) {
            self.lock = None; // An open file cannot be removed there.
        }
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Whether a file is still the one that stands there.
#[cfg(unix)]
fn is_same(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(place)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

/// Whether a file is still the one that stands there: an open file is not removed here.
#[cfg(not(unix))]
fn is_same(_file: &File, place: &Path) -> bool {
    place.exists()
}

/// Removes the folders that earlier versions left, which had a name each: `.NAME.letterpress-a1B2c3`.
fn remove_old_leftovers(place: &Path) {
    let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
        return;
    };
    let prefix = format!("{}-", name.to_string_lossy());
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        let is_random =
            |it: &str| it.len() == 6 && it.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if random.is_some_and(is_random) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

//! Changing a folder's files all together or not at all.

use std::fs;
use std::io;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::signals::Held;
use super::staging::Staging;

/// A change of a folder that is under way. Dropped without [`commit`](Self::commit), it takes back what it has done.
pub struct Transaction {
    /// The folder.
    out: PathBuf,
    /// A folder beside it, on the same disk, so that a rename is all it takes to put a file in place. Holds `new/`, the
    /// files to come, and `old/`, the files that were.
    stage: Option<Staging>,
    /// The folders around it that had to be made.
    parents: Vec<Step>,
    /// What has been done in it, in order.
    done: Vec<Step>,
    /// Signals wait until all is done or taken back. The last field: they must not end the process before.
    signals: Held,
}

/// Something that was done and how it is taken back.
enum Step {
    /// A folder was made: remove it.
    Made(PathBuf),
    /// An emptied folder was removed: make it.
    Pruned(PathBuf),
    /// A file came where none was: remove it.
    Added(PathBuf),
    /// A file or link was replaced or removed: bring it back from `old/`.
    Moved(PathBuf),
}

impl Transaction {
    /// Begins to change `out`, which need not exist yet.
    pub fn begin(out: &Path) -> Result<Self> {
        // A link to the folder is followed once, here: the files belong on the disk where the folder is.
        let out = if out.exists() {
            out.canonicalize()
                .with_context(|| format!("cannot open {}", out.display()))?
        } else {
            std::path::absolute(out).with_context(|| format!("cannot name {}", out.display()))?
        };
        let Some(parent) = out.parent() else {
            bail!("{} cannot be a crate's folder", out.display());
        };
        let mut this = Self {
            out: out.clone(),
            stage: None,
            parents: Vec::new(),
            done: Vec::new(),
            signals: Held::new(),
        };
        make_folders(parent, &mut this.parents)?;
        let stage = Staging::of(&out)?;
        this.stage = Some(stage);
        Ok(this)
    }

    /// Writes a file that is to come, outside the folder yet. `path` is relative and has been checked.
    pub fn stage(&mut self, path: &Path, text: &str) -> Result<()> {
        let place = self.staged("new", path);
        let write = || -> io::Result<()> {
            fs::create_dir_all(place.parent().unwrap_or(&place))?;
            fs::write(&place, text)
        };
        write().with_context(|| format!("cannot write {}", self.out.join(path).display()))?;
        if self.signals.is_asked() {
            bail!("the run was interrupted");
        }
        Ok(())
    }

    /// Begins to change the folder itself, once all is staged: from here on it is done or taken back, whatever signals come.
    pub fn start(&mut self) -> Result<()> {
        if let Some(stage) = &self.stage {
            stage.mark()?;
        }
        let out = self.out.clone();
        make_folders(&out, &mut self.done)
    }

    /// Removes a file or link, and the folders that this leaves empty.
    pub fn remove(&mut self, path: &Path) -> Result<()> {
        self.set_aside(path)
            .with_context(|| format!("cannot delete {}", self.out.join(path).display()))?;
        let mut folder = path.parent();
        while let Some(path) = folder.filter(|path| !path.as_os_str().is_empty()) {
            let place = self.out.join(path);
            if fs::remove_dir(&place).is_err() {
                break; // It still holds something.
            }
            self.done.push(Step::Pruned(place));
            folder = path.parent();
        }
        Ok(())
    }

    /// Puts a staged file in its place.
    pub fn install(&mut self, path: &Path) -> Result<()> {
        let place = self.out.join(path);
        self.put(path, &place)
            .with_context(|| format!("cannot write {}", place.display()))
    }

    /// Keeps what was done.
    pub fn commit(mut self) {
        if let Some(stage) = &mut self.stage {
            stage.unmark();
        }
        self.done.clear();
        self.parents.clear();
    }

    /// Where `path` stands in the staging folder's `new/` or `old/`.
    fn staged(&self, side: &str, path: &Path) -> PathBuf {
        self.stage
            .as_ref()
            .map_or(Path::new(""), Staging::path)
            .join(side)
            .join(path)
    }

    fn put(&mut self, path: &Path, place: &Path) -> Result<()> {
        if let Some(folder) = place.parent() {
            make_folders(folder, &mut self.done)?;
        }
        let step = match fs::symlink_metadata(place) {
            Ok(data) if data.is_file() => {
                // A copy, so that the rename below replaces the file in one step and there is never none.
                let old = self.old_place(path)?;
                fs::copy(place, old)?;
                Step::Moved(path.to_owned())
            }
            Ok(data) if data.is_dir() => {
                fs::remove_dir(place)?; // Only an empty one can go.
                self.done.push(Step::Pruned(place.to_owned()));
                Step::Added(place.to_owned())
            }
            Ok(_) => {
                self.set_aside(path)?;
                Step::Added(place.to_owned())
            }
            Err(_) => Step::Added(place.to_owned()),
        };
        fs::rename(self.staged("new", path), place)?;
        self.done.push(step);
        Ok(())
    }

    /// Moves an entry of the folder to `old/`.
    fn set_aside(&mut self, path: &Path) -> Result<()> {
        let old = self.old_place(path)?;
        fs::rename(self.out.join(path), old)?;
        self.done.push(Step::Moved(path.to_owned()));
        Ok(())
    }

    fn old_place(&self, path: &Path) -> io::Result<PathBuf> {
        let old = self.staged("old", path);
        fs::create_dir_all(old.parent().unwrap_or(&old))?;
        Ok(old)
    }

    fn undo(&self, step: &Step) -> io::Result<()> {
        match step {
            Step::Made(folder) => fs::remove_dir(folder),
            Step::Pruned(folder) => fs::create_dir(folder),
            Step::Added(file) => fs::remove_file(file),
            Step::Moved(path) => fs::rename(self.staged("old", path), self.out.join(path)),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let take_back = |steps: &[Step]| {
            steps
                .iter()
                .rev()
                .filter(|step| self.undo(step).is_err())
                .count()
        };
        if take_back(&self.done) > 0 {
            // What the folder held must not be deleted with the staging folder.
            if let Some(kept) = self.stage.as_mut().map(Staging::keep) {
                anstream::eprintln!(
                    "warning: what {} held is kept in {}",
                    self.out.display(),
                    kept.display()
                );
            }
            return;
        }
        self.stage = None; // It is deleted here, before the folders around it.
        let steps = std::mem::take(&mut self.parents);
        steps.iter().rev().for_each(|step| drop(self.undo(step)));
    }
}

/// Makes a folder and those around it, and remembers which.
fn make_folders(folder: &Path, done: &mut Vec<Step>) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(parent, done)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => done.push(Step::Made(folder.to_owned())),
        // Another process made it meanwhile: the corpus run writes many crates at once.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        Err(error) => {
            return Err(error)
                .with_context(|| format!("cannot make the folder {}", folder.display()));
        }
    }
    Ok(())
}

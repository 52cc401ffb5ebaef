//! `cargo xtask corpus`: every collection of a folder into a crate, each crate through rustc, and on request through
//! Postman's own runtime.
//!
//! 1. Each collection is compiled by a process of its own ([`make_crate`]), so that a panic, a runaway or a big appetite
//!    belongs to one collection and can be told.
//! 2. All crates stand in one workspace below `target/corpus`, so that one `cargo check` checks them and shares their
//!    dependencies. Files that did not change are not written, so that a second run checks only what did.
//! 3. With `--replay`, the replay programs are built the same way and held against the oracle, a few at a time.

mod check;
mod generate;
mod process;
mod replay;
mod table;
mod workspace;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::Answer;
use crate::cli::Corpus;
use crate::report;

pub use generate::make_crate;

/// A collection of the corpus and what became of it.
#[derive(Debug)]
pub struct Case {
    /// The collection's file.
    pub collection: PathBuf,
    /// What it is called in the table: the file's name without `.json`.
    pub name: String,
    /// The name of its package and of its folder in `target/corpus`.
    pub package: String,
    /// What the compiler made of it.
    pub made: generate::Outcome,
    /// What rustc said of the crate; `None` where it was not asked.
    pub checked: Option<check::Checked>,
    /// What the oracle said of it; `None` where it was not asked.
    pub replayed: Option<replay::Replayed>,
}

/// Runs the command.
pub fn run(options: &Corpus) -> Result<Answer> {
    let start = Instant::now();
    let root = workspace::root()?;
    let collections = collections(&options.folder, options.only.as_deref())?;
    let jobs = options
        .jobs
        .or(std::thread::available_parallelism().ok())
        .map_or(1, |it| it.get());
    let oracle = options
        .replay
        .then(|| replay::Oracle::find(&root, options.oracle.as_deref()))
        .transpose()?;
    let home = root.join("target/corpus");

    let mut cases = generate::all(&collections, &home, jobs)?;
    if !options.no_check {
        workspace::write(&root, &home, &cases)?;
        check::all(&root, &home, &mut cases, jobs)?;
    }
    if let Some(oracle) = &oracle {
        replay::all(oracle, &root, &home, &mut cases, jobs)?;
    }
    report::print(&table::render(&cases, options.replay, start.elapsed()))?;
    Ok(if cases.iter().all(Case::is_fine) {
        Answer::Yes
    } else {
        Answer::No
    })
}

impl Case {
    /// Whether nothing is wrong with it. A collection that has no request, or that cannot be read and says so, is fine.
    fn is_fine(&self) -> bool {
        let compiles = self.checked.as_ref().is_none_or(check::Checked::is_clean);
        let equal = self
            .replayed
            .as_ref()
            .is_none_or(replay::Replayed::is_equal);
        !matches!(self.made, generate::Outcome::Crashed(_)) && compiles && equal
    }
}

/// The collections of a folder, by name.
fn collections(folder: &Path, only: Option<&str>) -> Result<Vec<PathBuf>> {
    let entries = folder
        .read_dir()
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let wanted = only.is_none_or(|text| name.contains(text)) && !name.starts_with("MANIFEST");
        if wanted && path.extension().is_some_and(|it| it == "json") && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() {
        bail!("no collection (*.json) in {}", folder.display());
    }
    Ok(found)
}

/// Does `work` for each of `items`, `jobs` at once; the results keep the items' order.
fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.min(items.len()) {
            scope.spawn(|| {
                while let Some((index, item)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    items.get(index).map(|it| (index, it))
                } {
                    let result = work(item);
                    results
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((index, result));
                }
            });
        }
    });
    let mut results = results
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

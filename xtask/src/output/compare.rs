//! Holding a folder against the files that should be in it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::scan::{Entry, scan};
use letterpress::render::File;

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path from the folder.
    pub path: PathBuf,
    /// What is the matter with it.
    pub kind: Kind,
    /// What it holds; `None` where it is missing or is not a file.
    pub old: Option<Vec<u8>>,
    /// What it should hold; `None` for an orphan.
    pub new: Option<String>,
}

/// What is the matter with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The compiler writes it and it is not there.
    Missing,
    /// It is there and holds something else.
    Stale,
    /// It is there and the compiler does not write it.
    Orphaned,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Orphaned => "orphaned",
        })
    }
}

/// What differs between the folder `out` and `files`, sorted by path. Nothing is written.
///
/// # Errors
///
/// Where the folder or a file in it cannot be read.
pub fn compare(out: &Path, files: &[File]) -> Result<Vec<Difference>> {
    let found = scan(out)?;
    let wanted: BTreeMap<PathBuf, &str> = files
        .iter()
        .map(|it| (PathBuf::from(&it.path), it.text.as_str()))
        .collect();
    let mut differences = Vec::new();
    for (path, text) in &wanted {
        let (kind, old) = match found.get(path) {
            None => (Kind::Missing, None),
            Some(Entry::Other) => (Kind::Stale, None),
            Some(Entry::File) => {
                let place = out.join(path);
                let old =
                    fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
                if old == text.as_bytes() {
                    continue;
                }
                (Kind::Stale, Some(old))
            }
        };
        differences.push(Difference {
            path: path.clone(),
            kind,
            old,
            new: Some((*text).to_owned()),
        });
    }
    for path in found.into_keys().filter(|path| !wanted.contains_key(path)) {
        differences.push(Difference {
            path,
            kind: Kind::Orphaned,
            old: None,
            new: None,
        });
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

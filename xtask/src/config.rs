//! Which collection makes which crate: from the command line, or from the nearest workspace that says so.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// A crate to make.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrateConfig {
    /// The collection's file.
    pub collection: PathBuf,
    /// The crate's folder.
    pub out: PathBuf,
    /// The crate's name; `None`: made from the collection's name.
    pub name: Option<String>,
    /// A Postman environment export.
    pub environment: Option<PathBuf>,
    /// A file of overrides; `None`: the one beside the collection, if there is one.
    pub overrides: Option<PathBuf>,
}

/// The crates that the nearest `Cargo.toml` with `[[workspace.metadata.letterpress.crates]]` lists, looking upwards from
/// `start`. Paths are relative to the current folder, or absolute where they have to be.
///
/// # Errors
///
/// Where no such file is found, or it is not understood.
pub fn crates(start: &Path) -> Result<Vec<CrateConfig>> {
    for folder in start.ancestors() {
        let manifest = folder.join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let text = fs::read_to_string(&manifest)
            .with_context(|| format!("cannot read {}", manifest.display()))?;
        let listed = parse(&text).with_context(|| format!("cannot use {}", manifest.display()))?;
        if let Some(crates) = listed {
            let near = folder.strip_prefix(start).unwrap_or(folder);
            return Ok(crates.into_iter().map(|it| it.below(near)).collect());
        }
    }
    bail!(
        "no Cargo.toml from {} upwards has [[workspace.metadata.letterpress.crates]]: add an entry with `collection` and \
         `out`, or give --collection FILE --out DIR",
        start.display()
    )
}

impl CrateConfig {
    /// The same, with paths that begin at `folder`.
    fn below(self, folder: &Path) -> Self {
        Self {
            collection: folder.join(self.collection),
            out: folder.join(self.out),
            name: self.name,
            environment: self.environment.map(|path| folder.join(path)),
            overrides: self.overrides.map(|path| folder.join(path)),
        }
    }
}

/// The crates that a manifest lists; `None` where it says nothing about Letterpress.
fn parse(manifest: &str) -> Result<Option<Vec<CrateConfig>>> {
    let table: toml::Table = manifest.parse()?;
    let metadata = table
        .get("workspace")
        .and_then(|it| it.get("metadata"))
        .and_then(|it| it.get("letterpress"));
    let Some(metadata) = metadata else {
        return Ok(None);
    };
    let list: Metadata = metadata
        .clone()
        .try_into()
        .context("[workspace.metadata.letterpress]")?;
    if list.crates.is_empty() {
        bail!("[workspace.metadata.letterpress] lists no crate");
    }
    Ok(Some(list.crates))
}

/// `[workspace.metadata.letterpress]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    crates: Vec<CrateConfig>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_crates_are_listed() {
        let crates = parse(
            "[workspace]\n[[workspace.metadata.letterpress.crates]]\ncollection = \"a.json\"\nout = \"a\"\n\
             [[workspace.metadata.letterpress.crates]]\ncollection = \"b.json\"\nout = \"b\"\nname = \"bee\"\nenvironment = \"e.json\"\n",
        )
        .unwrap()
        .unwrap();
        assert_eq!(crates.len(), 2);
        assert_eq!(crates[0].name, None);
        assert_eq!(crates[1].environment.as_deref(), Some(Path::new("e.json")));
    }

    #[test]
    fn a_manifest_without_an_entry_is_passed_over() {
        assert_eq!(parse("[package]\nname = \"x\"\n").unwrap(), None);
        assert_eq!(parse("[workspace.metadata.other]\nx = 1\n").unwrap(), None);
    }

    #[test]
    fn a_misspelt_key_is_named() {
        let error =
            parse("[[workspace.metadata.letterpress.crates]]\ncolection = \"a\"\nout = \"b\"\n")
                .unwrap_err();
        assert!(format!("{error:#}").contains("colection"), "{error:#}");
        assert!(parse("[workspace.metadata.letterpress]\ncrates = []\n").is_err());
    }
}

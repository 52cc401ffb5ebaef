//! The compiler as the commands use it: they read the files, it never does.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use letterpress::diagnostic::{SourceText, SourceTexts};
use letterpress::{Input, Output};

use crate::config::CrateConfig;
use crate::encoding;

/// A file and its text.
#[derive(Debug)]
pub struct Source {
    /// Its path, as it was given.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl Source {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let bytes = fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let text = encoding::decode(&name, bytes)?;
        Ok(Self { name, text })
    }

    /// The text, as diagnostics are shown in it.
    pub fn as_text(&self) -> SourceText<'_> {
        SourceText {
            file: &self.name,
            text: &self.text,
        }
    }
}

/// All that a crate is made from.
#[derive(Debug)]
pub struct Texts {
    /// The collection.
    pub collection: Source,
    /// The environment.
    pub environment: Option<Source>,
    /// The overrides.
    pub overrides: Option<Source>,
}

impl Texts {
    /// Reads the files of a crate. Overrides that nobody names are those beside the collection, if there are any.
    pub fn read(job: &CrateConfig) -> Result<Self> {
        let beside = beside(&job.collection);
        let overrides = match &job.overrides {
            Some(path) => Some(path.as_path()),
            None => beside.as_deref().filter(|path| path.is_file()),
        };
        Ok(Self {
            collection: Source::read(&job.collection)?,
            environment: job.environment.as_deref().map(Source::read).transpose()?,
            overrides: overrides.map(Source::read).transpose()?,
        })
    }

    /// What the compiler reads.
    pub fn input<'a>(&'a self, name: Option<&'a str>) -> Input<'a> {
        let text = |source: &'a Option<Source>| source.as_ref().map(|it| it.text.as_str());
        Input {
            collection: &self.collection.text,
            environment: text(&self.environment),
            crate_name: name,
            overrides: text(&self.overrides),
        }
    }

    /// The texts, as diagnostics are shown in them.
    pub fn as_texts(&self) -> SourceTexts<'_> {
        SourceTexts {
            collection: self.collection.as_text(),
            environment: self.environment.as_ref().map(Source::as_text),
            overrides: self.overrides.as_ref().map(Source::as_text),
        }
    }

    /// What the compiler gives, without the disk.
    pub fn compile(&self, name: Option<&str>) -> Output {
        letterpress::compile(&self.input(name))
    }
}

/// Where the overrides of a collection stand: `shop.letterpress.toml` beside `shop.postman_collection.json`.
pub fn beside(collection: &Path) -> Option<PathBuf> {
    let file = collection.file_name()?.to_str()?;
    let name = file
        .strip_suffix(".postman_collection.json")
        .or_else(|| file.strip_suffix(".json"))?;
    Some(collection.with_file_name(format!("{name}.letterpress.toml")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_stand_beside_their_collection() {
        let table = [
            (
                "collections/shop.postman_collection.json",
                Some("collections/shop.letterpress.toml"),
            ),
            ("shop.v2.json", Some("shop.v2.letterpress.toml")),
            ("shop", None),
        ];
        for (collection, expected) in table {
            assert_eq!(beside(Path::new(collection)), expected.map(PathBuf::from));
        }
    }
}

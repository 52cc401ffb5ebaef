//! The compiler as the commands use it: they read the files, it never does.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use letterpress::diagnostic::SourceText;
use letterpress::{Input, Output};

/// A collection or an environment and its text.
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
        let text = String::from_utf8(bytes)
            .ok()
            .with_context(|| format!("{name} is not UTF-8 text"))?;
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

/// What the compiler gives, without the disk.
pub fn compile(source: &Source, environment: Option<&Source>, name: Option<&str>) -> Output {
    letterpress::compile(&Input {
        collection: &source.text,
        environment: environment.map(|it| it.text.as_str()),
        crate_name: name,
    })
}

//! `cargo xtask dump STAGE`: what a stage of the compiler understood, as text for people.
//!
//! Each stage shows one line a thing, so that the dumps of two versions of a collection can be held against each other
//! with `diff`. Nothing is cut except long texts.

mod api;
mod collection;
mod model;
mod names;
mod text;

use std::fmt::Write as _;

use anyhow::Result;
use letterpress::diagnostic::Diagnostics;
use letterpress::render::File;

use crate::Answer;
use crate::cli::{Dump, MessageFormat, Show, Stage};
use crate::compiler::Texts;
use crate::config::CrateConfig;
use crate::report::{self, Report};

/// Runs the command.
pub fn run(options: &Dump) -> Result<Answer> {
    let job = options.meant.job()?;
    let texts = Texts::read(&job)?;
    let mut diagnostics = Diagnostics::default();
    let Some(text) = dump(options, &job, &texts, &mut diagnostics) else {
        let show = Show {
            message_format: MessageFormat::Human,
            verbose: false,
        };
        Report::new(&show).diagnostics(&diagnostics, &texts);
        return Ok(Answer::Unusable);
    };
    let text = match &options.only {
        Some(wanted) if !matches!(options.stage, Stage::Files | Stage::Clean) => {
            blocks_with(&text, wanted)
        }
        _ => text,
    };
    report::print(&text)?;
    Ok(Answer::Yes)
}

/// The dump; `None` where the collection cannot be used.
fn dump(
    options: &Dump,
    job: &CrateConfig,
    texts: &Texts,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    use letterpress::{Understood, collection as read, resolve, understand};

    let mut out = String::new();
    match options.stage {
        Stage::Files => {
            let compiled = texts.compile(job.name.as_deref());
            *diagnostics = compiled.diagnostics;
            if diagnostics.has_errors() {
                return None;
            }
            files(&compiled.files, options.only.as_deref(), &mut out);
        }
        Stage::Clean => {
            out = read::without_secrets(&texts.collection.text, diagnostics)?;
            out.push('\n');
        }
        // These two come before anything that overrides could change, and are shown as the collection has them.
        Stage::Collection | Stage::Api => {
            let collection = read::read(&texts.collection.text, diagnostics)?;
            if options.stage == Stage::Collection {
                collection::write(&collection, &mut out);
                return Some(out);
            }
            let environment = texts.environment.as_ref();
            let environment =
                environment.and_then(|it| read::environment::read(&it.text, diagnostics));
            let api = resolve::resolve(&collection, environment.as_ref(), diagnostics);
            api::write(&api, &mut out);
        }
        Stage::Model | Stage::Names => {
            let input = texts.input(job.name.as_deref());
            let Understood { api, model, names } = understand(&input, diagnostics)?;
            if diagnostics.has_errors() {
                return None;
            }
            if options.stage == Stage::Model {
                model::write(&api, &model, &names, &mut out);
            } else {
                names::write(&api, &model, &names, &mut out);
            }
        }
    }
    Some(out)
}

/// The list of files, or the whole text of those whose path holds `wanted`.
fn files(files: &[File], wanted: Option<&str>, out: &mut String) {
    for file in files {
        let File { path, text } = file;
        let _ = match wanted {
            None => writeln!(
                out,
                "{:>6} lines  {:>8} bytes  {path}",
                text.lines().count(),
                text.len()
            ),
            Some(wanted) if path.contains(wanted) => writeln!(out, "==> {path} <==\n{text}"),
            Some(_) => Ok(()),
        };
    }
}

/// The blocks of a dump that hold `wanted`: a block is an unindented line with the indented ones below it.
fn blocks_with(dump: &str, wanted: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for line in dump.lines() {
        match blocks.last_mut() {
            Some(block) if line.starts_with(' ') => *block += line,
            _ => blocks.push(line.to_owned()),
        }
        if let Some(block) = blocks.last_mut() {
            block.push('\n');
        }
    }
    blocks
        .into_iter()
        .filter(|block| block.contains(wanted))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_shown_whole_where_it_holds_the_text() {
        let dump = "GET /a\n  query page\nGET /b\n  query per_page\n    x\n";
        assert_eq!(
            blocks_with(dump, "per_page"),
            "GET /b\n  query per_page\n    x\n"
        );
        assert_eq!(blocks_with(dump, "/a"), "GET /a\n  query page\n");
    }
}

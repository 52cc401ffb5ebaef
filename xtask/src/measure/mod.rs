//! `cargo xtask measure`: how well inferred types fit replies that they were not learnt from.

mod leave_one_out;
mod options;
mod replies;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use letterpress::collection;
use letterpress::diagnostic::Diagnostics;
use letterpress::infer::policy::Thresholds;
use letterpress::resolve::resolve;

use crate::Answer;
use crate::cli::Measure;
use crate::compiler::Source;
use crate::report;

/// Runs the command.
pub fn run(options: &Measure) -> Result<Answer> {
    let mut sources = Vec::new();
    for path in &options.paths {
        for file in collections(path)? {
            // What cannot be read as text is no collection.
            sources.extend(Source::read(&file).ok());
        }
    }
    let replies = options
        .replies
        .as_deref()
        .map(replies::Replies::read)
        .transpose()?;
    let mut text = String::new();
    for (name, thresholds) in thresholds(options) {
        let line = match &replies {
            Some(replies) => replies.measure(&sources, thresholds, options.verbose)?,
            None => leave_one_out::measure(&sources, thresholds, options.verbose),
        };
        if text.is_empty() {
            let _ = writeln!(text, "| required |{} |", line.head);
            let columns = line.head.matches('|').count() + 2;
            let _ = writeln!(text, "|{}", "---:|".repeat(columns));
        }
        let _ = writeln!(text, "| {name} |{} |", line.figures);
        for failure in line.failures {
            let _ = writeln!(text, "    {failure}");
        }
    }
    report::print(&text)?;
    Ok(Answer::Yes)
}

/// A line of the table, without its first columns.
struct Line {
    /// What stands above it.
    head: String,
    figures: String,
    /// What did not decode, and why.
    failures: Vec<String>,
}

/// The JSON files of a folder, in order, or the file itself.
fn collections(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let entries =
        std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    for entry in entries {
        let file = entry?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The thresholds to measure with, each with what it is called in the table.
fn thresholds(options: &Measure) -> Vec<(String, Thresholds)> {
    let mut default = Thresholds::default();
    default.format = options.format.unwrap_or(default.format);
    let risk = |risk: f64| {
        let name = format!("risk {} %", 100.0 * risk);
        (name, Thresholds { risk, ..default })
    };
    let fixed = |sightings: &u32| {
        let required = Some(*sightings);
        (
            format!("from {sightings}"),
            Thresholds {
                required,
                ..default
            },
        )
    };
    if !options.required.is_empty() {
        options.required.iter().map(fixed).collect()
    } else if !options.risk.is_empty() {
        options
            .risk
            .iter()
            .map(|percent| risk(percent / 100.0))
            .collect()
    } else {
        vec![risk(default.risk)]
    }
}

/// What can be called by a collection; `None` where it cannot be read.
fn with_api<T>(
    source: &Source,
    look: impl FnOnce(&mut letterpress::api::Api<'_>) -> T,
) -> Option<T> {
    let mut diagnostics = Diagnostics::default();
    let collection = collection::read(&source.text, &mut diagnostics)?;
    let mut api = resolve(&collection, None, &mut diagnostics);
    Some(look(&mut api))
}

/// A share in percent, with its count.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    format!("{:.1} %", 100.0 * part as f64 / whole as f64)
}

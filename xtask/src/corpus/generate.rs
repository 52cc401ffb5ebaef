//! The first step: collections into crates.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use letterpress::diagnostic::Severity;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Case, in_parallel, process};
use crate::Answer;
use crate::cli::CorpusCrate;
use crate::compiler::Texts;
use crate::config::CrateConfig;
use crate::output;
use crate::report::Progress;

/// How long the compiler may take for one collection.
const LIMIT: Duration = Duration::from_secs(120);

/// What the compiler made of a collection.
#[derive(Debug)]
pub enum Outcome {
    /// A crate.
    Crate(Made),
    /// Nothing, since it holds no request.
    NothingToGenerate(Made),
    /// Nothing, since it cannot be read; the errors say why.
    Refused(Made),
    /// The compiler did not come to an end: a panic, a runaway, a failed write. Its last words.
    Crashed(String),
}

/// What one run of the compiler reports.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Made {
    /// Requests in the collection; `None` where it is not JSON.
    pub requests: Option<usize>,
    /// Methods of the client.
    pub operations: usize,
    /// Types of the crate.
    pub types: usize,
    /// Files of the crate.
    pub files: usize,
    /// Lines of them.
    pub lines: usize,
    /// Diagnostics by code.
    pub codes: BTreeMap<String, usize>,
    /// The errors among them.
    pub errors: Vec<String>,
    /// How long the compiler took.
    pub milliseconds: u128,
    /// The most memory that the process held, in bytes, where the system tells.
    pub peak: Option<u64>,
}

impl Outcome {
    /// What the compiler reported, where it came to an end.
    pub fn made(&self) -> Option<&Made> {
        match self {
            Self::Crate(made) | Self::NothingToGenerate(made) | Self::Refused(made) => Some(made),
            Self::Crashed(_) => None,
        }
    }
}

/// Compiles every collection into a folder of `home`.
pub fn all(collections: &[PathBuf], home: &Path, jobs: usize) -> Result<Vec<Case>> {
    let program = std::env::current_exe().context("cannot find this program")?;
    let progress = Progress::new("Generating", collections.len());
    let outcomes = in_parallel(
        &with_names(collections),
        jobs,
        |(collection, name, package)| {
            let run = || -> Result<Outcome> {
                let mut command = Command::new(&program);
                command
                    .arg("corpus-crate")
                    .arg(collection)
                    .arg(home.join(package))
                    .arg(package);
                let done = process::run(&mut command, LIMIT)?;
                if !done.status.success() {
                    return Ok(Outcome::Crashed(format!(
                        "{}: {}",
                        done.status,
                        done.stderr.trim()
                    )));
                }
                let made: Made = serde_json::from_slice(&done.stdout)?;
                Ok(match &made {
                    made if made.files > 0 => Outcome::Crate,
                    made if made.requests == Some(0) => Outcome::NothingToGenerate,
                    _ => Outcome::Refused,
                }(made))
            };
            let made = run().unwrap_or_else(|error| Outcome::Crashed(format!("{error:#}")));
            progress.step(name);
            Case {
                collection: collection.clone(),
                name: name.clone(),
                package: package.clone(),
                made,
                checked: None,
                replayed: None,
            }
        },
    );
    Ok(outcomes)
}

/// `cargo xtask corpus-crate`: compiles one collection, writes the crate and prints what [`Made`] holds.
pub fn make_crate(options: &CorpusCrate) -> Result<Answer> {
    let job = CrateConfig {
        collection: options.collection.clone(),
        out: options.out.clone(),
        name: Some(options.name.clone()),
        environment: None,
        overrides: None,
    };
    let texts = match Texts::read(&job) {
        Ok(texts) => texts,
        Err(error) => {
            return say(&Made {
                errors: vec![format!("{error:#}")],
                ..Made::default()
            });
        }
    };
    let start = Instant::now();
    let compiled = texts.compile(job.name.as_deref());
    let milliseconds = start.elapsed().as_millis();
    let mut made = Made {
        requests: count_requests(&texts.collection.text),
        operations: compiled.counts.operations,
        types: compiled.counts.types,
        milliseconds,
        peak: peak_memory(),
        ..Made::default()
    };
    for report in compiled.diagnostics.reports(texts.as_texts()) {
        *made
            .codes
            .entry(report.diagnostic.code.to_owned())
            .or_default() += 1;
        if report.diagnostic.severity == Severity::Error {
            made.errors.push(report.to_string());
        }
    }
    if !compiled.diagnostics.has_errors() {
        output::write(&options.out, &compiled.files)?;
        made.files = compiled.files.len();
        made.lines = compiled
            .files
            .iter()
            .map(|it| it.text.lines().count())
            .sum();
    }
    say(&made)
}

fn say(made: &Made) -> Result<Answer> {
    println!("{}", serde_json::to_string(made)?);
    Ok(Answer::Yes)
}

/// The requests of a collection, counted apart from the compiler so that one it dropped would be seen.
fn count_requests(text: &str) -> Option<usize> {
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    Some(requests(&document).len())
}

/// Every request item of a collection, with its JSON pointer, in order.
pub fn requests(document: &Value) -> Vec<(String, &Value)> {
    let collection = document
        .get("collection")
        .filter(|_| document.get("item").is_none())
        .unwrap_or(document);
    let mut found = Vec::new();
    walk(collection, "", &mut found);
    found
}

fn walk<'v>(node: &'v Value, pointer: &str, found: &mut Vec<(String, &'v Value)>) {
    for (index, item) in node
        .get("item")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let pointer = format!("{pointer}/item/{index}");
        if item.get("item").is_some_and(Value::is_array) {
            walk(item, &pointer, found);
        } else if item
            .get("request")
            .is_some_and(|request| !request.is_null())
        {
            found.push((pointer, item));
        }
    }
}

/// The most memory that this process has held, in bytes (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Each collection with its name and a package name of its own.
fn with_names(collections: &[PathBuf]) -> Vec<(PathBuf, String, String)> {
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    for collection in collections {
        let name = collection
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let words = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty());
        // The prefix keeps a collection called `serde` from being mistaken for the crate that it depends on. Longer names
        // are cut by the compiler, and might then be equal.
        let mut stem = "corpus".to_owned();
        for word in words.take_while(|word| word.len() < 40) {
            if stem.len() + word.len() > 44 {
                break;
            }
            stem = format!("{stem}_{}", word.to_ascii_lowercase());
        }
        let numbered = (2..).map(|n| format!("{stem}_{n}"));
        let package = iter::once(stem.clone())
            .chain(numbered)
            .find(|it| taken.insert(it.clone()))
            .unwrap_or(stem);
        named.push((collection.clone(), name, package));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_are_plain_and_never_twice() {
        let names = |files: &[&str]| -> Vec<String> {
            let paths: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
            with_names(&paths).into_iter().map(|it| it.2).collect()
        };
        let made = names(&[
            "c/My API v2.0.json",
            "c/my-api-v2-0.json",
            "c/Ж.json",
            "c/ё.json",
        ]);
        assert_eq!(
            made,
            [
                "corpus_my_api_v2_0",
                "corpus_my_api_v2_0_2",
                "corpus",
                "corpus_2"
            ]
        );
    }

    #[test]
    fn requests_are_found_at_any_depth_and_under_a_wrapper() {
        let text = r#"{"collection":{"item":[{"item":[{"request":"http://x"}]},{"name":"no request"},{"request":{}}]}}"#;
        let document: Value = serde_json::from_str(text).unwrap();
        let pointers: Vec<_> = requests(&document).into_iter().map(|it| it.0).collect();
        assert_eq!(pointers, ["/item/0/item/0", "/item/2"]);
        assert_eq!(count_requests(text), Some(2));
        assert_eq!(count_requests("{"), None);
    }
}

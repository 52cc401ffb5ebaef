//! The second step: crates through rustc.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::generate::Outcome;
use super::{Case, workspace};
use crate::report::Progress;

/// What rustc said of a crate.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Errors and warnings, as rustc shows them. One is a failure like the other.
    pub messages: Vec<String>,
    /// Whether its library was compiled to the end.
    pub finished: bool,
}

impl Checked {
    /// Whether rustc has nothing against it.
    pub fn is_clean(&self) -> bool {
        self.finished && self.messages.is_empty()
    }
}

/// Checks every crate that was made: library, examples and tests.
pub fn all(root: &Path, home: &Path, cases: &mut [Case], jobs: usize) -> Result<()> {
    let packages: Vec<String> = cases
        .iter()
        .filter(|it| matches!(it.made, Outcome::Crate(_)))
        .map(|it| it.package.clone())
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    let mut command = workspace::cargo();
    command.arg("check").args(["--lib", "--examples"]);
    // A crate without saved examples has no test, and cargo refuses a pattern that nothing matches.
    if packages
        .iter()
        .any(|package| home.join(package).join("tests").is_dir())
    {
        command.args(["--test", "*"]);
    }
    for package in &packages {
        command.args(["--package", package]);
    }
    let mut checked = run(&mut command, "Checking", root, home, &packages, jobs)?;
    for case in cases
        .iter_mut()
        .filter(|it| matches!(it.made, Outcome::Crate(_)))
    {
        case.checked = Some(checked.remove(&case.package).unwrap_or_default());
    }
    Ok(())
}

/// Runs a cargo command over the corpus workspace and sorts what rustc says by package. Warnings of dependencies are
/// not looked at.
pub fn run(
    command: &mut Command,
    what: &'static str,
    root: &Path,
    home: &Path,
    packages: &[String],
    jobs: usize,
) -> Result<BTreeMap<String, Checked>> {
    command
        .args([
            "--keep-going",
            "--message-format",
            "json",
            "--quiet",
            "--jobs",
        ])
        .arg(jobs.to_string());
    command.arg("--manifest-path").arg(home.join("Cargo.toml"));
    command.arg("--target-dir").arg(workspace::target(root));
    // What this run denies must not depend on who runs it, and another flag would build every dependency again.
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().context("cannot run cargo")?;
    let stderr = child.stderr.take().context("cargo's standard error")?;
    let words = std::thread::spawn(move || std::io::read_to_string(stderr).unwrap_or_default());
    let stdout = child.stdout.take().context("cargo's standard output")?;

    let mut checked: BTreeMap<String, Checked> = packages
        .iter()
        .map(|it| (it.clone(), Checked::default()))
        .collect();
    let mut any = BTreeSet::new();
    let progress = Progress::new(what, packages.len());
    for line in BufReader::new(stdout).lines() {
        let Ok(message) =
            serde_json::from_str::<Message>(&line.context("reading what cargo says")?)
        else {
            continue;
        };
        let package = message
            .manifest_path
            .as_deref()
            .and_then(|it| Path::new(it).parent()?.file_name()?.to_str());
        let Some((package, entry)) =
            package.and_then(|it| checked.get_mut(it).map(|entry| (it, entry)))
        else {
            continue;
        };
        match message.reason.as_str() {
            "compiler-artifact" if !message.target.is_example_or_test() => {
                entry.finished = true;
                if any.insert(package.to_owned()) {
                    progress.step(package);
                }
            }
            "compiler-message" => {
                let said = message.message.unwrap_or_default();
                if matches!(said.level.as_str(), "error" | "warning") && !said.is_summary() {
                    entry.messages.push(said.rendered.unwrap_or(said.message));
                }
            }
            _ => {}
        }
    }
    drop(progress);
    let status = child.wait().context("waiting for cargo")?;
    let words = words.join().unwrap_or_default();
    let nothing_said = checked.values().all(|it| it.messages.is_empty());
    if !status.success() && nothing_said {
        bail!(
            "cargo could not work on {}:\n{}",
            home.display(),
            words.trim()
        );
    }
    Ok(checked)
}

/// A line of `--message-format json`.
#[derive(Debug, Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<String>,
    #[serde(default)]
    target: Target,
    message: Option<Said>,
}

#[derive(Debug, Default, Deserialize)]
struct Target {
    #[serde(default)]
    kind: Vec<String>,
}

impl Target {
    fn is_example_or_test(&self) -> bool {
        self.kind
            .iter()
            .any(|kind| matches!(kind.as_str(), "example" | "test"))
    }
}

#[derive(Debug, Default, Deserialize)]
struct Said {
    level: String,
    message: String,
    rendered: Option<String>,
    #[serde(default)]
    spans: Vec<serde::de::IgnoredAny>,
}

impl Said {
    /// Whether it only counts the others: rustc's last line.
    fn is_summary(&self) -> bool {
        self.spans.is_empty()
            && (self.message.starts_with("aborting due to") || self.message.ends_with(" emitted"))
    }
}

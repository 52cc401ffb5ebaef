//! `cargo xtask codegen`: writes the crates, or says whether they are up to date.

use std::time::Instant;

use anyhow::Result;
use serde_json::json;

use crate::Answer;
use crate::cli::Codegen;
use crate::compiler::Texts;
use crate::config::{CrateConfig, crates};
use crate::drift;
use crate::output::{Difference, Kind, check_names, compare, is_interrupted, write};
use crate::report::{self, Report, counts, plural};

/// Runs the command for every crate; one that fails does not keep the others from being made.
pub fn run(options: &Codegen) -> Result<Answer> {
    let report = Report::new(&options.show);
    let mut answer = Answer::Yes;
    let mut failed = None;
    for job in jobs(options)? {
        match one(&job, options, &report) {
            Ok(Answer::Unusable) => answer = Answer::Unusable,
            Ok(Answer::No) if answer == Answer::Yes => answer = Answer::No,
            Ok(_) => {}
            Err(error) => {
                if let Some(earlier) = failed.replace(error) {
                    report::error(&earlier);
                }
            }
        }
    }
    failed.map_or(Ok(answer), Err)
}

/// The crates that are meant: the one on the command line, else the configured ones.
fn jobs(options: &Codegen) -> Result<Vec<CrateConfig>> {
    let (Some(collection), Some(out)) = (&options.collection, &options.out) else {
        return crates(&std::env::current_dir()?);
    };
    Ok(vec![CrateConfig {
        collection: collection.clone(),
        out: out.clone(),
        name: options.name.clone(),
        environment: options.environment.clone(),
        overrides: options.overrides.clone(),
    }])
}

fn one(job: &CrateConfig, options: &Codegen, report: &Report) -> Result<Answer> {
    let texts = Texts::read(job)?;
    let source = &texts.collection;
    let start = Instant::now();
    let compiled = texts.compile(job.name.as_deref());
    let milliseconds = start.elapsed().as_millis();
    report.diagnostics(&compiled.diagnostics, &texts);
    let said = counts(compiled.diagnostics.list());
    if compiled.diagnostics.has_errors() {
        report.status(
            "Failed",
            format_args!("{}: {said}; nothing was written", source.name),
        );
        return Ok(Answer::Unusable);
    }
    report.status(
        "Compiled",
        format_args!(
            "{} in {milliseconds} ms: {}, {}, {}; {said}",
            source.name,
            plural(compiled.counts.operations, "operation"),
            plural(compiled.counts.types, "type"),
            plural(compiled.files.len(), "file"),
        ),
    );
    let out = job.out.display();
    if !options.check {
        let changed = write(&job.out, &compiled.files)?;
        let count = |kind| changed.iter().filter(|it| it.kind == kind).count();
        let [new, stale, orphaned] = [Kind::Missing, Kind::Stale, Kind::Orphaned].map(count);
        let same = compiled.files.len() - new - stale;
        report.status(
            "Wrote",
            format_args!("{out}: {new} new, {stale} changed, {same} unchanged, {orphaned} deleted"),
        );
        return Ok(Answer::Yes);
    }
    check_names(&compiled.files)?;
    let differences = compare(&job.out, &compiled.files)?;
    if differences.is_empty() {
        report.status("Fresh", format_args!("{out} is what {} says", source.name));
        return Ok(Answer::Yes);
    }
    let cure = mending_command(options);
    if report.json() {
        if is_interrupted(&job.out) {
            println!(
                "{}",
                error_json("interrupted-run", INTERRUPTED, &out.to_string(), &cure)
            );
        }
        for difference in &differences {
            println!("{}", drift_json(job, difference, &cure));
        }
    } else {
        report::print(&drift::describe(&job.out, &differences))?;
        let files = plural(differences.len(), "file");
        if is_interrupted(&job.out) {
            eprintln!("\n{INTERRUPTED}: its files are of two versions");
        }
        eprintln!(
            "\n{out} is not what {} says: {files} differ{}.\nTo mend it, run: {cure}",
            source.name,
            if differences.len() == 1 { "s" } else { "" }
        );
    }
    Ok(Answer::No)
}

/// What is said of a crate that a run was writing when it was killed.
const INTERRUPTED: &str =
    "a run of codegen was interrupted while it wrote this crate, or is writing it now";

/// A file that differs, in the shape of a diagnostic.
fn drift_json(job: &CrateConfig, difference: &Difference, cure: &str) -> serde_json::Value {
    let file = job.out.join(&difference.path).display().to_string();
    let code = format!("{}-file", difference.kind);
    error_json(
        &code,
        &format!("{file} is {}", difference.kind),
        &file,
        cure,
    )
}

/// An error in the shape of a diagnostic.
fn error_json(code: &str, message: &str, file: &str, cure: &str) -> serde_json::Value {
    json!({
        "code": code,
        "severity": "error",
        "message": message,
        "help": format!("run: {cure}"),
        "pointer": null,
        "file": file,
        "line": null,
        "column": null,
    })
}

/// What to type to bring the crates up to date.
fn mending_command(options: &Codegen) -> String {
    let mut command = "cargo xtask codegen".to_owned();
    let paths = [
        ("--collection", &options.collection),
        ("--out", &options.out),
        ("--environment", &options.environment),
        ("--overrides", &options.overrides),
    ];
    for (flag, path) in paths {
        if let Some(path) = path {
            command += &format!(" {flag} {}", quoted(&path.to_string_lossy()));
        }
    }
    if let Some(name) = &options.name {
        command += &format!(" --name {}", quoted(name));
    }
    command
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./+=:@%,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_as_a_shell_takes_them() {
        assert_eq!(quoted("collections/a-b_c.json"), "collections/a-b_c.json");
        assert_eq!(quoted("my api.json"), "'my api.json'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}

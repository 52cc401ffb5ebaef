//! `cargo xtask explain PATH`: why a thing of the crate is as it is, and the override that changes it.

use std::fmt::Write as _;

use anyhow::Result;
use letterpress::diagnostic::Diagnostics;
use letterpress::explain::{Decided, Explanation, explain};
use letterpress::{Input, understand};

use crate::Answer;
use crate::cli::{Explain, MessageFormat, Show};
use crate::compiler::{Texts, beside};
use crate::config::CrateConfig;
use crate::report::{self, Report};

/// Runs the command.
pub fn run(options: &Explain) -> Result<Answer> {
    let job = options.meant.job()?;
    let texts = Texts::read(&job)?;
    let mut diagnostics = Diagnostics::default();
    // As it is without overrides: that is what they are addressed by, and what there is evidence for.
    let input = Input {
        overrides: None,
        ..texts.input(job.name.as_deref())
    };
    let understood = understand(&input, &mut diagnostics);
    let Some(understood) = understood.filter(|_| !diagnostics.has_errors()) else {
        let show = Show {
            message_format: MessageFormat::Human,
            verbose: false,
        };
        Report::new(&show).diagnostics(&diagnostics, &texts);
        return Ok(Answer::Unusable);
    };
    let decided = texts.overrides.as_ref().and_then(|_| {
        let mut diagnostics = Diagnostics::default();
        let decided = understand(&texts.input(job.name.as_deref()), &mut diagnostics);
        decided.filter(|_| !diagnostics.has_errors())
    });
    let overrides = texts.overrides.as_ref().map(|it| Decided {
        text: &it.text,
        understood: decided.as_ref(),
    });
    match explain(&understood, &options.path, overrides) {
        Ok(explanation) => {
            report::print(&shown(&explanation, &job, &texts))?;
            Ok(Answer::Yes)
        }
        Err(similar) => {
            let mut message = format!("there is no {:?} in the crate", options.path);
            match similar.as_slice() {
                [] => message += "; `cargo xtask dump names` lists what there is",
                similar => {
                    message += "; did you mean";
                    for (index, path) in similar.iter().enumerate() {
                        let or = if index > 0 { " or" } else { "" };
                        let _ = write!(message, "{or} {path:?}");
                    }
                    message += "?";
                }
            }
            report::error(&anyhow::Error::msg(message));
            Ok(Answer::Unusable)
        }
    }
}

fn shown(explanation: &Explanation, job: &CrateConfig, texts: &Texts) -> String {
    let mut out = explanation.path.clone();
    if !explanation.ty.is_empty() {
        let _ = write!(out, ": {}", explanation.ty);
    }
    let _ = writeln!(out, "\n  {}", explanation.what);
    section(&mut out, "Why", &explanation.rules);
    section(&mut out, "Counted", &explanation.counts);
    let collection = texts.collection.as_text();
    let pointers: Vec<&str> = explanation
        .examples
        .iter()
        .map(|example| example.pointer.as_str())
        .collect();
    let positions = collection.positions(&pointers);
    let mut examples: Vec<String> = explanation
        .examples
        .iter()
        .zip(positions)
        .map(|(example, position)| {
            let value = example.value.as_deref().unwrap_or_default();
            let gap = if value.is_empty() { "" } else { ": " };
            format!(
                "{}:{}:{}  {}{gap}{value}",
                collection.file, position.line, position.column, example.name
            )
        })
        .collect();
    if explanation.more > 0 {
        examples.push(format!("and {} more", explanation.more));
    }
    section(&mut out, "Shown by", &examples);
    let place = match (&texts.overrides, explanation.overridden) {
        (Some(overrides), Some(offset)) => {
            let position = overrides.as_text().position(offset);
            format!(
                "{}:{}:{}, which says something of it already",
                overrides.name, position.line, position.column
            )
        }
        (Some(overrides), None) => overrides.name.clone(),
        (None, _) => beside(&job.collection).map_or("a file of overrides".to_owned(), |path| {
            path.display().to_string()
        }),
    };
    let _ = writeln!(out, "\nTo change it, in {place}:");
    for line in explanation.overrides.lines() {
        let _ = writeln!(out, "  {line}");
    }
    out
}

fn section(out: &mut String, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for line in lines {
        // Names of requests are the collection's: a line of theirs must not look like one of ours.
        let line: String = line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let _ = writeln!(out, "  - {line}");
    }
}

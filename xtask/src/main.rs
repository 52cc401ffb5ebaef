//! The commands of this workspace. `cargo xtask --help` lists them.
//!
//! This is the only place that touches the disk: the compiler (`letterpress`) is text in, files and diagnostics out.
//!
//! Exit codes: 0, all is well; 1, the answer is no (drift, a corpus crate that does not compile, a replay that differs);
//! 2, bad input, bad usage or failed I/O.

mod cli;
mod codegen;
mod compiler;
mod config;
mod corpus;
mod drift;
mod dump;
mod encoding;
mod explain;
mod measure;
mod output;
mod report;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use mimalloc::MiMalloc;

use cli::{Cli, Command};

/// A compilation is a million small allocations, many of them freed by another thread than made them. The system's
/// allocator takes a quarter of the time for that on Linux, this one half of it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a command that ran through has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// All is well.
    Yes,
    /// What was asked for does not hold.
    No,
    /// The input cannot be used; the diagnostics say why.
    Unusable,
}

fn main() -> ExitCode {
    let answer = run(Cli::parse()).unwrap_or_else(|error| {
        report::error(&error);
        Answer::Unusable
    });
    ExitCode::from(match answer {
        Answer::Yes => 0,
        Answer::No => 1,
        Answer::Unusable => 2,
    })
}

fn run(cli: Cli) -> Result<Answer> {
    match cli.command {
        Command::Codegen(options) => codegen::run(&options),
        Command::Dump(options) => dump::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Corpus(options) => corpus::run(&options),
        Command::Measure(options) => measure::run(&options),
        Command::CorpusCrate(options) => corpus::make_crate(&options),
    }
}

//! What can be typed after `cargo xtask`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{CrateConfig, crates};

/// Letterpress: compiles Postman collections into typed Rust client crates.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
#[command(
    after_help = "Exit codes: 0 all is well; 1 the answer is no (drift, a crate that does not compile, a replay that \
                        differs); 2 bad input, bad usage or failed I/O."
)]
pub struct Cli {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the client crates from their collections, or say whether they are up to date
    Codegen(Codegen),
    /// Show what a stage of the compiler understood of a collection
    Dump(Dump),
    /// Say why a type, a field, a method or a parameter is as it is, and which override changes it
    Explain(Explain),
    /// Compile every collection in a folder into a crate, and check each crate with rustc
    Corpus(Corpus),
    /// Tell how well inferred types fit replies that they were not learnt from
    Measure(Measure),
    /// One collection of `corpus`, in a process of its own
    #[command(hide = true)]
    CorpusCrate(CorpusCrate),
}

/// `cargo xtask codegen`
#[derive(Debug, Args)]
#[command(
    after_help = "Without --collection, the crates are those that the nearest Cargo.toml with \
                        [[workspace.metadata.letterpress.crates]] entries lists:\n\n  \
                        [[workspace.metadata.letterpress.crates]]\n  \
                        collection = \"collections/shop.postman_collection.json\"\n  \
                        out = \"shop-client\"\n  \
                        name = \"shop\"                                                  # optional\n  \
                        environment = \"collections/shop.postman_environment.json\"       # optional\n  \
                        overrides = \"collections/shop.letterpress.toml\"                 # optional: this is where it is looked for\n\n\
                        A file of overrides changes what the compiler decides: names, types, what is left out. It stands beside \
                        the collection (shop.letterpress.toml beside shop.postman_collection.json); generator/OVERRIDES.md says \
                        what can stand in it, and `cargo xtask explain PATH` prints the one that changes a thing.\n\n\
                        The folder of a crate belongs to the compiler: only files that changed are written, and files that it \
                        does not write are deleted. Exit codes: 0 up to date or written, 1 drift (--check), 2 the collection \
                        cannot be used, bad usage or failed I/O."
)]
pub struct Codegen {
    /// Write nothing; list files that are missing, stale or orphaned, with a diff, and exit with 1 if there are any
    #[arg(long)]
    pub check: bool,

    /// The collection to compile: a Postman export, v2.1 or v2.0
    #[arg(long, value_name = "FILE", requires = "out")]
    pub collection: Option<PathBuf>,

    /// The folder that the crate is written to: new, empty, or a crate written by this command before
    #[arg(long, value_name = "DIR", requires = "collection")]
    pub out: Option<PathBuf>,

    /// The crate's name [default: made from the collection's name]
    #[arg(long, requires = "collection")]
    pub name: Option<String>,

    /// A Postman environment export, for values that the collection leaves open
    #[arg(long, value_name = "FILE", requires = "collection")]
    pub environment: Option<PathBuf>,

    /// A file of overrides [default: NAME.letterpress.toml beside NAME.postman_collection.json, if it is there]
    #[arg(long, value_name = "FILE", requires = "collection")]
    pub overrides: Option<PathBuf>,

    #[command(flatten)]
    pub show: Show,
}

/// How diagnostics are shown.
#[derive(Debug, Args)]
pub struct Show {
    /// How to show diagnostics: text on standard error, or one JSON object a line on standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub message_format: MessageFormat,

    /// Show every note and warning instead of the first few of each kind, and the summary even if nobody watches
    #[arg(long, short)]
    pub verbose: bool,
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Text with the place in the collection.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// `cargo xtask dump`
#[derive(Debug, Args)]
pub struct Dump {
    /// The stage whose result is shown
    #[arg(value_enum)]
    pub stage: Stage,

    #[command(flatten)]
    pub meant: Meant,

    /// Show only the entries that hold this text; for `files`, the whole text of the files whose path holds it
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
}

/// Which collection is meant.
#[derive(Debug, Args)]
pub struct Meant {
    /// The collection [default: that of the first configured crate]
    #[arg(long, value_name = "FILE")]
    pub collection: Option<PathBuf>,

    /// A Postman environment export
    #[arg(long, value_name = "FILE", requires = "collection")]
    pub environment: Option<PathBuf>,

    /// A file of overrides [default: NAME.letterpress.toml beside NAME.postman_collection.json, if it is there]
    #[arg(long, value_name = "FILE", requires = "collection")]
    pub overrides: Option<PathBuf>,

    /// The crate's name
    #[arg(long, requires = "collection")]
    pub name: Option<String>,
}

impl Meant {
    /// The crate that is meant: the one on the command line, else the first that is configured.
    pub fn job(&self) -> Result<CrateConfig> {
        match &self.collection {
            Some(collection) => Ok(CrateConfig {
                collection: collection.clone(),
                out: PathBuf::new(),
                name: self.name.clone(),
                environment: self.environment.clone(),
                overrides: self.overrides.clone(),
            }),
            None => crates(&std::env::current_dir()?)?
                .into_iter()
                .next()
                .context("no crate is configured"),
        }
    }
}

/// `cargo xtask explain`
#[derive(Debug, Args)]
#[command(
    after_help = "Prints the type, the rules that chose it with their thresholds, what was counted, the places in the \
                        collection that show it (FILE:LINE:COLUMN), and an override to copy.\n\n\
                        PATH is a path of the crate as it is without overrides, or a JSON pointer into the collection:\n  \
                        actions::Action::region_slug   a field\n  \
                        actions::Action                a type\n  \
                        actions::Actions::list         a method\n  \
                        actions::Actions::list::page   a parameter\n  \
                        ClientBuilder::bearer_token    a credential; ClientBuilder::base_url, a server\n  \
                        /item/1/item/0                 a request or a folder of the collection\n\n\
                        Exit codes: 0 explained; 2 there is no such thing (the nearest ones are named), bad usage or failed I/O."
)]
pub struct Explain {
    /// What is to be explained
    pub path: String,

    #[command(flatten)]
    pub meant: Meant,
}

/// A stage of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The file itself, with made-up text in the place of its secrets: a copy that can be shown to others
    Clean,
    /// What the file says: folders, requests, saved examples
    Collection,
    /// What can be called: servers, credentials, operations with their parameters, bodies and replies
    Api,
    /// Which types exist, and where they are used
    Model,
    /// What everything is called in Rust
    Names,
    /// The files of the crate
    Files,
}

/// `cargo xtask corpus`
#[derive(Debug, Args)]
#[command(
    after_help = "The crates are written to target/corpus/. Exit codes: 0 every collection that can be read ended in a \
                        crate that compiles without a warning (with --replay: and every request and example was equal); \
                        1 one did not; 2 bad usage or failed I/O. A collection without any request is no failure."
)]
pub struct Corpus {
    /// The folder with the collections (its *.json files)
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Also run each crate's replay program against Postman's own runtime, and compare what they send and decode
    #[arg(long)]
    pub replay: bool,

    /// The folder with oracle.mjs, serve.mjs and compare.mjs (needs Node) [default: ../shared/tools/oracle]
    #[arg(long, value_name = "DIR", requires = "replay")]
    pub oracle: Option<PathBuf>,

    /// How many crates to work on at once [default: the number of CPUs]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,

    /// Only collections whose file name holds this text
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,

    /// Write the crates and stop: do not run rustc
    #[arg(long, conflicts_with = "replay")]
    pub no_check: bool,
}

/// `cargo xtask measure`
#[derive(Debug, Args)]
#[command(
    after_help = "Without --replies, one success example at a time is taken away from each request that has two or more, the \
                        types are learnt from what is left, and the one taken away is held against them. Columns: `decodes`, the \
                        share of examples that decode; `the same`, those that are written back the same; `optional`, the share of \
                        the fields of replies that may be absent; `nullable`, that may be null.\n\n\
                        --replies holds other replies against the types of one collection: a file of JSON lines\n  \
                        {\"item\": \"/item/0/item/1\", \"code\": 200, \"kind\": \"valid\", \"body\": …}\n\
                        with the JSON pointer of the request; one column a kind, the share that decodes."
)]
pub struct Measure {
    /// Collections, or folders with collections (their *.json files)
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Replies to hold against the types
    #[arg(long, value_name = "FILE")]
    pub replies: Option<PathBuf>,

    /// Accepted risks, in percent, that a required field is lacking: one line of the table for each [default: what is
    /// compiled with]
    #[arg(long, value_name = "PERCENT,…", value_delimiter = ',')]
    pub risk: Vec<f64>,

    /// Fixed numbers of objects that make a field required, in place of the risk: one line of the table for each
    #[arg(
        long,
        value_name = "N,…",
        value_delimiter = ',',
        conflicts_with = "risk"
    )]
    pub required: Vec<u32>,

    /// Distinct strings that make a field a date, a time stamp or a UUID [default: what is compiled with]
    #[arg(long, value_name = "N")]
    pub format: Option<u32>,

    /// Also list what does not decode, and why
    #[arg(long, short)]
    pub verbose: bool,
}

/// `cargo xtask corpus-crate`
#[derive(Debug, Args)]
pub struct CorpusCrate {
    /// The collection
    pub collection: PathBuf,
    /// The crate's folder
    pub out: PathBuf,
    /// The crate's name
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_collection_and_its_folder_are_given_together() {
        let parse = |line: &str| Cli::try_parse_from(line.split(' '));
        assert!(parse("xtask codegen --check").is_ok());
        assert!(parse("xtask codegen --collection c.json --out dir --name shop").is_ok());
        assert!(parse("xtask codegen --collection c.json").is_err());
        assert!(parse("xtask codegen --out dir").is_err());
        assert!(parse("xtask codegen --name shop").is_err());
    }
}

//! Sends every request of the collection through the client, with the collection's own values: the quickest proof that a
//! staging or mock server and this crate agree.
//!
//! ```text
//! cargo run --example replay -- --origin http://127.0.0.1:8080 [--plan FILE]
//! cargo run --example replay -- --values
//! ```
//!
//! `--origin` takes the place of scheme, host and port of every server; base paths stay. Each call carries the header
//! `x-replay-item` with the JSON pointer of its request in the collection, so that the server can answer with the example
//! that is saved there. `--plan` names a file with a line `POINTER<TAB>INDEX` for each call to make, which then carries
//! `x-replay-example: INDEX` too. Without it each request is sent once, in the collection's order.
//!
//! Standard output has one JSON object a line: `{"item", "example", "status", "body"}`, where `body` is the typed reply
//! serialized again, or `{"item", "example", "error"}`. The exit code is 0 where every call was made and its reply read,
//! 1 where one was not, 2 for bad usage. `--values` prints the values that calls are made with.

#[path = "replay/mod.rs"]
mod replay;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use krate::{Client, Retry};
use serde_json::json;

use replay::{Outcome, Run, calls, values};

const USAGE: &str = "usage: replay --origin URL [--plan FILE]\n       replay --values";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => return refuse(&problem),
    };
    match run(options).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => refuse(&problem),
    }
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}\n{USAGE}");
    ExitCode::from(2)
}

/// What the command line asks for.
#[derive(Default)]
struct Options {
    values: bool,
    origin: Option<String>,
    plan: Option<String>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--values" => options.values = true,
                "--origin" => options.origin = arguments.next(),
                "--plan" => options.plan = arguments.next(),
                _ => return Err(format!("unknown argument {argument:?}")),
            }
        }
        Ok(options)
    }
}

/// Does what the command line asks for; says whether every call went well.
async fn run(options: Options) -> Result<bool, String> {
    if options.values {
        let [variables, path_variables] = [values::VARIABLES, values::PATH_VARIABLES]
            .map(|table| table.iter().copied().collect::<BTreeMap<_, _>>());
        println!("{}", json!({ "variables": variables, "path_variables": path_variables }));
        return Ok(true);
    }
    let origin = options.origin.ok_or("--origin is missing")?;
    let client = values::client(Client::builder())
        .origin(&origin)
        // Each request is sent once, whatever comes back.
        .retry(Retry::off())
        .build()
        .map_err(|error| format!("{origin}: {error}"))?;
    let plan = match options.plan {
        Some(file) => read_plan(&file)?,
        None => calls::ALL.iter().map(|call| (call.item.to_owned(), None)).collect(),
    };
    let mut all_well = true;
    for (item, example) in plan {
        let outcome = make(&client, &item, example).await;
        all_well &= outcome.is_ok();
        say(&item, example, outcome).map_err(|error| format!("standard output: {error}"))?;
    }
    Ok(all_well)
}

/// Reads a plan: the calls to make, each a request's pointer and an example's index.
fn read_plan(file: &str) -> Result<Vec<(String, Option<usize>)>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(at, line)| {
            let (item, index) = line.split_once('\t').unwrap_or((line, ""));
            match index.trim().parse() {
                Ok(index) => Ok((item.to_owned(), Some(index))),
                Err(_) => Err(format!("{file}:{}: no POINTER<TAB>INDEX: {line:?}", at + 1)),
            }
        })
        .collect()
}

/// Makes one call.
async fn make(client: &Client, item: &str, example: Option<usize>) -> Outcome {
    let call = calls::ALL.iter().find(|call| call.item == item).ok_or("no such request")?;
    (call.make)(Run { client, item: call.item, example })?.await
}

/// Prints what came of one call. The body is JSON text already, and numbers keep every digit.
fn say(item: &str, example: Option<usize>, outcome: Outcome) -> io::Result<()> {
    let (item, example) = (json!(item), json!(example));
    let mut out = io::stdout().lock();
    match outcome {
        Ok(said) => {
            let (status, body) = (said.status, said.body);
            writeln!(out, r#"{{"item":{item},"example":{example},"status":{status},"body":{body}}}"#)
        }
        Err(problem) => {
            let problem = json!(problem.to_string());
            writeln!(out, r#"{{"item":{item},"example":{example},"error":{problem}}}"#)
        }
    }
}

//! What the compiler may cost, in figures that are the same on every machine: instructions, counted by valgrind, as a
//! multiple of what a plain JSON parse of the same text takes; and lines of Rust emitted for an operation.
//!
//! `cargo bench -p letterpress --bench budget` holds both against `budget.json` and fails where one is more than the margin
//! above it; with `-- --write` it writes the file anew.

#[path = "../support/big.rs"]
mod big;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use letterpress::{Input, Output};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The collection of this workspace.
const DIGITALOCEAN: &str =
    include_str!("../../../collections/digitalocean.postman_collection.json");

/// How far above its budget a figure may be. The figures barely move by themselves: hash maps are seeded anew in each run,
/// and another release of the compiler or the C library makes other instructions.
const MARGIN: f64 = 0.05;

/// Says what a process that valgrind runs has to do: `parse` or `compile`.
const WORK: &str = "LETTERPRESS_BUDGET_WORK";

/// What one collection may cost.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Budget {
    /// Instructions of compiling it, as a multiple of those of parsing it into a `serde_json::Value`; `None` where there is
    /// no valgrind to count them.
    times_parse: Option<f64>,
    /// Lines of Rust in `src`, the runtime's left out, for one operation.
    src_lines_per_operation: f64,
    /// Lines of Rust in `examples` and `tests` for one operation.
    program_lines_per_operation: f64,
}

fn main() -> ExitCode {
    if let Ok(work) = env::var(WORK) {
        do_work(&work);
        return ExitCode::SUCCESS;
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/budget.json");
    let measured = BTreeMap::from([
        ("digitalocean", measure("digitalocean", DIGITALOCEAN)),
        (
            "requests_330",
            measure("requests_330", &big::collection(DIGITALOCEAN, 330)),
        ),
    ]);
    if env::args().any(|argument| argument == "--write") {
        let text = serde_json::to_string_pretty(&measured).expect("figures are JSON");
        fs::write(&file, text + "\n").expect("the budget can be written");
        return ExitCode::SUCCESS;
    }
    let text = fs::read_to_string(&file).expect("there is a budget");
    let budgets: BTreeMap<String, Budget> = serde_json::from_str(&text).expect("a budget");
    let kept: Vec<bool> = measured
        .iter()
        .map(|(name, measured)| {
            let budget = budgets.get(*name).expect("each collection has a budget");
            within(name, measured, budget)
        })
        .collect();
    if kept.iter().all(|kept| *kept) {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "The budget is exceeded. Where that is worth it: cargo bench -p letterpress --bench budget -- --write"
    );
    ExitCode::FAILURE
}

/// Prints a collection's figures; whether all of them are within their budget.
fn within(name: &str, measured: &Budget, budget: &Budget) -> bool {
    let instructions = match (measured.times_parse, budget.times_parse) {
        (Some(measured), Some(budget)) => compare(name, "times_parse", measured, budget),
        // That is no failure: not every machine has valgrind.
        _ => {
            println!("{name:<13} times_parse: NOT CHECKED, valgrind cannot be run here");
            true
        }
    };
    let src = compare(
        name,
        "src_lines_per_operation",
        measured.src_lines_per_operation,
        budget.src_lines_per_operation,
    );
    let programs = compare(
        name,
        "program_lines_per_operation",
        measured.program_lines_per_operation,
        budget.program_lines_per_operation,
    );
    instructions && src && programs
}

/// Prints a figure; whether it is within its budget.
fn compare(name: &str, figure: &str, measured: f64, budget: f64) -> bool {
    let change = 100.0 * (measured / budget - 1.0);
    let kept = measured <= budget * (1.0 + MARGIN);
    let word = match kept {
        false => "EXCEEDED",
        true if measured < budget * (1.0 - MARGIN) => "less: the budget can be lowered",
        true => "kept",
    };
    println!(
        "{name:<13} {figure:<27} {measured:>8.3}, budget {budget:>8.3} ({change:+.1} %): {word}"
    );
    kept
}

/// What a collection costs.
fn measure(name: &str, text: &str) -> Budget {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("budget-{name}.json"));
    fs::write(&file, text).expect("the collection can be written");
    let times_parse = instructions("parse", &file)
        .zip(instructions("compile", &file))
        .map(|(parse, compile)| rounded(compile as f64 / parse as f64));
    let output = compiled(text);
    let per_operation = |folders: &[&str]| {
        let files = output.files.iter().filter(|file| {
            file.path.ends_with(".rs")
                && !file.path.starts_with("src/runtime/")
                && folders.iter().any(|folder| file.path.starts_with(folder))
        });
        let lines: usize = files.map(|file| file.text.lines().count()).sum();
        rounded(lines as f64 / output.counts.operations as f64)
    };
    Budget {
        times_parse,
        src_lines_per_operation: per_operation(&["src/"]),
        program_lines_per_operation: per_operation(&["examples/", "tests/"]),
    }
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e3).round() / 1e3
}

/// Instructions of a process that does one piece of work and nothing else; `None` where valgrind cannot be run.
fn instructions(work: &str, collection: &Path) -> Option<u64> {
    let program = env::current_exe().expect("this program has a file");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .arg(collection)
        .env(WORK, work)
        // Threads that wait for work spin, and how long is chance.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "valgrind: {said}");
    let count = said
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let (_, count) = count.expect("callgrind says how many instructions there were");
    Some(count.trim().parse().expect("a number of instructions"))
}

/// What a process that valgrind runs does.
fn do_work(work: &str) {
    let path = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .expect("a collection is named");
    let text = fs::read_to_string(path).expect("the collection can be read");
    match work {
        "parse" => {
            let value: Value = serde_json::from_slice(text.as_bytes()).expect("it is JSON");
            // Dropping it is no part of parsing it.
            std::mem::forget(value);
        }
        _ => std::mem::forget(compiled(&text)),
    }
}

fn compiled(text: &str) -> Output {
    let output = letterpress::compile(&Input {
        collection: text,
        crate_name: Some("budget"),
        ..Input::default()
    });
    assert!(!output.files.is_empty(), "the collection compiles");
    output
}

//! Whether ten thousand of anything cost ten thousand times as much as one, and how much memory they take.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use letterpress::{Input, compile};

use self::kinds::KINDS;

#[path = "../support/many.rs"]
mod kinds;

/// Names what a process of this program compiles alone: the kind's name and how many.
const ASKED: &str = "LETTERPRESS_BENCH_MANY";

/// How many there are of each.
const COUNTS: [usize; 3] = [2_500, 5_000, 10_000];

/// How often each is compiled in its process; the best time counts.
const RUNS: usize = 3;

/// Prints a line a kind.
pub fn print() {
    println!(
        "many of one thing, microseconds for each of {COUNTS:?}, best of {RUNS}; and the most memory:"
    );
    for kind in KINDS {
        let figures: Vec<(f64, u64)> = COUNTS
            .iter()
            .filter_map(|count| measured(kind.name, *count))
            .collect();
        let [(_, _), .., (last, bytes)] = figures.as_slice() else {
            println!("  {:<30} not measured", kind.name);
            continue;
        };
        let costs: Vec<String> = figures
            .iter()
            .map(|(cost, _)| format!("{cost:>8.1}"))
            .collect();
        let middle = figures[figures.len() / 2].0;
        println!(
            "  ratio {:<30} {}  {:>5.2} times from 5,000 to 10,000  {:>5} MB",
            kind.name,
            costs.join(" "),
            last / middle,
            bytes / 1_000_000,
        );
    }
}

/// Microseconds for each of so many, and the most memory that a process takes for it.
fn measured(name: &str, count: usize) -> Option<(f64, u64)> {
    let program = env::current_exe().ok()?;
    let mut command = Command::new(program);
    let output = command
        .env(ASKED, format!("{name}={count}"))
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (micros, bytes) = text.trim().split_once(' ')?;
    let micros: f64 = micros.parse().ok()?;
    Some((micros / count as f64, bytes.parse().ok()?))
}

/// Whether this process is one of those that compile alone.
pub fn is_asked() -> bool {
    env::var_os(ASKED).is_some()
}

/// Compiles what is asked for, and prints the time and the memory that it took.
pub fn answer() {
    let asked = env::var(ASKED).expect("a kind is asked for");
    let (name, count) = asked.split_once('=').expect("a kind and a number");
    let kind = KINDS
        .iter()
        .find(|kind| kind.name == name)
        .expect("a known kind");
    let texts = kind.texts(count.parse().expect("a number"));
    let input = Input {
        collection: &texts.collection,
        environment: texts.environment.as_deref(),
        overrides: texts.overrides.as_deref(),
        crate_name: None,
    };
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let output = compile(&input);
        best = best.min(start.elapsed());
        assert!(!output.files.is_empty() || output.diagnostics.has_errors());
    }
    // Linux alone says it in a file; elsewhere there is no memory to tell of.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    println!(
        "{} {}",
        best.as_micros(),
        kilobytes.unwrap_or_default() * 1024
    );
}

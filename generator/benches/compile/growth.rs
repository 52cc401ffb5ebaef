//! Whether time and memory grow with the input and not faster.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use letterpress::compile;
use serde_json::Value;

use crate::{big, input, memory};

/// Requests of the smallest collection; the others have two, four and eight times as many.
const REQUESTS: usize = 165;

/// How often each is compiled. The best time counts: what is asked is what the work costs, not what else the machine did.
const RUNS: usize = 7;

/// Prints a line a size.
pub fn print(text: &str) {
    println!("\ngrowth, best of {RUNS} runs each:");
    let mut costs = Vec::new();
    for times in [1, 2, 4, 8] {
        let text = big::collection(text, REQUESTS * times);
        let (mut parse, mut whole) = (Duration::MAX, Duration::MAX);
        for _ in 0..RUNS {
            parse = parse.min(time(|| serde_json::from_slice::<Value>(text.as_bytes())));
            whole = whole.min(time(|| compile(&input(&text))));
        }
        let megabytes = text.len() as f64 / 1e6;
        let cost = whole.as_secs_f64() * 1e3 / megabytes;
        costs.push(cost);
        println!(
            "  ratio {times}x ({:>4} requests, {megabytes:>4.1} MB) {:>9.2} ms  {cost:>6.2} ms/MB  {:>6.2} x serde_json::Value  {}",
            REQUESTS * times,
            whole.as_secs_f64() * 1e3,
            whole.as_secs_f64() / parse.as_secs_f64(),
            peak(&text),
        );
    }
    let mean = costs.iter().sum::<f64>() / costs.len() as f64;
    let off = costs.iter().map(|cost| (cost / mean - 1.0).abs());
    println!(
        "  ratio a megabyte's cost is at most {:.0} % off the mean of the four\n",
        100.0 * off.fold(0.0, f64::max)
    );
}

fn time<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let elapsed = start.elapsed();
    drop(result);
    elapsed
}

/// The most memory that it takes, as a sentence.
fn peak(text: &str) -> String {
    let file = std::env::temp_dir().join(format!("letterpress-bench-{}.json", std::process::id()));
    let bytes = fs::write(&file, text)
        .ok()
        .and_then(|()| memory::peak(&file));
    // What is left behind in the system's own folder for such files does no harm.
    let _ = fs::remove_file(&file);
    match bytes {
        Some(bytes) => format!(
            "{:>5.1} x the file's size in memory",
            bytes as f64 / text.len() as f64
        ),
        None => "memory not measured: this system does not say".to_owned(),
    }
}

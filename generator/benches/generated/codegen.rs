//! `cargo xtask codegen --check`, with the disk: the compiler's work, and the comparison with the files that are there.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How often each is done; the best counts.
const RUNS: usize = 5;

/// Prints how long it takes.
pub fn print(root: &Path, name: &str, text: &str) {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = root.join("xtask");
    let build = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--package", "xtask"])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", &target)
        .status();
    assert!(
        build.is_ok_and(|status| status.success()),
        "xtask can be built"
    );
    let program = target.join("release/xtask");
    let collection = root.join(format!("{name}.json"));
    fs::write(&collection, text).expect("the collection can be written");
    let out = root.join(format!("{name}-written"));
    let run = |check: bool| {
        let mut command = Command::new(&program);
        command.args(["codegen", "--collection"]).arg(&collection);
        command.arg("--out").arg(&out).args(["--name", name]);
        if check {
            command.arg("--check");
        }
        let output = command.output().expect("xtask runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    run(false);
    let check = best(|| run(true));
    let parse = best(|| serde_json::from_slice::<Value>(text.as_bytes()));
    println!(
        "\n`codegen --check` of {name}, a process of its own (best of {RUNS}):\n  ratio codegen --check {:>8.2} ms  {:>6.2} x serde_json::Value\n",
        check.as_secs_f64() * 1e3,
        check.as_secs_f64() / parse.as_secs_f64(),
    );
}

fn best<R>(mut work: impl FnMut() -> R) -> Duration {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        let result = work();
        let elapsed = start.elapsed();
        drop(result);
        elapsed
    });
    times.min().unwrap_or_default()
}

//! The most memory that a compilation takes: of a process that does nothing else.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use letterpress::compile;

/// Names the collection to such a process, which is this program once more.
const COLLECTION: &str = "LETTERPRESS_BENCH_COLLECTION";

/// Bytes that compiling a collection takes at most, its text included; `None` where the system does not say.
pub fn peak(collection: &Path) -> Option<u64> {
    let program = env::current_exe().ok()?;
    let output = Command::new(program)
        .env(COLLECTION, collection)
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Whether this process is one of those.
pub fn is_asked() -> bool {
    env::var_os(COLLECTION).is_some()
}

/// Compiles the collection and prints how much memory that took.
pub fn answer() {
    let path = env::var_os(COLLECTION).expect("a collection is named");
    let text = fs::read_to_string(path).expect("the collection can be read");
    let output = compile(&crate::input(&text));
    assert!(!output.files.is_empty(), "the collection compiles");
    // Linux alone says it in a file; elsewhere nothing is printed.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(kilobytes) = kilobytes {
        println!("{}", kilobytes * 1024);
    }
}

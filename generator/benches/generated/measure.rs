//! What the compiler takes for one crate.
//!
//! Cargo calls this program in the compiler's place (`RUSTC_WORKSPACE_WRAPPER`) for the crates of the workspace; it runs the
//! compiler and writes down what that took.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs, thread};

/// Names the file that it is written to.
const FILE: &str = "LETTERPRESS_BENCH_COSTS";

/// What compiling a crate took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// CPU time, the system's share included.
    pub cpu_seconds: f64,
    /// The most memory that it had.
    pub megabytes: f64,
}

/// Has a command's compilers measured.
pub fn around(command: &mut Command, file: &Path) {
    let program = env::current_exe().expect("this program has a file");
    command
        .env("RUSTC_WORKSPACE_WRAPPER", program)
        .env(FILE, file);
}

/// Does the compiler's work where cargo has called this program for it.
pub fn as_wrapper() -> Option<ExitCode> {
    let file = PathBuf::from(env::var_os(FILE)?);
    let mut arguments = env::args_os().skip(1);
    let mut compiler = Command::new(arguments.next()?);
    let arguments: Vec<_> = arguments.collect();
    let mut child = compiler
        .args(&arguments)
        .spawn()
        .expect("the compiler runs");
    // Its memory can only be asked for while it runs. What it counts is the highest so far, so the last answer is enough.
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = None;
    let exit = loop {
        peak = number(&status, "VmHWM:").or(peak);
        match child.try_wait().expect("the compiler can be waited for") {
            Some(exit) => break exit,
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let name = arguments
        .iter()
        .skip_while(|it| *it != "--crate-name")
        .nth(1);
    if let (Some(name), Some(peak), Some(ticks)) = (name, peak, ticks_of_children()) {
        let line = format!("{} {ticks} {peak}\n", name.display());
        let file = fs::OpenOptions::new().create(true).append(true).open(file);
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.expect("the cost can be written down");
    }
    Some(ExitCode::from(exit.code().map_or(1, |code| code as u8)))
}

/// The cheapest of a crate's compilations; `None` where the system says nothing about them.
pub fn cheapest(file: &Path, name: &str) -> Option<Cost> {
    let text = fs::read_to_string(file).ok()?;
    let costs = text.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (of, ticks, peak) = (words.next()?, words.next()?, words.next()?);
        let cost = Cost {
            // Linux counts a hundred ticks a second for programs, whatever its own clock.
            cpu_seconds: ticks.parse::<f64>().ok()? / 100.0,
            megabytes: peak.parse::<f64>().ok()? * 1024.0 / 1e6,
        };
        (of == name).then_some(cost)
    });
    costs.min_by(|a, b| a.cpu_seconds.total_cmp(&b.cpu_seconds))
}

/// CPU time of the processes that this one waited for, in ticks (proc(5): `cutime` and `cstime`).
fn ticks_of_children() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name stands in brackets and may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(13);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(user + system)
}

/// A number of kilobytes from a process's status.
fn number(status: &Path, name: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.trim().strip_suffix(" kB")?.parse().ok()
}

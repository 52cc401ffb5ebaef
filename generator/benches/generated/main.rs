//! What the generated crate costs: compiling it, and reading replies with it; and what `codegen` costs with the disk.
//!
//! The crates are written below the target folder, as one workspace. `cargo check` is run with this very program between
//! cargo and the compiler (`measure`), so that the compiler's own CPU time and memory are what is counted.

#[path = "../support/big.rs"]
mod big;
mod codegen;
mod measure;
mod workspace;

use std::process::ExitCode;

use letterpress::{Input, Output};

/// The collection of this workspace.
const DIGITALOCEAN: &str =
    include_str!("../../../collections/digitalocean.postman_collection.json");

/// A crate that is checked, and what that may cost.
struct Crate {
    name: &'static str,
    requests: usize,
    cpu_seconds: f64,
    megabytes: f64,
}

const CRATES: [Crate; 2] = [
    Crate {
        name: "requests_84",
        requests: 84,
        cpu_seconds: 4.5,
        megabytes: 1500.0,
    },
    Crate {
        name: "requests_660",
        requests: 660,
        cpu_seconds: 25.0,
        megabytes: 1500.0,
    },
];

fn main() -> ExitCode {
    if let Some(code) = measure::as_wrapper() {
        return code;
    }
    let workspace = workspace::Workspace::new();
    println!("\n`cargo check` of one crate, its dependencies built (best of 3):");
    for it in &CRATES {
        let text = big::collection(DIGITALOCEAN, it.requests);
        let output = compile(&text, it.name);
        workspace.write(it.name, &output);
        report(it, &output, workspace.check(it.name));
    }
    println!(
        "\nreading replies with the generated crate, against structs written by hand (best of 60):"
    );
    workspace.write("digitalocean", &compile(DIGITALOCEAN, "digitalocean"));
    workspace.run_decode();
    let (name, text) = ("requests_660", big::collection(DIGITALOCEAN, 660));
    codegen::print(&workspace.root, name, &text);
    ExitCode::SUCCESS
}

fn compile(text: &str, name: &str) -> Output {
    letterpress::compile(&Input {
        collection: text,
        crate_name: Some(name),
        ..Input::default()
    })
}

/// Prints a crate's line.
fn report(it: &Crate, output: &Output, cost: Option<measure::Cost>) {
    let of = |folder: &str| {
        let files = output.files.iter();
        let files =
            files.filter(|file| file.path.starts_with(folder) && file.path.ends_with(".rs"));
        let (lines, bytes) = files.fold((0, 0), |(lines, bytes), file| {
            (lines + file.text.lines().count(), bytes + file.text.len())
        });
        let per = |count: usize| count as f64 / it.requests as f64;
        format!("{:.0} lines and {:.0} bytes", per(lines), per(bytes))
    };
    match cost {
        Some(cost) => println!(
            "  ratio {:<13} {:>6.2} CPU-s = {:.2} x the target ({} s)  {:>5.0} MB = {:.2} x ({} MB)",
            it.name,
            cost.cpu_seconds,
            cost.cpu_seconds / it.cpu_seconds,
            it.cpu_seconds,
            cost.megabytes,
            cost.megabytes / it.megabytes,
            it.megabytes,
        ),
        None => println!("  {}: not measured, this system does not say", it.name),
    }
    println!(
        "        an operation: {} in src, {} in examples",
        of("src/"),
        of("examples/")
    );
}

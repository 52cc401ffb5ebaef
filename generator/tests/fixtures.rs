//! Each folder of `fixtures/` holds a small collection about one idea, and beside it what the compiler makes of it. Each
//! is a test of its own: `cargo test -p letterpress --test fixtures forms` runs those with `forms` in their name.
//!
//! `INSTA_UPDATE=always cargo test -p letterpress --test fixtures` writes the snapshots anew; read the diff before you
//! commit it. That what is emitted also compiles, and that its saved examples decode, is `compiles.rs`.

mod support;

use std::fmt::Write as _;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use support::Fixture;

fn main() -> ExitCode {
    let trials = support::fixtures()
        .into_iter()
        // Its text is as long as it is hostile: that it stays data is what `compiles.rs` and `invariants.rs` test.
        .filter(|fixture| fixture.name != "text-that-tries-to-break-out")
        .map(|fixture| {
            Trial::test(fixture.name.clone(), move || {
                compiles_to_its_snapshot(&fixture);
                Ok(())
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn compiles_to_its_snapshot(fixture: &Fixture) {
    let output = fixture.compile(&fixture.name);
    let mut shown = String::new();
    for diagnostic in output.diagnostics.list() {
        writeln!(
            shown,
            "{:?}[{}] {} {}",
            diagnostic.severity, diagnostic.code, diagnostic.pointer, diagnostic.message
        )
        .expect("writing to a string");
    }
    for file in output.files.iter().filter(|file| is_shown(&file.path)) {
        write!(shown, "\n// ---- {} ----\n\n{}", file.path, file.text)
            .expect("writing to a string");
    }
    insta::with_settings!({
        snapshot_path => fixture.folder.clone(),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("crate", shown);
    });
}

/// What a snapshot leaves out: the runtime (its home has its own tests) and what is the same for every crate.
fn is_shown(path: &str) -> bool {
    path.starts_with("src/")
        && !path.starts_with("src/runtime/")
        && path != "src/client.rs"
        && path != "src/lib.rs"
}

//! Each folder of `fixtures/` holds a small collection about one idea, and beside it what the compiler makes of it.
//!
//! `INSTA_UPDATE=always cargo test -p letterpress --test fixtures` writes the snapshots anew; read the diff before you
//! commit it. That what is emitted also compiles, and that its saved examples decode, is `compiles.rs`.

mod support;

use std::fmt::Write as _;

/// What a snapshot leaves out: the runtime (its home has its own tests) and what is the same for every crate.
fn is_shown(path: &str) -> bool {
    path.starts_with("src/")
        && !path.starts_with("src/runtime/")
        && path != "src/client.rs"
        && path != "src/lib.rs"
}

#[test]
fn every_fixture_compiles_to_its_snapshot() {
    for fixture in support::fixtures() {
        // Its text is as long as it is hostile: that it stays data is what `compiles.rs` and `invariants.rs` test.
        if fixture.name == "text-that-tries-to-break-out" {
            continue;
        }
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
}

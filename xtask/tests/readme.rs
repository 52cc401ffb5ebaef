//! What the README shows in Rust compiles.

use std::fs;
use std::path::Path;
use std::process::Command;

const MANIFEST: &str = r#"[package]
name = "readme"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
digitalocean = { path = "ROOT/generated-sdk" }
letterpress = { path = "ROOT/generator" }

[workspace]
"#;

#[test]
fn the_programs_of_the_readme_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let programs = rust_blocks(&readme);
    assert_eq!(
        programs.len(),
        2,
        "the README shows a call and a compilation"
    );
    let (call, compilation) = (&programs[0], &programs[1]);

    let folder = target_folder().join("readme");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = MANIFEST.replace("ROOT", root.to_str().unwrap());
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let program = format!("{call}\npub fn compile(text: String) {{\n{compilation}}}\n");
    let program = program.replace("async fn example", "pub async fn example");
    fs::write(folder.join("src/lib.rs"), program).unwrap();

    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target_folder())
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning:"), "{said}");
}

/// The texts between lines of three backticks, the first of them with the word `rust`.
fn rust_blocks(readme: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    // A block in a list is indented.
    while lines.by_ref().any(|line| line.trim() == "```rust") {
        let block = lines.by_ref().take_while(|line| line.trim() != "```");
        blocks.push(block.map(|line| format!("{line}\n")).collect());
    }
    blocks
}

/// The target folder that this test program was built into.
fn target_folder() -> &'static Path {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().expect("it lies in the target folder")
}

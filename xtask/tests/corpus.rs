//! `cargo xtask corpus` as people run it, without rustc.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A folder with three collections: one with requests, one without, and one that cannot be read.
fn corpus() -> TempDir {
    let folder = TempDir::new().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../generator/tests/fixtures/shared-types/collection.json");
    fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    fs::copy(fixture, folder.path().join("One two.json")).unwrap();
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    let empty = format!(r#"{{"info":{{"name":"Empty","schema":"{schema}"}},"item":[]}}"#);
    fs::write(folder.path().join("empty.json"), empty).unwrap();
    fs::write(folder.path().join("broken.json"), "{").unwrap();
    fs::write(folder.path().join("MANIFEST.json"), "not a collection").unwrap();
    folder
}

fn xtask(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the command runs");
    (
        output.status.code(),
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned(),
    )
}

#[test]
fn every_collection_has_its_line_and_its_crate() {
    let folder = corpus();
    let (code, text) = xtask(folder.path(), &["corpus", ".", "--no-check", "--jobs", "2"]);
    assert_eq!(code, Some(0), "{text}");
    let line = |name: &str| {
        text.lines()
            .find(|it| it.starts_with(name))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(line("One two ").ends_with("generated"), "{text}");
    // A collection without a request is no failure: its client has no methods.
    assert!(line("empty ").ends_with("generated"), "{text}");
    assert!(line("broken ").ends_with("refused"), "{text}");
    assert!(line("collections ").ends_with('3'), "{text}");
    assert!(
        text.contains("broken cannot be used:\n    error["),
        "{text}"
    );
    assert!(
        folder
            .path()
            .join("target/corpus/corpus_one_two/Cargo.toml")
            .is_file()
    );
    assert!(!folder.path().join("target/corpus/corpus_broken").exists());
}

#[test]
fn a_part_of_the_corpus_can_be_chosen() {
    let folder = corpus();
    let (code, text) = xtask(
        folder.path(),
        &["corpus", ".", "--no-check", "--only", "empty"],
    );
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("\ncollections   1\n"), "{text}");
    let (code, text) = xtask(
        folder.path(),
        &["corpus", ".", "--only", "nothing of that name"],
    );
    assert_eq!(code, Some(2), "{text}");
}

#[test]
fn a_replay_without_the_oracle_says_what_is_missing() {
    let folder = corpus();
    let (code, text) = xtask(
        folder.path(),
        &["corpus", ".", "--replay", "--oracle", "no-such-folder"],
    );
    assert_eq!(code, Some(2), "{text}");
    assert!(
        text.contains("Node") || text.contains("--oracle DIR"),
        "{text}"
    );
}

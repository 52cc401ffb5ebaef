//! `cargo xtask codegen` as people and CI run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The folder of this workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn fixture(name: &str) -> PathBuf {
    root()
        .join("generator/tests/fixtures")
        .join(name)
        .join("collection.json")
}

/// Runs the command in a folder.
fn xtask<'a>(folder: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below a folder: its path from there and its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(&place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

/// A workspace with one crate, written from a small collection.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::copy(fixture("shared-types"), folder.path().join("api.json")).unwrap();
    let manifest = "[[workspace.metadata.letterpress.crates]]\ncollection = \"api.json\"\nout = \"client\"\nname = \"small\"\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    let output = xtask(folder.path(), ["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    folder
}

/// What CI asks: the check of this very workspace.
#[test]
fn the_generated_crates_are_what_their_collections_say() {
    let output = xtask(&root(), ["codegen", "--check"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_fresh_crate_is_quiet_and_written_once() {
    let workspace = workspace();
    let client = workspace.path().join("client");
    let before = files(&client);
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let output = xtask(workspace.path(), arguments.iter().copied());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert!(
            !stderr(&output).contains("Wrote"),
            "nobody watches: {}",
            stderr(&output)
        );
    }
    assert_eq!(files(&client), before);
    let output = xtask(workspace.path(), ["codegen", "--verbose"]);
    assert!(
        stderr(&output).contains("0 new, 0 changed"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn each_file_that_is_touched_or_deleted_is_named_and_mended() {
    let workspace = workspace();
    let client = workspace.path().join("client");
    let before = files(&client);
    assert!(before.len() > 5, "{:?}", before.keys());
    for (path, bytes) in &before {
        for touched in [Some([bytes, &b"\n"[..]].concat()), None] {
            match touched {
                Some(bytes) => fs::write(client.join(path), bytes).unwrap(),
                None => fs::remove_file(client.join(path)).unwrap(),
            }
            let output = xtask(workspace.path(), ["codegen", "--check"]);
            assert_eq!(output.status.code(), Some(1), "{}", path.display());
            let named = Path::new("client").join(path).display().to_string();
            assert!(
                stdout(&output).contains(&named),
                "{named} is not in {}",
                stdout(&output)
            );
            assert!(
                stderr(&output).contains("cargo xtask codegen"),
                "{}",
                stderr(&output)
            );
            assert_eq!(
                xtask(workspace.path(), ["codegen"]).status.code(),
                Some(0),
                "{}",
                path.display()
            );
        }
    }
    assert_eq!(files(&client), before);
}

#[test]
fn each_file_that_is_added_is_named_and_deleted() {
    let workspace = workspace();
    let client = workspace.path().join("client");
    let before = files(&client);
    for path in [
        "extra.txt",
        ".hidden",
        "src/extra.rs",
        "src/new/folder/mod.rs",
        "target/x",
    ] {
        fs::create_dir_all(client.join(path).parent().unwrap()).unwrap();
        fs::write(client.join(path), "").unwrap();
        let output = xtask(workspace.path(), ["codegen", "--check"]);
        assert_eq!(output.status.code(), Some(1), "{path}");
        assert!(
            stdout(&output).contains(&format!("orphaned  client/{path}")),
            "{}",
            stdout(&output)
        );
        assert_eq!(xtask(workspace.path(), ["codegen"]).status.code(), Some(0));
        assert_eq!(files(&client), before, "{path}");
    }
}

#[test]
fn a_collection_that_cannot_be_read_writes_nothing_and_says_where() {
    let workspace = workspace();
    let client = workspace.path().join("client");
    let before = files(&client);
    let text = fs::read_to_string(fixture("shared-types")).unwrap();
    fs::write(workspace.path().join("api.json"), &text[..text.len() / 2]).unwrap();
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let output = xtask(workspace.path(), arguments.iter().copied());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("error["), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("--> api.json:"),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(files(&client), before);
}

#[test]
fn diagnostics_and_drift_are_json_lines_where_asked() {
    let workspace = workspace();
    fs::write(workspace.path().join("client/extra.txt"), "").unwrap();
    let output = xtask(
        workspace.path(),
        ["codegen", "--check", "--message-format", "json"],
    );
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    for line in &lines {
        let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
        for key in [
            "code", "severity", "message", "help", "pointer", "file", "line", "column",
        ] {
            assert!(keys.iter().any(|it| *it == key), "{key} is not in {line}");
        }
    }
    let last = lines.last().expect("the added file is told");
    assert_eq!(last["code"], "orphaned-file");
    assert_eq!(last["file"], "client/extra.txt");

    fs::write(workspace.path().join("api.json"), "{\n  \"info\": {").unwrap();
    let output = xtask(workspace.path(), ["codegen", "--message-format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let line: Value = serde_json::from_str(stdout(&output).lines().next().unwrap()).unwrap();
    assert_eq!(
        (line["severity"].as_str(), line["line"].as_u64()),
        (Some("error"), Some(2))
    );
}

#[test]
fn flags_make_any_other_crate() {
    let folder = TempDir::new().unwrap();
    let collection = fixture("shared-types");
    let arguments = [
        "codegen",
        "--collection",
        collection.to_str().unwrap(),
        "--out",
        "some/client",
        "--name",
        "my_shop",
    ];
    let output = xtask(folder.path(), arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let manifest = fs::read_to_string(folder.path().join("some/client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my_shop\""), "{manifest}");

    fs::remove_file(folder.path().join("some/client/src/lib.rs")).unwrap();
    let output = xtask(folder.path(), arguments.into_iter().chain(["--check"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("--out some/client --name my_shop"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_folder_that_is_not_a_generated_crate_is_left_alone() {
    let workspace = workspace();
    fs::remove_dir_all(workspace.path().join("client")).unwrap();
    fs::create_dir_all(workspace.path().join("client/src")).unwrap();
    fs::write(workspace.path().join("client/src/lib.rs"), "// mine\n").unwrap();
    let before = files(workspace.path());
    let output = xtask(workspace.path(), ["codegen"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("not a crate written by Letterpress"),
        "{}",
        stderr(&output)
    );
    assert_eq!(files(workspace.path()), before);
}

#[test]
fn bad_usage_and_missing_files_exit_with_two() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["codegen", "--collection", "none.json", "--out", "client"][..],
        &["codegen"],
        &["codegen", "--colection", "x"],
        &["nothing"],
        &["corpus", "no-such-folder"],
    ] {
        let output = xtask(folder.path(), arguments.iter().copied());
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(!stderr(&output).is_empty());
    }
    assert_eq!(files(folder.path()), BTreeMap::new());
}

/// A workspace whose crate has overrides beside its collection.
fn workspace_with_overrides(overrides: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::copy(
        fixture("overrides"),
        folder.path().join("api.postman_collection.json"),
    )
    .unwrap();
    fs::write(folder.path().join("api.letterpress.toml"), overrides).unwrap();
    let manifest = "[[workspace.metadata.letterpress.crates]]\ncollection = \"api.postman_collection.json\"\nout = \"client\"\nname = \"small\"\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    folder
}

#[test]
fn overrides_beside_the_collection_are_read_by_every_command() {
    let workspace = workspace_with_overrides("[at.\"tasks::Task\"]\nrename = \"Job\"\n");
    let output = xtask(workspace.path(), ["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let file = fs::read_to_string(workspace.path().join("client/src/tasks.rs")).unwrap();
    assert!(file.contains("pub struct Job {"), "{file}");
    let output = xtask(workspace.path(), ["codegen", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = xtask(workspace.path(), ["dump", "names", "--only", "Job"]);
    assert!(stdout(&output).contains("-> Job"), "{}", stdout(&output));

    // Another file in its place is drift; a file that is not there is no empty one.
    fs::write(workspace.path().join("other.toml"), "").unwrap();
    let arguments = [
        "codegen",
        "--check",
        "--collection",
        "api.postman_collection.json",
        "--out",
        "client",
        "--name",
        "small",
        "--overrides",
    ];
    let output = xtask(
        workspace.path(),
        arguments.into_iter().chain(["other.toml"]),
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--overrides other.toml"));
    let output = xtask(workspace.path(), arguments.into_iter().chain(["none.toml"]));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn overrides_that_cannot_be_used_leave_the_crate_as_it_was() {
    let workspace = workspace_with_overrides("");
    let output = xtask(workspace.path(), ["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let overrides = workspace.path().join("api.letterpress.toml");
    fs::write(&overrides, "[at.\"tasks::Task::ownr\"]\nrequired = true\n").unwrap();
    let before = files(workspace.path());
    let output = xtask(workspace.path(), ["codegen", "--message-format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stdout(&output);
    let line = said
        .lines()
        .find(|line| line.contains("override-matches-nothing"));
    let line: Value = serde_json::from_str(line.expect("the error is told")).unwrap();
    assert_eq!(line["file"], "api.letterpress.toml");
    assert_eq!(
        (line["line"].as_u64(), line["column"].as_u64()),
        (Some(1), Some(5))
    );
    assert_eq!(line["help"], "did you mean \"tasks::Task::owner\"?");
    for arguments in [&["codegen", "--check"][..], &["dump", "model"]] {
        let output = xtask(workspace.path(), arguments.iter().copied());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(files(workspace.path()), before);
}

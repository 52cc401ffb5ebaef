//! `cargo xtask explain` as people run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{fs, iter};

use tempfile::TempDir;

/// The folder of this workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder with a collection, and with overrides beside it where there are any.
fn folder(overrides: Option<&str>) -> TempDir {
    let folder = TempDir::new().unwrap();
    let collection = root().join("generator/tests/fixtures/overrides/collection.json");
    let copy = folder.path().join("tasks.postman_collection.json");
    fs::copy(collection, copy).unwrap();
    if let Some(overrides) = overrides {
        fs::write(folder.path().join("tasks.letterpress.toml"), overrides).unwrap();
    }
    folder
}

fn explain(folder: &Path, path: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder)
        .args(["explain", path])
        .args(["--collection", "tasks.postman_collection.json"])
        .output()
        .expect("the command runs")
}

/// What is printed of a thing that there is.
fn explained(path: &str) -> String {
    let folder = folder(None);
    let output = explain(folder.path(), path);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{path}: {said}");
    assert_eq!(said, "", "{path}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Whether a text has all of these, in this order.
fn has(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => panic!("{part:?} is not there, or not at its place, in\n{text}"),
        }
    }
}

#[test]
fn a_field_is_explained_with_its_rule_its_counts_its_examples_and_its_override() {
    let text = explained("tasks::Task::due");
    has(
        &text,
        &[
            "tasks::Task::due: Option<String>\n",
            "the field \"due\"",
            "\nWhy\n",
            "`null` is possible: it was `null` in 2 of 4",
            "required: all of 4 objects have it",
            "\nCounted\n",
            "present in 4 of 4 objects, null in 2",
            "2 strings (1 different)",
            "4 objects of 3 requests are one type:",
            "\nShown by\n",
            "List tasks, \"OK\": null",
            "List tasks, \"OK\": \"soon\"",
            "\nTo change it, in tasks.letterpress.toml:\n",
            "[at.\"tasks::Task::due\"]\n",
            "required = false\n",
            "# nullable = false\n",
            "# type = \"String\"\n",
        ],
    );
    // Each example is named by the place where it stands.
    let collection = root().join("generator/tests/fixtures/overrides/collection.json");
    let collection = fs::read_to_string(collection).unwrap();
    let places: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- tasks.postman_collection.json:"))
        .collect();
    assert!(places.len() >= 3, "{text}");
    for place in places {
        let mut numbers = place.split([':', ' ']);
        let line: usize = numbers.next().unwrap().parse().unwrap();
        let shown = collection.lines().nth(line - 1).unwrap();
        assert!(shown.contains("\"body\": \"{"), "{place}: {shown}");
    }
}

#[test]
fn every_kind_of_thing_is_explained() {
    let table: [(&str, &[&str]); 10] = [
        ("tasks", &["the folder \"Tasks\"", "# skip = true"]),
        (
            "tasks::Task",
            &[
                "a struct of 8 fields",
                "Why",
                "20 in a hundred",
                "# keep-unknown = true",
            ],
        ),
        (
            "tasks::Tasks::list",
            &[
                "tasks::TaskList",
                "GET /tasks",
                "`page` counts pages",
                "# pages = false",
            ],
        ),
        (
            "/item/0/item/1",
            &[
                "tasks::Tasks::get: tasks::TaskReply",
                "errors of status 404",
            ],
        ),
        (
            "tasks::Tasks::get::id",
            &[
                "i64",
                "path parameter \"id\"",
                "an argument",
                "type = \"i64\"",
            ],
        ),
        (
            "tasks::Tasks::list::sort",
            &["String", "optional", "# required = true"],
        ),
        (
            "tasks::AddNoteForm::colour",
            &["String", "form field", "required = false"],
        ),
        (
            "tasks::Task::sizes",
            &["keys are data", "# object = \"struct\""],
        ),
        ("ClientBuilder::bearer_token", &["credential", "rename = "]),
        (
            "ClientBuilder::auth_url",
            &[
                "https://auth.tasks.test",
                "url = ",
                "# rename = \"auth_url\"",
            ],
        ),
    ];
    for (path, parts) in table {
        has(&explained(path), parts);
    }
}

#[test]
fn a_wrong_path_is_an_error_with_a_guess() {
    let folder = folder(None);
    let output = explain(folder.path(), "tasks::Task::ownr");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("did you mean \"tasks::Task::owner\"?"),
        "{said}"
    );
    let output = explain(folder.path(), "nothing::like::this");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn overrides_are_told_of_and_explained_away() {
    let folder = folder(Some(
        "[at.\"tasks::Task::due\"]\nrename = \"deadline\"\nrequired = false\n",
    ));
    let output = explain(folder.path(), "tasks::Task::due");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text.contains("in tasks.letterpress.toml:1:5, which says something of it already"),
        "{text}"
    );
}

#[test]
fn what_overrides_rename_is_found_by_its_new_name() {
    let folder = folder(Some(
        "[at.\"tasks::Task\"]\nrename = \"Job\"\n[at.\"tasks::Task::due\"]\nrename = \"deadline\"\n",
    ));
    for path in [
        "tasks::Job::due",
        "tasks::Task::deadline",
        "tasks::Job::deadline",
    ] {
        let output = explain(folder.path(), path);
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{path}");
        has(
            &text,
            &[
                "tasks::Task::due: Option<String>\n",
                &format!("an override calls it {path}"),
                "[at.\"tasks::Task::due\"]\n",
            ],
        );
    }
}

#[test]
fn what_only_overrides_make_is_explained() {
    let folder = folder(Some(
        "[at.\"tasks::Task::sizes\"]\nobject = \"struct\"\ntype-name = \"Sizes\"\n",
    ));
    let output = explain(folder.path(), "tasks::Sizes");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let text = String::from_utf8_lossy(&output.stdout);
    has(
        &text,
        &[
            "tasks::Sizes\n",
            "a struct of ",
            "an override makes it",
            "[at.\"tasks::Sizes\"]\n",
        ],
    );
}

/// What is printed to be copied can be read again, and changes nothing that is not changed in it.
#[test]
fn the_override_that_is_printed_is_one() {
    let paths = [
        "tasks",
        "tasks::Tasks",
        "tasks::Tasks::list",
        "tasks::ListTasks",
        "tasks::Tasks::list::page",
        "tasks::AddNoteForm::text",
        "tasks::Task",
        "tasks::Task::labels",
        "tasks::Task::note",
        "ClientBuilder::base_url",
        "ClientBuilder::bearer_token",
    ];
    let printed: Vec<String> = paths
        .iter()
        .map(|path| {
            let text = explained(path);
            let (_, snippet) = text.split_once("letterpress.toml:\n").unwrap();
            let lines = snippet.lines().map(str::trim);
            lines.chain(iter::once("")).collect::<Vec<_>>().join("\n")
        })
        .collect();
    let folder = folder(Some(&printed.join("\n")));
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder.path())
        .args(["codegen", "--out", "client"])
        .args(["--collection", "tasks.postman_collection.json"])
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

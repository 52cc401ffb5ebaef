//! Every fixture's crate compiles without a warning: library, tests and programs. Of those that are about values, the tests
//! pass as well: each saved example decodes into its type and serializes back to the same JSON. A fixture's `consumer.rs`,
//! where it has one, is a test program that uses its crate.
//!
//! The crates become one workspace below the target folder and share its build of the dependencies.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

/// The fixtures whose crates are also linked and run, which takes seconds each.
const RUN: [&str; 10] = [
    "requests-that-a-script-signs",
    "forms-told-apart-by-a-field",
    "headers-that-most-requests-send",
    "headers-whose-values-are-samples",
    "null-and-missing",
    "kinds-mixed-in-one-place",
    "mixed-kinds-that-are-settled",
    "numbers-beyond-f64",
    "keys-that-are-data",
    "shared-types",
];

/// The fixtures whose documented programs are compiled as well: those of which the README says more than usual.
const DOCUMENTED: [&str; 13] = [
    "requests-that-a-script-signs",
    "auth-aws",
    "auth-digest",
    "auth-inherited-and-stopped",
    "auth-jwt",
    "auth-not-signed",
    "auth-oauth2",
    "auth-that-signs",
    "forms",
    "methods-of-every-kind",
    "pages-by-link",
    "replies-that-are-not-json",
    "several-servers",
];

/// What the README's programs need beside the features that are on anyway.
const SHOWN: &str = "blocking,drift,mock,stream,tower,tracing";

#[test]
fn every_fixture_is_a_crate_that_compiles_and_decodes_its_examples() {
    let target = target_folder();
    let root = target.join("fixtures");
    let mut members = String::new();
    for fixture in support::fixtures() {
        let name = format!("fixture-{}", fixture.name);
        let output = fixture.compile(&name);
        assert!(
            !output.files.is_empty(),
            "{}: no file was written",
            fixture.name
        );
        let folder = root.join(&fixture.name);
        // A file of an earlier run must not stand in for one that is no longer written.
        if folder.exists() {
            remove_orphans(&folder, &folder, &output);
        }
        for file in &output.files {
            write_if_changed(&folder.join(&file.path), &file.text);
        }
        if let Ok(consumer) = fs::read_to_string(fixture.folder.join("consumer.rs")) {
            let is_run = RUN.contains(&fixture.name.as_str());
            assert!(is_run, "{}: its consumer is never run", fixture.name);
            write_if_changed(&folder.join("tests/consumer.rs"), &consumer);
        }
        members.push_str(&format!("    \"{}\",\n", fixture.name));
    }
    write_if_changed(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
    );
    // The same versions as the workspace around, so that nothing is looked up.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).expect("the lock file");

    let check = cargo(&root, target, &["check", "--workspace", "--all-targets"]);
    assert!(
        check.success,
        "a fixture's crate does not compile:\n{}",
        check.text
    );
    assert!(
        !check.text.contains("warning:"),
        "a fixture's crate compiles with warnings:\n{}",
        check.text
    );
    let mut arguments = vec![
        "test",
        "--tests",
        "--no-default-features",
        "--features",
        "folders",
    ];
    let packages = RUN.map(|fixture| package(&root.join(fixture)));
    for package in &packages {
        arguments.extend(["--package", package]);
    }
    let test = cargo(&root, target, &arguments);
    assert!(test.success, "a fixture's own tests fail:\n{}", test.text);

    // The programs in the README and in the docs.
    let mut arguments = vec!["test", "--doc", "--features", SHOWN];
    let packages = DOCUMENTED.map(|fixture| package(&root.join(fixture)));
    for package in &packages {
        arguments.extend(["--package", package]);
    }
    let test = cargo(&root, target, &arguments);
    assert!(
        test.success,
        "a fixture's documented programs do not compile:\n{}",
        test.text
    );
}

/// The name of the package in a folder.
fn package(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a fixture's manifest");
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = \""));
    name.expect("a package has a name")
        .trim_end_matches('"')
        .to_owned()
}

struct Run {
    success: bool,
    text: String,
}

fn cargo(root: &Path, target: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--quiet", "--offline"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    let text = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat();
    Run {
        success: output.status.success(),
        text,
    }
}

/// The target folder that this test program was built into.
fn target_folder() -> &'static Path {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().expect("it lies in the target folder")
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file has a folder"))
        .expect("a folder for a fixture's file");
    fs::write(path, text).expect("a fixture's file");
}

fn remove_orphans(root: &Path, folder: &Path, output: &letterpress::Output) {
    for entry in fs::read_dir(folder)
        .expect("a fixture's crate")
        .map(|entry| entry.expect("an entry").path())
    {
        if entry.is_dir() {
            remove_orphans(root, &entry, output);
        } else if !output
            .files
            .iter()
            .any(|file| root.join(&file.path) == entry)
        {
            fs::remove_file(&entry).expect("an orphan goes");
        }
    }
}

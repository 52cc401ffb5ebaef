//! Every fixture's crate compiles without a warning: library, tests and programs. Its own tests pass: each saved example
//! decodes into its type and serializes back to the same JSON. A fixture's `consumer.rs`, where it has one, is a test
//! program that uses its crate. The README and the docs of some have their programs compiled as well.
//!
//! Each of these is a test of its own: `cargo test -p letterpress --test compiles forms` builds and runs the crates with
//! `forms` in their name.
//!
//! The crates become one workspace below the target folder, share its build of the dependencies, and are built by one
//! call of cargo with one set of features, which the first test that needs it makes.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, LazyLock};

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use support::Fixture;

/// The fixtures whose documented programs are compiled as well: those of which the README says more than usual.
const DOCUMENTED: [&str; 13] = [
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
    "what-most-calls-send-is-said-once",
];

/// What the README's programs need beside the features that are on anyway.
const SHOWN: &str = "blocking,drift,mock,stream,tower,tracing";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let fixtures = support::fixtures();
    for name in DOCUMENTED {
        let is_there = fixtures.iter().any(|fixture| fixture.name == name);
        assert!(is_there, "there is no fixture {name}");
    }
    let wanted = fixtures
        .into_iter()
        .map(Crate::new)
        .filter(|it| it.kinds().any(|kind| is_wanted(&it.test(kind), &arguments)))
        .collect();
    let crates = Arc::new(Crates::new(wanted));
    let mut trials = Vec::new();
    for (at, it) in crates.list.iter().enumerate() {
        for kind in it.kinds() {
            let crates = Arc::clone(&crates);
            trials.push(Trial::test(it.test(kind), move || crates.run(at, kind)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What a fixture's crate is tested for.
#[derive(Clone, Copy)]
enum Kind {
    /// All its targets compile without a warning.
    Compiles,
    /// Its own tests pass.
    Passes,
    /// The programs in its README and docs compile.
    Documents,
}

/// A fixture and what the compiler makes of it.
struct Crate {
    fixture: Fixture,
    /// The name of its package.
    package: String,
    output: letterpress::Output,
}

impl Crate {
    fn new(fixture: Fixture) -> Self {
        let package = format!("fixture-{}", fixture.name);
        let output = fixture.compile(&package);
        assert!(!output.files.is_empty(), "{package}: no file was written");
        Crate {
            fixture,
            package,
            output,
        }
    }

    fn kinds(&self) -> impl Iterator<Item = Kind> {
        let mut files = self.output.files.iter();
        // A collection without an example has no test.
        let tested = files.any(|file| file.path.starts_with("tests/")) || self.consumer().is_file();
        let documented = DOCUMENTED.contains(&self.fixture.name.as_str());
        [Kind::Compiles]
            .into_iter()
            .chain(tested.then_some(Kind::Passes))
            .chain(documented.then_some(Kind::Documents))
    }

    /// The name of a test.
    fn test(&self, kind: Kind) -> String {
        let kind = match kind {
            Kind::Compiles => "compiles",
            Kind::Passes => "passes_its_tests",
            Kind::Documents => "documents_programs_that_compile",
        };
        format!("{}::{kind}", self.fixture.name)
    }

    fn consumer(&self) -> PathBuf {
        self.fixture.folder.join("consumer.rs")
    }

    /// Those of the features in [`SHOWN`] that it has.
    fn shown(&self) -> String {
        let mut files = self.output.files.iter();
        let manifest = files.find(|file| file.path == "Cargo.toml");
        let manifest = &manifest.expect("a crate has a manifest").text;
        let has = |feature: &&str| {
            manifest
                .lines()
                .any(|line| line.starts_with(&format!("{feature} = ")))
        };
        SHOWN.split(',').filter(has).collect::<Vec<_>>().join(",")
    }

    /// Writes it into a folder.
    fn write(&self, folder: &Path) {
        // A file of an earlier run must not stand in for one that is no longer written.
        if folder.exists() {
            remove_orphans(folder, folder, &self.output);
        }
        for file in &self.output.files {
            write_if_changed(&folder.join(&file.path), &file.text);
        }
        if let Ok(consumer) = fs::read_to_string(self.consumer()) {
            write_if_changed(&folder.join("tests/consumer.rs"), &consumer);
        }
    }
}

/// Whether the command line asks for a test, as libtest reads it.
fn is_wanted(name: &str, arguments: &Arguments) -> bool {
    let matches = |filter: &str| {
        if arguments.exact {
            name == filter
        } else {
            name.contains(filter)
        }
    };
    arguments.filter.as_deref().is_none_or(matches) && !arguments.skip.iter().any(|it| matches(it))
}

/// The crates that are tested.
struct Crates {
    list: Vec<Crate>,
    /// What rustc says of each package: errors and warnings.
    complaints: Lazy<BTreeMap<String, String>>,
    /// The test programs of each package, or why they could not be built without a warning.
    programs: Lazy<Result<BTreeMap<String, Vec<PathBuf>>, String>>,
}

type Lazy<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

impl Crates {
    fn new(list: Vec<Crate>) -> Self {
        let root = root();
        let mut members = String::new();
        for it in &list {
            it.write(&root.join(&it.fixture.name));
            members.push_str(&format!("    \"{}\",\n", it.fixture.name));
        }
        write_if_changed(
            &root.join("Cargo.toml"),
            &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
        );
        // The same versions as the workspace around, so that nothing is looked up.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock")).expect("the lock file");
        Crates {
            list,
            complaints: LazyLock::new(Box::new(complaints)),
            programs: LazyLock::new(Box::new(programs)),
        }
    }

    fn run(&self, at: usize, kind: Kind) -> Result<(), Failed> {
        let it = &self.list[at];
        match kind {
            Kind::Compiles => match self.complaints.get(&it.package) {
                Some(complaints) => Err(complaints.into()),
                None => Ok(()),
            },
            Kind::Passes => {
                let programs = self.programs.as_ref()?.get(&it.package);
                let folder = root().join(&it.fixture.name);
                for program in programs.ok_or("it has no test program")? {
                    // Where cargo runs it: beside the manifest.
                    succeeds(Command::new(program).current_dir(&folder))?;
                }
                Ok(())
            }
            Kind::Documents => {
                let features = it.shown();
                let arguments = [
                    "test",
                    "--doc",
                    "--package",
                    &it.package,
                    "--features",
                    &features,
                ];
                succeeds(&mut cargo(&arguments))?;
                Ok(())
            }
        }
    }
}

/// Checks the library and the programs of every crate. Its tests are built anyway.
fn complaints() -> BTreeMap<String, String> {
    let output = cargo(&[
        "check",
        "--workspace",
        "--lib",
        "--examples",
        "--keep-going",
    ])
    .arg("--message-format=json")
    .output()
    .expect("cargo runs");
    let mut complaints: BTreeMap<String, String> = BTreeMap::new();
    for message in messages(&output.stdout) {
        if let Some(text) = complaint(&message) {
            complaints
                .entry(package_of(&message))
                .or_default()
                .push_str(text);
        }
    }
    assert!(
        output.status.success() || !complaints.is_empty(),
        "the crates cannot be checked:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    complaints
}

/// Builds the test programs of every crate.
fn programs() -> Result<BTreeMap<String, Vec<PathBuf>>, String> {
    let features = ["--no-default-features", "--features", "folders"];
    let output = cargo(&["test", "--no-run", "--workspace", "--test", "*"])
        .args(features)
        .arg("--message-format=json")
        .output()
        .expect("cargo runs");
    let mut complaints = String::new();
    let mut programs: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for message in messages(&output.stdout) {
        complaints.push_str(complaint(&message).unwrap_or_default());
        if let Some(program) = message["executable"].as_str() {
            programs
                .entry(package_of(&message))
                .or_default()
                .push(program.into());
        }
    }
    if output.status.success() && complaints.is_empty() {
        return Ok(programs);
    }
    let rest = String::from_utf8_lossy(&output.stderr);
    Err(format!("{complaints}{rest}"))
}

/// An error or a warning of rustc's, as it shows it.
fn complaint(message: &Value) -> Option<&str> {
    let is_one = message["reason"] == "compiler-message";
    message["message"]["rendered"].as_str().filter(|_| is_one)
}

/// What cargo says, one JSON object a line.
fn messages(stdout: &[u8]) -> impl Iterator<Item = Value> {
    stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
}

/// The name of the package that a message of cargo's is about: its manifest's folder is named after the fixture.
fn package_of(message: &Value) -> String {
    let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
    let folder = manifest.parent().and_then(Path::file_name);
    format!("fixture-{}", folder.unwrap_or_default().to_string_lossy())
}

/// The folder of the workspace.
fn root() -> PathBuf {
    target_folder().join("fixtures")
}

/// The target folder that this test program was built into.
fn target_folder() -> &'static Path {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().expect("it lies in the target folder")
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--quiet", "--offline"])
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target_folder());
    command
}

/// Runs a program.
///
/// # Errors
///
/// All that it said, where it fails.
fn succeeds(command: &mut Command) -> Result<(), String> {
    let output = command.output().expect("the program runs");
    if output.status.success() {
        return Ok(());
    }
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Err(said.concat())
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

//! The workspace that the generated crates are built in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use letterpress::Output;

use crate::measure::{self, Cost};

/// The program that reads replies; its dependencies are those of a generated crate.
const DECODE: [(&str, &str); 5] = [
    ("Cargo.toml", include_str!("decode/Cargo.toml")),
    ("src/main.rs", include_str!("decode/main.rs")),
    ("src/by_hand.rs", include_str!("decode/by_hand.rs")),
    ("src/action.json", include_str!("decode/action.json")),
    ("src/droplet.json", include_str!("decode/droplet.json")),
];

/// How often a crate is checked. The cheapest counts: the rest is what else the machine did.
const CHECKS: usize = 3;

/// A folder below the target folder.
pub struct Workspace {
    pub root: PathBuf,
    /// What compilations took.
    costs: PathBuf,
}

impl Workspace {
    /// Makes it, or takes the one of an earlier run: the dependencies are built in it.
    pub fn new() -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        let costs = root.join("costs.txt");
        let _ = fs::remove_file(&costs);
        for (path, text) in DECODE {
            write(&root.join("decode").join(path), text);
        }
        // The same versions as the workspace around, so that nothing is looked up.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock")).expect("the lock file can be copied");
        Self { root, costs }
    }

    /// Writes a crate.
    pub fn write(&self, name: &str, output: &Output) {
        let folder = self.root.join(name);
        // Files of an earlier run would be compiled too.
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the crate can be written anew");
        }
        for file in &output.files {
            write(&folder.join(&file.path), &file.text);
        }
    }

    /// Checks one crate several times; what the cheapest time took.
    pub fn check(&self, name: &str) -> Option<Cost> {
        self.members(&[name]);
        for _ in 0..CHECKS {
            let library = self.root.join(name).join("src/lib.rs");
            let text = fs::read(&library).expect("the crate has a library");
            fs::write(&library, text).expect("the library can be touched");
            self.cargo(&["check", "--quiet", "--lib", "--package", name]);
        }
        measure::cheapest(&self.costs, name)
    }

    /// Builds and runs the program that reads replies.
    pub fn run_decode(&self) {
        self.members(&["digitalocean", "decode"]);
        self.cargo(&["run", "--quiet", "--release", "--package", "decode"]);
    }

    /// A workspace's manifest names its members.
    fn members(&self, names: &[&str]) {
        let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            names.join(", ")
        );
        write(&self.root.join("Cargo.toml"), &text);
    }

    fn cargo(&self, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.root);
        command.env("CARGO_TARGET_DIR", self.root.join("target"));
        command.env("CARGO_INCREMENTAL", "0");
        measure::around(&mut command, &self.costs);
        let status = command.status().expect("cargo runs");
        assert!(status.success(), "cargo {}: {status}", arguments.join(" "));
    }
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

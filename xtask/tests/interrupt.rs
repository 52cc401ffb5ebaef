//! `cargo xtask codegen` that is ended while it writes: by a signal that can wait, and by one that cannot.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

/// How often a run is ended; `INTERRUPTIONS` asks for more.
fn tries() -> u32 {
    let asked = std::env::var("INTERRUPTIONS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(8)
}

/// A collection with many folders, so that there is much to write.
fn collection(word: &str) -> String {
    let folders: Vec<_> = (0..150)
        .map(|number| {
            json!({"name": format!("{word} {number}"), "item": [
                {"name": format!("List {word}"), "request": format!("https://a.test/{word}/x{number}")},
            ]})
        })
        .collect();
    let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    json!({"info": {"name": "Api", "schema": schema}, "item": folders}).to_string()
}

fn codegen(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .current_dir(folder)
        .args(["codegen", "--collection", "api.json", "--out", "client"])
        .args(more);
    command
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(&place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// What both versions look like, and how long a run takes that goes from one to the other.
struct Versions {
    folder: TempDir,
    texts: [String; 2],
    crates: [BTreeMap<PathBuf, Vec<u8>>; 2],
    time: Duration,
}

impl Versions {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let texts = [collection("red"), collection("blue")];
        let mut time = Duration::ZERO;
        let crates = [0, 1].map(|version: usize| {
            fs::write(folder.path().join("api.json"), &texts[version]).unwrap();
            let start = Instant::now();
            assert!(codegen(folder.path(), &[]).status().unwrap().success());
            time = start.elapsed();
            files(&folder.path().join("client"))
        });
        Self {
            folder,
            texts,
            crates,
            time,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn now(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.path().join("client"))
    }

    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let names = entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
        names
            .filter(|name| name != "client" && name != "api.json")
            .collect()
    }

    /// Begins to write a version and sends a signal after some part of the time that it takes.
    fn end(&self, version: usize, signal: &str, part: f64) {
        fs::write(self.path().join("api.json"), &self.texts[version]).unwrap();
        let mut child = codegen(self.path(), &[])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(self.time.mul_f64(part));
        let id = child.id().to_string();
        let _ = Command::new("kill")
            .args([signal, &id])
            .stderr(Stdio::null())
            .status();
        child.wait().unwrap();
    }
}

/// Parts of the time, spread evenly over all but its beginning.
fn parts() -> impl Iterator<Item = f64> {
    (0..tries()).map(|number| 0.2 + 0.85 * (f64::from(number) * 0.618_034).fract())
}

#[test]
fn a_signal_that_can_wait_leaves_the_old_crate_or_the_new_one() {
    let versions = Versions::new();
    let mut at = 1;
    for part in parts() {
        versions.end(1 - at, "-INT", part);
        let now = versions.now();
        at = (0..2)
            .find(|it| versions.crates[*it] == now)
            .expect("the crate is whole");
        assert_eq!(versions.beside(), [""; 0], "nothing is left beside it");
    }
}

#[test]
fn a_run_that_is_killed_is_told_of_and_mended_by_the_next() {
    let versions = Versions::new();
    for (number, part) in parts().enumerate() {
        let version = number % 2;
        versions.end(version, "-KILL", part);
        let is_whole = versions.crates.contains(&versions.now());
        let check = codegen(versions.path(), &["--check"]).output().unwrap();
        let said = String::from_utf8_lossy(&check.stderr).into_owned();
        if !is_whole {
            assert_eq!(check.status.code(), Some(1));
            assert!(said.contains("was interrupted"), "{said}");
        }
        assert!(codegen(versions.path(), &[]).status().unwrap().success());
        assert!(versions.now() == versions.crates[version]);
        assert_eq!(versions.beside(), [""; 0], "nothing is left beside it");
    }
}

#[test]
fn a_first_run_that_was_killed_is_mended_too() {
    let versions = Versions::new();
    let client = versions.path().join("client");
    fs::remove_dir_all(&client).unwrap();
    // As a kill leaves it before the manifest is in place.
    fs::create_dir_all(client.join("src")).unwrap();
    fs::write(client.join("src/extra.rs"), "").unwrap();
    let output = codegen(versions.path(), &[]).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(2),
        "somebody's own folder, as far as one can tell"
    );
    fs::create_dir(versions.path().join(".client.letterpress")).unwrap();
    fs::write(versions.path().join(".client.letterpress/changing"), "").unwrap();
    let check = codegen(versions.path(), &["--check", "--message-format", "json"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&check.stdout).contains("\"interrupted-run\""));
    assert!(codegen(versions.path(), &[]).status().unwrap().success());
    assert!(versions.now() == versions.crates[1]);
    assert_eq!(versions.beside(), [""; 0]);
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let versions = Versions::new();
    fs::create_dir(versions.path().join(".client.letterpress")).unwrap();
    let lock = fs::File::create(versions.path().join(".client.letterpress/lock")).unwrap();
    lock.lock().unwrap();
    fs::write(versions.path().join("api.json"), &versions.texts[0]).unwrap();
    let output = codegen(versions.path(), &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("another run of codegen is writing this crate"),
        "{said}"
    );
    assert!(versions.now() == versions.crates[1]);
    drop(lock);
    assert!(codegen(versions.path(), &[]).status().unwrap().success());
    assert!(versions.now() == versions.crates[0]);
    assert_eq!(versions.beside(), [""; 0]);
}

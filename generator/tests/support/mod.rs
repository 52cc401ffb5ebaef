//! What the test programs share: the fixture folders and the way to compile one.
#![allow(dead_code, reason = "each test program uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of `tests/fixtures`.
pub struct Fixture {
    /// The folder's name: its one idea.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The text of its collection.
    pub text: String,
    /// The text of its overrides.
    pub overrides: Option<String>,
}

impl Fixture {
    /// Compiles it into the crate `name`.
    pub fn compile(&self, name: &str) -> letterpress::Output {
        compile_with(&self.text, self.overrides.as_deref(), name)
    }
}

/// Every fixture that holds a collection, by name.
pub fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut fixtures: Vec<Fixture> = fs::read_dir(&root)
        .expect("the fixtures folder")
        .map(|entry| entry.expect("an entry of the fixtures folder").path())
        .filter(|folder| folder.join("collection.json").is_file())
        .map(|folder| Fixture {
            name: folder
                .file_name()
                .expect("a folder has a name")
                .to_string_lossy()
                .into_owned(),
            text: fs::read_to_string(folder.join("collection.json"))
                .expect("a fixture's collection"),
            overrides: fs::read_to_string(folder.join("overrides.toml")).ok(),
            folder,
        })
        .collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(fixtures.len() > 20, "the fixtures are gone");
    fixtures
}

/// The DigitalOcean collection.
pub fn digitalocean() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../collections/digitalocean.postman_collection.json");
    fs::read_to_string(path).expect("the DigitalOcean collection")
}

/// Compiles a collection into the crate `name`.
pub fn compile(text: &str, name: &str) -> letterpress::Output {
    compile_with(text, None, name)
}

/// Compiles a collection with overrides into the crate `name`.
pub fn compile_with(text: &str, overrides: Option<&str>, name: &str) -> letterpress::Output {
    letterpress::compile(&letterpress::Input {
        collection: text,
        environment: None,
        crate_name: Some(name),
        overrides,
    })
}

/// All that a compilation wrote, as one text.
pub fn all_text(output: &letterpress::Output) -> String {
    output
        .files
        .iter()
        .map(|file| format!("==== {}\n{}\n", file.path, file.text))
        .collect()
}

//! The cargo workspace that holds the crates of a corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use super::Case;
use super::generate::Outcome;

/// The folder of this workspace: the nearest one upwards that has a `Cargo.lock`, as cargo sees it.
pub fn root() -> Result<PathBuf> {
    let out = cargo()
        .args(["locate-project", "--workspace", "--message-format", "plain"])
        .output()?;
    let manifest = PathBuf::from(String::from_utf8_lossy(&out.stdout).trim());
    let root = manifest.parent().filter(|_| out.status.success());
    root.map(Path::to_owned)
        .context("not in a cargo workspace: run this from inside one")
}

/// Cargo, as it runs this program.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The folder for what cargo builds: the workspace's own, so that dependencies are shared with it.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |it| root.join(it))
}

/// Writes the workspace's manifest, with every crate that was made as a member, and a runner for each replay program.
pub fn write(root: &Path, home: &Path, cases: &[Case]) -> Result<()> {
    let mut members = Vec::new();
    for case in cases
        .iter()
        .filter(|case| matches!(case.made, Outcome::Crate(_)))
    {
        members.push(case.package.clone());
        if write_runner(home, &case.package)? {
            members.push(runner(&case.package));
        }
    }
    let manifest = json!({ "workspace": { "resolver": "3", "members": members } });
    let text = toml::to_string(&manifest).context("the corpus workspace's manifest")?;
    write_if_changed(&home.join("Cargo.toml"), &text)?;
    let lock = home.join("Cargo.lock");
    if !lock.exists() && root.join("Cargo.lock").exists() {
        // The same versions of everything, so that nothing is built twice.
        fs::copy(root.join("Cargo.lock"), &lock)
            .with_context(|| format!("cannot write {}", lock.display()))?;
    }
    Ok(())
}

/// The name of the package and program that runs a crate's replay example.
pub fn runner(package: &str) -> String {
    format!("replay-{package}")
}

/// Writes a package whose one program is the crate's `examples/replay.rs`. Examples of several packages of one workspace
/// share one folder, and all of these are called `replay`; programs with names of their own can be built together.
fn write_runner(home: &Path, package: &str) -> Result<bool> {
    let folder = home.join(package);
    if !folder.join("examples/replay.rs").is_file() {
        return Ok(false);
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let manifest: toml::Table = manifest
        .parse()
        .with_context(|| format!("the manifest of {package}"))?;
    let mut dependencies = toml::Table::new();
    for section in ["dependencies", "dev-dependencies"] {
        let table = manifest
            .get(section)
            .and_then(toml::Value::as_table)
            .cloned()
            .unwrap_or_default();
        for (name, mut dependency) in table {
            if let Some(table) = dependency.as_table_mut() {
                table.remove("optional");
            }
            dependencies.insert(name, dependency);
        }
    }
    let itself = toml::Table::from_iter([(
        "path".to_owned(),
        toml::Value::from(format!("../{package}")),
    )]);
    dependencies.insert(package.to_owned(), itself.into());
    // The program asks for the crate's features, so that it needs features of the same names.
    let mut features = toml::Table::new();
    let declared = manifest.get("features").and_then(toml::Value::as_table);
    for (feature, needs) in declared.into_iter().flatten() {
        let needs = match feature.as_str() {
            "default" => needs.clone(),
            _ => toml::Value::Array(Vec::new()),
        };
        features.insert(feature.clone(), needs);
    }
    let name = runner(package);
    let text = toml::to_string(&json!({
        "package": { "name": name, "version": "0.0.0", "edition": "2024", "publish": false },
        "bin": [{ "name": name, "path": format!("../{package}/examples/replay.rs") }],
        "features": features,
        "dependencies": dependencies,
    }))?;
    fs::create_dir_all(home.join(&name))?;
    write_if_changed(&home.join(&name).join("Cargo.toml"), &text)?;
    Ok(true)
}

fn write_if_changed(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

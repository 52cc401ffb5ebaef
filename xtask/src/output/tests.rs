//! The writer against real folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::guard::{LIBRARY_MARK, MANIFEST_MARK};
use super::*;

/// A crate as the compiler could have written it.
fn files(of: &[(&str, &str)]) -> Vec<File> {
    of.iter()
        .map(|(path, text)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

fn old_crate() -> Vec<File> {
    files(&[
        ("Cargo.toml", &format!("{MANIFEST_MARK}\n")),
        ("src/lib.rs", "pub mod actions;\n"),
        ("src/actions.rs", "// one\n"),
        ("src/actions/deep.rs", "// two\n"),
    ])
}

/// A new version: one file changed, one gone, one new.
fn new_crate() -> Vec<File> {
    files(&[
        ("Cargo.toml", &format!("{MANIFEST_MARK}\n")),
        ("src/lib.rs", "pub mod droplets;\n"),
        ("src/actions.rs", "// one\n"),
        ("src/droplets.rs", "// three\n"),
    ])
}

/// Everything below a folder: path and content.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(&place).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if path.is_symlink() {
                all.insert(
                    name,
                    format!("-> {}", fs::read_link(&path).unwrap().display()),
                );
            } else if path.is_dir() {
                all.insert(format!("{name}/"), String::new());
                folders.push(path);
            } else {
                all.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    all
}

/// A folder with the old crate in `crate/`.
fn written() -> TempDir {
    let root = TempDir::new().unwrap();
    write(&root.path().join("crate"), &old_crate()).unwrap();
    root
}

fn names(differences: &[Difference]) -> Vec<(String, Kind)> {
    differences
        .iter()
        .map(|it| (it.path.display().to_string(), it.kind))
        .collect()
}

#[test]
fn writes_a_crate_where_there_is_none() {
    let root = TempDir::new().unwrap();
    let out = root.path().join("not/yet/there");
    assert_eq!(write(&out, &old_crate()).unwrap().len(), 4);
    assert_eq!(compare(&out, &old_crate()).unwrap(), []);
    assert_eq!(
        fs::read_dir(out.parent().unwrap()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn names_each_file_that_was_touched_deleted_or_added() {
    let root = written();
    let out = root.path().join("crate");
    fs::write(out.join("src/lib.rs"), "pub mod actions; \n").unwrap();
    fs::remove_file(out.join("src/actions.rs")).unwrap();
    fs::create_dir_all(out.join("a/b")).unwrap();
    fs::write(out.join("a/b/c"), "").unwrap();
    fs::write(out.join(".hidden"), "").unwrap();
    let expected = [
        (".hidden".to_owned(), Kind::Orphaned),
        ("a/b/c".to_owned(), Kind::Orphaned),
        ("src/actions.rs".to_owned(), Kind::Missing),
        ("src/lib.rs".to_owned(), Kind::Stale),
    ];
    assert_eq!(names(&compare(&out, &old_crate()).unwrap()), expected);
    assert_eq!(names(&write(&out, &old_crate()).unwrap()), expected);
    assert_eq!(compare(&out, &old_crate()).unwrap(), []);
    assert!(!out.join("a").exists(), "folders that are left empty go");
}

#[test]
fn touches_only_what_changed() {
    let root = written();
    let out = root.path().join("crate");
    let long_ago =
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for path in ["Cargo.toml", "src/lib.rs", "src/actions.rs"] {
        fs::File::options()
            .write(true)
            .open(out.join(path))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    write(&out, &new_crate()).unwrap();
    let untouched =
        |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap() == long_ago;
    assert!(untouched("Cargo.toml") && untouched("src/actions.rs"));
    assert!(!untouched("src/lib.rs"));
    assert!(!out.join("src/actions").exists());
}

#[test]
fn leaves_what_is_cargos_and_gits() {
    let root = written();
    let out = root.path().join("crate");
    for path in [
        "Cargo.lock",
        "target/CACHEDIR.TAG",
        "target/debug/x",
        ".git/config",
    ] {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), "").unwrap();
    }
    assert_eq!(compare(&out, &old_crate()).unwrap(), []);
    write(&out, &new_crate()).unwrap();
    assert!(out.join("target/debug/x").exists() && out.join(".git/config").exists());
    // Without cargo's tag, `target` is a folder like any other; and `src/Cargo.lock` is not the lock file.
    fs::remove_file(out.join("target/CACHEDIR.TAG")).unwrap();
    fs::write(out.join("src/Cargo.lock"), "").unwrap();
    let found = names(&compare(&out, &new_crate()).unwrap());
    assert_eq!(
        found,
        [
            ("src/Cargo.lock".to_owned(), Kind::Orphaned),
            ("target/debug/x".to_owned(), Kind::Orphaned)
        ]
    );
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let root = TempDir::new().unwrap();
    let out = root.path().join("crate");
    let mark = ("Cargo.toml", MANIFEST_MARK);
    let one = files(&[mark, ("src/a", "file"), ("src/b/c", "below")]);
    let two = files(&[mark, ("src/a/x", "below"), ("src/b", "file")]);
    for version in [&one, &two, &one] {
        write(&out, version).unwrap();
        assert_eq!(compare(&out, version).unwrap(), []);
    }
}

#[test]
fn a_run_that_fails_while_staging_leaves_the_old_crate_whole() {
    let root = written();
    let out = root.path().join("crate");
    let before = contents(root.path());
    let mut files = new_crate();
    files.push(File {
        path: format!("src/{}.rs", "x".repeat(300)),
        text: String::new(),
    });
    let error = write(&out, &files).unwrap_err();
    assert!(format!("{error:#}").contains("was changed"), "{error:#}");
    assert_eq!(contents(root.path()), before);
}

#[test]
fn a_run_that_fails_half_way_takes_its_steps_back() {
    let root = written();
    let out = root.path().join("crate");
    let before = contents(root.path());
    let mut transaction = Transaction::begin(&out).unwrap();
    transaction.stage(Path::new("src/lib.rs"), "new").unwrap();
    transaction
        .stage(Path::new("src/new/file.rs"), "new")
        .unwrap();
    transaction
        .remove(Path::new("src/actions/deep.rs"))
        .unwrap();
    transaction.install(Path::new("src/lib.rs")).unwrap();
    transaction.install(Path::new("src/new/file.rs")).unwrap();
    assert!(
        transaction
            .install(Path::new("src/never/staged.rs"))
            .is_err()
    );
    assert_ne!(contents(&out), contents(root.path()));
    drop(transaction);
    assert_eq!(contents(root.path()), before);
}

#[test]
fn a_run_that_fails_makes_no_folder() {
    let root = TempDir::new().unwrap();
    drop(Transaction::begin(&root.path().join("a/b/crate")).unwrap());
    assert_eq!(contents(root.path()), BTreeMap::new());
}

#[test]
fn names_that_could_leave_the_folder_are_refused() {
    let root = written();
    let out = root.path().join("crate");
    let before = contents(root.path());
    let control = "src/a\u{7}.rs";
    let bad = [
        "../x",
        "src/../../x",
        "/etc/x",
        "",
        "src//x",
        "./x",
        "src/",
        "C:\\x",
        "a\\b",
        "C:x",
        control,
        "Cargo.lock",
        "target/x",
        ".git/config",
    ];
    for path in bad {
        let mut files = old_crate();
        files.push(File {
            path: path.to_owned(),
            text: "x".to_owned(),
        });
        let error = write(&out, &files).expect_err(path).to_string();
        assert!(error.contains("nothing was written"), "{error}");
    }
    assert_eq!(contents(root.path()), before);
}

#[test]
fn two_files_for_one_place_are_refused() {
    assert!(check_names(&files(&[("a", "1"), ("a", "2")])).is_err());
    assert!(check_names(&files(&[("a", "1"), ("a/b/c", "2")])).is_err());
    assert!(check_names(&files(&[("a", "1"), ("ab/c", "2")])).is_ok());
}

#[test]
fn somebody_elses_folder_is_refused() {
    let root = TempDir::new().unwrap();
    let out = root.path().join("mine");
    fs::create_dir_all(out.join("src")).unwrap();
    fs::write(out.join("Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    fs::write(out.join("src/lib.rs"), "pub fn mine() {}\n").unwrap();
    let before = contents(root.path());
    let error = write(&out, &old_crate()).unwrap_err().to_string();
    assert!(
        error.contains("not a crate written by Letterpress"),
        "{error}"
    );
    assert!(
        write(&out.join("Cargo.toml"), &old_crate()).is_err(),
        "a file is no folder"
    );
    assert_eq!(contents(root.path()), before);
}

#[test]
fn a_crate_that_lost_its_manifest_is_still_known() {
    let root = TempDir::new().unwrap();
    let out = root.path().join("crate");
    let library = format!("//! This crate {LIBRARY_MARK} *x*.\n");
    let crate_files = files(&[("Cargo.toml", MANIFEST_MARK), ("src/lib.rs", &library)]);
    write(&out, &crate_files).unwrap();
    fs::remove_file(out.join("Cargo.toml")).unwrap();
    assert_eq!(
        names(&write(&out, &crate_files).unwrap()),
        [("Cargo.toml".to_owned(), Kind::Missing)]
    );
    // Somebody's own crate may speak of Letterpress in its docs.
    fs::write(out.join("Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    assert!(write(&out, &crate_files).is_err());
}

#[cfg(unix)]
#[test]
fn links_are_replaced_and_never_followed() {
    use std::os::unix::fs::symlink;

    let root = written();
    let out = root.path().join("crate");
    let outside = root.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("precious.rs"), "// one\n").unwrap();
    fs::remove_file(out.join("src/actions.rs")).unwrap();
    symlink(outside.join("precious.rs"), out.join("src/actions.rs")).unwrap();
    fs::remove_dir_all(out.join("src/actions")).unwrap();
    symlink(&outside, out.join("src/actions")).unwrap();
    symlink(&outside, out.join("linked")).unwrap();
    let expected = [
        ("linked".to_owned(), Kind::Orphaned),
        ("src/actions".to_owned(), Kind::Orphaned),
        ("src/actions/deep.rs".to_owned(), Kind::Missing),
        ("src/actions.rs".to_owned(), Kind::Stale),
    ];
    assert_eq!(names(&write(&out, &old_crate()).unwrap()), expected);
    assert_eq!(compare(&out, &old_crate()).unwrap(), []);
    assert_eq!(
        fs::read_to_string(outside.join("precious.rs")).unwrap(),
        "// one\n"
    );
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    assert!(!out.join("src/actions.rs").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_itself_a_link_keeps_being_one() {
    let root = written();
    let link = root.path().join("link");
    std::os::unix::fs::symlink("crate", &link).unwrap();
    write(&link, &new_crate()).unwrap();
    assert!(link.is_symlink());
    assert_eq!(
        compare(&root.path().join("crate"), &new_crate()).unwrap(),
        []
    );
}

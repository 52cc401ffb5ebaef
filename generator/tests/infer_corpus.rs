//! Every saved example of every collection at hand decodes into the type that was inferred for it, and is written back the
//! same; every request body does with the values of the replay program. Collections outside the repository are looked at
//! where they are there.

use std::path::{Path, PathBuf};

use letterpress::api::{Body, Operation, ReplyBody, Template};
use letterpress::collection;
use letterpress::diagnostic::Diagnostics;
use letterpress::infer::{infer, mismatch};
use letterpress::model::{Content, Model, Type};
use letterpress::resolve::resolve;

#[derive(Default)]
struct Tally {
    collections: usize,
    examples: usize,
    bodies: usize,
    failures: Vec<String>,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("{} is absent: skipped", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.sort();
    files
}

#[test]
fn every_saved_example_decodes_into_its_type() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all = files(&root.join("collections"));
    all.extend(files(&root.join("../shared/corpus")));
    all.extend(files(&root.join("../shared/corpus/edge")));
    let mut tally = Tally::default();
    for file in &all {
        let Ok(text) = std::fs::read_to_string(file) else {
            continue;
        };
        check(&mut tally, file, &text);
    }
    println!(
        "{} collections, {} examples, {} bodies",
        tally.collections, tally.examples, tally.bodies
    );
    assert!(
        tally.failures.is_empty(),
        "{} failures\n{}",
        tally.failures.len(),
        tally.failures.join("\n")
    );
    assert!(
        tally.examples > 100,
        "the collections of the repository hold more examples than that"
    );
}

fn check(tally: &mut Tally, file: &Path, text: &str) {
    let mut diagnostics = Diagnostics::default();
    let Some(collection) = collection::read(text, &mut diagnostics) else {
        return;
    };
    let api = resolve(&collection, None, &mut diagnostics);
    let model = infer(&api, &mut diagnostics);
    tally.collections += 1;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    for (operation, types) in api.operations.iter().zip(&model.operations) {
        for example in &operation.examples {
            let ReplyBody::Json(text) = &example.body else {
                continue;
            };
            let Ok(value) = serde_json::from_str(text) else {
                continue;
            };
            tally.examples += 1;
            let error = types
                .errors
                .iter()
                .find(|(status, _)| *status == example.status)
                .map(|(_, ty)| ty);
            let success = types
                .success
                .iter()
                .find(|reply| reply.statuses.contains(&example.status));
            let ty = error.or(success.and_then(|reply| match &reply.content {
                Content::Json(ty) | Content::JsonOrText(ty) => Some(ty),
                Content::Empty | Content::Text(_) | Content::Bytes(_) => None,
            }));
            let why = ty.map_or(Some(": no type".to_owned()), |ty| {
                mismatch(&model.types, ty, &value)
            });
            tally
                .failures
                .extend(why.map(|why| format!("{name} {}{why}", example.pointer)));
        }
        if let (Some(Body::Json { text, .. }), Some(ty)) = (&operation.body, &types.body) {
            tally.bodies += 1;
            let why = body_mismatch(&model, operation, text, ty);
            tally
                .failures
                .extend(why.map(|why| format!("{name} {} body{why}", operation.pointer)));
        }
    }
    assert_eq!(model.operations.len(), api.operations.len());
    for variable in &api.variables {
        assert!(
            model.values.variables.contains_key(&variable.name),
            "{name}: no value for {}",
            variable.name
        );
    }
}

fn body_mismatch(
    model: &Model,
    operation: &Operation<'_>,
    text: &str,
    ty: &Type,
) -> Option<String> {
    let filled = Template::parse(text).fill(|name| {
        model
            .values
            .variables
            .get(name)
            .map(|value| value.as_str().into())
    })?;
    match serde_json::from_str::<serde_json::Value>(&filled) {
        Ok(mut value) => {
            // The method itself adds the tag to what it is given.
            if let (Some(tag), Some(members)) = (&operation.tag, value.as_object_mut()) {
                assert_eq!(members.remove(&tag.key), Some(tag.value.clone().into()));
            }
            // The client adds what it was told once.
            if let Some(members) = value.as_object_mut() {
                for member in &operation.members {
                    assert!(members.remove(&member.key).is_some(), "{}", member.key);
                }
            }
            mismatch(&model.types, ty, &value)
        }
        Err(error) => Some(format!(
            ": {error} in {}",
            filled.chars().take(300).collect::<String>()
        )),
    }
}

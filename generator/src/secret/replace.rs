//! Text with what was found in it replaced.

use std::borrow::Cow;
use std::collections::HashMap;

use super::made_up::{made_up, named};
use super::personal::{self, People};
use super::scan::{Found, Hit, secrets};

/// The text with made-up values in the place of what was found. Two secrets that differ are two values after it, so that keys
/// of an object stay apart.
pub(super) fn replace(text: &str, hits: &[Hit], people: &mut People) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    let mut known: HashMap<&str, String> = HashMap::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for hit in hits {
        let Some(value) = text
            .get(hit.range.clone())
            .filter(|_| hit.range.start >= kept)
        else {
            continue;
        };
        out.push_str(text.get(kept..hit.range.start).unwrap_or_default());
        kept = hit.range.end;
        match &hit.found {
            Found::Email => out.push_str(&people.email(value)),
            Found::Phone => out.push_str(&people.phone(value)),
            Found::Secret(name) => {
                let new = known.entry(value).or_insert_with(|| {
                    let new = if value.starts_with("-----BEGIN") {
                        named("private key")
                    } else {
                        made_up(name, value)
                    };
                    let count = counts.entry(new.clone()).or_default();
                    *count += 1;
                    match *count {
                        1 => new,
                        count if new.contains("made-up-") => format!("{new}-{count}"),
                        _ => new,
                    }
                });
                out.push_str(new);
            }
        }
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    out
}

/// Text that is shown to people, without secrets: a line of a file, a name.
pub(crate) fn hide(text: &str) -> Cow<'_, str> {
    let mut hits = secrets(text);
    personal::find(text, &mut hits);
    if hits.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(replace(text, &hits, &mut People::default()))
}

//! Folders that are no resource: those that converters make for each piece of a path.

use std::borrow::Cow;

use crate::collection::{Folder, Item};

/// Whether a folder inside another says nothing but where its requests go, so that they are calls of the folder around it:
/// `{petId}` in `pets`, or a folder for each path (`/pets/:petId`).
pub(super) fn is_piece_of_path(folder: &Folder<'_>) -> bool {
    let name = folder.name.trim();
    let has_requests = folder.items.iter().any(|it| matches!(it, Item::Request(_)));
    // What it says goes to its requests; without one it would be lost.
    (folder.description.trim().is_empty() || has_requests)
        && (is_parameter(name) || name.starts_with('/') && is_path_of_all(name, &folder.items))
}

/// What is said of a request, and of the piece of a path that it stands in.
pub(super) fn docs<'a>(own: &Cow<'a, str>, around: Option<&Cow<'a, str>>) -> Cow<'a, str> {
    match around.filter(|around| !around.trim().is_empty() && around.trim() != own.trim()) {
        None => own.clone(),
        Some(around) if own.trim().is_empty() => around.clone(),
        Some(around) => Cow::Owned(format!("{own}\n\n{around}")),
    }
}

/// `{petId}`, `{{petId}}`, `{pet Id}`, `:petId`, `<petId>`.
fn is_parameter(name: &str) -> bool {
    let inside = |start, end| name.strip_prefix(start)?.strip_suffix(end);
    let name = inside('{', '}')
        .or_else(|| inside('<', '>'))
        .or_else(|| name.strip_prefix(':'));
    name.is_some_and(|name| {
        let mut letters = name.trim_matches(['{', '}']).chars();
        letters.clone().next().is_some()
            && letters.all(|letter| letter.is_alphanumeric() || "_-.$ ".contains(letter))
    })
}

/// Whether all requests go to the path that a folder is called after, and there is nothing else in it.
fn is_path_of_all(name: &str, items: &[Item<'_>]) -> bool {
    let wanted: Vec<String> = segments(name.split('/')).collect();
    let goes_there = |item: &Item<'_>| match item {
        Item::Folder(_) => false,
        Item::Request(item) => {
            let path = item.request.url.path.as_deref().unwrap_or_default();
            let path: Vec<String> = segments(path.iter().map(|segment| &**segment)).collect();
            path.ends_with(&wanted)
        }
    };
    !wanted.is_empty() && !items.is_empty() && items.iter().all(goes_there)
}

/// The segments of a path, its parameters in one spelling.
fn segments<'p>(path: impl Iterator<Item = &'p str>) -> impl Iterator<Item = String> {
    let named = path.map(str::trim).filter(|segment| !segment.is_empty());
    named.map(|segment| {
        if is_parameter(segment) {
            let name = segment.trim_matches(['{', '}', '<', '>', ':']);
            format!(":{name}")
        } else {
            segment.to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_folder_says_is_said_of_its_requests() {
        let (own, around) = (Cow::from("Own."), Cow::from("Around."));
        assert_eq!(docs(&own, None), "Own.");
        assert_eq!(docs(&own, Some(&own)), "Own.");
        assert_eq!(docs(&Cow::from(" "), Some(&around)), "Around.");
        assert_eq!(docs(&own, Some(&around)), "Own.\n\nAround.");
    }

    #[test]
    fn parameters_are_told_from_names() {
        for name in [
            "{petId}",
            "{{pet_id}}",
            ":petId",
            "<id>",
            "{namespace.name}",
        ] {
            assert!(is_parameter(name), "{name}");
        }
        for name in ["pets", "{}", ":", "{a}/b", "", "::", "<>", "😀"] {
            assert!(!is_parameter(name), "{name}");
        }
    }
}

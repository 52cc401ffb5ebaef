//! Names that are paths, and the words that a path gives.

use super::phrase::with_verb;
use super::words::{singular_words, words};
use crate::api::{Operation, PathPiece};
use crate::english::singular;

/// Plurals that stand for one thing.
const WHOLE: [&str; 10] = [
    "analytics",
    "credentials",
    "details",
    "limits",
    "metrics",
    "options",
    "preferences",
    "settings",
    "statistics",
    "stats",
];

/// Path segments that every path of an API has.
const PATH_FILLER: [&str; 4] = ["api", "rest", "v", "public"];

/// Whether a name is a path or a URL, not words.
pub(super) fn is_path(name: &str) -> bool {
    let name = name.split_once(' ').map_or(name, |(method, rest)| {
        if method.chars().all(|letter| letter.is_ascii_uppercase()) {
            rest
        } else {
            name
        }
    });
    let name = name.trim();
    // `users/{id}`, `users?page={page}`: one slash alone is in `create/update` as well.
    let has_values = name.contains(['/', '?']) && name.contains(['{', '=']) || name.contains("/:");
    !name.contains(' ')
        && (name.starts_with('/')
            || name.contains("://")
            || name.matches('/').count() > 1
            || has_values)
}

/// What a request does to the thing at its path: `list`, `get`, `create`, `update` and `delete` where method and path say
/// so, else the method.
pub(super) fn act(operation: &Operation<'_>) -> String {
    let last = match operation.path.last() {
        // A slash after a parameter ends nothing.
        Some(PathPiece::Literal(text)) if text.trim_matches('/').is_empty() => None,
        Some(PathPiece::Literal(text)) => text.trim_end_matches('/').rsplit('/').next(),
        _ => None,
    };
    let last = last.map(segment_words);
    let is_several = || {
        let noun = last.as_ref().and_then(|words| words.last());
        noun.is_some_and(|noun| singular(noun) != *noun && !WHOLE.contains(&noun.as_str()))
    };
    let method = operation.method.to_ascii_uppercase();
    let act = match method.as_str() {
        "GET" if is_several() => "list",
        "POST" if operation.body.is_some() && is_several() => "create",
        "PUT" | "PATCH" if last.is_none() && !operation.path.is_empty() => "update",
        _ => "",
    };
    if act.is_empty() {
        self::method(operation)
    } else {
        act.to_owned()
    }
}

/// The HTTP method as a word.
pub(super) fn method(operation: &Operation<'_>) -> String {
    words(&operation.method)
        .into_iter()
        .next()
        .unwrap_or_else(|| "call".to_owned())
}

/// A request's name by its path: `list merchant settings`, `create merchant`.
pub(super) fn acted_on(act: &str, path: &[String]) -> Vec<String> {
    if act == "create" {
        with_verb(act, &singular_words(path))
    } else {
        with_verb(act, path)
    }
}

/// `/merchants/:merchantId/settings` as `get merchant settings`.
pub(super) fn path_name(act: &str, name: &str) -> Vec<String> {
    let all = path_name_words(name);
    if all.is_empty() {
        Vec::new()
    } else {
        acted_on(act, &all)
    }
}

/// `/merchants/:merchantId/settings` as `merchant settings`.
pub(super) fn path_name_words(name: &str) -> Vec<String> {
    let path = name.rsplit(' ').next().unwrap_or(name);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or(rest, |(_, path)| path),
        None => path,
    };
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let is_parameter = |segment: &str| segment.starts_with([':', '{', '<', '[']);
    let mut all = Vec::new();
    for (index, segment) in segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| !is_parameter(segment))
    {
        let words = segment_words(segment);
        let one = segments
            .get(index + 1)
            .is_some_and(|next| is_parameter(next));
        all.extend(if one { singular_words(&words) } else { words });
    }
    all
}

/// The words of each literal segment, in the singular where a parameter follows; not of those that only say what the
/// parameter is (`/id/{id}`).
pub(super) fn segments(operation: &Operation<'_>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (index, piece) in operation.path.iter().enumerate() {
        let PathPiece::Literal(text) = piece else {
            continue;
        };
        let next = match operation.path.get(index + 1) {
            Some(PathPiece::Parameter(next)) if text.ends_with('/') => {
                operation.parameters.get(*next)
            }
            _ => None,
        };
        // `index.php` is a program.
        let named = text.split('/').filter(|it| !it.is_empty());
        let named: Vec<&str> = named.filter(|it| !it.contains('.')).collect();
        for (place, segment) in named.iter().enumerate() {
            let mut words = segment_words(segment);
            if let Some(next) = next.filter(|_| place + 1 == named.len()) {
                words = singular_words(&words);
                if words == super::words::words(&next.name) {
                    continue;
                }
            }
            all.push(words);
        }
    }
    all.retain(|words: &Vec<String>| !words.is_empty());
    all
}

/// The words of a path's literal segments, and those of its parameters.
pub(super) fn path_words(operation: &Operation<'_>) -> (Vec<String>, Vec<String>) {
    let (mut literal, mut parameters) = (Vec::new(), Vec::new());
    for (index, piece) in operation.path.iter().enumerate() {
        match piece {
            PathPiece::Literal(text) => {
                let segments: Vec<&str> = text
                    .split('/')
                    .filter(|segment| !segment.is_empty())
                    .collect();
                let before_parameter = text.ends_with('/')
                    && matches!(operation.path.get(index + 1), Some(PathPiece::Parameter(_)));
                for (place, segment) in segments.iter().enumerate() {
                    let words = segment_words(segment);
                    let one = before_parameter && place + 1 == segments.len();
                    literal.extend(if one { singular_words(&words) } else { words });
                }
            }
            PathPiece::Parameter(index) => {
                parameters.extend(
                    operation
                        .parameters
                        .get(*index)
                        .into_iter()
                        .flat_map(|p| words(&p.name)),
                );
            }
        }
    }
    (literal, parameters)
}

/// A segment's words, without those that every path has: `api`, `v2`.
fn segment_words(segment: &str) -> Vec<String> {
    let is_version = |word: &str| {
        word.strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut words = words(segment);
    words.retain(|word| !is_version(word) && !PATH_FILLER.contains(&word.as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_names_give_their_words() {
        let table = [
            ("/merchants/:merchantId/settings", "get merchant settings"),
            ("https://api.example.com/v2/users/{{id}}?x=1", "get user"),
            ("GET /v1/orders", "get orders"),
            ("users/{id}", "get user"),
            ("{who}/messages?language={language}", "get messages"),
            ("/", ""),
        ];
        for (name, expected) in table {
            assert!(is_path(name), "{name}");
            assert_eq!(path_name("get", name).join(" "), expected);
        }
        assert_eq!(
            path_name("create", "/users/:id/keys"),
            ["create", "user", "key"]
        );
        for name in ["Create/Update user", "and/or", "List all", "a=b"] {
            assert!(!is_path(name), "{name}");
        }
    }
}

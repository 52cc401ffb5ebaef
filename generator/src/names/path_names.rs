//! Names that are paths, and the words that a path gives.

use super::phrase::with_verb;
use super::words::{singular_words, words};
use crate::api::{Operation, PathPiece};

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
    !name.contains(' ')
        && (name.starts_with('/') || name.contains("://") || name.matches('/').count() > 1)
}

/// `/merchants/:merchantId/settings` as `get merchant settings`.
pub(super) fn path_name(verb: &str, name: &str) -> Vec<String> {
    let all = path_name_words(name);
    if all.is_empty() {
        Vec::new()
    } else {
        with_verb(verb, &all)
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
            ("/", ""),
        ];
        for (name, expected) in table {
            assert!(is_path(name), "{name}");
            assert_eq!(path_name("get", name).join(" "), expected);
        }
        for name in ["Create/Update user", "and/or", "List all"] {
            assert!(!is_path(name), "{name}");
        }
    }
}

//! Requests that are called by their place in an API: `analytics.management.filters.list`.

use crate::api::{Api, Operation};
use crate::english::singular;

/// The longest part of such a name, in words: what is longer is a sentence.
const MOST_WORDS: usize = 4;

/// The name without what the folders around the request say already: `list` for `analytics.management.filters.list` in the
/// folder `filters` of an API called `Analytics`. Any other name stays as it is.
pub fn without_namespace<'o>(api: &Api<'_>, operation: &'o Operation<'_>) -> &'o str {
    let name = without_copy(operation.name.trim());
    if !name.contains('.') || !name.split('.').all(is_part) {
        return name;
    }
    let said = said_around(api, operation);
    let mut rest = name;
    let mut left = name;
    while let Some((part, after)) = left.split_once('.') {
        if said.contains(&squeezed(part)) {
            rest = after;
        }
        left = after;
    }
    rest
}

/// A name without the mark that Postman gives duplicates (`Login Copy`, `Login Copy 2`), as long as something else is left.
pub fn without_copy(name: &str) -> &str {
    let unnumbered = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let marked = match unnumbered.strip_suffix(' ') {
        Some(marked) if unnumbered.len() < name.len() => marked,
        _ => name,
    };
    match marked.strip_suffix(" Copy").map(str::trim) {
        Some(rest) if !rest.is_empty() => without_copy(rest),
        _ => name,
    }
}

/// What the API and the folders are called, and the words of the API's name one by one.
fn said_around(api: &Api<'_>, operation: &Operation<'_>) -> Vec<String> {
    let mut said: Vec<String> = api.name.split_whitespace().map(squeezed).collect();
    said.push(squeezed(&api.name));
    let mut at = Some(operation.resource);
    while let Some(folder) = at.and_then(|id| api.resources.get(id.0)) {
        said.push(squeezed(&folder.name));
        at = folder.parent.filter(|parent| Some(*parent) < at);
    }
    said
}

fn is_part(part: &str) -> bool {
    part.starts_with(char::is_alphabetic)
        && part.trim_end() == part
        && !part.contains(['/', '{', '}', ':'])
        && part.split_whitespace().count() <= MOST_WORDS
}

/// A name's letters and digits alone, in the singular: `account Summaries` is `accountsummary`.
fn squeezed(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    singular(&letters.flat_map(char::to_lowercase).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_have_no_name_of_their_own() {
        for (name, expected) in [
            ("Login Copy", "Login"),
            ("Login Copy 2", "Login"),
            ("Login Copy Copy 11", "Login"),
            ("Login 2", "Login 2"),
            ("Copy", "Copy"),
            ("Make a copy", "Make a copy"),
            ("Copy 2", "Copy 2"),
        ] {
            assert_eq!(without_copy(name), expected);
        }
    }
}

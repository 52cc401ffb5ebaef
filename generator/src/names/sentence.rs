//! Sentences: what a request's name says beside what is done to which thing.

use super::phrase::{is_filler, is_phrasal, is_preposition, is_relative};

/// Other words that an explanation begins with.
const EXPLAINS: [&str; 6] = ["having", "if", "so", "when", "based", "along"];

/// Words that explain what they stand behind (`files accessible to the user`), and are part of a name before it
/// (`accessible files`).
const PARTICIPLES: [&str; 9] = [
    "accessible",
    "associated",
    "assigned",
    "available",
    "belonging",
    "given",
    "linked",
    "provided",
    "specified",
];

/// Words that tell where, when or for whom something is done. How it is done (`with`, `as`, `using`) tells requests apart.
const CIRCUMSTANCES: [&str; 16] = [
    "about", "after", "against", "at", "before", "during", "for", "from", "in", "into", "on",
    "over", "to", "under", "upon", "within",
];

/// Letters from which on a method's name is a sentence.
const SENTENCE_LETTERS: usize = 36;

/// Words beside prepositions from which on it is one.
const SENTENCE_WORDS: usize = 6;

/// Letters that a name without any preposition, or a type, may have.
const EXACT_LETTERS: usize = 48;

/// Whether a word begins an explanation of what is before it.
pub(super) fn explains(word: &str) -> bool {
    EXPLAINS.contains(&word)
}

/// The words before a clause (`create a link that you can embed`), as long as a verb and a thing are left.
pub(super) fn without_clause(words: &[String]) -> &[String] {
    let begins = |at: &usize| {
        let (before, word) = (words[at - 1].as_str(), words[*at].as_str());
        let next = words.get(at + 1).map(String::as_str);
        let is_said = matches!(before, "is" | "are" | "be" | "not" | "and" | "or");
        is_relative(word)
            || explains(word)
            || (word == "in" && next == Some("order"))
            || (PARTICIPLES.contains(&word)
                && !is_said
                // `create an address assigned to a server` is not `create an address reserved to a region`.
                && words[0] != "create"
                && next.is_some_and(is_preposition))
    };
    let Some(clause) = (2..words.len()).find(begins) else {
        return words;
    };
    let mut left = &words[..clause];
    // `the roles for which`, `all documents in the`
    while let [before @ .., last] = left
        && (is_preposition(last) || is_filler(last))
        && !is_phrasal(left)
    {
        left = before;
    }
    if left.len() < 2 { words } else { left }
}

/// Whether a method would be called by a sentence: more words, or more letters, than anybody would write.
pub(super) fn is_sentence(name: &[String]) -> bool {
    let says = name.iter().filter(|word| !is_preposition(word)).count();
    let letters: usize = name.iter().map(|word| word.len() + 1).sum();
    says >= SENTENCE_WORDS || letters > SENTENCE_LETTERS
}

/// Whether many nouns in a row are no more than one may read.
pub(super) fn are_exact(name: &[String]) -> bool {
    name.iter().map(|word| word.len() + 1).sum::<usize>() <= EXACT_LETTERS
}

/// What a sentence says is done, without where, when and for whom; first with what the thing is found by: `find subset of
/// data for computers by name` as `find subset of data by name` and as `find subset of data`.
///
/// Words in compounds (`month-to-date`) end nothing.
pub(super) fn heads(name: &[String], compounds: &[String]) -> Vec<Vec<String>> {
    let ends = |at: &usize| {
        let word = &name[*at];
        let again = word == "of" && name[..*at].contains(word);
        (again || CIRCUMSTANCES.contains(&word.as_str())) && !compounds.contains(word)
    };
    let Some(end) = (2..name.len()).find(ends) else {
        return Vec::new();
    };
    let head = &name[..end];
    let by = name.iter().rposition(|word| is_preposition(word));
    let found_by = by
        .filter(|by| name[*by] == "by" && *by > end)
        .map(|by| [head, &name[by..]].concat());
    found_by.into_iter().chain([head.to_vec()]).collect()
}

/// The prepositions of compounds: `to` of `month-to-date`.
pub(super) fn compounds(name: &str) -> Vec<String> {
    let tokens = name.split_whitespace().filter(|token| token.contains('-'));
    tokens
        .flat_map(|token| token.split('-').skip(1))
        .map(str::to_lowercase)
        .filter(|word| is_preposition(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn clauses_go_from_names() {
        for (name, expected) in [
            (
                "create unique url for agreement that you can embed in your website",
                "create unique url for agreement",
            ),
            ("list assets that can be converted", "list assets"),
            ("delete a room having the given room id", "delete a room"),
            (
                "return the roles for which the user can assign",
                "return the roles",
            ),
            (
                "get documents in the room accessible to the user",
                "get documents in the room",
            ),
            ("get tests associated with a plan if any", "get tests"),
            ("get methods based on the country", "get methods"),
            ("add keys in order to log in", "add keys"),
        ] {
            assert_eq!(without_clause(&split(name)), split(expected));
        }
        for whole in [
            "find who is on",
            "list available regions",
            "list all available regions",
            "check if a name is available in a region",
            "get associated documents",
        ] {
            assert_eq!(without_clause(&split(whole)), split(whole));
        }
    }

    #[test]
    fn sentences_are_told_from_names() {
        for name in [
            "find subset of data for mobile device history by name",
            "schedule uninstalling of android certificates in terminals of store",
            "update an administrative representation of it",
        ] {
            assert!(is_sentence(&split(name)), "{name}");
        }
        for name in ["attach volume to droplet by name", "list"] {
            assert!(!is_sentence(&split(name)), "{name}");
        }
        for (name, expected) in [
            (
                "find subset of data for computers by name",
                vec!["find subset of data by name", "find subset of data"],
            ),
            (
                "list number of objects of each type",
                vec!["list number of objects"],
            ),
            (
                "get month to date usage in region",
                vec!["get month to date usage"],
            ),
            ("search and replace text with patterns", vec![]),
        ] {
            let expected: Vec<Vec<String>> = expected.into_iter().map(split).collect();
            assert_eq!(heads(&split(name), &compounds("Month-to-date")), expected);
        }
    }
}

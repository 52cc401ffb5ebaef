//! Phrases: the words of a request's or a folder's name, and what can go without its meaning.

use super::sentence::explains;
use crate::english::{is_verb, order};

/// Words that add nothing to a method's name.
const FILLER: [&str; 16] = [
    "a",
    "an",
    "all",
    "the",
    "existing",
    "new",
    "your",
    "my",
    "given",
    "provided",
    "specified",
    "specific",
    "particular",
    "information",
    "info",
    "details",
];

/// Those of them that stand for a thing: what is left without one may have lost what it is about.
const FACTS: [&str; 3] = ["information", "info", "details"];

/// Words that cannot stand first or last in a method's name.
const PREPOSITIONS: [&str; 15] = [
    "of", "to", "from", "for", "in", "on", "by", "with", "at", "into", "and", "or", "via", "as",
    "about",
];

/// Words that a clause begins with: what follows explains the name.
const RELATIVE: [&str; 5] = ["that", "which", "who", "whose", "where"];

/// Words that belong to the verb before them: `power off droplets`.
pub(super) const PARTICLES: [&str; 4] = ["off", "out", "up", "down"];

/// Words that say how many: `create multiple droplets` is `create_multiple` in the folder of droplets.
pub(super) const COUNTS: [&str; 5] = ["multiple", "several", "many", "single", "one"];

/// Verbs that a preposition belongs to.
const PHRASAL: [&str; 8] = [
    "power", "turn", "log", "sign", "switch", "check", "opt", "sync",
];

/// Without numbers in front (`1. Login`, `02 - Users`), as long as something else is left.
pub(super) fn without_numbering(all: Vec<String>) -> Vec<String> {
    let numbers = all
        .iter()
        .take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .count();
    if numbers < all.len() {
        all[numbers..].to_vec()
    } else {
        all
    }
}

/// A name without the number that it stands under: `01-2 - Login` is `Login`.
pub(crate) fn without_label(name: &str) -> &str {
    [" - ", " – ", ": ", ". "]
        .iter()
        .filter_map(|sign| name.split_once(sign))
        .find(|(label, rest)| {
            !rest.trim().is_empty()
                && label.contains(|sign: char| sign.is_ascii_digit())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b" .-_/#()".contains(&byte))
        })
        .map_or(name, |(_, rest)| rest.trim())
}

pub(super) fn with_verb(verb: &str, rest: &[String]) -> Vec<String> {
    let rest = match rest {
        [first, ..] if first == verb => return rest.to_vec(),
        // To list is a way to get.
        [first, others @ ..] if first == "get" && verb == "list" => others,
        _ => rest,
    };
    std::iter::once(verb.to_owned())
        .chain(rest.iter().cloned())
        .collect()
}

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// `power on`, `log in`: a verb that its preposition belongs to.
pub(super) fn is_phrasal(words: &[String]) -> bool {
    matches!(words, [verb, _] if PHRASAL.contains(&verb.as_str()))
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLER.contains(&word)
}

pub(super) fn is_fact(word: &str) -> bool {
    FACTS.contains(&word)
}

pub(super) fn is_relative(word: &str) -> bool {
    RELATIVE.contains(&word)
}

/// Without filler, unless what is left would read badly.
pub(super) fn short(long: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut words = long.iter().peekable();
    while let Some(word) = words.next() {
        if !is_filler(word) {
            kept.push(word.clone());
            continue;
        }
        let next = words.peek().map_or("", |next| next.as_str());
        if word == "all" && next == "of" {
            words.next();
        } else if is_fact(word) {
            match (kept.as_slice(), next) {
                // `get information about the user`, `get details of a user`
                ([_verb], "about" | "on" | "of" | "for") => drop(words.next()),
                // `user info`, `get details`, `get basic information about a user`
                ([] | [_], _) | (_, "about" | "on") => kept.push(word.clone()),
                _ => {}
            }
        }
    }
    if kept.is_empty() || (!reads_well(&kept) && reads_well(long)) {
        long.to_vec()
    } else {
        kept
    }
}

/// A request's name as an order: `finds pets` as `find pets`, `get a list of users` as `list users`.
pub(super) fn imperative(mut long: Vec<String>) -> Vec<String> {
    order(&mut long);
    let Some((get, rest)) = long.split_first() else {
        return long;
    };
    let rest = match rest {
        [article, rest @ ..] if matches!(article.as_str(), "a" | "the") => rest,
        _ => rest,
    };
    match rest {
        [list, of, _, ..]
            if matches!(get.as_str(), "get" | "retrieve" | "return" | "fetch")
                && list == "list"
                && of == "of" =>
        {
            let things = rest.iter().skip(2);
            std::iter::once(list).chain(things).cloned().collect()
        }
        _ => long,
    }
}

pub(super) fn reads_well(words: &[String]) -> bool {
    let misplaced = |word: Option<&String>| word.is_none_or(|word| is_preposition(word));
    !misplaced(words.first())
        && (!misplaced(words.last()) || is_phrasal(words))
        && !lacks_a_noun(words)
}

/// Whether a thing was taken out from between two words that need one: `subset of for computer`, `documents in accessible`.
fn lacks_a_noun(words: &[String]) -> bool {
    let joins = |word: &str| matches!(word, "and" | "or");
    let is_order = words.first().is_some_and(|first| is_verb(first));
    (1..words.len()).any(|at| {
        let (before, word) = (words[at - 1].as_str(), words[at].as_str());
        let is_cut = is_preposition(word) && !joins(word) || explains(word);
        let next = words.get(at + 1).map(String::as_str);
        let goes_on = matches!(
            next,
            Some("its" | "their" | "all" | "any" | "other" | "the")
        );
        // `get the status of a rule`, `delete a pet and its toys` without their things.
        (at == 1 && is_order && (word == "of" || (joins(word) && goes_on)))
            || (is_preposition(before) && !joins(before) && is_cut && !is_phrasal(&words[..at]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::pascal;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn filler_goes_unless_the_rest_reads_badly() {
        assert_eq!(
            short(&split("list all of your ssh keys")),
            split("list ssh keys")
        );
        for (long, expected) in [
            ("get information about the user", "get user"),
            ("get details of a user", "get user"),
            ("get the user details", "get user"),
            (
                "get basic information about a user",
                "get basic information about user",
            ),
            ("user info", "user info"),
            ("get info", "get info"),
        ] {
            assert_eq!(short(&split(long)), split(expected));
        }
        assert_eq!(
            short(&split("retrieve an existing action")),
            split("retrieve action")
        );
        assert_eq!(short(&split("all")), split("all"));
        assert_eq!(
            imperative(split("get a list of users")),
            split("list users")
        );
        assert_eq!(
            imperative(split("returns list of users")),
            split("list users")
        );
        assert_eq!(
            imperative(split("get the list of")),
            split("get the list of")
        );
        assert_eq!(imperative(split("finds pets")), split("find pets"));
        assert_eq!(imperative(split("status")), split("status"));
    }

    #[test]
    fn prepositions_need_something_behind_them() {
        for name in [
            "find subset of for computer",
            "get documents in having name",
            "get of rule on firewall",
            "delete and its versions",
            "list snapshots for",
            "by name",
        ] {
            assert!(!reads_well(&split(name)), "{name}");
        }
        for name in [
            "log in with token",
            "power on",
            "get by test and or by plan",
            "create or update",
        ] {
            assert!(reads_well(&split(name)), "{name}");
        }
    }

    #[test]
    fn a_list_is_listed() {
        assert_eq!(with_verb("get", &split("users")), split("get users"));
        assert_eq!(with_verb("list", &split("get users")), split("list users"));
        assert_eq!(with_verb("list", &split("list users")), split("list users"));
    }

    #[test]
    fn labels_of_numbers_go() {
        for (name, expected) in [
            ("01-2 - JWT Token (exchange)", "JWT Token (exchange)"),
            ("2.1: Login", "Login"),
            ("3. Users", "Users"),
            ("404 - ", "404 - "),
            ("v2 - Login", "v2 - Login"),
            ("List - all", "List - all"),
        ] {
            assert_eq!(without_label(name), expected);
        }
    }

    #[test]
    fn numbering_goes_but_numbers_that_are_all_stay() {
        assert_eq!(without_numbering(split("01 users")), split("users"));
        assert_eq!(without_numbering(split("404")), split("404"));
        assert_eq!(pascal(&split("404")), "N404");
    }
}

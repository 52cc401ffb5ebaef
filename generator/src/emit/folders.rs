//! What docs say of a folder: its title without what only sorted it, its description where that says more than the title,
//! and the sentence of it that is about the thing and not about the calls.

use super::docs::{code, line};
use crate::english::{is_verb, singular};
use crate::infer::words;
use crate::names::without_label;

/// Words that describe no folder: with the words of the title they make a description that says nothing.
const EMPTY: [&str; 24] = [
    "a",
    "about",
    "all",
    "api",
    "call",
    "collection",
    "contain",
    "description",
    "documentation",
    "endpoint",
    "folder",
    "for",
    "here",
    "is",
    "of",
    "operation",
    "over",
    "related",
    "request",
    "section",
    "the",
    "these",
    "this",
    "to",
];

/// Words that speak of the folder or of its requests.
const OF_CALLS: [&str; 9] = [
    "api",
    "call",
    "collection",
    "endpoint",
    "folder",
    "method",
    "operation",
    "request",
    "section",
];

/// Words that no description of a thing begins with; verbs come on top.
const NO_BEGINNING: [&str; 42] = [
    "after",
    "all",
    "as",
    "at",
    "before",
    "below",
    "by",
    "contains",
    "everything",
    "following",
    "for",
    "from",
    "here",
    "how",
    "if",
    "in",
    "information",
    "it",
    "manage",
    "note",
    "on",
    "once",
    "only",
    "our",
    "please",
    "see",
    "since",
    "some",
    "that",
    "there",
    "these",
    "they",
    "this",
    "to",
    "use",
    "we",
    "when",
    "where",
    "while",
    "with",
    "you",
    "your",
];

/// A folder's title: no numbering in front, and a capital where it would begin with a plain word in small letters.
///
/// `2. Card Issuance` is `Card Issuance`, `computers` is `Computers`; `oAuth 2`, `3D Secure` and `/users/{id}` stay.
pub(super) fn title(name: &str) -> String {
    let name = without_number(without_label(name.trim()).trim());
    let first = name.split_whitespace().next().unwrap_or_default();
    let mut letters = name.chars();
    match letters.next() {
        Some(initial)
            if first
                .chars()
                .all(|letter| letter.is_lowercase() || letter == '-') =>
        {
            initial.to_uppercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// Without `1.`, `1)` or `01` in front, as long as something is left. A number without a sign may belong to the name.
fn without_number(name: &str) -> &str {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &name[digits..];
    let is_label = rest.starts_with(['.', ')', '-', '_'])
        && !rest[1..].starts_with(|next: char| next.is_ascii_digit())
        || (name.starts_with('0') && rest.starts_with(' '));
    let rest = rest.trim_start_matches(['.', ')', '-', '_', ' ']);
    if digits > 0 && is_label && rest.contains(char::is_alphabetic) {
        rest
    } else {
        name
    }
}

/// `The Card Issuance endpoints.`, for any title.
pub(super) fn endpoints(name: &str) -> String {
    let title = title(name);
    let all = words::words(&title);
    if all.is_empty() {
        return "The endpoints of a folder without a name.".to_owned();
    }
    // A path is no word of a sentence.
    let shown = if title.contains(['/', '{', ':', '<', '`']) {
        code(&title)
    } else {
        line(&title)
    };
    let the = if all.starts_with("the ") { "" } else { "The " };
    match all.rsplit_once(' ') {
        Some((_, "endpoints" | "requests" | "calls" | "operations" | "methods")) => {
            format!("{the}{shown}.")
        }
        _ => format!("{the}{shown} endpoints."),
    }
}

/// Whether a folder's description says anything beside its title.
pub(super) fn says_more(name: &str, docs: &str) -> bool {
    let title: Vec<String> = stems(name).collect();
    stems(docs).any(|word| !EMPTY.contains(&&*word) && !title.contains(&word))
}

/// The words of a text, each in the singular.
fn stems(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| singular(&word.to_lowercase()))
}

/// The first sentence of a folder's description, where it says what the thing is that the folder is called after.
pub(super) fn of_the_thing<'t>(name: &str, docs: &'t str) -> Option<&'t str> {
    let sentence = first_sentence(docs)?;
    describes(&title(name), sentence).then_some(sentence)
}

/// Whether a sentence describes a thing, not the calls, what they do or when they are used.
fn describes(title: &str, sentence: &str) -> bool {
    let all: Vec<String> = stems(sentence).collect();
    let title: Vec<String> = stems(title).collect();
    let (Some(thing), [first, rest @ ..]) = (title.last(), all.as_slice()) else {
        return false;
    };
    let at = |word: &str, words: &[String]| words.iter().position(|it| it == word);
    let of_calls = |word: &String| OF_CALLS.contains(&&**word) && !title.contains(word);
    // `An API client is …` is a thing; `… for a website, an app or an API` may end a description.
    let of_calls = all.iter().take(6).any(of_calls)
        || all
            .iter()
            .any(|word| matches!(&**word, "endpoint" | "folder") && of_calls(word));
    let orders = |word: &String| matches!(&**word, "will" | "must" | "should");
    if of_calls || all.iter().any(orders) || is_event(&all) {
        return false;
    }
    let joined = |words: &[String]| {
        let joins = [
            "of", "that", "which", "can", "are", "i", "is", "kept", "with",
        ];
        words.iter().take(5).any(|word| joins.contains(&&**word))
    };
    match &**first {
        "a" | "an" | "each" | "every" => {
            at(thing, rest).is_some_and(|at| at < 4) && rest[0] != "new"
        }
        "the" => joined(rest) || at(thing, rest).is_some_and(|at| at < 4),
        "what" => true,
        _ if all.starts_with(&title) => {
            // `Search for contacts.` does, `Searches are …` is.
            let next = all.get(title.len()).map_or("", String::as_str);
            !matches!(
                next,
                "" | "a" | "all" | "an" | "by" | "for" | "in" | "the" | "to"
            )
        }
        _ => {
            let no_thing = NO_BEGINNING.contains(&&**first)
                || is_verb(first)
                || sentence
                    .split(' ')
                    .next()
                    .is_some_and(|word| word.ends_with("ing"));
            !no_thing && joined(rest)
        }
    }
}

/// `A user is created when …`: what happens, not what something is.
fn is_event(words: &[String]) -> bool {
    words.windows(2).any(|pair| {
        matches!(&*pair[0], "is" | "are" | "be" | "been" | "was")
            && matches!(
                &*pair[1],
                "created"
                    | "updated"
                    | "deleted"
                    | "returned"
                    | "retrieved"
                    | "sent"
                    | "triggered"
                    | "called"
            )
    }) && words
        .iter()
        .any(|word| matches!(&**word, "when" | "after" | "if" | "once"))
        && !words
            .iter()
            .any(|word| matches!(&**word, "that" | "which" | "so"))
}

/// The first sentence of a description, where it has one of a usual length.
fn first_sentence(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_prose = line.starts_with(char::is_alphabetic) && !line.contains(['\t', '|', '<', '{']);
    let end = line
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .next()
        .or_else(|| line.ends_with('.').then_some(line.len()))?;
    (is_prose && (20..=300).contains(&end)).then(|| &line[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_without_what_sorted_them() {
        for (name, expected) in [
            ("2. Card Issuance", "Card Issuance"),
            ("02 - Authorization Code Grant", "Authorization Code Grant"),
            ("01 users", "Users"),
            ("3) Login", "Login"),
            ("computers", "Computers"),
            ("external-accounts v2", "External-accounts v2"),
            ("oAuth 2", "oAuth 2"),
            ("eSIM", "eSIM"),
            ("3D Secure", "3D Secure"),
            ("404 pages", "404 pages"),
            ("1.2", "1.2"),
            ("/users/{id}", "/users/{id}"),
            ("", ""),
        ] {
            assert_eq!(title(name), expected);
        }
    }

    #[test]
    fn any_title_makes_a_sentence() {
        for (name, expected) in [
            ("2. Card Issuance", "The Card Issuance endpoints."),
            ("computers", "The Computers endpoints."),
            ("User endpoints", "The User endpoints."),
            ("The Users", "The Users endpoints."),
            ("Calls", "The Calls endpoints."),
            ("/users/{id}", "The `/users/{id}` endpoints."),
            ("  ", "The endpoints of a folder without a name."),
        ] {
            assert_eq!(endpoints(name), expected);
        }
    }

    #[test]
    fn descriptions_that_repeat_the_title_say_nothing() {
        for (name, docs) in [
            ("computers", "Folder for computers"),
            (
                "Schema",
                "This folder contains all the endpoints related to Schemas.",
            ),
            ("Users", "Users API"),
            ("Files", "Description"),
        ] {
            assert!(!says_more(name, docs), "{docs}");
        }
        assert!(says_more("Users", "Folder for users and admins"));
    }

    #[test]
    fn only_sentences_about_the_thing_are_taken() {
        for (name, sentence) in [
            ("Droplets", "A Droplet is a virtual machine."),
            (
                "Snapshots",
                "Saved states of Droplets and volumes, in one list.",
            ),
            (
                "Sizes",
                "What a Droplet can be made of (memory, disk) and what it costs.",
            ),
            ("Domain Records", "The single entries of a domain's zone."),
            (
                "Regions",
                "The data centers that resources can be created in.",
            ),
            (
                "SSH Keys",
                "Public keys kept with the account can be placed on a Droplet while it is created.",
            ),
            (
                "Actions",
                "Actions are records of events that have occurred on your account.",
            ),
            (
                "Service",
                "A Service represents the configuration for a website, app or API.",
            ),
            (
                "TLS certificates",
                "A TLS certificate is used to terminate TLS traffic.",
            ),
            (
                "2. Rules",
                "Rules are universally available for every firewall.",
            ),
            ("Searches", "Searches are kept for an hour."),
        ] {
            assert_eq!(of_the_thing(name, sentence), Some(sentence));
        }
        for (name, sentence) in [
            (
                "Documents",
                "Methods to grant access, delete, and get information to a document.",
            ),
            ("Users", "Use these endpoints to manage users."),
            ("Users", "This section is about the users of an account."),
            ("Users", "A new user is created when somebody signs up."),
            ("Users", "A user is created when somebody signs up."),
            ("Kafka", "Fastly will upload log messages to the server."),
            ("Rooms", "With rooms you keep what belongs together."),
            ("Rooms", "You can use a room to keep what belongs together."),
            ("Rooms", "Returns a list of the rooms that there are."),
            ("Search", "Search for contacts that match a query."),
            (
                "Cookies",
                "The cookie related endpoints allow one to get cookies.",
            ),
            ("Field sets", "Information about the sets of fields."),
            ("Volumes", "Attaching, detaching and growing volumes."),
            (
                "Origins",
                "In the console, these are the values that can appear.",
            ),
        ] {
            assert_eq!(of_the_thing(name, sentence), None, "{sentence}");
        }
    }
}

//! Decides which strings are enums: by the values that a description lists, or by values that repeat.

use super::{policy, words};
use crate::secret;
use crate::shape::{Formats, Strings};

/// What a quoted value stands between.
const QUOTES: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’')];

/// The values that a sentence lists: `one of "active", "warning" or "locked"`, `Allowed values: a, b`. Empty where it lists
/// none.
pub fn listed(docs: &str) -> Vec<String> {
    const PHRASES: [&str; 17] = [
        "one of",
        "can be",
        "either",
        "allowed values",
        "possible values",
        "valid values",
        "accepted values",
        "available values",
        "supported values",
        "values are",
        "must be",
        "options are",
        "allowed:",
        "options:",
        "enum:",
        "values:",
        "may be",
    ];
    let docs = policy::beginning(docs);
    // Values are quoted, or stand behind a colon or the word. Most sentences have nothing of it.
    let may_list = |sign: char| sign == ':' || QUOTES.iter().any(|(open, _)| *open == sign);
    let lower = docs.to_ascii_lowercase();
    if !docs.contains(may_list) && !lower.contains("values") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for phrase in PHRASES {
        for (at, _) in lower.match_indices(phrase) {
            let after = docs.get(at + phrase.len()..).unwrap_or_default();
            let values = bulleted(after).or_else(|| quoted(after)).or_else(|| {
                let names_values = phrase.contains("values") || phrase.ends_with(':');
                names_values.then(|| unquoted(after)).flatten()
            });
            let values = values.unwrap_or_default();
            if values.len() > found.len() {
                found = values;
            }
        }
    }
    if found.len() < 2
        || !found.iter().all(|value| is_value(value))
        || found.iter().all(|value| is_number(value))
    {
        return Vec::new();
    }
    found
}

/// The values of a place whose strings repeat enough; `None` where they do not.
pub fn repeated(strings: &Strings, key: &str) -> Option<Vec<String>> {
    // What tools write where they know no value is none.
    let values = || {
        strings
            .values
            .iter()
            .filter(|(text, _)| &**text != "string")
    };
    let sightings: u32 = values().map(|(_, count)| count).sum();
    let distinct = u32::try_from(values().count()).ok()?;
    let enough = sightings >= policy::ENUM_SIGHTINGS
        && distinct >= 2
        && sightings / distinct >= policy::ENUM_SIGHTINGS_PER_VALUE;
    let closed = !strings.more && strings.templates == 0 && strings.made == 0 && strings.blank == 0;
    let named = values().all(|(value, _)| is_identifier(value) && !secret::is_made_up(value));
    let is_enum = enough && closed && named && !is_free_text(key);
    is_enum.then(|| values().map(|(value, _)| value.to_string()).collect())
}

/// Whether a key names what is different for each thing, or what people make up: repetition in examples is chance then.
fn is_free_text(key: &str) -> bool {
    let words = words::singular(key);
    let last = words.rsplit(' ').next().unwrap_or_default();
    secret::is_secret_name(key)
        || matches!(
            last,
            "id" | "name"
                | "title"
                | "description"
                | "slug"
                | "uuid"
                | "url"
                | "uri"
                | "href"
                | "link"
                | "email"
                | "username"
                | "user"
                | "owner"
                | "author"
                | "city"
                | "street"
                | "address"
                | "phone"
                | "text"
                | "message"
                | "comment"
                | "note"
                | "label"
                | "tag"
                | "hash"
                | "version"
                | "path"
                | "file"
                | "filename"
                | "firstname"
                | "lastname"
                | "company"
                | "image"
                | "host"
                | "ip"
                | "domain"
                | "reference"
                | "ref"
                | "code"
                | "number"
                | "date"
                | "time"
                | "value"
        )
}

fn is_value(value: &str) -> bool {
    // `<name>` stands for a value; `<=` is one.
    let is_operator = |value: &str| value.chars().all(|sign| "<>=!~≠≤≥".contains(sign));
    (1..=policy::ENUM_VALUE_BYTES).contains(&value.len())
        && (!value.contains(['{', '}', '<', '>', '\n']) || is_operator(value))
}

fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok()
}

fn is_identifier(value: &str) -> bool {
    is_value(value)
        && value.starts_with(|char: char| char.is_ascii_alphabetic())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':'))
        && Formats::of(value) == Formats::default()
}

/// A list with a value at the beginning of each line: "are:", and then "- `asc`: upwards" on each of the next ones.
fn bulleted(text: &str) -> Option<Vec<String>> {
    let mut lines = text.lines();
    let rest = lines.next()?.trim_matches([':', ' ', '*', '_']);
    if !matches!(rest, "" | "are" | "the following" | "the following values") {
        return None;
    }
    let mut values: Vec<String> = Vec::new();
    for line in lines.map(str::trim).skip_while(|line| line.is_empty()) {
        let Some(line) = line.strip_prefix(['-', '*', '•', '+']) else {
            break;
        };
        let line = line.trim_start_matches([' ', '*']);
        let quote = QUOTES.iter().find(|(open, _)| line.starts_with(*open));
        let value = match quote {
            Some((open, close)) => line[open.len_utf8()..].split_once(*close)?.0,
            None => {
                let end = line.find([':', ' ', '*']).unwrap_or(line.len());
                let (value, after) = line.split_at(end);
                let is_told = [":", "*", " -", " –", " ="]
                    .iter()
                    .any(|it| after.starts_with(it));
                (is_identifier(value) && (after.is_empty() || is_told)).then_some(value)?
            }
        };
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    (values.len() >= 2).then_some(values)
}

/// A run of quoted values that begins soon: `: "a", "b" or "c"`.
fn quoted(text: &str) -> Option<Vec<String>> {
    let (start, _) = text
        .char_indices()
        .take(48)
        .find(|(_, char)| QUOTES.iter().any(|(open, _)| open == char))?;
    if text[..start].contains(". ") {
        return None;
    }
    let mut rest = &text[start..];
    let mut values = Vec::new();
    loop {
        let open = rest.chars().next()?;
        let Some((_, close)) = QUOTES.iter().find(|(quote, _)| *quote == open) else {
            break;
        };
        let Some((value, after)) = rest[open.len_utf8()..].split_once(*close) else {
            break;
        };
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
        let next = after.trim_start_matches(|char: char| {
            matches!(char, ',' | '|' | '/' | ';') || char.is_whitespace()
        });
        let next = ["and ", "or "]
            .iter()
            .find_map(|word| next.strip_prefix(word))
            .unwrap_or(next)
            .trim_start();
        if next.is_empty() || next.len() == after.len() {
            break;
        }
        rest = next;
    }
    (values.len() >= 2).then_some(values)
}

/// A run of bare values up to the end of the line: `: a, b, c`.
fn unquoted(text: &str) -> Option<Vec<String>> {
    let line = text.lines().next()?;
    let line = line
        .trim_start_matches([':', ' ', '*', '_'])
        .trim_start_matches("are ")
        .trim_start_matches([':', ' ', '*', '_']);
    let line = line
        .split(". ")
        .next()?
        .trim_end_matches(['.', ')', ']', ' ']);
    let line = line.trim_start_matches(['[', '(']);
    let mut values: Vec<String> = Vec::new();
    for part in line
        .split([',', '|', ';'])
        .flat_map(|part| part.split(" or "))
    {
        let value = part
            .trim()
            .trim_start_matches("or ")
            .trim_start_matches("and ")
            .trim();
        if !is_identifier(value) {
            return None;
        }
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    (values.len() >= 2).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_in_sentences() {
        assert_eq!(
            listed("This value is one of \"active\", \"warning\" or \"locked\"."),
            ["active", "warning", "locked"]
        );
        assert_eq!(listed("Allowed values: asc, desc."), ["asc", "desc"]);
        assert_eq!(
            listed("Possible values are `a`, `b` and `c d`"),
            ["a", "b", "c d"]
        );
        assert_eq!(listed("Can be either 'x' | 'y'"), ["x", "y"]);
        assert_eq!(
            listed(
                "The order. Valid values are:\n\n- `up`: Least first.\n- `down`: Greatest first.\n\nDefault: `up`"
            ),
            ["up", "down"]
        );
        assert_eq!(
            listed("Possible values:\n* open - it is open\n* closed - it is not\n"),
            ["open", "closed"]
        );
    }

    #[test]
    fn sentences_without_lists() {
        for docs in [
            "For example, this could be \"transfer\" to represent the state of an image transfer action.",
            "This can be \"a\".",
            "It must be positive. See \"a\", \"b\".",
            "one of \"1\", \"2\"",
            "Valid values are those of the region, and others too.",
            "must be “",
            "Possible values:\n- any number of things\n- none of them",
        ] {
            assert_eq!(listed(docs), Vec::<String>::new(), "{docs}");
        }
    }

    #[test]
    fn values_that_repeat() {
        let strings = |values: &[(&str, usize)]| {
            let mut strings = Strings::default();
            for (value, times) in values {
                (0..*times).for_each(|_| strings.add(value, false));
            }
            strings
        };
        assert_eq!(
            repeated(&strings(&[("up", 6), ("down", 4)]), "state"),
            Some(vec!["down".into(), "up".into()])
        );
        assert_eq!(repeated(&strings(&[("up", 6), ("down", 3)]), "state"), None);
        assert_eq!(repeated(&strings(&[("up", 20)]), "state"), None);
        assert_eq!(
            repeated(&strings(&[("up", 6), ("down", 4)]), "user_name"),
            None
        );
        assert_eq!(
            repeated(&strings(&[("up", 6), ("down here", 4)]), "state"),
            None
        );
    }
}

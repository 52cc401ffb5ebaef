//! Names for the texts of one place, of which some come to the same words: `type` and `@type`, `created_at` and `-created_at`.
//!
//! The text that is the name already gets it, whatever the order; the others are named by what tells them apart: their signs
//! spelt out, or their capitals.

use std::collections::HashMap;

use super::keywords;
use super::scope::Scope;
use super::words::{operator_words, pascal, sign_word, snake, words};

/// How names are written at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Style<'n> {
    /// Fields, arguments and setters.
    Member {
        /// What a text without words is called.
        fallback: &'n str,
        /// What ends the name of a text whose own name is taken.
        ending: &'n str,
    },
    /// Variants of enums.
    Variant {
        /// What ends the name of a text whose own name is taken.
        ending: &'n str,
    },
}

/// A name for each text, none of them twice. Texts that are the same are different things.
pub(super) fn claim_all(scope: &mut Scope, texts: &[&str], style: Style<'_>) -> Vec<String> {
    let plain: Vec<Vec<String>> = texts.iter().map(|text| style.words(text)).collect();
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, words) in plain.iter().enumerate() {
        alike.entry(style.name(words)).or_default().push(index);
    }
    // The place of each text among those of its name: the first one is the name.
    let mut places = vec![0; texts.len()];
    let mut repeats = vec![false; texts.len()];
    for (name, mut indexes) in alike.into_iter().filter(|(_, indexes)| indexes.len() > 1) {
        indexes.sort_by_key(|index| (oddness(texts[*index], &name), texts[*index]));
        for (place, pair) in (1..).zip(indexes.windows(2)) {
            places[pair[1]] = place;
            repeats[pair[1]] = texts[pair[0]] == texts[pair[1]];
        }
    }
    let mut order: Vec<usize> = (0..texts.len()).collect();
    // What is odd comes last, in an order of its own.
    order.sort_by(|a, b| match (places[*a], places[*b]) {
        (0, 0) => a.cmp(b),
        (a_place, b_place) => (a_place > 0)
            .cmp(&(b_place > 0))
            .then_with(|| texts[*a].cmp(texts[*b]))
            .then_with(|| a.cmp(b)),
    });
    let mut names = vec![String::new(); texts.len()];
    for index in order {
        let words = &plain[index];
        let mut proposals = vec![style.name(words)];
        // Nothing tells a text from itself.
        if places[index] > 0 && !repeats[index] {
            proposals.extend(telling(texts[index], words).map(|words| style.name(&words)));
        }
        let mut ended = words.clone();
        ended.push(style.ending().to_owned());
        proposals.push(style.ended(&ended));
        names[index] = scope.claim(&proposals, style.separator(), |_, name| {
            !keywords::is_keyword(name)
        });
    }
    names
}

impl Style<'_> {
    fn words(self, text: &str) -> Vec<String> {
        let (words, fallback) = match self {
            Self::Member { fallback, .. } => (words(text), fallback),
            Self::Variant { .. } if text.is_empty() => (Vec::new(), "empty"),
            Self::Variant { .. } => (variant_words(text), "unnamed"),
        };
        if words.is_empty() {
            vec![fallback.to_owned()]
        } else {
            words
        }
    }

    fn name(self, words: &[String]) -> String {
        match self {
            Self::Member { .. } => keywords::raw(snake(words)),
            Self::Variant { .. } => pascal(words),
        }
    }

    /// The name of words with the ending that makes them no keyword.
    fn ended(self, words: &[String]) -> String {
        match self {
            Self::Member { .. } => snake(words),
            Self::Variant { .. } => pascal(words),
        }
    }

    fn ending(&self) -> &str {
        match self {
            Self::Member { ending, .. } | Self::Variant { ending } => ending,
        }
    }

    fn separator(self) -> &'static str {
        match self {
            Self::Member { .. } => "_",
            Self::Variant { .. } => "",
        }
    }
}

/// The words of a value: what a sign before it means is one of them. `-created_at` is the descending order.
fn variant_words(text: &str) -> Vec<String> {
    let text = text.trim();
    let begins = text.find(|letter: char| letter.is_alphanumeric());
    let (signs, rest) = text.split_at(begins.unwrap_or(text.len()));
    let signs = signs.trim();
    if rest.is_empty() {
        return operator_words(signs).unwrap_or_else(|| words(text));
    }
    let begins_with_letter = rest.starts_with(|first: char| !first.is_ascii_digit());
    let mut words = words(rest);
    match signs {
        "-" | "\u{2212}" if begins_with_letter => words.push("desc".to_owned()),
        "+" if begins_with_letter => words.push("asc".to_owned()),
        // `<string>` stands for something.
        "<" if rest.ends_with('>') => {}
        "-" | "\u{2212}" => words.insert(0, "minus".to_owned()),
        "+" => words.insert(0, "plus".to_owned()),
        signs => words
            .splice(0..0, operator_words(signs).unwrap_or_default())
            .for_each(drop),
    }
    words
}

/// How far a text is from being a name: whether it is one, whether it can be typed everywhere, how many of its signs no name
/// has, how many capitals.
fn oddness(text: &str, name: &str) -> (bool, bool, usize, usize) {
    let name = name.trim_start_matches("r#");
    let is_name =
        text == name || text.replace('_', "").eq_ignore_ascii_case(name) && is_snake(text);
    let is_odd = |sign: &char| !sign.is_ascii_alphanumeric() && *sign != '_';
    let signs = text.chars().filter(is_odd).count();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    (!is_name, !text.is_ascii(), signs, capitals)
}

/// Whether a text is words in snake case: for a variant that is as good as its own name.
fn is_snake(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_letter) && !text.starts_with('_') && !text.ends_with('_')
}

/// Words that tell a text from others of the same words, from the nearest to the farthest.
fn telling(text: &str, plain: &[String]) -> impl Iterator<Item = Vec<String>> {
    let spelt = spelt(text);
    let cased = casing(text).map(|casing| {
        let mut words = spelt.clone();
        words.push(casing.to_owned());
        words
    });
    let spelt = (spelt != plain).then_some(spelt);
    spelt.into_iter().chain(cased)
}

/// The words of a text with the names of its signs between them. What only stands between two words is no sign.
fn spelt(text: &str) -> Vec<String> {
    const MOST_SIGNS: usize = 8;
    let mut spelt = Vec::new();
    let mut run = String::new();
    let mut signs = 0;
    let last = text.char_indices().last().map_or(0, |(at, _)| at);
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            run.push(letter);
            continue;
        }
        spelt.extend(words(&run));
        run.clear();
        let is_between = at > 0 && at < last;
        let word = match letter {
            '_' if is_between => continue,
            '[' if text[at..].starts_with("[]") => "list",
            '-' if is_between => "dash",
            letter => match sign_word(letter) {
                Some(word) => word,
                None => {
                    spelt.extend(words(letter.encode_utf8(&mut [0; 4])));
                    continue;
                }
            },
        };
        signs += 1;
        if signs <= MOST_SIGNS {
            spelt.push(word.to_owned());
        }
    }
    spelt.extend(words(&run));
    spelt
}

/// How the letters of a text are written, in a word; `None` where that says nothing.
fn casing(text: &str) -> Option<&'static str> {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    if letters().any(|letter| !letter.is_ascii()) {
        Some("unicode")
    } else if letters().count() > 1 && letters().all(char::is_uppercase) {
        Some("uppercase")
    } else if letters().next()?.is_uppercase() {
        Some("capitalized")
    } else if letters().any(char::is_uppercase) {
        Some("camelcase")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBER: Style<'_> = Style::Member {
        fallback: "field",
        ending: "field",
    };
    const VARIANT: Style<'_> = Style::Variant { ending: "value" };

    /// The names in each of several orders are the same.
    fn claim(texts: &[&str], style: Style<'_>) -> Vec<String> {
        let names = claim_all(&mut Scope::default(), texts, style);
        let mut backwards = texts.to_vec();
        backwards.reverse();
        let mut others = claim_all(&mut Scope::default(), &backwards, style);
        others.reverse();
        assert_eq!(names, others, "{texts:?}");
        names
    }

    #[test]
    fn the_exact_name_wins_over_the_odd_one() {
        for (texts, expected) in [
            (&["@type", "type"] as &[_], "at_type r#type"),
            (&["$ref"], "r#ref"),
            (&["$ref", "ref", "#ref"], "dollar_ref r#ref hash_ref"),
            (&["ID", "Id", "id"], "id_uppercase id_capitalized id"),
            (
                &["a.b", "a/b", "a-b", "aB", "a_b"],
                "a_dot_b a_slash_b a_dash_b a_b_camelcase a_b",
            ),
            (&["x_", "_x", "x"], "x_underscore underscore_x x"),
            (&["Self", "self"], "self_capitalized self_"),
            (&["ids[]", "ids"], "ids_list ids"),
            (&["", "field"], "field_field field"),
            (&["größe", "grosse"], "grosse_unicode grosse"),
        ] {
            assert_eq!(claim(texts, MEMBER).join(" "), expected);
        }
    }

    #[test]
    fn signs_before_values_mean_something() {
        for (texts, expected) in [
            (
                &["created_at", "-created_at", "+email", "email"] as &[_],
                "CreatedAt CreatedAtDesc EmailAsc Email",
            ),
            (&["+1", "-1", "1"], "Plus1 Minus1 N1"),
            (
                &["=", "!=", "≠", ">", ">=", "<", "<=", "≥", "=="],
                "Eq Ne Unequal Gt Ge Lt Le GreaterEqual EqualEqual",
            ),
            (
                &["*", "~", "&", "|", "!", "&&"],
                "Star Tilde And Or Not AndAnd",
            ),
            (&[">5", "<5", ">=5", "!5"], "Gt5 Lt5 Ge5 Not5"),
            (&["<string>", "string"], "LessStringGreater String"),
            (&["C", "C++", "C#"], "C CPlusPlus CHash"),
            (&["ASC", "asc", "Asc"], "AscUppercase Asc AscCapitalized"),
            (
                &["in progress", "in-progress", "in_progress"],
                "InSpaceProgress InDashProgress InProgress",
            ),
            (&["Other", "other"], "OtherCapitalized Other"),
        ] {
            assert_eq!(claim(texts, VARIANT).join(" "), expected);
        }
    }

    #[test]
    fn ten_thousand_texts_of_one_name_have_names_of_their_own() {
        let texts: Vec<String> = (0..10_000)
            .map(|n| "\u{200b}".repeat(n % 7) + "a")
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let names = claim_all(&mut Scope::default(), &texts, MEMBER);
        let distinct: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), texts.len());
    }
}

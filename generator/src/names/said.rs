//! What a request says about its name.

use super::path_names::{act, acted_on, is_path, method, path_name, path_words, segments};
use super::phrase::{
    COUNTS, PARTICLES, imperative, is_fact, is_filler, is_phrasal, is_preposition, is_relative,
    short, with_verb, without_label, without_numbering,
};
use super::sentence::{are_exact, compounds, heads, is_sentence, without_clause};
use super::words::{singular_words, words};
use crate::api::{Api, Operation};
use crate::english::{is_verb, singular};
use crate::namespace::{without_copy, without_namespace};

/// Words for reading something.
pub(super) const GETS: [&str; 8] = [
    "get", "retrieve", "fetch", "find", "return", "read", "show", "view",
];

/// Words for what is done to a thing: other methods say nothing.
pub(super) const ACTS: [&str; 5] = ["list", "get", "create", "update", "delete"];

/// What a request says about its name.
#[derive(Default)]
pub(super) struct Said {
    /// A word for what the HTTP method does to what is at the path.
    pub verb: String,
    /// The HTTP method.
    pub method: String,
    /// The name's words without filler and clauses.
    pub short: Vec<String>,
    /// The name's words up to a subtitle (`Login - with a token`) or a clause (`files accessible to the user`).
    pub core: Vec<String>,
    /// The name's words up to a subtitle.
    pub long: Vec<String>,
    /// All the name's words.
    pub whole: Vec<String>,
    /// The verb and the path's words.
    pub path: Vec<String>,
    /// Whether the name is a path.
    is_path: bool,
    /// The words of the path's segments, without the verb.
    segments: Vec<Vec<String>>,
    /// Prepositions in compounds of the name: `month-to-date`.
    compounds: Vec<String>,
    /// The verb, the path's words, and the parameters.
    pub path_with_parameters: Vec<String>,
}

impl Said {
    pub fn new(api: &Api<'_>, operation: &Operation<'_>) -> Self {
        let verb = act(operation);
        let method = method(operation);
        let (path, parameters) = path_words(operation);
        let path = acted_on(&verb, &path);
        let mut path_with_parameters = path.clone();
        if !parameters.is_empty() {
            path_with_parameters.push("by".to_owned());
            path_with_parameters.extend(parameters);
        }
        let name = without_label(without_namespace(api, operation));
        let whole = if is_path(name) {
            path_name(&verb, name)
        } else {
            without_numbering(words(name))
        };
        // `This endpoint is deprecated` calls nothing.
        let is_remark = whole.first().is_some_and(|first| first == "this") && whole.len() > 2;
        let whole = if whole.is_empty() || is_remark {
            path.clone()
        } else {
            present(imperative(whole), operation)
        };
        let titled = |text: &str| {
            let title = imperative(without_numbering(words(text)));
            present(title, operation)
        };
        let title = [" - ", " – ", " — ", ": ", ". ", " (", "\n"]
            .iter()
            .filter_map(|sign| name.find(sign))
            .min()
            .filter(|_| !is_remark);
        let title = title.map(|end| {
            let (title, rest) = name.split_at(end);
            let rest = rest.strip_prefix(". ").map(|rest| {
                let end = rest.find(". ").unwrap_or(rest.len());
                titled(&rest[..end])
            });
            let title = titled(title);
            // `FOR ADMINS ONLY. Send an invitation`
            let is_order = |words: &Vec<String>| words.first().is_some_and(|first| is_verb(first));
            match rest.filter(|rest| is_order(rest) && !is_order(&title)) {
                Some(rest) => rest,
                None => title,
            }
        });
        let long = title
            .filter(|title| title.len() > 1 && title.len() < whole.len())
            .unwrap_or_else(|| whole.clone());
        let core = without_clause(&long).to_vec();
        let short = short(&core);
        // A duplicate is told from its original by Postman's mark, where nothing else does.
        let given = operation.name.trim();
        let whole = if without_copy(given) == given {
            whole
        } else {
            imperative(without_numbering(words(without_label(given))))
        };
        Self {
            is_path: is_path(name),
            segments: segments(operation),
            compounds: compounds(name),
            verb,
            method,
            short,
            core,
            long,
            whole,
            path,
            path_with_parameters,
        }
    }

    /// What the request could be called among those about the nouns, the best first: without a noun, without a clause, and
    /// as few words as are still free.
    pub fn proposals(&self, nouns: &[Vec<String>]) -> Vec<Vec<String>> {
        let mut proposals: Vec<Vec<String>> = Vec::new();
        let without = |words: &[String]| {
            let names = nouns.iter().flat_map(|noun| self.without(words, noun));
            names.collect::<Vec<_>>()
        };
        proposals.extend(without(&self.core));
        proposals.push(self.short.clone());
        if self.core != self.long {
            proposals.extend(without(&self.long));
            proposals.push(short(&self.long));
        }
        // A sentence is no name as long as there is another.
        let sentences = proposals.clone();
        proposals.retain(|name| !is_sentence(name));
        if is_sentence(&self.short) {
            let shorter = heads(&self.short, &self.compounds);
            let shorter = shorter.into_iter().chain(self.place(nouns));
            proposals.extend(shorter.filter(|name| !is_sentence(name)));
        }
        proposals.extend(sentences);
        proposals.push(self.long.clone());
        proposals.push(self.whole.clone());
        // `create get user` is no order; `post get user` at least says what it does.
        let has_verb = self.short.first().is_some_and(|first| is_verb(first));
        let verb = if has_verb && self.verb != "list" {
            &self.method
        } else {
            &self.verb
        };
        proposals.push(with_verb(verb, &self.short));
        proposals.push(self.path.clone());
        proposals.push(self.path_with_parameters.clone());
        proposals
    }

    /// What is done to what the path has behind the folder's noun: `list documents` for `/rooms/{id}/documents`.
    fn place(&self, nouns: &[Vec<String>]) -> Option<Vec<String>> {
        let last = self.segments.last()?;
        // Only sentences lose what they say for what the path says; many nouns in a row are exact.
        let is_said = self.short.iter().skip(1).any(|word| is_preposition(word));
        if !is_said && !self.is_path && are_exact(&self.short) {
            return None;
        }
        if is_verb(&last[0]) && (last.len() > 1 || !ACTS.contains(&last[0].as_str())) {
            return Some(last.clone());
        }
        let is_noun = |words: &[String]| nouns.iter().any(|noun| singular_words(noun) == words);
        let noun = (self.segments.iter()).rposition(|words| is_noun(&singular_words(words)));
        let behind = match noun {
            Some(noun) => &self.segments[noun + 1..],
            // One word says little without what is around it.
            None if last.len() > 1 => &self.segments[self.segments.len() - 1..],
            None => return None,
        };
        let (last, front) = behind.split_last()?;
        let front = front.iter().map(|words| singular_words(words));
        let rest: Vec<String> = front.chain([last.clone()]).flatten().collect();
        // What the name says of reading, the path may say of a list; that something is created is for the name to say.
        let verb = match self.short.first().filter(|first| is_verb(first)) {
            Some(first) if self.verb != "list" || !GETS.contains(&first.as_str()) => first,
            None if self.verb == "create" || !ACTS.contains(&self.verb.as_str()) => return None,
            _ => &self.verb,
        };
        Some(match verb.as_str() {
            "add" => with_verb(verb, &singular_words(&rest)),
            _ => acted_on(verb, &rest),
        })
    }

    /// A name's words without the noun, where the noun stands for itself (`retrieve an action`, `add to the action`) and
    /// does not go with the word before it (`list droplet actions`) or is the verb (`tag a resource`).
    fn without(&self, words: &[String], noun: &[String]) -> Vec<Vec<String>> {
        let mut proposals = Vec::new();
        let noun: Vec<String> = noun.iter().map(|word| singular(word)).collect();
        let own: Vec<String> = words.iter().map(|word| singular(word)).collect();
        for (start, length) in found(&own, &noun) {
            let (before, after) = (&words[..start], &words[start + length..]);
            // `all pets` has no verb.
            let fillers = before.iter().take_while(|word| is_filler(word)).count();
            let before = &before[fillers..];
            // `get a pet's details` gets the pet.
            let (fact, after) = match after {
                [fact, rest @ ..]
                    if is_fact(fact) && rest.first().is_none_or(|next| is_preposition(next)) =>
                {
                    (Some(fact), rest)
                }
                _ => (None, after),
            };
            let alone = match before {
                _ if after.first().is_some_and(|next| is_relative(next)) => false,
                // `create labels` in the folder `create labels` is the verb and all.
                [] if after.is_empty() && noun.len() > 1 && is_verb(&noun[0]) => false,
                // `all films` of a method that says nothing is no `post`.
                [] if fillers > 0 && !ACTS.contains(&self.verb.as_str()) => false,
                [] => !after.first().is_some_and(|next| is_filler(next)),
                [_verb] => true,
                [power, _cycle] if power == "power" => true,
                [.., last] => {
                    is_filler(last)
                        || is_preposition(last)
                        || PARTICLES.contains(&last.as_str())
                        || COUNTS.contains(&last.as_str())
                }
            };
            if !alone {
                continue;
            }
            let mut before: Vec<String> = before.to_vec();
            while before.len() > 1 && before.last().is_some_and(|last| is_filler(last)) {
                before.pop();
            }
            // `list snapshots for` loses its preposition with the noun, `power on` is whole.
            let hanging = after.first().is_none_or(|next| is_preposition(next));
            if hanging
                && before.last().is_some_and(|last| is_preposition(last))
                && !is_phrasal(&before)
            {
                before.pop();
                // `get details of a pet`
                while before.len() > 1 && before.last().is_some_and(|last| is_filler(last)) {
                    before.pop();
                }
            }
            let mut rest: Vec<String> =
                short(&before.iter().chain(after).cloned().collect::<Vec<_>>());
            if rest.first().is_some_and(|first| is_filler(first)) {
                continue;
            }
            // `single pet`
            if rest.is_empty() || matches!(rest.as_slice(), [one] if COUNTS.contains(&one.as_str()))
            {
                rest = vec![self.verb.clone()];
            }
            // `get pets` is no name for what `get pet` does.
            if self.verb == "list"
                && matches!(rest.as_slice(), [get] if GETS.contains(&get.as_str()))
                && words[start..][..length] != own[start..][..length]
            {
                proposals.push(vec![self.verb.clone()]);
            }
            // An id is the usual way to name one of them.
            if matches!(rest.as_slice(), [_, .., by, id] if by == "by" && id == "id") {
                proposals.push(rest[..rest.len() - 2].to_vec());
            }
            if !rest[0].bytes().all(|byte| byte.is_ascii_digit()) {
                proposals.push(rest.clone());
            }
            if let (Some(fact), [_verb]) = (fact, rest.as_slice()) {
                proposals.push(vec![rest[0].clone(), fact.clone()]);
            }
        }
        proposals
    }
}

/// Where words say a noun, and in how many words: a folder may have all of them in one (`mobiledevices`).
fn found(words: &[String], noun: &[String]) -> Vec<(usize, usize)> {
    let noun = noun.concat();
    let starts = 0..words.len();
    let length = |start: usize| {
        let mut rest = noun.as_str();
        for (index, word) in words[start..].iter().enumerate() {
            rest = rest.strip_prefix(word.as_str())?;
            if rest.is_empty() {
                return Some((start, index + 1));
            }
        }
        None
    };
    starts.filter_map(length).collect()
}

/// `updated user` as `update user`, where the method does that: `deleted items` may be a list of them. What a GET returns,
/// a caller gets.
fn present(mut name: Vec<String>, operation: &Operation<'_>) -> Vec<String> {
    let verb = match (operation.method.as_str(), name.first().map(String::as_str)) {
        ("GET", Some("return")) if name.len() > 1 => "get",
        ("PUT" | "PATCH", Some("updated")) => "update",
        ("POST", Some("created")) => "create",
        ("POST", Some("added")) => "add",
        ("DELETE", Some("deleted")) => "delete",
        ("DELETE", Some("removed")) => "remove",
        _ => return name,
    };
    verb.clone_into(&mut name[0]);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn nouns_are_found_in_one_word_or_several() {
        let name = split("find mobile device of mobile device group");
        let expected = vec![(1, 2), (4, 2)];
        assert_eq!(found(&name, &split("mobiledevice")), expected);
        assert_eq!(found(&name, &split("mobile device")), expected);
        assert!(found(&name, &split("mobile dev")).is_empty());
        assert!(found(&name, &[]).is_empty());
    }

    fn proposals(said: &Said, noun: &str) -> Vec<String> {
        let names = said.proposals(&[split(noun)]);
        let mut names: Vec<String> = names.iter().map(|name| name.join(" ")).collect();
        names.dedup();
        names
    }

    #[test]
    fn a_sentence_is_no_name_as_long_as_there_is_another() {
        let core = split("report on open lists with tasks in company");
        let said = Said {
            verb: "list".to_owned(),
            method: "get".to_owned(),
            short: core.clone(),
            core: core.clone(),
            long: core.clone(),
            whole: core,
            segments: vec![split("rooms"), split("task lists")],
            path: split("list room task lists"),
            ..Said::default()
        };
        assert_eq!(
            proposals(&said, "room")[..3],
            [
                "report on open lists with tasks",
                "list task lists",
                "report on open lists with tasks in company",
            ]
        );
    }

    #[test]
    fn clauses_come_last() {
        let said = Said {
            verb: "delete".to_owned(),
            method: "delete".to_owned(),
            short: split("delete room"),
            core: split("delete the room"),
            long: split("delete the room having the room id"),
            whole: split("delete the room having the room id"),
            path: split("delete room"),
            ..Said::default()
        };
        assert_eq!(proposals(&said, "room")[..2], ["delete", "delete room"]);
    }
}

//! Variables inside the values of others.
//!
//! A few variables that each name the next one twice would grow without end, and some name each other in a circle. A value is
//! expanded wholly or not at all: what cannot be has no value, and a warning says why.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Source};
use crate::template::holes;

use super::scope::Known;

/// How deep a variable may stand in others. Postman replaces as often and leaves the rest as it is.
const DEPTH: usize = 19;

/// How long a value may become by what is pasted into it, in bytes.
const LONGEST: usize = 64 * 1024;

/// How much may be pasted into all of them together.
const ALL: usize = 4 * 1024 * 1024;

/// Why a value cannot be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Circle,
    Deep,
    Long,
}

/// What is known of a variable while others are expanded.
enum State {
    /// It is being expanded.
    Open,
    /// It has been, with so many levels in it.
    Done(usize),
    /// It cannot be.
    Failed(Reason),
}

/// Replaces variables inside the values of others; what holds a secret becomes one.
pub(super) fn expand(known: &mut BTreeMap<String, Known>, diagnostics: &mut Diagnostics) {
    let names: Vec<String> = (known.iter())
        .filter(|(_, it)| it.value.contains("{{"))
        .map(|(name, _)| name.clone())
        .collect();
    let states = states(&names, known);
    for (name, state) in states {
        let State::Failed(reason) = state else {
            continue;
        };
        let Some(known) = known.remove(&name) else {
            continue;
        };
        let why = match reason {
            Reason::Circle => "names itself, over others or at once".to_owned(),
            Reason::Deep => format!("names others more than {DEPTH} levels deep"),
            Reason::Long => "becomes too long once the variables in it are replaced".to_owned(),
        };
        diagnostics.about(known.source);
        diagnostics
            .warning(
                "variable-not-expanded",
                known.pointer,
                format!("the value of `{name}` {why}; it is taken to have none"),
            )
            .help("write the value out");
    }
    diagnostics.about(Source::Collection);
}

/// Expands each of the variables, those inside it first, and says how each of them ended.
fn states(names: &[String], known: &mut BTreeMap<String, Known>) -> BTreeMap<String, State> {
    let mut states = BTreeMap::new();
    let mut left = ALL;
    for root in names {
        let mut stack = vec![(root.clone(), false)];
        while let Some((name, inner_are_done)) = stack.pop() {
            let Some(text) = known.get(&name).map(|it| &it.value) else {
                continue;
            };
            if !inner_are_done {
                if !text.contains("{{") || states.contains_key(&name) {
                    continue;
                }
                let inner: Vec<_> = holes(text).map(|it| (it.name.to_owned(), false)).collect();
                states.insert(name.clone(), State::Open);
                stack.push((name, true));
                stack.extend(inner);
                continue;
            }
            let state = match expanded(text, known, &states, &mut left) {
                Ok((value, secret, levels)) => {
                    if let Some(it) = known.get_mut(&name) {
                        it.value = value;
                        it.secret |= secret;
                    }
                    State::Done(levels)
                }
                Err(reason) => State::Failed(reason),
            };
            states.insert(name, state);
        }
    }
    states
}

/// A value with the variables in it replaced, whether one of them is secret, and how many levels it had.
fn expanded(
    text: &str,
    known: &BTreeMap<String, Known>,
    states: &BTreeMap<String, State>,
    left: &mut usize,
) -> Result<(String, bool, usize), Reason> {
    let (mut value, mut secret, mut levels, mut pasted, mut from) = (String::new(), false, 0, 0, 0);
    for hole in holes(text) {
        let Some(inner) = known.get(hole.name) else {
            continue;
        };
        let below = match states.get(hole.name) {
            None => 0,
            Some(State::Done(levels)) => *levels,
            Some(State::Open) => return Err(Reason::Circle),
            Some(State::Failed(reason)) => return Err(*reason),
        };
        levels = levels.max(below + 1);
        if levels > DEPTH {
            return Err(Reason::Deep);
        }
        secret |= inner.secret;
        pasted += inner.value.len();
        if pasted > LONGEST || pasted > *left {
            return Err(Reason::Long);
        }
        value.push_str(&text[from..hole.start]);
        value.push_str(&inner.value);
        from = hole.end;
    }
    value.push_str(&text[from..]);
    *left -= pasted;
    Ok((value, secret, levels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(values: &[(String, String)]) -> (BTreeMap<String, String>, usize) {
        let mut known = BTreeMap::new();
        for (name, value) in values {
            let it = Known {
                value: value.clone(),
                secret: false,
                pointer: format!("/{name}"),
                source: Source::Collection,
            };
            known.insert(name.clone(), it);
        }
        let mut diagnostics = Diagnostics::default();
        expand(&mut known, &mut diagnostics);
        let values = known.into_iter().map(|(name, it)| (name, it.value));
        (values.collect(), diagnostics.list().len())
    }

    fn many(count: usize, value: impl Fn(usize) -> String) -> Vec<(String, String)> {
        (0..count).map(|i| (format!("v{i}"), value(i))).collect()
    }

    #[test]
    fn values_are_pasted_into_others() {
        let (values, said) = expanded(&many(3, |i| match i {
            0 => "<{{v1}}|{{v2}}|{{open}}>".to_owned(),
            1 => "[{{v2}}]".to_owned(),
            _ => "x".to_owned(),
        }));
        assert_eq!(values["v0"], "<[x]|x|{{open}}>");
        assert_eq!(said, 0);
    }

    #[test]
    fn what_grows_without_end_has_no_value() {
        for count in [26, 200, 10_000] {
            let (values, said) = expanded(&many(count, |i| {
                if i + 1 == count {
                    "a".to_owned()
                } else {
                    format!("{{{{v{0}}}}}{{{{v{0}}}}}", i + 1)
                }
            }));
            let total: usize = values.values().map(String::len).sum();
            assert!(total <= ALL && said > 0, "{total} {said}");
            assert!(values.values().all(|value| value.len() <= LONGEST));
        }
    }

    #[test]
    fn circles_and_long_chains_have_no_value() {
        let next = |i: usize| format!("{{{{v{i}}}}}");
        assert_eq!(expanded(&many(1, next)).1, 1);
        assert_eq!(expanded(&many(2, |i| next(1 - i))).1, 2);
        let (values, said) = expanded(&many(10_000, |i| next((i + 1) % 10_000)));
        assert_eq!((values.len(), said), (0, 10_000));
        let (values, _) = expanded(&many(10_000, |i| next(i + 1)));
        assert_eq!(values.len(), DEPTH + 1, "those near the end");
        let (values, said) = expanded(&many(DEPTH + 1, |i| {
            if i == DEPTH {
                "x".to_owned()
            } else {
                next(i + 1)
            }
        }));
        assert_eq!((values["v0"].as_str(), said), ("x", 0));
    }
}

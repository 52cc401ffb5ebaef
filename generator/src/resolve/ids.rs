//! Ids that stand in a path as they are: `DELETE /users/7`, `/todos/delete/2`, `/orders/ORD-17/lines`.
//!
//! A request that was once sent for one thing has that thing's id in its path, and a method that always asks for it would be
//! of no use. What no path but one of ids looks like is found where the path is read (`align`); here is the rest, for which
//! it takes what stands before and what other requests have in the same place. Versions, years, sizes and statuses stay.

use std::collections::{HashMap, HashSet};

use super::text;
use crate::api::{Location, Operation, Parameter, PathPiece, Template};
use crate::diagnostic::Diagnostics;
use crate::{english, infer::words};

use super::path::path_parameter;

/// Segments behind this one are not looked at.
const DEEPEST: usize = 40;

/// Makes parameters of such ids.
pub(super) fn find(operations: &mut [Operation<'_>], diagnostics: &mut Diagnostics) {
    let may_be = |segment: &Segment| matches!(segment, Segment::Text(text) if is_like_an_id(text));
    let paths: Vec<Option<Vec<Segment>>> = operations
        .iter()
        .map(|operation| {
            let segments = Segment::all(operation);
            segments.iter().any(may_be).then_some(segments)
        })
        .collect();
    if paths.iter().all(Option::is_none) {
        return;
    }
    let others = Others::of(operations);
    for (operation, segments) in operations.iter_mut().zip(paths) {
        let Some(mut segments) = segments else {
            continue;
        };
        let mut changed = false;
        for at in 1..segments.len().min(DEEPEST) {
            let Some(name) = id_at(operation, &segments, at, &others) else {
                continue;
            };
            if let Segment::Text(text) = &segments[at] {
                let (id, ending) = without_ending(text);
                let index = add(operation, &name, id, diagnostics);
                segments[at] = Segment::Id(index, ending.to_owned());
                changed = true;
            }
        }
        if changed {
            write(operation, &segments);
        }
    }
}

/// A segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    /// Text alone, percent-encoded.
    Text(String),
    /// What has a parameter in it.
    Pieces(Vec<PathPiece>),
    /// An id that was found: its parameter, and the text behind it (`.json`).
    Id(usize, String),
}

impl Segment {
    /// The segments of a path: what stands before each slash, the first being empty.
    fn all(operation: &Operation<'_>) -> Vec<Self> {
        let mut segments: Vec<Vec<PathPiece>> = vec![Vec::new()];
        for piece in &operation.path {
            let PathPiece::Literal(text) = piece else {
                if let Some(last) = segments.last_mut() {
                    last.push(piece.clone());
                }
                continue;
            };
            for (index, part) in text.split('/').enumerate() {
                if index > 0 {
                    segments.push(Vec::new());
                }
                if let Some(last) = segments.last_mut().filter(|_| !part.is_empty()) {
                    last.push(PathPiece::Literal(part.to_owned()));
                }
            }
        }
        let segment = |pieces: Vec<PathPiece>| match pieces.as_slice() {
            [] => Self::Text(String::new()),
            [PathPiece::Literal(text)] => Self::Text(text.clone()),
            _ => Self::Pieces(pieces),
        };
        segments.into_iter().map(segment).collect()
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Pieces(_) | Self::Id(..) => None,
        }
    }
}

/// What all requests have in their paths.
struct Others {
    /// Whole paths, ids and parameters left open.
    routes: HashSet<String>,
    /// By what stands before it, what stands in a place that may hold an id.
    places: HashMap<String, HashSet<String>>,
}

impl Others {
    fn of(operations: &[Operation<'_>]) -> Self {
        let mut others = Self {
            routes: HashSet::new(),
            places: HashMap::new(),
        };
        for operation in operations {
            let mut key = format!("{}", operation.server.0);
            for segment in Segment::all(operation).iter().take(DEEPEST) {
                let (open, value) = match segment {
                    Segment::Text(text) => (is_like_an_id(text), text.as_str()),
                    Segment::Pieces(_) | Segment::Id(..) => (true, "{}"),
                };
                if open {
                    let place = others.places.entry(key.clone()).or_default();
                    place.insert(value.to_owned());
                }
                key.push('/');
                key.push_str(if open { "{}" } else { value });
            }
            others.routes.insert(key);
        }
        others
    }

    /// Whether others have something else in this place of a path, or the path before it is one of its own.
    fn know(&self, operation: &Operation<'_>, segments: &[Segment], at: usize) -> bool {
        let mut key = format!("{}", operation.server.0);
        for segment in segments.iter().take(at) {
            key.push('/');
            key.push_str(match segment {
                Segment::Text(text) if !is_like_an_id(text) => text,
                _ => "{}",
            });
        }
        self.routes.contains(&key) || self.places.get(&key).is_some_and(|values| values.len() > 1)
    }
}

/// What the id in a place of a path is called; `None` where it is none.
fn id_at(
    operation: &Operation<'_>,
    segments: &[Segment],
    at: usize,
    others: &Others,
) -> Option<String> {
    let text = segments.get(at)?.text()?;
    let before = segments.get(at - 1)?.text()?;
    if !is_like_an_id(text) || counts(before) {
        return None;
    }
    let said = words::words(before);
    let said: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
    let last = *said.last()?;
    // `deletePost/7`, `delete/7`
    let verb = said.first().filter(|word| is_about_one(word));
    let plural = words::singular(last) != last;
    let year = matches!(text.parse::<u32>(), Ok(1900..=2100)) && text.len() == 4;
    let certain = (verb.is_some() || plural) && !year;
    let last_one = at + 1 == segments.len();
    let changes = last_one && matches!(operation.method.as_str(), "DELETE" | "PUT" | "PATCH");
    if !certain && !changes && !others.know(operation, segments, at) {
        return None;
    }
    let word = match verb {
        Some(_) if said.len() > 1 => said[1..].join("_"),
        // The thing is what stands before the verb: `todos/delete/7`.
        Some(_) => (at.checked_sub(2))
            .and_then(|at| segments.get(at)?.text())
            .filter(|word| !counts(word))
            .unwrap_or_default()
            .to_owned(),
        None => before.to_owned(),
    };
    Some(text::id_after(
        Some(&word)
            .filter(|word| !word.is_empty())
            .map(String::as_str),
    ))
}

/// Whether a word is a verb of requests that are about one thing.
fn is_about_one(word: &str) -> bool {
    const MANY: [&str; 6] = ["check", "find", "list", "query", "return", "search"];
    const MORE: [&str; 5] = ["detail", "details", "edit", "patch", "view"];
    (english::is_verb(word) && !MANY.contains(&word)) || MORE.contains(&word)
}

/// Whether what follows a segment is no id, whatever it looks like: a version, a status, a size, a time.
fn counts(before: &str) -> bool {
    const WORDS: [&str; 48] = [
        "api",
        "apis",
        "bytes",
        "code",
        "codes",
        "day",
        "days",
        "delay",
        "draft",
        "drafts",
        "error",
        "errors",
        "height",
        "hour",
        "hours",
        "http",
        "https",
        "last",
        "level",
        "levels",
        "limit",
        "minute",
        "minutes",
        "month",
        "months",
        "oauth",
        "offset",
        "page",
        "pages",
        "quarter",
        "quarters",
        "range",
        "redirect",
        "release",
        "rest",
        "schema",
        "second",
        "seconds",
        "size",
        "sizes",
        "status",
        "statuscode",
        "top",
        "v",
        "version",
        "versions",
        "year",
        "years",
    ];
    const ENDINGS: [&str; 6] = ["api", "status", "version", "versions", "year", "years"];
    let said = words::words(before);
    let last = said.rsplit(' ').next().unwrap_or_default();
    !before.starts_with(char::is_alphabetic)
        || said.chars().all(|letter| !letter.is_alphabetic())
        || WORDS.contains(&said.as_str())
        || ENDINGS.contains(&last)
}

/// A segment without an ending that says the form of the reply: `7.json` is 7 and `.json`.
fn without_ending(segment: &str) -> (&str, &str) {
    let endings = [".json", ".xml", ".csv", ".pdf", ".html"];
    let ending = endings.into_iter().find(|ending| segment.ends_with(ending));
    segment.split_at(segment.len() - ending.map_or(0, str::len))
}

/// Whether a segment may be an id if what stands before it says so: a number, a UUID, a hash, a key with digits in it
/// (`ORD-17`, `cus_9s6XKzkNRlz8i3`).
fn is_like_an_id(segment: &str) -> bool {
    let (id, ending) = without_ending(segment);
    if text::is_surely_an_id(id) {
        return !ending.is_empty();
    }
    if id.len() > 64 || !id.is_ascii() {
        return false;
    }
    let count = |is: fn(&u8) -> bool| id.bytes().filter(is).count();
    let digits = count(u8::is_ascii_digit);
    let number = id.strip_prefix('-').unwrap_or(id);
    if digits > 0 && digits == number.len() {
        return true;
    }
    let letters = count(u8::is_ascii_alphabetic);
    let upper = count(u8::is_ascii_uppercase);
    let joined = |of: &[u8]| id.bytes().filter(|byte| of.contains(byte)).count();
    let plain = |joints: usize| digits + letters + joints == id.len();
    if digits == 0 || !id.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return false;
    }
    // `ORD-17`, `PROJ-2024-001`
    let key = upper == letters && letters > 0 && id.contains('-') && plain(joined(b"-"));
    // `5f3a9c1e`, `01ARZ3NDEKTSV4RRFFQ69G5FAV`
    let hash = digits >= 2
        && id.len() >= 8
        && plain(0)
        && (upper > 0 || id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    // `cus_9s6XKzkNRlz8i3`
    let prefixed = id.split_once('_').is_some_and(|(prefix, rest)| {
        let mixed = rest.bytes().any(|byte| byte.is_ascii_digit())
            && rest.bytes().any(|byte| byte.is_ascii_alphabetic());
        prefix.len() <= 8 && rest.len() >= 8 && mixed && plain(1)
    });
    key || hash || prefixed
}

/// Adds the parameter that stands for an id, under a name that no other one of the path has.
fn add(
    operation: &mut Operation<'_>,
    name: &str,
    id: &str,
    diagnostics: &mut Diagnostics,
) -> usize {
    let is_path = |it: &&Parameter<'_>| matches!(it.location, Location::Path { .. });
    let taken: HashSet<&str> = (operation.parameters.iter().filter(is_path))
        .map(|it| it.name.as_str())
        .collect();
    let name = match taken.contains(name) {
        false => name.to_owned(),
        true => (2..)
            .map(|number| format!("{name}_{number}"))
            .find(|name| !taken.contains(name.as_str()))
            .unwrap_or_default(),
    };
    let pointer = format!("{}/request/url", operation.pointer);
    let value = text::decode(id, false);
    diagnostics
        .note(
            "literal-id",
            &*pointer,
            format!(
                "`{}` in the path is taken for a parameter, `{name}`",
                super::short(id)
            ),
        )
        .help("write a path variable (`:name`) with this value, which also gives it a name");
    let mut parameter = path_parameter(&name, false);
    parameter.value = Some(Template::constant(&value));
    parameter.observed = vec![value];
    parameter.pointer = pointer;
    operation.parameters.push(parameter);
    operation.parameters.len() - 1
}

/// Writes the path anew, and puts the parameters in order: those of the path first, as the path has them.
fn write(operation: &mut Operation<'_>, segments: &[Segment]) {
    let mut path: Vec<PathPiece> = Vec::new();
    let push = |path: &mut Vec<PathPiece>, text: &str| match path.last_mut() {
        _ if text.is_empty() => {}
        Some(PathPiece::Literal(last)) => last.push_str(text),
        _ => path.push(PathPiece::Literal(text.to_owned())),
    };
    for (index, segment) in segments.iter().enumerate() {
        if index > 0 {
            push(&mut path, "/");
        }
        match segment {
            Segment::Text(text) => push(&mut path, text),
            Segment::Id(index, ending) => {
                path.push(PathPiece::Parameter(*index));
                push(&mut path, ending);
            }
            Segment::Pieces(pieces) => {
                for piece in pieces {
                    match piece {
                        PathPiece::Literal(text) => push(&mut path, text),
                        PathPiece::Parameter(_) => path.push(piece.clone()),
                    }
                }
            }
        }
    }
    let in_path = path.iter().filter_map(|piece| match piece {
        PathPiece::Parameter(index) => Some(*index),
        PathPiece::Literal(_) => None,
    });
    let mut placed = vec![false; operation.parameters.len()];
    let order: Vec<usize> = in_path
        .chain(0..operation.parameters.len())
        .filter(|index| (placed.get_mut(*index)).is_some_and(|is| !std::mem::replace(is, true)))
        .collect();
    let mut new_place = vec![0; order.len()];
    for (place, index) in order.iter().enumerate() {
        new_place[*index] = place;
    }
    for piece in &mut path {
        if let PathPiece::Parameter(index) = piece {
            *index = new_place[*index];
        }
    }
    let mut parameters: Vec<Option<Parameter<'_>>> = std::mem::take(&mut operation.parameters)
        .into_iter()
        .map(Some)
        .collect();
    operation.parameters = order
        .into_iter()
        .filter_map(|index| parameters.get_mut(index)?.take())
        .collect();
    operation.path = path;
}

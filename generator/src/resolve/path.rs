//! The path of a request: literal text and parameters.

use std::collections::HashMap;

use crate::api::{Location, Parameter, PathPiece, Role, Template};
use crate::collection::Url;
use crate::diagnostic::Diagnostics;

use super::scope::Scope;
use super::text;
use super::url::{Bit, Bits};
use crate::english;

/// A path while it is resolved: its segments, each with its pieces, and the parameters that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Path<'a> {
    /// `None` where the URL has no path at all.
    pub(super) segments: Option<Vec<Vec<Part>>>,
    pub(super) parameters: Vec<Parameter<'a>>,
    known: Known,
}

/// Where parameters stand among those of a path: by name, by the variable that is their whole value, by pointer.
#[derive(Debug, Clone, Default)]
struct Known {
    names: HashMap<String, usize>,
    variables: HashMap<String, usize>,
    pointers: HashMap<String, usize>,
}

/// Where a segment stands.
#[derive(Debug, Clone, Copy)]
struct Around<'s> {
    /// Whether it is the last one.
    last: bool,
    /// The one before it, where that is text.
    before: Option<&'s str>,
}

/// A piece of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, as written.
    Text(String),
    /// Index of a parameter.
    Parameter(usize),
}

/// Finds the parameters in the segments of a path.
pub(super) fn resolve<'a>(
    segments: Option<Vec<Bits>>,
    url: &Url<'a>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Path<'a> {
    let mut path = Path::default();
    path.segments = segments.map(|segments| {
        let end = segments.len();
        let text = |segment: &Bits| match segment.0.as_slice() {
            [Bit::Text(text)] => Some(text.clone()),
            _ => None,
        };
        let mut resolved = Vec::with_capacity(end);
        let mut before = None;
        for (place, segment) in (1..).zip(&segments) {
            let around = Around {
                last: place == end,
                before: before.as_deref(),
            };
            resolved.push(path.segment(segment, around, url, scope, diagnostics));
            before = text(segment);
        }
        resolved
    });
    for variable in &url.variables {
        let used = path.known.pointers.contains_key(&variable.pointer);
        if !used && !is_itself(variable) {
            diagnostics.note(
                "unused-path-variable",
                &*variable.pointer,
                format!(
                    "no segment of the path is `:{}`: the entry is left out",
                    variable.key
                ),
            );
        }
    }
    path
}

impl<'a> Path<'a> {
    fn segment(
        &mut self,
        bits: &Bits,
        around: Around<'_>,
        url: &Url<'a>,
        scope: &mut Scope,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        let alone = bits.0.len() == 1;
        for (position, bit) in bits.0.iter().enumerate() {
            match bit {
                Bit::Text(text) => {
                    if around.last && alone && is_action(text, url) {
                        diagnostics
                            .note(
                                "literal-colon",
                                &*url.pointer,
                                format!("`{text}` in the path has no entry: it is sent as it is written, as in Postman"),
                            )
                            .help("where it is a variable, give it an entry with a value");
                        parts.push(Part::Text(text.clone()));
                        continue;
                    }
                    let placeholders = placeholders(text, position == 0, alone, url);
                    self.literal(text, &placeholders, url, &mut parts, diagnostics);
                }
                Bit::Variable(name) => {
                    // What Postman makes up says nothing of what it is for.
                    let shown = match name.strip_prefix('$') {
                        Some(_) if alone => text::id_after(around.before),
                        _ => name.clone(),
                    };
                    parts.push(Part::Parameter(self.variable(name, &shown, url, scope)));
                }
                Bit::Colon { index, .. } => {
                    let Some(variable) = url.variables.get(*index) else {
                        continue;
                    };
                    if is_itself(variable) {
                        diagnostics.note(
                            "literal-colon",
                            &*variable.pointer,
                            format!(
                                "the value of `:{}` is itself: it is sent as it is written",
                                variable.key
                            ),
                        );
                        parts.push(Part::Text(format!(":{}", variable.key)));
                    } else {
                        parts.push(Part::Parameter(self.colon(variable, scope)));
                    }
                }
            }
        }
        parts
    }

    /// Text of a segment, in which some stretches keep the place of a parameter.
    fn literal(
        &mut self,
        text: &str,
        placeholders: &[Placeholder<'_>],
        url: &Url<'a>,
        parts: &mut Vec<Part>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut from = 0;
        for placeholder in placeholders {
            let before = text.get(from..placeholder.start).unwrap_or_default();
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            let source = text
                .get(placeholder.start..placeholder.end)
                .unwrap_or_default();
            from = placeholder.end;
            diagnostics.note(
                "path-placeholder",
                &*url.pointer,
                format!("`{source}` in the path is taken for a parameter; Postman sends it as it is written"),
            )
            .help("write a path variable (`:name`) with a value, or a `{{variable}}`");
            let value = Template::constant(&text::decode(source, false));
            let name = placeholder.name;
            let known = self.parameters.iter().position(|parameter| {
                parameter.name == name && parameter.value.as_ref() == Some(&value)
            });
            let index = known.unwrap_or_else(|| {
                let entry = url.variables.iter().rfind(|variable| variable.key == name);
                let observed = entry
                    .and_then(|entry| entry.value.as_deref())
                    .filter(|value| text::shows(name, value))
                    .map(str::to_owned);
                self.add(Parameter {
                    value: Some(value),
                    observed: observed.into_iter().collect(),
                    docs: entry
                        .map(|entry| entry.description.clone())
                        .unwrap_or_default(),
                    pointer: entry
                        .map_or_else(|| url.pointer.clone(), |entry| entry.pointer.clone()),
                    ..path_parameter(name, false)
                })
            });
            parts.push(Part::Parameter(index));
        }
        let rest = text.get(from..).unwrap_or_default();
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
    }

    fn variable(&mut self, name: &str, shown: &str, url: &Url<'a>, scope: &mut Scope) -> usize {
        let mut value = Template::default();
        value.push_variable(name);
        scope.mark_all(&value, Role::Parameter, &url.pointer);
        let known = self.known.variables.get(name).copied();
        known.unwrap_or_else(|| {
            let known = scope.fill(&value);
            self.add(Parameter {
                many_segments: known.as_deref().is_some_and(|value| value.contains('/')),
                observed: known
                    .filter(|value| text::shows(name, value))
                    .into_iter()
                    .collect(),
                value: Some(value),
                pointer: url.pointer.clone(),
                ..path_parameter(shown, false)
            })
        })
    }

    fn colon(&mut self, variable: &crate::collection::Variable<'a>, scope: &mut Scope) -> usize {
        if let Some(known) = self.known.pointers.get(&variable.pointer) {
            return *known;
        }
        let written = variable.value.as_deref().filter(|value| !value.is_empty());
        let value = written.map(|value| {
            let template = scope.template(value, Role::Parameter, &variable.pointer);
            text::decode_template(&template, false)
        });
        let known = value.as_ref().and_then(|value| scope.fill(value));
        self.add(Parameter {
            many_segments: known.as_deref().is_some_and(|value| value.contains('/')),
            observed: known
                .filter(|value| text::shows(&variable.key, value))
                .into_iter()
                .collect(),
            value,
            docs: variable.description.clone(),
            pointer: variable.pointer.clone(),
            ..path_parameter(&variable.key, true)
        })
    }

    /// Adds a parameter under a name that no other one has. One that stands for a `:key` keeps its name.
    pub(super) fn add(&mut self, mut parameter: Parameter<'a>) -> usize {
        let index = self.parameters.len();
        let names = &mut self.known.names;
        if let Some(other) = names.get(&parameter.name).copied() {
            let mut numbered = (2..).map(|number| format!("{}_{number}", parameter.name));
            let new = numbered.find(|name| !names.contains_key(name));
            let new = new.unwrap_or_else(|| parameter.name.clone());
            match self.parameters.get_mut(other) {
                Some(other_parameter) if parameter.location == (Location::Path { colon: true }) => {
                    other_parameter.name.clone_from(&new);
                    names.insert(new, other);
                    names.insert(parameter.name.clone(), index);
                }
                _ => parameter.name = new,
            }
        }
        names.entry(parameter.name.clone()).or_insert(index);
        let variable = parameter.value.as_ref().and_then(Template::as_variable);
        if let Some(name) = variable {
            (self.known.variables.entry(name.to_owned())).or_insert(index);
        }
        (self.known.pointers.entry(parameter.pointer.clone())).or_insert(index);
        self.parameters.push(parameter);
        index
    }

    /// The path as the API says it: literal text percent-encoded, parameters between.
    pub(super) fn pieces(&self) -> Vec<PathPiece> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        for segment in self.segments.iter().flatten() {
            literal.push('/');
            for part in segment {
                match part {
                    Part::Text(text) => literal.push_str(&text::encode_path(text)),
                    Part::Parameter(index) => {
                        if !literal.is_empty() {
                            pieces.push(PathPiece::Literal(std::mem::take(&mut literal)));
                        }
                        pieces.push(PathPiece::Parameter(*index));
                    }
                }
            }
        }
        if !literal.is_empty() {
            pieces.push(PathPiece::Literal(literal));
        }
        pieces
    }
}

/// A required path parameter without anything known about it.
pub(super) fn path_parameter<'a>(name: &str, colon: bool) -> Parameter<'a> {
    Parameter {
        required: true,
        ..Parameter::new(Location::Path { colon }, name.to_owned())
    }
}

/// Whether the value of a path variable is the variable as the path has it, `:feed` for `:feed`: the segment is meant as it
/// is written, and the entry is how Postman is told so.
fn is_itself(variable: &crate::collection::Variable<'_>) -> bool {
    let value = variable.value.as_deref().unwrap_or_default();
    value.strip_prefix(':') == Some(&*variable.key)
}

/// Whether the last segment of a path, `:feed`, is an action and no variable: it has no entry where others of its path
/// have one, or it is a verb.
fn is_action(segment: &str, url: &Url<'_>) -> bool {
    let Some(name) = segment.strip_prefix(':') else {
        return false;
    };
    let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let lower = name.to_ascii_lowercase();
    let names_a_thing = [
        "id", "name", "key", "uuid", "code", "slug", "number", "hash", "token",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    let entries = url.variables.iter().any(|variable| !variable.disabled);
    word && !names_a_thing && (entries || english::is_verb(&lower) || english::is_action(&lower))
}

/// A stretch of text that keeps the place of a parameter: `{id}`, `<id>`, `[id]`, `:id`.
struct Placeholder<'t> {
    start: usize,
    end: usize,
    name: &'t str,
}

fn placeholders<'t>(
    text: &'t str,
    first: bool,
    alone: bool,
    url: &Url<'_>,
) -> Vec<Placeholder<'t>> {
    let mut found: Vec<Placeholder<'t>> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(open) = rest.find(['{', '<', '[', ':'])
    {
        let start = at + open;
        let rest = text.get(start..).unwrap_or_default();
        let placeholder = match rest.as_bytes().first() {
            Some(b'{') => bracketed(rest, '}'),
            Some(b'<') => bracketed(rest, '>'),
            Some(b'[') if alone => bracketed(rest, ']').filter(|(_, length)| *length == text.len()),
            Some(b':') if first => colon(rest).filter(|(name, _)| {
                start == 0 || url.variables.iter().any(|variable| variable.key == *name)
            }),
            _ => None,
        };
        at = match placeholder {
            Some((name, length)) => {
                let end = start + length;
                found.push(Placeholder { start, end, name });
                end
            }
            None => start + 1,
        };
    }
    found
}

/// `{name}`: the name and the length with brackets.
fn bracketed(text: &str, close: char) -> Option<(&str, usize)> {
    let inner = text.get(1..)?;
    let end = inner.find(close)?;
    let name = inner.get(..end)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | ':' | '$');
    (!name.trim().is_empty() && name.len() <= 60 && name.chars().all(plain))
        .then(|| (name.trim(), end + 2))
}

/// `:name`: the name and the length with the colon.
fn colon(text: &str) -> Option<(&str, usize)> {
    let inner = text.get(1..)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let end = inner.find(|c: char| !plain(c)).unwrap_or(inner.len());
    // In `:start_:end` the name ends before what joins the two.
    let name = inner.get(..end)?;
    let name = match inner.get(end..) {
        Some(next) if next.starts_with(':') => name.trim_end_matches(['_', '-']),
        _ => name,
    };
    (!name.is_empty()).then(|| (name, name.len() + 1))
}

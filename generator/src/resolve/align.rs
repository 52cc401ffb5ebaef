//! Saved examples' URLs laid over the request's own: they show values of parameters, where the server stands, and which
//! literal segments are ids.

use crate::api::Template;
use crate::collection::Url;
use crate::diagnostic::Diagnostics;

use super::path::{Part, Path, path_parameter};
use super::text;
use super::url::{Bit, Bits, Split};

/// A saved example's URL, as text.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Scheme and authority.
    server: Option<Template>,
    /// Segments of the path, `:key` replaced by its value.
    segments: Vec<String>,
}

impl Seen {
    pub(super) fn new(split: &Split<'_>, url: &Url<'_>) -> Self {
        let segment = |bits: &Bits| -> String {
            bits.0
                .iter()
                .map(|bit| match bit {
                    Bit::Text(text) => text.clone(),
                    Bit::Variable(name) => format!("{{{{{name}}}}}"),
                    Bit::Colon { index, key } => {
                        let value = url
                            .variables
                            .get(*index)
                            .and_then(|variable| variable.value.as_deref());
                        value
                            .filter(|value| !value.is_empty())
                            .map_or_else(|| format!(":{key}"), str::to_owned)
                    }
                })
                .collect()
        };
        Self {
            server: split.server.clone(),
            segments: split.path.iter().flatten().map(segment).collect(),
        }
    }
}

/// Makes parameters of literal segments that are ids: those that look like nothing else, and those that vary between the
/// request and its examples.
pub(super) fn find_ids(
    path: &mut Path<'_>,
    server: Option<&Template>,
    seen: &[Seen],
    url: &Url<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(segments) = path.segments.clone() else {
        return;
    };
    let mut varying = vec![false; segments.len()];
    for example in seen {
        if example.server.as_ref() != server || example.segments.len() != segments.len() {
            continue;
        }
        let differing: Vec<usize> = (0..segments.len())
            .filter(|&at| !match_segment(&segments[at], &example.segments[at], &mut |_, _| {}))
            .collect();
        let ids = differing.iter().all(|&at| {
            literal(&segments[at]).is_some_and(text::may_be_an_id)
                && text::may_be_an_id(&example.segments[at])
        });
        if ids {
            for at in differing {
                varying[at] = true;
            }
        }
    }
    for (at, segment) in segments.iter().enumerate() {
        let Some(id) = literal(segment) else { continue };
        if !varying[at] && !text::is_surely_an_id(id) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| literal(&segments[at]));
        let name = text::id_after(before);
        diagnostics
            .note(
                "literal-id",
                &*url.pointer,
                format!("`{id}` in the path is taken for a parameter, `{name}`"),
            )
            .help("write a path variable (`:name`) with this value, which also gives it a name");
        let value = text::decode(id, false);
        let mut parameter = path_parameter(&name, false);
        parameter.value = Some(Template::constant(&value));
        parameter.observed = vec![value];
        parameter.pointer.clone_from(&url.pointer);
        let index = path.add(parameter);
        if let Some(segment) = path
            .segments
            .as_mut()
            .and_then(|segments| segments.get_mut(at))
        {
            *segment = vec![Part::Parameter(index)];
        }
    }
}

fn literal(segment: &[Part]) -> Option<&str> {
    match segment {
        [Part::Text(text)] => Some(text),
        _ => None,
    }
}

/// Collects the values that an example's URL shows. Gives what stands before the request's path in it, where the example
/// names a host: a candidate for the server's base URL.
pub(super) fn observe(
    path: &mut Path<'_>,
    server: Option<&Template>,
    seen: &Seen,
) -> Option<String> {
    let own = path.segments.as_deref().unwrap_or_default();
    let same = seen.server.as_ref() == server;
    let start = seen.segments.len().checked_sub(own.len())?;
    if same && start > 0 {
        return None;
    }
    let mut values = Vec::new();
    let mut matched = 0;
    for (segment, text) in own.iter().zip(seen.segments.get(start..)?) {
        if !match_segment(segment, text, &mut |index, value| {
            values.push((index, value.to_owned()))
        }) {
            return None;
        }
        matched += usize::from(literal(segment).is_some_and(|text| !text.is_empty()));
    }
    let base = if same {
        None
    } else {
        let host = seen.server.as_ref()?.as_constant()?;
        let prefix = seen.segments.get(..start)?;
        if matched == 0 && start > 0 {
            return None;
        }
        if prefix
            .iter()
            .any(|segment| segment.is_empty() || text::is_place(segment))
        {
            return None;
        }
        let prefix: String = prefix
            .iter()
            .map(|segment| format!("/{}", text::encode_path(segment)))
            .collect();
        Some(format!("{host}{prefix}"))
    };
    for (index, value) in values {
        let value = text::decode(&value, false);
        if let Some(parameter) = path.parameters.get_mut(index)
            && text::shows(&parameter.name, &value)
            && !parameter.observed.contains(&value)
        {
            parameter.observed.push(value);
        }
    }
    base
}

/// Lays a text over a segment; each parameter takes what stands between the literal texts around it.
fn match_segment(segment: &[Part], text: &str, found: &mut dyn FnMut(usize, &str)) -> bool {
    let mut rest = text;
    let mut open: Option<usize> = None;
    for part in segment {
        match part {
            Part::Text(literal) => match open.take() {
                None => match rest.strip_prefix(literal.as_str()) {
                    Some(after) => rest = after,
                    None => return false,
                },
                Some(index) => match rest.find(literal.as_str()) {
                    Some(at) if at > 0 => {
                        found(index, &rest[..at]);
                        rest = &rest[at + literal.len()..];
                    }
                    _ => return false,
                },
            },
            // Two parameters side by side cannot be told apart.
            Part::Parameter(_) if open.is_some() => return !rest.is_empty(),
            Part::Parameter(index) => open = Some(*index),
        }
    }
    match open {
        Some(index) if !rest.is_empty() => {
            found(index, rest);
            true
        }
        Some(_) => false,
        None => rest.is_empty(),
    }
}

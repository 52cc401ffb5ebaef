//! The fields of a body that can say something of its list: scalars that do not lie in arrays.

use super::names::is_around_a_list;
use crate::infer::graph::{Content, Graph, SpotId};
use crate::shape::{Formats, Placeholder};

/// How deep in a body links, cursors and totals are looked for.
const DEEPEST: usize = 4;

/// A field, and the way of keys to it.
pub(super) struct Field {
    pub(super) way: Vec<String>,
    pub(super) spot: SpotId,
}

/// The fields of a body, nearest first, those of one depth by their keys. Objects within are looked into where their names say
/// that they are around a list, or lie on the way to the items.
pub(super) fn fields(graph: &Graph, body: SpotId, items: &[String]) -> Vec<Field> {
    let mut found = Vec::new();
    let mut level: Vec<(Vec<String>, SpotId)> = vec![(Vec::new(), body)];
    for _ in 0..DEEPEST {
        let mut fields: Vec<Field> = Vec::new();
        for (way, spot) in &level {
            let Some((_, object)) = graph.spot(*spot).object else {
                continue;
            };
            let Content::Struct(members) = &graph.object(object).content else {
                continue;
            };
            for (key, member) in members {
                let mut way = way.clone();
                way.push(key.to_string());
                let spot = member.spot;
                fields.push(Field { way, spot });
            }
        }
        fields.sort_by(|a, b| a.way.cmp(&b.way));
        level = fields
            .iter()
            .filter(|field| {
                let around = field.way.last().is_some_and(|key| is_around_a_list(key));
                around || items.starts_with(&field.way)
            })
            .map(|field| (field.way.clone(), field.spot))
            .collect();
        found.append(&mut fields);
    }
    found.retain(|field| {
        let spot = graph.spot(field.spot);
        spot.array.is_none() && spot.object.is_none() && spot.tagged.is_none()
    });
    found
}

/// Whether it is a URL, whole or from the path on; or was never there, beside a way back (`"next": null, "previous": null`).
pub(super) fn is_link(graph: &Graph, spot: SpotId) -> bool {
    let strings = &graph.spot(spot).scalars.strings;
    if strings.count == 0 {
        return false;
    }
    if strings.formats().has(Formats::URL) {
        return true;
    }
    let is_link = |text: &str| {
        text.starts_with(['/', '?'])
            || text.contains("://")
            || (text.starts_with("{{") && text.contains('/'))
    };
    let mut values = strings
        .values
        .iter()
        .filter(|(text, _)| !text.is_empty())
        .peekable();
    values.peek().is_some() && values.all(|(text, _)| is_link(text))
        || (strings.values.is_empty() && strings.templates > 0)
}

/// Whether it is a number without a fraction, as it is or as text.
pub(super) fn is_number(graph: &Graph, spot: SpotId) -> bool {
    let scalars = &graph.spot(spot).scalars;
    let (numbers, strings) = (&scalars.numbers, &scalars.strings);
    let mut values = strings.values.iter();
    match (numbers.count, strings.count) {
        (_, 0) => numbers.count > 0 && numbers.decimals.is_none() && numbers.lossy == 0,
        (_, count) if stands_for(graph, spot, Placeholder::Integer) => {
            count == strings.placeholder_count
        }
        (0, _) => !strings.values.is_empty() && values.all(|(text, _)| text.parse::<i64>().is_ok()),
        _ => false,
    }
}

/// Whether it is true or false.
pub(super) fn is_bool(graph: &Graph, spot: SpotId) -> bool {
    let scalars = &graph.spot(spot).scalars;
    let strings = &scalars.strings;
    let as_text = strings.count > 0 && stands_for(graph, spot, Placeholder::Bool);
    scalars.numbers.count == 0
        && strings.count == strings.placeholder_count
        && (as_text || (scalars.bools > 0 && strings.count == 0))
}

/// Whether text stands there for values of a type alone: `"<integer>"`, as converters of API descriptions write it.
fn stands_for(graph: &Graph, spot: SpotId, placeholder: Placeholder) -> bool {
    graph.spot(spot).scalars.strings.placeholders == placeholder.bit()
}

/// Whether it can be a mark: text that is no URL, or a number. One that never was there is believed where its name is sure.
pub(super) fn is_mark(graph: &Graph, spot: SpotId, rank: usize) -> bool {
    let scalars = &graph.spot(spot).scalars;
    if scalars.bools > 0 || is_link(graph, spot) {
        return false;
    }
    let is_number = is_number(graph, spot);
    // A number under the parameter's own name is what was sent: how far one is.
    let seen = match rank {
        2 => scalars.strings.count > 0 && !is_number,
        _ => scalars.strings.count > 0 || is_number,
    };
    seen || (rank == 0 && scalars.null > 0)
}

/// The least of its numbers.
pub(super) fn least(graph: &Graph, spot: SpotId) -> Option<i64> {
    let (least, _) = graph.spot(spot).scalars.numbers.integers?;
    i64::try_from(least).ok()
}

//! Where the items of a list stand in a reply.

use super::names::squeezed;
use crate::infer::graph::{Content, Graph, SpotId};
use crate::infer::words;

/// How deep in a reply items are looked for.
const DEEPEST: usize = 3;

/// The way to the array of items: the body itself, or the array that is the list among those that lie nearest.
pub(super) fn items(graph: &Graph, noun: &str, reply: SpotId) -> Option<Vec<String>> {
    if graph.spot(reply).array.is_some() {
        return Some(Vec::new());
    }
    let mut level: Vec<(Vec<String>, SpotId)> = vec![(Vec::new(), reply)];
    for _ in 0..DEEPEST {
        let (mut arrays, mut objects) = (Vec::new(), Vec::new());
        for (way, spot) in level {
            let Some((_, object)) = graph.spot(spot).object else {
                continue;
            };
            let Content::Struct(members) = &graph.object(object).content else {
                continue;
            };
            for (key, member) in members {
                let mut way = way.clone();
                way.push(key.to_string());
                let spot = graph.spot(member.spot);
                if let Some((_, items)) = spot.array {
                    arrays.push((way, items));
                } else if spot.object.is_some() && is_around_items(key) {
                    objects.push((way, member.spot));
                }
            }
        }
        if !arrays.is_empty() {
            return chosen(graph, noun, arrays);
        }
        level = objects;
    }
    None
}

/// Whether items may lie in a member of that name: it says nothing of its own (`data`, `_embedded`, `searchResponse`).
fn is_around_items(key: &str) -> bool {
    let key = squeezed(key);
    words::is_weak(&words::singular(&key))
        || [
            "response",
            "result",
            "data",
            "list",
            "embedded",
            "hits",
            "collection",
            "search",
            "page",
        ]
        .iter()
        .any(|word| key.contains(word))
}

/// The array that is the list: the only one, the only one of objects, or the only one that is called as lists are, or as
/// what the path names.
fn chosen(graph: &Graph, noun: &str, arrays: Vec<(Vec<String>, SpotId)>) -> Option<Vec<String>> {
    let named = |way: &[String]| way.last().map(|key| squeezed(key)).unwrap_or_default();
    let is_aside = |way: &[String]| {
        matches!(
            &*named(way),
            "errors"
                | "error"
                | "warnings"
                | "messages"
                | "links"
                | "included"
                | "includes"
                | "facets"
                | "aggregations"
                | "filters"
                | "sort"
                | "sorts"
                | "columns"
                | "fields"
                | "meta"
        )
    };
    let mut arrays = arrays;
    if arrays.len() > 1 && arrays.iter().any(|(way, _)| !is_aside(way)) {
        arrays.retain(|(way, _)| !is_aside(way));
    }
    let of_objects: Vec<&(Vec<String>, SpotId)> = arrays
        .iter()
        .filter(|(_, items)| {
            let spot = graph.spot(*items);
            spot.object.is_some() || spot.tagged.is_some()
        })
        .collect();
    if let ([only], _) | ([], [only]) = (
        of_objects.as_slice(),
        arrays.iter().collect::<Vec<_>>().as_slice(),
    ) {
        return Some(only.0.clone());
    }
    let candidates = match of_objects.as_slice() {
        [] => arrays.iter().collect(),
        _ => of_objects,
    };
    let rules: [&dyn Fn(&str) -> bool; 2] = [
        &|key| {
            matches!(
                key,
                "items"
                    | "data"
                    | "results"
                    | "records"
                    | "list"
                    | "rows"
                    | "entries"
                    | "content"
                    | "value"
                    | "values"
                    | "elements"
                    | "hits"
                    | "docs"
                    | "objects"
                    | "nodes"
                    | "resources"
                    | "entities"
            )
        },
        &|key| !noun.is_empty() && words::singular(key) == noun,
    ];
    rules.iter().find_map(|is_list| {
        let mut lists = candidates.iter().filter(|(way, _)| {
            way.last()
                .is_some_and(|key| is_list(&squeezed(key)) || is_list(key))
        });
        let (way, _) = lists.next()?;
        lists.next().is_none().then(|| way.clone())
    })
}

/// The key of the id that the items have.
pub(super) fn id(graph: &Graph, reply: SpotId, items: &[String]) -> Option<String> {
    let mut spot = reply;
    for key in items {
        let members = graph.object(graph.spot(spot).object?.1).members()?;
        spot = members.get(key.as_str())?.spot;
    }
    let (_, item) = graph.spot(spot).array?;
    let members = graph.object(graph.spot(item).object?.1).members()?;
    ["id", "_id", "uuid", "uid", "Id", "ID"]
        .into_iter()
        .find_map(|key| {
            let scalars = &graph.spot(members.get(key)?.spot).scalars;
            (scalars.strings.count > 0 || scalars.numbers.count > 0).then(|| key.to_owned())
        })
}

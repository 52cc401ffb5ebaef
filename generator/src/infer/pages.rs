//! Recognises how lists are paged: by parameters and by what replies hold.
//!
//! A rule is taken only where both sides show it: an array of items in the reply, and a link, a cursor or a counting
//! parameter that can lead to the next page.

use super::graph::{Content, Graph, SpotId};
use super::words;
use crate::api::{Example, Location, Operation};
use crate::model::{NextPage, Pages, Type};
use crate::shape::Formats;

/// How deep in a reply links, cursors and items are looked for.
const DEEPEST: usize = 3;

/// How an operation pages. `reply` is the body of its success replies, `types` those of its parameters.
pub fn pages(
    graph: &Graph,
    operation: &Operation<'_>,
    reply: SpotId,
    types: &[Type],
) -> Option<Pages> {
    if operation.method != "GET" {
        return None;
    }
    let items = items(graph, reply)?;
    let link = find(graph, reply, &|keys, spot| {
        is_next(keys) && spot.scalars.strings.formats().has(Formats::URL)
    });
    let next = link
        .map(NextPage::Link)
        .or_else(|| {
            operation
                .examples
                .iter()
                .any(has_link_header)
                .then_some(NextPage::LinkHeader)
        })
        .or_else(|| cursor(graph, operation, reply))
        .or_else(|| counting(operation, types))?;
    Some(Pages { items, next })
}

/// What a query parameter of an ordinary name says about the page that is asked for. Its value is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountingWord {
    /// Which page: `page`.
    Page,
    /// How many items come before it: `offset`.
    Offset,
    /// How many items it holds: `per_page`.
    Size,
}

impl CountingWord {
    /// By the parameter's name.
    pub fn of(name: &str) -> Option<Self> {
        match squeezed(name).as_str() {
            "page" | "pagenumber" | "pageno" | "pagenum" | "currentpage" => Some(Self::Page),
            "offset" | "skip" | "startat" | "pageoffset" | "startindex" => Some(Self::Offset),
            "perpage" | "pagesize" | "limit" | "pagelimit" => Some(Self::Size),
            _ => None,
        }
    }
}

fn squeezed(name: &str) -> String {
    words::words(name).replace(' ', "")
}

/// The way to the array of items: the body itself, its only array of objects, or its only array.
fn items(graph: &Graph, reply: SpotId) -> Option<Vec<String>> {
    let spot = graph.spot(reply);
    if spot.array.is_some() {
        return Some(Vec::new());
    }
    let Content::Struct(members) = &graph.object(spot.object?.1).content else {
        return None;
    };
    let arrays: Vec<(&str, SpotId)> = members
        .iter()
        .filter_map(|(key, member)| {
            graph
                .spot(member.spot)
                .array
                .map(|(_, items)| (&**key, items))
        })
        .collect();
    let of_objects: Vec<&str> = arrays
        .iter()
        .filter(|(_, items)| graph.spot(*items).object.is_some())
        .map(|(key, _)| *key)
        .collect();
    match (of_objects.as_slice(), arrays.as_slice()) {
        ([only], _) | ([], [(only, _)]) => Some(vec![(*only).to_owned()]),
        ([], []) => {
            // `{"data": {"items": […]}}`
            let (key, member) = members
                .iter()
                .find(|(key, _)| words::is_weak(&words::singular(key)))?;
            let inner = graph.spot(member.spot);
            let Content::Struct(members) = &graph.object(inner.object?.1).content else {
                return None;
            };
            let mut arrays = members
                .iter()
                .filter(|(_, member)| graph.spot(member.spot).array.is_some());
            let (only, _) = arrays.next()?;
            arrays
                .next()
                .is_none()
                .then(|| vec![key.to_string(), only.to_string()])
        }
        _ => None,
    }
}

/// The least way of keys to a spot that a rule accepts, not through arrays.
fn find(
    graph: &Graph,
    from: SpotId,
    accepts: &dyn Fn(&[String], &super::graph::Spot) -> bool,
) -> Option<Vec<String>> {
    let mut level = vec![(Vec::new(), from)];
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (keys, spot) in level {
            let Some((_, object)) = graph.spot(spot).object else {
                continue;
            };
            let Content::Struct(members) = &graph.object(object).content else {
                continue;
            };
            for (key, member) in members {
                let mut keys: Vec<String> = keys.clone();
                keys.push(key.to_string());
                next.push((keys, member.spot));
            }
        }
        next.sort_by(|a, b| a.0.cmp(&b.0));
        if let Some((keys, _)) = next
            .iter()
            .find(|(keys, spot)| accepts(keys, graph.spot(*spot)))
        {
            return Some(keys.clone());
        }
        level = next;
    }
    None
}

/// Whether a way of keys ends where links to the next page stand: `next`, `next.href`, `nextPageUrl`.
fn is_next(keys: &[String]) -> bool {
    let Some((last, before)) = keys.split_last() else {
        return false;
    };
    let names_next = |key: &str| {
        matches!(
            squeezed(key).as_str(),
            "next"
                | "nextpage"
                | "nexturl"
                | "nextlink"
                | "nextpageurl"
                | "nextpagelink"
                | "odatanextlink"
        )
    };
    names_next(last)
        || (matches!(last.as_str(), "href" | "url")
            && before.last().is_some_and(|key| names_next(key)))
}

fn has_link_header(example: &Example<'_>) -> bool {
    example.status < 300
        && example.headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("link")
                && value.contains('<')
                && value.replace(['"', '\''], "").contains("rel=next")
        })
}

fn cursor(graph: &Graph, operation: &Operation<'_>, reply: SpotId) -> Option<NextPage> {
    let queries = operation
        .parameters
        .iter()
        .enumerate()
        .filter(|(_, parameter)| parameter.location == Location::Query);
    for (parameter, query) in queries {
        let name = squeezed(&query.name);
        let fields: &[&str] = match name.as_str() {
            "cursor" => &["nextcursor", "cursor", "next"],
            "after" => &["endcursor", "after", "nextcursor"],
            "startingafter" => &["startingafter", "next", "nextcursor"],
            "pagetoken" => &["nextpagetoken", "nexttoken"],
            "nexttoken" => &["nexttoken"],
            "nextpagetoken" => &["nextpagetoken"],
            "continuationtoken" => &["continuationtoken", "nextcontinuationtoken"],
            "nextcursor" => &["nextcursor"],
            _ => continue,
        };
        let from = find(graph, reply, &|keys, spot| {
            let strings = &spot.scalars.strings;
            let texts = strings.count > 0 && !strings.formats().has(Formats::URL);
            texts
                && keys
                    .last()
                    .is_some_and(|key| fields.contains(&&*squeezed(key)))
        });
        if let Some(from) = from {
            return Some(NextPage::Cursor { from, parameter });
        }
    }
    None
}

fn counting(operation: &Operation<'_>, types: &[Type]) -> Option<NextPage> {
    let number = |word: CountingWord| {
        operation
            .parameters
            .iter()
            .zip(types)
            .position(|(parameter, ty)| {
                parameter.location == Location::Query
                    && *ty == Type::I64
                    && CountingWord::of(&parameter.name) == Some(word)
            })
    };
    number(CountingWord::Page)
        .map(NextPage::Page)
        .or_else(|| number(CountingWord::Offset).map(NextPage::Offset))
}

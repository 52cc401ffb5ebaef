//! What a page says of its list: whether there are more pages, how many, how many items.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use super::fields::{self, Field};
use super::names::{saying, squeezed};
use crate::api::{Operation, ReplyBody};
use crate::infer::graph::Graph;
use crate::model::Saying;

/// The fields that say by true or false whether there are more pages; the nearest for each.
pub(super) fn flags(graph: &Graph, fields: &[Field]) -> Vec<(Saying, Vec<String>)> {
    nearest(fields, |field, key| {
        let is_bool = fields::is_bool(graph, field.spot);
        is_bool.then(|| saying(key, true)).flatten()
    })
}

/// The fields that say how many pages or items there are, the nearest for each, unless the saved replies show that they mean
/// something else.
pub(super) fn numbers(
    operation: &Operation<'_>,
    graph: &Graph,
    fields: &[Field],
    items: &[String],
) -> Vec<(Saying, Vec<String>)> {
    let mut pages: Option<Vec<PageOf<'_>>> = None;
    nearest(fields, |field, key| {
        let said = saying(key, false).filter(|_| fields::is_number(graph, field.spot))?;
        let pages = pages.get_or_insert_with(|| examples(operation, items));
        is_borne_out(said, key, &field.way, pages).then_some(said)
    })
}

/// What fields say, the nearest that says it.
fn nearest(
    fields: &[Field],
    mut says: impl FnMut(&Field, &str) -> Option<Saying>,
) -> Vec<(Saying, Vec<String>)> {
    let mut all: Vec<(Saying, Vec<String>)> = Vec::new();
    for field in fields {
        let said = field.way.last().and_then(|key| says(field, key));
        if let Some(said) = said
            && all.iter().all(|(known, _)| *known != said)
        {
            all.push((said, field.way.clone()));
        }
    }
    all.sort();
    all
}

/// A saved reply: its text, and how many items it holds.
type PageOf<'a> = (&'a str, usize);

fn examples<'a>(operation: &'a Operation<'_>, items: &[String]) -> Vec<PageOf<'a>> {
    let success = operation.examples.iter().filter(|it| it.status < 300);
    let texts = success.filter_map(|example| match &example.body {
        ReplyBody::Json(text) => Some(&**text),
        _ => None,
    });
    texts
        .filter_map(|text| {
            let items: Vec<&RawValue> = serde_json::from_str(at(text, items)?).ok()?;
            Some((text, items.len()))
        })
        .collect()
}

/// Whether no saved reply speaks against what a field is taken to say. One that may as well count the items of the page
/// (`count`) has to have counted others somewhere.
fn is_borne_out(said: Saying, key: &str, way: &[String], pages: &[PageOf<'_>]) -> bool {
    let values = pages.iter().filter_map(|(text, items)| {
        let number = at(text, way)?
            .trim()
            .trim_matches('"')
            .parse::<i64>()
            .ok()?;
        Some((number, i64::try_from(*items).ok()?))
    });
    let values: Vec<(i64, i64)> = values.collect();
    match said {
        Saying::Total => {
            let is_sure = !matches!(
                &*squeezed(key),
                "count" | "found" | "hitscount" | "resultscount"
            );
            let holds = |(number, items): &(i64, i64)| number >= items || *number <= 0;
            let others = |(number, items): &(i64, i64)| number > items;
            values.iter().all(holds) && (is_sure || values.iter().any(others))
        }
        // A page is never larger than what it says that pages are.
        Saying::Size => values.iter().all(|(number, items)| number >= items),
        Saying::More | Saying::Last | Saying::Pages | Saying::Number => true,
    }
}

/// The value at the end of a way of keys in a JSON text, as text.
fn at<'t>(text: &'t str, way: &[String]) -> Option<&'t str> {
    let mut at = text;
    for key in way {
        let members: HashMap<Cow<'t, str>, &'t RawValue> = serde_json::from_str(at).ok()?;
        at = members.get(key.as_str())?.get();
    }
    Some(at)
}

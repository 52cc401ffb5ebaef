//! What a page says of its list: whether there are more pages, how many, how many items.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use super::fields::{self, Field};
use super::names::{saying, squeezed};
use crate::api::{Operation, ReplyBody};
use crate::infer::graph::Graph;
use crate::model::Saying;

/// The fields that say something of the list, one for each thing that can be said; the nearest, unless the saved replies
/// show that it means something else.
pub(super) fn says(
    operation: &Operation<'_>,
    graph: &Graph,
    fields: &[Field],
    items: &[String],
) -> Vec<(Saying, Vec<String>)> {
    let mut says: Vec<(Saying, Vec<String>)> = Vec::new();
    let mut pages: Option<Vec<PageOf<'_>>> = None;
    for Field { way, spot } in fields {
        let Some(key) = way.last() else { continue };
        let of_bool = fields::is_bool(graph, *spot);
        let Some(said) = saying(key, of_bool) else {
            continue;
        };
        if (!of_bool && !fields::is_number(graph, *spot))
            || says.iter().any(|(known, _)| *known == said)
        {
            continue;
        }
        if !of_bool {
            let pages = pages.get_or_insert_with(|| examples(operation, items));
            if !is_borne_out(said, key, way, pages) {
                continue;
            }
        }
        says.push((said, way.clone()));
    }
    says.sort();
    says
}

/// A saved reply: its text, and how many items it holds.
type PageOf<'a> = (&'a str, usize);

fn examples<'a>(operation: &'a Operation<'_>, items: &[String]) -> Vec<PageOf<'a>> {
    let success = operation.examples.iter().filter(|it| it.status < 300);
    let texts = success.filter_map(|example| match &example.body {
        ReplyBody::Json(text) => Some(&**text),
        ReplyBody::Empty | ReplyBody::Text { .. } => None,
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
        let number = at(text, way)?.trim().trim_matches('"').parse::<i64>().ok()?;
        Some((number, i64::try_from(*items).ok()?))
    });
    let values: Vec<(i64, i64)> = values.collect();
    match said {
        Saying::Total => {
            let is_sure = !matches!(&*squeezed(key), "count" | "found" | "hitscount" | "resultscount");
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

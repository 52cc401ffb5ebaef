//! Recognises how lists are paged: by parameters and by what replies hold.
//!
//! A rule is taken only where both sides show it: an array of items in the reply, and a link, a cursor or a counting
//! parameter that can lead to the next page.

mod fields;
mod items;
mod names;
mod relax;
mod says;

pub use names::CountingWord;
pub use relax::relax;

use super::graph::{Graph, SpotId};
use crate::api::{Body, Example, Location, Operation, Parameter};
use crate::model::{NextPage, PageParameter, Pages, Saying, Type};
use crate::shape::Placeholder;
use fields::Field;
use names::{mark_rank, squeezed, takes_a_mark, takes_the_last_item};

/// How an operation pages. `reply` is the body of its success replies, `types` those of its parameters, `body` its own
/// body, and `noun` what its path calls the things.
pub fn pages(
    graph: &Graph,
    operation: &Operation<'_>,
    noun: &str,
    reply: SpotId,
    types: &[Type],
    body: Option<SpotId>,
) -> Option<Pages> {
    // Of other methods a second call does not ask for the next page of the same.
    let reads = operation.method == "GET";
    if !reads && operation.method != "POST" {
        return None;
    }
    let asked = asked(graph, operation, types, body);
    if !reads && asked.is_empty() {
        return None;
    }
    let items = items::items(graph, noun, reply)?;
    let fields = fields::fields(graph, reply, &items);
    let page = Page {
        graph,
        operation,
        asked: &asked,
        fields: &fields,
    };
    let flags = says::flags(graph, &fields);
    let leads = page
        .link()
        .filter(|_| reads)
        .or_else(|| page.cursor())
        .or_else(|| page.last_item(reply, &items, &flags));
    // What leads to the next page by itself needs no counting.
    if let Some(next) = leads {
        return Some(Pages {
            items,
            next,
            says: flags,
            size: None,
        });
    }
    let mut says = flags;
    says.extend(says::numbers(operation, graph, &fields, &items));
    let next = page
        .counting(reads, &says)
        .or_else(|| page.unseen_link().filter(|_| reads))?;
    let counts = !matches!(next, NextPage::Link(_));
    says.retain(|(saying, _)| counts || matches!(saying, Saying::More | Saying::Last));
    let size = page.number(|name| CountingWord::perhaps(name) == Some(CountingWord::Size));
    Some(Pages {
        items,
        next,
        says,
        size: size.filter(|_| counts).map(|asked| asked.parameter.clone()),
    })
}

/// What a call may say about the page that it asks for.
struct Asked {
    name: String,
    parameter: PageParameter,
    is_number: bool,
    /// Whether some request says 0, or 1.
    zero: bool,
    one: bool,
    docs: String,
}

/// The parameters of the query, and the members of a JSON body that are scalars.
fn asked(
    graph: &Graph,
    operation: &Operation<'_>,
    types: &[Type],
    body: Option<SpotId>,
) -> Vec<Asked> {
    let parameters = operation.parameters.iter().zip(types).enumerate();
    let queries = parameters
        .filter(|(_, (parameter, _))| parameter.location == Location::Query)
        .map(|(index, (parameter, ty))| Asked {
            name: parameter.name.clone(),
            parameter: PageParameter::Query(index),
            // (A setter for `<integer>` takes text.)
            is_number: *ty == Type::I64 || stands_for_a_number(parameter),
            zero: parameter.observed.iter().any(|value| value == "0"),
            one: parameter.observed.iter().any(|value| value == "1"),
            docs: parameter.docs.to_string(),
        });
    let mut asked: Vec<Asked> = queries.collect();
    let is_json = matches!(operation.body, Some(Body::Json { .. }));
    if let Some(body) = body.filter(|_| is_json && operation.method == "POST") {
        for Field { way, spot } in fields::fields(graph, body, &[]) {
            let scalars = &graph.spot(spot).scalars;
            let Some(name) = way.last().cloned() else {
                continue;
            };
            let integers = scalars.numbers.integers;
            let text = |text: &str| {
                let values = &scalars.strings.values;
                values.iter().any(|(value, _)| &**value == text)
            };
            asked.push(Asked {
                is_number: scalars.numbers.count > 0 || scalars.holes > 0 || text("0") || text("1"),
                zero: integers.is_some_and(|(least, _)| least == 0) || text("0"),
                one: integers.is_some_and(|(least, _)| least == 1) || text("1"),
                docs: String::new(),
                name,
                parameter: PageParameter::Body(way),
            });
        }
    }
    asked
}

/// What is known of a page.
struct Page<'x> {
    graph: &'x Graph,
    operation: &'x Operation<'x>,
    asked: &'x [Asked],
    fields: &'x [Field],
}

impl Page<'_> {
    /// A link in the body or in a header.
    fn link(&self) -> Option<NextPage> {
        let links = self.fields.iter().filter(|it| names::is_next_link(&it.way));
        let mut links = links.filter(|it| fields::is_link(self.graph, it.spot));
        if let Some(link) = links.next() {
            return Some(NextPage::Link(link.way.clone()));
        }
        let mut examples = self.operation.examples.iter();
        examples
            .any(has_link_header)
            .then_some(NextPage::LinkHeader)
    }

    /// A link that was never there, beside one back (`"next": null, "previous": null`).
    fn unseen_link(&self) -> Option<NextPage> {
        let unseen = |it: &&Field| {
            let kinds = self.graph.spot(it.spot).scalars.kinds();
            kinds.is_empty() && self.graph.spot(it.spot).scalars.null > 0
        };
        let mut links = self.fields.iter().filter(unseen);
        let link = links.find(|it| names::is_next_link(&it.way))?;
        let (_, around) = link.way.split_last()?;
        let back = self.fields.iter().any(|it| {
            let key = it.way.split_last().filter(|(_, other)| *other == around);
            key.is_some_and(|(key, _)| matches!(&*squeezed(key), "previous" | "prev"))
        });
        back.then(|| NextPage::Link(link.way.clone()))
    }

    /// A mark in the body that a parameter takes.
    fn cursor(&self) -> Option<NextPage> {
        let mut best: Option<(usize, &Asked, &Field)> = None;
        for asked in self.asked {
            let name = squeezed(&asked.name);
            // (The offset of some APIs is a text that a page gives.)
            let counts =
                CountingWord::perhaps(&asked.name).filter(|_| asked.is_number || name != "offset");
            if !takes_a_mark(&name) && counts.is_none() {
                continue;
            }
            for field in self.fields {
                let Some(rank) = mark_rank(&name, &field.way) else {
                    continue;
                };
                let fits = match counts {
                    // `next_page: 3`, and nothing less sure of what counts.
                    Some(CountingWord::Size) => false,
                    Some(_) => rank == 0 && fields::is_number(self.graph, field.spot),
                    None => fields::is_mark(self.graph, field.spot, rank),
                };
                let is_better = best.is_none_or(|(known, ..)| rank < known);
                if fits && is_better {
                    best = Some((rank, asked, field));
                }
            }
        }
        let (_, asked, field) = best?;
        Some(NextPage::Cursor {
            from: field.way.clone(),
            parameter: asked.parameter.clone(),
        })
    }

    /// The id of the last item, where a page says whether there are more.
    fn last_item(
        &self,
        reply: SpotId,
        items: &[String],
        says: &[(Saying, Vec<String>)],
    ) -> Option<NextPage> {
        says.iter().find(|(saying, _)| *saying == Saying::More)?;
        let mut asked = self.asked.iter();
        let asked = asked.find(|it| takes_the_last_item(&squeezed(&it.name)))?;
        Some(NextPage::LastItem {
            key: items::id(self.graph, reply, items)?,
            parameter: asked.parameter.clone(),
        })
    }

    /// The first parameter that is a number and of such a name; those of sure names first.
    fn number(&self, accepts: impl Fn(&str) -> bool) -> Option<&Asked> {
        let accepted = |it: &&Asked| it.is_number && accepts(&it.name);
        let sure = |it: &&Asked| CountingWord::of(&it.name).is_some();
        let mut all = self.asked.iter().filter(accepted);
        let first = all.clone().find(sure);
        first.or_else(|| all.next())
    }

    /// A parameter that counts.
    fn counting(&self, reads: bool, says: &[(Saying, Vec<String>)]) -> Option<NextPage> {
        let sized = self.number(|name| CountingWord::perhaps(name) == Some(CountingWord::Size));
        let tells = says
            .iter()
            .any(|(saying, _)| !matches!(saying, Saying::Size));
        let find = |word| {
            let asked = self.number(|name| CountingWord::perhaps(name) == Some(word))?;
            let is_sure = CountingWord::of(&asked.name) == Some(word);
            // `from` and `start` also begin a span of time, which has an end.
            let is_span = !is_sure
                && self.asked.iter().any(|it| {
                    matches!(
                        &*squeezed(&it.name),
                        "to" | "end" | "until" | "till" | "finish" | "stop"
                    )
                });
            let is_shown = match (reads, is_sure) {
                (true, true) => true,
                (true, false) => sized.is_some() || tells,
                // A POST that asks for a page is a search; that it is a list in pages the reply or a size has to show.
                (false, true) => sized.is_some() || tells,
                (false, false) => sized.is_some() && tells,
            };
            (is_shown && !is_span).then_some(asked)
        };
        if let Some(asked) = find(CountingWord::Page) {
            let states_zero = says.iter().any(|(saying, way)| {
                let field = self.fields.iter().find(|field| field.way == *way);
                *saying == Saying::Number
                    && field.is_some_and(|it| fields::least(self.graph, it.spot) == Some(0))
            });
            let zero = asked.zero || states_zero || begins_at_zero(&asked.docs);
            return Some(NextPage::Page {
                parameter: asked.parameter.clone(),
                first: i64::from(!zero),
            });
        }
        let asked = find(CountingWord::Offset)?;
        // `startIndex=1` (RFC 7644), `startRecord=1`: items counted from one.
        let one = asked.one && !asked.zero && {
            let name = squeezed(&asked.name);
            name.contains("index") || name.contains("record") || name.contains("position")
        };
        Some(NextPage::Offset {
            parameter: asked.parameter.clone(),
            first: i64::from(one),
        })
    }
}

/// Whether every value of a parameter stands for a number: `<integer>`.
fn stands_for_a_number(parameter: &Parameter<'_>) -> bool {
    let constant = parameter.value.as_ref().map(ToString::to_string);
    let mut values = parameter.observed.iter().chain(&constant).peekable();
    let is_integer = |text: &String| Placeholder::of(text) == Some(Placeholder::Integer);
    values.peek().is_some() && values.all(|it| is_integer(it) || it.parse::<i64>().is_ok())
}

/// Whether a description says that pages are counted from zero.
fn begins_at_zero(docs: &str) -> bool {
    let docs = docs.to_ascii_lowercase();
    [
        "zero-based",
        "zero based",
        "0-based",
        "0 based",
        "zero-index",
        "zero index",
        "0-index",
        "starts at 0",
        "starting at 0",
        "start at 0",
        "starts from 0",
        "starting from 0",
        "starts with 0",
        "starting with 0",
        "starts from zero",
        "starting from zero",
        "starts at zero",
        "starting at zero",
        "default is 0",
        "defaults to 0",
        "default: 0",
        "first page is 0",
    ]
    .iter()
    .any(|words| docs.contains(words))
}

fn has_link_header(example: &Example<'_>) -> bool {
    example.status < 300
        && example.headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("link")
                && value.contains('<')
                && value.replace(['"', '\''], "").contains("rel=next")
        })
}

//! Lists that come in pages.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use super::request::Target;
use super::url::{check, origin, resolve};
use super::{Call, DecodeError, Error, Http, ReplyParts, Request};

/// The rule that leads from a page to the next.
pub enum NextPage<T> {
    /// The page holds its URL. None, or an empty one, ends the list.
    Link(fn(&T) -> Option<String>),
    /// The reply's header `Link: <…>; rel="next"` holds its URL (RFC 8288).
    LinkHeader,
    /// A query parameter counts the pages. An empty page ends the list.
    Page {
        /// The parameter.
        parameter: &'static str,
        /// The first page's number.
        first: i64,
    },
    /// A query parameter counts the items that came before. An empty page ends the list.
    Offset {
        /// The parameter.
        parameter: &'static str,
    },
    /// The page holds a mark that a query parameter sends back. None, or an empty one, ends the list.
    Cursor {
        /// The parameter.
        parameter: &'static str,
        /// The mark.
        from: fn(&T) -> Option<String>,
    },
}

/// The pages of a list, one call after the other.
///
/// A next page is only fetched from the origin that the first came from: a link to another one is an error, since the
/// credential would go there.
#[must_use = "pages are fetched by `try_next`"]
pub struct Pages<'c, T> {
    http: &'c Http,
    decode: fn(&ReplyParts) -> Result<T, DecodeError>,
    rule: NextPage<T>,
    count: fn(&T) -> usize,
    /// The next page's; `None` at the end.
    request: Option<Box<Request>>,
    /// The page before: one that comes twice ends the list, or a server that knows no pages would never end it.
    last: Option<Bytes>,
}

impl<'c, T> Pages<'c, T> {
    /// The pages that begin with a call's reply. `count` tells how many items a page holds.
    pub fn new(call: Call<'c, T>, rule: NextPage<T>, count: fn(&T) -> usize) -> Self {
        let Call {
            http,
            request,
            decode,
        } = call;
        Self {
            http,
            decode,
            rule,
            count,
            request: Some(request),
            last: None,
        }
    }

    /// Fetches the next page; `None` after the last. After an error the same page is asked for again.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        let Some(request) = &self.request else {
            return Ok(None);
        };
        let reply = self.http.execute(request.clone()).await?;
        if self.last.as_ref() == Some(reply.body()) {
            self.request = None;
            return Ok(None);
        }
        let page = (self.decode)(&reply).map_err(Error::Decode)?;
        let step = match &self.rule {
            NextPage::Link(link) => Step::Link(link(&page)),
            NextPage::LinkHeader => Step::Link(next_link(reply.headers())),
            NextPage::Page { parameter, first } => Step::Count(parameter, *first, 1),
            NextPage::Offset { parameter } => Step::Count(parameter, 0, (self.count)(&page)),
            NextPage::Cursor { parameter, from } => Step::Cursor(parameter, from(&page)),
        };
        let next = step.request(self.http, request, &reply, (self.count)(&page));
        self.request = next.map(Box::new);
        self.last = Some(reply.body().clone());
        Ok(Some(page))
    }
}

impl<T> fmt::Debug for Pages<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("next", &self.request)
            .finish_non_exhaustive()
    }
}

/// The items of a list, page after page.
#[must_use = "items are fetched by `try_next`"]
pub struct Items<'c, T, I> {
    pages: Pages<'c, T>,
    take: fn(T) -> Vec<I>,
    items: std::vec::IntoIter<I>,
}

impl<'c, T, I> Items<'c, T, I> {
    /// The items of pages; `take` takes those of one page out of it.
    pub fn new(pages: Pages<'c, T>, take: fn(T) -> Vec<I>) -> Self {
        Self {
            pages,
            take,
            items: Vec::new().into_iter(),
        }
    }

    /// Gives the next item, fetching the next page where needed; `None` after the last.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<I>, Error> {
        loop {
            if let Some(item) = self.items.next() {
                return Ok(Some(item));
            }
            match self.pages.try_next().await? {
                Some(page) => self.items = (self.take)(page).into_iter(),
                None => return Ok(None),
            }
        }
    }

    /// Gives all items that are left.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn try_collect(mut self) -> Result<Vec<I>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

/// The items for programs that are not async: the thread waits where a page is fetched.
#[cfg(feature = "blocking")]
impl<'c, T, I> IntoIterator for Items<'c, T, I> {
    type Item = Result<I, Error>;
    type IntoIter = BlockingItems<'c, T, I>;

    fn into_iter(self) -> Self::IntoIter {
        BlockingItems(Some(self))
    }
}

/// The items of a list, page after page, fetched by waiting. They end after an error.
#[cfg(feature = "blocking")]
#[derive(Debug)]
pub struct BlockingItems<'c, T, I>(Option<Items<'c, T, I>>);

#[cfg(feature = "blocking")]
impl<T, I> Iterator for BlockingItems<'_, T, I> {
    type Item = Result<I, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let items = self.0.as_mut()?;
        if let Some(item) = items.items.next() {
            return Some(Ok(item));
        }
        let operation = items.pages.request.as_ref()?.operation;
        let next = super::blocking::wait(operation, items.try_next()).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next
    }
}

impl<T, I> fmt::Debug for Items<'_, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left", &self.items.len())
            .field("pages", &self.pages)
            .finish()
    }
}

/// What a rule makes of a page. Not generic, so that the rest is compiled once.
enum Step {
    Link(Option<String>),
    Count(&'static str, i64, usize),
    Cursor(&'static str, Option<String>),
}

impl Step {
    /// The request for the next page, where there is one.
    fn request(
        self,
        http: &Http,
        request: &Request,
        reply: &ReplyParts,
        items: usize,
    ) -> Option<Request> {
        let mut next = request.clone();
        match self {
            Self::Link(link) => {
                let link = link.filter(|link| !link.trim().is_empty())?;
                let url = resolve(&reply.url.uri().to_string(), link.trim());
                let own = match &request.target {
                    Target::Url { url: last, .. } if *last == url => return None,
                    Target::Url {
                        origin: Some(origin),
                        ..
                    } => origin.clone(),
                    // Not where a redirect may have led.
                    _ => origin(&check(http.url(request, &[]).ok()?).ok()?),
                };
                next.query.clear();
                next.target = Target::Url {
                    url,
                    origin: Some(own),
                };
            }
            Self::Count(parameter, first, step) => {
                if items == 0 {
                    return None;
                }
                let last = match request.query_value(parameter) {
                    Some(value) => value.trim().parse().ok()?,
                    None => first,
                };
                next.set_query(parameter, last.checked_add(i64::try_from(step).ok()?)?);
            }
            Self::Cursor(parameter, cursor) => {
                let cursor = cursor.filter(|cursor| !cursor.is_empty())?;
                if request.query_value(parameter) == Some(&cursor) {
                    return None;
                }
                next.set_query(parameter, cursor);
            }
        }
        Some(next)
    }
}

/// The target of the first link in `Link` headers whose relation is `next`.
fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(http::header::LINK);
    values
        .into_iter()
        .find_map(|value| next_in(value.to_str().ok()?))
}

fn next_in(value: &str) -> Option<String> {
    let mut rest = value;
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        // The parameters last until the comma before the next `<`, or to the end.
        let end = after.find('<').unwrap_or(after.len());
        let parameters = after.get(..end)?;
        for parameter in parameters.split([';', ',']) {
            let Some((name, relation)) = parameter.split_once('=') else {
                continue;
            };
            let relations = relation.trim().trim_matches('"').split_ascii_whitespace();
            if name.trim().eq_ignore_ascii_case("rel")
                && relations
                    .into_iter()
                    .any(|relation| relation.eq_ignore_ascii_case("next"))
            {
                return Some(target.to_owned());
            }
        }
        rest = after;
    }
}

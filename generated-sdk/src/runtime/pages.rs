//! Lists that come in pages.

mod end;
mod next;
mod walk;

use std::fmt;
use std::time::Duration;

pub use self::next::NextPage;

use self::end::Said;
use self::next::{Step, link};
use self::walk::Walk;
use super::{Call, DecodeError, Error, ReplyParts};

/// The pages of a list, one call after the other.
///
/// A list ends where the reply says so (a flag, a number of pages or of items, no link or mark of a next page), or else at a page
/// that holds fewer items than a page does, or none. A list that would never end is an [error](super::PagingError): a link or
/// mark that came before, or [many pages in a row](Pages::max_empty_pages) without an item.
///
/// A next page is only fetched from the origin that the first came from: a link to another one is an error, since the
/// credential would go there. A link by `http` to a host that is called by `https` is followed by `https`.
#[must_use = "pages are fetched by `try_next`"]
pub struct Pages<'c, T> {
    walk: Walk<'c>,
    decode: fn(&ReplyParts) -> Result<T, DecodeError>,
    rule: NextPage<T>,
    count: fn(&T) -> usize,
    told: Told<T>,
}

/// What pages say of their list, each where an API's do.
struct Told<T> {
    more: Option<fn(&T) -> Option<bool>>,
    last: Option<fn(&T) -> Option<bool>>,
    total: Option<fn(&T) -> Option<i64>>,
    pages: Option<fn(&T) -> Option<i64>>,
    size: Option<fn(&T) -> Option<i64>>,
    number: Option<fn(&T) -> Option<i64>>,
}

impl<T> Told<T> {
    fn said(&self, page: &T) -> Said {
        let number = |told: Option<fn(&T) -> Option<i64>>| told.and_then(|told| told(page));
        let more = self.more.and_then(|more| more(page));
        let last = self.last.and_then(|last| last(page));
        Said {
            more: more.or(last.map(|last| !last)),
            total: number(self.total),
            pages: number(self.pages),
            size: number(self.size),
            number: number(self.number),
        }
    }
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
            walk: Walk::new(http, request),
            decode,
            rule,
            count,
            told: Told {
                more: None,
                last: None,
                total: None,
                pages: None,
                size: None,
                number: None,
            },
        }
    }

    /// Sets the most pages that are fetched: if there are more, that is an error. Unless set there is no limit.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.max_pages = Some(pages);
        self
    }

    /// Sets the time in which the whole list must be there, from the first page's request on; each call has its own time
    /// within it. Unless set there is no limit.
    pub fn total_timeout(mut self, time: Duration) -> Self {
        self.walk.time = Some(time);
        self
    }

    /// Sets how many pages in a row may hold no items although there are to be more; 100 unless set. Servers that filter what
    /// they have cut into pages send some; a hundred requests for nothing are taken for a fault.
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.walk.max_empty = pages;
        self
    }

    /// Sets how a page says that there are more.
    pub fn more(mut self, more: fn(&T) -> Option<bool>) -> Self {
        self.told.more = Some(more);
        self
    }

    /// Sets how a page says that it is the last.
    pub fn last(mut self, last: fn(&T) -> Option<bool>) -> Self {
        self.told.last = Some(last);
        self
    }

    /// Sets how a page says how many items there are in all.
    pub fn total(mut self, total: fn(&T) -> Option<i64>) -> Self {
        self.told.total = Some(total);
        self
    }

    /// Sets how a page says how many pages there are in all.
    pub fn total_pages(mut self, pages: fn(&T) -> Option<i64>) -> Self {
        self.told.pages = Some(pages);
        self
    }

    /// Sets how a page says how many items a page holds.
    pub fn page_size(mut self, size: fn(&T) -> Option<i64>) -> Self {
        self.told.size = Some(size);
        self
    }

    /// Sets how a page says its number, which counts where the call asks for none.
    pub fn page_number(mut self, number: fn(&T) -> Option<i64>) -> Self {
        self.told.number = Some(number);
        self
    }

    /// Sets the parameter by which a call says how many items a page is to hold.
    pub fn size_parameter(mut self, parameter: &'static str) -> Self {
        self.walk.size_parameter = Some(parameter);
        self
    }

    /// Says that the parameters stand in the request's JSON body: they are pointers into it (RFC 6901), `/page`.
    pub fn in_body(mut self) -> Self {
        self.walk.in_body = true;
        self
    }

    /// Fetches the next page; `None` after the last. After an error of a call the same page is asked for again; one that gives
    /// the list up ([`Error::Paging`]) ends it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        let Some(request) = self.walk.begin()? else {
            return Ok(None);
        };
        let Some(reply) = self.walk.fetch(request).await? else {
            return Ok(None);
        };
        let page = (self.decode)(&reply).map_err(Error::Decode)?;
        let items = (self.count)(&page);
        let said = self.told.said(&page);
        match &self.rule {
            NextPage::Link(link) => self
                .walk
                .follow(Step::Link(link(&page)), said, items, &reply),
            NextPage::LinkHeader => {
                let next = Step::Link(link(reply.headers(), "next"));
                self.walk.follow(next, said, items, &reply);
            }
            NextPage::Cursor { parameter, from } => {
                let next = Step::Cursor(parameter, from(&page));
                self.walk.follow(next, said, items, &reply);
            }
            NextPage::Page { parameter, first } => {
                self.walk
                    .count(parameter, *first, true, said, items, &reply);
            }
            NextPage::Offset { parameter, first } => {
                self.walk
                    .count(parameter, *first, false, said, items, &reply);
            }
        }
        Ok(Some(page))
    }
}

impl<T> fmt::Debug for Pages<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("next", &self.walk.next())
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

    /// Sets the most pages that are fetched; see [`Pages::max_pages`].
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Sets the time in which the whole list must be there; see [`Pages::total_timeout`].
    pub fn total_timeout(mut self, time: Duration) -> Self {
        self.pages = self.pages.total_timeout(time);
        self
    }

    /// Sets how many pages in a row may hold no items; see [`Pages::max_empty_pages`].
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_empty_pages(pages);
        self
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
        let operation = items.pages.walk.operation;
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

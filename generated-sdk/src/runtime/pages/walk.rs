//! The way through a list: which request is next, and when to give up. Not generic: it is compiled once.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::end::{Place, Said, is_last};
use super::next::{Step, number, value};
use crate::runtime::error::{PagingError, PagingErrorKind};
use crate::runtime::send::left;
use crate::runtime::{Error, Http, Operation, ReplyParts, Request};

/// How many marks are remembered. A circle that is longer than all of them is found by those of its next round.
const MARKS: usize = 1 << 16;

/// How many pages in a row may be empty unless the caller says otherwise.
const EMPTY: usize = 100;

pub(super) struct Walk<'c> {
    http: &'c Http,
    pub(super) operation: Operation,
    state: State,
    pub(super) in_body: bool,
    pub(super) size_parameter: Option<&'static str>,
    pub(super) max_pages: Option<usize>,
    pub(super) max_empty: usize,
    pub(super) time: Option<Duration>,
    deadline: Option<Instant>,
    marks: Marks,
    /// The page before, where pages are counted: a server that knows no pages gives the same again and again, and one that
    /// is asked for too much may give its last.
    before: Option<Bytes>,
    fetched: usize,
    items: usize,
    largest: usize,
    empty: usize,
    /// Where the caller began, where pages are counted.
    start: Option<Start>,
}

#[derive(Clone, Copy)]
struct Start {
    /// The number of the page or of the item.
    number: i64,
    /// That of the first there is.
    first: i64,
}

enum State {
    Next(Box<Request>),
    /// The last page that can be had was given; what is wrong is told when another is asked for.
    Failed(PagingErrorKind),
    Over,
}

impl<'c> Walk<'c> {
    pub(super) fn new(http: &'c Http, request: Box<Request>) -> Self {
        Self {
            http,
            operation: request.operation,
            state: State::Next(request),
            in_body: false,
            size_parameter: None,
            max_pages: None,
            max_empty: EMPTY,
            time: None,
            deadline: None,
            marks: Marks::default(),
            before: None,
            fetched: 0,
            items: 0,
            largest: 0,
            empty: 0,
            start: None,
        }
    }

    /// The request that is next.
    pub(super) fn next(&self) -> Option<&Request> {
        match &self.state {
            State::Next(request) => Some(request),
            State::Failed(_) | State::Over => None,
        }
    }

    fn give_up(&mut self, kind: PagingErrorKind) -> Error {
        self.state = State::Over;
        Error::Paging(PagingError::new(self.operation, kind))
    }

    /// The request for the next page, within the limits.
    pub(super) fn begin(&mut self) -> Result<Option<Box<Request>>, Error> {
        let mut request = match &self.state {
            State::Next(request) => request.clone(),
            State::Failed(kind) => {
                let kind = *kind;
                return Err(self.give_up(kind));
            }
            State::Over => return Ok(None),
        };
        if let Some(most) = self.max_pages.filter(|most| self.fetched >= *most) {
            return Err(self.give_up(PagingErrorKind::Pages(most)));
        }
        if let Some(time) = self.time {
            // A time that no clock can show is none.
            self.deadline = self.deadline.or_else(|| Instant::now().checked_add(time));
            if let Some(left) = left(self.deadline) {
                if left.is_zero() {
                    return Err(self.give_up(PagingErrorKind::Time(time)));
                }
                let own = request.timeout.or(self.http.inner.timeout);
                request.timeout = Some(own.map_or(left, |own| own.min(left)));
            }
        }
        Ok(Some(request))
    }

    /// The reply to it; `None` where it is the page before once more.
    pub(super) async fn fetch(
        &mut self,
        request: Box<Request>,
    ) -> Result<Option<ReplyParts>, Error> {
        let reply = match self.http.execute(request).await {
            Ok(reply) => reply,
            Err(error) => {
                let is_over = left(self.deadline).is_some_and(|left| left.is_zero());
                return Err(match self.time.filter(|_| is_over && error.is_timeout()) {
                    Some(time) => self.give_up(PagingErrorKind::Time(time)),
                    None => error,
                });
            }
        };
        self.fetched += 1;
        if self.before.as_ref() == Some(reply.body()) {
            self.state = State::Over;
            return Ok(None);
        }
        Ok(Some(reply))
    }

    /// Goes on where a page leads that holds the mark of the next.
    pub(super) fn follow(&mut self, step: Step, said: Said, items: usize, reply: &ReplyParts) {
        let State::Next(request) = &self.state else {
            return;
        };
        if self.fetched == 1 {
            let own = match &step {
                Step::Cursor(parameter, _) => value(request, parameter, self.in_body),
                _ => self.http.url(request, &[]).ok(),
            };
            if let Some(own) = own {
                self.marks.is_new(&own);
            }
        }
        // Where a page that says that it is the last has a mark as well, it is for something else.
        let next = match said.more {
            Some(false) => None,
            _ => step.request(self.http, request, reply, self.in_body),
        };
        self.advance(next, items);
    }

    /// Goes on by counting pages or items.
    pub(super) fn count(
        &mut self,
        parameter: &'static str,
        first: i64,
        in_pages: bool,
        said: Said,
        items: usize,
        reply: &ReplyParts,
    ) {
        let State::Next(request) = &self.state else {
            return;
        };
        let said = said.or_headers(reply.headers());
        self.items = self.items.saturating_add(items);
        self.largest = self.largest.max(items);
        let own = number(request, parameter, self.in_body);
        let start = *self.start.get_or_insert_with(|| {
            // Where none is asked for, a page may say which it is. The first page of some APIs is 0.
            let stated = said.number.filter(|_| in_pages);
            let number = own.or(stated).unwrap_or(first);
            let first = first.min(number);
            Start { number, first }
        });
        let (number, first) = (own.unwrap_or(start.number), start.first);
        let size = |parameter| self::number(request, parameter, self.in_body);
        let asked = self.size_parameter.and_then(size).filter(|size| *size > 0);
        let place = Place {
            before: number.saturating_sub(first),
            in_pages,
            items,
            asked,
            largest: self.largest,
            so_far: (start.number == first).then_some(self.items),
        };
        let step = match in_pages {
            true => 1,
            false => i64::try_from(items).unwrap_or(i64::MAX),
        };
        let next = match is_last(said, place) {
            true => None,
            false => Step::Count(parameter, number.checked_add(step)).request(
                self.http,
                request,
                reply,
                self.in_body,
            ),
        };
        self.before = Some(reply.body().clone());
        self.advance(next, items);
    }

    fn advance(&mut self, next: Option<(Request, Option<String>)>, items: usize) {
        self.empty = if items == 0 { self.empty + 1 } else { 0 };
        self.state = match next {
            None => State::Over,
            Some((_, Some(mark))) if !self.marks.is_new(&mark) => {
                State::Failed(PagingErrorKind::Circle)
            }
            Some(_) if self.empty >= self.max_empty.max(1) => {
                State::Failed(PagingErrorKind::Empty(self.empty))
            }
            Some((request, _)) => State::Next(Box::new(request)),
        };
    }
}

/// The marks of pages that came so far, as hashes by a key of their own.
#[derive(Default)]
struct Marks {
    key: RandomState,
    seen: HashSet<u64>,
}

impl Marks {
    /// Whether a mark did not come before; now it has.
    fn is_new(&mut self, mark: &str) -> bool {
        if self.seen.len() >= MARKS {
            self.seen.clear();
        }
        self.seen.insert(self.key.hash_one(mark))
    }
}

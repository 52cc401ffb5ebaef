//! Where a list ends. All of it is decided here, by what a page and its headers say of the list.

use http::HeaderMap;

/// What a page says of the list that it belongs to. Whatever it does not say neither ends the list nor fails it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Said {
    /// Whether there are more pages.
    pub(super) more: Option<bool>,
    /// How many items there are in all.
    pub(super) total: Option<i64>,
    /// How many pages there are in all.
    pub(super) pages: Option<i64>,
    /// How many items a page holds.
    pub(super) size: Option<i64>,
    /// The number of this page.
    pub(super) number: Option<i64>,
}

impl Said {
    /// What the headers say where the page itself does not: those that GitLab, WordPress and others send, and `Link`
    /// (RFC 8288), which has no next page on the last.
    pub(super) fn or_headers(mut self, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        let number = |names: &[&str]| names.iter().find_map(|name| text(name)?.parse().ok());
        self.pages = self.pages.or(number(&["x-total-pages", "x-wp-totalpages"]));
        self.total = self
            .total
            .or(number(&["x-total-count", "x-total", "x-wp-total"]));
        if self.more.is_none() && text("x-next-page") == Some("") {
            self.more = Some(false);
        }
        if self.more.is_none() && headers.contains_key(http::header::LINK) {
            let has = |relation| super::next::link(headers, relation).is_some();
            if has("next") {
                self.more = Some(true);
            } else if has("prev") || has("previous") || has("first") || has("last") {
                self.more = Some(false);
            }
        }
        self
    }
}

/// Where a page stands that was found by counting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How many pages or items come before it.
    pub(super) before: i64,
    /// Whether that counts pages.
    pub(super) in_pages: bool,
    /// How many items it holds.
    pub(super) items: usize,
    /// How many items the caller asked for.
    pub(super) asked: Option<i64>,
    /// The most items that a page had so far, this one included.
    pub(super) largest: usize,
    /// How many items came since the beginning of the list, this page included; `None` where the caller began later.
    pub(super) so_far: Option<usize>,
}

/// Whether a page that was found by counting is the last. What is surer goes before what is less so.
pub(super) fn is_last(said: Said, place: Place) -> bool {
    let items = i64::try_from(place.items).unwrap_or(i64::MAX);
    // It says so itself. An empty page by which no items were passed leads to itself.
    if let Some(more) = said.more {
        return !more || (items == 0 && !place.in_pages);
    }
    // It says how many pages there are. (Zero, and what is below, stands for "not known" where there are items.)
    if let Some(pages) = said.pages.filter(|pages| *pages > 0 || items == 0)
        && place.in_pages
    {
        return place.before.saturating_add(1) >= pages;
    }
    // An empty page is the last, whatever the items are that it is not said to have.
    if items == 0 {
        return true;
    }
    let size = said.size.filter(|size| *size > 0);
    // It says how many items there are.
    if let Some(total) = said.total.filter(|total| *total > 0) {
        let passed = match (place.in_pages, size.or(place.asked.filter(|it| *it > 0))) {
            (false, _) => Some(place.before.saturating_add(items)),
            // A server may hold less on a page than it was asked for; then the largest page shows how many.
            (true, Some(size)) if said.size.is_some() || items >= size => {
                Some(place.before.saturating_mul(size).saturating_add(items))
            }
            (true, _) => place.so_far.and_then(|items| i64::try_from(items).ok()),
        };
        if let Some(passed) = passed {
            return passed >= total;
        }
    }
    // It holds fewer items than a page does.
    match (size, place.asked) {
        (Some(size), _) => items < size,
        (None, Some(asked)) if items < asked => {
            place.items < place.largest || !may_be_a_limit(place.items)
        }
        _ => false,
    }
}

/// Whether a page of so many items, fewer than were asked for, may be all that the server gives at once: limits are round
/// numbers. To ask for another page costs one request; to stop would lose the rest of the list.
fn may_be_a_limit(items: usize) -> bool {
    items >= 10 && (items.is_multiple_of(10) || items.is_multiple_of(25) || items.is_power_of_two())
}

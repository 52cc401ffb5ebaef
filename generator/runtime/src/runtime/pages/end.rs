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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(before: i64, items: usize) -> Place {
        Place {
            before,
            in_pages: true,
            items,
            asked: None,
            largest: items,
            so_far: None,
        }
    }

    fn offset(before: i64, items: usize) -> Place {
        Place {
            in_pages: false,
            ..page(before, items)
        }
    }

    fn asked(place: Place, asked: i64) -> Place {
        Place {
            asked: Some(asked),
            ..place
        }
    }

    #[test]
    fn what_a_reply_says_goes_before_all_else() {
        let more = |more| Said {
            more: Some(more),
            pages: Some(1),
            total: Some(1),
            size: Some(100),
            ..Said::default()
        };
        assert!(is_last(more(false), page(0, 100)));
        assert!(!is_last(more(true), page(7, 1)));
        assert!(!is_last(more(true), page(0, 0)));
        assert!(is_last(more(true), offset(5, 0)));
    }

    #[test]
    fn pages_are_counted_before_items() {
        let pages = |pages| Said {
            pages: Some(pages),
            total: Some(1_000),
            ..Said::default()
        };
        assert!(!is_last(pages(3), page(1, 10)));
        assert!(is_last(pages(3), page(2, 10)));
        assert!(is_last(pages(0), page(0, 0)));
        // Nobody knows how many there are.
        assert!(!is_last(pages(0), page(0, 10)));
        assert!(!is_last(pages(-1), page(0, 10)));
    }

    #[test]
    fn totals_end_where_all_items_are_passed() {
        let total = |total| Said {
            total: Some(total),
            ..Said::default()
        };
        assert!(!is_last(total(3), offset(0, 2)));
        assert!(is_last(total(3), offset(2, 1)));
        assert!(!is_last(total(0), offset(2, 1)));
        assert!(is_last(total(9), offset(2, 0)));
        assert!(!is_last(total(3), asked(page(0, 2), 2)));
        assert!(is_last(total(4), asked(page(1, 2), 2)));
        let so_far = |items, so_far| Place {
            so_far,
            ..page(1, items)
        };
        assert!(is_last(total(3), so_far(1, Some(3))));
        assert!(!is_last(total(4), so_far(1, Some(3))));
        assert!(!is_last(total(4), so_far(1, None)));
        // A thousand were asked for, a hundred is what the server gives.
        assert!(!is_last(
            total(250),
            Place {
                so_far: Some(100),
                ..asked(page(0, 100), 1_000)
            }
        ));
        // Less than that is known only by what came.
        let stated = Said {
            size: Some(2),
            ..total(3)
        };
        assert!(is_last(stated, page(1, 1)));
    }

    #[test]
    fn short_pages_end_a_list_and_round_ones_may_not() {
        let none = Said::default();
        assert!(is_last(none, asked(page(0, 1), 2)));
        assert!(!is_last(none, asked(page(0, 2), 2)));
        assert!(is_last(none, asked(page(0, 99), 1_000)));
        assert!(!is_last(none, asked(page(0, 100), 1_000)));
        let second = Place {
            largest: 100,
            ..asked(page(1, 50), 1_000)
        };
        assert!(is_last(none, second));
        assert!(!is_last(none, page(0, 7)));
        assert!(is_last(none, page(0, 0)));
        let size = Said {
            size: Some(10),
            ..none
        };
        assert!(is_last(size, asked(page(0, 9), 5)));
        assert!(!is_last(size, asked(page(0, 10), 1_000)));
    }
}

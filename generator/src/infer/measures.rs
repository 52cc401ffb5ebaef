//! Decides which integers are integers by chance: what is measured, paid or computed. `5` and `4.99` are one number to most
//! servers, so a price that was only ever seen as `5` must not be an integer.

use super::{policy, words};

/// What is measured or computed, and money. Wherever such a word stands in a name, a number is meant.
const MEASURES: [&str; 66] = [
    "accuracy",
    "altitude",
    "amount",
    "amounts",
    "apr",
    "apy",
    "average",
    "avg",
    "balance",
    "bearing",
    "confidence",
    "cost",
    "credit",
    "debit",
    "deviation",
    "discount",
    "distance",
    "elevation",
    "fare",
    "fee",
    "fees",
    "fraction",
    "gdp",
    "gross",
    "humidity",
    "income",
    "interest",
    "lat",
    "latitude",
    "lng",
    "lon",
    "long",
    "longitude",
    "loss",
    "margin",
    "mean",
    "median",
    "opacity",
    "payout",
    "pct",
    "percent",
    "percentage",
    "percentile",
    "precipitation",
    "premium",
    "pressure",
    "price",
    "probability",
    "profit",
    "rate",
    "rating",
    "ratio",
    "revenue",
    "rotation",
    "salary",
    "score",
    "shipping",
    "speed",
    "subtotal",
    "tax",
    "temperature",
    "tip",
    "variance",
    "vat",
    "velocity",
    "weight",
];

/// What is never an integer by nature, however often one was seen: no list of places has whole degrees for long.
const CONTINUOUS: [&str; 12] = [
    "altitude",
    "lat",
    "latitude",
    "lng",
    "lon",
    "longitude",
    "percentage",
    "percent",
    "price",
    "rating",
    "ratio",
    "temperature",
];

/// Words after which a number is a count, a name or a whole unit, whatever stands before: `price_id`, `rating_count`,
/// `amount_cents`, `rate_limit`.
const WHOLE: [&str; 47] = [
    "bps",
    "bytes",
    "cent",
    "cents",
    "code",
    "count",
    "counts",
    "day",
    "days",
    "decimals",
    "denominator",
    "exponent",
    "hours",
    "id",
    "ids",
    "index",
    "items",
    "lamports",
    "level",
    "limit",
    "micros",
    "millis",
    "milliseconds",
    "minor",
    "minutes",
    "months",
    "ms",
    "nanos",
    "num",
    "number",
    "numerator",
    "page",
    "pages",
    "pence",
    "places",
    "points",
    "position",
    "precision",
    "px",
    "rank",
    "sats",
    "scale",
    "seconds",
    "units",
    "version",
    "wei",
    "years",
];

/// Words that say the same before a measure: `num_ratings`, `number_of_fees`, `min_units`.
const COUNTING: [&str; 6] = ["num", "number", "count", "no", "nb", "minor"];

/// Whether a key names what is measured or computed. `sightings` is how many integers were seen under it, and `counts` says
/// that the object around it counts things (a list's frame), where a total is a count.
pub fn names_measure(key: &str, sightings: u32, counts: bool) -> bool {
    let words = words::words(key);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(last) = words.last() else {
        return false;
    };
    // `rate limit`, `tax id`, `price cents`: the last word says what it is. The last but one where a unit follows: `cents eur`.
    let is_whole = WHOLE.contains(last)
        || words
            .iter()
            .any(|word| matches!(*word, "cents" | "minor" | "micros" | "pence"))
        || words
            .first()
            .is_some_and(|first| words.len() > 1 && COUNTING.contains(first));
    if is_whole {
        return false;
    }
    let few = sightings < policy::MEASURES_BY_CHANCE;
    let is_measure = words.iter().any(|word| MEASURES.contains(word));
    let is_continuous = words.iter().any(|word| CONTINUOUS.contains(word));
    is_continuous || (few && (is_measure || (!counts && is_total(&words))))
}

/// Whether a name is that of a sum: `total`, `grand total`, `total due`, but not `total users`, which are counted.
fn is_total(words: &[&str]) -> bool {
    const AFTER: [&str; 8] = [
        "due", "paid", "gross", "net", "sum", "value", "spent", "incl",
    ];
    match words {
        [.., "total"] => true,
        ["total", rest] => AFTER.contains(rest),
        [.., "sum"] => true,
        _ => false,
    }
}

/// Whether the members of an object say that it is about a list, so that its total counts what the list has: pages, offsets,
/// counts; or a list and nothing that is paid.
pub fn counts_items<'k>(members: impl Iterator<Item = (&'k str, bool)>) -> bool {
    const FRAME: [&str; 30] = [
        "count",
        "cursor",
        "has more",
        "has next",
        "has prev",
        "hits",
        "last page",
        "limit",
        "max results",
        "more",
        "next",
        "next cursor",
        "next page",
        "offset",
        "page",
        "page number",
        "page size",
        "pages",
        "per page",
        "prev",
        "prev page",
        "previous",
        "results",
        "skip",
        "skipped",
        "start at",
        "take",
        "total items",
        "total pages",
        "total results",
    ];
    const PAID: [&str; 20] = [
        "amount", "balance", "cost", "currency", "discount", "due", "fee", "fees", "gross", "net",
        "paid", "price", "revenue", "shipping", "subtotal", "tax", "taxes", "tip", "vat", "sub",
    ];
    let (mut lists, mut others, mut frame, mut is_thing) = (false, 0, false, false);
    for (key, is_list) in members {
        let words = words::words(key);
        if words.split(' ').any(|word| PAID.contains(&word)) {
            return false;
        }
        frame |=
            FRAME.contains(&&*words) || words.starts_with("current ") && words.contains("page");
        lists |= is_list;
        others += usize::from(words != "total");
        is_thing |= words == "id";
    }
    frame || others == 0 || (lists && !is_thing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_measures_are_no_integers() {
        for key in [
            "price",
            "unitPrice",
            "amount",
            "paid_amount",
            "latitude",
            "rating",
            "total",
            "grandTotal",
            "total_due",
            "balance",
            "percentage",
            "tax_rate",
            "average_score",
        ] {
            assert!(names_measure(key, 1, false), "{key}");
        }
    }

    #[test]
    fn ids_counts_and_minor_units_are() {
        for key in [
            "id",
            "price_id",
            "ratingCount",
            "num_ratings",
            "amount_cents",
            "amount_in_cents",
            "balanceMinor",
            "rate_limit",
            "total_count",
            "total_pages",
            "total_users",
            "tax_code",
            "temperature_level",
            "count",
            "duration_ms",
        ] {
            assert!(!names_measure(key, 1, false), "{key}");
        }
    }

    #[test]
    fn a_total_is_a_count_where_pages_are() {
        let frame = |keys: &[(&'static str, bool)]| counts_items(keys.iter().copied());
        for keys in [
            &[("total", false)] as &[_],
            &[("total", false), ("page", false)],
            &[("items", true), ("total", false)],
            &[("total", false), ("per_page", false), ("id", false)],
        ] {
            assert!(frame(keys), "{keys:?}");
        }
        for keys in [
            &[("total", false), ("id", false)] as &[_],
            &[("total", false), ("lines", true), ("currency", false)],
            &[("total", false), ("lines", true), ("tax", false)],
            &[("total", false), ("status", false)],
            &[("total", false), ("count", false), ("unitPrice", false)],
        ] {
            assert!(!frame(keys), "{keys:?}");
        }
        assert!(!names_measure("total", 1, true));
    }

    #[test]
    fn what_was_an_integer_many_times_is_one() {
        assert!(!names_measure("amount", policy::MEASURES_BY_CHANCE, false));
        assert!(names_measure("latitude", policy::MEASURES_BY_CHANCE, false));
    }
}

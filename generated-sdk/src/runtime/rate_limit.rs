//! How many calls the server still allows.

use http::HeaderMap;

use super::{ApiError, Response};

/// How many calls the server still allows, as it says in the headers of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many calls it allows in all.
    pub limit: Option<u64>,
    /// How many of these are left.
    pub remaining: Option<u64>,
    /// When it counts anew: in seconds, from now or from the beginning of 1970, as the server likes.
    pub reset: Option<u64>,
}

impl RateLimit {
    /// What the headers say: `RateLimit-Limit`, `-Remaining` and `-Reset`, also with `X-` before them or written
    /// `Rate-Limit`. `None` where they hold none of the three.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let number = |what: &str| {
            ["ratelimit", "x-ratelimit", "x-rate-limit", "rate-limit"]
                .iter()
                .find_map(|start| headers.get(format!("{start}-{what}")))
                .and_then(|value| leading_number(value.to_str().ok()?))
        };
        let found = Self {
            limit: number("limit"),
            remaining: number("remaining"),
            reset: number("reset"),
        };
        (found.limit.is_some() || found.remaining.is_some() || found.reset.is_some())
            .then_some(found)
    }
}

/// `100` of `100, 100;w=60`.
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    let end = text
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

impl<T> Response<T> {
    /// How many calls the server still allows.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(self.headers())
    }
}

impl ApiError {
    /// How many calls the server still allows.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::from_headers(self.headers())
    }
}

//! When a call is made again, and after how long.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use super::{Error, Request};

/// When a call is made again, and after how long.
///
/// Only calls that may be repeated are: those whose method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT, DELETE; RFC 9110,
/// section 9.2.2), and those that are marked so by [`Call::idempotent`](super::Call::idempotent) or
/// [`Call::idempotency_key`](super::Call::idempotency_key). They are made again where the network failed or an attempt took
/// too long, and after a reply of status
///
/// - 408 (the server waited for the request; RFC 9110, section 15.5.9), 425 (too early; RFC 8470), 429 (too many; RFC 6585),
/// - 500, 502, 503, 504 (broken or busy; what [the AWS SDKs] call transient errors).
///
/// Before attempt `n + 1` the client waits a random part of `first_delay × 2ⁿ⁻¹`, which is ["full jitter"]. Where the server
/// says how long to wait (`Retry-After`; for 429 `RateLimit-Reset` or `X-RateLimit-Reset`), it waits at least that long; but
/// a wait above [`longest_wait`](Self::longest_wait), or one that the call's time does not suffice for, ends the call with
/// the server's answer.
///
/// All calls of a client share a budget, as in the AWS SDKs: it allows one hundred retries, and each success wins a fifth of
/// one back. A server that is down gets few requests more than without retries.
///
/// [the AWS SDKs]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
/// ["full jitter"]: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first_delay: Duration,
    longest_delay: Duration,
    longest_wait: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_delay: Duration::from_millis(500),
            longest_delay: Duration::from_secs(20),
            longest_wait: Duration::from_secs(30),
        }
    }
}

impl Retry {
    /// No call is made twice.
    pub fn off() -> Self {
        Self::default().attempts(1)
    }

    /// Sets how often a call is made at most, the first time included; 3 unless this is called.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the longest delay after the first attempt; half a second unless this is called. It doubles with each attempt.
    pub fn first_delay(mut self, delay: Duration) -> Self {
        self.first_delay = delay;
        self
    }

    /// Sets what the delay stops doubling at; 20 seconds unless this is called.
    pub fn longest_delay(mut self, delay: Duration) -> Self {
        self.longest_delay = delay;
        self
    }

    /// Sets how long the client waits at most where the server says how long; 30 seconds unless this is called.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// How long to wait before another attempt; `None` where there is to be none.
    pub(super) fn wait(
        &self,
        request: &Request,
        attempt: u32,
        error: &Error,
        budget: &Budget,
    ) -> Option<Duration> {
        if attempt >= self.attempts || !request.may_repeat() || !error.is_retryable() {
            return None;
        }
        let told = match error {
            Error::Api(error) => told_wait(error.status().as_u16(), error.headers()),
            _ => None,
        };
        if told.is_some_and(|told| told > self.longest_wait) || !budget.take(error.is_timeout()) {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let delay = self.first_delay.saturating_mul(doubled);
        let delay = part(random(), delay.min(self.longest_delay));
        // Clients that were told the same time should not all come back at once.
        Some(told.map_or(delay, |told| told.saturating_add(delay)))
    }
}

/// How many retries a client has left. Retries cost, successes pay.
pub(super) struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 500;
    const RETRY: u32 = 5;
    /// A timeout says more about a server in trouble than an error does.
    const TIMEOUT: u32 = 10;
    const SUCCESS: u32 = 1;

    pub(super) fn new() -> Self {
        Self(AtomicU32::new(Self::FULL))
    }

    /// Pays for a retry; whether there was enough.
    fn take(&self, timeout: bool) -> bool {
        let price = if timeout { Self::TIMEOUT } else { Self::RETRY };
        let pay = |left: u32| left.checked_sub(price);
        let paid = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay);
        paid.is_ok()
    }

    /// Notes a success.
    pub(super) fn give(&self) {
        if self.0.load(Ordering::Relaxed) < Self::FULL {
            let win = |left: u32| Some(Self::FULL.min(left.saturating_add(Self::SUCCESS)));
            let _ = self
                .0
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, win);
        }
    }
}

/// A random part of a time: `random` over its largest value.
fn part(random: u32, time: Duration) -> Duration {
    time.mul_f64(f64::from(random) / f64::from(u32::MAX))
}

/// The standard library's hash maps are seeded from the system's randomness: good enough to tell clients apart.
fn random() -> u32 {
    (RandomState::new().hash_one(0_u8) >> 32) as u32
}

/// How long the server asks to wait.
fn told_wait(status: u16, headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(after) = text(RETRY_AFTER.as_str()) {
        return match after.parse() {
            Ok(seconds) => Some(Duration::from_secs(seconds)),
            Err(_) => {
                let then = httpdate::parse_http_date(after).ok()?;
                let date =
                    text(DATE.as_str()).and_then(|date| httpdate::parse_http_date(date).ok());
                // By the server's own clock, where it tells the time.
                let now = date.unwrap_or_else(SystemTime::now);
                Some(then.duration_since(now).unwrap_or_default())
            }
        };
    }
    if status != 429 {
        return None;
    }
    let reset = text("ratelimit-reset").or_else(|| text("x-ratelimit-reset"))?;
    let reset: u64 = reset.parse().ok()?;
    // Some send seconds from now (draft-ietf-httpapi-ratelimit-headers), others the time as seconds since 1970.
    Some(if reset < 1_000_000_000 {
        Duration::from_secs(reset)
    } else {
        let then = UNIX_EPOCH.checked_add(Duration::from_secs(reset))?;
        then.duration_since(SystemTime::now()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn told(status: u16, headers: &[(&'static str, &str)]) -> Option<Duration> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        told_wait(status, &map)
    }

    #[test]
    fn servers_say_how_long_in_several_ways() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(told(503, &[("retry-after", " 7 ")]), seconds(7));
        let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        for then in [
            "Sun, 06 Nov 1994 08:50:37 GMT",
            "Sunday, 06-Nov-94 08:50:37 GMT",
            "Sun Nov  6 08:50:37 1994",
        ] {
            assert_eq!(
                told(503, &[("retry-after", then), date]),
                seconds(60),
                "{then}"
            );
            assert_eq!(told(503, &[("retry-after", then)]), seconds(0), "{then}");
        }
        for wrong in ["soon", "-1", "1.5", ""] {
            assert_eq!(told(503, &[("retry-after", wrong)]), None, "{wrong}");
        }
        for name in ["ratelimit-reset", "x-ratelimit-reset"] {
            assert_eq!(told(429, &[(name, "30")]), seconds(30));
            assert_eq!(told(429, &[(name, "1000000001")]), seconds(0));
            assert_eq!(told(503, &[(name, "30")]), None);
        }
        let then = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs()
            + 100;
        let wait = told(429, &[("ratelimit-reset", &then.to_string())]).unwrap();
        assert!((90..=100).contains(&wait.as_secs()), "{wait:?}");
        assert!(
            told(429, &[("ratelimit-reset", &u64::MAX.to_string())]).is_none_or(|w| !w.is_zero())
        );
    }

    #[test]
    fn the_jitter_is_full() {
        let second = Duration::from_secs(1);
        assert_eq!(part(0, second), Duration::ZERO);
        assert_eq!(part(u32::MAX, second), second);
        let parts: Vec<Duration> = (0..64).map(|_| part(random(), second)).collect();
        assert!(parts.iter().any(|part| *part < second / 2));
        assert!(parts.iter().any(|part| *part > second / 2));
    }

    #[test]
    fn a_budget_ends_and_comes_back() {
        let budget = Budget::new();
        assert_eq!((0..1000).filter(|_| budget.take(false)).count(), 100);
        assert!(!budget.take(true));
        for _ in 0..Budget::RETRY {
            budget.give();
        }
        assert!(budget.take(false) && !budget.take(false));
        for _ in 0..10_000 {
            budget.give();
        }
        assert_eq!((0..1000).filter(|_| budget.take(true)).count(), 50);
    }
}

//! What the schemes that sign have in common: time, nonces, escapes, and where a signature goes.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

/// Two lower-case digits a byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Seconds since 1970.
pub(super) fn unix_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// A point in time as `(date, time)` in UTC: `("20140321", [19, 34, 21])`.
pub(super) fn date_and_time(seconds: u64) -> (String, [u64; 3]) {
    // Days of the proleptic Gregorian calendar, in years that begin in March and eras of 400 years.
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let second = seconds % 86_400;
    let time = [second / 3_600, second / 60 % 60, second % 60];
    (format!("{year:04}{month:02}{day:02}"), time)
}

/// A number that was not there before and that nobody foresees: the standard library's keyed hash, whose key the operating
/// system's random source gives. For nonces; never for keys.
pub(super) fn random() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    let half = || u128::from(RandomState::new().hash_one(now));
    (half() << 64) | half()
}

/// A random UUID (RFC 9562, version 4).
pub(super) fn uuid(random: u128) -> String {
    let bits = random & !(0xF << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{bits:032x}");
    let mut uuid = String::with_capacity(36);
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    uuid
}

/// A nonce of letters and digits.
pub(super) fn nonce(length: usize) -> String {
    const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut rest = random();
    let mut nonce = String::with_capacity(length);
    for _ in 0..length {
        nonce.push(char::from(LETTERS[(rest % 62) as usize]));
        rest /= 62;
    }
    nonce
}

/// The `Host` that a request to this URL has: without a port that its scheme has anyway.
pub(super) fn host(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default();
    match (uri.port_u16(), uri.scheme_str()) {
        (None, _) | (Some(443), Some("https")) | (Some(80), Some("http")) => host.to_owned(),
        (Some(port), _) => format!("{host}:{port}"),
    }
}

/// Path and query as they are sent.
pub(super) fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |target| target.as_str())
}

/// The value of a header with spaces in one way: none around it, one within. Several values are joined by commas.
pub(super) fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<String> = headers
        .get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .collect();
    let one_space = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!values.is_empty()).then(|| values.iter().map(one_space).collect::<Vec<_>>().join(","))
}

/// Sets a header that is not to be shown.
pub(super) fn set_header(
    message: &mut http::Request<Bytes>,
    name: HeaderName,
    value: &str,
) -> Result<(), String> {
    let Ok(mut value) = HeaderValue::from_bytes(value.as_bytes()) else {
        return Err(String::from(
            "the credential holds characters that cannot stand in a header",
        ));
    };
    value.set_sensitive(true);
    message.headers_mut().insert(name, value);
    Ok(())
}

/// Sets the header `Authorization`.
pub(super) fn authorize(message: &mut http::Request<Bytes>, value: &str) -> Result<(), String> {
    set_header(message, AUTHORIZATION, value)
}

/// Sends the request to another URL.
pub(super) fn set_url(message: &mut http::Request<Bytes>, url: &str) -> Result<(), String> {
    match url.parse() {
        Ok(uri) => {
            *message.uri_mut() = uri;
            Ok(())
        }
        Err(_) => Err(String::from("its signature does not fit into its URL")),
    }
}

/// Percent-encoding of all but unreserved characters (RFC 3986, section 2.3).
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Percent-decoding of a form's text; `+` is a space.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).unwrap_or_default();
                u8::from_str_radix(digits, 16).ok()
            }
            _ => None,
        };
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if first == b'+' { b' ' } else { first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let at = |seconds| date_and_time(seconds);
        assert_eq!(at(0), ("19700101".to_owned(), [0, 0, 0]));
        assert_eq!(at(951_782_399), ("20000228".to_owned(), [23, 59, 59]));
        assert_eq!(at(951_868_799), ("20000229".to_owned(), [23, 59, 59]));
        assert_eq!(at(1_395_430_461), ("20140321".to_owned(), [19, 34, 21]));
        assert_eq!(at(4_107_542_400), ("21000301".to_owned(), [0, 0, 0]));
    }

    #[test]
    fn uuids_say_their_version() {
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn nonces_differ() {
        assert_ne!(random(), random());
        let (one, other) = (nonce(11), nonce(11));
        assert!(one.len() == 11 && one != other);
    }

    #[test]
    fn hosts_lose_the_port_that_goes_without_saying() {
        let of = |url: &str| host(&url.parse().unwrap());
        assert_eq!(of("https://h:443/a"), "h");
        assert_eq!(of("http://h:443/a"), "h:443");
        assert_eq!(of("http://[::1]:80/a"), "[::1]");
    }
}

//! What a header's literal value is: part of the protocol, somebody's sample, or one call's own.
//!
//! A collection holds a value for each header because Postman needs one to send. In a client that value is right for
//! everybody only where the protocol wants it: a media type, a version, a switch. A placeholder (`<string>`) is no value at
//! all, and what says who calls, about what or with which bytes (`X-Tenant-Id`, `Content-MD5`) is the caller's to say.

use super::text;
use crate::infer::words::words;

/// What the literal value of a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Literal {
    /// The protocol's: every call sends it.
    Constant,
    /// A value like another: calls send it until they are told to send another one.
    Default,
    /// It only keeps the place of a value.
    Placeholder,
    /// It was right for the request that was saved, and for no other.
    OfOneCall,
}

/// What a header of this name with this value is.
pub(super) fn kind(name: &str, value: &str) -> Literal {
    let lower = name.to_ascii_lowercase();
    let spaced = words(name);
    let words: Vec<&str> = spaced.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    if is_placeholder(value) {
        return Literal::Placeholder;
    }
    if is_of_one_call(&lower) || is_time_or_address(value) {
        return Literal::OfOneCall;
    }
    let is_version = words.contains(&"version") && is_version(value);
    if is_negotiation(&lower) || is_version || is_switch(value) || is_media_type(value) {
        return Literal::Constant;
    }
    if identifies(&words, last) {
        return Literal::OfOneCall;
    }
    if is_sample_number(value) {
        return Literal::Placeholder;
    }
    if matches!(value, "0" | "1") || last == "method" || matches!(last, "target" | "action") {
        return Literal::Constant;
    }
    Literal::Default
}

/// Whether a value only keeps the place of one, as people and converters write it: `<string>`, `{id}`, `string`,
/// `your-key`, `xxx`, `lorem ipsum`; or nothing at all.
pub(super) fn is_placeholder(value: &str) -> bool {
    let lower = value.trim().to_ascii_lowercase();
    let is_made_of = |letter: char| lower.len() > 1 && lower.chars().all(|other| other == letter);
    let begins = [
        "your-", "your_", "your ", "<", "lorem ", "ipsum ", "insert ", "enter ", "replace",
    ];
    text::is_place(&lower)
        || matches!(
            &*lower,
            "string"
                | "integer"
                | "number"
                | "boolean"
                | "uuid"
                | "todo"
                | "tbd"
                | "fixme"
                | "changeme"
                | "change-me"
                | "change_me"
                | "placeholder"
                | "lorem"
                | "ipsum"
                | "..."
                | "…"
        )
        || begins.iter().any(|begin| lower.starts_with(begin))
        || lower.strip_prefix("your").is_some_and(|rest| {
            let camel = value.trim().get(4..).unwrap_or_default();
            !rest.is_empty() && camel.starts_with(char::is_uppercase)
        })
        || ['x', '*', '.', '-', '?', '0'].into_iter().any(is_made_of)
}

/// Whether a number can only be a sample: it has many digits, or counts up as one types (`1234`).
pub(super) fn is_sample_number(value: &str) -> bool {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    digits && (value.len() > 4 || (value.len() > 3 && "1234567890".contains(value)))
}

/// Whether a value looks like a version: `v2`, `1.0`, `2024-01-01`, `2024-01-01-preview`, `preview`.
pub(super) fn is_version(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    if matches!(
        &*value,
        "latest" | "stable" | "preview" | "beta" | "alpha" | "current" | "next" | "unstable"
    ) {
        return true;
    }
    let number = value.strip_prefix('v').unwrap_or(&value);
    let mut parts = number.split(['.', '-', '_', ' ']);
    // A long number without a gap is an id, unless it is a date.
    let is_number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let date = part.len() == 8 && (part.starts_with("19") || part.starts_with("20"));
        digits && (date || (part.len() <= 4 && !is_sample_number(part)))
    };
    let is_word = |part: &str| part.len() <= 12 && part.bytes().all(|b| b.is_ascii_alphanumeric());
    parts.next().is_some_and(is_number) && parts.all(is_word) && value.len() <= 32
}

/// Headers by which client and server come to terms about a message, whatever it is about.
fn is_negotiation(lower: &str) -> bool {
    lower.starts_with("accept")
        || lower.starts_with("sec-")
        || matches!(
            lower,
            "cache-control"
                | "content-encoding"
                | "content-type"
                | "dnt"
                | "origin"
                | "pragma"
                | "prefer"
                | "referer"
                | "upgrade-insecure-requests"
                | "user-agent"
                | "x-http-method-override"
                | "x-requested-with"
        )
}

fn is_switch(value: &str) -> bool {
    matches!(
        &*value.to_ascii_lowercase(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "enabled" | "disabled" | "no-cache"
    )
}

/// `type/subtype`, with parameters perhaps.
fn is_media_type(value: &str) -> bool {
    let known = [
        "application/",
        "audio/",
        "image/",
        "message/",
        "multipart/",
        "text/",
        "video/",
        "*/",
    ];
    known.iter().any(|kind| value.starts_with(kind))
}

/// Whether a name says that the header tells who calls, or about what; or proves something of the message.
pub(super) fn identifies(words: &[&str], last: &str) -> bool {
    let says = |word: &&str| {
        matches!(
            *word,
            "account"
                | "checksum"
                | "consumer"
                | "correlation"
                | "crc32"
                | "customer"
                | "destination"
                | "digest"
                | "email"
                | "etag"
                | "guid"
                | "id"
                | "idempotency"
                | "ids"
                | "md5"
                | "merchant"
                | "msisdn"
                | "nonce"
                | "org"
                | "organisation"
                | "organization"
                | "owner"
                | "partner"
                | "phone"
                | "range"
                | "recipient"
                | "sender"
                | "serial"
                | "sha1"
                | "sha256"
                | "sha512"
                | "signature"
                | "source"
                | "tenant"
                | "timestamp"
                | "token"
                | "uid"
                | "username"
                | "uuid"
                | "workspace"
        )
    };
    let says_last = matches!(
        last,
        "app"
            | "application"
            | "client"
            | "code"
            | "company"
            | "date"
            | "device"
            | "hash"
            | "ip"
            | "key"
            | "keys"
            | "number"
            | "session"
            | "shop"
            | "sig"
            | "store"
            | "time"
            | "user"
    );
    words.iter().any(says) || says_last
}

/// Whether a header is about one call: a condition, a range, a mark of the call, or on whose behalf it is made.
fn is_of_one_call(lower: &str) -> bool {
    matches!(
        lower,
        "if-match"
            | "if-none-match"
            | "if-modified-since"
            | "if-unmodified-since"
            | "if-range"
            | "range"
            | "accept-language"
            | "idempotency-key"
            | "x-idempotency-key"
            | "request-id"
            | "x-request-id"
            | "correlation-id"
            | "x-correlation-id"
            | "traceparent"
            | "tracestate"
            | "on-behalf-of"
            | "as-user"
            | "x-forwarded-for"
    )
}

/// Whether a value is a time of HTTP's or somebody's address: those of the moment then.
fn is_time_or_address(value: &str) -> bool {
    let is_time = value.len() > 20 && value.ends_with(" GMT");
    let is_address = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !value.contains([' ', '/', '<'])
    });
    is_time || is_address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_protocol_wants_is_constant() {
        for (name, value) in [
            ("Accept", "application/vnd.api+json"),
            ("X-Requested-With", "XMLHttpRequest"),
            ("Notion-Version", "2022-06-28"),
            ("Intercom-Version", "Preview"),
            ("X-Api-Version", "2"),
            ("X-API-Version", "1.0"),
            ("Api-Version", "2024-01-01-preview"),
            ("X-Version", "20240101"),
            ("X-Merchant-Api-Version", "v68"),
            ("PAPI-Use-Prefixes", "true"),
            ("Fastly-Soft-Purge", "1"),
            ("Cache-Control", "no-cache"),
            ("X-HTTP-Method-Override", "PATCH"),
            ("X-Amz-Target", "DynamoDB_20120810.GetItem"),
            ("X-Upload-Content-Type", "image/png"),
        ] {
            assert_eq!(kind(name, value), Literal::Constant, "{name}: {value}");
        }
    }

    #[test]
    fn what_keeps_a_place_is_a_placeholder() {
        for (name, value) in [
            ("Content-MD5", "<string>"),
            ("Lob-Version", "<string>"),
            ("X-Mode", "{mode}"),
            ("X-Mode", ""),
            ("If-None-Match", "string"),
            ("X-Org", "your-org"),
            ("X-Org", "yourOrgName"),
            ("X-Org", "YOUR_ORG"),
            ("X-Org", "xxx"),
            ("X-Org", "TODO"),
            ("limit", "43314755"),
            ("X-Mode", "1234"),
            ("X-Note", "Lorem ipsum dolor sit"),
        ] {
            assert_eq!(kind(name, value), Literal::Placeholder, "{name}: {value}");
        }
    }

    #[test]
    fn what_identifies_or_proves_is_one_calls_own() {
        for (name, value) in [
            ("x-apideck-consumer-id", "test_consumer"),
            ("x-apideck-app-id", "2222"),
            ("Merchant-Serial-Number", "123456"),
            ("X-Tenant", "acme"),
            ("FSPIOP-Source", "hub_operator"),
            ("X-Signature", "deadbeef"),
            ("Content-MD5", "Q2hlY2sgSW50ZWdyaXR5IQ=="),
            ("Digest", "sha-256=abc"),
            ("Content-Range", "bytes 0-1/2"),
            ("X-Timestamp", "2024-01-01"),
            ("Date", "Sat, 01 Dec 2018 10:00:00 GMT"),
            ("Surrogate-Key", "key_1 key_2"),
            ("Idempotency-Key", "k1"),
            ("X-Client", "someone"),
            ("X-Device", "pixel"),
            ("client_id", "abc"),
        ] {
            assert_eq!(kind(name, value), Literal::OfOneCall, "{name}: {value}");
        }
    }

    #[test]
    fn any_other_value_is_a_default() {
        for (name, value) in [
            ("X-Ads-Region", "US"),
            ("X-Client-Platform", "web"),
            ("X-Currency", "EUR"),
            ("X-Api-Flavour", "plain"),
        ] {
            assert_eq!(kind(name, value), Literal::Default, "{name}: {value}");
        }
    }

    #[test]
    fn versions_are_told_from_numbers_and_words() {
        for version in [
            "v1",
            "2",
            "1.2.3",
            "2024-01-01",
            "20240101",
            "v2-beta",
            "2024.1",
            "latest",
        ] {
            assert!(is_version(version), "{version}");
        }
        for other in [
            "", "123456", "<string>", "string", "abc", "v", "acme-2", "1234",
        ] {
            assert!(!is_version(other), "{other}");
        }
    }
}

//! Values that are made of several pieces: identifiers, addresses, sentences.

use super::lists::{ADJECTIVES, DOMAIN_SUFFIXES, FIRST_NAMES, LAST_NAMES, LOREM, NOUNS, VERBS};
use super::random::Random;

/// A UUID of version 4 (RFC 9562, section 5.4).
pub(super) fn uuid(r: &mut Random) -> String {
    let high = (r.next() & !0xF000) | 0x4000;
    let low = (r.next() >> 2) | (1 << 63);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
}

pub(super) fn phone(r: &mut Random) -> String {
    format!(
        "{}-{}-{}",
        200 + r.below(800),
        200 + r.below(800),
        digits(4, r)
    )
}

pub(super) fn degrees(limit: u64, r: &mut Random) -> String {
    let sign = r.pick("|-");
    format!("{sign}{}.{:04}", r.below(limit), r.below(10_000))
}

pub(super) fn digits(count: usize, r: &mut Random) -> String {
    r.chars(count, b"0123456789")
}

/// A German IBAN with a true checksum (ISO 13616, ISO 7064 MOD 97-10).
pub(super) fn iban(r: &mut Random) -> String {
    let account = digits(18, r);
    // "DE00" behind the account, with D = 13 and E = 14.
    let text = format!("{account}131400");
    let rest = text
        .bytes()
        .fold(0, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

pub(super) fn user_name(r: &mut Random) -> String {
    match r.below(2) {
        0 => format!("{}{}", r.pick(FIRST_NAMES), r.below(100)),
        _ => format!("{}_{}", r.pick(FIRST_NAMES), r.pick(LAST_NAMES)),
    }
}

pub(super) fn city(r: &mut Random) -> String {
    format!(
        "{}{}",
        r.pick(LAST_NAMES),
        r.pick("ville|town|port|berg|bury|stad")
    )
}

pub(super) fn street(r: &mut Random) -> String {
    format!(
        "{} {}",
        r.pick(LAST_NAMES),
        r.pick("Street|Avenue|Road|Lane|Way|Court")
    )
}

pub(super) fn domain(r: &mut Random) -> String {
    format!(
        "{}.{}",
        r.pick(FIRST_NAMES).to_ascii_lowercase(),
        r.pick(DOMAIN_SUFFIXES)
    )
}

pub(super) fn word(r: &mut Random) -> String {
    match r.below(3) {
        0 => r.pick(ADJECTIVES),
        1 => r.pick(VERBS),
        _ => r.pick(NOUNS),
    }
}

pub(super) fn file_name(extension: &str, r: &mut Random) -> String {
    format!(
        "{}_{}.{extension}",
        word(r).replace('-', "_"),
        r.pick(NOUNS)
    )
}

pub(super) fn lorem_words(count: u64, between: &str, r: &mut Random) -> String {
    (0..count)
        .map(|_| r.pick(LOREM))
        .collect::<Vec<_>>()
        .join(between)
}

pub(super) fn sentence(r: &mut Random) -> String {
    let count = 3 + r.below(8);
    let words = lorem_words(count, " ", r);
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    format!(
        "{}{}.",
        first.map(String::from).unwrap_or_default(),
        letters.as_str()
    )
}

pub(super) fn sentences(least: u64, most: u64, between: &str, r: &mut Random) -> String {
    let count = least + r.below(most - least + 1);
    (0..count)
        .map(|_| sentence(r))
        .collect::<Vec<_>>()
        .join(between)
}

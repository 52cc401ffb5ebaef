//! Finds secrets in any text, in one pass: JSON, with templates or cut off, URLs, forms, XML, GraphQL, `curl`, prose.
//!
//! One [`Finder`] looks for all that a secret can begin with or stand behind: prefixes of vendors' keys ([`rules`](super::rules)),
//! names such as `password`, schemes such as `Bearer`, and the few shapes that have neither. Each place that it finds is
//! looked at by itself, for a bounded number of bytes, so that the whole is linear.

use std::ops::Range;
use std::sync::LazyLock;

use super::assign;
use super::dummies::is_placeholder;
use super::finder::Finder;
use super::judge::{LOOSE, is_basic, is_password_like};
use super::names::Kind;
use super::random::{bits, entropy, is_words};
use super::rules::{Alphabet, MARKS, RULES, Rule, Trust, WEBHOOKS};
use super::units::{decoded, is_start, unit};

/// What was found in a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// The bytes to replace.
    pub(super) range: Range<usize>,
    /// What they are.
    pub(super) found: Found,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A secret, and what it is called.
    Secret(String),
    /// Somebody's e-mail address.
    Email,
    /// Somebody's telephone number.
    Phone,
}

impl Hit {
    pub(super) fn secret(range: Range<usize>, what: impl Into<String>) -> Self {
        Self {
            range,
            found: Found::Secret(what.into()),
        }
    }
}

/// Longest secret, in bytes. PEM has an end of its own.
pub(super) const LONGEST: usize = 8 * 1024;

/// What a place that was found means.
#[derive(Debug, Clone, Copy)]
enum Sign {
    /// The prefix of a vendor's key.
    Key(&'static Rule),
    /// What stands in the middle of one.
    Mark(&'static Rule),
    /// The address of a webhook.
    Webhook,
    /// The first letters of a token in JSON's base64.
    Jwt,
    /// A key in PEM.
    Pem,
    /// A bot's id has ended: Telegram's `123456:AA…`.
    Bot,
    /// `scheme://`.
    Url,
    /// `Bearer`, `Basic`.
    Scheme,
    /// `-u`, `--user`.
    User,
    /// A part of a name that may say that a secret follows.
    Name,
}

const NAMES: &[&str] = &[
    "token",
    "secret",
    "pass",
    "pwd",
    "key",
    "code",
    "auth",
    "cookie",
    "jwt",
    "sess",
    "csrf",
    "xsrf",
    "otp",
    "cvc",
    "cvv",
    "sig",
    "hmac",
    "bearer",
    "credential",
    "login",
    "phone",
    "mobile",
    "fax",
    "msisdn",
    "tel",
    "whatsapp",
];

struct Scanner {
    finder: Finder,
    /// What each word means, and how many of its bytes only stand before.
    signs: Vec<(Sign, usize)>,
}

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut signs = Vec::new();
    let mut add = |word: &str, sign, before| {
        words.push(word.to_owned());
        signs.push((sign, before));
    };
    for rule in RULES {
        match rule.prefix {
            // Words are of three bytes at least.
            short if short.len() < 3 => {
                for digit in ('0'..='9').chain('a'..='f') {
                    add(&format!("{short}{digit}"), Sign::Key(rule), 0);
                }
            }
            prefix => add(prefix, Sign::Key(rule), 0),
        }
    }
    for rule in MARKS {
        match rule.prefix {
            short if short.len() < 3 => {
                for digit in '0'..='9' {
                    add(&format!("{digit}{short}"), Sign::Mark(rule), 1);
                }
            }
            mark => add(mark, Sign::Mark(rule), 0),
        }
    }
    for address in WEBHOOKS {
        add(address, Sign::Webhook, 0);
    }
    for letters in ["eyJ", "eyA", "ewo"] {
        add(letters, Sign::Jwt, 0);
    }
    add("-----BEGIN", Sign::Pem, 0);
    add(":AA", Sign::Bot, 0);
    add("://", Sign::Url, 0);
    for scheme in ["bearer", "basic"] {
        add(scheme, Sign::Scheme, 0);
    }
    for option in [" -u", "\n-u", "\t-u"] {
        add(option, Sign::User, 1);
    }
    add("--user", Sign::User, 0);
    for name in NAMES {
        add(name, Sign::Name, 0);
    }
    Scanner {
        finder: Finder::new(words),
        signs,
    }
});

/// The secrets in a text, in order, none within another.
pub(super) fn secrets(text: &str) -> Vec<Hit> {
    find(text, true)
}

/// Those of them that are secrets by their shape alone, whatever stands before.
pub(super) fn shapes(text: &str) -> Vec<Hit> {
    find(text, false)
}

fn find(text: &str, named_too: bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    // The shortest secret that is looked for in text is eight signs and what says so.
    if text.len() < 10 {
        return hits;
    }
    let scanner = &*SCANNER;
    let mut done = 0;
    let mut named = 0;
    scanner.finder.each(text.as_bytes(), |word, length, start| {
        let (sign, before) = scanner.signs[word];
        let (at, end) = (start + before, start + length);
        if at < done {
            return;
        }
        let count = hits.len();
        match sign {
            Sign::Name | Sign::Scheme | Sign::User if !named_too => {}
            Sign::Key(rule) => hits.extend(key(text, rule, at, done)),
            Sign::Mark(rule) => hits.extend(around(text, rule, at, done)),
            Sign::Webhook => webhook(text, end, &mut hits),
            Sign::Jwt => hits.extend(jwt(text, at)),
            Sign::Pem => hits.extend(pem(text, at)),
            Sign::Bot => hits.extend(bot(text.as_bytes(), at)),
            Sign::Url => hits.extend(userinfo(text, end)),
            Sign::Scheme => hits.extend(scheme(text, at, end)),
            Sign::User => hits.extend(user(text, at, end)),
            // One name may hold several of the words.
            Sign::Name if at < named => {}
            Sign::Name => named = assign::values(text, at..end, &mut hits),
        }
        if hits.len() > count
            && let Some(last) = hits.last()
        {
            done = last.range.end;
        }
    });
    hits
}

/// Puts what was found in order, and leaves out what is within another.
pub(super) fn in_order(hits: &mut Vec<Hit>) {
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let kept = hit.range.start >= end;
        if kept {
            end = hit.range.end;
        }
        kept
    });
}

/// Length of the signs from a place on that are of an alphabet.
fn run(text: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    text.get(at..)
        .unwrap_or_default()
        .iter()
        .take(LONGEST)
        .take_while(|byte| is(**byte))
        .count()
}

/// A vendor's key that begins at `at`.
fn key(text: &str, rule: &Rule, at: usize, done: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let begin = at + rule.prefix.len();
    let exact = bytes.get(at..begin)? == rule.prefix.as_bytes();
    if !exact || at < done || !is_start(bytes, at) {
        return None;
    }
    let mut end = begin + run(bytes, begin, |byte| rule.alphabet.has(byte));
    while matches!(bytes[end - 1], b'.' | b'-' | b'_') && end > begin {
        end -= 1;
    }
    let rest = text.get(begin..end)?;
    if !is_key(rule, rest) {
        return None;
    }
    // What goes on in a wider alphabet is still the key's.
    end += run(bytes, end, |byte| Alphabet::Word.has(byte));
    Some(Hit::secret(at..end, rule.what))
}

/// Whether what follows a prefix can be the rest of a key: as long as the vendor's and not one sign over and over, or shorter and
/// surely drawn.
fn is_key(rule: &Rule, rest: &str) -> bool {
    let lower = rest.to_ascii_lowercase();
    let dummy = [
        "example",
        "your",
        "xxxx",
        "placeholder",
        "redacted",
        "made-up",
    ]
    .iter()
    .any(|part| lower.contains(part));
    if dummy || entropy(rest.as_bytes()) < 2.5 {
        return false;
    }
    let long = rest.len() >= rule.length;
    match rule.trust {
        Trust::Exact => rest.len() == rule.length && rest.bytes().any(|byte| byte.is_ascii_digit()),
        Trust::Strict => long && rest.len() <= rule.length * 4 + 16 && bits(rest) >= LOOSE,
        Trust::Surely => (long && !is_words(rest)) || (rest.len() >= 12 && bits(rest) >= LOOSE),
    }
}

/// A key with a mark in its middle.
fn around(text: &str, rule: &Rule, at: usize, done: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    if bytes.get(at..at + rule.prefix.len())? != rule.prefix.as_bytes() {
        return None;
    }
    let is = |byte| rule.alphabet.has(byte) || byte == b'~';
    let before = bytes[done..at]
        .iter()
        .rev()
        .take(LONGEST.min(256))
        .take_while(|byte| is(**byte))
        .count();
    let range = at - before..at + run(bytes, at, is);
    let text = text.get(range.clone())?;
    let surely = range.len() >= rule.length && bits(text) >= LOOSE && !text.contains("made-up");
    surely.then(|| Hit::secret(range, rule.what))
}

/// The segments behind a webhook's address that open it.
fn webhook(text: &str, at: usize, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let end = at
        + run(bytes, at, |byte| {
            Alphabet::Base64.has(byte) || b"@.".contains(&byte)
        });
    let mut start = at;
    for segment in text.get(at..end).unwrap_or_default().split('/') {
        let range = start..start + segment.len();
        let drawn = segment.len() >= 20 && (bits(segment) >= LOOSE);
        if (drawn
            || (segment.len() >= 6 && bits(segment) >= 15.0 && text[..at].ends_with("catch/")))
            && !is_placeholder("", segment)
        {
            hits.push(Hit::secret(range.clone(), "webhook secret"));
        }
        start = range.end + 1;
    }
}

/// A JSON Web Token (RFC 7519): signed, three parts; encrypted, five.
fn jwt(text: &str, at: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    if !is_start(bytes, at) || !matches!(&bytes[at..at + 2], b"ey" | b"ew") {
        return None;
    }
    let mut end = at
        + run(bytes, at, |byte| {
            byte.is_ascii_alphanumeric() || b"._-=".contains(&byte)
        });
    let token = text.get(at..end)?;
    let parts = token.split('.').count();
    // A sentence's full stop behind it.
    if matches!(parts, 4 | 6) && token.ends_with('.') {
        end -= 1;
    }
    let parts = text.get(at..end)?.split('.').collect::<Vec<_>>();
    let first = parts.first()?;
    let two = parts
        .get(1)
        .is_some_and(|part| part.len() >= 4 || parts.len() == 5);
    let surely = matches!(parts.len(), 3 | 5) && end - at >= 24 && first.len() >= 10 && two;
    surely.then(|| Hit::secret(at..end, JWT))
}

/// What a JSON Web Token is called.
pub(super) const JWT: &str = "JSON Web Token";

/// A private key in PEM (RFC 7468), with line breaks of any spelling. One without an end goes on as long as it looks like one.
fn pem(text: &str, at: usize) -> Option<Hit> {
    const MOST: usize = 64 * 1024;
    let mut until = text.len().min(at + MOST);
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    let rest = text.get(at..until)?;
    let label_end = rest.get(10..).and_then(|behind| behind.find("-----"))? + 10;
    let label = rest.get(..label_end)?;
    if label.len() > 80 || !label.contains("PRIVATE KEY") {
        return None;
    }
    let body = label_end + 5;
    let end = rest
        .get(body..)?
        .find("-----END")
        .map(|end| body + end)
        .and_then(|end| {
            let behind = end + "-----END".len();
            Some(behind + rest.get(behind..)?.find("-----")? + 5)
        });
    let end = end.unwrap_or_else(|| {
        body + run(rest.as_bytes(), body, |byte| {
            byte.is_ascii_alphanumeric() || b"+/=\\ \r\n\t%".contains(&byte)
        })
    });
    let inner = rest.get(body..end)?;
    let drawn = inner.bytes().filter(u8::is_ascii_alphanumeric).count() >= 16
        && bits(inner) >= 24.0
        && !inner.contains("...");
    drawn.then(|| Hit::secret(at..at + end, "private key"))
}

/// A bot's token: its id, a colon, and 35 signs.
fn bot(text: &[u8], colon: usize) -> Option<Hit> {
    let digits = text[..colon]
        .iter()
        .rev()
        .take(17)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let length = run(text, colon + 1, |byte| Alphabet::Word.has(byte));
    let token = std::str::from_utf8(text.get(colon + 1..colon + 1 + length)?).ok()?;
    ((5..=16).contains(&digits) && (30..=50).contains(&length) && bits(token) >= LOOSE)
        .then(|| Hit::secret(colon + 1..colon + 1 + length, "bot token"))
}

/// The password in `scheme://user:password@host`.
fn userinfo(text: &str, at: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let end = at
        + run(bytes, at, |byte| {
            !byte.is_ascii_whitespace() && !b"/?#\"'<>`\\,|".contains(&byte)
        })
        .min(512);
    let authority = text.get(at..end)?;
    let (user_info, _) = authority.rsplit_once('@')?;
    let (user, password) = user_info.split_once(':')?;
    let is_secret = |name, part: &str| {
        let part = decoded(part);
        super::judge::is_secret(name, Kind::Password, &part, super::judge::How::Named)
            && !part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() && part.len() < 8)
    };
    if is_secret("password", password) {
        let start = at + user.len() + 1;
        return Some(Hit::secret(start..start + password.len(), "password"));
    }
    (password.is_empty() && bits(user) >= LOOSE).then(|| Hit::secret(at..at + user.len(), "token"))
}

/// What follows `Bearer` or `Basic`.
fn scheme(text: &str, at: usize, end: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    if !is_start(bytes, at) {
        return None;
    }
    let mut start = end;
    while let Some((b' ' | b'+' | b':' | b'\t', length)) = unit(bytes, start)
        && start < end + 12
    {
        start += length;
    }
    if start == end {
        return None;
    }
    let length = run(bytes, start, |byte| {
        byte.is_ascii_alphanumeric() || b"._-+/=~:|".contains(&byte)
    });
    let mut word = text.get(start..start + length)?;
    word = word.trim_end_matches(['.', ':']);
    let basic = text.get(at..end)?.eq_ignore_ascii_case("basic");
    let secret = if basic {
        is_basic(word, true)
            || (word.len() >= 12 && bits(word) >= LOOSE && !is_placeholder("", word))
    } else {
        word.len() >= 8 && bits(word) >= 24.0 && !is_placeholder("token", word)
    };
    let what = if basic { "password" } else { "token" };
    secret.then(|| Hit::secret(start..start + word.len(), what))
}

/// The password of `curl -u user:password`.
fn user(text: &str, at: usize, end: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let alone = at == 0
        || unit(bytes, at - 1).is_some_and(|(sign, _)| sign.is_ascii_whitespace() || sign == b'n');
    let (sign, _) = unit(bytes, end)?;
    // `curl -uuser:password`
    let glued = end - at == 2
        && text
            .get(..at)
            .is_some_and(|before| before.contains("curl "));
    if !alone || !(glued || matches!(sign, b' ' | b'=' | b'"' | b'\'')) {
        return None;
    }
    let mut start = end;
    while let Some((b' ' | b'=' | b'"' | b'\'', length)) = unit(bytes, start)
        && start < end + 12
    {
        start += length;
    }
    let mut stop = start;
    while let Some((sign, length)) = unit(bytes, stop)
        && stop < start + 256
        && !sign.is_ascii_whitespace()
        && !b"\"'".contains(&sign)
    {
        stop += length;
    }
    let pair = text.get(start..stop)?;
    let (user, password) = pair.split_once(':')?;
    let dummy = is_placeholder("password", password) || password.starts_with(['$', '<', '{']);
    if !dummy
        && (bits(password) > 0.0
            || is_password_like(password)
            || password.len() >= 5 && !is_words(password))
    {
        let start = start + user.len() + 1;
        return Some(Hit::secret(start..stop, "password"));
    }
    let dummy = is_placeholder("username", user);
    (!dummy && bits(user) >= LOOSE).then(|| Hit::secret(start..start + user.len(), "token"))
}

//! What points to a person: e-mail addresses and telephone numbers. They are replaced by reserved ones (RFC 2606, the numbers
//! 555-0100 to 555-0199), the same for the same person.

use std::collections::HashMap;
use std::ops::Range;

use super::dummies::is_placeholder;
use super::scan::{Found, Hit, in_order};
use super::units::ends_an_escape;

/// E-mail addresses of people and numbers with a `+` in a text, outside of what was found already.
pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    let known = hits.len();
    let bytes = text.as_bytes();
    // Most texts have none of the three, and one look says so.
    if memchr::memchr3(b'@', b'%', b'+', bytes).is_none() {
        return;
    }
    for at_sign in ["@", "%40"] {
        // Whether it is there at all is known sooner by its first byte.
        if !text.as_bytes().contains(&at_sign.as_bytes()[0]) {
            continue;
        }
        for (at, _) in text.match_indices(at_sign) {
            if let Some(range) = address(text, at, at + at_sign.len())
                && !is_harmless(text, &range, at, at + at_sign.len())
            {
                hits.push(Hit {
                    range,
                    found: Found::Email,
                });
            }
        }
    }
    for (at, _) in text.match_indices('+') {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/+=_-.".contains(&byte)) {
            continue;
        }
        let range = at..at + number_length(&bytes[at..]);
        if range.len() > 8 && text.get(range.clone()).is_some_and(is_phone) {
            hits.push(Hit {
                range,
                found: Found::Phone,
            });
        }
    }
    if hits.len() == known {
        return;
    }
    in_order(hits);
}

/// The address around an at sign.
fn address(text: &str, at: usize, behind: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let mut start = at;
    while start > 0
        && at - start < 64
        && (bytes[start - 1].is_ascii_alphanumeric() || b"._+-".contains(&bytes[start - 1]))
        && !ends_an_escape(bytes, start)
    {
        start -= 1;
    }
    while start < at && b".-+_".contains(&bytes[start]) {
        start += 1;
    }
    let mut end = behind
        + bytes[behind..]
            .iter()
            .take(255)
            .take_while(|byte| domain(byte))
            .count();
    while end > behind && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let (_, top) = text.get(behind..end)?.rsplit_once('.')?;
    let letters = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (start < at && letters && top.len() <= 24).then_some(start..end)
}

/// Whether an address is nobody's: an example's, a role's, a machine's, or a part of a URL.
fn is_harmless(text: &str, range: &Range<usize>, at: usize, behind: usize) -> bool {
    let local = text.get(range.start..at).unwrap_or_default();
    let host = text
        .get(behind..range.end)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let lower = local.to_ascii_lowercase();
    if local.contains("made-up") || is_example_host(&host) {
        return true;
    }
    // `scheme://user:password@host`
    let before = &text.as_bytes()[range.start.saturating_sub(80)..range.start];
    let in_authority = before
        .iter()
        .rposition(|byte| b"/ \n\"'".contains(byte))
        .is_some_and(|slash| slash > 0 && before[slash] == b'/' && before[slash - 1] == b'/');
    let role = lower.split(['.', '-', '_', '+']).next().unwrap_or_default();
    let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = lower.replace(['.', '-', '_'], "");
    in_authority
        || ROLES.contains(&role)
        || [
            "noreply",
            "donotreply",
            "johndoe",
            "janedoe",
            "jdoe",
            "firstlast",
            "firstnamelastname",
        ]
        .iter()
        .any(|known| whole.starts_with(known))
        || (local.len() > 4 && is_placeholder("email", local))
        || local.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_example_host(host: &str) -> bool {
    const ENDS: &[&str] = &[
        "test",
        "invalid",
        "example",
        "localhost",
        "local",
        "internal",
    ];
    const NAMES: &[&str] = &[
        "example",
        "domain",
        "yourdomain",
        "mydomain",
        "company",
        "yourcompany",
        "mycompany",
        "email",
        "sample",
        "test",
        "foo",
        "bar",
        "acme",
        "somewhere",
        "host",
        "server",
        "mailinator",
        "abc",
        "xyz",
    ];
    const MACHINES: &[&str] = &[
        "gserviceaccount.com",
        "noreply.github.com",
        "calendar.google.com",
        "amazonses.com",
    ];
    // `image@2x.png`
    const FILES: &[&str] = &[
        "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "json", "css",
    ];
    let mut labels = host.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let second = labels.next().unwrap_or_default();
    ENDS.contains(&top)
        || FILES.contains(&top)
        || NAMES.contains(&second)
        || (second.len() <= 3 && labels.next().is_some_and(|third| NAMES.contains(&third)))
        || MACHINES.iter().any(|machine| host.ends_with(machine))
}

/// What addresses of roles, and of nobody, begin with.
const ROLES: &[&str] = &[
    "abuse",
    "account",
    "accounting",
    "accounts",
    "admin",
    "administrator",
    "agent",
    "alerts",
    "api",
    "apis",
    "app",
    "billing",
    "bot",
    "bounce",
    "bounces",
    "business",
    "care",
    "careers",
    "client",
    "company",
    "compliance",
    "contact",
    "customer",
    "customerservice",
    "customersupport",
    "demo",
    "dev",
    "developer",
    "developers",
    "devops",
    "dummy",
    "email",
    "employee",
    "example",
    "fake",
    "feedback",
    "finance",
    "first",
    "foo",
    "from",
    "git",
    "guest",
    "hello",
    "help",
    "helpdesk",
    "hi",
    "hostmaster",
    "hr",
    "info",
    "integration",
    "integrations",
    "it",
    "jobs",
    "legal",
    "login",
    "mail",
    "mailer",
    "manager",
    "marketing",
    "me",
    "media",
    "member",
    "merchant",
    "my",
    "myemail",
    "name",
    "news",
    "newsletter",
    "newuser",
    "no",
    "nobody",
    "noreply",
    "notifications",
    "office",
    "ops",
    "orders",
    "owner",
    "partner",
    "partners",
    "partnerships",
    "payments",
    "postmaster",
    "postman",
    "press",
    "privacy",
    "product",
    "recipient",
    "receipts",
    "reply",
    "root",
    "sales",
    "sample",
    "security",
    "sender",
    "seller",
    "service",
    "services",
    "someone",
    "somebody",
    "someuser",
    "staff",
    "subscriber",
    "support",
    "sysadmin",
    "system",
    "team",
    "tech",
    "technical",
    "test",
    "tester",
    "testing",
    "testuser",
    "to",
    "user",
    "username",
    "users",
    "webmaster",
    "website",
    "welcome",
    "you",
    "your",
    "youremail",
    "yourname",
];

/// Length of the digits of a number from its `+` on, with what stands between them.
fn number_length(text: &[u8]) -> usize {
    let mut end = 1;
    for (index, byte) in text.iter().enumerate().skip(1).take(24) {
        match byte {
            b'0'..=b'9' => {
                end = index + 1;
                continue;
            }
            b' ' | b'-' | b'.' | b'(' | b')' => {}
            _ => break,
        }
        // Two signs at most stand between digits.
        if index >= end + 2 {
            break;
        }
    }
    match text.get(end) {
        Some(byte) if byte.is_ascii_alphanumeric() => 1,
        _ => end,
    }
}

/// Whether text is a telephone number that may be somebody's.
pub(super) fn is_phone(text: &str) -> bool {
    let text = text.trim();
    if !(7..=32).contains(&text.len()) {
        return false;
    }
    let only = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.() ".contains(&byte));
    if !only {
        return false;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let counted = (8..=15).contains(&digits.len()) || (digits.len() == 7 && text.contains('-'));
    let mut sorted = digits.clone().into_bytes();
    sorted.sort_unstable();
    sorted.dedup();
    let dummy = digits.contains("123456")
        || digits.contains("98765")
        || digits.contains("5550")
        || digits.contains("5555")
        || digits.contains("0000")
        || sorted.len() < 4
        || digits.starts_with("447700900");
    let date = text.len() == 10 && text.matches('-').count() == 2 && text.as_bytes()[4] == b'-';
    counted && !dummy && !date
}

/// What stands for whom, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct People {
    emails: HashMap<String, usize>,
    phones: HashMap<String, usize>,
}

impl People {
    /// The address in place of one.
    pub(super) fn email(&mut self, address: &str) -> String {
        let next = self.emails.len() + 1;
        let (meant, at_sign) = match address.contains("%40") {
            true => (address.replace("%40", "@"), "%40"),
            false => (address.to_owned(), "@"),
        };
        match *self
            .emails
            .entry(meant.to_ascii_lowercase())
            .or_insert(next)
        {
            1 => format!("user{at_sign}example.com"),
            number => format!("user{number}{at_sign}example.com"),
        }
    }

    /// The number in place of one, written as it was: its signs stay, and so does how many digits there are.
    pub(super) fn phone(&mut self, number: &str) -> String {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let next = self.phones.len();
        let index = *self.phones.entry(digits.clone()).or_insert(next);
        let mut made = format!("12025550{}", 100 + index % 100);
        let length = digits.len();
        if length > made.len() {
            made.push_str(&"0".repeat(length - made.len()));
        }
        let made = &made[made.len() - length..];
        let mut made = made.chars();
        number
            .chars()
            .map(|sign| {
                if sign.is_ascii_digit() {
                    made.next().unwrap_or('0')
                } else {
                    sign
                }
            })
            .collect()
    }

    /// How many addresses and numbers there were.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.emails.len(), self.phones.len())
    }
}

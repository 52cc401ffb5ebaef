//! Whether a value is a secret: its name says that it may be one, its entropy and its shape whether it is.

use super::dummies::{is_jwt, is_placeholder, without_scheme};
use super::names::Kind;
use super::random::{bits, is_words};

/// Bits that a drawn value has at least where its name says what it is: eight hexadecimal digits.
const NAMED: f64 = 24.0;
/// Bits that it has at least where only a sentence speaks of it, or where its name mostly means something else.
pub(super) const LOOSE: f64 = 40.0;

/// How surely a name belongs to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// A quoted or assigned value of that name.
    Named,
    /// Text after a colon, or in the cell of a table.
    Loose,
}

/// Whether the value of a name of this kind is a secret.
pub(super) fn is_secret(name: &str, kind: Kind, value: &str, how: How) -> bool {
    let value = value.trim();
    if value.len() < 5 || is_placeholder(name, value) {
        return false;
    }
    let token = without_scheme(value).trim();
    if is_public(name, token) || token.contains(char::is_whitespace) {
        return false;
    }
    match kind {
        Kind::Password => match how {
            How::Named => !is_plain(token),
            How::Loose => is_password_like(token),
        },
        Kind::Pass => !is_plain(token) && !token.bytes().all(|byte| byte.is_ascii_alphabetic()),
        Kind::Token => {
            let least = if how == How::Named { NAMED } else { LOOSE };
            let digits = token.len() >= 12 && token.bytes().all(|byte| byte.is_ascii_digit());
            is_jwt(token)
                || bits(token) >= least
                || (how == How::Named
                    && (digits || is_password_like(token) || uuid::Uuid::try_parse(token).is_ok()))
        }
        Kind::Code => bits(token) >= LOOSE,
        Kind::Login | Kind::Phone => false,
    }
}

/// Whether words of one case say something (`8-characters-min`, `RESET`), so that they are nobody's password.
fn is_plain(value: &str) -> bool {
    let lower = value.bytes().any(|byte| byte.is_ascii_lowercase());
    let upper = value.bytes().any(|byte| byte.is_ascii_uppercase());
    let separated = value
        .trim_matches(|c: char| !c.is_ascii_alphanumeric())
        .contains(['-', '_', '.', '/', ':']);
    let odd = value
        .bytes()
        .any(|byte| b"!@#$%^&*?~+=".contains(&byte) || !byte.is_ascii());
    let capitals = upper
        && value
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let mixed = odd || (lower && upper);
    !mixed && (separated || capitals) && is_words(value)
}

/// Whether a word in a sentence is surely a password: three kinds of signs at least, and no name of anything.
pub(super) fn is_password_like(value: &str) -> bool {
    let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
    let symbol = value.bytes().any(|byte| b"!@#$%^&*?~+".contains(&byte));
    let kinds = [
        has(u8::is_ascii_lowercase),
        has(u8::is_ascii_uppercase),
        has(u8::is_ascii_digit),
        symbol,
    ];
    value.len() >= 8
        && kinds.iter().filter(|kind| **kind).count() >= 3
        && has(u8::is_ascii_digit)
        && !value.contains(['/', '(', ')', '<', '{', '`'])
        && (symbol || (!value.contains(['-', '_', '.', ':']) && !is_words(value)))
}

/// Whether a value is known by its shape to be no secret: an address, a place, a time, a public key.
pub(super) fn is_public(name: &str, value: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "http://",
        "https://",
        "arn:",
        "urn:",
        "did:",
        "ssh-",
        "sha256:",
        "sha256-",
        "sha384-",
        "sha512-",
        "bc1",
        "tb1",
        "ltc1",
        "addr1",
        "data:",
        "projects/",
        "gid://",
    ];
    if PREFIXES.iter().any(|prefix| value.starts_with(prefix)) {
        return true;
    }
    if let Some(digits) = value.strip_prefix("0x") {
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let private = ["private", "secret", "seed", "mnemonic"];
        let lower = name.to_ascii_lowercase();
        return hex && (digits.len() <= 42 || !private.iter().any(|word| lower.contains(word)));
    }
    if value.starts_with("-----BEGIN") {
        return !value.contains("PRIVATE KEY");
    }
    is_file(value)
        || value.parse::<jiff::Timestamp>().is_ok()
        || value.parse::<jiff::civil::DateTime>().is_ok()
        || value.parse::<jiff::civil::Date>().is_ok()
}

/// Whether it is the path of a file: `uploads/3f9a8c7b/a.png`.
fn is_file(value: &str) -> bool {
    const ENDS: &[&str] = &[
        "json", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "txt", "xml", "csv", "html",
        "js", "css", "zip", "gz", "tar", "mp3", "mp4", "mov", "doc", "docx", "xls", "xlsx", "yaml",
        "yml", "toml", "md", "crt", "cer", "pub",
    ];
    value.rsplit_once('.').is_some_and(|(before, end)| {
        !before.is_empty()
            && ENDS.contains(&end)
            && before
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/_-.".contains(&byte))
    })
}

/// Whether the base64 of `user:password` (RFC 7617) holds a password. `named` says that `Basic` stands before it.
pub(super) fn is_basic(value: &str, named: bool) -> bool {
    // What is written without being asked for is padded.
    if !named && (!value.len().is_multiple_of(4) || value.len() < 16) {
        return false;
    }
    let Some(text) = decode_base64(value) else {
        return false;
    };
    let Some((user, password)) = text.split_once(':') else {
        return false;
    };
    if user.is_empty() || text.bytes().any(|byte| byte.is_ascii_control()) {
        return false;
    }
    if named {
        let dummy = |part: &str| part.is_empty() || is_placeholder("password", part);
        !(dummy(password) && (is_placeholder("username", user) || bits(user) < NAMED))
    } else {
        !user.contains(['/', ' ', ':'])
            && is_password_like(password)
            && !is_placeholder("password", password)
    }
}

/// Whether the base64 of `user:password` is one of dummies: `user:pass`.
pub(super) fn is_dummy_pair(value: &str) -> bool {
    decode_base64(value).is_some_and(|text| text.contains(':')) && !is_basic(value, true)
}

/// ASCII text in base64 (RFC 4648, either alphabet); `None` where it is none.
fn decode_base64(value: &str) -> Option<String> {
    let value = value.trim_end_matches('=');
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    if value.len() < 8 || value.len() > 512 || !value.bytes().all(is_base64) {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    let mut buffer = 0_u32;
    let mut filled = 0;
    for byte in value.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        buffer = (buffer << 6 | u32::from(six)) & 0xFFFF;
        filled += 6;
        if filled >= 8 {
            filled -= 8;
            let letter = (buffer >> filled & 0xFF) as u8;
            out.push(Some(letter).filter(u8::is_ascii)?.into());
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_a_password_is_seen() {
        // maria:wT6!pRz9&Kd3
        assert!(is_basic("bWFyaWE6d1Q2IXBSejkmS2Qz", false));
        assert!(is_basic("bWFyaWE6d1Q2IXBSejkmS2Qz", true));
        // Product:1234, user:pass
        assert!(!is_basic("UHJvZHVjdDoxMjM0", false));
        assert!(!is_basic("dXNlcjpwYXNz", true));
    }
}

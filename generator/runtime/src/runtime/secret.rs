//! Values that must not be seen.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// A secret value: shown as `…`, and wiped from memory when its last copy is dropped. (What a transport copies of it into
/// a request is the transport's.)
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes hold of a secret value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(value.into())))
    }

    /// The value itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<S: Into<String>> From<S> for Secret {
    fn from(value: S) -> Self {
        Self::new(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Whether the value of a header or a query parameter of this name is likely to be a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    const WHOLE: [&str; 9] = [
        "key", "sig", "auth", "jwt", "code", "pwd", "pass", "xauth", "xkey",
    ];
    let plain = plain(name);
    WHOLE.iter().any(|word| plain == word.as_bytes()) || holds_word(&plain)
}

/// Whether a name says by one of its words that the value is a secret. In a path, `code` and `key` are names of things.
pub(super) fn holds_secret_word(name: &str) -> bool {
    holds_word(&plain(name))
}

/// Whether a name of a field in a body says that the value is a secret. There, `code` and `key` are names of things as well.
pub(super) fn is_secret_field(name: &str) -> bool {
    const WHOLE: [&str; 13] = [
        "pwd",
        "pass",
        "passcode",
        "jwt",
        "sig",
        "pin",
        "otp",
        "totp",
        "cvv",
        "cvc",
        "cardnumber",
        "ssn",
        "mnemonic",
    ];
    let plain = plain(name);
    WHOLE.iter().any(|word| plain == word.as_bytes()) || holds_word(&plain)
}

fn holds_word(plain: &[u8]) -> bool {
    const WITHIN: [&str; 13] = [
        "token",
        "secret",
        "password",
        "passwd",
        "passphrase",
        "apikey",
        "accesskey",
        "authorization",
        "cookie",
        "signature",
        "session",
        "credential",
        "privatekey",
    ];
    // Each call asks this of each name, and names are short: looking is quicker than preparing a search.
    let mut words = WITHIN.iter().map(|word| word.as_bytes());
    words.any(|word| plain.windows(word.len()).any(|part| part == word))
}

/// The letters and digits, in lower case.
fn plain(name: &str) -> Vec<u8> {
    let mut plain = name.as_bytes().to_ascii_lowercase();
    plain.retain(u8::is_ascii_alphanumeric);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "… Some(…)");
        assert_eq!(secret.expose(), "hunter2");
    }

    #[test]
    fn secret_names_are_known() {
        for name in [
            "Authorization",
            "X-API-Key",
            "access_token",
            "Set-Cookie",
            "key",
            "client_secret",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["page", "keyword", "Accept", "monkey", "status_code"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}

//! What a server wants to see answered: its challenges, and which of them is taken.

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

use super::{Digest, DigestAlgorithm};

/// What a server wants to see answered.
#[derive(Debug, Clone)]
pub(super) struct Challenge {
    pub(super) realm: String,
    pub(super) nonce: String,
    pub(super) opaque: Option<String>,
    pub(super) qop: Option<Qop>,
    pub(super) algorithm: DigestAlgorithm,
    /// Whether the user's name is to be hashed too.
    pub(super) hash_user: bool,
    /// One for all answers to this challenge, since a session's key is made of it.
    pub(super) client_nonce: String,
    /// How often it was answered.
    pub(super) used: u32,
}

impl Challenge {
    /// The first one in a reply that can be answered: servers put what they like best in front.
    pub(super) fn of(headers: &HeaderMap, scheme: &Digest) -> Option<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        let texts: Vec<String> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
            .collect();
        let mut all = texts.iter().flat_map(|text| challenges(text));
        all.find_map(|(name, parameters)| {
            if !name.eq_ignore_ascii_case("digest") {
                return None;
            }
            let get = |wanted: &str| {
                let found = parameters
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
                found.map(|(_, value)| value.clone())
            };
            let algorithm = match get("algorithm") {
                Some(name) => DigestAlgorithm::of(&name)?,
                None => scheme.algorithm,
            };
            let qop = match get("qop") {
                Some(offered) => Some(Qop::best(&offered)?),
                None => None,
            };
            Some(Self {
                realm: get("realm")?,
                nonce: get("nonce")?,
                opaque: get("opaque"),
                qop,
                algorithm,
                hash_user: get("userhash").is_some_and(|it| it.eq_ignore_ascii_case("true")),
                client_nonce: scheme.client_nonce(),
                used: 0,
            })
        })
    }
}

/// The quality of protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Qop {
    Auth,
    AuthInt,
}

impl Qop {
    /// The one to take of those that are offered, parted by commas.
    pub(super) fn best(offered: &str) -> Option<Self> {
        let has = |wanted: Self| {
            let mut names = offered.split(',').map(str::trim);
            names.any(|name| name.eq_ignore_ascii_case(wanted.name()))
        };
        [Self::Auth, Self::AuthInt]
            .into_iter()
            .find(|qop| has(*qop))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::AuthInt => "auth-int",
        }
    }
}

/// The challenges of a header: schemes with their parameters (RFC 9110, section 11.6.1).
pub(super) fn challenges(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let end = rest.find([' ', '\t', ',', '=', '"']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let after_space = after.trim_start_matches([' ', '\t']);
        if let Some(value) = after_space.strip_prefix('=') {
            let (value, after) = parameter(value.trim_start_matches([' ', '\t']));
            if let Some((_, parameters)) = found.last_mut() {
                parameters.push((word.to_owned(), value));
            }
            rest = after;
        } else if !word.is_empty() {
            found.push((word.to_owned(), Vec::new()));
            rest = after;
        } else if rest.starts_with('"') {
            rest = parameter(rest).1;
        } else {
            return found;
        }
    }
}

/// A parameter's value, and what follows it.
fn parameter(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([' ', '\t', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.to_owned(), rest);
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, letter) in quoted.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => {
                escaped = true;
                continue;
            }
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            _ => {}
        }
        value.push(letter);
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_read_as_they_are_written() {
        let text = "Basic realm=\"a, b\", Negotiate, digest  realm = \"say \\\"hi\\\", \\\\\" ,nonce=n1,qop=\"auth\", stale=FALSE";
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            challenges(text),
            [
                ("Basic".to_owned(), vec![pair("realm", "a, b")]),
                ("Negotiate".to_owned(), vec![]),
                (
                    "digest".to_owned(),
                    vec![
                        pair("realm", "say \"hi\", \\"),
                        pair("nonce", "n1"),
                        pair("qop", "auth"),
                        pair("stale", "FALSE"),
                    ]
                ),
            ]
        );
        // A server may write anything.
        for text in [
            "",
            "\"",
            "Digest realm=\"",
            "=,=",
            "Digest =x \"y\" \"",
            "Negotiate abc==",
        ] {
            let _ = challenges(text);
        }
    }

    #[test]
    fn the_challenge_that_can_be_answered_is_taken() {
        let mut headers = HeaderMap::new();
        for value in [
            "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-9, qop=\"auth\"",
            "Digest realm=\"r\", nonce=\"2\", qop=\"auth-conf\"",
            "Basic realm=\"r\", Digest realm=\"r\", nonce=\"3\", algorithm=SHA-256, qop=\"auth-int\"",
        ] {
            headers.append(WWW_AUTHENTICATE, value.parse().unwrap());
        }
        let challenge = Challenge::of(&headers, &Digest::new("u", "p")).unwrap();
        assert_eq!(challenge.nonce, "3");
        assert_eq!(challenge.algorithm, DigestAlgorithm::Sha256);
        assert_eq!(challenge.qop, Some(Qop::AuthInt));
    }
}

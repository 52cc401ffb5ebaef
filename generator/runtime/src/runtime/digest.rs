//! Digest authentication: the server's challenge is answered with a hash of the password.

mod challenge;

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use md5::Md5;
use sha2::digest::Digest as _;
use sha2::{Sha256, Sha512_256};

use self::challenge::{Challenge, Qop, challenges};
use super::signing::{authorize, hex, nonce, path_and_query};
use super::url::origin;
use super::{Credential, Secret, Sign};

/// Digest authentication (RFC 7616). The password is never sent.
///
/// The first request to a server goes out without, and once more with the answer to the challenge that it is refused with;
/// later requests are answered beforehand, until the server wants a new nonce.
///
/// `algorithm` serves servers that say none. The fields after it are a challenge that is known beforehand, for tests; unless
/// `realm` and `nonce` are both set there is none.
#[derive(Debug, Clone)]
pub struct Digest {
    /// The user's name.
    pub username: Secret,
    /// The password.
    pub password: Secret,
    /// The hash, where the server says none: MD5 unless set.
    pub algorithm: DigestAlgorithm,
    /// The realm.
    pub realm: Option<String>,
    /// The server's nonce.
    pub nonce: Option<String>,
    /// The quality of protection: `auth` or `auth-int`.
    pub qop: Option<String>,
    /// What the server wants to have back.
    pub opaque: Option<String>,
    /// How often the nonce was used, this time included: eight hexadecimal digits.
    pub nonce_count: Option<String>,
    /// A fixed nonce of the client's; a new one for each challenge unless set.
    pub client_nonce: Option<String>,
}

/// The hash of [`Digest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestAlgorithm {
    /// `MD5`.
    Md5,
    /// `MD5-sess`.
    Md5Session,
    /// `SHA-256`.
    Sha256,
    /// `SHA-256-sess`.
    Sha256Session,
    /// `SHA-512-256`.
    Sha512,
    /// `SHA-512-256-sess`.
    Sha512Session,
}

impl Digest {
    /// A user and the password, and nothing else set.
    pub fn new(username: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
            algorithm: DigestAlgorithm::Md5,
            realm: None,
            nonce: None,
            qop: None,
            opaque: None,
            nonce_count: None,
            client_nonce: None,
        }
    }

    fn client_nonce(&self) -> String {
        self.client_nonce.clone().unwrap_or_else(|| nonce(16))
    }

    /// The challenge that is known beforehand.
    fn known(&self) -> Option<Challenge> {
        let count = self.nonce_count.as_deref().unwrap_or_default();
        let count = u32::from_str_radix(count, 16).unwrap_or(1);
        Some(Challenge {
            realm: self.realm.clone().filter(|realm| !realm.is_empty())?,
            nonce: self.nonce.clone().filter(|nonce| !nonce.is_empty())?,
            opaque: self.opaque.clone().filter(|opaque| !opaque.is_empty()),
            qop: self.qop.as_deref().and_then(Qop::best),
            algorithm: self.algorithm,
            hash_user: false,
            client_nonce: self.client_nonce(),
            used: count.saturating_sub(1),
        })
    }

    /// The header that answers a challenge.
    fn answer(&self, challenge: &Challenge, message: &http::Request<Bytes>) -> Secret {
        let Challenge {
            realm,
            nonce,
            client_nonce,
            algorithm,
            ..
        } = challenge;
        let hash = |text: &str| algorithm.hash(text.as_bytes());
        let (user, password) = (self.username.expose(), self.password.expose());
        let secret = Secret::new(format!("{user}:{realm}:{password}"));
        let mut first = Secret::new(hash(secret.expose()));
        if algorithm.is_session() {
            let session = Secret::new(format!("{}:{nonce}:{client_nonce}", first.expose()));
            first = Secret::new(hash(session.expose()));
        }
        let (method, uri) = (message.method().as_str(), path_and_query(message.uri()));
        let second = match challenge.qop {
            Some(Qop::AuthInt) => hash(&format!(
                "{method}:{uri}:{}",
                algorithm.hash(message.body())
            )),
            _ => hash(&format!("{method}:{uri}")),
        };
        let count = format!("{:08x}", challenge.used);
        let response = match challenge.qop {
            Some(qop) => hash(&format!(
                "{}:{nonce}:{count}:{client_nonce}:{}:{second}",
                first.expose(),
                qop.name()
            )),
            None => hash(&format!("{}:{nonce}:{second}", first.expose())),
        };
        let user = if challenge.hash_user {
            hash(&format!("{user}:{realm}"))
        } else {
            user.to_owned()
        };
        let mut header = format!(
            "Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{uri}\", algorithm=\"{}\"",
            escaped(&user),
            escaped(realm),
            escaped(nonce),
            algorithm.name(),
        );
        if let Some(qop) = challenge.qop {
            header.push_str(&format!(", qop={}", qop.name()));
        }
        if challenge.qop.is_some() || *algorithm == DigestAlgorithm::Md5Session {
            header.push_str(&format!(
                ", nc={count}, cnonce=\"{}\"",
                escaped(client_nonce)
            ));
        }
        header.push_str(&format!(", response=\"{response}\""));
        if let Some(opaque) = &challenge.opaque {
            header.push_str(&format!(", opaque=\"{}\"", escaped(opaque)));
        }
        if challenge.hash_user {
            header.push_str(", userhash=true");
        }
        Secret::new(header)
    }
}

impl From<Digest> for Credential {
    fn from(scheme: Digest) -> Self {
        Self::signer(Signer {
            challenges: Mutex::default(),
            scheme,
        })
    }
}

/// The scheme with what servers want.
struct Signer {
    scheme: Digest,
    /// By origin, the oldest first.
    challenges: Mutex<Vec<(String, Challenge)>>,
}

/// More servers than this, and the first one is asked again.
const SERVERS: usize = 32;

impl Sign for Signer {
    fn scheme(&self) -> &'static str {
        "Digest"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let origin = origin(message.uri());
        let challenge = {
            let mut challenges = self
                .challenges
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let at = challenges.iter().position(|(known, _)| *known == origin);
            let at = match (at, self.scheme.known()) {
                (Some(at), _) => at,
                (None, Some(known)) => {
                    remember(&mut challenges, origin, known);
                    challenges.len().saturating_sub(1)
                }
                (None, None) => return Ok(()),
            };
            let Some((_, challenge)) = challenges.get_mut(at) else {
                return Ok(());
            };
            challenge.used = challenge.used.saturating_add(1);
            challenge.clone()
        };
        let header = self.scheme.answer(&challenge, message);
        authorize(message, header.expose())
    }

    /// Where a server wants it.
    fn covers_body(&self) -> bool {
        let challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let known = challenges.iter().map(|(_, challenge)| challenge.qop);
        known
            .chain([self.scheme.qop.as_deref().and_then(Qop::best)])
            .any(|qop| qop == Some(Qop::AuthInt))
    }

    fn refused(&self, sent: &http::Request<()>, headers: &HeaderMap) -> bool {
        if self.scheme.username.expose().is_empty() {
            return false;
        }
        let Some(challenge) = Challenge::of(headers, &self.scheme) else {
            return false;
        };
        // The nonce that was answered once more says that the answer is wrong.
        let answered = sent.headers().get(AUTHORIZATION);
        let answered = answered.map_or(Vec::new(), |value| {
            challenges(&String::from_utf8_lossy(value.as_bytes()))
        });
        let again = |(name, value): &(String, String)| name == "nonce" && *value == challenge.nonce;
        if answered
            .iter()
            .any(|(_, parameters)| parameters.iter().any(again))
        {
            return false;
        }
        let origin = origin(sent.uri());
        let mut challenges = self
            .challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let known = challenges.iter().find(|(known, _)| *known == origin);
        // Another call may have learnt of it meanwhile, and counts.
        if known.is_none_or(|(_, known)| known.nonce != challenge.nonce) {
            remember(&mut challenges, origin, challenge);
        }
        true
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.scheme.password.clone(), self.scheme.username.clone()]
    }
}

fn remember(challenges: &mut Vec<(String, Challenge)>, origin: String, challenge: Challenge) {
    challenges.retain(|(known, _)| *known != origin);
    if challenges.len() >= SERVERS {
        challenges.remove(0);
    }
    challenges.push((origin, challenge));
}

impl DigestAlgorithm {
    const ALL: [Self; 6] = [
        Self::Md5,
        Self::Md5Session,
        Self::Sha256,
        Self::Sha256Session,
        Self::Sha512,
        Self::Sha512Session,
    ];

    fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|known| known.name().eq_ignore_ascii_case(name))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Md5Session => "MD5-sess",
            Self::Sha256 => "SHA-256",
            Self::Sha256Session => "SHA-256-sess",
            Self::Sha512 => "SHA-512-256",
            Self::Sha512Session => "SHA-512-256-sess",
        }
    }

    fn is_session(self) -> bool {
        matches!(
            self,
            Self::Md5Session | Self::Sha256Session | Self::Sha512Session
        )
    }

    fn hash(self, bytes: &[u8]) -> String {
        match self {
            Self::Md5 | Self::Md5Session => hex(&Md5::digest(bytes)),
            Self::Sha256 | Self::Sha256Session => hex(&Sha256::digest(bytes)),
            Self::Sha512 | Self::Sha512Session => hex(&Sha512_256::digest(bytes)),
        }
    }
}

/// A text between quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn signed(scheme: &Digest, method: &str, url: &str, body: &str) -> String {
        let mut message = http::Request::builder()
            .method(method)
            .uri(url)
            .body(Bytes::from(body.to_owned()))
            .unwrap();
        let signer = Signer {
            scheme: scheme.clone(),
            challenges: Mutex::default(),
        };
        signer.sign(&mut message).unwrap();
        let header = message.headers().get("authorization");
        header
            .map_or("", |header| header.to_str().unwrap())
            .to_owned()
    }

    /// The two examples of RFC 7616, section 3.9.1.
    #[test]
    fn answers_are_those_of_the_specification() {
        let cases = [
            (DigestAlgorithm::Md5, "8ca523f5e9506fed4657c9700eebdbec"),
            (
                DigestAlgorithm::Sha256,
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ];
        for (algorithm, response) in cases {
            let scheme = Digest {
                algorithm,
                realm: Some("http-auth@example.org".to_owned()),
                nonce: Some("7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v".to_owned()),
                qop: Some("auth, auth-int".to_owned()),
                client_nonce: Some("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ".to_owned()),
                ..Digest::new("Mufasa", "Circle of Life")
            };
            let url = "http://www.example.org/dir/index.html";
            let header = signed(&scheme, "GET", url, "");
            assert!(
                header.contains(&format!("response=\"{response}\"")),
                "{header}"
            );
        }
    }

    /// What Postman's runtime 7.39.1 answers, by each algorithm and each quality of protection.
    #[test]
    fn answers_are_those_of_postman() {
        let cases = include_str!("../../tests/vectors/digest-postman.json");
        let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
        assert_eq!(cases.len(), 19);
        for case in &cases {
            let text = |name: &str| case["params"][name].as_str().map(str::to_owned);
            let scheme = Digest {
                algorithm: DigestAlgorithm::of(&text("algorithm").unwrap())
                    .unwrap_or(DigestAlgorithm::Md5),
                realm: text("realm"),
                nonce: text("nonce"),
                qop: text("qop"),
                opaque: text("opaque"),
                nonce_count: text("nonceCount"),
                client_nonce: text("clientNonce"),
                ..Digest::new(text("username").unwrap(), text("password").unwrap())
            };
            let part = |name: &str| case[name].as_str().unwrap();
            let header = signed(&scheme, part("method"), part("url"), part("body"));
            assert_eq!(header, part("header"));
        }
    }
}

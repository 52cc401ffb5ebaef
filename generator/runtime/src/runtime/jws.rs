//! Signed JSON Web Tokens (RFC 7515, RFC 7519): what `jwt` and `asap` are made of.

use std::fmt;

use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Secret;
use super::credential::base64;

/// How a JSON Web Token is signed (RFC 7518, section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtAlgorithm {
    /// HMAC with SHA-256.
    Hs256,
    /// HMAC with SHA-384.
    Hs384,
    /// HMAC with SHA-512.
    Hs512,
    /// RSA (PKCS #1 v1.5) with SHA-256.
    Rs256,
    /// RSA (PKCS #1 v1.5) with SHA-384.
    Rs384,
    /// RSA (PKCS #1 v1.5) with SHA-512.
    Rs512,
    /// RSA (PSS) with SHA-256.
    Ps256,
    /// RSA (PSS) with SHA-384.
    Ps384,
    /// RSA (PSS) with SHA-512.
    Ps512,
    /// ECDSA over P-256 with SHA-256.
    Es256,
    /// ECDSA over P-384 with SHA-384.
    Es384,
    /// ECDSA over P-521 with SHA-512.
    Es512,
}

impl JwtAlgorithm {
    fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
        }
    }

    /// As the crate that signs knows it; it does not know ES512.
    fn known(self) -> Option<Algorithm> {
        Some(match self {
            Self::Hs256 => Algorithm::HS256,
            Self::Hs384 => Algorithm::HS384,
            Self::Hs512 => Algorithm::HS512,
            Self::Rs256 => Algorithm::RS256,
            Self::Rs384 => Algorithm::RS384,
            Self::Rs512 => Algorithm::RS512,
            Self::Ps256 => Algorithm::PS256,
            Self::Ps384 => Algorithm::PS384,
            Self::Ps512 => Algorithm::PS512,
            Self::Es256 => Algorithm::ES256,
            Self::Es384 => Algorithm::ES384,
            Self::Es512 => return None,
        })
    }

    /// The key that it signs with: a shared secret, or the PEM text of a private key.
    fn key(self, key: &[u8]) -> Result<EncodingKey, String> {
        let key = match self {
            Self::Hs256 | Self::Hs384 | Self::Hs512 => Ok(EncodingKey::from_secret(key)),
            Self::Es256 | Self::Es384 | Self::Es512 => EncodingKey::from_ec_pem(key),
            _ => EncodingKey::from_rsa_pem(key),
        };
        // What the reader says of a key may show a piece of it.
        key.map_err(|_| {
            format!(
                "its private key is not a PEM text (PKCS #8) of a key for {}",
                self.name()
            )
        })
    }
}

/// A token: header and claims, signed. The header says the algorithm, whatever else it holds.
pub(super) fn token(
    algorithm: JwtAlgorithm,
    key: &[u8],
    mut header: Members,
    claims: &Members,
) -> Result<Secret, String> {
    let encoding_key = algorithm.key(key)?;
    header.set("alg", &format!("\"{}\"", algorithm.name()));
    let [header, claims] = [&header, claims].map(|part| base64_url(part.to_string().as_bytes()));
    let signed = format!("{header}.{claims}");
    let signature = match algorithm.known() {
        Some(known) => signature(known, &encoding_key, signed.as_bytes()),
        None => es512(&encoding_key, signed.as_bytes()),
    };
    let fails = || format!("its key cannot sign by {}", algorithm.name());
    let signature = signature.ok_or_else(fails)?;
    Ok(Secret::new(format!("{signed}.{}", base64_url(&signature))))
}

fn signature(algorithm: Algorithm, key: &EncodingKey, signed: &[u8]) -> Option<Vec<u8>> {
    // The provider is named, because two of them in one program leave no default.
    let signer = (DEFAULT_PROVIDER.signer_factory)(&algorithm, key).ok()?;
    jsonwebtoken::signature::Signer::try_sign(&*signer, signed).ok()
}

/// A signature by what the provider itself is made of.
fn es512(key: &EncodingKey, signed: &[u8]) -> Option<Vec<u8>> {
    let algorithm = &aws_lc_rs::signature::ECDSA_P521_SHA512_FIXED_SIGNING;
    let key = aws_lc_rs::signature::EcdsaKeyPair::from_pkcs8(algorithm, key.as_bytes()).ok()?;
    let signature = key
        .sign(&aws_lc_rs::rand::SystemRandom::new(), signed)
        .ok()?;
    Some(signature.as_ref().to_vec())
}

/// The members of a JSON object, in their order, each value as its text.
#[derive(Debug, Default)]
pub(super) struct Members(Vec<(String, String)>);

impl Members {
    /// The members of an object, which `what` names where it is none. Text of white space alone is an empty object.
    pub(super) fn of(what: &str, text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_str(text).map_err(|_| format!("its {what} are not a JSON object"))
    }

    /// A value's JSON text.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// Sets a value by its JSON text; a member that is there keeps its place.
    pub(super) fn set(&mut self, name: &str, json: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, value)) => *value = json.to_owned(),
            None => self.0.push((name.to_owned(), json.to_owned())),
        }
    }
}

impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "{" } else { "," })?;
            write!(f, "{}:{value}", quoted(name))?;
        }
        f.write_str(if self.0.is_empty() { "{}" } else { "}" })
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Members::default();
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    members.set(&name, &without_space(value.get()));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// JSON without the white space between its tokens.
fn without_space(json: &str) -> String {
    let (mut out, mut within, mut escaped) = (String::with_capacity(json.len()), false, false);
    for letter in json.chars() {
        if within || !letter.is_ascii_whitespace() {
            out.push(letter);
        }
        if escaped {
            escaped = false;
        } else if within && letter == '\\' {
            escaped = true;
        } else if letter == '"' {
            within = !within;
        }
    }
    out
}

/// Base64 for URLs, without padding (RFC 4648, section 5).
fn base64_url(bytes: &[u8]) -> String {
    let text = base64(bytes).replace('+', "-").replace('/', "_");
    text.trim_end_matches('=').to_owned()
}

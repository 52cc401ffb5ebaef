//! JWT bearer: each request carries a JSON Web Token of its own.

use bytes::Bytes;
use zeroize::Zeroizing;

use super::jws::{JwtAlgorithm, Members, token};
use super::signing::{authorize, decoded, encoded, set_url, unix_time};
use super::{Credential, Secret, Sign};

/// A JSON Web Token (RFC 7519) for each request, signed with a key.
#[derive(Debug, Clone)]
pub struct Jwt {
    /// How it is signed.
    pub algorithm: JwtAlgorithm,
    /// The shared secret (`HS…`), or the private key as PEM text (PKCS #8).
    pub key: Secret,
    /// Whether a shared secret is written in base64.
    pub base64_key: bool,
    /// The claims: the text of a JSON object; none where it is empty.
    pub claims: String,
    /// More for the token's header (`kid`, `typ`): the text of a JSON object; nothing where it is empty. `alg` is the
    /// algorithm's in any case.
    pub header: String,
    /// For how many seconds a token holds: sets the claims `iat` and `exp`, where `claims` does not. `None` for claims as
    /// they are.
    pub lifetime: Option<u32>,
    /// What stands before the token in the header `Authorization`: `Bearer` unless set.
    pub prefix: String,
    /// The query parameter that holds the token instead of the header.
    pub query: Option<String>,
    /// A fixed time in seconds since 1970, for tests; the clock's unless set.
    pub timestamp: Option<u64>,
}

impl Jwt {
    /// Tokens signed with a shared secret by HS256, and nothing else set.
    pub fn shared(secret: impl Into<Secret>) -> Self {
        Self {
            algorithm: JwtAlgorithm::Hs256,
            key: secret.into(),
            base64_key: false,
            claims: String::new(),
            header: String::new(),
            lifetime: None,
            prefix: String::from("Bearer"),
            query: None,
            timestamp: None,
        }
    }

    /// Tokens signed with a private key (PEM text, PKCS #8) by RS256, and nothing else set.
    pub fn private(key: impl Into<Secret>) -> Self {
        Self {
            algorithm: JwtAlgorithm::Rs256,
            ..Self::shared(key)
        }
    }

    fn token(&self) -> Result<Secret, String> {
        if self.key.expose().is_empty() {
            return Err(String::from("the key of its JSON Web Token is empty"));
        }
        let header = Members::of("token's header parameters", &self.header)?;
        let mut claims = Members::of("token's claims", &self.claims)?;
        if let Some(lifetime) = self.lifetime {
            let now = self.timestamp.unwrap_or_else(unix_time);
            for (name, time) in [("iat", now), ("exp", now + u64::from(lifetime))] {
                if claims.get(name).is_none() {
                    claims.set(name, &time.to_string());
                }
            }
        }
        if self.base64_key {
            token(self.algorithm, &plain(self.key.expose()), header, &claims)
        } else {
            token(
                self.algorithm,
                self.key.expose().as_bytes(),
                header,
                &claims,
            )
        }
    }
}

impl Sign for Jwt {
    fn scheme(&self) -> &'static str {
        "JWT"
    }

    fn covers_body(&self) -> bool {
        false
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let token = self.token()?;
        let Some(key) = &self.query else {
            let space = if self.prefix.is_empty() { "" } else { " " };
            let value = Secret::new(format!("{}{space}{}", self.prefix, token.expose()));
            return authorize(message, value.expose());
        };
        let uri = message.uri();
        let is_other = |pair: &&str| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            !pair.is_empty() && decoded(name) != *key
        };
        let kept = uri.query().unwrap_or_default().split('&').filter(is_other);
        let own = Secret::new(format!("{}={}", encoded(key), token.expose()));
        let query: Vec<&str> = kept.chain([own.expose()]).collect();
        let (scheme, authority) = (uri.scheme_str(), uri.authority());
        let scheme = scheme.unwrap_or_default();
        let authority = authority.map_or("", |authority| authority.as_str());
        let url = format!("{scheme}://{authority}{}?{}", uri.path(), query.join("&"));
        set_url(message, &url)
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.key.clone()]
    }
}

impl From<Jwt> for Credential {
    fn from(scheme: Jwt) -> Self {
        Self::signer(scheme)
    }
}

/// The bytes that base64 stands for, in either alphabet; what is of neither is skipped, as Postman does.
fn plain(text: &str) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() / 4 * 3 + 3));
    let (mut group, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        group = (group << 6 | u32::from(digit)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn vectors() -> Value {
        serde_json::from_str(include_str!("../../tests/vectors/jwt-postman.json")).unwrap()
    }

    fn algorithm(name: &str) -> JwtAlgorithm {
        match name {
            "HS256" => JwtAlgorithm::Hs256,
            "HS384" => JwtAlgorithm::Hs384,
            "HS512" => JwtAlgorithm::Hs512,
            "RS256" => JwtAlgorithm::Rs256,
            "RS384" => JwtAlgorithm::Rs384,
            "RS512" => JwtAlgorithm::Rs512,
            other => panic!("{other}"),
        }
    }

    fn signed(jwt: &Jwt, url: &str) -> http::Request<Bytes> {
        let mut message = http::Request::get(url).body(Bytes::new()).unwrap();
        jwt.sign(&mut message).unwrap();
        message
    }

    /// The tokens that Postman's runtime 7.39.1 makes by the algorithms that always make the same one.
    #[test]
    fn tokens_are_those_of_postman() {
        let vectors = vectors();
        for case in vectors["jwt"].as_array().unwrap() {
            let text = |name: &str| case["params"][name].as_str().map(str::to_owned);
            let key = match text("privateKey") {
                Some(_) => vectors["rsa"].as_str().unwrap().to_owned(),
                None => text("secret").unwrap(),
            };
            let jwt = Jwt {
                algorithm: algorithm(&text("algorithm").unwrap()),
                base64_key: case["params"]["isSecretBase64Encoded"] == true,
                claims: text("payload").unwrap_or_default(),
                header: text("header").unwrap_or_default(),
                prefix: text("headerPrefix").unwrap_or_else(|| "Bearer".to_owned()),
                query: text("addTokenTo")
                    .map(|_| text("queryParamKey").unwrap_or_else(|| "token".to_owned())),
                ..Jwt::shared(key)
            };
            let message = signed(&jwt, "https://api.example.com/a?token=old&b=c&jwt=old");
            let url = message.uri().to_string();
            match case["header"].as_str() {
                Some(header) => assert_eq!(message.headers()["authorization"], header),
                None => {
                    let wanted = case["url"].as_str().unwrap();
                    let token = wanted.rsplit_once('&').unwrap().1;
                    assert!(url.ends_with(&format!("&{token}")), "{url}");
                    assert_eq!(url.matches("old").count(), 1, "{url}");
                    assert!(message.headers().is_empty());
                }
            }
        }
    }

    /// Signatures that are never the same twice are good for the public key.
    #[test]
    fn tokens_can_be_verified() {
        let vectors = vectors();
        let cases = [
            (JwtAlgorithm::Ps256, "PS256", "rsa"),
            (JwtAlgorithm::Ps384, "PS384", "rsa"),
            (JwtAlgorithm::Ps512, "PS512", "rsa"),
            (JwtAlgorithm::Es256, "ES256", "p256"),
            (JwtAlgorithm::Es384, "ES384", "p384"),
        ];
        for (algorithm, name, key) in cases {
            let public = vectors[format!("{key}_public")].as_str().unwrap();
            let jwt = Jwt {
                algorithm,
                claims: r#"{"sub": "x", "exp": 9999999999}"#.to_owned(),
                ..Jwt::private(vectors[key].as_str().unwrap())
            };
            let token = jwt.token().unwrap();
            let decoding = if key == "rsa" {
                jsonwebtoken::DecodingKey::from_rsa_pem(public.as_bytes())
            } else {
                jsonwebtoken::DecodingKey::from_ec_pem(public.as_bytes())
            };
            let (signed, signature) = token.expose().rsplit_once('.').unwrap();
            let verified = jsonwebtoken::crypto::verify(
                signature,
                signed.as_bytes(),
                &decoding.unwrap(),
                name.parse().unwrap(),
            );
            assert!(verified.unwrap(), "{name}");
        }
    }

    /// The crate that verifies the others does not know it.
    #[test]
    fn tokens_of_es512_can_be_verified() {
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::signature::{
            ECDSA_P521_SHA512_FIXED, ECDSA_P521_SHA512_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
            UnparsedPublicKey,
        };

        let algorithm = &ECDSA_P521_SHA512_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap();
        let pem = super::super::credential::base64(pkcs8.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
        let jwt = Jwt {
            algorithm: JwtAlgorithm::Es512,
            claims: r#"{"sub": "x"}"#.to_owned(),
            ..Jwt::private(pem)
        };
        let token = jwt.token().unwrap();
        let (signed, signature) = token.expose().rsplit_once('.').unwrap();
        let header = plain(signed.split('.').next().unwrap());
        assert!(String::from_utf8_lossy(&header).contains(r#""alg":"ES512""#));
        let (signature, public) = (plain(signature), pair.public_key().as_ref());
        assert_eq!(signature.len(), 132);
        let verify = |signed: &[u8]| {
            UnparsedPublicKey::new(&ECDSA_P521_SHA512_FIXED, public).verify(signed, &signature)
        };
        assert!(verify(signed.as_bytes()).is_ok() && verify(b"another").is_err());
        // Its keys and those of other curves are no good for one another.
        let other = Jwt {
            algorithm: JwtAlgorithm::Es512,
            ..Jwt::private(vectors()["p384"].as_str().unwrap())
        };
        assert!(other.token().unwrap_err().contains("ES512"));
    }

    #[test]
    fn a_lifetime_is_told_by_the_clock() {
        let jwt = Jwt {
            claims: r#"{"exp": 7}"#.to_owned(),
            lifetime: Some(60),
            timestamp: Some(1000),
            ..Jwt::shared("secret")
        };
        let claims = |jwt: &Jwt| {
            let token = jwt.token().unwrap();
            let part = token.expose().split('.').nth(1).unwrap().to_owned();
            String::from_utf8(plain(&part).to_vec()).unwrap()
        };
        assert_eq!(claims(&jwt), r#"{"exp":7,"iat":1000}"#);
        let bare = Jwt {
            claims: String::new(),
            ..jwt
        };
        assert_eq!(claims(&bare), r#"{"iat":1000,"exp":1060}"#);
    }

    #[test]
    fn what_cannot_be_signed_is_refused_without_being_shown() {
        let key = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----";
        let cases = [
            Jwt::shared(""),
            Jwt::private(key),
            Jwt {
                claims: "[\"hunter2\"]".to_owned(),
                ..Jwt::shared("s")
            },
            Jwt {
                header: "{hunter2".to_owned(),
                ..Jwt::shared("s")
            },
        ];
        for jwt in cases {
            let problem = jwt.token().unwrap_err();
            assert!(!problem.contains("hunter2"), "{problem}");
        }
        assert!(!format!("{:?}", Jwt::private(key)).contains("hunter2"));
    }
}

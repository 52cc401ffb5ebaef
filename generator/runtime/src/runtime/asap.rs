//! Atlassian's ASAP: each request carries a JSON Web Token of its own.

use bytes::Bytes;

use super::jws::{JwtAlgorithm, Members, quoted, token};
use super::signing::{authorize, decoded, random, unix_time, uuid};
use super::{Credential, Secret, Sign};

/// Atlassian's ASAP (`Authorization: Bearer …`): a JSON Web Token for each request, signed with a private key.
#[derive(Debug, Clone)]
pub struct Asap {
    /// The private key: PEM text (PKCS #8), or a URL `data:application/pkcs8;kid=…;base64,…`.
    pub private_key: Secret,
    /// The key's identifier, `kid`.
    pub key_id: String,
    /// Who signs, `iss`.
    pub issuer: String,
    /// For whom, `aud`.
    pub audience: String,
    /// About whom, `sub`: the issuer unless set.
    pub subject: Option<String>,
    /// How it is signed: by RS256 unless set.
    pub algorithm: JwtAlgorithm,
    /// For how many seconds a token holds: 3600 unless set.
    pub lifetime: u32,
    /// More claims: the text of a JSON object; none where it is empty. What it says of the claims above goes before.
    pub claims: String,
    /// A fixed identifier of the token, `jti`, for tests; a new one for each request unless set.
    pub token_id: Option<String>,
    /// A fixed time in seconds since 1970, for tests; the clock's unless set.
    pub timestamp: Option<u64>,
}

impl Asap {
    /// A private key, and nothing else set. Key identifier, issuer and audience have to be.
    pub fn new(private_key: impl Into<Secret>) -> Self {
        Self {
            private_key: private_key.into(),
            key_id: String::new(),
            issuer: String::new(),
            audience: String::new(),
            subject: None,
            algorithm: JwtAlgorithm::Rs256,
            lifetime: 3600,
            claims: String::new(),
            token_id: None,
            timestamp: None,
        }
    }

    fn token(&self) -> Result<Secret, String> {
        let mut claims = Members::of("token's claims", &self.claims)?;
        // What the claims do not say, the fields do; what neither says cannot be left out.
        let said = |name: &str, field: &str| match claims.get(name) {
            Some(json) if !matches!(json, "null" | "\"\"" | "0" | "false") => Some(json.to_owned()),
            _ => (!field.is_empty()).then(|| quoted(field)),
        };
        let missing = |what: &str| format!("its token lacks {what}");
        let issuer = said("iss", &self.issuer).ok_or_else(|| missing("an issuer"))?;
        let audience = said("aud", &self.audience).ok_or_else(|| missing("an audience"))?;
        let key_id = said("kid", &self.key_id).ok_or_else(|| missing("the key's identifier"))?;
        let subject = self.subject.as_deref().unwrap_or_default();
        let subject = said("sub", subject).unwrap_or_else(|| issuer.clone());
        let token_id = self.token_id.clone();
        let token_id = token_id.unwrap_or_else(|| uuid(random()));
        let token_id = said("jti", &token_id).unwrap_or_default();
        let now = self.timestamp.unwrap_or_else(unix_time);
        let issued = said("iat", "").unwrap_or_else(|| now.to_string());
        let expires = (now + u64::from(self.lifetime)).to_string();
        let expires = said("exp", "").unwrap_or(expires);
        let key = self.key(&key_id)?;
        for (name, json) in [
            ("iat", issued),
            ("iss", issuer),
            ("sub", subject),
            ("jti", token_id),
            ("aud", audience),
            ("exp", expires),
        ] {
            claims.set(name, &json);
        }
        let mut header = Members::default();
        header.set("alg", "");
        header.set("kid", &key_id);
        token(self.algorithm, key.expose().as_bytes(), header, &claims)
    }

    /// The private key as PEM text.
    fn key(&self, key_id: &str) -> Result<Secret, String> {
        let key = self.private_key.expose().trim().trim_matches('"');
        if key.is_empty() {
            return Err(String::from("its private key is empty"));
        }
        let Some(url) = key.strip_prefix("data:") else {
            return Ok(Secret::new(key));
        };
        let parts = url
            .strip_prefix("application/pkcs8;kid=")
            .and_then(|rest| rest.split_once(";base64,"));
        match parts {
            Some((own, der)) if quoted(&decoded(own)) == key_id => Ok(Secret::new(format!(
                "-----BEGIN PRIVATE KEY-----\n{der}\n-----END PRIVATE KEY-----\n"
            ))),
            Some(_) => Err(String::from(
                "its private key is another one than `key_id` says",
            )),
            None => Err(String::from("its private key is a malformed data URL")),
        }
    }
}

impl Sign for Asap {
    fn scheme(&self) -> &'static str {
        "ASAP"
    }

    fn covers_body(&self) -> bool {
        false
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let value = Secret::new(format!("Bearer {}", self.token()?.expose()));
        authorize(message, value.expose())
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.private_key.clone()]
    }
}

impl From<Asap> for Credential {
    fn from(scheme: Asap) -> Self {
        Self::signer(scheme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The tokens that Postman's runtime 7.39.1 makes on 2 January 2026, 03:04:05.
    #[test]
    fn tokens_are_those_of_postman() {
        let vectors = include_str!("../../tests/vectors/jwt-postman.json");
        let vectors: Value = serde_json::from_str(vectors).unwrap();
        for case in vectors["asap"].as_array().unwrap() {
            let text = |name: &str| case["params"][name].as_str().map(str::to_owned);
            let key = match text("privateKey").unwrap() {
                rsa if rsa == "RSA" => vectors["rsa"].as_str().unwrap().to_owned(),
                url => url,
            };
            let scheme = Asap {
                key_id: text("kid").unwrap(),
                issuer: text("iss").unwrap(),
                audience: text("aud").unwrap(),
                subject: text("sub"),
                claims: text("claims").unwrap(),
                lifetime: text("exp").map_or(3600, |seconds| seconds.parse().unwrap()),
                timestamp: Some(1_767_323_045),
                ..Asap::new(key)
            };
            let mut message = http::Request::get("https://h/").body(Bytes::new()).unwrap();
            scheme.sign(&mut message).unwrap();
            let header = case["header"].as_str().unwrap();
            assert_eq!(message.headers()["authorization"], header);
        }
    }

    #[test]
    fn what_a_token_needs_is_asked_for() {
        let problem = Asap::new("hunter2").token().unwrap_err();
        assert_eq!(problem, "its token lacks an issuer");
        let scheme = Asap {
            key_id: "k".to_owned(),
            issuer: "i".to_owned(),
            audience: "a".to_owned(),
            ..Asap::new("data:application/pkcs8;kid=other;base64,hunter2")
        };
        let problem = scheme.token().unwrap_err();
        assert_eq!(problem, "its private key is another one than `key_id` says");
    }
}

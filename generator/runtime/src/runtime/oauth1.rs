//! OAuth 1.0 (RFC 5849): each request carries a signature over its parameters.

use bytes::Bytes;
use http::Method;
use http::header::CONTENT_TYPE;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::credential::base64;
use super::mac::hmac;
use super::signing::{authorize, decoded, encoded, host, nonce, set_url, unix_time};
use super::{Credential, Secret, Sign};

/// OAuth 1.0 (RFC 5849), which signs each request.
///
/// As in Postman, a request goes out unsigned where the consumer's key or secret is empty.
#[derive(Debug, Clone)]
pub struct OAuth1 {
    /// The consumer key, RFC 5849's client identifier.
    pub consumer_key: Secret,
    /// The consumer secret, which is never sent but by [`OAuth1Method::PlainText`].
    pub consumer_secret: Secret,
    /// The token; empty where there is none.
    pub token: Secret,
    /// The token's secret; empty where there is none.
    pub token_secret: Secret,
    /// How the signature is made: by HMAC-SHA1 unless set.
    pub method: OAuth1Method,
    /// Whether the parameters go into the header `Authorization`, as they do unless set. Otherwise they go into the body of
    /// a POST or PUT that is a form, and into the query of any other request.
    pub in_header: bool,
    /// Whether parameters that are empty are signed too.
    pub sign_empty: bool,
    /// Whether the hash of a body that is not a form is signed as `oauth_body_hash`.
    pub body_hash: bool,
    /// The realm, in the header alone.
    pub realm: Option<String>,
    /// `oauth_version`, `1.0` where a server wants to see it.
    pub version: Option<String>,
    /// `oauth_callback`.
    pub callback: Option<String>,
    /// `oauth_verifier`.
    pub verifier: Option<String>,
    /// A fixed nonce, for tests; a new one for each request unless set.
    pub nonce: Option<String>,
    /// A fixed time in seconds since 1970, for tests; the clock's unless set.
    pub timestamp: Option<String>,
}

/// How the signature of [`OAuth1`] is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuth1Method {
    /// `HMAC-SHA1`.
    HmacSha1,
    /// `HMAC-SHA256`.
    HmacSha256,
    /// `HMAC-SHA512`.
    HmacSha512,
    /// `PLAINTEXT`: the secrets themselves.
    PlainText,
}

/// Parameters, decoded; one without `=` has no value.
type Pairs = Vec<(String, Option<String>)>;

impl OAuth1 {
    /// The consumer's key and secret, and nothing else set.
    pub fn new(consumer_key: impl Into<Secret>, consumer_secret: impl Into<Secret>) -> Self {
        Self {
            consumer_key: consumer_key.into(),
            consumer_secret: consumer_secret.into(),
            token: Secret::new(""),
            token_secret: Secret::new(""),
            method: OAuth1Method::HmacSha1,
            in_header: true,
            sign_empty: false,
            body_hash: false,
            realm: None,
            version: None,
            callback: None,
            verifier: None,
            nonce: None,
            timestamp: None,
        }
    }

    /// The parameters that are signed beside those of the request.
    fn own(&self, body: Option<&Bytes>) -> Vec<(&'static str, String)> {
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        let timestamp = self.timestamp.clone();
        let mut own = vec![
            ("oauth_consumer_key", self.consumer_key.expose().to_owned()),
            ("oauth_token", self.token.expose().to_owned()),
            ("oauth_signature_method", self.method.name().to_owned()),
            (
                "oauth_timestamp",
                timestamp.unwrap_or_else(|| unix_time().to_string()),
            ),
            (
                "oauth_nonce",
                self.nonce.clone().unwrap_or_else(|| nonce(11)),
            ),
            ("oauth_version", or_empty(&self.version)),
        ];
        own.retain(|(_, value)| self.sign_empty || !value.is_empty());
        let extensions = [
            (
                "oauth_body_hash",
                body.and_then(|body| self.method.body_hash(body)),
            ),
            ("oauth_callback", self.callback.clone()),
            ("oauth_verifier", self.verifier.clone()),
        ];
        own.extend(extensions.into_iter().filter_map(|(name, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some((name, value))
        }));
        own
    }

    /// The signature over a base string (section 3.4).
    fn signature(&self, base: &str) -> String {
        let key = [&self.consumer_secret, &self.token_secret].map(|key| encoded(key.expose()));
        let key = key.join("&");
        let (bytes, base) = (key.as_bytes(), base.as_bytes());
        base64(&match self.method {
            OAuth1Method::HmacSha1 => hmac::<Sha1>(bytes, base),
            OAuth1Method::HmacSha256 => hmac::<Sha256>(bytes, base),
            OAuth1Method::HmacSha512 => hmac::<Sha512>(bytes, base),
            OAuth1Method::PlainText => return key,
        })
    }
}

impl OAuth1Method {
    fn name(self) -> &'static str {
        match self {
            Self::HmacSha1 => "HMAC-SHA1",
            Self::HmacSha256 => "HMAC-SHA256",
            Self::HmacSha512 => "HMAC-SHA512",
            Self::PlainText => "PLAINTEXT",
        }
    }

    fn body_hash(self, body: &[u8]) -> Option<String> {
        Some(match self {
            Self::HmacSha1 => base64(&Sha1::digest(body)),
            Self::HmacSha256 => base64(&Sha256::digest(body)),
            Self::HmacSha512 => base64(&Sha512::digest(body)),
            Self::PlainText => return None,
        })
    }
}

impl Sign for OAuth1 {
    fn scheme(&self) -> &'static str {
        "OAuth 1.0"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        if self.consumer_key.expose().is_empty() || self.consumer_secret.expose().is_empty() {
            return Ok(());
        }
        let form = form(message);
        let query = pairs(message.uri().query().unwrap_or_default());
        let hashed = (self.body_hash && form.is_none()).then(|| message.body());
        let mut own = self.own(hashed);
        let all: Vec<(&str, &str)> = own
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .chain(query.iter().chain(form.iter().flatten()).map(borrowed))
            .collect();
        let uri = message.uri();
        let scheme = uri.scheme_str().unwrap_or_default();
        let url = format!("{scheme}://{}{}", host(uri), uri.path());
        let (method, place) = (message.method().as_str(), url.to_ascii_lowercase());
        // Scheme and host alone are the same in any case.
        let place = format!(
            "{}{}",
            place.get(..place.len() - uri.path().len()).unwrap_or(""),
            uri.path()
        );
        let base = base_string(method, &place, &all);
        own.push(("oauth_signature", self.signature(&base)));

        let own_pairs = || {
            own.iter()
                .map(|(name, value)| (String::from(*name), Some(value.clone())))
        };
        let in_body = !self.in_header && [Method::POST, Method::PUT].contains(message.method());
        let (mut query, form) = (query, form.filter(|_| in_body));
        let in_query = !self.in_header && form.is_none();
        if let Some(mut form) = form {
            form.extend(own_pairs());
            *message.body_mut() = written(&form).into();
        }
        if in_query {
            query.extend(own_pairs());
        }
        if !query.is_empty() {
            set_url(message, &format!("{url}?{}", written(&query)))?;
        }
        if self.in_header {
            let realm = self.realm.as_deref().map(str::trim).unwrap_or_default();
            let realm = (!realm.is_empty()).then_some(("realm", realm));
            let shown = own.iter().map(|(name, value)| (*name, value.as_str()));
            let shown: Vec<String> = realm
                .into_iter()
                .chain(shown.filter(|(_, value)| !value.is_empty()))
                .map(|(name, value)| format!("{name}=\"{}\"", encoded(value)))
                .collect();
            authorize(message, &format!("OAuth {}", shown.join(",")))?;
        }
        Ok(())
    }

    fn secrets(&self) -> Vec<Secret> {
        let all = [
            &self.consumer_key,
            &self.consumer_secret,
            &self.token,
            &self.token_secret,
        ];
        all.map(Clone::clone).to_vec()
    }
}

impl From<OAuth1> for Credential {
    fn from(scheme: OAuth1) -> Self {
        Self::signer(scheme)
    }
}

/// What is signed (section 3.4.1): method, URL without its query, and all parameters in order.
fn base_string(method: &str, url: &str, parameters: &[(&str, &str)]) -> String {
    let mut sorted: Vec<(String, String)> = parameters
        .iter()
        .map(|(name, value)| (encoded(name), encoded(value)))
        .collect();
    sorted.sort();
    let sorted: Vec<String> = sorted
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    [method, url, &sorted.join("&")].map(encoded).join("&")
}

/// The fields of a body that is a form.
fn form(message: &http::Request<Bytes>) -> Option<Pairs> {
    let media_type = message.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let is_form = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let body = std::str::from_utf8(message.body()).ok()?;
    is_form.then(|| pairs(body))
}

/// Parameters as a query or a form writes them, without those of an earlier signature.
fn pairs(text: &str) -> Pairs {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => (decoded(name), Some(decoded(value))),
            None => (decoded(pair), None),
        })
        .filter(|(name, _)| !name.starts_with("oauth_"))
        .collect()
}

fn borrowed((name, value): &(String, Option<String>)) -> (&str, &str) {
    (name, value.as_deref().unwrap_or_default())
}

/// Parameters written as they are signed.
fn written(pairs: &Pairs) -> String {
    let pairs = pairs.iter().map(|(name, value)| match value {
        Some(value) => format!("{}={}", encoded(name), encoded(value)),
        None => encoded(name),
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of OAuth Core 1.0, appendix A.5.
    fn scheme(method: OAuth1Method) -> OAuth1 {
        OAuth1 {
            token: Secret::new("nnch734d00sl2jdk"),
            token_secret: Secret::new("pfkkdhi9sl3r4s00"),
            version: Some("1.0".to_owned()),
            nonce: Some("kllo9940pd9333jh".to_owned()),
            timestamp: Some("1191242096".to_owned()),
            method,
            ..OAuth1::new("dpf43f3p2l4k3l03", "kd94hf93k423kf44")
        }
    }

    fn signed(scheme: &OAuth1, url: &str) -> http::Request<Bytes> {
        let mut message = http::Request::get(url).body(Bytes::new()).unwrap();
        scheme.sign(&mut message).unwrap();
        message
    }

    #[test]
    fn the_signature_is_that_of_the_specifications_example() {
        let message = signed(
            &scheme(OAuth1Method::HmacSha1),
            "http://Photos.example.net:80/photos?file=vacation.jpg&size=original",
        );
        assert_eq!(
            message.headers()["authorization"],
            "OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\",oauth_token=\"nnch734d00sl2jdk\",\
             oauth_signature_method=\"HMAC-SHA1\",oauth_timestamp=\"1191242096\",\
             oauth_nonce=\"kllo9940pd9333jh\",oauth_version=\"1.0\",\
             oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\""
        );
    }

    #[test]
    fn signatures_are_those_of_postman() {
        let expected = [
            (OAuth1Method::HmacSha1, "beXKwOkIfRItKjXBpzaoVrOzQys="),
            (
                OAuth1Method::HmacSha256,
                "AIE82x7zrIjRddoz7N79piVhZYpJJLHTpNEYLwDQh0g=",
            ),
            (
                OAuth1Method::HmacSha512,
                "lV246E+oOcGnXHozfDXEgL2+nVJqqVRpdRkZ/1LMklf/OPChfveBxiPKOFtlWAEPG5n7aMbXQ+05MpyKeCPzOg==",
            ),
            (OAuth1Method::PlainText, "kd94hf93k423kf44&pfkkdhi9sl3r4s00"),
        ];
        for (method, signature) in expected {
            let scheme = OAuth1 {
                in_header: false,
                ..scheme(method)
            };
            let message = signed(
                &scheme,
                "http://photos.example.net/photos?file=vacation.jpg&size=original%20x",
            );
            let query = pairs(&message.uri().query().unwrap().replace("oauth_", "o_"));
            assert_eq!(query.last().unwrap().1.as_deref(), Some(signature));
            assert_eq!(query.len(), 9);
            assert!(!message.headers().contains_key("authorization"));
        }
    }

    #[test]
    fn a_form_carries_the_parameters_where_the_header_does_not() {
        let scheme = OAuth1 {
            in_header: false,
            ..scheme(OAuth1Method::HmacSha1)
        };
        let mut message = http::Request::post("https://h/p?q")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from("a=1+2&oauth_nonce=old"))
            .unwrap();
        scheme.sign(&mut message).unwrap();
        let body = std::str::from_utf8(message.body()).unwrap();
        assert!(body.starts_with("a=1%202&oauth_consumer_key="), "{body}");
        assert!(!body.contains("old") && body.contains("&oauth_signature="));
        assert_eq!(message.uri().to_string(), "https://h/p?q");
    }

    #[test]
    fn the_base_string_is_that_of_rfc_5849() {
        // Section 3.4.1.1.
        let mut parameters = pairs("b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q");
        let own = "oauth_x";
        assert!(pairs(own).is_empty());
        parameters.extend(
            [
                ("oauth_consumer_key", "9djdj82h48djs9d2"),
                ("oauth_token", "kkk9d7dh3k39sjv7"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131201"),
                ("oauth_nonce", "7d8f3e4a"),
            ]
            .map(|(name, value)| (name.to_owned(), Some(value.to_owned()))),
        );
        let all: Vec<(&str, &str)> = parameters.iter().map(borrowed).collect();
        assert_eq!(
            base_string("POST", "http://example.com/request", &all),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D\
             %26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1\
             %26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
    }
}

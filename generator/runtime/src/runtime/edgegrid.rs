//! Akamai's EdgeGrid: each request carries a signature over itself.

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::credential::base64;
use super::mac::hmac;
use super::signing::{
    authorize, date_and_time, header_text, host, path_and_query, random, unix_time, uuid,
};
use super::{Credential, Secret, Sign};

/// Akamai's EdgeGrid (`Authorization: EG1-HMAC-SHA256 …`), which signs each request.
///
/// As in Postman, a request goes out unsigned where one of the three tokens is empty.
#[derive(Debug, Clone)]
pub struct EdgeGrid {
    /// The client token.
    pub client_token: Secret,
    /// The client secret, which keys the signature and is never sent.
    pub client_secret: Secret,
    /// The access token.
    pub access_token: Secret,
    /// Names of the headers that are signed as well, in this order; usually none.
    pub headers_to_sign: Vec<String>,
    /// How many bytes of a body the signature covers: 131072 unless set.
    pub max_body: usize,
    /// The host that is signed instead of the one that the request goes to, behind a proxy. It may be a URL there.
    pub host: Option<String>,
    /// A fixed nonce, for tests; a new one for each request unless set.
    pub nonce: Option<String>,
    /// A fixed time, `yyyyMMddTHH:mm:ss+0000`, for tests; the clock's unless set.
    pub timestamp: Option<String>,
}

impl EdgeGrid {
    /// The three tokens, and nothing else set.
    pub fn new(
        client_token: impl Into<Secret>,
        client_secret: impl Into<Secret>,
        access_token: impl Into<Secret>,
    ) -> Self {
        Self {
            client_token: client_token.into(),
            client_secret: client_secret.into(),
            access_token: access_token.into(),
            headers_to_sign: Vec::new(),
            max_body: 128 << 10,
            host: None,
            nonce: None,
            timestamp: None,
        }
    }

    /// What is signed: seven fields parted by tabs. The last is the header itself, as far as its signature.
    fn data(&self, message: &http::Request<Bytes>, unsigned: &str) -> String {
        let uri = message.uri();
        let host = match &self.host {
            Some(host) => bare_host(host).to_owned(),
            None => host(uri),
        };
        let headers: Vec<String> = self
            .headers_to_sign
            .iter()
            .filter_map(|name| {
                let name = name.trim().to_ascii_lowercase();
                let value = header_text(message.headers(), &name)?;
                (!value.is_empty()).then(|| format!("{name}:{value}"))
            })
            .collect();
        // Of a POST alone the body is signed.
        let body = message.body();
        let body = match body.get(..self.max_body).unwrap_or(body) {
            signed if message.method() == http::Method::POST && !body.is_empty() => {
                base64(&Sha256::digest(signed))
            }
            _ => String::new(),
        };
        [
            message.method().as_str(),
            uri.scheme_str().unwrap_or_default(),
            &host,
            path_and_query(uri),
            &headers.join("\t"),
            &body,
            unsigned,
        ]
        .join("\t")
    }
}

impl Sign for EdgeGrid {
    fn scheme(&self) -> &'static str {
        "EdgeGrid"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        if self
            .secrets()
            .iter()
            .any(|secret| secret.expose().is_empty())
        {
            return Ok(());
        }
        let timestamp = self.timestamp.clone().unwrap_or_else(|| {
            let (date, [hour, minute, second]) = date_and_time(unix_time());
            format!("{date}T{hour:02}:{minute:02}:{second:02}+0000")
        });
        let nonce = self.nonce.clone().unwrap_or_else(|| uuid(random()));
        let unsigned = format!(
            "EG1-HMAC-SHA256 client_token={};access_token={};timestamp={timestamp};nonce={nonce};",
            self.client_token.expose(),
            self.access_token.expose(),
        );
        let secret = self.client_secret.expose().as_bytes();
        let key = base64(&hmac::<Sha256>(secret, timestamp.as_bytes()));
        let data = self.data(message, &unsigned);
        let signature = base64(&hmac::<Sha256>(key.as_bytes(), data.as_bytes()));
        authorize(message, &format!("{unsigned}signature={signature}"))
    }

    fn secrets(&self) -> Vec<Secret> {
        let all = [&self.client_token, &self.client_secret, &self.access_token];
        all.map(Clone::clone).to_vec()
    }
}

impl From<EdgeGrid> for Credential {
    fn from(scheme: EdgeGrid) -> Self {
        Self::signer(scheme)
    }
}

/// The host of a URL, or of text that is one already.
fn bare_host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The credentials, the nonce and the time of the test data that Akamai's own clients share.
    fn scheme() -> EdgeGrid {
        EdgeGrid {
            headers_to_sign: ["X-Test1", "X-Test2", "X-Test3"].map(String::from).to_vec(),
            max_body: 2048,
            nonce: Some("nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".to_owned()),
            timestamp: Some("20140321T19:34:21+0000".to_owned()),
            ..EdgeGrid::new(
                "akab-client-token-xxx-xxxxxxxxxxxxxxxx",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
                "akab-access-token-xxx-xxxxxxxxxxxxxxxx",
            )
        }
    }

    fn signature(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let url =
            format!("https://akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net{path}");
        let mut message = http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            message = message.header(*name, *value);
        }
        let mut message = message.body(Bytes::from(body.to_owned())).unwrap();
        scheme().sign(&mut message).unwrap();
        let value = message.headers()["authorization"].to_str().unwrap();
        let (start, signature) = value.split_once("signature=").unwrap();
        assert_eq!(
            start,
            "EG1-HMAC-SHA256 client_token=akab-client-token-xxx-xxxxxxxxxxxxxxxx;\
             access_token=akab-access-token-xxx-xxxxxxxxxxxxxxxx;timestamp=20140321T19:34:21+0000;\
             nonce=nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx;"
        );
        signature.to_owned()
    }

    #[test]
    fn signatures_are_those_of_akamais_test_data() {
        assert_eq!(
            signature("GET", "/", &[], ""),
            "tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU="
        );
        assert_eq!(
            signature("GET", "/testapi/v1/t1?p1=1&p2=2", &[], ""),
            "hKDH1UlnQySSHjvIcZpDMbQHihTQ0XyVAKZaApabdeA="
        );
        assert_eq!(
            signature(
                "POST",
                "/testapi/v1/t3",
                &[],
                "datadatadatadatadatadatadatadata"
            ),
            "hXm4iCxtpN22m4cbZb4lVLW5rhX8Ca82vCFqXzSTPe4="
        );
        assert_eq!(
            signature("POST", "/testapi/v1/t3", &[], &"d".repeat(4000)),
            signature("POST", "/testapi/v1/t3", &[], &"d".repeat(2048)),
        );
        assert_eq!(
            signature(
                "GET",
                "/testapi/v1/t4",
                &[("x-test1", "  test-simple-header ")],
                ""
            ),
            "8F9AybcRw+PLxnvT+H0JRkjROrrUgsxJTnRXMzqvcwY="
        );
    }

    #[test]
    fn nothing_is_signed_without_all_three_tokens() {
        let mut message = http::Request::get("https://h/").body(Bytes::new()).unwrap();
        EdgeGrid::new("a", "", "c").sign(&mut message).unwrap();
        assert!(message.headers().is_empty());
    }

    #[test]
    fn hosts_may_come_in_a_url() {
        assert_eq!(bare_host("https://h:8080/a?b"), "h:8080");
        assert_eq!(bare_host("h"), "h");
    }
}

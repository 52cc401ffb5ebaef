//! AWS Signature Version 4: each request carries a signature over itself.

use bytes::Bytes;
use http::header::{AUTHORIZATION, HOST};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::mac::hmac;
use super::signing::{
    authorize, date_and_time, decoded, encoded, header_text, hex, host, set_header, set_url,
    unix_time,
};
use super::{Credential, Secret, Sign};

/// AWS Signature Version 4 (`Authorization: AWS4-HMAC-SHA256 …`), which signs each request.
///
/// As in Postman, all of a request's headers are signed but those that change on the way, and `X-Amz-Content-Sha256` is
/// sent with a body. For the service `s3` the rules are S3's own: paths are not normalized, and their escapes are not
/// escaped again.
#[derive(Debug, Clone)]
pub struct AwsV4 {
    /// The access key's identifier.
    pub access_key: Secret,
    /// The secret access key, which keys the signature and is never sent.
    pub secret_key: Secret,
    /// The session token of temporary credentials; empty where there is none.
    pub session_token: Secret,
    /// The region: `us-east-1` unless set.
    pub region: String,
    /// The service: `execute-api`, which is API Gateway, unless set.
    pub service: String,
    /// Whether the signature goes into the query instead of the header `Authorization`.
    pub in_query: bool,
    /// For how many seconds a signature in the query holds. Unless set, S3 is told a day, and other services nothing; a
    /// parameter `X-Amz-Expires` of the request goes before.
    pub expires: Option<u32>,
    /// A fixed time, `yyyyMMddTHHmmssZ`, for tests; the clock's unless set.
    pub timestamp: Option<String>,
}

/// The name of the algorithm, and what every scope ends with.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";

const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const BODY_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// Headers that are not signed: what stands between may change them.
const UNSIGNED: [&str; 7] = [
    "authorization",
    "connection",
    "expect",
    "presigned-expires",
    "range",
    "user-agent",
    "x-amzn-trace-id",
];

/// How a path is written before it is signed.
#[derive(Debug, Clone, Copy)]
struct PathRules {
    /// Whether `.`, `..` and empty segments are resolved.
    normalize: bool,
    /// Whether it is signed as its segments are named, instead of with its escapes escaped again.
    decode: bool,
}

impl AwsV4 {
    /// An access key, and nothing else set.
    pub fn new(access_key: impl Into<Secret>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            session_token: Secret::new(""),
            region: String::from("us-east-1"),
            service: String::from("execute-api"),
            in_query: false,
            expires: None,
            timestamp: None,
        }
    }

    fn is_s3(&self) -> bool {
        self.service == "s3"
    }

    fn rules(&self) -> PathRules {
        PathRules {
            normalize: !self.is_s3(),
            decode: self.is_s3(),
        }
    }

    fn time(&self) -> String {
        self.timestamp.clone().unwrap_or_else(|| {
            let (date, [hour, minute, second]) = date_and_time(unix_time());
            format!("{date}T{hour:02}{minute:02}{second:02}Z")
        })
    }

    /// What a signature of that time is good for.
    fn scope(&self, time: &str) -> String {
        let date = time.get(..8).unwrap_or(time);
        format!("{date}/{}/{}/{TERMINATOR}", self.region, self.service)
    }

    /// The parameters that go into the query, but for the signature.
    fn query(&self, url_query: &str, time: &str, signed: &str) -> Vec<(&'static str, String)> {
        let mut own = Vec::new();
        if !self.session_token.expose().is_empty() {
            own.push((
                "X-Amz-Security-Token",
                self.session_token.expose().to_owned(),
            ));
        }
        let expires = self.expires.or(self.is_s3().then_some(86_400));
        if let Some(expires) = expires
            && !pairs(url_query).any(|(key, _)| key == "X-Amz-Expires")
        {
            own.push(("X-Amz-Expires", expires.to_string()));
        }
        let credential = format!("{}/{}", self.access_key.expose(), self.scope(time));
        own.extend([
            ("X-Amz-Date", time.to_owned()),
            ("X-Amz-Algorithm", ALGORITHM.to_owned()),
            ("X-Amz-Credential", credential),
            ("X-Amz-SignedHeaders", signed.to_owned()),
        ]);
        own
    }

    /// The signature over a canonical request.
    fn signature(&self, time: &str, canonical: &str) -> String {
        let scope = self.scope(time);
        let text = format!(
            "{ALGORITHM}\n{time}\n{scope}\n{}",
            hex(&Sha256::digest(canonical))
        );
        let first = Secret::new(format!("AWS4{}", self.secret_key.expose()));
        let parts = scope.split('/').map(str::as_bytes);
        let first = Zeroizing::new(first.expose().as_bytes().to_vec());
        let key = parts.fold(first, |key, part| hmac::<Sha256>(&key, part));
        hex(&hmac::<Sha256>(&key, text.as_bytes()))
    }

    fn sign_query(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let time = self.time();
        let uri = message.uri();
        let (headers, signed) = canonical_headers(message.headers(), &host(uri));
        let query = uri.query().unwrap_or_default();
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !is_own(pair));
        let mut query = kept.collect::<Vec<_>>().join("&");
        for (key, value) in self.query(&query, &time, &signed) {
            push(&mut query, key, &value);
        }
        let hash = if self.is_s3() {
            String::from("UNSIGNED-PAYLOAD")
        } else {
            hex(&Sha256::digest(message.body()))
        };
        let canonical = [
            message.method().as_str(),
            &canonical_path(uri.path(), self.rules()),
            &canonical_query(&query),
            &headers,
            &signed,
            &hash,
        ]
        .join("\n");
        let signature = self.signature(&time, &canonical);
        push(&mut query, "X-Amz-Signature", &signature);
        let (scheme, authority) = (uri.scheme_str(), uri.authority());
        let scheme = scheme.unwrap_or_default();
        let authority = authority.map_or("", |authority| authority.as_str());
        let url = format!("{scheme}://{authority}{}?{query}", uri.path());
        set_url(message, &url)
    }

    fn sign_headers(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let time = self.time();
        let hash = hex(&Sha256::digest(message.body()));
        let headers = message.headers_mut();
        for name in [AUTHORIZATION, DATE, TOKEN, BODY_HASH] {
            headers.remove(name);
        }
        if !message.body().is_empty() || self.is_s3() {
            set_plain_header(message, BODY_HASH, &hash)?;
        }
        set_plain_header(message, DATE, &time)?;
        if !self.session_token.expose().is_empty() {
            set_header(message, TOKEN, self.session_token.expose())?;
        }
        let uri = message.uri();
        let (headers, signed) = canonical_headers(message.headers(), &host(uri));
        let canonical = [
            message.method().as_str(),
            &canonical_path(uri.path(), self.rules()),
            &canonical_query(uri.query().unwrap_or_default()),
            &headers,
            &signed,
            &hash,
        ]
        .join("\n");
        let value = format!(
            "{ALGORITHM} Credential={}/{}, SignedHeaders={signed}, Signature={}",
            self.access_key.expose(),
            self.scope(&time),
            self.signature(&time, &canonical),
        );
        authorize(message, &value)
    }
}

impl Sign for AwsV4 {
    fn scheme(&self) -> &'static str {
        "AWS Signature"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        if self.in_query {
            self.sign_query(message)
        } else {
            self.sign_headers(message)
        }
    }

    fn secrets(&self) -> Vec<Secret> {
        let all = [&self.access_key, &self.secret_key, &self.session_token];
        all.map(Clone::clone).to_vec()
    }
}

impl From<AwsV4> for Credential {
    fn from(scheme: AwsV4) -> Self {
        Self::signer(scheme)
    }
}

/// The headers that are signed, a line each and one empty line behind them, and their names.
fn canonical_headers(headers: &HeaderMap, host: &str) -> (String, String) {
    let mut signed: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
    signed.retain(|name| !UNSIGNED.contains(name));
    if !headers.contains_key(HOST) {
        signed.push(HOST.as_str());
    }
    signed.sort_unstable();
    let mut lines = String::new();
    for name in &signed {
        let value = header_text(headers, name).unwrap_or_else(|| host.to_owned());
        lines.push_str(&format!("{name}:{value}\n"));
    }
    (lines, signed.join(";"))
}

fn canonical_path(path: &str, rules: PathRules) -> String {
    let mut segments: Vec<String> = Vec::new();
    let last = path.matches('/').count();
    for (index, segment) in path.split('/').enumerate() {
        match segment {
            "" if rules.normalize && index > 0 && index < last => {}
            "." if rules.normalize && index == last => segments.push(String::new()),
            "." if rules.normalize => {}
            ".." if rules.normalize => {
                if segments.len() > 1 {
                    segments.pop();
                }
                if index == last {
                    segments.push(String::new());
                }
            }
            _ if rules.decode => {
                segments.push(encoded(&decoded(segment)).replace("%2F", "/"));
            }
            _ => segments.push(encoded(segment)),
        }
    }
    let path = segments.join("/");
    if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    }
}

/// A query's parameters, escaped in one way and sorted.
fn canonical_query(query: &str) -> String {
    let mut pairs: Vec<(String, String)> = pairs(query)
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, value)| (encoded(&key), encoded(&value)))
        .collect();
    pairs.sort_unstable();
    let pairs = pairs.iter().map(|(key, value)| format!("{key}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

/// A query's parameters, unescaped.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.split('&').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    })
}

/// Whether a parameter of the query is one that signing sets.
fn is_own(pair: &str) -> bool {
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    [
        "X-Amz-Security-Token",
        "X-Amz-Date",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature",
    ]
    .contains(&key)
}

fn push(query: &mut String, key: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(&format!("{key}={}", encoded(value)));
}

/// Sets a header that holds no secret.
fn set_plain_header(
    message: &mut http::Request<Bytes>,
    name: HeaderName,
    value: &str,
) -> Result<(), String> {
    match HeaderValue::from_str(value) {
        Ok(value) => {
            message.headers_mut().insert(name, value);
            Ok(())
        }
        Err(_) => Err(format!("its `{name}` cannot stand in a header")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn text<'v>(case: &'v Value, name: &str) -> &'v str {
        case[name].as_str().unwrap_or_default()
    }

    /// The access key of AWS's own examples.
    fn scheme() -> AwsV4 {
        AwsV4 {
            service: "service".to_owned(),
            timestamp: Some("20150830T123600Z".to_owned()),
            ..AwsV4::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        }
    }

    fn headers(case: &Value) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for pair in case["headers"].as_array().unwrap() {
            let (name, value) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
            headers.append(
                name.parse::<HeaderName>().unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        headers
    }

    /// Every case of the test suite that AWS publishes: canonical request and signature, in the header and in the query.
    /// (Its requests hold bytes that no URL can, so that they do not go through `sign`; and their escapes are those of the
    /// name, not escaped again.)
    #[test]
    fn signatures_are_those_of_the_test_suite_of_aws() {
        let suite = include_str!("../../tests/vectors/aws4-suite.json");
        let suite: Vec<Value> = serde_json::from_str(suite).unwrap();
        assert_eq!(suite.len(), 38);
        for case in &suite {
            let name = text(case, "name");
            let rules = PathRules {
                normalize: case["normalize"] == true,
                decode: true,
            };
            let (path, query) = match text(case, "target").split_once('?') {
                Some((path, query)) => (path, query),
                None => (text(case, "target"), ""),
            };
            let token = match case["omit_session_token"] == true {
                true => "",
                false => text(case, "token"),
            };
            let scheme = AwsV4 {
                session_token: Secret::new(token),
                expires: Some(3600),
                ..scheme()
            };
            let time = scheme.time();
            let hash = hex(&Sha256::digest(text(case, "body")));
            let check = |headers: &HeaderMap, query: &str, wanted: &str, signature: &str| {
                let (lines, signed) = canonical_headers(headers, "");
                let parts = [
                    text(case, "method"),
                    &canonical_path(path, rules),
                    &canonical_query(query),
                    &lines,
                    &signed,
                    &hash,
                ];
                let canonical = parts.join("\n");
                assert_eq!(canonical, wanted, "{name}");
                assert_eq!(scheme.signature(&time, &canonical), signature, "{name}");
            };

            let mut with_date = headers(case);
            with_date.insert(DATE, HeaderValue::from_str(&time).unwrap());
            if case["sign_body"] == true {
                with_date.insert(BODY_HASH, HeaderValue::from_str(&hash).unwrap());
            }
            if !token.is_empty() {
                with_date.insert(TOKEN, HeaderValue::from_str(token).unwrap());
            }
            let (wanted, signature) =
                (text(case, "header_request"), text(case, "header_signature"));
            check(&with_date, query, wanted, signature);

            let mut without_date = headers(case);
            without_date.remove(DATE);
            let (_, signed) = canonical_headers(&without_date, "");
            let mut query = query.to_owned();
            for (key, value) in scheme.query(&query.clone(), &time, &signed) {
                push(&mut query, key, &value);
            }
            let (wanted, signature) = (text(case, "query_request"), text(case, "query_signature"));
            check(&without_date, &query, wanted, signature);
        }
    }

    /// What Postman's runtime 7.39.1 makes of ten requests on 2 January 2026, 03:04:05.
    #[test]
    fn requests_are_those_of_postman() {
        let cases = include_str!("../../tests/vectors/aws4-postman.json");
        let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
        for case in &cases {
            let params = &case["params"];
            let or = |name: &str, usual: &str| params[name].as_str().unwrap_or(usual).to_owned();
            let scheme = AwsV4 {
                region: or("region", "us-east-1"),
                service: or("service", "execute-api"),
                session_token: Secret::new(or("sessionToken", "")),
                in_query: params["addAuthDataToQuery"] == true,
                timestamp: Some("20260102T030405Z".to_owned()),
                ..scheme()
            };
            let mut message = http::Request::builder()
                .method(text(case, "method"))
                .uri(text(case, "url"));
            for (name, value) in case["headers"].as_object().unwrap() {
                message = message.header(name, value.as_str().unwrap());
            }
            let body = Bytes::from(text(case, "body").to_owned());
            let mut message = message.body(body).unwrap();
            scheme.sign(&mut message).unwrap();
            let path = message.uri().path_and_query().unwrap().as_str();
            assert_eq!(path, text(case, "path"));
            let signed = case["signed"].as_object().unwrap();
            for (name, value) in signed {
                if name != "Host" {
                    assert_eq!(message.headers()[name], value.as_str().unwrap(), "{path}");
                }
            }
            assert_eq!(message.headers().len(), signed.len() - 1, "{path}");
        }
    }

    #[test]
    fn what_is_signed_twice_is_signed_once() {
        let mut once = http::Request::get("https://h/a?b=c")
            .body(Bytes::new())
            .unwrap();
        let scheme = AwsV4 {
            in_query: true,
            ..scheme()
        };
        scheme.sign(&mut once).unwrap();
        let first = once.uri().clone();
        scheme.sign(&mut once).unwrap();
        assert_eq!(once.uri(), &first);
    }
}

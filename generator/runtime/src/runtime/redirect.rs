//! Redirects, for clients that follow them: where one leads, and what of the request goes along (RFC 9110, section 15.4).

use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE,
    CONTENT_LENGTH, CONTENT_TYPE, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    IF_UNMODIFIED_SINCE, LOCATION, RANGE, USER_AGENT,
};
use http::{HeaderMap, HeaderName, Uri};

use super::request::Target;
use super::send::is_success;
use super::url::{check, origin, resolve};
use super::{Credential, Request, TransportError};

/// A request that a redirect has led on.
#[derive(Clone)]
pub(super) struct Hop {
    /// The method, instead of the operation's.
    method: &'static str,
    /// Whether it has left the origin that was called. Nothing that the caller gave goes there, and nothing goes along on the
    /// way back either: whoever stands there has chosen the way.
    abroad: bool,
}

/// The way that a request has taken.
#[derive(Default)]
pub(super) struct Trail {
    seen: Vec<(&'static str, Uri)>,
    /// Those of the first request: a server may repeat them wherever the way leads.
    pub(super) credentials: Vec<Credential>,
}

impl Trail {
    /// The request that goes on where the reply to one leads that was sent to `url`; `None` where it leads nowhere.
    ///
    /// # Errors
    /// Where it leads is not gone to.
    pub(super) fn follow(
        &mut self,
        most: usize,
        sent: &Request,
        url: &Uri,
        credentials: &[Credential],
        reply: &http::Response<Bytes>,
    ) -> Result<Option<Request>, TransportError> {
        let status = reply.status();
        if most == 0
            || !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
            || is_success(sent, status)
        {
            return Ok(None);
        }
        let Some(location) = reply.headers().get(LOCATION) else {
            return Ok(None);
        };
        let method = match (status.as_u16(), sent.method()) {
            (303, "HEAD") => "HEAD",
            (303, _) | (301 | 302, "POST") => "GET",
            (_, method) => method,
        };
        let target = resolve(&url.to_string(), &written(location.as_bytes()));
        let target =
            check(target).map_err(|problem| TransportError::redirect(format!("it {problem}")))?;
        if url.scheme_str() == Some("https") && target.scheme_str() != Some("https") {
            return Err(TransportError::redirect("it leads from https to http"));
        }
        if self.seen.is_empty() {
            self.credentials = credentials.to_vec();
        }
        self.seen.push((sent.method(), url.clone()));
        if self.seen.len() > most {
            return Err(TransportError::redirect(format!(
                "it is one more than the {most} that are followed"
            )));
        }
        if self
            .seen
            .iter()
            .any(|seen| *seen == (method, target.clone()))
        {
            return Err(TransportError::redirect("it leads in a circle"));
        }

        let mut next = sent.clone();
        let keeps_body = status != 303 && method == sent.method();
        if !keeps_body {
            next.body = Bytes::new();
            next.content_type = None;
            #[cfg(feature = "stream")]
            {
                next.upload = None;
            }
            for header in [
                CONTENT_TYPE,
                CONTENT_LENGTH,
                CONTENT_ENCODING,
                CONTENT_LANGUAGE,
            ] {
                next.headers.remove(header);
            }
        }
        let abroad = sent.is_abroad() || origin(url) != origin(&target);
        if abroad {
            if !next.body.is_empty() || next.is_upload() {
                return Err(TransportError::redirect(
                    "it would take the body to another origin",
                ));
            }
            next.set_credentials([]);
        } else if !next.may_upload_again() {
            return Err(TransportError::redirect(
                "the body was sent piece by piece, and is gone",
            ));
        }
        next.query.clear();
        next.target = Target::Url {
            url: target.to_string(),
            origin: None,
        };
        next.hop = Some(Hop { method, abroad });
        Ok(Some(next))
    }
}

impl Request {
    /// The method that it is sent with.
    pub(super) fn method(&self) -> &'static str {
        let own = self.operation.method;
        self.hop.as_ref().map_or(own, |hop| hop.method)
    }

    /// Whether a redirect has led it to another origin.
    pub(super) fn is_abroad(&self) -> bool {
        self.hop.as_ref().is_some_and(|hop| hop.abroad)
    }
}

/// Leaves those headers that say nothing of who sends them. Names do not tell which others are secret, so none of them is sent
/// to another origin.
pub(super) fn keep_plain(headers: &mut HeaderMap) {
    const PLAIN: [HeaderName; 11] = [
        ACCEPT,
        ACCEPT_ENCODING,
        ACCEPT_LANGUAGE,
        CACHE_CONTROL,
        IF_MATCH,
        IF_MODIFIED_SINCE,
        IF_NONE_MATCH,
        IF_RANGE,
        IF_UNMODIFIED_SINCE,
        RANGE,
        USER_AGENT,
    ];
    let kept: HeaderMap = PLAIN
        .into_iter()
        .filter_map(|name| headers.remove(&name).map(|value| (name, value)))
        .collect();
    *headers = kept;
}

/// A `Location` as a URL is written: some servers put letters there that a URL has to encode.
fn written(location: &[u8]) -> String {
    let mut text = String::with_capacity(location.len());
    for &byte in location.trim_ascii() {
        match byte {
            b'!'..=b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, Response};

    use super::*;

    /// Where a reply leads that a request gets: method, URL and how many bytes of the body go along, and whether it is abroad.
    fn led(status: u16, method: &'static str, location: &'static [u8]) -> Result<String, String> {
        let request = Request::new(method, "/a/b").bytes(Some("text/plain"), "body");
        let request = request.header("x-own", "1").query("page", 2);
        let mut reply = Response::new(Bytes::new());
        *reply.status_mut() = http::StatusCode::from_u16(status).unwrap();
        let location = HeaderValue::from_bytes(location).unwrap();
        reply.headers_mut().insert(LOCATION, location);
        let mut trail = Trail::default();
        let url = "https://h.test/a/b?page=2".parse().unwrap();
        match trail.follow(5, &request, &url, &[], &reply) {
            Err(error) => Err(error.to_string()),
            Ok(None) => Ok(String::from("nowhere")),
            Ok(Some(next)) => {
                let Target::Url { url, .. } = &next.target else {
                    panic!("a redirect leads to a URL")
                };
                let place = if next.is_abroad() { " abroad" } else { "" };
                Ok(format!(
                    "{} {url} {}{place}",
                    next.method(),
                    next.body.len()
                ))
            }
        }
    }

    #[test]
    fn methods_and_bodies_follow_the_specification() {
        for (status, method, expected) in [
            (301, "POST", "GET https://h.test/x 0"),
            (302, "POST", "GET https://h.test/x 0"),
            (303, "POST", "GET https://h.test/x 0"),
            (307, "POST", "POST https://h.test/x 4"),
            (308, "POST", "POST https://h.test/x 4"),
            (301, "PUT", "PUT https://h.test/x 4"),
            (302, "DELETE", "DELETE https://h.test/x 4"),
            (303, "PUT", "GET https://h.test/x 0"),
            (303, "HEAD", "HEAD https://h.test/x 0"),
            (304, "GET", "nowhere"),
            (300, "GET", "nowhere"),
            (200, "GET", "nowhere"),
        ] {
            assert_eq!(
                led(status, method, b"/x").unwrap(),
                expected,
                "{status} {method}"
            );
        }
    }

    #[test]
    fn places_are_read_as_urls_are_written() {
        for (location, expected) in [
            (&b"c"[..], "GET https://h.test/a/c 0"),
            (b"../c?d=e#f", "GET https://h.test/c?d=e 0"),
            (b"?page=3", "GET https://h.test/a/b?page=3 0"),
            (b" /\xC3\xA9 \xE9 ", "GET https://h.test/%C3%A9%20%E9 0"),
            (b"https://H.test:443/x", "GET https://H.test:443/x 0"),
            (b"//other.test/x", "GET https://other.test/x 0 abroad"),
            (
                b"https://h.test:8443/x",
                "GET https://h.test:8443/x 0 abroad",
            ),
        ] {
            assert_eq!(led(303, "POST", location).unwrap(), expected);
        }
    }

    #[test]
    fn some_are_not_followed() {
        for (status, location, why) in [
            (303, &b"http://h.test/x"[..], "from https to http"),
            (303, b"ftp://h.test/x", "http:// or https://"),
            (303, b"javascript:alert(1)", "http:// or https://"),
            (303, b"https://user:pass@h.test/x", "user name or password"),
            (303, b"https://", "not a URL"),
            (307, b"https://other.test/x", "body to another origin"),
        ] {
            let error = led(status, "POST", location).unwrap_err();
            assert!(error.contains(why) && !error.contains("pass@"), "{error}");
        }
    }

    #[test]
    fn only_plain_headers_go_abroad() {
        let mut headers = HeaderMap::new();
        for name in [
            "accept",
            "x-tenant",
            "cookie",
            "authorization",
            "range",
            "x-api-key",
        ] {
            headers.insert(name, HeaderValue::from_static("1"));
        }
        keep_plain(&mut headers);
        let mut kept: Vec<&str> = headers.keys().map(HeaderName::as_str).collect();
        kept.sort_unstable();
        assert_eq!(kept, ["accept", "range"]);
    }
}

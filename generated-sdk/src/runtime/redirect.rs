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

//! A request, before it meets a client.

mod body;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::header_value::header_value;
use super::path::PathValue;
use super::redirect::Hop;
use super::secret::is_secret_name;
use super::{Credential, Operation, Retry};
use crate::ErrorBody;

/// A request: method, path template, and the values for it.
///
/// What cannot be sent (a header value with a line break, a body that does not serialize, a path value that is empty) is
/// kept, and is the error of the call.
#[derive(Clone)]
pub struct Request {
    pub(super) operation: Operation,
    pub(super) target: Target,
    pub(super) path: Vec<PathValue>,
    pub(super) query: Vec<(String, Option<String>)>,
    /// Whether blanks in the query are written `+`.
    pub(super) plus: bool,
    pub(super) headers: HeaderMap,
    /// Of the client's headers, those that are not sent.
    pub(super) without: Vec<&'static str>,
    pub(super) body: Bytes,
    #[cfg(feature = "stream")]
    pub(super) upload: Option<super::stream::Upload>,
    #[cfg(feature = "stream")]
    pub(super) download: Option<super::stream::Slot>,
    pub(super) content_type: Option<HeaderValue>,
    pub(super) auth: Auth,
    /// Credentials of this request alone, beside those of the client.
    pub(super) own_credentials: Vec<Credential>,
    /// Secrets that it holds beside credentials.
    pub(super) secrets: Vec<Credential>,
    pub(super) hop: Option<Hop>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
    pub(super) idempotent: bool,
    pub(super) success: Vec<u16>,
    pub(super) errors: fn(StatusCode, &[u8]) -> Option<ErrorBody>,
    pub(super) problem: Option<String>,
}

/// Where a request goes.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// The path below the base URL of the first server.
    FirstServer,
    /// The path below the base URL of the server of that name.
    Server(&'static str),
    /// A whole URL. Where a reply gave it, only as long as it is of this origin.
    Url { url: String, origin: Option<String> },
}

/// What a request authenticates with.
#[derive(Debug, Clone)]
pub(super) enum Auth {
    Default,
    Named(Vec<&'static str>),
}

impl Request {
    /// A request with a method, sent as it is written, and a path template: `/actions/{action_id}`.
    pub fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            operation: Operation { method, path },
            target: Target::FirstServer,
            path: Vec::new(),
            query: Vec::new(),
            plus: false,
            headers: HeaderMap::new(),
            without: Vec::new(),
            body: Bytes::new(),
            #[cfg(feature = "stream")]
            upload: None,
            #[cfg(feature = "stream")]
            download: None,
            content_type: None,
            auth: Auth::Default,
            own_credentials: Vec::new(),
            secrets: Vec::new(),
            hop: None,
            timeout: None,
            attempt_timeout: None,
            connect_timeout: None,
            retry: None,
            idempotent: matches!(
                method,
                "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE"
            ),
            success: Vec::new(),
            errors: ErrorBody::decode,
            problem: None,
        }
    }

    /// A GET request.
    pub fn get(path: &'static str) -> Self {
        Self::new("GET", path)
    }

    /// A POST request.
    pub fn post(path: &'static str) -> Self {
        Self::new("POST", path)
    }

    /// A PUT request.
    pub fn put(path: &'static str) -> Self {
        Self::new("PUT", path)
    }

    /// A PATCH request.
    pub fn patch(path: &'static str) -> Self {
        Self::new("PATCH", path)
    }

    /// A DELETE request.
    pub fn delete(path: &'static str) -> Self {
        Self::new("DELETE", path)
    }

    /// A HEAD request.
    pub fn head(path: &'static str) -> Self {
        Self::new("HEAD", path)
    }

    /// An OPTIONS request.
    pub fn options(path: &'static str) -> Self {
        Self::new("OPTIONS", path)
    }

    /// Gives the path parameter `{name}` its value: one segment or a part of one, percent-encoded, slashes too. A value
    /// that is empty, `.` or `..` cannot be sent.
    pub fn path(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.path.push(PathValue {
            name,
            text: value.to_string(),
            segments: false,
        });
        self
    }

    /// Gives the path parameter `{name}` a value that may hold several segments: slashes are kept.
    pub fn path_segments(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.path.push(PathValue {
            name,
            text: value.to_string(),
            segments: true,
        });
        self
    }

    /// Appends a query parameter.
    pub fn query(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.add_query(key, value);
        self
    }

    /// Appends a query key without a value: `?key`.
    pub fn query_flag(mut self, key: &str) -> Self {
        self.query.push((key.to_owned(), None));
        self
    }

    /// Writes blanks in the query as forms do, `+`, not as `%20`: there are servers that read one of the two alone.
    pub fn plus_for_blanks(mut self) -> Self {
        self.plus = true;
        self
    }

    /// Sets a header, instead of any value that it has.
    pub fn header(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.set_header(name, value);
        self
    }

    /// Adds a header, beside any value that it has.
    pub fn append_header(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.add_header(name, value);
        self
    }

    /// Leaves a header of the client's out, unless it is set.
    pub fn without_header(mut self, name: &'static str) -> Self {
        self.without.push(name);
        self
    }

    /// Sends it to the server of that name, instead of the first.
    pub fn server(mut self, name: &'static str) -> Self {
        self.target = Target::Server(name);
        self
    }

    /// Sends it to a whole URL instead of the path below a server; query parameters are appended to it. The caller knows
    /// where that is: the credential goes there too.
    pub fn url(mut self, url: impl fmt::Display) -> Self {
        let (url, origin) = (url.to_string(), None);
        self.target = Target::Url { url, origin };
        self
    }

    /// Authenticates with the client's credential of that name, instead of the default one. Several can be named.
    pub fn credential(mut self, name: &'static str) -> Self {
        match &mut self.auth {
            Auth::Named(names) => names.push(name),
            Auth::Default => self.auth = Auth::Named(vec![name]),
        }
        self
    }

    /// Sends it without a credential.
    pub fn anonymous(mut self) -> Self {
        self.auth = Auth::Named(Vec::new());
        self
    }

    /// Takes a status for a success although it is not one of 200 to 299.
    pub fn success(mut self, status: u16) -> Self {
        self.success.push(status);
        self
    }

    /// Sets how the body of an error is read; [`ErrorBody`]'s own way unless this is called.
    pub fn errors(mut self, decode: fn(StatusCode, &[u8]) -> Option<ErrorBody>) -> Self {
        self.errors = decode;
        self
    }

    /// Sets a query parameter, instead of any values that it has.
    pub fn set_query(&mut self, key: &str, value: impl fmt::Display) {
        self.place_query(key, Some(value.to_string()));
    }

    /// Appends a query parameter, beside any values that it has.
    pub fn add_query(&mut self, key: &str, value: impl fmt::Display) {
        self.query.push((key.to_owned(), Some(value.to_string())));
    }

    /// Sets a query key without a value, instead of any values that it has.
    pub fn set_query_flag(&mut self, key: &str) {
        self.place_query(key, None);
    }

    /// Takes a query parameter away.
    pub fn remove_query(&mut self, key: &str) {
        self.query.retain(|(name, _)| name != key);
    }

    /// The first value of a query parameter.
    pub fn query_value(&self, key: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(name, _)| name == key)?
            .1
            .as_deref()
    }

    /// The first of that name gets the value, others of that name go.
    fn place_query(&mut self, key: &str, value: Option<String>) {
        let place = self.query.iter().position(|(name, _)| name == key);
        let place = place.unwrap_or(self.query.len());
        self.remove_query(key);
        self.query.insert(place, (key.to_owned(), value));
    }

    /// Sets a header, instead of any value that it has.
    pub fn set_header(&mut self, name: &str, value: impl fmt::Display) {
        match header(name, &value.to_string()) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(problem) => self.note(problem),
        }
    }

    /// Adds a header, beside any value that it has.
    pub fn add_header(&mut self, name: &str, value: impl fmt::Display) {
        match header(name, &value.to_string()) {
            Ok((name, value)) => drop(self.headers.append(name, value)),
            Err(problem) => self.note(problem),
        }
    }

    /// Authenticates with the client's credentials of those names, and no others.
    pub fn set_credentials(&mut self, names: impl IntoIterator<Item = &'static str>) {
        self.auth = Auth::Named(names.into_iter().collect());
        self.own_credentials.clear();
    }

    /// Authenticates with that credential, beside those of the client that the request names.
    pub fn set_credential(&mut self, credential: Credential) {
        self.own_credentials.push(credential);
    }

    /// Sets the time in which the whole reply must be there, all attempts included.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets the time in which the whole reply to one attempt must be there.
    pub fn set_attempt_timeout(&mut self, timeout: Duration) {
        self.attempt_timeout = Some(timeout);
    }

    /// Sets the time in which a connection must come about, where that is less than the client's.
    pub fn set_connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = Some(timeout);
    }

    /// Sets when the request is sent again, instead of the client's way.
    pub fn set_retry(&mut self, retry: Retry) {
        self.retry = Some(retry);
    }

    /// Says whether it does no harm to send the request twice, where its method does not tell.
    pub fn set_idempotent(&mut self, idempotent: bool) {
        self.idempotent = idempotent;
    }

    /// Whether the request may be sent again.
    pub(super) fn may_repeat(&self) -> bool {
        self.idempotent && self.may_upload_again()
    }

    /// Whether its body goes piece by piece.
    pub(super) fn is_upload(&self) -> bool {
        #[cfg(feature = "stream")]
        return self.upload.is_some();
        #[cfg(not(feature = "stream"))]
        false
    }

    /// Whether its body can be had once more.
    pub(super) fn may_upload_again(&self) -> bool {
        #[cfg(feature = "stream")]
        return self
            .upload
            .as_ref()
            .is_none_or(super::stream::Upload::is_repeatable);
        #[cfg(not(feature = "stream"))]
        true
    }

    /// Remembers why this cannot be sent; the first reason stays. It must not show a value.
    pub fn problem(mut self, problem: impl Into<String>) -> Self {
        self.note(problem.into());
        self
    }

    /// The request as it is remembered beside its reply: without a body that would only fill the memory.
    pub(super) fn sent(self: Box<Self>) -> Arc<Self> {
        const LARGE: usize = 256 << 10;
        let mut sent = self;
        if sent.body.len() > LARGE {
            sent.body = Bytes::new();
        }
        #[cfg(feature = "stream")]
        {
            (sent.upload, sent.download) = (None, None);
        }
        Arc::from(sent)
    }

    fn note(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

impl fmt::Debug for Request {
    /// Shows which parameters there are, not their values: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query.iter().map(|(key, _)| key.as_str()).collect();
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Request")
            .field("operation", &format_args!("{}", self.operation))
            .field("query", &query)
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A header whose value has no line breaks or other control characters; marked where it is likely to be a secret.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(key) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(format!("`{}` is not a header name", name.escape_debug()));
    };
    let Some(mut value) = header_value(value) else {
        return Err(format!(
            "the value of the header `{key}` holds characters that cannot stand there"
        ));
    };
    value.set_sensitive(is_secret_name(key.as_str()));
    Ok((key, value))
}

//! One call: a request, and how its reply is read.

use std::borrow::Cow;
use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::charset::Charset;
use super::json_path::json_path;
use super::shown::CalledUrl;
use super::told::Secrets;
use super::{BoxFuture, Credential, DecodeError, Error, Http, Operation, Request, Retry, objects};

/// A call that is ready to be made: await it, or [`send`](Call::send) it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'c, T> {
    pub(super) http: &'c Http,
    /// On the heap, for it is handed on from future to future, and each would have room for it.
    pub(super) request: Box<Request>,
    pub(super) decode: fn(&ReplyParts) -> Result<T, DecodeError>,
}

impl<'c, T> Call<'c, T> {
    /// A call whose reply is read by a function.
    pub fn with(
        http: &'c Http,
        request: Request,
        decode: fn(&ReplyParts) -> Result<T, DecodeError>,
    ) -> Self {
        Self {
            http,
            request: Box::new(request),
            decode,
        }
    }

    /// A call whose reply is JSON.
    pub fn json(http: &'c Http, request: Request) -> Self
    where
        T: DeserializeOwned + Serialize,
    {
        Self::with(http, request, ReplyParts::json)
    }

    /// The request, to change it.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// Sets a header of this call alone, instead of any value that it has. A name or value that cannot stand in a header
    /// is an error when the call is sent.
    pub fn header(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.request.set_header(name, value);
        self
    }

    /// Sets the time in which the whole reply must be there, all attempts included, instead of the client's.
    /// `Duration::MAX` is any time. (A call that is dropped before is cancelled.)
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.set_timeout(timeout);
        self
    }

    /// Sets the time in which the whole reply to one attempt must be there, instead of the client's.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.request.set_attempt_timeout(timeout);
        self
    }

    /// Sets the time in which a connection must come about where none is open, if that is less than the client's.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.request.set_connect_timeout(timeout);
        self
    }

    /// Sets when this call is made again, instead of the client's way: `Retry::off()` for never.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.request.set_retry(retry);
        self
    }

    /// Says that it does no harm to make this call twice, so that it is made again where it fails.
    pub fn idempotent(mut self) -> Self {
        self.request.set_idempotent(true);
        self
    }

    /// Sends a key by which the server knows attempts at the same call (`Idempotency-Key`), and so may make the call again
    /// where it fails. The server must know such keys, and no two calls may have the same.
    pub fn idempotency_key(self, key: impl fmt::Display) -> Self {
        self.header("idempotency-key", key).idempotent()
    }

    /// Makes the call and gives the reply's body.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send(self) -> Result<T, Error> {
        let reply = self.http.execute(self.request).await?;
        (self.decode)(&reply).map_err(Error::Decode)
    }

    /// Makes the call and gives the whole reply: status, headers and body.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn with_response(self) -> Result<Response<T>, Error> {
        let reply = self.http.execute(self.request).await?;
        let body = (self.decode)(&reply).map_err(Error::Decode)?;
        Ok(Response { reply, body })
    }
}

impl<'c> Call<'c, String> {
    /// A call whose reply is text.
    pub fn text(http: &'c Http, request: Request) -> Self {
        Self::with(http, request, ReplyParts::text)
    }
}

impl<'c> Call<'c, ()> {
    /// A call whose reply holds nothing of interest.
    pub fn empty(http: &'c Http, request: Request) -> Self {
        Self::with(http, request, |_| Ok(()))
    }
}

impl<'c, T: 'c> IntoFuture for Call<'c, T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'c, Result<T, Error>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}

/// A reply: status, headers and body.
pub struct Response<T> {
    reply: ReplyParts,
    body: T,
}

impl<T> Response<T> {
    /// The status; compares with a number: `response.status() == 201`.
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// The body, decoded.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, decoded, taken out of the reply.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        &self.reply.body
    }

    /// The URL that was called, secrets left out.
    pub fn url(&self) -> &str {
        self.reply.url.as_str()
    }

    /// The server's name for this one request, from the usual headers.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// How often the call was made until this reply came.
    pub fn attempts(&self) -> u32 {
        self.reply.attempts
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("url", &self.reply.url)
            .field("status", &self.reply.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A reply before it is decoded.
#[derive(Clone)]
pub struct ReplyParts {
    pub(super) operation: Operation,
    pub(super) url: CalledUrl,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) attempts: u32,
    #[cfg(feature = "drift")]
    pub(super) drift: Option<super::drift::Listener>,
    /// What the request was sent with: servers repeat it in error messages, and then it must not be shown.
    pub(super) credentials: Vec<Credential>,
    /// The request that was called, but for a body that is large or gone; the same is true of what it holds.
    pub(super) request: Option<Arc<Request>>,
    /// Secret headers of the client's.
    pub(super) headers_sent: Arc<HeaderMap>,
}

impl ReplyParts {
    /// What was called.
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The URL that was called, secrets left out.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// How often the call was made until this reply came.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The server's name for this one request, from the usual headers.
    pub fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 6] = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-amz-request-id",
            "x-trace-id",
        ];
        NAMES
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The body in UTF-8, without a byte-order mark: as the mark or the media type says, where it is in another charset.
    pub fn content(&self) -> Cow<'_, [u8]> {
        if let Some((charset, body)) = Charset::of_mark(&self.body) {
            return charset.decode(body);
        }
        let charset = match Charset::of_headers(&self.headers) {
            // Many servers name a charset that their JSON is not in: it is in UTF-8 (RFC 8259, section 8.1).
            Some(Charset::Windows1252) if std::str::from_utf8(&self.body).is_ok() => None,
            None => Charset::of_zeros(&self.body),
            charset => charset,
        };
        charset.map_or(Cow::Borrowed(&*self.body), |charset| {
            charset.decode(&self.body)
        })
    }

    /// Reads the body as JSON. An empty body is read as `null`. (The type can be written as well, so that it can say what it
    /// knows of the reply.)
    ///
    /// # Errors
    /// Where it is not JSON of that type.
    pub fn json<T: DeserializeOwned + Serialize>(&self) -> Result<T, DecodeError> {
        let read = self.read_json();
        #[cfg(feature = "drift")]
        self.tell_drift(&read);
        read
    }

    pub(super) fn read_json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let content = self.content();
        let json: &[u8] = if content.trim_ascii().is_empty() {
            b"null"
        } else {
            &content
        };
        objects::from_slice(json).map_err(|error| self.json_error(&content, error))
    }

    /// Not generic, so that it is compiled once.
    fn json_error(&self, content: &[u8], error: serde_json::Error) -> DecodeError {
        if content.trim_ascii().is_empty() {
            return DecodeError::new(self, "the body is empty");
        }
        let path = json_path(content, error.line(), error.column());
        DecodeError::json(self, path, error)
    }

    /// Reads the body as text: in the charset that a byte-order mark or the media type says, or else in UTF-8. UTF-8, UTF-16,
    /// ISO 8859-1 and windows-1252 are known.
    ///
    /// # Errors
    /// Where it is not text in that charset, or the charset is none of these.
    pub fn text(&self) -> Result<String, DecodeError> {
        let (charset, body) = match Charset::of_mark(&self.body) {
            Some((charset, body)) => (charset, body),
            None => {
                let charset = Charset::of_headers(&self.headers).unwrap_or(Charset::Utf8);
                (charset, &*self.body)
            }
        };
        match String::from_utf8(charset.decode(body).into_owned()) {
            Ok(text) => Ok(text),
            Err(error) => Err(match charset {
                Charset::Other(name) => {
                    let message = format!("text in the charset {name:?}, which is not known here");
                    DecodeError::new(self, message)
                }
                _ => {
                    let error = error.utf8_error();
                    DecodeError::new(self, format_args!("not UTF-8 text: {error}"))
                }
            }),
        }
    }

    /// The secrets that the request was sent with.
    pub(super) fn secrets(&self) -> Secrets {
        let mut secrets = match &self.request {
            Some(request) => Secrets::of(request, &self.credentials),
            None => Secrets::of_credentials(&self.credentials),
        };
        secrets.add_headers(&self.headers_sent);
        secrets
    }
}

impl fmt::Debug for ReplyParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyParts")
            .field("operation", &format_args!("{}", self.operation))
            .field("url", &self.url)
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

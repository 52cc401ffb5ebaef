//! The usual transport: reqwest with rustls.

use std::error::Error as StdError;
use std::time::Duration;

use ::reqwest::{Client, redirect::Policy};
use bytes::{Bytes, BytesMut};

use super::{BoxFuture, SendOptions, Transport, TransportError};

/// A transport over TCP and TLS by reqwest. It keeps connections for later calls, unpacks replies (by the features
/// `gzip`, `brotli` and `zstd`), and follows no redirects.
/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// A transport with its own connections, and ten seconds to connect.
    ///
    /// # Errors
    /// Where TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::connecting_within(Duration::from_secs(10))
    }

    /// A transport with its own connections, and that much time to connect.
    ///
    /// # Errors
    /// Where TLS cannot be set up.
    pub fn connecting_within(time: Duration) -> Result<Self, TransportError> {
        let client = Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(time)
            .build()
            .map_err(transport_error)?;
        Ok(Self { client })
    }

    /// A transport over a client of your own. It should follow no redirects (`redirect::Policy::none()`): it would take
    /// credentials along.
    pub fn from_client(client: Client) -> Self {
        Self { client }
    }

    async fn run(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut request = ::reqwest::Request::try_from(request).map_err(transport_error)?;
        *request.timeout_mut() = options.timeout;
        let mut reply = self
            .client
            .execute(request)
            .await
            .map_err(transport_error)?;

        let limit = options.max_reply_bytes;
        let announced = reply.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(TransportError::too_large(limit));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = reply.chunk().await.map_err(transport_error)? {
            if body.len().saturating_add(chunk.len()) > limit {
                return Err(TransportError::too_large(limit));
            }
            body.extend_from_slice(&chunk);
        }

        let mut response = http::Response::new(body.freeze());
        *response.status_mut() = reply.status();
        *response.version_mut() = reply.version();
        *response.headers_mut() = std::mem::take(reply.headers_mut());
        Ok(response)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.run(request, options))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// The URL may hold a key, so it is taken out; what reqwest says in general is less than what its source says.
fn transport_error(error: ::reqwest::Error) -> TransportError {
    if error.is_timeout() {
        return TransportError::timeout();
    }
    let connect = error.is_connect();
    let error = error.without_url();
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        message = format!("{message}: {cause}");
        source = cause.source();
    }
    if connect {
        TransportError::connect(message)
    } else {
        TransportError::other(message)
    }
}

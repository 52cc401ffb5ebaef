//! What carries requests: below authentication and errors, above the network.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::TransportError;

/// A future behind a pointer, which may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request and brings back the reply, whatever its status.
///
/// A transport adds nothing to the request but what its protocol needs (`Host`, `Content-Length`), and follows no
/// redirects: the request holds credentials that another place must not see. Its errors show no URL, because a URL may
/// hold a key.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request.
    ///
    /// # Errors
    /// Where no whole reply came back in time and within the size limit.
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, options)
    }
}

/// The limits that a request is sent within.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SendOptions {
    /// The time from the start to the last byte of the reply; `None` for no limit.
    pub timeout: Option<Duration>,
    /// The most bytes that a reply's body may hold, after decompression.
    pub max_reply_bytes: usize,
}

impl SendOptions {
    /// Limits: time from the start to the last byte of the reply, and size of the reply's body in bytes.
    pub fn new(timeout: Option<Duration>, max_reply_bytes: usize) -> Self {
        Self {
            timeout,
            max_reply_bytes,
        }
    }
}

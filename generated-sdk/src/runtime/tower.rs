//! Layers of [tower] around a transport: limits, metrics, whatever there is for a `Service`.
//!
//! [tower]: https://docs.rs/tower

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use super::{BoxFuture, SendOptions, Transport, TransportError};

/// A transport with layers around it.
///
/// They see each attempt at each call: the request complete, with its credentials, and among its extensions the
/// [`SendOptions`] and the [`Operation`](super::Operation). Retries are made outside of them. Bodies are whole: a reply that
/// is streamed is read to its end, within the limits of the layers alone, before it is given.
#[derive(Clone)]
pub struct Layered<S> {
    service: S,
    transport: Arc<dyn Transport>,
}

impl<S> Layered<S> {
    /// Puts a layer, or a stack of them, around a transport.
    pub fn new<L>(transport: impl Transport, layer: L) -> Self
    where
        L: Layer<TransportService, Service = S>,
    {
        let transport: Arc<dyn Transport> = Arc::new(transport);
        Self {
            service: layer.layer(TransportService(Arc::clone(&transport))),
            transport,
        }
    }
}

impl<S> Transport for Layered<S>
where
    S: Service<http::Request<Bytes>, Response = http::Response<Bytes>>,
    S: Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn send(
        &self,
        mut request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        if let Some(operation) = options.operation {
            request.extensions_mut().insert(operation);
        }
        request.extensions_mut().insert(options);
        let mut service = self.service.clone();
        Box::pin(async move {
            let ready = poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(error)?;
            service.call(request).await.map_err(error)
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.transport.sleep(time)
    }
}

impl<S> fmt::Debug for Layered<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layered").finish_non_exhaustive()
    }
}

/// A transport as layers see it. Without [`SendOptions`] among a request's extensions there is no limit.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl Service<http::Request<Bytes>> for TransportService {
    type Response = http::Response<Bytes>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<http::Response<Bytes>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: http::Request<Bytes>) -> Self::Future {
        let options = request.extensions_mut().remove();
        let options = options.unwrap_or_else(|| SendOptions::new(None, usize::MAX));
        let transport = Arc::clone(&self.0);
        Box::pin(async move { transport.send(request, options).await })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}

/// Any error, on the heap.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The transport's own errors stay what they are.
fn error(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::other(error),
    }
}

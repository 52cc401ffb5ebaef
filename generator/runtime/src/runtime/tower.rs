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

use super::{Body, BoxFuture, SendOptions, Transport, TransportError};

/// A transport with layers around it.
///
/// They see each attempt at each call: the request complete, with its credentials, and among its extensions the
/// [`SendOptions`] and the [`Operation`](super::Operation). Retries are made outside of them.
///
/// Bodies are a [`Body`]: bytes that are all there ([`Body::as_bytes`]), but for those of calls that send or receive piece by
/// piece. These go through the layers as they come, and a layer that limits the time limits it until the reply begins.
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

impl<S> Layered<S>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>> + Clone,
    S::Error: Into<BoxError>,
{
    /// Takes a request through the layers.
    async fn pass(
        &self,
        mut request: http::Request<Body>,
        options: SendOptions,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(operation) = options.operation {
            request.extensions_mut().insert(operation);
        }
        request.extensions_mut().insert(options);
        let mut service = self.service.clone();
        let ready = poll_fn(|context| service.poll_ready(context)).await;
        ready.map_err(error)?;
        service.call(request).await.map_err(error)
    }
}

impl<S> Transport for Layered<S>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>>,
    S: Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let reply = self.pass(request.map(Body::from), options).await?;
            let (head, body) = reply.into_parts();
            let body = body.collect(options.max_reply_bytes).await?;
            Ok(http::Response::from_parts(head, body))
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.transport.sleep(time)
    }

    #[cfg(feature = "stream")]
    fn open(
        &self,
        mut request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        request.extensions_mut().insert(Streamed);
        Box::pin(self.pass(request, options))
    }
}

/// Stands among the extensions of a request whose reply is to be had while it comes.
#[cfg(feature = "stream")]
#[derive(Clone)]
struct Streamed;

impl<S> fmt::Debug for Layered<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layered").finish_non_exhaustive()
    }
}

/// A transport as layers see it. Without [`SendOptions`] among a request's extensions there is no limit.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl Service<http::Request<Body>> for TransportService {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<http::Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
        let options = request.extensions_mut().remove();
        let options = options.unwrap_or_else(|| SendOptions::new(None, usize::MAX));
        let transport = Arc::clone(&self.0);
        Box::pin(async move {
            #[cfg(feature = "stream")]
            if request.extensions_mut().remove::<Streamed>().is_some()
                || request.body().as_bytes().is_none()
            {
                return transport.open(request, options).await;
            }
            let (head, body) = request.into_parts();
            let request = http::Request::from_parts(head, body.collect(usize::MAX).await?);
            Ok(transport.send(request, options).await?.map(Body::from))
        })
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

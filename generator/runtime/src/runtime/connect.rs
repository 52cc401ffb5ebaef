//! How long a connection may take to come about, call by call. reqwest has one time for all calls of a client.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    /// The time that the call has whose request is being sent.
    static OWN: Duration;
}

/// Sends a request whose connection, if it needs one, comes about within that time.
pub(super) async fn connecting<T>(time: Option<Duration>, request: impl Future<Output = T>) -> T {
    match time {
        Some(time) => OWN.scope(time, request).await,
        None => request.await,
    }
}

/// Keeps the time of [`connecting`] around what connects.
#[derive(Clone)]
pub(super) struct ConnectWithin;

impl<S> Layer<S> for ConnectWithin {
    type Service = Connector<S>;

    fn layer(&self, inner: S) -> Connector<S> {
        Connector(inner)
    }
}

#[derive(Clone)]
pub(super) struct Connector<S>(S);

/// Any error, on the heap.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

impl<S, To> Service<To> for Connector<S>
where
    S: Service<To, Error = BoxError>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, to: To) -> Self::Future {
        // The call that asks for a connection is the one whose future runs here.
        let time = OWN.try_with(|time| *time);
        let connection = self.0.call(to);
        let Ok(time) = time else {
            return Box::pin(connection);
        };
        Box::pin(async move {
            let late = |_| io::Error::new(io::ErrorKind::TimedOut, "no connection in time");
            tokio::time::timeout(time, connection).await.map_err(late)?
        })
    }
}

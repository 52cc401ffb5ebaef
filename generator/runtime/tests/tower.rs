//! Layers of tower around a transport.

#![cfg(feature = "tower")]

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use letterpress_runtime::runtime::{
    Call, Error, Http, Layered, MemoryTransport, Operation, Request, Retry, SendOptions, Server,
    TransportError, TransportService,
};
use tower_layer::{Identity, Stack, layer_fn};
use tower_service::Service;

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// Notes what passes, and refuses every request to a path.
#[derive(Clone)]
struct Gate<S> {
    inner: S,
    passed: Arc<Mutex<Vec<String>>>,
}

impl<S: Service<http::Request<Bytes>>> Service<http::Request<Bytes>> for Gate<S>
where
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<S::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: http::Request<Bytes>) -> Self::Future {
        if request.uri().path() == "/closed" {
            return Box::pin(async { Err("the gate is closed".into()) });
        }
        let operation = request.extensions().get::<Operation>();
        let options = request.extensions().get::<SendOptions>();
        let (operation, timeout) = (operation.unwrap(), options.unwrap().timeout);
        let passed = format!("{operation} {}", timeout.unwrap().as_secs() > 50);
        self.passed.lock().unwrap().push(passed);
        let reply = self.inner.call(request);
        Box::pin(async { reply.await.map_err(Into::into) })
    }
}

#[tokio::test]
async fn layers_see_each_attempt_and_errors_stay_what_they_are() {
    let memory = MemoryTransport::new();
    memory
        .json(503, "")
        .fail(TransportError::timeout())
        .json(200, "7");
    let passed = Arc::<Mutex<Vec<String>>>::default();
    let note = Arc::clone(&passed);
    let gate = layer_fn(move |inner: TransportService| Gate {
        inner,
        passed: Arc::clone(&note),
    });
    let transport = Layered::new(memory.clone(), Stack::new(gate, Identity::new()));
    let http = Http::builder(SERVERS)
        .transport(transport)
        .retry(Retry::default().first_delay(Duration::from_secs(1)))
        .build()
        .unwrap();
    let reply = Call::<i64>::json(&http, Request::get("/things/{id}").path("id", 1));
    let reply = reply.with_response().await.unwrap();
    assert_eq!((*reply.body(), reply.attempts()), (7, 3));
    assert_eq!(*passed.lock().unwrap(), ["GET /things/{id} true"; 3]);
    // Waits are those of the transport within: no time passes.
    assert_eq!(memory.waits().len(), 2);

    memory.fail(TransportError::timeout());
    let once = |path| Call::empty(&http, Request::get(path)).retry(Retry::off());
    assert!(once("/x").await.unwrap_err().is_timeout());
    let error = once("/closed").await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert!(error.to_string().contains("the gate is closed"), "{error}");
}

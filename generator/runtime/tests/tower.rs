//! Layers of tower around a transport.

#![cfg(feature = "tower")]

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use letterpress_runtime::runtime::{
    Body, Call, Error, Http, Layered, MemoryTransport, Operation, Request, Retry, SendOptions,
    Server, TransportError, TransportService,
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

impl<S: Service<http::Request<Body>>> Service<http::Request<Body>> for Gate<S>
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

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
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

#[cfg(all(feature = "stream", feature = "reqwest"))]
mod streams {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;
    use std::pin::Pin;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;

    use bytes::Bytes;
    use futures_core::Stream;
    use letterpress_runtime::runtime::ReqwestTransport;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    /// A client over loopback with a layer around it.
    fn layered(origin: &str) -> Http {
        let transport = Layered::new(ReqwestTransport::new().unwrap(), Identity::new());
        Http::builder(SERVERS)
            .origin(origin)
            .transport(transport)
            .timeout(PATIENCE)
            .build()
            .unwrap()
    }

    /// Two pieces, the second when somebody has seen the first.
    struct Pieces {
        sent: u8,
        seen: Receiver<()>,
    }

    impl Stream for Pieces {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            if self.sent == 1 && self.seen.try_recv().is_err() {
                // Whoever carries the first piece may go on meanwhile.
                let waker = context.waker().clone();
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(5));
                    waker.wake();
                });
                return Poll::Pending;
            }
            self.sent += 1;
            Poll::Ready((self.sent < 3).then(|| Ok(Bytes::from_static(b"piece"))))
        }
    }

    #[tokio::test]
    async fn an_upload_goes_through_layers_piece_by_piece() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (tell, seen) = channel();
        let server = thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                reader.read_line(&mut line).unwrap();
            }
            let mut piece = [0; 10];
            reader.read_exact(&mut piece).unwrap();
            assert_eq!(&piece, b"5\r\npiece\r\n");
            tell.send(()).unwrap();
            let mut rest = [0; 15];
            reader.read_exact(&mut rest).unwrap();
            assert_eq!(&rest, b"5\r\npiece\r\n0\r\n\r\n");
            (&stream)
                .write_all(b"HTTP/1.1 200 X\r\ncontent-length: 4\r\n\r\ndone")
                .unwrap();
        });
        let body = Body::stream(Pieces { sent: 0, seen }, None);
        let http = layered(&origin);
        let reply = Call::text(&http, Request::post("/x").body(None, body)).await;
        assert_eq!(reply.unwrap(), "done");
        server.join().unwrap();
    }

    #[tokio::test]
    async fn a_download_goes_through_layers_piece_by_piece() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (tell, seen) = channel();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                reader.read_line(&mut line).unwrap();
            }
            stream
                .write_all(b"HTTP/1.1 200 X\r\ncontent-length: 10\r\n\r\nfirst")
                .unwrap();
            // The rest comes when the client has seen that.
            seen.recv_timeout(PATIENCE).unwrap();
            stream.write_all(b" rest").unwrap();
        });
        let http = layered(&origin);
        let call = Call::empty(&http, Request::get("/x"));
        let mut download = call.stream().await.unwrap();
        assert_eq!(download.chunk().await.unwrap().unwrap(), "first");
        tell.send(()).unwrap();
        assert_eq!(download.chunk().await.unwrap().unwrap(), " rest");
        assert_eq!(download.chunk().await.unwrap(), None);
        server.join().unwrap();
    }
}

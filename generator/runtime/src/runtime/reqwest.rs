//! The usual transport: reqwest with rustls.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use ::reqwest::{Client, ClientBuilder, Url, redirect::Policy};
use bytes::{Bytes, BytesMut};
use tokio::runtime::Handle;

use super::connect::{ConnectWithin, connecting};
use super::proxy::of_environment;
use super::transport::sleep_on_thread;
use super::{BoxFuture, SendOptions, Transport, TransportError};

/// A transport over TCP and TLS by reqwest. It keeps connections for later calls, unpacks replies (by the features
/// `gzip`, `brotli` and `zstd`), and follows no redirects.
/// Cheap to clone.
///
/// A proxy that the environment names (`HTTPS_PROXY`, `ALL_PROXY`) is asked for tunnels to `https` servers of other
/// machines alone, where it sees nothing of a request but the server's name, unless `NO_PROXY` names that. Plain `http` goes
/// to no proxy of the environment: it would read each request, credentials included, even those to this machine. A proxy
/// of your choice is that of a client of your own ([`ReqwestTransport::from_client`]).
///
/// It needs a runtime of tokio around it; a call that is polled without one is an
/// [error](TransportError::is_no_runtime).
///
/// Calls with a time to connect of their own ([`Call::connect_timeout`](super::Call::connect_timeout)) keep connections
/// apart from those of the others.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: Client,
    /// For calls with a time to connect of their own; made for the first of them. What asks each connection for its call's
    /// time costs every call some microseconds, whether it connects or not.
    impatient: Option<Arc<Impatient>>,
}

#[derive(Debug)]
struct Impatient {
    /// What the client is to connect within at most.
    time: Duration,
    client: OnceLock<Client>,
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
        let client = builder(time).build().map_err(transport_error)?;
        let impatient = Arc::new(Impatient {
            time,
            client: OnceLock::new(),
        });
        Ok(Self {
            client,
            impatient: Some(impatient),
        })
    }

    /// A transport over a client of your own. It should follow no redirects (`redirect::Policy::none()`): it would take
    /// credentials along.
    pub fn from_client(client: Client) -> Self {
        Self {
            client,
            impatient: None,
        }
    }

    /// The client for calls with that time to connect.
    fn client(&self, connect_timeout: Option<Duration>) -> Result<&Client, TransportError> {
        let (Some(_), Some(impatient)) = (connect_timeout, &self.impatient) else {
            return Ok(&self.client);
        };
        if let Some(client) = impatient.client.get() {
            return Ok(client);
        }
        let made = builder(impatient.time).connector_layer(ConnectWithin);
        let made = made.build().map_err(transport_error)?;
        Ok(impatient.client.get_or_init(|| made))
    }

    /// Begins to send a request. Not async: what waits for the reply then has no room for the request.
    fn begin(
        &self,
        request: http::Request<Bytes>,
        options: &SendOptions,
    ) -> Result<impl Future<Output = ReqwestResult> + use<>, TransportError> {
        let request = outgoing(request)?;
        here()?;
        Ok(self.client(options.connect_timeout)?.execute(request))
    }

    async fn run(
        sent: impl Future<Output = ReqwestResult>,
        options: SendOptions,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let run = pin!(Self::run_untimed(sent, options));
        let Some(time) = options.timeout else {
            return run.await;
        };
        let done = tokio::time::timeout(time, run).await;
        done.unwrap_or_else(|_| Err(TransportError::timeout()))
    }

    async fn run_untimed(
        sent: impl Future<Output = ReqwestResult>,
        options: SendOptions,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut reply = connecting(options.connect_timeout, within_tokio(sent)).await?;

        let limit = options.max_reply_bytes;
        let announced = reply.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(TransportError::too_large(limit));
        }
        // Most bodies come in one piece, which is kept as it is.
        let mut body = match reply.chunk().await.map_err(transport_error)? {
            Some(chunk) if chunk.len() > limit => return Err(TransportError::too_large(limit)),
            first => first.unwrap_or_default(),
        };
        let mut more = BytesMut::new();
        while let Some(chunk) = reply.chunk().await.map_err(transport_error)? {
            if more.is_empty() {
                let announced = usize::try_from(announced).unwrap_or_default();
                more.reserve(announced.min(READ_AHEAD).max(body.len() + chunk.len()));
                more.extend_from_slice(&body);
            }
            if more.len().saturating_add(chunk.len()) > limit {
                return Err(TransportError::too_large(limit));
            }
            more.extend_from_slice(&chunk);
        }
        if !more.is_empty() {
            body = more.freeze();
        }

        let mut response = http::Response::new(body);
        *response.status_mut() = reply.status();
        *response.version_mut() = reply.version();
        *response.headers_mut() = std::mem::take(reply.headers_mut());
        Ok(response)
    }
}

/// What comes of a request that reqwest sends.
type ReqwestResult = Result<::reqwest::Response, ::reqwest::Error>;

/// Whether there is a runtime of tokio around what is running; reqwest would panic without one.
fn here() -> Result<(), TransportError> {
    match Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(TransportError::no_runtime()),
    }
}

/// What reqwest gives; an error where it is polled outside a runtime of tokio.
async fn within_tokio(
    sent: impl Future<Output = ReqwestResult>,
) -> Result<::reqwest::Response, TransportError> {
    let mut sent = pin!(sent);
    poll_fn(|context| match here() {
        Ok(()) => sent.as_mut().poll(context).map_err(transport_error),
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

/// What each client of ours is made with.
fn builder(connect_timeout: Duration) -> ClientBuilder {
    of_environment(Client::builder())
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(connect_timeout)
}

/// The request as reqwest has it. It converts requests itself, but writes the URL by way of its formatting machinery.
fn outgoing<B: Into<::reqwest::Body>>(
    request: http::Request<B>,
) -> Result<::reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let url = url_text(&head.uri);
    let url =
        Url::parse(&url).map_err(|_| TransportError::other("nothing can be sent to its URL"))?;
    let mut request = ::reqwest::Request::new(head.method, url);
    *request.version_mut() = head.version;
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    Ok(request)
}

fn url_text(uri: &http::Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let mut text = String::with_capacity(scheme.len() + 3 + authority.len() + path.len());
    for part in [scheme, "://", authority, path] {
        text.push_str(part);
    }
    text
}

/// How much room is made at once for a reply because it says that it is so long.
const READ_AHEAD: usize = 1 << 20;

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        match self.begin(request, &options) {
            Ok(sent) => Box::pin(Self::run(sent, options)),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        match Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(time)),
            // What needs tokio says so by itself; waiting does not.
            Err(_) => sleep_on_thread(time),
        }
    }

    #[cfg(feature = "stream")]
    fn open(
        &self,
        request: http::Request<super::Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<super::Body>, TransportError>> {
        Box::pin(self.open_stream(request, options))
    }
}

/// Bodies as reqwest has them, piece by piece.
#[cfg(feature = "stream")]
mod pieces {
    use std::pin::Pin;
    use std::sync::{Mutex, PoisonError};
    use std::task::{Context, Poll, ready};

    use bytes::Bytes;
    use futures_core::Stream;
    use http_body::{Body as HttpBody, Frame, SizeHint};

    use super::super::connect::connecting;
    use super::super::{Body, SendOptions, TransportError};
    use super::{ReqwestTransport, here, outgoing, transport_error, within_tokio};

    impl ReqwestTransport {
        pub(super) async fn open_stream(
            &self,
            request: http::Request<Body>,
            options: SendOptions,
        ) -> Result<http::Response<Body>, TransportError> {
            let request = request.map(|body| {
                let length = body.length();
                let body = Mutex::new(body);
                ::reqwest::Body::wrap(Outgoing { body, length })
            });
            let mut request = outgoing(request)?;
            *request.timeout_mut() = options.timeout;
            here()?;
            let reply = self.client(options.connect_timeout)?.execute(request);
            let reply = connecting(options.connect_timeout, within_tokio(reply)).await?;
            let reply: http::Response<::reqwest::Body> = reply.into();
            Ok(reply.map(|body| Body::stream(Incoming(body), None)))
        }
    }

    /// The lock is never contended: it makes the body shareable between threads, as reqwest wants it.
    struct Outgoing {
        body: Mutex<Body>,
        length: Option<u64>,
    }

    impl HttpBody for Outgoing {
        type Data = Bytes;
        type Error = Box<dyn std::error::Error + Send + Sync>;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
            let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
            let piece = ready!(Pin::new(body).poll_next(context));
            Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
        }

        fn is_end_stream(&self) -> bool {
            self.length == Some(0)
        }

        fn size_hint(&self) -> SizeHint {
            self.length
                .map_or_else(SizeHint::default, SizeHint::with_exact)
        }
    }

    struct Incoming(::reqwest::Body);

    impl Stream for Incoming {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            loop {
                return Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                    None => None,
                    Some(Err(error)) => Some(Err(transport_error(error))),
                    Some(Ok(frame)) => match frame.into_data() {
                        Ok(piece) => Some(Ok(piece)),
                        // What follows the body is no part of it.
                        Err(_) => continue,
                    },
                });
            }
        }
    }
}

/// The URL may hold a key, so it is taken out; what reqwest says in general is less than what its source says.
fn transport_error(error: ::reqwest::Error) -> TransportError {
    let connect = error.is_connect();
    if error.is_timeout() {
        return match connect {
            true => TransportError::connect_timeout(),
            false => TransportError::timeout(),
        };
    }
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

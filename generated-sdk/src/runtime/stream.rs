//! Bodies that are sent and received piece by piece: nothing of them is kept in memory but the piece at hand.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::runtime::Handle;

use super::body::Kind;
use super::send::{is_success, left};
use super::{
    Body, BoxFuture, Call, Error, Http, Operation, ReplyParts, Request, SendOptions, Transport,
    TransportError,
};

/// Any error, on the heap.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Pieces of a body, and how many bytes they are, where that is known.
pub(super) struct Pieces {
    stream: Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>,
    pub(super) length: Option<u64>,
    again: Option<Again>,
}

/// Makes a body once more.
type Again = Arc<dyn Fn() -> BoxFuture<'static, io::Result<Body>> + Send + Sync>;

impl Body {
    /// A body whose pieces a stream gives. With a length, it is announced as `Content-Length`, and the stream must keep to
    /// it; without, the body is sent in chunks.
    pub fn stream<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream = Box::pin(Converted(Box::pin(stream)));
        Self(Kind::Stream(Pieces {
            stream,
            length,
            again: None,
        }))
    }

    /// A body that is read from somewhere; for the length see [`Body::stream`].
    pub fn reader(reader: impl AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        Self::stream(Read(Box::pin(reader)), length)
    }

    /// The content of a file, read while it is sent. Where the call is made again, the file is opened again.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path: Arc<Path> = path.as_ref().into();
        let open = move || {
            let path = Arc::clone(&path);
            async move {
                if Handle::try_current().is_err() {
                    return Err(io::Error::other(
                        "files are read within a runtime of tokio alone",
                    ));
                }
                let file = tokio::fs::File::open(path).await?;
                let length = file.metadata().await?.len();
                Ok(Self::stream(TokioFile(Read(Box::pin(file))), Some(length)))
            }
        };
        Self::repeatable(open).await
    }

    /// A body that a function makes: now, and once more each time that the call is made again (see [`Retry`](super::Retry)).
    /// A call whose body is sent piece by piece is made once otherwise, as its body is gone then.
    ///
    /// # Errors
    /// Where the function fails.
    pub async fn repeatable<F, R>(make: F) -> io::Result<Self>
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = io::Result<Self>> + Send + 'static,
    {
        let mut body = make().await?;
        if let Kind::Stream(pieces) = &mut body.0 {
            pieces.again = Some(Arc::new(move || Box::pin(make())));
        }
        Ok(body)
    }

    /// Several bodies, one after the other.
    pub fn chain(bodies: Vec<Body>) -> Self {
        let length = bodies.iter().map(Body::length).sum();
        let again: Option<Vec<Again>> = bodies.iter().map(Body::again).collect();
        let mut chain = Self::stream(Chain(bodies.into()), length);
        if let (Kind::Stream(pieces), Some(all)) = (&mut chain.0, again) {
            pieces.again = Some(Arc::new(move || {
                let made: Vec<_> = all.iter().map(|again| again()).collect();
                Box::pin(async move {
                    let mut bodies = Vec::with_capacity(made.len());
                    for body in made {
                        bodies.push(body.await?);
                    }
                    Ok(Self::chain(bodies))
                })
            }));
        }
        chain
    }

    /// What makes it once more, where it can be.
    fn again(&self) -> Option<Again> {
        match &self.0 {
            Kind::Stream(pieces) => pieces.again.clone(),
            Kind::Bytes(bytes) => {
                let bytes = bytes.clone();
                Some(Arc::new(move || {
                    let body = Self::from(bytes.clone());
                    Box::pin(async { Ok(body) })
                }))
            }
        }
    }

    /// Gives the next piece; `None` at the end.
    ///
    /// # Errors
    /// Where no more can be read.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        match poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await {
            None => Ok(None),
            Some(Ok(piece)) => Ok(Some(piece)),
            Some(Err(error)) => Err(match error.downcast::<TransportError>() {
                Ok(error) => *error,
                Err(error) => TransportError::other(error),
            }),
        }
    }
}

impl Pieces {
    /// Reads all of them.
    pub(super) async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        let mut body = Body(Kind::Stream(self));
        let mut all = BytesMut::new();
        while let Some(piece) = body.next().await? {
            if all.len().saturating_add(piece.len()) > limit {
                return Err(TransportError::too_large(limit));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Stream(pieces) => pieces.stream.as_mut().poll_next(context),
        }
    }
}

/// A stream with its types made ours.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(next.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}

/// What a reader gives, in pieces.
struct Read<R>(Pin<Box<R>>);

impl<R: AsyncRead> Stream for Read<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut piece = vec![0; 64 << 10];
        let mut buffer = ReadBuf::new(&mut piece);
        ready!(self.0.as_mut().poll_read(context, &mut buffer))?;
        let length = buffer.filled().len();
        piece.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(Bytes::from(piece))))
    }
}

/// The pieces of a file, which tokio reads, or an error where it is not there to do so.
struct TokioFile(Read<tokio::fs::File>);

impl Stream for TokioFile {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Handle::try_current() {
            Ok(_) => Pin::new(&mut self.0).poll_next(context),
            Err(_) => Poll::Ready(Some(Err(io::Error::other(
                "files are read within a runtime of tokio alone",
            )))),
        }
    }
}

struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match ready!(Pin::new(body).poll_next(context)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}

/// A body to send, and what makes it once more, where something does.
#[derive(Clone)]
pub(super) struct Upload {
    first: Slot,
    again: Option<Again>,
}

impl Upload {
    pub(super) fn is_repeatable(&self) -> bool {
        self.again.is_some()
    }

    async fn next(&self) -> Result<Body, TransportError> {
        match (self.first.take(), &self.again) {
            (Some(body), _) => Ok(body),
            (None, Some(again)) => again().await.map_err(TransportError::other),
            (None, None) => Err(TransportError::other("its body was sent before")),
        }
    }
}

/// A place that a body is put into or taken from once, whoever holds it.
#[derive(Clone, Default)]
pub(super) struct Slot(Arc<Mutex<Option<Body>>>);

impl Slot {
    pub(super) fn holding(body: Body) -> Self {
        Self(Arc::new(Mutex::new(Some(body))))
    }

    pub(super) fn take(&self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, body: Body) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
    }
}

impl Request {
    /// Sends that body piece by piece. Such a request is not sent twice unless its body can be made once more.
    pub(super) fn upload(&mut self, body: Body) {
        let again = body.again();
        let first = Slot::holding(body);
        self.upload = Some(Upload { first, again });
    }
}

impl Http {
    /// Sends a request whose body, or whose reply's body, goes piece by piece. The body of a success is put where the request
    /// wants it; any other is read whole.
    pub(super) async fn open(
        &self,
        request: &Request,
        message: http::Request<Bytes>,
        options: SendOptions,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let transport = &*self.inner.transport;
        let deadline = options
            .timeout
            .and_then(|time| Instant::now().checked_add(time));
        let (head, bytes) = message.into_parts();
        let body = match &request.upload {
            Some(upload) => upload.next().await?,
            None => Body::from(bytes),
        };
        let message = http::Request::from_parts(head, body);
        // The transport would count the time that is taken to read the reply.
        let untimed = SendOptions {
            timeout: None,
            ..options
        };
        let reply = within(transport, left(deadline), transport.open(message, untimed)).await?;
        let (head, body) = reply.into_parts();
        if let Some(slot) = &request.download
            && is_success(request, head.status)
        {
            slot.put(body);
            return Ok(http::Response::from_parts(head, Bytes::new()));
        }
        let whole = body.collect(options.max_reply_bytes);
        let body = within(transport, left(deadline), whole).await?;
        Ok(http::Response::from_parts(head, body))
    }
}

/// Gives what the work gives, or an error when the time is over.
async fn within<T>(
    transport: &dyn Transport,
    time: Option<Duration>,
    work: impl Future<Output = Result<T, TransportError>>,
) -> Result<T, TransportError> {
    let Some(time) = time else {
        return work.await;
    };
    let (mut work, mut sleep) = (pin!(work), transport.sleep(time));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(done),
        Poll::Pending => {
            let over = sleep.as_mut().poll(context);
            over.map(|()| Err(TransportError::timeout()))
        }
    })
    .await
}

impl<T> Call<'_, T> {
    /// Makes the call and gives the reply while it comes, whatever its size. The time that the call may take is that until
    /// the reply begins, and then that for each piece.
    ///
    /// # Errors
    /// See [`Error`]; the reply to an error is read whole.
    pub async fn stream(mut self) -> Result<Download, Error> {
        let slot = Slot::default();
        self.request.download = Some(slot.clone());
        let inner = &self.http.inner;
        let own = self.request.attempt_timeout.or(inner.attempt_timeout);
        let time = own.or(self.request.timeout).or(inner.timeout);
        let reply = self.http.execute(self.request).await?;
        Ok(Download {
            body: slot.take().unwrap_or_else(|| Body::from(Bytes::new())),
            reply,
            time,
            transport: Arc::clone(&inner.transport),
        })
    }
}

/// A reply whose body comes piece by piece.
pub struct Download {
    reply: ReplyParts,
    body: Body,
    time: Option<Duration>,
    transport: Arc<dyn Transport>,
}

impl Download {
    /// What was called.
    pub fn operation(&self) -> Operation {
        self.reply.operation()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.reply.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.reply.headers()
    }

    /// The server's name for this one request, from the usual headers.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// Gives the next piece of the body; `None` at its end.
    ///
    /// # Errors
    /// Where the connection breaks, or no piece comes in time.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let next = within(&*self.transport, self.time, self.body.next()).await;
        next.map_err(|error| self.failed(error))
    }

    /// An error of this call.
    pub(super) fn failed(&self, error: TransportError) -> Error {
        let reply = &self.reply;
        let error = error.of(reply.operation, reply.url(), reply.attempts);
        Error::Transport(error.without(&reply.secrets()))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("reply", &self.reply)
            .finish_non_exhaustive()
    }
}

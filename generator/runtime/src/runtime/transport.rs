//! What carries requests: below authentication and errors, above the network.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "stream")]
use super::Body;
use super::{Operation, TransportError};

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

    /// Waits: between two attempts at a call, and for pieces of a reply. Unless a transport knows a better way, a thread is
    /// started to wait.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        sleep_on_thread(time)
    }

    /// Sends one request whose body, or whose reply's body, goes piece by piece. A transport that knows none sends and
    /// receives them whole.
    ///
    /// # Errors
    /// Where no reply began.
    #[cfg(feature = "stream")]
    fn open(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let request = http::Request::from_parts(head, body);
            Ok(self.send(request, options).await?.map(Body::from))
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, options)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(time)
    }

    #[cfg(feature = "stream")]
    fn open(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).open(request, options)
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
    /// The time in which a connection must come about, where none is open; `None` for the transport's own. A longer one than
    /// its own need not be kept.
    pub connect_timeout: Option<Duration>,
    /// Which of the API's operations is called; `None` where it is none of them, such as the request for a token.
    pub operation: Option<Operation>,
}

impl SendOptions {
    /// Limits: time from the start to the last byte of the reply, and size of the reply's body in bytes.
    pub fn new(timeout: Option<Duration>, max_reply_bytes: usize) -> Self {
        Self {
            timeout,
            max_reply_bytes,
            connect_timeout: None,
            operation: None,
        }
    }
}

/// A wait that works wherever futures do.
pub(super) fn sleep_on_thread(time: Duration) -> BoxFuture<'static, ()> {
    Box::pin(ThreadSleep { time, alarm: None })
}

struct ThreadSleep {
    time: Duration,
    alarm: Option<Arc<(Mutex<Alarm>, Condvar)>>,
}

#[derive(Default)]
struct Alarm {
    /// Nobody waits any more.
    off: bool,
    rang: bool,
    waker: Option<Waker>,
}

impl ThreadSleep {
    /// Starts a thread that rings after the time, or ends where it is switched off before.
    fn start(&self) -> Option<Arc<(Mutex<Alarm>, Condvar)>> {
        let alarm = Arc::new((Mutex::new(Alarm::default()), Condvar::new()));
        let (bell, time) = (Arc::clone(&alarm), self.time);
        let ring = move || {
            let (state, switch) = &*bell;
            let state = state.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = switch.wait_timeout_while(state, time, |state| !state.off);
            let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            state.rang = true;
            if let Some(waker) = state.waker.take() {
                waker.wake();
            }
        };
        thread::Builder::new().spawn(ring).ok()?;
        Some(alarm)
    }
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.alarm.is_none() {
            self.alarm = self.start();
        }
        let Some(alarm) = &self.alarm else {
            // No thread is to be had: not waiting is better than waiting for ever.
            return Poll::Ready(());
        };
        let mut alarm = alarm.0.lock().unwrap_or_else(PoisonError::into_inner);
        if alarm.rang {
            return Poll::Ready(());
        }
        alarm.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for ThreadSleep {
    fn drop(&mut self) {
        if let Some((alarm, switch)) = self.alarm.as_deref() {
            alarm.lock().unwrap_or_else(PoisonError::into_inner).off = true;
            switch.notify_one();
        }
    }
}

//! What carries requests: below authentication and errors, above the network.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
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

    /// Waits between two attempts at a call. Unless a transport knows a better way, a thread is started to wait.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(ThreadSleep::new(time))
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

/// A wait that works wherever futures do.
struct ThreadSleep(Arc<Mutex<Alarm>>);

#[derive(Default)]
struct Alarm {
    rang: bool,
    waker: Option<Waker>,
}

impl ThreadSleep {
    fn new(time: Duration) -> Self {
        let alarm = Arc::new(Mutex::new(Alarm::default()));
        let bell = Arc::clone(&alarm);
        let ring = move || {
            thread::sleep(time);
            let mut alarm = bell.lock().unwrap_or_else(PoisonError::into_inner);
            alarm.rang = true;
            if let Some(waker) = alarm.waker.take() {
                waker.wake();
            }
        };
        if thread::Builder::new().spawn(ring).is_err() {
            // No thread is to be had: not waiting is better than waiting for ever.
            alarm.lock().unwrap_or_else(PoisonError::into_inner).rang = true;
        }
        Self(alarm)
    }
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut alarm = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if alarm.rang {
            return Poll::Ready(());
        }
        alarm.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

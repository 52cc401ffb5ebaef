//! Calls for programs that are not async: the thread waits for the reply.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::{Call, Error, Operation, RequestError, Response};

impl<T> Call<'_, T> {
    /// Makes the call, waits for the reply and gives its body.
    ///
    /// # Errors
    /// See [`Error`]. Within async code, where waiting would stop other tasks, nothing is sent.
    pub fn send_blocking(self) -> Result<T, Error> {
        wait(self.request.operation, self.send())
    }

    /// Makes the call, waits for the reply and gives all of it: status, headers and body.
    ///
    /// # Errors
    /// See [`Error`]. Within async code, where waiting would stop other tasks, nothing is sent.
    pub fn with_response_blocking(self) -> Result<Response<T>, Error> {
        wait(self.request.operation, self.with_response())
    }
}

/// Waits for what a call gives.
pub(super) fn wait<T>(
    operation: Operation,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let refuse = |why: &str| Error::Request(RequestError::new(operation, why));
    if Handle::try_current().is_ok() {
        return Err(refuse(
            "it would block async code; await it there, or call it from a thread of its own",
        ));
    }
    match runtime() {
        Some(runtime) => runtime.block_on(call),
        None => Err(refuse("no thread can be started for its connections")),
    }
}

/// One for all clients: connections that are kept live on its thread.
fn runtime() -> Option<&'static Runtime> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let start = || {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).enable_all().build().ok()
    };
    RUNTIME.get_or_init(start).as_ref()
}

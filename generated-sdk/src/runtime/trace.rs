//! What [`tracing`] hears of calls: method, path template, status, attempts and durations. URLs, headers and bodies are left
//! out, because they may hold secrets. The names are those of OpenTelemetry's [conventions for HTTP].
//!
//! [conventions for HTTP]: https://opentelemetry.io/docs/specs/semconv/http/http-spans/

use std::time::{Duration, Instant};

use tracing::field::Empty;
use tracing::{Instrument, Span};

use super::{Error, Operation, ReplyParts};

/// Makes a call within a span of its own.
pub(super) async fn call(
    operation: Operation,
    call: impl Future<Output = Result<ReplyParts, Error>>,
) -> Result<ReplyParts, Error> {
    let span = tracing::info_span!(
        "http_call",
        http.request.method = operation.method,
        url.template = operation.path,
        http.response.status_code = Empty,
        error.type = Empty,
        attempts = Empty,
        duration_ms = Empty,
    );
    let start = Instant::now();
    let result = call.instrument(span.clone()).await;
    record(&span, &result);
    let attempts = match &result {
        Ok(reply) => reply.attempts(),
        Err(error) => error.attempts(),
    };
    span.record("attempts", attempts);
    span.record("duration_ms", milliseconds(start.elapsed()));
    result
}

/// Makes one attempt within a span of its own.
pub(super) async fn attempt(
    attempt: u32,
    made: impl Future<Output = Result<ReplyParts, Error>>,
) -> Result<ReplyParts, Error> {
    let span = tracing::debug_span!(
        "http_attempt",
        attempt,
        http.response.status_code = Empty,
        error.type = Empty,
        duration_ms = Empty,
    );
    let start = Instant::now();
    let result = made.instrument(span.clone()).await;
    record(&span, &result);
    span.record("duration_ms", milliseconds(start.elapsed()));
    result
}

/// Tells that another attempt follows.
pub(super) fn again(attempt: u32, wait: Duration) {
    tracing::debug!(attempt, wait_ms = milliseconds(wait), "made again");
}

fn record(span: &Span, result: &Result<ReplyParts, Error>) {
    let status = match result {
        Ok(reply) => Some(reply.status()),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(error) = result {
        let kind = match error {
            Error::Api(_) => "api",
            Error::Decode(_) => "decode",
            Error::Transport(error) if error.is_timeout() => "timeout",
            Error::Transport(error) if error.is_connect() => "connect",
            Error::Transport(_) => "transport",
            Error::Request(_) => "request",
            Error::Auth(_) => "auth",
            Error::Paging(_) => "paging",
            Error::Config(_) => "config",
        };
        span.record("error.type", kind);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

//! What comes before a request is made, and after it was refused: credentials that are fetched, and schemes that learn.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::secret::is_secret_name;
use super::{AuthError, BoxFuture, Credential, Exchange, Http, SendOptions};

impl Http {
    /// The credentials, each with the secret that it has now, within the call's time.
    pub(super) async fn ready(
        &self,
        mut credentials: Vec<Credential>,
        options: SendOptions,
    ) -> Result<Vec<Credential>, AuthError> {
        for credential in &mut credentials {
            if credential.is_fetched() {
                let fetch = credential.clone().ready(Exchange::new(self, options));
                *credential = self.within(options.timeout, fetch).await?;
            }
        }
        Ok(credentials)
    }

    /// What of a message a credential wants to see, should it be refused.
    pub(super) fn witness(
        credentials: &[Credential],
        message: &http::Request<Bytes>,
    ) -> Option<http::Request<()>> {
        if !credentials.iter().any(Credential::listens) {
            return None;
        }
        let mut sent = http::Request::new(());
        *sent.method_mut() = message.method().clone();
        *sent.uri_mut() = message.uri().clone();
        *sent.headers_mut() = message.headers().clone();
        Some(sent)
    }

    /// Takes note of what a signature put into a message, so that no error shows it where a server repeats it.
    pub(super) fn note_signatures(credentials: &mut [Credential], message: &http::Request<Bytes>) {
        let Some(signer) = credentials.iter_mut().find(|credential| credential.signs()) else {
            return;
        };
        let headers = message.headers().values();
        for value in headers.filter(|value| value.is_sensitive()) {
            let text = String::from_utf8_lossy(value.as_bytes());
            // With the scheme's name before it, and without.
            let bare = text.split_once(' ').map_or("", |(_, bare)| bare);
            signer.note(bare);
            signer.note(&text);
            // A server may tell them apart, or write the quotes in its own way.
            for parameter in text.split([',', ';', ' ']) {
                if let Some((key, value)) = parameter.split_once('=')
                    && (is_secret_name(key) || matches!(key, "mac" | "response"))
                {
                    signer.note(value.trim_matches('"'));
                }
            }
        }
        for pair in message.uri().query().unwrap_or_default().split('&') {
            if let Some((key, value)) = pair.split_once('=')
                && is_secret_name(key)
            {
                signer.note(value);
            }
        }
    }

    /// Whether a request that was refused can be made better than it was. Every credential hears of it.
    pub(super) fn can_renew(
        credentials: &[Credential],
        sent: &http::Request<()>,
        reply: &http::Response<Bytes>,
    ) -> bool {
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&reply.status());
        let all = credentials.iter();
        refused
            && all
                .filter(|credential| credential.refused(sent, reply))
                .count()
                > 0
    }

    /// A provider may be anything: what takes longer than the call may is given up. The clock starts when it has to wait.
    async fn within(
        &self,
        time: Option<Duration>,
        fetch: impl Future<Output = Result<Credential, AuthError>>,
    ) -> Result<Credential, AuthError> {
        let mut fetch = pin!(fetch);
        let mut alarm: Option<BoxFuture<'_, ()>> = None;
        poll_fn(|context| {
            if let Poll::Ready(done) = fetch.as_mut().poll(context) {
                return Poll::Ready(done);
            }
            let Some(time) = time else {
                return Poll::Pending;
            };
            let alarm = alarm.get_or_insert_with(|| self.inner.transport.sleep(time));
            alarm
                .as_mut()
                .poll(context)
                .map(|()| Err(AuthError::timeout()))
        })
        .await
    }
}

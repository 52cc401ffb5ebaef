//! Secrets and credentials that are fetched when they are needed.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;

use super::url::{check, is_exposed};
use super::{AuthError, BoxFuture, Credential, Http, Secret, SendOptions};

/// A secret, or where to get it each time that a request needs it.
///
/// Whatever can be a [`Secret`] is one: text, or a secret. A token that changes comes from a function
/// ([`SecretSource::provider`]), or from a provider with a memory of its own ([`SecretSource::from_provider`]).
#[derive(Clone)]
pub struct SecretSource(Source);

#[derive(Clone)]
enum Source {
    Value(Secret),
    Provider(Arc<dyn Provide>),
}

/// Gives a secret whenever a request needs one, and keeps it as long as it is good.
pub trait Provide: Send + Sync + 'static {
    /// The secret that is good now. It is asked before each request, so it has to remember what it fetched.
    ///
    /// # Errors
    /// Why there is none.
    fn provide<'a>(&'a self, exchange: Exchange<'a>) -> BoxFuture<'a, Result<Secret, AuthError>>;

    /// Hears that the server refused a secret (401). If it says `true`, it is asked for another one, and the request is sent
    /// once more.
    fn rejected(&self, _secret: &Secret) -> bool {
        false
    }
}

/// What a provider can send requests of its own through: the client's transport, within the call's time.
#[derive(Clone, Copy)]
pub struct Exchange<'a> {
    http: &'a Http,
    options: SendOptions,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(http: &'a Http, options: SendOptions) -> Self {
        Self { http, options }
    }

    /// Sends a request that is none of the API's. Like a call, it goes unencrypted to this machine alone, unless the client
    /// allows it.
    ///
    /// # Errors
    /// Where no whole answer came.
    pub fn send(
        self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, AuthError>> {
        Box::pin(async move {
            let inner = &self.http.inner;
            check(request.uri().clone())
                .map_err(|problem| AuthError::new(format!("the URL that gives it {problem}")))?;
            if !inner.plain_http && is_exposed(request.uri()) {
                return Err(AuthError::new(
                    "the URL that gives it is not encrypted; use https, or allow it when building the client",
                ));
            }
            let reply = inner.transport.send(request, self.options).await;
            reply.map_err(AuthError::of_transport)
        })
    }
}

impl SecretSource {
    /// A function that gives the secret. It is asked before each request, so it has to remember what it fetched.
    pub fn provider<F, R, S, E>(provider: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<S, E>> + Send + 'static,
        S: Into<Secret>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::from_provider(Function(move || {
            let secret = provider();
            Box::pin(async move {
                let secret = secret.await;
                secret
                    .map(Into::into)
                    .map_err(|error| AuthError::of_provider(error.into()))
            }) as BoxFuture<'static, _>
        }))
    }

    /// A provider with a memory of its own.
    pub fn from_provider(provider: impl Provide) -> Self {
        Self(Source::Provider(Arc::new(provider)))
    }

    /// The secret, where it is at hand, or else what gives it.
    pub(super) fn split(self) -> Result<Secret, Arc<dyn Provide>> {
        match self.0 {
            Source::Value(secret) => Ok(secret),
            Source::Provider(provider) => Err(provider),
        }
    }
}

impl<S: Into<Secret>> From<S> for SecretSource {
    fn from(value: S) -> Self {
        Self(Source::Value(value.into()))
    }
}

impl fmt::Debug for SecretSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A provider that is a function.
struct Function<F>(F);

impl<F> Provide for Function<F>
where
    F: Fn() -> BoxFuture<'static, Result<Secret, AuthError>> + Send + Sync + 'static,
{
    fn provide<'a>(&'a self, _: Exchange<'a>) -> BoxFuture<'a, Result<Secret, AuthError>> {
        (self.0)()
    }
}

/// A function that gives a credential.
pub(super) type CredentialFn =
    dyn Fn() -> BoxFuture<'static, Result<Credential, AuthError>> + Send + Sync;

//! The client and its builder.

use std::fmt::Display;
use std::time::Duration;

use crate::runtime::{
    Credential, Error, Http, HttpBuilder, Retry, SecretSource, Server, Transport,
};

/// The API's client: cheap to clone, and shared between tasks without a lock.
#[derive(Debug, Clone)]
pub struct Client {
    http: Http,
}

impl Client {
    /// Starts building a client.
    pub fn builder() -> ClientBuilder {
        const SERVERS: &[Server] = &[
            Server {
                name: "base",
                default: Some("https://api.digitalocean.com/v2"),
            },
        ];
        ClientBuilder {
            http: Http::builder(SERVERS)
                .default_credential("bearer_token")
                .user_agent(
                    concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                )
                .default_header("Content-Type", "application/json"),
        }
    }

    /// The HTTP layer below, for calls that have no method here:
    /// `Call::json(client.http(), Request::get("/somewhere"))`.
    pub fn http(&self) -> &Http {
        &self.http
    }
}

/// A builder for [`Client`].
#[derive(Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    http: HttpBuilder,
}

impl ClientBuilder {
    /// Sets the token that calls send as `Authorization: Bearer …`.
    pub fn bearer_token(mut self, token: impl Into<SecretSource>) -> Self {
        self.http = self.http.credential("bearer_token", Credential::bearer(token));
        self
    }

    /// Sets the base URL that calls' paths are appended to.
    ///
    /// Defaults to `https://api.digitalocean.com/v2`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.http = self.http.base_url(url);
        self
    }

    /// Sends every call to this scheme and authority (`http://127.0.0.1:8080`), whatever its
    /// server; the paths of base URLs stay. For test servers and proxies.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.http = self.http.origin(origin);
        self
    }

    /// Sets a header that every call sends, unless it sets that header itself.
    pub fn default_header(mut self, name: &str, value: impl Display) -> Self {
        self.http = self.http.default_header(name, value);
        self
    }

    /// Sets the `User-Agent` header: defaults to the crate's name and version.
    pub fn user_agent(mut self, value: impl Display) -> Self {
        self.http = self.http.user_agent(value);
        self
    }

    /// Sets the timeout of a call: until its whole reply is there, all attempts included.
    /// Defaults to one minute.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.http = self.http.timeout(timeout);
        self
    }

    /// Sets when calls are retried; see [`Retry`] for the default.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.http = self.http.retry(retry);
        self
    }

    /// Sets the transport that carries requests; defaults to reqwest.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.http = self.http.transport(transport);
        self
    }

    /// Changes settings of the HTTP layer that have no method here.
    pub fn http(mut self, change: impl FnOnce(HttpBuilder) -> HttpBuilder) -> Self {
        self.http = change(self.http);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// If a base URL is missing or invalid, or a default header cannot be sent.
    pub fn build(self) -> Result<Client, Error> {
        Ok(Client { http: self.http.build()? })
    }
}

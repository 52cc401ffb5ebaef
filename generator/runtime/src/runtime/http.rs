//! What a client shares between its calls, and how it is put together.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use super::request::header;
use super::retry::Budget;
use super::settings::Settings;
use super::url::{Base, parse_base};
use super::{ConfigError, Credential, Error, Retry, Transport};

/// What a client shares between its calls: servers, credentials, default headers, transport. Cheap to clone.
#[derive(Clone)]
pub struct Http {
    pub(super) inner: Arc<Inner>,
    pub(super) settings: Arc<Settings>,
}

pub(super) struct Inner {
    pub(super) servers: Vec<(&'static str, Option<Base>)>,
    pub(super) credentials: Vec<(&'static str, Credential)>,
    pub(super) default_credential: Option<&'static str>,
    pub(super) headers: HeaderMap,
    /// Those of the headers that errors must not show.
    pub(super) secret_headers: Arc<HeaderMap>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retry: Retry,
    pub(super) budget: Budget,
    pub(super) max_reply_bytes: usize,
    pub(super) redirects: usize,
    pub(super) plain_http: bool,
    #[cfg(feature = "drift")]
    pub(super) drift: Option<super::drift::Listener>,
    pub(super) transport: Arc<dyn Transport>,
}

/// A server of an API.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// Its name.
    pub name: &'static str,
    /// Its default base URL; `None` where there is none and the builder must set it.
    pub default: Option<&'static str>,
}

impl Http {
    /// The default timeout of a call, all attempts at it included.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

    /// The default limit of the bytes in a reply's body: 64 MiB.
    pub const DEFAULT_MAX_REPLY_BYTES: usize = 64 << 20;

    /// Starts building a client of an API with these servers.
    pub fn builder(servers: &'static [Server]) -> HttpBuilder {
        HttpBuilder {
            servers: servers
                .iter()
                .map(|s| (s.name, s.default.map(str::to_owned)))
                .collect(),
            origin: None,
            credentials: Vec::new(),
            default_credential: None,
            settings: Settings::default(),
            headers: HeaderMap::new(),
            timeout: Some(Self::DEFAULT_TIMEOUT),
            attempt_timeout: None,
            connect_timeout: None,
            retry: Retry::default(),
            max_reply_bytes: Self::DEFAULT_MAX_REPLY_BYTES,
            redirects: 0,
            plain_http: false,
            #[cfg(feature = "drift")]
            drift: None,
            transport: None,
            problem: None,
        }
    }

    /// The base URL of a server, where it is known.
    pub fn server_url(&self, name: &str) -> Option<&str> {
        let (_, base) = self
            .inner
            .servers
            .iter()
            .find(|(server, _)| *server == name)?;
        base.as_ref().map(Base::as_str)
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let servers = self
            .inner
            .servers
            .iter()
            .map(|(name, base)| (name, base.as_ref().map(Base::as_str)));
        f.debug_struct("Http")
            .field("servers", &servers.collect::<Vec<_>>())
            .field("credentials", &self.inner.credentials)
            .field("settings", &self.settings)
            .field("timeout", &self.inner.timeout)
            .finish_non_exhaustive()
    }
}

/// A builder for [`Http`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct HttpBuilder {
    servers: Vec<(&'static str, Option<String>)>,
    origin: Option<String>,
    credentials: Vec<(&'static str, Credential)>,
    default_credential: Option<&'static str>,
    pub(super) settings: Settings,
    headers: HeaderMap,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    retry: Retry,
    max_reply_bytes: usize,
    redirects: usize,
    plain_http: bool,
    #[cfg(feature = "drift")]
    pub(super) drift: Option<super::drift::Listener>,
    transport: Option<Arc<dyn Transport>>,
    problem: Option<String>,
}

impl HttpBuilder {
    /// Sets the base URL of the first server. Its path is kept before the paths of calls.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        if let Some((_, base)) = self.servers.first_mut() {
            *base = Some(url.into());
        }
        self
    }

    /// Sets the base URL of a server.
    pub fn server_url(mut self, name: &str, url: impl Into<String>) -> Self {
        match self.servers.iter_mut().find(|(server, _)| *server == name) {
            Some((_, base)) => *base = Some(url.into()),
            None => return self.note(format!("there is no server `{name}`")),
        }
        self
    }

    /// Sends every call to this scheme and authority (`http://127.0.0.1:8080`), whatever its server; the paths of the
    /// servers' base URLs stay. For test servers and proxies.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }

    /// Sets the credential of that name.
    pub fn credential(mut self, name: &'static str, credential: Credential) -> Self {
        self.credentials.retain(|(known, _)| *known != name);
        self.credentials.push((name, credential));
        self
    }

    /// Says which credential a request uses that names none.
    pub fn default_credential(mut self, name: &'static str) -> Self {
        self.default_credential = Some(name);
        self
    }

    /// Sends credentials to servers without encryption as well (`http://`, other than on this machine). Whoever sits
    /// between can read them.
    pub fn allow_credentials_over_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Sets a header that every call sends, unless it sets that header itself.
    pub fn default_header(mut self, name: &str, value: impl fmt::Display) -> Self {
        match header(name, &value.to_string()) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(problem) => return self.note(problem),
        }
        self
    }

    /// Sets the `User-Agent` header.
    pub fn user_agent(self, value: impl fmt::Display) -> Self {
        self.default_header("user-agent", value)
    }

    /// Sets the timeout of a call: until its whole reply is there, all attempts and the waits between them included.
    /// Defaults to one minute.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Removes the timeout: calls may take any time.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// Sets the timeout of one attempt at a call: until its whole reply is there. There is none by default. An attempt
    /// that takes longer is followed by another where the call may be repeated.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the timeout for connecting; defaults to ten seconds. It applies to the default transport alone: one of your
    /// own has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets when calls are retried; see [`Retry`] for the default.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets how many bytes the body of a reply may hold, after decompression; defaults to 64 MiB.
    pub fn max_reply_bytes(mut self, bytes: usize) -> Self {
        self.max_reply_bytes = bytes;
        self
    }

    /// Follows redirects (301, 302, 303, 307, 308), at most so many in a row. By default none is followed, and a redirect
    /// is an error of that status.
    ///
    /// As RFC 9110 says, a GET follows a 303, and a POST that meets a 301 or 302; otherwise method and body stay. To another
    /// origin goes no credential, no body, and no header but such as `Accept`, `Range` and `User-Agent`; nor do they go
    /// along when the way leads back. Not followed, but an [error](super::TransportError::is_redirect), is what leads in
    /// a circle, from https to http, or with a body to another origin.
    pub fn follow_redirects(mut self, most: usize) -> Self {
        self.redirects = most;
        self
    }

    /// Sets the transport that carries requests. Defaults to reqwest, where the feature of that name is on.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// If a base URL is not an `http` or `https` URL, no server has one, a setting is missing, a default header cannot be sent, or no
    /// transport can be made.
    pub fn build(self) -> Result<Http, Error> {
        Ok(self.finish()?)
    }

    fn finish(self) -> Result<Http, ConfigError> {
        if let Some(problem) = self.problem {
            return Err(ConfigError::new(problem));
        }
        self.settings.check()?;
        let mut servers = Vec::with_capacity(self.servers.len());
        for (name, url) in self.servers {
            let base = match (url, &self.origin) {
                (Some(url), Some(origin)) => Some(parse_base(&url)?.at(&parse_base(origin)?)),
                (Some(url), None) => Some(parse_base(&url)?),
                (None, Some(origin)) => Some(parse_base(origin)?),
                (None, None) => None,
            };
            servers.push((name, base));
        }
        if !servers.is_empty() && servers.iter().all(|(_, base)| base.is_none()) {
            return Err(ConfigError::new("it has no base URL"));
        }
        let secret = self
            .headers
            .iter()
            .filter(|(_, value)| value.is_sensitive());
        let secret = secret.map(|(name, value)| (name.clone(), value.clone()));
        Ok(Http {
            inner: Arc::new(Inner {
                servers,
                secret_headers: Arc::new(secret.collect()),
                credentials: self.credentials,
                default_credential: self.default_credential,
                headers: self.headers,
                timeout: self.timeout,
                attempt_timeout: self.attempt_timeout,
                retry: self.retry,
                budget: Budget::new(),
                max_reply_bytes: self.max_reply_bytes,
                redirects: self.redirects,
                plain_http: self.plain_http,
                #[cfg(feature = "drift")]
                drift: self.drift,
                transport: match self.transport {
                    Some(transport) => transport,
                    None => default_transport(self.connect_timeout)?,
                },
            }),
            settings: Arc::new(self.settings),
        })
    }

    fn note(mut self, problem: String) -> Self {
        self.problem.get_or_insert(problem);
        self
    }
}

impl fmt::Debug for HttpBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBuilder")
            .field("credentials", &self.credentials)
            .field("settings", &self.settings)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, ConfigError> {
    use super::ReqwestTransport;

    let made = match connect_timeout {
        Some(time) => ReqwestTransport::connecting_within(time),
        None => ReqwestTransport::new(),
    };
    match made {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(ConfigError::new(error.to_string())),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Option<Duration>) -> Result<Arc<dyn Transport>, ConfigError> {
    Err(ConfigError::new(
        "it has no transport; the feature `reqwest` is off",
    ))
}

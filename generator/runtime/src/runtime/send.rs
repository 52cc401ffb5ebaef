//! How a request is made of what a call and its client hold, and sent. Nothing here is generic: it is compiled once.

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use super::path::{fill, push_query, query_key};
use super::redirect::{Trail, keep_plain};
use super::request::{Auth, Target};
use super::shown::CalledUrl;
use super::told::Secrets;
use super::url::{Base, check, is_exposed, origin};
use super::{
    ApiError, BoxFuture, Credential, Error, Http, ReplyParts, Request, RequestError, SendOptions,
    TransportError, nearly_json,
};

impl Http {
    /// Sends a request and gives the reply, where its status is a success.
    pub(super) fn execute(
        &self,
        request: Box<Request>,
    ) -> BoxFuture<'_, Result<ReplyParts, Error>> {
        #[cfg(feature = "tracing")]
        return Box::pin(super::trace::call(request.operation, self.run(request)));
        #[cfg(not(feature = "tracing"))]
        Box::pin(self.run(request))
    }

    /// Attempt after attempt, as long as there is hope and time.
    async fn run(&self, mut request: Box<Request>) -> Result<ReplyParts, Error> {
        let retry = request.retry.take();
        let retry = retry.as_ref().unwrap_or(&self.inner.retry);
        let total = request.timeout.or(self.inner.timeout);
        // A time that no clock can show is none.
        let deadline = total.and_then(|total| Instant::now().checked_add(total));
        let mut attempt = 1;
        loop {
            let outcome = {
                let made = pin!(self.attempt(&request, attempt, deadline));
                #[cfg(feature = "tracing")]
                let made = super::trace::attempt(attempt, made);
                made.await
            };
            let error = match outcome {
                Ok(mut reply) => {
                    self.inner.budget.give();
                    reply.request = Some(request.sent());
                    return Ok(reply);
                }
                Err(error) => error,
            };
            let Some(wait) = retry.wait(&request, attempt, &error, &self.inner.budget) else {
                return Err(error);
            };
            if left(deadline).is_some_and(|left| left <= wait) {
                return Err(error);
            }
            #[cfg(feature = "tracing")]
            super::trace::again(attempt, wait);
            self.inner.transport.sleep(wait).await;
            attempt += 1;
        }
    }

    /// One attempt: the request is made anew, since a signature holds for one alone.
    async fn attempt(
        &self,
        request: &Request,
        attempt: u32,
        deadline: Option<Instant>,
    ) -> Result<ReplyParts, Error> {
        let operation = request.operation;
        let limit = self.inner.max_reply_bytes;
        let options = |time| {
            let mut options = SendOptions::new(time, limit);
            options.connect_timeout = request.connect_timeout;
            options.operation = Some(operation);
            options
        };
        let own = request.attempt_timeout.or(self.inner.attempt_timeout);
        let mut renewed = false;
        let (mut trail, mut led) = (Trail::default(), None);
        let (reply, credentials, url) = loop {
            let current = led.as_deref().unwrap_or(request);
            let mut credentials = self.credentials_of(current);
            // What few calls need has a place of its own, so that the others need not make room for it.
            if credentials.iter().any(Credential::is_fetched) {
                let time = left(deadline).into_iter().chain(own).min();
                let ready = Box::pin(self.ready(credentials, options(time))).await;
                credentials = ready.map_err(|error| Error::Auth(error.of(operation)))?;
            }
            let prepared = self.prepare(current, &credentials);
            let (message, mut url) = prepared
                .map_err(|problem| Error::Request(RequestError::new(operation, problem)))?;
            if led.is_some() {
                url.redact(request, &trail.credentials);
            }
            Self::note_signatures(&mut credentials, &message);
            let sent = Self::witness(&credentials, &message);

            let time = left(deadline).into_iter().chain(own).min();
            let options = options(time);
            #[cfg(feature = "stream")]
            let reply = match (&current.upload, &current.download) {
                (None, None) => self.inner.transport.send(message, options).await,
                _ => Box::pin(self.open(current, message, options)).await,
            };
            #[cfg(not(feature = "stream"))]
            let reply = self.inner.transport.send(message, options).await;
            let failed = |error: TransportError, credentials: &[Credential]| {
                let secrets = self.secrets_of(request, &trail, credentials);
                error.of(operation, url.as_str(), attempt).without(&secrets)
            };
            let reply = reply.map_err(|error| failed(error, &credentials))?;
            // Once: a server that refuses what it asked for will go on refusing.
            if let Some(sent) = sent.filter(|_| !renewed)
                && Self::can_renew(&credentials, &sent, &reply)
                && current.may_upload_again()
            {
                renewed = true;
                continue;
            }
            let most = self.inner.redirects;
            let next = trail.follow(most, current, url.uri(), &credentials, &reply);
            let next = next.map_err(|error| error.of(operation, url.as_str(), attempt))?;
            if next.is_some() {
                led = next.map(Box::new);
                continue;
            }
            credentials.append(&mut trail.credentials);
            credentials.extend(request.secrets.iter().cloned());
            break (reply, credentials, url);
        };
        if reply.body().len() > limit {
            let error = TransportError::too_large(limit);
            return Err(error.of(operation, url.as_str(), attempt).into());
        }

        let (head, body) = reply.into_parts();
        let reply = ReplyParts {
            operation,
            url,
            status: head.status,
            headers: head.headers,
            body,
            attempts: attempt,
            #[cfg(feature = "drift")]
            drift: self.inner.drift.clone(),
            credentials,
            request: None,
            headers_sent: Arc::clone(&self.inner.secret_headers),
        };
        if is_success(request, reply.status) {
            return Ok(reply);
        }
        let content = reply.content();
        let body = (request.errors)(reply.status, &content).or_else(|| {
            let mended = nearly_json::mend(&content)?;
            (request.errors)(reply.status, &mended)
        });
        drop(content);
        let secrets = self.secrets_of(request, &trail, &reply.credentials);
        Err(Error::Api(ApiError::new(reply, body, &secrets)))
    }

    /// What an error of a call must not show, wherever the call was led.
    fn secrets_of(&self, request: &Request, trail: &Trail, credentials: &[Credential]) -> Secrets {
        let mut secrets = Secrets::of(request, credentials);
        secrets.add_credentials(&trail.credentials);
        secrets.add_headers(&self.inner.secret_headers);
        secrets
    }

    /// The message to send, and its URL as it may be shown.
    fn prepare(
        &self,
        request: &Request,
        credentials: &[Credential],
    ) -> Result<(http::Request<Bytes>, CalledUrl), String> {
        if let Some(problem) = &request.problem {
            return Err(problem.clone());
        }
        let url = self.url(request, credentials)?;
        let signs = credentials.iter().any(Credential::signs);
        let unsigned = signs.then(|| url.clone());
        let uri = check(url).map_err(|problem| format!("its URL {problem}"))?;
        if let Target::Url {
            origin: Some(own), ..
        } = &request.target
            && *own != origin(&uri)
        {
            return Err(String::from(
                "the link to the next page leads to another origin",
            ));
        }
        let is_secret = !credentials.is_empty() || !request.secrets.is_empty();
        if is_secret && !self.inner.plain_http && self.exposes(request, &uri) {
            return Err(String::from(
                "its credential would go unencrypted to another machine; \
                 use https, or allow it when building the client",
            ));
        }
        #[cfg(feature = "stream")]
        if request.upload.is_some() && credentials.iter().any(Credential::covers_body) {
            return Err(String::from(
                "its body is sent piece by piece, and cannot be signed so",
            ));
        }
        let Ok(method) = Method::from_bytes(request.method().as_bytes()) else {
            return Err(String::from("its method is not an HTTP method"));
        };
        let mut message = http::Request::new(request.body.clone());
        *message.method_mut() = method;
        *message.uri_mut() = uri;
        *message.headers_mut() = self.headers(request, credentials)?;
        if request.is_abroad() {
            keep_plain(message.headers_mut());
        }
        let is_authorized = request.headers.contains_key(AUTHORIZATION);
        for credential in credentials {
            credential.sign(&mut message, is_authorized)?;
        }
        let mut secret_keys: Vec<String> = query_parameters(credentials)
            .map(|(key, _)| query_key(key))
            .collect();
        if let Some(url) = unsigned {
            // What signing added is as secret as a key.
            let keys = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
            let signed = message.uri().query().unwrap_or_default();
            let signed = signed.split('&').map(keys);
            secret_keys.extend(signed.filter(|key| !query_keys(&url).any(|known| known == key)));
        }
        let (path, values) = (request.operation.path, &request.path);
        let called = CalledUrl::new(message.uri().clone(), secret_keys, path, values);
        Ok((message, called))
    }

    /// Whether a request to that URL can be read on the way.
    fn exposes(&self, request: &Request, uri: &Uri) -> bool {
        // Known of base URLs, and not to be found out for each call; what begins with a slash stays below them.
        match self.base(&request.target) {
            Some((_, Some(base))) if request.operation.path.starts_with('/') => base.is_exposed(),
            _ => is_exposed(uri),
        }
    }

    /// The server that a request goes to, where it goes to one.
    fn base(&self, target: &Target) -> Option<&(&'static str, Option<Base>)> {
        let servers = &self.inner.servers;
        match target {
            Target::FirstServer => servers.first(),
            Target::Server(name) => servers.iter().find(|(server, _)| server == name),
            Target::Url { .. } => None,
        }
    }

    /// Where a request goes, with the query that credentials add to it.
    pub(super) fn url(
        &self,
        request: &Request,
        credentials: &[Credential],
    ) -> Result<String, String> {
        let mut url = match &request.target {
            Target::FirstServer | Target::Server(_) => url_at(self.base(&request.target), request)?,
            Target::Url { url, .. } => {
                let url = url.trim();
                url.split_once('#').map_or(url, |(url, _)| url).to_owned()
            }
        };
        for (key, value) in &request.query {
            let start = url.len();
            push_query(&mut url, key, value.as_deref());
            if request.plus {
                let pair = url.split_off(start);
                url.push_str(&pair.replace("%20", "+"));
            }
        }
        for (key, value) in query_parameters(credentials) {
            if !has_query_key(&url, key) {
                push_query(&mut url, key, Some(value));
            }
        }
        Ok(url)
    }

    /// The call's own headers go before the body's, those before the client's, and those before the credential's.
    fn headers(&self, request: &Request, credentials: &[Credential]) -> Result<HeaderMap, String> {
        let mut headers = request.headers.clone();
        if let Some(own) = &request.content_type {
            let value = match headers.get(CONTENT_TYPE) {
                Some(set) => with_boundary(set, own),
                None => Some(own.clone()),
            };
            if let Some(value) = value {
                headers.insert(CONTENT_TYPE, value);
            }
        }
        for (name, value) in &self.inner.headers {
            let is_left_out = request.without.iter().any(|left_out| name == left_out);
            if !is_left_out && !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
        for credential in credentials {
            credential.apply_header(&mut headers)?;
        }
        Ok(headers)
    }

    /// Those that the request names and the client has.
    fn credentials_of(&self, request: &Request) -> Vec<Credential> {
        let names = match &request.auth {
            Auth::Default => self.inner.default_credential.as_slice(),
            Auth::Named(names) => names,
        };
        let known = &self.inner.credentials;
        let find = |name: &&'static str| known.iter().find(|(known, _)| known == name);
        let found = names.iter().filter_map(find);
        found
            .map(|(_, credential)| credential)
            .chain(&request.own_credentials)
            .cloned()
            .collect()
    }
}

/// The time until then.
pub(super) fn left(deadline: Option<Instant>) -> Option<Duration> {
    deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
}

fn url_at(
    server: Option<&(&'static str, Option<Base>)>,
    request: &Request,
) -> Result<String, String> {
    match server {
        Some((_, Some(base))) => {
            let (base, path) = (base.as_str(), request.operation.path);
            // Room for some parameters.
            let mut url = String::with_capacity(base.len() + path.len() + 64);
            url.push_str(base);
            fill(&mut url, path, &request.path)?;
            Ok(url)
        }
        Some((name, None)) => Err(format!(
            "the client has no base URL for the server `{name}`"
        )),
        None => Err(String::from("the client has no such server")),
    }
}

fn query_parameters(credentials: &[Credential]) -> impl Iterator<Item = (&str, &str)> {
    credentials.iter().filter_map(Credential::query_parameter)
}

pub(super) fn is_success(request: &Request, status: StatusCode) -> bool {
    status.is_success() || request.success.contains(&status.as_u16())
}

fn has_query_key(url: &str, key: &str) -> bool {
    let key = query_key(key);
    query_keys(url).any(|known| known == key)
}

fn query_keys(url: &str) -> impl Iterator<Item = &str> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key))
}

/// A `multipart/…` media type that is set by hand lacks the boundary that only the body knows.
fn with_boundary(set: &HeaderValue, own: &HeaderValue) -> Option<HeaderValue> {
    let (set, own) = (set.to_str().ok()?, own.to_str().ok()?);
    let boundary = own.strip_prefix("multipart/")?.split_once("; boundary=")?.1;
    let is_bare = set.get(..10)?.eq_ignore_ascii_case("multipart/")
        && !set.to_ascii_lowercase().contains("boundary=");
    let set = set.trim_end_matches([';', ' ']);
    is_bare
        .then(|| format!("{set}; boundary={boundary}"))?
        .parse()
        .ok()
}

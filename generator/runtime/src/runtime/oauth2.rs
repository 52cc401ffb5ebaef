//! OAuth 2.0: a token that is fetched, kept, and renewed before it ends.

use std::sync::{Mutex as StdMutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};
use serde::Deserialize;
use tokio::sync::Mutex;

use super::credential::base64;
use super::signing::{encoded, unix_time};
use super::{AuthError, BoxFuture, Exchange, Provide, Secret, SecretSource};

/// OAuth 2.0 (RFC 6749) without a browser: a [`SecretSource`] of access tokens.
///
/// The first call fetches a token, and all calls use it until it is about to end or the server refuses it (401). Then one of
/// them fetches another, by the refresh token where the server gave one, and the others wait for it. If that fails, all that
/// waited get the same error.
#[derive(Debug, Clone)]
pub struct OAuth2 {
    /// Where tokens are given.
    pub token_url: String,
    /// Where tokens are renewed; `token_url` unless set.
    pub refresh_url: Option<String>,
    /// The client's identifier.
    pub client_id: Secret,
    /// The client's secret; empty for a client that has none.
    pub client_secret: Secret,
    /// What a token is given for.
    pub grant: OAuth2Grant,
    /// The scope, its words parted by spaces.
    pub scope: Option<String>,
    /// The audience, which some servers want to know.
    pub audience: Option<String>,
    /// The resource (RFC 8707).
    pub resource: Option<String>,
    /// Whether the client's identifier and secret go into the body, instead of the header `Authorization`.
    pub client_in_body: bool,
    /// More for requests of tokens.
    pub parameters: Vec<OAuth2Parameter>,
    /// More for requests that renew a token.
    pub refresh_parameters: Vec<OAuth2Parameter>,
    /// How many seconds before its end a token is renewed, but never before half of its time is over: 30 unless set.
    pub early: u64,
    /// What tells the time, in seconds since 1970; for tests.
    pub clock: fn() -> u64,
}

/// What [`OAuth2`] gets a token for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum OAuth2Grant {
    /// The client itself.
    ClientCredentials,
    /// A user's name and password.
    Password {
        /// The user's name.
        username: Secret,
        /// The password.
        password: Secret,
    },
    /// A refresh token, which a user's consent has given earlier.
    RefreshToken(Secret),
}

/// Something more that a request of a token says.
#[derive(Debug, Clone)]
pub struct OAuth2Parameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Secret,
    /// Where it goes.
    pub place: OAuth2Place,
}

impl OAuth2Parameter {
    /// In the form that is sent.
    pub fn body(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let (name, value) = (name.into(), value.into());
        let place = OAuth2Place::Body;
        Self { name, value, place }
    }

    /// In the URL's query.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let place = OAuth2Place::Query;
        Self {
            place,
            ..Self::body(name, value)
        }
    }

    /// In a header.
    pub fn header(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        let place = OAuth2Place::Header;
        Self {
            place,
            ..Self::body(name, value)
        }
    }
}

/// Where an [`OAuth2Parameter`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuth2Place {
    /// Into the form that is sent.
    Body,
    /// Into the URL's query.
    Query,
    /// Into a header.
    Header,
}

impl OAuth2 {
    /// Tokens for a client, and nothing else set.
    pub fn client_credentials(
        token_url: impl Into<String>,
        client_id: impl Into<Secret>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self {
            token_url: token_url.into(),
            refresh_url: None,
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            grant: OAuth2Grant::ClientCredentials,
            scope: None,
            audience: None,
            resource: None,
            client_in_body: false,
            parameters: Vec::new(),
            refresh_parameters: Vec::new(),
            early: 30,
            clock: unix_time,
        }
    }

    /// Tokens for a user whose name and password are known, and nothing else set.
    pub fn password(
        token_url: impl Into<String>,
        client_id: impl Into<Secret>,
        client_secret: impl Into<Secret>,
        username: impl Into<Secret>,
        password: impl Into<Secret>,
    ) -> Self {
        Self {
            grant: OAuth2Grant::Password {
                username: username.into(),
                password: password.into(),
            },
            ..Self::client_credentials(token_url, client_id, client_secret)
        }
    }

    /// Tokens for a refresh token, and nothing else set.
    pub fn refresh_token(
        token_url: impl Into<String>,
        client_id: impl Into<Secret>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        Self {
            grant: OAuth2Grant::RefreshToken(refresh_token.into()),
            ..Self::client_credentials(token_url, client_id, client_secret)
        }
    }

    /// The request of a token, by a refresh token or else by the grant.
    fn request(&self, refresh: Option<&Secret>) -> Result<http::Request<Bytes>, AuthError> {
        let mut form = Form::default();
        let more = match (refresh, &self.grant) {
            (Some(token), _) | (None, OAuth2Grant::RefreshToken(token)) => {
                form.push("grant_type", "refresh_token");
                form.push("refresh_token", token.expose());
                &self.refresh_parameters
            }
            (None, OAuth2Grant::ClientCredentials) => {
                form.push("grant_type", "client_credentials");
                &self.parameters
            }
            (None, OAuth2Grant::Password { username, password }) => {
                form.push("grant_type", "password");
                form.push("username", username.expose());
                form.push("password", password.expose());
                &self.parameters
            }
        };
        let rest = [
            ("scope", &self.scope),
            ("audience", &self.audience),
            ("resource", &self.resource),
        ];
        for (name, value) in rest {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                form.push(name, value);
            }
        }
        let (id, secret) = (self.client_id.expose(), self.client_secret.expose());
        // A client without a secret has nothing to authenticate with, and only says who it is.
        let in_body = self.client_in_body || secret.is_empty();
        if in_body {
            form.push("client_id", id);
            if !secret.is_empty() {
                form.push("client_secret", secret);
            }
        }
        let mut query = Form::default();
        let mut message = http::Request::new(Bytes::new());
        for parameter in more {
            match parameter.place {
                OAuth2Place::Body => form.push(&parameter.name, parameter.value.expose()),
                OAuth2Place::Query => query.push(&parameter.name, parameter.value.expose()),
                OAuth2Place::Header => header(&mut message, &parameter.name, &parameter.value)?,
            }
        }
        if !in_body {
            let value = Secret::new(format!("Basic {}", self.pair().expose()));
            header(&mut message, AUTHORIZATION.as_str(), &value)?;
        }
        let renewing = refresh.is_some() || matches!(self.grant, OAuth2Grant::RefreshToken(_));
        let refresh_url = self.refresh_url.as_ref().filter(|_| renewing);
        let mut url = refresh_url.unwrap_or(&self.token_url).trim().to_owned();
        if !query.0.expose().is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(query.0.expose());
        }
        *message.uri_mut() = url
            .parse()
            .map_err(|_| AuthError::new("the URL that gives tokens is not a URL"))?;
        *message.method_mut() = Method::POST;
        let headers = message.headers_mut();
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.entry(CONTENT_TYPE).or_insert(form_type);
        let json = HeaderValue::from_static("application/json");
        headers.entry(ACCEPT).or_insert(json);
        *message.body_mut() = Bytes::from(form.0.expose().to_owned());
        Ok(message)
    }

    /// What the client authenticates with in a header. Identifier and secret are encoded as in a form before they are joined
    /// (RFC 6749, section 2.3.1).
    fn pair(&self) -> Secret {
        let [id, secret] = [&self.client_id, &self.client_secret].map(|it| encoded(it.expose()));
        let pair = Secret::new(format!("{id}:{secret}"));
        Secret::new(base64(pair.expose().as_bytes()))
    }

    /// What an answer must not show when it is told.
    fn secrets(&self) -> Vec<&Secret> {
        let mut secrets = vec![&self.client_secret];
        match &self.grant {
            OAuth2Grant::ClientCredentials => {}
            OAuth2Grant::Password { username, password } => secrets.extend([username, password]),
            OAuth2Grant::RefreshToken(token) => secrets.push(token),
        }
        let more = self.parameters.iter().chain(&self.refresh_parameters);
        secrets.extend(more.map(|parameter| &parameter.value));
        secrets
    }
}

impl From<OAuth2> for SecretSource {
    fn from(config: OAuth2) -> Self {
        Self::from_provider(Tokens {
            config,
            state: StdMutex::default(),
            flight: Mutex::default(),
        })
    }
}

/// The tokens of a client.
struct Tokens {
    config: OAuth2,
    state: StdMutex<State>,
    /// Whoever fetches a token holds it; the others wait for it.
    flight: Mutex<()>,
}

#[derive(Default)]
struct State {
    current: Option<Token>,
    refresh: Option<Secret>,
    /// How often a token was asked for, and why the last time failed.
    flights: u64,
    failure: Option<AuthError>,
}

struct Token {
    secret: Secret,
    since: u64,
    /// When it is renewed.
    until: Option<u64>,
}

/// A server's answer (RFC 6749, section 5.1), read with some patience.
#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    refresh_token: Option<String>,
    expires_in: Option<serde_json::Value>,
    error: Option<serde_json::Value>,
    error_description: Option<serde_json::Value>,
}

/// A token that is refused this soon, in seconds, is not the reason: another one would be refused too.
const TRUSTED: u64 = 5;

impl Tokens {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token, while it is good.
    fn current(&self, state: &State) -> Option<Secret> {
        let token = state.current.as_ref()?;
        let good = token
            .until
            .is_none_or(|until| (self.config.clock)() < until);
        good.then(|| token.secret.clone())
    }

    async fn fetch(&self, exchange: Exchange<'_>) -> Result<Secret, AuthError> {
        let refresh = self.state().refresh.clone();
        let renewed = match &refresh {
            Some(token) => Some(self.ask(exchange, Some(token)).await),
            None => None,
        };
        match renewed {
            Some(Ok(secret)) => Ok(secret),
            // The refresh token has ended as well; what gave it may give another. A broken server would not.
            Some(Err(error)) if error.is_retryable() => Err(error),
            _ => self.ask(exchange, None).await,
        }
    }

    /// Asks for a token once, and keeps it.
    async fn ask(
        &self,
        exchange: Exchange<'_>,
        refresh: Option<&Secret>,
    ) -> Result<Secret, AuthError> {
        let asked = (self.config.clock)();
        let reply = exchange.send(self.config.request(refresh)?).await?;
        let status = reply.status();
        let answer: Option<Answer> = serde_json::from_slice(reply.body()).ok();
        let answer = match answer {
            Some(answer) if status.is_success() && answer.error.is_none() => answer,
            answer => {
                let told = answer.map(|answer| self.told(&answer, refresh));
                let told = told.unwrap_or_default();
                let message = format!("the server that gives tokens answered {status}{told}");
                return Err(AuthError::of_status(status, message));
            }
        };
        let Some(token) = answer.access_token.filter(|token| !token.is_empty()) else {
            let message = "the server that gives tokens answered without one";
            return Err(AuthError::of_status(status, message));
        };
        let secret = Secret::new(token);
        let seconds = answer.expires_in.as_ref().and_then(seconds);
        let mut state = self.state();
        if let Some(token) = answer.refresh_token.filter(|token| !token.is_empty()) {
            state.refresh = Some(Secret::new(token));
        }
        state.current = Some(Token {
            secret: secret.clone(),
            since: asked,
            until: seconds.map(|time| {
                let early = self.config.early.min(time / 2);
                asked.saturating_add(time - early)
            }),
        });
        Ok(secret)
    }

    /// What an answer says of an error, without secrets.
    fn told(&self, answer: &Answer, refresh: Option<&Secret>) -> String {
        let words = [&answer.error, &answer.error_description];
        let words = words.into_iter().flatten().filter_map(|word| word.as_str());
        let mut told: String = words
            .flat_map(|word| [": ", word])
            .flat_map(str::chars)
            .filter(|letter| !letter.is_control())
            .collect();
        let pair = self.config.pair();
        let secrets = self.config.secrets().into_iter();
        for secret in secrets.chain(refresh).chain([&pair]) {
            let secret = secret.expose();
            if secret.len() >= 4 {
                told = told.replace(secret, "…");
                told = told.replace(&encoded(secret), "…");
            }
        }
        told.chars().take(300).collect()
    }
}

impl Provide for Tokens {
    fn provide<'a>(&'a self, exchange: Exchange<'a>) -> BoxFuture<'a, Result<Secret, AuthError>> {
        Box::pin(async move {
            let before = {
                let state = self.state();
                if let Some(token) = self.current(&state) {
                    return Ok(token);
                }
                state.flights
            };
            let _flight = self.flight.lock().await;
            {
                let state = self.state();
                if let Some(token) = self.current(&state) {
                    return Ok(token);
                }
                // It was asked for while this call waited: what came of that is for all who did.
                if state.flights != before {
                    if let Some(failure) = &state.failure {
                        return Err(failure.clone());
                    }
                    if let Some(token) = &state.current {
                        return Ok(token.secret.clone());
                    }
                }
            }
            let outcome = self.fetch(exchange).await;
            let mut state = self.state();
            state.flights += 1;
            state.failure = outcome.as_ref().err().cloned();
            outcome
        })
    }

    fn rejected(&self, secret: &Secret) -> bool {
        let mut state = self.state();
        let Some(token) = &state.current else {
            return true;
        };
        if token.secret.expose() != secret.expose() {
            return true;
        }
        if (self.config.clock)().saturating_sub(token.since) < TRUSTED {
            return false;
        }
        state.current = None;
        true
    }
}

/// A form's text, which holds secrets.
struct Form(Secret);

impl Default for Form {
    fn default() -> Self {
        Self(Secret::new(""))
    }
}

impl Form {
    fn push(&mut self, name: &str, value: &str) {
        let pair = format!("{}={}", encoded(name), encoded(value));
        let pair = Secret::new(pair);
        let before = self.0.expose();
        let space = if before.is_empty() { "" } else { "&" };
        self.0 = Secret::new(format!("{before}{space}{}", pair.expose()));
    }
}

fn header(message: &mut http::Request<Bytes>, name: &str, value: &Secret) -> Result<(), AuthError> {
    let name = HeaderName::from_bytes(name.as_bytes());
    let value = HeaderValue::from_bytes(value.expose().as_bytes());
    let (Ok(name), Ok(mut value)) = (name, value) else {
        return Err(AuthError::new(
            "a parameter of its request cannot stand in a header",
        ));
    };
    value.set_sensitive(true);
    message.headers_mut().insert(name, value);
    Ok(())
}

/// A time in seconds, which some servers write as text.
fn seconds(value: &serde_json::Value) -> Option<u64> {
    match value {
        serde_json::Value::String(text) => text.trim().parse().ok(),
        value => value
            .as_u64()
            .or_else(|| value.as_f64().map(|time| time as u64)),
    }
}

//! The tokens of a client: fetched by one call for all, kept, and renewed.

use std::sync::{Mutex as StdMutex, MutexGuard, PoisonError};

use serde::Deserialize;
use tokio::sync::Mutex;

use super::OAuth2;
use crate::runtime::told::Secrets;
use crate::runtime::{AuthError, BoxFuture, Exchange, Provide, Secret, SecretSource};

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
        let said: String = words.flat_map(|word| [": ", word]).collect();
        let mut secrets = Secrets::default();
        let pair = self.config.pair();
        let own = self.config.secrets().into_iter();
        for secret in own.chain(refresh).chain([&pair]) {
            secrets.add(secret.expose());
        }
        secrets.tell(&said, 300)
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

/// A time in seconds, which some servers write as text.
fn seconds(value: &serde_json::Value) -> Option<u64> {
    match value {
        serde_json::Value::String(text) => text.trim().parse().ok(),
        value => value
            .as_u64()
            .or_else(|| value.as_f64().map(|time| time as u64)),
    }
}

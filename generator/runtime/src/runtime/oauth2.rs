//! OAuth 2.0: a token that is fetched, kept, and renewed before it ends.

mod request;
mod tokens;

use super::Secret;
use super::signing::unix_time;

/// OAuth 2.0 (RFC 6749) without a browser: a [`SecretSource`](super::SecretSource) of access tokens.
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
}

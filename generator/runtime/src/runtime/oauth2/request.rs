//! The request that asks for a token.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};

use super::{OAuth2, OAuth2Grant, OAuth2Place};
use crate::runtime::credential::base64;
use crate::runtime::header_value::header_value;
use crate::runtime::signing::encoded;
use crate::runtime::{AuthError, Secret};

impl OAuth2 {
    /// The request of a token, by a refresh token or else by the grant.
    pub(super) fn request(
        &self,
        refresh: Option<&Secret>,
    ) -> Result<http::Request<Bytes>, AuthError> {
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
    pub(super) fn pair(&self) -> Secret {
        let [id, secret] = [&self.client_id, &self.client_secret].map(|it| encoded(it.expose()));
        let pair = Secret::new(format!("{id}:{secret}"));
        Secret::new(base64(pair.expose().as_bytes()))
    }

    /// What an answer must not show when it is told.
    pub(super) fn secrets(&self) -> Vec<&Secret> {
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
    let value = header_value(value.expose());
    let (Ok(name), Some(mut value)) = (name, value) else {
        return Err(AuthError::new(
            "a parameter of its request cannot stand in a header",
        ));
    };
    value.set_sensitive(true);
    message.headers_mut().insert(name, value);
    Ok(())
}

//! What a client is told once and its calls send: the id of an account, a version of the API.

use std::fmt;
use std::sync::Arc;

use super::{ConfigError, Credential, Http, HttpBuilder, Request, Secret};

/// Something that a client can be told, beside servers and credentials.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name: that of the builder's method.
    pub name: &'static str,
    /// Its value, unless the client is told another one.
    pub default: Option<&'static str>,
    /// Who cannot do without it.
    pub need: Need,
    /// Whether its value is a secret.
    pub secret: bool,
}

/// Who cannot do without a [`Setting`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The client: it cannot be built.
    Client,
    /// The calls that send it: they cannot be made.
    Call,
    /// Nobody: calls are made without it.
    Nobody,
}

/// The settings of a client, with their values.
#[derive(Clone, Default)]
pub(super) struct Settings {
    known: &'static [Setting],
    values: Vec<(&'static str, Secret)>,
}

impl Settings {
    fn set(&mut self, name: &'static str, value: Secret) {
        self.values.retain(|(known, _)| *known != name);
        self.values.push((name, value));
    }

    fn value(&self, name: &str) -> Option<&Secret> {
        let mut values = self.values.iter();
        values.find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    /// What the client cannot be built without must be there.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let mut missing = self.known.iter().filter(|it| {
            it.need == Need::Client && it.default.is_none() && self.value(it.name).is_none()
        });
        match missing.next() {
            Some(it) => Err(ConfigError::new(format!("it has no `{}`", it.name))),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Settings {
    /// Shows which settings have a value, not the values: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.values.iter().map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}

/// The value that a client has for a setting.
#[derive(Debug, Clone, Copy)]
pub struct Set<'h> {
    name: &'static str,
    value: Option<&'h str>,
    secret: Option<&'h Secret>,
    is_needed: bool,
}

impl<'h> Set<'h> {
    /// The value, where there is one.
    pub fn value(self) -> Option<&'h str> {
        self.value
    }
}

impl HttpBuilder {
    /// Says which settings there are.
    pub fn settings(mut self, known: &'static [Setting]) -> Self {
        self.settings.known = known;
        self
    }

    /// Sets one of them.
    pub fn setting(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.settings.set(name, value.into());
        self
    }
}

impl Http {
    /// What is known of a setting.
    pub fn setting(&self, name: &'static str) -> Set<'_> {
        let known = self.settings.known.iter().find(|it| it.name == name);
        let value = self.settings.value(name);
        Set {
            name,
            value: value
                .map(Secret::expose)
                .or_else(|| known.and_then(|it| it.default)),
            secret: value.filter(|_| known.is_some_and(|it| it.secret)),
            is_needed: known.is_some_and(|it| it.need != Need::Nobody),
        }
    }

    /// The same with another value of a setting. Connections and all else are shared.
    pub fn with_setting(&self, name: &'static str, value: impl Into<Secret>) -> Self {
        let mut settings = Settings::clone(&self.settings);
        settings.set(name, value.into());
        Self {
            inner: Arc::clone(&self.inner),
            settings: Arc::new(settings),
        }
    }
}

impl Request {
    /// Gives the path parameter `{name}` the client's value.
    pub fn path_setting(self, name: &'static str, set: Set<'_>) -> Self {
        match set.value {
            Some(value) => self.path(name, value).holding(set),
            None => self.problem(missing(set.name)),
        }
    }

    /// Appends a query parameter with the client's value.
    pub fn query_setting(self, key: &str, set: Set<'_>) -> Self {
        match set.value {
            Some(value) => self.query(key, value).holding(set),
            None => self.holding(set),
        }
    }

    /// Sets a header to the client's value.
    pub fn header_setting(self, name: &str, set: Set<'_>) -> Self {
        match set.value {
            Some(value) => self.header(name, value).holding(set),
            None => self.holding(set),
        }
    }

    /// Puts a member with the client's value into the body, which is a JSON object or was not set yet.
    pub fn member_setting(self, key: &str, set: Set<'_>) -> Self {
        match set.value {
            Some(value) => self.tag(key, value).holding(set),
            None => self.holding(set),
        }
    }

    /// Notes that the request holds the value, or cannot be sent without.
    pub fn holding(mut self, set: Set<'_>) -> Self {
        match set.secret {
            Some(secret) => {
                let secret = Credential::header("", "", secret.expose());
                self.secrets.push(secret);
                self
            }
            None if set.value.is_none() && set.is_needed => self.problem(missing(set.name)),
            None => self,
        }
    }
}

fn missing(name: &str) -> String {
    format!("the client has no `{name}`")
}

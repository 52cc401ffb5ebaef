//! The URL that was called, and what of it may be shown.

use std::fmt;
use std::sync::OnceLock;

use http::Uri;

use super::path::{PathValue, encoded, fill};
use super::secret::{holds_secret_word, is_secret_name};
use super::told::Secrets;
use super::{Credential, Request};

/// The URL that was called. It is written for people only once somebody asks: most calls succeed, and nobody does.
#[derive(Clone)]
pub(super) struct CalledUrl {
    uri: Uri,
    /// Query parameters whose values are secret, whatever their names say.
    secret_keys: Vec<String>,
    shown: OnceLock<String>,
}

impl CalledUrl {
    /// How much of a URL is shown that a server led to, in characters.
    const LONGEST: usize = 8 << 10;

    /// A URL of a path template and its values; `secret_keys` are those that a credential put into the query.
    pub(super) fn new(
        uri: Uri,
        secret_keys: Vec<String>,
        template: &str,
        values: &[PathValue],
    ) -> Self {
        let url = Self {
            uri,
            secret_keys,
            shown: OnceLock::new(),
        };
        if values.iter().any(|value| holds_secret_word(value.name)) {
            let shown = without_secrets(url.without_query_secrets(), template, values);
            let _ = url.shown.set(shown);
        }
        url
    }

    /// The URL as it was called, secrets included.
    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The URL as it may be shown.
    pub(super) fn as_str(&self) -> &str {
        self.shown.get_or_init(|| self.without_query_secrets())
    }

    /// Hides secrets that a server may have put there that led to it.
    pub(super) fn redact(&mut self, request: &Request, credentials: &[Credential]) {
        let secrets = Secrets::of(request, credentials);
        self.shown = OnceLock::from(secrets.tell(self.as_str(), Self::LONGEST));
    }

    fn without_query_secrets(&self) -> String {
        shown(&self.uri.to_string(), &self.secret_keys)
    }
}

impl fmt::Debug for CalledUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// A URL with the values of query parameters hidden that are, or are likely to be, secret.
fn shown(url: &str, secret_keys: &[String]) -> String {
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let mut out = format!("{path}?");
    for (index, parameter) in query.split('&').enumerate() {
        if index > 0 {
            out.push('&');
        }
        match parameter.split_once('=') {
            Some((key, _))
                if secret_keys.iter().any(|known| known == key) || is_secret_name(key) =>
            {
                out.push_str(key);
                out.push_str("=…");
            }
            _ => out.push_str(parameter),
        }
    }
    out
}

/// A URL with the values of path parameters hidden that are likely to be secret.
fn without_secrets(url: String, template: &str, values: &[PathValue]) -> String {
    const HIDDEN: &str = "%E2%80%A6";
    let mut hidden = values.to_vec();
    for value in hidden.iter_mut().filter(|it| holds_secret_word(it.name)) {
        value.text = String::from("…");
    }
    let filled = |values: &[PathValue]| {
        let mut path = String::new();
        fill(&mut path, template, values).map(|()| path)
    };
    match (filled(values), filled(&hidden)) {
        (Ok(real), Ok(hidden)) if url.contains(&real) => {
            url.replacen(&real, &hidden.replace(HIDDEN, "…"), 1)
        }
        // Another path, which a redirect led to, may hold them as well.
        _ => {
            let secret = values.iter().filter(|it| holds_secret_word(it.name));
            let secret = secret.filter(|it| it.text.len() >= 4);
            secret.fold(url, |url, it| url.replace(&encoded(&it.text), "…"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_urls_hide_secrets() {
        let url = "https://h/p?page=2&access_token=abc&k=def&flag";
        let url = CalledUrl::new(url.parse().unwrap(), vec![String::from("k")], "/p", &[]);
        let shown = "https://h/p?page=2&access_token=…&k=…&flag";
        assert_eq!(url.as_str(), shown);
        assert_eq!(format!("{url:?}"), format!("{shown:?}"));
    }

    #[test]
    fn shown_paths_hide_secrets() {
        let value = |name, text: &str| PathValue {
            name,
            text: text.to_owned(),
            segments: false,
        };
        let values = [value("id", "7"), value("reset_token", "abc")];
        let uri = "https://h/7/abc?q=1".parse().unwrap();
        let url = CalledUrl::new(uri, Vec::new(), "/{id}/{reset_token}", &values);
        assert_eq!(url.as_str(), "https://h/7/…?q=1");
    }
}

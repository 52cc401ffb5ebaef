//! URLs: base URLs, origins, links, and what of a URL may be shown.

use http::Uri;

use super::ConfigError;
use super::secret::is_secret_name;

/// A base URL: scheme, authority and perhaps a path, without a slash at its end.
#[derive(Clone)]
pub(super) struct Base {
    text: String,
    /// How much of the text is scheme and authority.
    origin: usize,
}

impl Base {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// This path at the scheme and authority of another base URL.
    pub(super) fn at(&self, other: &Base) -> Base {
        let path = self.text.get(self.origin..).unwrap_or_default();
        let origin = other.text.get(..other.origin).unwrap_or_default();
        Base {
            text: format!("{origin}{path}"),
            origin: other.origin,
        }
    }
}

/// Reads a base URL.
pub(super) fn parse_base(url: &str) -> Result<Base, ConfigError> {
    let text = url.trim();
    check(text).map_err(|problem| ConfigError::new(format!("a base URL {problem}")))?;
    if text.contains(['?', '#']) {
        return Err(ConfigError::new("a base URL has a query or a fragment"));
    }
    let authority = text.find("://").map_or(0, |colon| colon + 3);
    let path = text.get(authority..).and_then(|rest| rest.find('/'));
    let origin = path.map_or(text.len(), |path| authority + path);
    let text = text.trim_end_matches('/').to_owned();
    Ok(Base {
        origin: origin.min(text.len()),
        text,
    })
}

/// Checks that this is a URL that calls can go to. The problem does not show the URL, which may hold a password.
pub(super) fn check(url: &str) -> Result<Uri, &'static str> {
    let Ok(uri) = url.parse::<Uri>() else {
        return Err("is not a URL");
    };
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("does not begin with http:// or https://");
    }
    let Some(authority) = uri.authority() else {
        return Err("has no host");
    };
    if authority.as_str().contains('@') {
        return Err("holds a user name or password; set a credential instead");
    }
    if authority.host().is_empty() {
        return Err("has no host");
    }
    Ok(uri)
}

/// Scheme, host and port, written in one way: two URLs of one origin have the same.
pub(super) fn origin(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let host = uri.host().unwrap_or_default().to_ascii_lowercase();
    let port = uri
        .port_u16()
        .unwrap_or(if scheme == "https" { 443 } else { 80 });
    format!("{scheme}://{host}:{port}")
}

/// Whether what is sent there can be read on the way: no encryption, and not this machine.
pub(super) fn is_exposed(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let local = match host.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => {
            let host = host.to_ascii_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    };
    uri.scheme_str() != Some("https") && !local
}

/// A URL with the values of query parameters hidden that are, or are likely to be, secret.
pub(super) fn shown(url: &str, secret_keys: &[String]) -> String {
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

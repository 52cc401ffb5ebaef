//! URLs: base URLs, origins, links, and which URLs calls go to.

use http::Uri;

use super::ConfigError;

/// A base URL: scheme, authority and perhaps a path, without a slash at its end.
#[derive(Clone)]
pub(super) struct Base {
    text: String,
    /// How much of the text is scheme and authority.
    origin: usize,
    /// Whether what is sent there can be read on the way.
    exposed: bool,
}

impl Base {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// What [`is_exposed`] says of a path below it.
    pub(super) fn is_exposed(&self) -> bool {
        self.exposed
    }

    /// This path at the scheme and authority of another base URL.
    pub(super) fn at(&self, other: &Base) -> Base {
        let path = self.text.get(self.origin..).unwrap_or_default();
        let origin = other.text.get(..other.origin).unwrap_or_default();
        Base {
            text: format!("{origin}{path}"),
            origin: other.origin,
            exposed: other.exposed,
        }
    }
}

/// Reads a base URL.
pub(super) fn parse_base(url: &str) -> Result<Base, ConfigError> {
    let text = url.trim();
    let uri = check(text).map_err(|problem| ConfigError::new(format!("a base URL {problem}")))?;
    if text.contains(['?', '#']) {
        return Err(ConfigError::new("a base URL has a query or a fragment"));
    }
    let origin = site_end(text).unwrap_or(text.len());
    let text = text.trim_end_matches('/').to_owned();
    Ok(Base {
        origin: origin.min(text.len()),
        text,
        exposed: is_exposed(&uri),
    })
}

/// Checks that this is a URL that calls can go to. The problem does not show the URL, which may hold a password.
pub(super) fn check(url: impl TryInto<Uri>) -> Result<Uri, &'static str> {
    let Ok(uri) = url.try_into() else {
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
    if uri.scheme_str() == Some("https") {
        return false;
    }
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let local = match host.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => {
            let host = host.to_ascii_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    };
    !local
}

/// The URL that a link means that stands in the reply from another URL (RFC 3986, section 5.2), without its fragment.
pub(super) fn resolve(base: &str, link: &str) -> String {
    let link = link.split_once('#').map_or(link, |(link, _)| link);
    let (base_path, base_query) = parts(base);
    let (site, folder) = match site_end(base_path) {
        Some(end) => base_path.split_at(end),
        None => (base_path, ""),
    };
    let url = if has_scheme(link) {
        link.to_owned()
    } else if link.starts_with("//") {
        let scheme = site.split_once("//").map_or("", |(scheme, _)| scheme);
        format!("{scheme}{link}")
    } else if link.starts_with('/') {
        format!("{site}{link}")
    } else if link.starts_with('?') {
        format!("{base_path}{link}")
    } else if link.is_empty() {
        format!("{base_path}{base_query}")
    } else {
        let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{site}{folder}/{link}")
    };
    without_dots(&url)
}

/// What stands before the query, and the query with its mark.
fn parts(url: &str) -> (&str, &str) {
    url.split_at(url.find('?').unwrap_or(url.len()))
}

/// Where the path of a URL begins; `None` where the URL has no authority.
fn site_end(url: &str) -> Option<usize> {
    let authority = url.find("://")? + 3;
    let path = url.get(authority..)?.find('/');
    Some(path.map_or(url.len(), |path| authority + path))
}

fn has_scheme(link: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(part)
    })
}

/// Takes the segments `.` and `..` away, and with each of the latter the one before (section 5.2.4).
fn without_dots(url: &str) -> String {
    let (path, query) = parts(url);
    let Some(end) = site_end(path) else {
        return url.to_owned();
    };
    let (site, path) = path.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    let mut out = site.to_owned();
    for segment in kept {
        out.push('/');
        out.push_str(segment);
    }
    out + query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_keep_their_path() {
        assert_eq!(
            parse_base("https://h/v2/").unwrap().as_str(),
            "https://h/v2"
        );
        assert_eq!(parse_base(" https://h ").unwrap().as_str(), "https://h");
        let at = |url: &str, origin: &str| {
            parse_base(url)
                .unwrap()
                .at(&parse_base(origin).unwrap())
                .text
        };
        assert_eq!(
            at("https://api.h/v2", "http://127.0.0.1:80"),
            "http://127.0.0.1:80/v2"
        );
        assert_eq!(
            at("https://api.h", "http://127.0.0.1:80/x/"),
            "http://127.0.0.1:80"
        );
        assert_eq!(
            at("https://api.h/", "http://127.0.0.1:80/"),
            "http://127.0.0.1:80"
        );
    }

    #[test]
    fn other_urls_are_refused_without_being_shown() {
        for url in [
            "",
            "h",
            "/v2",
            "ftp://h",
            "https://",
            "https://user:hunter2@h/",
            "https://h?key=hunter2",
            "https://h/a b",
            "https://h/\r\nx",
            "javascript:hunter2",
        ] {
            let error = parse_base(url).map(|base| base.text).unwrap_err();
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn origins_are_written_in_one_way() {
        let of = |url: &str| origin(&url.parse().unwrap());
        assert_eq!(of("https://H.example/a"), of("https://h.example:443/b?c"));
        assert_ne!(of("https://h.example"), of("http://h.example"));
        assert_ne!(of("https://h.example"), of("https://h.example:8443"));
        assert_ne!(of("https://h.example"), of("https://h.example.evil.test"));
    }

    #[test]
    fn only_other_machines_without_encryption_are_exposed() {
        let exposed = |url: &str| is_exposed(&url.parse().unwrap());
        for url in [
            "https://h",
            "http://127.0.0.1:1",
            "http://localhost",
            "http://[::1]:2",
            "http://a.localhost",
        ] {
            assert!(!exposed(url), "{url}");
        }
        for url in [
            "http://h",
            "http://127.0.0.1.evil.test",
            "http://localhost.test",
            "http://10.0.0.1",
        ] {
            assert!(exposed(url), "{url}");
        }
    }

    #[test]
    fn links_are_resolved() {
        let base = "https://h.test/v2/actions?page=1";
        for (link, url) in [
            ("https://h.test/x?page=2", "https://h.test/x?page=2"),
            ("http://evil.test/x", "http://evil.test/x"),
            ("//evil.test/x", "https://evil.test/x"),
            ("/v2/actions?page=2", "https://h.test/v2/actions?page=2"),
            ("?page=2", "https://h.test/v2/actions?page=2"),
            ("actions?page=2", "https://h.test/v2/actions?page=2"),
            ("/x?to=http://y", "https://h.test/x?to=http://y"),
            ("x?to=http://y", "https://h.test/v2/x?to=http://y"),
            ("../x/./y/..", "https://h.test/x/"),
            ("/../../x/..", "https://h.test/"),
            ("https://h.test/a/../b?c=../d#e", "https://h.test/b?c=../d"),
            ("#top", "https://h.test/v2/actions?page=1"),
            ("", "https://h.test/v2/actions?page=1"),
            ("mailto:a@b", "mailto:a@b"),
        ] {
            assert_eq!(resolve(base, link), url, "{link}");
        }
        assert_eq!(resolve("https://h.test", "a"), "https://h.test/a");
    }
}

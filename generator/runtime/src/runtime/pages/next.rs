//! The rules that lead from a page to the next, and the requests that they make.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, Uri};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::request::Target;
use crate::runtime::url::{check, origin, resolve};
use crate::runtime::{Http, ReplyParts, Request};

/// The rule that leads from a page to the next.
pub enum NextPage<T> {
    /// The page holds its URL. None, or an empty one, ends the list.
    Link(fn(&T) -> Option<String>),
    /// The reply's header `Link: <…>; rel="next"` holds its URL (RFC 8288).
    LinkHeader,
    /// A parameter counts the pages.
    Page {
        /// The parameter.
        parameter: &'static str,
        /// The first page's number.
        first: i64,
    },
    /// A parameter counts the items that came before.
    Offset {
        /// The parameter.
        parameter: &'static str,
        /// The first item's number.
        first: i64,
    },
    /// The page holds a mark that a parameter sends back. None, `null`, or an empty one ends the list.
    Cursor {
        /// The parameter.
        parameter: &'static str,
        /// The mark.
        from: fn(&T) -> Option<Value>,
    },
}

/// What a rule makes of a page. Not generic, so that the rest is compiled once.
pub(super) enum Step {
    Link(Option<String>),
    /// The parameter and its value for the next page.
    Count(&'static str, Option<i64>),
    Cursor(&'static str, Option<Value>),
}

impl Step {
    /// The request for the next page, and the mark that tells it from others, where the server gave one.
    pub(super) fn request(
        self,
        http: &Http,
        request: &Request,
        reply: &ReplyParts,
        in_body: bool,
    ) -> Option<(Request, Option<String>)> {
        let mut next = request.clone();
        match self {
            Self::Link(link) => {
                let link = link.filter(|link| !link.trim().is_empty())?;
                let url = resolve(&reply.url.uri().to_string(), link.trim());
                let own = match &request.target {
                    Target::Url {
                        origin: Some(origin),
                        ..
                    } => origin.clone(),
                    // Not where a redirect may have led.
                    _ => origin(&check(http.url(request, &[]).ok()?).ok()?),
                };
                let url = upgraded(&url, &own).unwrap_or(url);
                next.query.clear();
                next.target = Target::Url {
                    url: url.clone(),
                    origin: Some(own),
                };
                Some((next, Some(url)))
            }
            Self::Count(parameter, value) => {
                place(&mut next, parameter, in_body, &Value::from(value?));
                Some((next, None))
            }
            Self::Cursor(parameter, cursor) => {
                let cursor = cursor.filter(|cursor| !is_nothing(cursor))?;
                place(&mut next, parameter, in_body, &cursor);
                Some((next, Some(text(&cursor))))
            }
        }
    }
}

/// Servers behind a proxy that ends TLS think that they are called by `http`, and write links so. A link to the host that is
/// called by `https` goes there by `https`: nothing is sent in clear text.
fn upgraded(url: &str, own: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let (host, port) = own.strip_prefix("https://")?.rsplit_once(':')?;
    let is_own = uri.scheme_str() == Some("http")
        && uri
            .host()
            .is_some_and(|link| link.eq_ignore_ascii_case(host))
        && uri.authority().is_some_and(|it| !it.as_str().contains('@'))
        && uri
            .port()
            .is_none_or(|link| link.as_str() == "80" || link.as_str() == port);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let port = if port == "443" {
        String::new()
    } else {
        format!(":{port}")
    };
    is_own.then(|| format!("https://{host}{port}{path}"))
}

/// Whether a mark leads nowhere: `null`, `false`, or something empty.
fn is_nothing(mark: &Value) -> bool {
    match mark {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// A mark as a query holds it.
fn text(mark: &Value) -> String {
    match mark {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value of a parameter that a request has: of the query, or of a JSON body, where it is a pointer (RFC 6901).
pub(super) fn value(request: &Request, parameter: &str, in_body: bool) -> Option<String> {
    if !in_body {
        return request.query_value(parameter).map(str::to_owned);
    }
    let body: Value = serde_json::from_slice(&request.body).ok()?;
    body.pointer(parameter).filter(|it| !it.is_null()).map(text)
}

/// The number that a parameter of a request is.
pub(super) fn number(request: &Request, parameter: &str, in_body: bool) -> Option<i64> {
    value(request, parameter, in_body)?.trim().parse().ok()
}

fn place(request: &mut Request, parameter: &'static str, in_body: bool, value: &Value) {
    if !in_body {
        request.set_query(parameter, text(value));
        return;
    }
    let keys: Vec<String> = parameter
        .split('/')
        .skip(1)
        .map(|key| key.replace("~1", "/").replace("~0", "~"))
        .collect();
    match with(&request.body, &keys, value) {
        Some(body) => request.body = Bytes::from(body),
        None => {
            let problem = "its body is no JSON object, and so cannot ask for the next page";
            request.problem.get_or_insert_with(|| problem.to_owned());
        }
    }
}

/// A JSON object with a member set, at the end of a way of keys. All else stays as it is written.
fn with(object: &[u8], keys: &[String], value: &Value) -> Option<Vec<u8>> {
    let Some((key, rest)) = keys.split_first() else {
        return serde_json::to_vec(value).ok();
    };
    let object = object.trim_ascii();
    let mut members: BTreeMap<String, Box<RawValue>> = match object {
        b"" | b"null" => BTreeMap::new(),
        object => serde_json::from_slice(object).ok()?,
    };
    let old = members.get(key).map_or("", |member| member.get());
    let new = match (rest, value) {
        // A number that is written as text stays text.
        ([], Value::Number(number)) if old.starts_with('"') => format!("\"{number}\"").into_bytes(),
        _ => with(old.as_bytes(), rest, value)?,
    };
    let new = RawValue::from_string(String::from_utf8(new).ok()?).ok()?;
    members.insert(key.clone(), new);
    serde_json::to_vec(&members).ok()
}

/// The target of the first link in `Link` headers of that relation.
pub(super) fn link(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(http::header::LINK);
    values
        .into_iter()
        .find_map(|value| link_in(value.to_str().ok()?, relation))
}

fn link_in(value: &str, relation: &str) -> Option<String> {
    let mut rest = value;
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        // The parameters last until the comma before the next `<`, or to the end.
        let end = after.find('<').unwrap_or(after.len());
        let parameters = after.get(..end)?;
        for parameter in parameters.split([';', ',']) {
            let Some((name, relations)) = parameter.split_once('=') else {
                continue;
            };
            let relations = relations.trim().trim_matches('"').split_ascii_whitespace();
            if name.trim().eq_ignore_ascii_case("rel")
                && relations
                    .into_iter()
                    .any(|known| known.eq_ignore_ascii_case(relation))
            {
                return Some(target.to_owned());
            }
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found_among_others() {
        let next = |value: &str| link_in(value, "next");
        let github = r#"<https://h/x?page=1>; rel="prev", <https://h/x?page=3>; rel="next", <https://h/x?page=9>; rel="last""#;
        assert_eq!(next(github).unwrap(), "https://h/x?page=3");
        assert_eq!(next("</a,b;c>; title=\"x\"; REL=next").unwrap(), "/a,b;c");
        assert_eq!(next(r#"</a>; rel="start next""#).unwrap(), "/a");
        assert_eq!(next(r#"</a>; rel="nextish""#), None);
        assert_eq!(next("</a"), None);
        assert_eq!(next(""), None);
    }

    #[test]
    fn links_to_the_same_host_are_upgraded_alone() {
        let own = "https://api.test:443";
        for (link, url) in [
            (
                "http://api.test/l?page=2",
                Some("https://api.test/l?page=2"),
            ),
            ("http://API.test:80/l", Some("https://api.test/l")),
            ("http://api.test:443/l", Some("https://api.test/l")),
            ("http://api.test:8080/l", None),
            ("http://other.test/l", None),
            ("http://api.test.other/l", None),
            ("http://user@api.test/l", None),
            ("https://api.test/l", None),
        ] {
            assert_eq!(upgraded(link, own).as_deref(), url, "{link}");
        }
        let at_port = upgraded("http://api.test/l", "https://api.test:8443");
        assert_eq!(at_port.unwrap(), "https://api.test:8443/l");
        assert_eq!(upgraded("http://api.test/l", "http://api.test:80"), None);
    }

    #[test]
    fn members_of_a_body_are_set_and_the_rest_stays() {
        let set = |body: &str, pointer: &'static str, value: Value| {
            let mut request = Request::post("/l").bytes(Some("application/json"), body.to_owned());
            place(&mut request, pointer, true, &value);
            String::from_utf8(request.body.to_vec()).unwrap()
        };
        assert_eq!(
            set(r#"{"a": 1.50, "page": 1}"#, "/page", 2.into()),
            r#"{"a":1.50,"page":2}"#
        );
        assert_eq!(set(r#"{"page":"1"}"#, "/page", 2.into()), r#"{"page":"2"}"#);
        assert_eq!(set("", "/a~1b/c", "x".into()), r#"{"a/b":{"c":"x"}}"#);
        assert_eq!(
            set(r#"{"a":{"b":null}}"#, "/a/b", serde_json::json!([1])),
            r#"{"a":{"b":[1]}}"#
        );
        let mut request = Request::post("/l").bytes(None, "[1]");
        place(&mut request, "/page", true, &Value::from(2));
        assert!(request.problem.is_some());
    }
}

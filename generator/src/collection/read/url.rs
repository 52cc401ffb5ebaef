//! A url: its parts, or a string that is split into them as Postman splits it (`postman-url-encoder/parser`).

use std::borrow::Cow;
use std::ops::Range;

use crate::collection::{Entry, Url};
use crate::json::Json;

use super::kind;
use super::reader::{Reader, at, nth};

impl Reader<'_> {
    /// A url; without any part where missing.
    pub(super) fn url<'a>(&mut self, value: Option<Json<'a>>, pointer: String) -> Url<'a> {
        let members = match value {
            None => {
                return Url {
                    pointer,
                    ..Url::default()
                };
            }
            Some(Json::String(text)) => return parse(text, pointer),
            Some(value) => match self.object(value, &pointer) {
                Some(members) => members,
                None => {
                    return Url {
                        pointer,
                        ..Url::default()
                    };
                }
            },
        };
        let [raw, protocol, auth, host, port, path, query, hash, variable] = self.members(
            &kind::URL,
            members,
            &pointer,
            [
                "raw", "protocol", "auth", "host", "port", "path", "query", "hash", "variable",
            ],
        );
        let raw = self.text(raw, &pointer, "raw");
        if is_blank(host.as_ref()) && !raw.is_empty() {
            let url = parse(raw.clone(), pointer.clone());
            if !url.host.trim().is_empty() {
                return self.url_of_raw(url, query, variable);
            }
        }
        let protocol = self.optional_text(protocol, &pointer, "protocol");
        Url {
            protocol: protocol.and_then(|protocol| {
                let end = protocol
                    .strip_suffix("://")
                    .map_or(protocol.len(), str::len);
                (end > 0).then(|| cut(&protocol, 0..end))
            }),
            user_info: auth.and_then(|auth| self.user_info(auth, &at(&pointer, "auth"))),
            host: self.host(host, &pointer),
            port: self.optional_text(port, &pointer, "port"),
            path: self.path(path, &at(&pointer, "path")),
            query: match query {
                Some(Json::String(text)) => {
                    parse_query(text.split('&').map(Some), &at(&pointer, "query"))
                }
                other => self.entries(&kind::QUERY, other, &pointer, "query"),
            },
            hash: self.optional_text(hash, &pointer, "hash"),
            variables: self.variables(variable, &pointer, "variable"),
            raw,
            pointer,
        }
    }

    /// A url whose parts are empty while its `raw` text says where it goes. Entries of the query stay, since they say more
    /// than text: which ones are disabled, and what each is for.
    fn url_of_raw<'a>(
        &mut self,
        mut url: Url<'a>,
        query: Option<Json<'a>>,
        variable: Option<Json<'a>>,
    ) -> Url<'a> {
        self.diagnostics
            .note(
                "url-without-parts",
                &*url.pointer,
                "this url has no host but in its `raw` text, which is split into parts here; Postman ignores it",
            )
            .help("save the request again in Postman, which writes `host` and `path`");
        if let Some(query @ Json::Array(_)) = query.filter(|query| !query.is_empty()) {
            url.query = self.entries(&kind::QUERY, Some(query), &url.pointer, "query");
        }
        url.variables = self.variables(variable, &url.pointer, "variable");
        url
    }

    fn user_info<'a>(
        &mut self,
        value: Json<'a>,
        pointer: &str,
    ) -> Option<(Cow<'a, str>, Option<Cow<'a, str>>)> {
        let members = self.object(value, pointer)?;
        let [user, password] =
            self.members(&kind::URL_AUTH, members, pointer, ["user", "password"]);
        let user = self.optional_text(user, pointer, "user");
        let password = self.optional_text(password, pointer, "password");
        (user.is_some() || password.is_some()).then(|| (user.unwrap_or_default(), password))
    }

    fn host<'a>(&mut self, value: Option<Json<'a>>, pointer: &str) -> Cow<'a, str> {
        match value {
            Some(Json::Array(mut parts)) if parts.len() == 1 => {
                self.text(parts.pop(), &at(pointer, "host"), "0")
            }
            Some(Json::Array(parts)) => {
                let pointer = at(pointer, "host");
                let parts: Vec<Cow<'_, str>> = parts
                    .into_iter()
                    .enumerate()
                    .map(|(index, part)| self.text(Some(part), &pointer, &index.to_string()))
                    .collect();
                Cow::Owned(parts.join("."))
            }
            other => self.text(other, pointer, "host"),
        }
    }

    /// The segments of a path: an array of strings (or of objects with the string in `value`), or one string.
    fn path<'a>(&mut self, value: Option<Json<'a>>, pointer: &str) -> Option<Vec<Cow<'a, str>>> {
        match value? {
            Json::String(text) => {
                // One leading slash does not count, unless it is all there is.
                let start = usize::from(text.len() > 1 && text.starts_with('/'));
                let mut segments = Vec::new();
                let mut from = start;
                for (slash, _) in text.match_indices('/').filter(|(slash, _)| *slash >= start) {
                    segments.push(cut(&text, from..slash));
                    from = slash + 1;
                }
                match &*text {
                    "" => return None,
                    "/" => {}
                    _ => segments.push(cut(&text, from..text.len())),
                }
                Some(segments)
            }
            Json::Array(values) => {
                let mut segments = Vec::with_capacity(values.len().max(1));
                for (index, value) in values.into_iter().enumerate() {
                    segments.push(match value {
                        Json::Object(members) => {
                            let value = members.into_iter().rev().find(|(name, _)| name == "value");
                            self.text(value.map(|(_, value)| value), &nth(pointer, index), "value")
                        }
                        other => self.text(Some(other), pointer, &index.to_string()),
                    });
                }
                // Postman writes a path without segments as `/`.
                if segments.is_empty() {
                    segments.push(Cow::default());
                }
                Some(segments)
            }
            other => {
                self.wrong_type(pointer, "an array of segments", &other);
                None
            }
        }
    }
}

/// Whether a part of a url is not there, or holds nothing but empty text.
fn is_blank(part: Option<&Json<'_>>) -> bool {
    match part {
        None | Some(Json::Null) => true,
        Some(Json::String(text)) => text.trim().is_empty(),
        Some(Json::Array(parts)) => parts.iter().all(|part| is_blank(Some(part))),
        Some(_) => false,
    }
}

/// Splits a url. Where a variable's name holds a character that separates parts (`{{host.name}}`), it is no separator.
pub(super) fn parse<'a>(raw: Cow<'a, str>, pointer: String) -> Url<'a> {
    let mut url = Url {
        pointer,
        ..Url::default()
    };
    let start = raw.len()
        - raw
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .len();
    let mut mask = mask_variables(&raw);
    let find = |mask: &[u8], range: Range<usize>, byte: u8| {
        mask[range.clone()]
            .iter()
            .position(|found| *found == byte)
            .map(|index| range.start + index)
    };

    let mut rest = start..raw.len();
    if let Some(hash) = find(&mask, rest.clone(), b'#') {
        url.hash = Some(cut(&raw, hash + 1..rest.end));
        rest.end = hash;
    }
    if let Some(mark) = find(&mask, rest.clone(), b'?') {
        let pairs = split(&mask, mark + 1..rest.end, b'&');
        url.query = parse_query(pairs.into_iter().map(|range| raw.get(range)), &url.pointer);
        rest.end = mark;
    }
    for byte in &mut mask[rest.clone()] {
        if *byte == b'\\' {
            *byte = b'/';
        }
    }
    if let Some(index) = mask[rest.clone()]
        .windows(3)
        .position(|window| window == b"://")
    {
        let end = rest.start + index;
        let mut protocol = cut(&raw, rest.start..end);
        if protocol.contains('\\') {
            protocol = Cow::Owned(protocol.replace('\\', "/"));
        }
        rest.start = end + 3;
        let slashes = mask[rest.clone()]
            .iter()
            .take_while(|byte| **byte == b'/')
            .count();
        let keep = usize::from(slashes > 0 && protocol.eq_ignore_ascii_case("file"));
        rest.start += slashes - keep;
        url.protocol = Some(protocol);
    }
    if let Some(slash) = find(&mask, rest.clone(), b'/') {
        let segments = split(&mask, slash + 1..rest.end, b'/');
        url.path = Some(segments.into_iter().map(|range| cut(&raw, range)).collect());
        rest.end = slash;
    }
    if let Some(index) = mask[rest.clone()].iter().rposition(|byte| *byte == b'@') {
        let at = rest.start + index;
        let colon = find(&mask, rest.start..at, b':');
        url.user_info = Some((
            cut(&raw, rest.start..colon.unwrap_or(at)),
            colon.map(|colon| cut(&raw, colon + 1..at)),
        ));
        rest.start = at + 1;
    }
    if let Some(index) = mask[rest.clone()].iter().rposition(|byte| *byte == b':') {
        let colon = rest.start + index;
        // The colons of an IPv6 address stand before its closing bracket.
        if !mask[colon..rest.end].contains(&b']') {
            url.port = Some(cut(&raw, colon + 1..rest.end));
            rest.end = colon;
        }
    }
    url.host = cut(&raw, rest);
    url.raw = raw;
    url
}

/// `key=value`; without `=` there is no value, which Postman sends differently from an empty one.
pub(super) fn parse_pair<'a>(text: &str, pointer: String) -> Entry<'a> {
    let (key, value) = match text.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (text, None),
    };
    Entry {
        pointer,
        key: Cow::Owned(key.to_owned()),
        value: value.map(|value| Cow::Owned(value.to_owned())),
        ..Entry::default()
    }
}

fn parse_query<'a, 't>(
    pairs: impl Iterator<Item = Option<&'t str>>,
    pointer: &str,
) -> Vec<Entry<'a>> {
    pairs
        .flatten()
        .map(|pair| parse_pair(pair, pointer.to_owned()))
        .collect()
}

/// The bytes of a url in which every variable whose name holds a separator is blanked out.
fn mask_variables(text: &str) -> Vec<u8> {
    let mut mask = text.as_bytes().to_vec();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|index| from + index) {
        let name = open + 2;
        let brace = text[name..]
            .find(['{', '}'])
            .map_or(text.len(), |index| name + index);
        if text[brace..].starts_with("}}") {
            if text[name..brace].contains(['.', ':', '/', '?', '#', '@', '&', ']']) {
                mask[open..brace + 2].fill(b'_');
            }
            from = brace + 2;
        } else {
            // In `{{{name}}}` the variable begins at the second brace.
            from = open + 1;
        }
    }
    mask
}

/// The ranges between separators; one empty range where there is nothing.
fn split(mask: &[u8], range: Range<usize>, separator: u8) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = range.start;
    for index in range.clone().filter(|index| mask[*index] == separator) {
        ranges.push(from..index);
        from = index + 1;
    }
    ranges.push(from..range.end);
    ranges
}

/// A slice that stays borrowed where it can.
fn cut<'a>(text: &Cow<'a, str>, range: Range<usize>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(range).unwrap_or_default()),
        Cow::Owned(text) => Cow::Owned(text.get(range).unwrap_or_default().to_owned()),
    }
}

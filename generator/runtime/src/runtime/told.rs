//! What errors may tell of what a server said: nothing that the request was sent with in confidence, and on one line.

use std::borrow::Cow;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use super::request::Target;
use super::secret::{holds_secret_word, is_secret_field, is_secret_name};
use super::{Credential, Request, Secret, spelled};

/// The secrets that a request was sent with, which a server may repeat.
#[derive(Default)]
pub(super) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Those of a request and of what it was authenticated with.
    pub(super) fn of(request: &Request, credentials: &[Credential]) -> Self {
        let mut secrets = Self::of_credentials(credentials);
        secrets.add_credentials(&request.secrets);
        for (key, value) in &request.query {
            if is_secret_name(key) {
                secrets.add(value.as_deref().unwrap_or_default());
            }
        }
        if let Target::Url { url, .. } = &request.target {
            secrets.add_pairs(url.split_once('?').map_or("", |(_, query)| query));
        }
        for value in &request.path {
            if holds_secret_word(value.name) {
                secrets.add(&value.text);
            }
        }
        secrets.add_headers(&request.headers);
        secrets.add_body(request);
        secrets
    }

    /// Those of credentials alone.
    pub(super) fn of_credentials(credentials: &[Credential]) -> Self {
        let secrets = credentials.iter().flat_map(Credential::secrets);
        Self(secrets.cloned().collect())
    }

    pub(super) fn add_credentials(&mut self, credentials: &[Credential]) {
        let Self(secrets) = Self::of_credentials(credentials);
        self.0.extend(secrets);
    }

    pub(super) fn add(&mut self, secret: &str) {
        if !secret.is_empty() {
            self.0.push(Secret::new(secret));
        }
    }

    /// Adds the headers that are marked as secret: whole, what follows the name of a scheme, and each cookie.
    pub(super) fn add_headers(&mut self, headers: &HeaderMap) {
        for (name, value) in headers.iter().filter(|(_, value)| value.is_sensitive()) {
            let text = String::from_utf8_lossy(value.as_bytes());
            self.add(&text);
            self.add(text.split_once(' ').map_or("", |(_, bare)| bare));
            if name == http::header::COOKIE {
                for cookie in text.split(';') {
                    self.add(cookie.split_once('=').map_or("", |(_, value)| value));
                }
            }
        }
    }

    /// Adds the values of a query, or of a form, whose names say that they are secret.
    fn add_pairs(&mut self, pairs: &str) {
        for (key, value) in pairs.split('&').filter_map(|pair| pair.split_once('=')) {
            if is_secret_name(key) {
                self.add(value);
            }
        }
    }

    /// Adds the fields of a body whose names say that they are secret.
    fn add_body(&mut self, request: &Request) {
        let media_type = request.headers.get(CONTENT_TYPE);
        let media_type = media_type.or(request.content_type.as_ref());
        let media_type = media_type.and_then(|value: &HeaderValue| value.to_str().ok());
        let media_type = media_type.unwrap_or_default().to_ascii_lowercase();
        if media_type.starts_with("application/x-www-form-urlencoded") {
            self.add_pairs(&String::from_utf8_lossy(&request.body));
        } else if media_type.starts_with("multipart/") {
            self.add_parts(&String::from_utf8_lossy(&request.body));
        } else if let Ok(body) = serde_json::from_slice::<Value>(&request.body) {
            self.add_members(&body, false);
        }
    }

    /// Adds the strings and numbers of a JSON body that are called secret, or lie in what is.
    fn add_members(&mut self, value: &Value, is_secret: bool) {
        match value {
            Value::String(text) if is_secret => self.add(text),
            Value::Number(number) if is_secret => self.add(&number.to_string()),
            Value::Array(items) => items.iter().for_each(|it| self.add_members(it, is_secret)),
            Value::Object(members) => {
                for (key, member) in members {
                    self.add_members(member, is_secret || is_secret_field(key));
                }
            }
            _ => {}
        }
    }

    /// Adds the parts of a multipart form that are called secret.
    fn add_parts(&mut self, body: &str) {
        let boundary = body.lines().next().unwrap_or_default();
        if boundary.is_empty() {
            return;
        }
        for part in body.split(boundary) {
            let Some((head, content)) = part.split_once("\r\n\r\n") else {
                continue;
            };
            let name = head
                .split_once("name=\"")
                .and_then(|(_, it)| it.split_once('"'));
            if name.is_some_and(|(name, _)| is_secret_field(name)) {
                self.add(content.trim_end_matches("\r\n"));
            }
        }
    }

    /// A text as it may be shown: without the secrets, on one line, of at most that many characters.
    pub(super) fn tell(&self, text: &str, most: usize) -> String {
        let secrets: Vec<&str> = self.0.iter().map(Secret::expose).collect();
        // Searching more than can be shown would be for nothing. A secret at the end may reach over it, in a spelling that
        // is several times as long.
        let margin = secrets.iter().map(|it| it.len()).max().unwrap_or(0) * 12;
        let window = most * 16;
        let searched = text.get(..boundary_before(text, window + margin));
        let searched = searched.unwrap_or(text);
        let mut out = String::new();
        let mut from = 0;
        for range in spelled::find(searched, &secrets) {
            // Within a letter where only a part of its bytes is spelled; then the letter goes as a whole.
            let start = boundary_before(searched, range.start);
            out.push_str(searched.get(from..start).unwrap_or_default());
            out.push('…');
            from = boundary_after(searched, range.end).max(from);
        }
        let end = match searched.len() < text.len() {
            true => boundary_before(searched, window).max(from),
            false => searched.len(),
        };
        out.push_str(searched.get(from..end).unwrap_or_default());
        let mut shown = one_line(&out).into_owned();
        if let Some((cut, _)) = shown.char_indices().nth(most) {
            shown.truncate(cut);
            shown.push('…');
        } else if searched.len() < text.len() {
            shown.push('…');
        }
        shown
    }
}

/// The last place at which a letter begins, up to a place in a text.
fn boundary_before(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// The first place at which a letter begins, from a place in a text on.
fn boundary_after(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place += 1;
    }
    place
}

/// A text on one line: line breaks and tabs, with the blanks around them, are one blank; other characters that control
/// how a terminal or an editor shows what follows, or that nobody sees, are escaped.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|letter| is_break(letter) || is_hidden(letter))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == ' ' || is_break(letter) {
            let mut breaks = is_break(letter);
            let mut blanks = 1;
            while let Some(next) = letters.next_if(|next| *next == ' ' || is_break(*next)) {
                breaks |= is_break(next);
                blanks += 1;
            }
            out.extend(std::iter::repeat_n(' ', if breaks { 1 } else { blanks }));
        } else if is_hidden(letter) {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

fn is_break(letter: char) -> bool {
    matches!(letter, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, and those of Unicode's category Cf that change the direction of text or are not seen.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tell(request: &Request, text: &str) -> String {
        Secrets::of(request, &[]).tell(text, 300)
    }

    #[test]
    fn secret_arguments_are_not_told() {
        let request = Request::post("/hooks/{hook_token}/{id}")
            .path("hook_token", "tok/en-1")
            .path("id", "visible-id")
            .query("api_key", "k e y&1")
            .query("page", "page-2")
            .header("x-api-key", "header-key")
            .header("cookie", "sid=cookie-1; theme=dark-2")
            .json(&json!({"user": "someone", "password": "p\"w/1", "nested": {"client_secret": ["in-list"]}, "otp": 123456}));
        let text = r#"/hooks/tok%2fen-1/visible-id?api_key=k+e+y%261&page=page-2 header-key cookie-1 p\"w\/1 in-list 123456 someone"#;
        assert_eq!(
            tell(&request, text),
            "/hooks/…/visible-id?api_key=…&page=page-2 … … … … … someone"
        );
    }

    #[test]
    fn secret_fields_of_forms_are_not_told() {
        let urlencoded = Request::post("/l").bytes(
            Some("application/x-www-form-urlencoded"),
            "user=someone&password=p%2Fw+1",
        );
        assert_eq!(tell(&urlencoded, "someone p/w 1"), "someone …");
        let multipart = Request::post("/l").bytes(
            Some("multipart/form-data; boundary=b"),
            "--b\r\ncontent-disposition: form-data; name=\"password\"\r\n\r\np/w 1\r\n--b\r\ncontent-disposition: form-data; name=\"user\"\r\n\r\nsomeone\r\n--b--\r\n",
        );
        assert_eq!(tell(&multipart, "someone p/w 1"), "someone …");
    }

    #[test]
    fn texts_are_told_on_one_line() {
        assert_eq!(one_line("a  b"), "a  b");
        assert_eq!(one_line("{\r\n  \"a\":\t1\n}"), "{ \"a\": 1 }");
        assert_eq!(
            one_line("a\u{1b}[31m\u{202e}b\u{0}\u{2028}c"),
            "a\\u{1b}[31m\\u{202e}b\\u{0} c"
        );
    }

    #[test]
    fn long_texts_are_cut_and_a_secret_at_the_cut_is_hidden() {
        let mut secrets = Secrets::default();
        secrets.add("hunter2-secret");
        let text = format!("{}hunter2-secret{}", "x".repeat(5), "y".repeat(100_000));
        assert_eq!(secrets.tell(&text, 10), format!("xxxxx…{}…", "y".repeat(4)));
        for before in 0..200 {
            let text =
                format!("{}{}", "hunter2-secret".repeat(20), "x".repeat(before)) + "hunter2-secret";
            assert!(!secrets.tell(&text, 10).contains("hunt"), "{before}");
        }
    }
}

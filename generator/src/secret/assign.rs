//! Values that text gives to a name: `"password": "…"`, `token=…`, `<secret>…`, `Api-Key: …`, `{"key": "token", "value": "…"}`.

use std::ops::Range;

use super::dummies::{is_placeholder, without_scheme};
use super::judge::{How, LOOSE, is_basic, is_password_like, is_public, is_secret};
use super::names::{Kind, kind_of};
use super::personal;
use super::random::bits;
use super::scan::{Found, Hit, LONGEST};
use super::units::{decoded, ends_an_escape, unit};

/// Longest name that is read, to either side of the word that was found.
const NAME: usize = 64;
/// Elements of a list that are looked at.
const ELEMENTS: usize = 10_000;

/// Looks at the name around a word, and for what it is given. Gives where the name ends.
pub(super) fn values(text: &str, word: Range<usize>, hits: &mut Vec<Hit>) -> usize {
    let bytes = text.as_bytes();
    let mut start = start_of_name(bytes, word.start);
    // "API key: …" is one name.
    if start == word.start && start > 1 && bytes[start - 1] == b' ' {
        let key = text.get(word.clone()).unwrap_or_default();
        if key.eq_ignore_ascii_case("key") {
            start = start_of_name(bytes, start - 1);
        }
    }
    let end = word.end
        + bytes[word.end..]
            .iter()
            .take(NAME)
            .take_while(|byte| is_of_name(**byte))
            .count();
    let Some(name) = text.get(start..end) else {
        return end;
    };
    let before = start.checked_sub(1).map(|at| bytes[at]);
    let in_url = matches!(before, Some(b'?' | b'&' | b';'));
    let Some(kind) = kind_of(name, in_url) else {
        return end;
    };
    if kind == Kind::Login {
        // Prose, and no call in a script or a document.
        if matches!(bytes.get(end), Some(b':' | b' ' | b'*' | b'`')) {
            hits.extend(told(text, name, kind, end));
        }
        return end;
    }
    if name.to_ascii_lowercase().ends_with("cookie") {
        cookies(text, end, hits);
    }
    let mut cursor = Cursor { text, at: end };
    let quoted = cursor.skip(b"]\"'`*", 4).is_some();
    let broken = cursor
        .skip(if quoted { b" \t\n" } else { b" \t" }, 64)
        .is_some();
    let sign = cursor.sign();
    let given = match sign {
        Some(b':') if quoted || before == Some(b'"') => How::Named,
        Some(b':' | b'|') => How::Loose,
        Some(b'=' | b'>') => How::Named,
        Some(b',') if quoted => How::Loose,
        _ => {
            let plain = !quoted && broken;
            if plain && matches!(kind, Kind::Password | Kind::Token) {
                hits.extend(told(text, name, kind, cursor.at));
            }
            return end;
        }
    };
    if sign == Some(b'>') {
        let search = Search {
            text,
            name,
            kind,
            how: How::Named,
        };
        if let Some(range) = cursor.element() {
            search.judge(range, How::Named, hits);
        }
        return end;
    }
    cursor.skip(if quoted { b" \t\n" } else { b" \t" }, 256);
    if sign == Some(b':') && !quoted {
        // GraphQL and YAML give quoted values to bare names.
        cursor.skip(b"*", 2);
    }
    let how = match cursor.peek() {
        Some((b'"' | b'\'', _)) if sign == Some(b':') => How::Named,
        _ => given,
    };
    let search = Search {
        text,
        name,
        kind,
        how,
    };
    search.value(cursor, quoted && sign == Some(b','), hits);
    end
}

/// Where the name begins that a word is the end or the middle of.
fn start_of_name(text: &[u8], word: usize) -> usize {
    let mut start = word;
    while start > 0
        && word - start < NAME
        && is_of_name(text[start - 1])
        && !ends_an_escape(text, start)
    {
        start -= 1;
    }
    start
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.".contains(&byte) || byte >= 0x80
}

/// A place in the text that goes on sign by sign.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn peek(&self) -> Option<(u8, usize)> {
        unit(self.text.as_bytes(), self.at)
    }

    /// Goes past some of these signs; `None` where there is none.
    fn skip(&mut self, signs: &[u8], most: usize) -> Option<()> {
        let mut passed = None;
        for _ in 0..most {
            match self.peek() {
                Some((sign, length)) if signs.contains(&sign) => self.at += length,
                _ => break,
            }
            passed = Some(());
        }
        passed
    }

    /// The sign that gives a value to a name, and what belongs to it: `=>`, `:=`, `==`.
    fn sign(&mut self) -> Option<u8> {
        let (sign, length) = self.peek()?;
        if !b":=>|,".contains(&sign) {
            return None;
        }
        self.at += length;
        if matches!(sign, b':' | b'=')
            && let Some((b'=' | b'>', length)) = self.peek()
        {
            self.at += length;
            return Some(b'=');
        }
        Some(sign)
    }

    /// A value in quotes: the range inside.
    fn quoted(&mut self) -> Option<Range<usize>> {
        let (quote, width) = self.peek()?;
        if !matches!(quote, b'"' | b'\'' | b'`') {
            return None;
        }
        let start = self.at + width;
        let mut end = start;
        while end - start < LONGEST {
            match unit(self.text.as_bytes(), end)? {
                // A quote that is written in another way is inside.
                (sign, length) if sign == quote && length == width => {
                    self.at = end + length;
                    return Some(start..end);
                }
                (_, length) => end += length,
            }
        }
        None
    }

    /// A name.
    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += bytes[start..]
            .iter()
            .take(NAME)
            .take_while(|byte| is_of_name(**byte))
            .count();
        start..self.at
    }

    /// The text of an element, which ends where the next tag begins.
    fn element(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        while let Some((sign, length)) = self.peek()
            && self.at - start < LONGEST
        {
            if sign == b'<' {
                return (self.at > start).then_some(start..self.at);
            }
            self.at += length;
        }
        None
    }

    /// A value behind a colon, in a header or a sentence: up to white space, and to what closes around it.
    fn line_word(&mut self) -> Range<usize> {
        let start = self.at;
        while let Some((sign, length)) = self.peek()
            && self.at - start < LONGEST
            && !sign.is_ascii_whitespace()
            && !b"\"'<>`,{}[]()".contains(&sign)
        {
            self.at += length;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        start..start + word.trim_end_matches(['.', ';', '|']).len()
    }

    /// A value without quotes: up to what ends one anywhere.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while let Some((sign, length)) = self.peek()
            && self.at - start < LONGEST
        {
            let padding = sign == b'='
                && matches!(
                    unit(bytes, self.at + length).map(|(sign, _)| sign),
                    None | Some(b'=' | b' ' | b'\n' | b'"' | b'\'' | b'&' | b';' | b'<' | b',')
                );
            if sign.is_ascii_whitespace()
                || b"\"'<>&;,(){}|[]`".contains(&sign)
                || (sign == b'\\' && length == 1)
                || (sign == b'=' && !padding)
            {
                break;
            }
            self.at += length;
        }
        start..self.at
    }
}

/// The search for the values of one name.
struct Search<'t> {
    text: &'t str,
    name: &'t str,
    kind: Kind,
    how: How,
}

impl Search<'_> {
    /// Looks at what stands at the cursor: a value, a list of them, or an object with one.
    fn value(&self, mut cursor: Cursor<'_>, in_pair: bool, hits: &mut Vec<Hit>) {
        if let Some(range) = cursor.quoted() {
            // `"key": "Authorization", "value": "…"`
            let is_member = in_pair
                && matches!(
                    self.text.get(range.clone()),
                    Some("value" | "plaintext" | "content" | "val")
                );
            if !is_member {
                self.judge(range, self.how, hits);
                return;
            }
            cursor.skip(b" \t\n", 64);
            if cursor.sign() == Some(b':') {
                cursor.skip(b" \t\n", 64);
                if let Some(range) = cursor.quoted() {
                    self.judge(range, How::Named, hits);
                }
            }
            return;
        }
        match cursor.peek() {
            Some((b'[', length)) => {
                cursor.at += length;
                for _ in 0..ELEMENTS {
                    cursor.skip(b" \t\n,", LONGEST);
                    let Some(range) = cursor.quoted() else { break };
                    self.judge(range, self.how, hits);
                }
            }
            Some((b'{', length)) => {
                cursor.at += length;
                self.object(cursor, hits);
            }
            Some(_) => {
                if in_pair {
                    return;
                }
                let next = |cursor: &mut Cursor<'_>| match self.how {
                    How::Loose => cursor.line_word(),
                    How::Named => cursor.word(),
                };
                let mut range = next(&mut cursor);
                let word = self.text.get(range.clone()).unwrap_or_default();
                // `Authorization: Bearer …`
                let scheme = ["bearer", "basic", "token", "apikey", "digest", "key", "jwt"]
                    .iter()
                    .any(|scheme| word.eq_ignore_ascii_case(scheme));
                if scheme && cursor.skip(b" +", 4).is_some() {
                    range = next(&mut cursor);
                }
                // A call or an index in a script.
                if !matches!(cursor.peek(), Some((b'(' | b'[', _))) {
                    self.judge(range, self.how, hits);
                }
            }
            None => {}
        }
    }

    /// The `value` of `{"token": {"id": 1, "value": "…"}}`, among the first few members.
    fn object(&self, mut cursor: Cursor<'_>, hits: &mut Vec<Hit>) {
        for _ in 0..4 {
            cursor.skip(b" \t\n,", 256);
            let Some(key) = cursor.quoted() else { return };
            cursor.skip(b" \t\n", 64);
            if cursor.sign() != Some(b':') {
                return;
            }
            cursor.skip(b" \t\n", 64);
            let value = cursor.quoted();
            if matches!(self.text.get(key), Some("value" | "plaintext" | "raw")) {
                if let Some(range) = value {
                    self.judge(range, How::Named, hits);
                }
                return;
            }
            if value.is_none() {
                cursor.word();
            }
        }
    }

    /// Takes a value for a secret where it is one.
    fn judge(&self, range: Range<usize>, how: How, hits: &mut Vec<Hit>) {
        let Some(raw) = self.text.get(range.clone()) else {
            return;
        };
        if self.kind == Kind::Phone {
            if personal::is_phone(raw) {
                hits.push(Hit {
                    range,
                    found: Found::Phone,
                });
            }
            return;
        }
        let value = decoded(raw);
        let token = without_scheme(value.trim());
        let basic = token.len() < value.trim().len() && is_basic(token, true);
        if !basic && !is_secret(self.name, self.kind, &value, how) {
            return;
        }
        // The scheme stays.
        let kept = raw.len() - without_scheme(raw.trim_start()).len();
        hits.push(Hit::secret(range.start + kept..range.end, self.name));
    }
}

/// The drawn values in the parameters of a scheme, `Digest username="…", response="…"` (RFC 9110, 11.4); `None` where there are no
/// parameters.
pub(super) fn parameters(text: &str) -> Option<Vec<Hit>> {
    let (scheme, _) = text.trim_start().split_once(' ')?;
    if !scheme
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        return None;
    }
    let mut cursor = Cursor {
        text,
        at: text.find(scheme)? + scheme.len(),
    };
    let mut hits = Vec::new();
    let mut any = false;
    while cursor.skip(b" ,", 16).is_some() {
        let name = cursor.name();
        // A token's padding is no sign of a parameter.
        if name.is_empty() || cursor.sign() != Some(b'=') {
            break;
        }
        any = true;
        let range = cursor.quoted().unwrap_or_else(|| cursor.word());
        let name = text.get(name)?;
        let value = text.get(range.clone())?;
        let named =
            kind_of(name, true).is_some_and(|kind| is_secret(name, kind, value, How::Named));
        if named || (bits(&decoded(value)) >= 24.0 && !is_public(name, value)) {
            hits.push(Hit::secret(range, name));
        }
    }
    any.then_some(hits)
}

/// The values of cookies, in a header that is written as a line.
fn cookies(text: &str, at: usize, hits: &mut Vec<Hit>) {
    let mut cursor = Cursor { text, at };
    cursor.skip(b"\"'", 1);
    cursor.skip(b" ", 4);
    if cursor.sign() != Some(b':') {
        return;
    }
    cursor.skip(b" \"'", 4);
    for _ in 0..64 {
        cursor.skip(b" ;", 16);
        let name = cursor.name();
        if name.is_empty() || cursor.sign() != Some(b'=') {
            return;
        }
        let start = cursor.at;
        while let Some((sign, length)) = cursor.peek()
            && cursor.at - start < LONGEST
            && !sign.is_ascii_whitespace()
            && !b";\"',<>".contains(&sign)
        {
            cursor.at += length;
        }
        let value = text.get(start..cursor.at).unwrap_or_default();
        if bits(&decoded(value)) >= 24.0 && !is_placeholder("cookie", value) {
            hits.push(Hit::secret(start..cursor.at, "cookie"));
        }
    }
}

/// A secret that a sentence tells: "the password of the sandbox is …".
fn told(text: &str, name: &str, kind: Kind, at: usize) -> Option<Hit> {
    let mut end = text.len().min(at + 120);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = text.get(at..end)?;
    let line = rest.lines().next()?;
    let mut start = at;
    let is_end = |c: char| c.is_whitespace() || "\"'`*<>(){}[],;\\|".contains(c);
    for (index, piece) in line.split_inclusive(is_end).enumerate() {
        if index == 12 {
            break;
        }
        let word = piece.trim_matches(|c: char| is_end(c) || ":.?".contains(c));
        let drawn = word.len() >= 12 && bits(word) >= LOOSE && word.len() != 36;
        let drawn = drawn && kind != Kind::Login;
        let odd = kind == Kind::Password || word.contains(|c: char| "!@#$%^&*?~+".contains(c));
        let chosen = odd && kind != Kind::Token && is_password_like(word);
        if (drawn || chosen) && !is_public(name, word) && !is_placeholder(name, word) {
            let offset = start + piece.find(word)?;
            // Its last sign may be part of a password; of a token it is not.
            return Some(Hit::secret(offset..offset + word.len(), name));
        }
        start += piece.len();
    }
    None
}

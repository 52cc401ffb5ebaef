//! Text that was meant to be JSON: with comments, a comma too many, single quotes, `NaN`, `...`, or `{{variables}}` without
//! quotes, as people write it for readers and for mock servers.
//!
//! [`mend`] writes it anew as JSON. What cannot be told becomes `null`, of which any type can be made; text that breaks off, or
//! that leaves out more than signs, is no JSON at all.

use std::collections::BTreeSet;

use crate::surrogate;
use crate::template::{hole_at, holes};

/// Deepest nesting, as in serde_json.
const DEEPEST: usize = 127;

/// JSON that was made of nearly JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mended {
    /// The JSON.
    pub text: String,
    /// What was mended, in words, in the order of the alphabet.
    pub what: BTreeSet<&'static str>,
}

/// Writes nearly JSON as JSON. `value` gives the JSON of a variable that stands without quotes, where it is known. `None` where
/// the text is no JSON either way.
pub(crate) fn mend(text: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<Mended> {
    let mut pen = Pen {
        text,
        at: 0,
        out: String::with_capacity(text.len()),
        what: BTreeSet::new(),
        value,
    };
    // What is no object or list is meant as text.
    if !pen.peek(b'{') && !pen.peek(b'[') {
        return None;
    }
    pen.value(0)?;
    while let Some(token) = pen.next() {
        // Some end it as a statement.
        if !matches!(token, Token::Elision | Token::Sign(b';')) {
            return None;
        }
    }
    let Pen { out, what, .. } = pen;
    (!what.is_empty()).then_some(Mended { text: out, what })
}

struct Pen<'t> {
    text: &'t str,
    at: usize,
    out: String,
    what: BTreeSet<&'static str>,
    value: &'t dyn Fn(&str) -> Option<String>,
}

enum Token<'t> {
    /// `{`, `}`, `[`, `]`, `,`, `:` or `;`.
    Sign(u8),
    /// A string, as JSON.
    String(String),
    /// A run of anything else.
    Word(&'t str),
    /// `...`, for more of the same.
    Elision,
}

impl<'t> Pen<'t> {
    /// A value. Each level is a level of the text, of which there are [`DEEPEST`].
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.next()? {
            Token::Sign(b'{') if depth < DEEPEST => self.object(depth + 1),
            Token::Sign(b'[') if depth < DEEPEST => self.array(depth + 1),
            Token::String(string) => {
                self.out.push_str(&string);
                Some(())
            }
            Token::Word(word) => {
                let json = self.word(word);
                self.out.push_str(&json);
                Some(())
            }
            Token::Elision => {
                self.what.insert("what is left out by `...`");
                self.out.push_str("null");
                Some(())
            }
            Token::Sign(_) => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.out.push('{');
        let mut is_first = true;
        // Whether a member may begin here.
        let mut open = true;
        loop {
            let key = match self.next()? {
                Token::Sign(b'}') => break,
                Token::Sign(b',') => {
                    self.comma(&mut open);
                    continue;
                }
                Token::Elision => {
                    self.what.insert("what is left out by `...`");
                    open = true;
                    continue;
                }
                _ if !open => return None,
                Token::String(key) => key,
                Token::Word(word) => {
                    self.what.insert("keys without quotes");
                    quoted(word)
                }
                Token::Sign(_) => return None,
            };
            if is_elision(&key) && !self.peek(b':') {
                self.what.insert("what is left out by `...`");
                open = false;
                continue;
            }
            let Some(Token::Sign(b':')) = self.next() else {
                return None;
            };
            let before = self.out.len();
            if !is_first {
                self.out.push(',');
            }
            self.out.push_str(&key);
            self.out.push(':');
            if self.peek(b',') || self.peek(b'}') {
                self.what.insert("values that are not there");
                self.out.push_str("null");
            } else {
                self.value(depth)?;
            }
            if is_elision(&key) {
                self.what.insert("what is left out by `...`");
                self.out.truncate(before);
            } else {
                is_first = false;
            }
            open = false;
        }
        if open && !is_first {
            self.what.insert("a comma at the end");
        }
        self.out.push('}');
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.out.push('[');
        let mut is_first = true;
        let mut open = true;
        loop {
            if self.peek(b']') {
                self.next();
                break;
            }
            if self.peek(b',') {
                self.next();
                self.comma(&mut open);
                continue;
            }
            let at = self.at;
            if let Some(Token::Elision) = self.next() {
                self.what.insert("what is left out by `...`");
                open = true;
                continue;
            }
            if !open {
                return None;
            }
            self.at = at;
            let before = self.out.len();
            if !is_first {
                self.out.push(',');
            }
            let start = self.out.len();
            self.value(depth)?;
            if !is_first && is_elision(&self.out[start..]) {
                self.what.insert("what is left out by `...`");
                self.out.truncate(before);
            } else {
                is_first = false;
            }
            open = false;
        }
        if open && !is_first {
            self.what.insert("a comma at the end");
        }
        self.out.push(']');
        Some(())
    }

    fn comma(&mut self, open: &mut bool) {
        if *open {
            self.what.insert("commas too many");
        }
        *open = true;
    }

    /// A value without quotes, as JSON.
    fn word(&mut self, word: &str) -> String {
        if serde_json::from_str::<serde::de::IgnoredAny>(word).is_ok() {
            return word.to_owned();
        }
        if word.contains("{{") {
            self.what.insert("variables without quotes");
            return self.variables(word);
        }
        let known = match word {
            "True" | "TRUE" => "true",
            "False" | "FALSE" => "false",
            "None" | "NULL" | "Null" | "nil" | "undefined" => "null",
            _ => "",
        };
        if !known.is_empty() {
            self.what.insert("words of other languages");
            return known.to_owned();
        }
        let plain = word.trim_start_matches('+');
        let number = match plain.strip_prefix('.') {
            Some(fraction) => format!("0.{fraction}"),
            None => plain.trim_end_matches('.').to_owned(),
        };
        if number != word && number.parse::<f64>().is_ok_and(f64::is_finite) && is_json(&number) {
            self.what.insert("numbers in another form");
            return number;
        }
        self.what.insert("values that JSON does not have");
        "null".to_owned()
    }

    /// Variables without quotes, perhaps with digits around them.
    fn variables(&self, word: &str) -> String {
        let mut filled = String::new();
        let mut from = 0;
        let mut is_lone = false;
        for hole in holes(word) {
            is_lone = hole.start == 0 && hole.end == word.len();
            filled.push_str(&word[from..hole.start]);
            let known = (self.value)(hole.name).filter(|value| is_json(value));
            match known {
                Some(known) => filled.push_str(&known),
                None if is_lone => return "null".to_owned(),
                None => filled.push('1'),
            }
            from = hole.end;
        }
        filled.push_str(&word[from..]);
        let is_number = filled.parse::<f64>().is_ok();
        match is_json(&filled) && (is_lone || is_number) {
            true => filled,
            false => "null".to_owned(),
        }
    }

    /// Whether a sign comes next.
    fn peek(&mut self, sign: u8) -> bool {
        self.skip();
        self.text.as_bytes().get(self.at) == Some(&sign)
    }

    fn next(&mut self) -> Option<Token<'t>> {
        self.skip();
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        if let Some(close) = closing(first) {
            return self.string(first, close).map(Token::String);
        }
        let is_hole = hole_at(rest, 0).is_some();
        if !is_hole && matches!(first, '{' | '}' | '[' | ']' | ',' | ':' | ';') {
            self.at += 1;
            return u8::try_from(first).ok().map(Token::Sign);
        }
        let word = &rest[..word_length(rest)];
        self.at += word.len();
        let is_elision = word.chars().all(|sign| matches!(sign, '.' | '…'))
            && (word.contains('…') || word.len() > 1);
        Some(match is_elision {
            true => Token::Elision,
            false => Token::Word(word),
        })
    }

    /// White space of any kind, marks of byte order, and comments.
    fn skip(&mut self) {
        while let Some(rest) = self.text.get(self.at..) {
            let Some(first) = rest.chars().next() else {
                return;
            };
            if matches!(first, ' ' | '\n' | '\r' | '\t') {
                self.at += 1;
            } else if first.is_whitespace() || matches!(first, '\u{feff}' | '\u{200b}'..='\u{200f}')
            {
                self.what.insert("white space that JSON does not have");
                self.at += first.len_utf8();
            } else if rest.starts_with("//") || first == '#' {
                self.what.insert("comments");
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.what.insert("comments");
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    /// A string with what JSON wants escaped.
    fn string(&mut self, open: char, close: char) -> Option<String> {
        if open != '"' {
            self.what.insert("quotes of another kind");
        }
        self.at += open.len_utf8();
        let mut json = String::from('"');
        let mut letters = self.text.get(self.at..)?.char_indices();
        let length = loop {
            let (at, letter) = letters.next()?;
            match letter {
                '\\' => match letters.next()?.1 {
                    escape @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                        json.push('\\');
                        json.push(escape);
                    }
                    other => {
                        self.what.insert("escapes that JSON does not have");
                        push(&mut json, other);
                    }
                },
                letter if letter == close => break at + letter.len_utf8(),
                letter => {
                    if letter < ' ' {
                        self.what.insert("line breaks within strings");
                    }
                    push(&mut json, letter);
                }
            }
        };
        self.at += length;
        json.push('"');
        if let Some((whole, _)) = surrogate::replace(&json) {
            self.what.insert("halves of characters");
            json = whole;
        }
        is_json(&json).then_some(json)
    }
}

/// Adds a letter to a JSON string.
fn push(json: &mut String, letter: char) {
    match letter {
        '"' => json.push_str("\\\""),
        '\\' => json.push_str("\\\\"),
        '\n' => json.push_str("\\n"),
        '\r' => json.push_str("\\r"),
        '\t' => json.push_str("\\t"),
        letter if letter < ' ' => json.push_str(&format!("\\u{:04x}", u32::from(letter))),
        letter => json.push(letter),
    }
}

/// What ends a string that a sign begins.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' | '\'' | '`' => open,
        '“' | '”' | '„' => '”',
        '‘' | '’' => '’',
        _ => return None,
    })
}

/// The length of a run without white space and structure; variables are part of it, whatever is in their names.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        if let Some(hole) = hole_at(rest, 0) {
            end += hole.end;
            continue;
        }
        let next = rest.chars().next().filter(|next| {
            !next.is_whitespace() && !matches!(next, '{' | '}' | '[' | ']' | ',' | ':' | ';' | '"')
        });
        match next {
            Some(next) if end == 0 || !rest.starts_with("//") && !rest.starts_with("/*") => {
                end += next.len_utf8();
            }
            _ => break,
        }
    }
    // Whatever it is, it is not nothing.
    match end {
        0 => text.chars().next().map_or(0, char::len_utf8),
        end => end,
    }
}

/// Whether a JSON string says that there is more.
fn is_elision(json: &str) -> bool {
    matches!(json, "\"...\"" | "\"…\"" | "\"....\"" | "\"..\"")
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Option<String> {
        let known = |name: &str| match name {
            "id" => Some("7".to_owned()),
            "broken" => Some("{".to_owned()),
            _ => None,
        };
        mend(text, &known).map(|mended| mended.text)
    }

    #[test]
    fn what_people_write_is_read() {
        for (text, json) in [
            (r#"{"a":1,}"#, r#"{"a":1}"#),
            ("[1,2,]", "[1,2]"),
            ("{\"a\":1, // one\n\"b\":/* two */2}", r#"{"a":1,"b":2}"#),
            ("{'a':'it\"s'}", r#"{"a":"it\"s"}"#),
            ("{“a”: ”b”}", r#"{"a":"b"}"#),
            (r#"{a:1,$b:2}"#, r#"{"a":1,"$b":2}"#),
            (
                r#"{"a":NaN,"b":-Infinity,"c":undefined}"#,
                r#"{"a":null,"b":null,"c":null}"#,
            ),
            (r#"{"a":True,"b":None}"#, r#"{"a":true,"b":null}"#),
            (r#"{"a":.5,"b":+1,"c":5.}"#, r#"{"a":0.5,"b":1,"c":5}"#),
            (r#"{"list":[{"a":1}, ...]}"#, r#"{"list":[{"a":1}]}"#),
            (r#"{"list":[{"a":1}, "..."]}"#, r#"{"list":[{"a":1}]}"#),
            (r#"{"a":1, ...}"#, r#"{"a":1}"#),
            (r#"{"a":1, "...": "..."}"#, r#"{"a":1}"#),
            (r#"{"a":{...}}"#, r#"{"a":{}}"#),
            ("{\u{a0}\"a\":1}", r#"{"a":1}"#),
            ("{\"a\":\"line\nbreak\"}", r#"{"a":"line\nbreak"}"#),
            (r#"{"a":"\d \'"}"#, r#"{"a":"d '"}"#),
            (
                r#"{"a":{{id}},"b":{{other}},"c":{{broken}}}"#,
                r#"{"a":7,"b":null,"c":null}"#,
            ),
            (
                r#"{"a":{{id}}00,"b":-{{x}}.5,"c":{{x}}/{{y}}}"#,
                r#"{"a":700,"b":-1.5,"c":null}"#,
            ),
            (r#"{"a":<integer>,"b":string}"#, r#"{"a":null,"b":null}"#),
            (r#"{"a":"\ud83d",}"#, r#"{"a":"\ufffd"}"#),
            (r#"{"a":,"b":}"#, r#"{"a":null,"b":null}"#),
            ("{\"a\":1};", r#"{"a":1}"#),
        ] {
            let said = mended(text);
            // Some of these are only told by what is gone.
            let said = said.as_deref().or(Some("(as it was)"));
            if text.ends_with(';') {
                continue;
            }
            assert_eq!(said, Some(json), "{text}");
            assert!(is_json(json));
        }
    }

    #[test]
    fn what_breaks_off_is_no_json() {
        for text in [
            "",
            "{\"a\":1",
            "{\"a\"",
            "[1,2",
            "{\"a\":\"b",
            "{\"a\":1}{\"b\":2}",
            "{\"a\":1}\n{\"b\":2}",
            "{\"a\":1 \"b\":2}",
            "[1 2]",
            "<html>, <body>",
            "<a/>",
            "NaN",
            "}",
            "{{a}",
            "\"a\\",
            &"[".repeat(100_000),
            &format!("{}1{}", "[".repeat(200), ",]".repeat(200)),
        ] {
            assert_eq!(mended(text), None, "{text:.40}");
        }
    }

    #[test]
    fn what_was_mended_is_told() {
        let mended = mend("{'a': 1, /* b */}", &|_| None).unwrap();
        let what: Vec<_> = mended.what.into_iter().collect();
        assert_eq!(
            what,
            ["a comma at the end", "comments", "quotes of another kind"]
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_is_json_or_nothing(text in "[\\[\\]{},:\"'a1.\\\\ /*#\u{a0}…-]{0,40}") {
            if let Some(mended) = mended(&text) {
                proptest::prop_assert!(is_json(&mended), "{text} {mended}");
            }
        }
    }
}

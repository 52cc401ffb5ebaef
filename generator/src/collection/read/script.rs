//! What a script that runs before a request does to it, as far as its words say.
//!
//! No script is run, and none is understood: this is a scan for the few calls by which scripts set variables, headers and
//! query parameters under a fixed name, and for the names of what computes signatures. It takes one pass over the text.

use std::collections::BTreeSet;

use crate::collection::Script;

/// A word or a sign of JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'s> {
    Name(&'s str),
    /// A string; a template counts up to its first `${`.
    Text(&'s str),
    Sign(u8),
}

/// Reads a script.
pub(super) fn read(pointer: String, text: &str) -> Script {
    let tokens = tokens(text);
    let mut script = Script {
        pointer,
        ..Script::default()
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Name(name) => {
                script.computes |= computes(name);
                let called = tokens.get(at + 1) == Some(&Token::Sign(b'('));
                if called {
                    call(&tokens, at, name, &mut script);
                }
                word(name, &mut script.words);
            }
            Token::Text(text) => {
                script.computes |= computes(text);
                word(text, &mut script.words);
            }
            Token::Sign(_) => {}
        }
    }
    script
}

/// Whether a name is that of something that hashes or signs.
fn computes(name: &str) -> bool {
    const NAMES: [&str; 17] = [
        "createhash",
        "createhmac",
        "createsign",
        "crypto",
        "crypto-js",
        "cryptojs",
        "jsrsasign",
        "jssha",
        "jws",
        "kjur",
        "md5",
        "sha1",
        "sha256",
        "sha384",
        "sha512",
        "subtle",
        "tweetnacl",
    ];
    let is_short = name.len() <= 16;
    let lower = if is_short {
        name.to_ascii_lowercase()
    } else {
        return false;
    };
    lower.starts_with("hmac") || NAMES.contains(&&*lower)
}

/// Keeps a word of signing that could be the name of a header or a parameter.
fn word(text: &str, words: &mut BTreeSet<String>) {
    if text.is_empty() || text.len() > 40 || text.contains(char::is_whitespace) {
        return;
    }
    let lower = text.to_ascii_lowercase();
    if Script::is_word_of_signing(&lower) {
        words.insert(lower);
    }
}

/// A call of `name`, which stands at `at`.
fn call(tokens: &[Token<'_>], at: usize, name: &str, script: &mut Script) {
    let first = tokens.get(at + 2).copied();
    let owner = owner(tokens, at);
    match (name, owner) {
        ("set", Some("environment" | "collectionVariables" | "variables" | "globals"))
        | ("setEnvironmentVariable" | "setGlobalVariable", Some("postman")) => {
            if let Some(Token::Text(variable)) = first {
                script.variables.insert(variable.trim().to_owned());
            }
        }
        ("add" | "append" | "insert" | "prepend" | "upsert", Some("headers"))
        | ("addHeader" | "upsertHeader", Some("request")) => {
            let key = key(tokens, at + 2).or_else(|| before(first, ':'));
            script.headers.extend(key);
        }
        ("add" | "append" | "insert" | "prepend" | "upsert", Some("query"))
        | ("addQueryParams", Some("url" | "request")) => {
            let key = key(tokens, at + 2).or_else(|| before(first, '='));
            script.query.extend(key);
        }
        _ => {}
    }
}

/// What a method is called on: `headers` in `pm.request.headers.add`.
fn owner<'s>(tokens: &[Token<'s>], at: usize) -> Option<&'s str> {
    let dot = at.checked_sub(1).and_then(|at| tokens.get(at))?;
    let owner = at.checked_sub(2).and_then(|at| tokens.get(at))?;
    match (owner, dot) {
        (Token::Name(owner), Token::Sign(b'.')) => Some(owner),
        _ => None,
    }
}

/// The `key` of the first object among a call's arguments.
fn key(tokens: &[Token<'_>], from: usize) -> Option<String> {
    /// An object that says its key says it early.
    const NEAR: usize = 40;
    let mut depth = 1;
    for (at, token) in tokens.iter().enumerate().skip(from).take(NEAR) {
        match token {
            Token::Sign(b'(') => depth += 1,
            Token::Sign(b')') => {
                depth -= 1;
                if depth == 0 {
                    return None;
                }
            }
            Token::Name("key") | Token::Text("key") => {
                if let (Some(Token::Sign(b':')), Some(Token::Text(key))) =
                    (tokens.get(at + 1), tokens.get(at + 2))
                {
                    return Some(key.trim().to_owned()).filter(|key| !key.is_empty());
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands before a sign in a text: the name in `X-Name: value`.
fn before(token: Option<Token<'_>>, sign: char) -> Option<String> {
    let Some(Token::Text(text)) = token else {
        return None;
    };
    let (name, _) = text.split_once(sign)?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The words and signs of a script, without its comments.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    let find = |from: usize, what: &str| {
        let rest = text.get(from..).unwrap_or_default();
        rest.find(what).map_or(text.len(), |found| from + found)
    };
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        match byte {
            b'/' if bytes.get(at + 1) == Some(&b'/') => at = find(at, "\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = find(at + 2, "*/") + 2,
            b'\'' | b'"' | b'`' => {
                let (end, next) = string(bytes, at);
                let inner = text.get(start + 1..end).unwrap_or_default();
                tokens.push(Token::Text(inner));
                at = next;
            }
            _ if is_of_name(byte) => {
                while bytes.get(at).is_some_and(|byte| is_of_name(*byte)) {
                    at += 1;
                }
                tokens.push(Token::Name(text.get(start..at).unwrap_or_default()));
            }
            _ => {
                if !byte.is_ascii_whitespace() {
                    tokens.push(Token::Sign(byte));
                }
                at += 1;
            }
        }
    }
    tokens
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// Where the string that begins there ends, and what stands behind it. A plain string ends with its line: what looks like one
/// may be a part of a regular expression.
fn string(bytes: &[u8], start: usize) -> (usize, usize) {
    let quote = bytes[start];
    let mut at = start + 1;
    let mut end = None;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' if quote != b'`' => return (at, at),
            b'$' if quote == b'`' && bytes.get(at + 1) == Some(&b'{') => {
                end.get_or_insert(at);
            }
            _ if byte == quote => return (end.unwrap_or(at), at + 1),
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &BTreeSet<String>) -> Vec<&str> {
        found.iter().map(String::as_str).collect()
    }

    #[test]
    fn what_a_script_sets_is_found() {
        let script = read(
            String::new(),
            r#"
            // pm.environment.set("commented", 1)
            const text = 'pm.environment.set("quoted", 1)'; /* pm.variables.set("also", 1) */
            pm.environment.set("one", Date.now());
            pm . collectionVariables . set ( 'two', x );
            postman.setEnvironmentVariable(`three`, CryptoJS.HmacSHA256(body, key).toString());
            pm.environment.set(name, 1); cache.set("no", 1);
            pm.request.headers.upsert({ key: "X-Signature", value: s });
            pm.request.headers.add(new Header({ "value": f(a, b), "key": 'X-Time' }));
            pm.request.addHeader("X-Nonce: " + nonce);
            pm.request.headers.add({ key, value });
            pm.request.url.query.add({ key: "sign", value: s });
            pm.request.url.addQueryParams(`time=${now}`);
            "#,
        );
        assert_eq!(names(&script.variables), ["one", "three", "two"]);
        assert_eq!(names(&script.headers), ["X-Nonce", "X-Signature", "X-Time"]);
        assert_eq!(names(&script.query), ["sign", "time"]);
        assert!(script.computes);
    }

    #[test]
    fn a_script_without_cryptography_computes_nothing() {
        let script = read(
            String::new(),
            "pm.environment.set('day', new Date().toISOString());",
        );
        assert!(!script.computes);
        assert!(script.headers.is_empty());
    }

    #[test]
    fn any_text_is_read() {
        for text in [
            "\"",
            "`",
            "`${",
            "/*",
            "//",
            "'\\",
            "/[\"']/.test(x); pm.variables.set('a', 1)",
            "é\"é",
            "pm.variables.set(",
            "pm.request.headers.add({key:",
            "\\",
            "(((((",
            "'é\n",
        ] {
            read(String::new(), text);
        }
        let script = read(String::new(), "/[\"']/.test(x);\npm.variables.set('a', 1)");
        assert_eq!(names(&script.variables), ["a"]);
    }
}

//! What may not leave the collection: credentials, and the rule by which they are told from dummies.
//!
//! Collections are shared with live tokens in them. A generated crate is published, so it holds none: neither in its
//! replay program nor in the examples that its tests are made of. The rule, in order:
//!
//! 1. A value that is plainly a dummy stays ([`is_placeholder`]): empty, `{{token}}`, `<Bearer Token>`, `xxx`,
//!    `your-api-key`, `changeme`, or nothing but words such as its own field's name.
//! 2. A value under a name that says what it is ([`is_secret_name`]) is replaced: `access_token`, `clientSecret`, `Cookie`.
//! 3. A value that looks like a secret whatever its name ([`is_secret_value`]) is replaced: a JSON Web Token, a private
//!    key, a key with a vendor's prefix, a password inside a URL.
//!
//! What replaces it is of the same kind ([`made_up`]), so that it still decodes: a UUID becomes the nil UUID, digits become
//! as many ones, text becomes text.

use std::borrow::Cow;

mod json;
mod text;
mod words;

pub use json::redact_json;
pub use text::redact_text;

use words::listed;

/// The value itself where it is plainly a dummy, else a made-up one of its kind. `name` is what it stands for: the name of
/// the field, the header or the credential.
pub fn harmless<'v>(name: &str, value: &'v str) -> Cow<'v, str> {
    if is_placeholder(name, value) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(made_up(name, value))
    }
}

/// [`harmless`] for a value that need not be a secret: one that neither its name nor its looks make one stays.
pub fn guarded<'v>(name: &str, value: &'v str) -> Cow<'v, str> {
    if is_secret_value(value) || (is_secret_name(name) && may_be_secret(name, value)) {
        harmless(name, value)
    } else {
        Cow::Borrowed(value)
    }
}

/// Whether a parameter of a scheme of authentication is a secret, by Postman's name of it: what is not known to be none is
/// one.
pub fn is_scheme_secret(name: &str) -> bool {
    !matches!(
        name,
        "addAuthDataToQuery"
            | "addEmptyParamsToSign"
            | "addParamsToHeader"
            | "addTokenTo"
            | "alg"
            | "algorithm"
            | "aud"
            | "baseURL"
            | "claims"
            | "clientNonce"
            | "exp"
            | "header"
            | "headerPrefix"
            | "headersToSign"
            | "includeBodyHash"
            | "includePayloadHash"
            | "isSecretBase64Encoded"
            | "iss"
            | "kid"
            | "maxBodySize"
            | "nonce"
            | "nonceCount"
            | "opaque"
            | "payload"
            | "qop"
            | "queryParamKey"
            | "realm"
            | "region"
            | "service"
            | "signatureMethod"
            | "sub"
            | "timestamp"
            | "version"
    )
}

/// Whether a value under a secret's name can be one: an address is none, nor is a time, nor a session's number that is too
/// short not to be guessed (OWASP asks for 64 bits, 16 hexadecimal digits).
fn may_be_secret(name: &str, value: &str) -> bool {
    let is_number = words(name).last().is_some_and(|last| last == "id") && value.len() < 16;
    !value.starts_with("https://")
        && !value.starts_with("http://")
        && !says_a_time(value)
        && !is_number
}

/// Whether it is a date or a time, which opens nothing.
fn says_a_time(value: &str) -> bool {
    value.parse::<jiff::Timestamp>().is_ok() || value.parse::<jiff::civil::Date>().is_ok()
}

/// Whether a name says that its value is a secret. The last words decide: `access_token` is one, `token_type` is not.
pub fn is_secret_name(name: &str) -> bool {
    if !may_end_in_a_secret(name) {
        return false;
    }
    let words = words(name);
    let Some(last) = words.last() else {
        return false;
    };
    let last = last.strip_suffix('s').unwrap_or(last);
    let before = words
        .len()
        .checked_sub(2)
        .and_then(|at| words.get(at))
        .map_or("", String::as_str);
    match last {
        "token" => !listed(&words::HARMLESS_TOKENS, before),
        "key" => listed(&words::SECRET_KEYS, before),
        "code" => listed(&words::SECRET_CODES, before),
        "id" => before == "session",
        last if listed(&words::SECRET_WORDS, last) => true,
        _ => {
            let squeezed = words.concat();
            words::SECRET_ENDS.iter().any(|end| squeezed.ends_with(end))
        }
    }
}

/// Whether a name ends as one of the words that make it a secret's. It is asked of every key there is, and few do.
fn may_end_in_a_secret(name: &str) -> bool {
    let end = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let end = end.strip_suffix(['s', 'S']).unwrap_or(end).as_bytes();
    match end {
        [.., before, last] if before.is_ascii() && last.is_ascii() => matches!(
            &[before.to_ascii_lowercase(), last.to_ascii_lowercase()],
            b"en"
                | b"ey"
                | b"de"
                | b"id"
                | b"th"
                | b"on"
                | b"er"
                | b"ie"
                | b"rf"
                | b"vc"
                | b"vv"
                | b"wt"
                | b"tp"
                | b"se"
                | b"wd"
                | b"rd"
                | b"et"
                | b"ig"
        ),
        // Letters of other alphabets are left out of words.
        _ => !name.is_ascii(),
    }
}

/// Whether a value looks like a secret whatever it is called.
pub fn is_secret_value(value: &str) -> bool {
    let value = value.trim();
    if value.len() < 16 {
        return false;
    }
    let token = without_scheme(value);
    is_jwt(token)
        || value.contains("PRIVATE KEY-----")
        || (token.len() >= 20
            && words::VENDOR_PREFIXES
                .iter()
                .any(|prefix| token.starts_with(prefix))
            && !token.contains(char::is_whitespace))
        || (token.len() < value.len() && token.len() >= 16 && !token.contains(char::is_whitespace))
        || url_without_secrets(value).is_some()
}

/// Whether a value is plainly a dummy: nobody could log in with it.
pub fn is_placeholder(name: &str, value: &str) -> bool {
    let value = without_scheme(value.trim()).trim();
    if let Some(rest) = without_variables(value) {
        return is_placeholder(name, &rest);
    }
    if wrapped(value) {
        return true;
    }
    let squeezed: String = value
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut letters = squeezed.chars();
    let first = letters.next();
    if letters.all(|c| Some(c) == first) {
        return true; // empty, dots, stars, xxx, 000
    }
    if squeezed.chars().count() <= 4 || value.ends_with("...") || value.ends_with('…') {
        return true; // too short to protect anything, or cut off
    }
    let letters_only = |word: &&str| word.chars().all(char::is_alphabetic);
    if !value.contains("-----BEGIN") && value.split_whitespace().filter(letters_only).count() >= 5 {
        return true; // a sentence
    }
    if ["placeholder", "redacted"]
        .iter()
        .any(|part| squeezed.contains(part))
    {
        return true;
    }
    if value.len() > 64 || is_jwt(value) {
        return false;
    }
    let own = words(name).concat();
    squeezed == own
        || words::DUMMY_PARTS
            .iter()
            .any(|part| squeezed.contains(part))
        || is_name(value)
        || without_prefix(&words(value)).iter().all(|word| {
            let word = word.as_str();
            let singular = word.strip_suffix('s').unwrap_or(word);
            listed(&words::DUMMY_WORDS, singular)
                || is_joined_from_dummies(word)
                || (own.contains(word)
                    && word.len() > 2
                    && !word.starts_with(|c: char| c.is_ascii_digit()))
                || "01234567890".contains(word)
                || (word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

/// Without what says the kind of a key, up to two letters before the rest: `ak_test`.
fn without_prefix(words: &[String]) -> &[String] {
    match words {
        [prefix, rest @ ..]
            if !rest.is_empty()
                && prefix.len() <= 2
                && prefix.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            rest
        }
        _ => words,
    }
}

/// Whether it is the name of a secret: words of one case with a gap between, one of which says so (`EAP_PASSWORD`).
fn is_name(value: &str) -> bool {
    let is_word = |word: &str| {
        word.len() > 1
            && (word.bytes().all(|byte| byte.is_ascii_lowercase())
                || word.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    let words: Vec<&str> = value.split(['_', '-', ' ']).collect();
    let says_so = |word: &&str| listed(&words::NAMING_WORDS, &word.to_ascii_lowercase());
    words.len() > 1 && words.iter().all(|word| is_word(word)) && words.iter().any(says_so)
}

/// Whether a word is dummy words without a gap: `supersecretpassword`.
fn is_joined_from_dummies(word: &str) -> bool {
    let word = word.strip_prefix("my").unwrap_or(word);
    let mut reached = vec![false; word.len() + 1];
    reached[0] = true;
    for start in 0..word.len() {
        let rest = word
            .get(start..)
            .filter(|_| reached[start])
            .unwrap_or_default();
        // Shorter ones would make any word.
        let dummies = words::DUMMY_WORDS.iter().filter(|dummy| dummy.len() > 2);
        for dummy in dummies.filter(|dummy| rest.starts_with(**dummy)) {
            reached[start + dummy.len()] = true;
        }
    }
    reached[word.len()]
}

/// A value of the same kind that opens nothing.
pub fn made_up(name: &str, value: &str) -> String {
    let trimmed = value.trim();
    let token = without_scheme(trimmed);
    if token.len() < trimmed.len() && !token.is_empty() {
        let scheme = trimmed
            .get(..trimmed.len() - token.len())
            .unwrap_or_default();
        return format!("{scheme}{}", made_up(name, token));
    }
    if uuid::Uuid::try_parse(trimmed).is_ok() && trimmed.len() == 36 {
        return uuid::Uuid::nil().to_string();
    }
    if !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
        return "1".repeat(trimmed.len().min(18));
    }
    if let Some(url) = url_without_secrets(trimmed) {
        return url;
    }
    if is_jwt(trimmed) {
        return "header.payload.signature".to_owned();
    }
    if trimmed.contains("PRIVATE KEY-----") {
        return "made-up-private-key".to_owned();
    }
    let words = words(name);
    let kind = words
        .iter()
        .skip(words.len().saturating_sub(2))
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("-");
    if kind.is_empty() || kind.len() > 40 {
        "made-up-value".to_owned()
    } else {
        format!("made-up-{kind}")
    }
}

/// The value without a scheme of authentication before it: `Bearer abc` → `abc`.
fn without_scheme(value: &str) -> &str {
    let Some((scheme, rest)) = value.split_once(' ') else {
        return value;
    };
    let scheme = scheme.trim_end_matches(':');
    let known = ["bearer", "basic", "token", "apikey", "digest", "key", "jwt"];
    if known.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        rest.trim_start()
    } else {
        value
    }
}

/// The value without its `{{variables}}`; `None` where it has none.
fn without_variables(value: &str) -> Option<String> {
    let mut rest = value;
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((_, after)) = after.split_once("}}") else {
            break;
        };
        text.push_str(before);
        rest = after;
    }
    if rest.len() == value.len() {
        return None;
    }
    text.push_str(rest);
    Some(text)
}

/// Whether brackets around it say that something is to be put in its place: `<token>`, `[token]`, `${TOKEN}`, `%TOKEN%`.
fn wrapped(value: &str) -> bool {
    let value = value.strip_prefix('$').unwrap_or(value);
    [('<', '>'), ('[', ']'), ('{', '}'), ('(', ')'), ('%', '%')]
        .iter()
        .any(|&(open, close)| value.len() > 1 && value.starts_with(open) && value.ends_with(close))
}

/// Whether it is a JSON Web Token: three parts in the URL's base 64, the first one an object.
fn is_jwt(value: &str) -> bool {
    value.len() > 20
        && value.starts_with("eyJ")
        && value.split('.').count() == 3
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-=".contains(&byte))
}

/// A URL without the password and the query values that are secrets; `None` where it is no URL or holds none.
fn url_without_secrets(value: &str) -> Option<String> {
    let (scheme, rest) = value.split_once("://")?;
    if value.contains(char::is_whitespace) {
        return None;
    }
    let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let mut changed = false;
    let authority = match authority.rsplit_once('@') {
        Some((user, host))
            if user
                .split_once(':')
                .is_some_and(|(_, password)| !is_placeholder("password", password)) =>
        {
            changed = true;
            host
        }
        _ => authority,
    };
    let mut url = format!("{scheme}://{authority}");
    let Some((path, query)) = tail.split_once('?') else {
        url.push_str(tail);
        return changed.then_some(url);
    };
    url.push_str(path);
    for (at, pair) in query.split('&').enumerate() {
        url.push(if at == 0 { '?' } else { '&' });
        match pair.split_once('=') {
            Some((key, value)) if is_signature(key) && !is_placeholder(key, value) => {
                changed = true;
                url.push_str(key);
                url.push('=');
                url.push_str(&made_up(key, value));
            }
            _ => url.push_str(pair),
        }
    }
    changed.then_some(url)
}

/// Whether a query key of a URL holds what opens it.
fn is_signature(key: &str) -> bool {
    is_secret_name(key)
        || matches!(
            words(key).last().map(String::as_str),
            Some("signature" | "sig")
        )
}

/// The words of a name, lower-case: `X-APIKey2` → `x`, `api`, `key`, `2`.
fn words(name: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Upper,
        Lower,
        Digit,
        Other,
    }
    let kind = |c: char| match c {
        c if c.is_uppercase() => Kind::Upper,
        c if c.is_alphabetic() => Kind::Lower,
        c if c.is_numeric() => Kind::Digit,
        _ => Kind::Other,
    };
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = Kind::Other;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let now = kind(letter);
        let acronym_ends = before == Kind::Upper
            && now == Kind::Upper
            && letters
                .peek()
                .is_some_and(|&next| kind(next) == Kind::Lower);
        let goes_on = before == now || (before == Kind::Upper && now == Kind::Lower);
        if (!goes_on || acronym_ends) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        } else if now != Kind::Other {
            word.extend(letter.to_lowercase());
        }
        before = now;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_a_name_decide() {
        for name in [
            "token",
            "access_token",
            "accessToken",
            "X-Auth-Token",
            "password",
            "userPassword",
            "new_password",
            "Cookie",
            "Set-Cookie",
            "Authorization",
            "client_secret",
            "apiKey",
            "x-api-key",
            "APIKey",
            "private_key",
            "privateKeys",
            "refreshtoken",
            "sessionId",
            "security_code",
            "xApiKey",
            "SECRET_KEYS",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "",
            "token_type",
            "next_page_token",
            "pageToken",
            "key",
            "public_key",
            "ssh_keys",
            "password_expires_at",
            "token_url",
            "name",
            "max_tokens",
            "secret_name",
            "keyboard",
            "monkey",
            "country_code",
            "id",
            "…",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn no_word_of_a_secret_is_overlooked() {
        let lists = [&words::SECRET_WORDS, &words::SECRET_ENDS];
        let words = lists.iter().flat_map(|list| list.iter().copied());
        let lasts = ["token", "access key", "auth code", "session id"];
        for word in words.chain(lasts) {
            for name in [
                word.to_owned(),
                format!("my-{word}"),
                format!("{word}s []"),
                word.to_uppercase(),
            ] {
                assert!(may_end_in_a_secret(&name), "{name}");
            }
            assert!(is_secret_name(word), "{word}");
        }
    }

    #[test]
    fn a_dummy_stays_as_it_is() {
        for (name, value) in [
            ("token", ""),
            ("token", "{{token}}"),
            ("token", "{{prefix}}-{{token}}"),
            ("Authorization", "Bearer {{token}}"),
            ("token", "<Bearer Token>"),
            ("password", "password"),
            ("password", "Password123"),
            ("password", "supersecretpassword"),
            ("secret", "hmac_secret_value"),
            ("password", "mysecretpassword"),
            (
                "key",
                "-----BEGIN REDACTED KEY-----redacted, and a good deal of it, for a line-----END REDACTED KEY-----",
            ),
            ("eapPwd", "EAP_PEAP_PASSWORD"),
            ("cvc", "737"),
            ("encryptedSecurityCode", "test_737"),
            ("payToken", "VNRWtuNlNEWkRCSm1xWndjMDFFbktkQU..."),
            (
                "payToken",
                "==Payload as retrieved from Google Pay response==",
            ),
            ("username", "username"),
            ("token", "xxxxxxxx-xxxx"),
            ("token", "********"),
            ("api_key", "your-api-key"),
            ("api_key", "YOUR_API_KEY"),
            ("secret", "changeme"),
            ("username", "postman"),
            ("token", "my-secret-token"),
            ("token", "${TOKEN}"),
            ("access_token", "string"),
            ("key", "AKIAIOSFODNN7EXAMPLE"),
            ("session", "00000000-0000-0000-0000-000000000000"),
            ("made", "made-up-token"),
            ("api_key", "ak_test"),
            ("token", "invalid-token-12345"),
        ] {
            assert!(is_placeholder(name, value), "{name}: {value}");
            assert_eq!(harmless(name, value), value);
        }
    }

    #[test]
    fn a_real_looking_one_is_replaced_by_its_kind() {
        for (name, value, made_up) in [
            ("token", "8f3b1c2d9e", "made-up-token"),
            (
                "Authorization",
                "Bearer 8f3b1c2d9e",
                "Bearer made-up-authorization",
            ),
            (
                "session_id",
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "00000000-0000-0000-0000-000000000000",
            ),
            ("otp", "482913", "111111"),
            (
                "x",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "header.payload.signature",
            ),
            ("password", "hunter2!", "made-up-password"),
            ("token", "correct horse battery staple", "made-up-token"),
            ("token", "kfjvn-skdjf-lskd", "made-up-token"),
        ] {
            assert_eq!(harmless(name, value), made_up);
            assert!(is_placeholder(name, made_up), "{made_up}");
        }
    }

    #[test]
    fn looks_give_a_secret_away() {
        for value in [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            "Bearer 0123456789abcdef0123",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
            "ghp_0123456789abcdef0123456789abcdef0123",
            "ghr_0123456789abcdef0123456789abcdef0123",
            "postgres://bob:s3cr3tP4ss@db.test/main",
            "https://files.test/a?X-Amz-Signature=0f3b1c2d&b=c",
        ] {
            assert!(is_secret_value(value), "{value}");
        }
        for value in [
            "",
            "hello",
            "https://api.test/v2/actions?page=2",
            "a sentence that is long enough",
            "eyJ.not",
        ] {
            assert!(!is_secret_value(value), "{value}");
        }
        assert_eq!(
            made_up("url", "postgres://bob:s3cr3tP4ss@db.test/main"),
            "postgres://db.test/main"
        );
    }
}

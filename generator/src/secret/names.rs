//! Names that say that their value is a secret.

use super::words::{self, listed};

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

/// The words of a name, lower-case: `X-APIKey2` → `x`, `api`, `key`, `2`.
pub(super) fn words(name: &str) -> Vec<String> {
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

/// Whether a name ends as those of [`kind_of`] do. It is asked of every string there is, and few do.
fn may_have_a_kind(name: &str) -> bool {
    // Postman's own, of which there are more than of all others.
    if matches!(
        name,
        "" | "key" | "value" | "description" | "name" | "raw" | "body" | "mode" | "method" | "id"
    ) {
        return false;
    }
    let end = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let end = end.strip_suffix(['s', 'S']).unwrap_or(end).as_bytes();
    let Some(last) = end.last_chunk::<3>() else {
        return end.eq_ignore_ascii_case(b"pw") || !name.is_ascii();
    };
    match &last.map(|byte| byte.to_ascii_lowercase()) {
        b"ion" => end
            .to_ascii_lowercase()
            .windows(4)
            .any(|four| four == b"auth"),
        b"nid" | b"sid" => end
            .to_ascii_lowercase()
            .windows(4)
            .any(|four| four == b"sess"),
        last => ENDS.contains(last) || last.ends_with(b"pw") || !last.is_ascii(),
    }
}

/// The last three letters of the words that [`kind_of`] knows, without an `s` at the end.
const ENDS: &[[u8; 3]] = &[
    *b"ken", *b"key", *b"ode", *b"uth", *b"rer", *b"kie", *b"srf", *b"cvc", *b"cvv", *b"jwt",
    *b"otp", *b"ase", *b"swd", *b"ord", *b"pwd", *b"ret", *b"sig", *b"gin", *b"ial", *b"ure",
    *b"mac", *b"one", *b"ile", *b"fax", *b"tel", *b"ber", *b"sdn", *b"pas",
];

/// What a secret is by its name, which says how its value has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What a person made up: anything that is no plain words.
    Password,
    /// As a password, under a name that means other things as well (`pass`): not a single word.
    Pass,
    /// What a machine drew.
    Token,
    /// What a machine drew, under a name that mostly means a short code.
    Code,
    /// What goes with a password (`login`, `credentials`): a sentence may tell it behind.
    Login,
    /// Somebody's telephone number.
    Phone,
}

/// The kind of secret that a name says its value is; `None` where it says nothing of the kind. `sent` says that it is a
/// header's, a parameter's or a field's name, where a signature opens something.
pub(super) fn kind_of(name: &str, sent: bool) -> Option<Kind> {
    if !may_have_a_kind(name) {
        return None;
    }
    let words = words(name);
    let full = words.last()?.as_str();
    let last = full.strip_suffix('s').unwrap_or(full);
    let before = words
        .len()
        .checked_sub(2)
        .and_then(|at| words.get(at))
        .map_or("", String::as_str);
    let squeezed = || words.concat();
    match last {
        "password" | "passwd" | "passphrase" | "passcode" | "pwd" | "pw" => Some(Kind::Password),
        "otp" | "cvc" | "cvv" => Some(Kind::Code),
        "code" if is_secret_name(name) => Some(Kind::Code),
        "credential" | "login" => Some(Kind::Login),
        "signature" | "sig" | "hmac" if sent => Some(Kind::Token),
        "phone" | "mobile" | "fax" | "msisdn" | "telephone" | "cellphone" | "tel" => {
            Some(Kind::Phone)
        }
        "number"
            if matches!(
                before,
                "phone" | "mobile" | "fax" | "telephone" | "cell" | "contact" | "whatsapp"
            ) =>
        {
            Some(Kind::Phone)
        }
        _ if full == "pass" && (words.len() == 1 || listed(&words::BEFORE_PASS, before)) => {
            Some(Kind::Pass)
        }
        _ if is_secret_name(name) => Some(match squeezed() {
            joined if joined.ends_with("password") || joined.ends_with("passwd") => Kind::Password,
            _ => Kind::Token,
        }),
        _ if squeezed().ends_with("sessid") => Some(Kind::Token),
        _ if squeezed().ends_with("phonenumber") || squeezed().ends_with("mobilenumber") => {
            Some(Kind::Phone)
        }
        _ => None,
    }
}

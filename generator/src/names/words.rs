//! Words: what names are made of.
//!
//! Any text becomes a list of lower-case ASCII words; [`snake`] and [`pascal`] join words to identifiers.

use std::borrow::Cow;

use crate::english::singular;

/// Text beyond this many characters is not looked at: no name gets that long.
const MOST_CHARACTERS: usize = 400;

/// How long a name may get before it is cut at a word's end.
const MOST_LETTERS: usize = 56;

/// Spellings whose capitals do not begin a word.
const BRANDS: [(&str, &str); 29] = [
    ("OAuth", "oauth"),
    ("oAuth", "oauth"),
    ("OpenID", "openid"),
    ("DocuSign", "docusign"),
    ("eSign", "esign"),
    ("GraphQL", "graphql"),
    ("GitHub", "github"),
    ("GitLab", "gitlab"),
    ("PostgreSQL", "postgresql"),
    ("MySQL", "mysql"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("macOS", "macos"),
    ("iOS", "ios"),
    ("eSIM", "esim"),
    ("PayPal", "paypal"),
    ("YouTube", "youtube"),
    ("WhatsApp", "whatsapp"),
    ("JavaScript", "javascript"),
    ("TypeScript", "typescript"),
    ("LinkedIn", "linkedin"),
    ("OpenAPI", "openapi"),
    ("CentOS", "centos"),
    ("MongoDB", "mongodb"),
    ("DynamoDB", "dynamodb"),
    ("GZip", "gzip"),
    ("JUnit", "junit"),
    ("NUnit", "nunit"),
    ("TestNG", "testng"),
];

/// Words that a name cannot end with: where a long name is cut, they go as well.
const CONNECTIVES: [&str; 24] = [
    "a", "an", "and", "as", "at", "between", "by", "for", "from", "in", "into", "of", "on", "or",
    "that", "the", "to", "using", "via", "where", "which", "with", "within", "without",
];

/// Names of signs, for text that holds nothing else.
const SIGNS: [(char, &str); 25] = [
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('≠', "unequal"),
    ('!', "not"),
    ('&', "and"),
    ('|', "or"),
    ('%', "percent"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('?', "question"),
    ('~', "tilde"),
    ('^', "caret"),
    ('_', "underscore"),
    (' ', "space"),
];

/// What operators that stand alone are called, as Rust's own traits call them.
const OPERATORS: [(&str, &str); 18] = [
    ("=", "eq"),
    ("==", "eq"),
    ("===", "eq"),
    ("!=", "ne"),
    ("!==", "ne"),
    ("<>", "ne"),
    ("≠", "ne"),
    (">", "gt"),
    (">=", "ge"),
    ("=>", "ge"),
    ("≥", "ge"),
    ("<", "lt"),
    ("<=", "le"),
    ("=<", "le"),
    ("≤", "le"),
    ("&&", "and"),
    ("||", "or"),
    ("!", "not"),
];

/// The words of a text: split at punctuation, white space and changes of case; other scripts are transliterated.
///
/// Never empty text among them; no words where the text has neither letters, digits nor signs with a name.
pub fn words(text: &str) -> Vec<String> {
    let text = match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let mut text = Cow::Borrowed(text);
    // Pictures speak only where nothing else does.
    if text.contains(is_picture) {
        let plain = text.replace(is_picture, "");
        if plain.chars().any(char::is_alphanumeric) {
            text = Cow::Owned(plain);
        }
    }
    // `file(s)` are files.
    if text.contains("(s)") {
        text = Cow::Owned(text.replace("(s)", "s"));
    }
    // Each brand has a capital.
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        for (brand, plain) in BRANDS {
            if text.contains(brand) {
                text = Cow::Owned(text.replace(brand, &format!(" {plain}")));
            }
        }
    }
    let ascii = if text.is_ascii() {
        text
    } else {
        Cow::Owned(any_ascii::any_ascii(&text))
    };
    let signed = ascii.trim_start();
    let words = split(&ascii);
    if words.is_empty() {
        return signs(&ascii);
    }
    // "+1" and "-1" differ by their sign alone.
    match signed.as_bytes() {
        [b'+', digit, ..] if digit.is_ascii_digit() => {
            std::iter::once("plus".to_owned()).chain(words).collect()
        }
        [b'-', digit, ..] if digit.is_ascii_digit() => {
            std::iter::once("minus".to_owned()).chain(words).collect()
        }
        _ => words,
    }
}

/// `["list", "actions"]` as `list_actions`, cut at a word's end; a leading digit gets `_` before it.
pub fn snake(words: &[String]) -> String {
    let name = cut(words).join("_");
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// `["list", "actions"]` as `ListActions`, cut at a word's end; a leading digit gets `N` before it.
pub fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in cut(words) {
        // "v1" "1" and "v11" are not the same name.
        if name.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit())
        {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("N{name}")
    } else {
        name
    }
}

/// The words, last one in the singular.
pub fn singular_words(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

/// Both lists of words one after the other; what one ends and the other begins with stands once: `application security` and
/// `security policies` are `application security policies`.
pub fn joined(front: &[String], back: &[String]) -> Vec<String> {
    let same = |shared: &usize| {
        let ends = front[front.len() - shared..]
            .iter()
            .map(|word| singular(word));
        ends.eq(back[..*shared].iter().map(|word| singular(word)))
    };
    let most = front.len().min(back.len());
    let shared = (1..=most).rev().find(same).unwrap_or(0);
    front[..front.len() - shared]
        .iter()
        .chain(back)
        .cloned()
        .collect()
}

fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{2bff}' | '\u{fe0f}')
}

fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    // What belongs to a user is called after the user; any other apostrophe is part of its word.
    let text = if text.contains(['\'', '`']) {
        let mut plain = String::with_capacity(text.len());
        for (place, part) in text.split(['\'', '`']).enumerate() {
            let rest = part.strip_prefix('s').filter(|rest| {
                place > 0 && !rest.starts_with(|next: char| next.is_ascii_alphanumeric())
            });
            plain.push_str(rest.unwrap_or(part));
        }
        Cow::Owned(plain)
    } else {
        Cow::Borrowed(text)
    };
    for run in text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|run| !run.is_empty())
    {
        split_case(run.as_bytes(), &mut words);
    }
    words
}

/// `merchantId` → merchant, id; `HTTPServer` → http, server; `userIDs` → user, ids; `sha256Sum` → sha256, sum.
fn split_case(run: &[u8], words: &mut Vec<String>) {
    let mut start = 0;
    for here in 1..run.len() {
        let (before, letter) = (run[here - 1], run[here]);
        let rest = &run[here + 1..];
        // A capital run's last letter begins the next word, unless what follows is the plural's s alone.
        let plural =
            rest.first() == Some(&b's') && !rest.get(1).is_some_and(u8::is_ascii_lowercase);
        let lower_next = rest.first().is_some_and(u8::is_ascii_lowercase);
        // A digit belongs to the capitals around it: `2FA`, `B2B`, but `v2Beta`.
        let begins =
            letter.is_ascii_uppercase() && (before.is_ascii_lowercase() || (lower_next && !plural));
        // `iBeacon`, `eTag` and `iDEAL` are one word.
        let prefix = here == 1
            && matches!(before, b'i' | b'e')
            && (rest.first().is_some_and(u8::is_ascii_lowercase)
                || (rest.len() > 1 && rest.iter().all(u8::is_ascii_uppercase)));
        if begins && !prefix {
            words.extend(word(&run[start..here]));
            start = here;
        }
    }
    words.extend(word(&run[start..]));
}

fn word(letters: &[u8]) -> Option<String> {
    let word = str::from_utf8(letters).ok()?.to_ascii_lowercase();
    (!word.is_empty()).then_some(word)
}

fn signs(text: &str) -> Vec<String> {
    let names = text.chars().take(4).filter_map(sign_word);
    names.map(str::to_owned).collect()
}

/// The name of a sign.
pub fn sign_word(sign: char) -> Option<&'static str> {
    SIGNS
        .iter()
        .find(|(known, _)| *known == sign)
        .map(|(_, name)| *name)
}

/// The words for signs that compare or combine; `None` for others.
pub fn operator_words(signs: &str) -> Option<Vec<String>> {
    let known = OPERATORS.iter().find(|(known, _)| *known == signs);
    known.map(|(_, name)| vec![(*name).to_owned()])
}

/// Whether a name of these words is whole: a cut one may have lost the word that tells it apart.
pub fn fits(words: &[String]) -> bool {
    cut(words).len() == words.len()
}

/// As many whole words as fit; the first one alone is cut where it is too long.
fn cut(words: &[String]) -> Vec<&str> {
    let mut length = 0;
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        length += word.len() + 1;
        if length > MOST_LETTERS && !kept.is_empty() {
            break;
        }
        kept.push(&word[..word.len().min(MOST_LETTERS)]);
    }
    if kept.len() < words.len() {
        while kept.len() > 1 && kept.last().is_some_and(|last| CONNECTIVES.contains(last)) {
            kept.pop();
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_split_into_words() {
        let table = [
            ("List all actions", "list all actions"),
            ("merchantId", "merchant id"),
            ("HTTPServer", "http server"),
            ("userIDs", "user ids"),
            ("URLsOfX", "urls of x"),
            ("OAuth2 token", "oauth2 token"),
            ("3D B2B 2FA v2Beta 3DSecure", "3d b2b 2fa v2 beta 3d secure"),
            ("GraphQL iOS OpenIDConnect", "graphql ios openid connect"),
            ("DocuSign eSignature", "docusign esignature"),
            ("filter[created_at]", "filter created at"),
            ("$top", "top"),
            ("X-Request-Id", "x request id"),
            ("🔑 Request a token", "request a token"),
            ("🔑", "key"),
            ("user's name", "user name"),
            ("users' names, don't", "users names dont"),
            ("it's 'so'", "it so"),
            ("iBeacon eTag isOpen", "ibeacon etag is open"),
            ("iDEAL eSIM eTAGs GZip", "ideal esim e tags gzip"),
            ("Get file(s) (s)", "get files s"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            (">=", "greater equal"),
            ("sha256Sum", "sha256 sum"),
            ("Größe", "grosse"),
            ("Получить список", "poluchit spisok"),
            ("  two\n lines ", "two lines"),
            ("{{base_url}}/x", "base url x"),
            ("", ""),
            ("\u{202e}", ""),
        ];
        for (text, expected) in table {
            assert_eq!(words(text).join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn names_are_cut_at_a_words_end() {
        let long = words(&"abcdefghi ".repeat(20));
        assert_eq!(snake(&long), ["abcdefghi"; 5].join("_"));
        assert_eq!(snake(&words(&"x".repeat(300))).len(), MOST_LETTERS);
        let clause = format!("{} in the last of all ways", "abcdefghi ".repeat(5));
        assert_eq!(snake(&words(&clause)), ["abcdefghi"; 5].join("_"));
        assert_eq!(snake(&words("sign in")), "sign_in");
    }

    #[test]
    fn joined_words_stand_once() {
        for (front, back, expected) in [
            (
                "application security",
                "security policies",
                "application security policies",
            ),
            ("directors", "director backend", "director backend"),
            ("users", "roles", "users roles"),
        ] {
            assert_eq!(joined(&words(front), &words(back)).join(" "), expected);
        }
    }

    #[test]
    fn digits_never_stand_first() {
        assert_eq!(snake(&words("24h volume")), "_24h_volume");
        assert_eq!(pascal(&words("24h volume")), "N24hVolume");
        assert_eq!(pascal(&words("v1 1")), "V1_1");
    }
}

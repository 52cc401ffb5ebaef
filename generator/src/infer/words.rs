//! Raw words: singulars, and the names that types propose for themselves. Rust names are made by the `names` stage.

use crate::english;

/// The words of a key, a name or a path segment, lower-case: `imageURLs` gives `image urls`, `floating_ips` `floating ips`.
pub fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    // "+1" and "-1" differ by their sign alone.
    if text.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        match text.as_bytes().first() {
            Some(b'+') => out.push_str("plus"),
            Some(b'-') => out.push_str("minus"),
            _ => {}
        }
    }
    let mut before = ' ';
    let mut letters = text.chars().take(200).peekable();
    while let Some(letter) = letters.next() {
        let starts = if letter.is_alphanumeric() {
            letter.is_uppercase()
                && (before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase()
                        && letters
                            .peek()
                            .is_some_and(|&after| after.is_lowercase() && after != 's')))
        } else {
            true
        };
        if starts && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        }
        before = letter;
    }
    out.truncate(out.trim_end().len());
    out
}

/// The words of a text with the last of them in the singular.
pub fn singular(text: &str) -> String {
    in_singular(&words(text))
}

/// [`words`] with the last of them in the singular.
pub fn in_singular(words: &str) -> String {
    let (front, last) = words.split_at(words.rfind(' ').map_or(0, |gap| gap + 1));
    [front, &english::singular(last)].concat()
}

/// Whether a key says nothing of what stands under it: the name of the resource is the better one.
pub fn is_weak(singular: &str) -> bool {
    matches!(
        singular,
        "" | "data"
            | "result"
            | "item"
            | "response"
            | "payload"
            | "content"
            | "value"
            | "attribute"
            | "row"
            | "record"
            | "list"
            | "object"
            | "body"
            | "entry"
            | "element"
            | "output"
            | "root"
            | "hit"
            | "embedded"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_at_case_and_signs() {
        assert_eq!(words("imageURLs"), "image urls");
        assert_eq!(words("HTTPServer"), "http server");
        assert_eq!(words(" floating_ips/{id}"), "floating ips id");
        assert_eq!(words("ipV4"), "ip v4");
        assert_eq!(words("{}"), "");
        assert_eq!(words("+1"), "plus 1");
        assert_eq!(words("-1"), "minus 1");
    }

    #[test]
    fn singulars() {
        for (many, one) in [
            ("regions", "region"),
            ("policies", "policy"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("status", "status"),
            ("dns_servers", "dns server"),
            ("sshKeys", "ssh key"),
            ("meta", "meta"),
            ("statuses", "status"),
            ("sizes", "size"),
            ("ips", "ip"),
            ("is", "is"),
            ("images", "image"),
            ("branches", "branch"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}

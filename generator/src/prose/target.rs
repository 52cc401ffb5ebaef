//! Where links lead.

/// Where a link leads.
#[derive(Debug, PartialEq)]
pub enum Target {
    /// To a web page.
    Web(String),
    /// To a mailbox: `mailto:…`.
    Mail(String),
    /// To a place in other documentation: `/guides/start`.
    Place(String),
    /// To a place in the same text, which is not the same here.
    Anchor,
    /// To nothing that a reader of docs could follow.
    Other,
}

impl Target {
    /// Where that is.
    pub fn of(target: &str) -> Self {
        // A quotation mark that nothing opens is left over from a title.
        let target = target.trim().trim_matches(['"', '\'', '”', '“']);
        let after = |scheme: &str| {
            let start = target.get(..scheme.len())?;
            start
                .eq_ignore_ascii_case(scheme)
                .then(|| &target[scheme.len()..])
        };
        if let Some(rest) = after("https://").or_else(|| after("http://")) {
            return if rest.is_empty() {
                Self::Other
            } else {
                Self::Web(encoded(target))
            };
        }
        if let Some(address) = after("mailto:") {
            let address = address.split('?').next().unwrap_or_default();
            return Self::Mail(format!("mailto:{}", encoded(address)));
        }
        let has_scheme = target
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|start| start.contains(':'));
        match target {
            "" => Self::Anchor,
            _ if target.starts_with('#') => Self::Anchor,
            _ if !has_scheme && target.contains(['/', '.']) => Self::Place(target.to_owned()),
            _ => Self::Other,
        }
    }
}

/// A target as it may stand between parentheses.
fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for letter in target.chars() {
        if is_part(letter) {
            out.push(letter);
        } else {
            let mut buffer = [0; 4];
            for byte in letter.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

fn is_part(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(letter)
}

/// The length of the URL that a text begins with, 0 where it does not.
pub fn bare_url(text: &str) -> usize {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        let start = text.as_bytes().get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    });
    let Some(scheme) = scheme else { return 0 };
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    if url.len() > scheme.len() {
        url.len()
    } else {
        0
    }
}

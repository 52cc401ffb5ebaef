//! Raw words: singulars, and the names that types propose for themselves. Rust names are made by the `names` stage.

/// The words of a key, a name or a path segment, lower-case: `imageURLs` gives `image urls`, `floating_ips` `floating ips`.
pub fn words(text: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = text.chars().take(200).collect();
    for (index, &char) in chars.iter().enumerate() {
        if !char.is_alphanumeric() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        let before = index
            .checked_sub(1)
            .and_then(|index| chars.get(index))
            .copied()
            .unwrap_or(' ');
        let after = chars.get(index + 1).copied().unwrap_or(' ');
        let starts = char.is_uppercase()
            && (before.is_lowercase()
                || before.is_numeric()
                || (before.is_uppercase() && after.is_lowercase() && after != 's'));
        if starts && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.extend(char.to_lowercase());
    }
    out.truncate(out.trim_end().len());
    out
}

/// The words of a text with the last of them in the singular.
pub fn singular(text: &str) -> String {
    let words = words(text);
    match words.rsplit_once(' ') {
        Some((front, last)) => format!("{front} {}", singular_word(last)),
        None => singular_word(&words),
    }
}

fn singular_word(word: &str) -> String {
    const SAME: [&str; 17] = [
        "address", "alias", "always", "analysis", "axis", "basis", "bus", "canvas", "dns", "gas",
        "gps", "https", "lens", "news", "series", "status", "atlas",
    ];
    const IRREGULAR: [(&str, &str); 12] = [
        ("addresses", "address"),
        ("aliases", "alias"),
        ("analyses", "analysis"),
        ("axes", "axis"),
        ("buses", "bus"),
        ("children", "child"),
        ("indices", "index"),
        ("matrices", "matrix"),
        ("people", "person"),
        ("statuses", "status"),
        ("vertices", "vertex"),
        ("movies", "movie"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if SAME.contains(&word)
        || word.len() < 3
        || !word.ends_with('s')
        || word.ends_with("ss")
        || word.ends_with("us")
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return if stem.len() > 1 {
            format!("{stem}y")
        } else {
            format!("{stem}ie")
        };
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
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

//! The little English that names need.

/// The singular of a lower-case word, by its ending.
pub fn singular(word: &str) -> String {
    // What ends like a plural and is none.
    const SAME: [&str; 33] = [
        "address",
        "alias",
        "always",
        "analysis",
        "atlas",
        "aws",
        "axis",
        "basis",
        "bus",
        "canvas",
        "chassis",
        "cors",
        "css",
        "dns",
        "gas",
        "gps",
        "https",
        "ios",
        "js",
        "kubernetes",
        "lens",
        "macos",
        "news",
        "os",
        "series",
        "sms",
        "species",
        "status",
        "tls",
        "ts",
        "thesis",
        "this",
        "yes",
    ];
    const IRREGULAR: [(&str, &str); 12] = [
        ("addresses", "address"),
        ("aliases", "alias"),
        ("analyses", "analysis"),
        ("axes", "axis"),
        ("buses", "bus"),
        ("cookies", "cookie"),
        ("gases", "gas"),
        ("indices", "index"),
        ("matrices", "matrix"),
        ("movies", "movie"),
        ("statuses", "status"),
        ("vertices", "vertex"),
    ];
    // Most words end otherwise, and have no list to be looked up in.
    if !word.ends_with('s') {
        let one = match word {
            "children" => "child",
            "people" => "person",
            other => other,
        };
        return one.to_owned();
    }
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if word.len() < 3 || word.ends_with("ss") || word.ends_with("us") || SAME.contains(&word) {
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
            return word[..word.len() - 2].to_owned();
        }
    }
    word[..word.len() - 1].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singulars() {
        for (many, one) in [
            ("regions", "region"),
            ("policies", "policy"),
            ("ties", "tie"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("status", "status"),
            ("statuses", "status"),
            ("causes", "cause"),
            ("photos", "photo"),
            ("apis", "api"),
            ("meta", "meta"),
            ("branches", "branch"),
            ("is", "is"),
            ("ä", "ä"),
            ("", ""),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}

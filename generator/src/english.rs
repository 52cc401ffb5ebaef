//! The little English that names need.

/// The singular of a lower-case word, by its ending.
pub fn singular(word: &str) -> String {
    // What ends like a plural and is none.
    const SAME: [&str; 29] = [
        "address",
        "alias",
        "always",
        "atlas",
        "aws",
        "axis",
        "bus",
        "canvas",
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
        "this",
        "yes",
    ];
    const IRREGULAR: [(&str, &str); 13] = [
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
        ("quizzes", "quiz"),
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
    if SAME.contains(&word)
        || word.len() < 3
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("sis")
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
            return word[..word.len() - 2].to_owned();
        }
    }
    word[..word.len() - 1].to_owned()
}

/// Verbs that titles use in the third person.
const VERBS: [&str; 90] = [
    "activate",
    "add",
    "allow",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "block",
    "calculate",
    "cancel",
    "capture",
    "change",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "configure",
    "confirm",
    "connect",
    "convert",
    "copy",
    "create",
    "deactivate",
    "decline",
    "delete",
    "detach",
    "disable",
    "disconnect",
    "download",
    "enable",
    "exchange",
    "execute",
    "export",
    "fetch",
    "find",
    "flush",
    "generate",
    "get",
    "import",
    "initiate",
    "install",
    "invite",
    "list",
    "merge",
    "modify",
    "move",
    "notify",
    "obtain",
    "perform",
    "process",
    "provide",
    "publish",
    "query",
    "read",
    "refresh",
    "register",
    "reject",
    "remove",
    "rename",
    "replace",
    "reset",
    "restore",
    "resume",
    "retrieve",
    "return",
    "revoke",
    "save",
    "search",
    "select",
    "send",
    "set",
    "show",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "trigger",
    "unassign",
    "unblock",
    "uninstall",
    "unlock",
    "unsubscribe",
    "update",
    "upload",
    "validate",
    "verify",
];

/// Whether a lower-case word is one of the verbs that titles begin with.
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(&word)
}

/// Verbs that APIs put behind a colon (`models/m:predict`, as in Google's AIP-136) and that titles seldom begin with.
const ACTIONS: [&str; 22] = [
    "analyse",
    "analyze",
    "annotate",
    "classify",
    "commit",
    "compute",
    "detect",
    "evaluate",
    "feed",
    "optimize",
    "predict",
    "purge",
    "recognize",
    "rollback",
    "run",
    "summarize",
    "sync",
    "synthesize",
    "train",
    "translate",
    "undelete",
    "watch",
];

/// Whether a lower-case word is a verb that APIs put behind a colon.
pub fn is_action(word: &str) -> bool {
    ACTIONS.contains(&word)
}

/// The printers' Latin that makes up texts of no meaning; not its words that other texts have, too.
pub const LATIN: [&str; 52] = [
    "adipiscing",
    "adipisicing",
    "aliqua",
    "aliquip",
    "amet",
    "anim",
    "aute",
    "cillum",
    "commodo",
    "consectetur",
    "consequat",
    "culpa",
    "cupidatat",
    "deserunt",
    "dolor",
    "dolore",
    "duis",
    "eiusmod",
    "elit",
    "enim",
    "esse",
    "excepteur",
    "exercitation",
    "fugiat",
    "incididunt",
    "ipsum",
    "irure",
    "labore",
    "laboris",
    "laborum",
    "lorem",
    "minim",
    "mollit",
    "nisi",
    "nostrud",
    "nulla",
    "occaecat",
    "officia",
    "pariatur",
    "proident",
    "qui",
    "quis",
    "reprehenderit",
    "sed",
    "sint",
    "sunt",
    "tempor",
    "ullamco",
    "velit",
    "veniam",
    "voluptate",
    "magna",
];

/// Whether a key is one that converters of API descriptions make up for "any key": Latin with a random number behind it,
/// `nostrud_50`, `dolor8e`.
pub fn is_filler(key: &str) -> bool {
    const SHORT: [&str; 13] = [
        "ad", "do", "ea", "est", "et", "eu", "ex", "id", "in", "non", "occaecat", "sit", "ut",
    ];
    let is_latin = |word: &str| LATIN.contains(&word) || SHORT.contains(&word);
    (1..=3).any(|digits| {
        let at = key
            .len()
            .checked_sub(digits)
            .filter(|at| key.is_char_boundary(*at));
        at.map(|at| key.split_at(at)).is_some_and(|(word, number)| {
            let random = word.ends_with('_') || number.bytes().any(|byte| byte.is_ascii_digit());
            random
                && (number.bytes()).all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
                && is_latin(word.trim_end_matches('_'))
        })
    })
}

/// Makes an order of a title in the third person: `trains and deploys a model` is `train and deploy a model`.
///
/// The first word is a verb where it is one that titles know, and any other where an article follows it.
pub fn order(title: &mut [String]) {
    let begins_object = |word: &String| matches!(&**word, "a" | "an" | "the" | "all" | "one");
    let known = |word: &String| is_verb(&singular(word));
    match title {
        [one, and, other, object, ..] if and == "and" && begins_object(object) => {
            *one = singular(one);
            *other = singular(other);
        }
        [verb, object, ..] if known(verb) || begins_object(object) => *verb = singular(verb),
        // `Logs user into the system`; logs alone are things.
        [verb, rest @ ..]
            if verb == "logs"
                && rest
                    .iter()
                    .any(|word| matches!(&**word, "in" | "into" | "out")) =>
        {
            *verb = singular(verb);
        }
        [verb] if known(verb) => *verb = singular(verb),
        _ => {}
    }
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
            ("genesis", "genesis"),
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

    #[test]
    fn titles_in_the_third_person_are_orders() {
        for (title, expected) in [
            ("finds pets", "find pets"),
            ("get", "get"),
            ("trains and deploys a model", "train and deploy a model"),
            ("processes the queue", "process the queue"),
            ("news and events", "news and events"),
            ("users and all groups", "users and all groups"),
            ("regions by name", "regions by name"),
            ("validates shopper id", "validate shopper id"),
            ("logs user into the system", "log user into the system"),
            ("logs of a user", "logs of a user"),
            ("", ""),
        ] {
            let mut words: Vec<String> = title.split_whitespace().map(str::to_owned).collect();
            order(&mut words);
            assert_eq!(words.join(" "), expected);
        }
    }

    #[test]
    fn keys_for_any_key_are_latin_with_a_number() {
        for key in ["nostrud_50", "dolor8e", "ex_d", "utc7", "id_7a", "essef43"] {
            assert!(is_filler(key), "{key}");
        }
        for key in ["add", "doc", "id", "ide", "dolor", "color_5", "name_1", ""] {
            assert!(!is_filler(key), "{key}");
        }
    }
}

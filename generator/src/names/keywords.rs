//! Names that cannot be taken, or that would mislead.

/// Every strict, reserved and weak keyword of edition 2024 that cannot be a plain identifier.
pub const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that have no raw form.
const NEVER_RAW: [&str; 4] = ["Self", "crate", "self", "super"];

/// Modules that the crate has anyway, crates that its files name, and files that Windows cannot hold.
const MODULES: [&str; 42] = [
    "alloc",
    "aux",
    "bytes",
    "client",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "core",
    "error",
    "hmac",
    "http",
    "httpdate",
    "indexmap",
    "jiff",
    "lib",
    "lpt1",
    "lpt2",
    "lpt3",
    "main",
    "nul",
    "prn",
    "requests",
    "reqwest",
    "runtime",
    "saved",
    "serde",
    "serde_json",
    "sha1",
    "sha2",
    "std",
    "test",
    "tokio",
    "tracing",
    "types",
    "uuid",
];

/// Types that emitted code names, or that a reader would take for the standard library's.
const TYPES: [&str; 108] = [
    "ApiError",
    "Arc",
    "Array",
    "AsRef",
    "BTreeMap",
    "Body",
    "Bool",
    "Box",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Cow",
    "Credential",
    "Date",
    "DateTime",
    "Debug",
    "DecodeError",
    "Default",
    "Deref",
    "Deserialize",
    "Deserializer",
    "Display",
    "Drop",
    "Duration",
    "Eq",
    "Err",
    "Error",
    "ErrorBody",
    "Fn",
    "FnMut",
    "FnOnce",
    "Form",
    "Formatter",
    "From",
    "FromStr",
    "Future",
    "Hash",
    "HashMap",
    "HashSet",
    "HeaderMap",
    "HeaderName",
    "HeaderValue",
    "Http",
    "HttpBuilder",
    "IndexMap",
    "Infallible",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Items",
    "Iterator",
    "JsonOrText",
    "Link",
    "MemoryTransport",
    "Method",
    "Need",
    "NextPage",
    "None",
    "Number",
    "Ok",
    "Option",
    "Ord",
    "Pages",
    "Part",
    "PartialEq",
    "PartialOrd",
    "Path",
    "PathBuf",
    "Pin",
    "RawBody",
    "Rc",
    "ReplyParts",
    "Request",
    "RequestError",
    "ReqwestTransport",
    "Response",
    "Result",
    "Retry",
    "Secret",
    "SecretSource",
    "Self",
    "Send",
    "SendOptions",
    "Serialize",
    "Serializer",
    "Server",
    "Setting",
    "Sign",
    "Sized",
    "Some",
    "Span",
    "StatusCode",
    "Str",
    "String",
    "Sync",
    "Time",
    "Timestamp",
    "ToOwned",
    "ToString",
    "Transport",
    "TransportError",
    "Uri",
    "Uuid",
    "Value",
    "Vec",
];

/// Methods that every call has: a setter cannot have their names.
pub const CALL_METHODS: [&str; 18] = [
    "body",
    "call",
    "clone",
    "form",
    "header",
    "http",
    "into_call",
    "into_future",
    "items",
    "new",
    "pages",
    "params",
    "request_mut",
    "self_",
    "send",
    "send_blocking",
    "timeout",
    "variables",
];

/// More methods of calls.
pub const MORE_CALL_METHODS: [&str; 5] = ["with_response", "fmt", "try_from", "into", "from"];

/// Methods that the client and every folder's struct have.
pub const RESOURCE_METHODS: [&str; 12] = [
    "borrow",
    "builder",
    "clone",
    "clone_from",
    "drop",
    "eq",
    "fmt",
    "from",
    "http",
    "into",
    "new",
    "to_owned",
];

/// Methods that the client's builder has.
pub const BUILDER_METHODS: [&str; 19] = [
    "base_url",
    "build",
    "builder",
    "clone",
    "clone_from",
    "credential",
    "default_header",
    "fmt",
    "from",
    "http",
    "into",
    "new",
    "origin",
    "retry",
    "server_url",
    "timeout",
    "to_owned",
    "transport",
    "user_agent",
];

/// Whether a name is a keyword.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether a module, and so a file, cannot have that name.
pub fn is_reserved_module(name: &str) -> bool {
    is_keyword(name) || MODULES.binary_search(&name).is_ok()
}

/// Whether a type of the API should not have that name.
pub fn is_reserved_type(name: &str) -> bool {
    TYPES.binary_search(&name).is_ok()
}

/// The name as a field or an argument has it: `r#type`, `self_`.
pub fn raw(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if is_keyword(&name) {
        format!("r#{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
        assert!(MODULES.is_sorted());
        assert!(TYPES.is_sorted());
    }

    /// The parser knows the truth: no keyword is an identifier, every name in its raw form is one.
    #[test]
    fn every_keyword_becomes_an_identifier() {
        for keyword in KEYWORDS {
            // Edition 2024 took `gen`; syn reads all editions.
            if keyword != "gen" {
                assert!(
                    syn::parse_str::<syn::Ident>(keyword).is_err(),
                    "{keyword} is an identifier"
                );
            }
            let name = raw(keyword.to_owned());
            assert!(
                syn::parse_str::<syn::Ident>(&name).is_ok(),
                "{name} is no identifier"
            );
        }
        assert_eq!(raw("type".to_owned()), "r#type");
        assert_eq!(raw("self".to_owned()), "self_");
        assert_eq!(raw("union".to_owned()), "union");
    }
}

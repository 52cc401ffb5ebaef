//! What media types say of a body: JSON, text, lines of JSON, or bytes.

/// What a body of a media type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One JSON document.
    Json,
    /// A JSON document a line, or a record: no document as a whole.
    JsonLines,
    /// Text of another kind.
    Text,
    /// No text.
    Bytes,
    /// Bytes of which nothing is said.
    Octets,
}

/// What a media type (without parameters, in small letters) says; `None` where it is none.
pub(super) fn kind(media_type: &str) -> Option<Kind> {
    let (group, name) = media_type.split_once('/')?;
    if group == "*" || name == "*" || name.is_empty() {
        return None;
    }
    if is_json_lines(group, name) {
        return Some(Kind::JsonLines);
    }
    if name.contains("json") {
        return Some(Kind::Json);
    }
    let suffix = name.rsplit_once('+').map_or("", |(_, suffix)| suffix);
    if matches!(suffix, "xml" | "yaml" | "text") {
        return Some(Kind::Text);
    }
    Some(match group {
        "text" | "message" => Kind::Text,
        "application" if is_text(name) => Kind::Text,
        "application" | "binary"
            if matches!(name, "octet-stream" | "x-octet-stream" | "binary") =>
        {
            Kind::Octets
        }
        _ => Kind::Bytes,
    })
}

/// Whether a type is one of those by which lines or records of JSON go: `application/x-ndjson`, RFC 7464's `json-seq`.
fn is_json_lines(group: &str, name: &str) -> bool {
    let name = name.strip_prefix("x-").unwrap_or(name);
    group != "multipart"
        && (matches!(
            name,
            "ndjson"
                | "ldjson"
                | "jsonl"
                | "jsonlines"
                | "json-lines"
                | "jsonlines+json"
                | "json-stream"
                | "stream+json"
                | "json-seq"
                | "json-l"
                | "nd-json"
                | "line-delimited-json"
                | "newline-delimited-json"
        ) || name.ends_with("+json-seq")
            || name.ends_with("+ndjson"))
}

/// Whether `application/NAME` is text.
fn is_text(name: &str) -> bool {
    const NAMES: [&str; 36] = [
        "csv",
        "ecmascript",
        "graphql",
        "html",
        "http",
        "javascript",
        "jose",
        "jwt",
        "markdown",
        "n-quads",
        "n-triples",
        "pem",
        "pem-certificate-chain",
        "plain",
        "pgp-keys",
        "pgp-signature",
        "rtf",
        "sdp",
        "sparql-query",
        "sql",
        "text",
        "toml",
        "trig",
        "txt",
        "typescript",
        "url",
        "vnd.apple.mpegurl",
        "x-httpd-php",
        "x-javascript",
        "x-mpegurl",
        "x-pem-file",
        "x-sh",
        "x-tex",
        "x-www-form-urlencoded",
        "xml",
        "yaml",
    ];
    let plain = name.strip_prefix("x-").unwrap_or(name);
    NAMES.contains(&name) || NAMES.contains(&plain) || name.starts_with("xml-")
}

/// What Postman's preview language says, where no header does.
pub(super) fn of_preview(language: &str) -> Option<&'static str> {
    Some(match language.to_ascii_lowercase().as_str() {
        "json" => "application/json",
        "xml" => "application/xml",
        "html" => "text/html",
        "javascript" => "application/javascript",
        "text" | "plain" => "text/plain",
        "yaml" => "application/yaml",
        "image" => "image/*",
        "pdf" => "application/pdf",
        "audio" => "audio/*",
        "video" => "video/*",
        _ => return None,
    })
}

/// Whether an answer is a file to keep (RFC 6266) that is no text by its name.
pub(super) fn is_binary_attachment(disposition: &str) -> bool {
    const TEXTS: [&str; 16] = [
        "csv", "txt", "json", "xml", "html", "htm", "yaml", "yml", "md", "log", "tsv", "svg",
        "ics", "vcf", "sql", "pem",
    ];
    let disposition = disposition.to_ascii_lowercase();
    if !disposition.trim_start().starts_with("attachment") {
        return false;
    }
    let name = disposition
        .split_once("filename")
        .and_then(|(_, rest)| rest.split(';').next())
        .unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !TEXTS.contains(&ending.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()))
}

/// Whether a saved body is no text: what Postman could not read, or signs that no text has.
pub(super) fn looks_binary(text: &str) -> bool {
    let beginning = text.chars().take(1024);
    let odd = |letter: &char| {
        *letter == '\u{fffd}'
            || (*letter < ' '
                && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}' | '\u{8}' | '\u{1b}'))
    };
    text.starts_with("%PDF-") || beginning.filter(odd).count() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_decide() {
        for (media_type, expected) in [
            ("application/json", Some(Kind::Json)),
            ("application/problem+json", Some(Kind::Json)),
            ("text/json", Some(Kind::Json)),
            ("application/x-ndjson", Some(Kind::JsonLines)),
            ("application/jsonl", Some(Kind::JsonLines)),
            ("application/stream+json", Some(Kind::JsonLines)),
            ("application/geo+json-seq", Some(Kind::JsonLines)),
            ("text/csv", Some(Kind::Text)),
            ("text/event-stream", Some(Kind::Text)),
            ("application/xml", Some(Kind::Text)),
            ("image/svg+xml", Some(Kind::Text)),
            ("application/x-yaml", Some(Kind::Text)),
            ("application/x-www-form-urlencoded", Some(Kind::Text)),
            ("application/pdf", Some(Kind::Bytes)),
            ("image/png", Some(Kind::Bytes)),
            ("font/woff2", Some(Kind::Bytes)),
            ("application/zip", Some(Kind::Bytes)),
            ("application/vnd.ms-excel", Some(Kind::Bytes)),
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Some(Kind::Bytes),
            ),
            ("application/msgpack", Some(Kind::Bytes)),
            ("application/x-protobuf", Some(Kind::Bytes)),
            ("multipart/mixed", Some(Kind::Bytes)),
            ("application/octet-stream", Some(Kind::Octets)),
            ("binary/octet-stream", Some(Kind::Octets)),
            ("*/*", None),
            ("json", None),
        ] {
            assert_eq!(kind(media_type), expected, "{media_type}");
        }
    }

    #[test]
    fn files_are_told_by_their_names() {
        for (disposition, expected) in [
            ("attachment; filename=a.bin", true),
            ("attachment; filename=\"report.pdf\"; size=4", true),
            ("Attachment", true),
            ("attachment; filename*=UTF-8''a.csv", false),
            ("attachment; filename=\"a.json\"", false),
            ("inline; filename=a.pdf", false),
        ] {
            assert_eq!(is_binary_attachment(disposition), expected, "{disposition}");
        }
    }

    #[test]
    fn what_no_text_has() {
        for (text, expected) in [
            ("%PDF-1.4\n%âã", true),
            ("\u{fffd}PNG\r\n", true),
            ("PK\u{3}\u{4}", true),
            ("a\tb\r\n", false),
            ("Grüße", false),
        ] {
            assert_eq!(looks_binary(text), expected, "{text:?}");
        }
    }
}

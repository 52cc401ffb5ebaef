//! Text as the value of a header.

use http::HeaderValue;

/// The value of a header, in ISO 8859-1: what servers take it for (RFC 9110, section 5.5), and what browsers and Postman send.
/// `None` where the text holds a control character, or one that this encoding does not have.
pub(super) fn header_value(text: &str) -> Option<HeaderValue> {
    if text.is_ascii() {
        return HeaderValue::from_bytes(text.as_bytes()).ok();
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

/// A secret without the blanks and line breaks around it, which editors and terminals leave behind and no header can hold.
pub(super) fn trimmed(secret: &str) -> &str {
    secret.trim_matches([' ', '\t', '\r', '\n'])
}

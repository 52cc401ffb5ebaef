//! Percent-encoding, and path templates with their values put in.

/// A value for a hole of a path template.
#[derive(Clone)]
pub(super) struct PathValue {
    /// The hole's name.
    pub(super) name: &'static str,
    /// The value, not encoded.
    pub(super) text: String,
    /// Whether `/` in the value parts segments.
    pub(super) segments: bool,
}

/// Appends a path template with values put into its `{name}` holes. The value of a hole can neither leave its segment nor change another one: all but
/// unreserved characters (RFC 3986, section 2.3), `+`, `:` and `@` are encoded, and a segment that a URL parser would take away (`.`, `..`,
/// also with encoded dots) is refused.
pub(super) fn fill(path: &mut String, template: &str, values: &[PathValue]) -> Result<(), String> {
    if !template.contains('{') {
        path.push_str(template);
        return Ok(());
    }
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        let start = path.len();
        if fill_segment(path, segment, values)? {
            let filled = path.get(start..).unwrap_or_default();
            if filled.split('/').any(is_dot_segment) {
                return Err(format!(
                    "a value makes the path segment `{segment}` a dot segment, which would change the path"
                ));
            }
        }
    }
    Ok(())
}

/// Fills one segment; whether it had a hole.
fn fill_segment(path: &mut String, segment: &str, values: &[PathValue]) -> Result<bool, String> {
    let mut rest = segment;
    let mut holes = false;
    while let Some((literal, after)) = rest.split_once('{') {
        path.push_str(literal);
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("the path template `{segment}` has an open brace"));
        };
        let Some(value) = values.iter().rev().find(|value| value.name == name) else {
            return Err(format!("the path parameter `{name}` has no value"));
        };
        if value.text.is_empty() {
            return Err(format!("the path parameter `{name}` is empty"));
        }
        let keep = if value.segments { is_path } else { is_segment };
        encode(path, &value.text, keep);
        holes = true;
        rest = after;
    }
    path.push_str(rest);
    Ok(holes)
}

/// Appends a query parameter, `key` alone where there is no value. `url` may already hold a query.
pub(super) fn push_query(url: &mut String, key: &str, value: Option<&str>) {
    url.push(if url.contains('?') { '&' } else { '?' });
    encode(url, key, is_query);
    if let Some(value) = value {
        url.push('=');
        encode(url, value, is_query);
    }
}

/// A text with all but unreserved characters encoded.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    encode(&mut encoded, text, is_unreserved);
    encoded
}

/// A query key as [`push_query`] writes it.
pub(super) fn query_key(key: &str) -> String {
    let mut encoded = String::with_capacity(key.len());
    encode(&mut encoded, key, is_query);
    encoded
}

/// Whether a URL parser takes this segment away or lets it climb. Parsers see encoded dots as dots.
fn is_dot_segment(segment: &str) -> bool {
    let mut dots = 0;
    let mut rest = segment;
    while !rest.is_empty() {
        let encoded = rest
            .get(..3)
            .is_some_and(|three| three.eq_ignore_ascii_case("%2e"));
        let Some(after) = rest
            .strip_prefix('.')
            .or(if encoded { rest.get(3..) } else { None })
        else {
            return false;
        };
        dots += 1;
        rest = after;
    }
    dots == 1 || dots == 2
}

/// Appends `text` with every byte percent-encoded that `keep` does not keep.
fn encode(out: &mut String, text: &str, keep: fn(u8) -> bool) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in text.bytes() {
        if keep(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// What stands in a segment of a path as it is. `+`, `:` and `@` have no meaning there (RFC 3986, section 3.3), but some
/// servers tell them from `%2B`, `%3A` and `%40`, and Postman sends them as they are: `/phones/+4912345`, `/models/m:predict`.
fn is_segment(byte: u8) -> bool {
    is_unreserved(byte) || matches!(byte, b'+' | b':' | b'@')
}

fn is_path(byte: u8) -> bool {
    is_segment(byte) || byte == b'/'
}

/// What stands in a query as it is: unreserved characters, and those reserved ones that no server gives a meaning there.
fn is_query(byte: u8) -> bool {
    is_unreserved(byte)
        || matches!(
            byte,
            b'!' | b'$' | b'(' | b')' | b'*' | b',' | b'/' | b':' | b'@'
        )
}

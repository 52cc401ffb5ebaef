//! Walking over JSON text without parsing it: only far enough to know where values begin and end.
//!
//! Used where a place in the text is wanted, which a parsed tree no longer knows, and on text that does not parse. So
//! nothing here fails: at the end of the text a walk simply stops.

/// The first byte at or after `from` that is not white space.
pub(super) fn skip_space(text: &[u8], from: usize) -> usize {
    let space = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\n' | b'\r');
    from + text
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(space)
        .count()
}

/// The byte after the string that begins at `from`; `None` where it does not end.
pub(super) fn skip_string(text: &[u8], from: usize) -> Option<usize> {
    let mut index = from + 1;
    loop {
        match text.get(index)? {
            b'"' => return Some(index + 1),
            b'\\' => index += 2,
            _ => index += 1,
        }
    }
}

/// The byte after the value that begins at `from`, or the end of the text.
pub(super) fn skip_value(text: &[u8], from: usize) -> usize {
    let mut index = from;
    let mut depth = 0_usize;
    while let Some(byte) = text.get(index) {
        match byte {
            b'"' => index = skip_string(text, index).unwrap_or(text.len()),
            b'{' | b'[' => {
                depth += 1;
                index += 1;
            }
            b'}' | b']' | b',' if depth == 0 => return index,
            b'}' | b']' => {
                depth -= 1;
                index += 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return index,
            _ => index += 1,
        }
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return index;
        }
    }
    index
}

/// A member of an object, as offsets.
pub(super) struct Member {
    /// The name with its quotes.
    pub(super) name: std::ops::Range<usize>,
    /// Where the value begins.
    pub(super) value: usize,
}

/// Calls `visit` with each member of the object that begins at `from`; it returns the byte after the member's value, or
/// `None` to stop. Gives the byte after the object.
pub(super) fn members(
    text: &[u8],
    from: usize,
    mut visit: impl FnMut(Member) -> Option<usize>,
) -> usize {
    let mut index = skip_space(text, from + 1);
    while text.get(index) == Some(&b'"') {
        let Some(end) = skip_string(text, index) else {
            return text.len();
        };
        let colon = skip_space(text, end);
        if text.get(colon) != Some(&b':') {
            return colon;
        }
        let value = skip_space(text, colon + 1);
        let Some(after) = visit(Member {
            name: index..end,
            value,
        }) else {
            return text.len();
        };
        index = skip_space(text, after);
        if text.get(index) == Some(&b',') {
            index = skip_space(text, index + 1);
        }
    }
    (index + 1).min(text.len())
}

/// Calls `visit` with the index of each element of the array that begins at `from`, and with where the element begins; it
/// returns the byte after the element. Gives the byte after the array.
pub(super) fn elements(
    text: &[u8],
    from: usize,
    mut visit: impl FnMut(usize, usize) -> usize,
) -> usize {
    let mut at = skip_space(text, from + 1);
    let mut count = 0;
    while text.get(at).is_some_and(|byte| *byte != b']') {
        let after = visit(count, at);
        count += 1;
        at = skip_space(text, after);
        if text.get(at) != Some(&b',') {
            break;
        }
        at = skip_space(text, at + 1);
    }
    (at + 1).min(text.len())
}

/// The string that a range with its quotes holds.
pub(super) fn decode(text: &str, range: std::ops::Range<usize>) -> String {
    let quoted = text.get(range).unwrap_or_default();
    serde_json::from_str(quoted).unwrap_or_else(|_| quoted.trim_matches('"').to_owned())
}

/// Where the collection begins: the document, or the object in `{"collection": …}`.
pub(super) fn collection_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let start = document_start(text);
    if bytes.get(start) != Some(&b'{') {
        return start;
    }
    let mut wrapped = None;
    let mut plain = false;
    members(bytes, start, |member| {
        match &bytes[member.name.clone()] {
            b"\"item\"" => {
                plain = true;
                return None;
            }
            b"\"collection\"" if bytes.get(member.value) == Some(&b'{') => {
                wrapped = Some(member.value);
            }
            _ => {}
        }
        Some(skip_value(bytes, member.value))
    });
    if plain {
        start
    } else {
        wrapped.unwrap_or(start)
    }
}

/// Where the document begins, after a byte-order mark and white space.
pub(super) fn document_start(text: &str) -> usize {
    skip_space(
        text.as_bytes(),
        if text.starts_with('\u{feff}') { 3 } else { 0 },
    )
}

/// The JSON pointer, relative to the collection, of the value that stands at `offset`. The text may be broken there.
pub(crate) fn pointer_at(text: &str, offset: usize) -> String {
    enum Frame {
        Object(Option<std::ops::Range<usize>>),
        Array(usize),
    }
    let bytes = text.as_bytes();
    let mut frames: Vec<Frame> = Vec::new();
    let mut index = document_start(text);
    while index < offset {
        match bytes.get(index) {
            None => break,
            Some(b'{') => frames.push(Frame::Object(None)),
            Some(b'[') => frames.push(Frame::Array(0)),
            Some(b'}' | b']') => {
                frames.pop();
            }
            Some(b',') => match frames.last_mut() {
                Some(Frame::Object(name)) => *name = None,
                Some(Frame::Array(count)) => *count += 1,
                None => {}
            },
            Some(b'"') => {
                let Some(end) = skip_string(bytes, index).filter(|end| *end <= offset) else {
                    break;
                };
                if let Some(Frame::Object(name @ None)) = frames.last_mut() {
                    *name = Some(index..end);
                }
                index = end;
                continue;
            }
            Some(_) => {}
        }
        index += 1;
    }
    let mut pointer = String::new();
    for frame in frames {
        match frame {
            Frame::Object(None) => break,
            Frame::Object(Some(name)) => {
                pointer.push('/');
                pointer.push_str(&decode(text, name).replace('~', "~0").replace('/', "~1"));
            }
            Frame::Array(count) => {
                pointer.push('/');
                pointer.push_str(&count.to_string());
            }
        }
    }
    match pointer.strip_prefix("/collection") {
        Some(inner) if collection_start(text) != document_start(text) => inner.to_owned(),
        _ => pointer,
    }
}

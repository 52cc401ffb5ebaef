//! The JSON path of a place in a JSON text.
//!
//! A decoding error knows line and column. The path is found from them by reading the text once more, only where there was
//! an error: that costs nothing to compile, where tracking the path while decoding would cost it for each type.

use std::fmt::Write;

/// The path (`$.actions[3].region`) of the value that was being read when `column` bytes of line `line` (the first is 1)
/// were consumed.
pub(super) fn json_path(text: &[u8], line: usize, column: usize) -> String {
    let lines_before = line.saturating_sub(1);
    let line_start: usize = text
        .split_inclusive(|&byte| byte == b'\n')
        .take(lines_before)
        .map(<[u8]>::len)
        .sum();
    let consumed = text
        .get(..line_start.saturating_add(column))
        .unwrap_or(text);

    let mut stack: Vec<Step> = Vec::new();
    let mut rest = consumed;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => stack.push(Step::Object {
                key: None,
                at_key: true,
            }),
            b'[' => stack.push(Step::Array(0)),
            b'}' | b']' => drop(stack.pop()),
            b',' => match stack.last_mut() {
                Some(Step::Array(index)) => *index += 1,
                Some(step) => {
                    *step = Step::Object {
                        key: None,
                        at_key: true,
                    }
                }
                None => {}
            },
            b':' => {
                if let Some(Step::Object { at_key, .. }) = stack.last_mut() {
                    *at_key = false;
                }
            }
            b'"' => {
                let (string, after) = split_string(rest);
                rest = after;
                if let Some(Step::Object { key, at_key: true }) = stack.last_mut() {
                    *key = Some(string);
                }
            }
            _ => {}
        }
    }
    shown(&stack)
}

/// A container that is open, and where in it we are.
enum Step<'a> {
    Array(usize),
    Object { key: Option<&'a [u8]>, at_key: bool },
}

/// The inside of a string whose opening quote is gone, and what follows its closing quote.
fn split_string(text: &[u8]) -> (&[u8], &[u8]) {
    let mut escaped = false;
    for (index, &byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => {
                let (inside, closing) = text.split_at(index);
                return (
                    inside,
                    closing.split_first().map_or(closing, |(_, after)| after),
                );
            }
            _ => {}
        }
    }
    (text, &[])
}

/// Keys of letters, digits and underscores stand after a dot, others in brackets, as they are written in the text.
fn shown(stack: &[Step<'_>]) -> String {
    /// More than serde_json descends; what it skips may be deeper.
    const DEEPEST: usize = 128;
    let mut path = String::from("$");
    for step in stack.iter().take(DEEPEST) {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Array(index) => write!(path, "[{index}]"),
            Step::Object { key: None, .. } => Ok(()),
            Step::Object { key: Some(key), .. } => {
                let key = String::from_utf8_lossy(key);
                if !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_') {
                    write!(path, ".{key}")
                } else {
                    write!(path, "[\"{key}\"]")
                }
            }
        };
    }
    if stack.len() > DEEPEST {
        path.push('…');
    }
    path
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::json_path;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Page {
        actions: Vec<Action>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Action {
        id: i64,
        #[serde(rename = "a-b")]
        dashed: Option<Region>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only decoded")]
    struct Region {
        slug: String,
    }

    fn path_of(text: &str) -> String {
        let error = serde_json::from_str::<Page>(text).unwrap_err();
        json_path(text.as_bytes(), error.line(), error.column())
    }

    #[test]
    fn errors_are_placed() {
        assert_eq!(
            path_of(r#"{"actions": [{"id": 1}, {"id": "x"}]}"#),
            "$.actions[1].id"
        );
        assert_eq!(
            path_of("{\"actions\":\n [{\"id\": 1},\n {\"id\": [2]}]}"),
            "$.actions[1].id"
        );
        assert_eq!(
            path_of(r#"{"actions": [{"id": {"n": 2}}]}"#),
            "$.actions[0].id"
        );
        assert_eq!(path_of(r#"{"actions": [{"id": null}]}"#), "$.actions[0].id");
        assert_eq!(path_of(r#"{"actions": [{"id": 1.5}]}"#), "$.actions[0].id");
        assert_eq!(
            path_of(r#"{"actions": [{"id": 1, "a-b": {"slug": 5}}]}"#),
            r#"$.actions[0]["a-b"].slug"#
        );
        assert_eq!(path_of(r#"{"actions": {}}"#), "$.actions");
        assert_eq!(path_of("[1]"), "$[0]");
    }

    #[test]
    fn a_missing_field_is_placed_at_its_object() {
        assert_eq!(path_of(r#"{"actions": [{"id": 1}, {}]}"#), "$.actions[1]");
        assert_eq!(path_of("{}"), "$");
        assert_eq!(
            path_of(r#"{"x\"]}": [1], "actions": [{"a-b": {}}]}"#),
            r#"$.actions[0]["a-b"]"#
        );
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", "}", "]]", "{\"", "{\"\\", ",", "{,:", "\u{feff}"] {
            let _ = json_path(text.as_bytes(), 7, 99);
            let _ = json_path(text.as_bytes(), 0, 0);
        }
    }
}

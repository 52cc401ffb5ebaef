//! JSON laid out for a reader.

use std::borrow::Cow;

use crate::json::Json;

/// As many characters as fit in a line.
const WIDTH: usize = 96;

/// JSON with one member or item in a line, where it does not fit in one line as a whole. Other text stays as it is.
pub(super) fn lay_out(text: &str) -> Cow<'_, str> {
    match Json::parse(text) {
        Ok(json) => {
            let mut out = String::new();
            write(&json, 0, 0, &mut out);
            Cow::Owned(out)
        }
        Err(_) => Cow::Borrowed(text),
    }
}

/// Writes a value that begins `before` characters behind the line's indentation.
fn write(json: &Json<'_>, indent: usize, before: usize, out: &mut String) {
    let flat = json.to_string();
    let is_short = indent + before + flat.len() <= WIDTH && is_flat(json);
    let (open, close, count) = match json {
        Json::Array(items) if !is_short => ('[', ']', items.len()),
        Json::Object(members) if !is_short => ('{', '}', members.len()),
        _ => {
            out.push_str(&flat);
            return;
        }
    };
    out.push(open);
    for index in 0..count {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(indent + 2));
        match json {
            Json::Array(items) => write(&items[index], indent + 2, 0, out),
            Json::Object(members) => {
                let (name, value) = &members[index];
                let name = Json::String(Cow::Borrowed(name)).to_string();
                out.push_str(&name);
                out.push_str(": ");
                write(value, indent + 2, name.len() + 2, out);
            }
            _ => {}
        }
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}

/// Whether a value holds no container that holds something.
fn is_flat(json: &Json<'_>) -> bool {
    match json {
        Json::Array(items) => items.iter().all(|item| item.is_empty() || is_scalar(item)),
        Json::Object(members) => members.is_empty(),
        _ => true,
    }
}

fn is_scalar(json: &Json<'_>) -> bool {
    !matches!(json, Json::Array(_) | Json::Object(_))
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn what_fits_in_a_line_stays_in_one() {
        let text =
            r#"{"a":[1,"b",[]],"c":{},"d":{"e":null},"f":[{"g":"\n"}],"h":12345678901234567890}"#;
        let expected = "{\n  \"a\": [1,\"b\",[]],\n  \"c\": {},\n  \"d\": {\n    \"e\": null\n  },\n  \"f\": [\n    {\n      \
                        \"g\": \"\\n\"\n    }\n  ],\n  \"h\": 12345678901234567890\n}";
        assert_eq!(lay_out(text), expected);
        assert_eq!(lay_out("7"), "7");
        assert_eq!(lay_out("{"), "{");
    }
}

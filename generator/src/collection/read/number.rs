//! Numbers that no float holds: `1e999`.
//!
//! JavaScript reads such a number as infinity and goes on; serde_json refuses the whole text.

use serde::de::IgnoredAny;

use crate::json;

/// The text with each number that is out of range as a string, and where the first one is. `None` where there is none.
pub(super) fn quote(text: &str) -> Option<(String, usize)> {
    replace(text, |number| format!("\"{number}\""))
}

/// The text with a zero in place of each number that is out of range. Offsets stay the same.
pub(super) fn blank(text: &str) -> Option<String> {
    replace(text, |number| format!("{:<1$}", 0, number.len())).map(|(text, _)| text)
}

fn replace(text: &str, by: impl Fn(&str) -> String) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let (mut replaced, mut first, mut copied, mut at) = (String::new(), None, 0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = json::string_end(bytes, at),
            b'-' | b'0'..=b'9' => {
                let is_part =
                    |byte: &u8| matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
                let number = &text[at..at + length];
                if is_out_of_range(number) {
                    first.get_or_insert(at);
                    replaced.push_str(&text[copied..at]);
                    replaced.push_str(&by(number));
                    copied = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    first.map(|first| {
        replaced.push_str(&text[copied..]);
        (replaced, first)
    })
}

/// Whether it is a number of JSON's grammar that becomes infinite.
fn is_out_of_range(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(f64::is_infinite)
        && serde_json::from_str::<IgnoredAny>(number).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_out_of_range_are_replaced() {
        let long = format!("[{}]", "9".repeat(308));
        for fine in [
            "",
            "[1, -0, 1e308]",
            r#"{"1e999": "-1e999 \" 1e999"}"#,
            "[01e999, 1.e999]",
            "\"1e999",
            &long,
        ] {
            assert_eq!(quote(fine), None, "{fine}");
        }
        assert_eq!(
            quote(r#"{"a": 1e999, "b": [-2E+400]}"#),
            Some((r#"{"a": "1e999", "b": ["-2E+400"]}"#.to_owned(), 6))
        );
        assert_eq!(blank("[1e999]").as_deref(), Some("[0    ]"));
        let longer = "9".repeat(400);
        assert_eq!(quote(&longer), Some((format!("\"{longer}\""), 0)));
    }
}

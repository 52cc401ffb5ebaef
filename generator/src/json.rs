//! A JSON tree that borrows from its text.
//!
//! [`serde_json::Value`] copies every string; a collection is mostly strings. Here those without escapes are slices of the
//! text, and members keep their order. serde_json does the parsing, with its limit of 128 levels, so everything that walks
//! a tree may recurse.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The members of an object in order of the text. Names may repeat.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// The offset behind the string that begins at `start`; the end of the text where it does not end.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    String(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Members<'a>),
}

impl<'a> Json<'a> {
    /// Parses a whole text, which may be nothing but one JSON value.
    pub(crate) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let tree = Json::deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(tree)
    }

    /// The same tree with strings of its own.
    pub(crate) fn into_owned(self) -> Json<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Json::Null => Json::Null,
            Json::Bool(value) => Json::Bool(value),
            Json::Number(number) => Json::Number(number),
            Json::String(text) => Json::String(own(text)),
            Json::Array(values) => Json::Array(values.into_iter().map(Json::into_owned).collect()),
            Json::Object(members) => Json::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (own(name), value.into_owned()))
                    .collect(),
            ),
        }
    }

    /// What it is, for a message: `a string`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        }
    }

    /// Whether JavaScript takes it for true, as Postman does where the format asks for a boolean.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Json::Null => false,
            Json::Bool(value) => *value,
            Json::Number(number) => number.as_f64().is_some_and(|value| value != 0.0),
            Json::String(text) => !text.is_empty(),
            Json::Array(_) | Json::Object(_) => true,
        }
    }

    /// Whether it holds nothing: null, or an empty string, array or object.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Json::Null => true,
            Json::Bool(_) | Json::Number(_) => false,
            Json::String(text) => text.is_empty(),
            Json::Array(values) => values.is_empty(),
            Json::Object(members) => members.is_empty(),
        }
    }

    /// The string itself, or the compact JSON text of anything else.
    pub(crate) fn into_text(self) -> Cow<'a, str> {
        match self {
            Json::String(text) => text,
            other => Cow::Owned(other.to_string()),
        }
    }

    /// The last member called `name`, where it is an object: as in `JSON.parse`, the last one counts.
    pub(crate) fn get(&self, name: &str) -> Option<&Json<'a>> {
        match self {
            Json::Object(members) => members
                .iter()
                .rev()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, where it is a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Compact JSON. Numbers look as `JSON.stringify` writes them, since that is what Postman would send.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(number) => write_number(f, number),
            Json::String(text) => write_string(f, text),
            Json::Array(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write!(f, "{value}")?;
                }
                f.write_str("]")
            }
            Json::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_string(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

fn write_number(f: &mut fmt::Formatter<'_>, number: &serde_json::Number) -> fmt::Result {
    match number.as_f64() {
        // JavaScript knows no `1.0`.
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() < 1e21 => {
            write!(f, "{value}")
        }
        _ => write!(f, "{number}"),
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

/// A JSON text in which no object has a key twice: the last member counts, at the place of the first. Numbers stay as they are
/// written.
pub(crate) fn without_repeats(text: &str) -> Result<String, serde_json::Error> {
    let raw: &RawValue = serde_json::from_str(text)?;
    let mut out = String::with_capacity(text.len());
    write_once(raw.get(), &mut out)?;
    Ok(out)
}

/// The members of an object, each key once.
struct OnceEach<'a>(IndexMap<String, &'a RawValue>);

impl<'de> Deserialize<'de> for OnceEach<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = OnceEach<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut members = IndexMap::new();
                while let Some((key, value)) = access.next_entry()? {
                    members.insert(key, value);
                }
                Ok(OnceEach(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// Each level of the text is a level here, of which serde_json reads 128.
fn write_once(text: &str, out: &mut String) -> Result<(), serde_json::Error> {
    match text.as_bytes().first() {
        Some(b'{') => {
            let OnceEach(members) = serde_json::from_str(text)?;
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                out.push_str(&serde_json::to_string(key)?);
                out.push(':');
                write_once(value.get(), out)?;
            }
            out.push('}');
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                write_once(item.get(), out)?;
            }
            out.push(']');
        }
        _ => out.push_str(text),
    }
    Ok(())
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        // JSON has no number that is not finite, and the parser refuses those that overflow.
        Ok(serde_json::Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::String(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element()? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((Name(name), value)) = access.next_entry()? {
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

/// A member's name. `Cow` alone would be deserialized as an owned string.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_without_escapes_are_borrowed() {
        let Ok(Json::Array(values)) = Json::parse(r#"["plain", "esc\n"]"#) else {
            panic!("two strings");
        };
        assert!(matches!(values[0], Json::String(Cow::Borrowed("plain"))));
        assert!(matches!(&values[1], Json::String(Cow::Owned(text)) if text == "esc\n"));
    }

    #[test]
    fn text_of_a_value_is_what_javascript_writes() {
        let text = r#"{"b":[1,1.5,true,null,"é\"\n"],"a":{}}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
        assert_eq!(Json::parse("1.0").unwrap().to_string(), "1");
        assert_eq!(
            Json::parse("18446744073709551615").unwrap().to_string(),
            "18446744073709551615"
        );
        assert_eq!(Json::parse("-0.5e-3").unwrap().to_string(), "-0.0005");
    }

    #[test]
    fn the_last_of_two_members_counts() {
        let tree = Json::parse(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(tree.get("a").unwrap().to_string(), "2");
    }

    #[test]
    fn no_key_stands_twice() {
        let text = r#"[{"a":1,"b":{"c":"x","c":1.50},"a":12345678901234567890123}]"#;
        let once = r#"[{"a":12345678901234567890123,"b":{"c":1.50}}]"#;
        assert_eq!(without_repeats(text).unwrap(), once);
    }

    #[test]
    fn depth_has_a_limit() {
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }
}

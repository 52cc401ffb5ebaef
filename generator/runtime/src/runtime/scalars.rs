//! For unions, which keep scalars that none of their forms takes: such as are of a known kind, and no others. A list where
//! numbers and strings are known is as wrong as one where a string is.
//!
//! ```text
//! #[serde(deserialize_with = "crate::runtime::scalars::number_or_string")]
//! Other(Value),
//! ```

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads a number.
///
/// # Errors
/// Where it is none.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, Value::is_number)
}

/// Reads a string.
///
/// # Errors
/// Where it is none.
pub fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, Value::is_string)
}

/// Reads a boolean or a number.
///
/// # Errors
/// Where it is neither.
pub fn bool_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, |value| {
        value.is_boolean() || value.is_number()
    })
}

/// Reads a boolean or a string.
///
/// # Errors
/// Where it is neither.
pub fn bool_or_string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, |value| {
        value.is_boolean() || value.is_string()
    })
}

/// Reads a number or a string.
///
/// # Errors
/// Where it is neither.
pub fn number_or_string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, |value| value.is_number() || value.is_string())
}

/// Reads a boolean, a number or a string.
///
/// # Errors
/// Where it is none of them.
pub fn any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    read(deserializer, |value| {
        value.is_boolean() || value.is_number() || value.is_string()
    })
}

fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    is_known: fn(&Value) -> bool,
) -> Result<Value, D::Error> {
    let value = Value::deserialize(deserializer)?;
    if is_known(&value) {
        Ok(value)
    } else {
        Err(D::Error::custom("a value of another kind"))
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::Value;

    #[derive(Debug, Deserialize, Serialize)]
    #[serde(untagged)]
    enum IntegerOrString {
        Integer(i64),
        String(String),
        #[serde(deserialize_with = "super::number_or_string")]
        Other(Value),
    }

    #[test]
    fn other_values_of_known_kinds_are_kept() {
        for text in ["7", "\"x\"", "7.5", "18446744073709551615"] {
            let value: IntegerOrString = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
        }
        for text in ["[7]", "{}", "true", "null"] {
            assert!(
                serde_json::from_str::<IntegerOrString>(text).is_err(),
                "{text}"
            );
        }
    }
}

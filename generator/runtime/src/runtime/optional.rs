//! For fields that may be missing, and may be `null` as well, where that is not the same: `None` is missing, `Some(None)`
//! is `null`.
//!
//! ```text
//! #[serde(default, with = "crate::runtime::optional", skip_serializing_if = "Option::is_none")]
//! pub parent: Option<Option<Parent>>,
//! ```

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads a field that is there.
///
/// # Errors
/// Where the value is neither `null` nor of that type.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// Writes a field; a missing one must be skipped before.
///
/// # Errors
/// Where the value cannot be written.
pub fn serialize<T, S>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error>
where
    T: Serialize,
    S: Serializer,
{
    value.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Node {
        #[serde(default, with = "super", skip_serializing_if = "Option::is_none")]
        parent: Option<Option<i64>>,
    }

    #[test]
    fn missing_and_null_are_different() {
        for (text, parent) in [
            ("{}", None),
            (r#"{"parent":null}"#, Some(None)),
            (r#"{"parent":7}"#, Some(Some(7))),
        ] {
            let node: Node = serde_json::from_str(text).unwrap();
            assert_eq!(node, Node { parent });
            assert_eq!(serde_json::to_string(&node).unwrap(), text);
        }
        assert!(serde_json::from_str::<Node>(r#"{"parent":"x"}"#).is_err());
    }
}

//! For fields that may be missing, and may be `null` as well, where that is not the same: `None` is missing, `Some(None)`
//! is `null` (`Some(Value::Null)` where the value may be anything).
//!
//! ```text
//! #[serde(default, deserialize_with = "crate::runtime::optional::some", skip_serializing_if = "Option::is_none")]
//! pub parent: Option<Option<Parent>>,
//! ```

use serde::{Deserialize, Deserializer};

/// Reads a field that is there.
///
/// # Errors
/// Where the value is not of that type.
pub fn some<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Deserialize, Serialize)]
    struct Node {
        #[serde(
            default,
            deserialize_with = "super::some",
            skip_serializing_if = "Option::is_none"
        )]
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

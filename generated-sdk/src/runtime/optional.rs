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

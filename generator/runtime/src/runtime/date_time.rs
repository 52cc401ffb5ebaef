//! Times that are written back as they came.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use jiff::Timestamp;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant, with the text that it came as: `2024-05-01T14:00:00.500+02:00` is written back like that, and not as the
/// same instant in UTC.
///
/// It can do all that a [`Timestamp`] can, and is made of one by `into()`. Two are equal where they are the same instant,
/// however they are written; so are their order and their hash.
#[derive(Clone, Default)]
pub struct DateTime {
    instant: Timestamp,
    /// Where it is not what the instant is written as anyway.
    text: Option<Box<str>>,
}

impl DateTime {
    /// The instant.
    pub fn timestamp(&self) -> Timestamp {
        self.instant
    }
}

impl Deref for DateTime {
    type Target = Timestamp;

    fn deref(&self) -> &Timestamp {
        &self.instant
    }
}

impl From<Timestamp> for DateTime {
    fn from(instant: Timestamp) -> Self {
        Self {
            instant,
            text: None,
        }
    }
}

impl From<DateTime> for Timestamp {
    fn from(time: DateTime) -> Self {
        time.instant
    }
}

impl FromStr for DateTime {
    type Err = jiff::Error;

    /// Takes what a [`Timestamp`] is parsed from: RFC 3339, with any offset.
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        let instant: Timestamp = text.parse()?;
        let text = (instant.to_string() != text).then(|| text.into());
        Ok(Self { instant, text })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.instant.fmt(f),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.instant == other.instant
    }
}

impl Eq for DateTime {}

impl PartialEq<Timestamp> for DateTime {
    fn eq(&self, other: &Timestamp) -> bool {
        self.instant == *other
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant.hash(state);
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = DateTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time as in RFC 3339")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<DateTime, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.text {
            Some(text) => serializer.serialize_str(text),
            None => serializer.collect_str(&self.instant),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: [&str; 7] = [
        "2024-05-01T12:00:00.5Z",
        "2024-05-01T12:00:00.500Z",
        "2024-05-01T12:00:00.500000000+00:00",
        "2024-05-01T14:00:00.5+02:00",
        "2024-05-01T08:00:00.50-04:00",
        "2024-05-01t12:00:00.5z",
        "2024-05-01 14:00:00.5+0200",
    ];

    #[test]
    fn times_are_written_back_as_they_came() {
        let json = serde_json::to_string(&SAME).unwrap();
        let times: Vec<DateTime> = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&times).unwrap(), json);
        let values: Vec<DateTime> =
            serde_json::from_value(serde_json::from_str(&json).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&values).unwrap(), json);
        assert_eq!(format!("{:?}", times[3]), SAME[3]);
    }

    #[test]
    fn what_is_the_same_instant_is_equal() {
        let first: DateTime = SAME[0].parse().unwrap();
        let mut all = std::collections::HashSet::new();
        for text in SAME {
            let time: DateTime = text.parse().unwrap();
            assert_eq!((&time, time.as_millisecond()), (&first, 1_714_564_800_500));
            assert_eq!(time, first.timestamp());
            all.insert(time);
        }
        assert_eq!(all.len(), 1);
        let later: DateTime = "2024-05-01T12:00:00.6Z".parse().unwrap();
        assert!(later > first);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for json in [
            r#""""#,
            r#""2024-05-01""#,
            r#""2024-05-01T12:00:00""#,
            "7",
            "null",
            "[]",
        ] {
            assert!(serde_json::from_str::<DateTime>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn an_instant_is_written_in_utc() {
        let time = DateTime::from(Timestamp::UNIX_EPOCH);
        assert_eq!(time.to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Timestamp::from(time), Timestamp::UNIX_EPOCH);
    }
}

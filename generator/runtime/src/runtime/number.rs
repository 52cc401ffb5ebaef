//! Numbers that keep every digit.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A JSON number of any size and precision, as it is written. Two are equal where they are written alike.
///
/// It can only be read from JSON text, and only be written to JSON.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, where it is an integer that fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, where it is an integer that fits.
    pub fn to_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The number, where it is an integer that fits.
    pub fn to_i128(&self) -> Option<i128> {
        self.0.parse().ok()
    }

    /// The nearest `f64`; infinite where the number is too large.
    pub fn to_f64(&self) -> f64 {
        // What JSON calls a number is one for Rust as well.
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self(Box::from("0"))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value.to_string().into())
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(value.to_string().into())
    }
}

/// Text that is not a JSON number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANumber(());

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON number")
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if is_number(text) {
            Ok(Self(text.into()))
        } else {
            Err(NotANumber(()))
        }
    }
}

/// Whether this is a number by the grammar of RFC 8259, section 6.
fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let (integer, rest) = split_digits(rest);
    if integer.is_empty() || (integer.len() > 1 && integer.starts_with('0')) {
        return false;
    }
    let rest = match rest.strip_prefix('.').map(split_digits) {
        Some(("", _)) => return false,
        Some((_, rest)) => rest,
        None => rest,
    };
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else {
        return rest.is_empty();
    };
    let (digits, rest) = split_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    !digits.is_empty() && rest.is_empty()
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        raw.get()
            .parse()
            .map_err(|_| D::Error::custom("invalid type: expected a number"))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.clone().into());
        raw.map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_kept() {
        for text in [
            "123456789012345678901234567890",
            "-0.10",
            "1E400",
            "0",
            "3.14159265358979323846",
        ] {
            let json = format!("[{text}]");
            let numbers: Vec<Number> = serde_json::from_str(&json).unwrap();
            assert_eq!(numbers[0].as_str(), text);
            assert_eq!(serde_json::to_string(&numbers).unwrap(), json);
        }
    }

    #[test]
    fn only_numbers_are_numbers() {
        for text in [
            "", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "NaN", "1 ", "1.5.2", "٣",
        ] {
            assert_eq!(text.parse::<Number>(), Err(NotANumber(())), "{text}");
        }
        for text in ["0", "-1", "10", "1.50", "1e5", "1E-5", "-0.0e+00"] {
            assert_eq!(text.parse::<Number>().unwrap().as_str(), text);
        }
        for json in ["\"1\"", "null", "true", "[1]"] {
            assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn numbers_that_fit_are_given() {
        let number: Number = "18446744073709551615".parse().unwrap();
        assert_eq!((number.to_i64(), number.to_u64()), (None, Some(u64::MAX)));
        assert_eq!(Number::from(-7_i64).to_i64(), Some(-7));
        assert_eq!("2.5".parse::<Number>().unwrap().to_f64(), 2.5);
    }
}

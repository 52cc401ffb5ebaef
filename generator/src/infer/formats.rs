//! Decides the types of scalars: only such as hold every value seen and write it back the same.

use super::policy::Thresholds;
use super::words;
use crate::model::Type;
use crate::shape::{Formats, Numbers, Strings};

/// Integers up to here in size are exact in an `f64`.
const EXACT: i128 = 1 << 53;

/// The narrowest type that holds all numbers of a place.
pub fn number(numbers: &Numbers) -> Type {
    if numbers.lossy > 0 {
        return Type::Number;
    }
    match (numbers.integers, numbers.decimals) {
        (Some((least, greatest)), None) => integer(least, greatest),
        (Some((least, greatest)), Some(_)) if least < -EXACT || greatest > EXACT => Type::Number,
        (_, Some(_)) => Type::F64,
        (None, None) => Type::Number,
    }
}

/// The type of numbers of which some have a fraction, though only integers were seen.
pub fn number_with_fractions(numbers: &Numbers) -> Type {
    match numbers.integers {
        Some((least, greatest)) if least >= -EXACT && greatest <= EXACT => Type::F64,
        _ => Type::Number,
    }
}

fn integer(least: i128, greatest: i128) -> Type {
    if least >= i128::from(i64::MIN) && greatest <= i128::from(i64::MAX) {
        Type::I64
    } else if least >= 0 && greatest <= i128::from(u64::MAX) {
        Type::U64
    } else {
        Type::Number
    }
}

/// The type of all strings under a key: a format if all of them have it, and there are enough to tell. A key that says of
/// itself that it is a time (`created_at`) counts as one of them.
pub fn string(strings: &Strings, key: &str, thresholds: Thresholds) -> Type {
    let formats = strings.formats();
    let ty = if formats.has(Formats::UUID) {
        Type::Uuid
    } else if formats.has(Formats::TIMESTAMP) {
        Type::Timestamp
    } else if formats.has(Formats::DATE_TIME) {
        Type::DateTime
    } else if formats.has(Formats::DATE) {
        Type::Date
    } else {
        return Type::String;
    };
    let distinct = u32::try_from(strings.values.len()).unwrap_or(u32::MAX);
    let hint = u32::from(ty != Type::Uuid && names_time(key));
    if strings.made > 0 || distinct.saturating_add(hint) >= thresholds.format {
        ty
    } else {
        Type::String
    }
}

fn names_time(key: &str) -> bool {
    let words = words::words(key);
    matches!(
        words.rsplit(' ').next().unwrap_or_default(),
        "at" | "date"
            | "time"
            | "datetime"
            | "timestamp"
            | "on"
            | "day"
            | "until"
            | "since"
            | "created"
            | "updated"
            | "modified"
            | "expires"
            | "expiration"
            | "expiry"
            | "deadline"
            | "after"
            | "before"
            | "start"
            | "end"
            | "from"
            | "to"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_of(json: &str) -> Type {
        let shape = crate::shape::observe(json).expect("the test's JSON");
        let items = shape.arrays.map(|arrays| arrays.items).unwrap_or_default();
        if items.strings.count > 0 {
            string(&items.strings, "at", Thresholds::default())
        } else {
            number(&items.numbers)
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(type_of("[1, -5]"), Type::I64);
        assert_eq!(type_of("[1, 18446744073709551615]"), Type::U64);
        assert_eq!(type_of("[-1, 18446744073709551615]"), Type::Number);
        assert_eq!(type_of("[1, 18446744073709551616]"), Type::Number);
        assert_eq!(type_of("[1, 2.5]"), Type::F64);
        assert_eq!(type_of("[9007199254740993, 2.5]"), Type::Number);
        assert_eq!(type_of("[0.12345678901234567890123]"), Type::Number);
        assert_eq!(type_of("[-0]"), Type::F64);
    }

    #[test]
    fn strings() {
        assert_eq!(type_of(r#"["2014-11-14T16:29:21Z"]"#), Type::Timestamp);
        assert_eq!(type_of(r#"["2014-11-14T16:29:21.123Z"]"#), Type::Timestamp);
        assert_eq!(type_of(r#"["2014-11-14T16:29:21.120Z"]"#), Type::DateTime);
        assert_eq!(type_of(r#"["2014-11-14T16:29:21+00:00"]"#), Type::DateTime);
        assert_eq!(
            type_of(r#"["2014-11-14T16:29:21Z", "2014-11-14T16:29:21.5-08:00"]"#),
            Type::DateTime
        );
        assert_eq!(type_of(r#"["2014-11-14T16:29:21"]"#), Type::String);
        assert_eq!(type_of(r#"["2014-11-14T16:29:21Z", ""]"#), Type::String);
        assert_eq!(type_of(r#"["2014-11-14"]"#), Type::Date);
        assert_eq!(type_of(r#"["2014-02-30"]"#), Type::String);
        assert_eq!(
            type_of(
                r#"["892071a0-bb95-49bc-8021-3afd67a210bf", "0b1b8a52-5a3e-4c3a-9b53-0f8f4a2f9a77"]"#
            ),
            Type::Uuid
        );
        assert_eq!(
            type_of(r#"["892071a0-bb95-49bc-8021-3afd67a210bf"]"#),
            Type::String
        );
        assert_eq!(
            type_of(r#"["892071A0-BB95-49BC-8021-3AFD67A210BF"]"#),
            Type::String
        );
        assert_eq!(
            type_of(r#"["<uuid>", "892071a0-bb95-49bc-8021-3afd67a210bf"]"#),
            Type::String
        );
    }
}

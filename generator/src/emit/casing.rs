//! How keys on the wire are spelt: what serde's `rename_all` can say once for a whole struct.

use crate::model::Field;

/// A way of spelling names of several words, by serde's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Casing {
    Camel,
    Pascal,
    Kebab,
    Screaming,
}

impl Casing {
    const ALL: [Self; 4] = [Self::Camel, Self::Pascal, Self::Kebab, Self::Screaming];

    /// The spelling that leaves fewer fields of a struct with a name of their own than the fields' own spelling does.
    pub fn of(fields: &[Field], members: &[String]) -> Option<Self> {
        // That camel case takes the underscore off `_1` is a way to write `1`, but none to understand it.
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .zip(members)
            .map(|(field, member)| (field.wire.as_str(), member.as_str()))
            .filter(|(_, member)| !member.starts_with('_'))
            .collect();
        let renamed = |casing: Option<Self>| {
            pairs
                .iter()
                .filter(|(wire, member)| spelt(casing, member) != *wire)
                .count()
        };
        // Of those that do the same, the first one.
        let best = Self::ALL
            .into_iter()
            .min_by_key(|casing| renamed(Some(*casing)))?;
        (renamed(Some(best)) < renamed(None)).then_some(best)
    }

    /// What `rename_all` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Kebab => "kebab-case",
            Self::Screaming => "SCREAMING_SNAKE_CASE",
        }
    }
}

/// A field's key on the wire unless it has a name of its own: what serde makes of the field's identifier.
pub(super) fn spelt(casing: Option<Casing>, member: &str) -> String {
    let plain = member.trim_start_matches("r#");
    match casing {
        None => plain.to_owned(),
        Some(Casing::Kebab) => plain.replace('_', "-"),
        Some(Casing::Screaming) => plain.to_ascii_uppercase(),
        Some(casing) => {
            let mut spelt = String::with_capacity(plain.len());
            let mut begins = casing == Casing::Pascal;
            for letter in plain.chars() {
                if letter == '_' {
                    begins = true;
                } else if begins && !(casing == Casing::Camel && spelt.is_empty()) {
                    spelt.push(letter.to_ascii_uppercase());
                    begins = false;
                } else {
                    spelt.push(letter);
                    begins = false;
                }
            }
            spelt
        }
    }
}

/// Whether an identifier and a name on the wire are the same words, so that nobody has to be told of the one at the other.
pub(super) fn same_words(member: &str, wire: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|letter| !matches!(letter, '_' | '-'));
        kept.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    letters(member.trim_start_matches("r#")) == letters(wire)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[test]
    fn fields_are_spelt_as_serde_spells_them() {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Camel {
            merchant_id: u8,
            r#type: u8,
            v2_1: u8,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Pascal {
            merchant_id: u8,
            r#type: u8,
            v2_1: u8,
        }
        let json = |casing| {
            let keys = ["merchant_id", "r#type", "v2_1"];
            let pairs = keys
                .iter()
                .zip(1..)
                .map(|(key, value)| format!("\"{}\": {value}", spelt(Some(casing), key)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        };
        let camel: Camel = serde_json::from_str(&json(Casing::Camel)).unwrap();
        assert_eq!((camel.merchant_id, camel.r#type, camel.v2_1), (1, 2, 3));
        let pascal: Pascal = serde_json::from_str(&json(Casing::Pascal)).unwrap();
        assert_eq!((pascal.merchant_id, pascal.r#type, pascal.v2_1), (1, 2, 3));
        assert_eq!(spelt(Some(Casing::Kebab), "merchant_id"), "merchant-id");
        assert_eq!(spelt(Some(Casing::Screaming), "merchant_id"), "MERCHANT_ID");
    }

    #[test]
    fn words_are_the_same_in_any_spelling() {
        assert!(same_words("merchant_id", "merchantID"));
        assert!(same_words("x_api_key", "X-Api-Key"));
        assert!(same_words("r#type", "Type"));
        assert!(!same_words("filter_name", "filter[name]"));
        assert!(!same_words("name_text", "name"));
    }
}

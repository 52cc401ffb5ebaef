//! Postman's dynamic variables, `{{$guid}}`: values that it makes up anew for each request.

use crate::model::Type;

/// The part of the runtime that makes them up; it knows all their names.
const RUNTIME: &str = include_str!("../runtime/src/runtime/dynamic.rs");

/// Whether Postman makes a value up for `{{NAME}}`.
pub fn is_known(name: &str) -> bool {
    let Some(plain) = name.strip_prefix('$') else {
        return false;
    };
    let code = RUNTIME.split("#[cfg(test)]").next().unwrap_or_default();
    matches!(plain, "guid" | "timestamp" | "isoTimestamp")
        || (plain.strip_prefix("random"))
            .is_some_and(|rest| !rest.is_empty() && code.contains(&format!("\"{plain}\"")))
}

/// The type of the values of `{{NAME}}`; `None` where it is text, or nothing that Postman makes up.
pub fn ty(name: &str) -> Option<Type> {
    Some(match name {
        "$guid" | "$randomUUID" => Type::Uuid,
        "$timestamp" | "$randomInt" => Type::I64,
        "$randomBoolean" => Type::Bool,
        "$isoTimestamp" => Type::Timestamp,
        "$randomPrice" | "$randomLatitude" | "$randomLongitude" => Type::F64,
        _ => return None,
    })
}

/// A value like those of `{{NAME}}`; `None` where any text would do.
pub fn sample(name: &str) -> Option<&'static str> {
    Some(match name {
        "$guid" | "$randomUUID" => crate::infer::UUID,
        "$timestamp" => "1577934245",
        "$isoTimestamp" => "2020-01-02T03:04:05.678Z",
        "$randomInt" => "42",
        "$randomBoolean" => "true",
        "$randomPrice" | "$randomLatitude" | "$randomLongitude" => "12.5",
        "$randomEmail" | "$randomExampleEmail" => "someone@example.com",
        "$randomUrl" => "https://example.com",
        "$randomIP" => "192.0.2.1",
        "$randomPhoneNumber" => "555-0100",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::fits;

    #[test]
    fn the_names_are_postmans() {
        for name in [
            "$guid",
            "$randomInt",
            "$randomFirstName",
            "$randomCompanyName",
        ] {
            assert!(is_known(name), "{name}");
        }
        for name in ["guid", "$random", "$randomNothing", "$mine", "$"] {
            assert!(!is_known(name), "{name}");
        }
    }

    #[test]
    fn a_sample_is_of_its_type() {
        for name in [
            "$guid",
            "$timestamp",
            "$randomInt",
            "$randomBoolean",
            "$randomPrice",
        ] {
            assert!(fits(&ty(name).unwrap(), sample(name).unwrap()), "{name}");
        }
        let time: jiff::Timestamp = sample("$isoTimestamp").unwrap().parse().unwrap();
        assert_eq!(time.to_string(), sample("$isoTimestamp").unwrap());
    }
}

//! Decides the types of parameters: from the values seen in URLs, else from words.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::facts::Facts;
use super::ids::Ids;
use super::tables::{self, Word};
use super::types::{Builder, Owner};
use super::{enums, pages};
use crate::api::{Api, Location, Operation, Parameter};
use crate::dynamic;
use crate::model::Type;
use crate::shape::Formats;

/// The type of a parameter. Every value that the collection sends or shows for it is written back the same.
pub fn parameter<'g>(
    api: &'g Api<'g>,
    facts: &'g Facts,
    ids: &Ids<'_>,
    builder: &mut Builder<'g>,
    index: usize,
    operation: &Operation<'_>,
    parameter: &Parameter<'_>,
) -> Type {
    if let Some(ty) = made_up(parameter) {
        return ty;
    }
    if parameter.location == Location::Header {
        return Type::String;
    }
    let fact = facts.parameter(index, &parameter.name);
    let said = said(facts, index, parameter);
    let ty = if is_composed(parameter) || parameter.many_segments {
        Type::String
    } else {
        match scalar(parameter, said) {
            Type::String if said.is_none() => {
                ids.parameter(operation, parameter).unwrap_or(Type::String)
            }
            ty => ty,
        }
    };
    if ty != Type::String {
        return ty;
    }
    let listed = enums::listed(&parameter.docs);
    let listed = if listed.is_empty() {
        fact.map(|fact| fact.values.clone()).unwrap_or_default()
    } else {
        listed
    };
    if listed.is_empty() || is_composed(parameter) {
        return Type::String;
    }
    let owner = Owner {
        names: vec![super::naming::noun(api, operation)],
        key: parameter.name.clone(),
        fact: None,
        item: false,
        counts: false,
        domain: None,
        operations: Rc::new(BTreeSet::from([index])),
    };
    builder.enumeration(&listed, &owner)
}

/// The type of a parameter that Postman makes a value up for, where no example shows another.
fn made_up(parameter: &Parameter<'_>) -> Option<Type> {
    let ty = dynamic::ty(parameter.value.as_ref()?.as_variable()?)?;
    let is_path = matches!(parameter.location, Location::Path { .. });
    let usual = !is_path || !matches!(ty, Type::Bool | Type::F64);
    let fits_all = parameter.observed.iter().all(|value| fits(&ty, value));
    (usual && fits_all).then_some(ty)
}

/// The type that descriptions name for a parameter.
pub fn said(facts: &Facts, operation: usize, parameter: &Parameter<'_>) -> Option<Word> {
    facts
        .parameter(operation, &parameter.name)
        // Of two types text can be either.
        .and_then(|fact| fact.word.or(fact.either.map(|_| Word::String)))
        .or_else(|| word(&parameter.docs))
}

/// Whether a parameter's value has variables in it beside other text.
fn is_composed(parameter: &Parameter<'_>) -> bool {
    parameter
        .value
        .as_ref()
        .is_some_and(|value| value.has_variables() && value.as_variable().is_none())
}

/// The value that Postman sends whatever the values of variables; the type must hold it.
fn sent<'p>(parameter: &'p Parameter<'_>) -> Option<&'p str> {
    let fixed = match parameter.location {
        Location::Path { colon } => !colon,
        Location::Query | Location::Header => parameter.enabled,
    };
    parameter
        .value
        .as_ref()
        .and_then(|value| value.as_constant())
        .filter(|_| fixed)
}

fn scalar(parameter: &Parameter<'_>, said: Option<Word>) -> Type {
    let values: Vec<&str> = parameter
        .observed
        .iter()
        .map(String::as_str)
        .chain(sent(parameter))
        .collect();
    if values.is_empty() {
        return match said {
            Some(Word::Integer) => Type::I64,
            Some(Word::Uuid) => Type::Uuid,
            Some(Word::Bool) if parameter.location == Location::Query => Type::Bool,
            Some(_) => Type::String,
            None if parameter.location == Location::Query
                && pages::CountingWord::of(&parameter.name).is_some() =>
            {
                Type::I64
            }
            None => Type::String,
        };
    }
    if said == Some(Word::String) {
        return Type::String;
    }
    let query = parameter.location == Location::Query;
    [Type::I64, Type::Uuid, Type::Bool, Type::F64]
        .into_iter()
        .filter(|ty| query || !matches!(ty, Type::Bool | Type::F64))
        .find(|ty| values.iter().all(|value| fits(ty, value)))
        .unwrap_or(Type::String)
}

/// The type of the ids among some values of a path parameter.
pub fn of_values(values: &[String]) -> Type {
    [Type::I64, Type::Uuid]
        .into_iter()
        .find(|ty| values.iter().all(|value| fits(ty, value)))
        .unwrap_or(Type::String)
}

/// Whether a text is what a value of a type is written as.
pub fn fits(ty: &Type, text: &str) -> bool {
    match ty {
        Type::I64 => text
            .parse::<i64>()
            .is_ok_and(|value| value.to_string() == text),
        Type::F64 => text
            .parse::<f64>()
            .is_ok_and(|value| value.is_finite() && value.to_string() == text),
        Type::Bool => matches!(text, "true" | "false"),
        Type::Uuid => Formats::of(text) == Formats::UUID,
        Type::Timestamp => Formats::of(text).has(Formats::TIMESTAMP),
        _ => true,
    }
}

/// The type that a parameter's description names, where it cannot be a turn of phrase ("the number of", "a list of").
fn word(docs: &str) -> Option<Word> {
    let words = tables::word(docs)?;
    matches!(
        words,
        Word::Integer | Word::Uuid | Word::Bool | Word::String
    )
    .then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Template;

    fn path(observed: &[&str]) -> Parameter<'static> {
        Parameter {
            location: Location::Path { colon: true },
            name: "id".to_owned(),
            value: Some(Template::constant("anything")),
            enabled: true,
            fixed: false,
            default: None,
            setting: None,
            required: true,
            many_segments: false,
            observed: observed.iter().map(|value| (*value).to_owned()).collect(),
            docs: "".into(),
            pointer: String::new(),
        }
    }

    #[test]
    fn values_decide() {
        assert_eq!(scalar(&path(&["219421692", "1"]), None), Type::I64);
        assert_eq!(
            scalar(&path(&["892071a0-bb95-49bc-8021-3afd67a210bf"]), None),
            Type::Uuid
        );
        for value in ["007", "+5", "", "1.5", "true", "99999999999999999999"] {
            assert_eq!(scalar(&path(&[value]), None), Type::String, "{value}");
        }
        assert_eq!(scalar(&path(&["5"]), Some(Word::String)), Type::String);
        assert_eq!(scalar(&path(&[]), Some(Word::Integer)), Type::I64);
        assert_eq!(scalar(&path(&[]), None), Type::String);
    }

    #[test]
    fn what_is_sent_counts_as_a_value() {
        let mut query = Parameter {
            location: Location::Query,
            ..path(&["1"])
        };
        assert_eq!(scalar(&query, None), Type::String);
        query.enabled = false;
        assert_eq!(scalar(&query, None), Type::I64);
        query.observed = vec!["true".to_owned()];
        assert_eq!(scalar(&query, None), Type::Bool);
        query.observed = vec!["40.7128".to_owned()];
        assert_eq!(scalar(&query, None), Type::F64);
    }
}

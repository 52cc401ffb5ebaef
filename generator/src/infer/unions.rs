//! Decides what stands where values of several JSON kinds do: one arm a kind.

use super::graph::Spot;
use super::tables::Word;
use super::{formats, policy};
use crate::model::{Arm, ArmKind, Type, TypeDef, TypeKind};
use crate::shape::{Kinds, Placeholder, Shape, Strings};

/// The arms of the scalars at a place, in the order of kinds. `string` types its strings.
///
/// A placeholder (`"<integer>"`) is text that the saved example really holds, so a string arm stays; but what a server sends
/// in its place is the thing that it names, so that gets an arm too. Likewise a variable without quotes beside strings: what
/// stands there without quotes is a number.
pub fn scalar_arms(scalars: &Shape, string: impl FnOnce(&Strings) -> Type, arms: &mut Vec<Arm>) {
    let names = |placeholder: Placeholder| scalars.strings.placeholders & placeholder.bit() != 0;
    if scalars.bools > 0 || names(Placeholder::Bool) {
        arms.push(Arm {
            kind: ArmKind::Bool,
            ty: Type::Bool,
            word: None,
        });
    }
    let bare = scalars.holes > 0 && scalars.kinds() == Kinds::STRING;
    let named = match (
        names(Placeholder::Integer),
        names(Placeholder::Number) || bare,
    ) {
        (_, true) => Some(Type::F64),
        (true, false) => Some(Type::I64),
        (false, false) => None,
    };
    let seen = (scalars.numbers.count > 0).then(|| formats::number(&scalars.numbers));
    let number = match (seen, named) {
        (Some(Type::I64), Some(Type::F64)) => {
            Some(formats::number_with_fractions(&scalars.numbers))
        }
        (seen, named) => seen.or(named),
    };
    if let Some(ty) = number {
        arms.push(Arm {
            kind: ArmKind::Number,
            ty,
            word: None,
        });
    }
    if scalars.strings.count > 0 {
        arms.push(Arm {
            kind: ArmKind::String,
            ty: string(&scalars.strings),
            word: None,
        });
    }
}

/// Adds the arms that a description names beside those that were seen: `integer or string` where all examples are strings.
/// Where something else was seen the description is about something else.
pub fn add_told((one, other): (Word, Word), arms: &mut Vec<Arm>) {
    let told = |arm: &Arm| {
        [one, other]
            .iter()
            .any(|word| word.scalar() == Some(arm.kind))
    };
    if !arms.iter().all(told) {
        return;
    }
    for word in [one, other] {
        let (kind, ty) = match word {
            Word::Bool => (ArmKind::Bool, Type::Bool),
            Word::Integer => (ArmKind::Number, Type::I64),
            Word::Number | Word::Float => (ArmKind::Number, Type::F64),
            Word::String | Word::Uuid => (ArmKind::String, Type::String),
            Word::Array | Word::Object => continue,
        };
        if arms.iter().all(|arm| arm.kind != kind) {
            let word = None;
            arms.push(Arm { kind, ty, word });
        }
    }
    arms.sort_by_key(|arm| arm.kind);
}

/// Whether enough values of a union were seen to say that those of other kinds are wrong, and that its lists and objects are of
/// their arms' types. What is sent alone may be anything: it is the caller who knows better.
pub fn are_settled(def: &TypeDef) -> bool {
    let TypeKind::Union(arms) = &def.kind else {
        return false;
    };
    let sightings = if arms.iter().all(|arm| arm.kind.is_scalar()) {
        policy::SETTLED_SIGHTINGS
    } else {
        policy::SETTLED_SIGHTINGS_OF_CONTAINERS
    };
    def.seen >= sightings && def.tag.is_none() && def.usage.reply
}

/// Whether all that stands at a spot are placeholders of something that has no type: `"<object>"`, `"<any>"`.
pub fn is_anything(spot: &Spot) -> bool {
    let strings = &spot.scalars.strings;
    spot.kinds() == Kinds::STRING
        && strings.placeholder_count == strings.count
        && strings.placeholders == Placeholder::Any.bit()
}

/// What a union is called after its arms: `integer or string`.
pub fn name(arms: &[Arm], types: &[TypeDef]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| type_name(&arm.ty, types)).collect();
    names.join(" or ")
}

fn type_name(ty: &Type, types: &[TypeDef]) -> String {
    match ty {
        Type::Null => "null".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I64 | Type::U64 => "integer".to_owned(),
        Type::F64 | Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Timestamp | Type::DateTime => "timestamp".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Array(items) if **items == Type::Any => "list".to_owned(),
        Type::Array(items) => format!("{} list", type_name(items, types)),
        Type::Map(values) if **values == Type::Any => "map".to_owned(),
        Type::Map(values) => format!("{} map", type_name(values, types)),
        Type::Nullable(inner) => type_name(inner, types),
        Type::Named(id) => types
            .get(id.0)
            .and_then(|def| def.names.first())
            .cloned()
            .unwrap_or_else(|| "value".to_owned()),
        Type::Any => "any".to_owned(),
    }
}

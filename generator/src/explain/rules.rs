//! The rules of the inference in words, with the thresholds of its policy.

use crate::address::Addresses;
use crate::api::{Location, Operation, Parameter};
use crate::infer::policy;
use crate::model::{
    Content, Field, FieldEvidence, InWords, Model, NextPage, OperationTypes, PageParameter, Saying,
    Type, TypeDef, TypeId, TypeKind,
};
use crate::written;

/// Why a field has its type, and whether it must be there.
pub(super) fn field(model: &Model, def: &TypeDef, field: &Field) -> Vec<String> {
    let evidence = &field.evidence;
    let (value, is_nullable) = match &field.ty {
        Type::Nullable(inner) => (&**inner, true),
        ty => (ty, false),
    };
    let mut rules = vec![value_type(model, field, value)];
    if is_nullable {
        rules.push(if field.null > 0 {
            format!(
                "`null` is possible: it was `null` in {} of {}",
                field.null, field.present
            )
        } else if evidence.null_elsewhere {
            format!(
                "`null` is possible: fields of this name are `null` in one of {} types that have one, or more, and it takes {} objects \
                 to show otherwise",
                policy::ELSEWHERE_SHARE,
                policy::ELSEWHERE_SIGHTINGS
            )
        } else if let Some(needed) = evidence.values_needed {
            format!(
                "`null` is possible: {} values were seen, and here it takes {needed} to say that none is `null`, as the \
                 collection's own objects show",
                field.present
            )
        } else {
            "`null` is possible: a table in a description says so".to_owned()
        });
    }
    rules.push(presence(def, field, evidence));
    rules
}

/// Whether it must be there; the rule of `infer::required`.
fn presence(def: &TypeDef, field: &Field, evidence: &FieldEvidence) -> String {
    if evidence.pages {
        return "optional: it says how a list goes on, and where one ends such a field may be missing or `null`".to_owned();
    }
    if field.present == 0 && !evidence.sent {
        return "optional: no saved reply has it, but those of other calls about the same thing have, or those of many lists"
            .to_owned();
    }
    if field.present == 0 {
        return "optional: no example sends it, only the table in a request's description knows of it"
            .to_owned();
    }
    if field.present < def.seen {
        let lacking = def.seen - field.present;
        return format!(
            "optional: {lacking} of {} objects lack it, and every saved example must decode",
            def.seen
        );
    }
    let in_words = evidence.in_words.as_ref();
    match in_words.and_then(|said| said.required) {
        Some(true) => return "required: a table in a description says so".to_owned(),
        Some(false) => return "optional: a table in a description says so".to_owned(),
        None => {}
    }
    if evidence.told_by_a_word {
        return "optional: its name is the value of another field, and other values may bring other fields".to_owned();
    }
    if evidence.change && !evidence.subject {
        return "optional: the request changes something, and what is not to be changed must not be sent".to_owned();
    }
    if evidence.sent {
        return "required: every request of its kind sends it".to_owned();
    }
    let mut hints = Vec::new();
    if in_words.is_some() {
        hints.push("a table in a description names it");
    }
    if evidence.subject {
        hints.push("it is what the reply is about");
    }
    let mut hints = if hints.is_empty() {
        String::new()
    } else {
        format!(", and {}", hints.join(", and "))
    };
    if evidence.telling < def.seen {
        hints += &format!(
            " (of which {} tell: bodies of several requests are one type because all of them have the same keys)",
            evidence.telling
        );
    }
    if evidence.left_out_elsewhere && !field.required {
        return format!(
            "optional: all of {} objects have it{hints}, but fields of this name are left out in one of {} types that have one, or \
             more, and it takes {} objects to show otherwise",
            def.seen,
            policy::ELSEWHERE_SHARE,
            policy::ELSEWHERE_SIGHTINGS
        );
    }
    let needed = match evidence.left_out_elsewhere {
        true => def.evidence.sightings.max(policy::ELSEWHERE_SIGHTINGS),
        false => def.evidence.sightings,
    };
    if field.required {
        format!(
            "required: all of {} objects have it{hints}; {needed} are enough here: of the fields that so many objects have, the \
             collection's own show that the next one lacks less than {} in a hundred",
            def.seen,
            percent(policy::Thresholds::default().risk)
        )
    } else {
        format!(
            "optional: all of {} objects have it{hints}, but here it takes {needed} to call it required: of the fields that fewer \
             have, the next one lacks more than {} in a hundred, as the collection's own objects show (a name in a table, or being \
             what the reply is about, counts as one object more)",
            def.seen,
            percent(policy::Thresholds::default().risk)
        )
    }
}

/// The type of values that are there.
fn value_type(model: &Model, field: &Field, ty: &Type) -> String {
    let evidence = &field.evidence;
    let in_words = evidence.in_words.as_ref();
    let seen =
        evidence.bools + evidence.numbers + evidence.strings + evidence.arrays + evidence.objects;
    let named = |id: &TypeId| model.types.get(id.0).map(|def| &def.kind);
    if seen == 0 && *ty != Type::Any && *ty != Type::Null {
        let said = in_words.and_then(|said| said.ty.map(str::to_owned).or(told_union(said)));
        return match said {
            Some(said) => format!("no example has a value; a table in a description says `{said}`"),
            None => "no example has a value; what stands under the same name elsewhere decides"
                .to_owned(),
        };
    }
    match ty {
        Type::Bool => "all values are booleans".to_owned(),
        Type::I64 => "all numbers are integers that fit `i64`".to_owned(),
        Type::U64 => {
            "all numbers are integers, none below zero, some above the greatest `i64`".to_owned()
        }
        Type::F64 => "there are numbers with a fraction or an exponent (or the name or a description says so), and `f64` holds \
                      each of them without loss"
            .to_owned(),
        Type::Number => {
            "there are numbers that neither `i64`, `u64` nor `f64` holds without loss: their text is kept".to_owned()
        }
        Type::Timestamp | Type::DateTime | Type::Date | Type::Uuid => format!(
            "all strings are {}; it takes {} different ones (a name like `created_at` counts as one of a time or a date)",
            match ty {
                Type::Timestamp => "RFC 3339 time stamps in UTC that are written back the same",
                Type::DateTime => "RFC 3339 time stamps; each keeps its text, for some are not written as an instant in UTC is, or \
                                   `keep-unknown` asks for it",
                Type::Date => "calendar dates",
                _ => "UUIDs in lower case with hyphens",
            },
            policy::Thresholds::default().format
        ),
        Type::String => format!(
            "strings of no format that all of them have, and no enum: that takes a list in a description, or {} strings with each \
             value {} times on average",
            policy::ENUM_SIGHTINGS,
            policy::ENUM_SIGHTINGS_PER_VALUE
        ),
        Type::Array(_) => "arrays; the items of all of them decide the type of the items".to_owned(),
        Type::Map(_) => format!(
            "objects whose keys are data: numbers, UUIDs, dates, URLs, variables, keys that change from one object to the next, or \
             {} and more with values of one shape",
            policy::MAP_KEYS
        ),
        Type::Named(id) => match named(id) {
            Some(TypeKind::Enum(_)) if in_words.is_some_and(|said| said.values > 0) => {
                "a table in a description lists the values".to_owned()
            }
            Some(TypeKind::Enum(values)) => format!(
                "{} strings have {} values: {} strings with each value {} times on average make an enum",
                evidence.strings,
                values.len(),
                policy::ENUM_SIGHTINGS,
                policy::ENUM_SIGHTINGS_PER_VALUE
            ),
            Some(TypeKind::Union(_)) => match in_words.and_then(told_union) {
                Some(said) => format!("a table in a description says `{said}`"),
                None => "values of several kinds of JSON stand here".to_owned(),
            },
            _ => "objects; explain the struct to see what was pooled".to_owned(),
        },
        Type::Any | Type::Null => {
            "no example shows a value that is neither empty nor `null`: any JSON is taken".to_owned()
        }
        Type::Nullable(inner) => value_type(model, field, inner),
    }
}

/// What a table says of a value that is of one of two types.
fn told_union(said: &InWords) -> Option<String> {
    let (one, other) = said.either?;
    Some(format!("{one} or {other}"))
}

/// Why a type is one.
pub(super) fn ty(def: &TypeDef) -> Vec<String> {
    match &def.kind {
        TypeKind::Struct(_) => vec![
            format!(
                "objects are one type where they stand under the same name and their keys overlap by {} in a hundred, or under any \
                 name by {} in a hundred with {} keys in common, or {} telling ones (requests, replies and errors apart)",
                percent(policy::SAME_NAME_OVERLAP),
                percent(policy::ANY_NAME_OVERLAP),
                policy::ANY_NAME_COMMON,
                policy::ANY_NAME_TELLING
            ),
            "it is called after the key that it stands under".to_owned(),
        ],
        TypeKind::Enum(_) => vec![format!(
            "strings are an enum where a description lists the values, or where {} strings have each value {} times on average; it \
             is open: other values are kept",
            policy::ENUM_SIGHTINGS,
            policy::ENUM_SIGHTINGS_PER_VALUE
        )],
        TypeKind::Union(_) if def.tag.is_some() => vec![
            format!(
                "{:?} tells forms of these objects apart: all of them have it, as a word, and objects with different words either \
                 have the same fields or each have one that the others never have",
                def.tag.as_deref().unwrap_or_default()
            ),
            "an arm a word, and `Other` for objects with any other word or none".to_owned(),
        ],
        TypeKind::Union(_) => {
            let rest = if def.settled {
                format!(
                    "after {} values ({} where some are lists or objects) one of another kind is an error, as it is where all were of \
                     one kind; {} were seen",
                    policy::SETTLED_SIGHTINGS,
                    policy::SETTLED_SIGHTINGS_OF_CONTAINERS,
                    def.seen
                )
            } else {
                "`Other` takes the rest".to_owned()
            };
            vec![
                "values of several kinds of JSON stand at one place: one arm a kind".to_owned(),
                rest,
            ]
        }
    }
}

fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// What was counted at a field, by kind.
pub(super) fn kinds(evidence: &FieldEvidence) -> Option<String> {
    let values = match (evidence.values, evidence.more_values) {
        (0, _) => String::new(),
        (count, true) => format!(" (more than {count} different ones)"),
        (count, false) => format!(" ({count} different)"),
    };
    let kinds = [
        (evidence.bools, "booleans".to_owned()),
        (evidence.numbers, "numbers".to_owned()),
        (evidence.strings, format!("strings{values}")),
        (evidence.placeholders, "of them placeholders".to_owned()),
        (evidence.variables, "variables without quotes".to_owned()),
        (evidence.arrays, "arrays".to_owned()),
        (evidence.objects, "objects".to_owned()),
    ];
    let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<String> = kinds
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}

/// Why a parameter has its type, and whether it is an argument.
pub(super) fn parameter(model: &Model, parameter: &Parameter<'_>, ty: &Type) -> Vec<String> {
    let is_enum = matches!(ty, Type::Named(id) if model.types.get(id.0).is_some());
    let why = if parameter.location == Location::Header {
        "headers are text".to_owned()
    } else if is_enum {
        "its description, or a table near it, lists the values".to_owned()
    } else if *ty == Type::String {
        "no other type holds all its values, or its description says that it is text, or nothing is known of it".to_owned()
    } else if parameter.observed.is_empty() {
        "no value of it is known; its description, a table near it or its name (`page`, `limit`) says so".to_owned()
    } else {
        format!(
            "all {} values that are known of it are written that way",
            parameter.observed.len()
        )
    };
    let need = match (parameter.location, parameter.required) {
        (Location::Path { .. }, _) => "an argument: the path needs it",
        (_, true) => "an argument: the collection calls it required",
        _ if parameter.default.is_some() => {
            "optional: it has a default, for its value in the collection is one of many"
        }
        (_, false) => "optional: nothing says that a call makes no sense without it",
    };
    vec![why, need.to_owned()]
}

/// What a method gives.
pub(super) fn reply(addresses: &Addresses, types: &OperationTypes) -> String {
    let content = |content: &Content| match content {
        Content::Empty => "()".to_owned(),
        Content::Json(ty) => written::show(addresses, ty),
        Content::Text(_) => "String".to_owned(),
        Content::Bytes(_) => "RawBody".to_owned(),
        Content::JsonOrText(ty) => format!("JsonOrText<{}>", written::show(addresses, ty)),
    };
    match types.success.as_slice() {
        [] => "RawBody".to_owned(),
        replies => {
            let all: Vec<String> = replies
                .iter()
                .map(|reply| content(&reply.content))
                .collect();
            all.join(" or ")
        }
    }
}

/// Why it gives that.
pub(super) fn replies(operation: &Operation<'_>, types: &OperationTypes) -> Vec<String> {
    let success = operation
        .examples
        .iter()
        .filter(|example| example.status < 400);
    let statuses = |statuses: &[u16]| {
        let all: Vec<String> = statuses.iter().map(u16::to_string).collect();
        all.join(", ")
    };
    let mut rules = vec![match types.success.as_slice() {
        [] => "no example shows a success reply: the body is given as it comes".to_owned(),
        replies => {
            let all: Vec<String> = replies.iter().map(|it| statuses(&it.statuses)).collect();
            format!(
                "{} of status {} decide the reply",
                super::counted(success.count(), "success example"),
                all.join(" and ")
            )
        }
    }];
    if !types.errors.is_empty() {
        let all: Vec<u16> = types.errors.iter().map(|(status, _)| *status).collect();
        rules.push(format!("errors of status {} are shown", statuses(&all)));
    }
    rules
}

/// How a method pages, and why.
pub(super) fn pages(operation: &Operation<'_>, types: &OperationTypes) -> Option<String> {
    let pages = types.pages.as_ref()?;
    let parameter = |parameter: &PageParameter| match parameter {
        PageParameter::Query(index) => {
            let parameter = operation.parameters.get(*index);
            parameter.map_or(String::new(), |it| it.name.clone())
        }
        PageParameter::Body(way) => format!("{} of the body", way.join(".")),
    };
    let items = if pages.items.is_empty() {
        "the reply is the list".to_owned()
    } else {
        format!("the list is `{}`", pages.items.join("."))
    };
    let next = match &pages.next {
        NextPage::Link(keys) => format!("`{}` holds a URL", keys.join(".")),
        NextPage::Page {
            parameter: at,
            first,
        } => format!("`{}` counts pages, from {first}", parameter(at)),
        NextPage::Offset {
            parameter: at,
            first,
        } => format!("`{}` counts items, from {first}", parameter(at)),
        NextPage::Cursor {
            from,
            parameter: at,
        } => format!("`{}` is sent back as `{}`", from.join("."), parameter(at)),
        NextPage::LastItem { key, parameter: at } => {
            format!(
                "`{key}` of the last item is sent back as `{}`",
                parameter(at)
            )
        }
        NextPage::LinkHeader => "a saved reply has the header `Link`".to_owned(),
    };
    let says = pages.says.iter().map(|(saying, way)| {
        let what = match saying {
            Saying::More => "whether there are more",
            Saying::Last => "whether it is the last",
            Saying::Pages => "how many pages there are",
            Saying::Total => "how many items there are",
            Saying::Size => "how many items a page holds",
            Saying::Number => "the number of the page",
        };
        format!("; `{}` says {what}", way.join("."))
    });
    let says: String = says.collect();
    Some(format!("it pages: {items}, and {next}{says}"))
}

/// The struct, enum or union inside a type.
pub(super) fn innermost(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => innermost(inner),
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

//! Decides what ids in paths are where no saved example shows one: what other paths or replies show of the same thing.

use std::collections::BTreeMap;

use super::graph::{Domain, Graph, ObjectId};
use super::policy::Thresholds;
use super::{formats, params, words};
use crate::api::{Api, Location, Operation, Parameter, PathPiece, Template};
use crate::model::Type;
use crate::shape::Kinds;

/// The ids of the things of an API.
#[derive(Debug)]
pub struct Ids<'a> {
    api: &'a Api<'a>,
    /// By a parameter's name: the type of all values that paths show for it; `None` where they have none in common.
    shown: BTreeMap<&'a str, Option<Type>>,
    /// By a thing's name and the key of its id: the type that all replies agree on.
    replied: BTreeMap<(String, &'static str), Option<Type>>,
}

/// Keys of ids.
const KEYS: [&str; 2] = ["id", "uuid"];

impl<'a> Ids<'a> {
    /// Looks at all paths and replies.
    pub fn of(api: &'a Api<'a>, graph: &Graph, thresholds: Thresholds) -> Ids<'a> {
        let mut shown: BTreeMap<&str, Option<Type>> = BTreeMap::new();
        for parameter in api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters)
        {
            if is_path(parameter) && !parameter.observed.is_empty() {
                agree(
                    &mut shown,
                    &parameter.name,
                    params::of_values(&parameter.observed),
                );
            }
        }
        let mut replied = BTreeMap::new();
        for (id, object) in graph.objects() {
            if object.domain != Domain::Reply {
                continue;
            }
            for key in KEYS {
                let Some(ty) = id_type(graph, id, key, thresholds) else {
                    continue;
                };
                for place in object.places.keys() {
                    agree(&mut replied, (place.name.clone(), key), ty.clone());
                }
            }
        }
        Ids {
            api,
            shown,
            replied,
        }
    }

    /// The type of a path parameter of which no example shows a value, where something else does.
    pub fn parameter(&self, operation: &Operation<'_>, parameter: &Parameter<'_>) -> Option<Type> {
        if !is_path(parameter) || !parameter.observed.is_empty() {
            return None;
        }
        let name = words::words(&parameter.name);
        let key = *KEYS.iter().find(|key| name.ends_with(**key))?;
        let thing = match name.strip_suffix(key)?.trim_end() {
            "" => noun_before(operation, parameter)?,
            // `paid`, `grid`
            thing if name.ends_with(&format!(" {key}")) => words::singular(thing),
            _ => return None,
        };
        // What paths show is nearer; a name that is no more than `id` is another thing's in each path.
        let shown = (name != key)
            .then(|| self.shown.get(parameter.name.as_str()))
            .flatten();
        let ty = match shown {
            Some(ty) => ty.clone()?,
            None => self.replied.get(&(thing, key))?.clone()?,
        };
        self.own_value(parameter)
            .is_none_or(|value| params::fits(&ty, value))
            .then_some(ty)
    }

    /// The value that the collection itself has for a parameter.
    fn own_value<'v>(&'v self, parameter: &'v Parameter<'_>) -> Option<&'v str> {
        let value: &Template = parameter.value.as_ref()?;
        let text = match value.as_variable() {
            Some(name) => self
                .api
                .variables
                .iter()
                .find(|variable| variable.name == name)?
                .value
                .as_deref()?,
            None => value.as_constant()?,
        };
        let stands_for_one = text.is_empty() || text.starts_with([':', '{', '<']);
        (!stands_for_one).then_some(text)
    }
}

fn is_path(parameter: &Parameter<'_>) -> bool {
    matches!(parameter.location, Location::Path { .. }) && !parameter.many_segments
}

/// Notes a type for a thing; things that have had another type have none.
fn agree<K: Ord>(types: &mut BTreeMap<K, Option<Type>>, thing: K, ty: impl Into<Option<Type>>) {
    let ty = ty.into();
    let known = types.entry(thing).or_insert_with(|| ty.clone());
    if *known != ty {
        *known = None;
    }
}

/// The type of the ids of an object, `String` where they are something else; `None` where it has none.
fn id_type(graph: &Graph, id: ObjectId, key: &str, thresholds: Thresholds) -> Option<Type> {
    let member = graph.object(id).members()?.get(key)?;
    let spot = graph.spot(member.spot);
    let scalars = &spot.scalars;
    let kinds = spot.kinds();
    Some(if kinds == Kinds::NUMBER {
        match formats::number(&scalars.numbers) {
            Type::I64 => Type::I64,
            _ => Type::String,
        }
    } else if kinds == Kinds::STRING
        && formats::string(&scalars.strings, key, thresholds) == Type::Uuid
    {
        Type::Uuid
    } else {
        Type::String
    })
}

/// What the segment before a parameter names: `user` for `/users/:id`.
fn noun_before(operation: &Operation<'_>, parameter: &Parameter<'_>) -> Option<String> {
    let at = operation.path.iter().position(|piece| match piece {
        PathPiece::Parameter(index) => operation
            .parameters
            .get(*index)
            .is_some_and(|it| std::ptr::eq(it, parameter)),
        PathPiece::Literal(_) => false,
    })?;
    match operation.path.get(at.checked_sub(1)?)? {
        PathPiece::Literal(text) => {
            let segment = text.strip_suffix('/')?.rsplit('/').next()?;
            Some(words::singular(segment)).filter(|noun| !noun.is_empty())
        }
        PathPiece::Parameter(_) => None,
    }
}

//! Chooses the values that the replay program makes its calls with.
//!
//! One value for each variable, that fits all its uses: a variable that is an integer in a path and text in a body gets an
//! integer. The collection's own value first, then one from a saved example, then a made-up one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::{check, params};
use crate::api::{Api, Body, FormValue, Location, Operation, Parameter, Role, Template, Variable};
use crate::dynamic;
use crate::model::{Model, Type, TypeKind, Values};
use crate::template::{self, MARK_CLOSE, MARK_OPEN};

/// The UUID that stands where one has to be made up.
pub const UUID: &str = "6f2c1f4e-8a3d-4b5c-9e7f-0a1b2c3d4e5f";

/// Chooses them.
pub fn values(api: &Api<'_>, model: &Model) -> Values {
    let uses = Uses::of(api, model);
    let mut values = Values::default();
    for variable in &api.variables {
        let value = uses.choose(variable);
        values.variables.insert(variable.name.clone(), value);
    }
    for (index, operation) in api.operations.iter().enumerate() {
        for (at, parameter) in operation.parameters.iter().enumerate() {
            if parameter.location == (Location::Path { colon: true }) {
                let ty = type_of(model, index, at);
                let value = path_value(parameter, &ty, &values.variables);
                values
                    .path_variables
                    .insert(format!("{}/{}", operation.pointer, parameter.name), value);
            }
        }
    }
    values
}

fn type_of(model: &Model, operation: usize, parameter: usize) -> Type {
    let types = model
        .operations
        .get(operation)
        .and_then(|types| types.parameters.get(parameter));
    types.cloned().unwrap_or(Type::String)
}

fn path_value(
    parameter: &Parameter<'_>,
    ty: &Type,
    variables: &BTreeMap<String, String>,
) -> String {
    let filled = parameter.value.as_ref().and_then(|value| {
        value.fill(|name| {
            variables
                .get(name)
                .map(|value| Cow::Borrowed(value.as_str()))
        })
    });
    let need = Need::Path {
        ty: ty.clone(),
        many: parameter.many_segments,
    };
    filled
        .into_iter()
        .chain(least_first(&parameter.observed))
        .chain(made_up(&parameter.name))
        .find(|value| need.fits(&[], value))
        .unwrap_or_else(|| "1".to_owned())
}

/// The shortest first: an order that is not that of the examples.
fn least_first(observed: &[String]) -> Vec<String> {
    let mut values = observed.to_vec();
    values.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    values.dedup();
    values
}

/// What a use asks of a variable's value.
enum Need {
    /// A query parameter or a header of a type.
    Text(Type),
    /// A path parameter of a type.
    Path { ty: Type, many: bool },
    /// A piece of a JSON string.
    InString,
    /// A JSON value of a type.
    Json(Type),
    /// A piece of a number or of another bare word.
    Digits,
}

impl Need {
    fn fits(&self, types: &[crate::model::TypeDef], text: &str) -> bool {
        match self {
            Need::Text(ty) => params::fits(ty, text),
            Need::Path { ty, many } => {
                let segment = |text: &str| {
                    !matches!(text, "" | "." | "..") && !text.contains(['?', '#', '{', '}', '\\'])
                };
                let is_path = if *many {
                    text.split('/').all(segment)
                } else {
                    segment(text) && !text.contains('/')
                };
                is_path && params::fits(ty, text)
            }
            Need::InString => serde_json::from_str::<String>(&format!("\"{text}\"")).is_ok(),
            Need::Json(ty) => serde_json::from_str::<Value>(text)
                .is_ok_and(|value| check::accepts(types, ty, &value)),
            Need::Digits => {
                !text.is_empty()
                    && text.bytes().all(|byte| byte.is_ascii_digit())
                    && !text.starts_with('0')
            }
        }
    }
}

/// What all uses ask of each variable.
struct Uses<'m> {
    model: &'m Model,
    needs: BTreeMap<String, Vec<Need>>,
    /// Values that saved examples show for a variable.
    observed: BTreeMap<String, Vec<String>>,
}

impl<'m> Uses<'m> {
    fn of(api: &Api<'_>, model: &'m Model) -> Uses<'m> {
        let mut uses = Uses {
            model,
            needs: BTreeMap::new(),
            observed: BTreeMap::new(),
        };
        for (index, operation) in api.operations.iter().enumerate() {
            for (at, parameter) in operation.parameters.iter().enumerate() {
                uses.parameter(parameter, &type_of(model, index, at));
            }
            uses.body(
                operation,
                model
                    .operations
                    .get(index)
                    .and_then(|types| types.body.as_ref()),
            );
        }
        uses
    }

    fn need(&mut self, name: &str, need: Need) {
        self.needs.entry(name.to_owned()).or_default().push(need);
    }

    fn parameter(&mut self, parameter: &Parameter<'_>, ty: &Type) {
        let Some(value) = &parameter.value else {
            return;
        };
        let lone = value.as_variable();
        for name in value.variables() {
            let ty = if lone.is_some() {
                ty.clone()
            } else {
                Type::String
            };
            let need = match parameter.location {
                Location::Path { .. } => Need::Path {
                    ty,
                    many: parameter.many_segments,
                },
                Location::Query | Location::Header => Need::Text(ty),
            };
            self.need(name, need);
        }
        if let Some(name) = lone {
            self.observed
                .entry(name.to_owned())
                .or_default()
                .extend(parameter.observed.iter().cloned());
        }
    }

    fn body(&mut self, operation: &Operation<'_>, ty: Option<&Type>) {
        match &operation.body {
            Some(
                Body::Json { text, .. }
                | Body::GraphQl {
                    variables: Some(text),
                    ..
                },
            ) if text.contains("{{") => {
                let marked = template::mark_holes(text);
                if let Ok(value) = serde_json::from_str::<Value>(&marked) {
                    self.json(&value, ty.unwrap_or(&Type::Any));
                }
            }
            Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) => {
                for field in fields {
                    if let FormValue::Text(text) = &field.value {
                        self.texts(text);
                    }
                }
            }
            _ => {}
        }
    }

    fn texts(&mut self, text: &Template) {
        for name in text.variables() {
            self.need(name, Need::Text(Type::String));
        }
    }

    /// Walks a JSON template beside its type.
    fn json(&mut self, value: &Value, ty: &Type) {
        let ty = match ty {
            Type::Nullable(inner) => inner,
            ty => ty,
        };
        match value {
            Value::String(text) => {
                let bare = text
                    .strip_prefix(MARK_OPEN)
                    .and_then(|text| text.strip_suffix(MARK_CLOSE));
                match bare {
                    Some(composed) if composed.contains("{{") => {
                        for hole in template::holes(composed) {
                            self.need(hole.name, Need::Digits);
                        }
                    }
                    Some(name) => self.need(name, Need::Json(ty.clone())),
                    None => self.in_string(text),
                }
            }
            Value::Array(items) => {
                let inner = self.arm(ty, |ty| {
                    if let Type::Array(inner) = ty {
                        Some((**inner).clone())
                    } else {
                        None
                    }
                });
                for item in items {
                    self.json(item, &inner);
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    self.in_string(key);
                    let inner = self.member(ty, key);
                    self.json(member, &inner);
                }
            }
            _ => {}
        }
    }

    fn in_string(&mut self, text: &str) {
        for hole in template::holes(text) {
            self.need(hole.name, Need::InString);
        }
    }

    /// What a type, or an arm of it, is inside.
    fn arm(&self, ty: &Type, inner: impl Fn(&Type) -> Option<Type>) -> Type {
        if let Type::Named(id) = ty
            && let Some(TypeKind::Union(arms)) = self.model.types.get(id.0).map(|def| &def.kind)
        {
            return arms
                .iter()
                .find_map(|arm| inner(&arm.ty))
                .unwrap_or(Type::Any);
        }
        inner(ty).unwrap_or(Type::Any)
    }

    fn member(&self, ty: &Type, key: &str) -> Type {
        self.arm(ty, |ty| match ty {
            Type::Map(values) => Some((**values).clone()),
            Type::Named(id) => match self.model.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Struct(fields)) => fields
                    .iter()
                    .find(|field| field.wire == key)
                    .map(|field| field.ty.clone()),
                _ => None,
            },
            _ => None,
        })
    }

    fn choose(&self, variable: &Variable) -> String {
        let needs = self
            .needs
            .get(&variable.name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let observed = self
            .observed
            .get(&variable.name)
            .map(|values| least_first(values))
            .unwrap_or_default();
        let samples = needs.iter().filter_map(|need| match need {
            Need::Json(ty) => Some(check::sample(self.model, ty).to_string()),
            _ => None,
        });
        let own = variable.value.clone();
        let by_role = match variable.role {
            Role::Server => Some(format!("https://{}.example", host(&variable.name))),
            Role::Dynamic => dynamic::sample(&variable.name).map(str::to_owned),
            Role::Credential | Role::Parameter => None,
        };
        let candidates: Vec<String> = own
            .into_iter()
            .chain(by_role)
            .chain(observed)
            .chain(made_up(&variable.name))
            .chain(samples)
            .collect();
        let unmet = |value: &String| {
            needs
                .iter()
                .filter(|need| !need.fits(&self.model.types, value))
                .count()
        };
        // Where nothing fits all uses, what fits the most.
        candidates
            .into_iter()
            .min_by_key(unmet)
            .unwrap_or_else(|| "1".to_owned())
    }
}

/// Values that are made up, from the most telling to the most fitting.
fn made_up(name: &str) -> impl Iterator<Item = String> + use<> {
    let text: String = name
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() || matches!(char, '_' | '-') {
                char
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let text = if text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        text
    } else {
        "value".to_owned()
    };
    let quoted = format!("\"{text}\"");
    [
        text,
        "1".to_owned(),
        UUID.to_owned(),
        "true".to_owned(),
        quoted,
        "{}".to_owned(),
        "[]".to_owned(),
    ]
    .into_iter()
}

fn host(name: &str) -> String {
    let host: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(40)
        .collect();
    if host.is_empty() {
        "server".to_owned()
    } else {
        host.to_ascii_lowercase()
    }
}

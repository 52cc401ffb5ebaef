//! Why a thing of the crate is as it is: its type, the rule that chose it, what was counted, and the examples behind it.

mod rules;
mod snippet;

use std::collections::BTreeSet;

use crate::address::{Addresses, Thing};
use crate::api::{Api, Location, OperationId};
use crate::examples::{self, Origin};
use crate::model::{Model, TypeId, TypeKind};
use crate::written;
use crate::{Understood, emit, overrides};

/// How many examples are named.
const NAMED_EXAMPLES: usize = 8;

/// Why a thing is as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Its path.
    pub path: String,
    /// What it is: `a field`, and what it was made from.
    pub what: String,
    /// Its type, as Rust writes it; empty where it has none.
    pub ty: String,
    /// The rules that chose it, one a sentence.
    pub rules: Vec<String>,
    /// What was counted, one a line.
    pub counts: Vec<String>,
    /// What the collection shows of it.
    pub examples: Vec<Shown>,
    /// How many more examples there are.
    pub more: usize,
    /// The override that changes it, as TOML.
    pub overrides: String,
    /// The byte of the overrides at which something is said of it already.
    pub overridden: Option<usize>,
}

/// A place in the collection that shows a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// JSON pointer of the place.
    pub pointer: String,
    /// The request's name, and the example's.
    pub name: String,
    /// What it shows, where it is short and no secret.
    pub value: Option<String>,
}

/// Overrides, and what comes of them.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'x> {
    /// Their text.
    pub text: &'x str,
    /// The API as they leave it; `None` where they cannot be applied.
    pub understood: Option<&'x Understood<'x>>,
}

/// Explains the thing at an address, as it is without overrides: that is what there is evidence for. What overrides rename is
/// found by its new name too, and what only they make is explained as they make it.
///
/// # Errors
///
/// Where the address leads nowhere: the nearest ones.
pub fn explain(
    understood: &Understood<'_>,
    address: &str,
    overrides: Option<Decided<'_>>,
) -> Result<Explanation, Vec<String>> {
    let text = overrides.map(|decided| decided.text);
    let addresses = addresses_of(understood);
    if let Some(thing) = addresses.find(address) {
        return Ok(explanation(understood, &addresses, thing, text));
    }
    let mut first_names = text
        .iter()
        .flat_map(|text| overrides::first_names(text, address));
    if let Some(thing) = first_names.find_map(|first| addresses.find(&first)) {
        let mut found = explanation(understood, &addresses, thing, text);
        found.rules.push(format!("an override calls it {address}"));
        return Ok(found);
    }
    if let Some(decided) = overrides.and_then(|decided| decided.understood) {
        let addresses = addresses_of(decided);
        if let Some(thing) = addresses.find(address) {
            let mut found = explanation(decided, &addresses, thing, text);
            let made = "an override makes it: without overrides there is none".to_owned();
            found.rules.insert(0, made);
            return Ok(found);
        }
    }
    Err(addresses.similar(address))
}

fn addresses_of(understood: &Understood<'_>) -> Addresses {
    Addresses::of(&understood.api, &understood.model, &understood.names)
}

/// What there is to say about a thing.
fn explanation(
    understood: &Understood<'_>,
    addresses: &Addresses,
    thing: Thing,
    overrides: Option<&str>,
) -> Explanation {
    let explainer = Explainer {
        understood,
        addresses,
    };
    let mut explanation = Explanation {
        path: addresses.path(thing).unwrap_or_default().to_owned(),
        ..Explanation::default()
    };
    explainer.explain(thing, &mut explanation);
    explanation.overrides = snippet::of(thing, understood, &explanation);
    explanation.overridden = overrides.and_then(|text| overrides::said_of(text, addresses, thing));
    explanation
}

struct Explainer<'x> {
    understood: &'x Understood<'x>,
    addresses: &'x Addresses,
}

impl Explainer<'_> {
    fn api(&self) -> &Api<'_> {
        &self.understood.api
    }

    fn model(&self) -> &Model {
        &self.understood.model
    }

    fn explain(&self, thing: Thing, out: &mut Explanation) {
        match thing {
            Thing::Folder(id) | Thing::FolderType(id) => {
                let Some(folder) = self.api().resources.get(id.0) else {
                    return;
                };
                out.what = format!("the folder {:?}", folder.name);
                out.rules.push(
                    "a folder of the collection is a module; its name is the folder's words without what all folders have"
                        .to_owned(),
                );
                let all = self.api().operations.iter();
                let own = all.filter(|operation| operation.resource == id).count();
                out.counts
                    .push(format!("{} in it", counted(own, "request")));
                out.examples.push(Shown {
                    pointer: folder.pointer.clone(),
                    name: folder.name.to_string(),
                    value: None,
                });
            }
            Thing::Method(id) | Thing::CallType(id) => self.method(id, out),
            Thing::Parameter(id, at) => self.parameter(id, at, out),
            Thing::FormField(id, at) => self.form_field(id, at, out),
            Thing::Type(id) => self.ty(id, out),
            Thing::Member(id, at) => self.member(id, at, out),
            Thing::Credential(id) => {
                let Some(credential) = self.api().credentials.get(id.0) else {
                    return;
                };
                out.what = format!("the credential {:?}", credential.name);
                out.rules.push(
                    "every different way of authenticating that a request uses is a method of the builder".to_owned(),
                );
                let uses =
                    self.api().operations.iter().filter(|it| {
                        it.credential == Some(id) || it.more_credentials.contains(&id)
                    });
                out.counts
                    .push(format!("{} with it", counted(uses.count(), "request")));
                out.examples.push(Shown {
                    pointer: credential.pointer.clone(),
                    name: "its first use".to_owned(),
                    value: None,
                });
            }
            Thing::Setting(id) => {
                let Some(setting) = self.api().settings.get(id.0) else {
                    return;
                };
                out.what = format!("the setting {:?} of the client", setting.name);
                out.rules.push(
                    "most calls send it with one value, and its name says that it is not about one call: the client is told once"
                        .to_owned(),
                );
                out.examples.push(Shown {
                    pointer: setting.pointer.clone(),
                    name: "its first use".to_owned(),
                    value: None,
                });
            }
            Thing::Server(id) => {
                let Some(server) = self.api().servers.get(id.0) else {
                    return;
                };
                out.what = format!("the server {:?}", server.template.to_string());
                out.rules.push(match &server.default {
                    Some(url) => format!(
                        "it is {url} unless the client is told another one: a variable or the URL of a saved example says so"
                    ),
                    None => "the collection does not say its URL".to_owned(),
                });
                let uses = self.api().operations.iter().filter(|it| it.server == id);
                out.counts
                    .push(format!("{} requests go to it", uses.count()));
            }
        }
    }

    fn method(&self, id: OperationId, out: &mut Explanation) {
        let (Some(operation), Some(types)) = (
            self.api().operations.get(id.0),
            self.model().operations.get(id.0),
        ) else {
            return;
        };
        out.what = format!(
            "the request {:?}, {}",
            operation.name,
            emit::route(operation)
        );
        out.ty = rules::reply(self.addresses, types);
        out.rules.push(
            "a request is a method; its name is the request's without what the folder says"
                .to_owned(),
        );
        out.rules.extend(rules::replies(operation, types));
        out.rules.extend(rules::pages(operation, types));
        out.counts
            .push(format!("{} saved examples", operation.examples.len()));
        out.examples.push(Shown {
            pointer: operation.pointer.clone(),
            name: operation.name.to_string(),
            value: None,
        });
        for example in &operation.examples {
            self.show(
                out,
                Shown {
                    pointer: example.pointer.clone(),
                    name: example.name.to_string(),
                    value: Some(example.status.to_string()),
                },
            );
        }
    }

    fn parameter(&self, id: OperationId, at: usize, out: &mut Explanation) {
        let (Some(operation), Some(types)) = (
            self.api().operations.get(id.0),
            self.model().operations.get(id.0),
        ) else {
            return;
        };
        let (Some(parameter), Some(ty)) = (operation.parameters.get(at), types.parameters.get(at))
        else {
            return;
        };
        let place = match parameter.location {
            Location::Path { .. } => "path parameter",
            Location::Query => "query parameter",
            Location::Header => "header",
        };
        out.what = format!("the {place} {:?} of {:?}", parameter.name, operation.name);
        out.ty = written::show(self.addresses, ty);
        out.rules
            .extend(rules::parameter(self.model(), parameter, ty));
        out.counts.push(format!(
            "{} of it, in the request and in the URLs of its examples",
            counted(parameter.observed.len(), "different value")
        ));
        out.examples.push(Shown {
            pointer: parameter.pointer.clone(),
            name: operation.name.to_string(),
            value: parameter
                .observed
                .iter()
                .find_map(|value| examples::shortened(&parameter.name, &value.as_str().into())),
        });
    }

    fn form_field(&self, id: OperationId, at: usize, out: &mut Explanation) {
        use crate::api::{Body, FormValue};
        let Some(operation) = self.api().operations.get(id.0) else {
            return;
        };
        let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body else {
            return;
        };
        let Some(field) = fields.get(at) else { return };
        out.what = format!("the form field {:?} of {:?}", field.name, operation.name);
        let (ty, rule) = match field.value {
            FormValue::Text(_) => ("String", "text is text: a form has no other types"),
            FormValue::File { .. } => ("Part", "the collection sends a file"),
        };
        out.ty = ty.to_owned();
        out.rules.push(rule.to_owned());
        out.rules.push(
            if field.enabled {
                "required if its description says so, where any field's does; else because the collection sends it"
            } else {
                "optional: the entry is disabled"
            }
            .to_owned(),
        );
        out.examples.push(Shown {
            pointer: field.pointer.clone(),
            name: operation.name.to_string(),
            value: None,
        });
    }

    fn ty(&self, id: TypeId, out: &mut Explanation) {
        let Some(def) = self.model().types.get(id.0) else {
            return;
        };
        out.what = match &def.kind {
            TypeKind::Struct(fields) => format!("a struct of {} fields", fields.len()),
            TypeKind::Enum(values) => format!("an open enum of {} values", values.len()),
            TypeKind::Union(arms) if def.tag.is_some() => {
                format!("a union of {} forms of objects", arms.len())
            }
            TypeKind::Union(arms) => format!("a union of {} kinds of JSON", arms.len()),
        };
        out.rules.extend(rules::ty(def));
        if matches!(def.kind, TypeKind::Struct(_)) {
            out.counts.extend(self.pooled(id));
            self.show_objects(id, None, out);
        } else {
            self.uses(id, out);
        }
    }

    fn member(&self, id: TypeId, at: usize, out: &mut Explanation) {
        let Some(def) = self.model().types.get(id.0) else {
            return;
        };
        match &def.kind {
            TypeKind::Struct(fields) => {
                let Some(field) = fields.get(at) else { return };
                out.what = format!("the field {:?}", field.wire);
                let ty = written::show(self.addresses, &field.ty);
                out.ty = if field.required {
                    ty
                } else {
                    format!("Option<{ty}>")
                };
                out.rules.extend(rules::field(self.model(), def, field));
                out.counts.push(format!(
                    "present in {} of {} objects, null in {}",
                    field.present, def.seen, field.null
                ));
                out.counts.extend(rules::kinds(&field.evidence));
                out.counts.extend(self.pooled(id));
                self.show_objects(id, Some(&field.wire), out);
            }
            TypeKind::Enum(variants) => {
                let Some(variant) = variants.get(at) else {
                    return;
                };
                out.what = format!("the value {:?}", variant.wire);
                out.rules.extend(rules::ty(def));
                self.uses(id, out);
            }
            TypeKind::Union(arms) => {
                let Some(arm) = arms.get(at) else { return };
                out.what = match (&def.tag, &arm.word) {
                    (Some(tag), Some(word)) => format!("objects with {tag:?}: {word:?}"),
                    _ => format!("values of the kind {:?}", arm.kind).to_lowercase(),
                };
                out.ty = written::show(self.addresses, &arm.ty);
                out.rules.extend(rules::ty(def));
                self.uses(id, out);
            }
        }
    }

    /// Where the objects of a struct stand.
    fn pooled(&self, id: TypeId) -> Option<String> {
        let def = self.model().types.get(id.0)?;
        let places: Vec<String> = def
            .evidence
            .places
            .iter()
            .map(|(place, count)| format!("{count} as {place}"))
            .collect();
        let operations = def.evidence.operations.len();
        (!places.is_empty()).then(|| {
            format!(
                "{} of {} are one type: {}",
                counted(def.seen as usize, "object"),
                counted(operations, "request"),
                places.join(", ")
            )
        })
    }

    /// The fields and parameters that have an enum or a union.
    fn uses(&self, id: TypeId, out: &mut Explanation) {
        let mut uses = Vec::new();
        for (index, def) in self.model().types.iter().enumerate() {
            let TypeKind::Struct(fields) = &def.kind else {
                continue;
            };
            for (at, field) in fields.iter().enumerate() {
                if rules::innermost(&field.ty) == Some(id) {
                    uses.extend(self.addresses.path(Thing::Member(TypeId(index), at)));
                    self.show_objects(TypeId(index), Some(&field.wire), out);
                }
            }
        }
        for (index, types) in self.model().operations.iter().enumerate() {
            for (at, ty) in types.parameters.iter().enumerate() {
                if rules::innermost(ty) == Some(id) {
                    let thing = Thing::Parameter(OperationId(index), at);
                    uses.extend(self.addresses.path(thing));
                }
            }
        }
        if !uses.is_empty() {
            out.counts
                .push(format!("it is the type of {}", uses.join(", ")));
        }
    }

    /// The bodies that hold an object of a struct, or its field: one for each value first, the missing one among them.
    fn show_objects(&self, id: TypeId, wire: Option<&str>, out: &mut Explanation) {
        let mut telling: Vec<(Origin, Option<String>)> = Vec::new();
        let mut bodies: Vec<(Origin, Option<String>)> = Vec::new();
        let mut values: BTreeSet<String> = BTreeSet::new();
        let (operations, types) = (&self.model().operations, &self.model().types);
        examples::each_object(
            self.api(),
            operations,
            types,
            &mut |origin, object, members| {
                if object != id {
                    return;
                }
                let value = wire.and_then(|wire| match members.get(wire) {
                    Some(value) => examples::shortened(wire, value),
                    None => Some("missing".to_owned()),
                });
                if let Some(value) = &value
                    && values.len() < NAMED_EXAMPLES
                    && values.insert(value.clone())
                {
                    telling.push((origin, Some(value.clone())));
                }
                // Bodies come one after the other.
                if bodies.last().is_none_or(|(last, _)| *last != origin) {
                    bodies.push((origin, value));
                }
            },
        );
        let told: BTreeSet<Origin> = telling.iter().map(|(origin, _)| *origin).collect();
        bodies.retain(|(origin, _)| !told.contains(origin));
        for (origin, value) in telling.into_iter().chain(bodies) {
            if let Some(shown) = self.shown(origin, value) {
                self.show(out, shown);
            }
        }
    }

    fn shown(&self, origin: Origin, value: Option<String>) -> Option<Shown> {
        let (Origin::Request(index) | Origin::Example(index, _)) = origin;
        let operation = self.api().operations.get(index)?;
        Some(match origin {
            Origin::Request(_) => Shown {
                pointer: format!("{}/request/body", operation.pointer),
                name: format!("{}, the request", operation.name),
                value,
            },
            Origin::Example(_, at) => {
                let example = operation.examples.get(at)?;
                Shown {
                    pointer: format!("{}/body", example.pointer),
                    name: if example.name == operation.name {
                        operation.name.to_string()
                    } else {
                        format!("{}, {:?}", operation.name, example.name)
                    },
                    value,
                }
            }
        })
    }

    fn show(&self, out: &mut Explanation, shown: Shown) {
        if out.examples.len() < NAMED_EXAMPLES {
            out.examples.push(shown);
        } else {
            out.more += 1;
        }
    }
}

/// `1 request`, `2 requests`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

//! What the reply to a GraphQL request may be, whatever its examples show (GraphQL specification, section 7.1): `data` may be
//! `null` or lack, and `errors` may stand beside it, for a part of the data alone too.

use std::collections::BTreeSet;

use super::{homes, unions};
use crate::api::{Api, Body, Operation, OperationId, PathPiece};
use crate::model::{
    Arm, ArmKind, Content, Field, FieldEvidence, Model, Reply, Type, TypeDef, TypeEvidence, TypeId,
    TypeKind, Usage,
};

/// Gives the replies of all GraphQL requests what they may have.
pub fn settle(api: &Api<'_>, model: &mut Model) {
    let asking: BTreeSet<usize> = (api.operations.iter().enumerate())
        .filter(|(_, operation)| is_graphql(operation))
        .map(|(index, _)| index)
        .collect();
    let mut envelopes = BTreeSet::new();
    let mut silent = BTreeSet::new();
    for index in &asking {
        let Some(types) = model.operations.get(*index) else {
            continue;
        };
        if types.success.is_empty() {
            silent.insert(*index);
        }
        envelopes.extend(
            types
                .success
                .iter()
                .filter_map(|it| envelope(model, &it.content)),
        );
    }
    if envelopes.is_empty() && silent.is_empty() {
        return;
    }
    let mut added = Added {
        api,
        asking,
        error: None,
        location: None,
    };
    for id in envelopes {
        added.complete(model, id);
    }
    added.answer(model, &silent);
}

/// Whether a request asks in GraphQL: by its mode, or by a JSON body with a `query` for a path that is called so.
fn is_graphql(operation: &Operation<'_>) -> bool {
    match &operation.body {
        Some(Body::GraphQl { .. }) => true,
        Some(Body::Json { text, .. }) => {
            let path = operation.path.iter().rev();
            let mut literal = path.filter_map(|piece| match piece {
                PathPiece::Literal(text) => Some(text.trim_end_matches('/')),
                PathPiece::Parameter(_) => None,
            });
            text.contains("\"query\"") && literal.next().is_some_and(|it| it.ends_with("graphql"))
        }
        _ => false,
    }
}

/// The struct of a reply that has data or errors.
fn envelope(model: &Model, content: &Content) -> Option<TypeId> {
    let (Content::Json(ty) | Content::JsonOrText(ty)) = content else {
        return None;
    };
    let id = named(ty)?;
    let mut keys = fields(model, id)?.iter().map(|field| field.wire.as_str());
    keys.any(|key| matches!(key, "data" | "errors"))
        .then_some(id)
}

/// The types that are added, once for the crate.
struct Added<'a> {
    api: &'a Api<'a>,
    asking: BTreeSet<usize>,
    error: Option<TypeId>,
    location: Option<TypeId>,
}

impl Added<'_> {
    /// Gives a reply's struct all that it may have.
    fn complete(&mut self, model: &mut Model, id: TypeId) {
        let Some(known) = fields(model, id).map(<[Field]>::to_vec) else {
            return;
        };
        let find = |key: &str| known.iter().position(|field| field.wire == key);
        let seen = model.types[id.0].seen;
        let mut new = known.clone();
        match find("data") {
            Some(at) => {
                may_lack(&mut new[at], seen);
                if let Some(data) = named(&known[at].ty) {
                    may_be_null(model, data);
                }
            }
            None => new.insert(0, data()),
        }
        match find("errors") {
            Some(at) => {
                let field = &mut new[at];
                let was_null = field.null > 0;
                match plain(&field.ty) {
                    Type::Array(item) if **item != Type::Any => {
                        if let Some(item) = named(item) {
                            self.complete_error(model, item);
                        }
                    }
                    Type::Array(_) | Type::Null | Type::Any => {
                        let list = Type::Array(Box::new(Type::Named(self.error(model))));
                        field.ty = match was_null {
                            true => Type::Nullable(Box::new(list)),
                            false => list,
                        };
                    }
                    _ => {}
                }
                may_lack(field, seen);
                if field.docs.is_empty() {
                    field.docs = ERRORS.to_owned();
                }
            }
            None => new.push(self.errors(model)),
        }
        if find("extensions").is_none() {
            new.push(extensions());
        }
        model.types[id.0].kind = TypeKind::Struct(new);
    }

    /// A reply for requests of which no example shows one.
    fn answer(&mut self, model: &mut Model, silent: &BTreeSet<usize>) {
        let Some(first) = silent.first() else {
            return;
        };
        let fields = vec![data(), self.errors(model), extensions()];
        let id = self.define(model, TypeKind::Struct(fields), "graphql reply", silent);
        model.types[id.0].operation = OperationId(*first);
        for index in silent {
            if let Some(types) = model.operations.get_mut(*index) {
                types.success.push(Reply {
                    statuses: vec![200],
                    content: Content::Json(Type::Named(id)),
                });
            }
        }
    }

    fn errors(&mut self, model: &mut Model) -> Field {
        let error = Type::Named(self.error(model));
        field("errors", Type::Array(Box::new(error)), false, ERRORS)
    }

    /// An error as the specification has it.
    fn error(&mut self, model: &mut Model) -> TypeId {
        if let Some(id) = self.error {
            return id;
        }
        let fields = vec![field(
            "message",
            Type::String,
            true,
            "What is wrong, for people to read.",
        )];
        let asking = self.asking.clone();
        let id = self.define(model, TypeKind::Struct(fields), "graphql error", &asking);
        self.complete_error(model, id);
        self.error = Some(id);
        id
    }

    /// Gives a struct of errors what errors may have.
    fn complete_error(&mut self, model: &mut Model, id: TypeId) {
        let Some(mut new) = fields(model, id).map(<[Field]>::to_vec) else {
            return;
        };
        if !new.iter().any(|field| field.wire == "message") {
            return;
        }
        for field in &mut new {
            // Every error has one, by the specification.
            if field.wire != "message" {
                may_lack(field, model.types[id.0].seen);
            } else if field.present == model.types[id.0].seen && field.null == 0 {
                field.required = true;
                field.ty = plain(&field.ty).clone();
            }
        }
        let at = |key: &str, fields: &[Field]| fields.iter().position(|field| field.wire == key);
        if at("locations", &new).is_none() {
            let list = Type::Array(Box::new(Type::Named(self.location(model))));
            new.push(field(
                "locations",
                list,
                false,
                "Where in the document it is.",
            ));
        }
        // Keys are text and places in lists are numbers, whatever the examples show.
        let step = Type::Array(Box::new(Type::Named(self.step(model))));
        match at("path", &new) {
            Some(at) => {
                let path = &mut new[at];
                if matches!(plain(&path.ty), Type::Array(_)) {
                    path.ty = match path.ty {
                        Type::Nullable(_) => Type::Nullable(Box::new(step)),
                        _ => step,
                    };
                }
            }
            None => new.push(field(
                "path",
                step,
                false,
                "Where in the data it is: keys, and places in lists.",
            )),
        }
        if at("extensions", &new).is_none() {
            new.push(extensions());
        }
        model.types[id.0].kind = TypeKind::Struct(new);
    }

    /// A place in a document.
    fn location(&mut self, model: &mut Model) -> TypeId {
        if let Some(id) = self.location {
            return id;
        }
        let line = field("line", Type::I64, true, "Counted from 1.");
        let column = field("column", Type::I64, true, "Counted from 1.");
        let kind = TypeKind::Struct(vec![line, column]);
        let id = self.define(model, kind, "graphql location", &self.asking);
        self.location = Some(id);
        id
    }

    /// A number or a string.
    fn step(&self, model: &mut Model) -> TypeId {
        let arm = |kind, ty| Arm {
            kind,
            ty,
            word: None,
        };
        let arms = vec![
            arm(ArmKind::Number, Type::I64),
            arm(ArmKind::String, Type::String),
        ];
        let is_step = |def: &TypeDef| match &def.kind {
            TypeKind::Union(known) => {
                let known = known.iter().map(|arm| (arm.kind, &arm.ty));
                def.tag.is_none() && known.eq(arms.iter().map(|arm| (arm.kind, &arm.ty)))
            }
            _ => false,
        };
        if let Some(at) = model.types.iter().position(is_step) {
            let known = &mut model.types[at];
            known.usage.reply = true;
            known.home = match known.home {
                Some(home) if self.home() == Some(home) => Some(home),
                _ => None,
            };
            return TypeId(at);
        }
        let name = unions::name(&arms, &model.types);
        self.define(model, TypeKind::Union(arms), &name, &self.asking)
    }

    fn home(&self) -> Option<crate::api::ResourceId> {
        homes::home(self.api, &self.asking)
    }

    fn define(
        &self,
        model: &mut Model,
        kind: TypeKind,
        name: &str,
        operations: &BTreeSet<usize>,
    ) -> TypeId {
        let id = TypeId(model.types.len());
        model.types.push(TypeDef {
            kind,
            names: vec![name.to_owned()],
            home: homes::home(self.api, operations),
            operation: OperationId(operations.first().copied().unwrap_or_default()),
            usage: Usage {
                request: false,
                reply: true,
            },
            docs: String::new(),
            seen: 0,
            keep_unknown: false,
            tag: None,
            settled: false,
            evidence: TypeEvidence::default(),
        });
        id
    }
}

const ERRORS: &str = "What went wrong, if anything did; `data` may be there all the same, in part.";

fn data() -> Field {
    field("data", Type::Any, false, "What was asked for.")
}

fn extensions() -> Field {
    field(
        "extensions",
        Type::Any,
        false,
        "What the server has to say beside it.",
    )
}

fn field(wire: &str, ty: Type, required: bool, docs: &str) -> Field {
    Field {
        wire: wire.to_owned(),
        ty,
        required,
        docs: docs.to_owned(),
        present: 0,
        null: 0,
        example: None,
        evidence: FieldEvidence::default(),
    }
}

/// Lets a field be missing and `null`. Which of them comes is only told apart where examples show both, for everybody else
/// would have two options to open.
fn may_lack(field: &mut Field, seen: u32) {
    let ty = plain(&field.ty).clone();
    if matches!(ty, Type::Any | Type::Null) {
        field.required = false;
        return;
    }
    // A missing field is read as `None` in either case.
    field.required = field.null > 0 && field.present == seen;
    field.ty = match field.null > 0 {
        true => Type::Nullable(Box::new(ty)),
        false => ty,
    };
}

/// Lets all fields of a struct be `null`: an error in one of them leaves it so.
fn may_be_null(model: &mut Model, id: TypeId) {
    if let Some(TypeKind::Struct(fields)) = model.types.get_mut(id.0).map(|def| &mut def.kind) {
        for field in fields.iter_mut().filter(|field| field.required) {
            if !matches!(field.ty, Type::Nullable(_) | Type::Null | Type::Any) {
                field.ty = Type::Nullable(Box::new(field.ty.clone()));
            }
        }
    }
}

fn fields(model: &Model, id: TypeId) -> Option<&[Field]> {
    match &model.types.get(id.0)?.kind {
        TypeKind::Struct(fields) => Some(fields),
        _ => None,
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match plain(ty) {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    }
}

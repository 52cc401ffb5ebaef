//! Changes what fields, parameters and types are.

mod objects;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::entries::Resolved;
use super::examples::{Check, Wanted};
use super::file::{File, ObjectKind, Said, Settings, Values};
use super::{Work, usage};
use crate::address::Thing;
use crate::api::{Body, FormValue, Location, OperationId, PathPiece, ResourceId, Template};
use crate::emit::signature_key;
use crate::model::{
    ErrorBody, Field, Type, TypeDef, TypeEvidence, TypeId, TypeKind, Usage, Variant,
};
use crate::names::chosen;
use crate::resolve::encode_segment;
use crate::written;

/// Applies what is said of fields and parameters, then what is said of types.
pub(super) fn apply(work: &mut Work<'_, '_>, entries: &[Resolved<'_>]) {
    for entry in entries {
        match entry.thing {
            Thing::Parameter(id, at) => parameter(work, id, at, entry.settings),
            Thing::FormField(id, at) => form_field(work, id, at, entry.settings),
            Thing::Member(id, at) => field(work, id, at, entry.settings),
            _ => {}
        }
    }
    let mut replaced: BTreeMap<TypeId, Type> = BTreeMap::new();
    for entry in entries {
        let Thing::Type(id) = entry.thing else {
            continue;
        };
        match entry.settings.values.as_ref().map(|it| &it.value) {
            Some(Values::Off) => drop(replaced.insert(id, Type::String)),
            Some(Values::Known(values)) => set_values(work, id, values),
            None => {}
        }
        let is_map = |it: &Said<ObjectKind>| it.value == ObjectKind::Map;
        if entry.settings.object.as_ref().is_some_and(is_map) {
            replaced.insert(
                id,
                Type::Map(Box::new(objects::values_of(&work.model.types, id))),
            );
        }
    }
    // A map whose values were maps of themselves would have no end.
    for _ in 0..=replaced.len() {
        usage::each_type(work.model, &mut |ty| substitute(ty, &replaced));
    }
    let gone: BTreeMap<TypeId, Type> = replaced.keys().map(|id| (*id, Type::Any)).collect();
    usage::each_type(work.model, &mut |ty| substitute(ty, &gone));
    // Forms of errors that have become alike are one.
    if let ErrorBody::Several(types) = &mut work.model.error {
        let mut seen = BTreeSet::new();
        types.retain(|ty| seen.insert(ty.clone()));
    }
}

/// Applies what is said of unknown fields, when all types are known.
pub(super) fn finish(work: &mut Work<'_, '_>, file: &File, entries: &[Resolved<'_>]) {
    keep_unknown(work, file, entries);
    let used = usage::usage(&work.model.types, &work.model.operations);
    for (def, used) in work.model.types.iter_mut().zip(used) {
        def.usage.request |= used.request;
        def.usage.reply |= used.reply;
    }
}

fn keep_unknown(work: &mut Work<'_, '_>, file: &File, entries: &[Resolved<'_>]) {
    if file.keep_unknown.as_ref().is_some_and(|said| said.value) {
        // Of several forms of errors the one that loses nothing is taken: one that keeps everything would always be it.
        let forms: Vec<Type> = match &work.model.error {
            ErrorBody::Several(types) => types.clone(),
            _ => Vec::new(),
        };
        for (index, def) in work.model.types.iter_mut().enumerate() {
            let is_form = forms.contains(&Type::Named(TypeId(index)));
            def.keep_unknown =
                matches!(def.kind, TypeKind::Struct(_)) && def.usage.reply && !is_form;
        }
    }
    for entry in entries {
        if let (Thing::Type(id), Some(keep)) = (entry.thing, &entry.settings.keep_unknown)
            && let Some(def) = work.model.types.get_mut(id.0)
        {
            def.keep_unknown = keep.value;
        }
    }
    keep_all(work, file, entries);
}

/// Lets what keeps unknown fields write back all that its known fields take: times keep their text, and a field that the
/// examples only ever leave out may be `null` as well. What is said of a field beats that.
fn keep_all(work: &mut Work<'_, '_>, file: &File, entries: &[Resolved<'_>]) {
    let (mut typed, mut nullable) = (BTreeSet::new(), BTreeSet::new());
    for entry in entries {
        if let Thing::Member(id, at) = entry.thing {
            if entry.settings.ty.is_some() {
                typed.insert((id, at));
            }
            if entry.settings.nullable.is_some() {
                nullable.insert((id, at));
            }
        }
    }
    let everywhere = file.keep_unknown.as_ref().is_some_and(|said| said.value);
    for (index, def) in work.model.types.iter_mut().enumerate() {
        match &mut def.kind {
            TypeKind::Struct(fields) if def.keep_unknown => {
                for (at, field) in fields.iter_mut().enumerate() {
                    let place = (TypeId(index), at);
                    if !typed.contains(&place) {
                        keep_text(&mut field.ty);
                    }
                    let takes_null = matches!(field.ty, Type::Nullable(_) | Type::Null | Type::Any);
                    if !field.required && !takes_null && !nullable.contains(&place) {
                        let ty = std::mem::replace(&mut field.ty, Type::Any);
                        field.ty = Type::Nullable(Box::new(ty));
                    }
                }
            }
            TypeKind::Union(arms) if everywhere => {
                for arm in arms {
                    keep_text(&mut arm.ty);
                }
            }
            _ => {}
        }
    }
}

/// Makes instants of a type times that keep their text.
fn keep_text(ty: &mut Type) {
    match ty {
        Type::Timestamp => *ty = Type::DateTime,
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => keep_text(inner),
        _ => {}
    }
}

fn field(work: &mut Work<'_, '_>, id: TypeId, at: usize, settings: &Settings) {
    let Some(TypeKind::Struct(fields)) = work.model.types.get(id.0).map(|def| &def.kind) else {
        return;
    };
    let Some(old) = fields.get(at).cloned() else {
        return;
    };
    let (value, nullable) = match old.ty.clone() {
        Type::Nullable(inner) => (*inner, true),
        // Of `null` alone nothing else is known.
        Type::Null => (Type::Any, true),
        ty => (ty, false),
    };
    let place = Place::of_field(work, id, at);
    let new = value_type(work, &value, settings, &place, |work| {
        objects::at_field(work, id, at)
    });
    let nullable = settings.nullable.as_ref().map_or(nullable, |it| it.value);
    let ty = match new {
        None if old.ty == Type::Null && nullable => Type::Null,
        new if nullable => Type::Nullable(Box::new(new.unwrap_or(value))),
        new => new.unwrap_or(value),
    };
    let required = settings
        .required
        .as_ref()
        .map_or(old.required, |it| it.value);
    let mut check = |key: Option<Range<usize>>, wanted| {
        if let Some(key) = key {
            work.checks.push(Check::Field {
                id,
                at,
                wanted,
                key,
            });
        }
    };
    if ty != old.ty {
        check(said_at(&settings.ty), Wanted::Type);
    }
    if !nullable {
        check(said_at(&settings.nullable), Wanted::NotNull);
    }
    if required {
        check(said_at(&settings.required), Wanted::Present);
    }
    if let Some(field) = field_mut(work, id, at) {
        field.ty = ty;
        field.required = required;
    }
}

fn field_mut<'w>(work: &'w mut Work<'_, '_>, id: TypeId, at: usize) -> Option<&'w mut Field> {
    match &mut work.model.types.get_mut(id.0)?.kind {
        TypeKind::Struct(fields) => fields.get_mut(at),
        _ => None,
    }
}

fn said_at<T>(said: &Option<Said<T>>) -> Option<Range<usize>> {
    said.as_ref().map(|it| it.key.clone())
}

fn parameter(work: &mut Work<'_, '_>, id: OperationId, at: usize, settings: &Settings) {
    let (Some(operation), Some(types)) = (
        work.api.operations.get(id.0),
        work.model.operations.get(id.0),
    ) else {
        return;
    };
    let (Some(parameter), Some(old)) = (operation.parameters.get(at), types.parameters.get(at))
    else {
        return;
    };
    // Parameters of one key are one argument or setter.
    let key = signature_key(parameter);
    let is_path = matches!(parameter.location, Location::Path { .. });
    let mut same: Vec<(usize, usize)> = Vec::new();
    for (index, it) in work.api.operations.iter().enumerate() {
        // Uses of a method take what it takes.
        if index == id.0 || it.variant_of == Some(id) {
            let all = it.parameters.iter().enumerate();
            let alike = all.filter(|(place, other)| {
                (index == id.0 && *place == at)
                    || ((!is_path || index != id.0) && signature_key(other) == key)
            });
            same.extend(alike.map(|(place, _)| (index, place)));
        }
    }
    let old = old.clone();
    if let Some(literal) = &settings.literal {
        self::literal(work, id, at, literal);
    }
    if let Some(required) = &settings.required {
        if is_path && !required.value {
            work.wrong(
                &required.place,
                "a path has no place for a missing parameter",
            );
        } else {
            for (operation, place) in &same {
                work.api.operations[*operation].parameters[*place].required = required.value;
            }
        }
    }
    if let Some(default) = &settings.default {
        set_default(work, id, at, &same, default);
    }
    let place = Place::of_parameter(work, id, at);
    let Some(ty) = value_type(work, &old, settings, &place, |_| Vec::new()) else {
        return;
    };
    let is_enum = matches!(&ty, Type::Named(id) if matches!(work.model.types.get(id.0), Some(def) if matches!(def.kind, TypeKind::Enum(_))));
    let is_scalar = matches!(
        ty,
        Type::Bool
            | Type::I64
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Timestamp
            | Type::DateTime
            | Type::Date
            | Type::Uuid
    );
    if !is_enum && !is_scalar {
        if let Some(said) = &settings.ty {
            work.wrong(
                &said.place,
                "a parameter is one value: it cannot be of that type",
            )
            .help("bool, i64, u64, f64, String, Timestamp, DateTime, Date, Uuid or an enum");
        }
        return;
    }
    for (operation, place) in same {
        let types = work.model.operations.get_mut(operation);
        if let Some(known) = types.and_then(|types| types.parameters.get_mut(place)) {
            *known = ty.clone();
        }
        if let Some(said) = &settings.ty {
            work.checks.push(Check::Parameter {
                id: OperationId(operation),
                at: place,
                key: said.key.clone(),
            });
        }
    }
}

/// Takes an argument away that was made of text in the path: the method sends the text.
fn literal(work: &mut Work<'_, '_>, id: OperationId, at: usize, said: &Said<bool>) {
    let is_shared = work
        .api
        .operations
        .iter()
        .any(|it| it.variant_of == Some(id));
    let Some(operation) = work.api.operations.get_mut(id.0).filter(|_| said.value) else {
        return;
    };
    let Some(parameter) = operation.parameters.get_mut(at) else {
        return;
    };
    let written = matches!(parameter.location, Location::Path { colon: false });
    let text = parameter.value.as_ref().filter(|_| written);
    let Some(text) = text.and_then(Template::as_constant).map(encode_segment) else {
        work.wrong(&said.place, "the collection has no text for it in the path");
        return;
    };
    if is_shared {
        work.wrong(
            &said.place,
            "the method makes other requests too, which have other text there",
        );
        return;
    }
    parameter.fixed = true;
    for piece in &mut operation.path {
        if *piece == PathPiece::Parameter(at) {
            *piece = PathPiece::Literal(text.clone());
        }
    }
}

/// Says what a parameter sends where nobody sets it.
fn set_default(
    work: &mut Work<'_, '_>,
    id: OperationId,
    at: usize,
    same: &[(usize, usize)],
    default: &Said<Option<String>>,
) {
    let parameter = &work.api.operations[id.0].parameters[at];
    let is_wanted = default.value.is_some();
    let is_path = matches!(parameter.location, Location::Path { .. });
    let own = same.iter().filter(|(index, _)| *index == id.0).count();
    if is_wanted && (is_path || parameter.required || own > 1) {
        work.wrong(
            &default.place,
            "what must be given, or may be given several times, has no default",
        )
        .help("it is an optional parameter with required = false");
        return;
    }
    let is_header = parameter.location == Location::Header;
    let sendable = |text: &str| {
        text.chars()
            .all(|c| c == '\t' || (!c.is_control() && c.is_ascii()))
    };
    if is_header && !default.value.as_deref().is_none_or(sendable) {
        work.wrong(&default.place, "that cannot stand in a header");
        return;
    }
    for (operation, place) in same {
        let parameter = &mut work.api.operations[*operation].parameters[*place];
        parameter.default.clone_from(&default.value);
    }
}

fn form_field(work: &mut Work<'_, '_>, id: OperationId, at: usize, settings: &Settings) {
    let Some(required) = &settings.required else {
        return;
    };
    let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = work
        .api
        .operations
        .get_mut(id.0)
        .and_then(|operation| operation.body.as_mut())
    else {
        return;
    };
    let Some(name) = fields.get(at).map(|field| field.name.clone()) else {
        return;
    };
    if required.value && matches!(fields[at].value, FormValue::File { .. }) {
        work.wrong(&required.place, "a file may always be missing");
        return;
    }
    for field in fields.iter_mut().filter(|field| field.name == name) {
        field.required = Some(required.value);
    }
}

/// Where a type is made, and what it is called after.
struct Place {
    stem: String,
    home: Option<ResourceId>,
    operation: OperationId,
    usage: Usage,
}

impl Place {
    fn of_field(work: &Work<'_, '_>, id: TypeId, at: usize) -> Self {
        let name = work.names.types.get(id.0);
        let member = name.and_then(|name| name.members.get(at));
        let def = work.model.types.get(id.0);
        Self {
            stem: format!(
                "{} {}",
                name.map_or("", |it| &it.ident),
                member.map_or("", |it| it.trim_start_matches("r#"))
            ),
            home: def.and_then(|def| def.home),
            operation: def.map_or(OperationId(0), |def| def.operation),
            usage: def.map(|def| def.usage).unwrap_or_default(),
        }
    }

    fn of_parameter(work: &Work<'_, '_>, id: OperationId, at: usize) -> Self {
        let name = work.names.operations.get(id.0);
        let parameter = name.and_then(|name| name.parameters.get(at));
        Self {
            stem: format!(
                "{} {}",
                name.map_or("", |it| &it.type_name),
                parameter.map_or("", |it| it.trim_start_matches("r#"))
            ),
            home: work.api.operations.get(id.0).map(|it| it.resource),
            operation: id,
            usage: Usage {
                request: true,
                reply: false,
            },
        }
    }
}

/// The type that the settings make of a value's; `None` where they say nothing of it, or nothing that can be done.
fn value_type(
    work: &mut Work<'_, '_>,
    old: &Type,
    settings: &Settings,
    place: &Place,
    objects: impl FnOnce(&Work<'_, '_>) -> Vec<serde_json::Value>,
) -> Option<Type> {
    let said = [
        said_at(&settings.ty),
        said_at(&settings.values),
        said_at(&settings.object),
    ];
    let mut said = said.into_iter().flatten();
    if let (Some(_), Some(second)) = (said.next(), said.next()) {
        work.wrong(
            &second,
            "`type`, `enum` and `object` each say what the type is: one is enough",
        );
        return None;
    }
    let makes_type = matches!(&settings.values, Some(said) if said.value != Values::Off)
        || matches!(&settings.object, Some(said) if said.value == ObjectKind::Struct);
    if let (Some(name), false) = (&settings.type_name, makes_type) {
        work.wrong(
            &name.key,
            "nothing here makes a type that could have that name",
        )
        .help("it goes with a list for `enum`, or with `object = \"struct\"`");
    }
    if let Some(said) = &settings.ty {
        return match written::read(&said.value, work.addresses, work.model) {
            Ok(Type::Nullable(_)) => {
                work.wrong(&said.place, "the type is that of a value that is there")
                    .help("leave the outer `Option` out and say `nullable = true` or `required = false`");
                None
            }
            Ok(ty) => Some(ty),
            Err(message) => {
                work.wrong(&said.place, message);
                None
            }
        };
    }
    if let Some(said) = &settings.values {
        return match &said.value {
            Values::Off => {
                let types = &work.model.types;
                let leaf = replace_leaf(old, &mut |ty| is_enum(types, ty).then_some(Type::String));
                if leaf.is_none() {
                    work.wrong(&said.place, "this is no enum");
                }
                leaf
            }
            Values::Known(values) => {
                if let Some(id) = only_use(work, old) {
                    set_values(work, id, values);
                    if let Some(name) = &settings.type_name {
                        call(work, id, name);
                    }
                    return None;
                }
                let types = &work.model.types;
                let is_text = |ty: &Type| {
                    matches!(
                        ty,
                        Type::String
                            | Type::Timestamp
                            | Type::DateTime
                            | Type::Date
                            | Type::Uuid
                            | Type::Any
                    ) || is_enum(types, ty)
                };
                let id = TypeId(types.len());
                let new = replace_leaf(old, &mut |ty| is_text(ty).then_some(Type::Named(id)));
                if new.is_none() {
                    work.wrong(&said.place, "only strings can be an enum");
                    return None;
                }
                let variants = values.iter().map(|wire| Variant {
                    wire: wire.clone(),
                    docs: String::new(),
                });
                let kind = TypeKind::Enum(variants.collect());
                define(work, kind, place, settings.type_name.as_ref());
                new
            }
        };
    }
    let said = settings.object.as_ref()?;
    match said.value {
        ObjectKind::Map => {
            let types = &work.model.types;
            let new = replace_leaf(old, &mut |ty| match ty {
                Type::Named(id) if is_struct(types, ty) => {
                    Some(Type::Map(Box::new(objects::values_of(types, *id))))
                }
                // It is one already.
                Type::Map(_) => Some(ty.clone()),
                _ => None,
            });
            if new.is_none() {
                work.wrong(&said.place, "there is no struct here that could be a map");
            }
            new
        }
        ObjectKind::Struct => {
            let types = &work.model.types;
            let id = TypeId(types.len());
            let mut values = None;
            let new = replace_leaf(old, &mut |ty| match ty {
                Type::Map(inner) => {
                    values = Some((**inner).clone());
                    Some(Type::Named(id))
                }
                _ if is_struct(types, ty) => Some(ty.clone()),
                _ => None,
            });
            if new.is_none() {
                work.wrong(&said.place, "there is no map here that could be a struct");
            }
            if let Some(values) = values {
                let fields = objects::fields(&work.model.types, &values, &objects(work));
                if fields.is_empty() {
                    work.wrong(&said.place, "no example shows a key that could be a field");
                    return None;
                }
                define(
                    work,
                    TypeKind::Struct(fields),
                    place,
                    settings.type_name.as_ref(),
                );
            }
            new
        }
    }
}

/// Adds a type.
fn define(work: &mut Work<'_, '_>, kind: TypeKind, place: &Place, name: Option<&Said<String>>) {
    let id = TypeId(work.model.types.len());
    let seen = match &kind {
        TypeKind::Struct(fields) => fields.iter().map(|it| it.present).max().unwrap_or_default(),
        _ => 0,
    };
    work.model.types.push(TypeDef {
        kind,
        names: vec![place.stem.clone()],
        home: place.home,
        operation: place.operation,
        usage: place.usage,
        docs: String::new(),
        seen,
        keep_unknown: false,
        tag: None,
        settled: false,
        evidence: TypeEvidence::default(),
    });
    chosen::add_type(work.names, work.api, work.model, id, &place.stem);
    if let Some(name) = name {
        call(work, id, name);
    }
}

/// Gives a type the name that somebody chose.
fn call(work: &mut Work<'_, '_>, id: TypeId, name: &Said<String>) {
    let thing = Thing::Type(id);
    match chosen::rename(work.names, work.api, work.model, thing, &name.value) {
        Ok(()) => {
            if let Some(taken) = chosen::collision(work.names, work.api, work.model, thing) {
                work.error("override-name-taken", &name.place, taken);
            }
        }
        Err(refusal) => {
            let said = work.error("override-no-name", &name.place, refusal.message);
            if let Some(help) = refusal.help {
                said.help(help);
            }
        }
    }
}

/// The enum that a type has inside, where nothing else uses it.
fn only_use(work: &mut Work<'_, '_>, ty: &Type) -> Option<TypeId> {
    let mut inner = ty;
    while let Type::Array(next) | Type::Map(next) | Type::Nullable(next) = inner {
        inner = next;
    }
    let Type::Named(id) = *inner else { return None };
    if !is_enum(&work.model.types, inner) {
        return None;
    }
    let mut uses = 0;
    usage::each_type(work.model, &mut |ty| {
        let mut inner = &*ty;
        while let Type::Array(next) | Type::Map(next) | Type::Nullable(next) = inner {
            inner = next;
        }
        uses += usize::from(*inner == Type::Named(id));
    });
    (uses == 1).then_some(id)
}

/// Gives an enum other values; what is known of those that stay is kept.
fn set_values(work: &mut Work<'_, '_>, id: TypeId, values: &[String]) {
    let Some(TypeKind::Enum(variants)) = work.model.types.get_mut(id.0).map(|def| &mut def.kind)
    else {
        return;
    };
    let old = std::mem::take(variants);
    *variants = values
        .iter()
        .map(|wire| Variant {
            wire: wire.clone(),
            docs: old
                .iter()
                .find(|known| known.wire == *wire)
                .map(|known| known.docs.clone())
                .unwrap_or_default(),
        })
        .collect();
    let moved = old
        .iter()
        .map(|known| values.iter().position(|wire| *wire == known.wire));
    work.renamed_members.push((id, moved.collect()));
    chosen::name_members(work.names, work.model, id);
}

fn is_enum(types: &[TypeDef], ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if matches!(types.get(id.0), Some(def) if matches!(def.kind, TypeKind::Enum(_))))
}

fn is_struct(types: &[TypeDef], ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if matches!(types.get(id.0), Some(def) if matches!(def.kind, TypeKind::Struct(_))))
}

/// The type with another one in place of its innermost, or of an outer one that is taken first; `None` where none is taken.
fn replace_leaf(ty: &Type, take: &mut dyn FnMut(&Type) -> Option<Type>) -> Option<Type> {
    if let Some(taken) = take(ty) {
        return Some(taken);
    }
    match ty {
        Type::Array(inner) => Some(Type::Array(Box::new(replace_leaf(inner, take)?))),
        Type::Map(inner) => Some(Type::Map(Box::new(replace_leaf(inner, take)?))),
        Type::Nullable(inner) => Some(Type::Nullable(Box::new(replace_leaf(inner, take)?))),
        _ => None,
    }
}

/// Puts other types in the place of types.
fn substitute(ty: &mut Type, replaced: &BTreeMap<TypeId, Type>) {
    match ty {
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            substitute(inner, replaced);
        }
        Type::Named(id) => {
            if let Some(new) = replaced.get(id) {
                *ty = new.clone();
            }
        }
        _ => {}
    }
}

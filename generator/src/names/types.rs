//! Structs, enums and unions, and what they are made of.

use std::collections::{HashMap, HashSet};

use super::distinct::{Style, claim_all};
use super::phrase::without_numbering;
use super::scope::Scope;
use super::words::{pascal, singular_words, words};
use super::{Namer, Names, TypeName};
use crate::api::{Api, ResourceId};
use crate::english::singular;
use crate::model::{Arm, ArmKind, Content, ErrorBody, Model, Type, TypeId, TypeKind};

/// What an item of a list is called where the plain name is taken.
const ITEM: [&str; 2] = ["item", "entry"];

/// Words of requests that only ask.
const GETS: [&str; 8] = [
    "get", "retrieve", "fetch", "return", "find", "search", "list", "of",
];

/// What any other object is called there.
const THING: [&str; 2] = ["details", "data"];

/// Letters from which on a name is not made longer.
const LONG: usize = 40;

/// The types that each operation is the first to use, in their order.
pub(super) fn by_operation(api: &Api<'_>, model: &Model) -> Vec<Vec<usize>> {
    let mut by_operation = vec![Vec::new(); api.operations.len()];
    for (index, def) in model.types.iter().enumerate() {
        if let Some(types) = by_operation.get_mut(def.operation.0) {
            types.push(index);
        }
    }
    by_operation
}

/// The struct that holds a type, where it is the only one; of replies, for what is sent is named after its requests.
pub(super) fn only_holders(model: &Model) -> HashMap<TypeId, TypeId> {
    let mut holders: HashMap<TypeId, Option<TypeId>> = HashMap::new();
    for (index, def) in model.types.iter().enumerate() {
        let TypeKind::Struct(fields) = &def.kind else {
            continue;
        };
        for held in fields.iter().filter_map(|field| held(&field.ty)) {
            let holder = holders.entry(held).or_insert(Some(TypeId(index)));
            if *holder != Some(TypeId(index)) || def.usage.request {
                *holder = None;
            }
        }
    }
    let only = holders
        .into_iter()
        .filter_map(|(held, holder)| Some((held, holder?)));
    only.collect()
}

/// The types that lists are made of.
pub(super) fn items(model: &Model) -> HashSet<TypeId> {
    let fields = model.types.iter().flat_map(|def| match &def.kind {
        TypeKind::Struct(fields) => fields.as_slice(),
        _ => &[],
    });
    let replies = model
        .operations
        .iter()
        .flat_map(|operation| &operation.success);
    let replies = replies.filter_map(|reply| match &reply.content {
        Content::Json(ty) => Some(ty),
        _ => None,
    });
    let item = |ty: &Type| match ty {
        Type::Array(inner) => held(inner),
        Type::Nullable(inner) => match &**inner {
            Type::Array(inner) => held(inner),
            _ => None,
        },
        _ => None,
    };
    fields
        .map(|field| &field.ty)
        .chain(replies)
        .filter_map(item)
        .collect()
}

/// The type that a field's value is; items of lists have a name in the singular, which is theirs alone.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

impl Namer<'_> {
    /// Names a type and its members, once.
    pub(super) fn name_type(&mut self, index: usize) {
        let def = &self.model.types[index];
        if !self.names.types[index].ident.is_empty() {
            return;
        }
        let mut proposals: Vec<Vec<String>> = def.names.iter().map(|name| plain(name)).collect();
        // What several folders share is called after the one type that it stands in, rather than after the first request
        // that shows it.
        let holder = self.only_holders.get(&TypeId(index));
        if let Some(holder) = holder.and_then(|holder| self.model.types.get(holder.0))
            && def.home.is_none()
            && matches!(def.kind, TypeKind::Struct(_))
            && let (Some(around), Some(own)) = (holder.names.first(), proposals.first())
        {
            let name = plain(around).into_iter().chain(own.iter().cloned());
            proposals.insert(1, name.collect());
        }
        if let Some(home) = def.home
            && let Some(resource) = self.folder_words.get(home.0)
        {
            let nearest = proposals.first().cloned().unwrap_or_default();
            let name = resource.iter().cloned().chain(nearest);
            proposals.push(name.collect());
            proposals.extend(self.after_folders_around(home, proposals.last()));
        }
        if matches!(def.kind, TypeKind::Struct(_)) {
            let kinds = if self.items.contains(&TypeId(index)) {
                ITEM
            } else {
                THING
            };
            proposals = proposals
                .into_iter()
                .flat_map(|name| match without_stutter(&name) {
                    Some(once) => vec![once.clone(), with_kind(&once, kinds)],
                    None => vec![name],
                })
                .collect();
            // Says more than a number does.
            proposals.extend(proposals.last().map(|last| with_kind(last, kinds)));
        }
        let fallback = match def.kind {
            TypeKind::Struct(_) => "Object",
            TypeKind::Enum(_) => "Choice",
            TypeKind::Union(_) => "Either",
        };
        let is_error_body = self.model.error == ErrorBody::One(Type::Named(TypeId(index)));
        // The one type of all errors has the name that the runtime knows; no other type can have it.
        let ident = if is_error_body {
            "ErrorBody".to_owned()
        } else {
            self.claim_type(&proposals, fallback, &[])
        };
        self.names.types[index] = TypeName {
            ident,
            members: members(&def.kind),
            unknown: String::new(),
        };
    }
}

/// The words of a proposal: without the number of the request that it comes from, and without what is left of `user's`.
fn plain(name: &str) -> Vec<String> {
    let plain = without_numbering(words(name)).into_iter().enumerate();
    let plain = plain.filter(|(place, word)| *place == 0 || word != "s");
    plain.map(|(_, word)| word).collect()
}

/// A name in which words stand twice in a row, with these once: what a folder, a request or a type around it says already.
fn without_stutter(name: &[String]) -> Option<Vec<String>> {
    let one: Vec<String> = name.iter().map(|word| singular(word)).collect();
    let most = name.len() / 2;
    let twice = (1..=most).rev().find_map(|size| {
        let starts = 0..=name.len() - 2 * size;
        let start = starts
            .into_iter()
            .find(|start| one[*start..start + size] == one[start + size..start + 2 * size])?;
        Some((start, size))
    });
    let (start, size) = twice?;
    // `get the list of payments: payment` is an item of these payments.
    let gets = name[..start]
        .iter()
        .take_while(|word| GETS.contains(&word.as_str()))
        .count();
    Some(
        name[gets..start]
            .iter()
            .chain(&name[start + size..])
            .cloned()
            .collect(),
    )
}

/// `payment` as `payment details`, `payment request` as `payment details request`; details of something are its data.
fn with_kind(name: &[String], [kind, other]: [&str; 2]) -> Vec<String> {
    let mut name = name.to_vec();
    let is_ending = |word: &String| matches!(word.as_str(), "request" | "reply" | "list");
    let at = name.len() - usize::from(name.len() > 1 && name.last().is_some_and(is_ending));
    match at.checked_sub(1).and_then(|last| name.get_mut(last)) {
        Some(last) if last == kind => other.clone_into(last),
        _ => name.insert(at, kind.to_owned()),
    }
    name
}

impl Namer<'_> {
    /// A name with those of the folders around a folder before it, one after the other: what tells like types in like folders
    /// apart better than a number does.
    fn after_folders_around(
        &self,
        home: ResourceId,
        name: Option<&Vec<String>>,
    ) -> Vec<Vec<String>> {
        let mut names = Vec::new();
        let mut name = name.cloned().unwrap_or_default();
        let parent_of = |id: ResourceId| self.api.resources.get(id.0)?.parent;
        let mut at = home;
        while let Some(folder) = parent_of(at).filter(|folder| folder.0 < at.0)
            && parent_of(folder).is_some()
            && pascal(&name).len() < LONG
        {
            name.splice(0..0, singular_words(&self.folder_words[folder.0]));
            names.push(name.clone());
            at = folder;
        }
        names
    }
}

/// The names of what a type is made of.
pub(super) fn members(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Struct(fields) => {
            let keys: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
            let style = Style::Member {
                fallback: "field",
                ending: "field",
            };
            claim_all(&mut Scope::default(), &keys, style)
        }
        TypeKind::Enum(variants) => {
            let values: Vec<&str> = variants.iter().map(|it| it.wire.as_str()).collect();
            variant_names(&values, "value")
        }
        TypeKind::Union(arms) => arm_names(arms),
    }
}

fn variant_names(values: &[&str], ending: &str) -> Vec<String> {
    let mut scope = Scope::with(["Other", "Self"]);
    claim_all(&mut scope, values, Style::Variant { ending })
}

fn arm_names(arms: &[Arm]) -> Vec<String> {
    let words: Option<Vec<&str>> = arms.iter().map(|arm| arm.word.as_deref()).collect();
    if let Some(words) = words {
        return variant_names(&words, "form");
    }
    let mut scope = Scope::with(["Other", "Self"]);
    arms.iter()
        .map(|arm| {
            let name = match (arm.kind, &arm.ty) {
                (ArmKind::Bool, _) => "Bool",
                (ArmKind::Number, Type::I64 | Type::U64) => "Integer",
                (ArmKind::Number, _) => "Number",
                (ArmKind::String, _) => "String",
                (ArmKind::Array, _) => "Array",
                (ArmKind::Object, _) => "Object",
            };
            scope.claim(&[name.to_owned()], "", |_, _| true)
        })
        .collect()
}

/// Variants of the error body: named as their types.
pub(super) fn error_variants(model: &Model, names: &Names) -> Vec<String> {
    let ErrorBody::Several(types) = &model.error else {
        return Vec::new();
    };
    let mut scope = Scope::with(["Other", "Self"]);
    types
        .iter()
        .map(|ty| {
            let name = match ty {
                Type::Named(id) => names
                    .types
                    .get(id.0)
                    .map_or("Object", |name| name.ident.as_str()),
                Type::Array(_) => "List",
                Type::String => "Text",
                Type::Map(_) => "Map",
                _ => "Value",
            };
            scope.claim(&[name.to_owned()], "", |_, _| true)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn nothing_is_said_twice_in_a_row() {
        for (name, expected) in [
            ("acl entry acl entry", "acl entry"),
            ("collections collection", "collection"),
            ("size table size table request", "size table request"),
            ("get list of payments payment", "payment"),
            ("block storage actions action", "block storage action"),
        ] {
            assert_eq!(without_stutter(&split(name)), Some(split(expected)));
        }
        assert_eq!(without_stutter(&split("user address")), None);
        assert_eq!(without_stutter(&split("user")), None);
    }

    #[test]
    fn the_kind_tells_like_things_apart() {
        for (name, expected) in [
            ("payment", "payment item"),
            ("payment request", "payment item request"),
            ("menu item", "menu entry"),
            ("list", "list item"),
        ] {
            assert_eq!(with_kind(&split(name), ITEM), split(expected));
        }
        assert_eq!(with_kind(&split("api details"), THING), split("api data"));
    }

    #[test]
    fn types_have_neither_the_number_nor_the_case_of_a_request() {
        assert_eq!(
            plain("3 change transaction request"),
            split("change transaction request")
        );
        assert_eq!(
            plain("update file s information"),
            split("update file information")
        );
        assert_eq!(plain("s"), split("s"));
    }
}

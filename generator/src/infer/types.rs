//! Makes types of the graph: a struct of each object (its fields are [`fields`]'s), the narrowest scalar that holds all values, a union where kinds differ.

mod fields;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use super::alike::Alike;
use super::elsewhere::Elsewhere;
use super::facts::Facts;
use super::graph::{Content, Domain, Graph, ObjectId, Spot, SpotId, Tagged};
use super::policy::Thresholds;
use super::siblings::Guess;
use super::tables::{Fact, Word};
use super::{enums, evidence, formats, homes, measures, naming, policy, unions, words};
use crate::api::{Api, OperationId};
use crate::model::{Arm, ArmKind, Type, TypeDef, TypeEvidence, TypeId, TypeKind, Usage, Variant};
use crate::shape::Strings;

/// Deepest nesting of arrays, maps and unions in one type; beyond it anything goes.
const DEEPEST: usize = 130;

/// Makes the types.
pub struct Builder<'g> {
    api: &'g Api<'g>,
    graph: &'g Graph,
    facts: &'g Facts,
    /// What the path of each operation calls its resource.
    nouns: &'g [String],
    thresholds: Thresholds,
    alike: &'g Alike,
    types: Vec<TypeDef>,
    /// The operations that use each type.
    operations: Vec<BTreeSet<usize>>,
    structs: HashMap<ObjectId, TypeId>,
    /// The maps whose values are being typed.
    open_maps: Vec<ObjectId>,
    /// Structs without fields yet.
    queue: VecDeque<(ObjectId, TypeId)>,
    unions: BTreeMap<(Option<String>, Vec<ArmKey>), TypeId>,
    enums: BTreeMap<(String, Vec<String>), TypeId>,
    /// Fields of request bodies that only a table knows.
    unsent: Vec<Guess>,
    elsewhere: Elsewhere<'g>,
}

/// What an arm of a union is known by.
type ArmKey = (ArmKind, Option<String>, Type);

/// Where a type is needed: what enums and unions are named after.
pub struct Owner {
    /// Names of what holds it.
    pub names: Vec<String>,
    /// The key that it stands under, empty for a body.
    pub key: String,
    /// What a table says about it.
    pub fact: Option<Fact>,
    /// Whether it is an item of an array or a value of a map.
    pub item: bool,
    /// Whether the object around it says how many things a list has.
    pub counts: bool,
    /// Which bodies it stands in; `None` for a parameter.
    pub domain: Option<Domain>,
    /// The operations that use it.
    pub operations: Rc<BTreeSet<usize>>,
}

impl<'g> Builder<'g> {
    /// Nothing made yet.
    pub fn new(
        api: &'g Api<'g>,
        graph: &'g Graph,
        facts: &'g Facts,
        nouns: &'g [String],
        thresholds: Thresholds,
        alike: &'g Alike,
    ) -> Builder<'g> {
        Builder {
            api,
            graph,
            facts,
            nouns,
            thresholds,
            alike,
            types: Vec::new(),
            operations: Vec::new(),
            structs: HashMap::new(),
            open_maps: Vec::new(),
            queue: VecDeque::new(),
            unions: BTreeMap::new(),
            enums: BTreeMap::new(),
            unsent: Vec::new(),
            elsewhere: Elsewhere::of(graph),
        }
    }

    /// The fields of request bodies that only a description's table knows, by request.
    pub fn unsent(&mut self) -> Vec<Guess> {
        std::mem::take(&mut self.unsent)
    }

    /// The type of a body.
    pub fn body(&mut self, spot: SpotId, domain: Domain, operation: usize, noun: &str) -> Type {
        let suffix = match domain {
            Domain::Request => "request",
            Domain::Reply => "reply",
            Domain::Error => "error",
        };
        let owner = Owner {
            names: vec![format!("{noun} {suffix}")],
            key: String::new(),
            fact: None,
            item: false,
            counts: false,
            domain: Some(domain),
            operations: Rc::new(BTreeSet::from([operation])),
        };
        let ty = self.type_of(spot, &owner, 0);
        self.fill();
        ty
    }

    /// An enum of some values.
    pub fn enumeration(&mut self, values: &[String], owner: &Owner) -> Type {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let key = (words::words(&owner.key), sorted);
        if let Some(id) = self.enums.get(&key).copied() {
            self.use_again(id, owner);
            return Type::Named(id);
        }
        let variants = values
            .iter()
            .map(|wire| Variant {
                wire: wire.clone(),
                docs: String::new(),
            })
            .collect();
        let names = naming::member(&owner.names, &owner.key);
        let id = self.define(TypeKind::Enum(variants), names, owner);
        self.enums.insert(key, id);
        Type::Named(id)
    }

    /// All types, each with the folder that it belongs to.
    pub fn finish(mut self) -> Vec<TypeDef> {
        for (def, operations) in self.types.iter_mut().zip(&self.operations) {
            def.home = homes::home(self.api, operations);
            def.operation = OperationId(operations.first().copied().unwrap_or_default());
            def.settled = unions::are_settled(def);
        }
        self.types
    }

    fn type_of(&mut self, id: SpotId, owner: &Owner, depth: usize) -> Type {
        if depth > DEEPEST {
            return Type::Any;
        }
        let graph = self.graph;
        let spot = graph.spot(id);
        let mut arms = Vec::new();
        if unions::is_anything(spot) {
            return if spot.scalars.null > 0 {
                Type::Nullable(Box::new(Type::Any))
            } else {
                Type::Any
            };
        }
        if let Some(tagged) = &spot.tagged {
            let ty = self.tagged(tagged, owner, depth);
            return if spot.scalars.null > 0 {
                Type::Nullable(Box::new(ty))
            } else {
                ty
            };
        }
        unions::scalar_arms(
            &spot.scalars,
            |strings| self.strings(strings, owner),
            &mut arms,
        );
        if let Some((_, items)) = spot.array {
            let items = self.type_of(items, &owner.item(), depth + 1);
            arms.push(Arm {
                kind: ArmKind::Array,
                ty: Type::Array(Box::new(items)),
                word: None,
            });
        }
        if let Some((_, object)) = spot.object {
            let ty = self.object(object, owner, depth);
            arms.push(Arm {
                kind: ArmKind::Object,
                ty,
                word: None,
            });
        }
        let fact = owner.fact.as_ref();
        let documented = fact.and_then(|fact| fact.word);
        if let Some(either) = fact.and_then(|fact| fact.either) {
            unions::add_told(either, &mut arms);
        }
        let ty = match arms.len() {
            0 => self.documented(spot, owner),
            1 => arms.remove(0).ty,
            _ => {
                // A placeholder or a variable says nothing of what is not sent in its place.
                let told = spot.scalars.strings.placeholder_count == 0 && spot.scalars.holes == 0;
                let seen = if told { spot.seen() } else { 0 };
                self.union(None, arms, seen, owner)
            }
        };
        let numbers = &spot.scalars.numbers;
        let by_chance = owner.domain.is_some_and(|domain| domain != Domain::Request)
            && (measures::names_measure(&owner.key, numbers.count, owner.counts)
                || numbers.count < policy::INTEGERS_BY_CHANCE
                    && self.elsewhere.has_fraction(&owner.key));
        let ty = if ty == Type::I64
            && numbers.count > 0
            && (documented == Some(Word::Float) || (by_chance && documented != Some(Word::Integer)))
        {
            formats::number_with_fractions(numbers)
        } else {
            ty
        };
        let nullable =
            spot.scalars.null > 0 || (fact.is_some_and(|fact| fact.nullable) && ty != Type::Any);
        if nullable {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// The type of strings: an enum where values are listed or repeat, else their format.
    fn strings(&mut self, strings: &Strings, owner: &Owner) -> Type {
        let ty = formats::string(strings, &owner.key, self.thresholds);
        if ty != Type::String || owner.key.is_empty() {
            return ty;
        }
        let listed = owner
            .fact
            .as_ref()
            .map(|fact| fact.values.clone())
            .filter(|values| !values.is_empty());
        // Lists repeat the same items: that is no evidence for an enum.
        let repeated = || {
            if owner.item {
                None
            } else {
                enums::repeated(strings, &owner.key)
            }
        };
        match listed.or_else(repeated) {
            Some(values) => self.enumeration(&values, owner),
            None => ty,
        }
    }

    /// The type of a field of which only a description says something.
    fn documented(&mut self, spot: &Spot, owner: &Owner) -> Type {
        let Some(fact) = &owner.fact else {
            return Type::Any;
        };
        if let Some(either) = fact.either {
            let mut arms = Vec::new();
            unions::add_told(either, &mut arms);
            return self.union(None, arms, 0, owner);
        }
        // A variable that stands without quotes is no string.
        let bare = spot.scalars.holes > 0;
        match fact.word {
            Some(Word::Bool) => Type::Bool,
            Some(Word::Integer) => Type::I64,
            Some(Word::Number | Word::Float) => Type::F64,
            _ if bare => Type::Any,
            Some(Word::String) | None if !fact.values.is_empty() => {
                self.enumeration(&fact.values, owner)
            }
            Some(Word::String | Word::Uuid) => Type::String,
            Some(Word::Array) => {
                let items = self.documented(&Spot::default(), &owner.item());
                Type::Array(Box::new(items))
            }
            Some(Word::Object) => Type::Map(Box::new(Type::Any)),
            None => Type::Any,
        }
    }

    fn object(&mut self, id: ObjectId, owner: &Owner, depth: usize) -> Type {
        let graph = self.graph;
        let id = graph.find(id);
        let object = graph.object(id);
        match &object.content {
            // A map has no name by which it could hold itself again.
            Content::Map(_) if self.open_maps.contains(&id) => Type::Any,
            Content::Map(values) => {
                self.open_maps.push(id);
                let values = self.type_of(*values, &owner.item(), depth + 1);
                self.open_maps.pop();
                Type::Map(Box::new(values))
            }
            Content::Struct(members) if members.is_empty() => Type::Map(Box::new(Type::Any)),
            Content::Struct(_) => {
                if let Some(id) = self.structs.get(&id) {
                    return Type::Named(*id);
                }
                let owner = Owner {
                    names: Vec::new(),
                    key: String::new(),
                    fact: None,
                    item: false,
                    counts: false,
                    domain: Some(object.domain),
                    operations: Rc::new(object.operations.keys().copied().collect()),
                };
                let names = naming::object(self.api, graph, object);
                let type_id = self.define(TypeKind::Struct(Vec::new()), names, &owner);
                self.types[type_id.0].seen = object.count;
                self.types[type_id.0].evidence =
                    evidence::of_type(object, self.alike.sightings(object));
                self.structs.insert(id, type_id);
                self.queue.push_back((id, type_id));
                Type::Named(type_id)
            }
        }
    }

    /// Types the fields of all structs that have none yet. A queue, not recursion: objects can be chained without end.
    fn fill(&mut self) {
        while let Some((object, id)) = self.queue.pop_front() {
            let fields = self.fields(object, id);
            self.types[id.0].kind = TypeKind::Struct(fields);
        }
    }

    /// A union of objects that one member tells apart; a struct where they have turned out to be one type.
    fn tagged(&mut self, tagged: &Tagged, owner: &Owner, depth: usize) -> Type {
        let graph = self.graph;
        let mut arms = Vec::with_capacity(tagged.forms.len());
        let mut seen = 0_u32;
        for (word, (count, object)) in &tagged.forms {
            seen = seen.saturating_add(*count);
            let members = graph.object(*object).members();
            if members.is_none_or(|members| members.is_empty()) {
                return Type::Any;
            }
            arms.push(Arm {
                kind: ArmKind::Object,
                ty: self.object(*object, owner, depth),
                word: Some(word.to_string()),
            });
        }
        match arms.first() {
            Some(first) if arms.iter().all(|arm| arm.ty == first.ty) => first.ty.clone(),
            _ => self.union(Some(&tagged.key), arms, seen, owner),
        }
    }

    fn union(&mut self, tag: Option<&str>, arms: Vec<Arm>, seen: u32, owner: &Owner) -> Type {
        let parts = arms.iter();
        let parts = parts.map(|arm| (arm.kind, arm.word.clone(), arm.ty.clone()));
        let key = (tag.map(str::to_owned), parts.collect());
        if let Some(id) = self.unions.get(&key).copied() {
            let known = &mut self.types[id.0].seen;
            *known = known.saturating_add(seen);
            self.use_again(id, owner);
            return Type::Named(id);
        }
        let mut names = match tag {
            None => vec![unions::name(&arms, &self.types)],
            Some(_) if owner.key.is_empty() => Vec::new(),
            Some(_) => vec![words::singular(&owner.key)],
        };
        names.extend(naming::member(&owner.names, &owner.key));
        let id = self.define(TypeKind::Union(arms), names, owner);
        self.types[id.0].seen = seen;
        self.types[id.0].tag = tag.map(str::to_owned);
        self.unions.insert(key, id);
        Type::Named(id)
    }

    fn define(&mut self, kind: TypeKind, names: Vec<String>, owner: &Owner) -> TypeId {
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            kind,
            names,
            home: None,
            operation: OperationId(0),
            usage: Usage::default(),
            docs: String::new(),
            seen: 0,
            keep_unknown: false,
            tag: None,
            settled: false,
            evidence: TypeEvidence::default(),
        });
        self.operations.push(BTreeSet::new());
        self.use_again(id, owner);
        id
    }

    fn use_again(&mut self, id: TypeId, owner: &Owner) {
        let usage = &mut self.types[id.0].usage;
        usage.request |= matches!(owner.domain, Some(Domain::Request) | None);
        usage.reply |= matches!(owner.domain, Some(Domain::Reply | Domain::Error));
        self.operations[id.0].extend(owner.operations.iter());
    }
}

impl Owner {
    /// The owner of the items of an array, or the values of a map. What a table says of the values of an array holds for
    /// its items; what it says of `null` does not.
    fn item(&self) -> Owner {
        Owner {
            names: self.names.clone(),
            key: words::singular(&self.key),
            fact: self
                .fact
                .as_ref()
                .and_then(|fact| fact.items)
                .map(|word| Fact {
                    word: Some(word),
                    ..Fact::default()
                }),
            item: true,
            counts: self.counts,
            domain: self.domain,
            operations: Rc::clone(&self.operations),
        }
    }
}

//! Makes types of the graph: a struct of each object, the narrowest scalar that holds all values, a union where kinds differ.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::alike::Alike;
use super::elsewhere::Elsewhere;
use super::facts::Facts;
use super::graph::{Content, Domain, Graph, Member, Object, ObjectId, Spot, SpotId, Tagged};
use super::policy::Thresholds;
use super::required::{self, Presence};
use super::siblings::Guess;
use super::tables::{Fact, Word};
use super::{enums, evidence, formats, homes, naming, policy, unions, words};
use crate::api::{Api, OperationId};
use crate::model::{
    Arm, ArmKind, Field, FieldEvidence, Type, TypeDef, TypeEvidence, TypeId, TypeKind, Usage,
    Variant,
};
use crate::secret;
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
        let by_chance = numbers.count < policy::INTEGERS_BY_CHANCE
            && owner.domain != Some(Domain::Request)
            && (formats::names_measure(&owner.key) || self.elsewhere.has_fraction(&owner.key));
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
            Content::Map(values) => {
                Type::Map(Box::new(self.type_of(*values, &owner.item(), depth + 1)))
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

    fn fields(&mut self, id: ObjectId, type_id: TypeId) -> Vec<Field> {
        let graph = self.graph;
        let object = graph.object(id);
        let Some(members) = object.members() else {
            return Vec::new();
        };
        let keys: BTreeSet<&str> = members.keys().map(|key| &**key).collect();
        let sent_body = object.domain == Domain::Request && object.is_body();
        let facts = self
            .facts
            .about(&keys, object.operations.keys().copied(), sent_body);
        let sightings = self.alike.sightings(object);
        let subject = subject(self.nouns, graph, object);
        let telling = required::telling(object);
        let mut users = object.operations.keys();
        let change = sent_body
            && users.all(|index| {
                self.api
                    .operations
                    .get(*index)
                    .is_some_and(required::changes)
            });
        let values = self.alike.values(graph, object);
        // `{"type": "card", "card": {…}}`: another word, another member.
        let words: HashSet<&str> = members
            .values()
            .flat_map(|member| &graph.spot(member.spot).scalars.strings.values)
            .map(|(text, _)| &**text)
            .collect();
        let operations: Rc<BTreeSet<usize>> = Rc::new(object.operations.keys().copied().collect());
        let names = self.types[type_id.0].names.clone();
        let mut ordered: Vec<_> = members.iter().collect();
        ordered.sort_by(|(a_key, a), (b_key, b)| a.by_position(b).then(a_key.cmp(b_key)));
        let mut fields = Vec::with_capacity(ordered.len());
        for (key, member) in ordered {
            let fact = facts.get(&**key);
            let owner = Owner {
                names: names.clone(),
                key: key.to_string(),
                fact: fact.cloned(),
                item: false,
                domain: Some(object.domain),
                operations: Rc::clone(&operations),
            };
            let spot = graph.spot(member.spot);
            let is_subject = subject == Some(&**key);
            let presence = Presence {
                present: member.present,
                seen: object.count,
                // A body without what it is about would be nothing.
                telling: if is_subject { object.count } else { telling },
                domain: object.domain,
                fact,
                subject: is_subject,
                left_out_elsewhere: object.domain == Domain::Reply
                    && self.thresholds.required.is_none()
                    && self.elsewhere.is_left_out(key),
                change,
            };
            let is_told = object.domain == Domain::Reply
                && words.contains(&**key)
                && object.tag.as_ref().is_none_or(|(_, word)| word != key);
            let required = required::required(presence, sightings) && !is_told;
            let ty = self.type_of(member.spot, &owner, 0);
            // What may be lacking may be `null` anyway.
            let may_be_null = required
                && required::may_be_null(presence, values, self.elsewhere.is_null(key))
                && !matches!(ty, Type::Nullable(_) | Type::Null | Type::Any);
            fields.push(Field {
                wire: key.to_string(),
                ty: match may_be_null {
                    true => Type::Nullable(Box::new(ty)),
                    false => ty,
                },
                required,
                docs: fact.map(|fact| fact.docs.clone()).unwrap_or_default(),
                present: member.present,
                null: spot.scalars.null,
                example: example(key, spot),
                evidence: FieldEvidence {
                    telling: presence.telling,
                    subject: is_subject,
                    left_out_elsewhere: presence.left_out_elsewhere && !is_subject,
                    null_elsewhere: may_be_null && self.elsewhere.is_null(key),
                    values_needed: may_be_null.then_some(values),
                    told_by_a_word: is_told,
                    change,
                    ..evidence::of_field(spot, fact, object.domain)
                },
            });
        }
        if sent_body {
            self.add_unsent(&keys, &names, &operations, &mut fields);
        }
        fields
    }

    /// Adds the fields of a request body that no example sends, but a table in the description of a request names.
    fn add_unsent(
        &mut self,
        keys: &BTreeSet<&str>,
        names: &[String],
        operations: &Rc<BTreeSet<usize>>,
        fields: &mut Vec<Field>,
    ) {
        let (api, facts) = (self.api, self.facts);
        let mut known = keys.clone();
        for index in operations.iter().copied() {
            let Some(operation) = api.operations.get(index) else {
                continue;
            };
            known.extend(operation.parameters.iter().map(|it| &*it.name));
            // The method itself sends that one.
            known.extend(operation.tag.iter().map(|tag| &*tag.key));
        }
        for index in operations.iter().copied() {
            let mut added = Vec::new();
            for fact in facts.unsent(index, keys) {
                if !known.insert(&fact.name) {
                    continue;
                }
                let owner = Owner {
                    names: names.to_vec(),
                    key: fact.name.clone(),
                    fact: Some(fact.clone()),
                    item: false,
                    domain: Some(Domain::Request),
                    operations: Rc::clone(operations),
                };
                let nothing = Spot::default();
                let ty = self.documented(&nothing, &owner);
                fields.push(Field {
                    wire: fact.name.clone(),
                    ty: if fact.nullable {
                        Type::Nullable(Box::new(ty))
                    } else {
                        ty
                    },
                    required: false,
                    docs: fact.docs.clone(),
                    present: 0,
                    null: 0,
                    example: None,
                    evidence: evidence::of_field(&nothing, Some(fact), Domain::Request),
                });
                added.push(fact.name.clone());
            }
            if !added.is_empty() {
                self.unsent.push(Guess {
                    operation: index,
                    keys: added,
                });
            }
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
            domain: self.domain,
            operations: Rc::clone(&self.operations),
        }
    }
}

/// The member that a body is about: the one that is called what the path calls it, else its only list, or its only member.
fn subject<'o>(nouns: &[String], graph: &Graph, object: &'o Object) -> Option<&'o str> {
    let members = object.members().filter(|_| object.is_body())?;
    let operations = object.operations.keys();
    let nouns: BTreeSet<&str> = operations
        .filter_map(|index| nouns.get(*index))
        .map(String::as_str)
        .collect();
    let structured = || {
        members
            .iter()
            .filter(|(_, member)| graph.spot(member.spot).kinds().is_structured())
            .map(|(key, member)| (&**key, member))
    };
    let named = structured().filter(|(key, _)| nouns.contains(&*words::singular(key)));
    if let Some((key, _)) = named.min_by_key(|(key, _)| *key) {
        return Some(key);
    }
    let is_list = |member: &Member| graph.spot(member.spot).array.is_some();
    let mut lists = structured().filter(|(_, member)| is_list(member));
    match (lists.next(), lists.next()) {
        (Some((key, _)), None) => Some(key),
        _ if members.len() == 1 => members.keys().next().map(|key| &**key),
        _ => None,
    }
}

/// A value of a field, as JSON, if it is short and no secret.
fn example(key: &str, spot: &Spot) -> Option<String> {
    if secret::is_secret_name(key) {
        return None;
    }
    let scalars = &spot.scalars;
    if let Some((text, _)) = scalars
        .strings
        .values
        .iter()
        .find(|(text, _)| !text.is_empty())
    {
        let harmless = text.len() <= policy::EXAMPLE_BYTES && !secret::is_secret_value(text);
        return harmless.then(|| serde_json::to_string(text).ok()).flatten();
    }
    if let Some((least, _)) = scalars.numbers.integers {
        return Some(least.to_string());
    }
    scalars
        .numbers
        .decimals
        .and_then(|(least, _)| serde_json::to_string(&least).ok())
}

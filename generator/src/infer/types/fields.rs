//! The fields of a struct: which it has, which of them must be there, which can be `null`.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::super::graph::{Domain, Graph, Member, Object, ObjectId, Spot};
use super::super::observed;
use super::super::required::{self, Presence};
use super::super::siblings::Guess;
use super::super::{evidence, measures, policy, words};
use super::{Builder, Owner};
use crate::model::{Field, FieldEvidence, Type, TypeId};
use crate::secret;

impl Builder<'_> {
    pub(super) fn fields(&mut self, id: ObjectId, type_id: TypeId) -> Vec<Field> {
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
        let change = sent_body && self.is_change(object);
        let values = self.alike.values(graph, object);
        let words = words_of(graph, object);
        let operations: Rc<BTreeSet<usize>> = Rc::new(object.operations.keys().copied().collect());
        let names = self.types[type_id.0].names.clone();
        let lists = members.iter().map(|(key, member)| {
            let is_list = graph.spot(member.spot).array.is_some();
            (&**key, is_list)
        });
        let counts = members
            .keys()
            .any(|key| words::words(key).contains("total"))
            && measures::counts_items(lists);
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
                counts,
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
            let is_told = words.contains(&**key);
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

    /// Whether all requests that send a body change something.
    fn is_change(&self, body: &Object) -> bool {
        let mut senders = body.operations.keys();
        senders.all(|index| {
            let operation = self.api.operations.get(*index);
            operation.is_some_and(required::changes)
        })
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
            known.extend(observed::sent_anyway(operation));
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
                    counts: false,
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
}

/// The words that the members of a reply's objects hold, but for the one that all objects of their form have. A member that is
/// called by one comes and goes with it: `{"type": "card", "card": {…}}`.
fn words_of<'o>(graph: &'o Graph, object: &'o Object) -> HashSet<&'o str> {
    if object.domain != Domain::Reply {
        return HashSet::new();
    }
    let members = object.members().into_iter().flatten();
    let words = members.flat_map(|(_, member)| &graph.spot(member.spot).scalars.strings.values);
    let own = object.tag.as_ref().map(|(_, word)| &**word);
    words
        .map(|(text, _)| &**text)
        .filter(|text| Some(*text) != own)
        .collect()
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
        let harmless = text.len() <= policy::EXAMPLE_BYTES && !secret::is_made_up(text);
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

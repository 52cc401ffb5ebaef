//! Finds the places where one field tells objects of several shapes apart: `{"type": "card", "last4": …}` beside
//! `{"type": "bank", "iban": …}`.
//!
//! A field decides where all objects at a place (of the saved replies of one request) have it, as a word, and where objects
//! with different words either have the same members or each have one that the others never have. So an object that only
//! leaves out what does not apply is no form of its own. In collections whose objects leave out what they like, that can be so
//! by chance: there, it takes more objects of each form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::policy;
use crate::shape::{self, Kinds, Shape, Variants};

/// Members that can tell, the likeliest first.
const KEYS: [&str; 10] = [
    "type",
    "kind",
    "object",
    "@type",
    "_type",
    "__typename",
    "event",
    "event_type",
    "eventType",
    "resource_type",
];

/// Keeps the forms apart in the shape of some bodies, wherever one field decides.
pub fn split(shape: &mut Shape, bodies: &[&str]) {
    split_below(shape, bodies, 0);
}

/// The same for what stands so many steps deep.
fn split_below(shape: &mut Shape, bodies: &[&str], depth: usize) {
    let may_tell = |body: &&&str| KEYS.iter().any(|key| body.contains(&format!("\"{key}\"")));
    let mut places = Places::default();
    for body in bodies.iter().filter(may_tell) {
        if let Ok(value) = serde_json::from_str::<&RawValue>(body) {
            places.walk(value, &mut Vec::new());
        }
    }
    for (way, objects) in places.0 {
        let depth = depth + way.len();
        if depth <= policy::TAGGED_DEPTH
            && let Some(variants) = decide(&objects, depth)
            && let Some(objects) = find(shape, &way)
        {
            objects.variants = Some(variants);
        }
    }
}

/// Joins forms again of which too few objects were seen. `risks` is how often a field is lacking that one object had, that two
/// had, and so on, in objects that are not told apart.
pub fn join_uncertain(shape: &mut Shape, risks: &[f64]) {
    let mut work = vec![shape];
    while let Some(shape) = work.pop() {
        work.extend(shape.arrays.iter_mut().map(|arrays| &mut arrays.items));
        let Some(objects) = shape.objects.as_deref_mut() else {
            continue;
        };
        let least = objects.variants.as_ref().and_then(|variants| {
            let counts = variants.shapes.values().map(Shape::seen);
            counts.min()
        });
        let at = usize::try_from(least.unwrap_or(1)).unwrap_or(usize::MAX);
        let at = at.clamp(1, risks.len().max(1)) - 1;
        if risks
            .get(at)
            .is_some_and(|risk| *risk > policy::TAGGED_RISK)
        {
            objects.variants = None;
        }
        work.extend(objects.fields.values_mut().map(|field| &mut field.shape));
        let forms = objects.variants.iter_mut();
        work.extend(forms.flat_map(|variants| variants.shapes.values_mut()));
    }
}

/// A step from a value to one inside of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Member(String),
    Item,
}

/// An object at a place.
struct Seen<'t> {
    text: &'t str,
    keys: BTreeSet<String>,
    /// The words of those members that can tell.
    words: BTreeMap<&'static str, String>,
}

/// All objects, by place.
#[derive(Default)]
struct Places<'t>(BTreeMap<Vec<Step>, Vec<Seen<'t>>>);

impl<'t> Places<'t> {
    fn walk(&mut self, value: &'t RawValue, way: &mut Vec<Step>) {
        // Each level is read once more for each one around it.
        if way.len() > policy::TAGGED_DEPTH {
            return;
        }
        let text = value.get();
        if text.starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(text).unwrap_or_default();
            way.push(Step::Item);
            for item in items {
                self.walk(item, way);
            }
            way.pop();
        } else if text.starts_with('{') {
            let Members(members) = serde_json::from_str(text).unwrap_or_default();
            let word = |key: &str| -> Option<String> {
                let (_, value) = members.iter().find(|(name, _)| name == key)?;
                let text: String = serde_json::from_str(value.get()).ok()?;
                is_word(&text).then_some(text)
            };
            let words = KEYS.iter().filter_map(|key| Some((*key, word(key)?)));
            self.0.entry(way.clone()).or_default().push(Seen {
                text,
                words: words.collect(),
                keys: members.iter().map(|(key, _)| key.clone()).collect(),
            });
            for (key, value) in members {
                way.push(Step::Member(key));
                self.walk(value, way);
                way.pop();
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.len() <= policy::ENUM_VALUE_BYTES
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._:-".contains(&byte))
}

/// The forms of the objects at a place, where one field tells them apart.
fn decide(objects: &[Seen<'_>], depth: usize) -> Option<Variants> {
    let (key, forms) = KEYS.iter().find_map(|key| {
        let mut forms: BTreeMap<&str, Form<'_, '_>> = BTreeMap::new();
        for object in objects {
            let word = object.words.get(key)?;
            forms
                .entry(word)
                .and_modify(|form| form.add(object))
                .or_insert_with(|| Form::of(object));
        }
        let few = (2..=policy::TAGGED_FORMS).contains(&forms.len());
        (few && decides(&forms)).then_some((*key, forms))
    })?;
    let mut shapes = BTreeMap::new();
    for (word, form) in forms {
        let mut all = Shape::default();
        for text in &form.texts {
            all.absorb(shape::observe(text).ok()?);
        }
        split_below(&mut all, &form.texts, depth + 1);
        shapes.insert(Box::from(word), all);
    }
    Some(Variants {
        key: key.into(),
        shapes,
    })
}

/// Whether objects with different words differ both ways, or not at all.
fn decides(forms: &BTreeMap<&str, Form<'_, '_>>) -> bool {
    let mut differ = false;
    let forms: Vec<_> = forms.values().collect();
    for (at, a) in forms.iter().enumerate() {
        for b in forms.iter().take(at) {
            let apart = !a.always.is_subset(&b.ever) && !b.always.is_subset(&a.ever);
            if !apart && a.ever != b.ever {
                return false;
            }
            differ |= apart;
        }
    }
    differ
}

/// The objects with one word.
struct Form<'s, 't> {
    /// Keys that all of them have.
    always: BTreeSet<&'s str>,
    /// Keys that any of them has.
    ever: BTreeSet<&'s str>,
    texts: Vec<&'t str>,
}

impl<'s, 't> Form<'s, 't> {
    fn of(object: &'s Seen<'t>) -> Self {
        let keys: BTreeSet<&str> = object.keys.iter().map(String::as_str).collect();
        Self {
            always: keys.clone(),
            ever: keys,
            texts: vec![object.text],
        }
    }

    fn add(&mut self, object: &'s Seen<'t>) {
        self.always.retain(|key| object.keys.contains(*key));
        self.ever.extend(object.keys.iter().map(String::as_str));
        self.texts.push(object.text);
    }
}

/// The objects at a place of a shape, where nothing else stands there and no number would lose digits: what stands before
/// the word is read twice.
fn find<'s>(shape: &'s mut Shape, way: &[Step]) -> Option<&'s mut shape::Objects> {
    let mut here = shape;
    for step in way {
        here = match step {
            Step::Item => &mut here.arrays.as_mut()?.items,
            Step::Member(key) => {
                let objects = here.objects.as_mut()?;
                &mut objects.fields.get_mut(key.as_str())?.shape
            }
        };
    }
    if here.kinds() != Kinds::OBJECT {
        return None;
    }
    let objects = here.objects.as_deref_mut()?;
    let exact = |field: &shape::FieldShape| field.shape.numbers.lossy == 0;
    objects.fields.values().all(exact).then_some(objects)
}

/// The members of an object, in their order.
#[derive(Default)]
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReadMembers)
    }
}

struct ReadMembers;

impl<'de> Visitor<'de> for ReadMembers {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
            members.push((key, value));
        }
        Ok(Members(members))
    }
}

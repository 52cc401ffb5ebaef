use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{Numbers, Strings};
use crate::english::is_filler;

/// What the values at one place have looked like.
///
/// Equality is of content: the order in which fields were first seen does not count.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// How many were `null`.
    pub null: u32,
    /// How many were a bare `{{variable}}` of a template: values of unknown kind.
    pub holes: u32,
    /// How many were `true` or `false`.
    pub bools: u32,
    /// The numbers.
    pub numbers: Numbers,
    /// The strings.
    pub strings: Strings,
    /// The arrays; `None` where none was seen.
    pub arrays: Option<Box<Arrays>>,
    /// The objects; `None` where none was seen.
    pub objects: Option<Box<Objects>>,
}

/// What the arrays at one place have looked like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrays {
    /// How many there were.
    pub count: u32,
    /// How many of them were empty.
    pub empty: u32,
    /// All items of all of them.
    pub items: Shape,
}

/// What the objects at one place have looked like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Objects {
    /// How many there were.
    pub count: u32,
    /// Their members, by key, in the order of first sight. For an order that does not depend on the order of the
    /// examples use [`Objects::ordered`].
    pub fields: IndexMap<Box<str>, FieldShape>,
    /// The same objects once more, where one of their members tells forms of them apart: by its values.
    pub variants: Option<Variants>,
}

/// Forms of objects that one of their members tells apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Variants {
    /// The member's key.
    pub key: Box<str>,
    /// The objects of each form, by the member's value.
    pub shapes: BTreeMap<Box<str>, Shape>,
}

/// What the members of one key have looked like.
#[derive(Debug, Clone, Default)]
pub struct FieldShape {
    /// How many objects had it.
    pub present: u32,
    /// Sum of its positions in those objects, counted from zero: the average gives the order of fields.
    pub positions: u64,
    /// Its values.
    pub shape: Shape,
    /// Count of objects when it was last seen: finds keys that an object repeats.
    pub(super) last: u32,
}

/// The JSON kinds at one place, as a set of bits. Unknown values (holes) and `null` are not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kinds(pub u8);

impl Kinds {
    /// Booleans.
    pub const BOOL: Kinds = Kinds(1);
    /// Numbers.
    pub const NUMBER: Kinds = Kinds(2);
    /// Strings.
    pub const STRING: Kinds = Kinds(4);
    /// Arrays.
    pub const ARRAY: Kinds = Kinds(8);
    /// Objects.
    pub const OBJECT: Kinds = Kinds(16);

    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `other` are among these.
    pub fn has(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether some are arrays or objects.
    pub fn is_structured(self) -> bool {
        self.0 & (Kinds::ARRAY.0 | Kinds::OBJECT.0) != 0
    }

    /// These without others.
    pub fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    /// Whether both could be the same thing: a kind in common, or nothing known of one of them.
    pub fn compatible(self, other: Kinds) -> bool {
        self.is_empty() || other.is_empty() || self.0 & other.0 != 0
    }
}

impl std::ops::BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Kinds) {
        self.0 |= other.0;
    }
}

impl Shape {
    /// How many values were seen.
    pub fn seen(&self) -> u32 {
        let arrays = self.arrays.as_ref().map_or(0, |arrays| arrays.count);
        let objects = self.objects.as_ref().map_or(0, |objects| objects.count);
        [
            self.null,
            self.holes,
            self.bools,
            self.numbers.count,
            self.strings.count,
            arrays,
            objects,
        ]
        .into_iter()
        .fold(0, u32::saturating_add)
    }

    /// Which JSON kinds were seen.
    pub fn kinds(&self) -> Kinds {
        let mut kinds = Kinds::default();
        for (seen, kind) in [
            (self.bools > 0, Kinds::BOOL),
            (self.numbers.count > 0, Kinds::NUMBER),
            (self.strings.count > 0, Kinds::STRING),
            (self.arrays.is_some(), Kinds::ARRAY),
            (self.objects.is_some(), Kinds::OBJECT),
        ] {
            if seen {
                kinds |= kind;
            }
        }
        kinds
    }

    /// The least shape that accepts all that either accepts; counts add up.
    pub fn join(mut self, other: Shape) -> Shape {
        self.absorb(other);
        self
    }

    /// [`Shape::join`] in place.
    pub fn absorb(&mut self, other: Shape) {
        self.null = self.null.saturating_add(other.null);
        self.holes = self.holes.saturating_add(other.holes);
        self.bools = self.bools.saturating_add(other.bools);
        self.numbers.absorb(other.numbers);
        self.strings.absorb(other.strings);
        match (&mut self.arrays, other.arrays) {
            (Some(mine), Some(theirs)) => mine.absorb(*theirs),
            (mine @ None, theirs) => *mine = theirs,
            (Some(_), None) => {}
        }
        match (&mut self.objects, other.objects) {
            (Some(mine), Some(theirs)) => mine.absorb(*theirs),
            (mine @ None, theirs) => *mine = theirs,
            (Some(_), None) => {}
        }
    }

    /// Whether objects here and there have a key in common, or one side has none.
    pub fn shares_members(&self, other: &Shape) -> bool {
        let (Some(mine), Some(theirs)) = (&self.objects, &other.objects) else {
            return true;
        };
        mine.fields.is_empty()
            || theirs
                .fields
                .keys()
                .any(|key| mine.fields.contains_key(key))
    }

    /// Adds the members of objects that others have and these have not, as such that no object must have: in none of those
    /// that were counted. What is known of the others stays. Gives the keys, those in objects inside with the path there.
    pub fn adopt_members(&mut self, other: Shape) -> Vec<String> {
        let mut adopted = Vec::new();
        self.adopt(other, "", &mut adopted);
        adopted
    }

    /// As deep as the JSON that was read, which has a limit.
    fn adopt(&mut self, other: Shape, path: &str, adopted: &mut Vec<String>) {
        if let (Some(mine), Some(theirs)) = (&mut self.arrays, other.arrays) {
            if mine.items == Shape::default() {
                mine.items = theirs.items;
            } else {
                mine.items.adopt(theirs.items, path, adopted);
            }
        }
        let (Some(mine), Some(mut theirs)) = (&mut self.objects, other.objects) else {
            return;
        };
        // Where no key is known the keys are data: `metadata` holds other ones each time.
        let mut keys = theirs.fields.keys();
        if !mine.fields.is_empty() && !keys.any(|key| mine.fields.contains_key(key)) {
            return;
        }
        let order: Vec<Box<str>> = (theirs.ordered().into_iter())
            .map(|(key, _)| key.into())
            .collect();
        for key in order {
            let Some(field) = theirs.fields.swap_remove(&key) else {
                continue;
            };
            let place = if path.is_empty() {
                key.to_string()
            } else {
                format!("{path}.{key}")
            };
            if let Some(known) = mine.fields.get_mut(&key) {
                known.shape.adopt(field.shape, &place, adopted);
                continue;
            }
            // A key that is a variable makes a map of its object, and that is said by more than an example; a key of Latin
            // stands for any.
            if key.contains("{{") || is_filler(&key) {
                continue;
            }
            let positions = mine.fields.len().try_into().unwrap_or(u64::MAX);
            let shape = field.shape;
            mine.fields.insert(
                key,
                FieldShape {
                    present: 0,
                    positions,
                    shape,
                    last: 0,
                },
            );
            adopted.push(place);
        }
    }

    /// Whether a value is of a kind, and its members of keys, that were seen here.
    pub fn accepts(&self, value: &serde_json::Value) -> bool {
        use serde_json::Value;
        match value {
            Value::Null => self.null > 0,
            Value::Bool(_) => self.bools > 0,
            Value::Number(_) => self.numbers.count > 0,
            Value::String(text) => self.strings.accepts(text),
            Value::Array(items) => self.arrays.as_ref().is_some_and(|arrays| {
                items.iter().all(|item| arrays.items.accepts(item))
                    && (!items.is_empty() || arrays.empty > 0)
            }),
            Value::Object(members) => self.objects.as_ref().is_some_and(|objects| {
                members.iter().all(|(key, member)| {
                    objects
                        .fields
                        .get(key.as_str())
                        .is_some_and(|field| field.shape.accepts(member))
                }) && objects.fields.iter().all(|(key, field)| {
                    field.present < objects.count || members.contains_key(&**key)
                })
            }),
        }
    }
}

impl Arrays {
    fn absorb(&mut self, other: Arrays) {
        self.count = self.count.saturating_add(other.count);
        self.empty = self.empty.saturating_add(other.empty);
        self.items.absorb(other.items);
    }
}

impl Objects {
    /// The members in the order of the examples: by average position, then by key.
    pub fn ordered(&self) -> Vec<(&str, &FieldShape)> {
        let mut fields: Vec<_> = self
            .fields
            .iter()
            .map(|(key, field)| (&**key, field))
            .collect();
        fields.sort_by(|(a_key, a), (b_key, b)| {
            by_position((a.positions, a.present), (b.positions, b.present)).then(a_key.cmp(b_key))
        });
        fields
    }

    fn absorb(&mut self, other: Objects) {
        self.count = self.count.saturating_add(other.count);
        // Forms that are told apart on one side alone are told apart by chance.
        self.variants = match (self.variants.take(), other.variants) {
            (Some(mut mine), Some(theirs)) if mine.key == theirs.key => {
                for (value, shape) in theirs.shapes {
                    mine.shapes.entry(value).or_default().absorb(shape);
                }
                Some(mine)
            }
            _ => None,
        };
        for (key, theirs) in other.fields {
            match self.fields.entry(key) {
                indexmap::map::Entry::Occupied(mut mine) => mine.get_mut().absorb(theirs),
                indexmap::map::Entry::Vacant(entry) => {
                    entry.insert(FieldShape { last: 0, ..theirs });
                }
            }
        }
    }
}

/// Compares two average positions, each a sum and a count, without dividing.
pub(crate) fn by_position(a: (u64, u32), b: (u64, u32)) -> std::cmp::Ordering {
    (u128::from(a.0) * u128::from(b.1)).cmp(&(u128::from(b.0) * u128::from(a.1)))
}

impl FieldShape {
    fn absorb(&mut self, other: FieldShape) {
        self.present = self.present.saturating_add(other.present);
        self.positions = self.positions.saturating_add(other.positions);
        self.shape.absorb(other.shape);
    }
}

/// `last` is of the act of observing, not of what was observed.
impl PartialEq for FieldShape {
    fn eq(&self, other: &FieldShape) -> bool {
        self.present == other.present
            && self.positions == other.positions
            && self.shape == other.shape
    }
}

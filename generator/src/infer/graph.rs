//! The shapes of a whole API as one graph of spots (where a value stands) and objects (what stands there).
//!
//! Joining two objects joins the spots of their fields, key by key, and what stands there, so that the graph stays a join of
//! shapes; unlike a tree of shapes it can hold things that contain themselves. A spot is joined only with the same field of
//! the same object: that `null` stands for a region at one spot says nothing about the other spots with regions.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use indexmap::IndexMap;

use super::{maps, naming, words};
use crate::shape::{self, Kinds, Shape};

/// Index of a spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpotId(usize);

/// Index of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(usize);

/// Where values come from. Objects of different domains are never joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// Bodies that are sent.
    Request,
    /// Bodies of success replies.
    Reply,
    /// Bodies of error replies.
    Error,
}

/// A spot where values stand: a body, a field, the items of an array.
#[derive(Debug, Clone, Default)]
pub struct Spot {
    /// The values that are neither arrays nor objects.
    pub scalars: Shape,
    /// How many arrays stand there, and the spot of their items.
    pub array: Option<(u32, SpotId)>,
    /// How many objects stand there, and what they are.
    pub object: Option<(u32, ObjectId)>,
    /// The objects there in place of that, where one member tells forms of them apart. Nothing else stands there then.
    pub tagged: Option<Tagged>,
}

/// Objects of several forms.
#[derive(Debug, Clone)]
pub struct Tagged {
    /// The key of the member that tells them apart.
    pub key: Box<str>,
    /// How many there are of each form, and what they are, by the member's value.
    pub forms: BTreeMap<Box<str>, (u32, ObjectId)>,
}

/// Objects of one form: the key of the member that tells it, its word where that is known, how many there are and what.
type Form = (Box<str>, Option<Box<str>>, (u32, ObjectId));

/// What objects are, wherever they stand.
#[derive(Debug, Clone)]
pub struct Object {
    /// Which bodies they stand in.
    pub domain: Domain,
    /// How many were seen.
    pub count: u32,
    /// What they hold.
    pub content: Content,
    /// Where they stand, with counts.
    pub places: BTreeMap<Place, u32>,
    /// The operations that use them, by index, with counts.
    pub operations: BTreeMap<usize, u32>,
    /// Key and value of the member that tells them from other forms: those are never joined with them.
    pub tag: Option<(Box<str>, Box<str>)>,
}

/// What objects hold.
#[derive(Debug, Clone)]
pub enum Content {
    /// Keys that are names.
    Struct(IndexMap<Box<str>, Member>),
    /// Keys that are data, and the spot of their values.
    Map(SpotId),
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// How many objects had it; none where it is assumed.
    pub present: u32,
    /// Sum of its positions; its place among those that are assumed where it is one.
    pub positions: u64,
    /// Where its values stand.
    pub spot: SpotId,
}

/// Where an object stands, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// How it stands there.
    pub standing: Standing,
    /// What it is called there, in the singular: what pooling compares.
    pub name: String,
    /// What a type named after the place is called: `links` for a member, `region` for an item of `regions`.
    pub shown: String,
}

/// How an object stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is the body.
    Root,
    /// It is an item of the body, which is an array, or a value of the body, which is a map.
    RootItem,
    /// It is a member of an object.
    Member,
    /// It is an item of an array or a value of a map.
    Item,
}

/// The graph.
#[derive(Debug, Default)]
pub struct Graph {
    spots: Vec<Spot>,
    objects: Vec<Object>,
    spot_parents: Vec<usize>,
    object_parents: Vec<usize>,
}

/// Two things to make one.
enum Pair {
    Spots(SpotId, SpotId),
    Objects(ObjectId, ObjectId),
}

impl Graph {
    /// Adds the shape of a body. `noun` is what the operation's path calls the resource.
    pub fn add(&mut self, shape: Shape, domain: Domain, operation: usize, noun: &str) -> SpotId {
        let place = Place {
            standing: Standing::Root,
            name: noun.to_owned(),
            shown: noun.to_owned(),
        };
        self.insert(
            shape,
            &Ground {
                domain,
                operation,
                noun,
            },
            place,
        )
    }

    /// What is known of a spot.
    pub fn spot(&self, id: SpotId) -> &Spot {
        &self.spots[find(&self.spot_parents, id.0)]
    }

    /// The object that stands for an object now.
    pub fn find(&self, id: ObjectId) -> ObjectId {
        ObjectId(find(&self.object_parents, id.0))
    }

    /// What is known of an object.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[self.find(id).0]
    }

    /// The object at a spot, or in the arrays there.
    pub fn object_below(&self, mut id: SpotId) -> Option<ObjectId> {
        for _ in 0..4 {
            let spot = self.spot(id);
            if let Some((_, object)) = spot.object {
                return Some(self.find(object));
            }
            id = spot.array?.1;
        }
        None
    }

    /// Says that an object stands at a spot where nothing was seen.
    pub fn assume(&mut self, id: SpotId, object: ObjectId) {
        let spot = find(&self.spot_parents, id.0);
        self.spots[spot].object.get_or_insert((0, object));
    }

    /// Says that lists of an object stand at a spot where nothing was seen.
    pub fn assume_list(&mut self, id: SpotId, object: ObjectId) {
        let items = SpotId(self.spots.len());
        self.spot_parents.push(items.0);
        self.spots.push(Spot::default());
        self.assume(items, object);
        let spot = find(&self.spot_parents, id.0);
        self.spots[spot].array.get_or_insert((0, items));
    }

    /// Says that objects may have members that none of those seen had. What they hold stands where it stands elsewhere.
    pub fn assume_members(&mut self, id: ObjectId, members: Vec<(Box<str>, SpotId)>) {
        let object = find(&self.object_parents, id.0);
        if let Content::Struct(mine) = &mut self.objects[object].content {
            for (position, (key, spot)) in (0..).zip(members) {
                mine.entry(key).or_insert(Member {
                    present: 0,
                    positions: position,
                    spot,
                });
            }
        }
    }

    /// Every object that stands for itself.
    pub fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        let all = self.objects.iter().enumerate().zip(&self.object_parents);
        all.filter(|((index, _), parent)| *index == **parent)
            .map(|((index, object), _)| (ObjectId(index), object))
    }

    /// Takes the keys of an object for data: what stands under any of them is one thing.
    pub fn make_map(&mut self, id: ObjectId) {
        let object = find(&self.object_parents, id.0);
        let Some(first) = self.objects[object]
            .members()
            .and_then(|members| members.values().next())
        else {
            return;
        };
        let mut work = Vec::new();
        let values = Content::Map(first.spot);
        self.objects[object].content.absorb(values, &mut work);
        self.work_off(work);
    }

    /// Makes two objects one, and all that stands below them.
    pub fn unify(&mut self, a: ObjectId, b: ObjectId) {
        self.work_off(vec![Pair::Objects(a, b)]);
    }

    fn work_off(&mut self, mut work: Vec<Pair>) {
        while let Some(pair) = work.pop() {
            match pair {
                Pair::Spots(a, b) => self.unify_spots(a, b, &mut work),
                Pair::Objects(a, b) => self.unify_objects(a, b, &mut work),
            }
        }
    }

    /// Shortens the ways to what stands for others.
    pub fn flatten(&mut self) {
        for parents in [&mut self.spot_parents, &mut self.object_parents] {
            for index in 0..parents.len() {
                parents[index] = find(parents, index);
            }
        }
    }

    fn unify_spots(&mut self, a: SpotId, b: SpotId, work: &mut Vec<Pair>) {
        let (kept, gone) = (
            shorten(&mut self.spot_parents, a.0),
            shorten(&mut self.spot_parents, b.0),
        );
        if kept == gone {
            return;
        }
        self.spot_parents[gone] = kept;
        let gone = std::mem::take(&mut self.spots[gone]);
        let spot = kept;
        let kept = &mut self.spots[kept];
        kept.scalars.absorb(gone.scalars);
        kept.array = match (kept.array, gone.array) {
            (Some((mine, items)), Some((theirs, other))) => {
                work.push(Pair::Spots(items, other));
                Some((mine.saturating_add(theirs), items))
            }
            (mine, theirs) => mine.or(theirs),
        };
        kept.object = match (kept.object, gone.object) {
            (Some((mine, object)), Some((theirs, other))) => {
                work.push(Pair::Objects(object, other));
                Some((mine.saturating_add(theirs), object))
            }
            (mine, theirs) => mine.or(theirs),
        };
        let (tagged, other) = (kept.tagged.take(), gone.tagged);
        if tagged.is_some() || other.is_some() {
            let id = SpotId(spot);
            self.unify_forms(id, [tagged, other].into_iter().flatten(), work);
        }
    }

    /// Puts forms to a spot. An object that shows one word is one of them; where anything else stands there, or another member
    /// tells them apart, they are forms no more.
    fn unify_forms(
        &mut self,
        id: SpotId,
        tagged: impl Iterator<Item = Tagged>,
        work: &mut Vec<Pair>,
    ) {
        let spot = &self.spots[id.0];
        let mut forms: Vec<Form> = tagged
            .flat_map(|tagged| {
                let key = tagged.key;
                let forms = tagged.forms.into_iter();
                forms.map(move |(value, form)| (key.clone(), Some(value), form))
            })
            .collect();
        let Some(key) = forms.first().map(|(key, _, _)| key.clone()) else {
            return;
        };
        let others = spot.array.is_some() || !spot.scalars.kinds().is_empty();
        if let Some(object) = spot.object {
            let word = self.lone_word(object.1, &key);
            forms.push((key.clone(), word, object));
        }
        let told = !others
            && forms
                .iter()
                .all(|(by, word, _)| *by == key && word.is_some());
        let spot = &mut self.spots[id.0];
        spot.object = None;
        if told {
            let mut tagged = Tagged {
                key,
                forms: BTreeMap::new(),
            };
            for (_, word, (count, object)) in forms {
                match tagged.forms.entry(word.unwrap_or_default()) {
                    Entry::Occupied(mut known) => {
                        let (known, same) = known.get_mut();
                        *known = known.saturating_add(count);
                        work.push(Pair::Objects(*same, object));
                    }
                    Entry::Vacant(entry) => {
                        entry.insert((count, object));
                    }
                }
            }
            spot.tagged = Some(tagged);
        } else {
            for (_, _, (count, object)) in forms {
                spot.object = Some(match spot.object {
                    Some((known, same)) => {
                        work.push(Pair::Objects(same, object));
                        (known.saturating_add(count), same)
                    }
                    None => (count, object),
                });
            }
        }
    }

    /// The one word that a member of all objects of a kind was.
    fn lone_word(&self, id: ObjectId, key: &str) -> Option<Box<str>> {
        let object = self.object(id);
        let member = object.members()?.get(key)?;
        let strings = &self.spot(member.spot).scalars.strings;
        match strings.values.as_slice() {
            [(word, count)] if *count == object.count && !strings.more => Some(word.clone()),
            _ => None,
        }
    }

    fn unify_objects(&mut self, a: ObjectId, b: ObjectId, work: &mut Vec<Pair>) {
        let (a, b) = (
            shorten(&mut self.object_parents, a.0),
            shorten(&mut self.object_parents, b.0),
        );
        if a == b || self.objects[a].domain != self.objects[b].domain {
            return;
        }
        let (kept, gone) = if self.objects[a].weight() >= self.objects[b].weight() {
            (a, b)
        } else {
            (b, a)
        };
        self.object_parents[gone] = kept;
        let empty = Object::new(self.objects[gone].domain);
        let gone = std::mem::replace(&mut self.objects[gone], empty);
        let kept = &mut self.objects[kept];
        kept.count = kept.count.saturating_add(gone.count);
        for (place, count) in gone.places {
            let mine = kept.places.entry(place).or_default();
            *mine = mine.saturating_add(count);
        }
        for (operation, count) in gone.operations {
            let mine = kept.operations.entry(operation).or_default();
            *mine = mine.saturating_add(count);
        }
        if kept.tag != gone.tag {
            kept.tag = None;
        }
        kept.content.absorb(gone.content, work);
    }

    fn insert(&mut self, mut shape: Shape, ground: &Ground<'_>, place: Place) -> SpotId {
        let arrays = shape.arrays.take();
        let objects = shape.objects.take();
        let mut spot = Spot {
            scalars: shape,
            ..Spot::default()
        };
        if let Some(arrays) = arrays {
            spot.array = Some((
                arrays.count,
                self.insert(arrays.items, ground, place.item()),
            ));
        }
        if let Some(variants) = objects.as_ref().and_then(|it| it.variants.as_ref()) {
            let forms = variants.shapes.iter().filter_map(|(value, shape)| {
                let (count, object) = self.insert_form(shape.clone(), ground, &place, value)?;
                self.objects[object.0].tag = Some((variants.key.clone(), value.clone()));
                Some((value.clone(), (count, object)))
            });
            spot.tagged = Some(Tagged {
                key: variants.key.clone(),
                forms: forms.collect(),
            });
        } else if let Some(objects) = objects {
            let count = objects.count;
            let content = if maps::is_map(&objects) {
                let mut values = Shape::default();
                for (_, field) in objects.fields {
                    values.absorb(field.shape);
                }
                Content::Map(self.insert(values, ground, place.item()))
            } else {
                let mut members = IndexMap::with_capacity(objects.fields.len());
                for (key, field) in objects.fields {
                    let spot = self.insert(field.shape, ground, place.member(&key, ground.noun));
                    members.insert(
                        key,
                        Member {
                            present: field.present,
                            positions: field.positions,
                            spot,
                        },
                    );
                }
                Content::Struct(members)
            };
            let mut object = Object::new(ground.domain);
            object.count = count;
            object.content = content;
            object.places.insert(place, count);
            object.operations.insert(ground.operation, count);
            spot.object = Some((count, ObjectId(self.objects.len())));
            self.object_parents.push(self.objects.len());
            self.objects.push(object);
        }
        let id = SpotId(self.spots.len());
        self.spot_parents.push(id.0);
        self.spots.push(spot);
        id
    }
}

impl Graph {
    /// Adds the objects of one form.
    fn insert_form(
        &mut self,
        shape: Shape,
        ground: &Ground<'_>,
        place: &Place,
        value: &str,
    ) -> Option<(u32, ObjectId)> {
        let place = Place {
            standing: Standing::Member,
            name: place.name.clone(),
            shown: format!("{} {}", words::words(value), words::singular(&place.shown)),
        };
        let spot = self.insert(shape, ground, place);
        self.spots[spot.0].object
    }
}

fn find(parents: &[usize], mut at: usize) -> usize {
    while parents[at] != at {
        at = parents[at];
    }
    at
}

/// [`find`], and half as long a way the next time.
fn shorten(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// What all spots of a body have in common.
struct Ground<'a> {
    domain: Domain,
    operation: usize,
    noun: &'a str,
}

impl Place {
    fn item(&self) -> Place {
        let standing = match self.standing {
            Standing::Root | Standing::RootItem => Standing::RootItem,
            Standing::Member | Standing::Item => Standing::Item,
        };
        Place {
            standing,
            name: self.name.clone(),
            shown: self.name.clone(),
        }
    }

    /// The place of a member. A key that says nothing (`data`) takes the name of what is around it.
    fn member(&self, key: &str, noun: &str) -> Place {
        let words = words::words(key);
        let name = words::in_singular(&words);
        if naming::is_version(&name) && !self.name.is_empty() {
            // `networks.v4`
            let name = format!("{} {name}", words::singular(&self.name));
            return Place {
                standing: Standing::Member,
                shown: name.clone(),
                name,
            };
        }
        if !words::is_weak(&name) {
            return Place {
                standing: Standing::Member,
                name,
                shown: words,
            };
        }
        let name =
            if matches!(self.standing, Standing::Root | Standing::RootItem) || self.name == noun {
                if noun.is_empty() {
                    name
                } else {
                    noun.to_owned()
                }
            } else {
                format!("{} {name}", self.name)
            };
        Place {
            standing: Standing::Member,
            shown: name.clone(),
            name,
        }
    }
}

impl Spot {
    /// Whether nothing was ever seen there.
    pub fn is_unknown(&self) -> bool {
        self.kinds().is_empty() && self.scalars.seen() == 0
    }

    /// How many values other than `null` stand there.
    pub fn seen(&self) -> u32 {
        let arrays = self.array.map_or(0, |(count, _)| count);
        let objects = self.object.map_or(0, |(count, _)| count);
        let scalars = self.scalars.seen() - self.scalars.null;
        scalars.saturating_add(arrays).saturating_add(objects)
    }

    /// Whether `null` was seen there and nothing else.
    pub fn is_null(&self) -> bool {
        self.kinds().is_empty() && self.scalars.null > 0 && self.scalars.null == self.scalars.seen()
    }

    /// Which JSON kinds stand there.
    pub fn kinds(&self) -> Kinds {
        let mut kinds = self.scalars.kinds();
        if self.array.is_some() {
            kinds |= Kinds::ARRAY;
        }
        if self.object.is_some() || self.tagged.is_some() {
            kinds |= Kinds::OBJECT;
        }
        kinds
    }
}

impl Member {
    /// Compares the places of two members: those that objects had by their mean position, then those that are assumed.
    pub fn by_position(&self, other: &Member) -> Ordering {
        match (self.present, other.present) {
            (0, 0) => self.positions.cmp(&other.positions),
            (mine, theirs) => (mine == 0).cmp(&(theirs == 0)).then_with(|| {
                shape::by_position((self.positions, mine), (other.positions, theirs))
            }),
        }
    }
}

impl Object {
    fn new(domain: Domain) -> Object {
        Object {
            domain,
            count: 0,
            content: Content::Struct(IndexMap::new()),
            places: BTreeMap::new(),
            operations: BTreeMap::new(),
            tag: None,
        }
    }

    /// Its members; `None` where its keys are data.
    pub fn members(&self) -> Option<&IndexMap<Box<str>, Member>> {
        match &self.content {
            Content::Struct(members) => Some(members),
            Content::Map(_) => None,
        }
    }

    /// Whether it is nothing but whole bodies.
    pub fn is_body(&self) -> bool {
        self.places
            .keys()
            .all(|place| place.standing == Standing::Root)
    }

    fn weight(&self) -> usize {
        self.members().map_or(0, IndexMap::len) + self.places.len() + self.operations.len()
    }
}

impl Content {
    fn absorb(&mut self, other: Content, work: &mut Vec<Pair>) {
        use Content::{Map, Struct};
        match (&mut *self, other) {
            (Struct(mine), Struct(theirs)) => {
                for (key, member) in theirs {
                    match mine.entry(key) {
                        indexmap::map::Entry::Occupied(mut entry) => {
                            let mine = entry.get_mut();
                            mine.present = mine.present.saturating_add(member.present);
                            mine.positions = mine.positions.saturating_add(member.positions);
                            work.push(Pair::Spots(mine.spot, member.spot));
                        }
                        indexmap::map::Entry::Vacant(entry) => {
                            entry.insert(member);
                        }
                    }
                }
            }
            (Map(mine), Map(theirs)) => work.push(Pair::Spots(*mine, theirs)),
            (Map(mine), Struct(theirs)) => {
                work.extend(
                    theirs
                        .values()
                        .map(|member| Pair::Spots(*mine, member.spot)),
                );
            }
            (Struct(mine), Map(theirs)) => {
                work.extend(mine.values().map(|member| Pair::Spots(theirs, member.spot)));
                *self = Map(theirs);
            }
        }
    }
}

//! Which types exist: plain data, the output of `infer` and the input of `names` and `emit`.
//!
//! There is no Rust name in here: types are numbers, and what they could be called is a list of proposals.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::api::{OperationId, ResourceId};

/// The types of an API, and where its operations use them.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Every struct, enum and union.
    pub types: Vec<TypeDef>,
    /// What each operation takes and gives; same indexes as `Api::operations`.
    pub operations: Vec<OperationTypes>,
    /// The crate's `ErrorBody`.
    pub error: ErrorBody,
    /// The values that the replay program makes its calls with.
    pub values: Values,
    /// JSON pointers of the bodies that no program reads, for they nest too deep.
    pub unreadable: BTreeSet<String>,
}

/// Index into [`Model::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type, as a field, a parameter or a body uses it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// `null` and nothing else was ever seen.
    Null,
    /// A boolean.
    Bool,
    /// An integer that fits `i64`.
    I64,
    /// An integer of which some lie above `i64::MAX`, none below zero.
    U64,
    /// A number with a fraction or an exponent, each of which `f64` holds.
    F64,
    /// A number that neither `i64`, `u64` nor `f64` holds without loss: its text is kept.
    Number,
    /// A string.
    String,
    /// A string that is an RFC 3339 time stamp in UTC (`jiff::Timestamp`).
    Timestamp,
    /// A string that is an RFC 3339 time stamp in any offset, or written in more digits than it takes: an instant that keeps
    /// its text.
    DateTime,
    /// A string that is a calendar date (`jiff::civil::Date`).
    Date,
    /// A string that is a UUID in the hyphenated lower-case form.
    Uuid,
    /// An array.
    Array(Box<Type>),
    /// An object whose keys are data, in the order in which they came.
    Map(Box<Type>),
    /// The type, or `null`.
    Nullable(Box<Type>),
    /// A struct, an enum or a union.
    Named(TypeId),
    /// Any JSON value: nothing is known.
    Any,
}

/// A struct, an enum or a union.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// What it is.
    pub kind: TypeKind,
    /// What it could be called, raw, surest and nearest first: `region` (the key it stands under, singular), then longer
    /// ones that tell it from others of that name: `droplet region`.
    pub names: Vec<String>,
    /// The resource in whose file it is defined; `None` for a type that several top-level folders share (`types.rs`).
    pub home: Option<ResourceId>,
    /// The first operation that uses it.
    pub operation: OperationId,
    /// Whether it is sent, received or both.
    pub usage: Usage,
    /// Its docs (Markdown), perhaps empty.
    pub docs: String,
    /// How many objects, or values of a union, were seen for it.
    pub seen: u32,
    /// Whether a struct keeps the fields that it does not know.
    pub keep_unknown: bool,
    /// The key of the member that tells the arms of a union of objects apart.
    pub tag: Option<String>,
    /// Whether a union keeps other scalars of its arms' kinds alone: enough values were seen to say that those of yet other
    /// kinds are wrong, and that lists and objects are of their arms' types.
    pub settled: bool,
    /// What a struct was decided from.
    pub evidence: TypeEvidence,
}

/// What a struct was decided from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeEvidence {
    /// In words, where its objects stand, with counts.
    pub places: Vec<(String, u32)>,
    /// The operations in whose bodies they stand, with counts.
    pub operations: Vec<(OperationId, u32)>,
    /// How many objects must have had a field before it is required.
    pub sightings: u32,
}

/// How a type is used: decides what it derives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Usage {
    /// It stands in request bodies.
    pub request: bool,
    /// It stands in replies.
    pub reply: bool,
}

/// What a [`TypeDef`] is.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// An object with known fields, in the order of the examples.
    Struct(Vec<Field>),
    /// A string of which the usual values are known. Always open: other values are kept.
    Enum(Vec<Variant>),
    /// Values of several JSON kinds at one place: at most one arm a kind, in the order of [`ArmKind`]. Other values are kept.
    /// Or objects of several forms that one member tells apart ([`TypeDef::tag`]): an arm a form, in the order of its words.
    Union(Vec<Arm>),
}

/// A field of a struct.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its key on the wire.
    pub wire: String,
    /// Its type, without regard to absence. `Nullable` where `null` was seen or is documented.
    pub ty: Type,
    /// Whether every object has it.
    pub required: bool,
    /// Its doc sentence (from a type table, say), perhaps empty.
    pub docs: String,
    /// How many of the [`TypeDef::seen`] objects had it.
    pub present: u32,
    /// In how many of those it was `null`.
    pub null: u32,
    /// A value seen for it, as JSON text, short and never a secret.
    pub example: Option<String>,
    /// What it was decided from.
    pub evidence: FieldEvidence,
}

/// What a field was decided from, [`Field::present`] and [`Field::null`] apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldEvidence {
    /// How many values were booleans.
    pub bools: u32,
    /// How many were numbers.
    pub numbers: u32,
    /// How many were strings.
    pub strings: u32,
    /// How many different strings are known.
    pub values: usize,
    /// Whether there were more different strings than are kept.
    pub more_values: bool,
    /// How many strings were placeholders (`"<integer>"`).
    pub placeholders: u32,
    /// How many values were a variable without quotes.
    pub variables: u32,
    /// How many were arrays.
    pub arrays: u32,
    /// How many were objects.
    pub objects: u32,
    /// What a table of fields says.
    pub in_words: Option<InWords>,
    /// Whether it is sent, not received.
    pub sent: bool,
    /// Whether it is what a body is about: what its path names, its only list, or its only member.
    pub subject: bool,
    /// How many objects tell that it is always there.
    pub telling: u32,
    /// Whether fields of its name are often left out in other types, so that more objects had to have it.
    pub left_out_elsewhere: bool,
    /// Whether it can be `null` because fields of its name are in other types.
    pub null_elsewhere: bool,
    /// How many values it would have taken to say that it is never `null`, where it had fewer.
    pub values_needed: Option<u32>,
    /// Whether it says how a list goes on: the last page may do without.
    pub pages: bool,
    /// Whether its name is a value of another field: it may be there for that value alone.
    pub told_by_a_word: bool,
    /// Whether it is a field of a body that changes something: what is left out there stays as it was.
    pub change: bool,
}

/// What a table of fields says of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InWords {
    /// The type that it names.
    pub ty: Option<&'static str>,
    /// The types that it names where they are two of different kinds: `integer or string`.
    pub either: Option<(&'static str, &'static str)>,
    /// Whether it says that the field can be `null`.
    pub nullable: bool,
    /// Whether it says that the field is required (true) or optional (false).
    pub required: Option<bool>,
    /// How many values it lists.
    pub values: usize,
}

/// A known value of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The string on the wire.
    pub wire: String,
    /// Its docs, perhaps empty.
    pub docs: String,
}

/// An arm of a union.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Which JSON kind.
    pub kind: ArmKind,
    /// The type of its values.
    pub ty: Type,
    /// The value of the union's [`TypeDef::tag`] that it goes by.
    pub word: Option<String>,
}

impl Arm {
    /// The arm that a value of a union goes to. `tag` is the union's.
    pub fn of<'a>(arms: &'a [Arm], tag: Option<&str>, value: &Value) -> Option<&'a Arm> {
        let Some(tag) = tag else {
            let kind = ArmKind::of(value)?;
            return arms.iter().find(|arm| arm.kind == kind);
        };
        let word = value.get(tag)?.as_str()?;
        arms.iter().find(|arm| arm.word.as_deref() == Some(word))
    }
}

/// The JSON kinds that arms tell apart. `null` is not among them: a union that admits it is [`Type::Nullable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArmKind {
    /// `true`, `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ArmKind {
    /// Whether it is neither a list nor an object.
    pub fn is_scalar(self) -> bool {
        !matches!(self, ArmKind::Array | ArmKind::Object)
    }

    /// The kind of a value; `None` for `null`.
    pub fn of(value: &Value) -> Option<ArmKind> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => ArmKind::Bool,
            Value::Number(_) => ArmKind::Number,
            Value::String(_) => ArmKind::String,
            Value::Array(_) => ArmKind::Array,
            Value::Object(_) => ArmKind::Object,
        })
    }
}

/// What an operation takes and gives.
#[derive(Debug, Clone)]
pub struct OperationTypes {
    /// Types of `Operation::parameters`, same indexes. Scalars and enums alone.
    pub parameters: Vec<Type>,
    /// Type of a JSON body, or of a GraphQL body's variables; `None` for other bodies and for a body that takes nothing.
    pub body: Option<Type>,
    /// Its success replies: one entry a different content, the statuses of each ascending. Empty where no example shows one.
    pub success: Vec<Reply>,
    /// Its error replies with a JSON body: by status, ascending.
    pub errors: Vec<(u16, Type)>,
    /// How it pages.
    pub pages: Option<Pages>,
}

/// A reply.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The statuses that it comes with.
    pub statuses: Vec<u16>,
    /// What it holds.
    pub content: Content,
}

/// What a reply holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Content {
    /// Nothing.
    Empty,
    /// JSON.
    Json(Type),
    /// Text that is not JSON, with its media type where it is known.
    Text(Option<String>),
    /// What is no text, or of which nothing is known, with its media type where it is known: given as it comes.
    Bytes(Option<String>),
    /// JSON of that type in some examples, other text or nothing in others: decoded as JSON where it parses as that type,
    /// else kept as text.
    JsonOrText(Type),
}

/// The crate's one error body type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ErrorBody {
    /// No example shows an error with a JSON body: any JSON.
    #[default]
    Unknown,
    /// All of them are of one type.
    One(Type),
    /// They differ: an enum with one variant a type, and `Other` for the rest.
    Several(Vec<Type>),
}

/// How a list is paged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Fields from the reply to the array of items: `["actions"]`; empty where the reply is the array.
    pub items: Vec<String>,
    /// The rule that leads to the next page.
    pub next: NextPage,
    /// What a page says of its list, beside that: fields from the reply to each.
    pub says: Vec<(Saying, Vec<String>)>,
    /// The parameter by which a call says how many items a page is to hold.
    pub size: Option<PageParameter>,
}

/// The rule that leads from one page to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A URL in the reply's body: `["links", "pages", "next"]`.
    Link(Vec<String>),
    /// A number that counts up.
    Page {
        /// The parameter.
        parameter: PageParameter,
        /// The number of the first page.
        first: i64,
    },
    /// An offset that grows by the number of items received.
    Offset {
        /// The parameter.
        parameter: PageParameter,
        /// The number of the first item.
        first: i64,
    },
    /// A cursor from the reply's body, sent back in a parameter.
    Cursor {
        /// Fields from the reply to the cursor.
        from: Vec<String>,
        /// The parameter.
        parameter: PageParameter,
    },
    /// A field of the last item, sent back in a parameter.
    LastItem {
        /// The field.
        key: String,
        /// The parameter.
        parameter: PageParameter,
    },
    /// `Link: <…>; rel="next"` (RFC 8288).
    LinkHeader,
}

/// Where a call says which page it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageParameter {
    /// A query parameter (index into `Operation::parameters`).
    Query(usize),
    /// Fields from the JSON body of the request to a member.
    Body(Vec<String>),
}

/// What a page says of the list that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Saying {
    /// Whether there are more pages: `has_more`.
    More,
    /// Whether it is the last: `last`.
    Last,
    /// How many pages there are in all: `total_pages`.
    Pages,
    /// How many items there are in all: `total`.
    Total,
    /// How many items a page holds: `per_page`.
    Size,
    /// Its number: `page`.
    Number,
}

impl Pages {
    /// The ways of fields that lead to the next page, or say whether there is one.
    pub fn drives(&self) -> impl Iterator<Item = &[String]> {
        let mark = match &self.next {
            NextPage::Link(way) | NextPage::Cursor { from: way, .. } => Some(&**way),
            NextPage::Page { .. }
            | NextPage::Offset { .. }
            | NextPage::LastItem { .. }
            | NextPage::LinkHeader => None,
        };
        mark.into_iter()
            .chain(self.says.iter().map(|(_, way)| &**way))
    }
}

/// The values that the replay program makes its calls with (`--values`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// By `{{NAME}}`: every one of the collection, hosts, credentials and dynamic variables included.
    pub variables: BTreeMap<String, String>,
    /// By `POINTER/KEY`: every path variable (`:key`).
    pub path_variables: BTreeMap<String, String>,
}

//! What a file of overrides says: plain data, each piece with its place in the text.

use std::ops::Range;

use crate::model::Saying;

/// A value, and the bytes that it was read from.
#[derive(Debug, Clone)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Where its key stands.
    pub key: Range<usize>,
    /// Where the value stands.
    pub place: Range<usize>,
}

/// A whole file.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// `keep-unknown`, for all types of replies.
    pub keep_unknown: Option<Said<bool>>,
    /// `credential`, for all operations.
    pub credential: Option<Said<CredentialChoice>>,
    /// `[credentials.NAME]`: ways of authenticating that the collection does not know.
    pub credentials: Vec<Said<NewCredential>>,
    /// `[at."ADDRESS"]`, in the order of the file.
    pub entries: Vec<Entry>,
}

/// `[at."ADDRESS"]`
#[derive(Debug, Clone)]
pub struct Entry {
    /// The address, as written.
    pub address: String,
    /// Where it stands.
    pub place: Range<usize>,
    /// What is said of the thing there.
    pub settings: Settings,
}

/// What can be said of a thing. Which of it has a meaning depends on the thing.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What it is called.
    pub rename: Option<Said<String>>,
    /// Its type, as Rust writes it.
    pub ty: Option<Said<String>>,
    /// Whether it stands in the path as the collection writes it.
    pub literal: Option<Said<bool>>,
    /// Whether it must be there.
    pub required: Option<Said<bool>>,
    /// Whether it can be `null`.
    pub nullable: Option<Said<bool>>,
    /// The values of its enum, or that it is none.
    pub values: Option<Said<Values>>,
    /// Whether its objects are maps or structs.
    pub object: Option<Said<ObjectKind>>,
    /// What a type is called that `enum` or `object` makes.
    pub type_name: Option<Said<String>>,
    /// Whether it is left out.
    pub skip: Option<Said<bool>>,
    /// Its base URL.
    pub url: Option<Said<String>>,
    /// How its calls authenticate.
    pub credential: Option<Said<CredentialChoice>>,
    /// How it pages.
    pub pages: Option<Said<PageStyle>>,
    /// What is sent where nobody sets it; `None` for nothing.
    pub default: Option<Said<Option<String>>>,
    /// Whether it is said to the client, once.
    pub client: Option<Said<bool>>,
    /// Whether fields that nobody has seen are kept.
    pub keep_unknown: Option<Said<bool>>,
}

/// `enum = …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// No enum.
    Off,
    /// An open enum of these values.
    Known(Vec<String>),
}

/// `object = …`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKind {
    /// Keys are data.
    Map,
    /// Keys are names.
    Struct,
}

/// `credential = …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialChoice {
    /// None is sent.
    Off,
    /// The one whose builder method has that name.
    Named(String),
}

/// `[credentials.NAME]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCredential {
    /// NAME: the builder's method.
    pub name: String,
    /// What it sends.
    pub scheme: NewScheme,
}

/// What a new credential sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewScheme {
    /// `Authorization: Bearer TOKEN`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A header with constant text before the key.
    Header {
        /// Its name.
        name: String,
        /// The text before the key.
        prefix: String,
    },
    /// A query parameter.
    Query {
        /// Its name.
        name: String,
    },
}

/// `pages = …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStyle {
    /// It does not page.
    Off,
    /// It does.
    On {
        /// Keys from the reply to the list.
        items: Vec<String>,
        /// What leads to the next page.
        next: NextPage,
        /// What a page says of its list.
        says: Vec<(Saying, Vec<String>)>,
        /// The parameter by which a call says how many items a page is to hold.
        size: Option<String>,
    },
}

/// What leads to the next page. Parameters are named as on the wire or as in Rust; `body.`
/// before keys means a member of the request's JSON body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// Keys from the reply to a link.
    Link(Vec<String>),
    /// A parameter that counts pages.
    Page(String),
    /// A parameter that counts items.
    Offset(String),
    /// Keys from the reply to a cursor, and the parameter that takes it.
    Cursor(Vec<String>, String),
    /// A field of the last item, and the parameter that takes it.
    LastItem(String, String),
    /// The header `Link`.
    LinkHeader,
}

//! What the file says: a tolerant mirror of Postman's collection format, v2.1 and v2.0.
//!
//! All union forms of the format (string or object url, description, header, request …) are folded into one here, so that
//! nothing after this stage knows about them. Each node keeps the JSON pointer of its place, relative to the collection
//! object (a `{"collection": …}` wrapper is not part of it).

pub mod environment;
mod read;

use std::borrow::Cow;
use std::collections::BTreeSet;

pub use read::{read, without_secrets};

/// A collection.
#[derive(Debug, Clone, Default)]
pub struct Collection<'a> {
    /// `info.name`.
    pub name: Cow<'a, str>,
    /// `info.description`.
    pub description: Cow<'a, str>,
    /// Folders and requests, in order.
    pub items: Vec<Item<'a>>,
    /// Authentication of everything below.
    pub auth: Option<Auth<'a>>,
    /// Collection variables, enabled and disabled ones.
    pub variables: Vec<Variable<'a>>,
    /// `protocolProfileBehavior` of the collection.
    pub behavior: Behavior,
    /// What runs before each request.
    pub scripts: Vec<Script>,
}

/// An entry of `item`.
#[derive(Debug, Clone)]
pub enum Item<'a> {
    /// A folder.
    Folder(Box<Folder<'a>>),
    /// A request.
    Request(Box<RequestItem<'a>>),
}

/// A folder.
#[derive(Debug, Clone, Default)]
pub struct Folder<'a> {
    /// JSON pointer of the item.
    pub pointer: String,
    /// `name`, as written; empty where missing.
    pub name: Cow<'a, str>,
    /// `description`.
    pub description: Cow<'a, str>,
    /// What stands in it, in order.
    pub items: Vec<Item<'a>>,
    /// Authentication of everything below.
    pub auth: Option<Auth<'a>>,
    /// Variables of the folder.
    pub variables: Vec<Variable<'a>>,
    /// `protocolProfileBehavior` of the folder.
    pub behavior: Behavior,
    /// What runs before each request below.
    pub scripts: Vec<Script>,
}

/// A request with its saved examples.
#[derive(Debug, Clone, Default)]
pub struct RequestItem<'a> {
    /// JSON pointer of the item.
    pub pointer: String,
    /// `name`, as written; empty where missing.
    pub name: Cow<'a, str>,
    /// `request.description`, else the item's own.
    pub description: Cow<'a, str>,
    /// The request.
    pub request: Request<'a>,
    /// `response`.
    pub responses: Vec<Response<'a>>,
    /// Variables of the item.
    pub variables: Vec<Variable<'a>>,
    /// `protocolProfileBehavior` of the item.
    pub behavior: Behavior,
    /// What runs before the request.
    pub scripts: Vec<Script>,
}

/// What a script that runs before requests says it does. Its text is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    /// JSON pointer of the event.
    pub pointer: String,
    /// The variables that it sets.
    pub variables: BTreeSet<String>,
    /// The headers that it adds or replaces.
    pub headers: BTreeSet<String>,
    /// The query parameters that it adds or replaces.
    pub query: BTreeSet<String>,
    /// Whether it names something that hashes or signs.
    pub computes: bool,
    /// The words of signing in it, in lower case: `x-signature`, `nonce`.
    pub words: BTreeSet<String>,
}

impl Script {
    /// Whether a word in lower case is one of those that signatures are made of.
    pub fn is_word_of_signing(word: &str) -> bool {
        const PARTS: [&str; 6] = [
            "checksum",
            "digest",
            "hmac",
            "nonce",
            "signature",
            "timestamp",
        ];
        matches!(word, "hash" | "mac" | "sig" | "sign" | "ts")
            || word.ends_with("-sign")
            || word.ends_with("_sign")
            || PARTS.iter().any(|part| word.contains(part))
    }
}

/// What of `protocolProfileBehavior` changes what goes out; `None` where it does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Behavior {
    /// `disableBodyPruning`: whether GET, HEAD, COPY, PURGE and UNLOCK keep their body.
    pub disable_body_pruning: Option<bool>,
    /// `disableUrlEncoding`.
    pub disable_url_encoding: Option<bool>,
    /// `disabledSystemHeaders.content-type`.
    pub disable_content_type: Option<bool>,
}

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Request<'a> {
    /// JSON pointer of the request (`…/request` or `…/originalRequest`).
    pub pointer: String,
    /// `method`, as written; `GET` where missing.
    pub method: Cow<'a, str>,
    /// `url`.
    pub url: Url<'a>,
    /// `header`, enabled and disabled entries. A string of headers is split into entries.
    pub headers: Vec<Entry<'a>>,
    /// `body`; `None` where missing, null or without a mode.
    pub body: Option<Body<'a>>,
    /// The request's own authentication.
    pub auth: Option<Auth<'a>>,
}

/// A URL. A string url is parsed as Postman parses it. Parts may hold `{{variables}}`.
#[derive(Debug, Clone, Default)]
pub struct Url<'a> {
    /// JSON pointer of the url.
    pub pointer: String,
    /// `raw`, or the url itself where it is a string.
    pub raw: Cow<'a, str>,
    /// `protocol`, without `://`.
    pub protocol: Option<Cow<'a, str>>,
    /// `auth.user` and `auth.password` (`https://user:password@host`).
    pub user_info: Option<(Cow<'a, str>, Option<Cow<'a, str>>)>,
    /// `host`, parts joined by dots; empty where missing.
    pub host: Cow<'a, str>,
    /// `port`.
    pub port: Option<Cow<'a, str>>,
    /// `path`: its segments, as written. `None` where there is no path at all (`http://host`), which differs from one empty
    /// segment (`http://host/`).
    pub path: Option<Vec<Cow<'a, str>>>,
    /// `query`, enabled and disabled entries.
    pub query: Vec<Entry<'a>>,
    /// `hash`.
    pub hash: Option<Cow<'a, str>>,
    /// `variable`: values of `:key` segments.
    pub variables: Vec<Variable<'a>>,
}

/// A key with a value: a header, a query parameter, a form field.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// `key`, empty where missing or null.
    pub key: Cow<'a, str>,
    /// `value`; `None` where missing or null. A value that is not a string is kept as its JSON text.
    pub value: Option<Cow<'a, str>>,
    /// `disabled`.
    pub disabled: bool,
    /// `description`.
    pub description: Cow<'a, str>,
}

/// A variable: of the collection, a folder, an item or a url.
#[derive(Debug, Clone, Default)]
pub struct Variable<'a> {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// `key`, else `id`.
    pub key: Cow<'a, str>,
    /// `value`; `None` where missing or null. A value that is not a string is kept as its JSON text.
    pub value: Option<Cow<'a, str>>,
    /// `disabled`.
    pub disabled: bool,
    /// `type` is `secret`.
    pub secret: bool,
    /// `description`.
    pub description: Cow<'a, str>,
}

/// A body.
#[derive(Debug, Clone)]
pub struct Body<'a> {
    /// JSON pointer of the body.
    pub pointer: String,
    /// `disabled`.
    pub disabled: bool,
    /// What it holds, by its mode.
    pub content: BodyContent<'a>,
}

/// What a [`Body`] holds.
#[derive(Debug, Clone)]
pub enum BodyContent<'a> {
    /// `raw`.
    Raw {
        /// The text, as written.
        text: Cow<'a, str>,
        /// `options.raw.language`.
        language: Option<Cow<'a, str>>,
    },
    /// `urlencoded`.
    UrlEncoded(Vec<Entry<'a>>),
    /// `formdata`.
    FormData(Vec<FormPart<'a>>),
    /// `file`.
    File {
        /// Whether a file's path is written down.
        named: bool,
        /// `file.content`, where the content itself is written down.
        content: Option<Cow<'a, str>>,
    },
    /// `graphql`.
    GraphQl {
        /// `query`.
        query: Option<Cow<'a, str>>,
        /// `operationName`.
        operation_name: Option<Cow<'a, str>>,
        /// `variables`: the string, or the JSON text of anything else, `null` among them.
        variables: Option<Cow<'a, str>>,
    },
}

/// An entry of `formdata`.
#[derive(Debug, Clone, Default)]
pub struct FormPart<'a> {
    /// Key, value, whether disabled, description.
    pub entry: Entry<'a>,
    /// `type` is `file`.
    pub file: bool,
    /// Whether `src` names a file (a non-empty string or array).
    pub named: bool,
    /// Whether `src` names several.
    pub several: bool,
    /// `contentType`.
    pub content_type: Option<Cow<'a, str>>,
}

/// Authentication, v2.0 and v2.1 folded into one.
#[derive(Debug, Clone, Default)]
pub struct Auth<'a> {
    /// JSON pointer of the auth object.
    pub pointer: String,
    /// `type`: `bearer`, `noauth`, …
    pub kind: Cow<'a, str>,
    /// Its parameters by name; a value that is not a string is kept as its JSON text.
    pub parameters: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A saved example.
#[derive(Debug, Clone, Default)]
pub struct Response<'a> {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// Index in the `response` array as it stands in the file (entries that cannot be used are left out, so indexes may skip).
    pub index: usize,
    /// `name`.
    pub name: Cow<'a, str>,
    /// `originalRequest`.
    pub original_request: Option<Request<'a>>,
    /// `status`: the reason phrase.
    pub status: Cow<'a, str>,
    /// `code`.
    pub code: Option<u16>,
    /// `_postman_previewlanguage`.
    pub preview_language: Cow<'a, str>,
    /// `header`; a string of headers is split into entries.
    pub headers: Vec<Entry<'a>>,
    /// `body`; `None` where missing or null.
    pub body: Option<Cow<'a, str>>,
}

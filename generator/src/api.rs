//! What can be called: plain data, the output of `resolve` and the input of `infer`, `names` and `emit`.
//!
//! Nothing here knows Rust, and nothing is inferred from reply bodies yet. Strings that the collection holds verbatim are
//! borrowed from its text; every thing keeps the JSON pointer of the place it came from, so that a diagnostic about it can
//! show that place.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// A whole API, as one collection describes it.
#[derive(Debug, Clone, Default)]
pub struct Api<'a> {
    /// The collection's name, as written.
    pub name: Cow<'a, str>,
    /// The collection's description (Markdown), as written.
    pub docs: Cow<'a, str>,
    /// Where requests go. Never empty once there is an operation.
    pub servers: Vec<Server>,
    /// Every different way of authenticating that an operation uses, once.
    pub credentials: Vec<Credential>,
    /// What most operations send with one value: it is said once, when the client is built.
    pub settings: Vec<ClientSetting<'a>>,
    /// The scripts that sign requests.
    pub signed_by: Vec<Signing>,
    /// Constant headers that the client sends: those of most operations, which do not repeat them.
    pub headers: Vec<ConstantHeader>,
    /// Every `{{NAME}}` of the collection, once, sorted by name.
    pub variables: Vec<Variable>,
    /// Folders. The first is the root (requests outside any folder); parents stand before their children.
    pub resources: Vec<Resource<'a>>,
    /// Requests, in the collection's order.
    pub operations: Vec<Operation<'a>>,
}

/// Index into [`Api::servers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerId(pub usize);

/// Index into [`Api::credentials`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CredentialId(pub usize);

/// Index into [`Api::settings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SettingId(pub usize);

/// Index into [`Api::resources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub usize);

/// Index into [`Api::operations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub usize);

/// Text with variables in it: `Bearer {{token}}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Template {
    /// Its pieces, in order; two texts never stand side by side and no text is empty.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Piece {
    /// Text that stands as it is.
    Text(String),
    /// `{{NAME}}`, with NAME as written between the braces (`$guid` for a dynamic variable).
    Variable(String),
}

/// One base URL: scheme, authority and perhaps the start of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The expression in the collection: `{{base_url}}`, `https://api.example.com`, `{{scheme}}://{{host}}:{{port}}`.
    pub template: Template,
    /// The base URL that the client uses unless told another one, without a trailing slash. Known from a collection or
    /// environment variable or from a saved example's concrete URL; `None` where the collection never says.
    pub default: Option<String>,
    /// A word or two for it, raw (`base_url`, `auth.example.com`): the name it gets where there are several servers.
    pub name: String,
}

impl Server {
    /// Text as a base URL, if it can be one: `http` or `https` (`http` where it says no scheme, as in Postman), a host (in
    /// ASCII: `xn--bcher-kva.example` for `bücher.example`), no white space, no slash at the end.
    pub fn base_url(text: &str) -> Option<String> {
        let text = text.trim().trim_end_matches('/');
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let scheme = scheme.to_ascii_lowercase();
        let authority = rest.split('/').next().unwrap_or_default();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !authority.ends_with(']') => (host, port),
            _ => (authority, "0"),
        };
        let plain = |c: char| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '{' | '}' | '<' | '>' | '"' | '\\' | '#' | '?' | '@')
        };
        let usable = matches!(scheme.as_str(), "http" | "https")
            && !host.is_empty()
            && !host.starts_with('.')
            && port.parse::<u16>().is_ok()
            && rest.chars().all(plain);
        if usable && !host.is_ascii() {
            let ascii = idna::domain_to_ascii(host).ok()?;
            let rest = rest.strip_prefix(host)?;
            return Some(format!("{scheme}://{ascii}{rest}"));
        }
        usable.then(|| format!("{scheme}://{rest}"))
    }
}

/// A way of authenticating. It belongs to the client, never to a call, and has no default value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// What it is and where it goes on the wire.
    pub scheme: Scheme,
    /// A word or two for it, raw: the variable that holds it (`bearer_token`), else its kind.
    pub name: String,
    /// JSON pointer of its first use.
    pub pointer: String,
    /// Whether its name is what tells it from others that go to the same place: the usual name of its kind would not.
    pub told_apart: bool,
    /// How a token for it is fetched, where the collection says so (OAuth 2.0).
    pub grant: Option<Grant>,
}

/// A script that signs requests before they are sent. It is not run; [`Scheme::SCRIPT`] is what the client has for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signing {
    /// JSON pointer of the script.
    pub pointer: String,
    /// The headers that it sets.
    pub headers: Vec<String>,
    /// The query parameters that it sets.
    pub query: BTreeSet<String>,
    /// How many requests it signs.
    pub requests: usize,
}

/// How OAuth 2.0 gets a token, as far as the collection says: values that depend on nothing unknown, and no secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// What a token is given for.
    pub kind: GrantKind,
    /// Where tokens are given; `None` where a variable without a value says it.
    pub token_url: Option<String>,
    /// Where tokens are renewed, where that is another place.
    pub refresh_url: Option<String>,
    /// The scope.
    pub scope: Option<String>,
    /// The audience.
    pub audience: Option<String>,
    /// The resource.
    pub resource: Option<String>,
    /// Whether the client authenticates in the body instead of the header `Authorization`.
    pub client_in_body: bool,
    /// More for requests of tokens.
    pub parameters: Vec<GrantParameter>,
    /// More for requests that renew a token.
    pub refresh_parameters: Vec<GrantParameter>,
}

/// What a token is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantKind {
    /// The client itself.
    ClientCredentials,
    /// A user's name and password.
    Password,
    /// A refresh token: the rest of a consent that a browser was needed for.
    RefreshToken,
}

/// Something more that a request of a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantParameter {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where it goes.
    pub place: GrantPlace,
}

/// Where a [`GrantParameter`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantPlace {
    /// Into the form that is sent.
    Body,
    /// Into the URL's query.
    Query,
    /// Into a header.
    Header,
}

/// A scheme of authentication. The templates say what Postman would send and serve the replay program; the client takes
/// one value for each template. A token, key or value whose template has no pieces is one that the collection leaves open
/// (OAuth 2.0 without a saved token): Postman then sends nothing, and the replay program leaves it unset. Basic
/// authentication is sent even where both of its templates are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// `Authorization: Bearer TOKEN`. OAuth 2.0 with a ready access token is the same thing.
    Bearer {
        /// The token.
        token: Template,
    },
    /// `Authorization: Basic …`, RFC 7617.
    Basic {
        /// The user name.
        username: Template,
        /// The password.
        password: Template,
    },
    /// A header that holds the key, with constant text around it: `X-Api-Key: KEY`, `Authorization: Token KEY`.
    Header {
        /// The header's name.
        name: String,
        /// Constant text before the key (`Token `), often empty.
        prefix: String,
        /// The key.
        value: Template,
    },
    /// A query parameter that holds the key.
    Query {
        /// The parameter's name.
        name: String,
        /// The key.
        value: Template,
    },
    /// A scheme that signs or negotiates (digest, hawk, oauth1, awsv4, edgegrid, ntlm, jwt, asap). `parameters` holds
    /// what the collection writes down, by Postman's names.
    Other {
        /// Postman's name of the scheme.
        kind: String,
        /// Its parameters, sorted by name.
        parameters: Vec<(String, Template)>,
    },
}

impl Scheme {
    /// What [`Scheme::Other`] calls signing by a script of the collection.
    pub const SCRIPT: &'static str = "script";

    /// Whether a script of the collection makes it.
    pub fn is_script(&self) -> bool {
        matches!(self, Self::Other { kind, .. } if kind == Self::SCRIPT)
    }
}

/// Something that a client is told once and calls send: the id of an account, a version. Where it goes is for
/// [`Parameter::setting`], [`FormField::setting`] and [`Operation::members`] to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSetting<'a> {
    /// Its name on the wire at its first use, or that of the variable in a path.
    pub name: String,
    /// What Postman sends.
    pub value: Template,
    /// What calls send unless the client is told otherwise.
    pub default: Option<String>,
    /// Who cannot do without it.
    pub need: SettingNeed,
    /// Whether its value is a secret.
    pub secret: bool,
    /// Its description at its first use that has one, as written.
    pub docs: Cow<'a, str>,
    /// JSON pointer of its first use.
    pub pointer: String,
}

/// Who cannot do without a [`ClientSetting`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingNeed {
    /// Most calls: no client is built without it.
    Client,
    /// The calls that send it.
    Call,
    /// Nobody.
    Nobody,
}

/// A member of a JSON body that the client sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientMember {
    /// Its key.
    pub key: String,
    /// What it is.
    pub setting: SettingId,
}

/// A header that is sent as it is. Two are equal where the same is sent, whatever their descriptions are.
#[derive(Debug, Clone)]
pub struct ConstantHeader {
    /// Name, as written.
    pub name: String,
    /// Value.
    pub value: String,
    /// Its description, as written.
    pub docs: String,
}

impl ConstantHeader {
    fn sent(&self) -> (&str, &str) {
        (&self.name, &self.value)
    }
}

impl PartialEq for ConstantHeader {
    fn eq(&self, other: &Self) -> bool {
        self.sent() == other.sent()
    }
}

impl Eq for ConstantHeader {}

impl Hash for ConstantHeader {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sent().hash(state);
    }
}

/// A `{{NAME}}` of the collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// NAME, as written.
    pub name: String,
    /// Its value in the collection or the environment, resolved of other variables; never a secret. Where the collection
    /// has none, one is made up for a variable of a server (so that what stands around it gives a URL) and for one that
    /// is part of a name (a query key, a header's name): there the value has become part of the [`Api`] and must be used.
    pub value: Option<String>,
    /// What it is used for, over all its uses.
    pub role: Role,
    /// JSON pointer of its first use.
    pub pointer: String,
}

/// What a [`Variable`] is used for. Where it is used for several things, the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It stands in a server's template.
    Server,
    /// It holds a credential.
    Credential,
    /// Postman makes a value up for it (`$guid`).
    Dynamic,
    /// It is part of a parameter or a body.
    Parameter,
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource<'a> {
    /// The folder around it; `None` for the root alone.
    pub parent: Option<ResourceId>,
    /// Its name, as written; the collection's name for the root.
    pub name: Cow<'a, str>,
    /// Its description, as written (type tables included).
    pub docs: Cow<'a, str>,
    /// JSON pointer of the folder (empty for the root).
    pub pointer: String,
}

/// A request: one method of the client, or one of its uses.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// The operation whose method makes this request too, with other parameters set; `None` where it has its own method.
    /// That operation has all parameters of this one, and is never a use of another itself.
    pub variant_of: Option<OperationId>,
    /// JSON pointer of the item (`/item/3/item/0`), relative to the collection object.
    pub pointer: String,
    /// Its name, as written.
    pub name: Cow<'a, str>,
    /// Its description (Markdown), as written.
    pub docs: Cow<'a, str>,
    /// The folder that it stands in.
    pub resource: ResourceId,
    /// The HTTP method, upper-case as Postman sends every method.
    pub method: String,
    /// Which server it goes to.
    pub server: ServerId,
    /// The path after the server's base URL, without query. Either empty or beginning with `/`.
    pub path: Vec<PathPiece>,
    /// Path, query and header parameters: path parameters first, in the path's order, then query, then headers.
    pub parameters: Vec<Parameter<'a>>,
    /// Whether blanks in its query are written `+`, as forms write them, not `%20`.
    pub plus: bool,
    /// How it authenticates.
    pub credential: Option<CredentialId>,
    /// Further credentials that it sends beside [`Operation::credential`] (a bearer token and a subscription key).
    pub more_credentials: Vec<CredentialId>,
    /// Those of its credentials that Postman sends with another value than the credential's own, or not at all (`None`): one
    /// credential stands for all tokens that the collection has in its place. It serves the replay program alone.
    pub own_values: Vec<(CredentialId, Option<Scheme>)>,
    /// Headers and query parameters that a script sets ([`Api::signed_by`]), with what the collection has in their place: for
    /// the replay program alone.
    pub signed: Vec<Parameter<'a>>,
    /// Headers that it always sends, beside [`Api::headers`] and those that its body brings.
    pub headers: Vec<ConstantHeader>,
    /// Names of those of [`Api::headers`] that it does not send.
    pub without_headers: Vec<String>,
    /// The body that it sends.
    pub body: Option<Body<'a>>,
    /// The member of its JSON body that tells it from others of its path: the method sends it by itself.
    pub tag: Option<Tag>,
    /// The members of its JSON body that the client sends.
    pub members: Vec<ClientMember>,
    /// Saved examples, in the collection's order.
    pub examples: Vec<Example<'a>>,
}

impl Operation<'_> {
    /// Replaces the settings that the client sends; what has none afterwards is said by callers again.
    pub(crate) fn replace_settings(
        &mut self,
        mut change: impl FnMut(SettingId) -> Option<SettingId>,
    ) {
        for parameter in &mut self.parameters {
            parameter.setting = parameter.setting.and_then(&mut change);
        }
        if let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &mut self.body {
            for field in fields {
                field.setting = field.setting.and_then(&mut change);
            }
        }
        self.members
            .retain_mut(|member| match change(member.setting) {
                Some(setting) => {
                    member.setting = setting;
                    true
                }
                None => false,
            });
    }
}

/// A member of a JSON body that is always the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its key: `type`.
    pub key: String,
    /// Its value, a word: `reboot`.
    pub value: String,
}

/// A piece of an operation's path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PathPiece {
    /// Literal text, already percent-encoded where it has to be, slashes included.
    Literal(String),
    /// Index into [`Operation::parameters`].
    Parameter(usize),
}

/// A parameter of an operation: one value that a caller can give.
///
/// A query key or a header that stands several times in a request is several parameters of one name, in its order: a call
/// appends a value for each. Text is what it means, not what is on the wire: percent-encoding in names and values of the
/// query and in the values of path parameters is undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// Where it goes.
    pub location: Location,
    /// Its name on the wire (query key, header name), or the name of the variable in the path.
    pub name: String,
    /// The value that Postman sends. `None` for a query key without a value (`?flag`) and for a path parameter of which the
    /// collection says none. For a path parameter that the collection writes as plain text (`{id}`, `<id>`, a literal
    /// id, a `:id` without an entry of its own) it is that text, because that is what Postman sends.
    pub value: Option<Template>,
    /// Whether Postman sends it: false for a disabled entry.
    pub enabled: bool,
    /// Whether the method itself sends it: a constant of the query that tells this request from others of its path
    /// (`?action=search`). It is neither an argument nor a setter.
    pub fixed: bool,
    /// What the method sends where it is a setter that nobody calls.
    pub default: Option<String>,
    /// The client's setting that is sent here: then it is neither an argument nor a setter.
    pub setting: Option<SettingId>,
    /// Whether a call makes no sense without it: path parameters, and what the description calls required.
    pub required: bool,
    /// For a path parameter: whether its value may hold several segments (`a/b`).
    pub many_segments: bool,
    /// Concrete values seen for it, in the request itself and in saved examples' URLs, in order, without repetition. No
    /// placeholder (`{id}`, `<string>`, `:id`) is among them.
    pub observed: Vec<String>,
    /// Its description, as written.
    pub docs: Cow<'a, str>,
    /// JSON pointer of the entry.
    pub pointer: String,
}

impl Parameter<'_> {
    /// An optional parameter that Postman sends, of which nothing is known but where it goes and what it is called.
    pub(crate) fn new(location: Location, name: String) -> Self {
        Self {
            location,
            name,
            value: None,
            enabled: true,
            fixed: false,
            default: None,
            setting: None,
            required: false,
            many_segments: false,
            observed: Vec::new(),
            docs: Cow::Borrowed(""),
            pointer: String::new(),
        }
    }
}

/// Where a [`Parameter`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// A piece of the path.
    Path {
        /// Key of the `url.variable` entry where the path says `:key`; `None` where it says `{{name}}`.
        colon: bool,
    },
    /// A query parameter.
    Query,
    /// A header.
    Header,
}

/// What a request sends as its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body<'a> {
    /// JSON, perhaps with `{{variables}}` in strings, keys and bare positions. `text` is as written but for comments and
    /// trailing commas, which are gone; it parses as JSON once each variable has a value that fits.
    Json {
        /// The template.
        text: Cow<'a, str>,
        /// The media type that is sent with it; empty where Postman sends none (it can be switched off).
        content_type: String,
    },
    /// Any other text: XML, plain text, JSON that does not parse, several JSON documents, a lone variable.
    Text {
        /// The text with its variables.
        text: Template,
        /// The media type that is sent with it; `None` where Postman sends none.
        content_type: Option<String>,
    },
    /// `application/x-www-form-urlencoded`.
    UrlEncoded(Vec<FormField<'a>>),
    /// `multipart/form-data`.
    Multipart(Vec<FormField<'a>>),
    /// The bytes of a file.
    File {
        /// The media type that is sent with it; `None` where Postman sends none.
        content_type: Option<String>,
    },
    /// A GraphQL document and its variables, sent as a JSON object.
    GraphQl {
        /// The document.
        query: Template,
        /// `operationName`, where the collection writes it down.
        operation_name: Option<String>,
        /// The variables: a JSON template as in [`Body::Json`]; `None` where there are none.
        variables: Option<Cow<'a, str>>,
    },
}

impl Body<'_> {
    /// The variables of a GraphQL document that a caller can give: not the `null` of a document that declares none.
    pub fn graphql_variables(&self) -> Option<&str> {
        let Self::GraphQl {
            query, variables, ..
        } = self
        else {
            return None;
        };
        let declares = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains('$'));
        let text = variables.as_deref()?;
        (text.trim() != "null" || query.pieces.iter().any(declares)).then_some(text)
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField<'a> {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub value: FormValue,
    /// The part's own media type (multipart only).
    pub content_type: Option<String>,
    /// Whether Postman sends it: false for a disabled entry.
    pub enabled: bool,
    /// Whether it holds any number of values: several files are named for it, or its name ends with `[]` and it is a file.
    pub many: bool,
    /// The client's setting that is sent here: then it is no field of the form's struct.
    pub setting: Option<SettingId>,
    /// Whether a call makes no sense without it; `None` where that is for its description and [`FormField::enabled`] to say.
    pub required: Option<bool>,
    /// Its description, as written.
    pub docs: Cow<'a, str>,
    /// JSON pointer of the entry.
    pub pointer: String,
}

/// What a [`FormField`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormValue {
    /// Text.
    Text(Template),
    /// A file. `named` says that the collection names a file on somebody's disk (which Postman elsewhere cannot read and
    /// then leaves out); without one Postman sends an empty file.
    File {
        /// Whether a path of a file is written down.
        named: bool,
    },
}

/// A saved example: a request that was made and the reply that came.
#[derive(Debug, Clone)]
pub struct Example<'a> {
    /// JSON pointer of the response entry.
    pub pointer: String,
    /// Its name, as written.
    pub name: Cow<'a, str>,
    /// Index in the item's `response` array: what the replay program calls `x-replay-example`.
    pub index: usize,
    /// HTTP status code, 200 where the collection has none that can be used.
    pub status: u16,
    /// The reply's headers, as written.
    pub headers: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The reply's body.
    pub body: ReplyBody<'a>,
    /// The JSON that was sent for it, a template as in [`Body::Json`]: the body, or a GraphQL document's variables.
    pub sent: Option<Cow<'a, str>>,
}

/// The body of an [`Example`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyBody<'a> {
    /// No body, or white space alone.
    Empty,
    /// Text that is one JSON document, unless the media type says that it is lines of JSON or no text; a byte-order mark is
    /// gone, and so is what JSON does not have.
    Json(Cow<'a, str>),
    /// No text: an image, an archive, a document. What is saved of it is of no use, for Postman saves it as text.
    Bytes {
        /// Media type from the headers or Postman's preview language, without parameters.
        media_type: Option<String>,
    },
    /// Any other text (XML, HTML, plain text, JSON that does not parse).
    Text {
        /// The text.
        text: Cow<'a, str>,
        /// Media type from the headers or Postman's preview language, without parameters.
        media_type: Option<String>,
    },
}

//! What every call shares: requests and how they are sent, replies and how they are read, errors, credentials, transports.
//!
//! Usual code meets these types through the client alone. They are public so that a call which the client does not know
//! can be made as well: `Call::json(client.http(), Request::get("/somewhere"))`.

// generator: how the compiler copies this directory. This file is a list of paragraphs, parted by blank lines. One whose
// generator: first line begins with `// generator:` stays home. One whose first line is `// optional: NAME` is kept only
// generator: where the API needs NAME, and that line itself stays home. All others are the core. The file of each `mod`
// generator: line that is kept is copied, up to the line `#[cfg(test)]`, which begins the tests at a file's end; so are the
// generator: files in the folder beside it, which hold the pieces of an idea that is too long for one file.
// generator: The core never uses an optional module, and optional modules use the core alone, never one another; but for
// generator: signing, which the schemes that sign share; mac, the keyed hashes of aws4, edgegrid, hawk and oauth1, which
// generator: needs the crates hmac and sha2 (hawk and oauth1 need sha1 as well); jws, which asap and jwt share: all three
// generator: stand behind the feature `jwt` and need jsonwebtoken. digest needs the crates md-5 and sha2.
// generator: oauth2 stands behind the feature of that name and needs `sync` of tokio.
// generator: What an optional module is for: dynamic `{{$guid}}`; form bodies; graphql bodies; macros, the macro
// generator: `call_methods`; etag, links, location and rate_limit, headers of replies; number, numbers beyond u64 and f64; optional, fields that may be missing and null; pages;
// generator: mock, saved examples as answers (it reads `crate::saved`); reply, replies that are raw, or not always JSON.
// generator: number, mock and reply need the feature raw_value of serde_json.

#[cfg(feature = "blocking")]
mod blocking;
#[cfg(all(feature = "blocking", feature = "stream"))]
mod blocking_stream;
#[cfg(all(feature = "blocking", feature = "stream"))]
pub use self::blocking_stream::{BlockingDownload, BlockingEvents};

mod auth_error;
pub use self::auth_error::AuthError;

mod authenticate;

mod body;
pub use self::body::Body;

mod call;
pub use self::call::{Call, ReplyParts, Response};

mod charset;

#[cfg(feature = "reqwest")]
mod connect;

mod credential;
pub use self::credential::Credential;

#[cfg(feature = "drift")]
pub(crate) mod drift;
#[cfg(feature = "drift")]
pub use self::drift::{Drift, DriftKind};

mod error;
pub use self::error::{
    ApiError, ConfigError, DecodeError, Error, Operation, PagingError, RequestError, TransportError,
};

#[cfg(feature = "stream")]
mod events;
#[cfg(feature = "stream")]
pub use self::events::{Event, Events};

mod header_value;

mod http;
pub use self::http::{Http, HttpBuilder, Server};

mod json_path;

mod memory;
pub use self::memory::MemoryTransport;

mod nearly_json;

mod objects;

mod path;

mod provider;
pub use self::provider::{Exchange, Provide, SecretSource};

#[cfg(feature = "reqwest")]
mod proxy;

mod redirect;

mod request;
pub use self::request::Request;

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

mod retry;
pub use self::retry::Retry;

mod secret;
pub use self::secret::Secret;

mod send;

mod settings;
pub use self::settings::{Need, Set, Setting};

mod shown;

mod spelled;

#[cfg(feature = "stream")]
mod stream;
#[cfg(feature = "stream")]
pub use self::stream::Download;

mod sign;
mod told;
pub use self::sign::{Sign, set_query};

#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "tower")]
pub use self::tower::{Layered, TransportService};

#[cfg(feature = "tracing")]
mod trace;

mod transport;
pub use self::transport::{BoxFuture, SendOptions, Transport};

mod url;

// optional: asap
#[cfg(feature = "jwt")]
mod asap;
#[cfg(feature = "jwt")]
pub use self::asap::Asap;

// optional: aws4
mod aws4;
pub use self::aws4::AwsV4;

// optional: date_time
mod date_time;
pub use self::date_time::DateTime;

// optional: digest
mod digest;
pub use self::digest::{Digest, DigestAlgorithm};

// optional: dynamic
mod dynamic;
pub use self::dynamic::dynamic;

// optional: edgegrid
mod edgegrid;
pub use self::edgegrid::EdgeGrid;

// optional: etag
mod etag;

// optional: form
mod form;
pub use self::form::{Form, Part};

// optional: graphql
mod graphql;

// optional: hawk
mod hawk;
pub use self::hawk::{Hawk, HawkAlgorithm};

// optional: jws
#[cfg(feature = "jwt")]
mod jws;
#[cfg(feature = "jwt")]
pub use self::jws::JwtAlgorithm;

// optional: jwt
#[cfg(feature = "jwt")]
mod jwt;
#[cfg(feature = "jwt")]
pub use self::jwt::Jwt;

// optional: links
mod links;

// optional: location
mod location;

// optional: macros
mod macros;
#[allow(unused_imports, reason = "folders that use it may be off")]
pub(crate) use self::macros::call_methods;

// optional: mac
mod mac;

// optional: mock
#[cfg(feature = "mock")]
mod mock;
#[cfg(feature = "mock")]
pub use self::mock::{Fault, Mock, On, SavedExample};

// optional: number
mod number;
pub use self::number::Number;

// optional: oauth1
mod oauth1;
pub use self::oauth1::{OAuth1, OAuth1Method};

// optional: oauth2
#[cfg(feature = "oauth2")]
mod oauth2;
#[cfg(feature = "oauth2")]
pub use self::oauth2::{OAuth2, OAuth2Grant, OAuth2Parameter, OAuth2Place};

// optional: open_enum
mod open_enum;
#[allow(unused_imports, reason = "folders that use it may be off")]
pub(crate) use self::open_enum::{OpenEnumVisitor, open_enum};

// optional: optional
pub mod optional;

// optional: pages
mod pages;
#[cfg(feature = "blocking")]
pub use self::pages::BlockingItems;
pub use self::pages::{Items, NextPage, Pages};

// optional: rate_limit
mod rate_limit;
pub use self::rate_limit::RateLimit;

// optional: reply
mod reply;
pub use self::reply::{JsonOrText, RawBody};

// optional: scalars
pub mod scalars;

// optional: tagged
pub(crate) mod tagged;
#[allow(unused_imports, reason = "folders that use it may be off")]
pub(crate) use self::tagged::{TaggedMembers, tagged_union};

// optional: signing
#[allow(dead_code, reason = "a scheme uses some of it")]
mod signing;

//! What every call shares: requests and how they are sent, replies and how they are read, errors, credentials, transports.
//!
//! Usual code meets these types through the client alone. They are public so that a call which the client does not know
//! can be made as well: `Call::raw(client.http(), Request::get("/somewhere"))`.

// generator: how this file is filtered. It is a list of paragraphs, parted by blank lines. A paragraph that begins with
// generator: `// generator:` never leaves home. One that begins with `// optional: NAME` is kept only where the API needs
// generator: NAME.rs, and that marker line itself is dropped. All others are the core, which is always copied and never
// generator: uses an optional module; optional modules use the core alone, never one another. Copy NAME.rs and its
// generator: paragraph together.

mod call;
pub use self::call::{Call, ReplyParts, Response};

mod credential;
pub use self::credential::Credential;

mod error;
pub use self::error::{
    ApiError, ConfigError, DecodeError, Error, Operation, RequestError, TransportError,
};

mod http;
pub use self::http::{Http, HttpBuilder, Server};

mod json_path;

mod memory;
pub use self::memory::MemoryTransport;

mod path;

mod request;
pub use self::request::Request;

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

mod secret;
pub use self::secret::Secret;

mod send;

mod transport;
pub use self::transport::{BoxFuture, SendOptions, Transport};

mod url;

// optional: dynamic
mod dynamic;
pub use self::dynamic::dynamic;

// optional: form
mod form;
pub use self::form::{Form, Part};

// optional: graphql
mod graphql;

// optional: macros
mod macros;
pub(crate) use self::macros::call_methods;

// optional: number
mod number;
pub use self::number::Number;

// optional: optional
pub mod optional;

// optional: pages
mod pages;
pub use self::pages::{Items, NextPage, Pages};

// optional: reply
mod reply;
pub use self::reply::{JsonOrText, RawBody};

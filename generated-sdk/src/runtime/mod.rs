//! What every call shares: requests and how they are sent, replies and how they are read, errors, credentials, transports.
//!
//! Usual code meets these types through the client alone. They are public so that a call which the client does not know
//! can be made as well: `Call::json(client.http(), Request::get("/somewhere"))`.

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

mod etag;

mod macros;
#[allow(unused_imports, reason = "folders that use it may be off")]
pub(crate) use self::macros::call_methods;

#[cfg(feature = "mock")]
mod mock;
#[cfg(feature = "mock")]
pub use self::mock::{Fault, Mock, On, SavedExample};

mod open_enum;
#[allow(unused_imports, reason = "folders that use it may be off")]
pub(crate) use self::open_enum::{OpenEnumVisitor, open_enum};

pub mod optional;

mod pages;
#[cfg(feature = "blocking")]
pub use self::pages::BlockingItems;
pub use self::pages::{Items, NextPage, Pages};

mod rate_limit;
pub use self::rate_limit::RateLimit;

mod reply;
pub use self::reply::{JsonOrText, RawBody};

//! What the compiler writes for a very small API, by hand: it keeps the runtime's surface honest.

use http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::runtime::{
    Call, Credential, Error, Http, HttpBuilder, Items, NextPage, Pages, Request, Secret, Server,
    call_methods, open_enum,
};

/// The body of an error.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ErrorBody(pub serde_json::Value);

impl ErrorBody {
    pub(crate) fn decode(_status: StatusCode, body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok().map(Self)
    }
}

/// The client.
#[derive(Debug, Clone)]
pub struct Client {
    http: Http,
}

impl Client {
    /// Begins a client.
    pub fn builder() -> ClientBuilder {
        const SERVERS: &[Server] = &[
            Server {
                name: "api",
                default: Some("https://api.example.com/v2"),
            },
            Server {
                name: "uploads",
                default: Some("https://uploads.example.com"),
            },
            Server {
                name: "tenant",
                default: None,
            },
        ];
        ClientBuilder {
            http: Http::builder(SERVERS).default_credential("token"),
        }
    }

    /// The runtime's side of the client.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// Lists things.
    ///
    /// `GET /things`
    pub fn list(&self) -> ListThings<'_> {
        ListThings {
            call: Call::json(&self.http, Request::get("/things")),
        }
    }

    /// Retrieves a thing.
    ///
    /// `GET /things/{thing_id}`
    pub fn retrieve(&self, thing_id: i64) -> Call<'_, Thing> {
        Call::json(
            &self.http,
            Request::get("/things/{thing_id}").path("thing_id", thing_id),
        )
    }
}

/// Puts a [`Client`] together.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    http: HttpBuilder,
}

impl ClientBuilder {
    /// Sets the token.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.http = self.http.credential("token", Credential::bearer(token));
        self
    }

    /// Changes what is shared between calls.
    pub fn http(mut self, change: impl FnOnce(HttpBuilder) -> HttpBuilder) -> Self {
        self.http = change(self.http);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// Where it is not complete.
    pub fn build(self) -> Result<Client, Error> {
        Ok(Client {
            http: self.http.build()?,
        })
    }
}

/// The call made by [`Client::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListThings<'c> {
    call: Call<'c, ThingList>,
}

call_methods!(ListThings => ThingList);

impl<'c> ListThings<'c> {
    /// The page to show.
    pub fn page(mut self, page: i64) -> Self {
        self.call.request_mut().set_query("page", page);
        self
    }

    /// The pages from here on.
    pub fn pages(self) -> Pages<'c, ThingList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.next.clone()),
            |page| page.things.len(),
        )
    }

    /// The things of this page and of those after it.
    pub fn items(self) -> Items<'c, ThingList, Thing> {
        Items::new(self.pages(), |page| page.things)
    }
}

/// A page of things.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ThingList {
    /// The things.
    pub things: Vec<Thing>,
    /// The next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A thing.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Thing {
    /// Its number.
    pub id: i64,
    /// Its color, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
}

open_enum! {
    /// A color: one of the known values, or any other.
    pub enum Color {
        DeepRed = "deep-red",
    }
}

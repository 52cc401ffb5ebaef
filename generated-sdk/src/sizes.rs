//! Sizes.
//!
//! What a Droplet can be made of (memory, processors, disk, traffic) and what it costs.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Links, Meta, Size};

impl Client {
    /// The Sizes endpoints.
    pub fn sizes(&self) -> Sizes<'_> {
        Sizes::new(self.http())
    }
}

/// The Sizes endpoints.
///
/// Returned by [`Client::sizes`](crate::Client::sizes).
#[derive(Debug, Clone, Copy)]
pub struct Sizes<'c> {
    http: &'c Http,
}

impl<'c> Sizes<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all sizes.
    ///
    /// `GET /sizes`
    ///
    /// To learn which sizes there are and what they cost, send a GET request to /v2/sizes.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.sizes().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListSizes<'c> {
        ListSizes {
            call: Call::json(self.http, Request::get("/sizes")),
        }
    }
}

/// The call made by [`Sizes::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListSizes<'c> {
    call: Call<'c, SizeList>,
}

call_methods!(ListSizes => SizeList);

impl<'c> ListSizes<'c> {
    /// The number of the page to begin with.
    pub fn page(mut self, page: i64) -> Self {
        self.call.request_mut().set_query("page", page);
        self
    }

    /// The most items that a page is to hold.
    pub fn per_page(mut self, per_page: i64) -> Self {
        self.call.request_mut().set_query("per_page", per_page);
        self
    }

    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, SizeList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.sizes.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, SizeList, Size> {
        Items::new(self.pages(), |page| page.sizes)
    }
}

/// The reply to [`Sizes::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SizeList {
    pub sizes: Vec<Size>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

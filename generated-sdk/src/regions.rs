//! Regions.
//!
//! The data centers that resources can be created in, with what each of them offers.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Links, Meta, Region};

impl Client {
    /// The Regions endpoints.
    pub fn regions(&self) -> Regions<'_> {
        Regions::new(self.http())
    }
}

/// The Regions endpoints.
///
/// Returned by [`Client::regions`](crate::Client::regions).
#[derive(Debug, Clone, Copy)]
pub struct Regions<'c> {
    http: &'c Http,
}

impl<'c> Regions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all regions.
    ///
    /// `GET /regions`
    ///
    /// To learn which regions there are, send a GET request to /v2/regions. Regions that take no
    /// new Droplets are listed too: they have no sizes, and available is false.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.regions().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListRegions<'c> {
        ListRegions {
            call: Call::json(self.http, Request::get("/regions")),
        }
    }
}

/// The call made by [`Regions::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListRegions<'c> {
    call: Call<'c, RegionList>,
}

call_methods!(ListRegions => RegionList);

impl<'c> ListRegions<'c> {
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
    pub fn pages(self) -> Pages<'c, RegionList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.regions.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, RegionList, Region> {
        Items::new(self.pages(), |page| page.regions)
    }
}

/// The reply to [`Regions::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct RegionList {
    pub regions: Vec<Region>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

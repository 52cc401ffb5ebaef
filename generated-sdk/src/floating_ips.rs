//! Floating IPs.
//!
//! Public IPv4 addresses that belong to a region and can be moved from one Droplet there to
//! another, for example when one fails.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Droplet, DropletLinks, Links, Meta, Region};

impl Client {
    /// The Floating IPs endpoints.
    pub fn floating_ips(&self) -> FloatingIps<'_> {
        FloatingIps::new(self.http())
    }
}

/// The Floating IPs endpoints.
///
/// Returned by [`Client::floating_ips`](crate::Client::floating_ips).
#[derive(Debug, Clone, Copy)]
pub struct FloatingIps<'c> {
    http: &'c Http,
}

impl<'c> FloatingIps<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all floating IPs.
    ///
    /// `GET /floating_ips`
    ///
    /// To see the Floating IPs of your account, send a GET request to /v2/floating_ips.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.floating_ips().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListFloatingIps<'c> {
        ListFloatingIps {
            call: Call::json(self.http, Request::get("/floating_ips")),
        }
    }

    /// Create a new floating IP assigned to a droplet.
    ///
    /// `POST /floating_ips`
    ///
    /// To get a Floating IP that leads to a Droplet from the start, send a POST request to
    /// /v2/floating_ips with the number of the Droplet.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::floating_ips::FloatingIpRequest;
    ///
    /// let body = FloatingIpRequest {
    ///     droplet_id: 1,
    /// };
    /// let reply = client.floating_ips().create_assigned_to_droplet(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_assigned_to_droplet(
        &self,
        body: &FloatingIpRequest,
    ) -> Call<'c, FloatingIpReply> {
        Call::json(self.http, Request::post("/floating_ips").json(body))
    }

    /// Create a new floating IP reserved to a region.
    ///
    /// `POST /floating_ips`
    ///
    /// To get a Floating IP for later, send a POST request to /v2/floating_ips with the slug of a
    /// region.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::floating_ips::CreateFloatingIpReservedToRegionRequest;
    ///
    /// let body = CreateFloatingIpReservedToRegionRequest {
    ///     region: "nyc3".into(),
    /// };
    /// let reply = client.floating_ips().create_reserved_to_region(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_reserved_to_region(
        &self,
        body: &CreateFloatingIpReservedToRegionRequest,
    ) -> Call<'c, FloatingIpReply> {
        Call::json(self.http, Request::post("/floating_ips").json(body))
    }

    /// Retrieve an existing floating IP.
    ///
    /// `GET /floating_ips/{floating_ip}`
    ///
    /// To look at one Floating IP, send a GET request to /v2/floating_ips/$IP_ADDRESS.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `404`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.floating_ips().retrieve("203.0.113.200").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, floating_ip: &str) -> Call<'c, FloatingIpReply> {
        Call::json(
            self.http,
            Request::get("/floating_ips/{floating_ip}").path("floating_ip", floating_ip),
        )
    }

    /// Delete a floating IP.
    ///
    /// `DELETE /floating_ips/{floating_ip}`
    ///
    /// To give a Floating IP back, send a DELETE request to /v2/floating_ips/$IP_ADDRESS. Status
    /// 204, no body.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `404`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// client.floating_ips().delete("203.0.113.203").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, floating_ip: &str) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/floating_ips/{floating_ip}")
                .path("floating_ip", floating_ip),
        )
    }
}

/// The call made by [`FloatingIps::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListFloatingIps<'c> {
    call: Call<'c, FloatingIpList>,
}

call_methods!(ListFloatingIps => FloatingIpList);

impl<'c> ListFloatingIps<'c> {
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
    pub fn pages(self) -> Pages<'c, FloatingIpList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.floating_ips.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, FloatingIpList, FloatingIp> {
        Items::new(self.pages(), |page| page.floating_ips)
    }
}

/// The reply to [`FloatingIps::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FloatingIpList {
    pub floating_ips: Vec<FloatingIp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// Public IPv4 addresses that belong to a region and can be moved from one Droplet there to
/// another, for example when one fails.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FloatingIp {
    /// The address; it also addresses the Floating IP in paths. For example `203.0.113.200`.
    pub ip: String,
    /// The Droplet that gets the traffic, with all of its attributes; null while there is none.
    pub droplet: Option<Droplet>,
    /// The region that the address belongs to.
    pub region: Region,
    /// True while an action is at work on the address.
    pub locked: bool,
}

/// The reply to [`FloatingIps::create_assigned_to_droplet`],
/// [`FloatingIps::create_reserved_to_region`] and [`FloatingIps::retrieve`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FloatingIpReply {
    pub floating_ip: FloatingIp,
    /// Present in 2 of 4 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<DropletLinks>,
}

/// The body of [`FloatingIps::create_assigned_to_droplet`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct FloatingIpRequest {
    pub droplet_id: i64,
}

/// The body of [`FloatingIps::create_reserved_to_region`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct CreateFloatingIpReservedToRegionRequest {
    /// For example `nyc3`.
    pub region: String,
}

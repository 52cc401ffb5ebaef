//! Domains.
//!
//! A domain that you registered elsewhere can be served by the DNS of DigitalOcean once it is
//! added here. What the zone says is managed below Domain Records.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Links, Meta};

impl Client {
    /// The Domains endpoints.
    pub fn domains(&self) -> Domains<'_> {
        Domains::new(self.http())
    }
}

/// The Domains endpoints.
///
/// Returned by [`Client::domains`](crate::Client::domains).
#[derive(Debug, Clone, Copy)]
pub struct Domains<'c> {
    http: &'c Http,
}

impl<'c> Domains<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all domains.
    ///
    /// `GET /domains`
    ///
    /// To see the domains of your account, send a GET request to /v2/domains. The reply has them
    /// under domains.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.domains().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListDomains<'c> {
        ListDomains {
            call: Call::json(self.http, Request::get("/domains")),
        }
    }

    /// Create a new domain.
    ///
    /// `POST /domains`
    ///
    /// To have a domain served by DigitalOcean, send a POST request to /v2/domains with its name.
    /// If ip_address is given too, the domain gets an A record that points there.
    ///
    /// In the reply ttl and zone_file may still be null.
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
    /// use digitalocean::domains::DomainRequest;
    ///
    /// let body = DomainRequest {
    ///     name: "example.com".into(),
    ///     ip_address: "203.0.113.21".into(),
    /// };
    /// let reply = client.domains().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &DomainRequest) -> Call<'c, DomainReply> {
        Call::json(self.http, Request::post("/domains").json(body))
    }

    /// Retrieve an existing domain.
    ///
    /// `GET /domains/{domain_name}`
    ///
    /// To look at one domain, send a GET request to /v2/domains/$DOMAIN_NAME.
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
    /// let reply = client.domains().retrieve("example.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, domain_name: &str) -> Call<'c, DomainReply> {
        Call::json(
            self.http,
            Request::get("/domains/{domain_name}").path("domain_name", domain_name),
        )
    }

    /// Delete a domain.
    ///
    /// `DELETE /domains/{domain_name}`
    ///
    /// To stop serving a domain, send a DELETE request to /v2/domains/$DOMAIN_NAME. All of its
    /// records go with it. Status 204, no body.
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
    /// client.domains().delete("example.org").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, domain_name: &str) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/domains/{domain_name}").path("domain_name", domain_name),
        )
    }
}

/// The call made by [`Domains::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListDomains<'c> {
    call: Call<'c, DomainList>,
}

call_methods!(ListDomains => DomainList);

impl<'c> ListDomains<'c> {
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
    pub fn pages(self) -> Pages<'c, DomainList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.domains.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, DomainList, Domain> {
        Items::new(self.pages(), |page| page.domains)
    }
}

/// The reply to [`Domains::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainList {
    pub domains: Vec<Domain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// A domain that you registered elsewhere can be served by the DNS of DigitalOcean once it is
/// added here.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Domain {
    /// The domain itself, such as example.com; it is also what addresses the domain.
    pub name: String,
    /// Seconds for which resolvers may keep the records of this domain, unless a record says
    /// otherwise. Null while the domain is being created.
    pub ttl: Option<i64>,
    /// The complete zone as text. Null while the domain is being created.
    pub zone_file: Option<String>,
}

/// The reply to [`Domains::create`] and [`Domains::retrieve`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainReply {
    pub domain: Domain,
}

/// The body of [`Domains::create`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct DomainRequest {
    /// The domain to serve. For example `example.com`.
    pub name: String,
    /// IPv4 address for a first A record at the apex. For example `203.0.113.21`.
    pub ip_address: String,
}

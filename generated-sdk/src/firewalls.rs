//! Firewalls.
//!
//! A firewall lets through the traffic that its rules allow and stops the rest. It guards the
//! Droplets that are listed in it or that carry one of its tags.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta};

impl Client {
    /// The Firewalls endpoints.
    pub fn firewalls(&self) -> Firewalls<'_> {
        Firewalls::new(self.http())
    }
}

/// The Firewalls endpoints.
///
/// Returned by [`Client::firewalls`](crate::Client::firewalls).
#[derive(Debug, Clone, Copy)]
pub struct Firewalls<'c> {
    http: &'c Http,
}

impl<'c> Firewalls<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all firewalls.
    ///
    /// `GET /firewalls`
    ///
    /// To see the firewalls of your account, send a GET request to /v2/firewalls.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.firewalls().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListFirewalls<'c> {
        ListFirewalls {
            call: Call::json(self.http, Request::get("/firewalls")),
        }
    }

    /// Create a new firewall.
    ///
    /// `POST /firewalls`
    ///
    /// To create a firewall, send a POST request to /v2/firewalls. It needs a name and at least one
    /// rule, inbound or outbound.
    ///
    /// | Name | Type | Description | Required |
    /// |---|---|---|---|
    /// | name | string | Name of the firewall. | true |
    /// | inbound_rules | array of objects | What may come in. |  |
    /// | outbound_rules | array of objects | What may go out. |  |
    /// | droplet_ids | array of integers | Droplets to guard. |  |
    /// | tags | array of strings | Tags of Droplets to guard. |  |
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `400`, `401`, `409`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::firewalls::{FirewallRequest, InboundRuleRequest, OutboundRuleRequest};
    ///
    /// let body = FirewallRequest {
    ///     name: "firewall-web".into(),
    ///     inbound_rules: vec![InboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "22".into(),
    ///         ..Default::default()
    ///     }],
    ///     outbound_rules: vec![OutboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "443".into(),
    ///         ..Default::default()
    ///     }],
    ///     droplet_ids: vec![1],
    ///     tags: vec!["…".into()],
    /// };
    /// let reply = client.firewalls().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &FirewallRequest) -> Call<'c, FirewallReply> {
        Call::json(self.http, Request::post("/firewalls").json(body))
    }

    /// Retrieve an existing firewall.
    ///
    /// `GET /firewalls/{firewall_id}`
    ///
    /// To look at one firewall, send a GET request to /v2/firewalls/$FIREWALL_ID.
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
    /// let reply = client
    ///     .firewalls()
    ///     .retrieve("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, firewall_id: Uuid) -> Call<'c, FirewallReply> {
        Call::json(
            self.http,
            Request::get("/firewalls/{firewall_id}").path("firewall_id", firewall_id),
        )
    }

    /// Update a firewall.
    ///
    /// `PUT /firewalls/{firewall_id}`
    ///
    /// To change a firewall, send a PUT request to /v2/firewalls/$FIREWALL_ID with its whole
    /// description: what is left out is removed.
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
    /// use digitalocean::firewalls::{FirewallRequest, InboundRuleRequest, OutboundRuleRequest};
    ///
    /// let body = FirewallRequest {
    ///     name: "firewall-web".into(),
    ///     inbound_rules: vec![InboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "22".into(),
    ///         ..Default::default()
    ///     }],
    ///     outbound_rules: vec![OutboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "443".into(),
    ///         ..Default::default()
    ///     }],
    ///     droplet_ids: vec![1],
    ///     tags: vec!["…".into()],
    /// };
    /// let reply = client
    ///     .firewalls()
    ///     .update("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        firewall_id: Uuid,
        body: &FirewallRequest,
    ) -> Call<'c, FirewallReply> {
        Call::json(
            self.http,
            Request::put("/firewalls/{firewall_id}")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Delete a firewall.
    ///
    /// `DELETE /firewalls/{firewall_id}`
    ///
    /// To remove a firewall, and with it the guard of its Droplets, send a DELETE request to
    /// /v2/firewalls/$FIREWALL_ID. Status 204, no body.
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
    /// client.firewalls().delete("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, firewall_id: Uuid) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/firewalls/{firewall_id}").path("firewall_id", firewall_id),
        )
    }

    /// Add droplets to a firewall.
    ///
    /// `POST /firewalls/{firewall_id}/droplets`
    ///
    /// To put Droplets behind a firewall, send a POST request to
    /// /v2/firewalls/$FIREWALL_ID/droplets with their numbers. Status 204, no body.
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
    /// use digitalocean::firewalls::AddDropletsToFirewallRequest;
    ///
    /// let body = AddDropletsToFirewallRequest {
    ///     droplet_ids: vec![1],
    /// };
    /// client
    ///     .firewalls()
    ///     .add_droplets("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_droplets(
        &self,
        firewall_id: Uuid,
        body: &AddDropletsToFirewallRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/firewalls/{firewall_id}/droplets")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Remove droplets from a firewall.
    ///
    /// `DELETE /firewalls/{firewall_id}/droplets`
    ///
    /// To take Droplets out from behind a firewall, send a DELETE request to
    /// /v2/firewalls/$FIREWALL_ID/droplets; the body lists their numbers. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::firewalls::AddDropletsToFirewallRequest;
    ///
    /// let body = AddDropletsToFirewallRequest {
    ///     droplet_ids: vec![1],
    /// };
    /// client
    ///     .firewalls()
    ///     .remove_droplets("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_droplets(
        &self,
        firewall_id: Uuid,
        body: &AddDropletsToFirewallRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/firewalls/{firewall_id}/droplets")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Add tags to a firewall.
    ///
    /// `POST /firewalls/{firewall_id}/tags`
    ///
    /// To put all Droplets with certain tags behind a firewall, send a POST request to
    /// /v2/firewalls/$FIREWALL_ID/tags. Status 204, no body.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `400`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::firewalls::TagRequest;
    ///
    /// let body = TagRequest {
    ///     tags: vec!["…".into()],
    /// };
    /// client.firewalls().add_tags("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_tags(&self, firewall_id: Uuid, body: &TagRequest) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/firewalls/{firewall_id}/tags")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Remove tags from a firewall.
    ///
    /// `DELETE /firewalls/{firewall_id}/tags`
    ///
    /// To drop tags from a firewall, send a DELETE request to /v2/firewalls/$FIREWALL_ID/tags; the
    /// body lists them. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::firewalls::TagRequest;
    ///
    /// let body = TagRequest {
    ///     tags: vec!["…".into()],
    /// };
    /// client
    ///     .firewalls()
    ///     .remove_tags("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_tags(&self, firewall_id: Uuid, body: &TagRequest) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/firewalls/{firewall_id}/tags")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Add rules to a firewall.
    ///
    /// `POST /firewalls/{firewall_id}/rules`
    ///
    /// To allow more, send a POST request to /v2/firewalls/$FIREWALL_ID/rules with inbound rules,
    /// outbound rules or both. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::firewalls::{InboundRuleRequest, OutboundRuleRequest, RuleRequest};
    ///
    /// let body = RuleRequest {
    ///     inbound_rules: vec![InboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "22".into(),
    ///         ..Default::default()
    ///     }],
    ///     outbound_rules: vec![OutboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "443".into(),
    ///         ..Default::default()
    ///     }],
    /// };
    /// client.firewalls().add_rules("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_rules(&self, firewall_id: Uuid, body: &RuleRequest) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/firewalls/{firewall_id}/rules")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }

    /// Remove rules from a firewall.
    ///
    /// `DELETE /firewalls/{firewall_id}/rules`
    ///
    /// To allow less, send a DELETE request to /v2/firewalls/$FIREWALL_ID/rules; the body repeats
    /// the rules that are to go. Status 204, no body.
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
    /// use digitalocean::firewalls::{InboundRuleRequest, OutboundRuleRequest, RuleRequest};
    ///
    /// let body = RuleRequest {
    ///     inbound_rules: vec![InboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "22".into(),
    ///         ..Default::default()
    ///     }],
    ///     outbound_rules: vec![OutboundRuleRequest {
    ///         protocol: "tcp".into(),
    ///         ports: "443".into(),
    ///         ..Default::default()
    ///     }],
    /// };
    /// client
    ///     .firewalls()
    ///     .remove_rules("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_rules(&self, firewall_id: Uuid, body: &RuleRequest) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/firewalls/{firewall_id}/rules")
                .path("firewall_id", firewall_id)
                .json(body),
        )
    }
}

/// The call made by [`Firewalls::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListFirewalls<'c> {
    call: Call<'c, FirewallList>,
}

call_methods!(ListFirewalls => FirewallList);

impl<'c> ListFirewalls<'c> {
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
    pub fn pages(self) -> Pages<'c, FirewallList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.firewalls.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, FirewallList, Firewall> {
        Items::new(self.pages(), |page| page.firewalls)
    }
}

/// The reply to [`Firewalls::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FirewallList {
    pub firewalls: Vec<Firewall>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// A firewall lets through the traffic that its rules allow and stops the rest.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Firewall {
    /// UUID of the firewall.
    pub id: Uuid,
    /// Its name. For example `firewall-db`.
    pub name: String,
    /// Whether its rules are in force. This may be one of "waiting", "succeeded", or "failed".
    pub status: FirewallStatus,
    /// What may come in: protocol, ports and sources.
    pub inbound_rules: Vec<InboundRule>,
    /// What may go out: protocol, ports and destinations.
    pub outbound_rules: Vec<OutboundRule>,
    /// When it was created, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Numbers of the Droplets behind it.
    pub droplet_ids: Vec<i64>,
    /// Droplets with one of these tags are behind it as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Droplets that still wait for it: droplet_id, removing and status.
    pub pending_changes: Vec<PendingChange>,
}

open_enum! {
    /// A firewall status: one of the known values, or any other.
    pub enum FirewallStatus {
        Waiting = "waiting",
        Succeeded = "succeeded",
        Failed = "failed",
    }
}

/// One of the `inbound_rules` of [`Firewall`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct InboundRule {
    /// For example `tcp`.
    pub protocol: String,
    /// For example `22`.
    pub ports: String,
    pub sources: Sources,
}

/// One of the `outbound_rules` of [`Firewall`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OutboundRule {
    pub protocol: OutboundRuleProtocol,
    pub ports: String,
    pub destinations: Destinations,
}

/// One of the `pending_changes` of [`Firewall`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PendingChange {
    pub droplet_id: i64,
    pub removing: bool,
    /// For example `failed`.
    pub status: String,
}

/// The `sources` of [`InboundRule`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Sources {
    /// Present in 2 of 12 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub droplet_ids: Option<Vec<i64>>,
    /// Present in 4 of 12 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_uids: Option<Vec<String>>,
    /// Present in 6 of 12 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Present in 6 of 12 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
}

open_enum! {
    /// An outbound rule protocol: one of the known values, or any other.
    pub enum OutboundRuleProtocol {
        Icmp = "icmp",
        Tcp = "tcp",
        Udp = "udp",
    }
}

/// The `destinations` of [`OutboundRule`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Destinations {
    pub addresses: Vec<String>,
}

/// The reply to [`Firewalls::create`], [`Firewalls::retrieve`] and [`Firewalls::update`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FirewallReply {
    pub firewall: Firewall,
}

/// The body of [`Firewalls::create`] and [`Firewalls::update`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct FirewallRequest {
    /// For example `firewall-web`.
    pub name: String,
    pub inbound_rules: Vec<InboundRuleRequest>,
    pub outbound_rules: Vec<OutboundRuleRequest>,
    pub droplet_ids: Vec<i64>,
    pub tags: Vec<String>,
}

/// One of the `inbound_rules` of [`FirewallRequest`] and of [`RuleRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct InboundRuleRequest {
    /// For example `tcp`.
    pub protocol: String,
    /// For example `22`.
    pub ports: String,
    pub sources: SourcesRequest,
}

/// One of the `outbound_rules` of [`FirewallRequest`] and of [`RuleRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct OutboundRuleRequest {
    /// For example `tcp`.
    pub protocol: String,
    /// For example `443`.
    pub ports: String,
    pub destinations: DestinationsRequest,
}

/// The `sources` of [`InboundRuleRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct SourcesRequest {
    /// Present in 2 of 6 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer_uids: Option<Vec<String>>,
    /// Present in 2 of 6 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Present in 4 of 6 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
}

/// The `destinations` of [`OutboundRuleRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct DestinationsRequest {
    pub addresses: Vec<String>,
}

/// The body of [`Firewalls::add_droplets`] and [`Firewalls::remove_droplets`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AddDropletsToFirewallRequest {
    pub droplet_ids: Vec<i64>,
}

/// The body of [`Firewalls::add_tags`] and [`Firewalls::remove_tags`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct TagRequest {
    pub tags: Vec<String>,
}

/// The body of [`Firewalls::add_rules`] and [`Firewalls::remove_rules`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct RuleRequest {
    pub inbound_rules: Vec<InboundRuleRequest>,
    pub outbound_rules: Vec<OutboundRuleRequest>,
}

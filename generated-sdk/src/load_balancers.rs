//! Load Balancers.
//!
//! A load balancer spreads traffic over several Droplets of a region, which are listed one by
//! one or found by a tag. Its forwarding rules say which port leads where; its health check
//! decides which Droplets take part.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta, Region};

impl Client {
    /// The Load Balancers endpoints.
    pub fn load_balancers(&self) -> LoadBalancers<'_> {
        LoadBalancers::new(self.http())
    }
}

/// The Load Balancers endpoints.
///
/// Returned by [`Client::load_balancers`](crate::Client::load_balancers).
#[derive(Debug, Clone, Copy)]
pub struct LoadBalancers<'c> {
    http: &'c Http,
}

impl<'c> LoadBalancers<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Create a new load balancer.
    ///
    /// `POST /load_balancers`
    ///
    /// To create a load balancer for Droplets that you list, send a POST request to
    /// /v2/load_balancers with droplet_ids. It is ready once its status is "active".
    ///
    /// | Name | Type | Description | Required |
    /// |---|---|---|---|
    /// | name | string | Name of the load balancer. | true |
    /// | algorithm | string | This may be one of "round_robin" or "least_connections". |  |
    /// | region | string | Slug of the region. | true |
    /// | forwarding_rules | array of objects | At least one rule. | true |
    /// | health_check | object | How Droplets are tested. |  |
    /// | sticky_sessions | object | How visitors stick to a Droplet. |  |
    /// | redirect_http_to_https | boolean | Whether to send plain requests on to TLS. |  |
    /// | droplet_ids | array of integers | Droplets that take part; not together with tag. |  |
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`, `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::load_balancers::{
    ///     ForwardingRuleRequest, HealthCheckRequest, LoadBalancerAlgorithm, LoadBalancerRequest,
    /// };
    ///
    /// let body = LoadBalancerRequest {
    ///     name: "db-lb-01".into(),
    ///     algorithm: LoadBalancerAlgorithm::RoundRobin,
    ///     region: "nyc3".into(),
    ///     forwarding_rules: vec![ForwardingRuleRequest {
    ///         entry_protocol: "http".into(),
    ///         entry_port: 80,
    ///         target_protocol: "http".into(),
    ///         target_port: 80,
    ///         ..Default::default()
    ///     }],
    ///     health_check: HealthCheckRequest {
    ///         protocol: "http".into(),
    ///         port: 80,
    ///         ..Default::default()
    ///     },
    ///     sticky_sessions: None,
    ///     tag: None,
    ///     redirect_http_to_https: None,
    ///     droplet_ids: None,
    /// };
    /// let reply = client.load_balancers().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &LoadBalancerRequest) -> Call<'c, LoadBalancerReply> {
        Call::json(self.http, Request::post("/load_balancers").json(body))
    }

    /// Create a new load balancer with a tag.
    ///
    /// `POST /load_balancers`
    ///
    /// To create a load balancer for all Droplets with a tag, also those tagged later, send a POST
    /// request to /v2/load_balancers with tag in place of droplet_ids.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::load_balancers::{
    ///     ForwardingRuleRequest, HealthCheckRequest, LoadBalancerAlgorithm, LoadBalancerRequest,
    /// };
    ///
    /// let body = LoadBalancerRequest {
    ///     name: "db-lb-01".into(),
    ///     algorithm: LoadBalancerAlgorithm::RoundRobin,
    ///     region: "nyc3".into(),
    ///     forwarding_rules: vec![ForwardingRuleRequest {
    ///         entry_protocol: "http".into(),
    ///         entry_port: 80,
    ///         target_protocol: "http".into(),
    ///         target_port: 80,
    ///         ..Default::default()
    ///     }],
    ///     health_check: HealthCheckRequest {
    ///         protocol: "http".into(),
    ///         port: 80,
    ///         ..Default::default()
    ///     },
    ///     sticky_sessions: None,
    ///     tag: None,
    ///     redirect_http_to_https: None,
    ///     droplet_ids: None,
    /// };
    /// let reply = client.load_balancers().create_with_tag(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_with_tag(
        &self,
        body: &LoadBalancerRequest,
    ) -> Call<'c, LoadBalancerReply> {
        Call::json(self.http, Request::post("/load_balancers").json(body))
    }

    /// List all load balancers.
    ///
    /// `GET /load_balancers`
    ///
    /// To see the load balancers of your account, send a GET request to /v2/load_balancers.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.load_balancers().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListLoadBalancers<'c> {
        ListLoadBalancers {
            call: Call::json(self.http, Request::get("/load_balancers")),
        }
    }

    /// Retrieve an existing load balancer.
    ///
    /// `GET /load_balancers/{load_balancer_id}`
    ///
    /// To look at one load balancer, send a GET request to /v2/load_balancers/$LOAD_BALANCER_ID.
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
    ///     .load_balancers()
    ///     .retrieve("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, load_balancer_id: Uuid) -> Call<'c, LoadBalancerReply> {
        Call::json(
            self.http,
            Request::get("/load_balancers/{load_balancer_id}")
                .path("load_balancer_id", load_balancer_id),
        )
    }

    /// Update a load balancer.
    ///
    /// `PUT /load_balancers/{load_balancer_id}`
    ///
    /// To change a load balancer, send a PUT request to /v2/load_balancers/$LOAD_BALANCER_ID with
    /// its whole description. What is left out goes back to its default, so send what should stay,
    /// too.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `404`, `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::load_balancers::{
    ///     ForwardingRuleRequest, HealthCheckRequest, LoadBalancerAlgorithm, LoadBalancerRequest,
    /// };
    ///
    /// let body = LoadBalancerRequest {
    ///     name: "db-lb-01".into(),
    ///     algorithm: LoadBalancerAlgorithm::RoundRobin,
    ///     region: "nyc3".into(),
    ///     forwarding_rules: vec![ForwardingRuleRequest {
    ///         entry_protocol: "http".into(),
    ///         entry_port: 80,
    ///         target_protocol: "http".into(),
    ///         target_port: 80,
    ///         ..Default::default()
    ///     }],
    ///     health_check: HealthCheckRequest {
    ///         protocol: "http".into(),
    ///         port: 80,
    ///         ..Default::default()
    ///     },
    ///     sticky_sessions: None,
    ///     tag: None,
    ///     redirect_http_to_https: None,
    ///     droplet_ids: None,
    /// };
    /// let reply = client
    ///     .load_balancers()
    ///     .update("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        load_balancer_id: Uuid,
        body: &LoadBalancerRequest,
    ) -> Call<'c, LoadBalancerReply> {
        Call::json(
            self.http,
            Request::put("/load_balancers/{load_balancer_id}")
                .path("load_balancer_id", load_balancer_id)
                .json(body),
        )
    }

    /// Delete a load balancer.
    ///
    /// `DELETE /load_balancers/{load_balancer_id}`
    ///
    /// To remove a load balancer, send a DELETE request to /v2/load_balancers/$LOAD_BALANCER_ID.
    /// Its Droplets stay. Status 204, no body.
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
    /// client.load_balancers().delete("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, load_balancer_id: Uuid) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/load_balancers/{load_balancer_id}")
                .path("load_balancer_id", load_balancer_id),
        )
    }

    /// Add droplets to a load balancer.
    ///
    /// `POST /load_balancers/{load_balancer_id}/droplets`
    ///
    /// To let more Droplets take part, send a POST request to
    /// /v2/load_balancers/$LOAD_BALANCER_ID/droplets with their numbers. Status 204, no body.
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
    /// use digitalocean::load_balancers::AddDropletsToLoadBalancerRequest;
    ///
    /// let body = AddDropletsToLoadBalancerRequest {
    ///     droplet_ids: vec![1],
    /// };
    /// client
    ///     .load_balancers()
    ///     .add_droplets("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_droplets(
        &self,
        load_balancer_id: Uuid,
        body: &AddDropletsToLoadBalancerRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/load_balancers/{load_balancer_id}/droplets")
                .path("load_balancer_id", load_balancer_id)
                .json(body),
        )
    }

    /// Remove droplets from a load balancer.
    ///
    /// `DELETE /load_balancers/{load_balancer_id}/droplets`
    ///
    /// To take Droplets out, send a DELETE request to
    /// /v2/load_balancers/$LOAD_BALANCER_ID/droplets; the body lists their numbers. Status 204, no
    /// body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::load_balancers::AddDropletsToLoadBalancerRequest;
    ///
    /// let body = AddDropletsToLoadBalancerRequest {
    ///     droplet_ids: vec![1],
    /// };
    /// client
    ///     .load_balancers()
    ///     .remove_droplets("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_droplets(
        &self,
        load_balancer_id: Uuid,
        body: &AddDropletsToLoadBalancerRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/load_balancers/{load_balancer_id}/droplets")
                .path("load_balancer_id", load_balancer_id)
                .json(body),
        )
    }

    /// Add forwarding rules to a load balancer.
    ///
    /// `POST /load_balancers/{load_balancer_id}/forwarding_rules`
    ///
    /// To add rules to those that a load balancer has, send a POST request to
    /// /v2/load_balancers/$LOAD_BALANCER_ID/forwarding_rules. Status 204, no body.
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
    /// use digitalocean::load_balancers::{AddForwardingRulesToLoadBalancerRequest, ForwardingRuleRequest};
    ///
    /// let body = AddForwardingRulesToLoadBalancerRequest {
    ///     forwarding_rules: vec![ForwardingRuleRequest {
    ///         entry_protocol: "http".into(),
    ///         entry_port: 80,
    ///         target_protocol: "http".into(),
    ///         target_port: 80,
    ///         ..Default::default()
    ///     }],
    /// };
    /// client
    ///     .load_balancers()
    ///     .add_forwarding_rules("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_forwarding_rules(
        &self,
        load_balancer_id: Uuid,
        body: &AddForwardingRulesToLoadBalancerRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/load_balancers/{load_balancer_id}/forwarding_rules")
                .path("load_balancer_id", load_balancer_id)
                .json(body),
        )
    }

    /// Remove forwarding rules from a load balancer.
    ///
    /// `DELETE /load_balancers/{load_balancer_id}/forwarding_rules`
    ///
    /// To drop rules, send a DELETE request to
    /// /v2/load_balancers/$LOAD_BALANCER_ID/forwarding_rules; the body repeats the rules that are
    /// to go. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::load_balancers::{AddForwardingRulesToLoadBalancerRequest, ForwardingRuleRequest};
    ///
    /// let body = AddForwardingRulesToLoadBalancerRequest {
    ///     forwarding_rules: vec![ForwardingRuleRequest {
    ///         entry_protocol: "http".into(),
    ///         entry_port: 80,
    ///         target_protocol: "http".into(),
    ///         target_port: 80,
    ///         ..Default::default()
    ///     }],
    /// };
    /// client
    ///     .load_balancers()
    ///     .remove_forwarding_rules("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_forwarding_rules(
        &self,
        load_balancer_id: Uuid,
        body: &AddForwardingRulesToLoadBalancerRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/load_balancers/{load_balancer_id}/forwarding_rules")
                .path("load_balancer_id", load_balancer_id)
                .json(body),
        )
    }
}

/// The call made by [`LoadBalancers::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListLoadBalancers<'c> {
    call: Call<'c, LoadBalancerList>,
}

call_methods!(ListLoadBalancers => LoadBalancerList);

impl<'c> ListLoadBalancers<'c> {
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
    pub fn pages(self) -> Pages<'c, LoadBalancerList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.load_balancers.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, LoadBalancerList, LoadBalancer> {
        Items::new(self.pages(), |page| page.load_balancers)
    }
}

/// The reply to [`LoadBalancers::create`], [`LoadBalancers::create_with_tag`] and 2 other
/// calls.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LoadBalancerReply {
    pub load_balancer: LoadBalancer,
}

/// A load balancer spreads traffic over several Droplets of a region, which are listed one by
/// one or found by a tag.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LoadBalancer {
    /// UUID of the load balancer.
    pub id: Uuid,
    /// Its name. For example `db-lb-01`.
    pub name: String,
    /// The address that takes the traffic; empty while the load balancer is new. For example
    /// `203.0.113.150`.
    pub ip: String,
    /// How the next Droplet is picked. This may be one of "round_robin" or "least_connections".
    pub algorithm: LoadBalancerAlgorithm,
    /// This may be one of "new", "active", or "errored".
    pub status: LoadBalancerStatus,
    /// When it was created, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Entry protocol and port, target protocol and port, and the certificate if TLS ends here.
    pub forwarding_rules: Vec<ForwardingRule>,
    /// How a Droplet is tested: protocol, port, path, how often and how many times.
    pub health_check: HealthCheck,
    /// Whether a visitor stays with one Droplet: type "cookies" or "none", and the cookie's name
    /// and lifetime.
    pub sticky_sessions: StickySessions,
    /// The region it works in.
    pub region: Region,
    /// Droplets with this tag take part; empty where they are listed. For example `db`.
    pub tag: Option<String>,
    /// Numbers of the Droplets that take part.
    pub droplet_ids: Vec<i64>,
    /// Whether plain requests are sent on to the TLS port.
    pub redirect_http_to_https: bool,
    /// Whether the PROXY protocol tells Droplets who called.
    pub enable_proxy_protocol: bool,
}

open_enum! {
    /// A load balancer algorithm: one of the known values, or any other.
    pub enum LoadBalancerAlgorithm {
        RoundRobin = "round_robin",
        LeastConnections = "least_connections",
    }
}

open_enum! {
    /// A load balancer status: one of the known values, or any other.
    pub enum LoadBalancerStatus {
        New = "new",
        Active = "active",
        Errored = "errored",
    }
}

/// One of the `forwarding_rules` of [`LoadBalancer`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ForwardingRule {
    pub entry_protocol: ForwardingRuleEntryProtocol,
    pub entry_port: i64,
    pub target_protocol: ForwardingRuleTargetProtocol,
    pub target_port: i64,
    pub certificate_id: String,
    pub tls_passthrough: bool,
}

/// The `health_check` of [`LoadBalancer`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct HealthCheck {
    /// For example `http`.
    pub protocol: String,
    pub port: Option<i64>,
    /// For example `/`. Present in 4 of 8 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    pub check_interval_seconds: i64,
    pub response_timeout_seconds: i64,
    pub healthy_threshold: i64,
    pub unhealthy_threshold: i64,
}

/// The `sticky_sessions` of [`LoadBalancer`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StickySessions {
    /// For example `cookies`.
    pub r#type: String,
    /// For example `DO-LB`. Present in 4 of 8 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cookie_name: Option<String>,
    /// Present in 4 of 8 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cookie_ttl_seconds: Option<i64>,
}

open_enum! {
    /// A forwarding rule entry protocol: one of the known values, or any other.
    pub enum ForwardingRuleEntryProtocol {
        Http = "http",
        Https = "https",
        Tcp = "tcp",
    }
}

open_enum! {
    /// A forwarding rule target protocol: one of the known values, or any other.
    pub enum ForwardingRuleTargetProtocol {
        Http = "http",
        Https = "https",
        Tcp = "tcp",
    }
}

/// The body of [`LoadBalancers::create`], [`LoadBalancers::create_with_tag`] and
/// [`LoadBalancers::update`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct LoadBalancerRequest {
    /// Its name. For example `db-lb-01`.
    pub name: String,
    /// How the next Droplet is picked. This may be one of "round_robin" or "least_connections".
    pub algorithm: LoadBalancerAlgorithm,
    /// The region it works in. For example `nyc3`.
    pub region: String,
    /// Entry protocol and port, target protocol and port, and the certificate if TLS ends here.
    pub forwarding_rules: Vec<ForwardingRuleRequest>,
    /// How a Droplet is tested: protocol, port, path, how often and how many times.
    pub health_check: HealthCheckRequest,
    /// Whether a visitor stays with one Droplet: type "cookies" or "none", and the cookie's name
    /// and lifetime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sticky_sessions: Option<StickySessionsRequest>,
    /// Droplets with this tag take part; empty where they are listed. For example `db`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Whether plain requests are sent on to the TLS port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_http_to_https: Option<bool>,
    /// Numbers of the Droplets that take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub droplet_ids: Option<Vec<i64>>,
}

/// One of the `forwarding_rules` of [`LoadBalancerRequest`] and of
/// [`AddForwardingRulesToLoadBalancerRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ForwardingRuleRequest {
    /// For example `http`.
    pub entry_protocol: String,
    pub entry_port: i64,
    /// For example `http`.
    pub target_protocol: String,
    pub target_port: i64,
    /// Present in 2 of 7 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_id: Option<String>,
    /// Present in 2 of 7 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_passthrough: Option<bool>,
}

/// The `health_check` of [`LoadBalancerRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct HealthCheckRequest {
    /// For example `http`.
    pub protocol: String,
    pub port: i64,
    /// For example `/`. Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_interval_seconds: Option<i64>,
    /// Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_timeout_seconds: Option<i64>,
    /// Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthy_threshold: Option<i64>,
    /// Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unhealthy_threshold: Option<i64>,
}

/// The `sticky_sessions` of [`LoadBalancerRequest`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct StickySessionsRequest {
    /// For example `cookies`.
    pub r#type: String,
    /// For example `DO-LB`.
    pub cookie_name: String,
    pub cookie_ttl_seconds: i64,
}

/// The reply to [`LoadBalancers::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LoadBalancerList {
    pub load_balancers: Vec<LoadBalancer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The body of [`LoadBalancers::add_droplets`] and [`LoadBalancers::remove_droplets`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AddDropletsToLoadBalancerRequest {
    pub droplet_ids: Vec<i64>,
}

/// The body of [`LoadBalancers::add_forwarding_rules`] and
/// [`LoadBalancers::remove_forwarding_rules`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AddForwardingRulesToLoadBalancerRequest {
    pub forwarding_rules: Vec<ForwardingRuleRequest>,
}

//! Floating IP Actions.
//!
//! Moving a Floating IP to a Droplet, or away from it, is an action too.
//!
//! | Name | Type | Description |
//! |---|---|---|
//! | id | integer | Number under which the action can be looked up later. |
//! | status | string | How far the action has come. This may be one of "in-progress", "completed", or "errored". |
//! | type | string | What is done with the address. This may be one of "assign_ip", "unassign_ip", or "reserve_ip". |
//! | started_at | string | When work on it began, as an ISO8601 date and time. |
//! | completed_at | nullable string | When it ended, as an ISO8601 date and time. Null as long as it runs. |
//! | resource_id | nullable integer | A number that stands for the address. |
//! | resource_type | string | Always "floating_ip" here. |
//! | region | nullable object | The region it happened in, as a whole region object. |
//! | region_slug | nullable string | The slug of that region. |

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Action, ActionList, ActionReply};

impl Client {
    /// The Floating IP Actions endpoints.
    pub fn floating_ip_actions(&self) -> FloatingIpActions<'_> {
        FloatingIpActions::new(self.http())
    }
}

/// The Floating IP Actions endpoints.
///
/// Returned by [`Client::floating_ip_actions`](crate::Client::floating_ip_actions).
#[derive(Debug, Clone, Copy)]
pub struct FloatingIpActions<'c> {
    http: &'c Http,
}

impl<'c> FloatingIpActions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Assign a floating IP to a droplet.
    ///
    /// `POST /floating_ips/{floating_ip}/actions` with `"type": "assign"` in its body
    ///
    /// To lead a Floating IP to a Droplet, send a POST request to
    /// /v2/floating_ips/$IP_ADDRESS/actions with the type "assign" and the number of the Droplet.
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
    /// use digitalocean::floating_ip_actions::AssignFloatingIpToDropletRequest;
    ///
    /// let body = AssignFloatingIpToDropletRequest {
    ///     droplet_id: 1,
    /// };
    /// let reply = client.floating_ip_actions().assign_to_droplet("203.0.113.200", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn assign_to_droplet(
        &self,
        floating_ip: &str,
        body: &AssignFloatingIpToDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/floating_ips/{floating_ip}/actions")
                .path("floating_ip", floating_ip)
                .json(body)
                .tag("type", "assign"),
        )
    }

    /// Unassign a floating IP.
    ///
    /// `POST /floating_ips/{floating_ip}/actions` with `"type": "unassign"` in its body
    ///
    /// To take a Floating IP away from its Droplet, send a POST request to
    /// /v2/floating_ips/$IP_ADDRESS/actions with the type "unassign". The address stays yours.
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
    /// let reply = client.floating_ip_actions().unassign("203.0.113.200").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn unassign(&self, floating_ip: &str) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/floating_ips/{floating_ip}/actions")
                .path("floating_ip", floating_ip)
                .tag("type", "unassign"),
        )
    }

    /// List all actions for a floating IP.
    ///
    /// `GET /floating_ips/{floating_ip}/actions`
    ///
    /// To see what was done with a Floating IP so far, send a GET request to
    /// /v2/floating_ips/$IP_ADDRESS/actions.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.floating_ip_actions().list_for_floating_ip("203.0.113.200").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_for_floating_ip(
        &self,
        floating_ip: &str,
    ) -> ListActionsForFloatingIp<'c> {
        ListActionsForFloatingIp {
            call: Call::json(
                self.http,
                Request::get("/floating_ips/{floating_ip}/actions")
                    .path("floating_ip", floating_ip),
            ),
        }
    }

    /// Retrieve an existing floating IP action.
    ///
    /// `GET /floating_ips/{floating_ip}/actions/{action_id}`
    ///
    /// To see how far the work on a Floating IP is, send a GET request to
    /// /v2/floating_ips/$IP_ADDRESS/actions/$ACTION_ID.
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
    /// let reply = client.floating_ip_actions().retrieve("203.0.113.200", 1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, floating_ip: &str, action_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::get("/floating_ips/{floating_ip}/actions/{action_id}")
                .path("floating_ip", floating_ip)
                .path("action_id", action_id),
        )
    }
}

/// The call made by [`FloatingIpActions::list_for_floating_ip`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActionsForFloatingIp<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActionsForFloatingIp => ActionList);

impl<'c> ListActionsForFloatingIp<'c> {
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
    pub fn pages(self) -> Pages<'c, ActionList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.actions.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, ActionList, Action> {
        Items::new(self.pages(), |page| page.actions)
    }
}

/// The body of [`FloatingIpActions::assign_to_droplet`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AssignFloatingIpToDropletRequest {
    /// Number of the Droplet.
    pub droplet_id: i64,
}

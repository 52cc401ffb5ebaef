//! Actions.
//!
//! Actions are records of events that have occurred on the resources in your account. These can
//! be things like rebooting a Droplet, or transferring an image to a new region.
//!
//! An action object is created every time one of these actions is initiated. The action object
//! contains information about the current status of the action, start and complete timestamps,
//! and the associated resource type and ID.
//!
//! Every action that creates an action object is available through this endpoint. Completed
//! actions are not removed from this list and are always available for querying.
//!
//! | Name | Type | Description |
//! |---|---|---|
//! | id | integer | A unique numeric ID that can be used to identify and reference an action. |
//! | status | string | The current status of the action. This can be "in-progress", "completed", or "errored". |
//! | type | string | This is the type of action that the object represents. For example, this could be "transfer" to represent the state of an image transfer action. |
//! | started_at | string | A time value given in ISO8601 combined date and time format that represents when the action was initiated. |
//! | completed_at | string | A time value given in ISO8601 combined date and time format that represents when the action was completed. |
//! | resource_id | integer | A unique identifier for the resource that the action is associated with. |
//! | resource_type | string | The type of resource that the action is associated with. |
//! | region | object | A full region object containing information about the region where the action occurred. |
//! | region_slug | nullable string | A slug representing the region where the action occurred. |

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Action, ActionList, ActionReply};

impl Client {
    /// The Actions endpoints.
    pub fn actions(&self) -> Actions<'_> {
        Actions::new(self.http())
    }
}

/// The Actions endpoints.
///
/// Returned by [`Client::actions`](crate::Client::actions).
#[derive(Debug, Clone, Copy)]
pub struct Actions<'c> {
    http: &'c Http,
}

impl<'c> Actions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all actions.
    ///
    /// `GET /actions`
    ///
    /// To list all of the actions that have been executed on the current account, send a GET
    /// request to /v2/actions.
    ///
    /// This will be the entire list of actions taken on your account, so it will be quite large. As
    /// with any large collection returned by the API, the results will be paginated with only 25 on
    /// each page by default.
    ///
    /// The results will be returned as a JSON object with an actions key.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.actions().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListActions<'c> {
        ListActions {
            call: Call::json(self.http, Request::get("/actions")),
        }
    }

    /// Retrieve an existing action.
    ///
    /// `GET /actions/{action_id}`
    ///
    /// To retrieve a specific action object, send a GET request to /v2/actions/$ACTION_ID.
    ///
    /// The result will be a JSON object with an action key.
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
    /// let reply = client.actions().retrieve(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, action_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::get("/actions/{action_id}").path("action_id", action_id),
        )
    }
}

/// The call made by [`Actions::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActions<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActions => ActionList);

impl<'c> ListActions<'c> {
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

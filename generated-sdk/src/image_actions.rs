//! Image Actions.
//!
//! Work on an image that takes a while: copying it to another region, or turning a backup into
//! a snapshot.
//!
//! | Name | Type | Description |
//! |---|---|---|
//! | id | integer | Number under which the action can be looked up later. |
//! | status | string | How far the action has come. This may be one of "in-progress", "completed", or "errored". |
//! | type | string | What is done with the image. This may be one of "transfer" or "convert". |
//! | started_at | string | When work on it began, as an ISO8601 date and time. |
//! | completed_at | nullable string | When it ended, as an ISO8601 date and time. Null as long as it runs. |
//! | resource_id | integer | Number of the image that is worked on. |
//! | resource_type | string | Always "image" here. |
//! | region | nullable object | The region it happened in, as a whole region object. |
//! | region_slug | nullable string | The slug of that region. |

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Action, ActionList, ActionReply};

impl Client {
    /// The Image Actions endpoints.
    pub fn image_actions(&self) -> ImageActions<'_> {
        ImageActions::new(self.http())
    }
}

/// The Image Actions endpoints.
///
/// Returned by [`Client::image_actions`](crate::Client::image_actions).
#[derive(Debug, Clone, Copy)]
pub struct ImageActions<'c> {
    http: &'c Http,
}

impl<'c> ImageActions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Transfer an image.
    ///
    /// `POST /images/{image_id}/actions` with `"type": "transfer"` in its body
    ///
    /// To have a copy of an image in one more region, send a POST request to
    /// /v2/images/$IMAGE_ID/actions with the type "transfer" and the slug of that region.
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
    /// use digitalocean::image_actions::TransferImageRequest;
    ///
    /// let body = TransferImageRequest {
    ///     region: "fra1".into(),
    /// };
    /// let reply = client.image_actions().transfer(1, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn transfer(
        &self,
        image_id: i64,
        body: &TransferImageRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/images/{image_id}/actions")
                .path("image_id", image_id)
                .json(body)
                .tag("type", "transfer"),
        )
    }

    /// Convert an image.
    ///
    /// `POST /images/{image_id}/actions` with `"type": "convert"` in its body
    ///
    /// To turn a backup into a snapshot that is kept until you delete it, send a POST request to
    /// /v2/images/$IMAGE_ID/actions with the type "convert".
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
    /// let reply = client.image_actions().convert(37201144).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn convert(&self, image_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/images/{image_id}/actions")
                .path("image_id", image_id)
                .tag("type", "convert"),
        )
    }

    /// List all actions of an image.
    ///
    /// `GET /images/{image_id}/actions`
    ///
    /// The history of an image: send a GET request to /v2/images/$IMAGE_ID/actions.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.image_actions().list_actions(37201144).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_actions(&self, image_id: i64) -> ListActionsOfImage<'c> {
        ListActionsOfImage {
            call: Call::json(
                self.http,
                Request::get("/images/{image_id}/actions").path("image_id", image_id),
            ),
        }
    }

    /// Retrieve an existing image action.
    ///
    /// `GET /images/{image_id}/actions/{action_id}`
    ///
    /// To see how far the work on an image is, send a GET request to
    /// /v2/images/$IMAGE_ID/actions/$ACTION_ID.
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
    /// let reply = client.image_actions().retrieve(37340155, 1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, image_id: i64, action_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::get("/images/{image_id}/actions/{action_id}")
                .path("image_id", image_id)
                .path("action_id", action_id),
        )
    }
}

/// The call made by [`ImageActions::list_actions`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActionsOfImage<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActionsOfImage => ActionList);

impl<'c> ListActionsOfImage<'c> {
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

/// The body of [`ImageActions::transfer`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct TransferImageRequest {
    /// Slug of the region that gets the copy. For example `fra1`.
    pub region: String,
}

//! Block Storage Actions.
//!
//! Attaching, detaching and growing volumes. The volume is addressed by its UUID, or by name
//! and region in the body.
//!
//! | Name | Type | Description |
//! |---|---|---|
//! | id | integer | Number under which the action can be looked up later. |
//! | status | string | How far the action has come. This may be one of "in-progress", "completed", or "errored". |
//! | type | string | What is done with the volume. This may be one of "attach_volume", "detach_volume", or "resize_volume". |
//! | started_at | string | When work on it began, as an ISO8601 date and time. |
//! | completed_at | nullable string | When it ended, as an ISO8601 date and time. Null as long as it runs. |
//! | resource_id | nullable integer | Always null here: a volume has no number. |
//! | resource_type | string | Always "backend" here. |
//! | region | nullable object | The region it happened in, as a whole region object. |
//! | region_slug | nullable string | The slug of that region. |

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Action, ActionList, ActionReply};

impl Client {
    /// The Block Storage Actions endpoints.
    pub fn block_storage_actions(&self) -> BlockStorageActions<'_> {
        BlockStorageActions::new(self.http())
    }
}

/// The Block Storage Actions endpoints.
///
/// Returned by [`Client::block_storage_actions`](crate::Client::block_storage_actions).
#[derive(Debug, Clone, Copy)]
pub struct BlockStorageActions<'c> {
    http: &'c Http,
}

impl<'c> BlockStorageActions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Attach a block storage volume to a droplet.
    ///
    /// `POST /volumes/{volume_id}/actions` with `"type": "attach"` in its body
    ///
    /// To attach a volume, send a POST request to /v2/volumes/$VOLUME_ID/actions with the type
    /// "attach" and the number of a Droplet in the same region.
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
    /// use digitalocean::block_storage_actions::AttachBlockStorageVolumeToDropletRequest;
    ///
    /// let body = AttachBlockStorageVolumeToDropletRequest {
    ///     droplet_id: 1,
    ///     region: "nyc3".into(),
    /// };
    /// let reply = client
    ///     .block_storage_actions()
    ///     .attach_volume_to_droplet("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn attach_volume_to_droplet(
        &self,
        volume_id: Uuid,
        body: &AttachBlockStorageVolumeToDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/{volume_id}/actions")
                .path("volume_id", volume_id)
                .json(body)
                .tag("type", "attach"),
        )
    }

    /// Attach a block storage volume to a droplet by name.
    ///
    /// `POST /volumes/actions` with `"type": "attach"` in its body
    ///
    /// To attach a volume that you know by name, send a POST request to /v2/volumes/actions with
    /// the type "attach", volume_name, region and the number of the Droplet.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::block_storage_actions::BlockStorageActionRequest;
    ///
    /// let body = BlockStorageActionRequest {
    ///     volume_name: "db-data".into(),
    ///     region: "fra1".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.block_storage_actions().attach_volume_to_droplet_by_name(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn attach_volume_to_droplet_by_name(
        &self,
        body: &BlockStorageActionRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/actions").json(body).tag("type", "attach"),
        )
    }

    /// Remove a block storage volume from a droplet.
    ///
    /// `POST /volumes/{volume_id}/actions` with `"type": "detach"` in its body
    ///
    /// To take a volume off its Droplet, send a POST request to /v2/volumes/$VOLUME_ID/actions with
    /// the type "detach" and the number of the Droplet. Unmount it there first.
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
    /// use digitalocean::block_storage_actions::AttachBlockStorageVolumeToDropletRequest;
    ///
    /// let body = AttachBlockStorageVolumeToDropletRequest {
    ///     droplet_id: 1,
    ///     region: "nyc3".into(),
    /// };
    /// let reply = client
    ///     .block_storage_actions()
    ///     .remove_volume_from_droplet("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_volume_from_droplet(
        &self,
        volume_id: Uuid,
        body: &AttachBlockStorageVolumeToDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/{volume_id}/actions")
                .path("volume_id", volume_id)
                .json(body)
                .tag("type", "detach"),
        )
    }

    /// Remove a block storage volume from a droplet by name.
    ///
    /// `POST /volumes/actions` with `"type": "detach"` in its body
    ///
    /// To take a volume that you know by name off its Droplet, send a POST request to
    /// /v2/volumes/actions with the type "detach".
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
    /// use digitalocean::block_storage_actions::BlockStorageActionRequest;
    ///
    /// let body = BlockStorageActionRequest {
    ///     volume_name: "db-data".into(),
    ///     region: "fra1".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.block_storage_actions().remove_volume_from_droplet_by_name(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn remove_volume_from_droplet_by_name(
        &self,
        body: &BlockStorageActionRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/actions").json(body).tag("type", "detach"),
        )
    }

    /// Resize a volume.
    ///
    /// `POST /volumes/{volume_id}/actions` with `"type": "resize"` in its body
    ///
    /// To make a volume bigger, send a POST request to /v2/volumes/$VOLUME_ID/actions with the type
    /// "resize" and the new size. It can never become smaller.
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
    /// use digitalocean::block_storage_actions::ResizeVolumeRequest;
    ///
    /// let body = ResizeVolumeRequest {
    ///     size_gigabytes: 200,
    ///     region: "nyc3".into(),
    /// };
    /// let reply = client
    ///     .block_storage_actions()
    ///     .resize_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize_volume(
        &self,
        volume_id: Uuid,
        body: &ResizeVolumeRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/{volume_id}/actions")
                .path("volume_id", volume_id)
                .json(body)
                .tag("type", "resize"),
        )
    }

    /// Resize a volume by name.
    ///
    /// `POST /volumes/actions` with `"type": "resize"` in its body
    ///
    /// To make a volume that you know by name bigger, send a POST request to /v2/volumes/actions
    /// with the type "resize", volume_name and region.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::block_storage_actions::BlockStorageActionRequest;
    ///
    /// let body = BlockStorageActionRequest {
    ///     volume_name: "db-data".into(),
    ///     region: "fra1".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.block_storage_actions().resize_volume_by_name(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize_volume_by_name(
        &self,
        body: &BlockStorageActionRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/volumes/actions").json(body).tag("type", "resize"),
        )
    }

    /// List all actions for a volume.
    ///
    /// `GET /volumes/{volume_id}/actions`
    ///
    /// To see what was done with a volume so far, send a GET request to
    /// /v2/volumes/$VOLUME_ID/actions.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client
    ///     .block_storage_actions()
    ///     .list_for_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_for_volume(&self, volume_id: Uuid) -> ListActionsForVolume<'c> {
        ListActionsForVolume {
            call: Call::json(
                self.http,
                Request::get("/volumes/{volume_id}/actions").path("volume_id", volume_id),
            ),
        }
    }

    /// Retrieve an existing volume action.
    ///
    /// `GET /volumes/{volume_id}/actions/{action_id}`
    ///
    /// To see how far the work on a volume is, send a GET request to
    /// /v2/volumes/$VOLUME_ID/actions/$ACTION_ID.
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
    ///     .block_storage_actions()
    ///     .retrieve_volume_action("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, 1)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve_volume_action(
        &self,
        volume_id: Uuid,
        action_id: i64,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::get("/volumes/{volume_id}/actions/{action_id}")
                .path("volume_id", volume_id)
                .path("action_id", action_id),
        )
    }
}

/// The call made by [`BlockStorageActions::list_for_volume`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActionsForVolume<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActionsForVolume => ActionList);

impl<'c> ListActionsForVolume<'c> {
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

/// The body of [`BlockStorageActions::attach_volume_to_droplet`] and
/// [`BlockStorageActions::remove_volume_from_droplet`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AttachBlockStorageVolumeToDropletRequest {
    /// Number of the Droplet.
    pub droplet_id: i64,
    /// Slug of the region. For example `nyc3`.
    pub region: String,
}

/// The body of [`BlockStorageActions::attach_volume_to_droplet_by_name`],
/// [`BlockStorageActions::remove_volume_from_droplet_by_name`] and
/// [`BlockStorageActions::resize_volume_by_name`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct BlockStorageActionRequest {
    /// For example `db-data`.
    pub volume_name: String,
    /// Present in 2 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub droplet_id: Option<i64>,
    /// For example `fra1`.
    pub region: String,
    /// Present in 1 of 3 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_gigabytes: Option<i64>,
}

/// The body of [`BlockStorageActions::resize_volume`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ResizeVolumeRequest {
    pub size_gigabytes: i64,
    /// For example `nyc3`.
    pub region: String,
}

//! Droplet Actions.
//!
//! Everything that can be done to a Droplet: one endpoint, and the type says what. The reply
//! holds the action, which goes on by itself. Several types work on all Droplets with a tag at
//! once.
//!
//! | Name | Type | Description |
//! |---|---|---|
//! | id | integer | Number under which the action can be looked up later. |
//! | status | string | How far the action has come. This may be one of "in-progress", "completed", or "errored". |
//! | type | string | What is done to the Droplet. This may be one of "enable_backups", "disable_backups", "reboot", "power_cycle", "shutdown", "power_off", "power_on", "restore", "password_reset", "resize", "rebuild", "rename", "change_kernel", "enable_ipv6", "enable_private_networking", or "snapshot". |
//! | started_at | string | When work on it began, as an ISO8601 date and time. |
//! | completed_at | nullable string | When it ended, as an ISO8601 date and time. Null as long as it runs. |
//! | resource_id | integer | Number of the Droplet. |
//! | resource_type | string | Always "droplet" here. |
//! | region | nullable object | The region it happened in, as a whole region object. |
//! | region_slug | nullable string | The slug of that region. |

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Request};
use crate::types::{ActionList, ActionReply, IntegerOrString};

impl Client {
    /// The Droplet Actions endpoints.
    pub fn droplet_actions(&self) -> DropletActions<'_> {
        DropletActions::new(self.http())
    }
}

/// The Droplet Actions endpoints.
///
/// Returned by [`Client::droplet_actions`](crate::Client::droplet_actions).
#[derive(Debug, Clone, Copy)]
pub struct DropletActions<'c> {
    http: &'c Http,
}

impl<'c> DropletActions<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Enable backups.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "enable_backups"` in its body
    ///
    /// To have a Droplet backed up from now on, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "enable_backups".
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
    /// let reply = client.droplet_actions().enable_backups(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enable_backups(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "enable_backups"),
        )
    }

    /// Disable backups.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "disable_backups"` in its body
    ///
    /// To have no more backups taken of a Droplet, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "disable_backups". Existing ones stay.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().disable_backups(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn disable_backups(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "disable_backups"),
        )
    }

    /// Reboot a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "reboot"` in its body
    ///
    /// To restart a Droplet in the orderly way, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "reboot".
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`, `404`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().reboot(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reboot(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "reboot"),
        )
    }

    /// Power cycle a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "power_cycle"` in its body
    ///
    /// To switch a Droplet off and on again without asking its system, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "power_cycle".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().power_cycle(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_cycle(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "power_cycle"),
        )
    }

    /// Shutdown a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "shutdown"` in its body
    ///
    /// To ask a Droplet's system to end by itself, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "shutdown". It may refuse; power off then.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().shutdown(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn shutdown(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "shutdown"),
        )
    }

    /// Power off a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "power_off"` in its body
    ///
    /// To switch a Droplet off, as if the plug were pulled, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "power_off".
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
    /// let reply = client.droplet_actions().power_off(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_off(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "power_off"),
        )
    }

    /// Power on a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "power_on"` in its body
    ///
    /// To switch a Droplet on, send a POST request to /v2/droplets/$DROPLET_ID/actions with the
    /// type "power_on".
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
    /// let reply = client.droplet_actions().power_on(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_on(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "power_on"),
        )
    }

    /// Restore a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "restore"` in its body
    ///
    /// To put a Droplet back to the state of one of its backups, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "restore" and the number of the backup as
    /// image.
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
    /// use digitalocean::droplet_actions::RestoreDropletRequest;
    ///
    /// let body = RestoreDropletRequest {
    ///     image: 37201144,
    /// };
    /// let reply = client.droplet_actions().restore(3164444, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn restore(
        &self,
        droplet_id: i64,
        body: &RestoreDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "restore"),
        )
    }

    /// Password reset a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "password_reset"` in its body
    ///
    /// To have a new root password made and sent by mail, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "password_reset".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().password_reset(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn password_reset(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "password_reset"),
        )
    }

    /// Resize a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "resize"` in its body
    ///
    /// To give a Droplet another size, send a POST request to /v2/droplets/$DROPLET_ID/actions with
    /// the type "resize". With disk set to true the disk grows as well, and there is no way back;
    /// without it only memory and processors change.
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
    /// use digitalocean::droplet_actions::ResizeDropletRequest;
    ///
    /// let body = ResizeDropletRequest {
    ///     disk: true,
    ///     size: "s-2vcpu-4gb".into(),
    /// };
    /// let reply = client.droplet_actions().resize(3164444, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resize(
        &self,
        droplet_id: i64,
        body: &ResizeDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "resize"),
        )
    }

    /// Rebuild a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "rebuild"` in its body
    ///
    /// To start a Droplet afresh from an image, and lose what is on its disk, send a POST request
    /// to /v2/droplets/$DROPLET_ID/actions with the type "rebuild". The image is named by slug or
    /// by number.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::droplet_actions::RebuildDropletRequest;
    /// use digitalocean::types::IntegerOrString;
    ///
    /// let body = RebuildDropletRequest {
    ///     image: IntegerOrString::String("ubuntu-16-04-x64".into()),
    /// };
    /// let reply = client.droplet_actions().rebuild(3164444, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rebuild(
        &self,
        droplet_id: i64,
        body: &RebuildDropletRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "rebuild"),
        )
    }

    /// Rename a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "rename"` in its body
    ///
    /// To give a Droplet another name, send a POST request to /v2/droplets/$DROPLET_ID/actions with
    /// the type "rename" and the new name.
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
    /// use digitalocean::droplet_actions::ActionRequest;
    ///
    /// let body = ActionRequest {
    ///     name: "web before 2.0".into(),
    /// };
    /// let reply = client.droplet_actions().rename(3164444, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn rename(
        &self,
        droplet_id: i64,
        body: &ActionRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "rename"),
        )
    }

    /// Change the kernel.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "change_kernel"` in its body
    ///
    /// To boot an older Droplet with another kernel, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "change_kernel" and the number of the kernel.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::droplet_actions::ChangeKernelRequest;
    ///
    /// let body = ChangeKernelRequest {
    ///     kernel: 2233,
    /// };
    /// let reply = client.droplet_actions().change_kernel(3164459, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn change_kernel(
        &self,
        droplet_id: i64,
        body: &ChangeKernelRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "change_kernel"),
        )
    }

    /// Enable IPv6.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "enable_ipv6"` in its body
    ///
    /// To give a Droplet an IPv6 address, send a POST request to /v2/droplets/$DROPLET_ID/actions
    /// with the type "enable_ipv6".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().enable_ipv6(3164494).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enable_ipv6(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "enable_ipv6"),
        )
    }

    /// Enable private networking.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "enable_private_networking"` in its body
    ///
    /// To connect a Droplet to the private network of its region, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "enable_private_networking".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().enable_private_networking(3165120).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enable_private_networking(&self, droplet_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .tag("type", "enable_private_networking"),
        )
    }

    /// Snapshot a droplet.
    ///
    /// `POST /droplets/{droplet_id}/actions` with `"type": "snapshot"` in its body
    ///
    /// To save the present state of a Droplet as an image, send a POST request to
    /// /v2/droplets/$DROPLET_ID/actions with the type "snapshot" and a name for the image. Switch
    /// the Droplet off first to be sure that nothing is lost.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::droplet_actions::ActionRequest;
    ///
    /// let body = ActionRequest {
    ///     name: "web before 2.0".into(),
    /// };
    /// let reply = client.droplet_actions().snapshot(3164444, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn snapshot(
        &self,
        droplet_id: i64,
        body: &ActionRequest,
    ) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::post("/droplets/{droplet_id}/actions")
                .path("droplet_id", droplet_id)
                .json(body)
                .tag("type", "snapshot"),
        )
    }

    /// Power cycle droplets by tag.
    ///
    /// `POST /droplets/actions` with `"type": "power_cycle"` in its body
    ///
    /// To power cycle all Droplets that carry a tag, send a POST request to /v2/droplets/actions
    /// with tag_name in the query and the type "power_cycle". The reply holds one action for each
    /// of them.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().power_cycle_by_tag("prod").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_cycle_by_tag(&self, tag_name: &str) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .tag("type", "power_cycle"),
        )
    }

    /// Power off droplets by tag.
    ///
    /// `POST /droplets/actions` with `"type": "power_off"` in its body
    ///
    /// To switch off all Droplets that carry a tag, send a POST request to /v2/droplets/actions
    /// with tag_name in the query and the type "power_off".
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
    /// let reply = client.droplet_actions().power_off_by_tag("ci").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_off_by_tag(&self, tag_name: &str) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .tag("type", "power_off"),
        )
    }

    /// Power on droplets by tag.
    ///
    /// `POST /droplets/actions` with `"type": "power_on"` in its body
    ///
    /// To switch on all Droplets that carry a tag, send a POST request to /v2/droplets/actions with
    /// tag_name in the query and the type "power_on".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().power_on_by_tag("legacy").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn power_on_by_tag(&self, tag_name: &str) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .tag("type", "power_on"),
        )
    }

    /// Shutdown droplets by tag.
    ///
    /// `POST /droplets/actions` with `"type": "shutdown"` in its body
    ///
    /// To shut down all Droplets that carry a tag, send a POST request to /v2/droplets/actions with
    /// tag_name in the query and the type "shutdown".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().shutdown_by_tag("ci").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn shutdown_by_tag(&self, tag_name: &str) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .tag("type", "shutdown"),
        )
    }

    /// Enable backups by tag.
    ///
    /// `POST /droplets/actions` with `"type": "enable_backups"` in its body
    ///
    /// To have all Droplets that carry a tag backed up, send a POST request to /v2/droplets/actions
    /// with tag_name in the query and the type "enable_backups".
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplet_actions().enable_backups_by_tag("prod").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn enable_backups_by_tag(&self, tag_name: &str) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .tag("type", "enable_backups"),
        )
    }

    /// Snapshot droplets by tag.
    ///
    /// `POST /droplets/actions` with `"type": "snapshot"` in its body
    ///
    /// To save the state of all Droplets that carry a tag, send a POST request to
    /// /v2/droplets/actions with tag_name in the query and the type "snapshot" and a name for the
    /// images.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::droplet_actions::SnapshotDropletsByTagRequest;
    ///
    /// let body = SnapshotDropletsByTagRequest {
    ///     name: "nightly".into(),
    /// };
    /// let reply = client.droplet_actions().snapshot_by_tag("prod", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn snapshot_by_tag(
        &self,
        tag_name: &str,
        body: &SnapshotDropletsByTagRequest,
    ) -> Call<'c, ActionList> {
        Call::json(
            self.http,
            Request::post("/droplets/actions")
                .query("tag_name", tag_name)
                .json(body)
                .tag("type", "snapshot"),
        )
    }

    /// Retrieve a droplet action.
    ///
    /// `GET /droplets/{droplet_id}/actions/{action_id}`
    ///
    /// To see how far the work on a Droplet is, send a GET request to
    /// /v2/droplets/$DROPLET_ID/actions/$ACTION_ID.
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
    /// let reply = client.droplet_actions().retrieve(3164444, 1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, droplet_id: i64, action_id: i64) -> Call<'c, ActionReply> {
        Call::json(
            self.http,
            Request::get("/droplets/{droplet_id}/actions/{action_id}")
                .path("droplet_id", droplet_id)
                .path("action_id", action_id),
        )
    }
}

/// The body of [`DropletActions::restore`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct RestoreDropletRequest {
    pub image: i64,
}

/// The body of [`DropletActions::resize`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ResizeDropletRequest {
    /// Whether the disk grows too.
    pub disk: bool,
    /// Slug of the new size. For example `s-2vcpu-4gb`.
    pub size: String,
}

/// The body of [`DropletActions::rebuild`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct RebuildDropletRequest {
    /// Number or slug of the image.
    pub image: IntegerOrString,
}

/// The body of [`DropletActions::rename`] and [`DropletActions::snapshot`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ActionRequest {
    /// Name of the new image; made up from the date without it. For example `web before 2.0`.
    pub name: String,
}

/// The body of [`DropletActions::change_kernel`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ChangeKernelRequest {
    pub kernel: i64,
}

/// The body of [`DropletActions::snapshot_by_tag`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct SnapshotDropletsByTagRequest {
    /// For example `nightly`.
    pub name: String,
}

//! Droplets.
//!
//! A Droplet is a virtual machine. It is created from an image in a size and in a region, and
//! from then on it can be worked on with actions. Statuses, networks, image and size all come
//! along with the Droplet itself.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{
    Action, ActionList, Droplet, DropletLinks, Image, IntegerOrString, Kernel, Links,
    Meta,
};

impl Client {
    /// The Droplets endpoints.
    pub fn droplets(&self) -> Droplets<'_> {
        Droplets::new(self.http())
    }
}

/// The Droplets endpoints.
///
/// Returned by [`Client::droplets`](crate::Client::droplets).
#[derive(Debug, Clone, Copy)]
pub struct Droplets<'c> {
    http: &'c Http,
}

impl<'c> Droplets<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Create a new droplet.
    ///
    /// `POST /droplets`
    ///
    /// To create a Droplet, send a POST request to /v2/droplets. It takes about a minute until the
    /// Droplet is active; the link in the reply names the action to watch.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`, `422`, `429`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::droplets::DropletRequest;
    /// use digitalocean::types::IntegerOrString;
    ///
    /// let body = DropletRequest {
    ///     region: "nyc3".into(),
    ///     size: "s-1vcpu-1gb".into(),
    ///     image: IntegerOrString::String("ubuntu-16-04-x64".into()),
    ///     ssh_keys: vec![IntegerOrString::Integer(1)],
    ///     backups: true,
    ///     ipv6: true,
    ///     tags: vec!["…".into()],
    ///     ..Default::default()
    /// };
    /// let reply = client.droplets().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &DropletRequest) -> Call<'c, DropletReply> {
        Call::json(self.http, Request::post("/droplets").json(body))
    }

    /// Create multiple droplets.
    ///
    /// `POST /droplets`
    ///
    /// To create several Droplets that differ only by name, send a POST request to /v2/droplets
    /// with the array names in place of name. Ten of them can be had in one request.
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
    /// use digitalocean::droplets::DropletRequest;
    /// use digitalocean::types::IntegerOrString;
    ///
    /// let body = DropletRequest {
    ///     region: "nyc3".into(),
    ///     size: "s-1vcpu-1gb".into(),
    ///     image: IntegerOrString::String("ubuntu-16-04-x64".into()),
    ///     ssh_keys: vec![IntegerOrString::Integer(1)],
    ///     backups: true,
    ///     ipv6: true,
    ///     tags: vec!["…".into()],
    ///     ..Default::default()
    /// };
    /// let reply = client.droplets().create_multiple(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_multiple(
        &self,
        body: &DropletRequest,
    ) -> Call<'c, CreateMultipleDropletsReply> {
        Call::json(self.http, Request::post("/droplets").json(body))
    }

    /// List all droplets.
    ///
    /// `GET /droplets`
    ///
    /// To see the Droplets of your account, send a GET request to /v2/droplets. Each comes with all
    /// of its attributes under droplets.
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
    /// let reply = client.droplets().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListDroplets<'c> {
        ListDroplets {
            call: Call::json(self.http, Request::get("/droplets")),
        }
    }

    /// List all droplets by tag.
    ///
    /// `GET /droplets`
    ///
    /// To see only the Droplets that carry a tag, send a GET request to /v2/droplets with tag_name
    /// in the query.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_by_tag("db").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_by_tag(&self, tag_name: &str) -> ListDroplets<'c> {
        ListDroplets {
            call: Call::json(
                self.http,
                Request::get("/droplets").query("tag_name", tag_name),
            ),
        }
    }

    /// Retrieve an existing droplet by id.
    ///
    /// `GET /droplets/{droplet_id}`
    ///
    /// To look at one Droplet, send a GET request to /v2/droplets/$DROPLET_ID.
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
    /// let reply = client.droplets().retrieve(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, droplet_id: i64) -> Call<'c, DropletReply> {
        Call::json(
            self.http,
            Request::get("/droplets/{droplet_id}").path("droplet_id", droplet_id),
        )
    }

    /// List all available kernels for a droplet.
    ///
    /// `GET /droplets/{droplet_id}/kernels`
    ///
    /// To learn which kernels an older Droplet can be switched to, send a GET request to
    /// /v2/droplets/$DROPLET_ID/kernels. Droplets that boot their own kernel have none.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_available_kernels(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_available_kernels(
        &self,
        droplet_id: i64,
    ) -> ListAvailableKernelsForDroplet<'c> {
        ListAvailableKernelsForDroplet {
            call: Call::json(
                self.http,
                Request::get("/droplets/{droplet_id}/kernels")
                    .path("droplet_id", droplet_id),
            ),
        }
    }

    /// List snapshots for a droplet.
    ///
    /// `GET /droplets/{droplet_id}/snapshots`
    ///
    /// To see the snapshots taken of a Droplet, send a GET request to
    /// /v2/droplets/$DROPLET_ID/snapshots.
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
    /// let reply = client.droplets().list_snapshots(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_snapshots(&self, droplet_id: i64) -> ListSnapshotsForDroplet<'c> {
        ListSnapshotsForDroplet {
            call: Call::json(
                self.http,
                Request::get("/droplets/{droplet_id}/snapshots")
                    .path("droplet_id", droplet_id),
            ),
        }
    }

    /// List backups for a droplet.
    ///
    /// `GET /droplets/{droplet_id}/backups`
    ///
    /// To see the backups taken of a Droplet, send a GET request to
    /// /v2/droplets/$DROPLET_ID/backups.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_backups(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_backups(&self, droplet_id: i64) -> ListBackupsForDroplet<'c> {
        ListBackupsForDroplet {
            call: Call::json(
                self.http,
                Request::get("/droplets/{droplet_id}/backups")
                    .path("droplet_id", droplet_id),
            ),
        }
    }

    /// List actions for a droplet.
    ///
    /// `GET /droplets/{droplet_id}/actions`
    ///
    /// To see what was done with a Droplet so far, send a GET request to
    /// /v2/droplets/$DROPLET_ID/actions.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_actions(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_actions(&self, droplet_id: i64) -> ListActionsForDroplet<'c> {
        ListActionsForDroplet {
            call: Call::json(
                self.http,
                Request::get("/droplets/{droplet_id}/actions")
                    .path("droplet_id", droplet_id),
            ),
        }
    }

    /// List neighbors for a droplet.
    ///
    /// `GET /droplets/{droplet_id}/neighbors`
    ///
    /// To learn which of your Droplets run on the same machine as a given one, send a GET request
    /// to /v2/droplets/$DROPLET_ID/neighbors.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_neighbors(3164444).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_neighbors(&self, droplet_id: i64) -> ListNeighborsForDroplet<'c> {
        ListNeighborsForDroplet {
            call: Call::json(
                self.http,
                Request::get("/droplets/{droplet_id}/neighbors")
                    .path("droplet_id", droplet_id),
            ),
        }
    }

    /// List all droplet neighbors.
    ///
    /// `GET /reports/droplet_neighbors`
    ///
    /// To learn about all of your Droplets that share a machine, send a GET request to
    /// /v2/reports/droplet_neighbors. Each inner array under neighbors stands for one machine.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_droplet_neighbors().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_droplet_neighbors(&self) -> Call<'c, NeighborList> {
        Call::json(self.http, Request::get("/reports/droplet_neighbors"))
    }

    /// List all droplet neighbor ids.
    ///
    /// `GET /reports/droplet_neighbors_ids`
    ///
    /// The same report with nothing but numbers: send a GET request to
    /// /v2/reports/droplet_neighbors_ids. Each inner array under neighbor_ids holds the Droplets of
    /// one machine.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.droplets().list_neighbor_ids().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_neighbor_ids(&self) -> Call<'c, NeighborIdList> {
        Call::json(self.http, Request::get("/reports/droplet_neighbors_ids"))
    }

    /// Delete a droplet.
    ///
    /// `DELETE /droplets/{droplet_id}`
    ///
    /// To destroy a Droplet, send a DELETE request to /v2/droplets/$DROPLET_ID. It cannot be
    /// brought back. Status 204, no body.
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
    /// client.droplets().delete(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, droplet_id: i64) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/droplets/{droplet_id}").path("droplet_id", droplet_id),
        )
    }

    /// Delete droplets by tag.
    ///
    /// `DELETE /droplets`
    ///
    /// To destroy every Droplet that carries a tag, send a DELETE request to /v2/droplets with
    /// tag_name in the query. Status 204, no body, also where no Droplet has the tag.
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
    /// client.droplets().delete_by_tag("ci").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_by_tag(&self, tag_name: &str) -> Call<'c, ()> {
        Call::empty(self.http, Request::delete("/droplets").query("tag_name", tag_name))
    }
}

/// The call made by [`Droplets::list`] and [`Droplets::list_by_tag`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListDroplets<'c> {
    call: Call<'c, DropletList>,
}

call_methods!(ListDroplets => DropletList);

impl<'c> ListDroplets<'c> {
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
    pub fn pages(self) -> Pages<'c, DropletList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.droplets.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, DropletList, Droplet> {
        Items::new(self.pages(), |page| page.droplets)
    }
}

/// The call made by [`Droplets::list_available_kernels`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListAvailableKernelsForDroplet<'c> {
    call: Call<'c, KernelList>,
}

call_methods!(ListAvailableKernelsForDroplet => KernelList);

impl<'c> ListAvailableKernelsForDroplet<'c> {
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
    pub fn pages(self) -> Pages<'c, KernelList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.kernels.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, KernelList, Kernel> {
        Items::new(self.pages(), |page| page.kernels)
    }
}

/// The call made by [`Droplets::list_snapshots`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListSnapshotsForDroplet<'c> {
    call: Call<'c, ListSnapshotsForDropletReply>,
}

call_methods!(ListSnapshotsForDroplet => ListSnapshotsForDropletReply);

impl<'c> ListSnapshotsForDroplet<'c> {
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
    pub fn pages(self) -> Pages<'c, ListSnapshotsForDropletReply> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.snapshots.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, ListSnapshotsForDropletReply, Image> {
        Items::new(self.pages(), |page| page.snapshots)
    }
}

/// The call made by [`Droplets::list_backups`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListBackupsForDroplet<'c> {
    call: Call<'c, BackupList>,
}

call_methods!(ListBackupsForDroplet => BackupList);

impl<'c> ListBackupsForDroplet<'c> {
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
    pub fn pages(self) -> Pages<'c, BackupList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.backups.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, BackupList, Image> {
        Items::new(self.pages(), |page| page.backups)
    }
}

/// The call made by [`Droplets::list_actions`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActionsForDroplet<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActionsForDroplet => ActionList);

impl<'c> ListActionsForDroplet<'c> {
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

/// The call made by [`Droplets::list_neighbors`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListNeighborsForDroplet<'c> {
    call: Call<'c, NeighborDropletList>,
}

call_methods!(ListNeighborsForDroplet => NeighborDropletList);

impl<'c> ListNeighborsForDroplet<'c> {
    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, NeighborDropletList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.droplets.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, NeighborDropletList, Droplet> {
        Items::new(self.pages(), |page| page.droplets)
    }
}

/// The reply to [`Droplets::create`] and [`Droplets::retrieve`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DropletReply {
    pub droplet: Droplet,
    /// Present in 2 of 4 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<DropletLinks>,
}

/// The body of [`Droplets::create`] and [`Droplets::create_multiple`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct DropletRequest {
    /// Name of the Droplet. For example `web-01.example.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Present in 1 of 2 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<String>>,
    /// Slug of the region to create it in. For example `nyc3`.
    pub region: String,
    /// Slug of its size. For example `s-1vcpu-1gb`.
    pub size: String,
    /// Number or slug of the image to start from.
    pub image: IntegerOrString,
    /// Numbers or fingerprints of public keys to place on it.
    pub ssh_keys: Vec<IntegerOrString>,
    /// Whether backups are taken.
    pub backups: bool,
    /// Whether it gets an IPv6 address.
    pub ipv6: bool,
    /// Text for cloud-init.
    pub user_data: Option<String>,
    /// Whether it gets an address in the private network.
    pub private_networking: Option<bool>,
    /// UUIDs of volumes to attach.
    pub volumes: Option<Vec<String>>,
    /// Names of tags; those that do not exist are created.
    pub tags: Vec<String>,
    /// Whether the monitoring agent is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<bool>,
}

/// The reply to [`Droplets::create_multiple`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreateMultipleDropletsReply {
    pub droplets: Vec<Droplet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<DropletLinks>,
}

/// The reply to [`Droplets::list`] and [`Droplets::list_by_tag`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DropletList {
    pub droplets: Vec<Droplet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The reply to [`Droplets::list_available_kernels`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct KernelList {
    pub kernels: Vec<Kernel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The reply to [`Droplets::list_snapshots`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListSnapshotsForDropletReply {
    pub snapshots: Vec<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The reply to [`Droplets::list_backups`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BackupList {
    pub backups: Vec<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The reply to [`Droplets::list_neighbors`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NeighborDropletList {
    pub droplets: Vec<Droplet>,
    /// In no example: other replies have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// In no example: other replies have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
}

/// The reply to [`Droplets::list_droplet_neighbors`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NeighborList {
    pub neighbors: Vec<Vec<Droplet>>,
}

/// The reply to [`Droplets::list_neighbor_ids`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NeighborIdList {
    pub neighbor_ids: Vec<Vec<i64>>,
}

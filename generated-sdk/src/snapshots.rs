//! Snapshots.
//!
//! Saved states of Droplets and volumes, in one list. The id of a Droplet's snapshot is a
//! number in a string, that of a volume's snapshot is a UUID.

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Snapshot, SnapshotList, SnapshotReply, SnapshotResourceType};

impl Client {
    /// The Snapshots endpoints.
    pub fn snapshots(&self) -> Snapshots<'_> {
        Snapshots::new(self.http())
    }
}

/// The Snapshots endpoints.
///
/// Returned by [`Client::snapshots`](crate::Client::snapshots).
#[derive(Debug, Clone, Copy)]
pub struct Snapshots<'c> {
    http: &'c Http,
}

impl<'c> Snapshots<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all snapshots.
    ///
    /// `GET /snapshots`
    ///
    /// To see all snapshots of your account, of Droplets as well as of volumes, send a GET request
    /// to /v2/snapshots.
    ///
    /// Also: List all droplet snapshots. With `resource_type`.
    ///
    /// To see only the snapshots taken of droplets, send a GET request to /v2/snapshots with
    /// resource_type=droplet in the query.
    ///
    /// Also: List all volume snapshots. With `resource_type`.
    ///
    /// To see only the snapshots taken of volumes, send a GET request to /v2/snapshots with
    /// resource_type=volume in the query.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.snapshots().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListSnapshots<'c> {
        ListSnapshots {
            call: Call::json(self.http, Request::get("/snapshots")),
        }
    }

    /// Retrieve an existing snapshot.
    ///
    /// `GET /snapshots/{snapshot_id}`
    ///
    /// To look at one snapshot, send a GET request to /v2/snapshots/$SNAPSHOT_ID.
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
    /// let reply = client.snapshots().retrieve("37340155").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, snapshot_id: &str) -> Call<'c, SnapshotReply> {
        Call::json(
            self.http,
            Request::get("/snapshots/{snapshot_id}").path("snapshot_id", snapshot_id),
        )
    }

    /// Delete a snapshot.
    ///
    /// `DELETE /snapshots/{snapshot_id}`
    ///
    /// To destroy a snapshot, whatever it was taken of, send a DELETE request to
    /// /v2/snapshots/$SNAPSHOT_ID. Status 204, no body.
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
    /// client.snapshots().delete("1").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, snapshot_id: &str) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/snapshots/{snapshot_id}").path("snapshot_id", snapshot_id),
        )
    }
}

/// The call made by [`Snapshots::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListSnapshots<'c> {
    call: Call<'c, SnapshotList>,
}

call_methods!(ListSnapshots => SnapshotList);

impl<'c> ListSnapshots<'c> {
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

    /// Sets the query parameter `resource_type`.
    pub fn resource_type(mut self, resource_type: SnapshotResourceType) -> Self {
        self.call.request_mut().set_query("resource_type", resource_type);
        self
    }

    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, SnapshotList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.snapshots.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, SnapshotList, Snapshot> {
        Items::new(self.pages(), |page| page.snapshots)
    }
}

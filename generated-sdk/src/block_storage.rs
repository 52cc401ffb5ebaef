//! Block Storage.
//!
//! Volumes are disks of their own: they are attached to a Droplet of the same region, can be
//! taken off again and outlive the Droplet.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta, Region, Snapshot, SnapshotList, SnapshotReply};

impl Client {
    /// The Block Storage endpoints.
    pub fn block_storage(&self) -> BlockStorage<'_> {
        BlockStorage::new(self.http())
    }
}

/// The Block Storage endpoints.
///
/// Returned by [`Client::block_storage`](crate::Client::block_storage).
#[derive(Debug, Clone, Copy)]
pub struct BlockStorage<'c> {
    http: &'c Http,
}

impl<'c> BlockStorage<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all block storage volumes.
    ///
    /// `GET /volumes`
    ///
    /// To see the volumes of your account, send a GET request to /v2/volumes.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.block_storage().list_volumes().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_volumes(&self) -> ListBlockStorageVolumes<'c> {
        ListBlockStorageVolumes {
            call: Call::json(self.http, Request::get("/volumes")),
        }
    }

    /// List block storage volumes by name and region.
    ///
    /// `GET /volumes`
    ///
    /// A volume can be found by its name: send a GET request to /v2/volumes with name and region in
    /// the query. There is one at most.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client
    ///     .block_storage()
    ///     .list_volumes_by_name_and_region("db-data", "fra1")
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_volumes_by_name_and_region(
        &self,
        name: &str,
        region: &str,
    ) -> ListBlockStorageVolumesByNameAndRegion<'c> {
        ListBlockStorageVolumesByNameAndRegion {
            call: Call::json(
                self.http,
                Request::get("/volumes").query("name", name).query("region", region),
            ),
        }
    }

    /// Create a new block storage volume.
    ///
    /// `POST /volumes`
    ///
    /// To create a volume, send a POST request to /v2/volumes. Say where it shall be with region,
    /// or with snapshot_id what it shall start from.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `409`, `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::block_storage::{VolumeRequest, VolumeRequestFilesystemType};
    ///
    /// let body = VolumeRequest {
    ///     size_gigabytes: 250,
    ///     name: "media".into(),
    ///     description: "Pictures and films".into(),
    ///     region: "fra1".into(),
    ///     filesystem_type: VolumeRequestFilesystemType::Ext4,
    ///     filesystem_label: "media".into(),
    ///     snapshot_id: None,
    ///     tags: None,
    /// };
    /// let reply = client.block_storage().create_volume(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_volume(&self, body: &VolumeRequest) -> Call<'c, VolumeReply> {
        Call::json(self.http, Request::post("/volumes").json(body))
    }

    /// Retrieve an existing block storage volume.
    ///
    /// `GET /volumes/{volume_id}`
    ///
    /// To look at one volume, send a GET request to /v2/volumes/$VOLUME_ID.
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
    ///     .block_storage()
    ///     .retrieve_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve_volume(&self, volume_id: Uuid) -> Call<'c, VolumeReply> {
        Call::json(
            self.http,
            Request::get("/volumes/{volume_id}").path("volume_id", volume_id),
        )
    }

    /// List snapshots for a volume.
    ///
    /// `GET /volumes/{volume_id}/snapshots`
    ///
    /// To see the snapshots taken of a volume, send a GET request to
    /// /v2/volumes/$VOLUME_ID/snapshots.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client
    ///     .block_storage()
    ///     .list_snapshots_for_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_snapshots_for_volume(
        &self,
        volume_id: Uuid,
    ) -> ListSnapshotsForVolume<'c> {
        ListSnapshotsForVolume {
            call: Call::json(
                self.http,
                Request::get("/volumes/{volume_id}/snapshots")
                    .path("volume_id", volume_id),
            ),
        }
    }

    /// Create snapshot from a volume.
    ///
    /// `POST /volumes/{volume_id}/snapshots`
    ///
    /// To save the present state of a volume, send a POST request to
    /// /v2/volumes/$VOLUME_ID/snapshots with a name for it.
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
    /// use digitalocean::block_storage::SnapshotRequest;
    ///
    /// let body = SnapshotRequest {
    ///     name: "db-data before 2.1".into(),
    ///     tags: vec!["…".into()],
    /// };
    /// let reply = client
    ///     .block_storage()
    ///     .create_snapshot_from_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?, &body)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_snapshot_from_volume(
        &self,
        volume_id: Uuid,
        body: &SnapshotRequest,
    ) -> Call<'c, SnapshotReply> {
        Call::json(
            self.http,
            Request::post("/volumes/{volume_id}/snapshots")
                .path("volume_id", volume_id)
                .json(body),
        )
    }

    /// Delete a block storage volume.
    ///
    /// `DELETE /volumes/{volume_id}`
    ///
    /// To destroy a volume that is not attached, send a DELETE request to /v2/volumes/$VOLUME_ID.
    /// Status 204, no body.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `404`, `409`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// client
    ///     .block_storage()
    ///     .delete_volume("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_volume(&self, volume_id: Uuid) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/volumes/{volume_id}").path("volume_id", volume_id),
        )
    }

    /// Delete a block storage volume by name.
    ///
    /// `DELETE /volumes`
    ///
    /// A volume can be destroyed by its name: send a DELETE request to /v2/volumes with name and
    /// region in the query. Status 204, no body.
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
    /// client.block_storage().delete_volume_by_name("nothing").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_volume_by_name(
        &self,
        name: &str,
    ) -> DeleteBlockStorageVolumeByName<'c> {
        DeleteBlockStorageVolumeByName {
            call: Call::empty(self.http, Request::delete("/volumes").query("name", name)),
        }
    }
}

/// The call made by [`BlockStorage::list_volumes`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListBlockStorageVolumes<'c> {
    call: Call<'c, VolumeList>,
}

call_methods!(ListBlockStorageVolumes => VolumeList);

impl<'c> ListBlockStorageVolumes<'c> {
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
    pub fn pages(self) -> Pages<'c, VolumeList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.volumes.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, VolumeList, Volume> {
        Items::new(self.pages(), |page| page.volumes)
    }
}

/// The call made by [`BlockStorage::list_volumes_by_name_and_region`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListBlockStorageVolumesByNameAndRegion<'c> {
    call: Call<'c, VolumeList>,
}

call_methods!(ListBlockStorageVolumesByNameAndRegion => VolumeList);

impl<'c> ListBlockStorageVolumesByNameAndRegion<'c> {
    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, VolumeList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.volumes.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, VolumeList, Volume> {
        Items::new(self.pages(), |page| page.volumes)
    }
}

/// The call made by [`BlockStorage::list_snapshots_for_volume`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListSnapshotsForVolume<'c> {
    call: Call<'c, SnapshotList>,
}

call_methods!(ListSnapshotsForVolume => SnapshotList);

impl<'c> ListSnapshotsForVolume<'c> {
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

/// The call made by [`BlockStorage::delete_volume_by_name`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct DeleteBlockStorageVolumeByName<'c> {
    call: Call<'c, ()>,
}

call_methods!(DeleteBlockStorageVolumeByName => ());

impl DeleteBlockStorageVolumeByName<'_> {
    /// Sets the query parameter `region`.
    pub fn region(mut self, region: &str) -> Self {
        self.call.request_mut().set_query("region", region);
        self
    }
}

/// The reply to [`BlockStorage::list_volumes`] and
/// [`BlockStorage::list_volumes_by_name_and_region`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VolumeList {
    pub volumes: Vec<Volume>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// One of the `volumes` of [`VolumeList`] and the `volume` of [`VolumeReply`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Volume {
    /// UUID of the volume.
    pub id: Uuid,
    /// The region that holds it.
    pub region: Region,
    /// The Droplet it is attached to; empty where there is none.
    pub droplet_ids: Vec<i64>,
    /// Its name: lower-case letters, digits and dashes, unique in the region. For example
    /// `db-data`.
    pub name: String,
    /// Free text about it.
    pub description: Option<String>,
    /// Its size in GB.
    pub size_gigabytes: i64,
    /// The file system it was created with. This may be one of "", "ext4", or "xfs".
    pub filesystem_type: String,
    /// Label of the file system; empty without one. For example `dbdata`.
    pub filesystem_label: String,
    /// When it was created, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Names of the tags on it.
    pub tags: Vec<String>,
}

/// The reply to [`BlockStorage::create_volume`] and [`BlockStorage::retrieve_volume`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VolumeReply {
    pub volume: Volume,
}

/// The body of [`BlockStorage::create_volume`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct VolumeRequest {
    /// Size in GB.
    pub size_gigabytes: i64,
    /// Name of the volume. For example `media`.
    pub name: String,
    /// Free text about it.
    pub description: String,
    /// Slug of the region; not together with snapshot_id. For example `fra1`.
    pub region: String,
    /// This may be one of "ext4" or "xfs".
    pub filesystem_type: VolumeRequestFilesystemType,
    /// Label for the file system. For example `media`.
    pub filesystem_label: String,
    /// UUID of the snapshot to start from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot_id: Option<String>,
    /// Names of tags to put on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
}

open_enum! {
    /// A volume request filesystem type: one of the known values, or any other.
    pub enum VolumeRequestFilesystemType {
        Ext4 = "ext4",
        Xfs = "xfs",
    }
}

/// The body of [`BlockStorage::create_snapshot_from_volume`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct SnapshotRequest {
    /// For example `db-data before 2.1`.
    pub name: String,
    pub tags: Vec<String>,
}

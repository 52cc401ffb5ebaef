//! Types that several folders of the API share.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::runtime::open_enum;

/// The reply to [`Actions::list`](crate::actions::Actions::list),
/// [`Images::list_actions`](crate::images::Images::list_actions) and 10 other calls.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ActionList {
    pub actions: Vec<Action>,
    /// Present in 10 of 17 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// Present in 10 of 17 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
}

/// Actions are records of events that have occurred on the resources in your account.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Action {
    /// A unique numeric ID that can be used to identify and reference an action.
    pub id: i64,
    /// How far the action has come. This may be one of "in-progress", "completed", or "errored".
    pub status: ActionStatus,
    /// What is done to the Droplet. This may be one of "enable_backups", "disable_backups",
    /// "reboot", "power_cycle", "shutdown", "power_off", "power_on", "restore", "password_reset",
    /// "resize", "rebuild", "rename", "change_kernel", "enable_ipv6", "enable_private_networking",
    /// or "snapshot".
    pub r#type: ActionType,
    /// A time value given in ISO8601 combined date and time format that represents when the action
    /// was initiated.
    pub started_at: Timestamp,
    /// A time value given in ISO8601 combined date and time format that represents when the action
    /// was completed.
    pub completed_at: Option<Timestamp>,
    /// A unique identifier for the resource that the action is associated with.
    pub resource_id: Option<i64>,
    /// The type of resource that the action is associated with.
    pub resource_type: ActionResourceType,
    /// A full region object containing information about the region where the action occurred.
    pub region: Option<Region>,
    /// A slug representing the region where the action occurred. For example `ams2`.
    pub region_slug: Option<String>,
}

/// The `links` of [`ActionList`] and of 18 other types.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Links {
    /// Present in 19 of 66 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<LinksPages>,
}

/// The `meta` of [`ActionList`] and of 18 other types.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Meta {
    pub total: i64,
}

open_enum! {
    /// An action status: one of the known values, or any other.
    pub enum ActionStatus {
        InProgress = "in-progress",
        Completed = "completed",
        Errored = "errored",
    }
}

open_enum! {
    /// An action type: one of the known values, or any other.
    pub enum ActionType {
        AssignIp = "assign_ip",
        AttachVolume = "attach_volume",
        ChangeKernel = "change_kernel",
        Convert = "convert",
        DetachVolume = "detach_volume",
        DisableBackups = "disable_backups",
        EnableBackups = "enable_backups",
        EnableIpv6 = "enable_ipv6",
        EnablePrivateNetworking = "enable_private_networking",
        PasswordReset = "password_reset",
        PowerCycle = "power_cycle",
        PowerOff = "power_off",
        PowerOn = "power_on",
        Reboot = "reboot",
        Rebuild = "rebuild",
        Rename = "rename",
        ReserveIp = "reserve_ip",
        Resize = "resize",
        ResizeVolume = "resize_volume",
        Restore = "restore",
        Shutdown = "shutdown",
        Snapshot = "snapshot",
        Transfer = "transfer",
        UnassignIp = "unassign_ip",
    }
}

open_enum! {
    /// An action resource type: one of the known values, or any other.
    pub enum ActionResourceType {
        Backend = "backend",
        Droplet = "droplet",
        FloatingIp = "floating_ip",
        Image = "image",
    }
}

/// The data centers that resources can be created in, with what each of them offers.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Region {
    /// The region's name for people. For example `Amsterdam 2`.
    pub name: String,
    /// Short text that names the region in other requests. For example `ams2`.
    pub slug: String,
    /// Slugs of the Droplet sizes to be had there.
    pub sizes: Vec<String>,
    /// What Droplets there can use, for example "backups" or "storage".
    pub features: Vec<String>,
    /// False where no new Droplets can be created.
    pub available: bool,
}

/// The `pages` of [`Links`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LinksPages {
    /// Present in 9 of 19 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Present in 14 of 19 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Present in 9 of 19 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    /// Present in 14 of 19 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// The reply to [`Actions::retrieve`](crate::actions::Actions::retrieve),
/// [`ImageActions::transfer`](crate::image_actions::ImageActions::transfer) and 29 other calls.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ActionReply {
    pub action: Action,
}

/// What a Droplet can be made of (memory, processors, disk, traffic) and what it costs.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Size {
    /// Short text that names the size in other requests. For example `512mb`.
    pub slug: String,
    /// Memory in MB.
    pub memory: i64,
    /// Number of virtual processors.
    pub vcpus: i64,
    /// Disk in GB.
    pub disk: i64,
    /// Outgoing traffic per month that is included, in TB.
    pub transfer: f64,
    /// US dollars for a whole month.
    pub price_monthly: f64,
    /// US dollars for an hour.
    pub price_hourly: f64,
    /// Slugs of the regions that offer the size.
    pub regions: Vec<String>,
    /// Whether Droplets of this size can be created now.
    pub available: bool,
    /// The family that the size belongs to. For example `Basic`.
    pub description: String,
}

/// What a Droplet's disk starts from: a plain distribution, a ready-made application, or a
/// snapshot, backup or upload of your own.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Image {
    /// Number of the image.
    pub id: i64,
    /// Name shown to people; for your own images you choose it. For example `16.04.5 x64`.
    pub name: String,
    /// What made the image. This may be one of "base", "snapshot", "backup", "custom", or "admin".
    pub r#type: ImageType,
    /// Operating system on the image, for example "Ubuntu"; "Unknown" where nobody said.
    pub distribution: ImageDistribution,
    /// Short text for images that everyone can use; null for private ones and for those that were
    /// withdrawn. For example `centos-7-x64`.
    pub slug: Option<String>,
    /// True where everyone can use the image.
    pub public: bool,
    /// Slugs of the regions that hold a copy.
    pub regions: Vec<String>,
    /// Smallest disk, in GB, that the image fits on.
    pub min_disk_size: Option<i64>,
    /// Size of the image in GB.
    pub size_gigabytes: Option<f64>,
    /// When the image was made, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Free text about the image. For example `CentOS 7.5 x64`.
    #[serde(
        default,
        deserialize_with = "crate::runtime::optional::some",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<Option<String>>,
    /// Names of the tags on the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// This may be one of "NEW", "available", "pending", "deleted", or "retired".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ImageStatus>,
    /// Why an import failed; empty otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

open_enum! {
    /// An image type: one of the known values, or any other.
    pub enum ImageType {
        Base = "base",
        Snapshot = "snapshot",
        Backup = "backup",
        Custom = "custom",
        Admin = "admin",
    }
}

open_enum! {
    /// An image distribution: one of the known values, or any other.
    pub enum ImageDistribution {
        Centos = "CentOS",
        Debian = "Debian",
        Fedora = "Fedora",
        Ubuntu = "Ubuntu",
        Unknown = "Unknown",
    }
}

open_enum! {
    /// An image status: one of the known values, or any other.
    pub enum ImageStatus {
        New = "NEW",
        Available = "available",
        Pending = "pending",
        Deleted = "deleted",
        Retired = "retired",
    }
}

/// The reply to [`Snapshots::list`](crate::snapshots::Snapshots::list) and
/// [`BlockStorage::list_snapshots_for_volume`](crate::block_storage::BlockStorage::list_snapshots_for_volume).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SnapshotList {
    pub snapshots: Vec<Snapshot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// Saved states of Droplets and volumes, in one list.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Snapshot {
    /// What addresses the snapshot. For example `24880031`.
    pub id: String,
    /// The name it was given. For example `db-data before 2.0`.
    pub name: String,
    /// When it was taken, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Slugs of the regions that hold it.
    pub regions: Vec<String>,
    /// The Droplet or volume it was taken of. For example `3164444`.
    pub resource_id: String,
    /// What it was taken of. This may be one of "droplet" or "volume".
    pub resource_type: SnapshotResourceType,
    /// Smallest disk or volume, in GB, that it fits on.
    pub min_disk_size: i64,
    /// Space that it takes, in GB.
    pub size_gigabytes: f64,
    /// Names of the tags on it. Droplet snapshots of old may lack this attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
}

open_enum! {
    /// A snapshot resource type: one of the known values, or any other.
    pub enum SnapshotResourceType {
        Droplet = "droplet",
        Volume = "volume",
    }
}

/// The reply to [`Snapshots::retrieve`](crate::snapshots::Snapshots::retrieve) and
/// [`BlockStorage::create_snapshot_from_volume`](crate::block_storage::BlockStorage::create_snapshot_from_volume).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SnapshotReply {
    pub snapshot: Snapshot,
}

/// A Droplet is a virtual machine.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Droplet {
    /// Number of the Droplet.
    pub id: i64,
    /// Its name, also used as host name. For example `build-01`.
    pub name: String,
    /// Memory in MB.
    pub memory: i64,
    /// Number of virtual processors.
    pub vcpus: i64,
    /// Disk in GB.
    pub disk: i64,
    /// True while an action keeps others from starting.
    pub locked: bool,
    /// This may be one of "new", "active", "off", or "archive".
    pub status: DropletStatus,
    /// The kernel chosen from outside; null where the Droplet boots its own.
    pub kernel: Option<Kernel>,
    /// When it was created, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// What is switched on, for example "ipv6".
    pub features: Vec<String>,
    /// Numbers of the backups taken of it.
    pub backup_ids: Vec<i64>,
    /// Start and end of the hours in which the next backup is taken; null without backups.
    pub next_backup_window: Option<NextBackupWindow>,
    /// Numbers of the snapshots taken of it.
    pub snapshot_ids: Vec<i64>,
    /// The image its disk started from.
    pub image: Image,
    /// UUIDs of the volumes attached to it.
    pub volume_ids: Vec<String>,
    /// The size as it is sold.
    pub size: Size,
    /// The slug of that size. For example `512mb`.
    pub size_slug: String,
    /// Its addresses: arrays under v4 and v6, which may be empty while it is new.
    pub networks: Networks,
    /// The region it runs in.
    pub region: Region,
    /// Names of the tags on it.
    pub tags: Vec<String>,
}

/// The `links` of [`DropletReply`](crate::droplets::DropletReply) and of 2 other types.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DropletLinks {
    /// Present in 1 of 5 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub droplets: Option<Vec<DropletAction>>,
    /// Present in 4 of 5 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<DropletAction>>,
}

open_enum! {
    /// A droplet status: one of the known values, or any other.
    pub enum DropletStatus {
        New = "new",
        Active = "active",
        Off = "off",
        Archive = "archive",
    }
}

/// The `kernel` of [`Droplet`] and one of the `kernels` of
/// [`KernelList`](crate::droplets::KernelList).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Kernel {
    pub id: i64,
    /// For example `DO-recovery-static-fsck`.
    pub name: String,
    pub version: String,
}

/// The `next_backup_window` of [`Droplet`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NextBackupWindow {
    pub start: Timestamp,
    pub end: Timestamp,
}

/// The `networks` of [`Droplet`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Networks {
    pub v4: Vec<NetworkV4>,
    pub v6: Vec<NetworkV6>,
}

/// One of the `droplets` of [`DropletLinks`] and one of the `actions` of [`DropletLinks`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DropletAction {
    pub id: i64,
    /// For example `assign_ip`.
    pub rel: String,
    pub href: String,
}

/// One of the `v4` of [`Networks`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NetworkV4 {
    /// For example `198.51.100.21`.
    pub ip_address: String,
    /// For example `255.255.255.0`.
    pub netmask: String,
    /// For example `198.51.100.1`.
    pub gateway: String,
    pub r#type: NetworkV4Type,
}

/// One of the `v6` of [`Networks`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NetworkV6 {
    /// For example `2001:db8:0:1::21:1`.
    pub ip_address: String,
    pub netmask: i64,
    /// For example `2001:db8:0:1::1`.
    pub gateway: String,
    /// For example `public`.
    pub r#type: String,
}

open_enum! {
    /// A network v4 type: one of the known values, or any other.
    pub enum NetworkV4Type {
        Private = "private",
        Public = "public",
    }
}

/// The `image` of [`DropletRequest`](crate::droplets::DropletRequest), and 2 other fields: a
/// number or a string.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum IntegerOrString {
    /// A number.
    Integer(i64),
    /// A string.
    String(String),
    /// Anything else, as it came.
    Other(Value),
}

impl Default for IntegerOrString {
    fn default() -> Self {
        Self::String(Default::default())
    }
}

//! Types that several folders of the API share.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::droplets::Kernel;
use crate::runtime::open_enum;

/// An action list.
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

/// An action.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Action {
    /// A unique numeric ID that can be used to identify and reference an action.
    pub id: i64,
    /// The current status of the action. This can be "in-progress", "completed", or "errored".
    pub status: ActionStatus,
    /// This is the type of action that the object represents. For example, this could be "transfer" to represent the state of an image transfer action.
    pub r#type: String,
    /// A time value given in ISO8601 combined date and time format that represents when the action was initiated.
    pub started_at: Timestamp,
    /// A time value given in ISO8601 combined date and time format that represents when the action was completed.
    pub completed_at: Option<Timestamp>,
    /// A unique identifier for the resource that the action is associated with.
    pub resource_id: Option<i64>,
    /// The type of resource that the action is associated with.
    pub resource_type: ActionResourceType,
    /// A full region object containing information about the region where the action occurred.
    pub region: Option<Region>,
    /// A slug representing the region where the action occurred.
    pub region_slug: Option<String>,
}

/// A links.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Links {
    /// Present in 19 of 61 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<ActionPages>,
}

/// A meta.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Meta {
    pub total: i64,
}

/// An action status: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ActionStatus {
    /// `in-progress`.
    InProgress,
    /// `completed`.
    Completed,
    /// `errored`.
    Errored,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    ActionStatus { InProgress = "in-progress", Completed = "completed", Errored =
    "errored" }
);

/// An action resource type: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ActionResourceType {
    /// `backend`.
    Backend,
    /// `droplet`.
    Droplet,
    /// `floating_ip`.
    FloatingIp,
    /// `image`.
    Image,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    ActionResourceType { Backend = "backend", Droplet = "droplet", FloatingIp =
    "floating_ip", Image = "image" }
);

/// A region.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Region {
    /// The region's name for people.
    pub name: String,
    /// Short text that names the region in other requests.
    pub slug: String,
    /// Slugs of the Droplet sizes to be had there.
    pub sizes: Vec<String>,
    /// What Droplets there can use, for example "backups" or "storage".
    pub features: Vec<RegionFeature>,
    /// False where no new Droplets can be created.
    pub available: bool,
}

/// An action pages.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ActionPages {
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

/// A region feature: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RegionFeature {
    /// `backups`.
    Backups,
    /// `image_transfer`.
    ImageTransfer,
    /// `install_agent`.
    InstallAgent,
    /// `ipv6`.
    Ipv6,
    /// `metadata`.
    Metadata,
    /// `private_networking`.
    PrivateNetworking,
    /// `storage`.
    Storage,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    RegionFeature { Backups = "backups", ImageTransfer = "image_transfer", InstallAgent =
    "install_agent", Ipv6 = "ipv6", Metadata = "metadata", PrivateNetworking =
    "private_networking", Storage = "storage" }
);

/// An action reply.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ActionReply {
    pub action: Action,
}

/// A domain request.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct DomainRequest {
    /// The domain to serve.
    pub name: String,
    /// IPv4 address for a first A record at the apex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
}

/// A size.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Size {
    /// Short text that names the size in other requests.
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
    pub regions: Vec<SizeRegion>,
    /// Whether Droplets of this size can be created now.
    pub available: bool,
    /// The family that the size belongs to.
    pub description: String,
}

/// A size region: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SizeRegion {
    /// `ams3`.
    Ams3,
    /// `blr1`.
    Blr1,
    /// `fra1`.
    Fra1,
    /// `lon1`.
    Lon1,
    /// `nyc1`.
    Nyc1,
    /// `nyc3`.
    Nyc3,
    /// `sfo1`.
    Sfo1,
    /// `sfo2`.
    Sfo2,
    /// `sgp1`.
    Sgp1,
    /// `tor1`.
    Tor1,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    SizeRegion { Ams3 = "ams3", Blr1 = "blr1", Fra1 = "fra1", Lon1 = "lon1", Nyc1 =
    "nyc1", Nyc3 = "nyc3", Sfo1 = "sfo1", Sfo2 = "sfo2", Sgp1 = "sgp1", Tor1 = "tor1" }
);

/// An image.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Image {
    /// Number of the image.
    pub id: IntegerOrString,
    /// Name shown to people; for your own images you choose it.
    pub name: String,
    /// What made the image. This may be one of "base", "snapshot", "backup", "custom", or "admin".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ImageType>,
    /// Operating system on the image, for example "Ubuntu"; "Unknown" where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<ImageDistribution>,
    /// The Droplet or volume it was taken of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// Short text for images that everyone can use; null for private ones and for those that were withdrawn.
    #[serde(
        default,
        deserialize_with = "crate::runtime::optional::some",
        skip_serializing_if = "Option::is_none"
    )]
    pub slug: Option<Option<String>>,
    /// True where everyone can use the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// What it was taken of. This may be one of "droplet" or "volume".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<ImageResourceType>,
    /// Slugs of the regions that hold a copy.
    pub regions: Vec<SizeRegion>,
    /// Smallest disk, in GB, that the image fits on.
    pub min_disk_size: Option<i64>,
    /// When the image was made, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// Size of the image in GB.
    pub size_gigabytes: Option<f64>,
    /// Free text about the image.
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

/// An integer or string, which has several forms.
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

/// An image type: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageType {
    /// `base`.
    Base,
    /// `snapshot`.
    Snapshot,
    /// `backup`.
    Backup,
    /// `custom`.
    Custom,
    /// `admin`.
    Admin,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    ImageType { Base = "base", Snapshot = "snapshot", Backup = "backup", Custom =
    "custom", Admin = "admin" }
);

/// An image distribution: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageDistribution {
    /// `CentOS`.
    CentOs,
    /// `Debian`.
    Debian,
    /// `Fedora`.
    Fedora,
    /// `Ubuntu`.
    Ubuntu,
    /// `Unknown`.
    Unknown,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    ImageDistribution { CentOs = "CentOS", Debian = "Debian", Fedora = "Fedora", Ubuntu =
    "Ubuntu", Unknown = "Unknown" }
);

/// An image resource type: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageResourceType {
    /// `droplet`.
    Droplet,
    /// `volume`.
    Volume,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(ImageResourceType { Droplet = "droplet", Volume = "volume" });

/// An image status: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageStatus {
    /// `NEW`.
    New,
    /// `available`.
    Available,
    /// `pending`.
    Pending,
    /// `deleted`.
    Deleted,
    /// `retired`.
    Retired,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    ImageStatus { New = "NEW", Available = "available", Pending = "pending", Deleted =
    "deleted", Retired = "retired" }
);

/// An action request.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ActionRequest {
    /// Must be "attach".
    pub r#type: String,
    /// Number or slug of the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<IntegerOrString>,
    /// Present in 1 of 31 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kernel: Option<i64>,
    /// Name of the new image; made up from the date without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Present in 3 of 31 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume_name: Option<String>,
    /// Number of the Droplet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub droplet_id: Option<i64>,
    /// Slug of the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Present in 2 of 31 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_gigabytes: Option<i64>,
}

/// A snapshot list.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SnapshotList {
    pub snapshots: Vec<Image>,
    pub links: Links,
    pub meta: Meta,
}

/// A snapshot reply.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SnapshotReply {
    pub snapshot: Image,
}

/// A droplet.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Droplet {
    /// Number of the Droplet.
    pub id: i64,
    /// Its name, also used as host name.
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
    pub features: Vec<DropletFeature>,
    /// Numbers of the backups taken of it.
    pub backup_ids: Vec<i64>,
    /// Start and end of the hours in which the next backup is taken; null without backups.
    pub next_backup_window: Option<NextBackupWindow>,
    /// Numbers of the snapshots taken of it.
    pub snapshot_ids: Vec<i64>,
    /// The image its disk started from.
    pub image: Image,
    /// UUIDs of the volumes attached to it.
    pub volume_ids: Vec<Uuid>,
    /// The size as it is sold.
    pub size: Size,
    /// The slug of that size.
    pub size_slug: String,
    /// Its addresses: arrays under v4 and v6, which may be empty while it is new.
    pub networks: Networks,
    /// The region it runs in.
    pub region: Region,
    /// Names of the tags on it.
    pub tags: Vec<String>,
}

/// A droplet links.
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

/// A droplet status: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DropletStatus {
    /// `new`.
    New,
    /// `active`.
    Active,
    /// `off`.
    Off,
    /// `archive`.
    Archive,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    DropletStatus { New = "new", Active = "active", Off = "off", Archive = "archive" }
);

/// A droplet feature: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DropletFeature {
    /// `backups`.
    Backups,
    /// `ipv6`.
    Ipv6,
    /// `private_networking`.
    PrivateNetworking,
    /// `virtio`.
    Virtio,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(
    DropletFeature { Backups = "backups", Ipv6 = "ipv6", PrivateNetworking =
    "private_networking", Virtio = "virtio" }
);

/// A next backup window.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NextBackupWindow {
    pub start: Timestamp,
    pub end: Timestamp,
}

/// A networks.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Networks {
    pub v4: Vec<V4>,
    pub v6: Vec<V4>,
}

/// A droplet action.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DropletAction {
    pub id: i64,
    pub rel: String,
    pub href: String,
}

/// A v4.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct V4 {
    pub ip_address: String,
    pub netmask: IntegerOrString,
    pub gateway: String,
    pub r#type: V4Type,
}

/// A v4 type: one of the known values, or any other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum V4Type {
    /// `private`.
    Private,
    /// `public`.
    Public,
    /// Any other value, as it came.
    Other(String),
}

open_enum!(V4Type { Private = "private", Public = "public" });

/// An add droplets to load balancer request.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct AddDropletsToLoadBalancerRequest {
    pub droplet_ids: Vec<i64>,
}

//! The replies as somebody would write them who knows the API: owned, and no field looser than it must be.
#![allow(dead_code, reason = "nobody looks at what was read")]

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Debug, Deserialize)]
pub struct ActionList {
    pub actions: Vec<Action>,
}

#[derive(Debug, Deserialize)]
pub struct Action {
    pub id: i64,
    pub status: ActionStatus,
    #[serde(rename = "type")]
    pub kind: String,
    pub started_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub resource_id: i64,
    pub resource_type: String,
    pub region: Option<Region>,
    pub region_slug: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStatus {
    InProgress,
    Completed,
    Errored,
}

#[derive(Debug, Deserialize)]
pub struct Region {
    pub name: String,
    pub slug: String,
    pub sizes: Vec<String>,
    pub features: Vec<String>,
    pub available: bool,
}

#[derive(Debug, Deserialize)]
pub struct DropletList {
    pub droplets: Vec<Droplet>,
}

#[derive(Debug, Deserialize)]
pub struct Droplet {
    pub id: i64,
    pub name: String,
    pub memory: i64,
    pub vcpus: i64,
    pub disk: i64,
    pub locked: bool,
    pub status: DropletStatus,
    pub kernel: Option<Kernel>,
    pub created_at: Timestamp,
    pub features: Vec<String>,
    pub backup_ids: Vec<i64>,
    pub next_backup_window: Option<Window>,
    pub snapshot_ids: Vec<i64>,
    pub image: Image,
    pub volume_ids: Vec<Uuid>,
    pub size: Size,
    pub size_slug: String,
    pub networks: Networks,
    pub region: Region,
    pub tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DropletStatus {
    New,
    Active,
    Off,
    Archive,
}

#[derive(Debug, Deserialize)]
pub struct Kernel {
    pub id: i64,
    pub name: String,
    pub version: String,
}

#[derive(Debug, Deserialize)]
pub struct Window {
    pub start: Timestamp,
    pub end: Timestamp,
}

#[derive(Debug, Deserialize)]
pub struct Image {
    pub id: i64,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub distribution: String,
    pub slug: Option<String>,
    pub public: bool,
    pub regions: Vec<String>,
    pub min_disk_size: Option<i64>,
    pub size_gigabytes: Option<f64>,
    pub created_at: Timestamp,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub status: String,
    pub error_message: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Size {
    pub slug: String,
    pub memory: i64,
    pub vcpus: i64,
    pub disk: i64,
    pub transfer: f64,
    pub price_monthly: f64,
    pub price_hourly: f64,
    pub regions: Vec<String>,
    pub available: bool,
    pub description: String,
}

#[derive(Debug, Deserialize)]
pub struct Networks {
    pub v4: Vec<NetworkV4>,
    pub v6: Vec<NetworkV6>,
}

#[derive(Debug, Deserialize)]
pub struct NetworkV4 {
    pub ip_address: String,
    pub netmask: String,
    pub gateway: String,
    #[serde(rename = "type")]
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub struct NetworkV6 {
    pub ip_address: String,
    pub netmask: i64,
    pub gateway: String,
    #[serde(rename = "type")]
    pub kind: String,
}

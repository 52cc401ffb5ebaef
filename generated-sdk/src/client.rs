//! The client, and how it is put together.

use std::fmt::Display;
use std::time::Duration;

use crate::account::Account;
use crate::actions::Actions;
use crate::block_storage::BlockStorage;
use crate::block_storage_actions::BlockStorageActions;
use crate::certificates::Certificates;
use crate::domain_records::DomainRecords;
use crate::domains::Domains;
use crate::droplet_actions::DropletActions;
use crate::droplets::Droplets;
use crate::firewalls::Firewalls;
use crate::floating_ip_actions::FloatingIpActions;
use crate::floating_ips::FloatingIps;
use crate::image_actions::ImageActions;
use crate::images::Images;
use crate::load_balancers::LoadBalancers;
use crate::regions::Regions;
use crate::runtime::{
    Credential, Error, Http, HttpBuilder, Retry, Secret, Server, Transport,
};
use crate::sizes::Sizes;
use crate::snapshots::Snapshots;
use crate::ssh_keys::SshKeys;
use crate::tags::Tags;

/// The API's client: cheap to clone, and shared between tasks without a lock.
#[derive(Debug, Clone)]
pub struct Client {
    http: Http,
}

impl Client {
    /// Begins a client.
    pub fn builder() -> ClientBuilder {
        const SERVERS: &[Server] = &[
            Server {
                name: "base",
                default: Some("https://api.digitalocean.com/v2"),
            },
        ];
        ClientBuilder {
            http: Http::builder(SERVERS)
                .default_credential("bearer_token")
                .user_agent(
                    concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                )
                .default_header("Content-Type", "application/json"),
        }
    }

    /// What calls are made with; for a call that the client does not know:
    /// `Call::raw(client.http(), Request::get("/somewhere"))`.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// The folder `Account`.
    pub fn account(&self) -> Account<'_> {
        Account::new(&self.http)
    }

    /// The folder `Actions`.
    pub fn actions(&self) -> Actions<'_> {
        Actions::new(&self.http)
    }

    /// The folder `Certificates`.
    pub fn certificates(&self) -> Certificates<'_> {
        Certificates::new(&self.http)
    }

    /// The folder `SSH Keys`.
    pub fn ssh_keys(&self) -> SshKeys<'_> {
        SshKeys::new(&self.http)
    }

    /// The folder `Domains`.
    pub fn domains(&self) -> Domains<'_> {
        Domains::new(&self.http)
    }

    /// The folder `Domain Records`.
    pub fn domain_records(&self) -> DomainRecords<'_> {
        DomainRecords::new(&self.http)
    }

    /// The folder `Regions`.
    pub fn regions(&self) -> Regions<'_> {
        Regions::new(&self.http)
    }

    /// The folder `Sizes`.
    pub fn sizes(&self) -> Sizes<'_> {
        Sizes::new(&self.http)
    }

    /// The folder `Images`.
    pub fn images(&self) -> Images<'_> {
        Images::new(&self.http)
    }

    /// The folder `Image Actions`.
    pub fn image_actions(&self) -> ImageActions<'_> {
        ImageActions::new(&self.http)
    }

    /// The folder `Snapshots`.
    pub fn snapshots(&self) -> Snapshots<'_> {
        Snapshots::new(&self.http)
    }

    /// The folder `Droplets`.
    pub fn droplets(&self) -> Droplets<'_> {
        Droplets::new(&self.http)
    }

    /// The folder `Droplet Actions`.
    pub fn droplet_actions(&self) -> DropletActions<'_> {
        DropletActions::new(&self.http)
    }

    /// The folder `Floating IPs`.
    pub fn floating_ips(&self) -> FloatingIps<'_> {
        FloatingIps::new(&self.http)
    }

    /// The folder `Floating IP Actions`.
    pub fn floating_ip_actions(&self) -> FloatingIpActions<'_> {
        FloatingIpActions::new(&self.http)
    }

    /// The folder `Load Balancers`.
    pub fn load_balancers(&self) -> LoadBalancers<'_> {
        LoadBalancers::new(&self.http)
    }

    /// The folder `Firewalls`.
    pub fn firewalls(&self) -> Firewalls<'_> {
        Firewalls::new(&self.http)
    }

    /// The folder `Block Storage`.
    pub fn block_storage(&self) -> BlockStorage<'_> {
        BlockStorage::new(&self.http)
    }

    /// The folder `Block Storage Actions`.
    pub fn block_storage_actions(&self) -> BlockStorageActions<'_> {
        BlockStorageActions::new(&self.http)
    }

    /// The folder `Tags`.
    pub fn tags(&self) -> Tags<'_> {
        Tags::new(&self.http)
    }
}

/// Puts a [`Client`] together.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    http: HttpBuilder,
}

impl ClientBuilder {
    /// Sets the token that calls send as `Authorization: Bearer …`.
    pub fn bearer_token(mut self, token: impl Into<Secret>) -> Self {
        self.http = self.http.credential("bearer_token", Credential::bearer(token));
        self
    }

    /// Sets the base URL that calls' paths are appended to.
    ///
    /// It is `https://api.digitalocean.com/v2` unless this is called.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.http = self.http.base_url(url);
        self
    }

    /// Sends every call to this scheme and authority (`http://127.0.0.1:8080`), whatever its server; the paths of
    /// base URLs stay. For test servers and proxies.
    pub fn origin(mut self, origin: impl Into<String>) -> Self {
        self.http = self.http.origin(origin);
        self
    }

    /// Sets a header that every call sends, unless it sets that header itself.
    pub fn default_header(mut self, name: &str, value: impl Display) -> Self {
        self.http = self.http.default_header(name, value);
        self
    }

    /// Sets the `User-Agent` header: the crate's name and version unless this is called.
    pub fn user_agent(mut self, value: impl Display) -> Self {
        self.http = self.http.user_agent(value);
        self
    }

    /// Sets the time in which the whole reply to a call must be there, all attempts included; one minute unless this
    /// is called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.http = self.http.timeout(timeout);
        self
    }

    /// Sets when calls are made again; see [`Retry`] for what is done unless this is called.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.http = self.http.retry(retry);
        self
    }

    /// Sets what carries requests; reqwest unless this is called.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.http = self.http.transport(transport);
        self
    }

    /// Changes whatever else can be set.
    pub fn http(mut self, change: impl FnOnce(HttpBuilder) -> HttpBuilder) -> Self {
        self.http = change(self.http);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// Where a base URL is missing or is none, or a default header cannot be sent.
    pub fn build(self) -> Result<Client, Error> {
        Ok(Client { http: self.http.build()? })
    }
}

//! SSH Keys.
//!
//! Public keys kept with the account can be placed on a Droplet while it is created, so that
//! nobody needs a password to log in. Every key can be addressed by its number or by its
//! fingerprint.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Links, Meta};

impl Client {
    /// The SSH Keys endpoints.
    pub fn ssh_keys(&self) -> SshKeys<'_> {
        SshKeys::new(self.http())
    }
}

/// The SSH Keys endpoints.
///
/// Returned by [`Client::ssh_keys`](crate::Client::ssh_keys).
#[derive(Debug, Clone, Copy)]
pub struct SshKeys<'c> {
    http: &'c Http,
}

impl<'c> SshKeys<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all keys.
    ///
    /// `GET /account/keys`
    ///
    /// To see every public key in your account, send a GET request to /v2/account/keys. The reply
    /// holds them under ssh_keys, a page at a time.
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
    /// let reply = client.ssh_keys().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListKeys<'c> {
        ListKeys {
            call: Call::json(self.http, Request::get("/account/keys")),
        }
    }

    /// Create a new key.
    ///
    /// `POST /account/keys`
    ///
    /// To store another public key, send a POST request to /v2/account/keys with a name for it and
    /// its text. The same key cannot be stored twice.
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
    /// use digitalocean::ssh_keys::KeyRequest;
    ///
    /// let body = KeyRequest {
    ///     name: "ada laptop".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.ssh_keys().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &KeyRequest) -> Call<'c, SshKeyReply> {
        Call::json(self.http, Request::post("/account/keys").json(body))
    }

    /// Retrieve a key by id.
    ///
    /// `GET /account/keys/{ssh_key_id}`
    ///
    /// To look at one public key by its number, send a GET request to /v2/account/keys/$KEY_ID.
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
    /// let reply = client.ssh_keys().retrieve(512189).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, ssh_key_id: i64) -> Call<'c, SshKeyReply> {
        Call::json(
            self.http,
            Request::get("/account/keys/{ssh_key_id}").path("ssh_key_id", ssh_key_id),
        )
    }

    /// Retrieve a key by fingerprint.
    ///
    /// `GET /account/keys/{ssh_key_fingerprint}`
    ///
    /// To look at one public key by its fingerprint, send a GET request to
    /// /v2/account/keys/$KEY_FINGERPRINT.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.ssh_keys().retrieve_by_fingerprint("…").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve_by_fingerprint(
        &self,
        ssh_key_fingerprint: &str,
    ) -> Call<'c, SshKeyReply> {
        Call::json(
            self.http,
            Request::get("/account/keys/{ssh_key_fingerprint}")
                .path("ssh_key_fingerprint", ssh_key_fingerprint),
        )
    }

    /// Update a key.
    ///
    /// `PUT /account/keys/{ssh_key_id}`
    ///
    /// To give a stored key another label, send a PUT request to /v2/account/keys/$KEY_ID. Only the
    /// name can change; the key itself cannot.
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
    /// use digitalocean::ssh_keys::KeyRequest;
    ///
    /// let body = KeyRequest {
    ///     name: "ada laptop".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.ssh_keys().update(512189, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(&self, ssh_key_id: i64, body: &KeyRequest) -> Call<'c, SshKeyReply> {
        Call::json(
            self.http,
            Request::put("/account/keys/{ssh_key_id}")
                .path("ssh_key_id", ssh_key_id)
                .json(body),
        )
    }

    /// Update a key by fingerprint.
    ///
    /// `PUT /account/keys/{ssh_key_fingerprint}`
    ///
    /// The label can be changed by fingerprint as well: send the PUT request to
    /// /v2/account/keys/$KEY_FINGERPRINT.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::ssh_keys::KeyRequest;
    ///
    /// let body = KeyRequest {
    ///     name: "ada laptop".into(),
    ///     ..Default::default()
    /// };
    /// let reply = client.ssh_keys().update_by_fingerprint("…", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_by_fingerprint(
        &self,
        ssh_key_fingerprint: &str,
        body: &KeyRequest,
    ) -> Call<'c, SshKeyReply> {
        Call::json(
            self.http,
            Request::put("/account/keys/{ssh_key_fingerprint}")
                .path("ssh_key_fingerprint", ssh_key_fingerprint)
                .json(body),
        )
    }

    /// Destroy a key by id.
    ///
    /// `DELETE /account/keys/{ssh_key_id}`
    ///
    /// To drop a public key from the account, send a DELETE request to /v2/account/keys/$KEY_ID.
    /// Droplets that already carry the key keep it. Status 204, no body.
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
    /// client.ssh_keys().destroy(498077).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn destroy(&self, ssh_key_id: i64) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/account/keys/{ssh_key_id}").path("ssh_key_id", ssh_key_id),
        )
    }

    /// Destroy a key by fingerprint.
    ///
    /// `DELETE /account/keys/{ssh_key_fingerprint}`
    ///
    /// To drop a public key that you know by its fingerprint, send a DELETE request to
    /// /v2/account/keys/$KEY_FINGERPRINT. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// client.ssh_keys().destroy_by_fingerprint("…").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn destroy_by_fingerprint(&self, ssh_key_fingerprint: &str) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/account/keys/{ssh_key_fingerprint}")
                .path("ssh_key_fingerprint", ssh_key_fingerprint),
        )
    }
}

/// The call made by [`SshKeys::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListKeys<'c> {
    call: Call<'c, SshKeyList>,
}

call_methods!(ListKeys => SshKeyList);

impl<'c> ListKeys<'c> {
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
    pub fn pages(self) -> Pages<'c, SshKeyList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.ssh_keys.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, SshKeyList, SshKey> {
        Items::new(self.pages(), |page| page.ssh_keys)
    }
}

/// The reply to [`SshKeys::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SshKeyList {
    pub ssh_keys: Vec<SshKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// Public keys kept with the account can be placed on a Droplet while it is created, so that
/// nobody needs a password to log in.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SshKey {
    /// Number of the key; either this or the fingerprint addresses it.
    pub id: i64,
    /// MD5 digest of the public key, written as pairs of hexadecimal digits with colons.
    pub fingerprint: String,
    /// The whole public key, as it would stand in an authorized_keys file.
    pub public_key: String,
    /// A label that helps people to recognize the key. For example `ada laptop`.
    pub name: String,
}

/// The reply to [`SshKeys::create`], [`SshKeys::retrieve`] and 3 other calls.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SshKeyReply {
    pub ssh_key: SshKey,
}

/// The body of [`SshKeys::create`], [`SshKeys::update`] and [`SshKeys::update_by_fingerprint`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct KeyRequest {
    /// A label that helps people to recognize the key. For example `ada laptop`.
    pub name: String,
    /// The whole public key, as it would stand in an authorized_keys file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

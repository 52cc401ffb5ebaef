//! Certificates.
//!
//! A certificate can be stored once and then used by a load balancer to end TLS connections for
//! your Droplets. It is either one that you brought along or one issued by Let's Encrypt for
//! domains managed here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, RawBody, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta};

impl Client {
    /// The Certificates endpoints.
    pub fn certificates(&self) -> Certificates<'_> {
        Certificates::new(self.http())
    }
}

/// The Certificates endpoints.
///
/// Returned by [`Client::certificates`](crate::Client::certificates).
#[derive(Debug, Clone, Copy)]
pub struct Certificates<'c> {
    http: &'c Http,
}

impl<'c> Certificates<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all certificates.
    ///
    /// `GET /certificates`
    ///
    /// To list all of the certificates available on your account, send a GET request to
    /// /v2/certificates.
    ///
    /// The result will be a JSON object with a certificates key. This will be set to an array of
    /// certificate objects, each of which will contain the standard certificate attributes:
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.certificates().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListCertificates<'c> {
        ListCertificates {
            call: Call::json(self.http, Request::get("/certificates")),
        }
    }

    /// Retrieve an existing certificate.
    ///
    /// `GET /certificates/{certificate_id}`
    ///
    /// To show information about an existing certificate, send a GET request to
    /// /v2/certificates/$CERTIFICATE_ID.
    ///
    /// The response will be a JSON object with a certificate key.
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
    ///     .certificates()
    ///     .retrieve("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, certificate_id: Uuid) -> Call<'c, RawBody> {
        Call::raw(
            self.http,
            Request::get("/certificates/{certificate_id}")
                .path("certificate_id", certificate_id),
        )
    }

    /// Create a new certificate.
    ///
    /// `POST /certificates`
    ///
    /// To put a certificate into your account, send a POST request to /v2/certificates. There are
    /// two ways to do it.
    ///
    /// With "type" set to "custom" (or left out) you hand over your own certificate: private key,
    /// leaf certificate and, if there is one, the chain, each as PEM text. It is checked at once
    /// and comes back as "verified".
    ///
    /// With "type" set to "lets_encrypt" you only list the names the certificate should cover in
    /// dns_names, and DigitalOcean has it issued and renewed. Those domains must be managed by
    /// DigitalOcean DNS. Such a certificate starts as "pending" and has no expiry date and no
    /// fingerprint until it is issued.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`, `422`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::certificates::{CertificateRequest, CertificateType};
    ///
    /// let body = CertificateRequest {
    ///     name: "web-cert-01".into(),
    ///     r#type: CertificateType::Custom,
    ///     private_key: "…".into(),
    ///     leaf_certificate: "…".into(),
    ///     certificate_chain: "…".into(),
    ///     dns_names: None,
    /// };
    /// let reply = client.certificates().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &CertificateRequest) -> Call<'c, CertificateReply> {
        Call::json(self.http, Request::post("/certificates").json(body))
    }

    /// Delete a certificate.
    ///
    /// `DELETE /certificates/{certificate_id}`
    ///
    /// To take a certificate out of your account for good, send a DELETE request to
    /// /v2/certificates/$CERTIFICATE_ID. A certificate that a load balancer still uses has to be
    /// replaced there first.
    ///
    /// Nothing is returned: status 204 and no body.
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
    /// client.certificates().delete("5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, certificate_id: Uuid) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/certificates/{certificate_id}")
                .path("certificate_id", certificate_id),
        )
    }
}

/// The call made by [`Certificates::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListCertificates<'c> {
    call: Call<'c, CertificateList>,
}

call_methods!(ListCertificates => CertificateList);

impl<'c> ListCertificates<'c> {
    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, CertificateList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.certificates.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, CertificateList, Certificate> {
        Items::new(self.pages(), |page| page.certificates)
    }
}

/// The reply to [`Certificates::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CertificateList {
    pub certificates: Vec<Certificate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
}

/// A certificate can be stored once and then used by a load balancer to end TLS connections for
/// your Droplets.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Certificate {
    /// The UUID by which a certificate is addressed.
    pub id: Uuid,
    /// The label given to the certificate when it was created. For example `le-cert-01`.
    pub name: String,
    /// When the certificate stops being valid, as an ISO8601 date and time. Null until it is
    /// issued.
    pub not_after: Option<Timestamp>,
    /// The SHA-1 digest of the certificate in hexadecimal. Null until it is issued.
    pub sha1_fingerprint: Option<String>,
    /// When the certificate was added to the account, as an ISO8601 date and time.
    pub created_at: Timestamp,
    /// The names that a Let's Encrypt certificate covers; empty for a custom one.
    pub dns_names: Vec<String>,
    /// How far the certificate has come. This may be one of "pending", "verified", or "error".
    pub state: CertificateState,
    /// Where the certificate comes from. This may be one of "custom" or "lets_encrypt".
    pub r#type: CertificateType,
}

open_enum! {
    /// A certificate state: one of the known values, or any other.
    pub enum CertificateState {
        Pending = "pending",
        Verified = "verified",
        Error = "error",
    }
}

open_enum! {
    /// A certificate type: one of the known values, or any other.
    pub enum CertificateType {
        Custom = "custom",
        LetsEncrypt = "lets_encrypt",
    }
}

/// The reply to [`Certificates::create`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CertificateReply {
    pub certificate: Certificate,
}

/// The body of [`Certificates::create`].
#[derive(Clone, PartialEq, Deserialize, Serialize)]
pub struct CertificateRequest {
    /// A label for the certificate, unique within the account. For example `web-cert-01`.
    pub name: String,
    /// This may be one of "custom" or "lets_encrypt".
    pub r#type: CertificateType,
    /// The key that belongs to the leaf certificate (custom only).
    pub private_key: String,
    /// The public certificate (custom only).
    pub leaf_certificate: String,
    /// The intermediate certificates, up to the authority (custom only).
    pub certificate_chain: String,
    /// Fully qualified names to be covered (Let's Encrypt only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_names: Option<Vec<String>>,
}

impl std::fmt::Debug for CertificateRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CertificateRequest")
            .field("name", &self.name)
            .field("type", &self.r#type)
            .field("private_key", &"…")
            .field("leaf_certificate", &self.leaf_certificate)
            .field("certificate_chain", &self.certificate_chain)
            .field("dns_names", &self.dns_names)
            .finish()
    }
}

//! Domain Records.
//!
//! The single entries of a domain's zone. Which attributes carry a value depends on the type of
//! the record; all others are null.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta};

impl Client {
    /// The Domain Records endpoints.
    pub fn domain_records(&self) -> DomainRecords<'_> {
        DomainRecords::new(self.http())
    }
}

/// The Domain Records endpoints.
///
/// Returned by [`Client::domain_records`](crate::Client::domain_records).
#[derive(Debug, Clone, Copy)]
pub struct DomainRecords<'c> {
    http: &'c Http,
}

impl<'c> DomainRecords<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all domain records.
    ///
    /// `GET /domains/{domain_name}/records`
    ///
    /// To read the zone of a domain entry by entry, send a GET request to
    /// /v2/domains/$DOMAIN_NAME/records. The reply has the entries under domain_records.
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
    /// let reply = client.domain_records().list("example.com").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self, domain_name: &str) -> ListDomainRecords<'c> {
        ListDomainRecords {
            call: Call::json(
                self.http,
                Request::get("/domains/{domain_name}/records")
                    .path("domain_name", domain_name),
            ),
        }
    }

    /// Create a new domain record.
    ///
    /// `POST /domains/{domain_name}/records`
    ///
    /// To add an entry to the zone of a domain, send a POST request to
    /// /v2/domains/$DOMAIN_NAME/records. type and data are always needed; priority, port and weight
    /// as the type asks for them.
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
    /// use digitalocean::domain_records::{DomainRecordRequest, DomainRecordType};
    ///
    /// let body = DomainRecordRequest {
    ///     r#type: DomainRecordType::A,
    ///     name: "www".into(),
    ///     data: "203.0.113.21".into(),
    ///     priority: None,
    ///     port: None,
    ///     ttl: 1800,
    ///     weight: None,
    ///     flags: None,
    ///     tag: None,
    /// };
    /// let reply = client.domain_records().create("example.com", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(
        &self,
        domain_name: &str,
        body: &DomainRecordRequest,
    ) -> Call<'c, DomainRecordReply> {
        Call::json(
            self.http,
            Request::post("/domains/{domain_name}/records")
                .path("domain_name", domain_name)
                .json(body),
        )
    }

    /// Retrieve an existing domain record.
    ///
    /// `GET /domains/{domain_name}/records/{domain_record_id}`
    ///
    /// To look at a single entry of a zone, send a GET request to
    /// /v2/domains/$DOMAIN_NAME/records/$RECORD_ID.
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
    /// let reply = client.domain_records().retrieve("example.com", 1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(
        &self,
        domain_name: &str,
        domain_record_id: i64,
    ) -> Call<'c, DomainRecordReply> {
        Call::json(
            self.http,
            Request::get("/domains/{domain_name}/records/{domain_record_id}")
                .path("domain_name", domain_name)
                .path("domain_record_id", domain_record_id),
        )
    }

    /// Update a domain record.
    ///
    /// `PUT /domains/{domain_name}/records/{domain_record_id}`
    ///
    /// To change an entry, send a PUT request to /v2/domains/$DOMAIN_NAME/records/$RECORD_ID with
    /// the attributes that are to be different. Attributes that are not sent stay as they are.
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
    /// use digitalocean::domain_records::UpdateDomainRecordRequest;
    ///
    /// let body = UpdateDomainRecordRequest {
    ///     name: "blog".into(),
    /// };
    /// let reply = client.domain_records().update("example.com", 28448434, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(
        &self,
        domain_name: &str,
        domain_record_id: i64,
        body: &UpdateDomainRecordRequest,
    ) -> Call<'c, DomainRecordReply> {
        Call::json(
            self.http,
            Request::put("/domains/{domain_name}/records/{domain_record_id}")
                .path("domain_name", domain_name)
                .path("domain_record_id", domain_record_id)
                .json(body),
        )
    }

    /// Delete a domain record.
    ///
    /// `DELETE /domains/{domain_name}/records/{domain_record_id}`
    ///
    /// To take an entry out of a zone, send a DELETE request to
    /// /v2/domains/$DOMAIN_NAME/records/$RECORD_ID. Status 204, no body.
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
    /// client.domain_records().delete("example.com", 28448437).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, domain_name: &str, domain_record_id: i64) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/domains/{domain_name}/records/{domain_record_id}")
                .path("domain_name", domain_name)
                .path("domain_record_id", domain_record_id),
        )
    }
}

/// The call made by [`DomainRecords::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListDomainRecords<'c> {
    call: Call<'c, DomainRecordList>,
}

call_methods!(ListDomainRecords => DomainRecordList);

impl<'c> ListDomainRecords<'c> {
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
    pub fn pages(self) -> Pages<'c, DomainRecordList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.domain_records.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, DomainRecordList, DomainRecord> {
        Items::new(self.pages(), |page| page.domain_records)
    }
}

/// The reply to [`DomainRecords::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainRecordList {
    pub domain_records: Vec<DomainRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The single entries of a domain's zone.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainRecord {
    /// Number of the record within the account.
    pub id: i64,
    /// Kind of record. This may be one of "A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", or
    /// "TXT".
    pub r#type: DomainRecordType,
    /// Host name, relative to the domain; "@" is the domain itself.
    pub name: String,
    /// What the record says: an address, a host name or a text. For example `1800`.
    pub data: String,
    /// Preference among several targets, lower is better (MX and SRV).
    pub priority: Option<i64>,
    /// Port of the service (SRV).
    pub port: Option<i64>,
    /// Seconds for which resolvers may keep the record.
    pub ttl: i64,
    /// Share among targets of the same priority (SRV).
    pub weight: Option<i64>,
    /// 0 to 255; 128 marks the record as critical (CAA).
    pub flags: Option<i64>,
    /// Property of a CAA record. This may be one of "issue", "issuewild", or "iodef".
    pub tag: Option<DomainRecordTag>,
}

open_enum! {
    /// A domain record type: one of the known values, or any other.
    pub enum DomainRecordType {
        A = "A",
        Aaaa = "AAAA",
        Caa = "CAA",
        Cname = "CNAME",
        Mx = "MX",
        Ns = "NS",
        Soa = "SOA",
        Srv = "SRV",
        Txt = "TXT",
    }
}

open_enum! {
    /// A domain record tag: one of the known values, or any other.
    pub enum DomainRecordTag {
        Issue = "issue",
        Issuewild = "issuewild",
        Iodef = "iodef",
    }
}

/// The reply to [`DomainRecords::create`], [`DomainRecords::retrieve`] and
/// [`DomainRecords::update`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DomainRecordReply {
    pub domain_record: DomainRecord,
}

/// The body of [`DomainRecords::create`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct DomainRecordRequest {
    /// Kind of record. This may be one of "A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", or
    /// "TXT".
    pub r#type: DomainRecordType,
    /// Host name, relative to the domain; "@" is the domain itself. For example `www`.
    pub name: String,
    /// What the record says: an address, a host name or a text. For example `203.0.113.21`.
    pub data: String,
    /// Preference among several targets, lower is better (MX and SRV).
    pub priority: Option<i64>,
    /// Port of the service (SRV).
    pub port: Option<i64>,
    /// Seconds for which resolvers may keep the record.
    pub ttl: i64,
    /// Share among targets of the same priority (SRV).
    pub weight: Option<i64>,
    /// 0 to 255; 128 marks the record as critical (CAA).
    pub flags: Option<i64>,
    /// Property of a CAA record. This may be one of "issue", "issuewild", or "iodef".
    pub tag: Option<DomainRecordTag>,
}

/// The body of [`DomainRecords::update`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct UpdateDomainRecordRequest {
    /// For example `blog`.
    pub name: String,
}

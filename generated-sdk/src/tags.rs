//! Tags.
//!
//! A tag is a word put on resources in order to find them again and to handle them together.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{
    Call, Http, Items, NextPage, Pages, Request, call_methods, open_enum,
};
use crate::types::{Links, Meta};

impl Client {
    /// The Tags endpoints.
    pub fn tags(&self) -> Tags<'_> {
        Tags::new(self.http())
    }
}

/// The Tags endpoints.
///
/// Returned by [`Client::tags`](crate::Client::tags).
#[derive(Debug, Clone, Copy)]
pub struct Tags<'c> {
    http: &'c Http,
}

impl<'c> Tags<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all tags.
    ///
    /// `GET /tags`
    ///
    /// To see the tags of your account, send a GET request to /v2/tags.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.tags().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListTags<'c> {
        ListTags {
            call: Call::json(self.http, Request::get("/tags")),
        }
    }

    /// Create a new tag.
    ///
    /// `POST /tags`
    ///
    /// To make a tag that nothing carries yet, send a POST request to /v2/tags with its name.
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
    /// use digitalocean::tags::CreateTagRequest;
    ///
    /// let body = CreateTagRequest {
    ///     name: "env:staging".into(),
    /// };
    /// let reply = client.tags().create(&body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn create(&self, body: &CreateTagRequest) -> Call<'c, TagReply> {
        Call::json(self.http, Request::post("/tags").json(body))
    }

    /// Retrieve a tag.
    ///
    /// `GET /tags/{tag_name}`
    ///
    /// To look at one tag, and to learn how often it is used, send a GET request to
    /// /v2/tags/$TAG_NAME.
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
    /// let reply = client.tags().retrieve("web").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, tag_name: &str) -> Call<'c, TagReply> {
        Call::json(
            self.http,
            Request::get("/tags/{tag_name}").path("tag_name", tag_name),
        )
    }

    /// Delete a tag.
    ///
    /// `DELETE /tags/{tag_name}`
    ///
    /// To remove a tag from everything that carries it, and then itself, send a DELETE request to
    /// /v2/tags/$TAG_NAME. The resources stay. Status 204, no body.
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
    /// client.tags().delete("nonesuch").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, tag_name: &str) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/tags/{tag_name}").path("tag_name", tag_name),
        )
    }

    /// Tag a resource.
    ///
    /// `POST /tags/{tag_name}/resources`
    ///
    /// To put a tag on resources, send a POST request to /v2/tags/$TAG_NAME/resources. Each is
    /// named by resource_id, always as a string, and resource_type. Status 204, no body.
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
    /// use digitalocean::tags::{Resource, ResourceRequest, ResourceType};
    ///
    /// let body = ResourceRequest {
    ///     resources: vec![Resource {
    ///         resource_id: "3164444".into(),
    ///         resource_type: ResourceType::Droplet,
    ///     }],
    /// };
    /// client.tags().tag_resource("prod", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn tag_resource(&self, tag_name: &str, body: &ResourceRequest) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::post("/tags/{tag_name}/resources")
                .path("tag_name", tag_name)
                .json(body),
        )
    }

    /// Untag a resource.
    ///
    /// `DELETE /tags/{tag_name}/resources`
    ///
    /// To take a tag off resources, send a DELETE request to /v2/tags/$TAG_NAME/resources; the body
    /// names them. Status 204, no body.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use digitalocean::tags::{Resource, ResourceRequest, ResourceType};
    ///
    /// let body = ResourceRequest {
    ///     resources: vec![Resource {
    ///         resource_id: "3164444".into(),
    ///         resource_type: ResourceType::Droplet,
    ///     }],
    /// };
    /// client.tags().untag_resource("prod", &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn untag_resource(
        &self,
        tag_name: &str,
        body: &ResourceRequest,
    ) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/tags/{tag_name}/resources")
                .path("tag_name", tag_name)
                .json(body),
        )
    }
}

/// The call made by [`Tags::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListTags<'c> {
    call: Call<'c, TagList>,
}

call_methods!(ListTags => TagList);

impl<'c> ListTags<'c> {
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
    pub fn pages(self) -> Pages<'c, TagList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.tags.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, TagList, Tag> {
        Items::new(self.pages(), |page| page.tags)
    }
}

/// The reply to [`Tags::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TagList {
    pub tags: Vec<Tag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// A tag is a word put on resources in order to find them again and to handle them together.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Tag {
    /// The tag itself: letters, digits, dashes, underscores and colons; it also addresses the tag.
    /// For example `db`.
    pub name: String,
    /// How many resources carry the tag and which got it last, in total and for each kind of
    /// resource.
    pub resources: Resources,
}

/// The `resources` of [`Tag`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Resources {
    pub count: i64,
    /// Present in 3 of 7 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_tagged_uri: Option<String>,
    pub droplets: TagDroplets,
    pub images: TagDroplets,
    pub volumes: TagDroplets,
    pub volume_snapshots: VolumeSnapshots,
    pub databases: Databases,
}

/// The `droplets` of [`Resources`], and 2 other fields.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TagDroplets {
    pub count: i64,
    /// Present in 6 of 21 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_tagged_uri: Option<String>,
}

/// The `volume_snapshots` of [`Resources`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VolumeSnapshots {
    pub count: i64,
}

/// The `databases` of [`Resources`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Databases {
    pub count: i64,
}

/// The reply to [`Tags::create`] and [`Tags::retrieve`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TagReply {
    pub tag: Tag,
}

/// The body of [`Tags::create`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct CreateTagRequest {
    /// For example `env:staging`.
    pub name: String,
}

/// The body of [`Tags::tag_resource`] and [`Tags::untag_resource`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ResourceRequest {
    pub resources: Vec<Resource>,
}

/// One of the `resources` of [`ResourceRequest`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
pub struct Resource {
    /// Number or UUID of the resource. For example `3164444`.
    pub resource_id: String,
    /// This may be one of "droplet", "image", "volume", or "volume_snapshot".
    pub resource_type: ResourceType,
}

open_enum! {
    /// A resource type: one of the known values, or any other.
    pub enum ResourceType {
        Droplet = "droplet",
        Image = "image",
        Volume = "volume",
        VolumeSnapshot = "volume_snapshot",
    }
}

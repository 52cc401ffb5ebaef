//! Images.
//!
//! What a Droplet's disk starts from: a plain distribution, a ready-made application, or a
//! snapshot, backup or upload of your own.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Items, NextPage, Pages, Request, call_methods};
use crate::types::{Action, ActionList, Image, ImageType, Links, Meta};

impl Client {
    /// The Images endpoints.
    pub fn images(&self) -> Images<'_> {
        Images::new(self.http())
    }
}

/// The Images endpoints.
///
/// Returned by [`Client::images`](crate::Client::images).
#[derive(Debug, Clone, Copy)]
pub struct Images<'c> {
    http: &'c Http,
}

impl<'c> Images<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// List all images.
    ///
    /// `GET /images`
    ///
    /// To see all images that you can use, public ones and your own, send a GET request to
    /// /v2/images.
    ///
    /// Also: List all distribution images. With `type`.
    ///
    /// To see only plain operating systems, send a GET request to /v2/images with type=distribution
    /// in the query.
    ///
    /// Also: List all application images. With `type`.
    ///
    /// To see only images with an application installed, send a GET request to /v2/images with
    /// type=application in the query.
    ///
    /// Also: List a user's images. With `private`.
    ///
    /// To see only the images that belong to you (snapshots, backups, uploads), send a GET request
    /// to /v2/images with private=true in the query.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`, `429`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.images().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list(&self) -> ListImages<'c> {
        ListImages {
            call: Call::json(self.http, Request::get("/images")),
        }
    }

    /// List all actions for an image.
    ///
    /// `GET /images/{image_id}/actions`
    ///
    /// To see what was done with an image so far, send a GET request to
    /// /v2/images/$IMAGE_ID/actions. The reply has an array under actions.
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
    /// let reply = client.images().list_actions(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_actions(&self, image_id: i64) -> ListActionsForImage<'c> {
        ListActionsForImage {
            call: Call::json(
                self.http,
                Request::get("/images/{image_id}/actions").path("image_id", image_id),
            ),
        }
    }

    /// Retrieve an existing image by id.
    ///
    /// `GET /images/{image_id}`
    ///
    /// To look at an image by its number, send a GET request to /v2/images/$IMAGE_ID. This works
    /// for public images and for your own.
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
    /// let reply = client.images().retrieve(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve(&self, image_id: i64) -> Call<'c, ImageReply> {
        Call::json(
            self.http,
            Request::get("/images/{image_id}").path("image_id", image_id),
        )
    }

    /// Retrieve an existing image by slug.
    ///
    /// `GET /images/{image_slug}`
    ///
    /// A public image can be looked at by its slug: send a GET request to /v2/images/$IMAGE_SLUG.
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
    /// let reply = client.images().retrieve_by_slug("ubuntu-4-10-x64").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retrieve_by_slug(&self, image_slug: &str) -> Call<'c, ImageReply> {
        Call::json(
            self.http,
            Request::get("/images/{image_slug}").path("image_slug", image_slug),
        )
    }

    /// Update an image.
    ///
    /// `PUT /images/{image_id}`
    ///
    /// To rename one of your images, or to say what is on it, send a PUT request to
    /// /v2/images/$IMAGE_ID.
    ///
    /// | Name | Type | Description | Required |
    /// |---|---|---|---|
    /// | name | string | The new name. |  |
    /// | distribution | string | The operating system on the image. |  |
    /// | description | string | Free text about it. |  |
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
    /// use digitalocean::images::ImageRequest;
    ///
    /// let body = ImageRequest {
    ///     name: Some("web-golden".into()),
    ///     ..Default::default()
    /// };
    /// let reply = client.images().update(37340155, &body).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update(&self, image_id: i64, body: &ImageRequest) -> Call<'c, ImageReply> {
        Call::json(
            self.http,
            Request::put("/images/{image_id}").path("image_id", image_id).json(body),
        )
    }

    /// Delete an image.
    ///
    /// `DELETE /images/{image_id}`
    ///
    /// To destroy one of your images, send a DELETE request to /v2/images/$IMAGE_ID. Droplets made
    /// from it are not touched. Status 204, no body.
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `403`, `404`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// client.images().delete(1).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete(&self, image_id: i64) -> Call<'c, ()> {
        Call::empty(
            self.http,
            Request::delete("/images/{image_id}").path("image_id", image_id),
        )
    }
}

/// The call made by [`Images::list`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListImages<'c> {
    call: Call<'c, ImageList>,
}

call_methods!(ListImages => ImageList);

impl<'c> ListImages<'c> {
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

    /// Sets the query parameter `type`.
    pub fn r#type(mut self, r#type: ImageType) -> Self {
        self.call.request_mut().set_query("type", r#type);
        self
    }

    /// Sets the query parameter `private`.
    pub fn private(mut self, private: bool) -> Self {
        self.call.request_mut().set_query("private", private);
        self
    }

    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<'c, ImageList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.images.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, ImageList, Image> {
        Items::new(self.pages(), |page| page.images)
    }
}

/// The call made by [`Images::list_actions`].
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct ListActionsForImage<'c> {
    call: Call<'c, ActionList>,
}

call_methods!(ListActionsForImage => ActionList);

impl<'c> ListActionsForImage<'c> {
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
    pub fn pages(self) -> Pages<'c, ActionList> {
        Pages::new(
            self.call,
            NextPage::Link(|page| page.links.as_ref()?.pages.as_ref()?.next.clone()),
            |page| page.actions.len(),
        )
    }

    /// The items of this page and of those after it.
    pub fn items(self) -> Items<'c, ActionList, Action> {
        Items::new(self.pages(), |page| page.actions)
    }
}

/// The reply to [`Images::list`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ImageList {
    pub images: Vec<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    pub meta: Meta,
}

/// The reply to [`Images::retrieve`], [`Images::retrieve_by_slug`] and [`Images::update`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ImageReply {
    pub image: Image,
}

/// The body of [`Images::update`].
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
pub struct ImageRequest {
    /// For example `web-golden`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For example `Debian`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<String>,
    #[serde(
        default,
        deserialize_with = "crate::runtime::optional::some",
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<Option<String>>,
}

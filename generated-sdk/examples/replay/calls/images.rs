//! Requests that `src/images.rs` makes.

use crate::replay::{Made, Run, send};

/// List all images
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .images()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all distribution images
pub fn list_distribution_images(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .images()
        .list()
        .r#type(digitalocean::types::ImageType::from("distribution"))
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all application images
pub fn list_application_images(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .images()
        .list()
        .r#type(digitalocean::types::ImageType::from("application"))
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List a user's images
pub fn list_user_images(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .images()
        .list()
        .private(true)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// List all actions for an image
pub fn list_actions(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .images()
        .list_actions(run.text("{{image_id}}").parse()?)
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing image by id
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.images().retrieve(run.text("{{image_id}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing image by slug
pub fn retrieve_by_slug(run: Run<'_>) -> Made<'_> {
    let call = run.client.images().retrieve_by_slug(&run.text("{{image_slug}}"));
    send!(run, call)
}

/// Update an image
pub fn update(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "name": "web-golden"
}"#)?;
    let call = run.client.images().update(run.text("{{image_id}}").parse()?, &body);
    send!(run, call)
}

/// Delete an image
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.images().delete(run.text("{{image_id}}").parse()?);
    send!(run, call)
}

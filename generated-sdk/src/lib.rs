//! DigitalOcean API-V2.
//!
//! ## API v2 Introduction
//!
//! Welcome to the DigitalOcean API documentation.
//!
//! The DigitalOcean API allows you to manage Droplets and resources within the DigitalOcean
//! cloud in a simple, programmatic way using conventional HTTP requests. The endpoints are
//! intuitive and powerful, allowing you to easily make calls to retrieve information or to
//! execute actions.
//!
//! All of the functionality that you are familiar with in the DigitalOcean control panel is
//! also available through the API, allowing you to script the complex actions that your
//! situation requires.
//!
//! The API documentation will start with a general overview about the design and technology
//! that has been implemented, followed by reference information about specific endpoints.
//!
//! Requests
//! Any tool that is fluent in HTTP can communicate with the API simply by requesting the
//! correct URI. Requests should be made using the HTTPS protocol so that traffic is encrypted.
//! The interface responds to different methods depending on the action required.
//!
//! Method Usage
//! GET
//! For simple retrieval of information about your account, Droplets, or environment, you should
//! use the GET method. The information you request will be returned to you as a JSON object.
//!
//! The attributes defined by the JSON object can be used to form additional requests. Any
//! request using the GET method is read-only and will not affect any of the objects you are
//! querying.
//!
//! DELETE
//! To destroy a resource and remove it from your account and environment, the DELETE method
//! should be used. This will remove the specified object if it is found. If it is not found,
//! the operation will return a response indicating that the object was not found.
//!
//! This idempotency means that you do not have to check for a resource's availability prior to
//! issuing a delete command, the final state will be the same regardless of its existence.
//!
//! PUT
//! To update the information about a resource in your account, the PUT method is available.
//!
//! Like the DELETE Method, the PUT method is idempotent. It sets the state of the target using
//! the provided values, regardless of their current values. Requests using the PUT method do
//! not need to check the current attributes of the object.
//!
//! POST
//! To create a new object, your request should specify the POST method.
//!
//! The POST request includes all of the attributes necessary to create a new object. When you
//! wish to create a new object, send a POST request to the target endpoint.
//!
//! HEAD
//! Finally, to retrieve metadata information, you should use the HEAD method to get the
//! headers. This returns only the header of what would be returned with an associated GET
//! request.
//!
//! Response headers contain some useful information about your API access and the results that
//! are available for your request.
//!
//! For instance, the headers contain your current rate-limit value and the amount of time
//! available until the limit resets. It also contains metrics about the total number of objects
//! found, pagination information, and the total content length.
//!
//! # Example
//!
//! ```no_run
//! use digitalocean::Client;
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().bearer_token(std::env::var("TOKEN")?).build()?;
//! let reply = client.actions().retrieve(1).await?;
//! # Ok(())
//! # }
//! ```
//!
//! This crate is written by Letterpress from the Postman collection `DigitalOcean API-V2`.
//! Changes belong in the collection: what is edited here is lost.

mod client;
mod error;

pub mod runtime;

#[cfg(feature = "mock")]
mod saved;

#[cfg(feature = "account")]
pub mod account;

#[cfg(feature = "actions")]
pub mod actions;

#[cfg(feature = "certificates")]
pub mod certificates;

#[cfg(feature = "ssh_keys")]
pub mod ssh_keys;

#[cfg(feature = "domains")]
pub mod domains;

#[cfg(feature = "domain_records")]
pub mod domain_records;

#[cfg(feature = "regions")]
pub mod regions;

#[cfg(feature = "sizes")]
pub mod sizes;

#[cfg(feature = "images")]
pub mod images;

#[cfg(feature = "image_actions")]
pub mod image_actions;

#[cfg(feature = "snapshots")]
pub mod snapshots;

#[cfg(feature = "droplets")]
pub mod droplets;

#[cfg(feature = "droplet_actions")]
pub mod droplet_actions;

#[cfg(feature = "floating_ips")]
pub mod floating_ips;

#[cfg(feature = "floating_ip_actions")]
pub mod floating_ip_actions;

#[cfg(feature = "load_balancers")]
pub mod load_balancers;

#[cfg(feature = "firewalls")]
pub mod firewalls;

#[cfg(feature = "block_storage")]
pub mod block_storage;

#[cfg(feature = "block_storage_actions")]
pub mod block_storage_actions;

#[cfg(feature = "tags")]
pub mod tags;

pub mod types;

pub use client::{Client, ClientBuilder};
pub use error::ErrorBody;
pub use runtime::{
    ApiError, Call, Credential, Error, MemoryTransport, Response, Retry, Secret,
    SecretSource, Transport,
};
#[cfg(feature = "mock")]
pub use runtime::{Fault, Mock};

#[cfg(
    all(
        doctest,
        feature = "folders",
        feature = "blocking",
        feature = "drift",
        feature = "reqwest",
        feature = "stream",
        feature = "tower",
        feature = "tracing",
        feature = "mock"
    )
)]
#[doc = include_str!("../README.md")]
mod readme {}

//! Letterpress: compiles a Postman collection into a typed Rust client crate.

pub mod api;
pub mod collection;
pub mod diagnostic;
pub mod emit;
pub mod infer;
mod json;
pub mod model;
pub mod names;
pub mod resolve;
pub mod secret;
pub mod shape;
pub mod template;

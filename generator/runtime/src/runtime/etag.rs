//! Which version of a thing a reply holds.

use super::Response;

impl<T> Response<T> {
    /// The version of what the reply holds: the header `ETag`, quotes and all, as `If-Match` and `If-None-Match` take it.
    pub fn etag(&self) -> Option<&str> {
        self.headers().get(http::header::ETAG)?.to_str().ok()
    }
}

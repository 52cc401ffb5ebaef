//! Where a reply says that its thing is.

use super::Response;

impl<T> Response<T> {
    /// Where the thing is that the call made, or where to go on: the header `Location`, as it came. It may be a path alone.
    pub fn location(&self) -> Option<&str> {
        self.headers().get(http::header::LOCATION)?.to_str().ok()
    }
}

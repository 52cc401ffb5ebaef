//! The body of an error; what else can go wrong is in [`Error`](crate::Error).

use http::StatusCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An error body.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ErrorBody {
    /// For example `bad_request`.
    pub id: String,
    pub message: String,
    /// Present in 31 of 101 examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<Uuid>,
}

impl ErrorBody {
    pub(crate) fn decode(_status: StatusCode, body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }
}

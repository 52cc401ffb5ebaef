//! The body of a request, or of a reply while it comes.

use std::fmt;

use bytes::Bytes;

use super::TransportError;

/// The body of a request, or of a reply while it comes: bytes that are all there, or (with the feature `stream`) pieces that
/// come one after the other.
pub struct Body(pub(super) Kind);

pub(super) enum Kind {
    Bytes(Bytes),
    #[cfg(feature = "stream")]
    Stream(super::stream::Pieces),
}

impl Body {
    /// How many bytes it holds, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            #[cfg(feature = "stream")]
            Kind::Stream(pieces) => pieces.length,
        }
    }

    /// The bytes, where they are all there; `None` for a body that comes piece by piece.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            #[cfg(feature = "stream")]
            Kind::Stream(_) => None,
        }
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// Where it cannot be read, or is longer than the limit, in bytes.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        match self.0 {
            Kind::Bytes(bytes) if bytes.len() > limit => Err(TransportError::too_large(limit)),
            Kind::Bytes(bytes) => Ok(bytes),
            #[cfg(feature = "stream")]
            Kind::Stream(pieces) => pieces.collect(limit).await,
        }
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl fmt::Debug for Body {
    /// Shows how long it is, not what it holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(of any length)"),
        }
    }
}

//! A list in pages has no good end.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::runtime::Operation;

/// Why a list in pages was given up. What came of it before is good.
#[derive(Debug)]
pub struct PagingError(Box<PagingErrorInner>);

#[derive(Debug)]
struct PagingErrorInner {
    operation: Operation,
    kind: PagingErrorKind,
}

#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "an API without pages makes none of them")]
pub(in crate::runtime) enum PagingErrorKind {
    /// The mark of the next page was followed before.
    Circle,
    /// So many pages in a row had no items.
    Empty(usize),
    /// There are more pages than the caller wants.
    Pages(usize),
    /// The caller's time was over.
    Time(Duration),
}

impl PagingError {
    #[allow(dead_code, reason = "an API without pages makes none")]
    pub(in crate::runtime) fn new(operation: Operation, kind: PagingErrorKind) -> Self {
        Self(Box::new(PagingErrorInner { operation, kind }))
    }

    /// What was called.
    pub fn operation(&self) -> Operation {
        self.0.operation
    }

    /// Whether the server leads in a circle: the link or the cursor of the next page came before.
    pub fn is_circle(&self) -> bool {
        matches!(self.0.kind, PagingErrorKind::Circle)
    }

    /// Whether it is the limit on pages that ended the list, or that on pages in a row without an item.
    pub fn is_limit(&self) -> bool {
        matches!(
            self.0.kind,
            PagingErrorKind::Pages(_) | PagingErrorKind::Empty(_)
        )
    }

    /// Whether the time given for the whole list was over.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, PagingErrorKind::Time(_))
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the pages of {} were given up: ", self.0.operation)?;
        match self.0.kind {
            PagingErrorKind::Circle => {
                f.write_str("the server leads in a circle, to a page that it has led to before")
            }
            PagingErrorKind::Empty(most) => {
                write!(
                    f,
                    "{most} in a row had no items, and the server says that there are more"
                )
            }
            PagingErrorKind::Pages(most) => {
                write!(f, "there are more than {most}, the limit of the caller")
            }
            PagingErrorKind::Time(time) => {
                write!(
                    f,
                    "they were not all there within {time:?}, the limit of the caller"
                )
            }
        }
    }
}

impl StdError for PagingError {}

//! The inference lattice: what JSON values have looked like, with the counts as evidence.
//!
//! A [`Shape`] has one slot for each JSON kind, so several kinds at one place are kept apart and never ambiguous.
//! [`Shape::join`] is associative and commutative, and idempotent but for the counts, which add up: the order in which
//! examples are seen never matters, and they can be seen in parallel.

mod lattice;
mod numbers;
mod observe;
mod strings;

pub(crate) use lattice::by_position;
pub use lattice::{Arrays, FieldShape, Kinds, Objects, Shape, Variants};
pub use numbers::Numbers;
pub use observe::{observe, observe_template};
pub use strings::{Formats, Placeholder, Strings};

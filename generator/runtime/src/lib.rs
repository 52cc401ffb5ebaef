//! Home of the runtime that generated crates carry a copy of.
//!
//! Only [`runtime`] is copied. What stands beside it here stands in for what the compiler writes into a generated crate.

pub mod runtime;

pub mod example;
mod saved;

pub use self::example::ErrorBody;

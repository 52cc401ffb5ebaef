//! Home of the runtime that generated crates carry a copy of.

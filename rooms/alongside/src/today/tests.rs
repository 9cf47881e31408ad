//! Stories of Today.

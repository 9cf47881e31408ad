//! The house, from a request to its answer, on a database of its own.

mod change;
mod doors;
mod headers;
mod house;
mod refusals;
mod sessions;
mod wire;

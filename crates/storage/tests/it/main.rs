//! Storage, tried from outside, on the engine that the environment names.

mod writing;

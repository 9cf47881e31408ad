//! Tests of the whole house: the real program, started as people start it.

mod client;
mod kill;
mod matrix;
mod program;

//! The test house: the cast, a typed client, page checks and outlines.
//!
//! `let house = testkit::house().await; let mut dee = house.dee().await; dee.get("/today").await`:
//! a fresh database on the engine that the environment names, a clock that stands, dice that fall
//! the same way, and every page that anybody is shown goes through [`check::page`].
#![expect(
    clippy::expect_used,
    reason = "a request that cannot be made fails its test"
)]

pub mod cast;
pub mod check;
mod client;
mod form;
mod house;
mod html;
pub mod outline;
pub mod sealed;
pub mod world;

pub use client::{Person, Shown};
pub use house::{House, empty_house, house};

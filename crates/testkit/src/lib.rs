//! The test house: the cast, a typed client, page checks and outlines.

pub mod check;
mod html;
pub mod outline;

//! What is mine: locked in the worker's browser, so that neither server nor employer can read it.
//! Circle: Private.
//!
//! [`keeping`] holds sealed things for their owners; [`me`] is the one document in which they open
//! them. No edge of imports leads from here to another room, or from another room to here.

pub mod keeping;
pub mod me;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![keeping::room(), me::room()]
}

//! Moving in from spreadsheets, and leaving with everything. Circle: Work.

pub mod alike;
pub mod imports;
pub mod leaving;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![imports::room(), alike::room(), leaving::room()]
}

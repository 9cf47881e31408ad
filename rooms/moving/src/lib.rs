//! Moving in from spreadsheets, and leaving with everything. Circle: Work.

pub mod alike;
pub mod imports;
pub mod leaving;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    let mut rooms = Vec::from(imports::rooms());
    rooms.extend([alike::room(), leaving::room()]);
    rooms
}

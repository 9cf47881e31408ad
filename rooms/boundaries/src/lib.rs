//! What keeps work from taking everything: hours, and who takes over after them. Circle: Work.
//!
//! On-call and time away come later, as rooms beside [`hours`].

pub mod hours;
pub mod window;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![hours::room()]
}

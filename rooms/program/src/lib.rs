//! A program as its manager sees it: counts without names, and what was given away of a record.
//! Circle: Work.

pub mod counts;
pub mod disclosures;
pub mod settings;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![counts::room(), disclosures::room(), settings::room()]
}

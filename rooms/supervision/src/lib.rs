//! What a supervisor owes the peer workers they supervise. Circle: Work.
//!
//! **Invariant:** everything here is made from records of the work. Nothing says how a worker is,
//! nothing compares two workers, and nothing counts an outcome for one.

pub mod team;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![team::room()]
}

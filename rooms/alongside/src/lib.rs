//! The peer worker's own work: whom they walk alongside, what they did, when they meet,
//! and how a person is handed over. Circle: Work.

pub mod appointments;
pub mod arrivals;
pub mod contacts;
pub mod counts;
pub mod hand_offs;
pub mod participants;
pub mod today;
pub mod window;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![
        today::room(),
        participants::room(),
        contacts::room(),
        appointments::room(),
        hand_offs::room(),
        arrivals::room(),
    ]
}

//! Two people who may be one: after an import, whose newcomers may be here already.
//!
//! Who comes in: peer supervisors, for pairs of whom both are within their reach; that somebody is
//! known to the program at all is nobody else's affair (`docs/decisions/0004`). Circle: Work.
//!
//! **Invariant:** nothing is merged by itself, and both texts are kept
//! (`two_records_become_one_and_both_texts_stay`).

mod doors;
mod pages;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, PeerSupervisor},
};
use web::Room;

const SUPERVISOR: &[Role] = &[PeerSupervisor];

/// The room. Its place is a line above the list of people, while there is something to look at.
pub fn room() -> Room {
    Room::new("alike", Circle::Work)
        .words(include_str!("en.ftl"))
        .show("/alike", SUPERVISOR, doors::list)
        .act("/alike", SUPERVISOR, doors::answer)
}

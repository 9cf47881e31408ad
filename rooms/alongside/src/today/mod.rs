//! Today: hours, who is next, who may need me and why, what was logged, what was being written.
//!
//! Who comes in: peer workers see their own day; supervisors who are no peer workers see their team.
//! Circle: Work. Private sheets come with the private circle; nothing pretends to be there before.
//!
//! **Invariant:** off duty, the page names nobody (`off_duty_today_is_quiet`).

mod carry;
mod doors;
mod load;
mod pages;
mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use kit::Icon;
use web::{Place, Room};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];

/// The room, with its doors and words. It has no table of its own.
pub fn room() -> Room {
    Room::new("today", Circle::Work)
        .words(include_str!("en.ftl"))
        .place(Place {
            path: "/today",
            icon: Icon::Today,
            word: "today-place",
            roles: BOTH,
            order: 10,
        })
        .show("/today", BOTH, doors::today)
        .show("/today/carry.json", &[PeerWorker], carry::carry)
        .show("/today/load.json", &[PeerWorker], load::own)
}

//! Today: the peer worker's day on one page, and a quiet page when off duty.
//!
//! Who comes in: peer workers; supervisors see who is on duty. Circle: Work.
//!
//! **Invariant:** the page lists names, so a leaf is written before it is sent
//! (`every_look_at_today_is_written_down`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the door |
//! | `rules.rs` | the greeting, the next appointment |
//! | `queries.rs` | the day, through the other rooms' functions |
//! | `pages.rs` | the page, its quiet form and the hours as a line |
//! | `en.ftl` | the words |

mod doors;
mod pages;
mod queries;
mod rules;

use domain::{
    circle::Circle,
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use kit::Icon;
use web::{Place, Room};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];

/// The room.
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
        .show("/today", BOTH, doors::show)
}

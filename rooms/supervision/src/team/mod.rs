//! Team this week: what needs the supervisor, each worker’s weeks against their own usual, who has
//! room for a visit, when supervision is due, and who stands in for the supervisor.
//!
//! Who comes in: supervisors, for the workers whose people they may see. Circle: Work.
//!
//! **Invariant:** workers stand in the order of their names, and nothing on these pages sorts or
//! ranks them (`the_team_stands_by_name_whatever_the_load`). **Invariant:** a worker out of reach is
//! not here (`a_worker_out_of_reach_is_on_no_page_of_the_team`).

pub(crate) mod doors;
mod forms;
mod pages;
mod queries;
pub mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, PeerSupervisor},
};
use kit::Icon;
use web::{Place, Room};

pub use queries::{Dates, STATEMENTS, Setting, dates, set_date, set_setting, setting};

const SUPERVISOR: &[Role] = &[PeerSupervisor];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("team", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .place(Place {
            path: "/team",
            icon: Icon::Board,
            word: "team-place",
            roles: SUPERVISOR,
            order: 15,
        })
        .show("/team", SUPERVISOR, doors::board)
        .show("/team/weights", SUPERVISOR, doors::weights::form)
        .act("/team/weights", SUPERVISOR, doors::weights::set)
        .show("/team/room", SUPERVISOR, doors::room::who_has_room)
        .show("/team/deputy", SUPERVISOR, doors::deputy::form)
        .act("/team/deputy", SUPERVISOR, doors::deputy::name)
        .act("/team/deputy/back", SUPERVISOR, doors::deputy::back)
        .show("/team/{id}", SUPERVISOR, doors::worker::open)
        .act(
            "/team/{id}/supervision",
            SUPERVISOR,
            doors::worker::supervise,
        )
}

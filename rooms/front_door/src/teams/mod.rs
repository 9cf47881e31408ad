//! Programs and their teams: their names and their time zone.
//!
//! Administrators add and rename them. Nothing is removed here: people and their work belong to them.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what a browser may send |
//! | `rules.rs` | the time zones that are offered |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod pages;
mod rules;

#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use web::Room;

const ADMINISTRATOR: &[Role] = &[Role::Administrator];

/// The room.
pub fn room() -> Room {
    Room::new("teams", Circle::House)
        .show("/teams", ADMINISTRATOR, doors::list)
        .act("/teams", ADMINISTRATOR, doors::add)
        .show("/teams/{team}", ADMINISTRATOR, doors::open)
        .act("/teams/{team}", ADMINISTRATOR, doors::rename)
        .show("/teams/programs/new", ADMINISTRATOR, doors::new_program)
        .act("/teams/programs", ADMINISTRATOR, doors::add_program)
        .show(
            "/teams/programs/{program}",
            ADMINISTRATOR,
            doors::open_program,
        )
        .act(
            "/teams/programs/{program}",
            ADMINISTRATOR,
            doors::change_program,
        )
        .words(include_str!("en.ftl"))
}

//! Help now, and how privacy works, for anyone: no account, no trace. A program adds the numbers of its own place.
//!
//! **Invariant:** opening them writes nothing (`opening_help_leaves_no_trace`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what a browser may send about a program's lines |
//! | `queries.rs` | the table `help_line` |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use web::Room;

const MANAGER: &[Role] = &[Role::ProgramManager];

/// The room.
pub fn room() -> Room {
    Room::new("help", Circle::House)
        .show_anyone("/help", doors::now)
        .show_anyone("/help/circles", doors::circles)
        .show_anyone("/help/lines.json", doors::lines_for_offline)
        .show("/help/lines", MANAGER, doors::own_lines)
        .act("/help/lines", MANAGER, doors::set_lines)
        .statements(queries::STATEMENTS)
        .words(include_str!("en.ftl"))
}

//! Help now, and how privacy works, for anyone: no account, no trace.
//!
//! **Invariant:** these doors read no session of their own and write nothing
//! (`opening_help_leaves_no_trace`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod pages;

use domain::circle::Circle;
use web::Room;

/// The room.
pub fn room() -> Room {
    Room::new("help", Circle::House)
        .show_anyone("/help", doors::now)
        .show_anyone("/help/circles", doors::circles)
        .words(include_str!("en.ftl"))
}

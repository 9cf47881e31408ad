//! The first run: whoever holds the one-time code of the terminal founds the first agency.
//!
//! **Invariant:** once there is an agency, this room is not here (`set_up_happens_once`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what the form may send |
//! | `pages.rs` | the page |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod pages;

use domain::circle::Circle;
use web::Room;

/// The room.
pub fn room() -> Room {
    Room::new("set_up", Circle::House)
        .show_anyone("/set-up", doors::show)
        .act_anyone("/set-up", doors::found)
        .words(include_str!("en.ftl"))
}

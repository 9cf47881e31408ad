//! A way back in: a link made in person by a supervisor or an administrator, good for ten minutes.
//! The owner is told. It never opens a private space.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `pages.rs` | the page |
//! | `en.ftl` | the words |

mod doors;
mod pages;

use domain::circle::Circle;
use web::Room;

/// The room.
pub fn room() -> Room {
    Room::new("way_back", Circle::House)
        .show_anyone("/way-back/{token}", doors::show)
        .act_anyone("/way-back/{token}", doors::enter)
        .words(include_str!("en.ftl"))
}

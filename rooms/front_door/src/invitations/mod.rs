//! An invitation: who invites to what, and the first way in.
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
    Room::new("invitations", Circle::House)
        .show_anyone("/invitations/{token}", doors::show)
        .act_anyone("/invitations/{token}", doors::accept)
        .words(include_str!("en.ftl"))
}

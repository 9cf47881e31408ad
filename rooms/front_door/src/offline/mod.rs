//! What a phone shows without a line: a page that is the same for everybody, kept by the service worker. It says
//! what works now, and takes down a contact that goes out later.
//!
//! **Invariant:** to whoever asks without a cookie the page has the same bytes, and knows nobody
//! (`the_page_without_a_line_knows_nobody`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the door |
//! | `pages.rs` | the page |
//! | `en.ftl` | the words |

mod doors;
mod pages;
#[cfg(test)]
mod tests;

use domain::circle::Circle;
use web::Room;

/// The room.
pub fn room() -> Room {
    Room::new("offline", Circle::House)
        .show_anyone("/offline", doors::page)
        .published()
        .words(include_str!("en.ftl"))
}

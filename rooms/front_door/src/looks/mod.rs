//! Who looked: the audit trail of the agency, for the privacy officer.
//!
//! Participants stand here by their id alone; nobody's name or words are on these pages but those of
//! the people who looked. Opening a page of the trail is itself written into it.
//!
//! **Invariant:** no page of the trail is shown before its own leaf is written
//! (`looking_at_the_trail_leaves_a_leaf`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the list, one participant's list, the check |
//! | `forms.rs` | filters, as they stand in an address |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod pages;

#[cfg(test)]
mod tests;

use domain::{circle::Circle, role::Role};
use kit::Icon;
use web::{Place, Room};

const OFFICER: &[Role] = &[Role::PrivacyOfficer];

/// The room.
pub fn room() -> Room {
    Room::new("looks", Circle::House)
        .show("/looks", OFFICER, doors::list)
        .show(
            "/looks/participants/{participant}",
            OFFICER,
            doors::who_looked,
        )
        .show("/looks/check", OFFICER, doors::check)
        .words(include_str!("en.ftl"))
        .place(Place {
            path: "/looks",
            icon: Icon::Eye,
            word: "looks-place",
            roles: OFFICER,
            order: 80,
        })
}

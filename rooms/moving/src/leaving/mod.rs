//! Leaving with everything: all Work data of an agency in one documented file.
//!
//! Who comes in: a program manager asks and says for whom and why; a privacy officer, never the same
//! person, agrees; then whoever asked takes the file, for a week. Neither opens a record by it on a
//! page (`docs/decisions/0009`). Circle: Work.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `pack.rs` | the file |
//! | `queries.rs` | what leaves, table by table, and what stays |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |
//!
//! **Invariant:** every table leaves or says why it stays
//! (`every_table_leaves_or_says_why_it_stays`), and nothing leaves that nobody agreed to
//! (`nobody_leaves_with_everything_alone`).

mod doors;
pub mod pack;
mod pages;
pub mod queries;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, PrivacyOfficer, ProgramManager},
};
use kit::Icon;
use web::{Place, Room};

const BOTH: &[Role] = &[ProgramManager, PrivacyOfficer];
const MANAGER: &[Role] = &[ProgramManager];
const OFFICER: &[Role] = &[PrivacyOfficer];

/// The room.
pub fn room() -> Room {
    Room::new("leaving", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(&queries::statements())
        // A manager comes here from the page for moving in.
        .place(Place {
            path: "/leave-with-everything",
            icon: Icon::Send,
            word: "leaving-place",
            roles: OFFICER,
            order: 85,
        })
        .show("/leave-with-everything", BOTH, doors::list)
        .circle_of(Circle::House)
        .act("/leave-with-everything", MANAGER, doors::ask)
        .act(
            "/leave-with-everything/{departure}/answer",
            OFFICER,
            doors::answer,
        )
        .show(
            "/leave-with-everything/{departure}/file",
            MANAGER,
            doors::file,
        )
}

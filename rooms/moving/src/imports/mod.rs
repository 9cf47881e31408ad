//! Imports: a spreadsheet becomes records, in an afternoon.
//!
//! Who comes in: program managers bring in participants and contacts, administrators the people who
//! work here. Whoever brought the file sees its rows while it is open; nobody else does. A file that
//! came in is not kept. Circle: Work.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what a browser may send |
//! | `answers.rs` | what was said about a file, beside the mapping |
//! | `desk.rs` | what the doors and the command line share |
//! | `plan.rs` | what would come in, and what not and why |
//! | `digest.rs` | what a row says, hashed |
//! | `parts.rs` | what comes in, in short writes |
//! | `mover.rs` | staging, deciding, moving, taking back |
//! | `queries.rs` | the tables |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |
//!
//! **Invariant:** all rows that were decided come in, or none
//! (`an_import_that_was_cut_goes_on_where_it_was`), and the same row never twice
//! (`the_same_file_twice_adds_nothing`).

pub mod answers;
pub mod desk;
mod digest;
mod doors;
mod forms;
pub mod mover;
mod pages;
pub mod parts;
pub mod plan;
pub mod queries;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, Administrator, ProgramManager},
};
use kit::Icon;
use web::{Place, Room};

const BOTH: &[Role] = &[ProgramManager, Administrator];

/// Most bytes of a file.
pub const MOST: usize = 32 << 20;

/// The room.
pub fn room() -> Room {
    Room::new("imports", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(queries::STATEMENTS)
        .place(Place {
            path: "/imports",
            icon: Icon::Save,
            word: "imports-place",
            roles: BOTH,
            order: 80,
        })
        .show("/imports", BOTH, doors::list)
        .circle_of(Circle::House)
        .act("/imports", BOTH, doors::open)
        .takes_file(MOST)
        .show("/imports/{import}", BOTH, doors::one)
        .act("/imports/{import}", BOTH, doors::say)
        .show("/imports/{import}/refused", BOTH, doors::refused)
        .act("/imports/{import}/bring-in", BOTH, doors::bring_in)
        .act("/imports/{import}/away", BOTH, doors::away)
        .act("/imports/{import}/take-back", BOTH, doors::take_back)
}

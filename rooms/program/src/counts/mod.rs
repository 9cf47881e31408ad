//! How the program is doing: what its months show, whether anything really changes, and how the
//! work is spread over its teams now.
//!
//! Who comes in: program managers, for their own program. Circle: Work; no name of a person served.
//!
//! **Invariant:** a page, a chart and a file show only what one release of each month published, so
//! no two of them can be set against each other (`nobody_hunts_one_person_through_months_and_teams`).
//! **Invariant:** the figures of a month stay as they were when they first came out
//! (`a_late_entry_does_not_move_a_month_that_is_out`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `figures.rs` | the published figures of a month |
//! | `export.rs` | the same as rows of a file |
//! | `forms.rs` | what a browser may send |
//! | `rules.rs` | which months, which figure, what a chart says |
//! | `queries.rs` | the months as they came out, the named changes, the first week |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod export;
mod figures;
mod forms;
mod pages;
mod queries;
mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, ProgramManager},
};
use kit::Icon;
use web::{Place, Room};

const MANAGER: &[Role] = &[ProgramManager];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("program", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(queries::STATEMENTS)
        .place(Place {
            path: "/program",
            icon: Icon::Chart,
            word: "program-place",
            roles: MANAGER,
            order: 50,
        })
        .show("/program", MANAGER, doors::board)
        .show("/program/definitions", MANAGER, doors::definitions)
        .show("/program/counts.csv", MANAGER, doors::csv)
        .show("/program/counts.xlsx", MANAGER, doors::xlsx)
        .show("/program/changes", MANAGER, doors::changes)
        .act("/program/changes", MANAGER, doors::name_change)
        .act(
            "/program/changes/{change}/remove",
            MANAGER,
            doors::remove_change,
        )
}

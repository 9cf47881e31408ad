//! What a program sets for itself, who set it and when, and the list for its first week.
//!
//! Who comes in: program managers, for their own program. No person's record is here. Circle: Work.
//!
//! **Invariant:** a setting is never changed without a line that says who changed it, when, and what
//! it said before (`a_changed_setting_says_who_changed_it`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what a browser may send |
//! | `rules.rs` | the list for the first week |
//! | `queries.rs` | the table `program_setting` |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
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
use web::Room;

pub(crate) use doors::first_week;
pub(crate) use pages::first_week as first_week_sheet;
pub(crate) use rules::Step;

const MANAGER: &[Role] = &[ProgramManager];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("settings", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(queries::STATEMENTS)
        .show("/program/settings", MANAGER, doors::form)
        .act("/program/settings", MANAGER, doors::set)
        .act("/program/settings/first-week", MANAGER, doors::put_away)
}

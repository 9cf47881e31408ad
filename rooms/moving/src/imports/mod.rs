//! Imports: a spreadsheet becomes records, in an afternoon.
//!
//! Who comes in: program managers bring in participants and contacts, administrators the people who
//! work here. Whoever brought the file sees its rows while it is open; nobody else does. A file that
//! came in is not kept. Circle: Work for records, House for accounts; each has doors of its own.
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
use sheets::Target;
use web::{Place, Room};

const MANAGER: &[Role] = &[ProgramManager];
const ADMINISTRATOR: &[Role] = &[Administrator];

/// Most bytes of a file.
pub const MOST: usize = 32 << 20;

/// Where a spreadsheet of this is brought in.
const fn place(target: Target) -> &'static str {
    match target {
        Target::People => "/accounts/imports",
        Target::Participants | Target::Contacts => "/imports",
    }
}

/// The rooms: records, which only a manager opens, and accounts, which only an administrator does.
pub fn rooms() -> [Room; 2] {
    let records = Room::new("imports", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(queries::STATEMENTS)
        .place(at("/imports", MANAGER))
        .show("/imports", MANAGER, doors::list)
        .circle_of(Circle::House)
        .act("/imports", MANAGER, doors::open)
        .takes_file(MOST)
        .show("/imports/{import}", MANAGER, doors::one)
        .act("/imports/{import}", MANAGER, doors::say)
        .show("/imports/{import}/refused", MANAGER, doors::refused)
        .act("/imports/{import}/bring-in", MANAGER, doors::bring_in)
        .act("/imports/{import}/away", MANAGER, doors::ends::away)
        .act(
            "/imports/{import}/take-back",
            MANAGER,
            doors::ends::take_back,
        );
    let accounts = Room::new("account_imports", Circle::House)
        .place(at("/accounts/imports", ADMINISTRATOR))
        .show("/accounts/imports", ADMINISTRATOR, doors::list)
        .act("/accounts/imports", ADMINISTRATOR, doors::open)
        .takes_file(MOST)
        .show("/accounts/imports/{import}", ADMINISTRATOR, doors::one)
        .act("/accounts/imports/{import}", ADMINISTRATOR, doors::say)
        .show(
            "/accounts/imports/{import}/refused",
            ADMINISTRATOR,
            doors::refused,
        )
        .act(
            "/accounts/imports/{import}/bring-in",
            ADMINISTRATOR,
            doors::bring_in,
        )
        .act(
            "/accounts/imports/{import}/away",
            ADMINISTRATOR,
            doors::ends::away,
        )
        .act(
            "/accounts/imports/{import}/take-back",
            ADMINISTRATOR,
            doors::ends::take_back,
        );
    [records, accounts]
}

fn at(path: &'static str, roles: &'static [Role]) -> Place {
    Place {
        path,
        icon: Icon::Save,
        word: "imports-place",
        roles,
        order: 80,
    }
}

//! Copies of a person's record that were given to somebody, and the ledger of them.
//!
//! Who comes in: whoever sees the record gives a copy of it; privacy officers read the ledger;
//! managers see that a copy was given, without to whom or of whom. Circle: Work.
//!
//! **Invariant:** no copy is shown before its line is in the ledger and its leaf in the trail
//! (`a_copy_is_in_the_ledger_before_it_is_shown`).
//!
//! | file | what |
//! |---|---|
//! | `doors.rs` | the doors |
//! | `forms.rs` | what a browser may send |
//! | `queries.rs` | the table `disclosure` |
//! | `pages.rs` | the pages |
//! | `en.ftl` | the words |

mod doors;
mod forms;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    role::Role::{self, PeerSupervisor, PeerWorker, PrivacyOfficer, ProgramManager},
};
use kit::Icon;
use web::{Place, Room};

pub use queries::{Disclosure, DisclosureId, write};

const GIVERS: &[Role] = &[PeerWorker, PeerSupervisor];
const READERS: &[Role] = &[ProgramManager, PrivacyOfficer];
const OFFICER: &[Role] = &[PrivacyOfficer];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("disclosures", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(queries::STATEMENTS)
        .place(Place {
            path: "/program/disclosures",
            icon: Icon::Send,
            word: "disclosures-place",
            roles: OFFICER,
            order: 70,
        })
        .show("/people/{id}/copy", GIVERS, doors::copies)
        .act("/people/{id}/copy", GIVERS, doors::give)
        .show("/people/{id}/copy/{copy}", GIVERS, doors::copy)
        .show("/program/disclosures", READERS, doors::ledger)
}

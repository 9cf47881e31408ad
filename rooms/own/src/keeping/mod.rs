//! Sealed things, kept for their owners. The server sees whose a box is, how many things are in it,
//! how large each is by its class, and on which day it came; never what it says or what kind it is.
//!
//! Who comes in: everybody who is signed in, whatever their roles, to their own box alone. Circle: Private.
//! The formats are in `docs/vault.md`, what the server can see in `docs/privacy.md`.
//!
//! | file | what |
//! |---|---|
//! | `doors.rs`, `doors/` | the doors: state, records, control writes, boxes put aside |
//! | `forms.rs` | what client code sends, checked without a key |
//! | `rules.rs` | what follows what, and how long things stay |
//! | `queries.rs`, `queries/` | the tables |
//! | `upkeep.rs` | what the house does by itself |
//!
//! **Invariant:** the audit trail of Work holds no line about a box, and no log says that one was opened:
//! that somebody looks after themself is nobody's business (`the_trail_knows_nothing_of_a_box`).

mod doors;
mod forms;
pub mod queries;
mod rules;
#[cfg(test)]
mod tests;
pub mod upkeep;

use domain::{circle::Circle, role::Role};
use web::Room;

/// A request with records: their bytes, and the JSON around them.
const WITH_RECORDS: usize = rules::MOST_BYTES + 64 * 1024;
/// A request with a statement and at most eight slots.
const WITH_SLOTS: usize = 128 * 1024;

/// The doors of the sealed box.
pub fn room() -> Room {
    Room::new("keeping", Circle::Private)
        .statements(&queries::all())
        .show("/vault", Role::ALL, doors::boxes::state)
        .act("/vault/new", Role::ALL, doors::boxes::new)
        .limit(WITH_SLOTS)
        .act("/vault/again", Role::ALL, doors::boxes::again)
        .limit(WITH_SLOTS)
        .show("/vault/statements", Role::ALL, doors::boxes::statements)
        .act("/vault/sync", Role::ALL, doors::records::sync)
        .limit(WITH_RECORDS)
        .show("/vault/history/{rid}", Role::ALL, doors::records::history)
        .act("/vault/control", Role::ALL, doors::control::control)
        .limit(WITH_SLOTS)
        .act("/vault/turn", Role::ALL, doors::control::turn)
        .limit(WITH_RECORDS)
        .show("/vault/sealed/{vid}", Role::ALL, doors::boxes::aside)
        .act(
            "/vault/sealed/{vid}/changes",
            Role::ALL,
            doors::records::aside_changes,
        )
}

//! The tables of the sealed boxes.
//!
//! Nothing here can tell one kind of record from another: there is no column for it.

mod records;
mod turns;
mod upkeep;
mod vaults;

pub use records::{
    Change, Earlier, Kept, NewVersion, changes, earlier, find, first, jwe, next, was, was_kept,
};
pub use turns::{Staged, commit, drop_turns, fits, stage};
pub use upkeep::{Forgotten, Limits, forget, old_versions, restored, went_back};
pub use vaults::{
    Aside, NewVault, Slot, Stated, Vault, asides, counted, in_force, insert, open_of,
    purge_history, refused, said, set_aside, set_erase, slots, state_slots, stated, statements_of,
    taken, with_vid,
};

use storage::{Sql, Tx};

/// The tables in which two phones of one person, on two servers at once, can be after the same key.
const SHARED: [&str; 6] = [
    "vault",
    "vault_statement",
    "vault_slot",
    "vault_record",
    "vault_history",
    "vault_turn",
];

/// For the beginning of every write: who was slower than another phone runs again, and finds what that one
/// has done.
pub fn after_one_another(tx: &mut Tx<'_>) {
    for table in SHARED {
        tx.run_again_when_taken(table);
    }
}

/// Every statement of this room.
pub fn all() -> Vec<Sql> {
    [
        vaults::STATEMENTS,
        records::STATEMENTS,
        turns::STATEMENTS,
        upkeep::STATEMENTS,
    ]
    .concat()
}

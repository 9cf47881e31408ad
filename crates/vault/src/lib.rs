//! The formats of the private circle (`docs/vault.md`): what the server checks without a key, and
//! what a person opens with theirs on a machine of their own. Pure: no database, no network, no
//! clock. It opens and never seals; sealing is done in the browser (`client/vault`).
//!
//! **Invariant:** no input whatever makes anything here panic (`no_letters_whatever_make_it_panic`).

mod cipher;
mod header;
mod heads;
mod jose;
mod names;
mod open;
mod pad;
mod readable;
mod refused;
mod secrets;
mod statement;

pub use header::{ExportHeader, RecordHeader, SLOT_ROUNDS, SlotHeader, SlotKind, SlotLock};
pub use heads::{HeadEntry, read_head, stamp};
pub use names::{hash, is_hash, is_id, is_short_id};
pub use open::{Expected, OpenSlot, Secret, VaultKeys, open_export};
pub use pad::size_class;
pub use readable::{ReadableFile, readable};
pub use refused::Refused;
pub use secrets::{check_code, plain_words, unknown_word};
pub use statement::{Control, EpochStatement, Op, Point, SlotEntry};

/// The largest record that is taken, in letters of its JWE (`docs/vault.md` section 5).
pub const LARGEST_RECORD: usize = 2 * 1024 * 1024;

/// The most slots that a vault may have.
pub const MOST_SLOTS: usize = 8;

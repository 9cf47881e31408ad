//! The audit trail (ruling 15): one leaf per participant record opened, exported or
//! printed and per change; one leaf per page that lists names; none for counts.
//! Leaves commit with the change, or before the page is sent; a sequencer per agency appends them to
//! its Merkle tree within a second.
//!
//! A leaf's commitment is a salted SHA-256 over everything the leaf says, and only the
//! commitment goes into the tree. So a person's traces can be erased (salt and subject go) and the
//! tree still proves that nothing else was touched.
//!
//! **Invariant:** no row of the trail can be changed, removed, moved or added below a head
//! that somebody keeps elsewhere without [`fn@verify`] saying so
//! (`a_thousand_tamperings_are_all_caught_from_an_older_head`).

mod list;
#[cfg(test)]
mod tests;
mod tree;
mod verify;

use domain::id::{AccountId, AgencyId};
use domain::merkle::Hash;
use domain::world::{Chance, bytes};
use sha2::{Digest, Sha256};
use storage::{Error, Sql, Tx};

use crate::{Who, token};

pub use list::{Entry, Filter, Look, Place, list, looks};
pub use tree::{
    Head, Inclusion, NoHead, head, head_at, heads, inclusion, pending, sequence, sequence_all,
    sequence_now,
};
pub use verify::{Finding, Report, verify};

/// What was done, as a stable slug such as `participant.open`, `people.list`, `contact.log`.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The verb: `room.verb`.
    pub action: &'static str,
    /// What kind of thing: `participant`, `contact`, `account`, `page`.
    pub subject: &'static str,
    /// Its id, 0 for a page that lists names.
    pub subject_id: i64,
    /// The participant whose record it is, so that "who looked" finds it; 0 if none.
    pub participant: i64,
}

/// Writes a leaf in this transaction. `now` is in seconds since 1970.
pub fn record(
    tx: &mut Tx<'_>,
    who: &Who,
    leaf: &Leaf,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    record_for(tx, who.agency, Some(who.account), leaf, now, chance)
}

/// Writes a leaf of an account that has no session (a refused sign-in), or of the house
/// itself (`None`: the command line, the first run).
pub fn record_for(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: Option<AccountId>,
    leaf: &Leaf,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let salt: [u8; SALT] = bytes(chance);
    let facts = Facts {
        agency: agency.get(),
        at: now,
        leaf: token::number(chance),
        account: account.map_or(0, AccountId::get),
        action: leaf.action,
        subject: leaf.subject,
        subject_id: leaf.subject_id,
        participant: leaf.participant,
    };
    let commitment = facts.commitment(&salt);
    tx.run(
        &RECORD,
        &[
            &facts.agency,
            &facts.at,
            &facts.leaf,
            &facts.account,
            &facts.action,
            &facts.subject,
            &facts.subject_id,
            &facts.participant,
            &salt,
            &commitment,
        ],
    )?;
    Ok(())
}

/// Erases what the trail says about a participant: subject and participant of their leaves go, and
/// the salts, so that nothing can be guessed back. Who, what and when stay, and so do
/// the commitments, so the proof stays whole. How many leaves were erased.
///
/// The erasing is itself a leaf that names the number, so that a tamperer cannot call an edit an erasure.
/// Leaves that are not in the tree yet are left for the next call: run [`sequence`] first.
pub fn erase(
    tx: &mut Tx<'_>,
    who: &Who,
    participant: i64,
    now: i64,
    chance: &dyn Chance,
) -> Result<u64, Error> {
    let leaves: Vec<(i64, i64, String, i64, Vec<u8>)> =
        tx.all(&ABOUT, &[&who.agency, &participant])?;
    for (at, leaf, subject, subject_id, salt) in &leaves {
        let about = about(salt, subject, *subject_id, participant);
        tx.run(&ERASE, &[&who.agency, at, leaf, &about])?;
    }
    let count = leaves.len() as u64;
    let leaf = Leaf {
        action: ERASED,
        subject: "leaves",
        subject_id: count.cast_signed(),
        participant: 0,
    };
    record(tx, who, &leaf, now, chance)?;
    Ok(count)
}

const SALT: usize = 16;
/// The verb of the leaf that [`erase`] writes.
const ERASED: &str = "audit.erase";

/// What an erased leaf keeps in place of its salt is as long as a hash.
fn is_erased(salt: &[u8]) -> bool {
    salt.len() == 32
}

/// Everything a leaf says, in the order in which it is hashed.
struct Facts<'a> {
    agency: i64,
    at: i64,
    leaf: i64,
    account: i64,
    action: &'a str,
    subject: &'a str,
    subject_id: i64,
    participant: i64,
}

impl Facts<'_> {
    /// The salted commitment: over who, what and when, and over the hash of what it was about. Numbers
    /// are 8 bytes big-endian and texts have their length before them, so that no two leaves have one
    /// encoding. `salt` may be what an erased leaf keeps.
    fn commitment(&self, salt: &[u8]) -> Hash {
        let about = match <Hash>::try_from(salt) {
            Ok(about) => about,
            Err(_) => about(salt, self.subject, self.subject_id, self.participant),
        };
        let mut hash = Sha256::new();
        hash.update(b"fullcup leaf 1\0");
        for number in [self.agency, self.at, self.leaf, self.account] {
            hash.update(number.to_be_bytes());
        }
        put(&mut hash, self.action);
        put(&mut hash, self.subject);
        hash.update(about);
        hash.finalize().into()
    }
}

/// The hash of what a leaf is about.
fn about(salt: &[u8], subject: &str, subject_id: i64, participant: i64) -> Hash {
    let mut hash = Sha256::new();
    hash.update(b"fullcup about 1\0");
    hash.update(salt);
    put(&mut hash, subject);
    hash.update(subject_id.to_be_bytes());
    hash.update(participant.to_be_bytes());
    hash.finalize().into()
}

fn put(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text.as_bytes());
}

const RECORD: Sql = Sql::new(
    "people.audit.record",
    "INSERT INTO audit_leaf (agency_id, at, leaf_id, account_id, action, subject, subject_id,
       participant, salt, commitment, seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
);
const ABOUT: Sql = Sql::new(
    "people.audit.about",
    "SELECT at, leaf_id, subject, subject_id, salt FROM audit_leaf
     WHERE agency_id = $1 AND participant = $2 AND participant > 0 AND seq > 0",
);
const ERASE: Sql = Sql::new(
    "people.audit.erase",
    "UPDATE audit_leaf SET salt = $4, subject_id = 0, participant = 0
     WHERE agency_id = $1 AND at = $2 AND leaf_id = $3",
);

/// Every statement of the trail.
pub(crate) fn statements() -> Vec<Sql> {
    [
        &[RECORD, ABOUT, ERASE],
        list::STATEMENTS,
        tree::STATEMENTS,
        verify::STATEMENTS,
    ]
    .concat()
}

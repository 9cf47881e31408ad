//! Idempotency of changes (ruling 6): the change, its key, its audit leaf and its
//! receipt commit together, and only then does anyone read "saved".
//!
//! **Invariant:** a key belongs to the person who sent it, so nobody learns of another's
//! keys (`a_key_of_another_person_is_unknown`). Two writers with one key: the second finds the first's
//! row, or its [`finish`] fails with [`Error::Exists`] and its change is undone.

use storage::{Error, FromRow, Row, Sql, Tx};

use crate::Who;

/// How long keys are kept at least, in seconds: an outbox may come back after 30 days offline.
pub const KEPT: i64 = 35 * 24 * 3600;

/// What is remembered of a change: where the person goes to read "saved".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The page that says "saved": a path of this house.
    pub to: String,
}

/// What is known of a key when a change begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Never seen: do the change, then [`finish`].
    Fresh,
    /// Same key and same body: it was done; answer with the same receipt.
    Done(Receipt),
    /// Same key, other body: it was saved, and this is something else.
    Differs(Receipt),
}

struct Kept {
    body: Vec<u8>,
    receipt: String,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            body: row.get(0)?,
            receipt: row.get(1)?,
        })
    }
}

/// Looks the key up. `body` is the SHA-256 of the sent fields without the key.
pub fn begin(tx: &mut Tx<'_>, who: &Who, key: &str, body: &[u8; 32]) -> Result<Key, Error> {
    // Two servers with one key: the slower one runs again and finds the other's receipt.
    tx.run_again_when_taken("change_key");
    let kept: Option<Kept> = tx.first(&FIND, &[&who.agency, &who.account, &key])?;
    Ok(match kept {
        None => Key::Fresh,
        Some(kept) => {
            let receipt = Receipt { to: kept.receipt };
            if kept.body == body {
                Key::Done(receipt)
            } else {
                Key::Differs(receipt)
            }
        }
    })
}

/// Remembers the key with its receipt. `now` is in seconds since 1970.
///
/// # Errors
/// [`Error::Exists`] when another writer finished the same key first: the whole
/// change must be undone, and run again from [`begin`].
pub fn finish(
    tx: &mut Tx<'_>,
    who: &Who,
    key: &str,
    body: &[u8; 32],
    receipt: &Receipt,
    now: i64,
) -> Result<(), Error> {
    tx.run(
        &KEEP,
        &[&who.agency, &who.account, &key, body, &receipt.to, &now],
    )?;
    Ok(())
}

/// Forgets keys older than [`KEPT`]; how many went.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<u64, Error> {
    tx.run(&FORGET, &[&(now - KEPT)])
}

const FIND: Sql = Sql::new(
    "people.change.find",
    "SELECT body, receipt FROM change_key WHERE agency_id = $1 AND account_id = $2 AND change_key = $3",
);
const KEEP: Sql = Sql::new(
    "people.change.keep",
    "INSERT INTO change_key (agency_id, account_id, change_key, body, receipt, at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const FORGET: Sql = Sql::new(
    "people.change.forget",
    "DELETE FROM change_key WHERE at < $1",
);

pub(crate) const STATEMENTS: &[Sql] = &[FIND, KEEP, FORGET];

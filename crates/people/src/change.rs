//! Idempotency of changes (ruling 6): the change, its key, its audit leaf and its
//! receipt commit together, and only then does anyone read "saved".

use storage::{Error, Tx};

use crate::Who;

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

/// Looks the key up. `body` is the SHA-256 of the sent fields without the key.
pub fn begin(tx: &mut Tx<'_>, who: &Who, key: &str, body: &[u8; 32]) -> Result<Key, Error> {
    let _ = (tx, who, key, body);
    todo!()
}

/// Remembers the key with its receipt. `now` is in seconds since 1970.
pub fn finish(tx: &mut Tx<'_>, who: &Who, key: &str, body: &[u8; 32], receipt: &Receipt, now: i64) -> Result<(), Error> {
    let _ = (tx, who, key, body, receipt, now);
    todo!()
}

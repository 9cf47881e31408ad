//! Guessing is limited and the owner is never locked out (promise P21).
//!
//! Each guess that may reach the slow hash leaves a row under the name that was typed (as a hash,
//! whether an account has it or not, so that a stranger sees no difference) and the client it
//! came from. Clients in which the account has never signed in share 10 an hour; each known client has
//! 100 of its own, so that somebody else's guesses never stand in the owner's way.
//! A guess that was right is taken back.

use domain::world::Chance;
use storage::{Error, Sql, Tx};

use crate::token;

/// Guesses an hour of all unknown clients together.
pub const UNKNOWN: i64 = 10;
/// Guesses an hour of one known client.
pub const KNOWN: i64 = 100;
const WINDOW: i64 = 3600;

/// One guess that was let through.
#[derive(Clone, Debug)]
pub(crate) struct Guess {
    name_hash: [u8; 32],
    client_hash: Vec<u8>,
    at: i64,
    id: i64,
}

impl Guess {
    /// Whether it came from a client that the account does not know.
    pub(crate) fn is_unknown(&self) -> bool {
        self.client_hash.is_empty()
    }
}

/// Lets a guess through, or not. `client_hash` is empty for unknown clients.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    name_hash: &[u8; 32],
    client_hash: &[u8],
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<Guess>, Error> {
    let limit = if client_hash.is_empty() {
        UNKNOWN
    } else {
        KNOWN
    };
    let taken: i64 = tx.one(&COUNT, &[name_hash, &client_hash, &(now - WINDOW)])?;
    if taken >= limit {
        return Ok(None);
    }
    let guess = Guess {
        name_hash: *name_hash,
        client_hash: client_hash.to_vec(),
        at: now,
        id: token::number(chance),
    };
    tx.run(
        &TAKE,
        &[&guess.name_hash, &guess.client_hash, &guess.at, &guess.id],
    )?;
    Ok(Some(guess))
}

/// Takes a guess back that was right.
pub(crate) fn give_back(tx: &mut Tx<'_>, guess: &Guess) -> Result<(), Error> {
    tx.run(
        &GIVE_BACK,
        &[&guess.name_hash, &guess.client_hash, &guess.at, &guess.id],
    )?;
    Ok(())
}

/// Removes guesses that no longer count; how many went.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<u64, Error> {
    tx.run(&PURGE, &[&(now - WINDOW)])
}

const COUNT: Sql = Sql::new(
    "people.guess.count",
    "SELECT COUNT(*) FROM guess WHERE name_hash = $1 AND client_hash = $2 AND at > $3",
);
const TAKE: Sql = Sql::new(
    "people.guess.take",
    "INSERT INTO guess (name_hash, client_hash, at, guess_id) VALUES ($1, $2, $3, $4)",
);
const GIVE_BACK: Sql = Sql::new(
    "people.guess.give_back",
    "DELETE FROM guess WHERE name_hash = $1 AND client_hash = $2 AND at = $3 AND guess_id = $4",
);
const PURGE: Sql = Sql::new("people.guess.purge", "DELETE FROM guess WHERE at <= $1");

pub(crate) const STATEMENTS: &[Sql] = &[COUNT, TAKE, GIVE_BACK, PURGE];

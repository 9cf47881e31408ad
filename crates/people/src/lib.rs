//! Who is asking: agencies, programs, teams, accounts, roles, sessions, ways in,
//! [`Reach`], the idempotency of changes, and the audit trail.
//!
//! Data functions are plain: they take a [`storage::Tx`], and time and chance as arguments. Times are
//! seconds since 1970. A function that changes an account leaves its leaf in the trail by itself.

pub mod account;
pub mod agency;
pub mod audit;
pub mod change;
pub mod deputy;
pub mod device;
mod guess;
pub mod invitation;
pub mod notice;
pub mod passkey;
pub mod password;
pub mod reach;
pub mod recovery;
pub mod session;
pub mod setup;
pub mod sign_in;
mod token;
pub mod totp;
pub mod way_back;

#[cfg(test)]
mod tests;

pub use account::{Who, colleagues, names, supervisors_of};
pub use reach::{Audience, Reach};

use storage::{Error, Sql, Tx};

/// Every SQL text of this crate, for the test that prepares them all on both engines.
pub fn statements() -> Vec<Sql> {
    [
        account::statements().as_slice(),
        agency::STATEMENTS,
        &audit::statements(),
        change::STATEMENTS,
        deputy::STATEMENTS,
        guess::STATEMENTS,
        invitation::STATEMENTS,
        notice::STATEMENTS,
        passkey::STATEMENTS,
        password::STATEMENTS,
        reach::STATEMENTS,
        recovery::STATEMENTS,
        session::STATEMENTS,
        setup::STATEMENTS,
        sign_in::STATEMENTS,
        totp::STATEMENTS,
        way_back::STATEMENTS,
    ]
    .concat()
}

/// Forgets what has served its time: ended sessions, old keys of changes, guesses, half-finished
/// sign-ins. Run it once an hour; how many rows went.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<u64, Error> {
    Ok(session::purge(tx, now)?
        + change::purge(tx, now)?
        + guess::purge(tx, now)?
        + sign_in::purge(tx, now)?)
}

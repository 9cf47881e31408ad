//! Own sessions: a 256-bit token, stored hashed, new at every change of standing.

use storage::{Error, Tx};

use crate::Who;

/// A session's token, as it stands in the cookie (base64url of 32 bytes).
#[derive(Clone)]
pub struct Token(pub String);

/// What a cookie opens.
pub enum Seen {
    /// A live session. Boxed, because it is much larger than the rest.
    Live(Box<Who>),
    /// It was this account's session and has ended (1 h idle, 24 h overall, or signed out elsewhere).
    Ended {
        /// The account whose session it was.
        account: domain::id::AccountId,
    },
    /// Nobody.
    Nobody,
}

/// Looks a token up. `now` is in seconds since 1970. Touching `seen_at` is [`touch`]'s work.
pub fn look_up(tx: &mut Tx<'_>, token: &str, now: i64) -> Result<Seen, Error> {
    let _ = (tx, token, now);
    todo!()
}

/// Notes that the session was used; called at most once a minute for a session.
pub fn touch(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<(), Error> {
    let _ = (tx, who, now);
    todo!()
}

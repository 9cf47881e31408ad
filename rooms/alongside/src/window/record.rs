//! One person's record, for a copy that is given to somebody. A person out of reach has none.

use domain::id::{AccountId, ParticipantId};
use people::Audience;
use storage::{Error, Tx};

use crate::{
    contacts::{self, HistoryRow},
    participants::{self, Scope},
};

pub use crate::contacts::HistoryRow as Met;

/// The most contacts of a copy; whoever needs more takes the years apart.
pub const MOST: usize = 1_000;

/// What a copy may hold.
pub struct Record {
    /// The name they use.
    pub name: String,
    /// Their pronouns, or empty.
    pub pronouns: String,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// When support ended; 0 = it goes on.
    pub ended_at: i64,
    /// What comes next, or empty.
    pub next_step: String,
    /// Their contacts, newest first, at most [`MOST`].
    pub contacts: Vec<HistoryRow>,
    /// Whether older contacts are left out.
    pub older: bool,
}

/// The name that somebody within reach uses, and who can see their record.
pub fn name(
    tx: &mut Tx<'_>,
    scope: Scope,
    id: ParticipantId,
) -> Result<Option<(String, Audience)>, Error> {
    let Some(person) = participants::find(tx, scope, id)? else {
        return Ok(None);
    };
    let audience = participants::audience(tx, scope, person.worker)?;
    Ok(Some((person.name, audience)))
}

/// The record of somebody within reach, and who can see it.
pub fn of(
    tx: &mut Tx<'_>,
    scope: Scope,
    id: ParticipantId,
) -> Result<Option<(Record, Audience)>, Error> {
    let Some(person) = participants::find(tx, scope, id)? else {
        return Ok(None);
    };
    let audience = participants::audience(tx, scope, person.worker)?;
    let (mut all, mut before): (Vec<HistoryRow>, _) = (vec![], None);
    let older = loop {
        let mut page = contacts::history(tx, scope.reach, id, before)?;
        let more = page.len() > contacts::HISTORY;
        page.truncate(contacts::HISTORY);
        before = page.last().map(HistoryRow::key);
        all.extend(page);
        if !more || all.len() >= MOST {
            break more;
        }
    };
    let record = Record {
        name: person.name,
        pronouns: person.pronouns,
        worker: person.worker,
        since: person.facts.since,
        ended_at: person.facts.ended_at,
        next_step: person.facts.next_step,
        contacts: all,
        older,
    };
    Ok(Some((record, audience)))
}

//! What Today shows, read in one transaction through the other rooms' own functions. Today has no table.

use boundaries::window::{self, Watch};
use domain::id::AccountId;
use jiff::{ToSpan, Zoned};
use people::{Audience, Reach, Who};
use storage::{Error, Tx};

use crate::{
    appointments::{self, Planned},
    contacts::{self, Draft, Lists, Short},
    hand_offs::{self, Offer},
    participants::{self, Listed},
};

/// How many people stand under "People to follow up".
const FOLLOW_UP: i64 = 5;
/// How many of the day's contacts are listed.
const LOGGED: i64 = 12;

/// One of today's contacts, with the names of those it was with.
pub struct Logged {
    /// The contact.
    pub short: Short,
    /// The names used.
    pub names: Vec<String>,
}

/// A peer worker's day.
pub struct Day {
    /// Who can see these records.
    pub audience: Audience,
    /// On duty or off.
    pub watch: Watch,
    /// The day's appointments, in order.
    pub planned: Vec<Planned>,
    /// People by need.
    pub people: Vec<Listed>,
    /// Hand-overs that wait for an answer.
    pub offers: Vec<Offer>,
    /// The day's contacts, newest first.
    pub logged: Vec<Logged>,
    /// The program's words for kinds.
    pub lists: Lists,
    /// What is being typed.
    pub drafts: Vec<Draft>,
}

/// Reads a peer worker's day.
pub fn day(tx: &mut Tx<'_>, reach: Reach, who: &Who, here: &Zoned) -> Result<Day, Error> {
    let me = who.account;
    let (from, to) = bounds(here);
    let mut logged = vec![];
    for short in contacts::between(tx, reach, me, (from, to), LOGGED)? {
        let mut names = vec![];
        for id in contacts::with(tx, reach.agency, short.id)? {
            if let Some(person) = participants::listed(tx, reach, id)? {
                names.push(person.name);
            }
        }
        logged.push(Logged { short, names });
    }
    Ok(Day {
        audience: reach.audience(tx, me)?,
        watch: window::duty(tx, reach, me, here)?,
        planned: appointments::on_day(tx, reach, me, from, to)?,
        people: participants::by_need(tx, reach, me, 1, None, FOLLOW_UP)?,
        offers: hand_offs::waiting(tx, reach)?,
        logged,
        lists: contacts::lists(tx, reach.agency, who.program)?,
        drafts: contacts::drafts(tx, reach.agency, me)?,
    })
}

/// A supervisor's own Today: whose people they see, and who is on duty now.
pub struct Team {
    /// The workers, with their duty.
    pub workers: Vec<(AccountId, String, Watch)>,
}

/// Reads a supervisor's Today.
pub fn team(tx: &mut Tx<'_>, reach: Reach, here: &Zoned) -> Result<Team, Error> {
    let mut workers = vec![];
    for (worker, name) in reach.workers(tx)? {
        if worker != reach.viewer {
            workers.push((worker, name, window::duty(tx, reach, worker, here)?));
        }
    }
    Ok(Team { workers })
}

/// The first second of the local day, and of the next one.
pub fn bounds(here: &Zoned) -> (i64, i64) {
    let start = here.start_of_day().unwrap_or_else(|_| here.clone());
    let end = start.checked_add(1.day()).unwrap_or_else(|_| start.clone());
    (start.timestamp().as_second(), end.timestamp().as_second())
}

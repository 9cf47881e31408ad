//! Contacts that an older Fullcup logged are counted once, in the background, in batches that hold
//! the writer for a moment each. Until then pages say that they are still counting.
//!
//! How far it has come needs no mark of its own: a contact that is not counted has no day, and an
//! index over those is empty for good when the last one has its day.

use std::collections::BTreeMap;

use domain::id::{AccountId, AgencyId, ProgramId, TeamId};
use jiff::tz::TimeZone;
use storage::{Error, Tx};

use super::{Counted, Place, Tally};
use crate::contacts;

/// What a batch did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Contacts that were counted.
    pub counted: usize,
    /// Whether nothing is left to be counted.
    pub done: bool,
}

/// Counts up to `most` contacts that are not counted yet, of any agency. For the house itself.
pub fn fill(tx: &mut Tx<'_>, most: usize) -> Result<Filled, Error> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let waiting = contacts::not_counted(tx, limit)?;
    let mut tallies: BTreeMap<AgencyId, Tally> = BTreeMap::new();
    let mut zones: BTreeMap<(AgencyId, ProgramId), TimeZone> = BTreeMap::new();
    let mut teams: BTreeMap<(AgencyId, AccountId), Option<TeamId>> = BTreeMap::new();
    let counted = waiting.len();
    for (agency, id) in waiting {
        let Some(contact) = contacts::stored(tx, agency, id)? else {
            continue;
        };
        let zone = match zones.get(&(agency, contact.program)) {
            Some(zone) => zone.clone(),
            None => {
                let zone = contacts::zone(tx, agency, contact.program)?;
                zones.insert((agency, contact.program), zone.clone());
                zone
            }
        };
        let team = match teams.get(&(agency, contact.worker)) {
            Some(team) => *team,
            None => {
                let account = people::account::find(tx, agency, contact.worker)?;
                let team = account.and_then(|account| account.team);
                teams.insert((agency, contact.worker), team);
                team
            }
        };
        let what = &contact.what;
        let place = Place::of(what.happened_at, what.minutes, &zone, team);
        contacts::set_place(tx, agency, id, place)?;
        let one = Counted::read(contact.worker, contact.program, place, what, &contact.with);
        tallies
            .entry(agency)
            .or_insert_with(|| Tally::new(agency))
            .add(&one);
    }
    for tally in tallies.values() {
        tally.write(tx)?;
    }
    Ok(Filled {
        counted,
        done: counted < most,
    })
}

/// Whether every contact of the agency is counted; `false` while the contacts of an older Fullcup
/// are still being counted.
pub fn is_whole(tx: &mut Tx<'_>, agency: AgencyId) -> Result<bool, Error> {
    contacts::all_counted(tx, agency)
}

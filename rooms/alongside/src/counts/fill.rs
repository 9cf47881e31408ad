//! Contacts that an older Fullcup logged are counted once, in the background, in batches that hold
//! the writer for a moment each. Until then pages say that they are still counting.
//!
//! How far it has come needs no mark of its own: a contact that is not counted has no day, and an
//! index over those is empty for good when the last one has its day.

use std::collections::{BTreeMap, btree_map::Entry};

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

/// Counts up to `most` contacts of an agency that are not counted yet. For the house itself.
pub fn fill(tx: &mut Tx<'_>, agency: AgencyId, most: usize) -> Result<Filled, Error> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let waiting = contacts::not_counted(tx, agency, limit)?;
    let mut zones: BTreeMap<ProgramId, TimeZone> = BTreeMap::new();
    let mut teams: BTreeMap<AccountId, Option<TeamId>> = BTreeMap::new();
    let mut tally = Tally::new(agency);
    let counted = waiting.len();
    for id in waiting {
        let Some(contact) = contacts::stored(tx, agency, id)? else {
            continue;
        };
        let zone = match zones.entry(contact.program) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(contacts::zone(tx, agency, contact.program)?),
        };
        let team = match teams.entry(contact.worker) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let account = people::account::find(tx, agency, contact.worker)?;
                *place.insert(account.and_then(|account| account.team))
            }
        };
        let what = &contact.what;
        let place = Place::of(what.happened_at, what.minutes, zone, team);
        contacts::set_place(tx, agency, id, place)?;
        let (worker, program) = (contact.worker, contact.program);
        tally.add(&Counted::read(worker, program, place, what, &contact.with));
    }
    tally.write(tx)?;
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

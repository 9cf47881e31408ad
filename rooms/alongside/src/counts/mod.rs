//! Counts that are kept beside the contacts, in the transaction of each: a worker's days, a
//! program's months, and who was there. Pages of a team and of a program read these and no contact.
//!
//! **Invariant:** whatever is logged, undone, corrected or handed over, the counts are what a recount
//! of the contacts gives (`any_run_of_changes_leaves_the_counts_of_a_recount`).
//!
//! A contact counts for the local day on which it began, in the time zone of its program, and for the
//! team that the worker was in. Both stand in the contact, so that neither a new time zone nor
//! a new team moves what is past.

mod fill;
mod queries;
mod tally;
#[cfg(test)]
mod tests;

use domain::{
    contact::{Heaviness, Listed as _, Outcome},
    id::{AccountId, AgencyId, ParticipantId, ProgramId, TeamId},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use storage::{Error, Tx};

use crate::contacts::{Contact, NewContact, What};

pub use fill::{Filled, fill, is_whole};
pub use queries::{
    Counted as Part, Differs, People, RECOUNT, STATEMENTS, WorkerDay, differs, kinds_of, months,
    people, recount, worker_days,
};
pub use tally::Tally;

/// What counts of one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Who did it.
    pub worker: AccountId,
    /// The program it counts for.
    pub program: ProgramId,
    /// When it counts, and for which team.
    pub place: Place,
    /// The slug of its kind.
    pub kind: String,
    /// The slug of where it was, or empty.
    pub setting: String,
    /// How long it was.
    pub minutes: i64,
    /// Whether a part of it lay outside the worker's hours.
    pub out_of_hours: bool,
    /// Whether it was heavy or very heavy.
    pub heavy: bool,
    /// Whether it was an attempt in vain.
    pub tried: bool,
    /// People at a public event, and people whose name is not known.
    pub heads: i64,
    /// The participants, each once.
    pub with: Vec<ParticipantId>,
}

/// Where a contact stands in the counts. It is stored with the contact and stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The local day on which it began.
    pub day: Date,
    /// Whether it ran into the next day.
    pub over_midnight: bool,
    /// The worker's team then, if there was one.
    pub team: Option<TeamId>,
}

impl Place {
    /// The place of a contact that began at this moment (seconds since 1970) and was so long.
    pub fn of(at: i64, minutes: i64, zone: &TimeZone, team: Option<TeamId>) -> Self {
        let date = |second: i64| {
            let moment = Timestamp::from_second(second).unwrap_or_default();
            moment.to_zoned(zone.clone()).date()
        };
        let day = date(at);
        let last = at.saturating_add((minutes.max(0) * 60 - 1).max(0));
        Self {
            day,
            over_midnight: date(last) > day,
            team,
        }
    }

    /// The month as `yyyymm`.
    pub fn month(&self) -> i64 {
        month_of(self.day)
    }
}

/// A month as it is stored: `yyyymm`.
pub fn month_of(day: Date) -> i64 {
    i64::from(day.year()) * 100 + i64::from(day.month())
}

impl Counted {
    /// What counts of a contact about to be saved.
    pub fn new(new: &NewContact) -> Self {
        Self::read(new.worker, new.program, new.place, &new.what, &new.with)
    }

    /// What counts of a stored contact; `None` when it has not been counted yet, or was taken back.
    pub fn stored(contact: &Contact) -> Option<Self> {
        let place = contact.place.filter(|_| contact.undone_at == 0)?;
        let (what, with) = (&contact.what, &contact.with);
        Some(Self::read(
            contact.worker,
            contact.program,
            place,
            what,
            with,
        ))
    }

    /// What counts of a contact that says this.
    pub fn read(
        worker: AccountId,
        program: ProgramId,
        place: Place,
        what: &What,
        with: &[ParticipantId],
    ) -> Self {
        Self {
            worker,
            program,
            place,
            kind: what.kind.clone(),
            setting: what.setting.clone(),
            minutes: what.minutes,
            out_of_hours: what.out_of_hours != 0,
            heavy: Heaviness::from_code(what.heaviness).is_some_and(Heaviness::weighs),
            tried: matches!(
                Outcome::from_code(what.outcome),
                Some(Outcome::LeftMessage | Outcome::NoAnswer)
            ),
            heads: what.people_reached + i64::from(!what.unknown_person.is_empty()),
            with: with.to_vec(),
        }
    }
}

/// Counts a contact. In the transaction that writes it.
pub fn add(tx: &mut Tx<'_>, agency: AgencyId, counted: &Counted) -> Result<(), Error> {
    let mut tally = Tally::new(agency);
    tally.add(counted);
    tally.write(tx)
}

/// Counts a contact no longer. In the transaction that takes it back.
pub fn take(tx: &mut Tx<'_>, agency: AgencyId, counted: &Counted) -> Result<(), Error> {
    let mut tally = Tally::new(agency);
    tally.take(counted);
    tally.write(tx)
}

/// Counts a corrected contact anew. In the transaction of the correction.
pub fn change(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    old: &Counted,
    new: &Counted,
) -> Result<(), Error> {
    if old == new {
        return Ok(());
    }
    let mut tally = Tally::new(agency);
    tally.take(old);
    tally.add(new);
    tally.write(tx)
}

//! The way in from a spreadsheet: people and contacts that come in together, that may be taken
//! back together, and two records of one person that become one.
//!
//! Who comes in: nobody. The room that moves in calls these functions for whoever its doors let
//! in; nothing here has a page. Circle: Work.
//!
//! **Invariant:** counts stay what a recount gives (`what_comes_in_from_a_sheet_is_counted`), and no
//! text of a merged record is lost (`both_texts_are_kept`).

pub(crate) mod pages;
mod queries;

use domain::{
    circle::Circle,
    id::{AccountId, AgencyId, ContactId, ParticipantId, ProgramId},
};
use people::Reach;
use storage::{Error, Tx};
use web::Room;

use crate::{
    contacts::{self, Lists, NewContact},
    counts::{Counted, Tally},
    participants::{self, Details, Scope, refresh_need},
};

pub use queries::{
    STATEMENTS, answer_pair, contacts_in_use, is_moving, known, pairs, people_in_use,
};

/// A kept text that a sheet brought.
pub const FROM_SHEET: &str = "sheet";
/// A kept record that became part of another.
pub const MERGED: &str = "merged";

/// The statements of this module, as a room without doors.
pub(crate) fn room() -> Room {
    Room::new("arrivals", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
}

/// Somebody of a program, by what a sheet may call them.
#[derive(Clone, Debug)]
pub struct Known {
    /// The person.
    pub id: ParticipantId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// 1 = walking together, 2 = support ended.
    pub state: i64,
    /// The name used.
    pub name: String,
    /// The same, folded.
    pub folded: String,
    /// The phone number, or empty.
    pub phone: String,
    /// The year of birth, or 0.
    pub birth_year: i64,
}

/// Somebody who comes in from a sheet.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The person.
    pub id: ParticipantId,
    /// Their program.
    pub program: ProgramId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// What is known of them.
    pub details: Details,
    /// What comes next, or empty.
    pub next_step: String,
    /// Its day (ISO), or empty.
    pub next_step_on: String,
    /// When they came, in seconds since 1970.
    pub added_at: i64,
    /// When support ended, in seconds since 1970; 0 while walking together.
    pub ended_at: i64,
    /// A slug of [`participants::rules::Ending`], or empty.
    pub ended_how: String,
    /// Words to remember, as the sheet has them.
    pub ended_words: String,
}

/// A text that belongs to a person and has no field of its own.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// When it was kept, in seconds since 1970.
    pub at: i64,
    /// Who brought or merged it; the id 0 = the command line.
    pub by: AccountId,
    /// [`FROM_SHEET`] or [`MERGED`].
    pub what: String,
    /// The words; of a merged record, all it said, as JSON.
    pub body: String,
}

/// The kinds and settings of a program.
pub fn lists(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<Lists, Error> {
    contacts::lists(tx, agency, program)
}

/// Writes somebody who comes in, with the texts that have no field.
pub fn person(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    new: &Arrival,
    kept: Option<&Kept>,
) -> Result<(), Error> {
    queries::person(tx, agency, new)?;
    if let Some(kept) = kept {
        queries::keep(tx, agency, new.id, kept)?;
    }
    refresh_need(tx, agency, new.id)
}

/// Writes contacts and counts them. Call [`settle`] for their people when the last is written.
pub fn contacts(tx: &mut Tx<'_>, agency: AgencyId, new: &[NewContact]) -> Result<(), Error> {
    let mut tally = Tally::new(agency);
    for one in new {
        contacts::insert_uncounted(tx, agency, one)?;
        tally.add(&Counted::new(one));
    }
    tally.write(tx)
}

/// Works out anew when these people were last met, and where they stand in the list by need.
pub fn settle(tx: &mut Tx<'_>, agency: AgencyId, people: &[ParticipantId]) -> Result<(), Error> {
    people
        .iter()
        .try_for_each(|id| contacts::settle(tx, agency, *id))
}

/// Takes contacts back that nobody has corrected since; how many.
pub fn take_back_contacts(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    ids: &[ContactId],
    now: i64,
) -> Result<u64, Error> {
    let mut tally = Tally::new(agency);
    let (mut gone, mut people) = (0, vec![]);
    for id in ids {
        let Some(contact) = contacts::stored(tx, agency, *id)? else {
            continue;
        };
        let counted = Counted::stored(&contact);
        if queries::take_back_contact(tx, agency, *id, now)? {
            gone += 1;
            if let Some(counted) = &counted {
                tally.take(counted);
            }
            people.extend(contact.with);
        }
    }
    tally.write(tx)?;
    people.sort_unstable_by_key(|id| id.get());
    people.dedup();
    settle(tx, agency, &people)?;
    Ok(gone)
}

/// Removes people who came in and with whom nobody has worked since; how many.
pub fn take_back_people(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    ids: &[ParticipantId],
) -> Result<u64, Error> {
    let mut gone = 0;
    for id in ids {
        gone += u64::from(queries::take_back_person(tx, agency, *id)?);
    }
    Ok(gone)
}

/// The texts kept with a person. The caller has found the person within reach.
pub fn kept(tx: &mut Tx<'_>, reach: Reach, participant: ParticipantId) -> Result<Vec<Kept>, Error> {
    queries::kept(tx, reach.agency, participant)
}

/// Makes two records of one person one: `gone` becomes part of `kept`. Its contacts, appointments and
/// hand-overs go over, what the kept record lacks is filled in, and everything that `gone` said stays
/// readable with it. `false` when one of them is out of the reach of who asks. Not while something
/// [`is_moving`].
pub fn merge(
    tx: &mut Tx<'_>,
    scope: Scope,
    (kept, gone): (ParticipantId, ParticipantId),
    note: i64,
    now: i64,
) -> Result<bool, Error> {
    let agency = scope.reach.agency;
    let both = kept != gone
        && participants::find(tx, scope, kept)?.is_some()
        && participants::find(tx, scope, gone)?.is_some();
    let Some(whole) = queries::whole(tx, agency, gone)?.filter(|_| both) else {
        return Ok(false);
    };
    let mut tally = Tally::new(agency);
    for (contact, at) in queries::contacts_of(tx, agency, gone)? {
        let before = contacts::stored(tx, agency, contact)?;
        queries::rename_with(tx, agency, (contact, at), (gone, kept))?;
        let after = contacts::stored(tx, agency, contact)?;
        if let Some(counted) = before.as_ref().and_then(Counted::stored) {
            tally.take(&counted);
        }
        if let Some(counted) = after.as_ref().and_then(Counted::stored) {
            tally.add(&counted);
        }
    }
    tally.write(tx)?;
    let text = Kept {
        id: note,
        at: now,
        by: scope.reach.viewer,
        what: MERGED.to_owned(),
        body: serde_json::to_string(&whole).map_err(|error| Error::Broken(error.to_string()))?,
    };
    queries::keep(tx, agency, kept, &text)?;
    queries::give_over(tx, agency, (gone, kept), &whole, now)?;
    queries::drop_pairs(tx, agency, gone)?;
    contacts::settle(tx, agency, kept)?;
    Ok(true)
}

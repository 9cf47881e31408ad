//! Contacts: what was done, with whom, how long; fifteen seconds on a phone, and nothing lost.
//!
//! Who comes in: peer workers log; they and their supervisors read and correct. Program managers
//! choose the words for kinds and settings, and see no contact. Circle: Work.
//!
//! **Invariant:** a contact is within reach through the people it was with
//! (`a_contact_out_of_reach_is_not_here`). **Invariant:** no text of a contact is ever overwritten:
//! a correction keeps what it said, who corrected it, when and why (`a_correction_keeps_what_it_said`).

mod doors;
mod forms;
pub(crate) mod pages;
mod queries;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{
    circle::Circle,
    contact::NOTE_MAX,
    id::{AccountId, AgencyId, ParticipantId, ProgramId},
    role::Role::{self, PeerSupervisor, PeerWorker, ProgramManager},
};
use jiff::tz::TimeZone;
use kit::Icon;
use people::Reach;
use storage::{Error, Tx};
use web::{Fields, Place, Room};

use crate::{
    counts::{self, Counted, Place as Stand},
    participants,
};

pub use pages::{HistoryRow, history_rows};
pub use queries::{
    Contact, Correction, Draft, HISTORY, Lists, NewContact, STATEMENTS, Short, What, all_counted,
    insert as insert_uncounted, keep_draft, lists, not_counted, set_place, stored,
};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];
const WORKER: &[Role] = &[PeerWorker];
const MANAGER: &[Role] = &[ProgramManager];

/// A note of the longest length, however it is written: a letter may be four bytes, and a form
/// sends each byte as three (`the_longest_note_is_saved_in_every_script`).
const LONGEST: usize = 12 * NOTE_MAX + 16 * 1024;

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("contacts", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .statements(counts::STATEMENTS)
        .statements(counts::RECOUNT)
        .place(Place {
            path: "/contacts/new",
            icon: Icon::Plus,
            word: "contacts-place",
            roles: WORKER,
            order: 30,
        })
        .place(Place {
            path: "/program/kinds",
            icon: Icon::Gear,
            word: "contacts-place-kinds",
            roles: MANAGER,
            order: 60,
        })
        .show("/contacts/new", WORKER, doors::log::new)
        .act("/contacts", WORKER, doors::log::log)
        .limit(LONGEST)
        .act("/contacts/find", WORKER, doors::log::find)
        .limit(LONGEST)
        .act("/contacts/draft", WORKER, doors::draft::keep)
        .limit(LONGEST)
        .act("/contacts/draft/{id}/away", WORKER, doors::draft::away)
        .show("/contacts/{id}", BOTH, doors::open)
        .show("/contacts/{id}/saved", WORKER, doors::saved)
        .act("/contacts/{id}/undo", WORKER, doors::undo)
        .show("/contacts/{id}/correct", BOTH, doors::correct::form)
        .act("/contacts/{id}/correct", BOTH, doors::correct::correct)
        .limit(LONGEST)
        .show("/program/kinds", MANAGER, doors::kinds::list)
        .circle_of(Circle::House)
        .show("/program/kinds/{list}/{slug}", MANAGER, doors::kinds::form)
        .circle_of(Circle::House)
        .act("/program/kinds/{list}/{slug}", MANAGER, doors::kinds::set)
        .circle_of(Circle::House)
}

/// A page of a person's contacts, newest first, and one more when there are older ones; `before` is
/// [`HistoryRow::key`] of the last row shown. The caller has found the person within reach.
pub fn history(
    tx: &mut Tx<'_>,
    reach: Reach,
    participant: ParticipantId,
    before: Option<(i64, i64)>,
) -> Result<Vec<HistoryRow>, Error> {
    let stored = queries::history(tx, reach.agency, participant, before)?;
    let mut words: BTreeMap<ProgramId, Lists> = BTreeMap::new();
    let others: Vec<AccountId> = stored
        .iter()
        .map(|row| row.worker)
        .filter(|worker| *worker != reach.viewer)
        .collect();
    let names = people::names(tx, reach.agency, &others)?;
    let mut rows = Vec::with_capacity(stored.len());
    for row in stored {
        let lists = match words.entry(row.program) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(queries::lists(tx, reach.agency, row.program)?),
        };
        let kind = lists.kinds.find(&row.kind);
        rows.push(HistoryRow {
            id: row.id,
            at: row.at,
            by: names.get(&row.worker).cloned(),
            label: kind.and_then(|kind| kind.label.clone()),
            kind: row.kind,
            minutes: row.minutes,
            outcome: row.outcome,
            heaviness: row.heaviness,
            note: row.note,
            corrected: row.version > 1,
        });
    }
    Ok(rows)
}

/// What a worker logged in a stretch of time, newest first.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The contacts, each with the names of the people it was with who are within reach.
    pub shown: Vec<(Short, Vec<String>)>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// The words of the program.
    pub lists: Lists,
}

/// What a worker within reach logged from one moment to another (seconds since 1970), at most
/// `limit`.
pub fn logged(
    tx: &mut Tx<'_>,
    reach: Reach,
    (worker, program): (AccountId, ProgramId),
    span: (i64, i64),
    limit: usize,
) -> Result<Logged, Error> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
    let mut found = queries::between(tx, reach, worker, span, most + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let mut shown = Vec::with_capacity(found.len());
    for short in found {
        let with = queries::with(tx, reach.agency, short.id)?;
        shown.push((short, names(tx, reach, &with)?));
    }
    // Most days begin without a contact, and then nobody needs the words.
    let lists = if shown.is_empty() {
        Lists::default()
    } else {
        queries::lists(tx, reach.agency, program)?
    };
    Ok(Logged { shown, more, lists })
}

/// The names used of those of these people who are within reach.
fn names(tx: &mut Tx<'_>, reach: Reach, people: &[ParticipantId]) -> Result<Vec<String>, Error> {
    let mut names = Vec::with_capacity(people.len());
    for id in people {
        names.extend(participants::listed(tx, reach, *id)?.map(|person| person.name));
    }
    Ok(names)
}

/// A draft of the viewer, as Today shows it.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// Where it goes on.
    pub href: String,
    /// The people it is about who are within reach.
    pub names: Vec<String>,
    /// When it was last typed at, in seconds since 1970.
    pub changed_at: i64,
}

/// The viewer's own drafts, newest first: nobody else sees them (ruling 5).
pub fn drafted(tx: &mut Tx<'_>, reach: Reach) -> Result<Vec<Drafted>, Error> {
    let mut drafted = vec![];
    for draft in queries::drafts(tx, reach.agency, reach.viewer)? {
        let fields = Fields::parse(draft.body.as_bytes()).unwrap_or_default();
        if !forms::is_worth_keeping(&fields) {
            continue;
        }
        let with = forms::Typed::of(&fields).people().unwrap_or_default();
        drafted.push(Drafted {
            href: format!("/contacts/new?draft={}", draft.id),
            names: names(tx, reach, &with)?,
            changed_at: draft.changed_at,
        });
    }
    Ok(drafted)
}

/// Writes a contact and counts it. It changes no fact of a person: see [`settle`].
pub fn insert(tx: &mut Tx<'_>, agency: AgencyId, new: &NewContact) -> Result<(), Error> {
    queries::insert(tx, agency, new)?;
    counts::add(tx, agency, &Counted::new(new))
}

/// Takes a contact back and counts it no longer; `false` if it was corrected since, or is gone.
pub fn take_back(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    contact: &Contact,
    now: i64,
) -> Result<bool, Error> {
    let undone = queries::undo(tx, agency, contact.id, contact.worker, now)?;
    if undone && let Some(counted) = Counted::stored(contact) {
        counts::take(tx, agency, &counted)?;
    }
    Ok(undone)
}

/// Lets a contact say something else, keeps what it said, and counts it anew; `false` if somebody
/// was faster.
pub fn correct(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    old: &Contact,
    (what, with): (&What, &[ParticipantId]),
    by: &Correction,
) -> Result<bool, Error> {
    let mut place = old.place;
    let moved = (what.happened_at, what.minutes) != (old.what.happened_at, old.what.minutes);
    if let Some(stand) = place.filter(|_| moved) {
        let zone = zone(tx, agency, old.program)?;
        place = Some(Stand::of(what.happened_at, what.minutes, &zone, stand.team));
    }
    if !queries::correct(tx, agency, old, (what, with), place, by)? {
        return Ok(false);
    }
    if let (Some(before), Some(place)) = (Counted::stored(old), place) {
        let after = Counted::read(old.worker, old.program, place, what, with);
        counts::change(tx, agency, &before, &after)?;
    }
    Ok(true)
}

/// The time zone in which a program counts its days.
pub fn zone(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<TimeZone, Error> {
    let program = people::agency::program(tx, agency, program)?;
    Ok(program
        .and_then(|program| TimeZone::get(&program.zone).ok())
        .unwrap_or(TimeZone::UTC))
}

/// Works out anew when a person was last met and tried, and where they stand in the list by need.
/// Call it in the transaction of every change of a contact with them.
pub fn settle(tx: &mut Tx<'_>, agency: AgencyId, participant: ParticipantId) -> Result<(), Error> {
    let Some(mut facts) = participants::facts(tx, agency, participant)? else {
        return Ok(());
    };
    let (past, more) = queries::past(tx, agency, participant)?;
    let before = rules::Last {
        contact_at: facts.last_contact_at,
        tried_at: facts.last_tried_at,
        tries: facts.tries,
        heaviness: facts.last_heaviness,
    };
    let last = rules::last(&past, more, before);
    facts.last_contact_at = last.contact_at;
    facts.last_tried_at = last.tried_at;
    facts.tries = last.tries;
    facts.last_heaviness = last.heaviness;
    participants::set_facts(tx, agency, participant, &facts)?;
    participants::refresh_need(tx, agency, participant)
}

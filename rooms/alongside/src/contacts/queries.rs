//! The tables `contact`, `contact_with` and `contact_earlier`: what was done, with whom, and what
//! it said before it was corrected.
//!
//! **Invariant:** a contact is found through the people it was with, and they through the reach of
//! whoever asks; one without people through the reach of its worker
//! (`a_contact_out_of_reach_is_not_here`).

use domain::{
    contact::{Item, Listed as _, Set},
    id::{AccountId, AgencyId, ContactId, ParticipantId, ProgramId},
};
use people::Reach;
use serde::{Deserialize, Serialize};
use storage::{Error, FromRow, Row, Sql, Tx};

use super::rules::Past;
use crate::counts::Place;

mod choice;
mod correction;
mod draft;
mod place;

pub use choice::{Lists, edits, lists, set_edits};
pub use correction::{Correction, correct, earlier};
pub use draft::{Draft, DraftId, DraftKind, draft, drafts, drop_draft, keep_draft};
pub use place::{all_counted, not_counted, set_place};

/// How many contacts a page of a person's history holds.
pub const HISTORY: usize = 20;
/// How many contacts decide when a person was last met. Further back nothing changes.
const LOOK_BACK: i64 = 30;

const INSERT: Sql = Sql::new(
    "contacts.insert",
    "INSERT INTO contact (agency_id, contact_id, worker_id, program_id, happened_at, recorded_at, \
       kind, setting, mode, minutes, outcome, support, offered, cents, miles_tenths, heaviness, \
       out_of_hours, note, unknown_person, people_reached, version, undone_at, team_id, day, \
       over_midnight) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
       $20, 1, 0, $21, $22, $23)",
);

const INSERT_WITH: Sql = Sql::new(
    "contacts.insert_with",
    "INSERT INTO contact_with (agency_id, participant_id, happened_at, contact_id) \
     VALUES ($1, $2, $3, $4)",
);

const DROP_WITH: Sql = Sql::new(
    "contacts.drop_with",
    "DELETE FROM contact_with WHERE agency_id = $1 AND contact_id = $2",
);

const FIND: Sql = Sql::new(
    "contacts.find",
    "SELECT happened_at, kind, setting, mode, minutes, outcome, support, offered, cents, \
       miles_tenths, heaviness, out_of_hours, note, unknown_person, people_reached, contact_id, \
       worker_id, program_id, recorded_at, version, undone_at, team_id, day, over_midnight \
     FROM contact WHERE agency_id = $1 AND contact_id = $2",
);

const WITH: Sql = Sql::new(
    "contacts.with",
    "SELECT participant_id FROM contact_with WHERE agency_id = $1 AND contact_id = $2 \
     ORDER BY participant_id",
);

const HISTORY_OF: Sql = Sql::new(
    "contacts.history",
    "SELECT c.contact_id, w.happened_at, c.worker_id, c.program_id, c.kind, c.minutes, c.outcome, \
       c.heaviness, c.note, c.version \
     FROM contact_with w \
     JOIN contact c ON c.agency_id = w.agency_id AND c.contact_id = w.contact_id \
     WHERE w.agency_id = $1 AND w.participant_id = $2 \
       AND (w.happened_at, w.contact_id) < ($3, $4) AND c.undone_at = 0 \
     ORDER BY w.happened_at DESC, w.contact_id DESC LIMIT $5",
);

const PAST: Sql = Sql::new(
    "contacts.past",
    "SELECT w.happened_at, c.outcome, c.heaviness, c.worker_id, c.kind, c.minutes \
     FROM contact_with w \
     JOIN contact c ON c.agency_id = w.agency_id AND c.contact_id = w.contact_id \
     WHERE w.agency_id = $1 AND w.participant_id = $2 AND c.undone_at = 0 \
     ORDER BY w.happened_at DESC, w.contact_id DESC LIMIT $3",
);

const MET: Sql = Sql::new(
    "contacts.met",
    "SELECT w.participant_id FROM contact c \
     JOIN contact_with w ON w.agency_id = c.agency_id AND w.contact_id = c.contact_id \
     WHERE c.agency_id = $1 AND c.worker_id = $2 AND c.undone_at = 0 \
     ORDER BY c.happened_at DESC, c.contact_id DESC LIMIT 40",
);

const BETWEEN: Sql = Sql::new(
    "contacts.between",
    "SELECT contact_id, happened_at, kind, minutes, outcome, unknown_person, people_reached \
     FROM contact WHERE agency_id = $1 AND worker_id = $3 \
       AND happened_at >= $4 AND happened_at < $5 AND undone_at = 0 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY happened_at DESC, contact_id DESC LIMIT $6",
);

const UNDO: Sql = Sql::new(
    "contacts.undo",
    "UPDATE contact SET undone_at = $4 \
     WHERE agency_id = $1 AND contact_id = $2 AND worker_id = $3 AND undone_at = 0 AND version = 1",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[
    INSERT,
    INSERT_WITH,
    DROP_WITH,
    FIND,
    WITH,
    HISTORY_OF,
    PAST,
    MET,
    BETWEEN,
    UNDO,
    correction::CORRECT,
    correction::KEEP,
    correction::EARLIER,
    choice::EDITS,
    choice::SET_EDITS,
    draft::KEEP_DRAFT,
    draft::DRAFT,
    draft::DRAFTS,
    draft::DROP_DRAFT,
    draft::OLD_DRAFTS,
    place::NOT_COUNTED,
    place::ANY_NOT_COUNTED,
    place::SET_PLACE,
];

/// What a contact says, as it is stored: codes and slugs of `domain::contact`, 0 or empty = not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct What {
    /// When it began, in seconds since 1970.
    pub happened_at: i64,
    /// The slug of its kind, ours or the program's own.
    pub kind: String,
    /// The slug of where it was, or empty.
    pub setting: String,
    /// The code of the way.
    pub mode: i64,
    /// How long it was; 0 where nobody times it.
    pub minutes: i64,
    /// The code of what became of an attempt; 0 when it was none.
    pub outcome: i64,
    /// The kinds of support, as bits.
    pub support: i64,
    /// What was shared, as slugs with spaces between; what was offered and not taken has a `?` before it.
    pub offered: String,
    /// Expenses, in cents.
    pub cents: i64,
    /// Miles driven, in tenths.
    pub miles_tenths: i64,
    /// The code of how heavy it was; 0 when not said. Never shown to the participant (ruling 10).
    pub heaviness: i64,
    /// 1 when a minute of it or more lay outside the worker's hours.
    pub out_of_hours: i64,
    /// The note.
    pub note: String,
    /// A short description of someone whose name is not known, or empty.
    pub unknown_person: String,
    /// Heads at a public event; 0 when it was none.
    pub people_reached: i64,
}

impl What {
    /// What was shared, and what was offered and not taken.
    pub fn items(&self) -> (Set<Item>, Set<Item>) {
        let (mut shared, mut offered) = (Set::NONE, Set::NONE);
        for word in self.offered.split_whitespace() {
            match word.strip_prefix('?') {
                Some(slug) => {
                    offered = Item::from_slug(slug).map_or(offered, |it| offered.with(it));
                }
                None => shared = Item::from_slug(word).map_or(shared, |it| shared.with(it)),
            }
        }
        (shared, offered)
    }

    /// The stored form of [`What::items`].
    pub fn stored_items(shared: Set<Item>, offered: Set<Item>) -> String {
        let shared = shared.iter().map(|item| item.slug().to_owned());
        let offered = offered.iter().map(|item| format!("?{}", item.slug()));
        shared.chain(offered).collect::<Vec<_>>().join(" ")
    }
}

impl FromRow for What {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            happened_at: row.get(0)?,
            kind: row.get(1)?,
            setting: row.get(2)?,
            mode: row.get(3)?,
            minutes: row.get(4)?,
            outcome: row.get(5)?,
            support: row.get(6)?,
            offered: row.get(7)?,
            cents: row.get(8)?,
            miles_tenths: row.get(9)?,
            heaviness: row.get(10)?,
            out_of_hours: row.get(11)?,
            note: row.get(12)?,
            unknown_person: row.get(13)?,
            people_reached: row.get(14)?,
        })
    }
}

/// A contact about to be saved: the one way in, for the door and for invented programs.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// Its id.
    pub id: ContactId,
    /// Who did it.
    pub worker: AccountId,
    /// The program it counts for.
    pub program: ProgramId,
    /// The day and the team for which it counts.
    pub place: Place,
    /// When it was saved, in seconds since 1970.
    pub recorded_at: i64,
    /// With whom; each once.
    pub with: Vec<ParticipantId>,
    /// What it says.
    pub what: What,
}

/// A stored contact.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Who did it.
    pub worker: AccountId,
    /// The program it counts for.
    pub program: ProgramId,
    /// When it was saved, in seconds since 1970.
    pub recorded_at: i64,
    /// 1 when saved; grows with every correction.
    pub version: i64,
    /// When it was taken back; 0 when it stands.
    pub undone_at: i64,
    /// The day and the team for which it counts; `None` while it is not counted.
    pub place: Option<Place>,
    /// With whom, by id, within reach or not.
    pub with: Vec<ParticipantId>,
    /// What it says.
    pub what: What,
}

impl FromRow for Contact {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            what: What::from_row(row)?,
            id: row.get(15)?,
            worker: row.get(16)?,
            program: row.get(17)?,
            recorded_at: row.get(18)?,
            version: row.get(19)?,
            undone_at: row.get(20)?,
            place: place::read(row, 21)?,
            with: vec![],
        })
    }
}

/// Writes a contact and who it was with. It counts nothing and changes no fact of a person: see
/// [`super::insert`] and [`super::settle`].
pub fn insert(tx: &mut Tx<'_>, agency: AgencyId, new: &NewContact) -> Result<(), Error> {
    let what = &new.what;
    let (team, day, over_midnight) = place::stored(new.place);
    tx.run(
        &INSERT,
        &[
            &agency,
            &new.id,
            &new.worker,
            &new.program,
            &what.happened_at,
            &new.recorded_at,
            &what.kind,
            &what.setting,
            &what.mode,
            &what.minutes,
            &what.outcome,
            &what.support,
            &what.offered,
            &what.cents,
            &what.miles_tenths,
            &what.heaviness,
            &what.out_of_hours,
            &what.note,
            &what.unknown_person,
            &what.people_reached,
            &team,
            &day,
            &over_midnight,
        ],
    )?;
    insert_with(tx, agency, new.id, what.happened_at, &new.with)
}

fn insert_with(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ContactId,
    at: i64,
    with: &[ParticipantId],
) -> Result<(), Error> {
    for participant in with {
        tx.run(&INSERT_WITH, &[&agency, participant, &at, &id])?;
    }
    Ok(())
}

/// A contact by its id, undone ones too. The caller finds out whether it is within reach.
pub fn stored(tx: &mut Tx<'_>, agency: AgencyId, id: ContactId) -> Result<Option<Contact>, Error> {
    let Some(mut contact) = tx.first::<Contact>(&FIND, &[&agency, &id])? else {
        return Ok(None);
    };
    contact.with = with(tx, agency, id)?;
    Ok(Some(contact))
}

/// With whom a contact was.
pub fn with(tx: &mut Tx<'_>, agency: AgencyId, id: ContactId) -> Result<Vec<ParticipantId>, Error> {
    tx.all(&WITH, &[&agency, &id])
}

/// One row of a person's history as it is stored.
pub struct HistoryStored {
    /// The contact.
    pub id: ContactId,
    /// When it began.
    pub at: i64,
    /// Who did it.
    pub worker: AccountId,
    /// The program whose words its kind is in.
    pub program: ProgramId,
    /// The slug of its kind.
    pub kind: String,
    /// How long it was.
    pub minutes: i64,
    /// The code of what became of an attempt.
    pub outcome: i64,
    /// The code of how heavy it was.
    pub heaviness: i64,
    /// The note.
    pub note: String,
    /// More than 1 when it was corrected.
    pub version: i64,
}

impl FromRow for HistoryStored {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            worker: row.get(2)?,
            program: row.get(3)?,
            kind: row.get(4)?,
            minutes: row.get(5)?,
            outcome: row.get(6)?,
            heaviness: row.get(7)?,
            note: row.get(8)?,
            version: row.get(9)?,
        })
    }
}

/// A page of a person's contacts and one more, newest first, before `(at, id)`.
pub fn history(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
    before: Option<(i64, i64)>,
) -> Result<Vec<HistoryStored>, Error> {
    let (at, id) = before.unwrap_or((i64::MAX, i64::MAX));
    let limit = i64::try_from(HISTORY).unwrap_or(i64::MAX - 1) + 1;
    tx.all(&HISTORY_OF, &[&agency, &participant, &at, &id, &limit])
}

/// The newest contacts and attempts with a person, newest first, and whether there are more.
pub fn past(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<(Vec<Past>, bool), Error> {
    let rows: Vec<(i64, i64, i64)> = tx.all(&PAST, &[&agency, &participant, &LOOK_BACK])?;
    let more = i64::try_from(rows.len()).is_ok_and(|rows| rows == LOOK_BACK);
    let past = rows.into_iter().map(|(at, outcome, heaviness)| Past {
        at,
        outcome,
        heaviness,
    });
    Ok((past.collect(), more))
}

/// Kind and minutes of the last contact that this worker had with a person, attempts left out.
pub fn usual(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    worker: AccountId,
    participant: ParticipantId,
) -> Result<Option<(String, i64)>, Error> {
    let rows: Vec<(i64, i64, i64, AccountId, String, i64)> =
        tx.all(&PAST, &[&agency, &participant, &10_i64])?;
    Ok(rows
        .into_iter()
        .find(|(_, outcome, _, by, ..)| *outcome == 0 && *by == worker)
        .map(|(.., kind, minutes)| (kind, minutes)))
}

/// Whom a worker met last, newest first, each once.
pub fn met(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    worker: AccountId,
) -> Result<Vec<ParticipantId>, Error> {
    let mut met: Vec<ParticipantId> = vec![];
    for participant in tx.all::<ParticipantId>(&MET, &[&agency, &worker])? {
        if !met.contains(&participant) {
            met.push(participant);
        }
    }
    Ok(met)
}

/// One contact of a day.
#[derive(Clone, Debug)]
pub struct Short {
    /// The contact.
    pub id: ContactId,
    /// When it began.
    pub at: i64,
    /// The slug of its kind.
    pub kind: String,
    /// How long it was.
    pub minutes: i64,
    /// The code of what became of an attempt.
    pub outcome: i64,
    /// Someone whose name is not known.
    pub unknown_person: String,
    /// Heads at a public event.
    pub people_reached: i64,
}

impl FromRow for Short {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            minutes: row.get(3)?,
            outcome: row.get(4)?,
            unknown_person: row.get(5)?,
            people_reached: row.get(6)?,
        })
    }
}

/// A worker's contacts from one moment to another, newest first, at most `limit`.
pub fn between(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    (from, to): (i64, i64),
    limit: i64,
) -> Result<Vec<Short>, Error> {
    tx.all(
        &BETWEEN,
        &[&reach.agency, &reach.viewer, &worker, &from, &to, &limit],
    )
}

/// Takes a contact back; `false` if it is not this worker's, corrected since, or gone.
pub fn undo(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ContactId,
    worker: AccountId,
    now: i64,
) -> Result<bool, Error> {
    let undone = tx.run(&UNDO, &[&agency, &id, &worker, &now])? == 1;
    if undone {
        tx.run(&DROP_WITH, &[&agency, &id])?;
    }
    Ok(undone)
}

//! What comes in from a sheet, what is taken out again, and two records that become one.
//!
//! For the room that moves in: it decides who may; see its doors. The tables belong to the rooms
//! beside this one, which is why ARCHITECTURE.md names this file in their rows.

use domain::id::{AgencyId, ContactId, ParticipantId, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{Arrival, Kept, Known};
use crate::participants::Scope;

const KNOWN: Sql = Sql::new(
    "arrivals.known",
    "SELECT participant_id, worker_id, state, name_used, name_folded, phone, birth_year \
     FROM participant WHERE agency_id = $1 AND program_id = $2",
);

const PERSON: Sql = Sql::new(
    "arrivals.person",
    "INSERT INTO participant (agency_id, participant_id, program_id, worker_id, state, need_at, \
       name_used, name_folded, pronouns, phone, reach_by, birth_year, next_step, next_step_on, \
       rhythm_days, added_at, since, last_contact_at, last_tried_at, tries, last_heaviness, \
       ended_at, ended_how, ended_words, version) \
     VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, 0, 0, 0, 0, \
       $16, $17, $18, 1)",
);

const KEEP: Sql = Sql::new(
    "arrivals.keep",
    "INSERT INTO participant_kept (agency_id, participant_id, kept_id, at, account_id, what, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

const KEPT: Sql = Sql::new(
    "arrivals.kept",
    "SELECT kept_id, at, account_id, what, body FROM participant_kept \
     WHERE agency_id = $1 AND participant_id = $2 ORDER BY at, kept_id",
);

const DROP_KEPT: Sql = Sql::new(
    "arrivals.drop_kept",
    "DELETE FROM participant_kept WHERE agency_id = $1 AND participant_id = $2 AND what = $3",
);

const MOVE_KEPT: Sql = Sql::new(
    "arrivals.move_kept",
    "UPDATE participant_kept SET participant_id = $3 WHERE agency_id = $1 AND participant_id = $2",
);

// Whatever anyone did with the record since it came in: then it is no longer only the sheet's.
const TAKE_BACK_PERSON: Sql = Sql::new(
    "arrivals.take_back_person",
    "DELETE FROM participant WHERE agency_id = $1 AND participant_id = $2 AND version = 1 \
       AND NOT EXISTS (SELECT 1 FROM contact_with w WHERE w.agency_id = $1 AND w.participant_id = $2) \
       AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.agency_id = $1 AND a.participant_id = $2) \
       AND NOT EXISTS (SELECT 1 FROM hand_over h WHERE h.agency_id = $1 AND h.participant_id = $2) \
       AND NOT EXISTS (SELECT 1 FROM participant_fact f \
         WHERE f.agency_id = $1 AND f.participant_id = $2)",
);

const PEOPLE_IN_USE: Sql = Sql::new(
    "arrivals.people_in_use",
    "SELECT COUNT(*) FROM import_row i \
     LEFT JOIN participant p ON p.agency_id = i.agency_id AND p.participant_id = i.record_id \
     WHERE i.agency_id = $1 AND i.import_id = $2 AND i.what = 2 \
       AND (p.participant_id IS NULL OR p.version > 1 \
       OR EXISTS (SELECT 1 FROM contact_with w \
         JOIN contact c ON c.agency_id = w.agency_id AND c.contact_id = w.contact_id \
         LEFT JOIN import_row own ON own.agency_id = $1 AND own.import_id = $2 \
           AND own.record_id = c.contact_id \
         WHERE w.agency_id = $1 AND w.participant_id = i.record_id AND own.record_id IS NULL) \
       OR EXISTS (SELECT 1 FROM appointment a \
         WHERE a.agency_id = $1 AND a.participant_id = i.record_id) \
       OR EXISTS (SELECT 1 FROM hand_over h \
         WHERE h.agency_id = $1 AND h.participant_id = i.record_id) \
       OR EXISTS (SELECT 1 FROM participant_fact f \
         WHERE f.agency_id = $1 AND f.participant_id = i.record_id))",
);

const CONTACTS_IN_USE: Sql = Sql::new(
    "arrivals.contacts_in_use",
    "SELECT COUNT(*) FROM import_row i \
     JOIN contact c ON c.agency_id = i.agency_id AND c.contact_id = i.record_id \
     WHERE i.agency_id = $1 AND i.import_id = $2 AND i.what = 3 \
       AND (c.version > 1 OR c.undone_at <> 0)",
);

const TAKE_BACK_CONTACT: Sql = Sql::new(
    "arrivals.take_back_contact",
    "UPDATE contact SET undone_at = $3 \
     WHERE agency_id = $1 AND contact_id = $2 AND undone_at = 0 AND version = 1",
);

const DROP_WITH: Sql = Sql::new(
    "arrivals.drop_with",
    "DELETE FROM contact_with WHERE agency_id = $1 AND contact_id = $2",
);

const CONTACTS_OF: Sql = Sql::new(
    "arrivals.contacts_of",
    "SELECT contact_id, happened_at FROM contact_with WHERE agency_id = $1 AND participant_id = $2",
);

const DROP_ONE_WITH: Sql = Sql::new(
    "arrivals.drop_one_with",
    "DELETE FROM contact_with WHERE agency_id = $1 AND contact_id = $2 AND participant_id = $3",
);

const ADD_WITH: Sql = Sql::new(
    "arrivals.add_with",
    "INSERT INTO contact_with (agency_id, participant_id, happened_at, contact_id) \
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
);

const MOVE_APPOINTMENTS: Sql = Sql::new(
    "arrivals.move_appointments",
    "UPDATE appointment SET participant_id = $3, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2",
);

const CLOSE_OFFERS: Sql = Sql::new(
    "arrivals.close_offers",
    "UPDATE hand_over SET answer = 3, answered_at = $3 \
     WHERE agency_id = $1 AND participant_id = $2 AND answer = 0",
);

const MOVE_OFFERS: Sql = Sql::new(
    "arrivals.move_offers",
    "UPDATE hand_over SET participant_id = $3 WHERE agency_id = $1 AND participant_id = $2",
);

const MOVE_FACTS: Sql = Sql::new(
    "arrivals.move_facts",
    "UPDATE participant_fact SET participant_id = $3 WHERE agency_id = $1 AND participant_id = $2 \
       AND NOT EXISTS (SELECT 1 FROM participant_fact o WHERE o.agency_id = $1 \
         AND o.participant_id = $3 AND o.fact = participant_fact.fact \
         AND o.since_at = participant_fact.since_at)",
);

const MOVE_COVERS: Sql = Sql::new(
    "arrivals.move_covers",
    "UPDATE visit_cover SET participant_id = $3 WHERE agency_id = $1 AND participant_id = $2",
);

const DROP_FACTS: Sql = Sql::new(
    "arrivals.drop_facts",
    "DELETE FROM participant_fact WHERE agency_id = $1 AND participant_id = $2",
);

// What one record has and the other lacks is taken over; where both say something, the kept one
// stands, and the other text is in participant_kept.
const TAKE_OVER: Sql = Sql::new(
    "arrivals.take_over",
    "UPDATE participant SET \
       worker_id = CASE WHEN worker_id = 0 THEN $3 ELSE worker_id END, \
       state = CASE WHEN state = 1 OR $4 = 1 THEN 1 ELSE state END, \
       ended_at = CASE WHEN state = 1 OR $4 = 1 THEN 0 ELSE ended_at END, \
       pronouns = CASE WHEN pronouns = '' THEN $5 ELSE pronouns END, \
       phone = CASE WHEN phone = '' THEN $6 ELSE phone END, \
       reach_by = CASE WHEN reach_by = '' THEN $7 ELSE reach_by END, \
       birth_year = CASE WHEN birth_year = 0 THEN $8 ELSE birth_year END, \
       next_step_on = CASE WHEN next_step = '' THEN $10 ELSE next_step_on END, \
       next_step = CASE WHEN next_step = '' THEN $9 ELSE next_step END, \
       added_at = CASE WHEN $11 < added_at THEN $11 ELSE added_at END, \
       version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2",
);

const WHOLE: Sql = Sql::new(
    "arrivals.whole",
    "SELECT worker_id, state, name_used, pronouns, phone, reach_by, birth_year, next_step, \
       next_step_on, rhythm_days, added_at, since, ended_at, ended_how, ended_words \
     FROM participant WHERE agency_id = $1 AND participant_id = $2",
);

const REMOVE: Sql = Sql::new(
    "arrivals.remove",
    "DELETE FROM participant WHERE agency_id = $1 AND participant_id = $2",
);

const MOVE_DIGESTS: Sql = Sql::new(
    "arrivals.move_digests",
    "UPDATE import_row SET record_id = $3 WHERE agency_id = $1 AND record_id = $2 AND what = 2",
);

const PAIRS: Sql = Sql::new(
    "arrivals.pairs",
    "SELECT a.first_id, a.second_id, a.band FROM participant_alike a \
     JOIN participant f ON f.agency_id = a.agency_id AND f.participant_id = a.first_id \
     JOIN participant s ON s.agency_id = a.agency_id AND s.participant_id = a.second_id \
     WHERE a.agency_id = $1 AND a.answer = 0 \
       AND (EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = f.worker_id) \
       OR (f.worker_id = 0 AND f.program_id = $3)) \
       AND (EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = s.worker_id) \
       OR (s.worker_id = 0 AND s.program_id = $3)) \
     ORDER BY a.band, a.first_id, a.second_id LIMIT 26",
);

const ANSWER_PAIR: Sql = Sql::new(
    "arrivals.answer_pair",
    "UPDATE participant_alike SET answer = $4, answered_by = $5, answered_at = $6 \
     WHERE agency_id = $1 AND first_id = $2 AND second_id = $3 AND answer = 0",
);

const DROP_PAIRS: Sql = Sql::new(
    "arrivals.drop_pairs",
    "DELETE FROM participant_alike \
     WHERE agency_id = $1 AND answer = 0 AND (first_id = $2 OR second_id = $2)",
);

const MOVING: Sql = Sql::new(
    "arrivals.moving",
    "SELECT COUNT(*) FROM import WHERE agency_id = $1 AND state IN (1, 3)",
);

/// Every statement of this module.
pub const STATEMENTS: &[Sql] = &[
    KNOWN,
    PERSON,
    KEEP,
    KEPT,
    DROP_KEPT,
    MOVE_KEPT,
    TAKE_BACK_PERSON,
    PEOPLE_IN_USE,
    CONTACTS_IN_USE,
    TAKE_BACK_CONTACT,
    DROP_WITH,
    CONTACTS_OF,
    DROP_ONE_WITH,
    ADD_WITH,
    MOVE_APPOINTMENTS,
    CLOSE_OFFERS,
    MOVE_OFFERS,
    MOVE_FACTS,
    MOVE_COVERS,
    DROP_FACTS,
    TAKE_OVER,
    WHOLE,
    REMOVE,
    MOVE_DIGESTS,
    PAIRS,
    ANSWER_PAIR,
    DROP_PAIRS,
    MOVING,
];

impl FromRow for Known {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            worker: row.get(1)?,
            state: row.get(2)?,
            name: row.get(3)?,
            folded: row.get(4)?,
            phone: row.get(5)?,
            birth_year: row.get(6)?,
        })
    }
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            what: row.get(3)?,
            body: row.get(4)?,
        })
    }
}

/// Everything that a record says, as it is kept when it becomes part of another.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Whole {
    /// Who walked with them.
    pub worker: i64,
    /// 1 = walking together, 2 = support ended.
    pub state: i64,
    /// The name used.
    pub name: String,
    /// Pronouns.
    pub pronouns: String,
    /// The phone number.
    pub phone: String,
    /// How they like to be reached.
    pub reach_by: String,
    /// The year of birth.
    pub birth_year: i64,
    /// What was to come next.
    pub next_step: String,
    /// Its day.
    pub next_step_on: String,
    /// How often to be in touch, in days.
    pub rhythm_days: i64,
    /// When they came to the program.
    pub added_at: i64,
    /// When they came to this worker.
    pub since: i64,
    /// When support ended.
    pub ended_at: i64,
    /// How it ended.
    pub ended_how: String,
    /// Words to remember.
    pub ended_words: String,
}

impl FromRow for Whole {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            worker: row.get(0)?,
            state: row.get(1)?,
            name: row.get(2)?,
            pronouns: row.get(3)?,
            phone: row.get(4)?,
            reach_by: row.get(5)?,
            birth_year: row.get(6)?,
            next_step: row.get(7)?,
            next_step_on: row.get(8)?,
            rhythm_days: row.get(9)?,
            added_at: row.get(10)?,
            since: row.get(11)?,
            ended_at: row.get(12)?,
            ended_how: row.get(13)?,
            ended_words: row.get(14)?,
        })
    }
}

/// Everyone of a program, by what a sheet may call them.
pub fn known(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<Vec<Known>, Error> {
    tx.all(&KNOWN, &[&agency, &program])
}

pub(super) fn person(tx: &mut Tx<'_>, agency: AgencyId, new: &Arrival) -> Result<(), Error> {
    let details = &new.details;
    let folded = domain::text::fold(&details.name);
    let state: i64 = if new.ended_at == 0 { 1 } else { 2 };
    tx.run(
        &PERSON,
        &[
            &agency,
            &new.id,
            &new.program,
            &new.worker,
            &state,
            &details.name,
            &folded,
            &details.pronouns,
            &details.phone,
            &details.reach_by,
            &details.birth_year,
            &new.next_step,
            &new.next_step_on,
            &details.rhythm_days,
            &new.added_at,
            &new.ended_at,
            &new.ended_how,
            &new.ended_words,
        ],
    )?;
    Ok(())
}

pub(super) fn keep(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
    kept: &Kept,
) -> Result<(), Error> {
    let Kept {
        id,
        at,
        by,
        what,
        body,
    } = kept;
    tx.run(&KEEP, &[&agency, &participant, id, at, by, what, body])?;
    Ok(())
}

pub(super) fn kept(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Vec<Kept>, Error> {
    tx.all(&KEPT, &[&agency, &participant])
}

pub(super) fn take_back_person(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<bool, Error> {
    let gone = tx.run(&TAKE_BACK_PERSON, &[&agency, &participant])? == 1;
    if gone {
        tx.run(&DROP_KEPT, &[&agency, &participant, &super::FROM_SHEET])?;
    }
    Ok(gone)
}

/// How many people of an import somebody has worked with since; they cannot be taken back.
pub fn people_in_use(tx: &mut Tx<'_>, agency: AgencyId, import: i64) -> Result<i64, Error> {
    tx.one(&PEOPLE_IN_USE, &[&agency, &import])
}

/// How many contacts of an import were corrected or taken back since.
pub fn contacts_in_use(tx: &mut Tx<'_>, agency: AgencyId, import: i64) -> Result<i64, Error> {
    tx.one(&CONTACTS_IN_USE, &[&agency, &import])
}

pub(super) fn take_back_contact(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    contact: ContactId,
    now: i64,
) -> Result<bool, Error> {
    let gone = tx.run(&TAKE_BACK_CONTACT, &[&agency, &contact, &now])? == 1;
    if gone {
        tx.run(&DROP_WITH, &[&agency, &contact])?;
    }
    Ok(gone)
}

pub(super) fn contacts_of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Vec<(ContactId, i64)>, Error> {
    tx.all(&CONTACTS_OF, &[&agency, &participant])
}

pub(super) fn whole(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Option<Whole>, Error> {
    tx.first(&WHOLE, &[&agency, &participant])
}

pub(super) fn rename_with(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (contact, at): (ContactId, i64),
    (gone, kept): (ParticipantId, ParticipantId),
) -> Result<(), Error> {
    tx.run(&DROP_ONE_WITH, &[&agency, &contact, &gone])?;
    tx.run(&ADD_WITH, &[&agency, &kept, &at, &contact])?;
    Ok(())
}

/// Gives everything that hangs on one record to another, and removes the first.
pub(super) fn give_over(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (gone, kept): (ParticipantId, ParticipantId),
    whole: &Whole,
    now: i64,
) -> Result<(), Error> {
    tx.run(&CLOSE_OFFERS, &[&agency, &gone, &now])?;
    for sql in [
        &MOVE_OFFERS,
        &MOVE_APPOINTMENTS,
        &MOVE_FACTS,
        &MOVE_COVERS,
        &MOVE_KEPT,
        &MOVE_DIGESTS,
    ] {
        tx.run(sql, &[&agency, &gone, &kept])?;
    }
    tx.run(&DROP_FACTS, &[&agency, &gone])?;
    tx.run(
        &TAKE_OVER,
        &[
            &agency,
            &kept,
            &whole.worker,
            &whole.state,
            &whole.pronouns,
            &whole.phone,
            &whole.reach_by,
            &whole.birth_year,
            &whole.next_step,
            &whole.next_step_on,
            &whole.added_at,
        ],
    )?;
    tx.run(&REMOVE, &[&agency, &gone])?;
    Ok(())
}

/// Pairs who may be one person, both within the scope; 25, and one more when there are more.
pub fn pairs(
    tx: &mut Tx<'_>,
    scope: Scope,
) -> Result<Vec<(ParticipantId, ParticipantId, i64)>, Error> {
    let Scope { reach, waiting_in } = scope;
    tx.all(&PAIRS, &[&reach.agency, &reach.viewer, &waiting_in])
}

/// Notes what somebody said of a pair: 1 = two people, 2 = one. `false` when it was said already.
pub fn answer_pair(
    tx: &mut Tx<'_>,
    scope: Scope,
    (first, second): (ParticipantId, ParticipantId),
    answer: i64,
    now: i64,
) -> Result<bool, Error> {
    let (agency, by) = (scope.reach.agency, scope.reach.viewer);
    Ok(tx.run(
        &ANSWER_PAIR,
        &[&agency, &first, &second, &answer, &by, &now],
    )? == 1)
}

/// Forgets the open pairs of somebody who became part of another record.
pub(super) fn drop_pairs(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    gone: ParticipantId,
) -> Result<(), Error> {
    tx.run(&DROP_PAIRS, &[&agency, &gone])?;
    Ok(())
}

/// Whether an import is on its way in or out. Its parts name people by number: until it is
/// through, nobody's number may go.
pub fn is_moving(tx: &mut Tx<'_>, agency: AgencyId) -> Result<bool, Error> {
    Ok(tx.one::<i64>(&MOVING, &[&agency])? > 0)
}

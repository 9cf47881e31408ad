//! People and contacts as rows that this very house reads in again.

use domain::id::{AgencyId, ContactId, ParticipantId, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

const PARTICIPANTS: Sql = Sql::new(
    "leaving.participants_out",
    "SELECT p.participant_id, p.name_used, p.pronouns, p.phone, p.reach_by, \
       p.birth_year, p.next_step, p.next_step_on, p.rhythm_days, p.added_at, p.state, p.ended_at, \
       p.ended_words, a.email \
     FROM participant p LEFT JOIN account a ON a.agency_id = p.agency_id AND a.account_id = p.worker_id \
     WHERE p.agency_id = $1 AND p.program_id = $4 AND p.participant_id > $2 \
     ORDER BY p.participant_id LIMIT $3",
);

const CONTACTS: Sql = Sql::new(
    "leaving.contacts_out",
    "SELECT c.contact_id, c.happened_at, c.minutes, c.kind, c.setting, c.mode, \
       c.outcome, c.people_reached, c.unknown_person, c.miles_tenths, c.cents, c.note, a.email \
     FROM contact c LEFT JOIN account a ON a.agency_id = c.agency_id AND a.account_id = c.worker_id \
     WHERE c.agency_id = $1 AND c.program_id = $4 AND c.contact_id > $2 AND c.undone_at = 0 \
     ORDER BY c.contact_id LIMIT $3",
);

const NAMES: Sql = Sql::new(
    "leaving.names_out",
    "SELECT p.name_used FROM contact_with w \
     JOIN participant p ON p.agency_id = w.agency_id AND p.participant_id = w.participant_id \
     WHERE w.agency_id = $1 AND w.contact_id = $2 ORDER BY p.name_used, p.participant_id",
);

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[PARTICIPANTS, CONTACTS, NAMES];

/// A person on their way out.
pub struct ParticipantOut {
    /// The person.
    pub id: ParticipantId,
    /// Name, pronouns, phone, how to reach them.
    pub words: [String; 4],
    /// The year of birth, or 0.
    pub birth_year: i64,
    /// What comes next, and its day.
    pub next_step: [String; 2],
    /// How often to be in touch, in days.
    pub rhythm_days: i64,
    /// When they came.
    pub added_at: i64,
    /// 1 = walking together, 2 = support ended.
    pub state: i64,
    /// When support ended, or 0.
    pub ended_at: i64,
    /// Words to remember.
    pub ended_words: String,
    /// The worker's address, if they have one.
    pub worker: Option<String>,
}

impl FromRow for ParticipantOut {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            words: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?],
            birth_year: row.get(5)?,
            next_step: [row.get(6)?, row.get(7)?],
            rhythm_days: row.get(8)?,
            added_at: row.get(9)?,
            state: row.get(10)?,
            ended_at: row.get(11)?,
            ended_words: row.get(12)?,
            worker: row.get(13)?,
        })
    }
}

/// A contact on its way out.
pub struct ContactOut {
    /// The contact.
    pub id: ContactId,
    /// When it began.
    pub at: i64,
    /// How long it was.
    pub minutes: i64,
    /// Kind and setting, as slugs.
    pub slugs: [String; 2],
    /// The codes of the way and of what became of an attempt.
    pub codes: [i64; 2],
    /// People at an event.
    pub heads: i64,
    /// Someone whose name is not known.
    pub unknown: String,
    /// Miles in tenths.
    pub miles_tenths: i64,
    /// Money in cents.
    pub cents: i64,
    /// The note.
    pub note: String,
    /// The worker's address.
    pub worker: Option<String>,
    /// Who was there.
    pub names: Vec<String>,
}

impl FromRow for ContactOut {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            minutes: row.get(2)?,
            slugs: [row.get(3)?, row.get(4)?],
            codes: [row.get(5)?, row.get(6)?],
            heads: row.get(7)?,
            unknown: row.get(8)?,
            miles_tenths: row.get(9)?,
            cents: row.get(10)?,
            note: row.get(11)?,
            worker: row.get(12)?,
            names: vec![],
        })
    }
}

/// People of a program after a number, at most `limit`.
pub fn participants_out(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    after: i64,
    limit: i64,
) -> Result<Vec<ParticipantOut>, Error> {
    tx.all(&PARTICIPANTS, &[&agency, &after, &limit, &program])
}

/// Contacts of a program that stand, after a number, at most `limit`.
pub fn contacts_out(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    after: i64,
    limit: i64,
) -> Result<Vec<ContactOut>, Error> {
    let mut rows: Vec<ContactOut> = tx.all(&CONTACTS, &[&agency, &after, &limit, &program])?;
    for row in &mut rows {
        row.names = tx.all(&NAMES, &[&agency, &row.id])?;
    }
    Ok(rows)
}

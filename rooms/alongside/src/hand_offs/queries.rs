//! The table `hand_over`: who was offered to whom, and what became of it.

use domain::id::{AccountId, AgencyId, Id, ParticipantId};
use people::Reach;
use storage::{Error, FromRow, Row, Sql, Tx};

/// What a hand-over's id points at.
pub enum HandOver {}
/// One hand-over.
pub type HandOverId = Id<HandOver>;

const OFFER: Sql = Sql::new(
    "hand_offs.offer",
    "INSERT INTO hand_over (agency_id, hand_over_id, participant_id, from_worker, to_worker, \
       offered_by, note, offered_at, answered_at, answer) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)",
);

const OFFERED_TO: Sql = Sql::new(
    "hand_offs.offered_to",
    "SELECT hand_over_id, participant_id, from_worker, to_worker, offered_by, note, offered_at, \
       answered_at, answer \
     FROM hand_over \
     WHERE agency_id = $1 AND to_worker = $2 AND answer = 0 \
     ORDER BY offered_at, hand_over_id LIMIT 20",
);

// Open offers of the viewer's workers, and of nobody's people: those are filtered by who asks.
const NOT_TAKEN_UP: Sql = Sql::new(
    "hand_offs.not_taken_up",
    "SELECT h.hand_over_id, h.participant_id, h.from_worker, h.to_worker, h.offered_by, h.note, \
       h.offered_at, h.answered_at, h.answer \
     FROM (SELECT worker_id FROM reach WHERE agency_id = $1 AND viewer_id = $2 \
       UNION SELECT 0) r \
     CROSS JOIN hand_over h \
     WHERE h.agency_id = $1 AND h.from_worker = r.worker_id AND h.answer = 0 \
     ORDER BY h.offered_at, h.hand_over_id LIMIT 200",
);

const OFFERED: Sql = Sql::new(
    "hand_offs.offered",
    "SELECT hand_over_id, participant_id, from_worker, to_worker, offered_by, note, offered_at, \
       answered_at, answer \
     FROM hand_over \
     WHERE agency_id = $1 AND hand_over_id = $3 AND to_worker = $2 AND answer = 0",
);

const OPEN_FOR: Sql = Sql::new(
    "hand_offs.open_for",
    "SELECT hand_over_id, participant_id, from_worker, to_worker, offered_by, note, offered_at, \
       answered_at, answer \
     FROM hand_over \
     WHERE agency_id = $1 AND participant_id = $2 AND answer = 0 \
     ORDER BY offered_at DESC LIMIT 1",
);

const OF: Sql = Sql::new(
    "hand_offs.of",
    "SELECT hand_over_id, participant_id, from_worker, to_worker, offered_by, note, offered_at, \
       answered_at, answer \
     FROM hand_over \
     WHERE agency_id = $1 AND participant_id = $2 \
     ORDER BY offered_at DESC, hand_over_id DESC LIMIT 20",
);

const ANSWER: Sql = Sql::new(
    "hand_offs.answer",
    "UPDATE hand_over SET answer = $3, answered_at = $4 \
     WHERE agency_id = $1 AND hand_over_id = $2 AND answer = 0",
);

const CLOSE_FOR: Sql = Sql::new(
    "hand_offs.close_for",
    "UPDATE hand_over SET answer = 3, answered_at = $3 \
     WHERE agency_id = $1 AND participant_id = $2 AND answer = 0",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[
    OFFER,
    OFFERED_TO,
    NOT_TAKEN_UP,
    OFFERED,
    OPEN_FOR,
    OF,
    ANSWER,
    CLOSE_FOR,
];

/// One hand-over as it is stored. `answer`: see [`super::rules::Answered`].
#[derive(Clone, Debug)]
pub struct Stored {
    /// The hand-over.
    pub id: HandOverId,
    /// Who is handed over.
    pub participant: ParticipantId,
    /// Who walked with them; the id 0 = nobody yet.
    pub from: AccountId,
    /// The colleague who is asked.
    pub to: AccountId,
    /// Who asked: the worker, or a supervisor.
    pub by: AccountId,
    /// The note for the colleague.
    pub note: String,
    /// When it was offered, in seconds since 1970.
    pub offered_at: i64,
    /// When it was answered; 0 while it is open.
    pub answered_at: i64,
    /// What became of it, as a number.
    pub answer: i64,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            participant: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            by: row.get(4)?,
            note: row.get(5)?,
            offered_at: row.get(6)?,
            answered_at: row.get(7)?,
            answer: row.get(8)?,
        })
    }
}

/// Writes an offer.
pub fn offer(tx: &mut Tx<'_>, agency: AgencyId, new: &Stored) -> Result<(), Error> {
    tx.run(
        &OFFER,
        &[
            &agency,
            &new.id,
            &new.participant,
            &new.from,
            &new.to,
            &new.by,
            &new.note,
            &new.offered_at,
        ],
    )?;
    Ok(())
}

/// What is offered to the viewer and not answered yet, oldest first.
pub fn offered_to(tx: &mut Tx<'_>, reach: Reach) -> Result<Vec<Stored>, Error> {
    tx.all(&OFFERED_TO, &[&reach.agency, &reach.viewer])
}

/// What is offered by or for the viewer's workers, and for people who wait anywhere in the agency, and
/// not answered yet; oldest first. The caller keeps those whose person is within reach.
pub fn not_taken_up(tx: &mut Tx<'_>, reach: Reach) -> Result<Vec<Stored>, Error> {
    tx.all(&NOT_TAKEN_UP, &[&reach.agency, &reach.viewer])
}

/// One open offer to the viewer; nobody else finds it.
pub fn offered(tx: &mut Tx<'_>, reach: Reach, id: HandOverId) -> Result<Option<Stored>, Error> {
    tx.first(&OFFERED, &[&reach.agency, &reach.viewer, &id])
}

/// The open offer of a person whom the caller has found within reach.
pub fn open_for(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Option<Stored>, Error> {
    tx.first(&OPEN_FOR, &[&agency, &participant])
}

/// The hand-overs of a person whom the caller has found within reach, newest first.
pub fn of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Vec<Stored>, Error> {
    tx.all(&OF, &[&agency, &participant])
}

/// Answers an offer; `false` if it was answered already.
pub fn answer(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: HandOverId,
    answer: i64,
    at: i64,
) -> Result<bool, Error> {
    Ok(tx.run(&ANSWER, &[&agency, &id, &answer, &at])? == 1)
}

/// Takes back whatever is open for a person, because their support has ended.
pub fn close_for(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
    at: i64,
) -> Result<(), Error> {
    tx.run(&CLOSE_FOR, &[&agency, &participant, &at])?;
    Ok(())
}

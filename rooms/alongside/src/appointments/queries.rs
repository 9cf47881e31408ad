//! The table `appointment`: when, with whom, where.
//!
//! An appointment is read within reach of its worker, and a visit that somebody else goes to also
//! within reach of the person's own worker. When a person is handed over, what is planned with them
//! goes along and its covers are over.

use domain::id::{AccountId, AgencyId, AppointmentId, ParticipantId};
use people::Reach;
use storage::{Error, FromRow, Row, Sql, Tx};

pub mod cover;

const ON_DAY: Sql = Sql::new(
    "appointments.on_day",
    "SELECT a.appointment_id, a.worker_id, a.participant_id, a.state, a.starts_at, a.minutes, \
       a.title, a.place, a.note, a.version \
     FROM appointment a \
     WHERE a.agency_id = $1 AND a.worker_id = $3 AND a.starts_at >= $4 AND a.starts_at < $5 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY a.starts_at, a.appointment_id LIMIT 100",
);

const FIND: Sql = Sql::new(
    "appointments.find",
    "SELECT a.appointment_id, a.worker_id, a.participant_id, a.state, a.starts_at, a.minutes, \
       a.title, a.place, a.note, a.version \
     FROM appointment a \
     WHERE a.agency_id = $1 AND a.appointment_id = $3 \
       AND (EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = a.worker_id) \
         OR EXISTS (SELECT 1 FROM visit_cover c \
           JOIN reach r ON r.agency_id = c.agency_id AND r.worker_id = c.from_id \
           WHERE c.agency_id = $1 AND c.appointment_id = a.appointment_id AND c.back_at = 0 \
             AND c.to_id = a.worker_id AND r.viewer_id = $2))",
);

const WITH: Sql = Sql::new(
    "appointments.with",
    "SELECT a.appointment_id, a.worker_id, a.participant_id, a.state, a.starts_at, a.minutes, \
       a.title, a.place, a.note, a.version \
     FROM appointment a \
     WHERE a.agency_id = $1 AND a.participant_id = $3 AND a.starts_at >= $4 AND a.state = 0 \
       AND (EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = a.worker_id) \
         OR EXISTS (SELECT 1 FROM visit_cover c \
           JOIN reach r ON r.agency_id = c.agency_id AND r.worker_id = c.from_id \
           WHERE c.agency_id = $1 AND c.appointment_id = a.appointment_id AND c.back_at = 0 \
             AND c.to_id = a.worker_id AND r.viewer_id = $2)) \
     ORDER BY a.starts_at, a.appointment_id LIMIT 20",
);

const BETWEEN: Sql = Sql::new(
    "appointments.between",
    "SELECT appointment_id, worker_id, participant_id, state, starts_at, minutes, title, place, \
       note, version \
     FROM appointment \
     WHERE agency_id = $1 AND worker_id = $2 AND starts_at >= $3 AND starts_at < $4 AND state = 0 \
     ORDER BY starts_at, appointment_id LIMIT 50",
);

const INSERT: Sql = Sql::new(
    "appointments.insert",
    "INSERT INTO appointment (agency_id, appointment_id, worker_id, participant_id, state, \
       starts_at, minutes, title, place, note, version) \
     VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, 1)",
);

const CHANGE: Sql = Sql::new(
    "appointments.change",
    "UPDATE appointment SET participant_id = $4, minutes = $5, title = $6, place = $7, note = $8, \
       version = version + 1 \
     WHERE agency_id = $1 AND appointment_id = $2 AND version = $3",
);

const MARK: Sql = Sql::new(
    "appointments.mark",
    "UPDATE appointment SET state = $4, version = version + 1 \
     WHERE agency_id = $1 AND appointment_id = $2 AND worker_id = $3 AND state <> $4",
);

const GO_ALONG: Sql = Sql::new(
    "appointments.go_along",
    "UPDATE appointment SET worker_id = $3, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND state = 0 AND starts_at >= $4",
);

const CALL_OFF: Sql = Sql::new(
    "appointments.call_off",
    "UPDATE appointment SET state = 3, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND state = 0 AND starts_at >= $3",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[
    ON_DAY, FIND, WITH, BETWEEN, INSERT, CHANGE, MARK, GO_ALONG, CALL_OFF,
];

/// One appointment as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The appointment.
    pub id: AppointmentId,
    /// Whose it is.
    pub worker: AccountId,
    /// With whom; the id 0 = a group, or nobody in particular.
    pub participant: ParticipantId,
    /// 0 = planned, 1 = done, 2 = moved, 3 = called off.
    pub state: i64,
    /// When it begins, in seconds since 1970.
    pub starts_at: i64,
    /// How long it is.
    pub minutes: i64,
    /// What it is, when it is not with one person, or in addition.
    pub title: String,
    /// Where.
    pub place: String,
    /// What to remember.
    pub note: String,
    /// Grows with every edit, for the check against two people writing at once.
    pub version: i64,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            worker: row.get(1)?,
            participant: row.get(2)?,
            state: row.get(3)?,
            starts_at: row.get(4)?,
            minutes: row.get(5)?,
            title: row.get(6)?,
            place: row.get(7)?,
            note: row.get(8)?,
            version: row.get(9)?,
        })
    }
}

/// What a worker has between two moments, in order of time.
pub fn on_day(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    from: i64,
    to: i64,
) -> Result<Vec<Stored>, Error> {
    tx.all(
        &ON_DAY,
        &[&reach.agency, &reach.viewer, &worker, &from, &to],
    )
}

/// One appointment, if its worker is within reach.
pub fn find(tx: &mut Tx<'_>, reach: Reach, id: AppointmentId) -> Result<Option<Stored>, Error> {
    tx.first(&FIND, &[&reach.agency, &reach.viewer, &id])
}

/// What is planned with a person from a moment on, soonest first.
pub fn with(
    tx: &mut Tx<'_>,
    reach: Reach,
    participant: ParticipantId,
    from: i64,
) -> Result<Vec<Stored>, Error> {
    tx.all(&WITH, &[&reach.agency, &reach.viewer, &participant, &from])
}

/// What is planned by the viewer between two moments, for finding what is at the same time.
pub fn between(tx: &mut Tx<'_>, reach: Reach, from: i64, to: i64) -> Result<Vec<Stored>, Error> {
    tx.all(&BETWEEN, &[&reach.agency, &reach.viewer, &from, &to])
}

/// Writes a new appointment, planned.
pub fn insert(tx: &mut Tx<'_>, agency: AgencyId, new: &Stored) -> Result<(), Error> {
    tx.run(
        &INSERT,
        &[
            &agency,
            &new.id,
            &new.worker,
            &new.participant,
            &new.starts_at,
            &new.minutes,
            &new.title,
            &new.place,
            &new.note,
        ],
    )?;
    Ok(())
}

/// Changes everything but the time; `false` if somebody changed it since `new.version`.
pub fn change(tx: &mut Tx<'_>, agency: AgencyId, new: &Stored) -> Result<bool, Error> {
    let touched = tx.run(
        &CHANGE,
        &[
            &agency,
            &new.id,
            &new.version,
            &new.participant,
            &new.minutes,
            &new.title,
            &new.place,
            &new.note,
        ],
    )?;
    Ok(touched == 1)
}

/// Marks the viewer's own appointment; `false` if it bears that mark already.
pub fn mark(tx: &mut Tx<'_>, reach: Reach, id: AppointmentId, state: i64) -> Result<bool, Error> {
    Ok(tx.run(&MARK, &[&reach.agency, &id, &reach.viewer, &state])? == 1)
}

/// What is planned with a person goes along to their new worker.
pub fn go_along(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
    to: AccountId,
    from_now: i64,
) -> Result<(), Error> {
    tx.run(&GO_ALONG, &[&agency, &participant, &to, &from_now])?;
    Ok(())
}

/// Calls off what is planned with a person, because their support has ended.
pub fn call_off(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
    from_now: i64,
) -> Result<(), Error> {
    tx.run(&CALL_OFF, &[&agency, &participant, &from_now])?;
    Ok(())
}

//! The table `visit_cover`: a visit that a supervisor gave to another worker.

use domain::id::{AccountId, AgencyId, AppointmentId, ParticipantId};
use people::Reach;
use storage::{Error, FromRow, Row, Sql, Tx};

use super::Stored;

const STANDING: Sql = Sql::new(
    "appointments.cover.standing",
    "SELECT c.cover_id, c.participant_id, c.from_id, c.to_id, c.until_at \
     FROM visit_cover c \
     JOIN appointment a ON a.agency_id = c.agency_id AND a.appointment_id = c.appointment_id \
     WHERE c.agency_id = $1 AND c.appointment_id = $2 AND c.back_at = 0 \
       AND a.worker_id = c.to_id AND a.participant_id = c.participant_id \
     ORDER BY c.at DESC, c.cover_id DESC LIMIT 1",
);

const MAY_LOG: Sql = Sql::new(
    "appointments.cover.may_log",
    "SELECT c.from_id FROM visit_cover c \
     JOIN appointment a ON a.agency_id = c.agency_id AND a.appointment_id = c.appointment_id \
     WHERE c.agency_id = $1 AND c.to_id = $2 AND c.participant_id = $3 AND c.until_at > $4 \
       AND c.back_at = 0 AND a.worker_id = $2 AND a.participant_id = $3 AND a.state IN (0, 1) \
     ORDER BY c.until_at DESC LIMIT 1",
);

const NEWS: Sql = Sql::new(
    "appointments.cover.news",
    "SELECT c.appointment_id, c.participant_id, c.from_id, c.to_id, a.starts_at \
     FROM visit_cover c \
     JOIN appointment a ON a.agency_id = c.agency_id AND a.appointment_id = c.appointment_id \
     WHERE c.agency_id = $1 AND (c.from_id = $2 OR c.to_id = $2) AND c.back_at = 0 \
       AND c.until_at > $3 AND a.worker_id = c.to_id AND a.participant_id = c.participant_id \
       AND a.state = 0 AND a.starts_at >= $3 \
     ORDER BY a.starts_at, c.appointment_id LIMIT 10",
);

const ADD: Sql = Sql::new(
    "appointments.cover.add",
    "INSERT INTO visit_cover (agency_id, appointment_id, cover_id, participant_id, from_id, to_id, \
       by_id, at, until_at, back_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
);

const BACK: Sql = Sql::new(
    "appointments.cover.back",
    "UPDATE visit_cover SET back_at = $3 \
     WHERE agency_id = $1 AND appointment_id = $2 AND back_at = 0",
);

const GIVE: Sql = Sql::new(
    "appointments.cover.give",
    "UPDATE appointment SET worker_id = $4, version = version + 1 \
     WHERE agency_id = $1 AND appointment_id = $2 AND worker_id = $3 AND state = 0",
);

/// Every statement about covers.
pub const STATEMENTS: &[Sql] = &[STANDING, MAY_LOG, NEWS, ADD, BACK, GIVE];

/// How long a cover lasts after its visit began, in seconds: time enough to log a contact.
pub const AFTER: i64 = 3 * 86_400;

/// A cover that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Its number.
    pub id: i64,
    /// With whom the visit is.
    pub participant: ParticipantId,
    /// Who walks with them.
    pub from: AccountId,
    /// Who goes.
    pub to: AccountId,
    /// Until when the one who goes sees it, in seconds since 1970.
    pub until_at: i64,
}

impl FromRow for Cover {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            participant: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            until_at: row.get(4)?,
        })
    }
}

/// The cover that stands for a visit. The caller has found the visit within reach.
pub fn standing(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: AppointmentId,
) -> Result<Option<Cover>, Error> {
    tx.first(&STANDING, &[&agency, &id])
}

/// Who walks with a person whom the viewer visits in their place, or did in the last days.
pub fn may_log(
    tx: &mut Tx<'_>,
    reach: Reach,
    participant: ParticipantId,
    now: i64,
) -> Result<Option<AccountId>, Error> {
    tx.first(
        &MAY_LOG,
        &[&reach.agency, &reach.viewer, &participant, &now],
    )
}

/// A visit to come that goes another way than it was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// The visit.
    pub id: AppointmentId,
    /// With whom.
    pub participant: ParticipantId,
    /// Who walks with them.
    pub from: AccountId,
    /// Who goes.
    pub to: AccountId,
    /// When, in seconds since 1970.
    pub starts_at: i64,
}

impl FromRow for News {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            participant: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            starts_at: row.get(4)?,
        })
    }
}

/// The visits to come that the viewer gave away or took on, soonest first.
pub fn news(tx: &mut Tx<'_>, reach: Reach, now: i64) -> Result<Vec<News>, Error> {
    tx.all(&NEWS, &[&reach.agency, &reach.viewer, &now])
}

/// Gives a planned visit to another worker and keeps whose it was; `false` if it is no longer planned
/// with the worker whom `visit` names.
pub fn give(
    tx: &mut Tx<'_>,
    reach: Reach,
    visit: &Stored,
    cover: &Cover,
    now: i64,
) -> Result<bool, Error> {
    let given = tx.run(&GIVE, &[&reach.agency, &visit.id, &visit.worker, &cover.to])? == 1;
    if given {
        tx.run(&BACK, &[&reach.agency, &visit.id, &now])?;
        if cover.to != cover.from {
            tx.run(
                &ADD,
                &[
                    &reach.agency,
                    &visit.id,
                    &cover.id,
                    &cover.participant,
                    &cover.from,
                    &cover.to,
                    &reach.viewer,
                    &now,
                    &cover.until_at,
                ],
            )?;
        }
    }
    Ok(given)
}

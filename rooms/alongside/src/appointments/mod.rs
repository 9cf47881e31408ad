//! Appointments: when, with whom, where, a note. Local times of the program's zone.
//!
//! Who comes in: peer workers make and change their own; supervisors see those of the workers
//! they supervise. Circle: Work.
//!
//! **Invariant:** an appointment with a person out of reach is not here, also when it was one's own
//! before a hand-over (`an_appointment_goes_along_with_the_person`).

pub(crate) mod doors;
mod forms;
mod pages;
mod queries;
pub mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    id::{AccountId, AppointmentId, ParticipantId},
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use people::Reach;
use storage::{Error, Tx};
use web::Room;

use crate::participants::{self, Listed};

pub use pages::planned_sheet;
pub use queries::{STATEMENTS, Stored, call_off, go_along, insert};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];
const WORKER: &[Role] = &[PeerWorker];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("appointments", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .show("/appointments/new", WORKER, doors::new)
        .act("/appointments", WORKER, doors::add)
        .show("/appointments/{id}", BOTH, doors::open)
        .show("/appointments/{id}/edit", WORKER, doors::edit)
        .act("/appointments/{id}", WORKER, doors::change)
        .act("/appointments/{id}/mark", WORKER, doors::mark)
}

/// One appointment, with the person it is with.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The appointment.
    pub id: AppointmentId,
    /// Whose it is.
    pub worker: AccountId,
    /// 0 = planned, 1 = done, 2 = moved, 3 = called off ([`rules::State`]).
    pub state: i64,
    /// When it begins, in seconds since 1970.
    pub starts_at: i64,
    /// How long it is.
    pub minutes: i64,
    /// What it is; may be empty when it is with one person.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// What to remember; may be empty.
    pub note: String,
    /// Grows with every edit.
    pub version: i64,
    /// The person it is with; none for a group or nobody in particular.
    pub with: Option<Listed>,
}

/// What a worker within reach has from one moment to another (seconds since 1970), in order of
/// time. What was with a person who is out of reach by now is left out.
pub fn on_day(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    from: i64,
    to: i64,
) -> Result<Vec<Planned>, Error> {
    let stored = queries::on_day(tx, reach, worker, from, to)?;
    with_people(tx, reach, stored)
}

/// What is planned with a person from a moment on, soonest first.
pub fn with(
    tx: &mut Tx<'_>,
    reach: Reach,
    participant: ParticipantId,
    from: i64,
) -> Result<Vec<Planned>, Error> {
    let stored = queries::with(tx, reach, participant, from)?;
    with_people(tx, reach, stored)
}

fn with_people(tx: &mut Tx<'_>, reach: Reach, stored: Vec<Stored>) -> Result<Vec<Planned>, Error> {
    let mut planned = vec![];
    for one in stored {
        let with = if one.participant.get() == 0 {
            None
        } else {
            match participants::listed(tx, reach, one.participant)? {
                Some(person) => Some(person),
                None => continue,
            }
        };
        planned.push(Planned {
            id: one.id,
            worker: one.worker,
            state: one.state,
            starts_at: one.starts_at,
            minutes: one.minutes,
            title: one.title,
            place: one.place,
            note: one.note,
            version: one.version,
            with,
        });
    }
    Ok(planned)
}

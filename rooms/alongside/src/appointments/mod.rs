//! Appointments: when, with whom, where, a note. Local times of the program's zone.
//!
//! Who comes in: peer workers make and change their own; supervisors see those of the workers
//! they supervise. Circle: Work.
//!
//! **Invariant:** an appointment with a person out of reach is not here, also when it was one's own
//! before a hand-over (`an_appointment_goes_along_with_the_person`). One thing is apart: a visit that a
//! supervisor gave to a worker shows them its time, place, note and the name used, and nothing else of
//! the person (`who_takes_a_visit_sees_it_and_logs_it_and_nothing_else_of_the_person`).

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
pub use queries::cover::{Cover, News};
pub use queries::{STATEMENTS, Stored, call_off, go_along, insert};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];
const WORKER: &[Role] = &[PeerWorker];
const SUPERVISOR: &[Role] = &[PeerSupervisor];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("appointments", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .statements(queries::cover::STATEMENTS)
        .show("/appointments/new", WORKER, doors::new)
        .act("/appointments", WORKER, doors::add)
        .show("/appointments/{id}", BOTH, doors::open)
        .show("/appointments/{id}/edit", WORKER, doors::edit)
        .act("/appointments/{id}", WORKER, doors::change)
        .act("/appointments/{id}/mark", WORKER, doors::mark)
        .act("/appointments/{id}/cover", SUPERVISOR, doors::cover::give)
        .act(
            "/appointments/{id}/cover/back",
            SUPERVISOR,
            doors::cover::back,
        )
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
    /// The viewer goes in the place of the person's own worker. Then [`Planned::with`] is none, and
    /// the title begins with the name the person uses.
    pub cover: Option<Cover>,
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
    for mut one in stored {
        let mut cover = None;
        let with = if one.participant.get() == 0 {
            None
        } else if let Some(person) = participants::listed(tx, reach, one.participant)? {
            Some(person)
        } else if let Some((taken, name)) = taken(tx, reach, &one)? {
            cover = Some(taken);
            one.title = if one.title.is_empty() {
                name
            } else {
                format!("{name}: {}", one.title)
            };
            None
        } else {
            continue;
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
            cover,
        });
    }
    Ok(planned)
}

/// The cover through which the viewer sees a visit with a person out of their reach, and the name
/// the person uses.
fn taken(tx: &mut Tx<'_>, reach: Reach, visit: &Stored) -> Result<Option<(Cover, String)>, Error> {
    if visit.worker != reach.viewer {
        return Ok(None);
    }
    let Some(cover) = queries::cover::standing(tx, reach.agency, visit.id)? else {
        return Ok(None);
    };
    let name = participants::offered_name(tx, reach.agency, cover.participant)?;
    Ok(name.map(|name| (cover, name)))
}

/// One appointment within reach, with its person.
pub fn one(tx: &mut Tx<'_>, reach: Reach, id: AppointmentId) -> Result<Option<Planned>, Error> {
    let Some(stored) = queries::find(tx, reach, id)? else {
        return Ok(None);
    };
    Ok(with_people(tx, reach, vec![stored])?.pop())
}

/// The cover of a visit within reach: somebody else than the person's own worker goes.
pub fn cover(tx: &mut Tx<'_>, reach: Reach, visit: &Planned) -> Result<Option<Cover>, Error> {
    queries::cover::standing(tx, reach.agency, visit.id)
}

/// A person whom the viewer visits in the place of their own worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Who.
    pub participant: ParticipantId,
    /// The name they use.
    pub name: String,
    /// Who walks with them.
    pub worker: AccountId,
}

/// Whether the viewer goes, or went in the last days, to a person in the place of their own worker,
/// and so may log a contact with them. The name used is all that this opens.
pub fn covered(
    tx: &mut Tx<'_>,
    reach: Reach,
    participant: ParticipantId,
    now: i64,
) -> Result<Option<Covered>, Error> {
    let Some(worker) = queries::cover::may_log(tx, reach, participant, now)? else {
        return Ok(None);
    };
    let name = participants::offered_name(tx, reach.agency, participant)?;
    Ok(name.map(|name| Covered {
        participant,
        name,
        worker,
    }))
}

/// A visit to come that goes another way than it was planned, in names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The visit.
    pub id: AppointmentId,
    /// The name that the person uses.
    pub person: String,
    /// The other worker: who goes, or for whom the viewer goes.
    pub other: String,
    /// Whether the viewer goes.
    pub mine: bool,
    /// When, in seconds since 1970.
    pub starts_at: i64,
}

/// The visits to come that the viewer gave away or took on, soonest first.
pub fn told(tx: &mut Tx<'_>, reach: Reach, now: i64) -> Result<Vec<Told>, Error> {
    let news = queries::cover::news(tx, reach, now)?;
    let others: Vec<AccountId> = news.iter().flat_map(|one| [one.from, one.to]).collect();
    let names = people::names(tx, reach.agency, &others)?;
    let mut told = vec![];
    for one in news {
        let mine = one.to == reach.viewer;
        let person = if mine {
            participants::offered_name(tx, reach.agency, one.participant)?
        } else {
            let listed = participants::listed(tx, reach, one.participant)?;
            listed.map(|person| person.name)
        };
        let Some(person) = person else { continue };
        let other = if mine { one.from } else { one.to };
        told.push(Told {
            id: one.id,
            person,
            other: names.get(&other).cloned().unwrap_or_default(),
            mine,
            starts_at: one.starts_at,
        });
    }
    Ok(told)
}

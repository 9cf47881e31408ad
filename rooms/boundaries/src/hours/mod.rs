//! Hours: the weekly pattern, days off and changed days, and who takes over.
//!
//! Who comes in: peer workers set their own hours; supervisors look at and set those of the workers
//! they supervise, and the worker's page says who did. Circle: Work.
//!
//! **Invariant:** hours are read and set within reach alone
//! (`a_supervisor_sets_the_hours_of_their_own_workers_alone`).

pub(crate) mod doors;
mod forms;
mod pages;
pub(crate) mod queries;
pub mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    id::AccountId,
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use jiff::civil::Date;
use kit::Icon;
use people::Reach;
use storage::{Error, Tx};
use web::{Place, Room};

pub use queries::STATEMENTS;

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("hours", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .place(Place {
            path: "/hours",
            icon: Icon::Clock,
            word: "hours-place",
            roles: BOTH,
            order: 40,
        })
        .show("/hours", BOTH, doors::mine)
        .show("/hours/{id}", BOTH, doors::open)
        .show("/hours/{id}/week", BOTH, doors::edit)
        .act("/hours/{id}/week", BOTH, doors::set)
        .act("/hours/{id}/days", BOTH, doors::set_days)
        .act("/hours/{id}/days/back", BOTH, doors::drop_day)
}

/// Gives somebody a day off, for the demo and for generated data.
pub fn insert_day_off(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    day: Date,
) -> Result<(), Error> {
    queries::set_day(tx, reach, worker, &day.to_string(), "")
}

/// Sets somebody's week, for the demo and for generated data: the pattern in the compact text of
/// `domain::hours`, who takes over, when (seconds since 1970). The worker counts as the one who set it.
pub fn insert(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    pattern: &str,
    takes_over: &str,
    at: i64,
) -> Result<(), Error> {
    let week = queries::Week {
        pattern: pattern.to_owned(),
        takes_over: takes_over.to_owned(),
        changed_at: at,
        changed_by: worker,
    };
    queries::set_week(tx, reach, worker, &week)
}

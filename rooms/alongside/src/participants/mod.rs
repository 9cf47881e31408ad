//! People I walk alongside: the list by need, a person's page, who somebody is, the end of support.
//!
//! Who comes in: peer workers see their own people, supervisors those of the workers they
//! supervise and, in their own program, people who wait for a worker. Circle: Work.
//!
//! **Invariant:** a person out of reach is not here: the same 404 as a person who does not exist.

pub(crate) mod doors;
mod forms;
pub mod pages;
mod queries;
pub mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    id::{AgencyId, ParticipantId},
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use jiff::tz::TimeZone;
use kit::Icon;
use storage::{Error, Tx};
use web::{Place, Room};

pub use pages::reasons;
pub use queries::{
    Details, Listed, NewPerson, Person, STATEMENTS, Scope, audience, by_need, end, facts, find,
    holding_of, insert, listed, offered_name, say, search, set_facts, waiting, waiting_since,
    with_each,
};
pub use rules::Facts;

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("participants", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .place(Place {
            path: "/people",
            icon: Icon::People,
            word: "participants-people",
            roles: BOTH,
            order: 20,
        })
        .show("/people", BOTH, doors::list)
        .show("/people/new", BOTH, doors::adding::new)
        .act("/people", BOTH, doors::adding::add)
        .show("/people/{id}", BOTH, doors::open)
        .show("/people/{id}/edit", BOTH, doors::changing::edit)
        .act("/people/{id}", BOTH, doors::changing::change)
        .show("/people/{id}/next-step", BOTH, doors::changing::next_step)
        .act(
            "/people/{id}/next-step",
            BOTH,
            doors::changing::set_next_step,
        )
        .show("/people/{id}/end", BOTH, doors::changing::ending)
        .act("/people/{id}/end", BOTH, doors::changing::end)
        .act("/people/{id}/again", BOTH, doors::changing::again)
        .act("/people/{id}/facts", BOTH, doors::facts::say)
}

/// Works out anew where a person stands in the list by need. Call it in the transaction of every
/// change of a fact: a contact, a try, a next step, a hand-over, the end of support.
pub fn refresh_need(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<(), Error> {
    let Some(facts) = facts(tx, agency, participant)? else {
        return Ok(());
    };
    let zone = people::agency::program(tx, agency, facts.program)?
        .and_then(|program| TimeZone::get(&program.zone).ok())
        .unwrap_or(TimeZone::UTC);
    queries::set_need(tx, agency, participant, rules::need_at(&facts, &zone))
}

/// Gives somebody another worker, from this moment on; `false` if they are no longer with `from`.
/// For the room that hands over, in its transaction.
pub use queries::place;

//! Hand-overs: a person goes to another worker when that worker takes them up, and not before.
//!
//! Who comes in: whoever has the person within reach offers; the colleague who is asked answers,
//! and sees the name used and the note alone until then. Circle: Work.
//!
//! **Invariant:** until an offer is taken up nobody's reach changes
//! (`an_offer_opens_nothing_until_it_is_taken_up`).

pub(crate) mod doors;
mod forms;
mod pages;
mod queries;
pub mod rules;
#[cfg(test)]
mod tests;

use domain::{
    circle::Circle,
    id::{AccountId, AgencyId, ParticipantId},
    role::Role::{self, PeerSupervisor, PeerWorker},
};
use people::Reach;
use storage::{Error, Tx};
use web::Room;

use crate::participants;

pub use pages::{Offer, offers, sheet};
pub use queries::{
    HandOver, HandOverId, STATEMENTS, Stored, answer, close_for, not_taken_up, offer as insert,
};

const BOTH: &[Role] = &[PeerWorker, PeerSupervisor];
const WORKER: &[Role] = &[PeerWorker];

/// The room, with its doors, words and statements.
pub fn room() -> Room {
    Room::new("hand_offs", Circle::Work)
        .words(include_str!("en.ftl"))
        .statements(STATEMENTS)
        .show("/people/{id}/hand-over", BOTH, doors::choose)
        .act("/people/{id}/hand-over", BOTH, doors::offer)
        .act("/people/{id}/hand-over/back", BOTH, doors::take_back)
        .act("/hand-overs/{id}", WORKER, doors::answer)
}

/// What waits for the viewer's answer: names used and notes alone. Today and the list of people
/// show it with [`offers`].
pub fn waiting(tx: &mut Tx<'_>, reach: Reach) -> Result<Vec<Offer>, Error> {
    let stored = queries::offered_to(tx, reach)?;
    let by: Vec<AccountId> = stored.iter().map(|one| one.by).collect();
    let names = people::names(tx, reach.agency, &by)?;
    let mut waiting = vec![];
    for one in stored {
        if let Some(name) = participants::offered_name(tx, reach.agency, one.participant)? {
            waiting.push(Offer {
                id: one.id,
                participant: one.participant,
                name,
                from: names.get(&one.by).cloned().unwrap_or_default(),
                had_worker: one.from.get() != 0,
                note: one.note,
                offered_at: one.offered_at,
            });
        }
    }
    Ok(waiting)
}

/// The hand-overs of a person whom the caller has found within reach, newest first, with names.
pub fn of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Vec<pages::Told>, Error> {
    let stored = queries::of(tx, agency, participant)?;
    let ids: Vec<AccountId> = stored
        .iter()
        .flat_map(|one| [one.from, one.to, one.by])
        .collect();
    let names = people::names(tx, agency, &ids)?;
    let name = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    Ok(stored
        .into_iter()
        .map(|one| pages::Told {
            answer: rules::Answered::from_code(one.answer),
            from: (one.from.get() != 0).then(|| name(one.from)),
            to: name(one.to),
            by: name(one.by),
            at: if one.answered_at == 0 {
                one.offered_at
            } else {
                one.answered_at
            },
        })
        .collect())
}

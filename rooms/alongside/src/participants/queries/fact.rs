//! The table `participant_fact`: what makes support longer, as the worker said it, since when and
//! until when. What was said stays; a fact that no longer holds gets an end.

use domain::{
    id::{AccountId, AgencyId, ParticipantId},
    weight::Fact,
};
use people::Reach;
use storage::{Error, Sql, Tx};

pub(super) const HOLDING: Sql = Sql::new(
    "participants.facts_holding",
    "SELECT fact, since_at FROM participant_fact \
     WHERE agency_id = $1 AND participant_id = $2 AND until_at = 0 ORDER BY fact",
);

pub(super) const HOLDING_OF: Sql = Sql::new(
    "participants.facts_holding_of",
    "SELECT f.participant_id, f.fact FROM participant p \
     CROSS JOIN participant_fact f \
     WHERE p.agency_id = $1 AND p.worker_id = $3 AND p.state = 1 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
       AND f.agency_id = $1 AND f.participant_id = p.participant_id AND f.until_at = 0",
);

pub(super) const SAY: Sql = Sql::new(
    "participants.say_fact",
    "INSERT INTO participant_fact (agency_id, participant_id, fact, since_at, since_by, until_at, \
       until_by) \
     VALUES ($1, $2, $3, $4, $5, 0, 0) \
     ON CONFLICT (agency_id, participant_id, fact, since_at) DO UPDATE SET until_at = 0, \
       until_by = 0",
);

pub(super) const NO_LONGER: Sql = Sql::new(
    "participants.end_fact",
    "UPDATE participant_fact SET until_at = $4, until_by = $5 \
     WHERE agency_id = $1 AND participant_id = $2 AND fact = $3 AND until_at = 0",
);

/// The facts that a worker says with a switch. The others come from the records.
pub const SAID: &[Fact] = &[Fact::NoHousing, Fact::Loss];

/// What holds of somebody whom the caller has found within reach, and since when (seconds since
/// 1970).
pub fn holding(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
) -> Result<Vec<(Fact, i64)>, Error> {
    let rows: Vec<(String, i64)> = tx.all(&HOLDING, &[&agency, &id])?;
    let facts = rows
        .into_iter()
        .filter_map(|(slug, since)| Some((Fact::from_slug(&slug)?, since)));
    Ok(facts.collect())
}

/// What holds of the people of a worker within reach.
pub fn holding_of(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
) -> Result<Vec<(ParticipantId, Fact)>, Error> {
    let rows: Vec<(ParticipantId, String)> =
        tx.all(&HOLDING_OF, &[&reach.agency, &reach.viewer, &worker])?;
    let facts = rows
        .into_iter()
        .filter_map(|(id, slug)| Some((id, Fact::from_slug(&slug)?)));
    Ok(facts.collect())
}

/// Says that a fact holds from now on, or no longer; `false` if that was known.
pub fn say(
    tx: &mut Tx<'_>,
    (agency, id): (AgencyId, ParticipantId),
    fact: Fact,
    holds: bool,
    (by, now): (AccountId, i64),
) -> Result<bool, Error> {
    let known = holding(tx, agency, id)?.iter().any(|(one, _)| *one == fact);
    if known == holds {
        return Ok(false);
    }
    let slug = fact.slug();
    if holds {
        tx.run(&SAY, &[&agency, &id, &slug, &now, &by])?;
    } else {
        tx.run(&NO_LONGER, &[&agency, &id, &slug, &now, &by])?;
    }
    Ok(true)
}

/// Ends what holds of somebody, because their support has ended.
pub fn end_all(
    tx: &mut Tx<'_>,
    (agency, id): (AgencyId, ParticipantId),
    (by, now): (AccountId, i64),
) -> Result<(), Error> {
    for fact in SAID {
        say(tx, (agency, id), *fact, false, (by, now))?;
    }
    Ok(())
}

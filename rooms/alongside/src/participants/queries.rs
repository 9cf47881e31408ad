//! The table `participant`: who is walked alongside, by whom, and since when.
//!
//! **Invariant:** every statement that reads holds the asking person's reach, so a record out of
//! reach is not found at all (`a_stranger_finds_nobody`). People who wait for a worker
//! (`worker_id` 0) are found by the supervisors of their program alone.

use domain::{
    id::{AccountId, AgencyId, ParticipantId, ProgramId},
    role::Role,
};
use people::{
    Audience, Reach, Who,
    account::{Listing, Standing},
};
use storage::{Error, Sql, Tx};

use super::rules::Facts;

mod fact;
mod load;
mod shape;

pub use fact::{SAID, end_all, holding, holding_of, say};
pub use load::{waiting_since, with_each};
pub use shape::{Alike, Details, Listed, NewPerson, Person};

/// How many rows a page of the list holds.
pub const PAGE: usize = 50;

/// Whose people the asking person may find: a reach, and the program whose waiting people they place.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// `$1` and `$2` of every query.
    pub reach: Reach,
    /// The program whose waiting people a supervisor sees; the id 0, which no program has, for anyone else.
    pub waiting_in: ProgramId,
}

impl Scope {
    /// The scope of the person who asks.
    pub fn of(who: &Who) -> Self {
        let waiting_in = if who.is(Role::PeerSupervisor) {
            who.program
        } else {
            ProgramId::from_i64(0)
        };
        Self {
            reach: Reach::of(who),
            waiting_in,
        }
    }

    /// Whether this person places people who wait for a worker.
    pub fn places(&self) -> bool {
        self.waiting_in.get() != 0
    }
}

const BY_NEED: Sql = Sql::new(
    "participants.by_need",
    "SELECT p.participant_id, p.worker_id, p.state, p.need_at, p.name_used, p.pronouns, p.phone, \
       p.next_step, p.next_step_on, p.rhythm_days, p.since, p.last_contact_at, p.last_tried_at, \
       p.tries, p.last_heaviness, p.ended_at, p.added_at, p.program_id \
     FROM participant p \
     WHERE p.agency_id = $1 AND p.worker_id = $3 AND p.state = $4 \
       AND (p.need_at, p.participant_id) > ($5, $6) \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY p.need_at, p.participant_id LIMIT $7",
);

const WAITING: Sql = Sql::new(
    "participants.waiting",
    "SELECT p.participant_id, p.worker_id, p.state, p.need_at, p.name_used, p.pronouns, p.phone, \
       p.next_step, p.next_step_on, p.rhythm_days, p.since, p.last_contact_at, p.last_tried_at, \
       p.tries, p.last_heaviness, p.ended_at, p.added_at, p.program_id \
     FROM participant p \
     WHERE p.agency_id = $1 AND p.worker_id = 0 AND p.state = 1 AND p.program_id = $2 \
     ORDER BY p.need_at, p.participant_id LIMIT 51",
);

// The workers first, then their people: CROSS JOIN keeps SQLite from reading a whole agency.
const SEARCH: Sql = Sql::new(
    "participants.search",
    "SELECT p.participant_id, p.worker_id, p.state, p.need_at, p.name_used, p.pronouns, p.phone, \
       p.next_step, p.next_step_on, p.rhythm_days, p.since, p.last_contact_at, p.last_tried_at, \
       p.tries, p.last_heaviness, p.ended_at, p.added_at, p.program_id \
     FROM (SELECT DISTINCT worker_id FROM reach WHERE agency_id = $1 AND viewer_id = $2) r \
     CROSS JOIN participant p \
     WHERE p.agency_id = $1 AND p.worker_id = r.worker_id AND p.name_folded LIKE $3 \
     ORDER BY p.state, p.name_folded, p.participant_id LIMIT 51",
);

const SEARCH_WAITING: Sql = Sql::new(
    "participants.search_waiting",
    "SELECT p.participant_id, p.worker_id, p.state, p.need_at, p.name_used, p.pronouns, p.phone, \
       p.next_step, p.next_step_on, p.rhythm_days, p.since, p.last_contact_at, p.last_tried_at, \
       p.tries, p.last_heaviness, p.ended_at, p.added_at, p.program_id \
     FROM participant p \
     WHERE p.agency_id = $1 AND p.worker_id = 0 AND p.program_id = $2 AND p.name_folded LIKE $3 \
     ORDER BY p.state, p.name_folded, p.participant_id LIMIT 51",
);

const LISTED: Sql = Sql::new(
    "participants.listed",
    "SELECT p.participant_id, p.worker_id, p.state, p.need_at, p.name_used, p.pronouns, p.phone, \
       p.next_step, p.next_step_on, p.rhythm_days, p.since, p.last_contact_at, p.last_tried_at, \
       p.tries, p.last_heaviness, p.ended_at, p.added_at, p.program_id \
     FROM participant p \
     WHERE p.agency_id = $1 AND p.participant_id = $3 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = p.worker_id)",
);

const FIND: Sql = Sql::new(
    "participants.find",
    "SELECT p.participant_id, p.program_id, p.worker_id, p.state, p.name_used, p.pronouns, \
       p.phone, p.reach_by, p.birth_year, p.next_step, p.next_step_on, p.rhythm_days, p.since, \
       p.last_contact_at, p.last_tried_at, p.tries, p.last_heaviness, p.ended_at, p.ended_how, \
       p.ended_words, p.version, p.added_at \
     FROM participant p \
     WHERE p.agency_id = $1 AND p.participant_id = $3 \
       AND (EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = p.worker_id) \
       OR (p.worker_id = 0 AND p.program_id = $4))",
);

const ALIKE: Sql = Sql::new(
    "participants.alike",
    "SELECT p.participant_id, p.worker_id, p.state, p.name_used, p.phone, p.birth_year \
     FROM (SELECT DISTINCT worker_id FROM reach WHERE agency_id = $1 AND viewer_id = $2) r \
     CROSS JOIN participant p \
     WHERE p.agency_id = $1 AND p.worker_id = r.worker_id \
     UNION ALL \
     SELECT w.participant_id, w.worker_id, w.state, w.name_used, w.phone, w.birth_year \
     FROM participant w \
     WHERE w.agency_id = $1 AND w.worker_id = 0 AND w.program_id = $3",
);

const OFFERED_NAME: Sql = Sql::new(
    "participants.offered_name",
    "SELECT p.name_used FROM participant p WHERE p.agency_id = $1 AND p.participant_id = $2",
);

const INSERT: Sql = Sql::new(
    "participants.insert",
    "INSERT INTO participant (agency_id, participant_id, program_id, worker_id, state, need_at, \
       name_used, name_folded, pronouns, phone, reach_by, birth_year, next_step, next_step_on, \
       rhythm_days, added_at, since, last_contact_at, last_tried_at, tries, last_heaviness, \
       ended_at, ended_how, ended_words, version) \
     VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, 0, 0, 0, 0, \
       0, '', '', 1)",
);

const DETAILS: Sql = Sql::new(
    "participants.details",
    "UPDATE participant SET name_used = $4, name_folded = $5, pronouns = $6, phone = $7, \
       reach_by = $8, birth_year = $9, rhythm_days = $10, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND version = $3",
);

const STEP: Sql = Sql::new(
    "participants.step",
    "UPDATE participant SET next_step = $4, next_step_on = $5, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND version = $3",
);

const END: Sql = Sql::new(
    "participants.end",
    "UPDATE participant SET state = 2, ended_at = $3, ended_how = $4, ended_words = $5, \
       version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND state = 1",
);

const ADD_WORDS: Sql = Sql::new(
    "participants.add_words",
    "UPDATE participant SET ended_words = ended_words || $3, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND state = 2",
);

const AGAIN: Sql = Sql::new(
    "participants.again",
    "UPDATE participant SET state = 1, added_at = $3, since = $3, ended_at = 0, ended_how = '', \
       version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND state = 2",
);

const PLACE: Sql = Sql::new(
    "participants.place",
    "UPDATE participant SET worker_id = $3, since = $5, version = version + 1 \
     WHERE agency_id = $1 AND participant_id = $2 AND worker_id = $4",
);

const FACTS: Sql = Sql::new(
    "participants.facts",
    "SELECT state, next_step, next_step_on, rhythm_days, since, last_contact_at, last_tried_at, \
       tries, last_heaviness, ended_at, added_at, program_id \
     FROM participant WHERE agency_id = $1 AND participant_id = $2",
);

const SET_FACTS: Sql = Sql::new(
    "participants.set_facts",
    "UPDATE participant SET last_contact_at = $3, last_tried_at = $4, tries = $5, \
       last_heaviness = $6 \
     WHERE agency_id = $1 AND participant_id = $2",
);

const SET_NEED: Sql = Sql::new(
    "participants.set_need",
    "UPDATE participant SET need_at = $3 WHERE agency_id = $1 AND participant_id = $2",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[
    BY_NEED,
    WAITING,
    SEARCH,
    SEARCH_WAITING,
    LISTED,
    FIND,
    ALIKE,
    OFFERED_NAME,
    INSERT,
    DETAILS,
    STEP,
    END,
    ADD_WORDS,
    AGAIN,
    PLACE,
    FACTS,
    SET_FACTS,
    SET_NEED,
    fact::HOLDING,
    fact::HOLDING_OF,
    fact::SAY,
    fact::NO_LONGER,
    load::WITH_EACH,
    load::WAITING_SINCE,
];

/// The people of one worker by need, after `(need_at, id)`; at most `limit`.
/// `state` 1 = walking together, 2 = support ended (newest end first).
pub fn by_need(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    state: i64,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let (need_at, id) = after.unwrap_or((i64::MIN, 0));
    tx.all(
        &BY_NEED,
        &[
            &reach.agency,
            &reach.viewer,
            &worker,
            &state,
            &need_at,
            &id,
            &limit,
        ],
    )
}

/// The people of the scope's program who wait for a worker, longest wait first.
pub fn waiting(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<Listed>, Error> {
    if !scope.places() {
        return Ok(vec![]);
    }
    tx.all(&WAITING, &[&scope.reach.agency, &scope.waiting_in])
}

/// People within reach whose folded name holds `folded`; at most `PAGE` and one more.
pub fn search(tx: &mut Tx<'_>, scope: Scope, folded: &str) -> Result<Vec<Listed>, Error> {
    // Folded text holds no punctuation, but nothing here depends on that.
    let bare: String = folded
        .chars()
        .filter(|c| !matches!(c, '%' | '_' | '\\'))
        .collect();
    let pattern = format!("%{bare}%");
    let mut found: Vec<Listed> = tx.all(
        &SEARCH,
        &[&scope.reach.agency, &scope.reach.viewer, &pattern],
    )?;
    if scope.places() {
        let waiting: Vec<Listed> = tx.all(
            &SEARCH_WAITING,
            &[&scope.reach.agency, &scope.waiting_in, &pattern],
        )?;
        found.extend(waiting);
    }
    Ok(found)
}

/// One person as a list shows them, if their worker is within reach.
pub fn listed(tx: &mut Tx<'_>, reach: Reach, id: ParticipantId) -> Result<Option<Listed>, Error> {
    tx.first(&LISTED, &[&reach.agency, &reach.viewer, &id])
}

/// One person, if they are within reach.
pub fn find(tx: &mut Tx<'_>, scope: Scope, id: ParticipantId) -> Result<Option<Person>, Error> {
    tx.first(
        &FIND,
        &[
            &scope.reach.agency,
            &scope.reach.viewer,
            &id,
            &scope.waiting_in,
        ],
    )
}

/// Who can see the record of a person with this worker, or of one who waits (`worker` 0): then
/// the supervisors of the scope's program, who are the ones that [`find`] lets in.
pub fn audience(tx: &mut Tx<'_>, scope: Scope, worker: AccountId) -> Result<Audience, Error> {
    if worker.get() != 0 {
        return scope.reach.audience(tx, worker);
    }
    let listing = Listing {
        program: Some(scope.waiting_in),
        ..Listing::default()
    };
    let others = people::account::list(tx, scope.reach.agency, &listing, 500)?
        .into_iter()
        .filter(|account| {
            account.standing == Standing::Active
                && account.roles.has(Role::PeerSupervisor)
                && account.id != scope.reach.viewer
        })
        .map(|account| account.name)
        .collect();
    Ok(Audience { others, you: true })
}

/// Everyone within reach, for the check against adding somebody twice.
pub fn alike(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<Alike>, Error> {
    tx.all(
        &ALIKE,
        &[&scope.reach.agency, &scope.reach.viewer, &scope.waiting_in],
    )
}

/// The name used of somebody who is offered to the viewer: the one thing that an offer discloses
/// besides its note. The caller has read the offer within the viewer's own offers.
pub fn offered_name(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = tx.first(&OFFERED_NAME, &[&agency, &id])?;
    Ok(row.map(|(name,)| name))
}

/// Writes somebody new.
pub fn insert(tx: &mut Tx<'_>, agency: AgencyId, new: &NewPerson) -> Result<(), Error> {
    let folded = domain::text::fold(&new.details.name);
    tx.run(
        &INSERT,
        &[
            &agency,
            &new.id,
            &new.program,
            &new.worker,
            &new.need_at,
            &new.details.name,
            &folded,
            &new.details.pronouns,
            &new.details.phone,
            &new.details.reach_by,
            &new.details.birth_year,
            &new.next_step,
            &new.next_step_on,
            &new.details.rhythm_days,
            &new.since,
        ],
    )?;
    Ok(())
}

/// Changes who somebody is; `false` if somebody else did so since `version`.
pub fn set_details(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    version: i64,
    details: &Details,
) -> Result<bool, Error> {
    let folded = domain::text::fold(&details.name);
    let touched = tx.run(
        &DETAILS,
        &[
            &agency,
            &id,
            &version,
            &details.name,
            &folded,
            &details.pronouns,
            &details.phone,
            &details.reach_by,
            &details.birth_year,
            &details.rhythm_days,
        ],
    )?;
    Ok(touched == 1)
}

/// Changes the next step; `false` if somebody else changed the record since `version`.
pub fn set_step(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    version: i64,
    step: &str,
    on: &str,
) -> Result<bool, Error> {
    Ok(tx.run(&STEP, &[&agency, &id, &version, &step, &on])? == 1)
}

/// Ends support; `false` if it had ended already.
pub fn end(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    at: i64,
    how: &str,
    words: &str,
) -> Result<bool, Error> {
    Ok(tx.run(&END, &[&agency, &id, &at, &how, &words])? == 1)
}

/// Adds words to remember, as they are, to those of a support that has ended.
pub fn add_words(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    words: &str,
) -> Result<(), Error> {
    tx.run(&ADD_WORDS, &[&agency, &id, &words])?;
    Ok(())
}

/// Opens support again; `false` if it had not ended.
pub fn again(tx: &mut Tx<'_>, agency: AgencyId, id: ParticipantId, at: i64) -> Result<bool, Error> {
    Ok(tx.run(&AGAIN, &[&agency, &id, &at])? == 1)
}

/// Gives somebody another worker; `false` if they are no longer with `from`.
pub fn place(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    to: AccountId,
    from: AccountId,
    at: i64,
) -> Result<bool, Error> {
    Ok(tx.run(&PLACE, &[&agency, &id, &to, &from, &at])? == 1)
}

/// The facts that a person's need is worked out from.
pub fn facts(tx: &mut Tx<'_>, agency: AgencyId, id: ParticipantId) -> Result<Option<Facts>, Error> {
    tx.first(&FACTS, &[&agency, &id])
}

/// Writes what a contact changed: when they were last met, tried, how often, and how heavy it was.
pub fn set_facts(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    facts: &Facts,
) -> Result<(), Error> {
    tx.run(
        &SET_FACTS,
        &[
            &agency,
            &id,
            &facts.last_contact_at,
            &facts.last_tried_at,
            &facts.tries,
            &facts.last_heaviness,
        ],
    )?;
    Ok(())
}

/// Writes the place in the list.
pub fn set_need(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ParticipantId,
    need_at: i64,
) -> Result<(), Error> {
    tx.run(&SET_NEED, &[&agency, &id, &need_at])?;
    Ok(())
}

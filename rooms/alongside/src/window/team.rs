//! The workers of a team: what they did, whom they support, what they have planned. A worker out of
//! reach did nothing and supports nobody.

use std::collections::BTreeMap;

use domain::{
    contact::Kind,
    id::{AccountId, AppointmentId, ParticipantId, ProgramId},
    weight::{self, Fact, Facts},
};
use jiff::{Timestamp, Zoned, civil::Date};
use people::Reach;
use storage::{Error, Tx};

use crate::{
    appointments::{self, Cover, Planned},
    contacts::{self, Lists},
    counts,
    hand_offs::{self, HandOverId},
    participants::{self, Listed, Scope},
};

pub use crate::counts::WorkerDay;

/// The days of these workers from one day to another, both included, by worker in the order asked and
/// then by day. Days without a contact have no row; a worker with two programs may have two.
pub fn days(
    tx: &mut Tx<'_>,
    reach: Reach,
    workers: &[AccountId],
    from: Date,
    to: Date,
) -> Result<Vec<WorkerDay>, Error> {
    let mut days = vec![];
    for worker in workers {
        days.extend(counts::worker_days(tx, reach, *worker, (from, to))?);
    }
    Ok(days)
}

/// Whether every contact is counted. While this is `false` a page says that it is still counting.
pub fn is_whole(tx: &mut Tx<'_>, reach: Reach) -> Result<bool, Error> {
    counts::is_whole(tx, reach.agency)
}

/// Somebody whom a worker supports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportedFacts {
    /// Who.
    pub participant: ParticipantId,
    /// The name they use.
    pub name: String,
    /// Their program.
    pub program: ProgramId,
    /// Since when this worker walks with them, in seconds since 1970.
    pub since: i64,
    /// When they came to the program, in seconds since 1970.
    pub added_at: i64,
    /// What makes support longer; nothing clinical.
    pub facts: Facts,
}

/// How many people of one worker are read.
const MOST: i64 = 1_000;

/// Everyone whom a worker within reach walks with today, by need. `here` is today in the program's
/// time zone: it says who is new, and which month is this month.
pub fn supported(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    here: &Zoned,
) -> Result<Vec<SupportedFacts>, Error> {
    let people = participants::by_need(tx, reach, worker, 1, None, MOST)?;
    let mut facts: BTreeMap<ParticipantId, Facts> = BTreeMap::new();
    for (id, fact) in participants::holding_of(tx, reach, worker)? {
        let known = facts.entry(id).or_default();
        *known = known.with(fact);
    }
    let mut words: BTreeMap<ProgramId, Lists> = BTreeMap::new();
    for (id, program, kind) in counts::kinds_of(tx, reach, worker, counts::month_of(here.date()))? {
        if let std::collections::btree_map::Entry::Vacant(place) = words.entry(program) {
            place.insert(contacts::lists(tx, reach.agency, program)?);
        }
        let kind = words
            .get(&program)
            .and_then(|lists| lists.kinds.find(&kind));
        if kind.is_some_and(|kind| kind.kind_of == Kind::Crisis) {
            let known = facts.entry(id).or_default();
            *known = known.with(Fact::Crisis);
        }
    }
    let supported = people.into_iter().map(|person| {
        let mut facts = facts.get(&person.id).copied().unwrap_or_default();
        let came = Timestamp::from_second(person.facts.added_at).unwrap_or_default();
        let came = came.to_zoned(here.time_zone().clone()).date();
        if weight::is_new(came, here.date()) {
            facts = facts.with(Fact::New);
        }
        SupportedFacts {
            participant: person.id,
            name: person.name,
            program: person.facts.program,
            since: person.facts.since,
            added_at: person.facts.added_at,
            facts,
        }
    });
    Ok(supported.collect())
}

/// What a worker within reach has from one moment to another (seconds since 1970), in order of time,
/// whatever became of it.
pub fn visits(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    from: i64,
    to: i64,
) -> Result<Vec<Planned>, Error> {
    appointments::on_day(tx, reach, worker, from, to)
}

/// One visit within reach, and who covers it for whom if somebody does.
pub fn visit(
    tx: &mut Tx<'_>,
    reach: Reach,
    id: AppointmentId,
) -> Result<Option<(Planned, Option<Cover>)>, Error> {
    let Some(visit) = appointments::one(tx, reach, id)? else {
        return Ok(None);
    };
    let cover = appointments::cover(tx, reach, &visit)?;
    Ok(Some((visit, cover)))
}

/// People who wait for a worker in the program of a supervisor, longest wait first; at most 51.
pub fn waiting(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<Listed>, Error> {
    participants::waiting(tx, scope)
}

/// A hand-over that nobody has answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTakenUp {
    /// The hand-over.
    pub id: HandOverId,
    /// Who is handed over.
    pub participant: ParticipantId,
    /// The name they use.
    pub name: String,
    /// Who walks with them until it is taken up; `None` while they wait for a worker.
    pub from: Option<AccountId>,
    /// The colleague who is asked.
    pub to: AccountId,
    /// Who asked.
    pub by: AccountId,
    /// When, in seconds since 1970.
    pub offered_at: i64,
}

/// Hand-overs of people within reach that nobody took up yet, oldest first.
pub fn offers_not_taken(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<NotTakenUp>, Error> {
    let mut open = vec![];
    for one in hand_offs::not_taken_up(tx, scope.reach)? {
        if let Some(person) = participants::find(tx, scope, one.participant)? {
            open.push(NotTakenUp {
                id: one.id,
                participant: one.participant,
                name: person.name,
                from: (one.from.get() != 0).then_some(one.from),
                to: one.to,
                by: one.by,
                offered_at: one.offered_at,
            });
        }
    }
    Ok(open)
}

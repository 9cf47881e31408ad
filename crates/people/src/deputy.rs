//! Who stands in for a supervisor who is away.
//!
//! A supervisor names another supervisor of the same program, from one day to another. From the first
//! moment of the first day until the last moment of the last, in the program's time zone, the deputy
//! reaches the workers whom the supervisor supervises (`reach.via` 3). [`settle`] keeps the rows true;
//! the house runs it when it starts and once a second.
//!
//! **Invariant:** a deputy reaches those workers on these days alone
//! (`a_deputy_reaches_the_team_from_the_first_midnight_to_the_last`), and not those of a supervisor
//! for whom that one stands in.

use domain::id::{AccountId, AgencyId};
use domain::role::{Role, Roles};
use domain::world::Chance;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use storage::{Error, FromRow, Row, Sql, Tx};

use crate::{
    Who,
    account::{Colleague, find},
    audit::{self, Leaf},
    reach, token,
};

/// The longest time that somebody stands in, in days.
pub const MOST_DAYS: i32 = 92;

/// Somebody stands in for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Its number.
    pub id: i64,
    /// Who is away.
    pub supervisor: AccountId,
    /// Who stands in.
    pub deputy: AccountId,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Whether it runs now; otherwise it is to come.
    pub runs: bool,
}

impl FromRow for StandIn {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let day = |text: String| {
            text.parse()
                .map_err(|_| Error::Broken("deputy: no day".to_owned()))
        };
        Ok(Self {
            id: row.get(0)?,
            supervisor: row.get(1)?,
            deputy: row.get(2)?,
            first: day(row.get(3)?)?,
            last: day(row.get(4)?)?,
            runs: row.get::<i64>(5)? == 1,
        })
    }
}

/// Why nobody can be named.
#[derive(Debug)]
pub enum Refused {
    /// No active supervisor of this program, or the supervisor themself.
    NotASupervisor,
    /// The last day is before the first, in the past, or too far away.
    Days,
    /// Somebody stands in on one of these days already.
    Taken,
    /// The database.
    Database(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

/// Who could stand in: the other active supervisors of the program, by name.
pub fn candidates(tx: &mut Tx<'_>, who: &Who) -> Result<Vec<Colleague>, Error> {
    let bit = Roles::of(&[Role::PeerSupervisor]).bits();
    tx.all(
        &CANDIDATES,
        &[&who.agency, &who.account, &who.program, &bit],
    )
}

/// Who stands in for the asking supervisor, now or later, soonest first.
pub fn of(tx: &mut Tx<'_>, who: &Who) -> Result<Vec<StandIn>, Error> {
    tx.all(&OF, &[&who.agency, &who.account])
}

/// For whom the asking supervisor stands in, now or later, soonest first.
pub fn by(tx: &mut Tx<'_>, who: &Who) -> Result<Vec<StandIn>, Error> {
    tx.all(&BY, &[&who.agency, &who.account])
}

/// Names a deputy from one day to another, both included, in this time zone. It runs at once when the
/// first day has begun. The caller has checked that the asking person is a supervisor.
pub fn name(
    tx: &mut Tx<'_>,
    who: &Who,
    deputy: AccountId,
    (first, last, zone): (Date, Date, &TimeZone),
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    if !candidates(tx, who)?
        .iter()
        .any(|known| known.account == deputy)
    {
        return Err(Refused::NotASupervisor);
    }
    let starts = |day: Date| {
        day.to_zoned(zone.clone())
            .map(|start| start.timestamp().as_second())
            .map_err(|_| Refused::Days)
    };
    let after = last.checked_add(1_i32.day()).map_err(|_| Refused::Days)?;
    let (from_at, until_at) = (starts(first)?, starts(after)?);
    if first > last || (last - first).get_days() >= MOST_DAYS || until_at <= now {
        return Err(Refused::Days);
    }
    let meets: Option<i64> = tx.first(&MEETS, &[&who.agency, &who.account, &from_at, &until_at])?;
    if meets.is_some() {
        return Err(Refused::Taken);
    }
    let id = token::number(chance);
    let days = (first.to_string(), last.to_string());
    tx.run(
        &NAME,
        &[
            &who.agency,
            &id,
            &who.account,
            &deputy,
            &days.0,
            &days.1,
            &from_at,
            &until_at,
            &now,
        ],
    )?;
    leaf(
        tx,
        who.agency,
        Some(who.account),
        "deputy.name",
        deputy,
        now,
        chance,
    )?;
    if from_at <= now {
        turn(tx, who.agency, id, 1, deputy)?;
    }
    Ok(())
}

/// Takes back that somebody stands in, at once; `false` if it is over or not the asking person's.
pub fn take_back(
    tx: &mut Tx<'_>,
    who: &Who,
    id: i64,
    now: i64,
    chance: &dyn Chance,
) -> Result<bool, Error> {
    let Some(one) = of(tx, who)?.into_iter().find(|one| one.id == id) else {
        return Ok(false);
    };
    turn(tx, who.agency, id, 2, one.deputy)?;
    leaf(
        tx,
        who.agency,
        Some(who.account),
        "deputy.back",
        one.deputy,
        now,
        chance,
    )?;
    Ok(true)
}

/// Lets begin and end what is due; how many did. A leaf of the house says so.
pub fn settle(tx: &mut Tx<'_>, now: i64, chance: &dyn Chance) -> Result<usize, Error> {
    let due: Vec<(AgencyId, i64, AccountId, i64)> = tx.all(&DUE, &[&now])?;
    for (agency, id, deputy, until_at) in &due {
        let (state, action) = if *until_at <= now {
            (2, "deputy.end")
        } else {
            (1, "deputy.begin")
        };
        turn(tx, *agency, *id, state, *deputy)?;
        leaf(tx, *agency, None, action, *deputy, now, chance)?;
    }
    Ok(due.len())
}

/// Whether [`settle`] has anything to do.
pub fn is_due(tx: &mut Tx<'_>, now: i64) -> Result<bool, Error> {
    let due: Vec<(AgencyId, i64, AccountId, i64)> = tx.all(&DUE, &[&now])?;
    Ok(!due.is_empty())
}

/// Gives a row its state (1 = it runs, 2 = over) and the deputy their reach.
fn turn(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    state: i64,
    deputy: AccountId,
) -> Result<(), Error> {
    tx.run(&TURN, &[&agency, &id, &state])?;
    rebuild(tx, agency, deputy)
}

fn rebuild(tx: &mut Tx<'_>, agency: AgencyId, deputy: AccountId) -> Result<(), Error> {
    match find(tx, agency, deputy)? {
        Some(account) => reach::rebuild_one(tx, agency, deputy, account.standing, account.roles),
        None => Ok(()),
    }
}

/// What a deputy reaches through others; part of writing their rows anew.
pub(crate) fn write(tx: &mut Tx<'_>, agency: AgencyId, deputy: AccountId) -> Result<(), Error> {
    let bit = Roles::of(&[Role::PeerSupervisor]).bits();
    tx.run(&REACH, &[&agency, &deputy, &bit])?;
    Ok(())
}

/// Whoever stands in for a supervisor reaches what that one reaches: write their rows anew too.
pub(crate) fn follow(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    supervisor: AccountId,
) -> Result<(), Error> {
    let deputies: Vec<AccountId> = tx.all(&DEPUTIES, &[&agency, &supervisor])?;
    for deputy in deputies {
        rebuild(tx, agency, deputy)?;
    }
    Ok(())
}

fn leaf(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    by: Option<AccountId>,
    action: &'static str,
    deputy: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let leaf = Leaf {
        action,
        subject: "account",
        subject_id: deputy.get(),
        participant: 0,
    };
    audit::record_for(tx, agency, by, &leaf, now, chance)
}

const CANDIDATES: Sql = Sql::new(
    "people.deputy.candidates",
    "SELECT account_id, name FROM account
     WHERE agency_id = $1 AND account_id <> $2 AND program_id = $3 AND standing = 1
       AND (roles & $4) <> 0
     ORDER BY name_folded, account_id",
);
const OF: Sql = Sql::new(
    "people.deputy.of",
    "SELECT stand_in_id, supervisor_id, deputy_id, first_day, last_day, state FROM deputy
     WHERE agency_id = $1 AND supervisor_id = $2 AND state IN (0, 1)
     ORDER BY from_at, stand_in_id",
);
const BY: Sql = Sql::new(
    "people.deputy.by",
    "SELECT stand_in_id, supervisor_id, deputy_id, first_day, last_day, state FROM deputy
     WHERE agency_id = $1 AND deputy_id = $2 AND state IN (0, 1)
     ORDER BY from_at, stand_in_id",
);
const MEETS: Sql = Sql::new(
    "people.deputy.meets",
    "SELECT stand_in_id FROM deputy
     WHERE agency_id = $1 AND supervisor_id = $2 AND state IN (0, 1)
       AND from_at < $4 AND until_at > $3
     LIMIT 1",
);
const NAME: Sql = Sql::new(
    "people.deputy.name",
    "INSERT INTO deputy (agency_id, stand_in_id, supervisor_id, deputy_id, first_day, last_day,
       from_at, until_at, state, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
);
const TURN: Sql = Sql::new(
    "people.deputy.turn",
    "UPDATE deputy SET state = $3 WHERE agency_id = $1 AND stand_in_id = $2",
);
const DUE: Sql = Sql::new(
    "people.deputy.due",
    "SELECT agency_id, stand_in_id, deputy_id, until_at FROM deputy
     WHERE (state = 0 AND from_at <= $1) OR (state = 1 AND until_at <= $1)
     ORDER BY agency_id, stand_in_id",
);
const DEPUTIES: Sql = Sql::new(
    "people.deputy.deputies",
    "SELECT deputy_id FROM deputy
     WHERE agency_id = $1 AND supervisor_id = $2 AND state = 1 ORDER BY stand_in_id",
);
const REACH: Sql = Sql::new(
    "people.deputy.reach",
    "INSERT INTO reach (agency_id, viewer_id, worker_id, via)
     SELECT DISTINCT d.agency_id, d.deputy_id, s.worker_id, 3 FROM deputy d
     JOIN supervises s ON s.agency_id = d.agency_id AND s.supervisor_id = d.supervisor_id
     JOIN account a ON a.agency_id = d.agency_id AND a.account_id = d.supervisor_id
     WHERE d.agency_id = $1 AND d.deputy_id = $2 AND d.state = 1 AND s.worker_id <> $2
       AND a.standing = 1 AND (a.roles & $3) <> 0
       AND NOT EXISTS (SELECT 1 FROM supervises o
         WHERE o.agency_id = $1 AND o.supervisor_id = $2 AND o.worker_id = s.worker_id)",
);

pub(crate) const STATEMENTS: &[Sql] =
    &[CANDIDATES, OF, BY, MEETS, NAME, TURN, DUE, DEPUTIES, REACH];

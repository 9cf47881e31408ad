//! The tables `worker_day`, `contact_count`, `presence` and `people_count`.
//!
//! Rows that count nothing any more go, so that the tables are exactly what a recount gives.

use domain::id::{AccountId, AgencyId, ParticipantId, ProgramId, TeamId};
use jiff::civil::Date;
use people::Reach;
use storage::{Error, FromRow, Row, Sql, Tx};

use super::tally::{Cell, Grain, Sum, There};

mod recount;

pub use recount::{Differs, STATEMENTS as RECOUNT, differs, recount};

const ADD_DAY: Sql = Sql::new(
    "counts.add_day",
    "INSERT INTO worker_day (agency_id, worker_id, day, program_id, contacts, tried, minutes, \
       out_of_hours, heavy, over_midnight) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (agency_id, worker_id, day, program_id) DO UPDATE SET \
       contacts = worker_day.contacts + excluded.contacts, \
       tried = worker_day.tried + excluded.tried, \
       minutes = worker_day.minutes + excluded.minutes, \
       out_of_hours = worker_day.out_of_hours + excluded.out_of_hours, \
       heavy = worker_day.heavy + excluded.heavy, \
       over_midnight = worker_day.over_midnight + excluded.over_midnight",
);

const DROP_DAY: Sql = Sql::new(
    "counts.drop_day",
    "DELETE FROM worker_day WHERE agency_id = $1 AND worker_id = $2 AND day = $3 \
       AND program_id = $4 AND contacts = 0",
);

const ADD_MONTH: Sql = Sql::new(
    "counts.add_month",
    "INSERT INTO contact_count (agency_id, program_id, month, team_id, kind, setting, contacts, \
       tried, minutes, out_of_hours, heavy, heads) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
     ON CONFLICT (agency_id, program_id, month, team_id, kind, setting) DO UPDATE SET \
       contacts = contact_count.contacts + excluded.contacts, \
       tried = contact_count.tried + excluded.tried, \
       minutes = contact_count.minutes + excluded.minutes, \
       out_of_hours = contact_count.out_of_hours + excluded.out_of_hours, \
       heavy = contact_count.heavy + excluded.heavy, \
       heads = contact_count.heads + excluded.heads",
);

const DROP_MONTH: Sql = Sql::new(
    "counts.drop_month",
    "DELETE FROM contact_count WHERE agency_id = $1 AND program_id = $2 AND month = $3 \
       AND team_id = $4 AND kind = $5 AND setting = $6 AND contacts = 0",
);

const ADD_PRESENCE: Sql = Sql::new(
    "counts.add_presence",
    "INSERT INTO presence (agency_id, program_id, month, participant_id, team_id, kind, setting, \
       contacts, reached) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     ON CONFLICT (agency_id, program_id, month, participant_id, team_id, kind, setting) \
       DO UPDATE SET contacts = presence.contacts + excluded.contacts, \
         reached = presence.reached + excluded.reached \
     RETURNING contacts, reached",
);

const DROP_PRESENCE: Sql = Sql::new(
    "counts.drop_presence",
    "DELETE FROM presence WHERE agency_id = $1 AND program_id = $2 AND month = $3 \
       AND participant_id = $4 AND team_id = $5 AND kind = $6 AND setting = $7 AND contacts = 0",
);

const PRESENCE: Sql = Sql::new(
    "counts.presence",
    "SELECT team_id, kind, setting, contacts, reached FROM presence \
     WHERE agency_id = $1 AND program_id = $2 AND month = $3 AND participant_id = $4",
);

const ADD_PEOPLE: Sql = Sql::new(
    "counts.add_people",
    "INSERT INTO people_count (agency_id, program_id, month, grain, team_id, kind, setting, \
       people, named) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     ON CONFLICT (agency_id, program_id, month, grain, team_id, kind, setting) DO UPDATE SET \
       people = people_count.people + excluded.people, \
       named = people_count.named + excluded.named",
);

const DROP_PEOPLE: Sql = Sql::new(
    "counts.drop_people",
    "DELETE FROM people_count WHERE agency_id = $1 AND program_id = $2 AND month = $3 \
       AND grain = $4 AND team_id = $5 AND kind = $6 AND setting = $7 AND named = 0",
);

const WORKER_DAYS: Sql = Sql::new(
    "counts.worker_days",
    "SELECT d.worker_id, d.day, d.program_id, d.contacts, d.tried, d.minutes, d.out_of_hours, \
       d.heavy, d.over_midnight \
     FROM worker_day d \
     WHERE d.agency_id = $1 AND d.worker_id = $3 AND d.day >= $4 AND d.day <= $5 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY d.day, d.program_id",
);

// A worker's people first, then their month: CROSS JOIN keeps SQLite from reading a whole program.
const KINDS_OF: Sql = Sql::new(
    "counts.kinds_of",
    "SELECT DISTINCT p.participant_id, p.program_id, m.kind FROM participant p \
     CROSS JOIN presence m \
     WHERE p.agency_id = $1 AND p.worker_id = $3 AND p.state = 1 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
       AND m.agency_id = $1 AND m.program_id = p.program_id AND m.month = $4 \
       AND m.participant_id = p.participant_id AND m.reached > 0",
);

const MONTHS: Sql = Sql::new(
    "counts.months",
    "SELECT month, team_id, kind, setting, contacts, tried, minutes, out_of_hours, heavy, heads \
     FROM contact_count \
     WHERE agency_id = $1 AND program_id = $2 AND month >= $3 AND month <= $4 \
     ORDER BY month, team_id, kind, setting",
);

const PEOPLE: Sql = Sql::new(
    "counts.people",
    "SELECT month, grain, team_id, kind, setting, people, named FROM people_count \
     WHERE agency_id = $1 AND program_id = $2 AND month >= $3 AND month <= $4 \
     ORDER BY month, grain, team_id, kind, setting",
);

/// Every statement of the counts.
pub const STATEMENTS: &[Sql] = &[
    ADD_DAY,
    DROP_DAY,
    ADD_MONTH,
    DROP_MONTH,
    ADD_PRESENCE,
    DROP_PRESENCE,
    PRESENCE,
    ADD_PEOPLE,
    DROP_PEOPLE,
    WORKER_DAYS,
    KINDS_OF,
    MONTHS,
    PEOPLE,
];

pub(super) fn add_day(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (worker, day, program): (AccountId, Date, ProgramId),
    sum: &Sum,
) -> Result<(), Error> {
    let day = day.to_string();
    tx.run(
        &ADD_DAY,
        &[
            &agency,
            &worker,
            &day,
            &program,
            &sum.contacts,
            &sum.tried,
            &sum.minutes,
            &sum.out_of_hours,
            &sum.heavy,
            &sum.over_midnight,
        ],
    )?;
    if sum.contacts < 0 {
        tx.run(&DROP_DAY, &[&agency, &worker, &day, &program])?;
    }
    Ok(())
}

pub(super) fn add_month(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (program, month): (ProgramId, i64),
    cell: &Cell,
    sum: &Sum,
) -> Result<(), Error> {
    let (kind, setting) = (&*cell.kind, &*cell.setting);
    tx.run(
        &ADD_MONTH,
        &[
            &agency,
            &program,
            &month,
            &cell.team,
            &kind,
            &setting,
            &sum.contacts,
            &sum.tried,
            &sum.minutes,
            &sum.out_of_hours,
            &sum.heavy,
            &sum.heads,
        ],
    )?;
    if sum.contacts < 0 {
        let key: [&dyn storage::ToValue; 6] =
            [&agency, &program, &month, &cell.team, &kind, &setting];
        tx.run(&DROP_MONTH, &key)?;
    }
    Ok(())
}

/// What stands there after the change.
pub(super) fn add_presence(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (program, month, participant): (ProgramId, i64, ParticipantId),
    cell: &Cell,
    change: &There,
) -> Result<There, Error> {
    let (kind, setting) = (&*cell.kind, &*cell.setting);
    let (contacts, reached) = tx.one(
        &ADD_PRESENCE,
        &[
            &agency,
            &program,
            &month,
            &participant,
            &cell.team,
            &kind,
            &setting,
            &change.contacts,
            &change.reached,
        ],
    )?;
    Ok(There { contacts, reached })
}

pub(super) fn drop_presence(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (program, month, participant): (ProgramId, i64, ParticipantId),
    cell: &Cell,
) -> Result<(), Error> {
    let (kind, setting) = (&*cell.kind, &*cell.setting);
    tx.run(
        &DROP_PRESENCE,
        &[
            &agency,
            &program,
            &month,
            &participant,
            &cell.team,
            &kind,
            &setting,
        ],
    )?;
    Ok(())
}

/// Where somebody was in a month.
pub(super) fn presence(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (program, month, participant): (ProgramId, i64, ParticipantId),
) -> Result<Vec<(Cell, There)>, Error> {
    let rows: Vec<(i64, String, String, i64, i64)> =
        tx.all(&PRESENCE, &[&agency, &program, &month, &participant])?;
    let rows = rows
        .into_iter()
        .map(|(team, kind, setting, contacts, reached)| {
            let cell = Cell {
                team,
                kind: kind.into(),
                setting: setting.into(),
            };
            (cell, There { contacts, reached })
        });
    Ok(rows.collect())
}

pub(super) fn add_people(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (program, month): (ProgramId, i64),
    (grain, team, kind, setting): &Grain,
    there: &There,
) -> Result<(), Error> {
    let (kind, setting) = (&**kind, &**setting);
    let (people, named) = (there.reached, there.contacts);
    tx.run(
        &ADD_PEOPLE,
        &[
            &agency, &program, &month, grain, team, &kind, &setting, &people, &named,
        ],
    )?;
    if named < 0 {
        tx.run(
            &DROP_PEOPLE,
            &[&agency, &program, &month, grain, team, &kind, &setting],
        )?;
    }
    Ok(())
}

/// A worker's work on one day, for one program. A fact about work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerDay {
    /// Whose.
    pub worker: AccountId,
    /// The local day on which the contacts began.
    pub day: Date,
    /// The program they count for.
    pub program: ProgramId,
    /// Contacts, attempts in vain too.
    pub contacts: i64,
    /// How many of them were attempts in vain.
    pub tried: i64,
    /// Minutes with people.
    pub minutes: i64,
    /// Contacts of which a part lay outside the worker's hours.
    pub out_of_hours: i64,
    /// Contacts that were heavy or very heavy.
    pub heavy: i64,
    /// Contacts that ran into the next day, which is then no day off either.
    pub over_midnight: i64,
}

impl FromRow for WorkerDay {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let day: String = row.get(1)?;
        Ok(Self {
            worker: row.get(0)?,
            day: day
                .parse()
                .map_err(|_| Error::Broken("worker_day.day is no day".to_owned()))?,
            program: row.get(2)?,
            contacts: row.get(3)?,
            tried: row.get(4)?,
            minutes: row.get(5)?,
            out_of_hours: row.get(6)?,
            heavy: row.get(7)?,
            over_midnight: row.get(8)?,
        })
    }
}

/// The days of a worker within reach from one day to another, both included; days without a contact
/// have no row.
pub fn worker_days(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    (from, to): (Date, Date),
) -> Result<Vec<WorkerDay>, Error> {
    let (from, to) = (from.to_string(), to.to_string());
    tx.all(
        &WORKER_DAYS,
        &[&reach.agency, &reach.viewer, &worker, &from, &to],
    )
}

/// The kinds of contact that a worker's people had in a month (`yyyymm`), with their program, whose
/// words the kinds are in. Nothing for a worker out of reach.
pub fn kinds_of(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    month: i64,
) -> Result<Vec<(ParticipantId, ProgramId, String)>, Error> {
    tx.all(&KINDS_OF, &[&reach.agency, &reach.viewer, &worker, &month])
}

/// Contacts of a program's month in one team, of one kind, in one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The month, `yyyymm`.
    pub month: i64,
    /// The team; none for workers without one.
    pub team: Option<TeamId>,
    /// The slug of the kind.
    pub kind: String,
    /// The slug of the setting; empty when not said.
    pub setting: String,
    /// Contacts, attempts in vain too.
    pub contacts: i64,
    /// How many of them were attempts in vain.
    pub tried: i64,
    /// Minutes.
    pub minutes: i64,
    /// Contacts of which a part lay outside the worker's hours.
    pub out_of_hours: i64,
    /// Contacts that were heavy or very heavy.
    pub heavy: i64,
    /// People at public events, and people whose name is not known.
    pub heads: i64,
}

fn team(stored: i64) -> Option<TeamId> {
    (stored != 0).then(|| TeamId::from_i64(stored))
}

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            month: row.get(0)?,
            team: team(row.get(1)?),
            kind: row.get(2)?,
            setting: row.get(3)?,
            contacts: row.get(4)?,
            tried: row.get(5)?,
            minutes: row.get(6)?,
            out_of_hours: row.get(7)?,
            heavy: row.get(8)?,
            heads: row.get(9)?,
        })
    }
}

/// People of a program's month, each counted once in this part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The month, `yyyymm`.
    pub month: i64,
    /// 0 = all, 1 = team, 2 = kind, 3 = setting, 4 = team and kind, 5 = team and setting.
    pub grain: i64,
    /// The team of grains 1, 4 and 5; none also for workers without one.
    pub team: Option<TeamId>,
    /// The kind of grains 2 and 4.
    pub kind: String,
    /// The setting of grains 3 and 5; empty also when not said.
    pub setting: String,
    /// People who were reached at least once.
    pub people: i64,
    /// People who are named in at least one contact or attempt: those behind a count of contacts.
    pub named: i64,
}

impl FromRow for People {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            month: row.get(0)?,
            grain: row.get(1)?,
            team: team(row.get(2)?),
            kind: row.get(3)?,
            setting: row.get(4)?,
            people: row.get(5)?,
            named: row.get(6)?,
        })
    }
}

/// A program's contacts from one month to another (`yyyymm`), both included.
pub fn months(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    (from, to): (i64, i64),
) -> Result<Vec<Counted>, Error> {
    tx.all(&MONTHS, &[&agency, &program, &from, &to])
}

/// A program's unduplicated people from one month to another (`yyyymm`), both included.
pub fn people(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    (from, to): (i64, i64),
) -> Result<Vec<People>, Error> {
    tx.all(&PEOPLE, &[&agency, &program, &from, &to])
}

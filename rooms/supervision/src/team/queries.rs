//! The tables `supervision_date` and `team_setting`.

use domain::{
    id::{AccountId, AgencyId, ProgramId},
    weight::Weights,
};
use jiff::civil::Date;
use people::Reach;
use storage::{Error, Sql, Tx};

use super::rules::INTERVAL;

const DATES: Sql = Sql::new(
    "team.dates",
    "SELECT s.day, s.held FROM supervision_date s \
     WHERE s.agency_id = $1 AND s.worker_id = $3 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY s.day DESC LIMIT 50",
);

const SET_DATE: Sql = Sql::new(
    "team.set_date",
    "INSERT INTO supervision_date (agency_id, worker_id, day, held, by_id, at) \
     VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (agency_id, worker_id, day) \
     DO UPDATE SET held = excluded.held, by_id = excluded.by_id, at = excluded.at",
);

const DROP_NEXT: Sql = Sql::new(
    "team.drop_next",
    "DELETE FROM supervision_date WHERE agency_id = $1 AND worker_id = $2 AND held = 0",
);

const SETTING: Sql = Sql::new(
    "team.setting",
    "SELECT weights, interval_days, changed_at FROM team_setting \
     WHERE agency_id = $1 AND program_id = $2",
);

const SET_SETTING: Sql = Sql::new(
    "team.set_setting",
    "INSERT INTO team_setting (agency_id, program_id, weights, interval_days, changed_at, changed_by) \
     VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (agency_id, program_id) \
     DO UPDATE SET weights = excluded.weights, interval_days = excluded.interval_days, \
       changed_at = excluded.changed_at, changed_by = excluded.changed_by",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[DATES, SET_DATE, DROP_NEXT, SETTING, SET_SETTING];

/// When supervision was held and when it is next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The days on which it was held, newest first.
    pub held: Vec<Date>,
    /// The day that is planned.
    pub next: Option<Date>,
}

/// The supervision dates of a worker within reach.
pub fn dates(tx: &mut Tx<'_>, reach: Reach, worker: AccountId) -> Result<Dates, Error> {
    let rows: Vec<(String, i64)> = tx.all(&DATES, &[&reach.agency, &reach.viewer, &worker])?;
    let mut dates = Dates::default();
    for (day, held) in rows {
        let Ok(day) = day.parse::<Date>() else {
            continue;
        };
        if held == 1 {
            dates.held.push(day);
        } else {
            dates.next = Some(day);
        }
    }
    Ok(dates)
}

/// Writes down a day on which supervision was held, or is next. The caller has found the worker
/// within reach.
pub fn set_date(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    (day, held): (Date, bool),
    now: i64,
) -> Result<(), Error> {
    let values = (day.to_string(), i64::from(held));
    tx.run(
        &SET_DATE,
        &[
            &reach.agency,
            &worker,
            &values.0,
            &values.1,
            &reach.viewer,
            &now,
        ],
    )?;
    Ok(())
}

/// Forgets the day that was planned. The caller has found the worker within reach.
pub fn drop_next(tx: &mut Tx<'_>, reach: Reach, worker: AccountId) -> Result<(), Error> {
    tx.run(&DROP_NEXT, &[&reach.agency, &worker])?;
    Ok(())
}

/// How a program counts its team's week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What each fact adds to a person supported.
    pub weights: Weights,
    /// How many days may pass between two supervisions.
    pub interval: i64,
    /// When it was last changed, in seconds since 1970; 0 = never.
    pub changed_at: i64,
}

/// The setting of a program, or what holds until somebody sets it.
pub fn setting(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<Setting, Error> {
    let row: Option<(String, i64, i64)> = tx.first(&SETTING, &[&agency, &program])?;
    Ok(row.map_or(
        Setting {
            weights: Weights::default(),
            interval: INTERVAL,
            changed_at: 0,
        },
        |(weights, interval, changed_at)| Setting {
            weights: serde_json::from_str(&weights).unwrap_or_default(),
            interval,
            changed_at,
        },
    ))
}

/// Sets how a program counts its team's week.
pub fn set_setting(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    setting: &Setting,
    by: AccountId,
) -> Result<(), Error> {
    let weights = serde_json::to_string(&setting.weights)
        .map_err(|error| Error::Broken(format!("weights: {error}")))?;
    tx.run(
        &SET_SETTING,
        &[
            &agency,
            &program,
            &weights,
            &setting.interval,
            &setting.changed_at,
            &by,
        ],
    )?;
    Ok(())
}

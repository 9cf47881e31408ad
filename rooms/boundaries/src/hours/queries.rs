//! The tables `work_week` and `work_day`: the weekly pattern, days off and changed days.

use domain::id::AccountId;
use people::Reach;
use storage::{Error, FromRow, Row, Sql, Tx};

const WEEK: Sql = Sql::new(
    "hours.week",
    "SELECT w.pattern, w.takes_over, w.changed_at, w.changed_by FROM work_week w \
     WHERE w.agency_id = $1 AND w.account_id = $3 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3)",
);

const DAYS: Sql = Sql::new(
    "hours.days",
    "SELECT d.day, d.spans FROM work_day d \
     WHERE d.agency_id = $1 AND d.account_id = $3 AND d.day >= $4 AND d.day <= $5 \
       AND EXISTS (SELECT 1 FROM reach r \
         WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $3) \
     ORDER BY d.day LIMIT 400",
);

const SET_WEEK: Sql = Sql::new(
    "hours.set_week",
    "INSERT INTO work_week (agency_id, account_id, pattern, takes_over, changed_at, changed_by) \
     VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (agency_id, account_id) DO UPDATE SET pattern = excluded.pattern, \
       takes_over = excluded.takes_over, changed_at = excluded.changed_at, \
       changed_by = excluded.changed_by",
);

const SET_DAY: Sql = Sql::new(
    "hours.set_day",
    "INSERT INTO work_day (agency_id, account_id, day, spans) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (agency_id, account_id, day) DO UPDATE SET spans = excluded.spans",
);

const DROP_DAY: Sql = Sql::new(
    "hours.drop_day",
    "DELETE FROM work_day WHERE agency_id = $1 AND account_id = $2 AND day = $3",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[WEEK, DAYS, SET_WEEK, SET_DAY, DROP_DAY];

/// A weekly pattern as it is stored.
#[derive(Clone, Debug)]
pub struct Week {
    /// The pattern, in the compact text of `domain::hours`.
    pub pattern: String,
    /// Who takes over after these hours, in the worker's words.
    pub takes_over: String,
    /// When it was last set, in seconds since 1970.
    pub changed_at: i64,
    /// Who last set it; the id 0 = nobody has.
    pub changed_by: AccountId,
}

impl FromRow for Week {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            pattern: row.get(0)?,
            takes_over: row.get(1)?,
            changed_at: row.get(2)?,
            changed_by: row.get(3)?,
        })
    }
}

/// The weekly pattern of a worker within reach.
pub fn week(tx: &mut Tx<'_>, reach: Reach, worker: AccountId) -> Result<Option<Week>, Error> {
    tx.first(&WEEK, &[&reach.agency, &reach.viewer, &worker])
}

/// The days that differ from the pattern, `(day, spans)` with ISO days, between two days.
pub fn days(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    from: &str,
    to: &str,
) -> Result<Vec<(String, String)>, Error> {
    tx.all(&DAYS, &[&reach.agency, &reach.viewer, &worker, &from, &to])
}

/// Sets the weekly pattern and who takes over. The caller has found the worker within reach.
pub fn set_week(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    week: &Week,
) -> Result<(), Error> {
    tx.run(
        &SET_WEEK,
        &[
            &reach.agency,
            &worker,
            &week.pattern,
            &week.takes_over,
            &week.changed_at,
            &week.changed_by,
        ],
    )?;
    Ok(())
}

/// Sets one day that differs: its spans, or an empty text for a day off.
pub fn set_day(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    day: &str,
    spans: &str,
) -> Result<(), Error> {
    tx.run(&SET_DAY, &[&reach.agency, &worker, &day, &spans])?;
    Ok(())
}

/// Goes back to the pattern on one day.
pub fn drop_day(tx: &mut Tx<'_>, reach: Reach, worker: AccountId, day: &str) -> Result<(), Error> {
    tx.run(&DROP_DAY, &[&reach.agency, &worker, &day])?;
    Ok(())
}

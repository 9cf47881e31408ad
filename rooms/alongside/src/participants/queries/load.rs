//! How many people walk with whom, and how many wait: numbers alone.

use domain::id::{AccountId, AgencyId, ProgramId};
use storage::{Error, Sql, Tx};

pub(super) const WITH_EACH: Sql = Sql::new(
    "participants.with_each",
    "SELECT worker_id, COUNT(*) FROM participant \
     WHERE agency_id = $1 AND worker_id > 0 AND state = 1 GROUP BY worker_id",
);

pub(super) const WAITING_SINCE: Sql = Sql::new(
    "participants.waiting_since",
    "SELECT since FROM participant \
     WHERE agency_id = $1 AND worker_id = 0 AND state = 1 AND program_id = $2 ORDER BY since",
);

/// How many people walk with each worker of the agency.
pub fn with_each(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<(AccountId, i64)>, Error> {
    tx.all(&WITH_EACH, &[&agency])
}

/// Since when each of those who wait for a worker of a program waits (seconds since 1970), longest
/// first.
pub fn waiting_since(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
) -> Result<Vec<i64>, Error> {
    tx.all(&WAITING_SINCE, &[&agency, &program])
}

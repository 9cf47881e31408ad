//! What the house does by itself with sealed boxes, and what it does after a restore.

use domain::{id::AgencyId, world::Chance};
use jiff::Timestamp;
use storage::{Error, Tx};

use super::{
    queries::{self, Forgotten},
    rules,
};

/// Forgets what has served its time, in one agency: earlier versions, changes of a key that nobody finished,
/// boxes that were put aside a year ago, that their owners wanted gone, or whose owners left 90 days ago.
/// Call it once an hour, again while boxes went.
pub fn forget(tx: &mut Tx<'_>, agency: AgencyId, now: Timestamp) -> Result<Forgotten, Error> {
    let limits = rules::limits(now);
    let left = people::account::left_before(tx, agency, limits.left)?;
    let limits = queries::Limits {
        today: &limits.today,
        history: &limits.history,
        turned: &limits.turned,
        staged: &limits.staged,
        left: &left,
    };
    queries::forget(tx, agency, &limits)
}

/// A backup was put back: every phone is told at its next sync, and brings back what this server forgot.
pub fn went_back(tx: &mut Tx<'_>, chance: &dyn Chance) -> Result<(), Error> {
    for agency in people::agency::all(tx)? {
        queries::went_back(tx, agency.id, chance)?;
    }
    Ok(())
}

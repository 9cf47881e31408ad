//! What the house does by itself with sealed boxes, and what it does after a restore.

use domain::{
    id::{AccountId, AgencyId},
    world::Chance,
};
use jiff::Timestamp;
use storage::{Db, Error, Tx};

use super::{
    queries::{self, Forgotten},
    rules,
};

/// Forgets what has served its time, in one agency: earlier versions, changes of a key that nobody finished,
/// boxes that were put aside a year ago, that their owners wanted gone, or whose owners left 90 days ago. In
/// many short writes, so that nobody waits; `breath` comes between them. Call it once an hour.
pub async fn forget<B: Future<Output = ()>>(
    db: &Db,
    agency: AgencyId,
    now: Timestamp,
    breath: impl Fn() -> B,
) -> Result<Forgotten, Error> {
    let days = rules::limits(now);
    let mut all = Forgotten::default();
    loop {
        let (looked, changed) = (days.clone(), days.clone());
        let (left, old) = db
            .read(move |tx| {
                let left = people::account::left_before(tx, agency, looked.left)?;
                let old = queries::old_versions(tx, agency, &limits(&looked, &left))?;
                Ok::<_, Error>((left, old))
            })
            .await?;
        let gone = db
            .write(move |tx| queries::forget(tx, agency, &old, &limits(&changed, &left)))
            .await?;
        if gone == Forgotten::default() {
            return Ok(all);
        }
        all.versions += gone.versions;
        all.boxes += gone.boxes;
        breath().await;
    }
}

fn limits<'a>(days: &'a rules::Limits, left: &'a [AccountId]) -> queries::Limits<'a> {
    queries::Limits {
        today: &days.today,
        history: &days.history,
        turned: &days.turned,
        staged: &days.staged,
        left,
    }
}

/// A backup was put back: every phone is told at its next sync, and brings back what this server forgot.
pub fn went_back(tx: &mut Tx<'_>, chance: &dyn Chance) -> Result<(), Error> {
    for agency in people::agency::all(tx)? {
        queries::went_back(tx, agency.id, chance)?;
    }
    Ok(())
}

//! Access lives in the lookup: whose people a person may see.
//!
//! The table `reach(agency_id, viewer_id, worker_id, via)` holds one row for each
//! worker whose people a viewer may see: `via` 1 = the worker is the viewer (peer worker),
//! 2 = the viewer supervises the worker (slot 1 or 2), 3 = the viewer stands in for a supervisor who
//! does, on the days named for it ([`crate::deputy`]). It is owned by this crate, kept in the
//! transaction that changes an account, and is the one table that rooms may join:
//! `JOIN reach r ON r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = p.worker_id`.
//! An account that may not sign in has no rows.
//!
//! **Invariant:** after every change the rows are exactly what standing, roles, the two
//! supervisor slots and the deputies who stand in say (`reach_is_right_after_any_run_of_changes`). A worker who is suspended
//! or has left stays in reach of their supervisors, so that the people they walked with are not lost.

use domain::id::{AccountId, AgencyId};
use domain::role::{Role, Roles};
use storage::{Error, Sql, Tx};

use crate::{Who, account::Standing, deputy};

/// Whose records the asking person may see; goes into every query as `$1`, `$2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// `$1` of every query.
    pub agency: AgencyId,
    /// `$2`: the viewer's account.
    pub viewer: AccountId,
}

/// The people who can see a worker's records: the worker and their supervisors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// The names used of everyone but the viewer, worker first, then supervisors.
    pub others: Vec<String>,
    /// Whether the viewer is one of them.
    pub you: bool,
}

impl Reach {
    /// The reach of the person who asks.
    pub fn of(who: &Who) -> Self {
        Self {
            agency: who.agency,
            viewer: who.account,
        }
    }

    /// Who can see the records of people whom `worker` walks alongside (ruling 2).
    ///
    /// It is read from the very rows that let people in, so the line on the page cannot lie.
    pub fn audience(&self, tx: &mut Tx<'_>, worker: AccountId) -> Result<Audience, Error> {
        let seers: Vec<(AccountId, String)> = tx.all(&AUDIENCE, &[&self.agency, &worker])?;
        let mut audience = Audience::default();
        for (account, name) in seers {
            if account == self.viewer {
                audience.you = true;
            } else if !audience.others.contains(&name) {
                audience.others.push(name);
            }
        }
        Ok(audience)
    }

    /// Whether the viewer may see the people of this worker.
    pub fn includes(&self, tx: &mut Tx<'_>, worker: AccountId) -> Result<bool, Error> {
        let found: Option<(i64,)> = tx.first(&INCLUDES, &[&self.agency, &self.viewer, &worker])?;
        Ok(found.is_some())
    }

    /// The workers whose people the viewer may see: id and name used, the viewer first, then by name.
    pub fn workers(&self, tx: &mut Tx<'_>) -> Result<Vec<(AccountId, String)>, Error> {
        tx.all(&WORKERS, &[&self.agency, &self.viewer])
    }
}

/// Writes the viewer's rows anew: what they may see, from standing, roles and the slots they hold;
/// and those of whoever stands in for them.
pub(crate) fn rebuild(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    viewer: AccountId,
    standing: Standing,
    roles: Roles,
) -> Result<(), Error> {
    rebuild_one(tx, agency, viewer, standing, roles)?;
    deputy::follow(tx, agency, viewer)
}

/// Writes the rows of one viewer anew.
pub(crate) fn rebuild_one(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    viewer: AccountId,
    standing: Standing,
    roles: Roles,
) -> Result<(), Error> {
    tx.run(&CLEAR, &[&agency, &viewer])?;
    if standing != Standing::Active {
        return Ok(());
    }
    if roles.has(Role::PeerWorker) {
        tx.run(&OWN, &[&agency, &viewer])?;
    }
    if roles.has(Role::PeerSupervisor) {
        tx.run(&SUPERVISED, &[&agency, &viewer])?;
        deputy::write(tx, agency, viewer)?;
    }
    Ok(())
}

const AUDIENCE: Sql = Sql::new(
    "people.reach.audience",
    "SELECT a.account_id, a.name FROM reach r
     JOIN account a ON a.agency_id = r.agency_id AND a.account_id = r.viewer_id
     WHERE r.agency_id = $1 AND r.worker_id = $2
     ORDER BY r.via, a.name_folded, a.account_id",
);
const INCLUDES: Sql = Sql::new(
    "people.reach.includes",
    "SELECT via FROM reach WHERE agency_id = $1 AND viewer_id = $2 AND worker_id = $3 LIMIT 1",
);
const WORKERS: Sql = Sql::new(
    "people.reach.workers",
    "SELECT a.account_id, a.name FROM reach r
     JOIN account a ON a.agency_id = r.agency_id AND a.account_id = r.worker_id
     WHERE r.agency_id = $1 AND r.viewer_id = $2
     ORDER BY r.via, a.name_folded, a.account_id",
);
const CLEAR: Sql = Sql::new(
    "people.reach.clear",
    "DELETE FROM reach WHERE agency_id = $1 AND viewer_id = $2",
);
const OWN: Sql = Sql::new(
    "people.reach.own",
    "INSERT INTO reach (agency_id, viewer_id, worker_id, via) VALUES ($1, $2, $2, 1)",
);
const SUPERVISED: Sql = Sql::new(
    "people.reach.supervised",
    "INSERT INTO reach (agency_id, viewer_id, worker_id, via)
     SELECT DISTINCT agency_id, supervisor_id, worker_id, 2 FROM supervises
     WHERE agency_id = $1 AND supervisor_id = $2",
);

pub(crate) const STATEMENTS: &[Sql] = &[AUDIENCE, INCLUDES, WORKERS, CLEAR, OWN, SUPERVISED];

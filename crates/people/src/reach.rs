//! Access lives in the lookup: whose people a person may see.
//!
//! The table `reach(agency_id, viewer_id, worker_id, via)` holds one row for each
//! worker whose people a viewer may see: `via` 1 = the worker is the viewer (peer worker),
//! 2 = the viewer supervises the worker (slot 1 or 2). It is owned by this crate, kept in the
//! transaction that changes an account, and is the one table that rooms may join:
//! `JOIN reach r ON r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = p.worker_id`.
//! An account that may not sign in has no rows.

use domain::id::{AccountId, AgencyId};
use storage::{Error, Tx};

use crate::Who;

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
        Self { agency: who.agency, viewer: who.account }
    }

    /// Who can see the records of people whom `worker` walks alongside (ruling 2).
    pub fn audience(&self, tx: &mut Tx<'_>, worker: AccountId) -> Result<Audience, Error> {
        let _ = (tx, worker);
        todo!()
    }
}

//! Reading accounts. None of these opens a participant's record.

use std::collections::BTreeMap;

use domain::id::{AccountId, AgencyId, ProgramId, TeamId};
use domain::role::{Role, Roles};
use domain::text::fold;
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{Standing, email_hash};
use crate::Reach;

/// An account, for the pages of those who look after accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The home program.
    pub program: ProgramId,
    /// The home team, if there is one.
    pub team: Option<TeamId>,
    /// The name used.
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_folded: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// Where it stands.
    pub standing: Standing,
    /// Since when, in seconds since 1970.
    pub standing_at: i64,
    /// All roles.
    pub roles: Roles,
    /// The language tag.
    pub language: String,
    /// `auto`, `light`, `dark` or `sun`.
    pub theme: String,
    /// When the person first came in; 0 = not yet.
    pub entered_at: i64,
    /// Grows by one with every change.
    pub version: i64,
}

impl FromRow for Account {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let team: i64 = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            program: row.get(1)?,
            team: (team != 0).then(|| TeamId::from_i64(team)),
            name: row.get(3)?,
            name_folded: row.get(4)?,
            email: row.get(5)?,
            standing: Standing::from_number(row.get(6)?)?,
            standing_at: row.get(7)?,
            roles: Roles::from_bits(row.get(8)?),
            language: row.get(9)?,
            theme: row.get(10)?,
            entered_at: row.get(11)?,
            version: row.get(12)?,
        })
    }
}

/// One account of the agency.
pub fn find(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
) -> Result<Option<Account>, Error> {
    tx.first(&FIND, &[&agency, &account])
}

/// Whose e-mail address this is, in any agency: for the command line, never for a page.
pub fn with_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<(AgencyId, AccountId)>, Error> {
    tx.first(&WITH_EMAIL, &[&email_hash(email)])
}

/// What a list of accounts shows.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Only this program.
    pub program: Option<ProgramId>,
    /// Only names that hold this text.
    pub name: String,
    /// The last line of the page before: its `name_folded` and id.
    pub after: Option<(String, AccountId)>,
}

/// The agency's accounts by name, at most `limit`; the next page begins after the last line.
pub fn list(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    listing: &Listing,
    limit: i64,
) -> Result<Vec<Account>, Error> {
    let program = listing.program.map_or(0, ProgramId::get);
    let (name, id) = match &listing.after {
        Some((name, id)) => (name.as_str(), id.get()),
        None => ("", i64::MIN),
    };
    tx.all(
        &LIST,
        &[&agency, &name, &id, &fold(&listing.name), &program, &limit],
    )
}

/// The names used of these accounts. Unknown ids are left out.
pub fn names(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    ids: &[AccountId],
) -> Result<BTreeMap<AccountId, String>, Error> {
    let mut names = BTreeMap::new();
    for id in ids {
        if names.contains_key(id) {
            continue;
        }
        if let Some(name) = tx.first::<String>(&NAME, &[&agency, id])? {
            names.insert(*id, name);
        }
    }
    Ok(names)
}

/// A colleague to whom a person can be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Their account.
    pub account: AccountId,
    /// The name used.
    pub name: String,
}

impl FromRow for Colleague {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            account: row.get(0)?,
            name: row.get(1)?,
        })
    }
}

/// The active peer workers of the viewer's program but the viewer, by name.
pub fn colleagues(tx: &mut Tx<'_>, reach: Reach) -> Result<Vec<Colleague>, Error> {
    tx.all(
        &COLLEAGUES,
        &[
            &reach.agency,
            &reach.viewer,
            &Roles::of(&[Role::PeerWorker]).bits(),
        ],
    )
}

/// One of a worker's two supervisor slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervisor {
    /// 1 or 2.
    pub slot: i64,
    /// The supervisor's account.
    pub account: AccountId,
    /// The name used.
    pub name: String,
    /// What this slot is for, in the program's words: "day to day", "sign-off".
    pub purpose: String,
}

impl FromRow for Supervisor {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            slot: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            purpose: row.get(3)?,
        })
    }
}

/// A worker's supervisors, first slot first.
pub fn supervisors_of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    worker: AccountId,
) -> Result<Vec<Supervisor>, Error> {
    tx.all(&SUPERVISORS_OF, &[&agency, &worker])
}

/// Who may fill a supervisor slot: the agency's active and invited supervisors, by name.
pub fn supervisors(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<Colleague>, Error> {
    let bit = Roles::of(&[Role::PeerSupervisor]).bits();
    tx.all(&SUPERVISORS, &[&agency, &bit])
}

/// The workers whose slots a supervisor fills, by name, whatever their standing.
pub fn supervised_by(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    supervisor: AccountId,
) -> Result<Vec<Colleague>, Error> {
    tx.all(&SUPERVISED_BY, &[&agency, &supervisor])
}

/// Everybody who left before a moment, in seconds since 1970.
pub fn left_before(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    moment: i64,
) -> Result<Vec<AccountId>, Error> {
    tx.all(&LEFT_BEFORE, &[&agency, &(Standing::Left as i64), &moment])
}

const FIND: Sql = Sql::new(
    "people.account.find",
    "SELECT account_id, program_id, team_id, name, name_folded, email, standing, standing_at,
            roles, language, theme, entered_at, version
     FROM account WHERE agency_id = $1 AND account_id = $2",
);
const WITH_EMAIL: Sql = Sql::new(
    "people.account.with_email",
    "SELECT agency_id, account_id FROM sign_in_name WHERE name_hash = $1 AND kind = 1",
);
const LIST: Sql = Sql::new(
    "people.account.list",
    "SELECT account_id, program_id, team_id, name, name_folded, email, standing, standing_at,
            roles, language, theme, entered_at, version
     FROM account
     WHERE agency_id = $1 AND (name_folded > $2 OR (name_folded = $2 AND account_id > $3))
       AND ($4 = '' OR name_folded LIKE '%' || $4 || '%')
       AND (CAST($5 AS BIGINT) = 0 OR program_id = $5)
     ORDER BY name_folded, account_id LIMIT $6",
);
const NAME: Sql = Sql::new(
    "people.account.name",
    "SELECT name FROM account WHERE agency_id = $1 AND account_id = $2",
);
const COLLEAGUES: Sql = Sql::new(
    "people.account.colleagues",
    "SELECT c.account_id, c.name FROM account me
     JOIN account c ON c.agency_id = me.agency_id AND c.program_id = me.program_id
     WHERE me.agency_id = $1 AND me.account_id = $2
       AND c.standing = 1 AND (c.roles & $3) = $3 AND c.account_id <> $2
     ORDER BY c.name_folded, c.account_id",
);
const SUPERVISORS_OF: Sql = Sql::new(
    "people.account.supervisors_of",
    "SELECT s.slot, s.supervisor_id, a.name, s.purpose FROM supervises s
     JOIN account a ON a.agency_id = s.agency_id AND a.account_id = s.supervisor_id
     WHERE s.agency_id = $1 AND s.worker_id = $2 ORDER BY s.slot",
);
const SUPERVISORS: Sql = Sql::new(
    "people.account.supervisors",
    "SELECT account_id, name FROM account
     WHERE agency_id = $1 AND standing IN (0, 1) AND (roles & $2) <> 0
     ORDER BY name_folded, account_id",
);
const SUPERVISED_BY: Sql = Sql::new(
    "people.account.supervised_by",
    "SELECT DISTINCT a.account_id, a.name, a.name_folded FROM supervises s
     JOIN account a ON a.agency_id = s.agency_id AND a.account_id = s.worker_id
     WHERE s.agency_id = $1 AND s.supervisor_id = $2 ORDER BY a.name_folded, a.account_id",
);

const LEFT_BEFORE: Sql = Sql::new(
    "people.account.left_before",
    "SELECT account_id FROM account WHERE agency_id = $1 AND standing = $2 AND standing_at < $3
     ORDER BY account_id",
);

pub(super) const STATEMENTS: &[Sql] = &[
    FIND,
    WITH_EMAIL,
    LIST,
    NAME,
    COLLEAGUES,
    SUPERVISORS_OF,
    SUPERVISORS,
    SUPERVISED_BY,
    LEFT_BEFORE,
];

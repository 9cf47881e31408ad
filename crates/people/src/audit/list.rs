//! Reading the trail: "who looked" on a participant's page, and the privacy officer's list.

use domain::id::{AccountId, AgencyId};
use storage::{Error, FromRow, Row, Sql, Tx};

/// One line of "who looked".
#[derive(Clone, Debug)]
pub struct Look {
    /// Seconds since 1970.
    pub at: i64,
    /// The name used of the one who looked or changed.
    pub name: String,
    /// The verb.
    pub action: String,
}

impl FromRow for Look {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            at: row.get(0)?,
            name: row.get(1)?,
            action: row.get(2)?,
        })
    }
}

/// Who looked at a participant's record, newest first, at most `limit`.
///
/// The caller has read the participant within reach; this only adds the looks.
pub fn looks(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: i64,
    limit: i64,
) -> Result<Vec<Look>, Error> {
    tx.all(&LOOKS, &[&agency, &participant, &limit])
}

/// What the privacy officer asks for; 0 or empty = everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this account; 0 = everyone.
    pub account: i64,
    /// Only this participant; 0 = everyone.
    pub participant: i64,
    /// Only this verb (`participant.open`) or room (`participant`); empty = everything.
    pub action: String,
    /// Not before, in seconds since 1970.
    pub from: i64,
    /// Before, in seconds since 1970; 0 = no end.
    pub until: i64,
}

/// Where a page of the list ends: the next one begins below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Seconds since 1970.
    pub at: i64,
    /// The leaf's number.
    pub leaf: i64,
}

impl Place {
    /// Above everything: the first page.
    pub const TOP: Self = Self {
        at: i64::MAX,
        leaf: i64::MAX,
    };
}

/// One line of the privacy officer's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands; the next page begins below the last one.
    pub place: Place,
    /// Who: 0 = the house itself.
    pub account: AccountId,
    /// The name used; empty for the house itself.
    pub name: String,
    /// The verb.
    pub action: String,
    /// What kind of thing.
    pub subject: String,
    /// Its id; 0 for a page that lists names, or erased.
    pub subject_id: i64,
    /// The participant; 0 if none, or erased.
    pub participant: i64,
    /// Its place in the tree, from 1; 0 = within the last second.
    pub seq: i64,
}

impl FromRow for Entry {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            place: Place {
                at: row.get(0)?,
                leaf: row.get(1)?,
            },
            account: row.get(2)?,
            name: row.get::<Option<String>>(3)?.unwrap_or_default(),
            action: row.get(4)?,
            subject: row.get(5)?,
            subject_id: row.get(6)?,
            participant: row.get(7)?,
            seq: row.get(8)?,
        })
    }
}

/// The trail of an agency, newest first, at most `limit`, below `place`. For the privacy officer's
/// door; the list itself is a page that names people, so it leaves a leaf of its own.
pub fn list(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    filter: &Filter,
    place: Place,
    limit: i64,
) -> Result<Vec<Entry>, Error> {
    let until = if filter.until == 0 {
        i64::MAX
    } else {
        filter.until
    };
    let at = place.at.min(until.saturating_sub(1));
    let leaf = if at == place.at { place.leaf } else { i64::MAX };
    // One text for each index that can carry it, so that no filter walks the whole trail.
    if filter.participant != 0 {
        let key = filter.participant;
        tx.all(
            &BY_PARTICIPANT,
            &[
                &agency,
                &key,
                &filter.from,
                &at,
                &leaf,
                &filter.action,
                &limit,
                &filter.account,
            ],
        )
    } else if filter.account != 0 {
        let key = filter.account;
        tx.all(
            &BY_ACCOUNT,
            &[
                &agency,
                &key,
                &filter.from,
                &at,
                &leaf,
                &filter.action,
                &limit,
            ],
        )
    } else {
        tx.all(
            &EVERYTHING,
            &[&agency, &filter.from, &at, &leaf, &filter.action, &limit],
        )
    }
}

const LOOKS: Sql = Sql::new(
    "people.audit.looks",
    "SELECT l.at, a.name, l.action FROM audit_leaf l
     JOIN account a ON a.agency_id = l.agency_id AND a.account_id = l.account_id
     WHERE l.agency_id = $1 AND l.participant = $2 AND l.participant > 0
     ORDER BY l.at DESC, l.leaf_id DESC LIMIT $3",
);
const BY_PARTICIPANT: Sql = Sql::new(
    "people.audit.by_participant",
    "SELECT l.at, l.leaf_id, l.account_id, a.name, l.action, l.subject, l.subject_id, l.participant, l.seq
     FROM audit_leaf l
     LEFT JOIN account a ON a.agency_id = l.agency_id AND a.account_id = l.account_id
     WHERE l.agency_id = $1 AND l.participant = $2 AND l.participant > 0 AND l.at >= $3
       AND (l.at < $4 OR (l.at = $4 AND l.leaf_id < $5))
       AND ($6 = '' OR l.action = $6 OR substr(l.action, 1, length($6) + 1) = $6 || '.')
       AND (CAST($8 AS BIGINT) = 0 OR l.account_id = $8)
     ORDER BY l.at DESC, l.leaf_id DESC LIMIT $7",
);
const BY_ACCOUNT: Sql = Sql::new(
    "people.audit.by_account",
    "SELECT l.at, l.leaf_id, l.account_id, a.name, l.action, l.subject, l.subject_id, l.participant, l.seq
     FROM audit_leaf l
     LEFT JOIN account a ON a.agency_id = l.agency_id AND a.account_id = l.account_id
     WHERE l.agency_id = $1 AND l.account_id = $2 AND l.at >= $3
       AND (l.at < $4 OR (l.at = $4 AND l.leaf_id < $5))
       AND ($6 = '' OR l.action = $6 OR substr(l.action, 1, length($6) + 1) = $6 || '.')
     ORDER BY l.at DESC, l.leaf_id DESC LIMIT $7",
);
const EVERYTHING: Sql = Sql::new(
    "people.audit.everything",
    "SELECT l.at, l.leaf_id, l.account_id, a.name, l.action, l.subject, l.subject_id, l.participant, l.seq
     FROM audit_leaf l
     LEFT JOIN account a ON a.agency_id = l.agency_id AND a.account_id = l.account_id
     WHERE l.agency_id = $1 AND l.at >= $2
       AND (l.at < $3 OR (l.at = $3 AND l.leaf_id < $4))
       AND ($5 = '' OR l.action = $5 OR substr(l.action, 1, length($5) + 1) = $5 || '.')
     ORDER BY l.at DESC, l.leaf_id DESC LIMIT $6",
);

pub(super) const STATEMENTS: &[Sql] = &[LOOKS, BY_PARTICIPANT, BY_ACCOUNT, EVERYTHING];

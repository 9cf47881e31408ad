//! What is in a box: `vault_record`, and its earlier versions in `vault_history`.

use domain::id::AgencyId;
use storage::{Error, FromRow, Row, Sql, Tx};

/// What is known of the stored version of a record, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its version.
    pub ver: i64,
    /// Its number in the box.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            ver: row.get(0)?,
            seq: row.get(1)?,
            hash: row.get(2)?,
        })
    }
}

/// A record that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub rid: String,
    /// The number of this version.
    pub seq: i64,
    /// The version.
    pub jwe: String,
}

impl FromRow for Change {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            rid: row.get(0)?,
            seq: row.get(1)?,
            jwe: row.get(2)?,
        })
    }
}

/// An earlier version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its number.
    pub ver: i64,
    /// The day on which it was put there.
    pub day: String,
    /// The version.
    pub jwe: String,
}

impl FromRow for Earlier {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            ver: row.get(0)?,
            day: row.get(1)?,
            jwe: row.get(2)?,
        })
    }
}

/// A version to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewVersion<'a> {
    /// The record.
    pub rid: &'a str,
    /// The version.
    pub ver: i64,
    /// Its number in the box.
    pub seq: i64,
    /// The epoch of its key.
    pub epoch: i64,
    /// Its hash.
    pub hash: &'a str,
    /// The version itself.
    pub jwe: &'a str,
}

const FIND: Sql = Sql::new(
    "keeping.find",
    "SELECT ver, seq, hash FROM vault_record WHERE agency_id = $1 AND vid = $2 AND rid = $3",
);

const JWE: Sql = Sql::new(
    "keeping.jwe",
    "SELECT rid, seq, jwe FROM vault_record WHERE agency_id = $1 AND vid = $2 AND rid = $3",
);

const FIRST: Sql = Sql::new(
    "keeping.first",
    "INSERT INTO vault_record (agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

const WAS_KEPT: Sql = Sql::new(
    "keeping.was_kept",
    "INSERT INTO vault_history (agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe)
     SELECT agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe FROM vault_record
     WHERE agency_id = $1 AND vid = $2 AND rid = $3",
);

const NEXT: Sql = Sql::new(
    "keeping.next",
    "UPDATE vault_record SET ver = $4, seq = $5, epoch = $6, size = $7, day = $8, hash = $9,
       jwe = $10
     WHERE agency_id = $1 AND vid = $2 AND rid = $3",
);

const WAS: Sql = Sql::new(
    "keeping.was",
    "SELECT ver, seq, hash FROM vault_history
     WHERE agency_id = $1 AND vid = $2 AND rid = $3 AND ver = $4",
);

const EARLIER: Sql = Sql::new(
    "keeping.earlier",
    "SELECT ver, day, jwe FROM vault_history
     WHERE agency_id = $1 AND vid = $2 AND rid = $3 AND ver < $4 ORDER BY ver DESC LIMIT $5",
);

const SIZES: Sql = Sql::new(
    "keeping.sizes",
    "SELECT seq, size FROM vault_record WHERE agency_id = $1 AND vid = $2 AND seq > $3
     ORDER BY seq LIMIT $4",
);

const CHANGES: Sql = Sql::new(
    "keeping.changes",
    "SELECT rid, seq, jwe FROM vault_record
     WHERE agency_id = $1 AND vid = $2 AND seq > $3 AND seq <= $4 ORDER BY seq",
);

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    FIND, JWE, FIRST, WAS_KEPT, NEXT, WAS, EARLIER, SIZES, CHANGES,
];

/// The stored version of a record.
pub fn find(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    rid: &str,
) -> Result<Option<Kept>, Error> {
    tx.first(&FIND, &[&agency, &vid, &rid])
}

/// The stored version of a record with its text.
pub fn jwe(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, rid: &str) -> Result<Change, Error> {
    tx.one(&JWE, &[&agency, &vid, &rid])
}

/// An earlier version of a record, without its text.
pub fn was(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    (rid, ver): (&str, i64),
) -> Result<Option<Kept>, Error> {
    tx.first(&WAS, &[&agency, &vid, &rid, &ver])
}

/// Stores the first version of a record.
pub fn first(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    new: &NewVersion<'_>,
    today: &str,
) -> Result<(), Error> {
    version(tx, &FIRST, agency, vid, new, today)
}

/// Stores the next version of a record, and keeps the one before it.
pub fn next(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    new: &NewVersion<'_>,
    today: &str,
) -> Result<(), Error> {
    was_kept(tx, agency, vid, new.rid)?;
    version(tx, &NEXT, agency, vid, new, today)
}

/// Puts the stored version among the earlier ones.
pub fn was_kept(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, rid: &str) -> Result<(), Error> {
    tx.run(&WAS_KEPT, &[&agency, &vid, &rid]).map(drop)
}

fn version(
    tx: &mut Tx<'_>,
    sql: &Sql,
    agency: AgencyId,
    vid: &str,
    new: &NewVersion<'_>,
    today: &str,
) -> Result<(), Error> {
    let size = i64::try_from(new.jwe.len()).unwrap_or(i64::MAX);
    tx.run(
        sql,
        &[
            &agency, &vid, &new.rid, &new.ver, &new.seq, &new.epoch, &size, &today, &new.hash,
            &new.jwe,
        ],
    )
    .map(drop)
}

/// Earlier versions below a version, the newest first.
pub fn earlier(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    (rid, below): (&str, i64),
    limit: i64,
) -> Result<Vec<Earlier>, Error> {
    tx.all(&EARLIER, &[&agency, &vid, &rid, &below, &limit])
}

/// A page of what changed after a number: at most so many records and about so many bytes, at least
/// one record if there is one. Whether there is more.
pub fn changes(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    since: i64,
    (most, bytes): (i64, i64),
) -> Result<(Vec<Change>, bool), Error> {
    // The sizes come first, so that no long text is read that will not be sent.
    let sizes: Vec<(i64, i64)> = tx.all(&SIZES, &[&agency, &vid, &since, &(most + 1)])?;
    let (mut last, mut sum, mut taken) = (since, 0, 0);
    for (seq, size) in &sizes {
        sum += size;
        if taken == most || (taken > 0 && sum > bytes) {
            break;
        }
        (last, taken) = (*seq, taken + 1);
    }
    let more = usize::try_from(taken).unwrap_or(0) < sizes.len();
    if taken == 0 {
        return Ok((vec![], false));
    }
    Ok((tx.all(&CHANGES, &[&agency, &vid, &since, &last])?, more))
}

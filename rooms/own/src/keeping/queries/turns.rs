//! A change of the key: `vault_turn` holds records that are sealed anew until all of them are here.

use domain::id::AgencyId;
use storage::{Error, Sql, Tx};

/// A record sealed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// The record.
    pub rid: String,
    /// Its new version.
    pub ver: i64,
    /// The new epoch.
    pub epoch: i64,
    /// The hash of the version before.
    pub prev: String,
    /// Its hash.
    pub hash: String,
    /// The new version itself.
    pub jwe: String,
}

const UNSTAGE: Sql = Sql::new(
    "keeping.unstage",
    "DELETE FROM vault_turn WHERE agency_id = $1 AND vid = $2 AND turn = $3 AND rid = $4",
);

const STAGE: Sql = Sql::new(
    "keeping.stage",
    "INSERT INTO vault_turn (agency_id, vid, turn, rid, ver, epoch, size, day, prev, hash, jwe)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);

const OTHERS: Sql = Sql::new(
    "keeping.other_turns",
    "DELETE FROM vault_turn WHERE agency_id = $1 AND vid = $2 AND turn <> $3",
);

const STAGED: Sql = Sql::new(
    "keeping.staged",
    "SELECT COUNT(*) FROM vault_turn WHERE agency_id = $1 AND vid = $2 AND turn = $3 AND epoch = $4",
);

// A record without its successor in the turn.
const LEFT_BEHIND: Sql = Sql::new(
    "keeping.left_behind",
    "SELECT COUNT(*) FROM vault_record r WHERE r.agency_id = $1 AND r.vid = $2
       AND NOT EXISTS (SELECT 1 FROM vault_turn t
         WHERE t.agency_id = $1 AND t.vid = $2 AND t.turn = $3 AND t.rid = r.rid
           AND t.ver = r.ver + 1 AND t.prev = r.hash)",
);

// One in the turn that follows nothing and is no first version either.
const FROM_NOWHERE: Sql = Sql::new(
    "keeping.from_nowhere",
    "SELECT COUNT(*) FROM vault_turn t WHERE t.agency_id = $1 AND t.vid = $2 AND t.turn = $3
       AND NOT (t.ver = 1 AND t.prev = '')
       AND NOT EXISTS (SELECT 1 FROM vault_record r
         WHERE r.agency_id = $1 AND r.vid = $2 AND r.rid = t.rid)",
);

const KEEP_ALL: Sql = Sql::new(
    "keeping.keep_all",
    "INSERT INTO vault_history (agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe)
     SELECT agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe FROM vault_record
     WHERE agency_id = $1 AND vid = $2",
);

const TAKE_OUT: Sql = Sql::new(
    "keeping.take_out",
    "DELETE FROM vault_record WHERE agency_id = $1 AND vid = $2",
);

const PUT_IN: Sql = Sql::new(
    "keeping.put_in",
    "INSERT INTO vault_record (agency_id, vid, rid, ver, seq, epoch, size, day, hash, jwe)
     SELECT agency_id, vid, rid, ver, $4 + ROW_NUMBER() OVER (ORDER BY rid), epoch, size, day, hash,
       jwe
     FROM vault_turn WHERE agency_id = $1 AND vid = $2 AND turn = $3",
);

const DROP: Sql = Sql::new(
    "keeping.drop_turns",
    "DELETE FROM vault_turn WHERE agency_id = $1 AND vid = $2",
);

const TURNED: Sql = Sql::new(
    "keeping.turned",
    "UPDATE vault SET turned_on = $3 WHERE agency_id = $1 AND vid = $2",
);

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    UNSTAGE,
    STAGE,
    OTHERS,
    STAGED,
    LEFT_BEHIND,
    FROM_NOWHERE,
    KEEP_ALL,
    TAKE_OUT,
    PUT_IN,
    DROP,
    TURNED,
];

/// Stages records. What was staged of them before is replaced, and another turn of the same box is
/// forgotten: its device has lost.
pub fn stage(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (vid, turn): (&str, &str),
    items: &[Staged],
    today: &str,
) -> Result<(), Error> {
    tx.run(&OTHERS, &[&agency, &vid, &turn])?;
    for item in items {
        tx.run(&UNSTAGE, &[&agency, &vid, &turn, &item.rid])?;
        let size = i64::try_from(item.jwe.len()).unwrap_or(i64::MAX);
        tx.run(
            &STAGE,
            &[
                &agency,
                &vid,
                &turn,
                &item.rid,
                &item.ver,
                &item.epoch,
                &size,
                &today,
                &item.prev,
                &item.hash,
                &item.jwe,
            ],
        )?;
    }
    Ok(())
}

/// Whether the turn holds exactly so many records, all of that epoch, and among them the successor of
/// every stored one.
pub fn fits(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (vid, turn): (&str, &str),
    (count, epoch): (i64, i64),
) -> Result<bool, Error> {
    let staged: i64 = tx.one(&STAGED, &[&agency, &vid, &turn, &epoch])?;
    let behind: i64 = tx.one(&LEFT_BEHIND, &[&agency, &vid, &turn])?;
    let nowhere: i64 = tx.one(&FROM_NOWHERE, &[&agency, &vid, &turn])?;
    Ok(staged == count && behind == 0 && nowhere == 0)
}

/// Puts the turn in the place of the records, which stay among the earlier versions for a while.
/// `seq` is the last number given so far.
pub fn commit(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (vid, turn): (&str, &str),
    seq: i64,
    today: &str,
) -> Result<(), Error> {
    tx.run(&KEEP_ALL, &[&agency, &vid])?;
    tx.run(&TAKE_OUT, &[&agency, &vid])?;
    tx.run(&PUT_IN, &[&agency, &vid, &turn, &seq])?;
    tx.run(&TURNED, &[&agency, &vid, &today])?;
    drop_turns(tx, agency, vid)
}

/// Forgets what is staged.
pub fn drop_turns(tx: &mut Tx<'_>, agency: AgencyId, vid: &str) -> Result<(), Error> {
    tx.run(&DROP, &[&agency, &vid]).map(drop)
}

//! What is forgotten when its time is over, and the word of `vault_house`.

use domain::{
    id::{AccountId, AgencyId},
    world::{Chance, bytes},
};
use storage::{Error, Sql, Tx};

/// How much was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Earlier versions.
    pub versions: u64,
    /// Whole boxes.
    pub boxes: u64,
}

/// The days from which things are too old; ISO days.
#[derive(Clone, Debug)]
pub struct Limits<'a> {
    /// Today: what was kept until yesterday goes.
    pub today: &'a str,
    /// Earlier versions beyond the last ten from before this day go.
    pub history: &'a str,
    /// Keys that were changed before this day take the versions sealed with the key before along.
    pub turned: &'a str,
    /// What was staged before this day goes.
    pub staged: &'a str,
    /// People who left so long ago that their boxes go.
    pub left: &'a [AccountId],
}

const OLD_VERSIONS: Sql = Sql::new(
    "keeping.old_versions",
    "SELECT h.vid, h.rid, h.ver FROM vault_history h
     JOIN vault_record r ON r.agency_id = h.agency_id AND r.vid = h.vid AND r.rid = h.rid
     WHERE h.agency_id = $1 AND h.day < $2 AND h.ver + 10 < r.ver LIMIT $3",
);

const OLD_KEYS: Sql = Sql::new(
    "keeping.old_keys",
    "SELECT h.vid, h.rid, h.ver FROM vault v
     JOIN vault_history h ON h.agency_id = v.agency_id AND h.vid = v.vid
     WHERE v.agency_id = $1 AND v.turned_on <> '' AND v.turned_on < $2 AND h.epoch < v.epoch
     LIMIT $3",
);

const GO_VERSION: Sql = Sql::new(
    "keeping.go_version",
    "DELETE FROM vault_history WHERE agency_id = $1 AND vid = $2 AND rid = $3 AND ver = $4",
);

const OLD_TURNS: Sql = Sql::new(
    "keeping.old_turns",
    "DELETE FROM vault_turn WHERE agency_id = $1 AND day < $2",
);

const DUE: Sql = Sql::new(
    "keeping.due",
    "SELECT vid FROM vault
     WHERE agency_id = $1 AND ((erase_on <> '' AND erase_on <= $2) OR (until_on <> '' AND until_on < $2))
     ORDER BY vid LIMIT $3",
);

const OF: Sql = Sql::new(
    "keeping.of",
    "SELECT vid FROM vault WHERE agency_id = $1 AND person_id = $2 ORDER BY vid",
);

const GO_RECORDS: Sql = Sql::new(
    "keeping.go_records",
    "DELETE FROM vault_record WHERE agency_id = $1 AND vid = $2",
);
const GO_HISTORY: Sql = Sql::new(
    "keeping.go_history",
    "DELETE FROM vault_history WHERE agency_id = $1 AND vid = $2",
);
const GO_TURNS: Sql = Sql::new(
    "keeping.go_turns",
    "DELETE FROM vault_turn WHERE agency_id = $1 AND vid = $2",
);
const GO_SLOTS: Sql = Sql::new(
    "keeping.go_slots",
    "DELETE FROM vault_slot WHERE agency_id = $1 AND vid = $2",
);
const GO_STATEMENTS: Sql = Sql::new(
    "keeping.go_statements",
    "DELETE FROM vault_statement WHERE agency_id = $1 AND vid = $2",
);
const GO: Sql = Sql::new(
    "keeping.go",
    "DELETE FROM vault WHERE agency_id = $1 AND vid = $2",
);

const RESTORED: Sql = Sql::new(
    "keeping.restored",
    "SELECT restored FROM vault_house WHERE agency_id = $1",
);
const RENEW: Sql = Sql::new(
    "keeping.renew",
    "UPDATE vault_house SET restored = $2 WHERE agency_id = $1",
);
const BEGIN: Sql = Sql::new(
    "keeping.begin",
    "INSERT INTO vault_house (agency_id, restored) VALUES ($1, $2)",
);

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    OLD_VERSIONS,
    OLD_KEYS,
    GO_VERSION,
    OLD_TURNS,
    DUE,
    OF,
    GO_RECORDS,
    GO_HISTORY,
    GO_TURNS,
    GO_SLOTS,
    GO_STATEMENTS,
    GO,
    RESTORED,
    RENEW,
    BEGIN,
];

/// So many boxes go in one write at most: others wait for the writer.
const AT_ONCE: i64 = 10;
/// And so many versions.
const VERSIONS_AT_ONCE: i64 = 200;

/// An earlier version: its box, its record, its number.
pub type OldVersion = (String, String, i64);

/// Earlier versions that have served their time, some of them. They are looked for in a read, since that
/// may take a while, and nobody else is to wait for it.
pub fn old_versions(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    limits: &Limits<'_>,
) -> Result<Vec<OldVersion>, Error> {
    let mut old = tx.all(
        &OLD_VERSIONS,
        &[&agency, &limits.history, &VERSIONS_AT_ONCE],
    )?;
    if old.is_empty() {
        old = tx.all(&OLD_KEYS, &[&agency, &limits.turned, &VERSIONS_AT_ONCE])?;
    }
    Ok(old)
}

/// Forgets these versions, and boxes that are due; at most ten of those at once.
pub fn forget(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    old: &[OldVersion],
    limits: &Limits<'_>,
) -> Result<Forgotten, Error> {
    let mut gone = Forgotten::default();
    for (vid, rid, ver) in old {
        gone.versions += tx.run(&GO_VERSION, &[&agency, vid, rid, ver])?;
    }
    tx.run(&OLD_TURNS, &[&agency, &limits.staged])?;
    let mut due: Vec<String> = tx.all(&DUE, &[&agency, &limits.today, &AT_ONCE])?;
    for person in limits.left {
        due.extend(tx.all::<String>(&OF, &[&agency, person])?);
    }
    due.truncate(usize::try_from(AT_ONCE).unwrap_or(usize::MAX));
    for vid in due {
        for sql in [
            &GO_RECORDS,
            &GO_HISTORY,
            &GO_TURNS,
            &GO_SLOTS,
            &GO_STATEMENTS,
            &GO,
        ] {
            tx.run(sql, &[&agency, &vid])?;
        }
        gone.boxes += 1;
    }
    Ok(gone)
}

/// The word that changes when a backup was put back; empty until then.
pub fn restored(tx: &mut Tx<'_>, agency: AgencyId) -> Result<String, Error> {
    let word: Option<String> = tx.first(&RESTORED, &[&agency])?;
    Ok(word.unwrap_or_default())
}

/// A backup was put back: the word changes.
pub fn went_back(tx: &mut Tx<'_>, agency: AgencyId, chance: &dyn Chance) -> Result<(), Error> {
    let [a, b] = [bytes::<8>(chance), bytes::<8>(chance)].map(u64::from_le_bytes);
    let word = format!("{a:016x}{b:016x}");
    if tx.run(&RENEW, &[&agency, &word])? == 0 {
        tx.run(&BEGIN, &[&agency, &word])?;
    }
    Ok(())
}

//! The boxes themselves: `vault`, `vault_statement`, `vault_slot`.

use domain::id::{AccountId, AgencyId};
use storage::{Error, FromRow, Row, Sql, Tx};

/// A box, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    /// Its name.
    pub vid: String,
    /// 0 = the open one; above = put aside.
    pub place: i64,
    /// Public signing key, fixed when it was made.
    pub sign: (String, String),
    /// The age of its key.
    pub epoch: i64,
    /// The last control write.
    pub n: i64,
    /// The hash of the last control write; of the first statement while there is none.
    pub said: String,
    /// The control write that brought the statement in force.
    pub stated: i64,
    /// The last number that a record was given.
    pub seq: i64,
    /// How many records are in it.
    pub records: i64,
    /// Control writes with a wrong signature.
    pub refused: i64,
    /// The day of the last of them, or nothing.
    pub refused_on: String,
    /// The day on which it goes, if its owner wants that.
    pub erase_on: String,
    /// The day until which it is kept, once it is put aside.
    pub until_on: String,
}

impl FromRow for Vault {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            vid: row.get(0)?,
            place: row.get(1)?,
            sign: (row.get(2)?, row.get(3)?),
            epoch: row.get(4)?,
            n: row.get(5)?,
            said: row.get(6)?,
            stated: row.get(7)?,
            seq: row.get(8)?,
            records: row.get(9)?,
            refused: row.get(10)?,
            refused_on: row.get(11)?,
            erase_on: row.get(12)?,
            until_on: row.get(13)?,
        })
    }
}

/// A box that is put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its name.
    pub vid: String,
    /// The day until which it is kept.
    pub until: String,
}

impl FromRow for Aside {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            vid: row.get(0)?,
            until: row.get(1)?,
        })
    }
}

/// A way to open a box, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub sid: String,
    /// `code`, `words` or `passkey`.
    pub kind: String,
    /// The sealed slot.
    pub jwe: String,
}

impl FromRow for Slot {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            sid: row.get(0)?,
            kind: row.get(1)?,
            jwe: row.get(2)?,
        })
    }
}

/// An epoch statement that was or is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The control write that brought it; 0 = made with the box.
    pub n: i64,
    /// Its epoch.
    pub epoch: i64,
    /// The signed statement.
    pub statement: String,
    /// The sealed list of slots that belongs to it.
    pub list: String,
}

impl FromRow for Stated {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            n: row.get(0)?,
            epoch: row.get(1)?,
            statement: row.get(2)?,
            list: row.get(3)?,
        })
    }
}

/// A box to be made.
#[derive(Clone, Debug)]
pub struct NewVault {
    /// Its name.
    pub vid: String,
    /// Public signing key.
    pub sign: (String, String),
    /// The hash of its first statement.
    pub said: String,
    /// Its first statement.
    pub statement: String,
    /// Its sealed list of slots.
    pub list: String,
    /// Its slots.
    pub slots: Vec<Slot>,
}

const OPEN_OF: Sql = Sql::new(
    "keeping.open_of",
    "SELECT vid, place, sign_x, sign_y, epoch, n, said, stated, seq, records, refused, refused_on,
       erase_on, until_on
     FROM vault WHERE agency_id = $1 AND person_id = $2 AND place = 0",
);

const WITH_VID: Sql = Sql::new(
    "keeping.with_vid",
    "SELECT vid, place, sign_x, sign_y, epoch, n, said, stated, seq, records, refused, refused_on,
       erase_on, until_on
     FROM vault WHERE agency_id = $1 AND vid = $3 AND person_id = $2",
);

const TAKEN: Sql = Sql::new(
    "keeping.taken",
    "SELECT COUNT(*) FROM vault WHERE agency_id = $1 AND vid = $2",
);

const ASIDES: Sql = Sql::new(
    "keeping.asides",
    "SELECT vid, until_on FROM vault
     WHERE agency_id = $1 AND person_id = $2 AND place > 0 ORDER BY place DESC",
);

const INSERT: Sql = Sql::new(
    "keeping.insert",
    "INSERT INTO vault (agency_id, vid, person_id, place, sign_x, sign_y, epoch, n, said, stated,
       seq, records, refused, refused_on, turned_on, erase_on, until_on)
     VALUES ($1, $2, $3, 0, $4, $5, 1, 0, $6, 0, 0, 0, 0, '', '', '', '')",
);

const ASIDE: Sql = Sql::new(
    "keeping.aside",
    "UPDATE vault SET until_on = $3, erase_on = '', place = 1 + (SELECT COALESCE(MAX(o.place), 0)
       FROM vault o WHERE o.agency_id = $1 AND o.person_id = $2)
     WHERE agency_id = $1 AND person_id = $2 AND place = 0",
);

const STATE: Sql = Sql::new(
    "keeping.state",
    "INSERT INTO vault_statement (agency_id, vid, n, epoch, statement, list)
     VALUES ($1, $2, $3, $4, $5, $6)",
);

const STATEMENTS_OF: Sql = Sql::new(
    "keeping.statements_of",
    "SELECT n, epoch, statement, list FROM vault_statement
     WHERE agency_id = $1 AND vid = $2 AND n > $3 ORDER BY n LIMIT $4",
);

const STATED: Sql = Sql::new(
    "keeping.stated",
    "SELECT n, epoch, statement, list FROM vault_statement
     WHERE agency_id = $1 AND vid = $2 AND n = $3",
);

const IN_FORCE: Sql = Sql::new(
    "keeping.in_force",
    "UPDATE vault SET n = $3, said = $4, stated = $3, epoch = $5
     WHERE agency_id = $1 AND vid = $2",
);

const SAID: Sql = Sql::new(
    "keeping.said",
    "UPDATE vault SET n = $3, said = $4 WHERE agency_id = $1 AND vid = $2",
);

const ERASE: Sql = Sql::new(
    "keeping.erase",
    "UPDATE vault SET erase_on = $3 WHERE agency_id = $1 AND vid = $2",
);

const REFUSED: Sql = Sql::new(
    "keeping.refused",
    "UPDATE vault SET refused = refused + 1, refused_on = $3 WHERE agency_id = $1 AND vid = $2",
);

const COUNTED: Sql = Sql::new(
    "keeping.counted",
    "UPDATE vault SET seq = $3, records = $4 WHERE agency_id = $1 AND vid = $2",
);

const SLOTS: Sql = Sql::new(
    "keeping.slots",
    "SELECT sid, kind, jwe FROM vault_slot WHERE agency_id = $1 AND vid = $2 ORDER BY sid",
);

const NO_SLOTS: Sql = Sql::new(
    "keeping.no_slots",
    "DELETE FROM vault_slot WHERE agency_id = $1 AND vid = $2",
);

const SLOT: Sql = Sql::new(
    "keeping.slot",
    "INSERT INTO vault_slot (agency_id, vid, sid, kind, jwe) VALUES ($1, $2, $3, $4, $5)",
);

const PURGE_HISTORY: Sql = Sql::new(
    "keeping.purge_history",
    "DELETE FROM vault_history WHERE agency_id = $1 AND vid = $2 AND rid = $3",
);

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    OPEN_OF,
    WITH_VID,
    TAKEN,
    ASIDES,
    INSERT,
    ASIDE,
    STATE,
    STATEMENTS_OF,
    STATED,
    IN_FORCE,
    SAID,
    ERASE,
    REFUSED,
    COUNTED,
    SLOTS,
    NO_SLOTS,
    SLOT,
    PURGE_HISTORY,
];

/// The person's open box.
pub fn open_of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    person: AccountId,
) -> Result<Option<Vault>, Error> {
    tx.first(&OPEN_OF, &[&agency, &person])
}

/// A box of this person by its name, open or put aside. Somebody else's is not there.
pub fn with_vid(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    person: AccountId,
    vid: &str,
) -> Result<Option<Vault>, Error> {
    tx.first(&WITH_VID, &[&agency, &person, &vid])
}

/// Whether any box of the agency has this name.
pub fn taken(tx: &mut Tx<'_>, agency: AgencyId, vid: &str) -> Result<bool, Error> {
    let boxes: i64 = tx.one(&TAKEN, &[&agency, &vid])?;
    Ok(boxes > 0)
}

/// The person's boxes that are put aside, the newest first.
pub fn asides(tx: &mut Tx<'_>, agency: AgencyId, person: AccountId) -> Result<Vec<Aside>, Error> {
    tx.all(&ASIDES, &[&agency, &person])
}

/// Makes a box, empty and open. The person has no open one.
pub fn insert(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    person: AccountId,
    new: &NewVault,
) -> Result<(), Error> {
    let (x, y) = &new.sign;
    tx.run(&INSERT, &[&agency, &new.vid, &person, x, y, &new.said])?;
    let first = Stated {
        n: 0,
        epoch: 1,
        statement: new.statement.clone(),
        list: new.list.clone(),
    };
    state_slots(tx, agency, &new.vid, &first, &new.slots)
}

/// Puts the person's open box aside until a day. Nothing in it changes.
pub fn set_aside(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    person: AccountId,
    until: &str,
) -> Result<(), Error> {
    tx.run(&ASIDE, &[&agency, &person, &until]).map(drop)
}

/// Writes a statement, and the slots that it names in the place of those before.
pub fn state_slots(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    stated: &Stated,
    slots: &[Slot],
) -> Result<(), Error> {
    tx.run(
        &STATE,
        &[
            &agency,
            &vid,
            &stated.n,
            &stated.epoch,
            &stated.statement,
            &stated.list,
        ],
    )?;
    tx.run(&NO_SLOTS, &[&agency, &vid])?;
    for slot in slots {
        tx.run(&SLOT, &[&agency, &vid, &slot.sid, &slot.kind, &slot.jwe])?;
    }
    Ok(())
}

/// The slots of a box.
pub fn slots(tx: &mut Tx<'_>, agency: AgencyId, vid: &str) -> Result<Vec<Slot>, Error> {
    tx.all(&SLOTS, &[&agency, &vid])
}

/// The statement of a control write.
pub fn stated(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, n: i64) -> Result<Stated, Error> {
    tx.one(&STATED, &[&agency, &vid, &n])
}

/// The statements after a control write, the oldest first.
pub fn statements_of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Stated>, Error> {
    tx.all(&STATEMENTS_OF, &[&agency, &vid, &after, &limit])
}

/// A control write has brought a new statement.
pub fn in_force(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    (n, said, epoch): (i64, &str, i64),
) -> Result<(), Error> {
    tx.run(&IN_FORCE, &[&agency, &vid, &n, &said, &epoch])
        .map(drop)
}

/// A control write was done that brought no statement.
pub fn said(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    (n, said): (i64, &str),
) -> Result<(), Error> {
    tx.run(&SAID, &[&agency, &vid, &n, &said]).map(drop)
}

/// Sets the day on which the box goes; an empty one takes that back.
pub fn set_erase(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, on: &str) -> Result<(), Error> {
    tx.run(&ERASE, &[&agency, &vid, &on]).map(drop)
}

/// Notes that a control write came with a wrong signature: its owner is told.
pub fn refused(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, today: &str) -> Result<(), Error> {
    tx.run(&REFUSED, &[&agency, &vid, &today]).map(drop)
}

/// Keeps the last number given to a record, and how many there are.
pub fn counted(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vid: &str,
    (seq, records): (i64, i64),
) -> Result<(), Error> {
    tx.run(&COUNTED, &[&agency, &vid, &seq, &records]).map(drop)
}

/// Forgets the earlier versions of a record.
pub fn purge_history(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, rid: &str) -> Result<(), Error> {
    tx.run(&PURGE_HISTORY, &[&agency, &vid, &rid]).map(drop)
}

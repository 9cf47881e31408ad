//! The tables `program_month` and `program_change`, and what a first week has done.

use domain::id::{AccountId, AgencyId, Id, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

/// What the id of a named change points at.
pub enum Change {}

const MONTHS: Sql = Sql::new(
    "program.months",
    "SELECT month, figures FROM program_month \
     WHERE agency_id = $1 AND program_id = $2 AND month BETWEEN $3 AND $4",
);

const KEEP: Sql = Sql::new(
    "program.keep",
    "INSERT INTO program_month (agency_id, program_id, month, shown_at, figures) \
     VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (agency_id, program_id, month) DO NOTHING",
);

const CHANGES: Sql = Sql::new(
    "program.changes",
    "SELECT change_id, month, words, made_by, made_at FROM program_change \
     WHERE agency_id = $1 AND program_id = $2 AND gone_at = 0 \
     ORDER BY month, change_id LIMIT 200",
);

const NAME: Sql = Sql::new(
    "program.name_change",
    "INSERT INTO program_change \
       (agency_id, change_id, program_id, month, words, made_by, made_at, gone_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
);

const REMOVE: Sql = Sql::new(
    "program.remove_change",
    "UPDATE program_change SET gone_at = $4 \
     WHERE agency_id = $1 AND program_id = $2 AND change_id = $3 AND gone_at = 0",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[MONTHS, KEEP, CHANGES, NAME, REMOVE];

/// The program that is read: only its own manager's home program goes in.
pub type Of = (AgencyId, ProgramId);

/// The months that came out, as JSON by month (yyyymm).
pub fn months(
    tx: &mut Tx<'_>,
    (agency, program): Of,
    (from, to): (i64, i64),
) -> Result<Vec<(i64, String)>, Error> {
    tx.all(&MONTHS, &[&agency, &program, &from, &to])
}

/// Keeps a month as it comes out; one that is out stays as it is.
pub fn keep(
    tx: &mut Tx<'_>,
    (agency, program): Of,
    month: i64,
    figures: &str,
    now: i64,
) -> Result<(), Error> {
    tx.run(&KEEP, &[&agency, &program, &month, &now, &figures])?;
    Ok(())
}

/// A change in how the program works.
#[derive(Clone, Debug)]
pub struct Named {
    /// The change.
    pub id: Id<Change>,
    /// Its first month: yyyymm.
    pub month: i64,
    /// Its words.
    pub words: String,
    /// Who named it.
    pub by: AccountId,
    /// When it was named, in seconds since 1970.
    pub at: i64,
}

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            month: row.get(1)?,
            words: row.get(2)?,
            by: row.get(3)?,
            at: row.get(4)?,
        })
    }
}

/// The named changes of a program that stand, oldest month first.
pub fn changes(tx: &mut Tx<'_>, (agency, program): Of) -> Result<Vec<Named>, Error> {
    tx.all(&CHANGES, &[&agency, &program])
}

/// Names a change.
pub fn name(tx: &mut Tx<'_>, (agency, program): Of, named: &Named) -> Result<(), Error> {
    tx.run(
        &NAME,
        &[
            &agency,
            &named.id,
            &program,
            &named.month,
            &named.words,
            &named.by,
            &named.at,
        ],
    )?;
    Ok(())
}

/// Takes a named change away; `false` when it is not there.
pub fn remove(
    tx: &mut Tx<'_>,
    (agency, program): Of,
    change: Id<Change>,
    now: i64,
) -> Result<bool, Error> {
    Ok(tx.run(&REMOVE, &[&agency, &program, &change, &now])? > 0)
}

//! The table `program_setting`: what was changed, by whom, from what to what. Append-only.

use domain::id::{AccountId, AgencyId, Id, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

const WRITE: Sql = Sql::new(
    "settings.write",
    "INSERT INTO program_setting (agency_id, program_id, at, change_id, account_id, name, said, says) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

const LIST: Sql = Sql::new(
    "settings.list",
    "SELECT at, account_id, name, said, says FROM program_setting \
     WHERE agency_id = $1 AND program_id = $2 ORDER BY at DESC, change_id DESC LIMIT 50",
);

const SAID: Sql = Sql::new(
    "settings.said",
    "SELECT at FROM program_setting \
     WHERE agency_id = $1 AND program_id = $2 AND name = $3 ORDER BY at DESC LIMIT 1",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[WRITE, LIST, SAID];

/// One change of a setting.
#[derive(Clone, Debug)]
pub struct Changed {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Who changed it.
    pub by: AccountId,
    /// Which: the end of a word id.
    pub name: String,
    /// What it said before.
    pub said: String,
    /// What it says now.
    pub says: String,
}

impl FromRow for Changed {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            at: row.get(0)?,
            by: row.get(1)?,
            name: row.get(2)?,
            said: row.get(3)?,
            says: row.get(4)?,
        })
    }
}

/// Writes a change; the caller records the leaf in the same transaction.
pub fn write(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    id: Id<()>,
    changed: &Changed,
) -> Result<(), Error> {
    tx.run(
        &WRITE,
        &[
            &agency,
            &program,
            &changed.at,
            &id,
            &changed.by,
            &changed.name,
            &changed.said,
            &changed.says,
        ],
    )?;
    Ok(())
}

/// The newest changes of a program.
pub fn list(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
) -> Result<Vec<Changed>, Error> {
    tx.all(&LIST, &[&agency, &program])
}

/// Whether a setting of this name was ever changed.
pub fn was_set(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    name: &str,
) -> Result<bool, Error> {
    let at: Option<(i64,)> = tx.first(&SAID, &[&agency, &program, &name])?;
    Ok(at.is_some())
}

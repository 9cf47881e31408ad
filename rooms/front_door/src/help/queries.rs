//! The table `help_line`.

use domain::id::{AgencyId, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

const LINES: Sql = Sql::new(
    "help.lines",
    "SELECT name, phone, said FROM help_line WHERE agency_id = $1 AND program_id = $2 \
     ORDER BY place",
);

const FORGET: Sql = Sql::new(
    "help.forget",
    "DELETE FROM help_line WHERE agency_id = $1 AND program_id = $2",
);

const WRITE: Sql = Sql::new(
    "help.write",
    "INSERT INTO help_line (agency_id, program_id, place, name, phone, said) \
     VALUES ($1, $2, $3, $4, $5, $6)",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[LINES, FORGET, WRITE];

/// A line that a program's people can call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Who answers.
    pub name: String,
    /// The number, as it was typed.
    pub phone: String,
    /// When, or what for; may be empty.
    pub said: String,
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            name: row.get(0)?,
            phone: row.get(1)?,
            said: row.get(2)?,
        })
    }
}

/// The lines of a program, in their order.
pub fn lines(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
) -> Result<Vec<Line>, Error> {
    tx.all(&LINES, &[&agency, &program])
}

/// Puts these lines in the place of those that were there.
pub fn set(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    lines: &[Line],
) -> Result<(), Error> {
    tx.run(&FORGET, &[&agency, &program])?;
    for (place, line) in (1_i64..).zip(lines) {
        tx.run(
            &WRITE,
            &[
                &agency,
                &program,
                &place,
                &line.name,
                &line.phone,
                &line.said,
            ],
        )?;
    }
    Ok(())
}

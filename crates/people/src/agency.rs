//! Agencies, their programs and teams: agency > program > team.

use domain::id::{AgencyId, ProgramId, TeamId};
use storage::{Error, FromRow, Row, Sql, Tx};

/// An agency: the outermost wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// Its name.
    pub name: String,
}

/// A program of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// Its name, for example "Harbor Peer Support".
    pub name: String,
    /// What the sign-in page calls it; a neutral name keeps a shared screen discreet.
    pub sign_in_name: String,
    /// IANA time zone, for example `America/New_York`.
    pub zone: String,
}

/// A team of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The program it belongs to.
    pub program: ProgramId,
    /// Its name.
    pub name: String,
}

impl FromRow for Agency {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
        })
    }
}

impl FromRow for Program {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            sign_in_name: row.get(2)?,
            zone: row.get(3)?,
        })
    }
}

impl FromRow for Team {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            program: row.get(1)?,
            name: row.get(2)?,
        })
    }
}

/// Makes an agency. `now` is in seconds since 1970.
pub fn create(tx: &mut Tx<'_>, agency: &Agency, now: i64) -> Result<(), Error> {
    tx.run(&CREATE, &[&agency.id, &agency.name, &now])?;
    Ok(())
}

/// Makes a program.
pub fn create_program(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: &Program,
    now: i64,
) -> Result<(), Error> {
    let Program {
        id,
        name,
        sign_in_name,
        zone,
    } = program;
    tx.run(
        &CREATE_PROGRAM,
        &[&agency, id, name, sign_in_name, zone, &now],
    )?;
    Ok(())
}

/// Makes a team of a program of this agency; [`Error::NoRow`] when there is no such program.
pub fn create_team(tx: &mut Tx<'_>, agency: AgencyId, team: &Team, now: i64) -> Result<(), Error> {
    program(tx, agency, team.program)?.ok_or(Error::NoRow)?;
    tx.run(
        &CREATE_TEAM,
        &[&agency, &team.id, &team.program, &team.name, &now],
    )?;
    Ok(())
}

/// Changes a program's name, sign-in name and time zone; [`Error::NoRow`] without such a program.
pub fn change_program(tx: &mut Tx<'_>, agency: AgencyId, program: &Program) -> Result<(), Error> {
    let Program {
        id,
        name,
        sign_in_name,
        zone,
    } = program;
    match tx.run(&CHANGE_PROGRAM, &[&agency, id, name, sign_in_name, zone])? {
        0 => Err(Error::NoRow),
        _ => Ok(()),
    }
}

/// Gives a team another name; [`Error::NoRow`] without such a team.
pub fn rename_team(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    team: TeamId,
    name: &str,
) -> Result<(), Error> {
    match tx.run(&RENAME_TEAM, &[&agency, &team, &name])? {
        0 => Err(Error::NoRow),
        _ => Ok(()),
    }
}

/// Every agency of this house, oldest first: for the command line and the sequencer, never for a page.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Agency>, Error> {
    tx.all(&ALL, &[])
}

/// One agency.
pub fn find(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Option<Agency>, Error> {
    tx.first(&FIND, &[&agency])
}

/// One program of the agency.
pub fn program(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
) -> Result<Option<Program>, Error> {
    tx.first(&PROGRAM, &[&agency, &program])
}

/// The agency's programs, oldest first.
pub fn programs(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<Program>, Error> {
    tx.all(&PROGRAMS, &[&agency])
}

/// The agency's teams, by program and name.
pub fn teams(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<Team>, Error> {
    tx.all(&TEAMS, &[&agency])
}

/// What the sign-in page may call this house: the program's sign-in name while there is only one
/// program, else nothing, because a stranger need not know who works here.
pub fn sign_in_name(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let names: Vec<(String,)> = tx.all(&SIGN_IN_NAMES, &[])?;
    match <[(String,); 1]>::try_from(names) {
        Ok([(name,)]) if !name.is_empty() => Ok(Some(name)),
        _ => Ok(None),
    }
}

const CREATE: Sql = Sql::new(
    "people.agency.create",
    "INSERT INTO agency (agency_id, name, made_at) VALUES ($1, $2, $3)",
);
const CREATE_PROGRAM: Sql = Sql::new(
    "people.agency.create_program",
    "INSERT INTO program (agency_id, program_id, name, sign_in_name, zone, made_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const CREATE_TEAM: Sql = Sql::new(
    "people.agency.create_team",
    "INSERT INTO team (agency_id, team_id, program_id, name, made_at) VALUES ($1, $2, $3, $4, $5)",
);
const CHANGE_PROGRAM: Sql = Sql::new(
    "people.agency.change_program",
    "UPDATE program SET name = $3, sign_in_name = $4, zone = $5
     WHERE agency_id = $1 AND program_id = $2",
);
const RENAME_TEAM: Sql = Sql::new(
    "people.agency.rename_team",
    "UPDATE team SET name = $3 WHERE agency_id = $1 AND team_id = $2",
);
const ALL: Sql = Sql::new(
    "people.agency.all",
    "SELECT agency_id, name FROM agency ORDER BY made_at, agency_id",
);
const FIND: Sql = Sql::new(
    "people.agency.find",
    "SELECT agency_id, name FROM agency WHERE agency_id = $1",
);
const PROGRAM: Sql = Sql::new(
    "people.agency.program",
    "SELECT program_id, name, sign_in_name, zone FROM program
     WHERE agency_id = $1 AND program_id = $2",
);
const PROGRAMS: Sql = Sql::new(
    "people.agency.programs",
    "SELECT program_id, name, sign_in_name, zone FROM program
     WHERE agency_id = $1 ORDER BY made_at, program_id",
);
const TEAMS: Sql = Sql::new(
    "people.agency.teams",
    "SELECT team_id, program_id, name FROM team WHERE agency_id = $1 ORDER BY program_id, name, team_id",
);
const SIGN_IN_NAMES: Sql = Sql::new(
    "people.agency.sign_in_names",
    "SELECT sign_in_name FROM program LIMIT 2",
);

pub(crate) const STATEMENTS: &[Sql] = &[
    CREATE,
    CREATE_PROGRAM,
    CREATE_TEAM,
    CHANGE_PROGRAM,
    RENAME_TEAM,
    ALL,
    FIND,
    PROGRAM,
    PROGRAMS,
    TEAMS,
    SIGN_IN_NAMES,
];

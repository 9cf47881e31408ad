//! The tables `import`, `import_file`, `import_part`, `import_row` and `participant_alike`.

use domain::id::{AccountId, AgencyId, ParticipantId, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{digest::RowDigest, parts::Into};

const OPEN: Sql = Sql::new(
    "imports.open",
    "INSERT INTO import (agency_id, import_id, program_id, made_by, made_at, what, file_name, state, \
       version, mapping, answers, attempt, planned, done, left_out, ended_at, beat_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1, $8, $9, 0, 0, 0, 0, 0, $5)",
);

const FIND: Sql = Sql::new(
    "imports.find",
    "SELECT import_id, program_id, made_by, made_at, what, file_name, state, version, mapping, \
       answers, attempt, planned, done, left_out, ended_at, beat_at \
     FROM import WHERE agency_id = $1 AND import_id = $2",
);

const LIST: Sql = Sql::new(
    "imports.list",
    "SELECT import_id, program_id, made_by, made_at, what, file_name, state, version, '', \
       '', attempt, planned, done, left_out, ended_at, beat_at \
     FROM import WHERE agency_id = $1 AND program_id = $2 AND state < 5 \
     ORDER BY made_at DESC, import_id DESC LIMIT 50",
);

const KEEP_PIECE: Sql = Sql::new(
    "imports.keep_piece",
    "INSERT INTO import_file (agency_id, import_id, piece, bytes) VALUES ($1, $2, $3, $4)",
);

const PIECE: Sql = Sql::new(
    "imports.piece",
    "SELECT bytes FROM import_file WHERE agency_id = $1 AND import_id = $2 AND piece = $3",
);

const DROP_FILE: Sql = Sql::new(
    "imports.drop_file",
    "DELETE FROM import_file WHERE agency_id = $1 AND import_id = $2",
);

const SAY: Sql = Sql::new(
    "imports.say",
    "UPDATE import SET mapping = $4, answers = $5, version = version + 1 \
     WHERE agency_id = $1 AND import_id = $2 AND version = $3 AND state = 0",
);

const KEEP_PART: Sql = Sql::new(
    "imports.keep_part",
    "INSERT INTO import_part (agency_id, import_id, attempt, part, body) VALUES ($1, $2, $3, $4, $5)",
);

const NEXT_PART: Sql = Sql::new(
    "imports.next_part",
    "SELECT part, body FROM import_part \
     WHERE agency_id = $1 AND import_id = $2 AND attempt = $3 ORDER BY part LIMIT 1",
);

const DROP_PART: Sql = Sql::new(
    "imports.drop_part",
    "DELETE FROM import_part WHERE agency_id = $1 AND import_id = $2 AND attempt = $3 AND part = $4",
);

const DROP_OTHER_PARTS: Sql = Sql::new(
    "imports.drop_other_parts",
    "DELETE FROM import_part WHERE agency_id = $1 AND import_id = $2 AND attempt <> $3",
);

const DROP_ATTEMPT: Sql = Sql::new(
    "imports.drop_attempt",
    "DELETE FROM import_part WHERE agency_id = $1 AND import_id = $2 AND attempt = $3",
);

const DECIDE: Sql = Sql::new(
    "imports.decide",
    "UPDATE import SET state = 1, attempt = $4, planned = $5, left_out = $6, beat_at = $7 \
     WHERE agency_id = $1 AND import_id = $2 AND version = $3 AND state = 0",
);

const BEAT: Sql = Sql::new(
    "imports.beat",
    "UPDATE import SET done = done + $3, beat_at = $4 WHERE agency_id = $1 AND import_id = $2",
);

const MOVE_ON: Sql = Sql::new(
    "imports.move_on",
    "UPDATE import SET state = $4, ended_at = $5, beat_at = $5 \
     WHERE agency_id = $1 AND import_id = $2 AND state = $3",
);

const KEEP_ROW: Sql = Sql::new(
    "imports.keep_row",
    "INSERT INTO import_row (agency_id, program_id, what, row_digest, import_id, record_id) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
);

const SEEN: Sql = Sql::new(
    "imports.seen",
    "SELECT row_digest FROM import_row WHERE agency_id = $1 AND program_id = $2 AND what = $3",
);

const ROWS_OF: Sql = Sql::new(
    "imports.rows_of",
    "SELECT record_id FROM import_row \
     WHERE agency_id = $1 AND import_id = $2 AND what = $3 AND record_id > $4 \
     ORDER BY record_id LIMIT $5",
);

const DROP_ROW: Sql = Sql::new(
    "imports.drop_row",
    "DELETE FROM import_row WHERE agency_id = $1 AND import_id = $2 AND record_id = $3",
);

const UNFINISHED: Sql = Sql::new(
    "imports.unfinished",
    "SELECT agency_id, import_id FROM import WHERE agency_id = $1 AND state IN (1, 3)",
);

const COMING: Sql = Sql::new(
    "imports.coming",
    "SELECT COUNT(*) FROM import WHERE agency_id = $1 AND state IN (1, 3)",
);

const KEEP_ALIKE: Sql = Sql::new(
    "imports.keep_alike",
    "INSERT INTO participant_alike (agency_id, first_id, second_id, program_id, band, found_at, \
       answer, answered_by, answered_at) \
     VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0) ON CONFLICT DO NOTHING",
);

const DROP_ALIKE: Sql = Sql::new(
    "imports.drop_alike",
    "DELETE FROM participant_alike WHERE agency_id = $1 AND (first_id = $2 OR second_id = $2)",
);

const HOW_MANY_ALIKE: Sql = Sql::new(
    "imports.how_many_alike",
    "SELECT COUNT(*) FROM participant_alike WHERE agency_id = $1 AND program_id = $2 AND answer = 0",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[
    OPEN,
    FIND,
    LIST,
    KEEP_PIECE,
    PIECE,
    DROP_FILE,
    SAY,
    KEEP_PART,
    NEXT_PART,
    DROP_PART,
    DROP_OTHER_PARTS,
    DROP_ATTEMPT,
    DECIDE,
    BEAT,
    MOVE_ON,
    KEEP_ROW,
    SEEN,
    ROWS_OF,
    DROP_ROW,
    UNFINISHED,
    COMING,
    KEEP_ALIKE,
    DROP_ALIKE,
    HOW_MANY_ALIKE,
];

/// Bytes of a piece of a file: one piece is one short write.
pub const PIECE_BYTES: usize = 512 * 1024;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can still be read otherwise.
    Open = 0,
    /// Decided, and coming in.
    Coming = 1,
    /// In.
    In = 2,
    /// Decided, and going out again.
    Going = 3,
    /// Taken back.
    TakenBack = 4,
    /// Put aside before anything came in.
    Aside = 5,
}

impl State {
    fn of(number: i64) -> Self {
        match number {
            0 => Self::Open,
            1 => Self::Coming,
            2 => Self::In,
            3 => Self::Going,
            4 => Self::TakenBack,
            _ => Self::Aside,
        }
    }
}

/// An import.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its number.
    pub id: i64,
    /// For which program.
    pub program: ProgramId,
    /// Who brings it in; the id 0 = the command line.
    pub by: AccountId,
    /// When it was begun, in seconds since 1970.
    pub made_at: i64,
    /// The slug of what its rows are.
    pub what: String,
    /// The name of the file.
    pub file_name: String,
    /// How far it is.
    pub state: State,
    /// Grows with everything that is said about it.
    pub version: i64,
    /// Which column holds what, as JSON; empty in lists.
    pub mapping: String,
    /// What else was said, as JSON; empty in lists.
    pub answers: String,
    /// Whose parts count.
    pub attempt: i64,
    /// Rows that were decided to come in.
    pub planned: i64,
    /// Rows that are in.
    pub done: i64,
    /// Rows that were refused and left out.
    pub left_out: i64,
    /// When it was finished, in seconds since 1970.
    pub ended_at: i64,
    /// When it last went on.
    pub beat_at: i64,
}

impl FromRow for Import {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            program: row.get(1)?,
            by: row.get(2)?,
            made_at: row.get(3)?,
            what: row.get(4)?,
            file_name: row.get(5)?,
            state: State::of(row.get(6)?),
            version: row.get(7)?,
            mapping: row.get(8)?,
            answers: row.get(9)?,
            attempt: row.get(10)?,
            planned: row.get(11)?,
            done: row.get(12)?,
            left_out: row.get(13)?,
            ended_at: row.get(14)?,
            beat_at: row.get(15)?,
        })
    }
}

/// A new import.
pub struct Opening<'a> {
    /// Its number.
    pub id: i64,
    /// For which program.
    pub program: ProgramId,
    /// Who; the id 0 = the command line.
    pub by: AccountId,
    /// The slug of what its rows are.
    pub what: &'a str,
    /// The name of the file.
    pub file_name: &'a str,
    /// The mapping as JSON.
    pub mapping: &'a str,
    /// What was said as JSON.
    pub answers: &'a str,
}

/// Begins an import.
pub fn open(tx: &mut Tx<'_>, agency: AgencyId, new: &Opening<'_>, now: i64) -> Result<(), Error> {
    tx.run(
        &OPEN,
        &[
            &agency,
            &new.id,
            &new.program,
            &new.by,
            &now,
            &new.what,
            &new.file_name,
            &new.mapping,
            &new.answers,
        ],
    )?;
    Ok(())
}

/// One import.
pub fn find(tx: &mut Tx<'_>, agency: AgencyId, id: i64) -> Result<Option<Import>, Error> {
    tx.first(&FIND, &[&agency, &id])
}

/// The imports of a program, newest first.
pub fn list(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<Vec<Import>, Error> {
    tx.all(&LIST, &[&agency, &program])
}

/// Keeps a piece of the file.
pub fn keep_piece(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    piece: i64,
    bytes: &[u8],
) -> Result<(), Error> {
    tx.run(&KEEP_PIECE, &[&agency, &id, &piece, &bytes])?;
    Ok(())
}

/// The whole file; empty when it is gone.
pub fn file(tx: &mut Tx<'_>, agency: AgencyId, id: i64) -> Result<Vec<u8>, Error> {
    let mut whole = vec![];
    for piece in 0_i64.. {
        let Some(bytes) = tx.first::<Vec<u8>>(&PIECE, &[&agency, &id, &piece])? else {
            break;
        };
        whole.extend_from_slice(&bytes);
    }
    Ok(whole)
}

/// Forgets the file.
pub fn drop_file(tx: &mut Tx<'_>, agency: AgencyId, id: i64) -> Result<(), Error> {
    tx.run(&DROP_FILE, &[&agency, &id])?;
    Ok(())
}

/// Keeps what was said; `false` when somebody said something else since `version`.
pub fn say(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (id, version): (i64, i64),
    mapping: &str,
    answers: &str,
) -> Result<bool, Error> {
    Ok(tx.run(&SAY, &[&agency, &id, &version, &mapping, &answers])? == 1)
}

/// Stages a part.
pub fn keep_part(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (id, attempt): (i64, i64),
    part: i64,
    body: &str,
) -> Result<(), Error> {
    tx.run(&KEEP_PART, &[&agency, &id, &attempt, &part, &body])?;
    Ok(())
}

/// The next part of an attempt.
pub fn next_part(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (id, attempt): (i64, i64),
) -> Result<Option<(i64, String)>, Error> {
    tx.first(&NEXT_PART, &[&agency, &id, &attempt])
}

/// Takes a part away; `false` when another mover has it already.
pub fn drop_part(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (id, attempt): (i64, i64),
    part: i64,
) -> Result<bool, Error> {
    Ok(tx.run(&DROP_PART, &[&agency, &id, &attempt, &part])? == 1)
}

/// Forgets what other presses staged.
pub fn drop_other_parts(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    attempt: i64,
) -> Result<(), Error> {
    tx.run(&DROP_OTHER_PARTS, &[&agency, &id, &attempt])?;
    Ok(())
}

/// Forgets what this press staged.
pub fn drop_attempt(tx: &mut Tx<'_>, agency: AgencyId, id: i64, attempt: i64) -> Result<(), Error> {
    tx.run(&DROP_ATTEMPT, &[&agency, &id, &attempt])?;
    Ok(())
}

/// What is decided with an import.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// What was shown.
    pub version: i64,
    /// Whose parts count.
    pub attempt: i64,
    /// Rows that come in.
    pub planned: i64,
    /// Rows that are refused and left out.
    pub left_out: i64,
}

/// Decides that it comes in: from here on it goes through, whatever happens. `false` when it was
/// decided already, or something else was said since.
pub fn decide(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    decision: Decision,
    now: i64,
) -> Result<bool, Error> {
    let Decision {
        version,
        attempt,
        planned,
        left_out,
    } = decision;
    let args: [&dyn storage::ToValue; 7] =
        [&agency, &id, &version, &attempt, &planned, &left_out, &now];
    Ok(tx.run(&DECIDE, &args)? == 1)
}

/// Notes that so many rows more are in.
pub fn beat(tx: &mut Tx<'_>, agency: AgencyId, id: i64, rows: i64, now: i64) -> Result<(), Error> {
    tx.run(&BEAT, &[&agency, &id, &rows, &now])?;
    Ok(())
}

/// From one state to another; `false` when it is in neither.
pub fn move_on(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    (from, to): (State, State),
    now: i64,
) -> Result<bool, Error> {
    Ok(tx.run(
        &MOVE_ON,
        &[&agency, &id, &(from as i64), &(to as i64), &now],
    )? == 1)
}

/// Remembers a row that came in; `false` when it came in before.
pub fn keep_row(
    tx: &mut Tx<'_>,
    into: &Into,
    what: i64,
    digest: &RowDigest,
    record: i64,
) -> Result<bool, Error> {
    let kept = tx.run(
        &KEEP_ROW,
        &[
            &into.agency,
            &into.program,
            &what,
            digest,
            &into.import,
            &record,
        ],
    )?;
    Ok(kept == 1)
}

/// The rows that came in before.
pub fn seen(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
    what: i64,
) -> Result<Vec<Vec<u8>>, Error> {
    tx.all(&SEEN, &[&agency, &program, &what])
}

/// Records that an import made, after `after`.
pub fn rows_of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    (id, what): (i64, i64),
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, Error> {
    tx.all(&ROWS_OF, &[&agency, &id, &what, &after, &limit])
}

/// Forgets that a row came in, so that it may come in again.
pub fn drop_row(tx: &mut Tx<'_>, agency: AgencyId, id: i64, record: i64) -> Result<(), Error> {
    tx.run(&DROP_ROW, &[&agency, &id, &record])?;
    Ok(())
}

/// The imports of an agency that were decided and are not through.
pub fn unfinished(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<(AgencyId, i64)>, Error> {
    tx.all(&UNFINISHED, &[&agency])
}

/// Whether something is coming in or going out just now.
pub fn is_moving(tx: &mut Tx<'_>, agency: AgencyId) -> Result<bool, Error> {
    Ok(tx.one::<i64>(&COMING, &[&agency])? > 0)
}

/// Remembers two people who may be one.
pub fn keep_alike(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
    (first, second, band): (i64, i64, i64),
    now: i64,
) -> Result<(), Error> {
    let args: [&dyn storage::ToValue; 6] = [&agency, &first, &second, &program, &band, &now];
    tx.run(&KEEP_ALIKE, &args)?;
    Ok(())
}

/// Forgets every pair with somebody who is gone.
pub fn drop_alike(tx: &mut Tx<'_>, agency: AgencyId, id: ParticipantId) -> Result<(), Error> {
    tx.run(&DROP_ALIKE, &[&agency, &id])?;
    Ok(())
}

/// How many pairs of a program nobody has looked at.
pub fn how_many_alike(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<i64, Error> {
    tx.one(&HOW_MANY_ALIKE, &[&agency, &program])
}

//! What leaves the house, table by table and column by column; and the table `departure`.
//!
//! **Invariant:** every table of an agency leaves or says why it stays
//! (`every_table_leaves_or_says_why_it_stays`), and every column that leaves says what it means.

use domain::id::{AccountId, AgencyId};
use storage::{Error, FromRow, Row, Sql, ToValue, Tx};

mod alongside;
mod around;
mod people;
mod sheets;

pub use sheets::{ContactOut, ParticipantOut, contacts_out, participants_out};

/// An agreement opens the file for so long, in seconds.
pub const OPEN_FOR: i64 = 7 * 24 * 3600;

/// What a column holds, and so how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The number of a record, written as in addresses; 0 is nothing.
    Id,
    /// Seconds since 1970, written as a moment of UTC; 0 is nothing.
    Moment,
    /// A whole number.
    Whole,
    /// 0 or 1.
    Flag,
    /// Words.
    Text,
    /// JSON.
    Json,
}

/// A column that leaves.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub kind: Kind,
    /// What it means.
    pub means: &'static str,
}

const fn column(name: &'static str, kind: Kind, means: &'static str) -> Column {
    Column { name, kind, means }
}

/// A table that leaves.
#[derive(Clone, Copy, Debug)]
pub struct Leaving {
    /// Its name, also the name of its files.
    pub table: &'static str,
    /// What a row of it is.
    pub means: &'static str,
    /// How many of the first columns are its key.
    pub keys: usize,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows after a key: the agency, the key, how many at most.
    pub rows: Sql,
}

/// Every table that leaves, in the order in which a reader wants them.
pub fn leaves() -> impl Iterator<Item = &'static Leaving> {
    people::LEAVES
        .iter()
        .chain(alongside::LEAVES)
        .chain(around::LEAVES)
}

/// Every table that stays, and why.
pub const STAYS: &[(&str, &str)] = &[
    ("sign_in_name", "hashes of addresses, which are in account"),
    ("reach", "worked out from roles and supervision"),
    ("session", "opens the house"),
    ("password", "opens the house"),
    ("passkey", "opens the house"),
    ("totp", "opens the house"),
    ("half_way_in", "opens the house"),
    ("recovery_code", "opens the house"),
    ("known_browser", "says which device was whose"),
    ("invitation", "opens the house"),
    ("way_back", "opens the house"),
    ("notice", "between the house and the owner of an account"),
    ("change_key", "forgotten after a while"),
    ("audit_tile", "proves the trail where it is"),
    ("audit_head", "proves the trail where it is"),
    ("contact_draft", "private to whoever types it"),
    ("worker_day", "worked out from contacts"),
    ("contact_count", "worked out from contacts"),
    ("presence", "worked out from contacts"),
    ("people_count", "worked out from contacts"),
    ("import_file", "kept only while an import is open"),
    ("import_part", "kept only while an import comes in"),
    ("import_row", "hashes of rows that came in"),
    (
        "vault",
        "says who has a private box; its owner takes it along",
    ),
    (
        "vault_statement",
        "locked by its owner, who alone can take it along",
    ),
    ("vault_slot", "opens a private box"),
    (
        "vault_record",
        "locked by its owner, who alone can take it along",
    ),
    (
        "vault_history",
        "locked by its owner, who alone can take it along",
    ),
    (
        "vault_turn",
        "locked by its owner, who alone can take it along",
    ),
    ("vault_house", "says when a backup was put back"),
];

/// A value on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number of any kind.
    Int(i64),
    /// Words or JSON.
    Text(String),
}

/// One row on its way out.
pub struct Values(pub Vec<Value>);

/// A page of a table's rows after a key, in the order of the key.
pub fn page(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    leaving: &Leaving,
    after: &[Value],
    limit: i64,
) -> Result<Vec<Values>, Error> {
    let mut args: Vec<&dyn ToValue> = vec![&agency];
    for value in after {
        match value {
            Value::Int(number) => args.push(number),
            Value::Text(text) => args.push(text),
        }
    }
    args.push(&limit);
    let rows: Vec<Raw> = tx.all(&leaving.rows, &args)?;
    rows.into_iter()
        .map(|row| {
            let values = leaving.columns.iter().zip(row.0).map(|(column, raw)| {
                let number = !matches!(column.kind, Kind::Text | Kind::Json);
                match raw {
                    Value::Int(_) if number => Ok(raw),
                    Value::Text(_) if !number => Ok(raw),
                    _ => Err(Error::Broken(format!("{} is of another kind", column.name))),
                }
            });
            Ok(Values(values.collect::<Result<_, Error>>()?))
        })
        .collect()
}

/// A row of any table: each column as whichever of the two it is.
struct Raw(Vec<Value>);

/// More columns than any table has.
const MOST_COLUMNS: usize = 40;

impl FromRow for Raw {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let mut values = vec![];
        for at in 0..MOST_COLUMNS {
            if let Ok(number) = row.get::<i64>(at) {
                values.push(Value::Int(number));
            } else if let Ok(text) = row.get::<String>(at) {
                values.push(Value::Text(text));
            } else {
                break;
            }
        }
        Ok(Self(values))
    }
}

/// The key before every row of a table.
pub fn before_all(leaving: &Leaving) -> Vec<Value> {
    leaving.columns[..leaving.keys]
        .iter()
        .map(|column| match column.kind {
            Kind::Text | Kind::Json => Value::Text(String::new()),
            _ => Value::Int(i64::MIN),
        })
        .collect()
}

/// Somebody asked to leave with everything.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Its number.
    pub id: i64,
    /// Who asked.
    pub asked_by: AccountId,
    /// When, in seconds since 1970.
    pub asked_at: i64,
    /// Who is to get it.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// 0 = not yet, 1 = agreed, 2 = declined.
    pub answer: i64,
    /// Who answered.
    pub answered_by: AccountId,
    /// When, in seconds since 1970.
    pub answered_at: i64,
    /// When the file was first taken.
    pub taken_at: i64,
}

impl FromRow for Departure {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            asked_by: row.get(1)?,
            asked_at: row.get(2)?,
            recipient: row.get(3)?,
            purpose: row.get(4)?,
            answer: row.get(5)?,
            answered_by: row.get(6)?,
            answered_at: row.get(7)?,
            taken_at: row.get(8)?,
        })
    }
}

const ASK: Sql = Sql::new(
    "leaving.ask",
    "INSERT INTO departure (agency_id, departure_id, asked_by, asked_at, recipient, purpose, answer, \
       answered_by, answered_at, taken_at) \
     VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0)",
);

const LIST: Sql = Sql::new(
    "leaving.list",
    "SELECT departure_id, asked_by, asked_at, recipient, purpose, answer, answered_by, answered_at, \
       taken_at \
     FROM departure WHERE agency_id = $1 ORDER BY asked_at DESC, departure_id DESC LIMIT 20",
);

const FIND: Sql = Sql::new(
    "leaving.find",
    "SELECT departure_id, asked_by, asked_at, recipient, purpose, answer, answered_by, answered_at, \
       taken_at \
     FROM departure WHERE agency_id = $1 AND departure_id = $2",
);

// Whoever asked is never the one who answers.
const ANSWER: Sql = Sql::new(
    "leaving.answer",
    "UPDATE departure SET answer = $3, answered_by = $4, answered_at = $5 \
     WHERE agency_id = $1 AND departure_id = $2 AND answer = 0 AND asked_by <> $4",
);

const TAKEN: Sql = Sql::new(
    "leaving.taken",
    "UPDATE departure SET taken_at = $3 \
     WHERE agency_id = $1 AND departure_id = $2 AND taken_at = 0",
);

// The same for every program of the agency: its manager and the privacy officer read it there.
const LEDGER: Sql = Sql::new(
    "leaving.ledger",
    "INSERT INTO disclosure (agency_id, disclosure_id, program_id, participant_id, at, account_id, \
       recipient, address, purpose, scope, what, notice) \
     VALUES ($1, $2, $3, 0, $4, $5, $6, '', $7, $8, 'everything', $9)",
);

/// Every statement of this room.
pub fn statements() -> Vec<Sql> {
    [
        STATEMENTS,
        people::STATEMENTS,
        alongside::STATEMENTS,
        around::STATEMENTS,
        sheets::STATEMENTS,
    ]
    .concat()
}

/// The statements that are named here, for the test that looks for forgotten ones.
pub const STATEMENTS: &[Sql] = &[ASK, LIST, FIND, ANSWER, TAKEN, LEDGER];

/// Writes down that somebody asks.
pub fn ask(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    by: AccountId,
    (recipient, purpose): (&str, &str),
    now: i64,
) -> Result<(), Error> {
    tx.run(&ASK, &[&agency, &id, &by, &now, &recipient, &purpose])?;
    Ok(())
}

/// Who asked before, newest first.
pub fn list(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<Departure>, Error> {
    tx.all(&LIST, &[&agency])
}

/// One of them.
pub fn find(tx: &mut Tx<'_>, agency: AgencyId, id: i64) -> Result<Option<Departure>, Error> {
    tx.first(&FIND, &[&agency, &id])
}

/// Agrees (1) or declines (2); `false` when it was answered already, or by whoever asked.
pub fn answer(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: i64,
    answer: i64,
    by: AccountId,
    now: i64,
) -> Result<bool, Error> {
    Ok(tx.run(&ANSWER, &[&agency, &id, &answer, &by, &now])? == 1)
}

/// Writes down that the file was taken: in the departure, the first time, and in the ledger of each
/// program, every time. `scope` says why it may leave; `line` makes the number of a ledger's line.
pub fn taken(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    departure: &Departure,
    scope: &str,
    mut line: impl FnMut() -> i64,
    now: i64,
) -> Result<(), Error> {
    tx.run(&TAKEN, &[&agency, &departure.id, &now])?;
    for program in ::people::agency::programs(tx, agency)? {
        let Departure {
            asked_by,
            recipient,
            purpose,
            ..
        } = departure;
        tx.run(
            &LEDGER,
            &[
                &agency,
                &line(),
                &program.id,
                &now,
                asked_by,
                recipient,
                purpose,
                &scope,
                &domain::notice::LONG.slug,
            ],
        )?;
    }
    Ok(())
}

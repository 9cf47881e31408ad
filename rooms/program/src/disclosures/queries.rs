//! The table `disclosure`: append-only.

use domain::id::{AccountId, AgencyId, Id, ParticipantId, ProgramId};
use storage::{Error, FromRow, Row, Sql, Tx};

/// What the id of a disclosure points at.
pub enum Given {}
/// One disclosure.
pub type DisclosureId = Id<Given>;

const WRITE: Sql = Sql::new(
    "disclosures.write",
    "INSERT INTO disclosure (agency_id, disclosure_id, program_id, participant_id, at, account_id, \
       recipient, address, purpose, scope, what, notice) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);

const OF: Sql = Sql::new(
    "disclosures.of",
    "SELECT disclosure_id, program_id, participant_id, at, account_id, recipient, address, purpose, \
       scope, what, notice FROM disclosure \
     WHERE agency_id = $1 AND participant_id = $2 ORDER BY at DESC, disclosure_id DESC LIMIT 50",
);

const ONE: Sql = Sql::new(
    "disclosures.one",
    "SELECT disclosure_id, program_id, participant_id, at, account_id, recipient, address, purpose, \
       scope, what, notice FROM disclosure \
     WHERE agency_id = $1 AND disclosure_id = $2 AND participant_id = $3 AND account_id = $4 AND at >= $5",
);

const LEDGER: Sql = Sql::new(
    "disclosures.ledger",
    "SELECT disclosure_id, program_id, participant_id, at, account_id, recipient, address, purpose, \
       scope, what, notice FROM disclosure \
     WHERE agency_id = $1 AND program_id = $2 AND disclosure_id < $3 \
     ORDER BY disclosure_id DESC LIMIT $4",
);

/// Every statement of this room.
pub const STATEMENTS: &[Sql] = &[WRITE, OF, ONE, LEDGER];

/// One line of the ledger.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// The program that gave it.
    pub program: ProgramId,
    /// Whose record; the id 0 = of many people at once.
    pub participant: ParticipantId,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Who gave it.
    pub by: AccountId,
    /// Who got it.
    pub recipient: String,
    /// Where they are, or empty.
    pub address: String,
    /// What for.
    pub purpose: String,
    /// What the consent covers, or why none is needed.
    pub scope: String,
    /// What it held (a slug of this room, or of the room that gave it).
    pub what: String,
    /// The notice that went with it: a slug of [`domain::notice`].
    pub notice: String,
}

impl FromRow for Disclosure {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            program: row.get(1)?,
            participant: row.get(2)?,
            at: row.get(3)?,
            by: row.get(4)?,
            recipient: row.get(5)?,
            address: row.get(6)?,
            purpose: row.get(7)?,
            scope: row.get(8)?,
            what: row.get(9)?,
            notice: row.get(10)?,
        })
    }
}

/// Writes a line; the caller records the leaf in the same transaction.
pub fn write(tx: &mut Tx<'_>, agency: AgencyId, given: &Disclosure) -> Result<(), Error> {
    tx.run(
        &WRITE,
        &[
            &agency,
            &given.id,
            &given.program,
            &given.participant,
            &given.at,
            &given.by,
            &given.recipient,
            &given.address,
            &given.purpose,
            &given.scope,
            &given.what,
            &given.notice,
        ],
    )?;
    Ok(())
}

/// The newest copies of one person's record. The caller has found the person within reach.
pub fn of(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    participant: ParticipantId,
) -> Result<Vec<Disclosure>, Error> {
    tx.all(&OF, &[&agency, &participant])
}

/// A copy of a person's record that this account gave since a moment.
pub fn one(
    tx: &mut Tx<'_>,
    (agency, by): (AgencyId, AccountId),
    id: DisclosureId,
    participant: ParticipantId,
    since: i64,
) -> Result<Option<Disclosure>, Error> {
    tx.first(&ONE, &[&agency, &id, &participant, &by, &since])
}

/// A page of a program's ledger, newest first, below an id.
pub fn ledger(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    below: DisclosureId,
    limit: i64,
) -> Result<Vec<Disclosure>, Error> {
    tx.all(&LEDGER, &[&agency, &program, &below, &limit])
}

//! The table `contact_draft`: what is being typed, private to the writer (ruling 5).

use domain::id::{AccountId, AgencyId, Id};
use storage::{Error, FromRow, Row, Sql, Tx};

pub(super) const KEEP_DRAFT: Sql = Sql::new(
    "contacts.keep_draft",
    "INSERT INTO contact_draft (agency_id, account_id, draft_id, body, changed_at) \
     VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (agency_id, account_id, draft_id) DO UPDATE SET body = excluded.body, \
       changed_at = excluded.changed_at",
);

pub(super) const DRAFT: Sql = Sql::new(
    "contacts.draft",
    "SELECT draft_id, body, changed_at FROM contact_draft \
     WHERE agency_id = $1 AND account_id = $2 AND draft_id = $3",
);

pub(super) const DRAFTS: Sql = Sql::new(
    "contacts.drafts",
    "SELECT draft_id, body, changed_at FROM contact_draft \
     WHERE agency_id = $1 AND account_id = $2 ORDER BY draft_id DESC LIMIT 20",
);

pub(super) const DROP_DRAFT: Sql = Sql::new(
    "contacts.drop_draft",
    "DELETE FROM contact_draft WHERE agency_id = $1 AND account_id = $2 AND draft_id = $3",
);

pub(super) const OLD_DRAFTS: Sql = Sql::new(
    "contacts.old_drafts",
    "SELECT draft_id FROM contact_draft WHERE agency_id = $1 AND account_id = $2 \
     ORDER BY draft_id DESC LIMIT 1 OFFSET 20",
);

/// What a draft's id points at.
pub enum DraftKind {}

/// One draft of one writer.
pub type DraftId = Id<DraftKind>;

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id; means something for its writer alone.
    pub id: DraftId,
    /// The form as it was typed, in the encoding of forms.
    pub body: String,
    /// When it was last typed at, in seconds since 1970.
    pub changed_at: i64,
}

impl FromRow for Draft {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            body: row.get(1)?,
            changed_at: row.get(2)?,
        })
    }
}

/// Keeps a draft. A writer has twenty at most: the oldest goes when there are more.
pub fn keep_draft(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    draft: &Draft,
) -> Result<(), Error> {
    tx.run(
        &KEEP_DRAFT,
        &[&agency, &account, &draft.id, &draft.body, &draft.changed_at],
    )?;
    if let Some(oldest) = tx.first::<DraftId>(&OLD_DRAFTS, &[&agency, &account])? {
        tx.run(&DROP_DRAFT, &[&agency, &account, &oldest])?;
    }
    Ok(())
}

/// A draft of this writer.
pub fn draft(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    id: DraftId,
) -> Result<Option<Draft>, Error> {
    tx.first(&DRAFT, &[&agency, &account, &id])
}

/// The drafts of this writer, newest first.
pub fn drafts(tx: &mut Tx<'_>, agency: AgencyId, account: AccountId) -> Result<Vec<Draft>, Error> {
    tx.all(&DRAFTS, &[&agency, &account])
}

/// Throws a draft away; nothing happens when there is none.
pub fn drop_draft(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    id: DraftId,
) -> Result<(), Error> {
    tx.run(&DROP_DRAFT, &[&agency, &account, &id])?;
    Ok(())
}

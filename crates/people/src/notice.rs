//! What the house tells the owner of an account: a way back in was made, a new device came in.
//! They wait on the person's own pages; nobody else reads them.

use domain::id::{AccountId, AgencyId};
use domain::world::Chance;
use storage::{Error, FromRow, Row, Sql, Tx};

use crate::{Who, token};

/// What happened. The room words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A one-time link back in was made; the detail is the name of who made it.
    WayBackMade,
    /// A one-time link back in was used.
    WayBackUsed,
    /// A recovery code was used; the detail is how many are left.
    RecoveryCodeUsed,
    /// A browser that was never used before signed in; the detail is `Firefox/Android`.
    NewDevice,
    /// The password was changed.
    PasswordChanged,
    /// A passkey was added; the detail is its name.
    PasskeyAdded,
    /// A passkey was removed; the detail is its name.
    PasskeyRemoved,
    /// Six-digit codes were turned on.
    TotpOn,
    /// Six-digit codes were turned off.
    TotpOff,
    /// The roles were changed; the detail is the name of who changed them.
    RolesChanged,
    /// Somebody else set the hours; the detail is their name.
    HoursChanged,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::WayBackMade,
        Self::WayBackUsed,
        Self::RecoveryCodeUsed,
        Self::NewDevice,
        Self::PasswordChanged,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::TotpOn,
        Self::TotpOff,
        Self::RolesChanged,
        Self::HoursChanged,
    ];

    /// The stored form, also good as the end of a word's id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::WayBackMade => "way-back-made",
            Self::WayBackUsed => "way-back-used",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::NewDevice => "new-device",
            Self::PasswordChanged => "password-changed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::TotpOn => "totp-on",
            Self::TotpOff => "totp-off",
            Self::RolesChanged => "roles-changed",
            Self::HoursChanged => "hours-changed",
        }
    }
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number, for [`seen`].
    pub id: i64,
    /// What happened.
    pub kind: Kind,
    /// What belongs to it; see [`Kind`].
    pub detail: String,
    /// Seconds since 1970.
    pub at: i64,
    /// Whether the owner has put it away.
    pub seen: bool,
}

impl FromRow for Notice {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let slug: String = row.get(1)?;
        let kind = Kind::ALL
            .iter()
            .copied()
            .find(|kind| kind.slug() == slug)
            .ok_or_else(|| Error::Broken(format!("unknown kind of notice: {slug}")))?;
        Ok(Self {
            id: row.get(0)?,
            kind,
            detail: row.get(2)?,
            at: row.get(3)?,
            seen: row.get::<i64>(4)? != 0,
        })
    }
}

/// Tells the owner something.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    kind: Kind,
    detail: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let id = token::number(chance);
    tx.run(
        &TELL,
        &[&agency, &account, &id, &kind.slug(), &detail, &now],
    )?;
    Ok(())
}

/// Tells a worker that somebody else set their hours; nothing when it was themself. However often
/// it happens before they look, one line waits.
pub fn hours_changed(
    tx: &mut Tx<'_>,
    by: &Who,
    worker: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    if by.account == worker {
        return Ok(());
    }
    let kind = Kind::HoursChanged;
    seen_all(tx, by.agency, worker, kind, now)?;
    tell(tx, by.agency, worker, kind, &by.name, now, chance)
}

/// The newest notice of a kind that its owner has not seen.
pub fn unseen(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    kind: Kind,
) -> Result<Option<Notice>, Error> {
    tx.first(&UNSEEN, &[&agency, &account, &kind.slug()])
}

/// The owner has seen what every notice of a kind was about.
pub fn seen_all(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    kind: Kind,
    now: i64,
) -> Result<(), Error> {
    tx.run(&SEEN_ALL, &[&agency, &account, &kind.slug(), &now])?;
    Ok(())
}

/// The newest notices of the asking person, at most `limit`.
pub fn list(tx: &mut Tx<'_>, who: &Who, limit: i64) -> Result<Vec<Notice>, Error> {
    tx.all(&LIST, &[&who.agency, &who.account, &limit])
}

/// How many the asking person has not put away.
pub fn waiting(tx: &mut Tx<'_>, who: &Who) -> Result<i64, Error> {
    let (count,): (i64,) = tx.one(&WAITING, &[&who.agency, &who.account])?;
    Ok(count)
}

/// Puts a notice of the asking person away. Another person's notice is simply not there.
pub fn seen(tx: &mut Tx<'_>, who: &Who, id: i64, now: i64) -> Result<(), Error> {
    match tx.run(&SEEN, &[&who.agency, &who.account, &id, &now])? {
        0 => Err(Error::NoRow),
        _ => Ok(()),
    }
}

const TELL: Sql = Sql::new(
    "people.notice.tell",
    "INSERT INTO notice (agency_id, account_id, notice_id, kind, detail, at, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, 0)",
);
const LIST: Sql = Sql::new(
    "people.notice.list",
    "SELECT notice_id, kind, detail, at, seen_at FROM notice
     WHERE agency_id = $1 AND account_id = $2 ORDER BY at DESC, notice_id DESC LIMIT $3",
);
const WAITING: Sql = Sql::new(
    "people.notice.waiting",
    "SELECT COUNT(*) FROM notice WHERE agency_id = $1 AND account_id = $2 AND seen_at = 0",
);
const SEEN: Sql = Sql::new(
    "people.notice.seen",
    "UPDATE notice SET seen_at = $4 WHERE agency_id = $1 AND account_id = $2 AND notice_id = $3",
);

const UNSEEN: Sql = Sql::new(
    "people.notice.unseen",
    "SELECT notice_id, kind, detail, at, seen_at FROM notice
     WHERE agency_id = $1 AND account_id = $2 AND kind = $3 AND seen_at = 0
     ORDER BY at DESC, notice_id DESC LIMIT 1",
);
const SEEN_ALL: Sql = Sql::new(
    "people.notice.seen_all",
    "UPDATE notice SET seen_at = $4
     WHERE agency_id = $1 AND account_id = $2 AND kind = $3 AND seen_at = 0",
);

pub(crate) const STATEMENTS: &[Sql] = &[TELL, LIST, WAITING, SEEN, UNSEEN, SEEN_ALL];

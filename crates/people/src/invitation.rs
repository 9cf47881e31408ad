//! Invitations: a link of seven days that makes an invited person active, once.

use domain::id::{AccountId, AgencyId};
use domain::world::Chance;
use storage::{Error, FromRow, Row, Sql, Tx};

use crate::{
    account::{self, By, NewAccount, Refused, Standing},
    audit::{self, Leaf},
    password,
    session::How,
    sign_in::{self, Client, Entered},
    token,
};

/// How long an invitation opens, in seconds.
pub const GOOD_FOR: i64 = 7 * 24 * 3600;

/// Makes an account and its invitation: the text that goes after `/invitations/`. It is returned this
/// once; [`make`] makes another.
pub fn invite(
    tx: &mut Tx<'_>,
    by: &By,
    new: &NewAccount,
    now: i64,
    chance: &dyn Chance,
) -> Result<String, Refused> {
    account::create(tx, by, new, Standing::Invited, now, chance)?;
    make(tx, by, new.id, now, chance)
}

/// Makes a new invitation for an account that is invited; earlier ones close.
pub fn make(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<String, Refused> {
    let found = account::find(tx, by.agency, account)?.ok_or(Refused::NotHere)?;
    if found.standing != Standing::Invited {
        return Err(Refused::NotFromHere);
    }
    tx.run(&CLOSE, &[&by.agency, &account, &now])?;
    let token = token::new(chance);
    let (made_by, until) = (by.account.map_or(0, AccountId::get), now + GOOD_FOR);
    tx.run(
        &KEEP,
        &[
            &token::hash(&token),
            &by.agency,
            &account,
            &made_by,
            &now,
            &until,
        ],
    )?;
    let leaf = Leaf {
        action: "invitation.make",
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record_for(tx, by.agency, by.account, &leaf, now, chance)?;
    Ok(token)
}

/// What an invitation opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The agency.
    pub agency: AgencyId,
    /// The account.
    pub account: AccountId,
    /// The name used.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The program's name.
    pub program: String,
    /// When it closes, in seconds since 1970.
    pub expires_at: i64,
}

impl FromRow for Invitation {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            agency: row.get(0)?,
            account: row.get(1)?,
            name: row.get(2)?,
            email: row.get(3)?,
            program: row.get(4)?,
            expires_at: row.get(5)?,
        })
    }
}

/// What this link opens, if it still does.
pub fn look(tx: &mut Tx<'_>, token: &str, now: i64) -> Result<Option<Invitation>, Error> {
    tx.first(&LOOK, &[&token::hash(token), &now])
}

/// Comes in for the first time, with a password (its hash) or without one, to add a passkey
/// next. `None` when the link is closed.
pub fn accept(
    tx: &mut Tx<'_>,
    token: &str,
    hash: Option<&str>,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<Entered>, Error> {
    let Some(invitation) = look(tx, token, now)? else {
        return Ok(None);
    };
    let (agency, account) = (invitation.agency, invitation.account);
    let old = account::find(tx, agency, account)?.ok_or(Error::NoRow)?;
    tx.run(&CLOSE, &[&agency, &account, &now])?;
    account::set_standing(tx, agency, &old, Standing::Active, now)?;
    if let Some(hash) = hash {
        password::store(tx, agency, account, hash, now)?;
    }
    let leaf = Leaf {
        action: "invitation.accept",
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record_for(tx, agency, Some(account), &leaf, now, chance)?;
    sign_in::enter(tx, agency, account, How::Invitation, client, now, chance).map(Some)
}

const CLOSE: Sql = Sql::new(
    "people.invitation.close",
    "UPDATE invitation SET used_at = $3 WHERE agency_id = $1 AND account_id = $2 AND used_at = 0",
);
const KEEP: Sql = Sql::new(
    "people.invitation.keep",
    "INSERT INTO invitation (token_hash, agency_id, account_id, made_by, made_at, expires_at, used_at)
     VALUES ($1, $2, $3, $4, $5, $6, 0)",
);
const LOOK: Sql = Sql::new(
    "people.invitation.look",
    "SELECT i.agency_id, i.account_id, a.name, a.email, p.name, i.expires_at FROM invitation i
     JOIN account a ON a.agency_id = i.agency_id AND a.account_id = i.account_id
     JOIN program p ON p.agency_id = a.agency_id AND p.program_id = a.program_id
     WHERE i.token_hash = $1 AND i.used_at = 0 AND i.expires_at > $2 AND a.standing = 0",
);

pub(crate) const STATEMENTS: &[Sql] = &[CLOSE, KEEP, LOOK];

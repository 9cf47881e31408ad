//! A way back in: a one-time link of ten minutes, made in person by a supervisor of that worker or
//! by an administrator of the agency. The owner is told when it is made and when it is used.
//! It opens the account, never a vault.

use domain::id::{AccountId, AgencyId};
use domain::role::Role;
use domain::world::Chance;
use storage::{Error, Sql, Tx};

use crate::{
    Who,
    account::{self, Refused, Standing},
    audit::{self, Leaf},
    notice, password,
    session::{self, How},
    sign_in::{self, Client, Entered},
    token, totp,
};

/// How long a link opens, in seconds.
pub const GOOD_FOR: i64 = 600;

/// Makes a link for an active account: the text that goes after `/way-back/`. Earlier links of the
/// account close. Anyone but a supervisor of the worker or an administrator of the agency,
/// and anyone for themself, gets [`Refused::NotHere`].
pub fn make(
    tx: &mut Tx<'_>,
    who: &Who,
    account: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<String, Refused> {
    let may = who.account != account
        && (who.is(Role::Administrator)
            || (who.is(Role::PeerSupervisor)
                && account::supervisors_of(tx, who.agency, account)?
                    .iter()
                    .any(|supervisor| supervisor.account == who.account)));
    let found = account::find(tx, who.agency, account)?
        .filter(|_| may)
        .ok_or(Refused::NotHere)?;
    if found.standing != Standing::Active {
        return Err(Refused::NotFromHere);
    }
    tx.run(&CLOSE, &[&who.agency, &account, &now])?;
    let token = token::new(chance);
    let until = now + GOOD_FOR;
    tx.run(
        &KEEP,
        &[
            &token::hash(&token),
            &who.agency,
            &account,
            &who.account,
            &now,
            &until,
        ],
    )?;
    notice::tell(
        tx,
        who.agency,
        account,
        notice::Kind::WayBackMade,
        &who.name,
        now,
        chance,
    )?;
    let leaf = Leaf {
        action: "way-back.make",
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record(tx, who, &leaf, now, chance)?;
    Ok(token)
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The agency.
    pub agency: AgencyId,
    /// The account.
    pub account: AccountId,
    /// The name used, so that the person sees that it is theirs.
    pub name: String,
    /// When it closes, in seconds since 1970.
    pub expires_at: i64,
}

/// What this link opens, if it still does.
pub fn look(tx: &mut Tx<'_>, token: &str, now: i64) -> Result<Option<WayBack>, Error> {
    let row: Option<(AgencyId, AccountId, String, i64)> =
        tx.first(&LOOK, &[&token::hash(token), &now])?;
    Ok(row.map(|(agency, account, name, expires_at)| WayBack {
        agency,
        account,
        name,
        expires_at,
    }))
}

/// Comes back in with a new password: every session ends, every known browser is forgotten,
/// six-digit codes are off (the phone may be what was lost). `None` when the link is closed.
pub fn enter(
    tx: &mut Tx<'_>,
    token: &str,
    hash: &str,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<Entered>, Error> {
    let Some(found) = look(tx, token, now)? else {
        return Ok(None);
    };
    let (agency, account) = (found.agency, found.account);
    tx.run(&CLOSE, &[&agency, &account, &now])?;
    password::store(tx, agency, account, hash, now)?;
    totp::forget(tx, agency, account)?;
    session::end_all(tx, agency, account, now)?;
    sign_in::forget_clients(tx, agency, account)?;
    notice::tell(
        tx,
        agency,
        account,
        notice::Kind::WayBackUsed,
        "",
        now,
        chance,
    )?;
    let leaf = Leaf {
        action: "way-back.use",
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record_for(tx, agency, Some(account), &leaf, now, chance)?;
    sign_in::enter(tx, agency, account, How::WayBack, client, now, chance).map(Some)
}

const CLOSE: Sql = Sql::new(
    "people.way_back.close",
    "UPDATE way_back SET used_at = $3 WHERE agency_id = $1 AND account_id = $2 AND used_at = 0",
);
const KEEP: Sql = Sql::new(
    "people.way_back.keep",
    "INSERT INTO way_back (token_hash, agency_id, account_id, made_by, made_at, expires_at, used_at)
     VALUES ($1, $2, $3, $4, $5, $6, 0)",
);
const LOOK: Sql = Sql::new(
    "people.way_back.look",
    "SELECT w.agency_id, w.account_id, a.name, w.expires_at FROM way_back w
     JOIN account a ON a.agency_id = w.agency_id AND a.account_id = w.account_id
     WHERE w.token_hash = $1 AND w.used_at = 0 AND w.expires_at > $2 AND a.standing = 1",
);

pub(crate) const STATEMENTS: &[Sql] = &[CLOSE, KEEP, LOOK];

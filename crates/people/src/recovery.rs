//! Recovery codes: ten at the first sign-in, shown once, each good for one way in.
//! They open the account, never a vault.

use domain::id::{AccountId, AgencyId};
use domain::world::Chance;
use storage::{Error, Sql, Tx};

use crate::{
    Who,
    audit::{self, Leaf},
    guess, notice,
    session::How,
    sign_in::{self, Attempt, Client, Finished},
    token,
};

/// How many codes are made at once.
pub const CODES: usize = 10;

/// Makes ten new codes for the asking person; earlier ones stop working. They are returned
/// this once and cannot be read again.
pub fn make(
    tx: &mut Tx<'_>,
    who: &Who,
    now: i64,
    chance: &dyn Chance,
) -> Result<Vec<String>, Error> {
    tx.run(&CLEAR, &[&who.agency, &who.account])?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = token::code(chance);
        tx.run(
            &KEEP,
            &[&who.agency, &who.account, &token::hash_code(&code), &now],
        )?;
        codes.push(code);
    }
    let leaf = Leaf {
        action: "recovery.make",
        subject: "account",
        subject_id: who.account.get(),
        participant: 0,
    };
    audit::record(tx, who, &leaf, now, chance)?;
    Ok(codes)
}

/// How many unused codes the asking person has.
pub fn left(tx: &mut Tx<'_>, who: &Who) -> Result<i64, Error> {
    tx.one(&LEFT, &[&who.agency, &who.account])
}

/// Signs in with a code in place of the password: after [`sign_in::begin`], so that codes
/// are guessed no more often than passwords. Asks no six-digit code: the phone may be what was
/// lost. The owner is told. Answers [`Finished::In`] or [`Finished::Wrong`].
pub fn finish(
    tx: &mut Tx<'_>,
    attempt: &Attempt,
    typed: &str,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Finished, Error> {
    let hash = token::hash_code(typed);
    let account = attempt.active();
    let used = match account {
        Some((agency, account)) => tx.run(&USE, &[&agency, &account, &hash, &now])?,
        None => 0,
    };
    let Some((agency, account)) = account.filter(|_| used == 1) else {
        sign_in::refused(tx, attempt, now, chance)?;
        return Ok(Finished::Wrong);
    };
    guess::give_back(tx, attempt.guess())?;
    tell_used(tx, agency, account, now, chance)?;
    let entered = sign_in::enter(tx, agency, account, How::RecoveryCode, client, now, chance)?;
    Ok(Finished::In(entered))
}

fn tell_used(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let left: i64 = tx.one(&LEFT, &[&agency, &account])?;
    let kind = notice::Kind::RecoveryCodeUsed;
    notice::tell(tx, agency, account, kind, &left.to_string(), now, chance)
}

const CLEAR: Sql = Sql::new(
    "people.recovery.clear",
    "DELETE FROM recovery_code WHERE agency_id = $1 AND account_id = $2",
);
const KEEP: Sql = Sql::new(
    "people.recovery.keep",
    "INSERT INTO recovery_code (agency_id, account_id, code_hash, made_at, used_at)
     VALUES ($1, $2, $3, $4, 0)",
);
const LEFT: Sql = Sql::new(
    "people.recovery.left",
    "SELECT COUNT(*) FROM recovery_code WHERE agency_id = $1 AND account_id = $2 AND used_at = 0",
);
const USE: Sql = Sql::new(
    "people.recovery.use",
    "UPDATE recovery_code SET used_at = $4
     WHERE agency_id = $1 AND account_id = $2 AND code_hash = $3 AND used_at = 0",
);

pub(crate) const STATEMENTS: &[Sql] = &[CLEAR, KEEP, LEFT, USE];

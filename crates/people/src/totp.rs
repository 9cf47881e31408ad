//! Six-digit codes from an app (RFC 6238): offered, never forced, and not asked with a passkey.
//!
//! **Invariant:** a code works once (`a_six_digit_code_works_once`). Codes of the step before and
//! after are taken, because phone clocks drift.

use domain::id::{AccountId, AgencyId};
use domain::world::{Chance, bytes};
use storage::{Error, Sql, Tx};
use totp_rs::{Builder, Totp};

use crate::{
    Who,
    audit::{self, Leaf},
    notice,
    session::{self, Token},
};

const STEP: u64 = 30;

/// What a page shows so that an app can learn the secret. Shown once, to its owner.
#[derive(Clone)]
pub struct Enrollment {
    /// The secret in base 32, to be typed into an app.
    pub secret: String,
    /// The `otpauth://` address, to be drawn as a QR code.
    pub url: String,
}

impl std::fmt::Debug for Enrollment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[enrollment]")
    }
}

/// Makes a new secret, not yet in use. An earlier one that was never confirmed goes; one that is in
/// use stays: then the answer is `None`, because codes are on. `issuer` is the name the app shows.
pub fn enroll(
    tx: &mut Tx<'_>,
    who: &Who,
    issuer: &str,
    chance: &dyn Chance,
) -> Result<Option<Enrollment>, Error> {
    let secret: [u8; 20] = bytes(chance);
    tx.run(&REMOVE, &[&who.agency, &who.account, &0_i64])?;
    if is_on(tx, who.agency, who.account)? {
        return Ok(None);
    }
    tx.run(&ENROLL, &[&who.agency, &who.account, &secret])?;
    enrollment(&secret, who, issuer).map(Some)
}

/// The secret that waits to be confirmed, to show the page again after a wrong code.
pub fn waiting(tx: &mut Tx<'_>, who: &Who, issuer: &str) -> Result<Option<Enrollment>, Error> {
    let row: Option<(Vec<u8>, i64)> = tx.first(&SECRET_ANY, &[&who.agency, &who.account])?;
    row.filter(|(_, confirmed_at)| *confirmed_at == 0)
        .map(|(secret, _)| enrollment(&secret, who, issuer))
        .transpose()
}

/// Turns codes on, when the typed one proves that the app has the secret: the session's
/// new token; `None` for a wrong code.
pub fn confirm(
    tx: &mut Tx<'_>,
    who: &Who,
    typed: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<Token>, Error> {
    let row: Option<(Vec<u8>, i64)> = tx.first(&SECRET_ANY, &[&who.agency, &who.account])?;
    let Some((secret, 0)) = row else {
        return Ok(None);
    };
    let Some(step) = matching_step(&secret, typed, now, 0) else {
        return Ok(None);
    };
    tx.run(&CONFIRM, &[&who.agency, &who.account, &now, &step])?;
    changed(tx, who, notice::Kind::TotpOn, "totp.on", now, chance).map(Some)
}

/// Turns codes off: the session's new token.
pub fn remove(tx: &mut Tx<'_>, who: &Who, now: i64, chance: &dyn Chance) -> Result<Token, Error> {
    forget(tx, who.agency, who.account)?;
    changed(tx, who, notice::Kind::TotpOff, "totp.off", now, chance)
}

/// Whether the asking account, or one that signs in, uses codes.
pub fn is_on(tx: &mut Tx<'_>, agency: AgencyId, account: AccountId) -> Result<bool, Error> {
    Ok(tx.first::<i64>(&IS_ON, &[&agency, &account])?.is_some())
}

/// Takes a code, once.
pub(crate) fn accept(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    typed: &str,
    now: i64,
) -> Result<bool, Error> {
    let row: Option<(Vec<u8>, i64)> = tx.first(&SECRET, &[&agency, &account])?;
    let Some((secret, last_step)) = row else {
        return Ok(false);
    };
    let Some(step) = matching_step(&secret, typed, now, last_step) else {
        return Ok(false);
    };
    Ok(tx.run(&USED, &[&agency, &account, &step])? == 1)
}

/// Takes the secret away without a word: part of a way back in.
pub(crate) fn forget(tx: &mut Tx<'_>, agency: AgencyId, account: AccountId) -> Result<(), Error> {
    tx.run(&FORGET, &[&agency, &account])?;
    Ok(())
}

/// The step whose code was typed, if it is newer than the last one used.
fn matching_step(secret: &[u8], typed: &str, now: i64, last_step: i64) -> Option<i64> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let now = u64::try_from(now).ok()?;
    let step = generator(secret, "", "").check(&digits, now)?;
    i64::try_from(step).ok().filter(|step| *step > last_step)
}

fn generator(secret: &[u8], account: &str, issuer: &str) -> Totp {
    Builder::new()
        .with_secret(secret)
        .with_step_duration(STEP)
        .with_account_name(account)
        .with_issuer(Some(issuer))
        .build_noncompliant()
}

fn enrollment(secret: &[u8], who: &Who, issuer: &str) -> Result<Enrollment, Error> {
    // A colon parts issuer and account in the address, so neither may hold one.
    let (account, issuer) = (who.name.replace(':', " "), issuer.replace(':', " "));
    let totp = generator(secret, &account, &issuer);
    let url = totp
        .to_url()
        .map_err(|error| Error::Broken(format!("otpauth: {error}")))?;
    Ok(Enrollment {
        secret: totp.secret().to_base32(),
        url,
    })
}

fn changed(
    tx: &mut Tx<'_>,
    who: &Who,
    kind: notice::Kind,
    action: &'static str,
    now: i64,
    chance: &dyn Chance,
) -> Result<Token, Error> {
    notice::tell(tx, who.agency, who.account, kind, "", now, chance)?;
    let leaf = Leaf {
        action,
        subject: "account",
        subject_id: who.account.get(),
        participant: 0,
    };
    audit::record(tx, who, &leaf, now, chance)?;
    session::renew(tx, who, chance)
}

const ENROLL: Sql = Sql::new(
    "people.totp.enroll",
    "INSERT INTO totp (agency_id, account_id, secret, confirmed_at, last_step)
     VALUES ($1, $2, $3, 0, 0)",
);
const SECRET_ANY: Sql = Sql::new(
    "people.totp.secret_any",
    "SELECT secret, confirmed_at FROM totp WHERE agency_id = $1 AND account_id = $2",
);
const CONFIRM: Sql = Sql::new(
    "people.totp.confirm",
    "UPDATE totp SET confirmed_at = $3, last_step = $4
     WHERE agency_id = $1 AND account_id = $2 AND confirmed_at = 0",
);
const IS_ON: Sql = Sql::new(
    "people.totp.is_on",
    "SELECT confirmed_at FROM totp WHERE agency_id = $1 AND account_id = $2 AND confirmed_at > 0",
);
const SECRET: Sql = Sql::new(
    "people.totp.secret",
    "SELECT secret, last_step FROM totp WHERE agency_id = $1 AND account_id = $2 AND confirmed_at > 0",
);
const USED: Sql = Sql::new(
    "people.totp.used",
    "UPDATE totp SET last_step = $3 WHERE agency_id = $1 AND account_id = $2 AND last_step < $3",
);
const REMOVE: Sql = Sql::new(
    "people.totp.remove",
    "DELETE FROM totp WHERE agency_id = $1 AND account_id = $2 AND confirmed_at = $3",
);
const FORGET: Sql = Sql::new(
    "people.totp.forget",
    "DELETE FROM totp WHERE agency_id = $1 AND account_id = $2",
);

pub(crate) const STATEMENTS: &[Sql] = &[
    ENROLL, SECRET_ANY, CONFIRM, IS_ON, SECRET, USED, REMOVE, FORGET,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // RFC 6238, appendix B, SHA-1: the last six of the eight digits.
        let secret = b"12345678901234567890";
        for (at, code) in [
            (59_i64, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(matching_step(secret, code, at, 0), Some(at / 30), "{at}");
            assert_eq!(
                matching_step(secret, code, at + 30, 0),
                Some(at / 30),
                "one step late"
            );
            assert_eq!(
                matching_step(secret, code, at + 90, 0),
                None,
                "three steps late"
            );
            assert_eq!(
                matching_step(secret, code, at, at / 30),
                None,
                "used already"
            );
        }
        assert_eq!(matching_step(secret, "287 082", 59, 0), Some(1));
        assert_eq!(matching_step(secret, "", 59, 0), None);
        assert_eq!(matching_step(secret, "28708", 59, 0), None);
    }
}

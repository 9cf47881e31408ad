//! Signing in with e-mail and password, and the one place where every way in ends (`enter`).
//!
//! A sign-in is three steps, because the slow hash must not hold a transaction:
//! [`begin`] in a write, [`crate::password::Hasher::check`] outside, [`finish`] in a write.
//! An unknown name, a wrong password, a suspended account and an invitation that was not
//! accepted all take the same steps and get the same answer (promise P20).

use domain::id::{AccountId, AgencyId};
use domain::world::Chance;
use storage::{Error, Sql, Tx};

use crate::{
    account::{Standing, email_hash},
    audit::{self, Leaf},
    device,
    guess::{self, Guess},
    notice,
    session::{self, How, Token},
    token, totp,
};

/// How long the six-digit code may take, in seconds.
pub const HALF_WAY: i64 = 300;
/// Wrong codes after which one begins again.
const HALF_WAY_TRIES: i64 = 5;
/// Known-client tokens that one browser keeps: people share phones.
const CLIENTS: usize = 4;
/// How long a browser stays known without coming back: 400 days, as long as a cookie may live.
const CLIENT_KEPT: i64 = 400 * 24 * 3600;

/// The browser that signs in.
#[derive(Clone, Debug, Default)]
pub struct Client {
    known: Vec<String>,
    device: String,
}

impl Client {
    /// From the known-client cookie, if there is one, and the User-Agent header.
    pub fn new(known: Option<&str>, user_agent: &str) -> Self {
        let known = known.unwrap_or_default();
        Self {
            known: known
                .split('.')
                .filter(|token| token.len() == 43)
                .take(CLIENTS)
                .map(str::to_owned)
                .collect(),
            device: device::label(user_agent),
        }
    }
}

/// Someone is in.
#[derive(Debug)]
pub struct Entered {
    /// The agency.
    pub agency: AgencyId,
    /// The account.
    pub account: AccountId,
    /// For the session cookie.
    pub token: Token,
    /// For the known-client cookie: the whole new value.
    pub client: String,
    /// The first time ever: recovery codes are due ([`crate::recovery::make`]).
    pub first: bool,
}

/// One try with e-mail and password. Holds nothing that a page may show.
#[derive(Clone, Debug)]
pub struct Attempt {
    guess: Guess,
    found: Option<Found>,
}

#[derive(Clone, Debug)]
struct Found {
    agency: AgencyId,
    account: AccountId,
    active: bool,
    hash: Option<String>,
}

impl Attempt {
    /// What [`crate::password::Hasher::check`] compares with.
    pub fn stored(&self) -> Option<&str> {
        self.found.as_ref().and_then(|found| found.hash.as_deref())
    }

    pub(crate) fn active(&self) -> Option<(AgencyId, AccountId)> {
        self.found
            .as_ref()
            .filter(|f| f.active)
            .map(|f| (f.agency, f.account))
    }

    pub(crate) fn guess(&self) -> &Guess {
        &self.guess
    }
}

/// Whether a try may go on.
#[derive(Clone, Debug)]
pub enum Begun {
    /// Check the password, then [`finish`].
    Try(Attempt),
    /// Too many tries with this name from clients that are not known to it. Other ways in (passkey, a
    /// known device, a link made in person) stay open; the page says so.
    Wait,
}

/// Begins a try with e-mail and password, or with e-mail and recovery code.
pub fn begin(
    tx: &mut Tx<'_>,
    email: &str,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Begun, Error> {
    let name_hash = email_hash(email);
    let found: Option<(AgencyId, AccountId, i64, i64, Option<String>)> =
        tx.first(&WHO_IS, &[&name_hash])?;
    let found = found.map(|(agency, account, standing, since, hash)| Found {
        agency,
        account,
        active: session::may_come_in(standing, since, now),
        hash,
    });
    let known = match &found {
        Some(found) => known_as(tx, found.agency, found.account, client)?,
        None => None,
    };
    let client_hash = known.map_or_else(Vec::new, |hash| hash.to_vec());
    Ok(
        match guess::take(tx, &name_hash, &client_hash, now, chance)? {
            Some(guess) => Begun::Try(Attempt { guess, found }),
            None => Begun::Wait,
        },
    )
}

/// How a try ended.
#[derive(Debug)]
pub enum Finished {
    /// Someone is in.
    In(Entered),
    /// The password was right; the six-digit code is next: [`code`] with this token (as a
    /// hidden field, within five minutes).
    Code(Token),
    /// E-mail and password do not belong together, or nobody has this name. Never say which.
    Wrong,
}

/// Ends a try. `right` is what the hasher said.
pub fn finish(
    tx: &mut Tx<'_>,
    attempt: &Attempt,
    right: bool,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Finished, Error> {
    let Some((agency, account)) = attempt.active().filter(|_| right) else {
        refused(tx, attempt, now, chance)?;
        return Ok(Finished::Wrong);
    };
    guess::give_back(tx, &attempt.guess)?;
    if totp::is_on(tx, agency, account)? {
        let token = token::new(chance);
        let known = i64::from(!attempt.guess.is_unknown());
        let until = now + HALF_WAY;
        tx.run(
            &HALF_WAY_IN,
            &[&token::hash(&token), &agency, &account, &known, &until],
        )?;
        return Ok(Finished::Code(Token(token)));
    }
    Ok(Finished::In(enter(
        tx,
        agency,
        account,
        How::Password,
        client,
        now,
        chance,
    )?))
}

/// Leaves a leaf for a refused try at an account that exists: its owner's agency may see it.
pub(crate) fn refused(
    tx: &mut Tx<'_>,
    attempt: &Attempt,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let Some(found) = &attempt.found else {
        return Ok(());
    };
    leaf(
        tx,
        found.agency,
        found.account,
        "session.refuse",
        now,
        chance,
    )
}

/// How the second step ended.
#[derive(Debug)]
pub enum CodeEnd {
    /// Someone is in.
    In(Entered),
    /// Not the code; the same page again.
    Wrong,
    /// Too late, or too many wrong codes: begin again at the sign-in page.
    Over,
}

/// The second step: the six-digit code, with the token that [`Finished::Code`] gave.
pub fn code(
    tx: &mut Tx<'_>,
    half_way: &str,
    typed: &str,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<CodeEnd, Error> {
    let half_hash = token::hash(half_way);
    let row: Option<(AgencyId, AccountId, i64, i64, i64)> =
        tx.first(&HALF_WAY_OF, &[&half_hash])?;
    let Some((agency, account, known, tries, expires_at)) = row else {
        return Ok(CodeEnd::Over);
    };
    if now >= expires_at || tries >= HALF_WAY_TRIES {
        tx.run(&HALF_WAY_OVER, &[&half_hash])?;
        return Ok(CodeEnd::Over);
    }
    // Someone who has the password must not guess codes for ever: codes have their own count,
    // apart for known and unknown clients, so that the owner's own device stays free.
    let name_hash = token::hash(&format!("code {agency} {account}"));
    let client_hash = if known == 1 {
        token::hash("known").to_vec()
    } else {
        Vec::new()
    };
    let Some(guess) = guess::take(tx, &name_hash, &client_hash, now, chance)? else {
        tx.run(&HALF_WAY_OVER, &[&half_hash])?;
        return Ok(CodeEnd::Over);
    };
    if !totp::accept(tx, agency, account, typed, now)? {
        tx.run(&HALF_WAY_TRIED, &[&half_hash])?;
        leaf(tx, agency, account, "session.refuse", now, chance)?;
        return Ok(CodeEnd::Wrong);
    }
    guess::give_back(tx, &guess)?;
    tx.run(&HALF_WAY_OVER, &[&half_hash])?;
    if !may_come_in(tx, agency, account, now)? {
        return Ok(CodeEnd::Over);
    }
    Ok(CodeEnd::In(enter(
        tx,
        agency,
        account,
        How::Password,
        client,
        now,
        chance,
    )?))
}

/// Lets someone in who has been proven to be the owner of an account that may come in: where every way in ends.
///
/// **The door for other providers (OIDC):** an answer is looked up in `sign_in_name` with kind 2
/// (the hash of issuer and subject), and ends here.
pub(crate) fn enter(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    how: How,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Entered, Error> {
    let (entered_at, standing): (i64, i64) = tx.one(&ENTERED_AT, &[&agency, &account])?;
    let first = entered_at == 0;
    let kept = if let Some(hash) = known_as(tx, agency, account, client)? {
        tx.run(&CLIENT_SEEN, &[&agency, &account, &hash, &now])?;
        client.known.join(".")
    } else {
        if !first {
            let kind = notice::Kind::NewDevice;
            notice::tell(tx, agency, account, kind, &client.device, now, chance)?;
        }
        let token = token::new(chance);
        tx.run(
            &KNOW_CLIENT,
            &[&agency, &account, &token::hash(&token), &now],
        )?;
        let others = client.known.iter().take(CLIENTS - 1).cloned();
        std::iter::once(token)
            .chain(others)
            .collect::<Vec<_>>()
            .join(".")
    };
    let token = session::begin(tx, agency, account, how, &client.device, now, chance)?;
    // Whoever left comes in to their private space alone. That is no event of the agency any more.
    if standing == Standing::Active as i64 {
        leaf(tx, agency, account, "session.begin", now, chance)?;
    }
    Ok(Entered {
        agency,
        account,
        token,
        client: kept,
        first,
    })
}

/// The hash under which the account knows this browser.
fn known_as(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    client: &Client,
) -> Result<Option<[u8; 32]>, Error> {
    for token in &client.known {
        let hash = token::hash(token);
        if tx
            .first::<i64>(&KNOWN, &[&agency, &account, &hash])?
            .is_some()
        {
            return Ok(Some(hash));
        }
    }
    Ok(None)
}

/// Forgets every browser of an account: after a way back in, nobody's is trusted.
pub(crate) fn forget_clients(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
) -> Result<(), Error> {
    tx.run(&FORGET_CLIENTS, &[&agency, &account])?;
    Ok(())
}

/// Whether the account may sign in now.
pub(crate) fn may_come_in(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    now: i64,
) -> Result<bool, Error> {
    let stands: Option<(i64, i64)> = tx.first(&STANDING, &[&agency, &account])?;
    Ok(stands.is_some_and(|(standing, since)| session::may_come_in(standing, since, now)))
}

/// Removes half-finished sign-ins that are over, and browsers that have not come for as long as
/// their cookie lives; how many went.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<u64, Error> {
    Ok(tx.run(&PURGE, &[&now])? + tx.run(&PURGE_CLIENTS, &[&(now - CLIENT_KEPT)])?)
}

fn leaf(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    action: &'static str,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let leaf = Leaf {
        action,
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record_for(tx, agency, Some(account), &leaf, now, chance)
}

const PURGE_CLIENTS: Sql = Sql::new(
    "people.sign_in.purge_clients",
    "DELETE FROM known_browser WHERE seen_at < $1",
);
const WHO_IS: Sql = Sql::new(
    "people.sign_in.who_is",
    "SELECT a.agency_id, a.account_id, a.standing, a.standing_at, w.hash FROM sign_in_name n
     JOIN account a ON a.agency_id = n.agency_id AND a.account_id = n.account_id
     LEFT JOIN password w ON w.agency_id = a.agency_id AND w.account_id = a.account_id
     WHERE n.name_hash = $1 AND n.kind = 1",
);
const HALF_WAY_IN: Sql = Sql::new(
    "people.sign_in.half_way_in",
    "INSERT INTO half_way_in (token_hash, agency_id, account_id, known, tries, expires_at)
     VALUES ($1, $2, $3, $4, 0, $5)",
);
const HALF_WAY_OF: Sql = Sql::new(
    "people.sign_in.half_way_of",
    "SELECT agency_id, account_id, known, tries, expires_at FROM half_way_in WHERE token_hash = $1",
);
const HALF_WAY_TRIED: Sql = Sql::new(
    "people.sign_in.half_way_tried",
    "UPDATE half_way_in SET tries = tries + 1 WHERE token_hash = $1",
);
const HALF_WAY_OVER: Sql = Sql::new(
    "people.sign_in.half_way_over",
    "DELETE FROM half_way_in WHERE token_hash = $1",
);
const ENTERED_AT: Sql = Sql::new(
    "people.sign_in.entered_at",
    "SELECT entered_at, standing FROM account WHERE agency_id = $1 AND account_id = $2",
);
const KNOWN: Sql = Sql::new(
    "people.sign_in.known",
    "SELECT made_at FROM known_browser WHERE agency_id = $1 AND account_id = $2 AND token_hash = $3",
);
const KNOW_CLIENT: Sql = Sql::new(
    "people.sign_in.know_client",
    "INSERT INTO known_browser (agency_id, account_id, token_hash, made_at, seen_at)
     VALUES ($1, $2, $3, $4, $4)",
);
const CLIENT_SEEN: Sql = Sql::new(
    "people.sign_in.client_seen",
    "UPDATE known_browser SET seen_at = $4 WHERE agency_id = $1 AND account_id = $2 AND token_hash = $3",
);
const FORGET_CLIENTS: Sql = Sql::new(
    "people.sign_in.forget_clients",
    "DELETE FROM known_browser WHERE agency_id = $1 AND account_id = $2",
);
const STANDING: Sql = Sql::new(
    "people.sign_in.standing",
    "SELECT standing, standing_at FROM account WHERE agency_id = $1 AND account_id = $2",
);
const PURGE: Sql = Sql::new(
    "people.sign_in.purge",
    "DELETE FROM half_way_in WHERE expires_at <= $1",
);

pub(crate) const STATEMENTS: &[Sql] = &[
    WHO_IS,
    HALF_WAY_IN,
    HALF_WAY_OF,
    HALF_WAY_TRIED,
    HALF_WAY_OVER,
    ENTERED_AT,
    KNOWN,
    KNOW_CLIENT,
    CLIENT_SEEN,
    FORGET_CLIENTS,
    STANDING,
    PURGE,
    PURGE_CLIENTS,
];

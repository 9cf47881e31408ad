//! Own sessions: a 256-bit token, stored hashed, new at every change of standing.
//!
//! **Invariant:** a token opens one live session of one active account, or nothing
//! (`an_ended_session_never_comes_back`). What opens is decided by the row as it is now, never by
//! anything remembered, so a suspension holds from the next request on.

use domain::id::{AccountId, AgencyId, ProgramId, TeamId};
use domain::role::Roles;
use domain::world::Chance;
use storage::{Error, FromRow, Row, Sql, Tx};

use crate::{
    Who,
    account::Standing,
    token::{self, hash},
};

/// A session ends after so many seconds without a request.
pub const IDLE: i64 = 3600;
/// A session ends so many seconds after its sign-in, used or not.
pub const OVERALL: i64 = 24 * 3600;
/// [`touch`] is worth a write after so many seconds.
pub const TOUCH_AFTER: i64 = 60;
/// Somebody who left may come back to what is theirs alone for so long: 90 days.
pub const PRIVATE_FOR: i64 = 90 * 24 * 3600;
/// How long a row outlives its session, so that a page that was left open can say what happened.
const KEPT: i64 = 7 * 24 * 3600;

/// A session's token, as it stands in the cookie (base64url of 32 bytes).
#[derive(Clone)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[token]")
    }
}

/// What a cookie opens.
#[derive(Debug)]
pub enum Seen {
    /// A live session. Boxed, because it is much larger than the rest.
    Live(Box<Who>),
    /// It was this account's session and has ended (1 h idle, 24 h overall, or signed out elsewhere).
    Ended {
        /// The account whose session it was.
        account: AccountId,
    },
    /// Nobody.
    Nobody,
}

/// How a session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// E-mail and password, with a six-digit code if that is on.
    Password = 1,
    /// A passkey.
    Passkey = 2,
    /// E-mail and a recovery code.
    RecoveryCode = 3,
    /// A one-time link made in person.
    WayBack = 4,
    /// An invitation.
    Invitation = 5,
    /// The set-up page of the first run.
    Setup = 6,
}

impl How {
    fn from_number(number: i64) -> Result<Self, Error> {
        [
            Self::Password,
            Self::Passkey,
            Self::RecoveryCode,
            Self::WayBack,
            Self::Invitation,
            Self::Setup,
        ]
        .into_iter()
        .find(|how| *how as i64 == number)
        .ok_or_else(|| Error::Broken("unknown way of signing in".to_owned()))
    }
}

struct Found {
    agency: AgencyId,
    account: AccountId,
    session: i64,
    made_at: i64,
    seen_at: i64,
    ended_at: i64,
    standing: i64,
    program: ProgramId,
    team: i64,
    name: String,
    roles: i64,
    language: String,
    theme: String,
    zone: String,
    standing_at: i64,
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            agency: row.get(0)?,
            account: row.get(1)?,
            session: row.get(2)?,
            made_at: row.get(3)?,
            seen_at: row.get(4)?,
            ended_at: row.get(5)?,
            standing: row.get(6)?,
            program: row.get(7)?,
            team: row.get(8)?,
            name: row.get(9)?,
            roles: row.get(10)?,
            language: row.get(11)?,
            theme: row.get(12)?,
            zone: row.get(13)?,
            standing_at: row.get(14)?,
        })
    }
}

/// Whether a session with these times is over. A clock set back ends nothing early
/// and keeps nothing alive beyond its day.
fn is_over(made_at: i64, seen_at: i64, now: i64) -> bool {
    now.saturating_sub(seen_at) >= IDLE || now.saturating_sub(made_at) >= OVERALL
}

/// Whether an account that stands so since then may come in: to everything that is its owner's, or, for
/// [`PRIVATE_FOR`] after they left, to what is theirs alone.
pub(crate) fn may_come_in(standing: i64, since: i64, now: i64) -> bool {
    let left = Standing::Left as i64;
    standing == Standing::Active as i64
        || (standing == left && now.saturating_sub(since) < PRIVATE_FOR)
}

/// Looks a token up. `now` is in seconds since 1970. Touching `seen_at` is [`touch`]'s work.
pub fn look_up(tx: &mut Tx<'_>, token: &str, now: i64) -> Result<Seen, Error> {
    let found: Option<Found> = tx.first(&LOOK_UP, &[&hash(token)])?;
    let Some(found) = found else {
        return Ok(Seen::Nobody);
    };
    let works_here = found.standing == Standing::Active as i64;
    let may = may_come_in(found.standing, found.standing_at, now);
    if !may || (!works_here && found.ended_at != 0) {
        return Ok(Seen::Nobody);
    }
    if found.ended_at != 0 || is_over(found.made_at, found.seen_at, now) {
        return Ok(Seen::Ended {
            account: found.account,
        });
    }
    Ok(Seen::Live(Box::new(Who {
        agency: found.agency,
        account: found.account,
        program: found.program,
        team: (found.team != 0).then(|| TeamId::from_i64(found.team)),
        name: found.name,
        // **Invariant:** no role outlives the work (`somebody_who_left_opens_what_is_theirs_alone`).
        roles: if works_here {
            Roles::from_bits(found.roles)
        } else {
            Roles::NONE
        },
        left_at: if works_here { 0 } else { found.standing_at },
        zone: found.zone,
        language: found.language,
        theme: found.theme,
        session: found.session,
        seen_at: found.seen_at,
    })))
}

/// Whether [`touch`] is due for this session.
pub fn is_touch_due(who: &Who, now: i64) -> bool {
    now.saturating_sub(who.seen_at) >= TOUCH_AFTER
}

/// Notes that the session was used; called at most once a minute for a session.
///
/// An ended session stays ended: the statement only touches a live row, and only forward.
pub fn touch(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<(), Error> {
    let (idle, overall) = (now - IDLE, now - OVERALL);
    tx.run(
        &TOUCH,
        &[
            &who.agency,
            &who.account,
            &who.session,
            &now,
            &idle,
            &overall,
        ],
    )?;
    Ok(())
}

/// Begins a session: the end of every way in. Every new way in ends here too.
/// The account must be active; the callers in this crate have looked.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    how: How,
    device: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<Token, Error> {
    let token = token::new(chance);
    let id = token::number(chance);
    tx.run(
        &BEGIN,
        &[
            &hash(&token),
            &agency,
            &account,
            &id,
            &now,
            &(how as i64),
            &device,
        ],
    )?;
    tx.run(&ENTERED, &[&agency, &account, &now])?;
    Ok(Token(token))
}

/// Notes that somebody has come in before: for invented programs, where nobody is to be shown
/// recovery codes as if they were new.
pub fn came_before(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    at: i64,
) -> Result<(), Error> {
    tx.run(&ENTERED, &[&agency, &account, &at]).map(drop)
}

/// Gives the asking session a new token, so that one that was seen by somebody opens nothing
/// any more: at every change of standing (password, passkeys, codes).
pub fn renew(tx: &mut Tx<'_>, who: &Who, chance: &dyn Chance) -> Result<Token, Error> {
    let token = token::new(chance);
    match tx.run(
        &RENEW,
        &[&who.agency, &who.account, &who.session, &hash(&token)],
    )? {
        0 => Err(Error::NoRow),
        _ => Ok(Token(token)),
    }
}

/// One of a person's own devices that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// For [`end`].
    pub session: i64,
    /// `Firefox/Android`: browser and system; see [`crate::device`]. May be empty.
    pub label: String,
    /// When it signed in, in seconds since 1970.
    pub since: i64,
    /// When it was last used, to the minute.
    pub seen_at: i64,
    /// How it signed in.
    pub how: How,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// Where the asking person is signed in, this device first, then the last used.
pub fn devices(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<Vec<Device>, Error> {
    struct Line(Device);
    impl FromRow for Line {
        fn from_row(row: &Row<'_>) -> Result<Self, Error> {
            Ok(Self(Device {
                session: row.get(0)?,
                label: row.get(1)?,
                since: row.get(2)?,
                seen_at: row.get(3)?,
                how: How::from_number(row.get(4)?)?,
                this: false,
            }))
        }
    }
    let (idle, overall) = (now - IDLE, now - OVERALL);
    let lines: Vec<Line> = tx.all(&DEVICES, &[&who.agency, &who.account, &idle, &overall])?;
    let mut devices: Vec<Device> = lines.into_iter().map(|line| line.0).collect();
    for device in &mut devices {
        device.this = device.session == who.session;
    }
    devices.sort_by_key(|device| !device.this);
    Ok(devices)
}

/// How the asking session began; a room asks no old password right after a way back in.
pub fn how(tx: &mut Tx<'_>, who: &Who) -> Result<How, Error> {
    let (number,): (i64,) = tx.one(&HOW, &[&who.agency, &who.account, &who.session])?;
    How::from_number(number)
}

/// Signs the asking device out: its row is gone, and the cookie opens nothing.
pub fn sign_out(tx: &mut Tx<'_>, who: &Who) -> Result<(), Error> {
    tx.run(&SIGN_OUT, &[&who.agency, &who.account, &who.session])?;
    Ok(())
}

/// Signs one of the asking person's devices out. Another person's session is not there.
pub fn end(tx: &mut Tx<'_>, who: &Who, session: i64, now: i64) -> Result<(), Error> {
    match tx.run(&END, &[&who.agency, &who.account, &session, &now])? {
        0 => Err(Error::NoRow),
        _ => Ok(()),
    }
}

/// Signs every other device of the asking person out; how many.
pub fn end_elsewhere(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<u64, Error> {
    tx.run(
        &END_ELSEWHERE,
        &[&who.agency, &who.account, &who.session, &now],
    )
}

/// Ends every session of an account; how many.
pub(crate) fn end_all(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    now: i64,
) -> Result<u64, Error> {
    tx.run(&END_ALL, &[&agency, &account, &now])
}

/// Removes rows of sessions that ended a week ago or more.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<u64, Error> {
    tx.run(&PURGE, &[&(now - OVERALL - KEPT)])
}

const LOOK_UP: Sql = Sql::new(
    "people.session.look_up",
    "SELECT s.agency_id, s.account_id, s.session_id, s.made_at, s.seen_at, s.ended_at,
            a.standing, a.program_id, a.team_id, a.name, a.roles, a.language, a.theme, p.zone,
            a.standing_at
     FROM session s
     JOIN account a ON a.agency_id = s.agency_id AND a.account_id = s.account_id
     JOIN program p ON p.agency_id = a.agency_id AND p.program_id = a.program_id
     WHERE s.token_hash = $1",
);
const TOUCH: Sql = Sql::new(
    "people.session.touch",
    "UPDATE session SET seen_at = $4
     WHERE agency_id = $1 AND account_id = $2 AND session_id = $3
       AND ended_at = 0 AND seen_at < $4 AND seen_at > $5 AND made_at > $6",
);
const BEGIN: Sql = Sql::new(
    "people.session.begin",
    "INSERT INTO session
       (token_hash, agency_id, account_id, session_id, made_at, seen_at, ended_at, how, device)
     VALUES ($1, $2, $3, $4, $5, $5, 0, $6, $7)",
);
const ENTERED: Sql = Sql::new(
    "people.session.entered",
    "UPDATE account SET entered_at = $3 WHERE agency_id = $1 AND account_id = $2 AND entered_at = 0",
);
const RENEW: Sql = Sql::new(
    "people.session.renew",
    "UPDATE session SET token_hash = $4
     WHERE agency_id = $1 AND account_id = $2 AND session_id = $3 AND ended_at = 0",
);
const DEVICES: Sql = Sql::new(
    "people.session.devices",
    "SELECT session_id, device, made_at, seen_at, how FROM session
     WHERE agency_id = $1 AND account_id = $2 AND ended_at = 0 AND seen_at > $3 AND made_at > $4
     ORDER BY seen_at DESC, session_id",
);
const HOW: Sql = Sql::new(
    "people.session.how",
    "SELECT how FROM session WHERE agency_id = $1 AND account_id = $2 AND session_id = $3",
);
const SIGN_OUT: Sql = Sql::new(
    "people.session.sign_out",
    "DELETE FROM session WHERE agency_id = $1 AND account_id = $2 AND session_id = $3",
);
const END: Sql = Sql::new(
    "people.session.end",
    "UPDATE session SET ended_at = $4
     WHERE agency_id = $1 AND account_id = $2 AND session_id = $3 AND ended_at = 0",
);
const END_ELSEWHERE: Sql = Sql::new(
    "people.session.end_elsewhere",
    "UPDATE session SET ended_at = $4
     WHERE agency_id = $1 AND account_id = $2 AND session_id <> $3 AND ended_at = 0",
);
const END_ALL: Sql = Sql::new(
    "people.session.end_all",
    "UPDATE session SET ended_at = $3
     WHERE agency_id = $1 AND account_id = $2 AND ended_at = 0",
);
const PURGE: Sql = Sql::new(
    "people.session.purge",
    "DELETE FROM session WHERE made_at < $1",
);

pub(crate) const STATEMENTS: &[Sql] = &[
    LOOK_UP,
    TOUCH,
    BEGIN,
    ENTERED,
    RENEW,
    DEVICES,
    HOW,
    SIGN_OUT,
    END,
    END_ELSEWHERE,
    END_ALL,
    PURGE,
];

//! The first run: a one-time code in the terminal opens the set-up page, and whoever holds it founds
//! the first agency. Once there is an agency, the page is gone.

use domain::id::{AccountId, AgencyId};
use domain::role::{Role, Roles};
use domain::world::Chance;
use storage::{Error, Sql, Tx};

use crate::{
    account::{self, By, NewAccount, Refused, Standing},
    agency::{self, Agency, Program},
    password,
    session::How,
    sign_in::{self, Client, Entered},
    token,
};

/// Whether this house has no agency yet.
pub fn is_wanted(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(tx.first::<AgencyId>(&ANY_AGENCY, &[])?.is_none())
}

/// A new one-time code, to be shown in the terminal at the start; `None` when there is an
/// agency already. The code of an earlier start stops working.
pub fn code(tx: &mut Tx<'_>, now: i64, chance: &dyn Chance) -> Result<Option<String>, Error> {
    if !is_wanted(tx)? {
        return Ok(None);
    }
    let code = token::code(chance);
    tx.run(&KEEP_CODE, &[&token::hash_code(&code), &now])?;
    Ok(Some(code))
}

/// Whether this is the code, and the page may be shown.
pub fn is_code(tx: &mut Tx<'_>, typed: &str) -> Result<bool, Error> {
    Ok(tx
        .first::<i64>(&FIND_CODE, &[&token::hash_code(typed)])?
        .is_some())
}

/// What the set-up page asks.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The agency's id, made by the caller.
    pub agency: AgencyId,
    /// The agency's name.
    pub agency_name: String,
    /// The first program.
    pub program: Program,
    /// The first administrator's id, made by the caller.
    pub account: AccountId,
    /// Their name used.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Further roles they take; administrator is added by itself.
    pub roles: Roles,
    /// The language tag.
    pub language: String,
}

/// Founds the first agency with its first program and administrator, who is signed in at once.
/// `hash` is from [`crate::password::Hasher::hash`]. `None` when the code is wrong or there is
/// an agency already.
pub fn found(
    tx: &mut Tx<'_>,
    typed: &str,
    founding: &Founding,
    hash: &str,
    client: &Client,
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<Entered>, Refused> {
    if !is_code(tx, typed)? || !is_wanted(tx)? {
        return Ok(None);
    }
    tx.run(&FORGET_CODE, &[])?;
    let agency = Agency {
        id: founding.agency,
        name: founding.agency_name.clone(),
    };
    agency::create(tx, &agency, now)?;
    agency::create_program(tx, agency.id, &founding.program, now)?;
    let mut roles: Vec<Role> = founding.roles.iter().collect();
    roles.push(Role::Administrator);
    let new = NewAccount {
        id: founding.account,
        program: founding.program.id,
        team: None,
        name: founding.name.clone(),
        email: founding.email.clone(),
        roles: Roles::of(&roles),
        language: founding.language.clone(),
    };
    account::create(
        tx,
        &By::house(agency.id),
        &new,
        Standing::Active,
        now,
        chance,
    )?;
    password::store(tx, agency.id, new.id, hash, now)?;
    Ok(Some(sign_in::enter(
        tx,
        agency.id,
        new.id,
        How::Setup,
        client,
        now,
        chance,
    )?))
}

const ANY_AGENCY: Sql = Sql::new(
    "people.setup.any_agency",
    "SELECT agency_id FROM agency LIMIT 1",
);
const KEEP_CODE: Sql = Sql::new(
    "people.setup.keep_code",
    "INSERT INTO setup_code (setup_id, code_hash, made_at) VALUES (1, $1, $2)
     ON CONFLICT (setup_id) DO UPDATE SET code_hash = excluded.code_hash, made_at = excluded.made_at",
);
const FIND_CODE: Sql = Sql::new(
    "people.setup.find_code",
    "SELECT made_at FROM setup_code WHERE setup_id = 1 AND code_hash = $1",
);
const FORGET_CODE: Sql = Sql::new("people.setup.forget_code", "DELETE FROM setup_code");

pub(crate) const STATEMENTS: &[Sql] = &[ANY_AGENCY, KEEP_CODE, FIND_CODE, FORGET_CODE];

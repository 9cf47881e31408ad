//! A new account.

use domain::id::{AccountId, AgencyId, ProgramId, TeamId};
use domain::person::Email;
use domain::role::Roles;
use domain::text::fold;
use domain::world::Chance;
use sha2::{Digest, Sha256};
use storage::{Sql, Tx};

use super::{By, Refused, Standing, change::check_place};
use crate::{
    audit::{self, Leaf},
    reach,
};

/// What is known of a person before they come in.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The id, made by the caller.
    pub id: AccountId,
    /// The home program.
    pub program: ProgramId,
    /// The home team, if there is one.
    pub team: Option<TeamId>,
    /// The name used.
    pub name: String,
    /// The e-mail address to sign in with, as it was typed.
    pub email: String,
    /// At least one role.
    pub roles: Roles,
    /// The language tag, `en`.
    pub language: String,
}

/// An e-mail address as it is compared: composed, without spaces around it, in lower case. What is no
/// address folds too, because at the door nobody is told so.
pub fn fold_email(email: &str) -> String {
    email
        .parse::<Email>()
        .map_or_else(|_| email.trim().to_lowercase(), |email| email.folded())
}

/// Under what an e-mail address is found before anyone is known.
pub fn email_hash(email: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"fullcup e-mail 1\0");
    hash.update(fold_email(email));
    hash.finalize().into()
}

/// Makes an account with this standing. People who come by invitation begin as
/// [`Standing::Invited`]; see [`crate::invitation::make`].
pub fn create(
    tx: &mut Tx<'_>,
    by: &By,
    new: &NewAccount,
    standing: Standing,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    if new.roles == Roles::NONE {
        return Err(Refused::NoRole);
    }
    check_place(tx, by.agency, new.program, new.team)?;
    name_free(tx, by.agency, new.id, &email_hash(&new.email), now)?;
    let email = new.email.trim();
    let entered_at: i64 = 0;
    tx.run(
        &CREATE,
        &[
            &by.agency,
            &new.id,
            &new.program,
            &new.team.map_or(0, TeamId::get),
            &new.name,
            &fold(&new.name),
            &email,
            &(standing as i64),
            &now,
            &new.roles.bits(),
            &new.language,
            &entered_at,
        ],
    )?;
    reach::rebuild(tx, by.agency, new.id, standing, new.roles)?;
    let leaf = Leaf {
        action: "account.create",
        subject: "account",
        subject_id: new.id.get(),
        participant: 0,
    };
    audit::record_for(tx, by.agency, by.account, &leaf, now, chance)?;
    Ok(())
}

/// Takes a sign-in name for an account, if nobody has it.
pub(super) fn name_free(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    name_hash: &[u8; 32],
    now: i64,
) -> Result<(), Refused> {
    tx.run_again_when_taken("sign_in_name");
    if tx.first::<i64>(&NAME_TAKEN, &[name_hash])?.is_some() {
        return Err(Refused::EmailTaken);
    }
    tx.run(&TAKE_NAME, &[name_hash, &agency, &account, &now])?;
    Ok(())
}

const CREATE: Sql = Sql::new(
    "people.account.create",
    "INSERT INTO account (agency_id, account_id, program_id, team_id, name, name_folded, email,
       standing, standing_at, roles, language, theme, made_at, entered_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'auto', $9, $12, 1)",
);
const NAME_TAKEN: Sql = Sql::new(
    "people.account.name_taken",
    "SELECT account_id FROM sign_in_name WHERE name_hash = $1",
);
const TAKE_NAME: Sql = Sql::new(
    "people.account.take_name",
    "INSERT INTO sign_in_name (name_hash, kind, agency_id, account_id, made_at)
     VALUES ($1, 1, $2, $3, $4)",
);

pub(super) const STATEMENTS: &[Sql] = &[CREATE, NAME_TAKEN, TAKE_NAME];

//! Changes of an account: standing, roles, place, supervisors, names, and one's own settings.

use domain::id::{AccountId, AgencyId, ProgramId, TeamId};
use domain::role::{Role, Roles};
use domain::text::fold;
use domain::world::Chance;
use storage::{Error, Sql, Tx};

use super::{Account, By, Refused, Standing, email_hash, find, make::name_free};
use crate::{
    Who, agency,
    audit::{self, Leaf},
    notice, reach, session,
};

/// Where a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The home program.
    pub program: ProgramId,
    /// The home team of that program, if there is one.
    pub team: Option<TeamId>,
}

/// Gives a person other roles. Their sessions end, so that no page of a role they no longer hold
/// stays open, and they are told who did it.
pub fn change_roles(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    roles: Roles,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    let old = account_of(tx, by.agency, account)?;
    if roles == Roles::NONE {
        return Err(Refused::NoRole);
    }
    if old.roles == roles {
        return Ok(());
    }
    if !roles.has(Role::Administrator) {
        keep_an_administrator(tx, by.agency, &old)?;
    }
    tx.run(&ROLES, &[&by.agency, &account, &roles.bits()])?;
    reach::rebuild(tx, by.agency, account, old.standing, roles)?;
    session::end_all(tx, by.agency, account, now)?;
    notice::tell(
        tx,
        by.agency,
        account,
        notice::Kind::RolesChanged,
        &by.name,
        now,
        chance,
    )?;
    leaf(tx, by, "account.roles", account, now, chance)
}

/// Changes where a person stands. Suspended and left end every session, link and open
/// invitation at once. Only [`crate::invitation::accept`] makes an invited person active.
/// Nobody shuts themself out ([`Refused::Yourself`]): a slip of the hand could not be taken back.
pub fn change_standing(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    standing: Standing,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    let old = account_of(tx, by.agency, account)?;
    let allowed = match (old.standing, standing) {
        (from, to) if from == to => return Ok(()),
        (Standing::Invited, to) => to == Standing::Left,
        // Someone who never came in goes back to being invited, not straight to active.
        (Standing::Left, Standing::Active) => old.entered_at != 0,
        (Standing::Left, to) => to == Standing::Invited && old.entered_at == 0,
        (_, to) => to != Standing::Invited,
    };
    if !allowed {
        return Err(Refused::NotFromHere);
    }
    if standing != Standing::Active {
        keep_an_administrator(tx, by.agency, &old)?;
        if by.account == Some(account) {
            return Err(Refused::Yourself);
        }
    }
    set_standing(tx, by.agency, &old, standing, now)?;
    leaf(tx, by, slug_of(standing), account, now, chance)
}

/// Writes a standing with all that hangs on it. The caller has decided that it may be.
pub(crate) fn set_standing(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    old: &Account,
    standing: Standing,
    now: i64,
) -> Result<(), Error> {
    tx.run(&STANDING, &[&agency, &old.id, &(standing as i64), &now])?;
    reach::rebuild(tx, agency, old.id, standing, old.roles)?;
    if standing != Standing::Active {
        session::end_all(tx, agency, old.id, now)?;
        for sql in [&CLOSE_INVITATIONS, &CLOSE_WAYS_BACK] {
            tx.run(sql, &[&agency, &old.id, &now])?;
        }
        tx.run(&CLOSE_HALF_WAY_IN, &[&agency, &old.id])?;
    }
    Ok(())
}

/// Moves a person to another program or team. Who may see their people stays with the slots.
pub fn change_place(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    place: Place,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    account_of(tx, by.agency, account)?;
    check_place(tx, by.agency, place.program, place.team)?;
    let team = place.team.map_or(0, TeamId::get);
    tx.run(&PLACE, &[&by.agency, &account, &place.program, &team])?;
    leaf(tx, by, "account.place", account, now, chance)
}

/// Changes the name used.
pub fn rename(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    name: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    account_of(tx, by.agency, account)?;
    tx.run(&RENAME, &[&by.agency, &account, &name, &fold(name)])?;
    leaf(tx, by, "account.rename", account, now, chance)
}

/// Changes the e-mail address to sign in with.
pub fn change_email(
    tx: &mut Tx<'_>,
    by: &By,
    account: AccountId,
    email: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    let old = account_of(tx, by.agency, account)?;
    let (old_hash, new_hash) = (email_hash(&old.email), email_hash(email));
    let email = email.trim();
    if old_hash != new_hash {
        tx.run(&FREE_NAME, &[&by.agency, &account, &old_hash])?;
        name_free(tx, by.agency, account, &new_hash, now)?;
    }
    tx.run(&EMAIL, &[&by.agency, &account, &email])?;
    leaf(tx, by, "account.email", account, now, chance)
}

/// Fills one of a worker's two supervisor slots (1 or 2), or empties it with `None`. `purpose` is
/// what the slot is for, in the program's words.
pub fn set_supervisor(
    tx: &mut Tx<'_>,
    by: &By,
    worker: AccountId,
    slot: i64,
    supervisor: Option<(AccountId, &str)>,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    if !(1..=2).contains(&slot) {
        return Err(Refused::NotHere);
    }
    account_of(tx, by.agency, worker)?;
    let before: Option<AccountId> = tx.first(&IN_SLOT, &[&by.agency, &worker, &slot])?;
    let other: Option<AccountId> = tx.first(&IN_SLOT, &[&by.agency, &worker, &(3 - slot)])?;
    let after = match supervisor {
        None => None,
        Some((id, purpose)) => {
            if id == worker || other == Some(id) {
                return Err(Refused::SameSupervisor);
            }
            let found = find(tx, by.agency, id)?.ok_or(Refused::NotASupervisor)?;
            let may = matches!(found.standing, Standing::Active | Standing::Invited)
                && found.roles.has(Role::PeerSupervisor);
            if !may {
                return Err(Refused::NotASupervisor);
            }
            Some((found, purpose))
        }
    };
    tx.run(&EMPTY_SLOT, &[&by.agency, &worker, &slot])?;
    if let Some((found, purpose)) = &after {
        tx.run(
            &FILL_SLOT,
            &[&by.agency, &worker, &slot, &found.id, purpose, &now],
        )?;
        reach::rebuild(tx, by.agency, found.id, found.standing, found.roles)?;
    }
    if let Some(before) = before.filter(|id| after.as_ref().is_none_or(|(a, _)| a.id != *id))
        && let Some(before) = find(tx, by.agency, before)?
    {
        reach::rebuild(tx, by.agency, before.id, before.standing, before.roles)?;
    }
    leaf(tx, by, "account.supervisor", worker, now, chance)
}

/// One's own language.
pub fn set_language(tx: &mut Tx<'_>, who: &Who, language: &str) -> Result<(), Error> {
    tx.run(&LANGUAGE, &[&who.agency, &who.account, &language])?;
    Ok(())
}

/// One's own theme: `auto`, `light`, `dark` or `sun`.
pub fn set_theme(tx: &mut Tx<'_>, who: &Who, theme: &str) -> Result<(), Error> {
    tx.run(&THEME, &[&who.agency, &who.account, &theme])?;
    Ok(())
}

fn account_of(tx: &mut Tx<'_>, agency: AgencyId, account: AccountId) -> Result<Account, Refused> {
    find(tx, agency, account)?.ok_or(Refused::NotHere)
}

/// The program must be the agency's, and the team the program's.
pub(super) fn check_place(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
    team: Option<TeamId>,
) -> Result<(), Refused> {
    agency::program(tx, agency, program)?.ok_or(Refused::NotHere)?;
    if let Some(team) = team {
        tx.first::<i64>(&TEAM_OF, &[&agency, &team, &program])?
            .ok_or(Refused::NotHere)?;
    }
    Ok(())
}

/// Refuses when `old` is the one active administrator left.
fn keep_an_administrator(tx: &mut Tx<'_>, agency: AgencyId, old: &Account) -> Result<(), Refused> {
    if old.standing != Standing::Active || !old.roles.has(Role::Administrator) {
        return Ok(());
    }
    let bit = Roles::of(&[Role::Administrator]).bits();
    let others: i64 = tx.one(&OTHER_ADMINISTRATORS, &[&agency, &old.id, &bit])?;
    if others == 0 {
        Err(Refused::LastAdministrator)
    } else {
        Ok(())
    }
}

const fn slug_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Invited => "account.invite",
        Standing::Active => "account.activate",
        Standing::Suspended => "account.suspend",
        Standing::Left => "account.leave",
    }
}

fn leaf(
    tx: &mut Tx<'_>,
    by: &By,
    action: &'static str,
    account: AccountId,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Refused> {
    let leaf = Leaf {
        action,
        subject: "account",
        subject_id: account.get(),
        participant: 0,
    };
    audit::record_for(tx, by.agency, by.account, &leaf, now, chance)?;
    Ok(())
}

const ROLES: Sql = Sql::new(
    "people.account.roles",
    "UPDATE account SET roles = $3, version = version + 1 WHERE agency_id = $1 AND account_id = $2",
);
const STANDING: Sql = Sql::new(
    "people.account.standing",
    "UPDATE account SET standing = $3, standing_at = $4, version = version + 1
     WHERE agency_id = $1 AND account_id = $2",
);
const CLOSE_INVITATIONS: Sql = Sql::new(
    "people.account.close_invitations",
    "UPDATE invitation SET used_at = $3 WHERE agency_id = $1 AND account_id = $2 AND used_at = 0",
);
const CLOSE_WAYS_BACK: Sql = Sql::new(
    "people.account.close_ways_back",
    "UPDATE way_back SET used_at = $3 WHERE agency_id = $1 AND account_id = $2 AND used_at = 0",
);
const CLOSE_HALF_WAY_IN: Sql = Sql::new(
    "people.account.close_half_way_in",
    "DELETE FROM half_way_in WHERE agency_id = $1 AND account_id = $2",
);
const PLACE: Sql = Sql::new(
    "people.account.place",
    "UPDATE account SET program_id = $3, team_id = $4, version = version + 1
     WHERE agency_id = $1 AND account_id = $2",
);
const RENAME: Sql = Sql::new(
    "people.account.rename",
    "UPDATE account SET name = $3, name_folded = $4, version = version + 1
     WHERE agency_id = $1 AND account_id = $2",
);
const EMAIL: Sql = Sql::new(
    "people.account.email",
    "UPDATE account SET email = $3, version = version + 1 WHERE agency_id = $1 AND account_id = $2",
);
const FREE_NAME: Sql = Sql::new(
    "people.account.free_name",
    "DELETE FROM sign_in_name WHERE agency_id = $1 AND account_id = $2 AND name_hash = $3",
);
const IN_SLOT: Sql = Sql::new(
    "people.account.in_slot",
    "SELECT supervisor_id FROM supervises WHERE agency_id = $1 AND worker_id = $2 AND slot = $3",
);
const EMPTY_SLOT: Sql = Sql::new(
    "people.account.empty_slot",
    "DELETE FROM supervises WHERE agency_id = $1 AND worker_id = $2 AND slot = $3",
);
const FILL_SLOT: Sql = Sql::new(
    "people.account.fill_slot",
    "INSERT INTO supervises (agency_id, worker_id, slot, supervisor_id, purpose, since)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const LANGUAGE: Sql = Sql::new(
    "people.account.language",
    "UPDATE account SET language = $3 WHERE agency_id = $1 AND account_id = $2",
);
const THEME: Sql = Sql::new(
    "people.account.theme",
    "UPDATE account SET theme = $3 WHERE agency_id = $1 AND account_id = $2",
);
const TEAM_OF: Sql = Sql::new(
    "people.account.team_of",
    "SELECT team_id FROM team WHERE agency_id = $1 AND team_id = $2 AND program_id = $3",
);
const OTHER_ADMINISTRATORS: Sql = Sql::new(
    "people.account.other_administrators",
    "SELECT COUNT(*) FROM account
     WHERE agency_id = $1 AND account_id <> $2 AND standing = 1 AND (roles & $3) <> 0",
);

pub(super) const STATEMENTS: &[Sql] = &[
    ROLES,
    STANDING,
    CLOSE_INVITATIONS,
    CLOSE_WAYS_BACK,
    CLOSE_HALF_WAY_IN,
    PLACE,
    RENAME,
    EMAIL,
    FREE_NAME,
    IN_SLOT,
    EMPTY_SLOT,
    FILL_SLOT,
    LANGUAGE,
    THEME,
    TEAM_OF,
    OTHER_ADMINISTRATORS,
];

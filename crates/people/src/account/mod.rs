//! Accounts and the people behind them: who they are, where they stand, what they do.
//!
//! Every change here is a change of standing: it keeps the table `reach` in the same
//! transaction, ends the sessions that no longer fit, and leaves its leaf in the trail.

mod change;
mod make;
mod read;

use domain::{
    id::{AccountId, AgencyId, ProgramId, TeamId},
    role::{Role, Roles},
};
use storage::{Error, Sql};

pub(crate) use change::set_standing;
pub use change::{
    Place, change_email, change_place, change_roles, change_standing, rename, set_language,
    set_supervisor, set_theme,
};
pub use make::{NewAccount, create, email_hash, fold_email};
pub use read::{
    Account, Colleague, Listing, Supervisor, colleagues, find, left_before, list, names,
    supervised_by, supervisors, supervisors_of, with_email,
};

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Invited, has not come in yet.
    Invited = 0,
    /// May sign in.
    Active = 1,
    /// May not sign in for now.
    Suspended = 2,
    /// Has left; nothing opens any more.
    Left = 3,
}

impl Standing {
    /// Every standing, in the order in which it is shown.
    pub const ALL: &'static [Self] = &[Self::Active, Self::Invited, Self::Suspended, Self::Left];

    /// The name used in JSON, forms and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Left => "left",
        }
    }

    /// The standing that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|standing| standing.slug() == slug)
    }

    /// The standing that was stored.
    pub(crate) fn from_number(number: i64) -> Result<Self, Error> {
        Self::ALL
            .iter()
            .copied()
            .find(|standing| *standing as i64 == number)
            .ok_or_else(|| Error::Broken("unknown standing".to_owned()))
    }
}

/// The person who is asking, as read with the session on every request.
#[derive(Clone, Debug)]
pub struct Who {
    /// The agency: the outermost wall.
    pub agency: AgencyId,
    /// The account.
    pub account: AccountId,
    /// The home program.
    pub program: ProgramId,
    /// The home team, if there is one.
    pub team: Option<TeamId>,
    /// The name used, for example "Dee Alvarez".
    pub name: String,
    /// All roles. None for somebody who left.
    pub roles: Roles,
    /// When this person left the agency, in seconds since 1970; 0 = works here. Whoever left comes in to
    /// what is theirs alone, and to nothing else.
    pub left_at: i64,
    /// IANA time zone of the home program, for example `America/New_York`.
    pub zone: String,
    /// The language tag, `en`.
    pub language: String,
    /// `auto`, `light`, `dark` or `sun`.
    pub theme: String,
    /// The session that asks (its row id, never the token).
    pub session: i64,
    /// When the session was last noted as used, in seconds since 1970.
    pub seen_at: i64,
}

impl Who {
    /// The first word of the name used.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    /// Whether this person holds the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }
}

/// Who makes a change: a person, or the house itself (the command line, the demo).
#[derive(Clone, Debug)]
pub struct By {
    /// The agency in which the change is made, and beyond which it cannot reach.
    pub agency: AgencyId,
    /// The account; `None` = the house itself.
    pub account: Option<AccountId>,
    /// The name used; empty for the house itself.
    pub name: String,
}

impl By {
    /// The house itself: the command line, the first run, the demo.
    pub fn house(agency: AgencyId) -> Self {
        Self {
            agency,
            account: None,
            name: String::new(),
        }
    }
}

impl From<&Who> for By {
    fn from(who: &Who) -> Self {
        Self {
            agency: who.agency,
            account: Some(who.account),
            name: who.name.clone(),
        }
    }
}

/// Why a change of an account is refused. The room words it by [`Refused::slug`].
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such account (or program, or team) in this agency.
    #[error("there is no such account here")]
    NotHere,
    /// The e-mail address belongs to an account already.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// Someone must be able to look after accounts: this is the last administrator.
    #[error("this is the last administrator")]
    LastAdministrator,
    /// An account without a role opens nothing.
    #[error("an account needs a role")]
    NoRole,
    /// The supervisor does not hold the role of a supervisor, or is not active or invited.
    #[error("this person is no supervisor")]
    NotASupervisor,
    /// Nobody supervises themself, and nobody fills both slots of one worker.
    #[error("this person cannot supervise here")]
    SameSupervisor,
    /// The standing cannot follow the present one: only an invitation makes an invited person active.
    #[error("this standing cannot follow the present one")]
    NotFromHere,
    /// Whoever shuts themself out cannot let themself in again: somebody else does it.
    #[error("nobody suspends themself")]
    Yourself,
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
}

impl Refused {
    /// The end of a word's id; `None` for what is no person's doing.
    pub const fn slug(&self) -> Option<&'static str> {
        match self {
            Self::EmailTaken => Some("email-taken"),
            Self::LastAdministrator => Some("last-administrator"),
            Self::NoRole => Some("no-role"),
            Self::NotASupervisor => Some("not-a-supervisor"),
            Self::SameSupervisor => Some("same-supervisor"),
            Self::NotFromHere => Some("not-from-here"),
            Self::Yourself => Some("yourself"),
            Self::NotHere | Self::Database(_) => None,
        }
    }
}

/// Every statement about accounts.
pub(crate) fn statements() -> Vec<Sql> {
    [make::STATEMENTS, change::STATEMENTS, read::STATEMENTS].concat()
}

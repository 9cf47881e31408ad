//! Accounts and the people behind them.

use domain::{
    id::{AccountId, AgencyId, ProgramId, TeamId},
    role::{Role, Roles},
};

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Invited, has not come in yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in for now.
    Suspended,
    /// Has left; nothing opens any more.
    Left,
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
    /// All roles.
    pub roles: Roles,
    /// IANA time zone of the home program, for example `America/New_York`.
    pub zone: String,
    /// The language tag, `en`.
    pub language: String,
    /// `auto`, `light`, `dark` or `sun`.
    pub theme: String,
    /// The session that asks (its row id, never the token).
    pub session: i64,
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

//! What a person does in a program. One person may hold several roles.

/// A role with a door today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// Walks alongside people, logs contacts.
    PeerWorker = 0,
    /// Supervises peer workers; sees their people.
    PeerSupervisor = 1,
    /// Runs a program: its settings and counts, no person's record.
    ProgramManager = 2,
    /// Answers for privacy: who looked at what.
    PrivacyOfficer = 3,
    /// Accounts only: sees no record.
    Administrator = 4,
}

impl Role {
    /// Every role, in the order in which it is shown.
    pub const ALL: &'static [Self] = &[
        Self::PeerWorker,
        Self::PeerSupervisor,
        Self::ProgramManager,
        Self::PrivacyOfficer,
        Self::Administrator,
    ];

    /// The name used in JSON, forms and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::PeerWorker => "peer-worker",
            Self::PeerSupervisor => "peer-supervisor",
            Self::ProgramManager => "program-manager",
            Self::PrivacyOfficer => "privacy-officer",
            Self::Administrator => "administrator",
        }
    }

    /// The role that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.slug() == slug)
    }
}

/// A set of roles, stored as one integer (bit `n` is the role with number `n`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(i64);

impl Roles {
    /// No role at all.
    pub const NONE: Self = Self(0);

    /// The set that holds exactly these roles.
    pub fn of(roles: &[Role]) -> Self {
        Self(
            roles
                .iter()
                .fold(0, |bits, role| bits | (1 << (*role as u8))),
        )
    }

    /// The set as it is stored; unknown bits are dropped.
    pub fn from_bits(bits: i64) -> Self {
        Self(bits & ((1 << Role::ALL.len()) - 1))
    }

    /// The stored form.
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// Whether the set holds the role.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << (role as u8)) != 0
    }

    /// Whether the set holds at least one of the roles.
    pub fn has_any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    /// The roles in the set, in the order of [`Role::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| self.has(*role))
    }
}

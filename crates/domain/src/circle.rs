//! The four circles of privacy, and the house itself.

/// Who may ever see a record. The circles never leak into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Circle {
    /// Encrypted in the worker's browser; neither server nor employer can read it.
    Private,
    /// A sealed copy, to whom the worker chose, until when.
    Shared,
    /// Contacts, participants, hours: only whom role and consent allow; every look recorded.
    Work,
    /// Nobody can link an answer to a person.
    Anonymous,
    /// The front door: sign-in, settings, help. No one's record is on these pages.
    House,
}

impl Circle {
    /// The name used in `fullcup doors --json`, CSS classes and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Shared => "shared",
            Self::Work => "work",
            Self::Anonymous => "anon",
            Self::House => "house",
        }
    }
}

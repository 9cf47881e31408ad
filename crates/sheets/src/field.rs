//! What a sheet may be about, and what its columns may hold.

use serde::{Deserialize, Serialize};

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Those who work in the program and get an account.
    People,
    /// Those whom the program walks alongside.
    Participants,
    /// Contacts.
    Contacts,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 3] = [Self::People, Self::Participants, Self::Contacts];

    /// The name in forms and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Participants => "participants",
            Self::Contacts => "contacts",
        }
    }

    /// The target that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.slug() == slug)
    }

    /// What a column may hold, in the order in which a form shows it.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::People => &[
                Field::Name,
                Field::FirstName,
                Field::LastName,
                Field::Email,
                Field::Role,
                Field::Team,
                Field::Active,
                Field::TheirId,
            ],
            Self::Participants => &[
                Field::Name,
                Field::FirstName,
                Field::LastName,
                Field::Nickname,
                Field::Pronouns,
                Field::Phone,
                Field::ReachBy,
                Field::BirthDate,
                Field::Since,
                Field::NextStep,
                Field::NextStepOn,
                Field::Rhythm,
                Field::Worker,
                Field::State,
                Field::EndedOn,
                Field::EndedWhy,
                Field::Note,
                Field::TheirId,
            ],
            Self::Contacts => &[
                Field::Date,
                Field::Start,
                Field::End,
                Field::Minutes,
                Field::Kind,
                Field::Setting,
                Field::Mode,
                Field::Outcome,
                Field::Name,
                Field::FirstName,
                Field::LastName,
                Field::Heads,
                Field::Worker,
                Field::Miles,
                Field::Expenses,
                Field::Note,
                Field::TheirId,
            ],
        }
    }

    /// What must come from somewhere: for each group, at least one of its fields.
    pub const fn needs(self) -> &'static [&'static [Field]] {
        const NAMED: &[Field] = &[Field::Name, Field::FirstName, Field::LastName];
        match self {
            Self::People => &[NAMED, &[Field::Email]],
            Self::Participants => &[&[
                Field::Name,
                Field::FirstName,
                Field::LastName,
                Field::Nickname,
            ]],
            Self::Contacts => &[
                &[Field::Date],
                &[Field::Kind],
                &[Field::Name, Field::FirstName, Field::LastName, Field::Heads],
            ],
        }
    }
}

/// What a column holds. Which fields belong to which target: [`Target::fields`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// A whole name; of the person (people, participants) or of who was met (contacts).
    Name,
    /// The first name, where the last has a column of its own.
    FirstName,
    /// The last name.
    LastName,
    /// The name they go by; it goes before first and last.
    Nickname,
    /// An e-mail address.
    Email,
    /// Roles in the program.
    Role,
    /// The team or site.
    Team,
    /// Whether they still work here.
    Active,
    /// The number that the old system gave the row.
    TheirId,
    /// Pronouns.
    Pronouns,
    /// A phone number.
    Phone,
    /// How they like to be reached, in words.
    ReachBy,
    /// The date or year of birth; only the year is kept.
    BirthDate,
    /// The day on which they agreed to walk together.
    Since,
    /// The next step.
    NextStep,
    /// The day of the next step.
    NextStepOn,
    /// How often to be in touch, in days.
    Rhythm,
    /// The peer worker: a name or an e-mail address.
    Worker,
    /// Active, resting or ended.
    State,
    /// The day on which support ended.
    EndedOn,
    /// How it ended, in words.
    EndedWhy,
    /// A note. Several columns may be notes; they are joined, each after its header.
    Note,
    /// The day of a contact, perhaps with its time.
    Date,
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// How long it was.
    Minutes,
    /// The kind of contact.
    Kind,
    /// Where it was.
    Setting,
    /// By which way: in person, phone, text, video.
    Mode,
    /// What came of an attempt.
    Outcome,
    /// How many people came to an event.
    Heads,
    /// Miles driven.
    Miles,
    /// Money spent.
    Expenses,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 33] = [
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Nickname,
        Self::Email,
        Self::Role,
        Self::Team,
        Self::Active,
        Self::TheirId,
        Self::Pronouns,
        Self::Phone,
        Self::ReachBy,
        Self::BirthDate,
        Self::Since,
        Self::NextStep,
        Self::NextStepOn,
        Self::Rhythm,
        Self::Worker,
        Self::State,
        Self::EndedOn,
        Self::EndedWhy,
        Self::Note,
        Self::Date,
        Self::Start,
        Self::End,
        Self::Minutes,
        Self::Kind,
        Self::Setting,
        Self::Mode,
        Self::Outcome,
        Self::Heads,
        Self::Miles,
        Self::Expenses,
    ];

    /// The name in forms and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::Nickname => "nickname",
            Self::Email => "email",
            Self::Role => "role",
            Self::Team => "team",
            Self::Active => "active",
            Self::TheirId => "their-id",
            Self::Pronouns => "pronouns",
            Self::Phone => "phone",
            Self::ReachBy => "reach-by",
            Self::BirthDate => "birth-date",
            Self::Since => "since",
            Self::NextStep => "next-step",
            Self::NextStepOn => "next-step-on",
            Self::Rhythm => "rhythm",
            Self::Worker => "worker",
            Self::State => "state",
            Self::EndedOn => "ended-on",
            Self::EndedWhy => "ended-why",
            Self::Note => "note",
            Self::Date => "date",
            Self::Start => "start",
            Self::End => "end",
            Self::Minutes => "minutes",
            Self::Kind => "kind",
            Self::Setting => "setting",
            Self::Mode => "mode",
            Self::Outcome => "outcome",
            Self::Heads => "heads",
            Self::Miles => "miles",
            Self::Expenses => "expenses",
        }
    }

    /// The field that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.slug() == slug)
    }

    /// Whether several columns may hold it.
    pub const fn may_repeat(self) -> bool {
        matches!(self, Self::Note)
    }

    /// Whether its values are days.
    pub const fn is_day(self) -> bool {
        matches!(
            self,
            Self::Date | Self::BirthDate | Self::Since | Self::NextStepOn | Self::EndedOn
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_names_its_field_in_forms_and_in_json() {
        for field in Field::ALL {
            assert_eq!(Field::from_slug(field.slug()), Some(field));
            let json = serde_json::to_string(&field).expect("json");
            assert_eq!(json, format!("\"{}\"", field.slug()));
        }
        for target in Target::ALL {
            assert_eq!(Target::from_slug(target.slug()), Some(target));
            for field in target.needs().concat() {
                assert!(target.fields().contains(&field));
            }
        }
    }
}

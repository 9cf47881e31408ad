//! What must be true before a contact is saved, and what is worth asking.
//!
//! A [`Problem`] stops the save and names the field; a [`Notice`] never does.

use jiff::Timestamp;

use super::{Item, Kind, Miles, Minutes, Mode, Money, Outcome, Set, Support};
use crate::{contact::Heaviness, id::ParticipantId, text};

/// The most participants of one contact.
pub const PEOPLE_MAX: usize = 60;
/// The most people of one contact whose names are not known.
pub const UNKNOWN_MAX: u32 = 60;
/// The longest note of a contact, in Unicode characters.
pub const NOTE_MAX: usize = text::NOTE_MAX;

const DAY: i64 = 86_400;

/// How many people came to a public event: 1 to 5,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heads(u32);

impl Heads {
    /// The most.
    pub const MAX: u32 = 5_000;

    /// A number of heads, or none outside 1 to 5,000.
    pub const fn new(heads: u32) -> Option<Self> {
        if 1 <= heads && heads <= Self::MAX {
            Some(Self(heads))
        } else {
            None
        }
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// With whom. At least one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// People the program supports.
    pub participants: Vec<ParticipantId>,
    /// How many people whose name is not known.
    pub unknown: u32,
    /// Heads at a public event; 0 when it was none.
    pub public: u32,
}

impl Who {
    /// Whether there is nobody at all.
    pub const fn is_empty(&self) -> bool {
        self.participants.is_empty() && self.unknown == 0 && self.public == 0
    }
}

/// A contact as someone means to save it; every part already read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What kind it counts as.
    pub kind: Kind,
    /// With whom.
    pub who: Who,
    /// When it began.
    pub at: Timestamp,
    /// How long it was.
    pub minutes: Option<Minutes>,
    /// By which way.
    pub mode: Mode,
    /// What became of an attempt.
    pub outcome: Option<Outcome>,
    /// The kinds of support given.
    pub support: Set<Support>,
    /// What was shared or given.
    pub shared: Set<Item>,
    /// What was offered and not taken.
    pub offered: Set<Item>,
    /// Expenses.
    pub spent: Money,
    /// Miles driven.
    pub miles: Miles,
    /// How heavy it was.
    pub heaviness: Option<Heaviness>,
    /// The note.
    pub note: String,
}

impl Facts {
    /// A contact of this kind with one person, with everything else as it is
    /// when nothing more was said.
    pub fn quick(kind: Kind, who: Who, at: Timestamp, minutes: Option<Minutes>) -> Self {
        Self {
            kind,
            who,
            at,
            minutes,
            mode: kind.usual_mode(),
            outcome: None,
            support: Set::NONE,
            shared: Set::NONE,
            offered: Set::NONE,
            spent: Money::default(),
            miles: Miles::default(),
            heaviness: None,
            note: String::new(),
        }
    }
}

/// What stops a save: which field, and what the person can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Choose who it was with, or "someone whose name I don't know".
    Nobody,
    /// More than [`PEOPLE_MAX`] people: log it as a public event with a number.
    TooManyPeople,
    /// A person is chosen twice: take one away.
    SamePersonTwice,
    /// More than [`UNKNOWN_MAX`] unknown people: log it as a public event.
    TooManyUnknown,
    /// Heads outside 1 to 5,000.
    HeadsOutOfRange,
    /// Heads are for events, groups and outreach: choose people instead.
    HeadsNeedAnEvent,
    /// Say how many minutes.
    MinutesMissing,
    /// Say what came of the attempt.
    OutcomeMissing,
    /// The time is more than a day ahead: plan it as an appointment.
    InTheFuture,
    /// Before 2000: check the year.
    TooLongAgo,
    /// The note is longer than [`NOTE_MAX`] characters: shorten it.
    NoteTooLong,
}

impl Problem {
    /// The name of the form field it belongs to.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Nobody | Self::TooManyPeople | Self::SamePersonTwice => "who",
            Self::TooManyUnknown => "unknown",
            Self::HeadsOutOfRange | Self::HeadsNeedAnEvent => "public",
            Self::MinutesMissing => "minutes",
            Self::OutcomeMissing => "outcome",
            Self::InTheFuture | Self::TooLongAgo => "at",
            Self::NoteTooLong => "note",
        }
    }

    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::TooManyPeople => "too-many-people",
            Self::SamePersonTwice => "same-person-twice",
            Self::TooManyUnknown => "too-many-unknown",
            Self::HeadsOutOfRange => "heads-out-of-range",
            Self::HeadsNeedAnEvent => "heads-need-an-event",
            Self::MinutesMissing => "minutes-missing",
            Self::OutcomeMissing => "outcome-missing",
            Self::InTheFuture => "in-the-future",
            Self::TooLongAgo => "too-long-ago",
            Self::NoteTooLong => "note-too-long",
        }
    }
}

/// Something to look at again; it never stops a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// More than a year ago: is the year right?
    OverAYearAgo,
    /// Longer than twelve hours: is that right?
    VeryLong,
    /// It ends later than now: is the time right?
    NotOverYet,
    /// "Tried" with "reached": it may be a call or a text.
    ReachedAfterAll,
}

impl Notice {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::OverAYearAgo => "over-a-year-ago",
            Self::VeryLong => "very-long",
            Self::NotOverYet => "not-over-yet",
            Self::ReachedAfterAll => "reached-after-all",
        }
    }
}

/// What [`validate`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What stops the save, in the order of the form.
    pub problems: Vec<Problem>,
    /// What is worth a second look.
    pub notices: Vec<Notice>,
}

impl Found {
    /// Whether the contact may be saved.
    pub const fn may_save(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Checks a contact before it is saved.
pub fn validate(facts: &Facts, now: Timestamp) -> Found {
    let mut found = Found::default();
    people(facts, &mut found.problems);
    if facts.minutes.is_none() && facts.kind.asks_minutes() {
        found.problems.push(Problem::MinutesMissing);
    }
    match (facts.kind, facts.outcome) {
        (Kind::Tried, None) => found.problems.push(Problem::OutcomeMissing),
        (Kind::Tried, Some(Outcome::Reached)) => found.notices.push(Notice::ReachedAfterAll),
        _ => {}
    }
    times(facts, now, &mut found);
    if text::length(&facts.note) > NOTE_MAX {
        found.problems.push(Problem::NoteTooLong);
    }
    found
}

fn people(facts: &Facts, problems: &mut Vec<Problem>) {
    let who = &facts.who;
    if who.is_empty() {
        problems.push(Problem::Nobody);
    }
    if who.participants.len() > PEOPLE_MAX {
        problems.push(Problem::TooManyPeople);
    }
    let mut sorted = who.participants.clone();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        problems.push(Problem::SamePersonTwice);
    }
    if who.unknown > UNKNOWN_MAX {
        problems.push(Problem::TooManyUnknown);
    }
    if who.public > 0 {
        if Heads::new(who.public).is_none() {
            problems.push(Problem::HeadsOutOfRange);
        }
        if !facts.kind.may_be_public() {
            problems.push(Problem::HeadsNeedAnEvent);
        }
    }
}

fn times(facts: &Facts, now: Timestamp, found: &mut Found) {
    // 2000-01-01 in UTC: no program has contacts on this software from before.
    const EARLIEST: i64 = 946_684_800;
    let (at, now) = (facts.at.as_second(), now.as_second());
    let long = facts
        .minutes
        .map_or(0, |minutes| i64::from(minutes.get()) * 60);
    if at > now + DAY {
        found.problems.push(Problem::InTheFuture);
    } else if at + long > now + 15 * 60 {
        found.notices.push(Notice::NotOverYet);
    }
    if at < EARLIEST {
        found.problems.push(Problem::TooLongAgo);
    } else if at < now - 365 * DAY {
        found.notices.push(Notice::OverAYearAgo);
    }
    if long > 12 * 60 * 60 {
        found.notices.push(Notice::VeryLong);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Listed;

    fn now() -> Timestamp {
        "2026-03-02T14:00:00Z".parse().expect("a time")
    }

    fn andre() -> Who {
        Who {
            participants: vec![ParticipantId::from_i64(7)],
            ..Who::default()
        }
    }

    fn visit() -> Facts {
        Facts::quick(Kind::InPerson, andre(), ago(3600), Minutes::new(45).ok())
    }

    fn ago(seconds: i64) -> Timestamp {
        Timestamp::from_second(now().as_second() - seconds).expect("a time")
    }

    fn problems(facts: &Facts) -> Vec<Problem> {
        validate(facts, now()).problems
    }

    #[test]
    fn kind_who_and_minutes_are_enough() {
        assert_eq!(validate(&visit(), now()), Found::default());
        assert!(validate(&visit(), now()).may_save());
    }

    #[test]
    fn someone_must_have_been_there() {
        assert_eq!(
            problems(&Facts {
                who: Who::default(),
                ..visit()
            }),
            [Problem::Nobody]
        );
        let unknown = Who {
            unknown: 1,
            ..Who::default()
        };
        assert_eq!(
            problems(&Facts {
                who: unknown,
                ..visit()
            }),
            []
        );
    }

    #[test]
    fn a_public_event_has_1_to_5000_heads() {
        for (heads, expected) in [
            (1, vec![]),
            (5_000, vec![]),
            (5_001, vec![Problem::HeadsOutOfRange]),
        ] {
            let who = Who {
                public: heads,
                ..Who::default()
            };
            assert_eq!(
                problems(&Facts {
                    kind: Kind::Event,
                    who,
                    ..visit()
                }),
                expected,
                "{heads}"
            );
        }
        let who = Who {
            public: 20,
            ..Who::default()
        };
        assert_eq!(
            problems(&Facts {
                kind: Kind::Court,
                who,
                ..visit()
            }),
            [Problem::HeadsNeedAnEvent]
        );
    }

    #[test]
    fn a_person_is_chosen_once() {
        let twice = vec![
            ParticipantId::from_i64(7),
            ParticipantId::from_i64(9),
            ParticipantId::from_i64(7),
        ];
        let who = Who {
            participants: twice,
            ..Who::default()
        };
        assert_eq!(
            problems(&Facts { who, ..visit() }),
            [Problem::SamePersonTwice]
        );
        let many = (0..61).map(ParticipantId::from_i64).collect();
        let who = Who {
            participants: many,
            unknown: 61,
            ..Who::default()
        };
        assert_eq!(
            problems(&Facts { who, ..visit() }),
            [Problem::TooManyPeople, Problem::TooManyUnknown]
        );
    }

    #[test]
    fn a_text_and_a_try_need_no_minutes_and_a_call_does() {
        for kind in Kind::all() {
            let outcome = (kind == Kind::Tried).then_some(Outcome::NoAnswer);
            let facts = Facts {
                kind,
                minutes: None,
                outcome,
                ..visit()
            };
            let asks = problems(&facts) == [Problem::MinutesMissing];
            assert_eq!(asks, !matches!(kind, Kind::Text | Kind::Tried), "{kind:?}");
        }
    }

    #[test]
    fn a_try_says_what_came_of_it() {
        let facts = Facts {
            kind: Kind::Tried,
            minutes: None,
            ..visit()
        };
        assert_eq!(problems(&facts), [Problem::OutcomeMissing]);
        let reached = Facts {
            outcome: Some(Outcome::Reached),
            ..facts
        };
        assert_eq!(validate(&reached, now()).notices, [Notice::ReachedAfterAll]);
    }

    #[test]
    fn a_day_ahead_is_too_early_and_a_year_back_is_asked_about() {
        let day = 86_400;
        assert_eq!(
            problems(&Facts {
                at: ago(-day - 1),
                ..visit()
            }),
            [Problem::InTheFuture]
        );
        let ahead = validate(
            &Facts {
                at: ago(-day),
                ..visit()
            },
            now(),
        );
        assert_eq!(
            (ahead.may_save(), ahead.notices),
            (true, vec![Notice::NotOverYet])
        );
        let back = validate(
            &Facts {
                at: ago(366 * day),
                ..visit()
            },
            now(),
        );
        assert_eq!(
            (back.may_save(), back.notices),
            (true, vec![Notice::OverAYearAgo])
        );
        assert_eq!(
            problems(&Facts {
                at: ago(60 * 365 * day),
                ..visit()
            }),
            [Problem::TooLongAgo]
        );
    }

    #[test]
    fn twelve_hours_and_more_are_asked_about() {
        let facts = Facts {
            at: ago(80_000),
            minutes: Minutes::new(721).ok(),
            ..visit()
        };
        assert_eq!(validate(&facts, now()).notices, [Notice::VeryLong]);
    }

    #[test]
    fn a_note_is_counted_in_characters() {
        let long = Facts {
            note: "é".repeat(NOTE_MAX),
            ..visit()
        };
        assert_eq!(problems(&long), []);
        let longer = Facts {
            note: "é".repeat(NOTE_MAX + 1),
            ..visit()
        };
        assert_eq!(problems(&longer), [Problem::NoteTooLong]);
    }
}

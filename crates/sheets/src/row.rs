//! Rows as they will be.

use domain::{
    contact::{Kind, Miles, Minutes, Mode, Money, Outcome, Setting},
    person::{Email, Phone},
    role::Role,
};
use jiff::civil::{Date, Time};

use crate::trouble::Refusal;

/// What became of one line.
#[derive(Clone, Debug, PartialEq)]
pub enum Parsed<T> {
    /// It comes in.
    Row {
        /// Its line in the file.
        line: u32,
        /// What it says. Boxed: most of a list is not rows that are looked at twice.
        row: Box<T>,
        /// What is worth a look. None of it stops anything.
        notes: Vec<Note>,
    },
    /// It does not come in: every value that is not taken.
    Refused {
        /// Its line in the file.
        line: u32,
        /// At least one.
        refusals: Vec<Refusal>,
    },
    /// It is no row at all. Blank lines are not even told.
    Skipped {
        /// Its line in the file.
        line: u32,
        /// What it is.
        what: Skip,
        /// Its first words.
        written: String,
    },
}

impl<T> Parsed<T> {
    /// Its line in the file.
    pub const fn line(&self) -> u32 {
        match self {
            Self::Row { line, .. } | Self::Refused { line, .. } | Self::Skipped { line, .. } => {
                *line
            }
        }
    }
}

/// What a line is that is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// The header once more, as on each printed page.
    HeaderAgain,
    /// A total, count or average.
    Total,
    /// A line of words between rows: "Week of 11/3".
    Heading,
    /// Words under the table.
    NoteBelow,
    /// Hidden, and hidden rows are left out.
    Hidden,
}

impl Skip {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::HeaderAgain => "header-again",
            Self::Total => "total",
            Self::Heading => "heading",
            Self::NoteBelow => "note-below",
            Self::Hidden => "hidden",
        }
    }
}

/// Something about a row that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A value was not simply taken as it stands.
    Read {
        /// Its column, counted from 0.
        column: u16,
        /// How it was read.
        how: How,
    },
    /// An earlier line says exactly the same.
    SameAs {
        /// That line.
        line: u32,
    },
}

/// How a value was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As it stands; there is nothing to tell.
    Plainly,
    /// Month first, where it could have been day first.
    MonthFirst,
    /// Day first, where it could have been month first.
    DayFirst,
    /// From Excel's count of days.
    DayCount,
    /// No year was written; the latest such day that is not to come.
    YearAdded,
    /// Two digits of a year.
    ShortYear,
    /// No AM or PM; taken as the afternoon.
    Afternoon,
    /// A length from Excel's part of a day.
    PartOfDay,
    /// A bare number of hours.
    Hours,
    /// A number of units of fifteen minutes.
    Quarters,
    /// The length is end less start.
    EndLessStart,
    /// It ended after midnight.
    PastMidnight,
    /// About so much: the sign for it was dropped.
    Roughly,
    /// A comma was taken as the decimal point.
    DecimalComma,
    /// Rounded to what is kept (cents, tenths of a mile, whole minutes).
    Rounded,
    /// Last and first name were put in order.
    NameTurned,
    /// A word that means this one, though it is not the program's own.
    Synonym,
    /// Only the year of birth is kept.
    YearOnly,
}

impl How {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Plainly => "plainly",
            Self::MonthFirst => "month-first",
            Self::DayFirst => "day-first",
            Self::DayCount => "day-count",
            Self::YearAdded => "year-added",
            Self::ShortYear => "short-year",
            Self::Afternoon => "afternoon",
            Self::PartOfDay => "part-of-day",
            Self::Hours => "hours",
            Self::Quarters => "quarters",
            Self::EndLessStart => "end-less-start",
            Self::PastMidnight => "past-midnight",
            Self::Roughly => "roughly",
            Self::DecimalComma => "decimal-comma",
            Self::Rounded => "rounded",
            Self::NameTurned => "name-turned",
            Self::Synonym => "synonym",
            Self::YearOnly => "year-only",
        }
    }
}

/// A choice of the program's list, ours or its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    /// What a contact stores.
    pub slug: String,
    /// What it counts as.
    pub counts_as: T,
}

/// Someone who works in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: Email,
    /// Their roles; empty when the sheet says nothing.
    pub roles: Vec<Role>,
    /// The team, in the sheet's words; empty when it says nothing.
    pub team: String,
    /// Whether they still work here.
    pub active: bool,
    /// The number of the old system; empty when there is none.
    pub their_id: String,
}

/// Where someone's support stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Walking together.
    #[default]
    Active,
    /// Resting.
    Resting,
    /// Ended.
    Ended,
}

/// Someone whom the program walks alongside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The name they use.
    pub name: String,
    /// First and last name where the sheet has a nickname as well; empty otherwise.
    pub also: String,
    /// Pronouns; empty when the sheet says nothing.
    pub pronouns: String,
    /// Their phone number.
    pub phone: Option<Phone>,
    /// How they like to be reached; empty when the sheet says nothing.
    pub reach_by: String,
    /// The year of birth.
    pub birth_year: Option<i16>,
    /// Since when.
    pub since: Option<Date>,
    /// The next step; empty when there is none.
    pub next_step: String,
    /// Its day.
    pub next_step_on: Option<Date>,
    /// How often to be in touch, in days: 1 to 365.
    pub rhythm_days: Option<u16>,
    /// The peer worker in the sheet's words; empty when it says nothing.
    pub worker: String,
    /// Where their support stands.
    pub standing: Standing,
    /// When it ended.
    pub ended_on: Option<Date>,
    /// How it ended, in the sheet's words.
    pub ended_why: String,
    /// A note; empty when there is none.
    pub note: String,
    /// The number of the old system; empty when there is none.
    pub their_id: String,
}

/// Someone who was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// By name; the room finds the participant.
    Named(String),
    /// So many whose name is not known.
    Unknown(u32),
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// The day.
    pub date: Date,
    /// When it began; none when the sheet says nothing.
    pub start: Option<Time>,
    /// How long it was.
    pub minutes: Option<Minutes>,
    /// What kind it was.
    pub kind: Chosen<Kind>,
    /// Where it was.
    pub setting: Option<Chosen<Setting>>,
    /// By which way; the kind's usual way when the sheet says nothing.
    pub mode: Mode,
    /// What came of an attempt.
    pub outcome: Option<Outcome>,
    /// Who was met.
    pub who: Vec<Met>,
    /// Heads at an event; 0 when the sheet says nothing.
    pub heads: u32,
    /// The peer worker in the sheet's words; empty when it says nothing.
    pub worker: String,
    /// Miles driven.
    pub miles: Miles,
    /// Money spent.
    pub spent: Money,
    /// The note; empty when there is none.
    pub note: String,
    /// The number of the old system; empty when there is none.
    pub their_id: String,
}

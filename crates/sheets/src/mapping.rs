//! Which column holds what: data that a form shows and sends back.

use std::collections::BTreeMap;

use domain::text::fold;
use serde::{Deserialize, Serialize};

use crate::{
    book::Book,
    field::{Field, Target},
};

/// How a sheet is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What its rows are.
    pub target: Target,
    /// Which sheet, counted from 0.
    pub sheet: usize,
    /// The lines of the header; none when the sheet begins with its first row.
    pub header: Option<HeaderLines>,
    /// Every column that holds anything, from the left.
    pub columns: Vec<Mapped>,
    /// One value for every row, where no column gives one. For kind, setting,
    /// mode and outcome a slug; otherwise as it would stand in a cell.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fixed: BTreeMap<Field, String>,
    /// What the program answered for words it does not have, asked once each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// Leave out rows that are hidden by hand or by a filter.
    #[serde(default)]
    pub skip_hidden: bool,
    /// What the guess is in doubt about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// The lines of a header, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderLines {
    /// The first line.
    pub first: u32,
    /// The last line.
    pub last: u32,
}

/// One column and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapped {
    /// The column, counted from 0; its letters: [`crate::letters`].
    pub column: u16,
    /// Its header, several lines joined; empty when there is none.
    pub header: String,
    /// What it holds; none when it is left out.
    pub field: Option<Field>,
    /// Why the guess says so.
    #[serde(default)]
    pub why: Why,
    /// How sure the guess is.
    #[serde(default)]
    pub sure: Sure,
    /// How its values are written.
    #[serde(default)]
    pub style: Style,
}

/// Why a column was taken for what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing fits it.
    #[default]
    Nothing,
    /// Its header is a word that forms use for this.
    HeaderIs(String),
    /// Its header has a word in it that forms use for this.
    HeaderHas(String),
    /// No header says so, and its values look like it.
    ValuesLook,
    /// Another column to the left was taken for the same field.
    Taken(Field),
    /// A person chose it.
    Chosen,
}

/// How sure a guess is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// No guess.
    #[default]
    No,
    /// Worth a look.
    Maybe,
    /// Very probably.
    Likely,
    /// Header and values agree.
    Certain,
}

/// How the values of a column are written, from the evidence of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// Days written in numbers: month or day first.
    pub order: DateOrder,
    /// Times without AM and PM.
    pub clock: Clock,
    /// Lengths without a unit.
    pub unit: Unit,
    /// Names with a comma.
    pub names: NameOrder,
}

/// Which of the two comes first in `3/4/2025`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// March 4.
    #[default]
    MonthFirst,
    /// April 3.
    DayFirst,
}

/// What `2:30` means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// The afternoon: 1:00 to 6:59 is taken as PM, 7:00 to 12:59 as it stands.
    #[default]
    DayHours,
    /// The night: the column counts to 24.
    TwentyFour,
}

/// What a bare `2` means as a length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Two minutes.
    #[default]
    Minutes,
    /// Two hours.
    Hours,
    /// Half an hour: units of fifteen minutes, as bills count.
    Quarters,
}

/// What `Hines, Loretta` means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrder {
    /// As it stands; one comma between single words still means the last name first.
    #[default]
    AsWritten,
    /// The last name first, in the whole column.
    LastFirst,
}

/// The program's answer for a word it does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Kind, setting, mode, outcome, role or state.
    pub field: Field,
    /// The word, as `domain::text::fold` gives it.
    pub word: String,
    /// The slug that it means.
    pub slug: String,
}

/// What a guess is in doubt about. None of it stops anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Every date of the column could be read either way; month first was taken.
    EitherOrder {
        /// The column.
        column: u16,
    },
    /// Some dates of the column can only be month first, some only day first.
    BothOrders {
        /// The column.
        column: u16,
    },
    /// Real dates all with a day up to 12, beside text dates with a day above:
    /// day-first dates opened in an American spreadsheet. The real ones may
    /// have day and month swapped.
    MayBeSwapped {
        /// The column.
        column: u16,
    },
    /// Times without AM or PM; 1:00 to 6:59 was taken as the afternoon.
    MorningOrEvening {
        /// The column.
        column: u16,
    },
    /// The header says one thing and most values another.
    ValuesDiffer {
        /// The column.
        column: u16,
    },
    /// Nothing gives this, and it is needed.
    NothingFor {
        /// One of the fields that would do.
        field: Field,
    },
    /// No line of the sheet is a header.
    NoHeader,
    /// Other sheets hold something too; one file takes one sheet at a time.
    OtherSheets {
        /// Their names.
        names: Vec<String>,
    },
}

/// Why a mapping that a form sent back cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// There is no such sheet.
    #[error("the file has no such sheet")]
    NoSheet,
    /// The field does not belong to this target.
    #[error("“{}” does not belong here", .0.slug())]
    Foreign(Field),
    /// Two columns hold the same field.
    #[error("two columns are chosen for “{}”: choose one", .0.slug())]
    Twice(Field),
    /// Nothing gives a field that is needed.
    #[error("no column gives “{}”: choose one, or one value for all rows", .0.slug())]
    Needed(Field),
}

impl MappingError {
    /// The end of the word id.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::NoSheet => "no-sheet",
            Self::Foreign(_) => "foreign",
            Self::Twice(_) => "twice",
            Self::Needed(_) => "needed",
        }
    }
}

impl Mapping {
    /// Whether it can be used on this book; every reason why not.
    pub fn check(&self, book: &Book) -> Result<(), Vec<MappingError>> {
        let mut errors = Vec::new();
        if self.sheet >= book.sheets.len() {
            errors.push(MappingError::NoSheet);
        }
        let mut seen = Vec::new();
        for field in self.columns.iter().filter_map(|column| column.field) {
            if !self.target.fields().contains(&field) {
                errors.push(MappingError::Foreign(field));
            } else if seen.contains(&field) && !field.may_repeat() {
                errors.push(MappingError::Twice(field));
            }
            seen.push(field);
        }
        for group in self.target.needs() {
            let given = |field: &Field| seen.contains(field) || self.fixed.contains_key(field);
            if !group.iter().any(given)
                && let Some(field) = group.first()
            {
                errors.push(MappingError::Needed(*field));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// The column of a field: the first of them, if there are several.
    pub fn column(&self, field: Field) -> Option<&Mapped> {
        self.columns
            .iter()
            .find(|column| column.field == Some(field))
    }

    /// Chooses what a column holds, as a person did in a form. Taking a field
    /// away from another column is the form's own affair.
    pub fn choose(&mut self, column: u16, field: Option<Field>) {
        for mapped in &mut self.columns {
            if mapped.column == column && mapped.field != field {
                mapped.field = field;
                mapped.why = Why::Chosen;
                mapped.sure = Sure::Certain;
            }
        }
    }

    /// Remembers what a word of the sheet means.
    pub fn answer(&mut self, field: Field, word: &str, slug: &str) {
        let word = fold(word);
        self.answers
            .retain(|answer| answer.field != field || answer.word != word);
        self.answers.push(Answer {
            field,
            word,
            slug: slug.to_owned(),
        });
    }
}

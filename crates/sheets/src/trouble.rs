//! Why a file or a cell is not taken, and what to do about it.
//!
//! Rooms translate by [`Unreadable::slug`] and [`Trouble::slug`]; the English of
//! `Display` is for the command line and for tests.

use serde::{Deserialize, Serialize};

use crate::{book::letters, field::Field};

/// Why a whole file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No bytes, or only blank space.
    #[error("The file is empty. Choose another, or save it again from your spreadsheet.")]
    Empty,
    /// More bytes than are taken.
    #[error("The file is larger than {most_megabytes} MB. Save it in parts, one year each, say.")]
    TooLarge {
        /// The most, in megabytes.
        most_megabytes: u64,
    },
    /// A small file that would fill the memory when opened.
    #[error("The file grows past {most_megabytes} MB when opened. Save only the sheet you need.")]
    Inflates {
        /// The most, in megabytes.
        most_megabytes: u64,
    },
    /// More cells than are taken.
    #[error("The file has more than {most} cells. Save it in parts, one year each, say.")]
    TooManyCells {
        /// The most.
        most: u64,
    },
    /// More columns than are taken.
    #[error("The file has more than {most} columns. Keep only the columns you need.")]
    TooManyColumns {
        /// The most.
        most: u64,
        /// The line where it was found.
        line: u32,
    },
    /// One cell holds more than any note.
    #[error(
        "A cell in line {line} holds more than {most} letters. Look for a missing quotation mark."
    )]
    CellTooLong {
        /// The most, in bytes.
        most: u64,
        /// The line.
        line: u32,
    },
    /// So many quotation marks that never close that lines cannot be told apart.
    #[error(
        "Quotation marks open and never close, first in line {line}. Save the file again from your spreadsheet."
    )]
    Quotes {
        /// The first line.
        line: u32,
    },
    /// A workbook of before 2007, or one with a password (both look alike from outside).
    #[error(
        "This is an old Excel file or has a password. Open it, take the password off, and save it as .xlsx or .csv."
    )]
    OldExcel,
    /// An `OpenDocument` sheet (`.ods`).
    #[error("This is an OpenDocument file. Open it and save it as .xlsx or .csv.")]
    OpenDocument,
    /// An Excel binary workbook (`.xlsb`).
    #[error("This is a binary Excel file (.xlsb). Open it and save it as .xlsx or .csv.")]
    ExcelBinary,
    /// A Numbers document, or another archive that is no workbook.
    #[error(
        "This is an archive and not a spreadsheet. In Numbers, use Export to, then Excel or CSV."
    )]
    Archive,
    /// A web page, whatever its name says: many systems call one `.xls`.
    #[error(
        "This is a web page named like a spreadsheet. Open it in Excel and save it as .xlsx or .csv."
    )]
    WebPage,
    /// A PDF.
    #[error("This is a PDF. Ask for the spreadsheet it was printed from.")]
    Pdf,
    /// Not text and not a workbook.
    #[error("This is not a spreadsheet. Save yours as .xlsx or .csv and choose that.")]
    NotASheet,
    /// A workbook that breaks off or is damaged.
    #[error("The file is damaged. Open it in your spreadsheet and save it again.")]
    Damaged,
}

impl Unreadable {
    /// The end of the word id.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Inflates { .. } => "inflates",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::CellTooLong { .. } => "cell-too-long",
            Self::Quotes { .. } => "quotes",
            Self::OldExcel => "old-excel",
            Self::OpenDocument => "open-document",
            Self::ExcelBinary => "excel-binary",
            Self::Archive => "archive",
            Self::WebPage => "web-page",
            Self::Pdf => "pdf",
            Self::NotASheet => "not-a-sheet",
            Self::Damaged => "damaged",
        }
    }
}

/// Why a value is not taken: one sentence of what is wrong and one of what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// Needed and not there.
    #[error("This is needed and nothing is written. Fill it in, or choose one value for all rows.")]
    Missing,
    /// A formula failed.
    #[error("The spreadsheet shows an error here. Mend the formula or type the value.")]
    ErrorCell,
    /// Text lies in columns past the last header: a separator inside a text.
    #[error(
        "The row runs past the last column. Put quotation marks around the text with the comma in it."
    )]
    PastTheEnd,
    /// No day at all.
    #[error("This is not a date. Write it like 11/3/2025.")]
    NotADate,
    /// February 30, or month 13 in any order.
    #[error("There is no such day. Check the day and the month.")]
    NoSuchDay,
    /// `13/11/2025` where the column writes the month first, or the other way round.
    #[error(
        "The other dates of this column have day and month the other way round. Change this one, or how the column is read."
    )]
    OtherOrder,
    /// Only a month, or a month and a number that may be a day or a year.
    #[error("The day or the year is missing. Write it like 11/3/2025.")]
    PartOfADate,
    /// Later than tomorrow.
    #[error("This day is still to come. Check the year.")]
    InTheFuture,
    /// Before anything that can be meant.
    #[error("This is too long ago. Check the year.")]
    TooLongAgo,
    /// No time of day.
    #[error("This is not a time of day. Write it like 2:30 PM or 14:30.")]
    NotATime,
    /// The end is not after the start.
    #[error("The end is not after the start. Check both times.")]
    EndBeforeStart,
    /// No length of time.
    #[error("This is not a length of time. Write minutes, such as 45, or 1:15.")]
    NotMinutes,
    /// Zero minutes, or fewer.
    #[error("The length must be at least one minute. Write the minutes, such as 45.")]
    MinutesTooFew,
    /// More than a day.
    #[error("One contact lasts at most a day. Check the unit: are these hours or minutes?")]
    MinutesTooMany,
    /// No amount of money.
    #[error("This is not an amount of money. Write it like 12.50.")]
    NotMoney,
    /// Less than nothing.
    #[error("The amount is below zero. Write what was spent, without a minus.")]
    BelowZero,
    /// More than one contact can hold.
    #[error("The amount is too large for one contact. Check the point and the comma.")]
    TooMuch,
    /// No number of miles.
    #[error("This is not a number of miles. Write it like 12.5.")]
    NotMiles,
    /// Kilometers.
    #[error("These are kilometers. Write miles.")]
    Kilometers,
    /// No number that can be called.
    #[error("This is not a phone number. Write it like 413-555-0142.")]
    NotAPhone,
    /// Excel turned a long number into `4.14E+09`.
    #[error(
        "The spreadsheet cut this number short. Set the column to text there and type it again."
    )]
    CutShort,
    /// No address for e-mail.
    #[error("This is not an e-mail address. Write it like ana@example.org.")]
    NotAnEmail,
    /// No letters in it.
    #[error("This is not a name. Write the name they use, or “unknown”.")]
    NotAName,
    /// Longer than can be kept.
    #[error("This is too long to keep. Shorten it.")]
    TooLong,
    /// Too many people at once.
    #[error("One contact holds at most 60 people. Give the number of people instead.")]
    TooManyPeople,
    /// A word that is none of the program's kinds.
    #[error("This is none of your kinds of contact. Say which one it is, or add it in settings.")]
    UnknownKind,
    /// A word that is none of the program's settings.
    #[error("This is none of your settings. Say which one it is, or add it in settings.")]
    UnknownSetting,
    /// No way to meet.
    #[error("This is not a way to meet. Write in person, phone, text or video.")]
    UnknownMode,
    /// No outcome of an attempt.
    #[error("This is not an outcome. Write reached, left message or no answer.")]
    UnknownOutcome,
    /// No role.
    #[error(
        "This is not a role. Write peer worker, peer supervisor, program manager, privacy officer or administrator."
    )]
    UnknownRole,
    /// Neither yes nor no.
    #[error("This is neither yes nor no. Write yes or no.")]
    NotYesNo,
    /// No state of someone's support.
    #[error("This says neither active nor ended. Write active, resting or ended.")]
    UnknownState,
    /// No whole number in range.
    #[error("This is not a number we can use. Write a whole number, such as 12.")]
    NotANumber,
}

impl Trouble {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::ErrorCell => "error-cell",
            Self::PastTheEnd => "past-the-end",
            Self::NotADate => "not-a-date",
            Self::NoSuchDay => "no-such-day",
            Self::OtherOrder => "other-order",
            Self::PartOfADate => "part-of-a-date",
            Self::InTheFuture => "in-the-future",
            Self::TooLongAgo => "too-long-ago",
            Self::NotATime => "not-a-time",
            Self::EndBeforeStart => "end-before-start",
            Self::NotMinutes => "not-minutes",
            Self::MinutesTooFew => "minutes-too-few",
            Self::MinutesTooMany => "minutes-too-many",
            Self::NotMoney => "not-money",
            Self::BelowZero => "below-zero",
            Self::TooMuch => "too-much",
            Self::NotMiles => "not-miles",
            Self::Kilometers => "kilometers",
            Self::NotAPhone => "not-a-phone",
            Self::CutShort => "cut-short",
            Self::NotAnEmail => "not-an-email",
            Self::NotAName => "not-a-name",
            Self::TooLong => "too-long",
            Self::TooManyPeople => "too-many-people",
            Self::UnknownKind => "unknown-kind",
            Self::UnknownSetting => "unknown-setting",
            Self::UnknownMode => "unknown-mode",
            Self::UnknownOutcome => "unknown-outcome",
            Self::UnknownRole => "unknown-role",
            Self::NotYesNo => "not-yes-no",
            Self::UnknownState => "unknown-state",
            Self::NotANumber => "not-a-number",
        }
    }
}

/// One value that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The column counted from 0; none when no column is mapped to the field.
    pub column: Option<u16>,
    /// The header of that column; empty when there is none.
    pub header: String,
    /// What the value was to be.
    pub field: Field,
    /// The value as it is written, at most 200 characters of it.
    pub written: String,
    /// What is wrong and what to do.
    pub trouble: Trouble,
}

impl Refusal {
    /// The letters of the column; empty when there is none.
    pub fn letters(&self) -> String {
        self.column.map(letters).unwrap_or_default()
    }
}

impl std::fmt::Display for Refusal {
    /// `column C (“Dur.”), “forty”: This is not a length of time. …`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            Some(column) => write!(f, "column {}", letters(column))?,
            None => write!(f, "no column for “{}”", self.field.slug())?,
        }
        if !self.header.is_empty() {
            write!(f, " (“{}”)", self.header)?;
        }
        if self.column.is_some() && !self.written.is_empty() {
            write!(f, ", “{}”", self.written)?;
        }
        write!(f, ": {}", self.trouble)
    }
}

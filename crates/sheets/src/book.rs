//! A file as it was read: sheets of rows of cells, with their lines kept.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::excel_day::{Epoch, moment};

/// A whole file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// The name of the file, as it was sent.
    pub name: String,
    /// What kind of file it turned out to be.
    pub form: Form,
    /// Its sheets in their order; a text file has exactly one.
    pub sheets: Vec<Sheet>,
    /// What is worth telling about the whole file.
    pub told: Vec<Told>,
}

/// What kind of file it turned out to be, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text with a character between the cells.
    Delimited {
        /// The character between two cells.
        separator: Separator,
        /// How the letters are written.
        encoding: Encoding,
    },
    /// An Excel workbook (XLSX or XLSM).
    Excel,
}

/// The character between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Separator {
    /// Every separator that is tried.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character itself.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// How the letters of a text file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, low byte first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, what Excel saves as "CSV" in the west; guessed, because
    /// nothing in the file says so.
    Windows1252,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is hidden in the workbook.
    pub hidden: bool,
    /// Its rows that are there; blank ones may be left out, so use [`Row::line`].
    pub rows: Vec<Row>,
    /// Columns that are hidden, counted from 0.
    pub hidden_columns: Vec<u16>,
    /// From which day the numbers of its dates count.
    pub epoch: Epoch,
    /// Cells that are merged into one.
    pub merged: Vec<Merged>,
    /// What is worth telling about this sheet.
    pub told: Vec<Told>,
}

/// Cells that are merged into one; the first holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The first line, counted from 1.
    pub first_line: u32,
    /// The last line.
    pub last_line: u32,
    /// The first column, counted from 0.
    pub first_column: u16,
    /// The last column.
    pub last_column: u16,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line in the file, counted from 1: what a person sees at the left of
    /// a spreadsheet, or the line of a text file on which the row begins.
    pub line: u32,
    /// Whether it is hidden, by hand or by a filter.
    pub hidden: bool,
    /// Its cells from column A on; rows may differ in length.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column counted from 0; empty past the end.
    pub fn cell(&self, column: u16) -> &Cell {
        self.cells.get(usize::from(column)).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing is written in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, untouched. A text file has only these.
    Text(String),
    /// A number without a date's format.
    Number(f64),
    /// A number shown as a day, a time or a length: whole days since the epoch
    /// and the part of a day.
    Days {
        /// The number as it is stored.
        days: f64,
        /// From which day it counts.
        epoch: Epoch,
    },
    /// True or false.
    Truth(bool),
    /// What Excel shows where a formula failed, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// Whether nothing is written in it, or only blank space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The day and time that a [`Cell::Days`] shows.
    pub fn moment(&self) -> Option<DateTime> {
        match self {
            Self::Days { days, epoch } => moment(*days, *epoch),
            _ => None,
        }
    }

    /// The value as a person sees it: for telling what stood there.
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(true) => "TRUE".to_owned(),
            Self::Truth(false) => "FALSE".to_owned(),
            Self::Error(code) => code.clone(),
            Self::Days { days, epoch } => match moment(*days, *epoch) {
                Some(at) if *days < 1.0 => at.time().strftime("%H:%M").to_string(),
                Some(at) if days.fract() == 0.0 => at.date().to_string(),
                Some(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
                None => days.to_string(),
            },
        }
    }
}

/// Something about a file that its reader should know. None of it stops anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing in the file says how its letters are written; Windows-1252 was taken.
    EncodingGuessed,
    /// Words such as `JosÃ©`: the file was saved once too often in another
    /// encoding. Nothing is changed.
    TwiceEncoded {
        /// The first line where it shows.
        line: u32,
    },
    /// A quotation mark that never closes was taken as a letter.
    StrayQuote {
        /// The line.
        line: u32,
    },
    /// The sheet is hidden in the workbook.
    SheetHidden {
        /// Its name.
        name: String,
    },
    /// Rows hidden by hand or by a filter; they are read like the others.
    RowsHidden {
        /// How many.
        count: u32,
        /// The first of them.
        first_line: u32,
    },
    /// Columns that are hidden; they are read like the others.
    ColumnsHidden {
        /// Their letters.
        letters: Vec<String>,
    },
    /// Cells merged downward: each of their lines got the value.
    MergedDown {
        /// How many merged areas.
        count: u32,
    },
    /// Days of this workbook count from 1904 (an old Excel for Mac).
    From1904,
    /// Letters that the encoding does not know stand in the file as `�`.
    LettersLost {
        /// The first line where it shows.
        line: u32,
    },
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_letters_that_a_spreadsheet_shows() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), expected);
        }
    }
}

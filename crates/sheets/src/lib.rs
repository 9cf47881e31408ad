//! Spreadsheets as they really are: read, understood, written.
//!
//! Pure over bytes: no database, no network, no clock. [`read()`] makes a [`Book`]
//! of a file, [`guess()`] says which column holds what and why, [`contacts`], [`participants`] and [`people`] give each
//! line as it will be, or refuses it with the value as written and what to do.
//! Nothing here decides who somebody is: names stay names until a room looks them up.

mod book;
mod cells;
mod delimited;
mod evidence;
mod excel;
mod excel_day;
mod excel_hidden;
mod field;
mod guess;
mod headers;
mod letters_of;
mod mapping;
mod parse;
mod read;
mod row;
mod rows;
mod trouble;
mod words;
mod write;

pub use book::{Book, Cell, Encoding, Form, Merged, Row, Separator, Sheet, Told, letters};
pub use excel_day::Epoch;
pub use field::{Field, Target};
pub use guess::guess;
pub use mapping::{
    Answer, Clock, DateOrder, Doubt, HeaderLines, Mapped, Mapping, MappingError, NameOrder, Style,
    Sure, Unit, Why,
};
pub use parse::{Reading, Unknown, contacts, participants, people, unknown_words};
pub use read::{Limits, read};
pub use row::{
    Chosen, ContactRow, How, Met, Note, Parsed, ParticipantRow, PersonRow, Skip, Standing,
};
pub use trouble::{Refusal, Trouble, Unreadable};
pub use words::Words;
pub use write::{Out, Table, WriteError, write_csv, write_delimited, write_xlsx};

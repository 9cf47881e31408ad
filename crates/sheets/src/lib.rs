//! Spreadsheets as they really are: read, understood, written.
//!
//! Pure over bytes: no database, no network, no clock. [`read`] makes a [`Book`]
//! of a file, [`guess`] says which column holds what and why, [`rows`] gives each
//! line as it will be, or refuses it with the value as written and what to do.
//! Nothing here decides who somebody is: names stay names until a room looks them up.

mod book;
mod excel_day;
mod field;
mod mapping;
mod row;
mod trouble;

pub use book::{Book, Cell, Encoding, Form, Merged, Row, Separator, Sheet, Told, letters};
pub use excel_day::Epoch;
pub use field::{Field, Target};
pub use mapping::{
    Answer, Clock, DateOrder, Doubt, HeaderLines, Mapped, Mapping, MappingError, NameOrder, Style,
    Sure, Unit, Why,
};
pub use row::{
    Chosen, ContactRow, How, Met, Note, ParticipantRow, Parsed, PersonRow, Skip, Standing,
};
pub use trouble::{Refusal, Trouble, Unreadable};
